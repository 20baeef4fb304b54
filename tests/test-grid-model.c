/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rows of a grid without the grid: which stand where after another query or other data, and what is selected then; from
 * memory, and page by page from a source that takes its time. */

#include "data/stree-frame-builder.h"
#include "data/stree-frame-edit.h"
#include "data/stree-frame-query.h"
#include "grid/stree-grid-model-private.h"
#include "grid/stree-grid-pages-private.h"
#include "sources/stree-frame-source.h"

/* --- ranges, beside a bitmap --- */

#define N_BITS 300

static void
check_ranges (const StreeRanges *set, const gboolean *bits)
{
  guint64    n = 0;
  guint64    last_end = 0;
  StreeRange range;

  for (guint i = 0; i < N_BITS; i++)
    {
      g_assert_cmpint (stree_ranges_contains (set, i), ==, bits[i]);
      n += bits[i];
    }
  g_assert_cmpuint (stree_ranges_count (set), ==, n);
  for (guint64 at = 0; stree_ranges_find (set, at, &range); at = range.end)
    {
      g_assert_cmpuint (range.first, <, range.end);
      g_assert_true (range.first > last_end || last_end == 0); /* two that touch are one */
      last_end = range.end;
    }
}

static void
test_ranges (void)
{
  for (guint round = 0; round < 60; round++)
    {
      StreeRanges set;
      gboolean    bits[N_BITS] = { FALSE };

      stree_ranges_init (&set);
      for (guint step = 0; step < 120; step++)
        {
          guint first = (guint) g_test_rand_int_range (0, N_BITS);
          guint n = (guint) g_test_rand_int_range (0, (int) MIN (40, N_BITS - first) + 1);
          guint what = (guint) g_test_rand_int_range (0, 12);

          if (what == 0)
            {
              stree_ranges_invert (&set, N_BITS);
              for (guint i = 0; i < N_BITS; i++)
                bits[i] = !bits[i];
            }
          else
            {
              if (what < 7)
                stree_ranges_add (&set, first, n);
              else
                stree_ranges_remove (&set, first, n);
              for (guint i = first; i < first + n; i++)
                bits[i] = what < 7;
            }
          check_ranges (&set, bits);
          g_assert_cmpint (stree_ranges_covers (&set, first, 1), ==, bits[first]);
        }
      stree_ranges_clear (&set);
    }
}

/* --- a source whose rows come in pages, when the main loop is idle --- */

#define TEST_TYPE_PAGED (test_paged_get_type ())
G_DECLARE_FINAL_TYPE (TestPaged, test_paged, TEST, PAGED, StreeResultSet)

struct _TestPaged
{
  StreeResultSet  parent_instance;
  StreeResultSet *inner; /* owned */
};

G_DEFINE_FINAL_TYPE (TestPaged, test_paged, STREE_TYPE_RESULT_SET)

static guint n_pages_asked;
static guint n_pages_failing;

static guint64
paged_get_n_rows (StreeResultSet *rows, gboolean *exact)
{
  return stree_result_set_get_n_rows (TEST_PAGED (rows)->inner, exact);
}

typedef struct
{
  guint64 first;
  guint   n;
} Wanted;

static gboolean
answer_page (gpointer data)
{
  GTask      *task = data;
  TestPaged  *self = g_task_get_source_object (task);
  Wanted     *wanted = g_task_get_task_data (task);
  StreeFrame *page;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (n_pages_failing > 0)
    {
      n_pages_failing--;
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no luck");
      return G_SOURCE_REMOVE;
    }
  page = stree_result_set_get_page (self->inner, wanted->first, wanted->n);
  g_task_return_pointer (task, page, (GDestroyNotify) stree_frame_unref);
  return G_SOURCE_REMOVE;
}

static void
paged_page_async (StreeResultSet     *rows,
                  guint64             first,
                  guint               n,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            data)
{
  GTask  *task = g_task_new (rows, cancellable, callback, data);
  Wanted *wanted = g_new (Wanted, 1);

  n_pages_asked++;
  *wanted = (Wanted){ first, n };
  g_task_set_task_data (task, wanted, g_free);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, answer_page, task, g_object_unref);
}

static StreeFrame *
paged_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  (void) rows;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
paged_locate_async (StreeResultSet     *rows,
                    StreeRowKey        *key,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            data)
{
  stree_result_set_locate_async (TEST_PAGED (rows)->inner, key, cancellable, callback, data);
}

static gboolean
paged_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error)
{
  return stree_result_set_locate_finish (TEST_PAGED (rows)->inner, result, position, error);
}

