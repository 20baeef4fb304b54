/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-seek-private.h"

typedef struct
{
  StreeGridSeek *seek;       /* borrowed: gone, where this is cancelled */
  GCancellable *cancellable; /* owned */
} Question;

void
stree_grid_seek_init (StreeGridSeek *seek, StreeGridModel *model, StreeGridSeekFunc found, gpointer data)
{
  *seek = (StreeGridSeek){ .model = model, .found = found, .data = data };
}

static void
stop_asking (StreeGridSeek *seek)
{
  if (seek->asking)
    g_cancellable_cancel (seek->asking);
  g_clear_object (&seek->asking);
}

void
stree_grid_seek_stop (StreeGridSeek *seek)
{
  stop_asking (seek);
  g_clear_object (&seek->rows);
  g_clear_pointer (&seek->key, stree_row_key_unref);
}

static void
located_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Question *question = data;
  guint64 position = 0;
  gboolean found = stree_result_set_locate_finish (STREE_RESULT_SET (object), result, &position, NULL);

  if (!g_cancellable_is_cancelled (question->cancellable))
    {
      StreeGridSeek *seek = question->seek;

      g_clear_object (&seek->asking);
      if (!found || STREE_RESULT_SET (object) != stree_grid_model_get_rows (seek->model))
        stree_grid_seek_follow (seek);
      else
        {
          stree_grid_seek_stop (seek);
          seek->found ((guint) MIN (position, G_MAXUINT - 1), seek->data);
        }
    }
  g_object_unref (question->cancellable);
  g_free (question);
}

void
stree_grid_seek_follow (StreeGridSeek *seek)
{
  StreeResultSet *rows = stree_grid_model_get_rows (seek->model);
  Question *question;

  if (!seek->key || !rows || rows == seek->rows)
    return;
  g_set_object (&seek->rows, rows);
  stop_asking (seek);
  seek->asking = g_cancellable_new ();
  question = g_new (Question, 1);
  *question = (Question){ seek, g_object_ref (seek->asking) };
  stree_result_set_locate_async (rows, seek->key, seek->asking, located_cb, question);
}

void
stree_grid_seek_start (StreeGridSeek *seek, StreeRowKey *key)
{
  stree_grid_seek_stop (seek);
  if (stree_row_key_get_n_cells (key) == 0)
    return;
  seek->key = stree_row_key_ref (key);
  stree_grid_seek_follow (seek);
}

gboolean
stree_grid_seek_is_asking (const StreeGridSeek *seek)
{
  return seek->asking != NULL;
}
