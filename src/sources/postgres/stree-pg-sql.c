/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-sql-private.h"

#include <string.h>

/* --- the order --- */

static void
term_clear (gpointer data)
{
  StreePgTerm *term = data;

  g_free (term->expression);
  g_free (term->format);
}

static guint
add_raw (StreePgOrder *order, const char *expression)
{
  guint at;

  if (g_ptr_array_find_with_equal_func (order->raws, expression, g_str_equal, &at))
    return at;
  g_ptr_array_add (order->raws, g_strdup (expression));
  return order->raws->len - 1;
}

/* @expression and @format: (transfer full). */
static void
add_term (StreePgOrder *order, char *expression, char *format, const char *raw, gboolean descending, gboolean nullable)
{
  StreePgTerm term = { expression, format, add_raw (order, raw), descending, nullable };

  for (guint i = 0; i < order->terms->len; i++)
    if (g_str_equal (g_array_index (order->terms, StreePgTerm, i).expression, expression))
      {
        term_clear (&term); /* what is ordered by it already */
        return;
      }
  g_array_append_val (order->terms, term);
}

/* As it is stored, which is what its index has. */
static void
add_native (StreePgOrder *order, const StreePgColumn *column, gboolean descending)
{
  add_term (order, g_strdup (column->ref), g_strconcat ("%s::", column->type_name, NULL), column->ref, descending,
            !(column->flags & STREE_COLUMN_REQUIRED));
}

/* Each number as forty digits: "a9" is "a0…09". */
#define NATURAL(lowered)                                                                                               \
  "regexp_replace (regexp_replace (" lowered ", '([0-9]+)', '0000000000000000000000000000000000000000\\1', 'g'), "      \
  "'[0-9]*([0-9]{40})', '\\1', 'g')"

/* As frames order it. */
static void
add_sort (StreePgOrder *order,
          const StreePgTable *table,
          const StreePgColumn *column,
          StreeCollation collation,
          gboolean descending)
{
  gboolean nullable = !(column->flags & STREE_COLUMN_REQUIRED);

  if (!column->text)
    {
      add_native (order, column, descending);
      return;
    }
  switch (collation)
    {
    case STREE_COLLATION_LOCALE:
      add_term (order, g_strdup_printf ("%s COLLATE %s", column->text, table->locale), g_strdup ("%s::text"), column->text,
                descending, nullable);
      break;
    case STREE_COLLATION_NATURAL:
      add_term (order, g_strdup_printf (NATURAL ("lower (%s)") " COLLATE \"C\"", column->text),
                g_strdup (NATURAL ("lower (%s::text)")), column->text, descending, nullable);
      break;
    case STREE_COLLATION_BINARY:
      break;
    case STREE_COLLATION_DEFAULT:
    default:
      add_term (order, g_strdup_printf ("lower (%s) COLLATE \"C\"", column->text), g_strdup ("lower (%s::text)"),
                column->text, descending, nullable);
    }
  add_term (order, g_strdup_printf ("%s COLLATE \"C\"", column->text), g_strdup ("%s::text"), column->text, descending,
            nullable);
}

static const StreePgTerm *
get_term (const StreePgOrder *order, guint term)
{
  return &g_array_index (order->terms, StreePgTerm, term);
}

StreePgOrder *
stree_pg_order_new (const StreePgTable *table, StreeQuery *query)
{
  StreePgOrder *order = g_new0 (StreePgOrder, 1);

  order->terms = g_array_new (FALSE, FALSE, sizeof (StreePgTerm));
  g_array_set_clear_func (order->terms, term_clear);
  order->raws = g_ptr_array_new_with_free_func (g_free);
  order->unique = table->identity != STREE_PG_BY_NOTHING;
  for (guint i = 0; i < stree_query_get_n_sorts (query); i++)
    {
      gboolean descending;
      guint column = 0;

      stree_frame_find_column (table->schema, stree_query_get_sort (query, i, &descending), &column);
      add_sort (order, table, stree_pg_table_column (table, column), stree_query_get_sort_collation (query, i), descending);
      if (i == 0)
        order->indexed = stree_pg_table_column (table, column)->indexed && !stree_pg_table_column (table, column)->text;
    }
  for (guint i = 0; i < table->n_keys; i++)
    add_native (order, stree_pg_table_column (table, table->key_order[i]), FALSE);
  if (table->identity == STREE_PG_BY_PLACE)
    add_term (order, g_strdup ("t.ctid"), g_strdup ("%s::tid"), "t.ctid", FALSE, FALSE);
  for (guint i = 0; table->identity == STREE_PG_BY_NOTHING && i < table->columns->len; i++)
    add_sort (order, table, stree_pg_table_column (table, i), STREE_COLLATION_DEFAULT, FALSE);
  if (stree_query_get_n_sorts (query) == 0)
    order->scanned = table->n_keys > 0;
  else
    order->scanned = order->indexed && !(get_term (order, 0)->nullable && get_term (order, 0)->descending);
  return order;
}

