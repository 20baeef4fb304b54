/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-rows-private.h"

#include "tasks/stree-task-lock-private.h"

/* So many rows are there before the first are told, and so many more each time. */
#define FIRST_ROWS 1000
#define MORE_ROWS 50000

/* What the thread finds and the main thread reads. An atomic rc box. */
typedef struct
{
  StreeSqliteTable *table; /* held */
  StreeQuery *query;       /* held */
  GCancellable *stop;      /* owned: nobody wants it any more */
  char *temporary;         /* owned: the name of the table that has the rows; NULL: they are numbers */
  GMutex lock;             /* of what follows */
  gint64 *ids;             /* owned; of a temporary table: NULL */
  guint64 n, allocated;
  gboolean done;
  GError *error; /* owned: there would have been more */
  gboolean telling;
} Found;

struct _StreeSqliteRows
{
  StreeResultSet parent_instance;
  Found *found; /* held */
  StreeSqlite *asking;
  StreeSqlite *paging;
};

G_DEFINE_FINAL_TYPE (StreeSqliteRows, stree_sqlite_rows, STREE_TYPE_RESULT_SET)

static void
found_clear (gpointer data)
{
  Found *found = data;

  stree_take_over (found);
  stree_sqlite_table_unref (found->table);
  stree_query_unref (found->query);
  g_object_unref (found->stop);
  g_free (found->temporary);
  g_mutex_clear (&found->lock);
  g_free (found->ids);
  g_clear_error (&found->error);
}

static void
found_unref (gpointer found)
{
  stree_hand_over (found);
  g_atomic_rc_box_release_full (found, found_clear);
}

/* --- looking for them --- */

/* In the main thread. */
typedef struct
{
  Found *found;          /* held */
  GTask *task;           /* owned: who asked; NULL: has the rows */
  StreeSqliteRows *rows; /* weak */
  StreeSqlite *asking;   /* held */
  StreeSqlite *paging;   /* held */
  gulong cancelled_id;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->task);
  g_clear_weak_pointer (&search->rows);
  stree_sqlite_unref (search->asking);
  stree_sqlite_unref (search->paging);
  found_unref (search->found);
  g_free (search);
}

/* The first time it makes the rows, then it counts on. */
static void
tell (Search *search)
{
  Found *found = search->found;

  stree_lock (&found->lock);
  found->telling = FALSE;
  stree_unlock (&found->lock);
  if (search->task)
    {
      g_autoptr (GTask) task = g_steal_pointer (&search->task);
      StreeSqliteRows *rows = g_object_new (STREE_TYPE_SQLITE_ROWS, NULL);

      g_cancellable_disconnect (g_task_get_cancellable (task), search->cancelled_id);
      rows->found = g_atomic_rc_box_acquire (found);
      rows->asking = stree_sqlite_ref (search->asking);
      rows->paging = stree_sqlite_ref (search->paging);
      g_set_weak_pointer (&search->rows, rows);
      g_task_return_pointer (task, rows, g_object_unref);
    }
  else if (search->rows)
    stree_result_set_counted (STREE_RESULT_SET (search->rows));
}

static gboolean
tell_cb (gpointer data)
{
  GTask *work = data;

  /* What is told at the end comes with the end. */
  if (!g_task_get_completed (work))
    tell (g_task_get_task_data (work));
  return G_SOURCE_REMOVE;
}

static void
tell_soon (GTask *work, Found *found)
{
  g_autoptr (GSource) source = NULL;
  gboolean telling;

  stree_lock (&found->lock);
  telling = found->telling;
  found->telling = TRUE;
  stree_unlock (&found->lock);
  if (telling)
    return;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, g_object_ref (work), g_object_unref);
  g_source_set_static_name (source, "[streamtree] sqlite rows");
  g_source_attach (source, g_task_get_context (work));
}

static void
found_add (Found *found, gint64 id)
{
  stree_lock (&found->lock);
  if (found->n == found->allocated)
    {
      found->allocated = MAX (found->allocated * 2, FIRST_ROWS);
      found->ids = g_renew (gint64, found->ids, found->allocated);
    }
  found->ids[found->n++] = id;
  stree_unlock (&found->lock);
}

