/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "sources/stree-changes-private.h"
#include "sources/stree-row-key-private.h"
#include "sources/stree-source-engine.h"
#include "sources/stree-sqlite-commit-private.h"
#include "sources/stree-sqlite-search-private.h"

/* Changes written into a table, in one transaction. In the connection's thread. */

/* A key that no row has is tried to be found so often. */
#define MAX_ASIDE 100

typedef struct
{
  sqlite3 *handle;
  const StreeSqliteTable *table;
  StreeChanges *changes;
  StreeCommit *commit;
  GCancellable *cancellable;
  GPtrArray *inserted; /* owned: of StreeRowKey, or NULL: by change */
  GHashTable *aside;   /* owned: change to StreeRowKey: what its row has meanwhile */
  gboolean unchecked;  /* something was written that CHECKs were not asked about */
} Commit;

static StreeRowKey *
key_of_change (Commit *self, guint change)
{
  guint row;
  StreeFrame *seen = stree_changes_get_seen (self->changes, change, &row);

  return stree_row_key_new_of_row (seen, row, self->table->keys, self->table->n_keys);
}

/* The row with a key, as a frame; without rows: it is gone. NULL and @error. */
static StreeFrame *
read_row (Commit *self, StreeRowKey *key, GError **error)
{
  g_autoptr (StreeSqliteReader) reader = stree_sqlite_reader_new (self->table);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (sqlite3_stmt) statement = NULL;

  stree_sqlite_append_columns (sql, self->table);
  g_string_append_printf (sql, " FROM %s WHERE ", self->table->from);
  stree_sqlite_append_key_condition (sql, self->table, 1);
  statement = stree_sqlite_prepare (self->handle, sql->str, self->cancellable, error);
  if (!statement)
    return NULL;
  stree_sqlite_bind_key (statement, 1, self->table, key);
  return stree_sqlite_reader_add_all (reader, self->handle, statement, self->cancellable, error)
             ? stree_sqlite_reader_finish (reader)
             : NULL;
}

static gboolean
find_conflicts (Commit *self, GError **error)
{
  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    {
      g_autoptr (StreeRowKey) key = NULL;
      g_autoptr (StreeFrame) now = NULL;

      if (stree_changes_get_kind (self->changes, i) == STREE_CHANGE_INSERT)
        continue;
      key = key_of_change (self, i);
      now = read_row (self, key, error);
      if (!now)
        return FALSE;
      if (stree_frame_get_n_rows (now) == 0)
        stree_commit_add_conflict (self->commit, i, NULL, 0);
      else if (!stree_changes_stand_as_seen (self->changes, i, now, 0))
        stree_commit_add_conflict (self->commit, i, now, 0);
    }
  return TRUE;
}

/* --- writing --- */

/* A row that must have been written: a trigger may have left it out without an error. */
static gboolean
check_written (Commit *self, gboolean written, guint change, GError **error)
{
  (void) self;
  if (!written)
    g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT,
                 _ ("The table does not allow change %u: nothing came of it"), change);
  return written;
}