void
stree_pg_order_free (StreePgOrder *order)
{
  g_array_unref (order->terms);
  g_ptr_array_unref (order->raws);
  g_free (order);
}

/* An index is read backwards, too: then its nulls come first. Where there are none, that must not be in the way. */
static void
append_direction (GString *sql, const StreePgTerm *term, gboolean nullable)
{
  if (term->descending)
    g_string_append (sql, nullable ? " DESC NULLS LAST" : " DESC");
}

static void
append_order_by (GString *sql, const StreePgOrder *order, guint first, gboolean first_not_null)
{
  g_string_append (sql, " ORDER BY ");
  for (guint i = first; i < order->terms->len; i++)
    {
      const StreePgTerm *term = get_term (order, i);

      g_string_append_printf (sql, "%s%s", i > first ? ", " : "", term->expression);
      append_direction (sql, term, term->nullable && !(i == 0 && first_not_null));
    }
  if (first >= order->terms->len)
    g_string_append (sql, "(SELECT NULL)");
}

static void
append_raws (GString *sql, const StreePgOrder *order)
{
  for (guint i = 0; i < order->raws->len; i++)
    g_string_append_printf (sql, ", %s", (char *) order->raws->pdata[i]);
}

/* --- behind and before a mark --- */

typedef struct
{
  StreePgStatement *statement;
  const StreePgOrder *order;
  char **mark;
  guint *params; /* owned: of the mark's values; 0: null, or not used so far */
  gboolean before;
  gboolean first_not_null; /* of the rows that are asked for */
} Bound;

static void
append_value (Bound *bound, const StreePgTerm *term)
{
  char param[16];
  const char *place = strstr (term->format, "%s");

  if (bound->params[term->raw] == 0)
    bound->params[term->raw] = stree_pg_statement_bind (bound->statement, bound->mark[term->raw]);
  g_snprintf (param, sizeof param, "$%u", bound->params[term->raw]);
  g_string_append_len (bound->statement->sql, term->format, place - term->format);
  g_string_append (bound->statement->sql, param);
  g_string_append (bound->statement->sql, place + 2);
}

static gboolean
is_nullable (const Bound *bound, guint i)
{
  return get_term (bound->order, i)->nullable && !(i == 0 && bound->first_not_null);
}

/* From here on a comparison of rows says it all. */
static gboolean
is_plain (const Bound *bound, guint first)
{
  for (guint i = first; i < bound->order->terms->len; i++)
    if (is_nullable (bound, i) || get_term (bound->order, i)->descending != get_term (bound->order, first)->descending)
      return FALSE;
  return TRUE;
}

static const char *
direction_of (const Bound *bound, const StreePgTerm *term)
{
  return term->descending != bound->before ? "<" : ">";
}

static void
append_row_comparison (Bound *bound, guint first)
{
  GString *sql = bound->statement->sql;

  g_string_append_c (sql, '(');
  for (guint i = first; i < bound->order->terms->len; i++)
    g_string_append_printf (sql, "%s%s", i > first ? ", " : "", get_term (bound->order, i)->expression);
  g_string_append_printf (sql, ") %s (", direction_of (bound, get_term (bound->order, first)));
  for (guint i = first; i < bound->order->terms->len; i++)
    {
      if (i > first)
        g_string_append (sql, ", ");
      append_value (bound, get_term (bound->order, i));
    }
  g_string_append_c (sql, ')');
}

