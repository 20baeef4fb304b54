/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-cell-text-private.h"
#include "tasks/stree-task-lock-private.h"

static void
table_clear (gpointer data)
{
  StreeSqliteTable *table = data;

  stree_take_over (table);
  for (guint i = 0; i < table->n_columns; i++)
    g_free (table->columns[i].name);
  g_free (table->columns);
  g_free (table->name);
  g_free (table->from);
  g_free (table->rowid);
  g_free (table->keys);
  g_clear_pointer (&table->schema, stree_frame_unref);
}

StreeSqliteTable *
stree_sqlite_table_ref (StreeSqliteTable *table)
{
  return g_atomic_rc_box_acquire (table);
}

void
stree_sqlite_table_unref (StreeSqliteTable *table)
{
  stree_hand_over (table);
  g_atomic_rc_box_release_full (table, table_clear);
}

/* --- columns as SQL --- */

static gboolean
is_counter (const StreeSqliteTable *table, guint column)
{
  return table->counted && column == table->n_columns - 1;
}

void
stree_sqlite_append_stored (GString *sql, const StreeSqliteTable *table, guint column)
{
  if (is_counter (table, column))
    g_string_append (sql, table->rowid);
  else
    stree_sqlite_append_name (sql, table->columns[column].name);
}

void
stree_sqlite_append_columns (GString *sql, const StreeSqliteTable *table)
{
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_string_append (sql, i > 0 ? ", " : "");
      stree_sqlite_append_stored (sql, table, i);
    }
}

void
stree_sqlite_append_column (GString *sql, const StreeSqliteTable *table, guint column)
{
  const StreeSqliteColumn *it = &table->columns[column];

  if (is_counter (table, column))
    {
      g_string_append (sql, table->rowid);
      return;
    }
  if (it->mixed)
    g_string_append (sql, "stree_text (");
  else if (it->type == STREE_COLUMN_TIMESTAMP && it->style.zulu)
    g_string_append (sql, "rtrim (");
  stree_sqlite_append_name (sql, it->name);
  if (it->mixed)
    g_string_append_c (sql, ')');
  else if (it->type == STREE_COLUMN_TIMESTAMP && it->style.zulu)
    g_string_append (sql, ", 'Z')");
  /* Whatever collation the column is declared with. */
  if (it->type == STREE_COLUMN_TEXT || it->type == STREE_COLUMN_DATE || it->type == STREE_COLUMN_TIMESTAMP)
    g_string_append (sql, " COLLATE BINARY");
}

void
stree_sqlite_append_key_condition (GString *sql, const StreeSqliteTable *table, int parameter)
{
  for (guint i = 0; i < table->n_keys; i++)
    {
      const StreeSqliteColumn *it = &table->columns[table->keys[i]];

      g_string_append (sql, i > 0 ? " AND " : "");
      /* An index is of use where nothing is computed. */
      if (it->type == STREE_COLUMN_TIMESTAMP)
        stree_sqlite_append_name (sql, it->name);
      else
        stree_sqlite_append_column (sql, table, table->keys[i]);
      g_string_append_printf (sql, " IS ?%d", parameter + (int) i);
    }
}

void
stree_sqlite_bind_key (sqlite3_stmt *statement, int parameter, const StreeSqliteTable *table, StreeRowKey *key)
{
  for (guint i = 0; i < table->n_keys; i++)
    stree_sqlite_bind_cell (statement, parameter + (int) i, stree_row_key_get_cell (key, i),
                            &table->columns[table->keys[i]]);
}

gboolean
stree_sqlite_is_key (const StreeSqliteTable *table, StreeRowKey *key)
{
  if (table->n_keys == 0 || stree_row_key_get_n_cells (key) != table->n_keys)
    return FALSE;
  for (guint i = 0; i < table->n_keys; i++)
    if (stree_cell_get_column_type (stree_row_key_get_cell (key, i)) != table->columns[table->keys[i]].type)
      return FALSE;
  return TRUE;
}

