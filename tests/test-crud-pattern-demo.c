/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list, a form, saving, deleting and two who write the same, as a user meets them, without a window. */

#include "support.h"

#include "crud_pattern_demo/crud_pattern_demo.h"

typedef struct
{
  StreeSource *source;
  StreeCrud *crud;
  StreeHeadless *app;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  (void) data;
  f->source = crud_pattern_make_source ();
  f->crud = crud_pattern_make_crud (f->source);
  f->app = stree_headless_new (NULL, "app", crud_pattern_demo, f->crud);
  wait_for (stree_headless_has_text (f->app, "Choose a record, or add one."));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  wait_for (!stree_crud_is_busy (f->crud));
  g_object_unref (f->app);
  g_object_unref (f->crud);
  g_object_unref (f->source);
}

static StreeFrame *
table (Fixture *f)
{
  return stree_frame_source_get_frame (STREE_FRAME_SOURCE (f->source));
}

static char *
key_of (Fixture *f, const char *column)
{
  g_autofree char *field = stree_crud_dup_field (f->crud, column);

  return g_steal_pointer (&field);
}

static void
enter (Fixture *f, const char *column, const char *text)
{
  g_autofree char *key = key_of (f, column);
  g_autoptr (GError) error = NULL;

  stree_headless_type (f->app, key, text, &error);
  g_assert_no_error (error);
}

static char *
value_of (Fixture *f, const char *column)
{
  g_autofree char *key = key_of (f, column);
  g_auto (GValue) value = G_VALUE_INIT, text = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  stree_headless_get_value (f->app, key, &value, &error);
  g_assert_no_error (error);
  g_value_init (&text, G_TYPE_STRING);
  g_value_transform (&value, &text);
  return g_value_dup_string (&text);
}

static void
check_value (Fixture *f, const char *column, const char *expected)
{
  g_autofree char *value = value_of (f, column);

  g_assert_cmpstr (value, ==, expected);
}

static gboolean
has (Fixture *f, const char *text)
{
  return stree_headless_has_text (f->app, text);
}

/* Clicks, and lets what follows happen. */
static void
do_click (Fixture *f, const char *key)
{
  click (f->app, key);
  stree_headless_flush (f->app);
}

static void
go_to (Fixture *f, const char *id)
{
  g_autoptr (GError) error = NULL;

  stree_set_query_value (stree_headless_get_session (f->app), id, "id", &error);
  g_assert_no_error (error);
  stree_headless_flush (f->app);
}

static void
open_record (Fixture *f, int id)
{
  g_autofree char *text = g_strdup_printf ("%d", id);
  g_autofree char *title = g_strdup_printf ("Record %d", id);

  go_to (f, text);
  wait_for (has (f, title));
}

static gint64
stock_of (Fixture *f, guint row)
{
  return stree_frame_get_int64 (table (f), row, 1);
}

static void
settle (Fixture *f)
{
  wait_for (!stree_crud_is_busy (f->crud));
  stree_headless_flush (f->app);
}

/* --- opening and saving --- */

static void
test_open (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, 1);
  check_value (f, "item", "Apples");
  check_value (f, "stock", "120");
  open_record (f, 3);
  check_value (f, "item", "Cheese");
  go_to (f, "99");
  wait_for (has (f, "There is no record “99”."));
  go_to (f, "no number");
  wait_for (has (f, "There is no record “no number”."));
}

static void
test_save (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, 2);
  enter (f, "stock", "15");
  do_click (f, "save");
  wait_for (has (f, "Saved."));
  settle (f);
  g_assert_cmpint (stock_of (f, 1), ==, 15);
  check_value (f, "stock", "15");

  /* What was typed stays with its record, whatever else is opened. */
  enter (f, "item", "Rye bread");
  open_record (f, 4);
  check_value (f, "item", "Dates");
  open_record (f, 2);
  check_value (f, "item", "Rye bread");
  g_assert_cmpstr (stree_frame_get_text (table (f), 1, 0), ==, "Bread");
  do_click (f, "save");
  settle (f);
  g_assert_cmpstr (stree_frame_get_text (table (f), 1, 0), ==, "Rye bread");

  /* Nothing is changed: there is nothing to write. */
  do_click (f, "save");
  settle (f);
  g_assert_cmpstr (stree_frame_get_text (table (f), 1, 0), ==, "Rye bread");
}

static void
test_invalid (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, 2);
  enter (f, "stock", "-1");
  stree_headless_flush (f->app);
  assert_shows (f->app, "There cannot be less than none");
  enter (f, "stock", "3");
  enter (f, "item", "");
  stree_headless_flush (f->app);
  g_assert_cmpint (stock_of (f, 1), ==, 14);
  enter (f, "item", "B");
  do_click (f, "save");
  settle (f);
  g_assert_cmpint (stock_of (f, 1), ==, 3);
}

