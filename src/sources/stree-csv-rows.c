/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "core/stree-thread-private.h"
#include "data/stree-frame-private.h"
#include "sources/stree-csv-source-private.h"
#include "tasks/stree-task-lock-private.h"

/* More rows than this are no page: they are waited for, not read on the way. */
#define MAX_PAGE 65536

#define STREE_TYPE_CSV_ROWS (stree_csv_rows_get_type ())
G_DECLARE_FINAL_TYPE (StreeCsvRows, stree_csv_rows, STREE, CSV_ROWS, StreeResultSet)

struct _StreeCsvRows
{
  StreeResultSet parent_instance;
  StreeCsvSource *source; /* held */
};

G_DEFINE_FINAL_TYPE (StreeCsvRows, stree_csv_rows, STREE_TYPE_RESULT_SET)

static guint64
csv_rows_get_n_rows (StreeResultSet *rows, gboolean *exact)
{
  StreeCsvSource *source = STREE_CSV_ROWS (rows)->source;

  if (source->all)
    return stree_result_set_get_n_rows (source->all, exact);
  *exact = source->rows != NULL;
  return source->rows ? stree_frame_get_n_rows (source->rows) : source->n_estimated;
}

/* --- pages --- */

static StreeFrame *
slice (StreeFrame *frame, guint64 first, guint n)
{
  guint n_rows = stree_frame_get_n_rows (frame);
  guint from = (guint) MIN (first, n_rows);

  return stree_frame_slice (frame, from, MIN (n, n_rows - from));
}

static StreeFrame *
csv_rows_get_page (StreeResultSet *rows, guint64 first, guint n)
{
  StreeCsvSource *source = STREE_CSV_ROWS (rows)->source;

  if (source->all)
    return stree_result_set_get_page (source->all, first, n);
  if (source->rows)
    return slice (source->rows, first, n);
  if (!source->error && source->first_rows && first + n <= stree_frame_get_n_rows (source->first_rows))
    return slice (source->first_rows, first, n);
  return NULL;
}

typedef struct
{
  guint64 first;
  guint n;
  StreeCsvIndex *index; /* held; NULL: it is not read now */
  StreeCsvOptions *options; /* held */
  StreeFrame *schema; /* held: what the page is read with */
} Page;

static void
forget_reading (Page *page)
{
  g_clear_pointer (&page->index, stree_csv_index_unref);
  g_clear_pointer (&page->schema, stree_frame_unref);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  forget_reading (page);
  stree_csv_options_unref (page->options);
  g_free (page);
}

static void find_page (GTask *task);

static void
page_thread (GTask *work, gpointer source, gpointer data, GCancellable *cancellable)
{
  Page *page = data;
  GError *error = NULL;
  StreeFrame *frame;

  (void) source;
  stree_take_over (work);
  frame = stree_csv_index_read (page->index, page->options, page->schema, (guint) page->first, page->n, cancellable, &error);
  stree_hand_over (work);
  if (frame)
    g_task_return_pointer (work, frame, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (work, error);
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreeCsvRows *self = g_task_get_source_object (task);
  g_autoptr (StreeCsvSource) source = g_object_ref (self->source);
  Page *page = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StreeFrame) frame = g_task_propagate_pointer (G_TASK (result), &error);

  (void) object;
  stree_take_over (result);
  if (error)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Meanwhile all rows came, or a type became wider: it is looked for once more. */
  if (source->whole || source->error || page->schema != source->schema)
    {
      find_page (g_steal_pointer (&task));
      return;
    }
  forget_reading (page);
  if (!stree_frame_same_schema (frame, source->schema))
    stree_csv_source_widen (source, frame);
  g_task_return_pointer (task, g_steal_pointer (&frame), (GDestroyNotify) stree_frame_unref);
}

