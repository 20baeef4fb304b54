/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "downloads.h"

#include <glib/gi18n-lib.h>

#define AT_A_TIME 3

typedef struct
{
  const DownloadList *list;
  StreeState         *folder;
  StreeState         *problem;
} Page;

/* --- all of them at once --- */

static void
begin_all_cb (StreeEvent *event, gpointer data)
{
  StreeContext       *cx = stree_event_get_context (event);
  const DownloadList *list = ((const Page *) data)->list;

  for (guint i = 0; i < list->n_files; i++)
    {
      DownloadPlace place = download_get_place (cx, &list->files[i]);

      if (place == DOWNLOAD_IDLE || place == DOWNLOAD_BROKEN) /* what is there is not replaced unasked */
        download_begin (cx, &list->files[i]);
    }
}

static void
cancel_all_cb (StreeEvent *event, gpointer data)
{
  StreeContext       *cx = stree_event_get_context (event);
  const DownloadList *list = ((const Page *) data)->list;

  /* First those that wait, the last one before the others, or they would begin in the place of those that stop. */
  for (guint i = list->n_files; i-- > 0;)
    if (download_get_place (cx, &list->files[i]) == DOWNLOAD_WAITS)
      download_cancel (cx, &list->files[i]);
  for (guint i = 0; i < list->n_files; i++)
    download_cancel (cx, &list->files[i]);
}

/* --- where they go --- */

static void
chosen_cb (StreeEvent *event, gpointer data)
{
  const Page      *page = data;
  g_autofree char *path = g_filename_from_uri (stree_event_get_text (event), NULL, NULL);
  g_autofree char *problem = path ? NULL : g_strdup_printf (_ ("%s is not on this computer."), stree_event_get_text (event));

  stree_state_set_string (page->problem, problem ? problem : "");
  if (!path)
    return;
  stree_state_set_string (page->folder, path);
  for (guint i = 0; i < page->list->n_files; i++)
    download_reset (stree_event_get_context (event), &page->list->files[i]);
}

static void
choose_cb (StreeEvent *event, gpointer data)
{
  const Page      *page = data;
  g_autofree char *uri = g_filename_to_uri (stree_state_get_string (page->folder), NULL, NULL);

  stree_ask_folder (stree_event_get_context (event), NULL, .title = _ ("Where to Download To"), .folder = uri,
                    .on_answer = stree_call_copy (chosen_cb, page, sizeof *page));
}

/* --- the page --- */

StreeElement *
downloads (StreeContext *cx, gpointer data)
{
  const DownloadsProps *props = data;
  const DownloadList   *list = props->list;
  StreeState           *folder = stree_state_string (cx, "folder", props->folder);
  StreeState           *problem = stree_state_string (cx, "problem", "");
  Page                  page = { list, folder, problem };
  StreeBuilder         *rows = stree_builder_new ();
  guint                 n_saved = 0, n_busy = 0, n_open = 0;
  g_autofree char      *shown = g_filename_display_name (stree_state_get_string (folder));

  stree_task_pool_configure ("downloads", AT_A_TIME, 0);
  for (guint i = 0; i < list->n_files; i++)
    {
      const DownloadFile *file = &list->files[i];
      DownloadPlace       place = download_get_place (cx, file);

      n_saved += place == DOWNLOAD_SAVED;
      n_busy += DOWNLOAD_IS_BUSY (place);
      n_open += place == DOWNLOAD_IDLE || place == DOWNLOAD_BROKEN;
      stree_builder_add (rows, download_row (file, stree_str ("%s%s", props->url, file->name), stree_state_get_string (folder)));
    }
  return stree_page (
    stree_title (_ ("Downloads")),
    stree_hstack (stree_vstack_with ((.spacing = 3, .common = stree_common (.hexpand = TRUE)),
                                     stree_text_with (stree_str (_ ("They go to %s"), shown), .key = "folder"),
                                     stree_with (stree_text_with (stree_str (_ ("%u of %u saved"), n_saved, list->n_files),
                                                                  .key = "saved"), .css = "dim-label")),
                  stree_button (_ ("Choose Folder…"), .key = "choose", .on_click = stree_call_copy (choose_cb, &page, sizeof page),
                                .disabled = n_busy > 0, .common = stree_common (.valign = STREE_ALIGN_START))),
    *stree_state_get_string (problem) ? stree_with (stree_text ("%s", stree_state_get_string (problem)), .css = "error") : NULL,
    stree_hstack (stree_button (_ ("Download All"), .key = "all", .primary = TRUE, .disabled = n_open == 0,
                                .on_click = stree_call_copy (begin_all_cb, &page, sizeof page)),
                  stree_button (_ ("Cancel All"), .key = "cancel-all", .disabled = n_busy == 0,
                                .on_click = stree_call_copy (cancel_all_cb, &page, sizeof page))),
    stree_builder_end (rows));
}