static void
test_paged_finalize (GObject *object)
{
  g_object_unref (TEST_PAGED (object)->inner);
  G_OBJECT_CLASS (test_paged_parent_class)->finalize (object);
}

static void
test_paged_class_init (TestPagedClass *klass)
{
  StreeResultSetClass *rows = STREE_RESULT_SET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_paged_finalize;
  rows->get_n_rows = paged_get_n_rows;
  rows->page_async = paged_page_async;
  rows->page_finish = paged_page_finish;
  rows->locate_async = paged_locate_async;
  rows->locate_finish = paged_locate_finish;
}

static void
test_paged_init (TestPaged *self)
{
  (void) self;
}

#define TEST_TYPE_SLOW (test_slow_get_type ())
G_DECLARE_FINAL_TYPE (TestSlow, test_slow, TEST, SLOW, GObject)

struct _TestSlow
{
  GObject      parent_instance;
  StreeSource *inner; /* owned */
};

static void slow_iface_init (StreeSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSlow, test_slow, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, slow_iface_init))

static StreeFrame *
slow_get_schema (StreeSource *source)
{
  return stree_source_get_schema (TEST_SLOW (source)->inner);
}

static StreeColumnFlags
slow_get_column_flags (StreeSource *source, guint column)
{
  return stree_source_get_column_flags (TEST_SLOW (source)->inner, column);
}

static void
slow_queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError           *error = NULL;
  StreeResultSet   *inner = stree_source_query_finish (STREE_SOURCE (object), result, &error);
  TestPaged        *paged;

  if (!inner)
    {
      g_task_return_error (task, error);
      return;
    }
  paged = g_object_new (TEST_TYPE_PAGED, NULL);
  paged->inner = inner;
  g_task_return_pointer (task, paged, g_object_unref);
}

static void
slow_query_async (StreeSource *source, StreeQuery *query, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  stree_source_query_async (TEST_SLOW (source)->inner, query, cancellable, slow_queried_cb, g_task_new (source, cancellable, callback, data));
}

static StreeResultSet *
slow_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
slow_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = slow_get_schema;
  iface->get_column_flags = slow_get_column_flags;
  iface->query_async = slow_query_async;
  iface->query_finish = slow_query_finish;
}

static void
test_slow_finalize (GObject *object)
{
  g_signal_handlers_disconnect_by_data (TEST_SLOW (object)->inner, object);
  g_object_unref (TEST_SLOW (object)->inner);
  G_OBJECT_CLASS (test_slow_parent_class)->finalize (object);
}

static void
test_slow_class_init (TestSlowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_slow_finalize;
}

static void
test_slow_init (TestSlow *self)
{
  (void) self;
}

static StreeSource *
slow_new (StreeSource *inner)
{
  TestSlow *self = g_object_new (TEST_TYPE_SLOW, NULL);

  self->inner = g_object_ref (inner);
  g_signal_connect_swapped (inner, "changed", G_CALLBACK (stree_source_changed), self);
  return STREE_SOURCE (self);
}

/* --- data: an id, a small number, and a text --- */

static void
append_row (StreeFrameBuilder *builder, gint64 id, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%c%" G_GINT64_FORMAT, (char) ('a' + id % 7), number);

  stree_frame_builder_append_int64 (builder, 0, id);
  stree_frame_builder_append_int64 (builder, 1, number);
  stree_frame_builder_append_text (builder, 2, text);
  stree_frame_builder_end_row (builder);
}

static StreeFrameBuilder *
begin_frame (void)
{
  StreeFrameBuilder *builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  return builder;
}

/* Some of the ids below @max, in any order. */
static StreeFrame *
random_frame (guint max)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();
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
      append_row (builder, ids[i], g_test_rand_int_range (0, 9));
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

static void
wait_until_quiet (StreeGridModel *model)
{
  while (stree_grid_model_is_busy (model))
    g_main_context_iteration (NULL, TRUE);
}

/* The cells of a row, waited for. */
static gint64
id_at (StreeGridModel *model, guint position)
{
  StreeFrame *frame;
  guint       row;

  while (!stree_grid_model_get_row (model, position, &frame, &row))
    g_main_context_iteration (NULL, TRUE);
  return stree_frame_get_int64 (frame, row, 0);
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

static StreeFrame *
counted_frame (guint n)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  for (guint i = 0; i < n; i++)
    append_row (builder, i, i % 10);
  return stree_frame_builder_finish (builder);
}

static StreeGridModel *
slow_model (guint n_rows, StreeFrameSource **memory)
{
  g_autoptr (StreeFrame)  frame = counted_frame (n_rows);
  g_autoptr (StreeSource) slow = NULL;
  StreeGridModel         *model = stree_grid_model_new ();
  const char *const       keys[] = { "id", NULL };

  *memory = stree_frame_source_new (frame, keys, NULL);
  slow = slow_new (STREE_SOURCE (*memory));
  stree_grid_model_set_source (model, slow);
  wait_until_quiet (model);
  return model;
}

