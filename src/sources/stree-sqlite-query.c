/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-table-private.h"

#include <string.h>

#include "data/stree-text-match-private.h"
#include "sources/stree-sqlite-search-private.h"

/* Filters, searches and sorts as SQL: whatever a person typed is a parameter. */

typedef struct
{
  char *text;                      /* owned; NULL: the cell is bound */
  StreeCell *cell;                 /* held */
  const StreeSqliteColumn *column; /* whose value the cell is */
} Value;

static void
value_free (gpointer data)
{
  Value *value = data;

  g_free (value->text);
  g_clear_pointer (&value->cell, stree_cell_unref);
  g_free (value);
}

void
stree_sqlite_statement_init (StreeSqliteStatement *statement, const StreeSqliteTable *table)
{
  statement->table = table;
  statement->sql = g_string_new (NULL);
  statement->values = g_ptr_array_new_with_free_func (value_free);
  statement->ask = NULL;
}

void
stree_sqlite_statement_clear (StreeSqliteStatement *statement)
{
  g_string_free (statement->sql, TRUE);
  g_ptr_array_unref (statement->values);
  g_free (statement->ask);
}

void
stree_sqlite_statement_narrow (StreeSqliteStatement *statement, sqlite3 *handle, StreeQuery *query)
{
  if (query && stree_query_get_search (query))
    statement->ask = stree_sqlite_search_ask (handle, statement->table, stree_query_get_search (query));
}

/* A parameter: a text, or a cell of a column. */
static void
append_text_value (StreeSqliteStatement *statement, const char *text)
{
  Value *value = g_new0 (Value, 1);

  value->text = g_strdup (text);
  g_ptr_array_add (statement->values, value);
  g_string_append_printf (statement->sql, "?%u", statement->values->len);
}

static void
append_cell_value (StreeSqliteStatement *statement, StreeCell *cell, guint column)
{
  Value *value = g_new0 (Value, 1);

  value->cell = stree_cell_ref (cell);
  value->column = &statement->table->columns[column];
  g_ptr_array_add (statement->values, value);
  g_string_append_printf (statement->sql, "?%u", statement->values->len);
}

sqlite3_stmt *
stree_sqlite_statement_prepare (StreeSqliteStatement *statement,
                                sqlite3 *handle,
                                GCancellable *cancellable,
                                GError **error)
{
  sqlite3_stmt *prepared = stree_sqlite_prepare (handle, statement->sql->str, cancellable, error);

  for (guint i = 0; prepared && i < statement->values->len; i++)
    {
      const Value *value = statement->values->pdata[i];

      if (value->text)
        sqlite3_bind_text (prepared, (int) i + 1, value->text, -1, SQLITE_TRANSIENT);
      else
        {
          StreeSqliteColumn column = *value->column;

          column.style.zulu = FALSE; /* as columns are compared */
          stree_sqlite_bind_cell (prepared, (int) i + 1, value->cell, &column);
        }
    }
  return prepared;
}

/* --- conditions --- */

static const char *
operator_of (StreeFilterOp op)
{
  switch (op)
    {
    case STREE_FILTER_EQUAL:
      return " = ";
    case STREE_FILTER_LESS:
      return " < ";
    case STREE_FILTER_LESS_EQUAL:
      return " <= ";
    case STREE_FILTER_GREATER:
      return " > ";
    case STREE_FILTER_GREATER_EQUAL:
    default:
      return " >= ";
    }
}

static void
append_compare (StreeSqliteStatement *statement, StreeFilter *filter, guint column)
{
  const StreeSqliteTable *table = statement->table;
  StreeFilterOp op = stree_filter_get_op (filter);
  StreeCell *value = stree_filter_get_value (filter, 0);
  gboolean ordered = table->columns[column].type == STREE_COLUMN_TEXT && op != STREE_FILTER_EQUAL;

  /* A comparison with null is never known, and has no key. */
  if (ordered && !stree_cell_is_null (value))
    {
      g_autoptr (GString) key = g_string_new (NULL);

      stree_text_append_sort_key (key, STREE_COLLATION_DEFAULT, stree_cell_get_text (value),
                                  strlen (stree_cell_get_text (value)));
      g_string_append (statement->sql, "(stree_key (");
      stree_sqlite_append_column (statement->sql, table, column);
      g_string_append_printf (statement->sql, ", %d), ", STREE_COLLATION_DEFAULT);
      stree_sqlite_append_column (statement->sql, table, column);
      g_string_append_printf (statement->sql, ")%s(", operator_of (op));
      append_text_value (statement, key->str);
      g_string_append (statement->sql, ", ");
      append_cell_value (statement, value, column);
      g_string_append_c (statement->sql, ')');
      return;
    }
  stree_sqlite_append_column (statement->sql, table, column);
  g_string_append (statement->sql, operator_of (op));
  append_cell_value (statement, value, column);
}

