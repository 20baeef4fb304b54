/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-sql-private.h"

#include <math.h>
#include <string.h>

/* Conditions. Of text that is ASCII they are what they are of a frame; other text is folded as the database folds it, and an
 * accent counts. */

static void
append_param (StreePgStatement *statement, const char *value, const char *type)
{
  g_string_append_printf (statement->sql, "$%u::%s", stree_pg_statement_bind (statement, value), type);
}

static void
append_cell (StreePgStatement *statement, StreeCell *cell, const char *type)
{
  g_autofree char *value = stree_pg_cell_to_param (cell);

  append_param (statement, value, type);
}

/* The type in which a column is compared with a cell of a frame. */
static const char *
compared_type (const StreePgColumn *column)
{
  switch (column->kind)
    {
    case STREE_PG_INTEGER:
      return "bigint";
    case STREE_PG_FLOAT4:
      return "real";
    case STREE_PG_FLOAT8:
    case STREE_PG_NUMERIC:
      return "double precision";
    case STREE_PG_TEXT:
    case STREE_PG_OTHER:
      return "text";
    case STREE_PG_BOOL:
    case STREE_PG_DATE:
    case STREE_PG_TIMESTAMP:
    default:
      return column->type_name;
    }
}

/* The column in it; the server turns a numeric into the same double. */
static void
append_compared (GString *sql, const StreePgColumn *column)
{
  g_string_append (sql, column->text ? column->text : column->ref);
}

/* A double; whole numbers have all their digits. */
static char *
displayed_double (const char *value)
{
  return g_strdup_printf ("(CASE WHEN %s = 'NaN' THEN NULL WHEN %s = 'Infinity' THEN 'inf' WHEN %s = '-Infinity' "
                          "THEN '-inf' WHEN abs (%s) < 9007199254740992 AND %s = trunc (%s) THEN %s::bigint::text "
                          "ELSE %s::text END)",
                          value, value, value, value, value, value, value, value);
}

/* As it is displayed. */
static char *
displayed (const StreePgColumn *column)
{
  const char *ref = column->ref;
  g_autofree char *read = NULL;

  switch (column->kind)
    {
    case STREE_PG_FLOAT4:
      /* A page has the double that its text says. */
      read = g_strconcat ("(", ref, "::text::double precision)", NULL);
      return displayed_double (read);
    case STREE_PG_FLOAT8:
      return displayed_double (ref);
    case STREE_PG_NUMERIC:
      return column->decimals > 0 ? g_strconcat (ref, "::text", NULL)
                                  : g_strconcat ("trim_scale (", ref, ")::text", NULL);
    case STREE_PG_TIMESTAMP:
      /* Microseconds are shown where there are some, or milliseconds. */
      return g_strdup_printf ("to_char (%s, CASE WHEN extract (microseconds FROM %s)::bigint %% 1000000 = 0 "
                              "THEN 'YYYY-MM-DD HH24:MI:SS' WHEN extract (microseconds FROM %s)::bigint %% 1000 = 0 "
                              "THEN 'YYYY-MM-DD HH24:MI:SS.MS' ELSE 'YYYY-MM-DD HH24:MI:SS.US' END)",
                              ref, ref, ref);
    case STREE_PG_TEXT:
    case STREE_PG_OTHER:
      return g_strdup (column->text);
    case STREE_PG_INTEGER:
    case STREE_PG_BOOL:
    case STREE_PG_DATE:
    default:
      return g_strconcat (ref, "::text", NULL);
    }
}

/* --- text --- */

static char *
make_pattern (const char *text, gboolean at_start)
{
  GString *pattern = g_string_new (at_start ? "" : "%");

  for (; *text; text++)
    {
      if (strchr ("%_\\", *text))
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *text);
    }
  g_string_append_c (pattern, '%');
  return g_string_free (pattern, FALSE);
}

static void
append_like (StreePgStatement *statement, const StreePgColumn *column, guint pattern)
{
  g_autofree char *text = displayed (column);

  g_string_append_printf (statement->sql, "%s ILIKE $%u::text", text, pattern);
}

static void
append_text_condition (StreePgStatement *statement, const StreePgColumn *column, StreeFilter *filter)
{
  g_autofree char *pattern = make_pattern (stree_filter_get_text (filter),
                                           stree_filter_get_op (filter) == STREE_FILTER_STARTS_WITH);

  append_like (statement, column, stree_pg_statement_bind (statement, pattern));
}

/* Whether a cell can hold the text at all. */
static gboolean
can_match (const StreePgColumn *column, const char *folded)
{
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_DATE:
      return folded[strspn (folded, "-0123456789")] == '\0';
    case STREE_COLUMN_TIMESTAMP:
      return folded[strspn (folded, "-.: 0123456789")] == '\0';
    case STREE_COLUMN_DOUBLE:
      return folded[strspn (folded, "-+.0123456789einf")] == '\0';
    case STREE_COLUMN_BOOL:
      return folded[strspn (folded, "truefals")] == '\0';
    case STREE_COLUMN_TEXT:
    default:
      return TRUE;
    }
}

