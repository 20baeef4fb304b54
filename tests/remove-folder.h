/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Removes what a test has left behind. */

#include <glib/gstdio.h>

/* All that is in it; where a link leads, nothing is touched. */
static inline void
empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        empty_folder (child);
      g_remove (child);
    }
}

/* With all that is in it. */
static inline void
remove_folder (const char *path)
{
  empty_folder (path);
  g_rmdir (path);
}
