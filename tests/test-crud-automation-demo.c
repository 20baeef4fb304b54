/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Records whose changes are tasks, as a user works with them, without a window. */

#include "support.h"

#include "crud_automation_demo/crud_automation_demo.h"

#define NEVER (600 * 1000) /* milliseconds: only cancelling ends what takes so long */

typedef struct
{
  Records       *records;
  StreeHeadless *app;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  (void) data;
  f->records = records_new (0);
  f->app = stree_headless_new (NULL, "app", crud_automation_demo, f->records);
  wait_for (stree_headless_has (f->app, "pick 3"));
}

static gboolean
is_idle (void)
{
  return stree_task_pool_get_n_running ("records") == 0 && stree_task_pool_get_n_running (NULL) == 0;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  g_object_unref (f->app);
  wait_for (is_idle ());
  records_unref (f->records);
}

static void
enter (Fixture *f, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (f->app, key, text, &error);
  g_assert_no_error (error);
}

static void
check_name (Fixture *f, const char *expected)
{
  g_auto (GValue)    value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  stree_headless_get_value (f->app, "name", &value, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (&value), ==, expected);
}

static gboolean
has (Fixture *f, const char *text)
{
  return stree_headless_has_text (f->app, text);
}

/* Which one is open is in the location. */
static void
test_pick (Fixture *f, gconstpointer data)
{
  StreeSession      *session = stree_headless_get_session (f->app);
  g_autoptr (GError) error = NULL;

  (void) data;
  assert_has_text (f->app, "Record 1");
  check_name (f, "Alpha");
  click (f->app, "pick 2");
  stree_headless_flush (f->app);
  assert_has_text (f->app, "Record 2");
  check_name (f, "Beta");
  g_assert_true (stree_set_query_value (session, "3", "id", &error));
  stree_headless_flush (f->app);
  assert_has_text (f->app, "Record 3");
  g_assert_true (stree_set_query_value (session, "no such", "id", &error));
  stree_headless_flush (f->app);
  assert_has_text (f->app, "There is no record “no such”. Choose one above.");
  assert_has_text (f->app, "Nothing to tell of.");
}

static void
test_save (Fixture *f, gconstpointer data)
{
  (void) data;
  enter (f, "name", "Delta");
  click (f->app, "save");
  wait_for (has (f, "“Delta” is saved as record 1.") && has (f, "Delta"));
  g_assert_false (has (f, "Alpha"));
  assert_has_text (f->app, "Saves asked for: 1");
  check_name (f, "Delta");

  /* Known by the record: saving again takes the place of what was done before. */
  enter (f, "name", "Epsilon");
  click (f->app, "save");
  wait_for (has (f, "“Epsilon” is saved as record 1."));
  g_assert_false (has (f, "“Delta” is saved as record 1."));
  assert_has_text (f->app, "Saves asked for: 2");

  click (f->app, "of change 1");
  wait_for (has (f, "Nothing to tell of."));
  check_name (f, "Epsilon");
}

static void
test_error (Fixture *f, gconstpointer data)
{
  (void) data;
  enter (f, "name", "   ");
  click (f->app, "save");
  wait_for (has (f, "Record 1: A record needs a name."));
  assert_shows (f->app, "\"css\" : \"error\"");
  check_name (f, "   "); /* what was typed stays */
  assert_has_text (f->app, "Alpha");
  enter (f, "name", "Zeta");
  click (f->app, "save");
  wait_for (has (f, "“Zeta” is saved as record 1."));
  g_assert_false (has (f, "Record 1: A record needs a name."));
}

static void
test_create_and_delete (Fixture *f, gconstpointer data)
{
  (void) data;
  enter (f, "new", "Eta");
  click (f->app, "add");
  wait_for (has (f, "“Eta” is record 4 now.") && stree_headless_has (f->app, "pick 4"));
  click (f->app, "pick 4");
  stree_headless_flush (f->app);
  check_name (f, "Eta");
  click (f->app, "delete");
  wait_for (has (f, "Record 4 is deleted.") && has (f, "There is no record “4”. Choose one above."));
  g_assert_false (stree_headless_has (f->app, "pick 4"));
  click (f->app, "dismiss-all");
  wait_for (has (f, "Nothing to tell of."));
}

/* Two at once, by their keys; what is under way cannot be dismissed, and is asked about before the program quits. */
static void
test_under_way (Fixture *f, gconstpointer data)
{
  StreeSession      *session = stree_headless_get_session (f->app);
  g_auto (GStrv)     work = NULL;
  g_autoptr (GError) error = NULL;

  (void) data;
  records_set_delay (f->records, NEVER);
  enter (f, "name", "Theta");
  click (f->app, "save");
  wait_for (has (f, "Record 1: under way") && stree_task_pool_get_n_running ("records") == 1);
  g_assert_false (stree_headless_click (f->app, "save", &error)); /* once is enough */
  g_assert_nonnull (error);
  g_clear_error (&error);
  work = stree_session_list_work (session);
  g_assert_cmpstr (work[0], ==, "A record is being changed");
  g_assert_false (stree_headless_click (f->app, "dismiss-all", &error));
  g_clear_error (&error);

  click (f->app, "pick 2");
  stree_headless_flush (f->app);
  enter (f, "name", "Iota");
  click (f->app, "save");
  wait_for (stree_headless_has (f->app, "of change 2"));
  g_assert_cmpuint (stree_task_pool_get_n_running ("records"), ==, 1); /* one after the other */
  g_assert_cmpuint (stree_task_pool_get_n_waiting ("records"), ==, 1);

  click (f->app, "of change 2"); /* it never began */
  wait_for (has (f, "Record 2: cancelled"));
  click (f->app, "of change 2");
  wait_for (!stree_headless_has (f->app, "of change 2"));
  g_assert_true (has (f, "Record 1: under way"));
  click (f->app, "of change 1");
  wait_for (has (f, "Record 1: cancelled"));
  g_assert_true (has (f, "Alpha") && has (f, "Beta"));
  g_assert_cmpuint (records_get_version (f->records), ==, 0);

  records_set_delay (f->records, 0);
  click (f->app, "save");
  wait_for (has (f, "“Iota” is saved as record 2."));
  click (f->app, "dismiss-all");
  wait_for (has (f, "Nothing to tell of."));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add ("/crud-automation-demo/pick", Fixture, NULL, set_up, test_pick, tear_down);
  g_test_add ("/crud-automation-demo/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/crud-automation-demo/error", Fixture, NULL, set_up, test_error, tear_down);
  g_test_add ("/crud-automation-demo/create-and-delete", Fixture, NULL, set_up, test_create_and_delete, tear_down);
  g_test_add ("/crud-automation-demo/under-way", Fixture, NULL, set_up, test_under_way, tear_down);
  return g_test_run ();
}
