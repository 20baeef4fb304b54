/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-result-private.h"

#include <string.h>

StreePgSizes stree_pg_sizes = { .first_page = 200, .stride = 500, .max_offset = 5000 };

/* Larger tables are counted only: a jump walks through them. */
#define MAX_MARKED G_GUINT64_CONSTANT (20000000)

/* In the order of the rows. */
typedef struct
{
  guint64 position; /* of the row behind it */
  char **values;    /* owned: as many as the order has; each may be NULL */
} Mark;

#define STREE_TYPE_PG_RESULT (stree_pg_result_get_type ())
G_DECLARE_FINAL_TYPE (StreePgResult, stree_pg_result, STREE, PG_RESULT, StreeResultSet)

struct _StreePgResult
{
  StreeResultSet parent_instance;
  StreePgTable *table;           /* owned */
  StreePgConnection *read, *back; /* owned */
  StreeQuery *query;             /* owned */
  StreePgOrder *order;           /* owned */
  GPtrArray *marks;              /* owned: of Mark (owned), by position */
  StreeFrame *first;             /* owned: the first page */
  guint64 n_rows;
  gboolean exact;
  GCancellable *counting; /* owned: the walk; NULL: it is over */
  GQueue waiting;         /* of GTask (owned): pages, for marks */
};

G_DEFINE_FINAL_TYPE (StreePgResult, stree_pg_result, STREE_TYPE_RESULT_SET)

/* --- marks --- */

static void
free_values (char **values, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (values[i]);
  g_free (values);
}

/* The last whose position is not behind @position. NULL: there is none. */
static Mark *
find_mark (StreePgResult *self, guint64 position, guint *at)
{
  guint from = 0, to = self->marks->len;

  while (from < to)
    {
      guint middle = (from + to) / 2;

      if (((Mark *) self->marks->pdata[middle])->position <= position)
        from = middle + 1;
      else
        to = middle;
    }
  if (at)
    *at = from;
  return from > 0 ? self->marks->pdata[from - 1] : NULL;
}

/* The values begin at a column of the answer. */
static void
add_mark (StreePgResult *self, guint64 position, PGresult *result, int row, guint column)
{
  guint at;
  Mark *before = find_mark (self, position, &at);
  Mark *mark;

  if (!self->order->unique || (before && before->position == position))
    return;
  mark = g_new0 (Mark, 1);
  mark->position = position;
  mark->values = g_new0 (char *, self->order->raws->len);
  for (guint i = 0; i < self->order->raws->len; i++)
    if (!PQgetisnull (result, row, (int) (column + i)))
      mark->values[i] = g_strdup (PQgetvalue (result, row, (int) (column + i)));
  g_ptr_array_insert (self->marks, (gint) at, mark);
}

/* --- pages --- */

typedef struct
{
  guint64 first;
  guint n;
} Page;

static StreeFrame *
cut_first_page (StreePgResult *self, guint64 first, guint n)
{
  guint n_there = stree_frame_get_n_rows (self->first);
  gboolean all = self->exact && self->n_rows <= n_there;

  if (!all && first + n > n_there)
    return NULL;
  first = MIN (first, n_there);
  return stree_frame_slice (self->first, (guint) first, MIN (n, n_there - (guint) first));
}

static guint64
pg_result_get_n_rows (StreeResultSet *rows, gboolean *exact)
{
  StreePgResult *self = STREE_PG_RESULT (rows);

  *exact = self->exact;
  return self->n_rows;
}

static StreeFrame *
pg_result_get_page (StreeResultSet *rows, guint64 first, guint n)
{
  return cut_first_page (STREE_PG_RESULT (rows), first, n);
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreePgResult *self = g_task_get_source_object (task);
  Page *page = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  int n;

  if (!results)
    {
      g_task_return_error (task, error);
      return;
    }
  n = PQntuples (results->pdata[0]);
  if (n > 0)
    add_mark (self, page->first + (guint64) n, results->pdata[0], n - 1, self->table->columns->len);
  g_task_return_pointer (task, stree_pg_table_make_frame (self->table, results->pdata[0]),
                         (GDestroyNotify) stree_frame_unref);
}

static void
run_page (StreePgResult *self, GTask *task)
{
  Page *page = g_task_get_task_data (task);
  Mark *mark = find_mark (self, page->first, NULL);
  guint64 n = page->n;
  GPtrArray *statements;

  if (self->exact)
    n = MIN (n, self->n_rows - MIN (self->n_rows, page->first));
  if (n == 0)
    {
      g_task_return_pointer (task, stree_frame_ref (self->table->schema), (GDestroyNotify) stree_frame_unref);
      g_object_unref (task);
      return;
    }
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_page_statement (self->table, self->query, self->order, mark ? mark->values : NULL,
                                                        page->first - (mark ? mark->position : 0), n));
  stree_pg_connection_run_async (self->read, statements, NULL, NULL, g_task_get_cancellable (task), page_cb, task);
}

