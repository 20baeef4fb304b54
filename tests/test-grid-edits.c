/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What was typed into a table and is not written yet: states, errors, undo, commits and conflicts. */

#include <string.h>

#include "grid-edits-table.h"

/* --- cells --- */

static void
test_cell (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = edits_key (3);

  (void) data;
  g_assert_null (stree_grid_edits_get_cell (fixture->edits, key, EDITS_PRICE));
  g_assert_true (edits_type (fixture->edits, 3, EDITS_PRICE, "9.25"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  check_shown (fixture, 3, EDITS_PRICE, "9.25");
  g_assert_cmpuint (state_of (fixture, 3), ==, STREE_GRID_EDIT_CHANGED);
  g_assert_cmpuint (cell_state_of (fixture, 3, EDITS_PRICE), ==, STREE_GRID_EDIT_CHANGED);
  g_assert_cmpuint (cell_state_of (fixture, 3, EDITS_NAME), ==, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_CHANGED), ==, 1);
  check_table (fixture, 3, EDITS_PRICE, "3.5");

  /* Back to what it was. */
  g_assert_true (edits_type (fixture->edits, 3, EDITS_PRICE, "3.50"));
  g_assert_cmpuint (state_of (fixture, 3), ==, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 0);
  g_assert_null (stree_grid_edits_get_cell (fixture->edits, key, EDITS_PRICE));

  /* What changes nothing is no step. */
  g_assert_true (edits_type (fixture->edits, 4, EDITS_PRICE, "4.5"));
  g_assert_cmpstr (stree_grid_edits_get_undo_name (fixture->edits), ==, "Edit “price”");
  g_assert_true (stree_grid_edits_undo (fixture->edits));
  check_shown (fixture, 3, EDITS_PRICE, "9.25");
  g_assert_true (stree_grid_edits_undo (fixture->edits));
  g_assert_false (stree_grid_edits_undo (fixture->edits));
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 0);
  g_assert_true (stree_grid_edits_redo (fixture->edits));
  check_shown (fixture, 3, EDITS_PRICE, "9.25");
  g_assert_nonnull (stree_grid_edits_get_redo_name (fixture->edits));
  edits_type (fixture->edits, 3, EDITS_NAME, "else");
  g_assert_null (stree_grid_edits_get_redo_name (fixture->edits));
  must_commit (fixture);
  check_table (fixture, 3, EDITS_PRICE, "9.25");
  check_table (fixture, 3, EDITS_NAME, "else");
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = edits_key (3);
  g_autoptr (GError) error = NULL;

  (void) data;
  edits_type (fixture->edits, 3, EDITS_PRICE, "much");
  edits_type (fixture->edits, 3, EDITS_COUNT, "-4");
  edits_type (fixture->edits, 4, EDITS_ID, "");
  edits_type (fixture->edits, 5, EDITS_NAME, "fine");
  g_assert_cmpstr (stree_grid_edits_get_text (fixture->edits, key, EDITS_PRICE), ==, "much");
  g_assert_cmpstr (stree_grid_edits_get_error (fixture->edits, key, EDITS_PRICE), ==, "A number was expected");
  g_assert_cmpstr (stree_grid_edits_get_error (fixture->edits, key, EDITS_COUNT), ==, "less than none");
  check_shown (fixture, 3, EDITS_COUNT, "-4");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INVALID), ==, 2);

  g_assert_false (edits_commit (fixture->edits, NULL, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "3 cells cannot be saved as they are:\n3, “price”: A number was expected\n3, “count”: less than none\n"
                   "4, “id”: This cannot be empty");
  check_table (fixture, 5, EDITS_NAME, "name 5");
  check_shown (fixture, 3, EDITS_PRICE, "much");

  /* A deleted row is not in the way. */
  stree_grid_edits_revert_cell (fixture->edits, key, EDITS_PRICE);
  edits_delete (fixture->edits, 3);
  edits_type (fixture->edits, 4, EDITS_ID, "44");
  must_commit (fixture);
  check_table (fixture, 3, EDITS_PRICE, NULL);
  check_table (fixture, 44, EDITS_NAME, "name 4");
  g_assert_cmpuint (fixture->rekeyed->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (fixture->rekeyed, 2), ==, "44");

  /* The key that is gone is another row's now. */
  g_assert_true (stree_grid_edits_undo (fixture->edits));
  g_assert_cmpuint (state_of (fixture, 44), ==, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_INVALID);
  g_assert_true (stree_grid_edits_undo (fixture->edits));
  g_assert_cmpuint (stree_grid_edits_get_n_extra_rows (fixture->edits, STREE_GRID_END), ==, 1);
}

