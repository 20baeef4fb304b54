/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-gather-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-error.h"
#include "data/stree-frame-private.h"
#include "grid/stree-grid-edits-private.h"
#include "grid/stree-grid-parts-private.h"
#include "grid/stree-grid-shown-private.h"

/* New rows that are made at once. */
#define NEW_ROWS 512

typedef struct
{
  StreeResultSet     *rows;     /* held */
  StreeRanges         ranges;   /* owned */
  StreeGridEdits     *edits;    /* held; NULL: nothing is typed */
  GPtrArray          *new_rows; /* held; NULL: none */
  guint               n_made;   /* of them */
  GPtrArray          *made;     /* owned: of StreeFrame: what became of them */
  GPtrArray          *parts;    /* owned: of StreeFrame */
  guint64             n_read;
  StreeGridGatherFunc progress;
  gpointer            progress_data;
} Gather;

static void
gather_free (gpointer data)
{
  Gather *gather = data;

  g_object_unref (gather->rows);
  stree_ranges_clear (&gather->ranges);
  g_clear_object (&gather->edits);
  g_clear_pointer (&gather->new_rows, g_ptr_array_unref);
  g_ptr_array_unref (gather->made);
  g_ptr_array_unref (gather->parts);
  g_free (gather);
}

static void
join_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Gather *gather = data;
  StreeFrame   *all = stree_frame_concat ((StreeFrame *const *) gather->parts->pdata, gather->parts->len);

  (void) source;
  (void) cancellable;
  if (all)
    g_task_return_pointer (task, all, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_new_error (task, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s", _ ("The rows have more text than a table can hold"));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Gather           *gather = g_task_get_task_data (task);
  GError           *error = NULL;

  (void) object;
  if (!stree_grid_parts_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_extend_and_steal (gather->parts, g_steal_pointer (&gather->made));
  gather->made = g_ptr_array_new ();
  if (gather->parts->len > 1)
    g_task_run_in_thread (task, join_thread);
  else
    g_task_return_pointer (task, gather->parts->len > 0 ? stree_frame_ref (gather->parts->pdata[0]) : NULL,
                           (GDestroyNotify) stree_frame_unref);
}

static gboolean
part_cb (StreeFrame *part, gpointer data)
{
  Gather *gather = data;

  g_ptr_array_add (gather->parts,
                   gather->edits ? stree_grid_edits_apply_all (gather->edits, gather->edits->keys, gather->edits->n_keys, part)
                                 : stree_frame_ref (part));
  gather->n_read += stree_frame_get_n_rows (part);
  if (gather->progress)
    gather->progress (gather->n_read, gather->progress_data);
  return TRUE;
}

/* They are made first: who saves them meanwhile has them elsewhere then. FALSE: there are more. */
static gboolean
make_new_rows (Gather *gather)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  guint                 end = gather->new_rows ? MIN (gather->new_rows->len, gather->n_made + NEW_ROWS) : 0;

  for (; gather->n_made < end; gather->n_made++)
    if (stree_grid_edits_get_row_state (gather->edits, gather->new_rows->pdata[gather->n_made]) != 0)
      g_ptr_array_add (keys, gather->new_rows->pdata[gather->n_made]);
  if (keys->len > 0)
    g_ptr_array_add (gather->made, stree_grid_edits_make_rows (gather->edits, (StreeRowKey **) keys->pdata, keys->len));
  return !gather->new_rows || end == gather->new_rows->len;
}

static gboolean
make_cb (gpointer data)
{
  GTask  *task = data;
  Gather *gather = g_task_get_task_data (task);

  if (!make_new_rows (gather) && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return G_SOURCE_CONTINUE;
  stree_grid_parts_async (gather->rows, &gather->ranges, part_cb, gather, g_task_get_cancellable (task), read_cb, task);
  return G_SOURCE_REMOVE;
}

void
stree_grid_gather_async (StreeResultSet     *rows,
                         const StreeRanges  *ranges,
                         StreeGridEdits     *edits,
                         GPtrArray          *new_rows,
                         StreeGridGatherFunc progress,
                         gpointer            progress_data,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask  *task = g_task_new (NULL, cancellable, callback, user_data);
  Gather *gather = g_new0 (Gather, 1);

  gather->rows = g_object_ref (rows);
  stree_ranges_init (&gather->ranges);
  stree_ranges_copy (&gather->ranges, ranges);
  gather->edits = edits ? g_object_ref (edits) : NULL;
  gather->new_rows = edits && new_rows ? g_ptr_array_ref (new_rows) : NULL;
  gather->made = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  gather->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  gather->progress = progress;
  gather->progress_data = progress_data;
  g_task_set_name (task, "[streamtree] shown rows");
  g_task_set_task_data (task, gather, gather_free);
  if (make_cb (task) == G_SOURCE_CONTINUE)
    {
      g_autoptr (GSource) idle = g_idle_source_new ();

      g_source_set_static_name (idle, "[streamtree] new rows");
      g_task_attach_source (task, idle, make_cb);
    }
}

StreeFrame *
stree_grid_gather_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