/* An input says what is wrong with it. */
static gboolean
has_error (Fixture *f)
{
  g_autofree char *json = dump_json (f->app);

  return strstr (json, "\"error\"") != NULL;
}

static void
check_empty (Fixture *f, const char *column)
{
  g_autofree char *key = key_of (f, column);
  g_auto (GValue) value = G_VALUE_INIT;

  stree_headless_get_value (f->app, key, &value, NULL);
  g_assert_false (G_VALUE_HOLDS_INT64 (&value) || G_VALUE_HOLDS_DOUBLE (&value));
}

static void
test_add (Fixture *f, gconstpointer data)
{
  (void) data;
  do_click (f, "new");
  assert_has_text (f->app, "New Record");
  check_empty (f, "stock");
  g_assert_false (has_error (f));
  do_click (f, "save"); /* the name is missing */
  g_assert_true (has_error (f));
  g_assert_cmpuint (stree_frame_get_n_rows (table (f)), ==, 5);
  enter (f, "item", "Figs");
  enter (f, "stock", "7");
  do_click (f, "save");
  wait_for (has (f, "Saved."));
  settle (f);
  wait_for (has (f, "Record 6"));
  g_assert_cmpuint (stree_frame_get_n_rows (table (f)), ==, 6);
  g_assert_cmpstr (stree_frame_get_text (table (f), 5, 0), ==, "Figs");
  g_assert_true (stree_frame_is_null (table (f), 5, 2)); /* about which nothing was said */
  g_assert_true (stree_frame_is_null (table (f), 5, 4));
  check_value (f, "item", "Figs");

  /* The next one begins empty. */
  do_click (f, "new");
  check_value (f, "item", "");
}

static char *
forbid (guint column, StreeCell *cell, gpointer data)
{
  (void) data;
  return column == 0 && g_str_equal (stree_cell_get_text (cell), "Rats") ? g_strdup ("not here") : NULL;
}

/* What the table does not take is still in the form. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  StreeGridEdits *edits = stree_crud_get_edits (f->crud);
  g_autoptr (GError) error = NULL;

  (void) data;
  stree_grid_edits_set_validate_func (edits, forbid, NULL, NULL);
  open_record (f, 2);
  enter (f, "item", "Rats");
  do_click (f, "save");
  settle (f);
  assert_shows (f->app, "not here");
  check_value (f, "item", "Rats");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (edits, 0), ==, 0);
  stree_frame_source_set_read_only (STREE_FRAME_SOURCE (f->source), TRUE);
  enter (f, "item", "Rye");
  g_assert_false (stree_headless_click (f->app, "save", &error)); /* the button is disabled */
}

/* --- deleting --- */

static void
test_delete (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, 3);
  do_click (f, "delete");
  wait_for (has (f, "Record 3 is deleted."));
  settle (f);
  g_assert_cmpuint (stree_frame_get_n_rows (table (f)), ==, 4);
  assert_has_text (f->app, "Choose a record, or add one.");
  do_click (f, "undo");
  wait_for (has (f, "The record is back."));
  settle (f);
  g_assert_cmpuint (stree_frame_get_n_rows (table (f)), ==, 5);
  g_assert_cmpstr (stree_frame_get_text (table (f), 4, 0), ==, "Cheese");
  g_assert_cmpint (stock_of (f, 4), ==, 32);
  wait_for (has (f, "Record 6"));
  check_value (f, "item", "Cheese");
  do_click (f, "dismiss");
  g_assert_false (has (f, "The record is back."));
}

/* --- two write the same --- */

static void
test_follows (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, 1);
  do_click (f, "sold");
  wait_for (stock_of (f, 0) == 119);
  settle (f);
  check_value (f, "stock", "119");

  /* But not over what was typed. */
  enter (f, "stock", "500");
  do_click (f, "sold");
  wait_for (stock_of (f, 0) == 118);
  settle (f);
  check_value (f, "stock", "500");
}

static void
make_conflict (Fixture *f)
{
  open_record (f, 1);
  enter (f, "stock", "500");
  do_click (f, "sold");
  wait_for (stock_of (f, 0) == 119);
  settle (f);
  do_click (f, "save");
  wait_for (has (f, "Somebody else has saved other values meanwhile."));
  g_assert_true (has (f, "Before: 120"));
  g_assert_true (has (f, "Theirs: 119"));
  g_assert_true (has (f, "Yours: 500"));
  g_assert_cmpint (stock_of (f, 0), ==, 119);
}