/* --- rows --- */

static void
test_insert (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) end = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_END);
  g_autoptr (StreeRowKey) second = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_END);
  g_autoptr (StreeRowKey) top = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_TOP);
  g_autoptr (StreeRowKey) upper = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_TOP);
  g_autoptr (GError) error = NULL;

  (void) data;
  g_assert_true (stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_TOP, 0) == upper);
  g_assert_true (stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_TOP, 1) == top);
  g_assert_true (stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_END, 1) == second);
  stree_grid_edits_delete_row (fixture->edits, top, NULL, 0);
  stree_grid_edits_delete_row (fixture->edits, upper, NULL, 0);
  stree_grid_edits_delete_row (fixture->edits, second, NULL, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INSERTED), ==, 1);
  g_assert_false (stree_grid_edits_set_text (fixture->edits, top, NULL, 0, EDITS_NAME, "lost"));
  stree_grid_edits_undo (fixture->edits);
  g_assert_true (stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_END, 1) == second);
  stree_grid_edits_redo (fixture->edits);

  /* What it lacks is an error when it is to be written. */
  g_assert_true (stree_grid_edits_set_text (fixture->edits, end, NULL, 0, EDITS_NAME, "new"));
  g_assert_null (stree_grid_edits_get_error (fixture->edits, end, EDITS_ID));
  g_assert_false (edits_commit (fixture->edits, NULL, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_INVALID);
  g_assert_nonnull (stree_grid_edits_get_error (fixture->edits, end, EDITS_ID));
  g_assert_cmpuint (stree_grid_edits_get_row_state (fixture->edits, end), ==,
                    STREE_GRID_EDIT_INSERTED | STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_INVALID);
  g_assert_true (stree_grid_edits_set_text (fixture->edits, end, NULL, 0, EDITS_ID, "11"));
  must_commit (fixture);
  check_table (fixture, 11, EDITS_NAME, "new");
  check_table (fixture, 11, EDITS_PRICE, "");
  g_assert_cmpstr (g_ptr_array_index (fixture->rekeyed, 0), ==, "11");
  g_assert_cmpuint (stree_grid_edits_get_n_extra_rows (fixture->edits, STREE_GRID_END), ==, 0);

  /* An undo after that: its cells, and then the row. */
  stree_grid_edits_undo (fixture->edits);
  stree_grid_edits_undo (fixture->edits);
  check_shown (fixture, 11, EDITS_NAME, "");
  while (stree_grid_edits_undo (fixture->edits))
    ;
  g_assert_cmpuint (state_of (fixture, 11), ==, STREE_GRID_EDIT_DELETED);
  must_commit (fixture);
  check_table (fixture, 11, EDITS_NAME, NULL);
  while (stree_grid_edits_redo (fixture->edits))
    ;
  must_commit (fixture);
  check_table (fixture, 11, EDITS_NAME, "new");
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  gint64 id = 3;
  g_autoptr (StreeRowKey) key = edits_key (id);

  (void) data;
  edits_type (fixture->edits, id, EDITS_NAME, "typed");
  g_assert_true (edits_delete (fixture->edits, id));
  g_assert_false (edits_delete (fixture->edits, id));
  g_assert_cmpuint (state_of (fixture, id), ==, STREE_GRID_EDIT_DELETED);
  g_assert_false (edits_type (fixture->edits, id, EDITS_NAME, "no"));
  g_assert_true (stree_grid_edits_undelete_row (fixture->edits, key));
  check_shown (fixture, id, EDITS_NAME, "typed");
  stree_grid_edits_undo (fixture->edits);
  must_commit (fixture);
  check_table (fixture, id, EDITS_NAME, NULL);

  /* The row comes again as a new one, with what it had. */
  stree_grid_edits_undo (fixture->edits);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INSERTED), ==, 1);
  {
    StreeRowKey *again = stree_grid_edits_get_extra_row (fixture->edits, STREE_GRID_END, 0);
    g_autofree char *name = edits_shown (fixture->edits, again, EDITS_NAME);
    g_autofree char *price = edits_shown (fixture->edits, again, EDITS_PRICE);

    g_assert_cmpstr (name, ==, "typed");
    g_assert_cmpstr (price, ==, "3.5");
  }
  stree_grid_edits_undo (fixture->edits);
  must_commit (fixture);
  check_table (fixture, id, EDITS_NAME, "name 3");
  check_table (fixture, id, EDITS_PRICE, "3.5");
}

