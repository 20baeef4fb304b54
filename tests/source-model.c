/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "source-model-private.h"

#include <string.h>

#include "data/stree-cell-text-private.h"
#include "data/stree-frame-builder.h"
#include "support.h"

/* So many pages of before are kept, for changes to rows that are not like that any more. */
#define MAX_SEEN 8

void
run_fail (Run *run, const char *format, ...)
{
  va_list args;
  g_autofree char *what = NULL;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_error ("seed %u, step %u (%s): %s", run->seed, run->step, run->asked->len > 0 ? run->asked->str : run->doing, what);
}

/* --- values --- */

static char *
random_text (GRand *rand)
{
  static const char *const parts[] = { "a", "b", "ab", "ba", "x", "1", "2", "12", "0", "true", "9" };
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
    g_string_append (text, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static gint64
random_int64 (GRand *rand)
{
  static const gint64 ends[] = { G_MININT64, G_MAXINT64, G_GINT64_CONSTANT (9007199254740993), -1 };

  return g_rand_int_range (rand, 0, 12) == 0 ? ends[g_rand_int_range (rand, 0, G_N_ELEMENTS (ends))]
                                             : g_rand_int_range (rand, -20, 20);
}

static double
random_double (GRand *rand)
{
  static const double ends[] = { 1e300, -1e-300, 1e15, 0.1, 1 / 3.0, 123456789.5 };

  return g_rand_int_range (rand, 0, 8) == 0 ? ends[g_rand_int_range (rand, 0, G_N_ELEMENTS (ends))]
                                            : g_rand_int_range (rand, -20, 20) / 8.0;
}

StreeCell *
random_cell (GRand *rand, StreeColumnType type)
{
  g_autofree char *text = NULL;

  switch (type)
    {
    case STREE_COLUMN_INT64:
      return stree_cell_new_int64 (random_int64 (rand));
    case STREE_COLUMN_DOUBLE:
      return stree_cell_new_double (random_double (rand) + 0.0);
    case STREE_COLUMN_BOOL:
      return stree_cell_new_bool (g_rand_boolean (rand));
    case STREE_COLUMN_DATE:
      return stree_cell_new_date (g_rand_int_range (rand, 0, 20) == 0 ? STREE_DATE_MAX : g_rand_int_range (rand, -5, 20));
    case STREE_COLUMN_TIMESTAMP:
      return stree_cell_new_timestamp (g_rand_int_range (rand, 0, 20) == 0
                                           ? STREE_TIMESTAMP_MAX
                                           : g_rand_int_range (rand, -5, 20) * G_GINT64_CONSTANT (43200500001));
    case STREE_COLUMN_TEXT:
    default:
      text = random_text (rand);
      return stree_cell_new_text (text);
    }
}

StreeFrame *
source_model_make_rows (guint32 seed, guint n_rows)
{
  static const StreeColumnType types[] = { STREE_COLUMN_INT64, STREE_COLUMN_TEXT, STREE_COLUMN_INT64,
                                           STREE_COLUMN_DOUBLE, STREE_COLUMN_BOOL, STREE_COLUMN_DATE,
                                           STREE_COLUMN_TIMESTAMP, STREE_COLUMN_TEXT, STREE_COLUMN_TEXT };
  static const char *const names[] = { "id", "code", "amount", "price", "paid", "day", "at", "na\"me; --", "group" };
  GRand *rand = g_rand_new_with_seed (seed);
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  G_STATIC_ASSERT (G_N_ELEMENTS (types) == SOURCE_MODEL_N_COLUMNS && G_N_ELEMENTS (names) == SOURCE_MODEL_N_COLUMNS);
  for (guint i = 0; i < SOURCE_MODEL_N_COLUMNS; i++)
    stree_frame_builder_add_column (builder, names[i], types[i]);
  stree_frame_builder_set_decimals (builder, SOURCE_MODEL_PRICE, 0); /* shown with what they need */
  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *code = g_strdup_printf ("c%u", row);

      stree_frame_builder_append_int64 (builder, SOURCE_MODEL_ID, row + 1);
      stree_frame_builder_append_text (builder, SOURCE_MODEL_CODE, code);
      for (guint column = SOURCE_MODEL_AMOUNT; column < SOURCE_MODEL_GROUP; column++)
        {
          g_autoptr (StreeCell) cell = random_cell (rand, types[column]);

          if (g_rand_int_range (rand, 0, 6) != 0)
            stree_frame_builder_append_cell (builder, column, cell);
        }
      stree_frame_builder_append_text (builder, SOURCE_MODEL_GROUP, row % 3 ? "even" : "odd");
      stree_frame_builder_end_row (builder);
    }
  g_rand_free (rand);
  return stree_frame_builder_finish (builder);
}

/* --- what is asked --- */

/* Most often one that is in the table. */
static StreeCell *
random_value (Run *run, guint column, gboolean may_be_null)
{
  for (guint i = 0; run->table.rows->len > 0 && i < 4; i++)
    {
      GPtrArray *row = run->table.rows->pdata[below (run, run->table.rows->len)];
      StreeCell *cell = row->pdata[column];

      if (may_be_null || !stree_cell_is_null (cell))
        return stree_cell_ref (cell);
    }
  return random_cell (run->rand, stree_frame_get_column_type (run->table.schema, column));
}

static StreeFilter *
random_condition (Run *run)
{
  StreeFilterOp op = (StreeFilterOp) below (run, STREE_FILTER_ALL);
  guint column = below (run, run->table.n_columns);
  const char *name = stree_frame_get_column_name (run->table.schema, column);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);

  if (op == STREE_FILTER_NULL)
    return stree_filter_new_null (name);
  if (op == STREE_FILTER_CONTAINS || op == STREE_FILTER_STARTS_WITH)
    {
      g_autofree char *text = random_text (run->rand);

      return stree_filter_new_text (name, op, text);
    }
  for (guint i = op == STREE_FILTER_IN ? below (run, 5) : 1; i > 0; i--)
    g_ptr_array_add (values, random_value (run, column, op == STREE_FILTER_IN));
  if (op == STREE_FILTER_IN)
    return stree_filter_new_in (name, (StreeCell **) values->pdata, values->len);
  return stree_filter_new_compare (name, op, values->pdata[0]);
}

