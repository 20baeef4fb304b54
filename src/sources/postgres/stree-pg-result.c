/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-result-private.h"

#include <string.h>

StreePgSizes stree_pg_sizes = { .first_page = 200, .stride = 500, .max_offset = 5000 };

/* Larger tables are counted only: a jump walks through them. */
#define MAX_MARKED G_GUINT64_CONSTANT (20000000)
/* Of larger ones no sorted copy of the keys is made. */
#define MAX_SORTED G_GUINT64_CONSTANT (5000000)

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
  char *cursor;           /* owned: the sorted keys, at the server; NULL: there is none */
  gboolean plain;         /* all rows, in an order that an index has */
  GWeakRef source;        /* is told that rows are gone */
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
  GSource *cancel; /* owned: while it waits for a mark; NULL: it cannot be cancelled */
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  stree_pg_drop_source (&page->cancel);
  g_free (page);
}

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

static void run_keyed_page (StreePgResult *self, GTask *task, guint64 n);

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
  if (self->cursor && !self->counting)
    {
      run_keyed_page (self, task, n);
      return;
    }
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_page_statement (self->table, self->query, self->order, mark ? mark->values : NULL,
                                                        page->first - (mark ? mark->position : 0), n));
  stree_pg_connection_run_async (self->read, statements, NULL, NULL, g_task_get_cancellable (task), page_cb, task);
}

/* --- pages by sorted keys --- */

static void
close_cursor (StreePgConnection *back, const char *cursor)
{
  g_autofree char *sql = g_strconcat ("CLOSE ", cursor, NULL);
  GPtrArray *statements;

  if (stree_pg_connection_get_pid (back) == 0)
    return; /* it went with its connection */
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_statement_new (sql));
  stree_pg_connection_run_async (back, statements, NULL, NULL, NULL, NULL, NULL);
}

static void
drop_cursor (StreePgResult *self)
{
  if (self->cursor)
    close_cursor (self->back, self->cursor);
  g_clear_pointer (&self->cursor, g_free);
}

static void
keyed_page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreePgResult *self = g_task_get_source_object (task);
  Page *page = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  g_autoptr (StreeSource) source = g_weak_ref_get (&self->source);
  gboolean gone;

  if (!results)
    {
      g_task_return_error (task, error);
      return;
    }
  gone = PQntuples (results->pdata[0]) < (int) page->n;
  g_task_return_pointer (task, stree_pg_table_make_frame (self->table, results->pdata[0]),
                         (GDestroyNotify) stree_frame_unref);
  if (gone && source)
    stree_source_changed (source);
}

static void
fetched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  StreePgResult *self = g_task_get_source_object (task);
  Page *page = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  GPtrArray *statements;

  /* It went with its connection, or has fewer rows than were counted: it is of no use any more. */
  if (results ? PQntuples (results->pdata[1]) == 0 : !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    drop_cursor (self);
  if (!results && (error->domain == G_IO_ERROR || error->code == STREE_SOURCE_ERROR_LOST))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      g_object_unref (task);
      return;
    }
  if (!results || PQntuples (results->pdata[1]) == 0)
    {
      run_page (self, task);
      return;
    }
  page->n = (guint) PQntuples (results->pdata[1]);
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_keyed_statement (self->table, results->pdata[1]));
  stree_pg_connection_run_async (self->read, statements, NULL, NULL, g_task_get_cancellable (task), keyed_page_cb, task);
}

static void
run_keyed_page (StreePgResult *self, GTask *task, guint64 n)
{
  Page *page = g_task_get_task_data (task);
  g_autofree char *move = g_strdup_printf ("MOVE ABSOLUTE %" G_GUINT64_FORMAT " IN %s", page->first, self->cursor);
  g_autofree char *fetch = g_strdup_printf ("FETCH %" G_GUINT64_FORMAT " FROM %s", n, self->cursor);
  GPtrArray *statements = stree_pg_statements_new ();

  g_ptr_array_add (statements, stree_pg_statement_new (move));
  g_ptr_array_add (statements, stree_pg_statement_new (fetch));
  stree_pg_connection_run_async (self->back, statements, NULL, NULL, g_task_get_cancellable (task), fetched_cb, task);
}