void
stree_sqlite_bind_cell (sqlite3_stmt *statement, int parameter, StreeCell *cell, const StreeSqliteColumn *column)
{
  char buffer[STREE_FRAME_CELL_SIZE];

  if (stree_cell_is_null (cell))
    {
      sqlite3_bind_null (statement, parameter);
      return;
    }
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
      sqlite3_bind_int64 (statement, parameter, stree_cell_get_int64 (cell));
      return;
    case STREE_COLUMN_DOUBLE:
      sqlite3_bind_double (statement, parameter, stree_cell_get_double (cell));
      return;
    case STREE_COLUMN_BOOL:
      sqlite3_bind_int64 (statement, parameter, stree_cell_get_bool (cell) ? 1 : 0);
      return;
    case STREE_COLUMN_DATE:
      sqlite3_bind_text (statement, parameter, stree_cell_format_date (buffer, stree_cell_get_date (cell)), -1,
                         SQLITE_TRANSIENT);
      return;
    case STREE_COLUMN_TIMESTAMP:
      sqlite3_bind_text (statement, parameter,
                         stree_sqlite_format_time (column->style, buffer, stree_cell_get_timestamp (cell)), -1,
                         SQLITE_TRANSIENT);
      return;
    case STREE_COLUMN_TEXT:
    default:
      sqlite3_bind_text (statement, parameter, stree_cell_get_text (cell), -1, SQLITE_TRANSIENT);
    }
}

gboolean
stree_sqlite_bind_parameters (sqlite3_stmt *statement, const StreeSqliteParameters *parameters, GError **error)
{
  gsize n_cells = parameters ? parameters->n_cells : 0;
  gsize n_expected = (gsize) sqlite3_bind_parameter_count (statement);

  if (n_cells != n_expected)
    {
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED,
                   _ ("Parameters of the query: %u; values that were given: %u"), (guint) n_expected, (guint) n_cells);
      return FALSE;
    }
  for (gsize i = 0; i < n_cells; i++)
    {
      const StreeSqliteColumn column = { .type = stree_cell_get_column_type (parameters->cells[i]),
                                         .style = { ' ', FALSE } };

      stree_sqlite_bind_cell (statement, (int) i + 1, parameters->cells[i], &column);
    }
  return TRUE;
}

/* --- rows --- */

struct _StreeSqliteReader
{
  const StreeSqliteTable *table; /* borrowed */
  StreeFrameBuilder *builder;    /* owned */
};

StreeFrameBuilder *
stree_sqlite_table_make_builder (const StreeSqliteTable *table)
{
  StreeFrameBuilder *builder = stree_frame_builder_new ();

  for (guint i = 0; i < table->n_columns; i++)
    {
      stree_frame_builder_add_column (builder, table->columns[i].name, table->columns[i].type);
      /* All pages show numbers alike: as they are. */
      if (table->columns[i].type == STREE_COLUMN_DOUBLE)
        stree_frame_builder_set_decimals (builder, i, 0);
    }
  return builder;
}

StreeSqliteReader *
stree_sqlite_reader_new (const StreeSqliteTable *table)
{
  StreeSqliteReader *reader = g_new0 (StreeSqliteReader, 1);

  reader->table = table;
  reader->builder = stree_sqlite_table_make_builder (table);
  return reader;
}

void
stree_sqlite_reader_free (StreeSqliteReader *reader)
{
  stree_frame_builder_unref (reader->builder);
  g_free (reader);
}

static gboolean
append_text (StreeFrameBuilder *builder, guint column, sqlite3_stmt *statement, int at)
{
  int type = sqlite3_column_type (statement, at);
  gboolean has_bytes = type == SQLITE_TEXT || type == SQLITE_BLOB;
  const char *bytes = has_bytes ? (const char *) sqlite3_column_text (statement, at) : NULL;
  gsize length = bytes ? (gsize) sqlite3_column_bytes (statement, at) : 0;
  g_autofree char *shown = NULL;

  if (type == SQLITE_TEXT && g_utf8_validate (bytes, (gssize) length, NULL))
    {
      stree_frame_builder_append_text (builder, column, bytes);
      return TRUE;
    }
  shown = stree_sqlite_show (type, type == SQLITE_INTEGER ? sqlite3_column_int64 (statement, at) : 0,
                             type == SQLITE_FLOAT ? sqlite3_column_double (statement, at) : 0, bytes, length);
  stree_frame_builder_append_text (builder, column, shown);
  return TRUE;
}

