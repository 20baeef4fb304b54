/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sources in memory: beside a naive table, and what they refuse. */

#include "core/stree-error.h"
#include "data/stree-frame-builder.h"
#include "source-model.h"
#include "support.h"

static StreeSource *
hold (gpointer source)
{
  return g_object_ref (source);
}

static void
run_model (const char *const *keys, guint n_steps)
{
  g_autoptr (StreeFrame) rows = source_model_make_rows (1, 60);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrameSource) source = stree_frame_source_new (rows, keys, &error);
  SourceModel model = { hold, source, SOURCE_MODEL_INSERTED, .snapshots = TRUE, .n_steps = n_steps };

  g_assert_no_error (error);
  source_model_run (&model, rows);
}

static void
test_model_counted (void)
{
  run_model (NULL, 4000);
}

static void
test_model_one_key (void)
{
  run_model ((const char *[]){ "id", NULL }, 4000);
}

static void
test_model_two_keys (void)
{
  run_model ((const char *[]){ "group", "code", NULL }, 4000);
}

static void
test_exchange (void)
{
  g_autoptr (StreeFrame) rows = source_model_make_rows (1, 12);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrameSource) source = stree_frame_source_new (rows, (const char *[]){ "id", NULL }, &error);

  g_assert_no_error (error);
  source_check_exchange (STREE_SOURCE (source), SOURCE_MODEL_ID, SOURCE_MODEL_CODE);
}

/* --- what is refused --- */