/* --- which way --- */

static void
marked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  StreePgResult *self = g_task_get_source_object (task);
  Page *page = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);

  if (!results)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (PQntuples (results->pdata[0]) > 0)
    add_mark (self, page->first, results->pdata[0], 0, 1);
  run_page (self, task);
}

/* The row before the page is found in the index alone, which is faster than going through the rows. */
static void
run_jump (StreePgResult *self, GTask *task)
{
  Page *page = g_task_get_task_data (task);
  Mark *mark = find_mark (self, page->first, NULL);
  GPtrArray *statements = stree_pg_statements_new ();

  g_ptr_array_add (statements, stree_pg_mark_statement (self->table, self->query, self->order, mark ? mark->values : NULL,
                                                        page->first - 1 - (mark ? mark->position : 0)));
  stree_pg_connection_run_async (self->read, statements, NULL, NULL, g_task_get_cancellable (task), marked_cb, task);
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
      if (self->counting && is_far (self, page->first))
        continue;
      g_queue_delete_link (&self->waiting, l);
      stree_pg_drop_source (&page->cancel);
      run_page (self, task);
    }
}

/* Nobody waits for it any more. It may have been what kept the rows. */
static gboolean
waiting_cancelled_cb (GCancellable *cancellable, gpointer data)
{
  g_autoptr (GTask) task = data;
  StreePgResult *self = g_task_get_source_object (task);
  Page *page = g_task_get_task_data (task);

  (void) cancellable;
  g_queue_remove (&self->waiting, task);
  stree_pg_drop_source (&page->cancel);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
wait_for_mark (StreePgResult *self, GTask *task)
{
  Page *page = g_task_get_task_data (task);

  if (g_task_get_cancellable (task))
    {
      page->cancel = g_cancellable_source_new (g_task_get_cancellable (task));
      g_source_set_callback (page->cancel, G_SOURCE_FUNC (waiting_cancelled_cb), task, NULL);
      g_source_set_static_name (page->cancel, "[streamtree] postgresql: page");
      g_source_attach (page->cancel, g_task_get_context (task));
    }
  g_queue_push_tail (&self->waiting, task);
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
  g_task_set_task_data (task, page, page_free);
  if (self->counting && self->order->unique && is_far (self, first))
    {
      if (self->plain)
        run_jump (self, task);
      else
        wait_for_mark (self, task);
    }
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
  char *cursor;              /* owned: for sorted keys; NULL: it leaves marks */
} Walk;

static void
walk_free (Walk *walk)
{
  g_weak_ref_clear (&walk->rows);
  g_object_unref (walk->cancellable);
  g_free (walk->cursor);
  g_free (walk);
}

static void
walk_run (StreePgConnection *back, Walk *walk, StreePgStatement *statement, StreePgRowFunc func, GAsyncReadyCallback callback)
{
  GPtrArray *statements = stree_pg_statements_new ();

  g_ptr_array_add (statements, statement);
  stree_pg_connection_run_async (back, statements, func, walk, walk->cancellable, callback, walk);
}

static void
take_count (StreePgResult *self, guint64 n_rows)
{
  gboolean same = self->exact && self->n_rows == n_rows;

  self->n_rows = n_rows;
  self->exact = TRUE;
  if (!same)
    stree_result_set_counted (STREE_RESULT_SET (self));
}

static void
end_walk (StreePgResult *self)
{
  g_clear_object (&self->counting);
  serve_waiting (self);
}

static void
walk_row (PGresult *result, gpointer data)
{
  Walk *walk = data;
  g_autoptr (StreePgResult) self = g_weak_ref_get (&walk->rows);
  guint64 position = g_ascii_strtoull (PQgetvalue (result, 0, 0), NULL, 10);

  if (!self || g_cancellable_is_cancelled (walk->cancellable))
    return;
  if (!self->exact)
    self->n_rows = MAX (self->n_rows, position);
  add_mark (self, position, result, 0, 1);
  serve_waiting (self);
}

static void
marks_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Walk *walk = data;
  g_autoptr (StreePgResult) self = g_weak_ref_get (&walk->rows);
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, NULL);

  if (self)
    {
      Mark *last = self->marks->len > 0 ? self->marks->pdata[self->marks->len - 1] : NULL;

      end_walk (self);
      if (results)
        take_count (self, last ? last->position : 0);
    }
  walk_free (walk);
}