static gboolean
find_numbers (sqlite3 *handle, GTask *work, Found *found, GCancellable *cancellable, GError **error)
{
  StreeSqliteStatement sql;
  g_autoptr (sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;
  guint64 n_told = 0;

  stree_sqlite_statement_init (&sql, found->table);
  stree_sqlite_statement_narrow (&sql, handle, found->query);
  g_string_append_printf (sql.sql, "SELECT %s FROM %s", found->table->rowid, found->table->from);
  stree_sqlite_append_where (&sql, found->query);
  stree_sqlite_append_order (&sql, found->query);
  statement = stree_sqlite_statement_prepare (&sql, handle, cancellable, error);
  stree_sqlite_statement_clear (&sql);
  if (!statement)
    return FALSE;
  while (stree_sqlite_step (handle, statement, cancellable, &local_error))
    {
      found_add (found, sqlite3_column_int64 (statement, 0));
      if (found->n - n_told < (n_told == 0 ? FIRST_ROWS : MORE_ROWS))
        continue;
      n_told = found->n;
      tell_soon (work, found);
    }
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
copy_rows (sqlite3 *handle, Found *found, GCancellable *cancellable, GError **error)
{
  StreeSqliteStatement sql;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (sqlite3_stmt) count = NULL;
  g_autofree char *counting = g_strdup_printf ("SELECT count (*) FROM temp.%s", found->temporary);
  GError *local_error = NULL;

  stree_sqlite_statement_init (&sql, found->table);
  g_string_append_printf (sql.sql, "CREATE TEMP TABLE %s AS SELECT ", found->temporary);
  stree_sqlite_append_columns (sql.sql, found->table);
  g_string_append_printf (sql.sql, " FROM %s", found->table->from);
  stree_sqlite_append_where (&sql, found->query);
  stree_sqlite_append_order (&sql, found->query);
  statement = stree_sqlite_statement_prepare (&sql, handle, cancellable, error);
  stree_sqlite_statement_clear (&sql);
  if (!statement)
    return FALSE;
  stree_sqlite_step (handle, statement, cancellable, &local_error);
  count = local_error ? NULL : stree_sqlite_prepare (handle, counting, cancellable, &local_error);
  if (count && stree_sqlite_step (handle, count, cancellable, &local_error))
    {
      stree_lock (&found->lock);
      found->n = (guint64) sqlite3_column_int64 (count, 0);
      stree_unlock (&found->lock);
    }
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
search_func (sqlite3 *handle, GTask *work, gpointer data, GCancellable *cancellable, GError *error)
{
  Found *found = ((Search *) data)->found;

  if (handle && found->temporary)
    copy_rows (handle, found, cancellable, &error);
  else if (handle && stree_sqlite_exec (handle, "BEGIN", cancellable, &error))
    {
      find_numbers (handle, work, found, cancellable, &error);
      stree_sqlite_roll_back (handle); /* it has only read */
    }
  stree_lock (&found->lock);
  found->done = TRUE;
  if (error)
    found->error = g_error_copy (error);
  stree_unlock (&found->lock);
  if (error)
    g_task_return_error (work, error);
  else
    g_task_return_boolean (work, TRUE);
}

static void
searched_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Search *search = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  (void) object;
  (void) data;
  if (g_task_propagate_boolean (G_TASK (result), &error) || !search->task)
    {
      g_clear_error (&error);
      tell (search);
    }
  else
    {
      g_autoptr (GTask) task = g_steal_pointer (&search->task);

      g_cancellable_disconnect (g_task_get_cancellable (task), search->cancelled_id);
      g_task_return_error (task, error);
    }
}

static void
on_cancelled (GCancellable *cancellable, gpointer stop)
{
  (void) cancellable;
  g_cancellable_cancel (stop);
}

void
stree_sqlite_rows_new_async (StreeSqliteTable *table,
                             StreeSqlite *asking,
                             StreeSqlite *paging,
                             StreeQuery *query,
                             gpointer source,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static guint n_temporary;
  Found *found = g_atomic_rc_box_new0 (Found);
  Search *search = g_new0 (Search, 1);
  g_autoptr (GTask) work = NULL;

  found->table = stree_sqlite_table_ref (table);
  found->query = stree_query_ref (query);
  found->stop = g_cancellable_new ();
  found->temporary = table->rowid ? NULL : g_strdup_printf ("stree_rows_%u", n_temporary++);
  g_mutex_init (&found->lock);
  search->found = found;
  search->task = g_task_new (source, cancellable, callback, user_data);
  search->asking = stree_sqlite_ref (asking);
  search->paging = stree_sqlite_ref (paging);
  if (cancellable)
    search->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled),
                                                  g_object_ref (found->stop), g_object_unref);
  work = g_task_new (source, found->stop, searched_cb, NULL);
  g_task_set_name (work, "[streamtree] sqlite query");
  g_task_set_task_data (work, search, search_free);
  /* Rows that were found before it stopped are good. */
  g_task_set_check_cancellable (work, FALSE);
  stree_sqlite_run (asking, work, search_func);
}

