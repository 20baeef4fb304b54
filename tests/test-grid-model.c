/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rows of a grid without the grid: which stand where after another query or other data, and what is selected then; from
 * memory, and page by page from a source that takes its time. */

#include "data/stree-frame-edit.h"
#include "data/stree-frame-query.h"
#include "grid-model-fixture.h"
#include "grid/stree-grid-pages-private.h"
#include "grid/stree-grid-result-private.h"
#include "slow-source.h"

/* --- at random --- */

/* Some of the ids below @max, in any order. */
static StreeFrame *
random_frame (guint max)
{
  g_autoptr (StreeFrameBuilder) builder = rows_begin ();
  g_autofree guint             *ids = g_new (guint, max);

  for (guint i = 0; i < max; i++)
    ids[i] = i;
  for (guint i = max; i-- > 1;)
    {
      guint other = (guint) g_test_rand_int_range (0, (int) i + 1);
      guint id = ids[i];

      ids[i] = ids[other];
      ids[other] = id;
    }
  for (guint i = 0; i < max; i++)
    if (g_test_rand_int_range (0, 5) > 0)
      rows_append (builder, ids[i], g_test_rand_int_range (0, 9));
  return stree_frame_builder_finish (builder);
}

static StreeQuery *
random_query (void)
{
  static const char *const names[] = { "id", "n", "t" };
  StreeQuery              *query = stree_query_new ();

  if (g_test_rand_int_range (0, 3) > 0)
    stree_query_add_sort (query, names[g_test_rand_int_range (0, 3)], g_test_rand_bit ());
  if (g_test_rand_int_range (0, 3) == 0)
    {
      g_autoptr (StreeCell)   cell = stree_cell_new_int64 (g_test_rand_int_range (0, 9));
      g_autoptr (StreeFilter) filter = stree_filter_new_compare ("n", STREE_FILTER_GREATER_EQUAL, cell);

      stree_query_set_filter (query, filter);
    }
  if (g_test_rand_int_range (0, 4) == 0)
    stree_query_set_search (query, "a");
  return query;
}

/* --- a model beside what it should be --- */

typedef struct
{
  StreeGridModel *model;
  GHashTable     *selected; /* set of ids */
  gint64          cursor;   /* an id; -1: none */
  guint           n_listed; /* what "items-changed" adds up to */
  guint           n_replaced;
  guint           n_before; /* rows before the last change */
} Beside;

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Beside *self)
{
  g_assert_cmpuint (position + removed, <=, self->n_listed);
  self->n_listed += added - removed;
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, self->n_listed);
}

static void
replaced_cb (StreeGridModel *model, Beside *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (model));

  /* Who shows a row looks again: it is there. */
  g_assert_cmpuint (n, ==, self->n_listed);
  g_assert_cmpuint (n, <=, stree_grid_model_get_n_rows (model, NULL));
  if (stree_grid_model_get_whole (model))
    g_assert_cmpuint (n, <=, stree_frame_get_n_rows (stree_grid_model_get_whole (model)));
  g_assert_true (self->n_before >= n);
  self->n_replaced++;
}

static void
status_cb (StreeGridModel *model, Beside *self)
{
  self->n_before = g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
check_rows (Beside *self, StreeFrame *expected)
{
  guint n = stree_frame_get_n_rows (expected);
  guint n_selected = 0;

  g_assert_cmpuint (stree_grid_model_get_n_rows (self->model, NULL), ==, n);
  g_assert_cmpuint (self->n_listed, ==, n);
  for (guint i = 0; i < n; i++)
    {
      gint64   id = stree_frame_get_int64 (expected, i, 0);
      gboolean selected = g_hash_table_contains (self->selected, GINT_TO_POINTER ((int) id));

      g_assert_cmpint (id_at (self->model, i), ==, id);
      g_assert_cmpint (stree_ranges_contains (stree_grid_model_get_selected (self->model), i), ==, selected);
      n_selected += selected;
    }
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (self->model)), ==, n_selected);
}