static gboolean
delete_row (Commit *self, guint change, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("DELETE FROM ");
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (StreeRowKey) key = key_of_change (self, change);
  GError *local_error = NULL;

  g_string_append_printf (sql, "%s WHERE ", self->table->from);
  stree_sqlite_append_key_condition (sql, self->table, 1);
  statement = stree_sqlite_prepare (self->handle, sql->str, self->cancellable, error);
  if (!statement)
    return FALSE;
  stree_sqlite_bind_key (statement, 1, self->table, key);
  stree_sqlite_step (self->handle, statement, self->cancellable, &local_error);
  if (!local_error)
    return check_written (self, sqlite3_changes (self->handle) == 1, change, error);
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
bind_cells (Commit *self, sqlite3_stmt *statement, guint change)
{
  for (guint i = 0; i < stree_changes_get_n_cells (self->changes, change); i++)
    {
      guint column;
      StreeCell *cell = stree_changes_get_cell (self->changes, change, i, &column);

      stree_sqlite_bind_cell (statement, (int) i + 1, cell, &self->table->columns[column]);
    }
}

static gboolean
update_row (Commit *self, guint change, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE ");
  g_autoptr (sqlite3_stmt) statement = NULL;
  StreeRowKey *aside = g_hash_table_lookup (self->aside, GUINT_TO_POINTER (change));
  g_autoptr (StreeRowKey) key = aside ? stree_row_key_ref (aside) : key_of_change (self, change);
  guint n = stree_changes_get_n_cells (self->changes, change);
  GError *local_error = NULL;

  g_string_append_printf (sql, "%s SET ", self->table->from);
  for (guint i = 0; i < n; i++)
    {
      guint column;

      stree_changes_get_cell (self->changes, change, i, &column);
      g_string_append (sql, i > 0 ? ", " : "");
      stree_sqlite_append_name (sql, self->table->columns[column].name);
      g_string_append_printf (sql, " = ?%u", i + 1);
    }
  g_string_append (sql, " WHERE ");
  stree_sqlite_append_key_condition (sql, self->table, (int) n + 1);
  statement = stree_sqlite_prepare (self->handle, sql->str, self->cancellable, error);
  if (!statement)
    return FALSE;
  bind_cells (self, statement, change);
  stree_sqlite_bind_key (statement, (int) n + 1, self->table, key);
  stree_sqlite_step (self->handle, statement, self->cancellable, &local_error);
  if (!local_error)
    return check_written (self, sqlite3_changes (self->handle) == 1, change, error);
  g_propagate_error (error, local_error);
  return FALSE;
}

/* A value that hardly any row has. NULL: there are too few. */
static StreeCell *
make_any (StreeColumnType type)
{
  g_autofree char *text = NULL;

  switch (type)
    {
    case STREE_COLUMN_INT64:
      return stree_cell_new_int64 ((gint64) ((guint64) g_random_int () << 32 | g_random_int ()));
    case STREE_COLUMN_DOUBLE:
      return stree_cell_new_double (-g_random_double ());
    case STREE_COLUMN_DATE:
      return stree_cell_new_date (g_random_int_range (-700000, 2900000)); /* of the years 1 to 9999 */
    case STREE_COLUMN_TIMESTAMP:
      return stree_cell_new_timestamp ((gint64) (g_random_double () * 2e17));
    case STREE_COLUMN_TEXT:
      text = g_uuid_string_random ();
      return stree_cell_new_text (text);
    case STREE_COLUMN_BOOL:
    default:
      return NULL;
    }
}

/* The row's key, with another value in one of the columns that are set. NULL: there is no such column. */
static StreeRowKey *
make_aside (Commit *self, guint change, guint *column)
{
  g_autoptr (StreeRowKey) key = key_of_change (self, change);

  for (guint i = 0; i < self->table->n_keys; i++)
    {
      g_autoptr (StreeCell) any = NULL;
      gboolean is_set = FALSE;

      for (guint k = 0; !is_set && k < stree_changes_get_n_cells (self->changes, change); k++)
        {
          stree_changes_get_cell (self->changes, change, k, column);
          is_set = *column == self->table->keys[i];
        }
      any = is_set ? make_any (self->table->columns[*column].type) : NULL;
      if (any)
        return stree_row_key_with_cell (key, i, any);
    }
  return NULL;
}

static void
write_aside (Commit *self, StreeRowKey *key, StreeRowKey *aside, guint column, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("UPDATE ");
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_string_append_printf (sql, "%s SET ", self->table->from);
  stree_sqlite_append_name (sql, self->table->columns[column].name);
  g_string_append (sql, " = ?1 WHERE ");
  stree_sqlite_append_key_condition (sql, self->table, 2);
  statement = stree_sqlite_prepare (self->handle, sql->str, self->cancellable, error);
  if (!statement)
    return;
  for (guint i = 0; i < self->table->n_keys; i++)
    if (self->table->keys[i] == column)
      stree_sqlite_bind_cell (statement, 1, stree_row_key_get_cell (aside, i), &self->table->columns[column]);
  stree_sqlite_bind_key (statement, 2, self->table, key);
  stree_sqlite_step (self->handle, statement, self->cancellable, error);
}

/* The row gets any key, since another one is to have its. What a constraint says of that value is of no interest, nor that
 * foreign keys lead to none meanwhile: both are seen to when it gets its own. What triggers write must hold, and is looked at
 * when all is written. */
static gboolean
set_aside (Commit *self, guint change, GError **error)
{
  g_autoptr (StreeRowKey) key = key_of_change (self, change);
  GError *local_error = NULL;
  StreeRowKey *aside = NULL;
  guint column;

  for (guint i = 0; i < MAX_ASIDE && !aside; i++)
    {
      g_autoptr (StreeFrame) there = NULL;

      aside = make_aside (self, change, &column);
      if (!aside)
        return TRUE; /* SQLite says what is wrong */
      there = read_row (self, aside, error);
      if (!there || stree_frame_get_n_rows (there) > 0)
        g_clear_pointer (&aside, stree_row_key_unref);
      if (!there)
        return FALSE;
    }
  if (!aside)
    return TRUE;
  g_hash_table_insert (self->aside, GUINT_TO_POINTER (change), aside);
  if (!stree_sqlite_exec (self->handle, "PRAGMA defer_foreign_keys = on", self->cancellable, error))
    return FALSE;
  write_aside (self, key, aside, column, &local_error);
  if (g_error_matches (local_error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT))
    {
      g_clear_error (&local_error);
      sqlite3_exec (self->handle, "PRAGMA ignore_check_constraints = on", NULL, NULL, NULL);
      write_aside (self, key, aside, column, &local_error);
      sqlite3_exec (self->handle, "PRAGMA ignore_check_constraints = off", NULL, NULL, NULL);
      self->unchecked = TRUE;
    }
  if (!local_error)
    return check_written (self, sqlite3_changes (self->handle) == 1, change, error);
  g_propagate_error (error, local_error);
  return FALSE;
}

static gboolean
update_rows (Commit *self, GError **error)
{
  gsize n_steps;
  g_autofree gint *steps =
      stree_changes_order_updates (self->changes, self->table->keys, self->table->n_keys, &n_steps);

  for (gsize i = 0; i < n_steps; i++)
    if (steps[i] < 0 ? !set_aside (self, (guint) (-1 - steps[i]), error) : !update_row (self, (guint) steps[i], error))
      return FALSE;
  return TRUE;
}

static void
append_insert (Commit *self, GString *sql, guint change)
{
  guint n = stree_changes_get_n_cells (self->changes, change);

  g_string_append_printf (sql, "INSERT INTO %s ", self->table->from);
  for (guint i = 0; i < n; i++)
    {
      guint column;

      stree_changes_get_cell (self->changes, change, i, &column);
      g_string_append (sql, i > 0 ? ", " : "(");
      stree_sqlite_append_name (sql, self->table->columns[column].name);
    }
  g_string_append (sql, n == 0 ? "DEFAULT VALUES" : ") VALUES ");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, "%s?%u", i > 0 ? ", " : "(", i + 1);
  g_string_append (sql, n == 0 ? " RETURNING " : ") RETURNING ");
  stree_sqlite_append_columns (sql, self->table);
}