/* --- the rows --- */

static guint64
sqlite_rows_get_n_rows (StreeResultSet *rows, gboolean *exact)
{
  Found *found = STREE_SQLITE_ROWS (rows)->found;
  guint64 n;

  stree_lock (&found->lock);
  n = found->n;
  *exact = found->done;
  stree_unlock (&found->lock);
  return n;
}

typedef struct
{
  Found *found; /* held */
  guint64 first;
  guint n;
  StreeRowKey *key; /* held; NULL: a page */
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  found_unref (lookup->found);
  g_clear_pointer (&lookup->key, stree_row_key_unref);
  g_free (lookup);
}

/* Those of the page. */
static gint64 *
copy_ids (Found *found, guint64 first, guint n, guint *n_ids)
{
  gint64 *ids = NULL;

  stree_lock (&found->lock);
  *n_ids = first < found->n ? (guint) MIN (n, found->n - first) : 0;
  if (*n_ids > 0)
    ids = g_memdup2 (found->ids + first, *n_ids * sizeof *ids);
  stree_unlock (&found->lock);
  return ids;
}

static gboolean
read_by_number (sqlite3 *handle, Lookup *lookup, StreeSqliteReader *reader, GCancellable *cancellable, GError **error)
{
  const StreeSqliteTable *table = lookup->found->table;
  guint n_ids;
  g_autofree gint64 *ids = copy_ids (lookup->found, lookup->first, lookup->n, &n_ids);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (sqlite3_stmt) statement = NULL;
  GError *local_error = NULL;

  stree_sqlite_append_columns (sql, table);
  g_string_append_printf (sql, " FROM %s WHERE %s = ?1", table->from, table->rowid);
  statement = stree_sqlite_prepare (handle, sql->str, cancellable, error);
  if (!statement)
    return FALSE;
  for (guint i = 0; i < n_ids; i++)
    {
      sqlite3_bind_int64 (statement, 1, ids[i]);
      if (stree_sqlite_step (handle, statement, cancellable, &local_error))
        {
          if (!stree_sqlite_reader_add (reader, statement, 0, error))
            return FALSE;
        }
      else if (local_error)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }
      else
        stree_sqlite_reader_add_gone (reader, ids[i]);
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gboolean
read_copies (sqlite3 *handle, Lookup *lookup, StreeSqliteReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (sqlite3_stmt) statement = NULL;

  stree_sqlite_append_columns (sql, lookup->found->table);
  g_string_append_printf (sql, " FROM temp.%s WHERE %s > ?1 ORDER BY %s LIMIT ?2", lookup->found->temporary,
                          lookup->found->table->copy_rowid, lookup->found->table->copy_rowid);
  statement = stree_sqlite_prepare (handle, sql->str, cancellable, error);
  if (!statement)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64) MIN (lookup->first, (guint64) G_MAXINT64));
  sqlite3_bind_int64 (statement, 2, lookup->n);
  return stree_sqlite_reader_add_all (reader, handle, statement, cancellable, error);
}

static void
page_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  Lookup *lookup = data;
  g_autoptr (StreeSqliteReader) reader = stree_sqlite_reader_new (lookup->found->table);
  gboolean done = FALSE;

  /* One look at the file, for all the rows. */
  if (handle && stree_sqlite_exec (handle, "BEGIN", cancellable, &error))
    {
      done = lookup->found->temporary ? read_copies (handle, lookup, reader, cancellable, &error)
                                      : read_by_number (handle, lookup, reader, cancellable, &error);
      stree_sqlite_roll_back (handle); /* it has only read */
    }
  stree_lock (&lookup->found->lock);
  if (done && lookup->found->error && lookup->first + lookup->n > lookup->found->n)
    {
      done = FALSE;
      error = g_error_copy (lookup->found->error);
    }
  stree_unlock (&lookup->found->lock);
  stree_sqlite_return (task, done ? stree_sqlite_reader_finish (reader) : NULL, (GDestroyNotify) stree_frame_unref, error);
}

static Lookup *
lookup_new (StreeSqliteRows *self)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->found = g_atomic_rc_box_acquire (self->found);
  return lookup;
}

static void
look_up (StreeSqliteRows *self, GTask *task, Lookup *lookup, StreeSqliteFunc func)
{
  g_task_set_task_data (task, lookup, lookup_free);
  /* Only the connection that made a temporary table knows it. */
  stree_sqlite_run (self->found->temporary ? self->asking : self->paging, task, func);
}