/* What is selected and not shown any more is not selected any more. */
static void
forget_hidden (Beside *self, StreeFrame *shown)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  GHashTableIter         iter;
  gpointer               id;

  for (guint i = 0; i < stree_frame_get_n_rows (shown); i++)
    g_hash_table_add (ids, GINT_TO_POINTER ((int) stree_frame_get_int64 (shown, i, 0)));
  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (ids, id))
      g_hash_table_iter_remove (&iter);
  if (!g_hash_table_contains (ids, GINT_TO_POINTER ((int) self->cursor)))
    self->cursor = -1;
}

static void
check_cursor (Beside *self)
{
  guint position;

  if (self->cursor < 0)
    {
      g_assert_false (stree_grid_model_get_mark (self->model, STREE_GRID_MARK_CURSOR, &position));
      return;
    }
  g_assert_true (stree_grid_model_get_mark (self->model, STREE_GRID_MARK_CURSOR, &position));
  g_assert_cmpint (id_at (self->model, position), ==, self->cursor);
}

static void
select_some (Beside *self, guint n_rows)
{
  guint    first = (guint) g_test_rand_int_range (0, (int) n_rows);
  guint    n = (guint) g_test_rand_int_range (1, 12);
  gboolean rest = g_test_rand_bit ();

  if (g_test_rand_int_range (0, 4) == 0)
    {
      stree_grid_model_unselect (self->model, first, n);
      for (guint i = first; i < MIN (first + n, n_rows); i++)
        g_hash_table_remove (self->selected, GINT_TO_POINTER ((int) id_at (self->model, i)));
      return;
    }
  stree_grid_model_select (self->model, first, n, rest);
  if (rest)
    g_hash_table_remove_all (self->selected);
  for (guint i = first; i < MIN (first + n, n_rows); i++)
    g_hash_table_add (self->selected, GINT_TO_POINTER ((int) id_at (self->model, i)));
}

static void
walk_at_random (gboolean slow, guint n_steps)
{
  const char *const             keys[] = { "id", NULL };
  g_autoptr (StreeFrame)        frame = random_frame (200);
  g_autoptr (GError)            error = NULL;
  g_autoptr (StreeFrameSource)  memory = stree_frame_source_new (frame, keys, &error);
  g_autoptr (StreeSource)       source = NULL;
  g_autoptr (StreeGridModel)    model = stree_grid_model_new ();
  g_autoptr (StreeQuery)        query = stree_query_new ();
  Beside                        self = { model, g_hash_table_new (NULL, NULL), -1, 0, 0, 0 };

  g_assert_no_error (error);
  source = slow ? slow_new (STREE_SOURCE (memory)) : g_object_ref (STREE_SOURCE (memory));
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), &self);
  g_signal_connect (model, "replaced", G_CALLBACK (replaced_cb), &self);
  g_signal_connect (model, "status", G_CALLBACK (status_cb), &self);
  stree_grid_model_set_source (model, source);
  for (guint step = 0; step < n_steps; step++)
    {
      guint                  what = (guint) g_test_rand_int_range (0, 6);
      g_autoptr (StreeFrame) expected = NULL;
      guint                  n_rows;
      gboolean               twice = FALSE;

      if (what == 0)
        {
          g_clear_pointer (&query, stree_query_unref);
          query = random_query ();
          stree_grid_model_set_query (model, query);
        }
      else if (what == 1)
        {
          g_clear_pointer (&frame, stree_frame_unref);
          frame = random_frame (200);
          g_assert_true (stree_frame_source_set_frame (memory, frame, &error));
          if (g_test_rand_bit ()) /* and once more, before anybody could answer: it is answered, too */
            {
              g_autoptr (StreeFrame) between = stree_frame_query (frame, query, NULL, &error);

              twice = TRUE;
              forget_hidden (&self, between);
              g_clear_pointer (&frame, stree_frame_unref);
              frame = random_frame (200);
              g_assert_true (stree_frame_source_set_frame (memory, frame, &error));
            }
        }
      /* The user does not wait for the answer. */
      for (guint turn = (guint) g_test_rand_int_range (0, 4); turn > 0 && !slow; turn--)
        g_main_context_iteration (NULL, FALSE);
      if (!slow && !twice && what < 2 && stree_grid_model_is_busy (model) && stree_grid_model_get_n_rows (model, NULL) > 0)
        {
          n_rows = stree_grid_model_get_n_rows (model, NULL);
          select_some (&self, n_rows);
          stree_grid_model_set_mark (model, STREE_GRID_MARK_CURSOR, n_rows / 2);
          self.cursor = id_at (model, n_rows / 2);
        }
      wait_until_quiet (model);
      g_assert_null (stree_grid_model_get_error (model));
      expected = stree_frame_query (frame, query, NULL, &error);
      g_assert_no_error (error);
      forget_hidden (&self, expected);
      check_rows (&self, expected);
      check_cursor (&self);
      n_rows = stree_frame_get_n_rows (expected);
      if (n_rows == 0)
        continue;
      if (what > 3)
        select_some (&self, n_rows);
      if (what == 3)
        {
          guint position = (guint) g_test_rand_int_range (0, (int) n_rows);

          stree_grid_model_set_mark (model, STREE_GRID_MARK_CURSOR, position);
          self.cursor = id_at (model, position);
        }
    }
  g_assert_cmpuint (self.n_replaced, >, n_steps / 10);
  stree_grid_model_stop (model);
  g_hash_table_unref (self.selected);
}