static void
append_in (StreeSqliteStatement *statement, StreeFilter *filter, guint column)
{
  gboolean has_null = FALSE;
  guint n = 0;

  if (stree_filter_get_n_values (filter) == 0)
    {
      /* Of a null it is not known, which SQLite sees otherwise. */
      g_string_append (statement->sql, "(CASE WHEN ");
      stree_sqlite_append_column (statement->sql, statement->table, column);
      g_string_append (statement->sql, " IS NULL THEN NULL ELSE 0 END)");
      return;
    }
  g_string_append_c (statement->sql, '(');
  stree_sqlite_append_column (statement->sql, statement->table, column);
  g_string_append (statement->sql, " IN (");
  for (guint i = 0; i < stree_filter_get_n_values (filter); i++)
    {
      StreeCell *value = stree_filter_get_value (filter, i);

      if (stree_cell_is_null (value))
        has_null = TRUE;
      else
        {
          g_string_append (statement->sql, n++ > 0 ? ", " : "");
          append_cell_value (statement, value, column);
        }
    }
  g_string_append_c (statement->sql, ')');
  if (has_null)
    {
      g_string_append (statement->sql, " OR ");
      stree_sqlite_append_column (statement->sql, statement->table, column);
      g_string_append (statement->sql, " IS NULL");
    }
  g_string_append_c (statement->sql, ')');
}

static void
append_match (StreeSqliteStatement *statement, StreeFilter *filter, guint column)
{
  const StreeSqliteColumn *it = &statement->table->columns[column];

  g_string_append (statement->sql,
                   stree_filter_get_op (filter) == STREE_FILTER_CONTAINS ? "stree_has (" : "stree_begins (");
  append_text_value (statement, stree_filter_get_text (filter));
  g_string_append_printf (statement->sql, ", '%c', ", stree_sqlite_type_letter (it->type, it->style));
  stree_sqlite_append_stored (statement->sql, statement->table, column);
  g_string_append_c (statement->sql, ')');
}

static void
append_filter (StreeSqliteStatement *statement, StreeFilter *filter)
{
  StreeFilterOp op = stree_filter_get_op (filter);
  guint column = 0, n_children = stree_filter_get_n_children (filter);

  if (op < STREE_FILTER_ALL)
    stree_frame_find_column (statement->table->schema, stree_filter_get_column (filter), &column);
  switch (op)
    {
    case STREE_FILTER_CONTAINS:
    case STREE_FILTER_STARTS_WITH:
      append_match (statement, filter, column);
      return;
    case STREE_FILTER_NULL:
      g_string_append_c (statement->sql, '(');
      stree_sqlite_append_column (statement->sql, statement->table, column);
      g_string_append (statement->sql, " IS NULL)");
      return;
    case STREE_FILTER_IN:
      append_in (statement, filter, column);
      return;
    case STREE_FILTER_NOT:
      g_string_append (statement->sql, "NOT (");
      append_filter (statement, stree_filter_get_child (filter, 0));
      g_string_append_c (statement->sql, ')');
      return;
    case STREE_FILTER_ALL:
    case STREE_FILTER_ANY:
      g_string_append (statement->sql, n_children > 0 ? "(" : op == STREE_FILTER_ALL ? "1" : "0");
      for (guint i = 0; i < n_children; i++)
        {
          g_string_append (statement->sql, i == 0 ? "" : op == STREE_FILTER_ALL ? " AND " : " OR ");
          append_filter (statement, stree_filter_get_child (filter, i));
        }
      g_string_append (statement->sql, n_children > 0 ? ")" : "");
      return;
    case STREE_FILTER_EQUAL:
    case STREE_FILTER_LESS:
    case STREE_FILTER_LESS_EQUAL:
    case STREE_FILTER_GREATER:
    case STREE_FILTER_GREATER_EQUAL:
    default:
      g_string_append_c (statement->sql, '(');
      append_compare (statement, filter, column);
      g_string_append_c (statement->sql, ')');
    }
}