static StreeFilter *
random_filter (Run *run, guint depth)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);
  guint which = below (run, 6);

  if (depth == 0 || which >= 3)
    return random_condition (run);
  for (guint i = which == 0 ? 1 : below (run, 4); i > 0; i--)
    g_ptr_array_add (children, random_filter (run, depth - 1));
  return which == 0   ? stree_filter_new_not (children->pdata[0])
         : which == 1 ? stree_filter_new_all ((StreeFilter **) children->pdata, children->len)
                      : stree_filter_new_any ((StreeFilter **) children->pdata, children->len);
}

StreeQuery *
random_query (Run *run)
{
  StreeQuery *query = stree_query_new ();

  if (below (run, 3) == 0)
    {
      g_autofree char *text = random_text (run->rand);

      stree_query_set_search (query, text);
    }
  if (below (run, 2) == 0)
    {
      g_autoptr (StreeFilter) filter = random_filter (run, 2);

      stree_query_set_filter (query, filter);
    }
  for (guint n = below (run, 4); n > 0; n--)
    stree_query_add_collated_sort (query, stree_frame_get_column_name (run->table.schema, below (run, run->table.n_columns)),
                                   g_rand_boolean (run->rand), (StreeCollation) below (run, STREE_COLLATION_BINARY + 1));
  return query;
}

void
compare_row (Run *run, StreeFrame *frame, guint row, GPtrArray *expected, guint64 position)
{
  g_autoptr (GPtrArray) is = naive_row_of_frame (frame, row);
  g_autofree char *is_text = naive_row_to_string (is);
  g_autofree char *expected_text = naive_row_to_string (expected);

  if (!naive_row_equal (is, expected))
    run_fail (run, "row %u is\n  %s\nexpected\n  %s", (guint) position, is_text, expected_text);
}

static void
compare_page (Run *run, StreeResultSet *rows, GPtrArray *expected, guint first, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) page = stree_result_set_get_page (rows, first, n);
  guint n_expected = first < expected->len ? MIN (n, expected->len - first) : 0;

  if (!page || g_rand_boolean (run->rand))
    {
      g_clear_pointer (&page, stree_frame_unref);
      page = source_page (rows, first, n, &error);
    }
  if (!page)
    run_fail (run, "no page: %s", error->message);
  if (stree_frame_get_n_rows (page) != n_expected)
    run_fail (run, "%u rows from %u on, expected %u", stree_frame_get_n_rows (page), first, n_expected);
  for (guint i = 0; i < n_expected; i++)
    compare_row (run, page, i, expected->pdata[first + i], first + i);
  run->n_pages++;
  if (n_expected == 0)
    return;
  if (run->seen->len >= MAX_SEEN)
    g_ptr_array_remove_index_fast (run->seen, below (run, MAX_SEEN));
  g_ptr_array_add (run->seen, g_steal_pointer (&page));
}

static void
compare_place (Run *run, StreeResultSet *rows, GPtrArray *expected, GPtrArray *row)
{
  g_autoptr (StreeRowKey) key = naive_key (&run->table, row);
  g_autoptr (GError) error = NULL;
  guint64 position = G_MAXUINT64;
  guint should = 0;
  gboolean found = source_locate (rows, key, &position, &error);
  g_autofree char *text = stree_row_key_to_string (key);

  while (should < expected->len && !naive_row_same_key (&run->table, expected->pdata[should], row))
    should++;
  if (error)
    run_fail (run, "the row %s: %s", text, error->message);
  if (found != (should < expected->len))
    run_fail (run, "the row %s is %sfound", text, found ? "" : "not ");
  if (found && position != should)
    run_fail (run, "the row %s is at %u, expected %u", text, (guint) position, should);
}

