/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-commit-private.h"

#include <glib/gi18n-lib.h>

/*
 * Three times something is sent, and waited for:
 *
 *   look    the rows that change or go are locked, and compared with what was seen
 *   write   rows go, change, come, in this order: a key that one has no more is free for another
 *   commit
 *
 * If the server is lost at the third, it is asked what has become of the transaction when it is there again.
 */

/* Somebody else's lock is waited for so long. */
#define LOCK_TIMEOUT "10s"
/* What has become of a transaction is asked so often at most, and so long after each other. */
#define MAX_QUESTIONS 120
#define QUESTION_MS 250

typedef struct
{
  StreePgTable *table;           /* owned */
  StreePgConnection *connection; /* owned */
  StreeChanges *changes;         /* owned */
  StreeCommit *commit;           /* owned */
  GArray *asked;                 /* owned: of guint: the change that each statement is about, if it is about one */
  char *transaction;             /* owned: its number */
  GError *error;                 /* owned: why it is rolled back */
  guint n_questions;
} Commit;

static void
commit_free (gpointer data)
{
  Commit *self = data;

  stree_pg_table_unref (self->table);
  g_object_unref (self->connection);
  stree_changes_unref (self->changes);
  stree_commit_unref (self->commit);
  g_array_unref (self->asked);
  g_free (self->transaction);
  g_clear_error (&self->error);
  g_free (self);
}

#define NO_CHANGE G_MAXUINT

static void
add_statement (Commit *self, GPtrArray *statements, StreePgStatement *statement, guint change)
{
  g_ptr_array_add (statements, statement);
  g_array_append_val (self->asked, change);
}

static StreeRowKey *
key_of (Commit *self, guint change)
{
  guint row;
  StreeFrame *seen = stree_changes_get_seen (self->changes, change, &row);

  return seen ? stree_row_key_new_of_row (seen, row, self->table->keys, self->table->n_keys) : NULL;
}

/* --- rolling back --- */

static void
rolled_back_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Commit *self = g_task_get_task_data (task);
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, NULL);

  (void) results; /* without a connection it is rolled back, too */
  if (self->error)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, stree_commit_ref (self->commit), (GDestroyNotify) stree_commit_unref);
}

/* @error: (transfer full): NULL: there are conflicts. */
static void
roll_back (GTask *task, GError *error)
{
  Commit *self = g_task_get_task_data (task);
  GPtrArray *statements;

  if (g_error_matches (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST))
    {
      g_task_return_error (task, error);
      return;
    }
  self->error = error;
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_statement_new ("ROLLBACK"));
  stree_pg_connection_run_async (self->connection, statements, NULL, NULL, NULL, rolled_back_cb, g_object_ref (task));
}

/* --- what has become of it --- */

static void ask_outcome (GTask *task);

static gboolean
ask_again_cb (gpointer data)
{
  ask_outcome (data);
  return G_SOURCE_REMOVE;
}

static void
ask_later (GTask *task)
{
  Commit *self = g_task_get_task_data (task);
  g_autoptr (GSource) again = NULL;

  if (++self->n_questions > MAX_QUESTIONS)
    {
      g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST,
                               _ ("The server was lost while it wrote; whether the changes are written is not known"));
      return;
    }
  again = g_timeout_source_new (QUESTION_MS);
  g_source_set_callback (again, ask_again_cb, g_object_ref (task), g_object_unref);
  g_source_set_static_name (again, "[streamtree] postgresql: is it written");
  g_source_attach (again, g_task_get_context (task));
}

static void
outcome_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Commit *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  const char *status = results && PQntuples (results->pdata[0]) > 0 ? PQgetvalue (results->pdata[0], 0, 0) : "";

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    self->n_questions = MAX_QUESTIONS; /* nobody will ever know */
  if (g_str_equal (status, "committed"))
    g_task_return_pointer (task, stree_commit_ref (self->commit), (GDestroyNotify) stree_commit_unref);
  else if (g_str_equal (status, "aborted"))
    g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST,
                             _ ("The server was lost before the changes were written; none of them is"));
  else
    ask_later (task);
}

static void
ask_outcome (GTask *task)
{
  Commit *self = g_task_get_task_data (task);
  GPtrArray *statements = stree_pg_statements_new ();
  StreePgStatement *statement = stree_pg_statement_new ("SELECT pg_xact_status ($1::xid8)");

  stree_pg_statement_bind (statement, self->transaction);
  g_ptr_array_add (statements, statement);
  stree_pg_connection_run_async (self->connection, statements, NULL, NULL, NULL, outcome_cb, g_object_ref (task));
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Commit *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);

  if (results)
    g_task_return_pointer (task, stree_commit_ref (self->commit), (GDestroyNotify) stree_commit_unref);
  else if (g_error_matches (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST))
    {
      g_clear_error (&error);
      ask_outcome (task);
    }
  else
    roll_back (task, error); /* what is checked at the end, such as a constraint that is deferred */
}

