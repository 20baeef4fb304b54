/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A DataGrid without a display, beyond what the scripts for both renderers say of it. */

#include <string.h>

#include "slow-source.h"
#include "streamtree.h"

typedef struct
{
  StreeFrame        *data;
  StreeSource       *source; /* NULL: the data is declared */
  StreeGridOptions  *options;
  StreeSelectionMode mode;
  StreeRowKey       *selected; /* NULL: nothing is said of it */
  const char        *column; /* one that is declared; NULL: all are shown */
  gboolean           editable;
  guint              n_results;
  guint              reasons; /* bits of StreeGridReason */
} World;

static void
result_cb (StreeEvent *event, gpointer data)
{
  World *world = *(World **) data;

  world->n_results++;
  world->reasons |= 1u << stree_grid_result_get_reason (stree_event_get_grid_result (event));
}

static StreeElement *
app (StreeContext *cx, gpointer data)
{
  World            *world = data;
  StreeGridColumns *columns = world->column ? stree_grid_columns ({ .name = world->column }) : NULL;

  (void) cx;
  return stree_vstack (stree_data_grid (.data = world->source ? NULL : world->data, .source = world->source, .columns = columns,
                                        .key_columns = world->source ? NULL : STREE_STRV ("id"), .selection_mode = world->mode,
                                        .editable = world->editable, .grid_options = world->options, .selected = world->selected,
                                        .on_result = stree_call_copy (result_cb, &world, sizeof world), .key = "grid"));
}

static StreeFrame *
make_rows (guint n, gint64 first)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("row %u", i);

      stree_frame_builder_append_int64 (builder, 0, first + i);
      stree_frame_builder_append_text (builder, 1, name);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static guint
count_lines (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at; at = strstr (at + 1, part))
    n++;
  return n;
}

static void
assert_refused (gboolean done, GError **error, const char *message)
{
  g_assert_false (done);
  g_assert_cmpstr ((*error)->message, ==, message);
  g_clear_error (error);
}

/* However many there are, the first ones are written down. */
static void
test_dumps (void)
{
  g_autoptr (StreeFrame)    data = make_rows (300, 1);
  World                     world = { .data = data };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  g_autofree char          *before = stree_headless_dump_widgets (view);
  g_autofree char          *widgets = NULL;
  g_autofree char          *json = NULL;
  g_autoptr (JsonNode)      root = NULL;

  g_assert_cmpstr (before, ==, "VStack\n  DataGrid\n    id | name\n");
  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_free (widgets);
      widgets = stree_headless_dump_widgets (view);
    }
  while (!strstr (widgets, "row 0"));
  g_assert_true (g_str_has_prefix (widgets, "VStack\n  DataGrid\n    id | name\n    1 | row 0\n    2 | row 1\n"));
  g_assert_cmpuint (count_lines (widgets, "| row"), ==, 50);
  root = stree_headless_dump_json (view);
  json = json_to_string (root, FALSE);
  g_assert_nonnull (strstr (json, "\"titles\":[\"id\",\"name\"],\"n_rows\":300,\"children\":[{\"kind\":\"Row\",\"cells\":[\"1\",\"row 0\"]},"));
  g_assert_cmpuint (count_lines (json, "\"kind\":\"Row\""), ==, 50);
}

/* A script goes on when the rows of a table in memory are there, however long they take. */
static void
test_settles (void)
{
  g_autoptr (StreeFrame)       data = make_rows (100000, 1);
  g_autoptr (StreeGridOptions) plain = stree_grid_options_new ();
  g_autoptr (StreeGridOptions) sorted = stree_grid_options_with_sort (plain, "name", STREE_GRID_DESCENDING, FALSE);
  World                        world = { .data = data, .options = sorted };
  g_autoptr (StreeTest)        test = stree_test_new (NULL, "app", app, &world);
  g_autofree char             *tree = stree_test_dump (test);

  g_assert_nonnull (strstr (tree, "n_rows=100000\n      Row cells=['100000', 'row 99999']\n"));
}