static gboolean
is_far (StreePgResult *self, guint64 first)
{
  Mark *mark = find_mark (self, first, NULL);

  return first - (mark ? mark->position : 0) > stree_pg_sizes.max_offset;
}

/* Those that wait for a mark which is there now; all when no more will come. */
static void
serve_waiting (StreePgResult *self)
{
  GList *next;

  for (GList *l = self->waiting.head; l; l = next)
    {
      GTask *task = l->data;
      Page *page = g_task_get_task_data (task);

      next = l->next;
      if (self->counting && is_far (self, page->first) && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
        continue;
      g_queue_delete_link (&self->waiting, l);
      if (g_task_return_error_if_cancelled (task))
        g_object_unref (task);
      else
        run_page (self, task);
    }
}

static void
pg_result_page_async (StreeResultSet *rows,
                      guint64 first,
                      guint n,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  StreePgResult *self = STREE_PG_RESULT (rows);
  GTask *task = g_task_new (rows, cancellable, callback, user_data);
  Page *page = g_new0 (Page, 1);

  page->first = first;
  page->n = n;
  g_task_set_task_data (task, page, g_free);
  if (self->counting && self->order->unique && is_far (self, first))
    g_queue_push_tail (&self->waiting, task);
  else
    run_page (self, task);
}

static StreeFrame *
pg_result_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  (void) rows;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- where a row stands --- */

static void
counted_before_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);

  if (results)
    g_task_return_int (task, (gssize) g_ascii_strtoll (PQgetvalue (results->pdata[0], 0, 0), NULL, 10));
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreePgResult *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  g_autofree char **mark = NULL;
  GPtrArray *statements;

  if (!results)
    {
      g_task_return_error (task, error);
      return;
    }
  if (PQntuples (results->pdata[0]) == 0)
    {
      g_task_return_int (task, G_MAXSSIZE);
      return;
    }
  mark = g_new0 (char *, self->order->raws->len);
  for (guint i = 0; i < self->order->raws->len; i++)
    if (!PQgetisnull (results->pdata[0], 0, (int) i + 1))
      mark[i] = PQgetvalue (results->pdata[0], 0, (int) i + 1);
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_count_before_statement (self->table, self->query, self->order, mark));
  stree_pg_connection_run_async (self->read, statements, NULL, NULL, g_task_get_cancellable (task), counted_before_cb,
                                 g_object_ref (task));
}

static void
pg_result_locate_async (StreeResultSet *rows,
                        StreeRowKey *key,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  StreePgResult *self = STREE_PG_RESULT (rows);
  GTask *task = g_task_new (rows, cancellable, callback, user_data);
  GPtrArray *statements;

  if (self->table->identity != STREE_PG_BY_KEY || stree_row_key_get_n_cells (key) != self->table->n_keys)
    {
      g_task_return_int (task, G_MAXSSIZE);
      g_object_unref (task);
      return;
    }
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_find_statement (self->table, self->query, self->order, key));
  stree_pg_connection_run_async (self->read, statements, NULL, NULL, cancellable, found_cb, task);
}

static gboolean
pg_result_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error)
{
  gssize row = g_task_propagate_int (G_TASK (result), error);

  (void) rows;
  if (row < 0 || row == G_MAXSSIZE)
    return FALSE;
  *position = (guint64) row;
  return TRUE;
}

/* --- the walk --- */

/* It does not keep the result set: who drops that ends it. */
typedef struct
{
  GWeakRef rows;
  GCancellable *cancellable; /* owned */
} Walk;

static void
walk_row (PGresult *result, gpointer data)
{
  Walk *walk = data;
  g_autoptr (StreePgResult) self = g_weak_ref_get (&walk->rows);
  guint64 position = g_ascii_strtoull (PQgetvalue (result, 0, 0), NULL, 10);

  if (!self || g_cancellable_is_cancelled (walk->cancellable))
    return;
  self->n_rows = MAX (self->n_rows, position);
  add_mark (self, position, result, 0, 1);
  serve_waiting (self);
}

static void
walked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Walk *walk = data;
  g_autoptr (StreePgResult) self = g_weak_ref_get (&walk->rows);
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, NULL);

  if (self)
    {
      PGresult *count = results && results->len > 0 ? results->pdata[0] : NULL;
      Mark *last = self->marks->len > 0 ? self->marks->pdata[self->marks->len - 1] : NULL;

      g_clear_object (&self->counting);
      if (count && PQntuples (count) > 0)
        self->n_rows = g_ascii_strtoull (PQgetvalue (count, 0, 0), NULL, 10);
      else if (results)
        self->n_rows = last ? last->position : 0;
      self->exact = results != NULL;
      serve_waiting (self);
      if (self->exact)
        stree_result_set_counted (STREE_RESULT_SET (self));
    }
  g_weak_ref_clear (&walk->rows);
  g_object_unref (walk->cancellable);
  g_free (walk);
}