/* Of one term: strictly behind (before) it. */
static void
append_strictly (Bound *bound, guint i)
{
  const StreePgTerm *term = get_term (bound->order, i);
  GString *sql = bound->statement->sql;

  if (!bound->mark[term->raw])
    {
      if (bound->before)
        g_string_append_printf (sql, "%s IS NOT NULL", term->expression);
      else
        g_string_append (sql, "false");
      return;
    }
  g_string_append_printf (sql, "%s%s %s ", is_nullable (bound, i) && !bound->before ? "(" : "", term->expression,
                          direction_of (bound, term));
  append_value (bound, term);
  if (is_nullable (bound, i) && !bound->before)
    g_string_append_printf (sql, " OR %s IS NULL)", term->expression);
}

static void
append_from (Bound *bound, guint i)
{
  const StreePgTerm *term = get_term (bound->order, i);
  GString *sql = bound->statement->sql;

  if (is_plain (bound, i))
    {
      append_row_comparison (bound, i);
      return;
    }
  /* What an index can begin with. */
  if (bound->mark[term->raw] && (bound->before || !is_nullable (bound, i)))
    {
      g_string_append_printf (sql, "(%s %s= ", term->expression, direction_of (bound, term));
      append_value (bound, term);
      g_string_append (sql, ") AND ");
    }
  g_string_append_c (sql, '(');
  append_strictly (bound, i);
  if (i + 1 < bound->order->terms->len)
    {
      g_string_append_printf (sql, " OR (%s", term->expression);
      if (bound->mark[term->raw])
        {
          g_string_append (sql, " = ");
          append_value (bound, term);
        }
      else
        g_string_append (sql, " IS NULL");
      g_string_append (sql, " AND ");
      append_from (bound, i + 1);
      g_string_append_c (sql, ')');
    }
  g_string_append_c (sql, ')');
}

static void
append_bound (StreePgStatement *statement,
              const StreePgOrder *order,
              char **mark,
              gboolean before,
              guint first,
              gboolean first_not_null)
{
  g_autofree guint *params = g_new0 (guint, order->raws->len);
  Bound bound = { statement, order, mark, params, before, first_not_null };

  g_string_append (statement->sql, " AND (");
  if (first < order->terms->len)
    append_from (&bound, first);
  else
    g_string_append (statement->sql, "false");
  g_string_append_c (statement->sql, ')');
}

void
stree_pg_append_bound (StreePgStatement *statement, const StreePgOrder *order, char **mark, gboolean before)
{
  append_bound (statement, order, mark, before, 0, FALSE);
}

/* --- pages --- */

/* Where an index begins with the first term, which may be null: what is not null is read from it in either direction, then
 * the nulls; each part ends by itself, so that no more is read than is needed. */