/* Rows that come page by page are waited for. */
static void
test_pages (void)
{
  g_autoptr (StreeFrame)       data = make_rows (1000, 1);
  g_autoptr (StreeFrameSource) memory = stree_frame_source_new (data, STREE_STRV ("id"), NULL);
  g_autoptr (StreeSource)      source = slow_new (STREE_SOURCE (memory));
  World                        world = { .source = source, .mode = STREE_SELECTION_SINGLE };
  g_autoptr (StreeTest)        test = stree_test_new (NULL, "app", app, &world);
  StreeTestLocator            *grid = stree_test_by_key (test, "grid");
  g_autoptr (GError)           error = NULL;

  stree_test_assert_rows (grid, 1000);
  stree_test_assert_cell (grid, 777, "name", "row 777");
  stree_test_assert_cell (grid, 3, "id", "4");
  stree_test_select_rows (grid, 999, 1);
  g_assert_cmpuint (world.n_results, ==, 1);
  assert_refused (stree_test_locator_select_rows (grid, 0, 2, &error), &error, "DataGrid 'grid' lets one row be selected");
  assert_refused (stree_test_locator_edit_cell (grid, 0, "name", "x", &error), &error,
                  "DataGrid 'grid' does not let that cell be edited");
  assert_refused (stree_test_locator_save (grid, &error), &error, "DataGrid 'grid' cannot be edited");
  /* What fails is told, and not waited for. */
  slow_n_pages_failing = 1;
  assert_refused (stree_test_locator_expect_cell (grid, 500, "name", "row 500", &error), &error, "DataGrid 'grid' no luck");
}

/* The program declares something else. */
static void
test_updates (void)
{
  g_autoptr (StreeFrame)       data = make_rows (5, 1);
  g_autoptr (StreeFrame)       other = make_rows (3, 3);
  g_autoptr (StreeGridOptions) plain = stree_grid_options_new ();
  g_autoptr (StreeGridOptions) upwards = stree_grid_options_with_sort (plain, "id", STREE_GRID_ASCENDING, FALSE);
  g_autoptr (StreeGridOptions) again = stree_grid_options_with_sort (plain, "id", STREE_GRID_ASCENDING, FALSE);
  g_autoptr (StreeGridOptions) downwards = stree_grid_options_with_sort (plain, "id", STREE_GRID_DESCENDING, FALSE);
  World                        world = { .data = data, .mode = STREE_SELECTION_MULTIPLE, .editable = TRUE, .options = upwards };
  g_autoptr (StreeTest)        test = stree_test_new (NULL, "app", app, &world);
  StreeTestLocator            *grid = stree_test_by_key (test, "grid");
  g_autoptr (StreeGridResult)  result = NULL;
  g_autoptr (GError)           error = NULL;

  stree_test_select_rows (grid, 3, 1);
  stree_test_edit_cell (grid, 3, "name", "mine");
  g_assert_cmpuint (world.n_results, ==, 2);
  g_assert_cmpuint (world.reasons, ==, 1u << STREE_GRID_REASON_SELECTION | 1u << STREE_GRID_REASON_EDIT);
  stree_test_arrange (grid, downwards);
  g_assert_true (world.reasons & 1u << STREE_GRID_REASON_SORT);
  /* The same options once more say nothing about what the user made of them. */
  world.options = again;
  stree_test_rerun (test);
  stree_test_assert_cell (grid, 1, "name", "mine");
  /* Other data: what is about rows stays with them. */
  world.data = other;
  stree_test_rerun (test);
  stree_test_assert_rows (grid, 3);
  stree_test_assert_cell (grid, 1, "name", "mine");
  result = stree_test_locator_dup_grid (grid, &error);
  g_assert_no_error (error);
  g_assert_true (stree_grid_result_is_selected (result, 1));
  g_clear_pointer (&result, stree_grid_result_unref);
  /* Other options are shown; the user is not told what the program does. */
  world.reasons = 0;
  world.options = plain;
  stree_test_rerun (test);
  world.options = upwards;
  stree_test_rerun (test);
  stree_test_assert_cell (grid, 0, "id", "3");
  /* What was typed is there again when it can be edited again. */
  world.editable = FALSE;
  stree_test_rerun (test);
  stree_test_assert_cell (grid, 1, "name", "row 1");
  world.editable = TRUE;
  stree_test_rerun (test);
  stree_test_assert_cell (grid, 1, "name", "mine");
  world.mode = STREE_SELECTION_NONE;
  stree_test_rerun (test);
  result = stree_test_locator_dup_grid (grid, &error);
  g_assert_cmpuint (stree_grid_result_get_n_selected (result), ==, 0);
  assert_refused (stree_test_locator_select_rows (grid, 0, 1, &error), &error, "DataGrid 'grid' lets no rows be selected");
  g_assert_cmpuint (world.reasons & ~(1u << STREE_GRID_REASON_EDIT), ==, 0); /* edits look by themselves what is below them */
}