static void
begin_walk (StreePgResult *self)
{
  gboolean marks = self->order->unique && self->n_rows <= MAX_MARKED;
  GPtrArray *statements = stree_pg_statements_new ();
  Walk *walk = g_new0 (Walk, 1);

  g_weak_ref_init (&walk->rows, self);
  walk->cancellable = g_cancellable_new ();
  self->counting = g_object_ref (walk->cancellable);
  g_ptr_array_add (statements, marks ? stree_pg_marks_statement (self->table, self->query, self->order, stree_pg_sizes.stride)
                                     : stree_pg_count_statement (self->table, self->query));
  stree_pg_connection_run_async (self->back, statements, marks ? walk_row : NULL, walk, walk->cancellable, walked_cb, walk);
}

/* --- the query --- */

static guint64
read_estimate (PGresult *result)
{
  static const char name[] = "\"Plan Rows\":";
  const char *found = PQntuples (result) > 0 ? strstr (PQgetvalue (result, 0, 0), name) : NULL;

  return found ? g_ascii_strtoull (found + strlen (name), NULL, 10) : 0;
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreePgResult *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  guint n;

  if (!results)
    {
      g_task_return_error (task, error);
      return;
    }
  self->first = stree_pg_table_make_frame (self->table, results->pdata[0]);
  n = stree_frame_get_n_rows (self->first);
  self->exact = n < stree_pg_sizes.first_page;
  self->n_rows = self->exact ? n : MAX (n, read_estimate (results->pdata[1]));
  if (n > 0)
    add_mark (self, n, results->pdata[0], (int) n - 1, self->table->columns->len);
  if (!self->exact)
    begin_walk (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

void
stree_pg_result_new_async (StreePgTable *table,
                           StreePgConnection *read,
                           StreePgConnection *back,
                           StreeQuery *query,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  StreePgResult *self = g_object_new (STREE_TYPE_PG_RESULT, NULL);
  GPtrArray *statements = stree_pg_statements_new ();

  self->table = stree_pg_table_ref (table);
  self->read = g_object_ref (read);
  self->back = g_object_ref (back);
  self->query = stree_query_ref (query);
  self->order = stree_pg_order_new (table, query);
  g_task_set_task_data (task, self, g_object_unref);
  g_ptr_array_add (statements, stree_pg_page_statement (table, query, self->order, NULL, 0, stree_pg_sizes.first_page));
  g_ptr_array_add (statements, stree_pg_estimate_statement (table, query));
  stree_pg_connection_run_async (read, statements, NULL, NULL, cancellable, queried_cb, task);
}

StreeResultSet *
stree_pg_result_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- the object --- */

static void
stree_pg_result_dispose (GObject *object)
{
  StreePgResult *self = STREE_PG_RESULT (object);

  if (self->counting)
    g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  G_OBJECT_CLASS (stree_pg_result_parent_class)->dispose (object);
}

static void
stree_pg_result_finalize (GObject *object)
{
  StreePgResult *self = STREE_PG_RESULT (object);

  for (guint i = 0; i < self->marks->len; i++)
    {
      Mark *mark = self->marks->pdata[i];

      free_values (mark->values, self->order->raws->len);
      g_free (mark);
    }
  g_ptr_array_unref (self->marks);
  stree_pg_order_free (self->order);
  stree_pg_table_unref (self->table);
  g_object_unref (self->read);
  g_object_unref (self->back);
  stree_query_unref (self->query);
  g_clear_pointer (&self->first, stree_frame_unref);
  G_OBJECT_CLASS (stree_pg_result_parent_class)->finalize (object);
}

static void
stree_pg_result_class_init (StreePgResultClass *klass)
{
  StreeResultSetClass *rows = STREE_RESULT_SET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_pg_result_dispose;
  G_OBJECT_CLASS (klass)->finalize = stree_pg_result_finalize;
  rows->get_n_rows = pg_result_get_n_rows;
  rows->get_page = pg_result_get_page;
  rows->page_async = pg_result_page_async;
  rows->page_finish = pg_result_page_finish;
  rows->locate_async = pg_result_locate_async;
  rows->locate_finish = pg_result_locate_finish;
}

static void
stree_pg_result_init (StreePgResult *self)
{
  self->marks = g_ptr_array_new ();
  g_queue_init (&self->waiting);
}
