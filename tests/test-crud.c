/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Two records at once: what is typed into one stays while another one is saved, deleted, brought back or in conflict. And how
 * records are found by their ids. */

#include "support.h"

#include "waiting-source.h"

/* --- an app of it --- */

typedef struct
{
  WaitingSource *slow;
  StreeCrud *crud;
  StreeHeadless *app;
} Fixture;

static StreeElement *
app (StreeContext *cx, gpointer crud)
{
  return stree_crud_view (cx, crud);
}

static StreeFrame *
make_people (guint n)
{
  g_autoptr (StreeFrameBuilder) rows = stree_frame_builder_new ();

  stree_frame_builder_add_column (rows, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (rows, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (rows, "seen", STREE_COLUMN_TIMESTAMP);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("person %u", i + 1);

      stree_frame_builder_append_int64 (rows, 0, i + 1);
      stree_frame_builder_append_text (rows, 1, name);
      stree_frame_builder_end_row (rows);
    }
  return stree_frame_builder_finish (rows);
}

/* Takes @table. */
static void
begin (Fixture *f, StreeSource *table)
{
  f->slow = waiting_source_new (table);
  f->crud = stree_crud_new (STREE_SOURCE (f->slow));
  f->app = stree_headless_new (NULL, "app", app, f->crud);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (StreeFrame) people = make_people (3000);

  (void) data;
  begin (f, STREE_SOURCE (stree_frame_source_new (people, STREE_STRV ("id"), NULL)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  wait_for (!stree_crud_is_busy (f->crud));
  g_object_unref (f->app);
  g_object_unref (f->crud);
  g_object_unref (f->slow);
}

static gboolean
has (Fixture *f, const char *text)
{
  return stree_headless_has_text (f->app, text);
}

static void
go_to (Fixture *f, const char *id)
{
  stree_set_query_value (stree_headless_get_session (f->app), id, "id", NULL);
  stree_headless_flush (f->app);
}

static void
open_record (Fixture *f, const char *id)
{
  g_autofree char *title = g_strdup_printf ("Record %s", id);

  go_to (f, id);
  wait_for (has (f, title));
}

static void
do_click (Fixture *f, const char *key)
{
  click (f->app, key);
  stree_headless_flush (f->app);
}

static void
settle (Fixture *f)
{
  wait_for (!stree_crud_is_busy (f->crud));
  stree_headless_flush (f->app);
}

static void
enter (Fixture *f, const char *column, const char *text)
{
  g_autofree char *field = stree_crud_dup_field (f->crud, column);
  g_autoptr (GError) error = NULL;

  stree_headless_type (f->app, field, text, &error);
  g_assert_no_error (error);
  stree_headless_flush (f->app);
}

static void
check_field (Fixture *f, const char *column, const char *expected)
{
  g_autofree char *field = stree_crud_dup_field (f->crud, column);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  stree_headless_get_value (f->app, field, &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, expected);
}

static void
check_location (Fixture *f, const char *expected)
{
  g_autofree char *id = stree_location_dup_param (stree_session_get_location (stree_headless_get_session (f->app)), "id");

  g_assert_cmpstr (id ? id : "", ==, expected);
}

static StreeFrame *
table (Fixture *f)
{
  return stree_frame_source_get_frame (STREE_FRAME_SOURCE (f->slow->table));
}

/* The table's name of a person; NULL: there is none such. */
static const char *
name_of (Fixture *f, gint64 id)
{
  for (guint i = 0; i < stree_frame_get_n_rows (table (f)); i++)
    if (stree_frame_get_int64 (table (f), i, 0) == id)
      return stree_frame_get_text (table (f), i, 1);
  return NULL;
}

/* Somebody else; NULL: deletes it. */
static void
write_elsewhere (Fixture *f, gint64 id, const char *name)
{
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeFrame) seen = stree_frame_ref (table (f));
  guint row = 0;

  while (stree_frame_get_int64 (seen, row, 0) != id)
    row++;
  if (name)
    {
      g_autoptr (StreeCell) cell = stree_cell_new_text (name);

      stree_changes_set_cell (changes, stree_changes_add_update (changes, seen, row), 1, cell);
    }
  else
    stree_changes_add_delete (changes, seen, row);
  stree_source_commit_async (f->slow->table, changes, NULL, NULL, NULL);
  wait_for (g_strcmp0 (name_of (f, id), name) == 0);
}

/* --- a record is written while another one is open --- */

static void
test_slow_save (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "1");
  enter (f, "name", "Ada");
  f->slow->holds = TRUE;
  do_click (f, "save");
  open_record (f, "2");
  enter (f, "name", "Grace");
  waiting_source_write (f->slow);
  settle (f);
  g_assert_cmpstr (name_of (f, 1), ==, "Ada");
  assert_has_text (f->app, "Record 1 is saved.");
  check_location (f, "2");
  check_field (f, "name", "Grace");
  open_record (f, "1");
  check_field (f, "name", "Ada");
  settle (f);
  check_field (f, "name", "Ada");
  open_record (f, "2");
  check_field (f, "name", "Grace");
  do_click (f, "save");
  wait_for (has (f, "Saved."));
  settle (f);
  g_assert_cmpstr (name_of (f, 2), ==, "Grace");
}

/* Who types on while it is saved has not typed in vain, and no conflict with himself. */
static void
test_typed_meanwhile (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "1");
  enter (f, "name", "Ada");
  f->slow->holds = TRUE;
  do_click (f, "save");
  enter (f, "name", "Ada Lovelace");
  waiting_source_write (f->slow);
  settle (f);
  g_assert_cmpstr (name_of (f, 1), ==, "Ada");
  check_field (f, "name", "Ada Lovelace");
  do_click (f, "save");
  wait_for (g_strcmp0 (name_of (f, 1), "Ada Lovelace") == 0);
  settle (f);
  assert_has_text (f->app, "Saved.");
  check_field (f, "name", "Ada Lovelace");
  /* From here on it follows again. */
  write_elsewhere (f, 1, "Countess");
  settle (f);
  check_field (f, "name", "Countess");
}