/* --- writing --- */

static void
append_assignments (Commit *self, StreePgStatement *statement, guint change)
{
  for (guint i = 0; i < stree_changes_get_n_cells (self->changes, change); i++)
    {
      guint column;
      StreeCell *cell = stree_changes_get_cell (self->changes, change, i, &column);
      g_autofree char *value = stree_pg_cell_to_param (cell);

      g_string_append_printf (statement->sql, "%s%s = $%u", i > 0 ? ", " : "",
                              stree_pg_table_column (self->table, column)->quoted,
                              stree_pg_statement_bind (statement, value));
    }
}

static void
append_values (Commit *self, StreePgStatement *statement, guint change)
{
  g_autoptr (GString) values = g_string_new (NULL);
  guint n = stree_changes_get_n_cells (self->changes, change);

  if (n == 0)
    {
      g_string_append (statement->sql, " DEFAULT VALUES");
      return;
    }
  g_string_append (statement->sql, " (");
  for (guint i = 0; i < n; i++)
    {
      guint column;
      StreeCell *cell = stree_changes_get_cell (self->changes, change, i, &column);
      g_autofree char *value = stree_pg_cell_to_param (cell);

      g_string_append_printf (statement->sql, "%s%s", i > 0 ? ", " : "",
                              stree_pg_table_column (self->table, column)->quoted);
      g_string_append_printf (values, "%s$%u", i > 0 ? ", " : "", stree_pg_statement_bind (statement, value));
    }
  g_string_append_printf (statement->sql, ") VALUES (%s)", values->str);
}

static void
add_change (Commit *self, GPtrArray *statements, guint change)
{
  const char *table = self->table->quoted;
  StreePgStatement *statement = stree_pg_statement_new (NULL);
  g_autoptr (StreeRowKey) key = key_of (self, change);

  switch (stree_changes_get_kind (self->changes, change))
    {
    case STREE_CHANGE_DELETE:
      g_string_append_printf (statement->sql, "DELETE FROM %s AS t WHERE ", table);
      stree_pg_append_key (statement, self->table, key);
      break;
    case STREE_CHANGE_UPDATE:
      g_string_append_printf (statement->sql, "UPDATE %s AS t SET ", table);
      append_assignments (self, statement, change);
      g_string_append (statement->sql, " WHERE ");
      stree_pg_append_key (statement, self->table, key);
      break;
    case STREE_CHANGE_INSERT:
    default:
      g_string_append_printf (statement->sql, "INSERT INTO %s AS t", table);
      append_values (self, statement, change);
      g_string_append_printf (statement->sql, " RETURNING %s", self->table->select_list);
      break;
    }
  add_statement (self, statements, statement, change);
}

static void
add_changes (Commit *self, GPtrArray *statements, StreeChangeKind kind)
{
  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    if (stree_changes_get_kind (self->changes, i) == kind &&
        (kind != STREE_CHANGE_UPDATE || stree_changes_get_n_cells (self->changes, i) > 0))
      add_change (self, statements, i);
}

static gboolean
take_written (Commit *self, PGresult *result, guint change, GError **error)
{
  if (change == NO_CHANGE)
    {
      self->transaction = g_strdup (PQgetvalue (result, 0, 0));
      return TRUE;
    }
  if (g_ascii_strtoull (PQcmdTuples (result), NULL, 10) != 1)
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT,
                   _ ("The table did not take change %u: a trigger or a policy of the database is in the way"), change);
      return FALSE;
    }
  if (stree_changes_get_kind (self->changes, change) == STREE_CHANGE_INSERT)
    {
      g_autoptr (StreeFrame) now = stree_pg_table_make_frame (self->table, result);

      stree_commit_add_inserted (self->commit, change, now, 0);
    }
  return TRUE;
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Commit *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);
  gboolean written = results != NULL;
  GPtrArray *statements;

  for (guint i = 0; written && i < results->len; i++)
    written = take_written (self, results->pdata[i], g_array_index (self->asked, guint, i), &error);
  if (written)
    written = !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
  if (!written)
    {
      roll_back (task, error);
      return;
    }
  statements = stree_pg_statements_new ();
  g_ptr_array_add (statements, stree_pg_statement_new ("COMMIT"));
  stree_pg_connection_run_async (self->connection, statements, NULL, NULL, NULL, committed_cb, g_object_ref (task));
}