/* Columns that do not fit: nothing is shown, and it is said why. */
static void
test_misfit (void)
{
  g_autoptr (StreeFrame) data = make_rows (2, 1);
  World                  world = { .data = data, .column = "nmae" };
  g_autoptr (StreeTest)  test = stree_test_new (NULL, "app", app, &world);
  StreeTestLocator      *grid = stree_test_by_key (test, "grid");
  g_autofree char       *tree = stree_test_dump (test);
  g_autoptr (GError)     error = NULL;

  g_assert_nonnull (strstr (tree, "problem='"));
  g_assert_nonnull (strstr (tree, "nmae"));
  g_assert_false (stree_test_locator_expect_rows (grid, 2, &error));
  g_assert_nonnull (strstr (error->message, "nmae"));
  world.column = "name";
  stree_test_rerun (test);
  stree_test_assert_rows (grid, 2);
  /* What was typed comes back with the columns, and outlives that there are none. */
  world.editable = TRUE;
  stree_test_rerun (test);
  stree_test_edit_cell (grid, 1, "name", "mine");
  world.column = "nmae";
  stree_test_rerun (test);
  world.column = "name";
  stree_test_rerun (test);
  stree_test_assert_cell (grid, 1, "name", "mine");
  g_clear_error (&error);
  assert_refused (stree_test_locator_expect_rows (stree_test_by_kind (test, "VStack"), 2, &error), &error, "VStack is no DataGrid");
}

static StreeRowKey *
key_of (gint64 id)
{
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (id);

  return stree_row_key_new (&cell, 1);
}

static void
assert_selected (StreeTestLocator *grid, int position)
{
  g_autoptr (GError)          error = NULL;
  g_autoptr (StreeGridResult) result = stree_test_locator_dup_grid (grid, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (stree_grid_result_get_n_selected (result), ==, position >= 0);
  if (position >= 0)
    g_assert_true (stree_grid_result_is_selected (result, (guint) position));
}

/* The row that the program selects is selected as soon as it is there, and nobody is told; the user may select another. */
static void
test_selected (void)
{
  g_autoptr (StreeFrame)  rows = make_rows (20, 100);
  g_autoptr (StreeFrame)  others = make_rows (20, 110);
  g_autoptr (StreeRowKey) key = key_of (105);
  g_autoptr (StreeRowKey) later = key_of (125);
  g_autoptr (StreeRowKey) none = stree_row_key_new (NULL, 0);
  World                   world = { .data = rows, .mode = STREE_SELECTION_SINGLE, .selected = key };
  g_autoptr (StreeTest)   test = stree_test_new (NULL, "app", app, &world);
  StreeTestLocator       *grid = stree_test_by_key (test, "grid");

  stree_test_assert_rows (grid, 20);
  assert_selected (grid, 5);
  world.selected = later;
  stree_test_rerun (test);
  assert_selected (grid, -1);
  world.data = others;
  stree_test_rerun (test);
  stree_test_assert_cell (grid, 15, "id", "125");
  assert_selected (grid, 15);
  g_assert_cmpuint (world.n_results, ==, 0);
  /* What the user selects stays, also when the program says the same once more. */
  stree_test_select_rows (grid, 2, 1);
  g_assert_cmpuint (world.n_results, ==, 1);
  stree_test_rerun (test);
  assert_selected (grid, 2);
  world.selected = none;
  stree_test_rerun (test);
  assert_selected (grid, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/headless-grid/dumps", test_dumps);
  g_test_add_func ("/headless-grid/settles", test_settles);
  g_test_add_func ("/headless-grid/pages", test_pages);
  g_test_add_func ("/headless-grid/updates", test_updates);
  g_test_add_func ("/headless-grid/misfit", test_misfit);
  g_test_add_func ("/headless-grid/selected", test_selected);
  return g_test_run ();
}