static void
append_part (StreePgStatement *statement,
             const StreePgTable *table,
             StreeQuery *query,
             const StreePgOrder *order,
             char **mark,
             gboolean nulls,
             guint64 limit)
{
  GString *sql = statement->sql;
  const StreePgTerm *term = get_term (order, 0);

  g_string_append_printf (sql, "(SELECT %s", table->select_list);
  append_raws (sql, order);
  g_string_append_printf (sql, ", %d", nulls ? 1 : 0);
  for (guint i = 0; i < order->terms->len; i++)
    g_string_append_printf (sql, ", %s", get_term (order, i)->expression);
  g_string_append_printf (sql, " FROM %s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  g_string_append_printf (sql, " AND %s IS %sNULL", term->expression, nulls ? "" : "NOT ");
  if (mark && !nulls)
    append_bound (statement, order, mark, FALSE, 0, TRUE);
  else if (mark && !mark[term->raw])
    append_bound (statement, order, mark, FALSE, 1, FALSE);
  append_order_by (sql, order, nulls ? 1 : 0, !nulls);
  g_string_append_printf (sql, " LIMIT %" G_GUINT64_FORMAT ")", limit);
}

static StreePgStatement *
page_in_parts (const StreePgTable *table,
               StreeQuery *query,
               const StreePgOrder *order,
               char **mark,
               guint64 offset,
               guint64 limit)
{
  StreePgStatement *statement = stree_pg_statement_new ("SELECT ");
  GString *sql = statement->sql;
  guint n_outputs = table->columns->len + order->raws->len;

  for (guint i = 0; i < n_outputs; i++)
    g_string_append_printf (sql, "%sc%u", i > 0 ? ", " : "", i);
  g_string_append (sql, " FROM (");
  if (!mark || mark[get_term (order, 0)->raw])
    {
      append_part (statement, table, query, order, mark, FALSE, offset + limit);
      g_string_append (sql, " UNION ALL ");
    }
  append_part (statement, table, query, order, mark, TRUE, offset + limit);
  g_string_append (sql, ") AS u (");
  for (guint i = 0; i < n_outputs; i++)
    g_string_append_printf (sql, "c%u, ", i);
  g_string_append (sql, "part");
  for (guint i = 0; i < order->terms->len; i++)
    g_string_append_printf (sql, ", o%u", i);
  g_string_append (sql, ") ORDER BY part");
  for (guint i = 0; i < order->terms->len; i++)
    {
      g_string_append_printf (sql, ", o%u", i);
      append_direction (sql, get_term (order, i), TRUE);
    }
  g_string_append_printf (sql, " OFFSET %" G_GUINT64_FORMAT " LIMIT %" G_GUINT64_FORMAT, offset, limit);
  return statement;
}

StreePgStatement *
stree_pg_page_statement (const StreePgTable *table,
                         StreeQuery *query,
                         const StreePgOrder *order,
                         char **mark,
                         guint64 offset,
                         guint64 limit)
{
  StreePgStatement *statement;
  GString *sql;

  if (order->indexed && get_term (order, 0)->nullable)
    return page_in_parts (table, query, order, mark, offset, limit);
  statement = stree_pg_statement_new ("SELECT ");
  sql = statement->sql;
  g_string_append (sql, table->select_list);
  append_raws (sql, order);
  g_string_append_printf (sql, " FROM %s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  if (mark)
    stree_pg_append_bound (statement, order, mark, FALSE);
  append_order_by (sql, order, 0, FALSE);
  g_string_append_printf (sql, " OFFSET %" G_GUINT64_FORMAT " LIMIT %" G_GUINT64_FORMAT, offset, limit);
  return statement;
}

StreePgStatement *
stree_pg_marks_statement (const StreePgTable *table, StreeQuery *query, const StreePgOrder *order, guint stride)
{
  StreePgStatement *statement = stree_pg_statement_new ("SELECT n");
  GString *sql = statement->sql;

  for (guint i = 0; i < order->raws->len; i++)
    g_string_append_printf (sql, ", r%u", i);
  g_string_append (sql, " FROM (SELECT row_number () OVER w, lead (1) OVER w IS NULL");
  append_raws (sql, order);
  g_string_append_printf (sql, " FROM %s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  g_string_append (sql, " WINDOW w AS (");
  append_order_by (sql, order, 0, FALSE);
  g_string_append (sql, ")) AS u (n, last");
  for (guint i = 0; i < order->raws->len; i++)
    g_string_append_printf (sql, ", r%u", i);
  g_string_append_printf (sql, ") WHERE n %% %u = 0 OR last", stride);
  return statement;
}

StreePgStatement *
stree_pg_mark_statement (const StreePgTable *table,
                         StreeQuery *query,
                         const StreePgOrder *order,
                         char **mark,
                         guint64 offset)
{
  StreePgStatement *statement = stree_pg_statement_new ("SELECT 1");

  append_raws (statement->sql, order);
  g_string_append_printf (statement->sql, " FROM %s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  if (mark)
    stree_pg_append_bound (statement, order, mark, FALSE);
  append_order_by (statement->sql, order, 0, FALSE);
  g_string_append_printf (statement->sql, " OFFSET %" G_GUINT64_FORMAT " LIMIT 1", offset);
  return statement;
}

/* --- sorted keys --- */

StreePgStatement *
stree_pg_cursor_statement (const StreePgTable *table, StreeQuery *query, const StreePgOrder *order, const char *cursor)
{
  StreePgStatement *statement = stree_pg_statement_new ("DECLARE ");

  g_string_append_printf (statement->sql, "%s SCROLL CURSOR WITH HOLD FOR SELECT ", cursor);
  for (guint i = 0; i < table->n_keys; i++)
    g_string_append_printf (statement->sql, "%s%s", i > 0 ? ", " : "", stree_pg_table_column (table, table->keys[i])->ref);
  g_string_append_printf (statement->sql, " FROM %s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  append_order_by (statement->sql, order, 0, FALSE);
  return statement;
}

/* One parameter for each key column, however many rows there are. */
static void
append_key_array (StreePgStatement *statement, const StreePgColumn *column, PGresult *keys, int number)
{
  g_autoptr (GString) array = g_string_new ("{");

  for (int row = 0; row < PQntuples (keys); row++)
    stree_pg_append_array_item (array, PQgetvalue (keys, row, number));
  g_string_append_c (array, '}');
  g_string_append_printf (statement->sql, "%s$%u::%s[]", number > 0 ? ", " : "",
                          stree_pg_statement_bind (statement, array->str), column->type_name);
}

StreePgStatement *
stree_pg_keyed_statement (const StreePgTable *table, PGresult *keys)
{
  StreePgStatement *statement = stree_pg_statement_new ("SELECT ");
  GString *sql = statement->sql;

  g_string_append_printf (sql, "%s FROM unnest (", table->select_list);
  for (guint i = 0; i < table->n_keys; i++)
    append_key_array (statement, stree_pg_table_column (table, table->keys[i]), keys, (int) i);
  g_string_append (sql, ") WITH ORDINALITY AS k (");
  for (guint i = 0; i < table->n_keys; i++)
    g_string_append_printf (sql, "k%u, ", i);
  g_string_append_printf (sql, "n) JOIN %s AS t ON true", table->quoted);
  for (guint i = 0; i < table->n_keys; i++)
    g_string_append_printf (sql, " AND %s = k.k%u", stree_pg_table_column (table, table->keys[i])->ref, i);
  g_string_append (sql, " ORDER BY k.n");
  return statement;
}

/* --- the rest --- */

StreePgStatement *
stree_pg_count_statement (const StreePgTable *table, StreeQuery *query)
{
  StreePgStatement *statement = stree_pg_statement_new ("SELECT count (*) FROM ");

  g_string_append_printf (statement->sql, "%s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  return statement;
}

StreePgStatement *
stree_pg_estimate_statement (const StreePgTable *table, StreeQuery *query)
{
  StreePgStatement *statement = stree_pg_statement_new ("EXPLAIN (FORMAT JSON) SELECT FROM ");

  g_string_append_printf (statement->sql, "%s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  return statement;
}

StreePgStatement *
stree_pg_find_statement (const StreePgTable *table, StreeQuery *query, const StreePgOrder *order, StreeRowKey *key)
{
  StreePgStatement *statement = stree_pg_statement_new ("SELECT 1");

  append_raws (statement->sql, order);
  g_string_append_printf (statement->sql, " FROM %s AS t", table->quoted);
  stree_pg_append_where (statement, table, query);
  g_string_append (statement->sql, " AND ");
  stree_pg_append_key (statement, table, key);
  return statement;
}

StreePgStatement *
stree_pg_count_before_statement (const StreePgTable *table, StreeQuery *query, const StreePgOrder *order, char **mark)
{
  StreePgStatement *statement = stree_pg_count_statement (table, query);

  stree_pg_append_bound (statement, order, mark, TRUE);
  return statement;
}

StreePgStatement *
stree_pg_distinct_statement (const StreePgTable *table, guint number, StreeQuery *query, guint max)
{
  const StreePgColumn *column = stree_pg_table_column (table, number);
  const char *value = column->text ? column->text : column->ref;
  g_autofree char *exact = column->text ? g_strconcat (value, " COLLATE \"C\"", NULL) : g_strdup (value);
  StreePgStatement *statement = stree_pg_statement_new ("SELECT ");

  g_string_append_printf (statement->sql, "%s, count (*) FROM %s AS t", exact, table->quoted);
  stree_pg_append_where (statement, table, query);
  g_string_append_printf (statement->sql, " GROUP BY %s ORDER BY count (*) DESC, ", exact);
  if (column->text)
    g_string_append_printf (statement->sql, "lower (%s) COLLATE \"C\", ", exact);
  g_string_append (statement->sql, exact);
  if (max > 0)
    g_string_append_printf (statement->sql, " LIMIT %u", max);
  return statement;
}