static void
test_in_memory (void)
{
  walk_at_random (FALSE, 1500);
}

static void
test_in_pages (void)
{
  walk_at_random (TRUE, 700);
}

/* --- pages --- */

/* Who flies over a million rows asks for few pages, and for the last ones first. */
static void
test_flight (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model_new (200000, &memory);
  StreeFrame                  *frame;
  guint                        row;

  slow_n_pages_asked = 0;
  for (guint position = 200; position < 200000; position += 100) /* the first page is there */
    g_assert_false (stree_grid_model_get_row (model, position, &frame, &row));
  wait_until_quiet (model);
  g_assert_cmpuint (slow_n_pages_asked, <=, 12);
  g_assert_true (stree_grid_model_peek_row (model, 199900, &frame, &row));
  g_assert_cmpint (stree_frame_get_int64 (frame, row, 0), ==, 199900);
  /* And what was flown over comes when it is looked at again. */
  g_assert_false (stree_grid_model_peek_row (model, 100000, &frame, &row));
  g_assert_cmpint (id_at (model, 100000), ==, 100000);
  stree_grid_model_stop (model);
}

/* What came with the answer is not asked for again. */
static void
test_at_hand (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = NULL;
  StreeFrame                  *frame;
  guint                        row;

  slow_n_rows_at_hand = 200;
  slow_n_pages_asked = 0;
  model = slow_model_new (1000, &memory);
  g_assert_true (stree_grid_model_get_row (model, 127, &frame, &row));
  g_assert_cmpint (stree_frame_get_int64 (frame, row, 0), ==, 127);
  g_assert_cmpuint (slow_n_pages_asked, ==, 0);
  g_assert_false (stree_grid_model_get_row (model, 128, &frame, &row));
  g_assert_cmpint (id_at (model, 199), ==, 199);
  g_assert_cmpuint (slow_n_pages_asked, ==, 1);
  slow_n_rows_at_hand = 0;
  stree_grid_model_stop (model);
}

static void
loaded_cb (StreeGridModel *model, guint first, guint n, guint *loaded)
{
  (void) model;
  (void) first;
  *loaded += n;
}

static void
test_failing_page (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model_new (1000, &memory);
  StreeFrame                  *frame;
  guint                        row;
  guint                        loaded = 0;

  g_signal_connect (model, "loaded", G_CALLBACK (loaded_cb), &loaded);
  slow_n_pages_failing = 1;
  g_assert_false (stree_grid_model_get_row (model, 500, &frame, &row));
  wait_until_quiet (model);
  g_assert_cmpstr (stree_grid_model_get_error (model)->message, ==, "no luck");
  g_assert_cmpuint (loaded, >, 0);
  /* It is not asked for again and again. */
  slow_n_pages_asked = 0;
  g_assert_false (stree_grid_model_get_row (model, 500, &frame, &row));
  g_assert_cmpuint (slow_n_pages_asked, ==, 0);
  stree_grid_model_reload (model);
  wait_until_quiet (model);
  g_assert_null (stree_grid_model_get_error (model));
  g_assert_cmpint (id_at (model, 500), ==, 500);
  stree_grid_model_stop (model);
}