static void
test_slow_new (Fixture *f, gconstpointer data)
{
  (void) data;
  do_click (f, "new");
  enter (f, "id", "5000");
  enter (f, "name", "Ada");
  f->slow->holds = TRUE;
  do_click (f, "save");
  enter (f, "name", "Ada Lovelace");
  waiting_source_write (f->slow);
  wait_for (has (f, "Record 5000"));
  settle (f);
  check_location (f, "5000");
  check_field (f, "name", "Ada Lovelace");
  do_click (f, "save");
  wait_for (g_strcmp0 (name_of (f, 5000), "Ada Lovelace") == 0);
  settle (f);
  g_assert_cmpuint (stree_frame_get_n_rows (table (f)), ==, 3001);

  /* The next one begins empty, and goes nowhere else when another one is open. */
  do_click (f, "new");
  check_field (f, "name", "");
  enter (f, "id", "5001");
  enter (f, "name", "Grace");
  f->slow->holds = TRUE;
  do_click (f, "save");
  open_record (f, "2");
  enter (f, "name", "typed");
  waiting_source_write (f->slow);
  settle (f);
  check_location (f, "2");
  check_field (f, "name", "typed");
  assert_has_text (f->app, "Record 5001 is saved.");
  do_click (f, "new");
  check_field (f, "name", "");
}

static void
test_other_id (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "1");
  enter (f, "id", "9001");
  do_click (f, "save");
  wait_for (has (f, "Record 9001"));
  settle (f);
  check_location (f, "9001");
  check_field (f, "name", "person 1");
  g_assert_cmpstr (name_of (f, 9001), ==, "person 1");
  g_assert_null (name_of (f, 1));
  go_to (f, "1");
  wait_for (has (f, "There is no record “1”."));
}

static void
test_slow_delete (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "1");
  f->slow->holds = TRUE;
  do_click (f, "delete");
  open_record (f, "2");
  enter (f, "name", "Grace");
  waiting_source_write (f->slow);
  settle (f);
  g_assert_null (name_of (f, 1));
  assert_has_text (f->app, "Record 1 is deleted.");
  check_location (f, "2");
  check_field (f, "name", "Grace");

  /* And back: it is not opened over what is typed. */
  do_click (f, "undo");
  wait_for (has (f, "The record is back."));
  settle (f);
  g_assert_cmpstr (name_of (f, 1), ==, "person 1");
  check_location (f, "2");
  check_field (f, "name", "Grace");
}

/* --- a conflict about a record that is not open any more --- */

static void
make_conflict (Fixture *f, const char *button)
{
  open_record (f, "1");
  enter (f, "name", "Ada");
  write_elsewhere (f, 1, "Countess");
  settle (f);
  f->slow->holds = TRUE;
  do_click (f, button);
  open_record (f, "2");
  enter (f, "name", "Grace");
  waiting_source_write (f->slow);
  wait_for (stree_headless_has (f->app, "keep mine"));
  assert_has_text (f->app, "Record 1");
  g_assert_true (has (f, "Theirs: Countess"));
}

static void
check_other (Fixture *f)
{
  settle (f);
  check_location (f, "2");
  check_field (f, "name", "Grace");
  open_record (f, "1");
  settle (f);
}

static void
test_conflict_keep (Fixture *f, gconstpointer data)
{
  (void) data;
  make_conflict (f, "save");
  do_click (f, "keep mine");
  wait_for (has (f, "Record 1 is saved."));
  check_other (f);
  check_field (f, "name", "Ada");
  g_assert_cmpstr (name_of (f, 1), ==, "Ada");
}