/* Who flies over a million rows asks for few pages, and for the last ones first. */
static void
test_flight (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model (200000, &memory);
  StreeFrame                  *frame;
  guint                        row;

  n_pages_asked = 0;
  for (guint position = 0; position < 200000; position += 100)
    g_assert_false (stree_grid_model_get_row (model, position, &frame, &row));
  wait_until_quiet (model);
  g_assert_cmpuint (n_pages_asked, <=, 12);
  g_assert_true (stree_grid_model_peek_row (model, 199900, &frame, &row));
  g_assert_cmpint (stree_frame_get_int64 (frame, row, 0), ==, 199900);
  /* And what was flown over comes when it is looked at again. */
  g_assert_false (stree_grid_model_peek_row (model, 100000, &frame, &row));
  g_assert_cmpint (id_at (model, 100000), ==, 100000);
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
  g_autoptr (StreeGridModel)   model = slow_model (1000, &memory);
  StreeFrame                  *frame;
  guint                        row;
  guint                        loaded = 0;

  g_signal_connect (model, "loaded", G_CALLBACK (loaded_cb), &loaded);
  n_pages_failing = 1;
  g_assert_false (stree_grid_model_get_row (model, 500, &frame, &row));
  wait_until_quiet (model);
  g_assert_cmpstr (stree_grid_model_get_error (model)->message, ==, "no luck");
  g_assert_cmpuint (loaded, >, 0);
  /* It is not asked for again and again. */
  n_pages_asked = 0;
  g_assert_false (stree_grid_model_get_row (model, 500, &frame, &row));
  g_assert_cmpuint (n_pages_asked, ==, 0);
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
  g_autoptr (StreeGridModel)   model = slow_model (128 * 100, &memory);
  StreeFrame                  *frame;
  guint                        row;

  n_pages_failing = 90;
  for (guint page = 1; page <= 90; page++)
    {
      g_assert_false (stree_grid_model_get_row (model, 128 * page, &frame, &row));
      wait_until_quiet (model);
    }
  g_assert_cmpuint (n_pages_failing, ==, 0);
  g_assert_cmpint (id_at (model, 128 * 95), ==, 128 * 95);
  stree_grid_model_stop (model);
}

/* More rows are selected than can be looked for one by one: it is not guessed which these are. */
static void
test_selection_that_is_lost (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model (5000, &memory);
  g_autoptr (StreeQuery)       query = stree_query_new ();

  stree_grid_model_select (model, 0, 5000, TRUE);
  stree_query_add_sort (query, "n", TRUE);
  stree_grid_model_set_query (model, query);
  wait_until_quiet (model);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 0);
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
      StreeGridModel   *model = slow_model (500, &memory);
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

static void
test_extra_rows (void)
{
  g_autoptr (StreeFrameSource) memory = NULL;
  g_autoptr (StreeGridModel)   model = slow_model (10, &memory);
  StreeFrame                  *frame;
  guint                        row;
  guint                        position;

  stree_grid_model_set_n_extra (model, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 12);
  g_assert_cmpuint (stree_grid_model_get_n_rows (model, NULL), ==, 10);
  g_assert_false (stree_grid_model_get_row (model, 11, &frame, &row));
  stree_grid_model_select (model, 11, 1, TRUE);
  stree_grid_model_set_mark (model, STREE_GRID_MARK_CURSOR, 11);
  g_assert_true (stree_grid_model_get_mark (model, STREE_GRID_MARK_CURSOR, &position));
  stree_grid_model_set_n_extra (model, 0);
  g_assert_false (stree_grid_model_get_mark (model, STREE_GRID_MARK_CURSOR, &position));
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (model)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 10);
  wait_until_quiet (model);
  stree_grid_model_stop (model);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-model/ranges", test_ranges);
  g_test_add_func ("/grid-model/in-memory", test_in_memory);
  g_test_add_func ("/grid-model/in-pages", test_in_pages);
  g_test_add_func ("/grid-model/flight", test_flight);
  g_test_add_func ("/grid-model/failing-page", test_failing_page);
  g_test_add_func ("/grid-model/many-failing-pages", test_many_failing_pages);
  g_test_add_func ("/grid-model/selection-that-is-lost", test_selection_that_is_lost);
  g_test_add_func ("/grid-model/stop-while-asking", test_stop_while_asking);
  g_test_add_func ("/grid-model/extra-rows", test_extra_rows);
  return g_test_run ();
}