void
say_query (Run *run, StreeQuery *query)
{
  g_string_printf (run->asked, "search “%s”", stree_query_get_search (query));
  if (stree_query_get_filter (query))
    {
      g_autofree char *json = stree_filter_to_json (stree_query_get_filter (query));

      g_string_append_printf (run->asked, ", filter %s", json);
    }
  for (guint i = 0; i < stree_query_get_n_sorts (query); i++)
    {
      gboolean descending;
      const char *column = stree_query_get_sort (query, i, &descending);

      g_string_append_printf (run->asked, ", by %s%s", column, descending ? " down" : "");
    }
}

static void
ask (Run *run, StreeQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) expected = naive_query (&run->table, query);
  g_autoptr (StreeResultSet) rows = source_query (run->source, query, NULL, &error);
  guint n = expected->len;
  guint64 n_rows;

  say_query (run, query);
  if (!rows)
    run_fail (run, "no rows: %s", error->message);
  if (g_rand_boolean (run->rand))
    {
      /* Rows that are there before all are counted stand where they will stand. */
      guint there = (guint) stree_result_set_get_n_rows (rows, NULL);

      compare_page (run, rows, expected, 0, MIN (there, 5));
    }
  source_wait_counted (rows);
  n_rows = stree_result_set_get_n_rows (rows, NULL);
  if (n_rows != n)
    run_fail (run, "%u rows, expected %u", (guint) n_rows, n);
  run->n_hits += n;
  for (guint i = below (run, 3); i > 0; i--)
    compare_page (run, rows, expected, below (run, n + 3), below (run, 3) == 0 ? n + 1 : below (run, 12));
  if (below (run, 4) == 0)
    compare_page (run, rows, expected, 0, n + 1);
  for (guint i = below (run, 3); i > 0 && run->table.rows->len > 0; i--)
    compare_place (run, rows, expected, run->table.rows->pdata[below (run, run->table.rows->len)]);
  if (run->seen->len > 0)
    {
      StreeFrame *frame = run->seen->pdata[below (run, run->seen->len)];
      g_autoptr (GPtrArray) row = naive_row_of_frame (frame, below (run, stree_frame_get_n_rows (frame)));

      compare_place (run, rows, expected, row);
    }
}

static void
ask_distinct (Run *run)
{
  g_autoptr (StreeQuery) query = below (run, 2) ? random_query (run) : NULL;
  g_autoptr (GError) error = NULL;
  guint column = below (run, run->table.n_columns);
  guint max = below (run, 2) ? 0 : 1 + below (run, 5);
  g_autoptr (GArray) expected = naive_distinct (&run->table, column, query);
  g_autoptr (StreeFrame) values = source_distinct (run->source, column, query, max, &error);
  guint n = max > 0 ? MIN (max, expected->len) : expected->len;

  if (!values)
    run_fail (run, "no values: %s", error->message);
  if (stree_frame_get_n_rows (values) != n)
    run_fail (run, "%u values, expected %u", stree_frame_get_n_rows (values), n);
  g_assert_cmpstr (stree_frame_get_column_name (values, 0), ==, "value");
  g_assert_cmpstr (stree_frame_get_column_name (values, 1), ==, "count");
  for (guint i = 0; i < n; i++)
    {
      const NaiveCount *count = &g_array_index (expected, NaiveCount, i);
      g_autoptr (StreeCell) value = stree_frame_get_cell (values, i, 0);
      g_autofree char *text = stree_cell_to_string (value);
      g_autofree char *expected_text = stree_cell_to_string (count->value);

      if (!stree_cell_equal (value, count->value) || stree_frame_get_int64 (values, i, 1) != count->count)
        run_fail (run, "value %u of “%s” is “%s”, %u times; expected “%s”, %u times", i,
              stree_frame_get_column_name (run->table.schema, column), text,
              (guint) stree_frame_get_int64 (values, i, 1), expected_text, count->count);
    }
}

/* --- a run --- */

static void
on_changed (StreeSource *source, gpointer data)
{
  (void) source;
  ((Run *) data)->n_told++;
}

static void
open_again (Run *run)
{
  if (run->source)
    g_signal_handlers_disconnect_by_data (run->source, run);
  g_clear_object (&run->source);
  g_clear_object (&run->other);
  run->source = run->model->open (run->model->data);
  run->other = run->model->open (run->model->data);
  g_signal_connect (run->source, "changed", G_CALLBACK (on_changed), run);
}