/* Pages that could not be read make room for others. */
static void
test_many_failing_pages (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model_new (128 * 100, &memory);
  StreeFrame                  *frame;
  guint                        row;

  slow_n_pages_failing = 90;
  for (guint page = 1; page <= 90; page++)
    {
      g_assert_false (stree_grid_model_get_row (model, 128 * page, &frame, &row));
      wait_until_quiet (model);
    }
  g_assert_cmpuint (slow_n_pages_failing, ==, 0);
  g_assert_cmpint (id_at (model, 128 * 95), ==, 128 * 95);
  stree_grid_model_stop (model);
}

/* All rows are selected: all of them stay so in another order, and all that a filter leaves. */
static void
test_selection_of_all (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model_new (5000, &memory);
  g_autoptr (StreeQuery)       query = stree_query_new ();
  g_autoptr (StreeQuery)       narrow = stree_query_new ();
  guint                        n;

  stree_grid_model_select (model, 0, 5000, TRUE);
  stree_query_add_sort (query, "n", TRUE);
  slow_n_pages_asked = 0;
  stree_grid_model_set_query (model, query);
  wait_until_quiet (model);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 5000);
  /* None but those of the screen. */
  g_assert_cmpuint (slow_n_pages_asked, <=, 2);
  stree_grid_model_reload (model);
  wait_until_quiet (model);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 5000);
  stree_query_set_search (narrow, "a");
  stree_grid_model_set_query (model, narrow);
  wait_until_quiet (model);
  n = stree_grid_model_get_n_rows (model, NULL);
  g_assert_cmpuint (n, <, 5000);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, n);
  /* Those that it left out before are not selected. */
  stree_grid_model_set_query (model, NULL);
  wait_until_quiet (model);
  g_assert_cmpuint (stree_grid_model_get_n_rows (model, NULL), ==, 5000);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, n);
  stree_grid_model_stop (model);
}

/* One row is all there is, and it is the one that is selected; not the one that comes. */
static void
test_selection_of_one (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model_new (1, &memory);
  g_autoptr (StreeFrame)       frame = rows_counted (2);

  stree_grid_model_select (model, 0, 1, TRUE);
  g_assert_cmpint (id_at (model, 0), ==, 0);
  g_assert_true (stree_frame_source_set_frame (memory, frame, NULL));
  wait_until_quiet (model);
  g_assert_cmpuint (stree_grid_model_get_n_rows (model, NULL), ==, 2);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 1);
  stree_grid_model_stop (model);
}

/* Many are, whose pages are not at hand: it is the same ones wherever they stand. */
static void
test_selection_of_many (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model_new (20000, &memory);
  g_autoptr (StreeQuery)       query = stree_query_new ();
  g_autoptr (StreeFrame)       frame = NULL;
  g_autoptr (StreeFrame)       fewer = NULL;

  stree_grid_model_select (model, 4000, 3000, TRUE);
  stree_grid_model_select (model, 15000, 10, FALSE);
  stree_query_add_sort (query, "id", TRUE);
  stree_grid_model_set_query (model, query);
  wait_until_quiet (model);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 3010);
  g_assert_true (stree_ranges_covers (stree_grid_model_get_selected (model), 20000 - 7000, 3000));
  g_assert_true (stree_ranges_covers (stree_grid_model_get_selected (model), 20000 - 15010, 10));
  /* What stays where it is is found there. */
  slow_n_pages_asked = 0;
  stree_grid_model_reload (model);
  wait_until_quiet (model);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 3010);
  g_assert_cmpuint (slow_n_pages_asked, <, 14);
  /* What is gone is not selected; the rest moves up. */
  frame = rows_counted (20000);
  fewer = stree_frame_slice (frame, 5000, 15000);
  g_assert_true (stree_frame_source_set_frame (memory, fewer, NULL));
  wait_until_quiet (model);
  g_assert_cmpuint (stree_grid_model_get_n_rows (model, NULL), ==, 15000);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 2010);
  g_assert_true (stree_ranges_covers (stree_grid_model_get_selected (model), 20000 - 7000, 2000));
  stree_grid_model_stop (model);
}