static void
append_search (StreePgStatement *statement, const StreePgTable *table, const char *search)
{
  g_autofree char *folded = g_utf8_casefold (search, -1);
  g_autofree char *pattern = make_pattern (search, FALSE);
  guint param = 0;

  g_string_append (statement->sql, " AND (false");
  for (guint i = 0; i < table->columns->len; i++)
    {
      const StreePgColumn *column = stree_pg_table_column (table, i);

      if (!can_match (column, folded))
        continue;
      if (param == 0)
        param = stree_pg_statement_bind (statement, pattern);
      g_string_append (statement->sql, " OR ");
      append_like (statement, column, param);
    }
  g_string_append_c (statement->sql, ')');
}

/* --- values --- */

static const char *
operator_of (StreeFilterOp op)
{
  switch (op)
    {
    case STREE_FILTER_LESS:
      return "<";
    case STREE_FILTER_LESS_EQUAL:
      return "<=";
    case STREE_FILTER_GREATER:
      return ">";
    case STREE_FILTER_GREATER_EQUAL:
      return ">=";
    default:
      return "=";
    }
}

static void
append_comparison (StreePgStatement *statement, const StreePgColumn *column, StreeFilter *filter)
{
  StreeFilterOp op = stree_filter_get_op (filter);
  StreeCell *value = stree_filter_get_value (filter, 0);

  if (column->text && op != STREE_FILTER_EQUAL)
    {
      g_autofree char *text = stree_pg_cell_to_param (value);
      guint param = stree_pg_statement_bind (statement, text);

      /* As texts are sorted. */
      g_string_append_printf (statement->sql,
                              "(lower (%s) COLLATE \"C\", %s COLLATE \"C\") %s (lower ($%u::text), $%u::text)",
                              column->text, column->text, operator_of (op), param, param);
      return;
    }
  append_compared (statement->sql, column);
  g_string_append_printf (statement->sql, " %s ", operator_of (op));
  append_cell (statement, value, compared_type (column));
}

void
stree_pg_append_array_item (GString *array, const char *text)
{
  g_string_append (array, array->len > 1 ? ",\"" : "\"");
  for (const char *p = text; *p; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (array, '\\');
      g_string_append_c (array, *p);
    }
  g_string_append_c (array, '"');
}

/* However many there are, they are one parameter. */
static void
append_in (StreePgStatement *statement, const StreePgColumn *column, StreeFilter *filter)
{
  g_autoptr (GString) array = g_string_new ("{");
  g_autofree char *type = g_strconcat (compared_type (column), "[]", NULL);
  gboolean has_null = FALSE;

  for (guint i = 0; i < stree_filter_get_n_values (filter); i++)
    {
      StreeCell *value = stree_filter_get_value (filter, i);

      if (stree_cell_is_null (value))
        has_null = TRUE;
      else
        {
          g_autofree char *text = stree_pg_cell_to_param (value);

          stree_pg_append_array_item (array, text);
        }
    }
  if (array->len == 1)
    {
      /* Not known of a null. */
      g_string_append_printf (statement->sql, has_null ? "%s IS NULL" : "CASE WHEN %s IS NOT NULL THEN false END",
                              column->ref);
      return;
    }
  g_string_append_c (array, '}');
  append_compared (statement->sql, column);
  g_string_append (statement->sql, " = ANY (");
  append_param (statement, array->str, type);
  g_string_append_c (statement->sql, ')');
  if (has_null)
    g_string_append_printf (statement->sql, " OR %s IS NULL", column->ref);
}

/* --- the tree --- */

static void append_filter (StreePgStatement *statement, const StreePgTable *table, StreeFilter *filter);

static void
append_children (StreePgStatement *statement, const StreePgTable *table, StreeFilter *filter)
{
  gboolean all = stree_filter_get_op (filter) == STREE_FILTER_ALL;

  g_string_append (statement->sql, all ? "true" : "false");
  for (guint i = 0; i < stree_filter_get_n_children (filter); i++)
    {
      g_string_append (statement->sql, all ? " AND " : " OR ");
      append_filter (statement, table, stree_filter_get_child (filter, i));
    }
}

