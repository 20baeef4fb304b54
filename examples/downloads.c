/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* downloads [FOLDER]: several files at a time, each with how far it is; stopped, gone on with, tried again.
 *
 * The parts, in the order in which to read them:
 *
 *   downloads/downloads.c        the root component: the list, and what is done with all of it
 *   downloads/download-row.c     one file
 *   downloads/download-server.c  where they come from: a server on this computer, which makes them up
 */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "downloads/downloads.h"

#define MB   (1000 * 1000)
#define PORT 38917

static const DownloadFile files[] = {
  { "world-atlas.bin", N_ ("World atlas"), 96 * MB, 12 * MB, DOWNLOAD_WHOLE },
  { "star-catalogue.bin", N_ ("Star catalogue"), 48 * MB, 6 * MB, DOWNLOAD_WHOLE },
  { "bird-songs.bin", N_ ("Bird songs"), 20 * MB, 4 * MB, DOWNLOAD_WHOLE },
  { "old-manuscript.bin", N_ ("Old manuscript, from a slow server"), 3 * MB, MB / 5, DOWNLOAD_WHOLE },
  { "weather-archive.bin", N_ ("Weather archive, whose connection breaks once"), 16 * MB, 4 * MB, DOWNLOAD_DROPS },
  { "lost-letters.bin", N_ ("Lost letters, which are not there"), MB, 0, DOWNLOAD_MISSING },
};

static const DownloadList list = { files, G_N_ELEMENTS (files) };

/* Where downloads go on this desktop; where there is no such folder, among what is temporary. */
static const char *
find_folder (void)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);

  return folder && g_file_test (folder, G_FILE_TEST_IS_DIR) ? folder : g_get_tmp_dir ();
}

int
main (int argc, char **argv)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (DownloadServer) server = download_server_new (&list, PORT, &error);
  gboolean                   has_folder = argc > 1 && *argv[1] != '-';
  g_autofree char           *folder = g_canonicalize_filename (has_folder ? argv[1] : find_folder (), NULL);
  DownloadsProps             props = { &list, NULL, folder };

  if (!server)
    {
      g_printerr ("downloads: %s\n", error->message);
      return 1;
    }
  if (has_folder)
    {
      argv[1] = argv[0];
      argv++;
      argc--;
    }
  props.url = download_server_get_url (server);
  return stree_run_with ("org.streamtree.Downloads", downloads, argc, argv, .page_title = _ ("Downloads"), .props = &props,
                         .width = 640, .height = 760);
}