static void
test_keep_mine (Fixture *f, gconstpointer data)
{
  (void) data;
  make_conflict (f);
  do_click (f, "keep mine");
  wait_for (has (f, "Saved."));
  settle (f);
  g_assert_cmpint (stock_of (f, 0), ==, 500);
  check_value (f, "stock", "500");
}

static void
test_take_theirs (Fixture *f, gconstpointer data)
{
  (void) data;
  make_conflict (f);
  do_click (f, "take theirs");
  settle (f);
  g_assert_cmpint (stock_of (f, 0), ==, 119);
  check_value (f, "stock", "119");
}

static void
test_put_off (Fixture *f, gconstpointer data)
{
  (void) data;
  make_conflict (f);
  do_click (f, "put off");
  settle (f);
  check_value (f, "stock", "500");
  g_assert_cmpuint (stree_grid_edits_get_n_rows (stree_crud_get_edits (f->crud), 0), ==, 0);
  do_click (f, "save");
  wait_for (has (f, "Somebody else has saved other values meanwhile."));
  do_click (f, "keep mine");
  wait_for (has (f, "Saved."));
  settle (f);
  g_assert_cmpint (stock_of (f, 0), ==, 500);
}

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer rows)
{
  *(StreeResultSet **) rows = stree_source_query_finish (STREE_SOURCE (source), result, NULL);
}

static StreeFrame *
read_all (Fixture *f)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;

  stree_source_query_async (f->source, query, NULL, queried_cb, &rows);
  wait_for (rows);
  return stree_result_set_get_page (rows, 0, G_MAXUINT);
}

static void
delete_elsewhere (Fixture *f, guint row)
{
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeFrame) records = read_all (f);
  guint n = stree_frame_get_n_rows (table (f));

  stree_changes_add_delete (changes, records, row);
  stree_source_commit_async (f->source, changes, NULL, NULL, NULL);
  wait_for (stree_frame_get_n_rows (table (f)) == n - 1);
  settle (f);
}

/* What was typed is not lost with the record. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, 1);
  enter (f, "stock", "500");
  delete_elsewhere (f, 0);
  check_value (f, "stock", "500");
  do_click (f, "save");
  wait_for (has (f, "Somebody else has deleted this record meanwhile."));
  do_click (f, "keep mine");
  wait_for (has (f, "Saved."));
  settle (f);
  g_assert_cmpuint (stree_frame_get_n_rows (table (f)), ==, 5);
  g_assert_cmpint (stock_of (f, 4), ==, 500);
  g_assert_cmpstr (stree_frame_get_text (table (f), 4, 0), ==, "Apples");
  wait_for (has (f, "Record 6"));
}

static void
test_delete_conflict (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, 2);
  enter (f, "item", "typed"); /* so that the form does not follow */
  do_click (f, "sold");
  wait_for (stock_of (f, 1) == 13);
  settle (f);
  do_click (f, "delete");
  wait_for (has (f, "Somebody else has saved other values since you saw this record."));
  g_assert_true (has (f, "Before: 14"));
  g_assert_true (has (f, "Theirs: 13"));
  do_click (f, "keep mine");
  wait_for (has (f, "Record 2 is deleted."));
  settle (f);
  g_assert_cmpuint (stree_frame_get_n_rows (table (f)), ==, 4);
}

static StreeElement *
counter (StreeContext *cx, gpointer props)
{
  StreeState *intents = stree_save_intent_counter (cx, NULL);

  (void) props;
  return stree_vstack (stree_text ("wanted: %d", stree_state_get_int (intents)),
                       stree_button ("Save", .key = "save", .on_click = stree_add (intents, 1)));
}

static void
test_intents (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", counter, NULL);

  assert_has_text (app, "wanted: 0");
  click (app, "save");
  click (app, "save");
  stree_headless_flush (app);
  assert_has_text (app, "wanted: 2");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/crud-pattern-demo/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("open", test_open);
  ADD ("save", test_save);
  ADD ("invalid", test_invalid);
  ADD ("add", test_add);
  ADD ("refused", test_refused);
  ADD ("delete", test_delete);
  ADD ("follows", test_follows);
  ADD ("keep-mine", test_keep_mine);
  ADD ("take-theirs", test_take_theirs);
  ADD ("put-off", test_put_off);
  ADD ("gone", test_gone);
  ADD ("delete-conflict", test_delete_conflict);
  g_test_add_func ("/crud-pattern-demo/intents", test_intents);
  return g_test_run ();
}