static void
database_page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeFrame *frame = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);

  if (frame)
    g_task_return_pointer (task, frame, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
find_page (GTask *task)
{
  StreeCsvRows *self = g_task_get_source_object (task);
  StreeCsvSource *source = self->source;
  Page *page = g_task_get_task_data (task);
  StreeFrame *at_hand = csv_rows_get_page (STREE_RESULT_SET (self), page->first, page->n);
  gboolean complete = FALSE;
  guint n_known;
  g_autoptr (GTask) work = NULL;

  forget_reading (page);
  if (at_hand || source->error)
    {
      if (at_hand)
        g_task_return_pointer (task, at_hand, (GDestroyNotify) stree_frame_unref);
      else
        g_task_return_error (task, g_error_copy (source->error));
      g_object_unref (task);
      return;
    }
  if (source->all)
    {
      stree_result_set_page_async (source->all, page->first, page->n, g_task_get_cancellable (task), database_page_cb, task);
      return;
    }
  n_known = stree_csv_index_get_n_rows (source->index, &complete);
  if (page->n > MAX_PAGE || (!complete && page->first + page->n > n_known))
    {
      stree_csv_source_wait (source, page->n > MAX_PAGE ? G_MAXUINT64 : page->first + page->n, task, find_page);
      return;
    }
  page->index = stree_csv_index_ref (source->index);
  page->schema = stree_frame_ref (source->schema);
  /* It has no source: its last reference may go in the thread. */
  work = g_task_new (NULL, g_task_get_cancellable (task), page_cb, task);
  g_task_set_name (work, "[streamtree] csv page");
  g_task_set_task_data (work, page, NULL);
  stree_hand_over (work);
  g_task_run_in_thread (work, page_thread);
}

static void
csv_rows_page_async (StreeResultSet *rows,
                     guint64 first,
                     guint n,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (rows, cancellable, callback, user_data);
  Page *page = g_new0 (Page, 1);

  page->first = MIN (first, G_MAXUINT32 - 1);
  page->n = n;
  page->options = stree_csv_options_ref (STREE_CSV_ROWS (rows)->source->options);
  g_task_set_task_data (task, page, page_free);
  find_page (task);
}

static StreeFrame *
csv_rows_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  (void) rows;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- where a row stands: its key is its number --- */

static void
database_locate_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  guint64 position;

  if (stree_result_set_locate_finish (STREE_RESULT_SET (object), result, &position, &error))
    g_task_return_int (task, (gssize) position);
  else if (error)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, G_MAXSSIZE);
}

/* Takes @task. */
static void
locate (GTask *task)
{
  StreeCsvSource *source = STREE_CSV_ROWS (g_task_get_source_object (task))->source;
  gint64 number = *(gint64 *) g_task_get_task_data (task);
  gboolean complete = TRUE;
  gint64 n_known;

  if (source->error)
    {
      g_task_return_error (task, g_error_copy (source->error));
      g_object_unref (task);
      return;
    }
  if (source->all)
    {
      g_autoptr (StreeCell) cell = stree_cell_new_int64 (number);
      g_autoptr (StreeRowKey) key = stree_row_key_new (&cell, 1);

      stree_result_set_locate_async (source->all, key, g_task_get_cancellable (task), database_locate_cb, task);
      return;
    }
  n_known = source->rows ? stree_frame_get_n_rows (source->rows) : stree_csv_index_get_n_rows (source->index, &complete);
  if (number > n_known && !complete)
    {
      stree_csv_source_wait (source, (guint64) number, task, locate);
      return;
    }
  g_task_return_int (task, number > 0 && number <= n_known ? (gssize) (number - 1) : G_MAXSSIZE);
  g_object_unref (task);
}

static void
csv_rows_locate_async (StreeResultSet *rows,
                       StreeRowKey *key,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (rows, cancellable, callback, user_data);
  StreeCell *cell = stree_row_key_get_n_cells (key) == 1 ? stree_row_key_get_cell (key, 0) : NULL;
  gint64 number = 0;

  if (cell && !stree_cell_is_null (cell) && stree_cell_get_column_type (cell) == STREE_COLUMN_INT64)
    number = stree_cell_get_int64 (cell);
  g_task_set_task_data (task, g_memdup2 (&number, sizeof number), g_free);
  locate (task);
}

static gboolean
csv_rows_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error)
{
  gssize row = g_task_propagate_int (G_TASK (result), error);

  (void) rows;
  if (row < 0 || row == G_MAXSSIZE)
    return FALSE;
  *position = (guint64) row;
  return TRUE;
}

/* --- the object --- */

static void
stree_csv_rows_finalize (GObject *object)
{
  StreeCsvRows *self = STREE_CSV_ROWS (object);

  g_ptr_array_remove_fast (self->source->sets, self);
  g_object_unref (self->source);
  G_OBJECT_CLASS (stree_csv_rows_parent_class)->finalize (object);
}

static void
stree_csv_rows_class_init (StreeCsvRowsClass *klass)
{
  StreeResultSetClass *rows = STREE_RESULT_SET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stree_csv_rows_finalize;
  rows->get_n_rows = csv_rows_get_n_rows;
  rows->get_page = csv_rows_get_page;
  rows->page_async = csv_rows_page_async;
  rows->page_finish = csv_rows_page_finish;
  rows->locate_async = csv_rows_locate_async;
  rows->locate_finish = csv_rows_locate_finish;
}

static void
stree_csv_rows_init (StreeCsvRows *self)
{
  (void) self;
}

StreeResultSet *
stree_csv_rows_new (StreeCsvSource *source)
{
  StreeCsvRows *self = g_object_new (STREE_TYPE_CSV_ROWS, NULL);

  self->source = g_object_ref (source);
  g_ptr_array_add (source->sets, self);
  return STREE_RESULT_SET (self);
}