/* "id" is the key: 1 to 3; "name": a, b, none. */
static StreeFrame *
make_frame (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  for (guint i = 0; i < 3; i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i + 1);
      stree_frame_builder_append_text (builder, 1, i == 0 ? "a" : i == 1 ? "b" : NULL);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static StreeFrameSource *
make_source (gboolean keyed)
{
  g_autoptr (StreeFrame) frame = make_frame ();
  const char *const keys[] = { "id", NULL };
  g_autoptr (GError) error = NULL;
  StreeFrameSource *source = stree_frame_source_new (frame, keyed ? keys : NULL, &error);

  g_assert_no_error (error);
  return source;
}

static void
set_text (StreeChanges *changes, guint change, guint column, const char *text)
{
  g_autoptr (StreeCell) cell = text ? stree_cell_new_text (text) : stree_cell_new_null (STREE_COLUMN_TEXT);

  stree_changes_set_cell (changes, change, column, cell);
}

static void
set_id (StreeChanges *changes, guint change, gint64 id)
{
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (id);

  stree_changes_set_cell (changes, change, 0, cell);
}

static void
assert_refused (StreeFrameSource *source, StreeChanges *changes, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  StreeFrame *before = stree_frame_source_get_frame (source);
  g_autoptr (StreeCommit) commit = source_commit (STREE_SOURCE (source), changes, NULL, &error);

  g_assert_error (error, domain, code);
  g_assert_null (commit);
  g_assert_true (stree_frame_source_get_frame (source) == before);
}

static void
assert_written (StreeFrameSource *source, StreeChanges *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCommit) commit = source_commit (STREE_SOURCE (source), changes, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
}

static void
test_new_refuses (void)
{
  g_autoptr (StreeFrame) frame = make_frame ();
  g_autoptr (StreeFrame) twice = stree_frame_select (frame, (guint32[]){ 0, 1, 0 }, 3);
  g_autoptr (GError) error = NULL;

  g_assert_null (stree_frame_source_new (frame, (const char *[]){ "nothing", NULL }, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_null (stree_frame_source_new (frame, (const char *[]){ "name", NULL }, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_null (stree_frame_source_new (twice, (const char *[]){ "id", NULL }, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
}

static void
test_flags (void)
{
  g_autoptr (StreeFrameSource) keyed = make_source (TRUE);
  g_autoptr (StreeFrameSource) counted = make_source (FALSE);
  g_autofree guint *keys = NULL;
  guint n_keys;

  g_assert_cmpuint (stree_source_get_column_flags (STREE_SOURCE (keyed), 0), ==, STREE_COLUMN_KEY | STREE_COLUMN_REQUIRED);
  g_assert_cmpuint (stree_source_get_column_flags (STREE_SOURCE (keyed), 1), ==, 0);
  g_assert_cmpuint (stree_frame_get_n_columns (stree_source_get_schema (STREE_SOURCE (counted))), ==, 3);
  g_assert_true (stree_source_get_column_flags (STREE_SOURCE (counted), 2) & STREE_COLUMN_HIDDEN);
  keys = stree_source_get_key_columns (STREE_SOURCE (counted), &n_keys);
  g_assert_cmpuint (n_keys, ==, 1);
  g_assert_cmpuint (keys[0], ==, 2);
  g_assert_cmpuint (stree_source_get_capabilities (STREE_SOURCE (keyed)), ==,
                    STREE_SOURCE_INSERT | STREE_SOURCE_UPDATE | STREE_SOURCE_DELETE);
  g_assert_cmpuint (stree_frame_get_n_columns (stree_frame_source_get_frame (counted)), ==, 2);
}

static void
test_cells_refused (void)
{
  g_autoptr (StreeFrameSource) source = make_source (TRUE);
  g_autoptr (StreeFrameSource) counted = make_source (FALSE);
  StreeFrame *seen = stree_frame_source_get_frame (source);
  g_autoptr (StreeCell) number = stree_cell_new_int64 (7);
  g_autoptr (StreeCell) null = stree_cell_new_null (STREE_COLUMN_INT64);
  g_autoptr (StreeFrame) all = source_all (STREE_SOURCE (counted));

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      guint change = i == 4 ? stree_changes_add_insert (changes)
                            : stree_changes_add_update (changes, i == 3 ? all : seen, 0);

      if (i == 0) /* no such column */
        stree_changes_set_cell (changes, change, 9, number);
      else if (i == 1) /* another type */
        stree_changes_set_cell (changes, change, 1, number);
      else if (i == 2) /* a key is null */
        stree_changes_set_cell (changes, change, 0, null);
      else if (i == 3) /* a counted one is not written */
        stree_changes_set_cell (changes, change, 2, number);
      else if (i == 4) /* a new row without a key */
        set_text (changes, change, 1, "new");
      else /* a row of another table */
        stree_changes_add_delete (changes, all, 0);
      if (i == 0 || i == 1 || i == 5)
        assert_refused (source, changes, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      else if (i == 3)
        assert_refused (counted, changes, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_READ_ONLY);
      else
        assert_refused (source, changes, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
    }
}

static void
test_changes_refused (void)
{
  g_autoptr (StreeFrameSource) source = make_source (TRUE);
  StreeFrame *seen = stree_frame_source_get_frame (source);
  g_autoptr (StreeChanges) same_row = stree_changes_new ();
  g_autoptr (StreeChanges) same_key = stree_changes_new ();
  g_autoptr (StreeChanges) one = stree_changes_new ();

  set_text (same_row, stree_changes_add_update (same_row, seen, 1), 1, "x");
  stree_changes_add_delete (same_row, seen, 1);
  assert_refused (source, same_row, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  set_id (same_key, stree_changes_add_insert (same_key), 3);
  assert_refused (source, same_key, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
  stree_frame_source_set_read_only (source, TRUE);
  g_assert_true (stree_frame_source_get_read_only (source));
  set_id (one, stree_changes_add_insert (one), 9);
  assert_refused (source, one, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_READ_ONLY);
  stree_frame_source_set_read_only (source, FALSE);
  assert_written (source, one);
}

static void
test_query_refused (void)
{
  g_autoptr (StreeFrameSource) source = make_source (TRUE);
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;

  stree_query_add_sort (query, "nothing", FALSE);
  g_assert_null (source_query (STREE_SOURCE (source), query, NULL, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_null (source_distinct (STREE_SOURCE (source), 0, query, 0, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
}

/* --- at the same time --- */

static void
count_signal (gpointer object, gpointer data)
{
  (void) object;
  ++*(guint *) data;
}

static void
test_two_commits (void)
{
  g_autoptr (StreeFrameSource) source = make_source (FALSE);
  g_autoptr (StreeFrame) seen = source_all (STREE_SOURCE (source));
  GAsyncResult *results[3] = { NULL };
  guint n_changed = 0;

  g_signal_connect (source, "changed", G_CALLBACK (count_signal), &n_changed);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (StreeChanges) changes = stree_changes_new ();

      set_text (changes, stree_changes_add_update (changes, seen, 0), 1, i == 0 ? "first" : "second");
      set_id (changes, stree_changes_add_insert (changes), 10 + i);
      stree_source_commit_async (STREE_SOURCE (source), changes, NULL, source_on_result, &results[i]);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (StreeCommit) commit = NULL;
      g_autoptr (GError) error = NULL;
      StreeFrame *now;
      guint change, row;

      wait_for (results[i] != NULL);
      commit = stree_source_commit_finish (STREE_SOURCE (source), results[i], &error);
      g_assert_no_error (error);
      g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, i == 0 ? 0 : 1);
      now = i == 0 ? stree_commit_get_inserted (commit, 1, &row) : stree_commit_get_conflict (commit, 0, &change, &row);
      if (i == 0)
        g_assert_cmpint (stree_frame_get_int64 (now, row, 2), ==, 4);
      else
        g_assert_cmpstr (stree_frame_get_text (now, row, 1), ==, "first");
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_frame_source_get_frame (source)), ==, 4);
}

/* What is written goes into the frame that was set meanwhile; there is a conflict where that has something else. */
static void
test_set_frame_meanwhile (void)
{
  for (guint round = 0; round < 3; round++)
    {
      g_autoptr (StreeFrameSource) source = make_source (TRUE);
      g_autoptr (StreeFrame) seen = source_all (STREE_SOURCE (source));
      g_autoptr (StreeFrame) other = NULL;
      g_autoptr (StreeFrame) few = stree_frame_slice (seen, round, 2 - round);
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (StreeCommit) commit = NULL;
      g_autoptr (GError) error = NULL;

      other = round < 2 ? stree_frame_append (few, few, NULL) : NULL;
      set_text (changes, stree_changes_add_update (changes, seen, 1), 1, "new");
      set_id (changes, stree_changes_add_insert (changes), round == 2 ? 1 : 7);
      stree_source_commit_async (STREE_SOURCE (source), changes, NULL, source_on_result, &result);
      if (round < 2)
        {
          g_assert_false (stree_frame_source_set_frame (source, other, &error));
          g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
          g_clear_error (&error);
        }
      else
        few = (stree_frame_unref (few), stree_frame_slice (seen, 1, 2));
      g_assert_true (stree_frame_source_set_frame (source, few, &error));
      wait_for (result != NULL);
      commit = stree_source_commit_finish (STREE_SOURCE (source), result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
      g_assert_cmpuint (stree_frame_get_n_rows (stree_frame_source_get_frame (source)), ==, round == 1 ? 2 : 3);
    }
}

static void
test_set_frame (void)
{
  g_autoptr (StreeFrameSource) source = make_source (TRUE);
  StreeFrame *frame = stree_frame_source_get_frame (source);
  const char *const texts[] = { "a", NULL };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) turned = stree_frame_select (frame, (guint32[]){ 2, 0, 1 }, 3);
  g_autoptr (StreeFrame) other = NULL;
  g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (frame, 0, (guint[]){ 0 }, 1);
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) before = NULL;
  g_autoptr (StreeResultSet) after = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;
  guint64 position;

  stree_frame_builder_add_column (builder, texts[0], STREE_COLUMN_TEXT);
  other = stree_frame_builder_finish (builder);
  g_signal_connect (source, "changed", G_CALLBACK (count_signal), &n_changed);
  before = source_query (STREE_SOURCE (source), query, NULL, &error);
  g_assert_false (stree_frame_source_set_frame (source, other, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_true (stree_frame_source_set_frame (source, frame, &error));
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_true (stree_frame_source_set_frame (source, turned, &error));
  g_assert_cmpuint (n_changed, ==, 1);
  after = source_query (STREE_SOURCE (source), query, NULL, &error);
  g_assert_true (source_locate (before, key, &position, &error) && position == 0);
  g_assert_true (source_locate (after, key, &position, &error) && position == 1);
}

static void
test_cancel (void)
{
  g_autoptr (StreeFrameSource) source = make_source (TRUE);
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  set_id (changes, stree_changes_add_insert (changes), 9);
  g_assert_null (source_commit (STREE_SOURCE (source), changes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_frame_source_get_frame (source)), ==, 3);
  stree_query_set_search (query, "a");
  g_assert_null (source_query (STREE_SOURCE (source), query, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The next one is not held up. */
  assert_written (source, changes);
}

static gboolean
on_tick (gpointer data)
{
  (void) data;
  return G_SOURCE_CONTINUE;
}

/* What is asked keeps the source; then it goes, and rows stay. */
static void
test_lives (void)
{
  StreeFrameSource *source = make_source (TRUE);
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  GAsyncResult *asked = NULL, *written = NULL;
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeCommit) commit = NULL;
  g_autoptr (StreeFrame) page = NULL;
  StreeFrameSource *weak = source;
  StreeSource *held;
  guint tick;

  g_object_add_weak_pointer (G_OBJECT (source), (gpointer *) &weak);
  set_id (changes, stree_changes_add_insert (changes), 9);
  stree_source_query_async (STREE_SOURCE (source), query, NULL, source_on_result, &asked);
  stree_source_commit_async (STREE_SOURCE (source), changes, NULL, source_on_result, &written);
  g_object_unref (source);
  wait_for (asked && written);
  held = STREE_SOURCE (g_async_result_get_source_object (asked));
  rows = stree_source_query_finish (held, asked, NULL);
  commit = stree_source_commit_finish (held, written, NULL);
  g_assert_true (rows && commit);
  g_object_unref (held);
  g_object_unref (asked);
  g_object_unref (written);
  /* A worker may be the last that holds it, which is no event here. */
  tick = g_timeout_add (1, on_tick, NULL);
  wait_for (g_atomic_pointer_get (&weak) == NULL);
  g_source_remove (tick);
  page = stree_result_set_get_page (rows, 0, 10);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 3);
}

/* --- keys, changes, outcomes --- */

static void
test_row_key (void)
{
  g_autoptr (StreeFrame) frame = make_frame ();
  const guint columns[] = { 0, 1 };
  g_autoptr (StreeCell) one = stree_cell_new_int64 (1);
  g_autoptr (StreeCell) a = stree_cell_new_text ("a");
  g_autoptr (StreeRowKey) made = stree_row_key_new ((StreeCell *[]){ one, a }, 2);
  g_autoptr (StreeRowKey) turned = stree_row_key_new ((StreeCell *[]){ a, one }, 2);
  g_autoptr (StreeRowKey) shorter = stree_row_key_new (&one, 1);
  g_autoptr (StreeRowKey) of_row = stree_row_key_new_of_row (frame, 0, columns, 2);
  g_autoptr (StreeRowKey) with_null = stree_row_key_new_of_row (frame, 2, columns, 2);
  g_autofree char *text = stree_row_key_to_string (made);
  g_autofree char *null_text = stree_row_key_to_string (with_null);

  g_assert_true (stree_row_key_equal (made, of_row));
  g_assert_cmpuint (stree_row_key_hash (made), ==, stree_row_key_hash (of_row));
  g_assert_false (stree_row_key_equal (made, turned));
  g_assert_false (stree_row_key_equal (made, shorter));
  g_assert_false (stree_row_key_equal (made, with_null));
  g_assert_cmpuint (stree_row_key_get_n_cells (made), ==, 2);
  g_assert_true (stree_row_key_get_cell (made, 1) == a);
  g_assert_cmpstr (text, ==, "1, a");
  g_assert_cmpstr (null_text, ==, "3, ");
}

static void
test_changes (void)
{
  g_autoptr (StreeFrame) frame = make_frame ();
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCommit) commit = stree_commit_new ();
  guint update = stree_changes_add_update (changes, frame, 1);
  guint gone = stree_changes_add_delete (changes, frame, 2);
  guint column, row, change;

  set_text (changes, update, 1, "x");
  set_id (changes, update, 5);
  set_text (changes, update, 1, "y");
  g_assert_cmpuint (stree_changes_get_n_changes (changes), ==, 2);
  g_assert_cmpuint (stree_changes_get_n_cells (changes, update), ==, 2);
  g_assert_cmpstr (stree_cell_get_text (stree_changes_get_cell (changes, update, 1, &column)), ==, "y");
  g_assert_cmpuint (column, ==, 1);
  g_assert_true (stree_changes_get_seen (changes, gone, &row) == frame && row == 2);
  g_assert_cmpuint (stree_changes_get_n_cells (changes, gone), ==, 0);

  stree_commit_add_inserted (commit, 7, frame, 0);
  stree_commit_add_inserted (commit, 4, frame, 2);
  stree_commit_add_inserted (commit, 9, frame, 1);
  stree_commit_add_conflict (commit, 6, NULL, 0);
  g_assert_true (stree_commit_get_inserted (commit, 4, &row) == frame && row == 2);
  g_assert_true (stree_commit_get_inserted (commit, 7, &row) == frame && row == 0);
  g_assert_true (stree_commit_get_inserted (commit, 9, &row) == frame && row == 1);
  g_assert_null (stree_commit_get_inserted (commit, 3, NULL));
  g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 1);
  g_assert_null (stree_commit_get_conflict (commit, 0, &change, NULL));
  g_assert_cmpuint (change, ==, 6);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/frame-source/model/counted", test_model_counted);
  g_test_add_func ("/frame-source/model/one-key", test_model_one_key);
  g_test_add_func ("/frame-source/model/two-keys", test_model_two_keys);
  g_test_add_func ("/frame-source/exchange", test_exchange);
  g_test_add_func ("/frame-source/new-refuses", test_new_refuses);
  g_test_add_func ("/frame-source/flags", test_flags);
  g_test_add_func ("/frame-source/cells-refused", test_cells_refused);
  g_test_add_func ("/frame-source/changes-refused", test_changes_refused);
  g_test_add_func ("/frame-source/query-refused", test_query_refused);
  g_test_add_func ("/frame-source/two-commits", test_two_commits);
  g_test_add_func ("/frame-source/set-frame", test_set_frame);
  g_test_add_func ("/frame-source/set-frame-meanwhile", test_set_frame_meanwhile);
  g_test_add_func ("/frame-source/cancel", test_cancel);
  g_test_add_func ("/frame-source/lives", test_lives);
  g_test_add_func ("/frame-source/row-key", test_row_key);
  g_test_add_func ("/frame-source/changes", test_changes);
  return g_test_run ();
}