static gboolean
insert_row (Commit *self, guint change, GError **error)
{
  g_autoptr (StreeSqliteReader) reader = stree_sqlite_reader_new (self->table);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (StreeFrame) row = NULL;

  append_insert (self, sql, change);
  statement = stree_sqlite_prepare (self->handle, sql->str, self->cancellable, error);
  if (!statement)
    return FALSE;
  bind_cells (self, statement, change);
  if (!stree_sqlite_reader_add_all (reader, self->handle, statement, self->cancellable, error))
    return FALSE;
  row = stree_sqlite_reader_finish (reader);
  if (!check_written (self, stree_frame_get_n_rows (row) == 1, change, error))
    return FALSE;
  self->inserted->pdata[change] = stree_row_key_new_of_row (row, 0, self->table->keys, self->table->n_keys);
  return TRUE;
}

/* When all is written: triggers may have gone on writing. */
static gboolean
read_inserted (Commit *self, GError **error)
{
  for (guint i = 0; i < self->inserted->len; i++)
    {
      g_autoptr (StreeFrame) now = NULL;

      if (!self->inserted->pdata[i])
        continue;
      now = read_row (self, self->inserted->pdata[i], error);
      if (!now)
        return FALSE;
      if (!check_written (self, stree_frame_get_n_rows (now) == 1, i, error))
        return FALSE;
      stree_commit_add_inserted (self->commit, i, now, 0);
    }
  return TRUE;
}

