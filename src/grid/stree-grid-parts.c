/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-parts-private.h"

#include "grid/stree-grid-collect-private.h"

/* Rows of a part: what is done with so many takes less than a frame. */
#define PART 2048
/* And so many ranges: rows here and there are asked for one by one. */
#define MAX_RANGES 64

typedef struct
{
  StreeResultSet   *rows;   /* held */
  StreeRanges       ranges; /* owned */
  guint64           next;   /* what is before it was read */
  guint64           asked;
  StreeGridPartFunc func;
  gpointer          data;
} Parts;

static void
parts_free (gpointer data)
{
  Parts *parts = data;

  g_object_unref (parts->rows);
  stree_ranges_clear (&parts->ranges);
  g_free (parts);
}

static void
finish (GTask *task)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void read_next (GTask *task);

static gboolean
read_cb (gpointer task)
{
  read_next (task);
  return G_SOURCE_REMOVE;
}

static void
collected_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask                 *task = data;
  Parts                 *parts = g_task_get_task_data (task);
  GError                *error = NULL;
  g_autoptr (StreeFrame) part = stree_grid_collect_finish (result, &error);
  g_autoptr (GSource)    idle = NULL;

  (void) object;
  if (error)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (!part || !parts->func (part, parts->data) || stree_frame_get_n_rows (part) < parts->asked)
    {
      finish (task);
      return;
    }
  idle = g_idle_source_new ();
  g_source_set_static_name (idle, "[streamtree] rows in parts");
  g_task_attach_source (task, idle, read_cb);
}

static void
read_next (GTask *task)
{
  Parts      *parts = g_task_get_task_data (task);
  StreeRanges part;
  StreeRange  range;

  stree_ranges_init (&part);
  parts->asked = 0;
  while (parts->asked < PART && part.ranges->len < MAX_RANGES && stree_ranges_find (&parts->ranges, parts->next, &range))
    {
      guint64 first = MAX (range.first, parts->next);
      guint64 n = MIN (range.end - first, PART - parts->asked);

      stree_ranges_add (&part, first, n);
      parts->asked += n;
      parts->next = first + n;
    }
  if (parts->asked == 0 || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    finish (task);
  else
    stree_grid_collect_async (parts->rows, &part, g_task_get_cancellable (task), collected_cb, task);
  stree_ranges_clear (&part);
}

void
stree_grid_parts_async (StreeResultSet     *rows,
                        const StreeRanges  *ranges,
                        StreeGridPartFunc   func,
                        gpointer            data,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Parts *parts = g_new0 (Parts, 1);

  parts->rows = g_object_ref (rows);
  stree_ranges_init (&parts->ranges);
  stree_ranges_copy (&parts->ranges, ranges);
  parts->func = func;
  parts->data = data;
  g_task_set_task_data (task, parts, parts_free);
  read_next (task);
}

gboolean
stree_grid_parts_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