/* Whether a row of the table has these cells, and more perhaps. */
static gboolean
has_cells (Run *run, guint at, StreeFrame *rows, guint row)
{
  for (guint column = 0; column < stree_frame_get_n_columns (rows); column++)
    {
      g_autoptr (StreeCell) cell = stree_frame_get_cell (rows, row, column);
      guint same;

      g_assert_true (stree_frame_find_column (run->table.schema, stree_frame_get_column_name (rows, column), &same));
      if (!stree_cell_equal (cell, ((GPtrArray *) run->table.rows->pdata[at])->pdata[same]))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_there (Run *run, StreeFrame *rows, guint row)
{
  for (guint at = 0; at < run->table.rows->len; at++)
    if (has_cells (run, at, rows, row))
      return TRUE;
  return FALSE;
}

static void
init_table (Run *run, StreeFrame *rows)
{
  NaiveTable *table = &run->table;
  g_autoptr (StreeFrame) all = source_all (run->source);

  table->schema = stree_frame_ref (stree_source_get_schema (run->source));
  table->n_columns = stree_frame_get_n_columns (table->schema);
  table->order = run->model->order;
  table->keys = stree_source_get_key_columns (run->source, &table->n_keys);
  table->hidden = g_new0 (gboolean, table->n_columns);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_assert_cmpuint (table->n_keys, >, 0);
  for (guint i = 0; i < table->n_columns; i++)
    {
      StreeColumnFlags flags = stree_source_get_column_flags (run->source, i);

      table->hidden[i] = (flags & STREE_COLUMN_HIDDEN) != 0;
      run->counted = run->counted || (is_key (run, i) && (flags & STREE_COLUMN_READ_ONLY));
    }
  g_assert_cmpuint (stree_frame_get_n_rows (all), ==, stree_frame_get_n_rows (rows));
  for (guint row = 0; row < stree_frame_get_n_rows (all); row++)
    g_ptr_array_add (table->rows, naive_row_of_frame (all, row));
  for (guint row = 0; row < stree_frame_get_n_rows (rows); row++)
    g_assert_true (run->model->order == SOURCE_MODEL_INSERTED ? has_cells (run, row, rows, row) : is_there (run, rows, row));
}

static void
step (Run *run)
{
  guint what = below (run, 16);
  g_autoptr (StreeQuery) query = random_query (run);

  g_string_truncate (run->asked, 0);
  if (what < 7)
    {
      run->doing = "query";
      ask (run, query);
    }
  else if (what < 13)
    {
      run->doing = "commit";
      write_some (run);
    }
  else if (what < 15)
    {
      run->doing = "distinct";
      ask_distinct (run);
    }
  else if (below (run, 10) == 0)
    {
      run->doing = "open";
      open_again (run);
      compare_whole (run);
    }
  else
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeResultSet) rows = NULL;

      run->doing = "cancel";
      stree_source_query_async (run->source, query, cancellable, source_on_result, &result);
      g_cancellable_cancel (cancellable);
      wait_for (result != NULL);
      rows = stree_source_query_finish (run->source, result, &error);
      if (!rows && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        run_fail (run, "%s", error->message);
    }
}

void
source_model_run (const SourceModel *model, StreeFrame *rows)
{
  Run run = { .model = model, .doing = "first" };

  run.seed = model->seed ? model->seed : g_random_int ();
  g_test_message ("seed %u", run.seed);
  run.rand = g_rand_new_with_seed (run.seed);
  run.seen = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  run.asked = g_string_new (NULL);
  open_again (&run);
  init_table (&run, rows);
  for (run.step = 0; run.step < model->n_steps / MODEL_SLOWER; run.step++)
    step (&run);
  g_test_message ("%u commits, %u with conflicts, %u with keys twice, %u cancelled; %u pages; %u rows at the end",
                  run.n_written, run.n_conflicts, run.n_duplicates, run.n_cancelled, run.n_pages, run.table.rows->len);
  if (model->n_steps / MODEL_SLOWER >= 1000)
    {
      g_assert_cmpuint (run.n_written, >, model->n_steps / 10);
      g_assert_cmpuint (run.n_conflicts, >, model->n_steps / 100);
      g_assert_cmpuint (run.n_pages, >, model->n_steps / 3);
      g_assert_cmpuint (run.n_hits, >, model->n_steps);
      g_assert_true (run.counted || run.n_duplicates > model->n_steps / 200);
    }
  g_signal_handlers_disconnect_by_data (run.source, &run);
  g_object_unref (run.source);
  g_object_unref (run.other);
  g_ptr_array_unref (run.seen);
  g_ptr_array_unref (run.table.rows);
  stree_frame_unref (run.table.schema);
  g_free (run.table.keys);
  g_free (run.table.hidden);
  g_string_free (run.asked, TRUE);
  g_rand_free (run.rand);
}