/* Rows that are told apart by a number that they get: an undo gives a deleted one another number. */
static void
test_counted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeFrame) before = all_rows (fixture);
  g_autoptr (StreeFrame) after = NULL;
  guint n_keys;
  g_autofree guint *keys = stree_source_get_key_columns (fixture->source, &n_keys);
  g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (before, 2, keys, n_keys);
  g_autoptr (StreeRowKey) added = NULL;

  (void) data;
  g_assert_cmpuint (n_keys, ==, 1);
  g_assert_false (stree_grid_edits_can_edit (fixture->edits, key, keys[0]));
  stree_grid_edits_delete_row (fixture->edits, key, before, 2);
  must_commit (fixture);
  stree_grid_edits_undo (fixture->edits);
  added = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_END);
  must_commit (fixture);
  g_assert_cmpuint (fixture->rekeyed->len, ==, 3);
  after = all_rows (fixture);
  g_assert_cmpuint (stree_frame_get_n_rows (after), ==, 11);
  g_assert_cmpstr (stree_frame_get_text (after, 9, EDITS_NAME), ==, "name 3");
  g_assert_cmpint (stree_frame_get_int64 (after, 9, keys[0]), !=, stree_frame_get_int64 (before, 2, keys[0]));
}

/* --- undo --- */

static void
test_bounded (Fixture *fixture, gconstpointer data)
{
  (void) data;
  stree_grid_edits_set_max_steps (fixture->edits, 3);
  for (guint i = 1; i <= 5; i++)
    edits_type (fixture->edits, i, EDITS_NAME, "x");
  for (guint i = 0; i < 3; i++)
    g_assert_true (stree_grid_edits_undo (fixture->edits));
  g_assert_false (stree_grid_edits_undo (fixture->edits));
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 2);
  check_shown (fixture, 2, EDITS_NAME, "x");
}

/* --- commits --- */

static void
test_undo_after_commit (Fixture *fixture, gconstpointer data)
{
  (void) data;
  edits_type (fixture->edits, 3, EDITS_NAME, "one");
  edits_type (fixture->edits, 3, EDITS_NAME, "two");
  must_commit (fixture);
  stree_grid_edits_undo (fixture->edits);
  check_shown (fixture, 3, EDITS_NAME, "one");
  stree_grid_edits_undo (fixture->edits);
  check_shown (fixture, 3, EDITS_NAME, "name 3");
  g_assert_cmpuint (state_of (fixture, 3), ==, STREE_GRID_EDIT_CHANGED);
  must_commit (fixture);
  check_table (fixture, 3, EDITS_NAME, "name 3");
  stree_grid_edits_redo (fixture->edits);
  stree_grid_edits_redo (fixture->edits);
  check_shown (fixture, 3, EDITS_NAME, "two");
}

