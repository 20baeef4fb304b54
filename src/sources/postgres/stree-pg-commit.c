/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-commit-private.h"

#include <glib/gi18n-lib.h>

/*
 * Three times something is sent, and waited for:
 *
 *   look    the rows that change or go are locked, and compared with what was seen; where rows exchange their keys, keys
 *           are looked for that no row has
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
  gint *steps;                   /* owned: of the updates */
  gsize n_steps;
  GHashTable *aside; /* owned: change to StreeRowKey: what its row has meanwhile */
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
  g_free (self->steps);
  g_hash_table_unref (self->aside);
  g_free (self->transaction);
  g_clear_error (&self->error);
  g_free (self);
}

#define NO_CHANGE G_MAXUINT
/* With a change: about a key for it. */
#define ASIDE (1u << 31)

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
  StreeRowKey *aside = g_hash_table_lookup (self->aside, GUINT_TO_POINTER (change));
  g_autoptr (StreeRowKey) key = aside ? stree_row_key_ref (aside) : key_of (self, change);

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
    if (stree_changes_get_kind (self->changes, i) == kind)
      add_change (self, statements, i);
}

/* The row gets the key that was found, since another one is to have its. */
static void
add_aside (Commit *self, GPtrArray *statements, guint change)
{
  StreePgStatement *statement;
  StreeRowKey *aside = g_hash_table_lookup (self->aside, GUINT_TO_POINTER (change));
  g_autoptr (StreeRowKey) key = key_of (self, change);

  if (!aside)
    return; /* there is none: the server says what is wrong */
  statement = stree_pg_statement_new ("UPDATE ");
  g_string_append_printf (statement->sql, "%s AS t SET ", self->table->quoted);
  for (guint i = 0; i < self->table->n_keys; i++)
    {
      g_autofree char *value = stree_pg_cell_to_param (stree_row_key_get_cell (aside, i));

      if (!stree_cell_equal (stree_row_key_get_cell (aside, i), stree_row_key_get_cell (key, i)))
        g_string_append_printf (statement->sql, "%s = $%u", stree_pg_table_column (self->table, self->table->keys[i])->quoted,
                                stree_pg_statement_bind (statement, value));
    }
  g_string_append (statement->sql, " WHERE ");
  stree_pg_append_key (statement, self->table, key);
  add_statement (self, statements, statement, change);
}

