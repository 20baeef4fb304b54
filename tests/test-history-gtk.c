/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a user did in a window, played again without one: the same tree. */

#include <glib/gstdio.h>

#include "history-app.h"
#include "streamtree-gtk.h"

#define N_EVENTS 1000

static void
test_replay (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeHistory) history = g_object_ref (stree_session_keep_history (session));
  g_autoptr (StreeTest)    app = stree_test_new_in_window (session, "app", history_app, NULL);
  g_autoptr (StreeReport)  report = NULL;
  g_autoptr (GError)       error = NULL;
  g_autoptr (GRand)        rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char         *folder = g_dir_make_tmp ("stree-history-XXXXXX", &error);
  g_autofree char         *file = g_build_filename (folder, "report.json", NULL);
  g_autofree char         *here = NULL;
  g_autofree char         *there = NULL;
  guint                    n = 0;

  g_assert_no_error (error);
  /* What is done, and does something, is an event. */
  while (n < N_EVENTS)
    {
      for (guint i = 0; i < 100; i++)
        history_app_do (app, rand);
      stree_history_save_report (history, file, &error);
      g_assert_no_error (error);
      g_clear_object (&report);
      report = stree_report_load (file, &error);
      g_assert_no_error (error);
      n = stree_report_get_n_events (report);
    }
  here = stree_test_dump (app);
  there = history_app_replay (file);
  g_assert_cmpstr (here, ==, there);
  g_test_message ("%u events", n);
  g_unlink (file);
  g_rmdir (folder);
}

/* There and back: the same tree, and no widget's echo is taken for something that the user did. */
static void
test_travel (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeHistory) history = g_object_ref (stree_session_keep_history (session));
  g_autoptr (StreeTest)    app = stree_test_new_in_window (session, "app", history_app, NULL);
  g_autoptr (GRand)        rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char         *before = NULL;
  g_autofree char         *after = NULL;
  guint                    n;

  for (guint i = 0; i < 300; i++)
    history_app_do (app, rand);
  n = stree_history_get_n_steps (history);
  g_assert_cmpuint (n, >, 10);
  stree_history_go_to (history, n);
  stree_test_settle (app);
  before = stree_test_dump (app);
  for (guint i = 0; i < 50; i++)
    {
      guint to = (guint) g_rand_int_range (rand, 0, (int) n + 1);

      stree_history_go_to (history, to);
      stree_test_settle (app);
      g_assert_cmpuint (stree_history_get_n_steps (history), ==, n);
      g_assert_cmpuint (stree_history_get_position (history), ==, to);
    }
  stree_history_go_to (history, n);
  stree_test_settle (app);
  after = stree_test_dump (app);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  g_test_add_func ("/history/gtk/replay", test_replay);
  g_test_add_func ("/history/gtk/travel", test_travel);
  return g_test_run ();
}