/* What was written is not there any more: an undo would write over somebody else's value. */
static void
test_undo_over_others (Fixture *fixture, gconstpointer data)
{
  (void) data;

  /* It is known already. */
  edits_type (fixture->edits, 5, EDITS_NAME, "mine");
  must_commit (fixture);
  edits_other_writes (fixture->edits, 5, EDITS_NAME, "theirs");
  edits_type (fixture->edits, 5, EDITS_PRICE, "1.5");
  stree_grid_edits_undo (fixture->edits);
  stree_grid_edits_undo (fixture->edits);
  check_shown (fixture, 5, EDITS_NAME, "name 5");
  g_assert_cmpuint (state_of (fixture, 5), ==, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_CONFLICT);
  stree_grid_edits_revert_all (fixture->edits);

  /* It is found out. */
  edits_type (fixture->edits, 3, EDITS_NAME, "mine");
  must_commit (fixture);
  edits_other_writes (fixture->edits, 3, EDITS_NAME, "theirs");
  stree_grid_edits_undo (fixture->edits);
  edits_refresh (fixture->edits);
  check_shown (fixture, 3, EDITS_NAME, "name 3");
  g_assert_cmpuint (state_of (fixture, 3), ==, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_CONFLICT);
  stree_grid_edits_redo (fixture->edits);
  g_assert_cmpuint (state_of (fixture, 3), ==, 0);
  edits_refresh (fixture->edits);
  edits_type (fixture->edits, 3, EDITS_PRICE, "1.5");
  check_shown (fixture, 3, EDITS_NAME, "theirs");
  stree_grid_edits_undo (fixture->edits);
  stree_grid_edits_undo (fixture->edits);
  g_assert_cmpuint (state_of (fixture, 3), ==, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_CONFLICT);
}

static void
test_while_committing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (StreeRowKey) back = edits_key (2);
  g_autoptr (StreeRowKey) kept = edits_key (4);
  g_autoptr (GError) error = NULL;

  (void) data;
  edits_type (fixture->edits, 1, EDITS_NAME, "first");
  edits_type (fixture->edits, 2, EDITS_NAME, "second");
  edits_type (fixture->edits, 3, EDITS_NAME, "third");
  edits_delete (fixture->edits, 4);
  stree_grid_edits_commit_async (fixture->edits, NULL, edits_on_result, &result);
  g_assert_true (stree_grid_edits_is_committing (fixture->edits));
  edits_type (fixture->edits, 1, EDITS_NAME, "again");
  edits_type (fixture->edits, 1, EDITS_PRICE, "8");
  stree_grid_edits_revert_cell (fixture->edits, back, EDITS_NAME);
  stree_grid_edits_undelete_row (fixture->edits, kept);
  stree_grid_edits_commit_async (fixture->edits, NULL, edits_on_result, &second);
  edits_wait (&second);
  g_assert_false (stree_grid_edits_commit_finish (fixture->edits, second, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_BUSY);
  edits_wait (&result);
  g_assert_true (stree_grid_edits_commit_finish (fixture->edits, result, NULL));
  g_assert_false (stree_grid_edits_is_committing (fixture->edits));

  check_table (fixture, 1, EDITS_NAME, "first");
  check_table (fixture, 2, EDITS_NAME, "second");
  check_shown (fixture, 1, EDITS_NAME, "again");
  check_shown (fixture, 1, EDITS_PRICE, "8");
  check_shown (fixture, 2, EDITS_NAME, "name 2"); /* taken back, and so to be written back */
  g_assert_cmpuint (state_of (fixture, 2), ==, STREE_GRID_EDIT_CHANGED);
  g_assert_cmpuint (state_of (fixture, 3), ==, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, STREE_GRID_EDIT_INSERTED), ==, 1);
  must_commit (fixture);
  check_table (fixture, 1, EDITS_NAME, "again");
  check_table (fixture, 2, EDITS_NAME, "name 2");
  check_table (fixture, 4, EDITS_NAME, "name 4");
}

static void
edit_at_once_cb (StreeGridEdits *edits, gpointer data)
{
  Fixture *fixture = data;

  if (!stree_grid_edits_is_committing (edits) || fixture->n_changed > 100)
    return;
  fixture->n_changed = 1000;
  edits_type (edits, 1, EDITS_COUNT, "no number");
  edits_type (edits, 2, EDITS_NAME, "later");
  stree_grid_edits_undo (edits);
  stree_grid_edits_undo (edits);
  edits_type (edits, 3, EDITS_COUNT, "-5");
}

