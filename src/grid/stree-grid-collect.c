/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-collect-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-error.h"
#include "data/stree-frame-private.h"

/* How many rows are asked for at once. */
#define AT_ONCE 4096

typedef struct
{
  StreeResultSet *rows;  /* held */
  StreeRanges     left;  /* owned: what has not come */
  GPtrArray      *pages; /* owned: of StreeFrame */
} Collect;

static void
collect_free (gpointer data)
{
  Collect *collect = data;

  g_object_unref (collect->rows);
  stree_ranges_clear (&collect->left);
  g_ptr_array_unref (collect->pages);
  g_free (collect);
}

static void collect_next (GTask *task);

/* FALSE: the rows end there. */
static gboolean
take_page (Collect *collect, StreeFrame *page, const StreeRange *range)
{
  guint n = stree_frame_get_n_rows (page);

  if (n > 0)
    g_ptr_array_add (collect->pages, stree_frame_ref (page));
  stree_ranges_remove (&collect->left, range->first, n);
  return n > 0;
}

static void
finish (GTask *task)
{
  Collect    *collect = g_task_get_task_data (task);
  StreeFrame *all = NULL;

  if (collect->pages->len > 0)
    {
      all = stree_frame_concat ((StreeFrame *const *) collect->pages->pdata, collect->pages->len);
      if (!all)
        {
          g_task_return_new_error (task, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The rows have more text than a table can hold"));
          g_object_unref (task);
          return;
        }
    }
  g_task_return_pointer (task, all, (GDestroyNotify) stree_frame_unref);
  g_object_unref (task);
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask                 *task = data;
  Collect               *collect = g_task_get_task_data (task);
  GError                *error = NULL;
  g_autoptr (StreeFrame) page = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);
  StreeRange             range;

  if (!page)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (stree_ranges_find (&collect->left, 0, &range) && take_page (collect, page, &range))
    collect_next (task);
  else
    finish (task);
}

static void
collect_next (GTask *task)
{
  Collect   *collect = g_task_get_task_data (task);
  StreeRange range;

  while (stree_ranges_find (&collect->left, 0, &range))
    {
      guint                  n = (guint) MIN (range.end - range.first, G_MAXUINT - 1);
      g_autoptr (StreeFrame) page = stree_result_set_get_page (collect->rows, range.first, n);

      if (!page)
        {
          stree_result_set_page_async (collect->rows, range.first, MIN (n, AT_ONCE), g_task_get_cancellable (task), page_cb, task);
          return;
        }
      if (!take_page (collect, page, &range))
        break;
    }
  finish (task);
}

void
stree_grid_collect_async (StreeResultSet     *rows,
                          const StreeRanges  *ranges,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask   *task = g_task_new (NULL, cancellable, callback, user_data);
  Collect *collect = g_new0 (Collect, 1);

  collect->rows = g_object_ref (rows);
  stree_ranges_init (&collect->left);
  stree_ranges_copy (&collect->left, ranges);
  collect->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  g_task_set_task_data (task, collect, collect_free);
  collect_next (task);
}

StreeFrame *
stree_grid_collect_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