static void
add_updates (Commit *self, GPtrArray *statements)
{
  for (gsize i = 0; i < self->n_steps; i++)
    if (self->steps[i] < 0)
      add_aside (self, statements, (guint) (-1 - self->steps[i]));
    else
      add_change (self, statements, (guint) self->steps[i]);
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
  add_updates (self, statements);
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

/* Values for a column of a key, beside the one that the row has: "c", as texts. NULL: there are none. A value near by most
 * likely is what a constraint allows. */
static const char *
values_near_by (const StreePgColumn *column)
{
  switch (column->kind)
    {
    case STREE_PG_INTEGER:
      return "SELECT ($1::numeric + i)::text FROM generate_series (-64, 64) AS i "
             "WHERE $1::numeric + i BETWEEN (SELECT min (%1$s) FROM %2$s AS t) AND (SELECT max (%1$s) FROM %2$s AS t) "
             "UNION ALL SELECT ((SELECT max (%1$s) FROM %2$s AS t)::numeric + i)::text FROM generate_series (1, 8) AS i "
             "WHERE (SELECT max (%1$s) FROM %2$s AS t)::numeric + i <= %3$s "
             "UNION ALL SELECT ((SELECT min (%1$s) FROM %2$s AS t)::numeric - i)::text FROM generate_series (1, 8) AS i "
             "WHERE (SELECT min (%1$s) FROM %2$s AS t)::numeric - i >= -%3$s";
    case STREE_PG_FLOAT4:
    case STREE_PG_FLOAT8:
      return "SELECT ($1::float8 + i)::text FROM generate_series (1, 64) AS i";
    case STREE_PG_DATE:
      return "SELECT ($1::date + i)::text FROM generate_series (-64, 64) AS i";
    case STREE_PG_TIMESTAMP:
      return "SELECT ($1::timestamp + i * interval '1 microsecond')::text FROM generate_series (-64, 64) AS i";
    case STREE_PG_TEXT:
      return "SELECT left (md5 ($1::text || i), length ($1::text)) FROM generate_series (1, 64) AS i "
             "UNION ALL SELECT md5 ($1::text || i) FROM generate_series (1, 64) AS i";
    case STREE_PG_OTHER:
      if (g_str_equal (column->type_name, "uuid"))
        return "SELECT gen_random_uuid ()::text WHERE $1::text IS NOT NULL";
      return g_str_equal (column->type_name, "numeric") ? "SELECT ($1::numeric + i)::text FROM generate_series (1, 64) AS i"
                                                        : NULL;
    case STREE_PG_NUMERIC:
    case STREE_PG_BOOL:
    default:
      return NULL;
    }
}

/* The largest whole number of a type. */
static const char *
largest_of (const StreePgColumn *column)
{
  if (g_str_equal (column->type_name, "smallint"))
    return "32767";
  return g_str_equal (column->type_name, "integer") ? "2147483647" : "9223372036854775807";
}

static void
append_near_by (GString *sql, const StreePgColumn *column, const char *table)
{
  for (const char *p = values_near_by (column); *p; p++)
    if (g_str_has_prefix (p, "%1$s"))
      {
        g_string_append (sql, column->ref);
        p += 3;
      }
    else if (g_str_has_prefix (p, "%2$s"))
      {
        g_string_append (sql, table);
        p += 3;
      }
    else if (g_str_has_prefix (p, "%3$s"))
      {
        g_string_append (sql, largest_of (column));
        p += 3;
      }
    else
      g_string_append_c (sql, *p);
}

/* An array of what any row is to get in the column. */
static void
append_wanted (Commit *self, StreePgStatement *statement, guint key)
{
  g_autoptr (GString) array = g_string_new ("{");

  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    for (guint k = 0; k < stree_changes_get_n_cells (self->changes, i); k++)
      {
        guint column;
        StreeCell *cell = stree_changes_get_cell (self->changes, i, k, &column);
        g_autofree char *text = column == key ? stree_pg_cell_to_param (cell) : NULL;

        if (text)
          stree_pg_append_array_item (array, text);
      }
  g_string_append_c (array, '}');
  g_string_append_printf (statement->sql, "$%u::text[]", stree_pg_statement_bind (statement, array->str));
}

/* Of the key columns that a change sets, one for which there are other values; -1: there is none. */
static int
find_aside_column (Commit *self, guint change)
{
  for (guint i = 0; i < self->table->n_keys; i++)
    for (guint k = 0; k < stree_changes_get_n_cells (self->changes, change); k++)
      {
        guint column;

        stree_changes_get_cell (self->changes, change, k, &column);
        if (column == self->table->keys[i] && values_near_by (stree_pg_table_column (self->table, column)))
          return (int) i;
      }
  return -1;
}

/* A value for one column of the key, so that no row has the key, nor is to get it. */
static void
add_aside_look (Commit *self, GPtrArray *statements, guint change)
{
  int place = find_aside_column (self, change);
  g_autoptr (StreeRowKey) key = key_of (self, change);
  g_autofree char *value = NULL;
  StreePgStatement *statement;
  const StreePgColumn *column;

  if (place < 0)
    return;
  column = stree_pg_table_column (self->table, self->table->keys[place]);
  value = stree_pg_cell_to_param (stree_row_key_get_cell (key, (guint) place));
  statement = stree_pg_statement_new ("SELECT c FROM (SELECT x.c, row_number () OVER () FROM (");
  stree_pg_statement_bind (statement, value);
  append_near_by (statement->sql, column, self->table->quoted);
  g_string_append (statement->sql, ") AS x (c)) AS near (c, n) WHERE c <> ALL (");
  append_wanted (self, statement, self->table->keys[place]);
  /* Of whole numbers each is looked at, also those that a domain would refuse. */
  g_string_append_printf (statement->sql, ") AND NOT EXISTS (SELECT FROM %s AS t WHERE %s = c::%s", self->table->quoted,
                          column->ref, column->kind == STREE_PG_INTEGER ? "bigint" : column->type_name);
  for (guint i = 0; i < self->table->n_keys; i++)
    if (i != (guint) place)
      {
        const StreePgColumn *other = stree_pg_table_column (self->table, self->table->keys[i]);
        g_autofree char *same = stree_pg_cell_to_param (stree_row_key_get_cell (key, i));

        g_string_append_printf (statement->sql, " AND %s = $%u::%s", other->ref, stree_pg_statement_bind (statement, same),
                                other->type_name);
      }
  g_string_append (statement->sql, ") ORDER BY n LIMIT 1");
  add_statement (self, statements, statement, change | ASIDE);
}

static void
take_aside (Commit *self, PGresult *result, guint change)
{
  int place = find_aside_column (self, change);
  g_autoptr (StreeRowKey) key = key_of (self, change);
  g_autoptr (StreeCell) cell = NULL;

  if (PQntuples (result) > 0)
    cell = stree_cell_new_parsed (stree_pg_table_column (self->table, self->table->keys[place])->type,
                                  PQgetvalue (result, 0, 0), NULL);
  if (!cell)
    return;
  g_hash_table_insert (self->aside, GUINT_TO_POINTER (change), stree_row_key_with_cell (key, (guint) place, cell));
}

static void
take_look (Commit *self, PGresult *result, guint change)
{
  if (change == NO_CHANGE)
    return;
  if (change & ASIDE)
    {
      take_aside (self, result, change & ~ASIDE);
      return;
    }
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
  self->aside = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) stree_row_key_unref);
  g_task_set_task_data (task, self, commit_free);
  g_task_set_check_cancellable (task, FALSE); /* what is written is told */
  if (!stree_changes_check_rows (changes, table->keys, table->n_keys, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->steps = stree_changes_order_updates (changes, table->keys, table->n_keys, &self->n_steps);
  statements = stree_pg_statements_new ();
  add_statement (self, statements, stree_pg_statement_new ("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"), NO_CHANGE);
  add_statement (self, statements, stree_pg_statement_new ("SET LOCAL lock_timeout = '" LOCK_TIMEOUT "'"), NO_CHANGE);
  for (guint i = 0; i < stree_changes_get_n_changes (changes); i++)
    add_look (self, statements, i);
  for (gsize i = 0; i < self->n_steps; i++)
    if (self->steps[i] < 0)
      add_aside_look (self, statements, (guint) (-1 - self->steps[i]));
  stree_pg_connection_run_async (connection, statements, NULL, NULL, cancellable, looked_cb, g_object_ref (task));
}

StreeCommit *
stree_pg_commit_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