/* FALSE: it does not fit. */
static gboolean
append_value (StreeFrameBuilder *builder, const StreeSqliteColumn *column, guint i, sqlite3_stmt *statement, int at)
{
  int type = sqlite3_column_type (statement, at);
  gint64 whole, microseconds;
  gint32 days;

  if (type == SQLITE_NULL)
    {
      stree_frame_builder_append_null (builder, i);
      return TRUE;
    }
  if (column->type == STREE_COLUMN_TEXT)
    return append_text (builder, i, statement, at);
  if (type == SQLITE_INTEGER)
    {
      whole = sqlite3_column_int64 (statement, at);
      if (column->type == STREE_COLUMN_INT64)
        stree_frame_builder_append_int64 (builder, i, whole);
      else if (column->type == STREE_COLUMN_BOOL && (whole == 0 || whole == 1))
        stree_frame_builder_append_bool (builder, i, whole != 0);
      else if (column->type == STREE_COLUMN_DOUBLE && whole >= -STREE_SQLITE_EXACT_MAX && whole <= STREE_SQLITE_EXACT_MAX)
        stree_frame_builder_append_double (builder, i, (double) whole);
      else
        return FALSE;
      return TRUE;
    }
  if (type == SQLITE_FLOAT && column->type == STREE_COLUMN_DOUBLE)
    {
      stree_frame_builder_append_double (builder, i, sqlite3_column_double (statement, at));
      return TRUE;
    }
  if (type == SQLITE_TEXT && column->type == STREE_COLUMN_DATE &&
      stree_sqlite_parse_date ((const char *) sqlite3_column_text (statement, at),
                               (gsize) sqlite3_column_bytes (statement, at), &days))
    {
      stree_frame_builder_append_date (builder, i, days);
      return TRUE;
    }
  if (type == SQLITE_TEXT && column->type == STREE_COLUMN_TIMESTAMP &&
      stree_sqlite_parse_time (column->style, (const char *) sqlite3_column_text (statement, at),
                               (gsize) sqlite3_column_bytes (statement, at), &microseconds))
    {
      stree_frame_builder_append_timestamp (builder, i, microseconds);
      return TRUE;
    }
  return FALSE;
}

gboolean
stree_sqlite_reader_add (StreeSqliteReader *reader, sqlite3_stmt *statement, int first, GError **error)
{
  const StreeSqliteTable *table = reader->table;

  for (guint i = 0; i < table->n_columns; i++)
    if (!append_value (reader->builder, &table->columns[i], i, statement, first + (int) i))
      {
        g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CORRUPT,
                     /* Translators: the name of a column, and of a type such as int64 */
                     _ ("In the column “%s” there is a value now that is not of the type %s, as all were when the "
                        "table was opened; it must be opened again"),
                     table->columns[i].name, stree_column_type_get_nick (table->columns[i].type));
        return FALSE;
      }
  stree_frame_builder_end_row (reader->builder);
  return TRUE;
}

gboolean
stree_sqlite_reader_add_all (StreeSqliteReader *reader,
                             sqlite3 *handle,
                             sqlite3_stmt *statement,
                             GCancellable *cancellable,
                             GError **error)
{
  GError *local_error = NULL;

  while (!local_error && stree_sqlite_step (handle, statement, cancellable, &local_error))
    stree_sqlite_reader_add (reader, statement, 0, &local_error);
  if (!local_error)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

void
stree_sqlite_reader_add_gone (StreeSqliteReader *reader, gint64 rowid)
{
  const StreeSqliteTable *table = reader->table;

  if (table->n_keys == 1 && table->rowid && table->columns[table->keys[0]].type == STREE_COLUMN_INT64)
    stree_frame_builder_append_int64 (reader->builder, table->keys[0], rowid);
  stree_frame_builder_end_row (reader->builder);
}

StreeFrame *
stree_sqlite_reader_finish (StreeSqliteReader *reader)
{
  return stree_frame_builder_finish (reader->builder);
}

StreeFrame *
stree_sqlite_read_values (sqlite3 *handle,
                          sqlite3_stmt *statement,
                          const StreeSqliteColumn *column,
                          GCancellable *cancellable,
                          GError **error)
{
  StreeSqliteColumn columns[] = { *column, { .name = (char *) "count", .type = STREE_COLUMN_INT64 } };
  const StreeSqliteTable table = { .columns = columns, .n_columns = G_N_ELEMENTS (columns) };
  g_autoptr (StreeSqliteReader) reader = NULL;

  columns[0].name = (char *) "value";
  reader = stree_sqlite_reader_new (&table);
  return stree_sqlite_reader_add_all (reader, handle, statement, cancellable, error) ? stree_sqlite_reader_finish (reader)
                                                                                     : NULL;
}