/* Who hears that a commit begins edits at once: that is not what was checked, and is not written with it. */
static void
test_edited_as_it_begins (Fixture *fixture, gconstpointer data)
{
  (void) data;
  edits_type (fixture->edits, 1, EDITS_COUNT, "7");
  edits_type (fixture->edits, 3, EDITS_COUNT, "8");
  g_signal_connect (fixture->edits, "changed", G_CALLBACK (edit_at_once_cb), fixture);
  g_assert_true (edits_commit (fixture->edits, NULL, NULL));
  check_table (fixture, 1, EDITS_COUNT, "7");
  check_table (fixture, 2, EDITS_NAME, "name 2");
  check_table (fixture, 3, EDITS_COUNT, "8");
  check_shown (fixture, 3, EDITS_COUNT, "-5");
  g_assert_cmpuint (state_of (fixture, 3), ==, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_INVALID);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 1);
}

static void
test_failed_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_END);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  (void) data;
  stree_grid_edits_set_text (fixture->edits, key, NULL, 0, EDITS_ID, "3");
  edits_type (fixture->edits, 1, EDITS_NAME, "kept");
  g_assert_false (edits_commit (fixture->edits, NULL, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (edits_commit (fixture->edits, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_shown (fixture, 1, EDITS_NAME, "kept");
  check_table (fixture, 1, EDITS_NAME, "name 1");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 2);
  stree_grid_edits_set_text (fixture->edits, key, NULL, 0, EDITS_ID, "33");
  must_commit (fixture);
}

/* --- conflicts --- */

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = edits_key (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCell) seen = NULL;
  StreeFrame *now;
  guint row = 0;

  (void) data;
  edits_type (fixture->edits, 3, EDITS_NAME, "mine");
  edits_type (fixture->edits, 3, EDITS_PRICE, "8.25");
  edits_type (fixture->edits, 4, EDITS_NAME, "same");
  edits_other_writes (fixture->edits, 4, EDITS_NAME, "same");
  edits_other_writes (fixture->edits, 3, EDITS_COUNT, "5");
  edits_other_writes (fixture->edits, 3, EDITS_NAME, "theirs");
  g_assert_false (edits_commit (fixture->edits, NULL, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpuint (state_of (fixture, 3), ==, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_CONFLICT);
  g_assert_cmpuint (cell_state_of (fixture, 3, EDITS_NAME), ==, STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_CONFLICT);
  g_assert_cmpuint (cell_state_of (fixture, 3, EDITS_PRICE), ==, STREE_GRID_EDIT_CHANGED);
  g_assert_cmpuint (state_of (fixture, 4), ==, 0);
  check_shown (fixture, 3, EDITS_NAME, "mine");
  seen = stree_grid_edits_get_seen_cell (fixture->edits, key, EDITS_NAME);
  g_assert_cmpstr (stree_cell_get_text (seen), ==, "name 3");
  now = stree_grid_edits_get_now (fixture->edits, key, &row);
  g_assert_cmpstr (stree_frame_get_text (now, row, EDITS_NAME), ==, "theirs");
  check_shown (fixture, 3, EDITS_COUNT, "5");
  check_table (fixture, 3, EDITS_PRICE, "3.5");

  /* It is not written before somebody says how. */
  g_assert_false (edits_commit (fixture->edits, NULL, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_CONFLICT);
  stree_grid_edits_resolve_cell (fixture->edits, key, EDITS_NAME, STREE_GRID_TAKE_THEIRS);
  check_shown (fixture, 3, EDITS_NAME, "theirs");
  stree_grid_edits_undo (fixture->edits);
  check_shown (fixture, 3, EDITS_NAME, "mine");
  g_assert_cmpuint (state_of (fixture, 3) & STREE_GRID_EDIT_CONFLICT, !=, 0);
  stree_grid_edits_resolve_row (fixture->edits, key, STREE_GRID_KEEP_MINE);
  must_commit (fixture);
  check_table (fixture, 3, EDITS_NAME, "mine");
  check_table (fixture, 3, EDITS_PRICE, "8.25");
  check_table (fixture, 3, EDITS_COUNT, "5");
}

/* All of them turn out to be none. */
static void
test_no_conflict (Fixture *fixture, gconstpointer data)
{
  (void) data;
  edits_type (fixture->edits, 3, EDITS_NAME, "same");
  edits_type (fixture->edits, 5, EDITS_NAME, "mine");
  edits_delete (fixture->edits, 4);
  edits_other_writes (fixture->edits, 3, EDITS_NAME, "same");
  edits_other_writes (fixture->edits, 4, 0, NULL);
  must_commit (fixture);
  check_table (fixture, 5, EDITS_NAME, "mine");
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  (void) data;
  edits_type (fixture->edits, 1, EDITS_NAME, "mine");
  edits_type (fixture->edits, 2, EDITS_NAME, "same");
  edits_type (fixture->edits, 3, EDITS_NAME, "mine");
  edits_other_writes (fixture->edits, 1, EDITS_COUNT, "5");
  edits_other_writes (fixture->edits, 2, EDITS_NAME, "same");
  edits_other_writes (fixture->edits, 3, EDITS_NAME, "theirs");

  /* By itself. */
  while (!(state_of (fixture, 3) & STREE_GRID_EDIT_CONFLICT))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (state_of (fixture, 1), ==, STREE_GRID_EDIT_CHANGED);
  check_shown (fixture, 1, EDITS_COUNT, "5");
  g_assert_cmpuint (state_of (fixture, 2), ==, 0);

  /* The other one takes it back. */
  edits_other_writes (fixture->edits, 3, EDITS_NAME, "name 3");
  edits_refresh (fixture->edits);
  g_assert_cmpuint (state_of (fixture, 3), ==, STREE_GRID_EDIT_CHANGED);
  must_commit (fixture);
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) first = edits_key (1);
  g_autoptr (StreeRowKey) second = edits_key (2);
  g_autoptr (GError) error = NULL;

  (void) data;
  edits_type (fixture->edits, 1, EDITS_NAME, "mine");
  edits_type (fixture->edits, 2, EDITS_NAME, "mine");
  edits_delete (fixture->edits, 3);
  for (gint64 id = 1; id <= 3; id++)
    edits_other_writes (fixture->edits, id, 0, NULL);
  edits_refresh (fixture->edits);
  g_assert_cmpuint (state_of (fixture, 1), ==,
                    STREE_GRID_EDIT_CHANGED | STREE_GRID_EDIT_CONFLICT | STREE_GRID_EDIT_GONE);
  g_assert_cmpuint (state_of (fixture, 3), ==, 0);
  g_assert_cmpuint (stree_grid_edits_get_n_extra_rows (fixture->edits, STREE_GRID_END), ==, 2);
  g_assert_false (edits_commit (fixture->edits, NULL, &error));
  g_assert_error (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_CONFLICT);

  stree_grid_edits_resolve_row (fixture->edits, second, STREE_GRID_TAKE_THEIRS);
  g_assert_cmpuint (state_of (fixture, 2), ==, 0);
  stree_grid_edits_resolve_row (fixture->edits, first, STREE_GRID_KEEP_MINE);
  g_assert_cmpuint (state_of (fixture, 1), ==, 0);
  g_assert_cmpuint (fixture->rekeyed->len, ==, 1);
  must_commit (fixture);
  check_table (fixture, 1, EDITS_NAME, "mine");
  check_table (fixture, 1, EDITS_PRICE, "1.5");
  check_table (fixture, 2, EDITS_NAME, NULL);
}

static void
test_deleted_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = edits_key (1);

  (void) data;
  edits_delete (fixture->edits, 1);
  edits_other_writes (fixture->edits, 1, EDITS_COUNT, "99");
  edits_refresh (fixture->edits);
  g_assert_cmpuint (state_of (fixture, 1), ==, STREE_GRID_EDIT_DELETED | STREE_GRID_EDIT_CONFLICT);
  stree_grid_edits_resolve_row (fixture->edits, key, STREE_GRID_TAKE_THEIRS);
  g_assert_cmpuint (state_of (fixture, 1), ==, 0);
  edits_delete (fixture->edits, 1);
  must_commit (fixture);
  check_table (fixture, 1, EDITS_NAME, NULL);
}

/* --- what can be done, and what is said --- */

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = edits_key (1);

  (void) data;
  stree_frame_source_set_read_only (STREE_FRAME_SOURCE (fixture->source), TRUE);
  g_assert_false (stree_grid_edits_can_edit (fixture->edits, key, EDITS_NAME));
  g_assert_false (edits_type (fixture->edits, 1, EDITS_NAME, "no"));
  g_assert_false (edits_delete (fixture->edits, 1));
  g_assert_null (stree_grid_edits_insert_row (fixture->edits, STREE_GRID_END));
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 0);
  g_assert_null (stree_grid_edits_get_undo_name (fixture->edits));
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = stree_grid_edits_insert_row (fixture->edits, STREE_GRID_END);
  g_autofree char *json = NULL;
  g_autoptr (GVariant) variant = NULL;

  (void) data;
  stree_grid_edits_set_text (fixture->edits, key, NULL, 0, EDITS_NAME, "new");
  edits_type (fixture->edits, 3, EDITS_PRICE, "much");
  edits_type (fixture->edits, 4, EDITS_COUNT, "7");
  edits_type (fixture->edits, 5, EDITS_NAME, "mine");
  edits_other_writes (fixture->edits, 5, EDITS_NAME, "theirs");
  edits_refresh (fixture->edits);
  edits_delete (fixture->edits, 6);
  json = stree_grid_edits_to_json (fixture->edits);
  g_assert_cmpstr (json, ==,
                   "{\"changed\":[{\"key\":\"3\",\"cells\":{\"price\":\"much\"}},{\"key\":\"4\",\"cells\":{\"count\":7}},"
                   "{\"key\":\"5\",\"cells\":{\"name\":\"mine\"}}],\"inserted\":[{\"cells\":{\"name\":\"new\"}}],"
                   "\"deleted\":[{\"key\":\"6\"}],\"invalid\":[{\"key\":\"3\",\"column\":\"price\",\"value\":\"much\","
                   "\"error\":\"A number was expected\"}],\"conflicts\":[{\"key\":\"5\",\"column\":\"name\","
                   "\"value\":\"mine\",\"seen\":\"name 5\",\"now\":\"theirs\"}]}");
  variant = stree_grid_edits_to_variant (fixture->edits);
  g_assert_true (g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT));
}