static void
test_conflict_take (Fixture *f, gconstpointer data)
{
  (void) data;
  make_conflict (f, "save");
  do_click (f, "take theirs");
  check_other (f);
  check_field (f, "name", "Countess");
  g_assert_cmpstr (name_of (f, 1), ==, "Countess");
}

static void
test_conflict_put_off (Fixture *f, gconstpointer data)
{
  (void) data;
  make_conflict (f, "save");
  do_click (f, "put off");
  check_other (f);
  check_field (f, "name", "Ada");
  g_assert_cmpstr (name_of (f, 1), ==, "Countess");
}

static void
test_conflict_delete (Fixture *f, gconstpointer data)
{
  (void) data;
  make_conflict (f, "delete");
  do_click (f, "keep mine");
  wait_for (has (f, "Record 1 is deleted."));
  settle (f);
  g_assert_null (name_of (f, 1));
  check_location (f, "2");
  check_field (f, "name", "Grace");
  do_click (f, "undo");
  wait_for (has (f, "The record is back."));
  check_other (f);
  check_field (f, "name", "Countess");
}

/* --- what fails --- */

static void
test_save_fails (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "1");
  enter (f, "name", "Ada");
  f->slow->holds = TRUE;
  do_click (f, "save");
  open_record (f, "2");
  enter (f, "name", "Grace");
  f->slow->fails = "the table is locked";
  waiting_source_write (f->slow);
  wait_for (has (f, "Record 1: the table is locked"));
  f->slow->fails = NULL;
  settle (f);
  check_location (f, "2");
  check_field (f, "name", "Grace");
  do_click (f, "save");
  wait_for (has (f, "Saved."));
  open_record (f, "1");
  check_field (f, "name", "Ada");
  g_assert_cmpstr (name_of (f, 1), ==, "person 1");
  g_assert_cmpstr (name_of (f, 2), ==, "Grace");
  do_click (f, "save");
  wait_for (g_strcmp0 (name_of (f, 1), "Ada") == 0);
}

/* What is deleted can be brought back, even if that fails at first. */
static void
test_undo_fails (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "1");
  do_click (f, "delete");
  wait_for (has (f, "Record 1 is deleted."));
  settle (f);
  f->slow->fails = "the table is locked";
  do_click (f, "undo");
  wait_for (has (f, "the table is locked"));
  f->slow->fails = NULL;
  settle (f);
  g_assert_null (name_of (f, 1));
  do_click (f, "undo");
  wait_for (has (f, "The record is back."));
  settle (f);
  g_assert_cmpstr (name_of (f, 1), ==, "person 1");
  check_location (f, "1");
  wait_for (has (f, "Record 1"));
  check_field (f, "name", "person 1");
}

static void
test_read_fails (Fixture *f, gconstpointer data)
{
  (void) data;
  f->slow->fails = "the table is locked";
  go_to (f, "1");
  wait_for (has (f, "the table is locked"));
  f->slow->fails = NULL;
  do_click (f, "read");
  wait_for (has (f, "Record 1"));
  check_field (f, "name", "person 1");
  g_assert_false (has (f, "the table is locked"));

  /* What is typed stays when the next time fails. */
  enter (f, "name", "Ada");
  f->slow->fails = "the table is locked";
  stree_source_changed (STREE_SOURCE (f->slow));
  wait_for (has (f, "the table is locked"));
  check_field (f, "name", "Ada");
  f->slow->fails = NULL;
  do_click (f, "read");
  settle (f);
  g_assert_false (has (f, "the table is locked"));
  check_field (f, "name", "Ada");
}

/* --- which records there are --- */

static void
test_all_reachable (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "3000");
  check_field (f, "name", "person 3000");
  enter (f, "name", "the last");
  do_click (f, "save");
  wait_for (has (f, "Saved."));
  settle (f);
  g_assert_cmpstr (name_of (f, 3000), ==, "the last");
  /* It follows what others write. */
  write_elsewhere (f, 3000, "still the last");
  settle (f);
  check_field (f, "name", "still the last");
  write_elsewhere (f, 3000, NULL);
  settle (f);
  assert_has_text (f->app, "Somebody else has deleted this record. Save it to have it again.");
  check_field (f, "name", "still the last");
}