static void
moved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Walk *walk = data;
  g_autoptr (StreePgResult) self = g_weak_ref_get (&walk->rows);
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, NULL);

  /* Of a cursor whose rows are not counted it is not known whether it has a page. */
  if (!self || !results)
    close_cursor (STREE_PG_CONNECTION (object), walk->cursor);
  else
    self->cursor = g_steal_pointer (&walk->cursor);
  if (self)
    {
      end_walk (self);
      if (results)
        take_count (self, g_ascii_strtoull (PQcmdTuples (results->pdata[0]), NULL, 10));
    }
  walk_free (walk);
}

static void
declared_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Walk *walk = data;
  g_autoptr (StreePgResult) self = g_weak_ref_get (&walk->rows);
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, NULL);
  g_autofree char *move = g_strconcat ("MOVE ALL IN ", walk->cursor, NULL);

  if (self && results)
    {
      walk_run (self->back, walk, stree_pg_statement_new (move), NULL, moved_cb);
      return;
    }
  if (results)
    close_cursor (STREE_PG_CONNECTION (object), walk->cursor);
  if (self)
    end_walk (self);
  walk_free (walk);
}

static void
declare (StreePgResult *self, Walk *walk)
{
  walk_run (self->back, walk, stree_pg_cursor_statement (self->table, self->query, self->order, walk->cursor), NULL,
            declared_cb);
}

static void
count_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Walk *walk = data;
  g_autoptr (StreePgResult) self = g_weak_ref_get (&walk->rows);
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, NULL);

  if (self && results)
    take_count (self, g_ascii_strtoull (PQgetvalue (results->pdata[0], 0, 0), NULL, 10));
  if (self && results && walk->cursor)
    {
      declare (self, walk);
      return;
    }
  if (self && results && self->order->unique && self->n_rows <= MAX_MARKED)
    {
      walk_run (self->back, walk, stree_pg_marks_statement (self->table, self->query, self->order, stree_pg_sizes.stride),
                walk_row, marks_cb);
      return;
    }
  if (self)
    end_walk (self);
  walk_free (walk);
}

/* Where no index has the order, each page would go through all rows: the keys are sorted once, at the server. Else rows are
 * counted, and marks are left among them; if not all rows are asked for, that is one walk. The count of all rows comes first:
 * it is fast. */
static void
begin_walk (StreePgResult *self)
{
  static guint n_cursors;
  gboolean all = !stree_query_get_filter (self->query) && !stree_query_get_search (self->query);
  gboolean sorted = self->table->identity == STREE_PG_BY_KEY && stree_query_get_n_sorts (self->query) > 0 &&
                    !self->order->indexed && self->n_rows <= MAX_SORTED;
  Walk *walk = g_new0 (Walk, 1);

  g_weak_ref_init (&walk->rows, self);
  walk->cancellable = g_cancellable_new ();
  self->counting = g_object_ref (walk->cancellable);
  if (sorted)
    walk->cursor = g_strdup_printf ("streamtree_%u", ++n_cursors);
  self->plain = all && !sorted && self->table->identity == STREE_PG_BY_KEY && self->order->scanned;
  if (all || !self->order->unique || self->n_rows > MAX_MARKED)
    walk_run (self->back, walk, stree_pg_count_statement (self->table, self->query), NULL, count_cb);
  else if (sorted)
    declare (self, walk);
  else
    walk_run (self->back, walk,
              stree_pg_marks_statement (self->table, self->query, self->order, stree_pg_sizes.stride), walk_row, marks_cb);
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
stree_pg_result_new_async (StreeSource *source,
                           StreePgTable *table,
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
  g_weak_ref_set (&self->source, source);
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
  drop_cursor (self);
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
  g_weak_ref_clear (&self->source);
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
  g_weak_ref_init (&self->source, NULL);
  g_queue_init (&self->waiting);
}