static gboolean
write_each (Commit *self,
            StreeChangeKind kind,
            gboolean (*write) (Commit *self, guint change, GError **error),
            GError **error)
{
  for (guint i = 0; i < stree_changes_get_n_changes (self->changes); i++)
    if (stree_changes_get_kind (self->changes, i) == kind && !write (self, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
has_triggers (Commit *self)
{
  g_autoptr (sqlite3_stmt) statement =
      stree_sqlite_prepare (self->handle, "SELECT 1 FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 COLLATE NOCASE LIMIT 1",
                            NULL, NULL);

  if (statement)
    sqlite3_bind_text (statement, 1, self->table->name, -1, SQLITE_STATIC);
  return statement && stree_sqlite_step (self->handle, statement, NULL, NULL);
}

/* What a row had for a key meanwhile is gone, but triggers may have written it elsewhere. */
static gboolean
check_written_all (Commit *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *said = NULL;
  GError *local_error = NULL;

  if (!self->unchecked || !has_triggers (self))
    return TRUE;
  statement = stree_sqlite_prepare (self->handle, "PRAGMA main.quick_check (1)", self->cancellable, error);
  if (!statement)
    return FALSE;
  if (stree_sqlite_step (self->handle, statement, self->cancellable, &local_error))
    said = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  if (local_error)
    g_propagate_error (error, local_error);
  else if (g_strcmp0 (said, "ok") == 0)
    return TRUE;
  else
    g_set_error_literal (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT, said ? said : "CHECK");
  return FALSE;
}

static gboolean
write_all (Commit *self, GError **error)
{
  return write_each (self, STREE_CHANGE_DELETE, delete_row, error) && update_rows (self, error) &&
         write_each (self, STREE_CHANGE_INSERT, insert_row, error) && check_written_all (self, error) && read_inserted (self, error);
}

/* In a transaction, of which nothing stays where this is FALSE, or where there are conflicts. */
static gboolean
write_changes (Commit *self, GError **error)
{
  gboolean indexed = stree_sqlite_search_is_used (self->handle);
  gboolean done;

  /* Triggers write into an index of searches, of this table or of one that is written with it, and older versions of SQLite
   * take that for unsafe. */
  if (indexed)
    sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 1, NULL);
  done = find_conflicts (self, error) &&
         (stree_commit_get_n_conflicts (self->commit) > 0 ||
          (write_all (self, error) && stree_sqlite_exec (self->handle, "COMMIT", self->cancellable, error)));
  if (indexed)
    sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  return done;
}

StreeCommit *
stree_sqlite_commit (sqlite3 *handle,
                     const StreeSqliteTable *table,
                     StreeChanges *changes,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (StreeCommit) commit = stree_commit_new ();
  Commit self = { handle, table, changes, commit, cancellable, NULL, NULL, FALSE };
  gboolean done;

  if (!stree_changes_check_rows (changes, table->keys, table->n_keys, error) ||
      !stree_sqlite_exec (handle, "BEGIN IMMEDIATE", cancellable, error))
    return NULL;
  self.inserted = g_ptr_array_new_with_free_func (stree_row_key_table_free);
  g_ptr_array_set_size (self.inserted, (gint) stree_changes_get_n_changes (changes));
  self.aside = g_hash_table_new_full (NULL, NULL, NULL, stree_row_key_table_free);
  done = write_changes (&self, error);
  g_ptr_array_unref (self.inserted);
  g_hash_table_unref (self.aside);
  /* An error of its own, such as a full disk, has ended it already. */
  if (!done || stree_commit_get_n_conflicts (commit) > 0)
    stree_sqlite_roll_back (handle);
  return done ? g_steal_pointer (&commit) : NULL;
}