static void
write_all (GTask *task)
{
  Commit *self = g_task_get_task_data (task);
  GPtrArray *statements = stree_pg_statements_new ();
  StreePgStatement *last;

  g_array_set_size (self->asked, 0);
  add_changes (self, statements, STREE_CHANGE_DELETE);
  add_changes (self, statements, STREE_CHANGE_UPDATE);
  add_changes (self, statements, STREE_CHANGE_INSERT);
  /* Others who have the table open are told, as its trigger would, if it has one; twice is once. */
  last = stree_pg_statement_new ("SELECT pg_current_xact_id (), pg_notify ($1, $2)");
  stree_pg_statement_bind (last, STREE_PG_CHANNEL);
  stree_pg_statement_bind (last, self->table->oid);
  add_statement (self, statements, last, NO_CHANGE);
  stree_pg_connection_run_async (self->connection, statements, NULL, NULL, g_task_get_cancellable (task), written_cb,
                                 g_object_ref (task));
}

/* --- looking --- */

/* Whether what was seen in the cells that are to be written, or of a row that goes in all of them, still stands there. */
static void
append_as_seen (Commit *self, StreePgStatement *statement, guint change)
{
  guint row;
  StreeFrame *seen = stree_changes_get_seen (self->changes, change, &row);
  gboolean all = stree_changes_get_kind (self->changes, change) == STREE_CHANGE_DELETE;
  guint n = all ? self->table->columns->len : stree_changes_get_n_cells (self->changes, change);

  g_string_append (statement->sql, "(true");
  for (guint i = 0; i < n; i++)
    {
      guint column = i;
      g_autoptr (StreeCell) cell = NULL;

      if (!all)
        stree_changes_get_cell (self->changes, change, i, &column);
      cell = stree_frame_get_cell (seen, row, column);
      g_string_append (statement->sql, " AND ");
      stree_pg_append_same (statement, stree_pg_table_column (self->table, column), cell);
    }
  g_string_append_c (statement->sql, ')');
}

static void
add_look (Commit *self, GPtrArray *statements, guint change)
{
  g_autoptr (StreeRowKey) key = key_of (self, change);
  StreePgStatement *statement;

  if (!key)
    return;
  statement = stree_pg_statement_new ("SELECT ");
  g_string_append_printf (statement->sql, "%s, ", self->table->select_list);
  append_as_seen (self, statement, change);
  g_string_append_printf (statement->sql, " FROM %s AS t WHERE ", self->table->quoted);
  stree_pg_append_key (statement, self->table, key);
  g_string_append (statement->sql, " FOR UPDATE");
  add_statement (self, statements, statement, change);
}

static void
take_look (Commit *self, PGresult *result, guint change)
{
  if (change == NO_CHANGE)
    return;
  if (PQntuples (result) == 0)
    stree_commit_add_conflict (self->commit, change, NULL, 0);
  else if (PQgetvalue (result, 0, (int) self->table->columns->len)[0] != 't')
    {
      g_autoptr (StreeFrame) now = stree_pg_table_make_frame (self->table, result);

      stree_commit_add_conflict (self->commit, change, now, 0);
    }
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Commit *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &error);

  if (!results)
    {
      roll_back (task, error);
      return;
    }
  for (guint i = 0; i < results->len; i++)
    take_look (self, results->pdata[i], g_array_index (self->asked, guint, i));
  if (stree_commit_get_n_conflicts (self->commit) > 0)
    roll_back (task, NULL);
  else
    write_all (task);
}

void
stree_pg_commit_async (StreePgTable *table,
                       StreePgConnection *connection,
                       StreeChanges *changes,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Commit *self = g_new0 (Commit, 1);
  GPtrArray *statements;
  GError *error = NULL;

  self->table = stree_pg_table_ref (table);
  self->connection = g_object_ref (connection);
  self->changes = stree_changes_ref (changes);
  self->commit = stree_commit_new ();
  self->asked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_task_set_task_data (task, self, commit_free);
  g_task_set_check_cancellable (task, FALSE); /* what is written is told */
  if (!stree_changes_check_rows (changes, table->keys, table->n_keys, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  statements = stree_pg_statements_new ();
  add_statement (self, statements, stree_pg_statement_new ("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"), NO_CHANGE);
  add_statement (self, statements, stree_pg_statement_new ("SET LOCAL lock_timeout = '" LOCK_TIMEOUT "'"), NO_CHANGE);
  for (guint i = 0; i < stree_changes_get_n_changes (changes); i++)
    add_look (self, statements, i);
  stree_pg_connection_run_async (connection, statements, NULL, NULL, cancellable, looked_cb, g_object_ref (task));
}

StreeCommit *
stree_pg_commit_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