/* In some columns at a time: a function has only so many arguments. */
static void
append_search (StreeSqliteStatement *statement, const char *search)
{
  const StreeSqliteTable *table = statement->table;
  guint n = table->n_columns;

  while (n > 0 && (table->columns[n - 1].flags & STREE_COLUMN_HIDDEN))
    n--;

  g_string_append_c (statement->sql, '(');
  for (guint first = 0; first < n || first == 0; first += STREE_SQLITE_MAX_ARGUMENTS)
    {
      guint end = MIN (first + STREE_SQLITE_MAX_ARGUMENTS, n);

      g_string_append (statement->sql, first > 0 ? " OR stree_has (" : "stree_has (");
      append_text_value (statement, search);
      g_string_append (statement->sql, ", '");
      for (guint i = first; i < end; i++)
        g_string_append_c (statement->sql, stree_sqlite_type_letter (table->columns[i].type, table->columns[i].style));
      g_string_append_c (statement->sql, '\'');
      for (guint i = first; i < end; i++)
        {
          g_string_append (statement->sql, ", ");
          stree_sqlite_append_stored (statement->sql, table, i);
        }
      g_string_append_c (statement->sql, ')');
    }
  g_string_append_c (statement->sql, ')');
}

void
stree_sqlite_append_where (StreeSqliteStatement *statement, StreeQuery *query)
{
  const char *search = query ? stree_query_get_search (query) : NULL;
  StreeFilter *filter = query ? stree_query_get_filter (query) : NULL;

  if (!search && !filter)
    return;
  g_string_append (statement->sql, " WHERE ");
  if (filter)
    append_filter (statement, filter);
  g_string_append (statement->sql, filter && search ? " AND " : "");
  if (search && statement->ask)
    {
      stree_sqlite_search_append (statement->sql, statement->table);
      append_text_value (statement, statement->ask);
      g_string_append (statement->sql, ") AND ");
    }
  if (search)
    append_search (statement, search);
}

/* --- order --- */

/* Nulls are the smallest for SQLite: of a descending order they come last by themselves. */
void
stree_sqlite_append_sort (GString *sql,
                          const StreeSqliteTable *table,
                          guint column,
                          StreeCollation collation,
                          gboolean descending)
{
  gboolean required = (table->columns[column].flags & STREE_COLUMN_REQUIRED) != 0;
  const char *way = descending ? " DESC" : required ? "" : " NULLS LAST";

  if (table->columns[column].type == STREE_COLUMN_TEXT && collation != STREE_COLLATION_BINARY)
    {
      g_string_append (sql, "stree_key (");
      stree_sqlite_append_column (sql, table, column);
      g_string_append_printf (sql, ", %d)%s, ", collation, way);
    }
  stree_sqlite_append_column (sql, table, column);
  g_string_append (sql, way);
}

void
stree_sqlite_append_order (StreeSqliteStatement *statement, StreeQuery *query)
{
  const StreeSqliteTable *table = statement->table;
  guint n_sorts = query ? stree_query_get_n_sorts (query) : 0;
  gboolean by_key = !table->rowid && table->n_keys > 0;

  if (n_sorts == 0 && !by_key && !table->rowid)
    return;
  g_string_append (statement->sql, " ORDER BY ");
  for (guint i = 0; i < n_sorts; i++)
    {
      gboolean descending;
      guint column = 0;

      stree_frame_find_column (table->schema, stree_query_get_sort (query, i, &descending), &column);
      g_string_append (statement->sql, i > 0 ? ", " : "");
      stree_sqlite_append_sort (statement->sql, table, column, stree_query_get_sort_collation (query, i), descending);
    }
  if (table->rowid)
    g_string_append_printf (statement->sql, "%s%s", n_sorts > 0 ? ", " : "", table->rowid);
  for (guint i = 0; by_key && i < table->n_keys; i++)
    {
      g_string_append (statement->sql, i > 0 || n_sorts > 0 ? ", " : "");
      stree_sqlite_append_column (statement->sql, table, table->keys[i]);
    }
}