/* What comes late is about another record, or from before something was written. */
static void
test_late_read (Fixture *f, gconstpointer data)
{
  (void) data;
  f->slow->holds_reads = TRUE;
  go_to (f, "1");
  go_to (f, "2");
  waiting_source_read (f->slow);
  wait_for (f->slow->reads->len > 0);
  stree_headless_flush (f->app);
  assert_shows (f->app, "Reading the record…");
  waiting_source_read (f->slow);
  wait_for (has (f, "Record 2"));
  settle (f);

  enter (f, "name", "Grace");
  stree_source_changed (STREE_SOURCE (f->slow));
  wait_for (f->slow->reads->len > 0 && ((WaitingRead *) f->slow->reads->pdata[0])->result);
  do_click (f, "save");
  wait_for (has (f, "Saved."));
  waiting_source_read (f->slow);
  wait_for (f->slow->reads->len > 0);
  stree_headless_flush (f->app);
  check_field (f, "name", "Grace");
  waiting_source_read (f->slow);
  settle (f);
  check_field (f, "name", "Grace");
}

/* A run asks the source for nothing. */
static void
test_reruns (Fixture *f, gconstpointer data)
{
  guint before;

  (void) data;
  open_record (f, "7");
  settle (f);
  before = f->slow->n_queries;
  for (guint i = 0; i < 10; i++)
    stree_headless_rerun (f->app);
  settle (f);
  g_assert_cmpuint (f->slow->n_queries, ==, before);
}

static StreeFrame *
make_pairs (void)
{
  static const char *const pairs[][3] = { { "a, b", "c", "first" }, { "a", "x", "second" }, { "d", "e, f", "third" } };
  g_autoptr (StreeFrameBuilder) rows = stree_frame_builder_new ();

  stree_frame_builder_add_column (rows, "one", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (rows, "two", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (rows, "name", STREE_COLUMN_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      for (guint column = 0; column < 3; column++)
        stree_frame_builder_append_text (rows, column, pairs[i][column]);
      stree_frame_builder_end_row (rows);
    }
  return stree_frame_builder_finish (rows);
}

static void
test_two_keys (void)
{
  Fixture f;
  g_autoptr (StreeFrame) pairs = make_pairs ();

  begin (&f, STREE_SOURCE (stree_frame_source_new (pairs, STREE_STRV ("one", "two"), NULL)));
  open_record (&f, "a, b, c");
  check_field (&f, "name", "first");
  open_record (&f, "a, x");
  check_field (&f, "name", "second");
  open_record (&f, "d, e, f");
  check_field (&f, "name", "third");
  go_to (&f, "a, b");
  wait_for (has (&f, "There is no record “a, b”."));
  go_to (&f, "a");
  wait_for (has (&f, "There is no record “a”."));
  tear_down (&f, NULL);
}

/* Rows that nothing tells apart are shown, and none can be opened: a new one neither. */
static void
test_no_keys (void)
{
  Fixture f = { .slow = NULL };
  g_autoptr (StreeFrame) people = make_people (3);
  g_autoptr (GError) error = NULL;

  f.slow = waiting_source_new (STREE_SOURCE (stree_frame_source_new (people, STREE_STRV ("id"), NULL)));
  f.slow->keyless = TRUE;
  f.crud = stree_crud_new (STREE_SOURCE (f.slow));
  f.app = stree_headless_new (NULL, "app", app, f.crud);
  assert_shows (f.app, "Nothing tells the rows of this table apart");
  g_assert_false (stree_headless_click (f.app, "new", &error));
  g_assert_nonnull (error);
  tear_down (&f, NULL);
}

/* A time that is of the year 10000 in UTC. */
static void
test_last_evening (Fixture *f, gconstpointer data)
{
  (void) data;
  open_record (f, "1");
  enter (f, "seen", "9999-12-31T23:30:00-05:00");
  assert_shows (f->app, "Not a date and time such as 2024-02-29 12:30");
  enter (f, "seen", "9999-12-31T23:30:00Z");
  do_click (f, "save");
  wait_for (has (f, "Saved."));
  settle (f);
  check_field (f, "seen", "9999-12-31T23:30:00Z");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/crud/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("slow-save", test_slow_save);
  ADD ("typed-meanwhile", test_typed_meanwhile);
  ADD ("slow-new", test_slow_new);
  ADD ("other-id", test_other_id);
  ADD ("slow-delete", test_slow_delete);
  ADD ("conflict-keep", test_conflict_keep);
  ADD ("conflict-take", test_conflict_take);
  ADD ("conflict-put-off", test_conflict_put_off);
  ADD ("conflict-delete", test_conflict_delete);
  ADD ("save-fails", test_save_fails);
  ADD ("undo-fails", test_undo_fails);
  ADD ("read-fails", test_read_fails);
  ADD ("all-reachable", test_all_reachable);
  ADD ("late-read", test_late_read);
  ADD ("reruns", test_reruns);
  ADD ("last-evening", test_last_evening);
  g_test_add_func ("/crud/two-keys", test_two_keys);
  g_test_add_func ("/crud/no-keys", test_no_keys);
  return g_test_run ();
}