static StreeCell *
parse (guint column, const char *text, gpointer data, GError **error)
{
  (void) data;
  if (column != EDITS_COUNT)
    return stree_cell_new_parsed (column == EDITS_NAME ? STREE_COLUMN_TEXT : STREE_COLUMN_DOUBLE, text, error);
  if (g_str_equal (text, "dozen"))
    return stree_cell_new_int64 (12);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "not a dozen");
  return NULL;
}

static void
test_parse (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StreeRowKey) key = edits_key (1);

  (void) data;
  stree_grid_edits_set_parse_func (fixture->edits, parse, NULL, NULL);
  edits_type (fixture->edits, 1, EDITS_COUNT, "dozen");
  check_shown (fixture, 1, EDITS_COUNT, "12");
  edits_type (fixture->edits, 1, EDITS_COUNT, "score");
  g_assert_cmpstr (stree_grid_edits_get_error (fixture->edits, key, EDITS_COUNT), ==, "not a dozen");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/grid-edits/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("cell", test_cell);
  ADD ("errors", test_errors);
  ADD ("insert", test_insert);
  ADD ("delete", test_delete);
  g_test_add ("/grid-edits/counted", Fixture, "counted", set_up, test_counted, tear_down);
  ADD ("bounded", test_bounded);
  ADD ("undo-after-commit", test_undo_after_commit);
  ADD ("undo-over-others", test_undo_over_others);
  ADD ("while-committing", test_while_committing);
  ADD ("edited-as-it-begins", test_edited_as_it_begins);
  ADD ("failed-commit", test_failed_commit);
  ADD ("conflict", test_conflict);
  ADD ("no-conflict", test_no_conflict);
  ADD ("refresh", test_refresh);
  ADD ("gone", test_gone);
  ADD ("deleted-conflict", test_deleted_conflict);
  ADD ("read-only", test_read_only);
  ADD ("json", test_json);
  ADD ("parse", test_parse);
  return g_test_run ();
}