/* Of the selected rows the result has those whose pages have come. */
static void
test_result (void)
{
  g_autoptr (StreeFrameSource)  memory = NULL;
  g_autoptr (StreeGridModel)    model = slow_model_new (400, &memory);
  g_autoptr (StreeGridOptions)  options = stree_grid_options_new ();
  g_autoptr (StreeGridResult)   result = NULL;
  StreeGridResultParts          parts = { .options = options };
  StreeFrame                   *rows;

  id_at (model, 0);
  id_at (model, 399);
  stree_grid_model_select (model, 100, 200, TRUE);
  stree_grid_model_select (model, 390, 10, FALSE);
  id_at (model, 256);
  parts.selected = stree_grid_model_get_selected (model);
  result = stree_grid_result_new (model, &parts);
  g_assert_cmpuint (stree_grid_result_get_n_selected (result), ==, 210);
  rows = stree_grid_result_get_selected (result);
  g_assert_cmpuint (stree_frame_get_n_rows (rows), ==, 28 + 44 + 10);
  for (guint i = 0; i < 28 + 44 + 10; i++)
    g_assert_cmpint (stree_frame_get_int64 (rows, i, 0), ==, i < 28 ? 100 + i : i < 28 + 44 ? 256 + i - 28 : 390 + i - 28 - 44);
  stree_grid_model_stop (model);
}

/* --- the life of it --- */

static void
fail_cb (void)
{
  g_error ("a model that is stopped tells something");
}

/* Wherever it is, it is over: nothing is told any more, nothing is there, and nothing keeps the model or its source. */
static void
test_stop_while_asking (void)
{
  static const char *const signals[] = { "replaced", "loaded", "selection", "status", "items-changed" };

  for (guint i = 0; i < 40; i++)
    {
      StreeFrameSource *memory = NULL;
      StreeGridModel   *model = slow_model_new (500, &memory);
      StreeFrame       *frame;
      guint             row;

      g_assert_false (stree_grid_model_get_row (model, 300, &frame, &row));
      if (i % 2)
        stree_grid_model_reload (model);
      for (guint turn = 0; turn < i / 4; turn++)
        g_main_context_iteration (NULL, FALSE);
      g_assert_true (i >= 4 || stree_grid_model_is_busy (model));
      for (guint k = 0; k < G_N_ELEMENTS (signals); k++)
        g_signal_connect (model, signals[k], G_CALLBACK (fail_cb), NULL);
      stree_grid_model_stop (model);
      g_assert_false (stree_grid_model_is_busy (model));
      g_assert_false (stree_grid_model_peek_row (model, 0, &frame, &row));
      if (i % 4 < 2) /* the answers find the model, or nobody */
        while (g_main_context_iteration (NULL, FALSE))
          ;
      g_object_add_weak_pointer (G_OBJECT (memory), (gpointer *) &memory);
      g_object_add_weak_pointer (G_OBJECT (model), (gpointer *) &model);
      g_object_unref (memory);
      g_object_unref (model);
      while (memory || model) /* a thread may be the last that has the source, which no event tells */
        g_main_context_iteration (NULL, FALSE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-model/in-memory", test_in_memory);
  g_test_add_func ("/grid-model/in-pages", test_in_pages);
  g_test_add_func ("/grid-model/flight", test_flight);
  g_test_add_func ("/grid-model/at-hand", test_at_hand);
  g_test_add_func ("/grid-model/failing-page", test_failing_page);
  g_test_add_func ("/grid-model/many-failing-pages", test_many_failing_pages);
  g_test_add_func ("/grid-model/selection-of-all", test_selection_of_all);
  g_test_add_func ("/grid-model/selection-of-one", test_selection_of_one);
  g_test_add_func ("/grid-model/selection-of-many", test_selection_of_many);
  g_test_add_func ("/grid-model/result", test_result);
  g_test_add_func ("/grid-model/stop-while-asking", test_stop_while_asking);
  return g_test_run ();
}