static void
sqlite_rows_page_async (StreeResultSet *rows,
                        guint64 first,
                        guint n,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (rows, cancellable, callback, user_data);
  Lookup *lookup = lookup_new (STREE_SQLITE_ROWS (rows));

  lookup->first = first;
  lookup->n = n;
  g_task_set_name (task, "[streamtree] sqlite page");
  look_up (STREE_SQLITE_ROWS (rows), task, lookup, page_func);
}

static StreeFrame *
sqlite_rows_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  (void) rows;
  return stree_sqlite_propagate (result, error);
}

/* Where @id stands; -1: nowhere. */
static gssize
find_id (Found *found, gint64 id)
{
  gssize at = -1;

  stree_lock (&found->lock);
  for (guint64 i = 0; at < 0 && i < found->n; i++)
    if (found->ids[i] == id)
      at = (gssize) i;
  stree_unlock (&found->lock);
  return at;
}

static void
locate_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  Lookup *lookup = data;
  Found *found = lookup->found;
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (sqlite3_stmt) statement = NULL;
  gssize at = -1;

  if (found->temporary)
    g_string_append_printf (sql, "%s FROM temp.%s WHERE ", found->table->copy_rowid, found->temporary);
  else
    g_string_append_printf (sql, "%s FROM %s WHERE ", found->table->rowid, found->table->from);
  stree_sqlite_append_key_condition (sql, found->table, 1);
  statement = handle ? stree_sqlite_prepare (handle, sql->str, cancellable, &error) : NULL;
  if (statement)
    {
      stree_sqlite_bind_key (statement, 1, found->table, lookup->key);
      if (stree_sqlite_step (handle, statement, cancellable, &error))
        at = found->temporary ? (gssize) sqlite3_column_int64 (statement, 0) - 1
                              : find_id (found, sqlite3_column_int64 (statement, 0));
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, at < 0 ? G_MAXSSIZE : at);
}

static void
sqlite_rows_locate_async (StreeResultSet *rows,
                          StreeRowKey *key,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  StreeSqliteRows *self = STREE_SQLITE_ROWS (rows);
  g_autoptr (GTask) task = g_task_new (rows, cancellable, callback, user_data);
  Lookup *lookup;

  if (!stree_sqlite_is_key (self->found->table, key))
    {
      g_task_return_int (task, G_MAXSSIZE);
      return;
    }
  lookup = lookup_new (self);
  lookup->key = stree_row_key_ref (key);
  g_task_set_name (task, "[streamtree] sqlite locate");
  look_up (self, task, lookup, locate_func);
}

static gboolean
sqlite_rows_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error)
{
  gssize row = g_task_propagate_int (G_TASK (result), error);

  (void) rows;
  if (row < 0 || row == G_MAXSSIZE)
    return FALSE;
  *position = (guint64) row;
  return TRUE;
}

static void
drop_func (sqlite3 *handle, GTask *task, gpointer data, GCancellable *cancellable, GError *error)
{
  g_autofree char *sql = g_strdup_printf ("DROP TABLE IF EXISTS temp.%s", (const char *) data);

  (void) task;
  (void) cancellable;
  g_clear_error (&error);
  if (handle)
    stree_sqlite_exec (handle, sql, NULL, NULL);
}

static void
stree_sqlite_rows_dispose (GObject *object)
{
  StreeSqliteRows *self = STREE_SQLITE_ROWS (object);

  if (self->found)
    {
      g_cancellable_cancel (self->found->stop);
      if (self->found->temporary)
        stree_sqlite_run_detached (self->asking, drop_func, g_strdup (self->found->temporary), g_free);
    }
  g_clear_pointer (&self->found, found_unref);
  g_clear_pointer (&self->asking, stree_sqlite_unref);
  g_clear_pointer (&self->paging, stree_sqlite_unref);
  G_OBJECT_CLASS (stree_sqlite_rows_parent_class)->dispose (object);
}

static void
stree_sqlite_rows_class_init (StreeSqliteRowsClass *klass)
{
  StreeResultSetClass *rows = STREE_RESULT_SET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_sqlite_rows_dispose;
  rows->get_n_rows = sqlite_rows_get_n_rows;
  rows->page_async = sqlite_rows_page_async;
  rows->page_finish = sqlite_rows_page_finish;
  rows->locate_async = sqlite_rows_locate_async;
  rows->locate_finish = sqlite_rows_locate_finish;
}

static void
stree_sqlite_rows_init (StreeSqliteRows *self)
{
  (void) self;
}