static void
append_filter (StreePgStatement *statement, const StreePgTable *table, StreeFilter *filter)
{
  StreeFilterOp op = stree_filter_get_op (filter);
  const StreePgColumn *column = NULL;
  guint number;

  if (stree_filter_get_column (filter) &&
      stree_frame_find_column (table->schema, stree_filter_get_column (filter), &number))
    column = stree_pg_table_column (table, number);
  g_string_append_c (statement->sql, '(');
  switch (op)
    {
    case STREE_FILTER_ALL:
    case STREE_FILTER_ANY:
      append_children (statement, table, filter);
      break;
    case STREE_FILTER_NOT:
      g_string_append (statement->sql, "NOT ");
      append_filter (statement, table, stree_filter_get_child (filter, 0));
      break;
    case STREE_FILTER_NULL:
      g_string_append_printf (statement->sql, "%s IS NULL", column->ref);
      break;
    case STREE_FILTER_IN:
      append_in (statement, column, filter);
      break;
    case STREE_FILTER_CONTAINS:
    case STREE_FILTER_STARTS_WITH:
      append_text_condition (statement, column, filter);
      break;
    case STREE_FILTER_EQUAL:
    case STREE_FILTER_LESS:
    case STREE_FILTER_LESS_EQUAL:
    case STREE_FILTER_GREATER:
    case STREE_FILTER_GREATER_EQUAL:
    default:
      append_comparison (statement, column, filter);
      break;
    }
  g_string_append_c (statement->sql, ')');
}

void
stree_pg_append_where (StreePgStatement *statement, const StreePgTable *table, StreeQuery *query)
{
  g_string_append (statement->sql, " WHERE true");
  if (query && stree_query_get_filter (query))
    {
      g_string_append (statement->sql, " AND ");
      append_filter (statement, table, stree_query_get_filter (query));
    }
  if (query && stree_query_get_search (query))
    append_search (statement, table, stree_query_get_search (query));
}

void
stree_pg_append_key (StreePgStatement *statement, const StreePgTable *table, StreeRowKey *key)
{
  g_string_append_c (statement->sql, '(');
  for (guint i = 0; i < table->n_keys; i++)
    {
      const StreePgColumn *column = stree_pg_table_column (table, table->keys[i]);

      g_string_append_printf (statement->sql, "%s%s = ", i > 0 ? " AND " : "", column->ref);
      append_cell (statement, stree_row_key_get_cell (key, i), column->type_name);
    }
  g_string_append_c (statement->sql, ')');
}

/* That it is null, or shown as null: a frame has no NaN, no infinite day, and none before the year 1 or after 9999. */
static void
append_shown_null (GString *sql, const StreePgColumn *column)
{
  const char *ref = column->ref;

  g_string_append_printf (sql, "(%s IS NULL", ref);
  switch (column->kind)
    {
    case STREE_PG_FLOAT4:
    case STREE_PG_FLOAT8:
    case STREE_PG_NUMERIC:
      g_string_append_printf (sql, " OR %s = 'NaN'", ref);
      break;
    case STREE_PG_DATE:
      g_string_append_printf (sql, " OR %s < '0001-01-01' OR %s > '9999-12-31'", ref, ref);
      break;
    case STREE_PG_TIMESTAMP:
      g_string_append_printf (sql, " OR %s < '0001-01-01 00:00:00' OR %s >= '10000-01-01 00:00:00'", ref, ref);
      break;
    case STREE_PG_INTEGER:
    case STREE_PG_BOOL:
    case STREE_PG_TEXT:
    case STREE_PG_OTHER:
    default:
      break;
    }
  g_string_append_c (sql, ')');
}

#define MAX_DOUBLE "1.7976931348623157e308"

/* What no double can hold is infinite for a frame, and an error for a cast. */
static void
append_same_numeric (StreePgStatement *statement, const StreePgColumn *column, StreeCell *cell)
{
  double value = stree_cell_get_double (cell);

  if (isinf (value))
    {
      g_string_append_printf (statement->sql, "(%s %s AND %s <> 'NaN') IS TRUE", column->ref,
                              value > 0 ? "> " MAX_DOUBLE : "< -" MAX_DOUBLE, column->ref);
      return;
    }
  g_string_append_printf (statement->sql, "CASE WHEN abs (%s) > " MAX_DOUBLE " THEN false ELSE ", column->ref);
  append_compared (statement->sql, column);
  g_string_append (statement->sql, " IS NOT DISTINCT FROM ");
  append_cell (statement, cell, compared_type (column));
  g_string_append (statement->sql, " END");
}

void
stree_pg_append_same (StreePgStatement *statement, const StreePgColumn *column, StreeCell *cell)
{
  if (stree_cell_is_null (cell))
    {
      append_shown_null (statement->sql, column);
      return;
    }
  if (column->kind == STREE_PG_NUMERIC)
    {
      append_same_numeric (statement, column, cell);
      return;
    }
  append_compared (statement->sql, column);
  if (column->text)
    g_string_append (statement->sql, " COLLATE \"C\""); /* each byte counts */
  g_string_append (statement->sql, " IS NOT DISTINCT FROM ");
  append_cell (statement, cell, compared_type (column));
}
