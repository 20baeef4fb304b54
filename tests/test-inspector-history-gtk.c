/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The inspector's page of the history: the slider, the list and the buttons move the session, and what was done becomes a report. */

#include <glib/gstdio.h>

#include "core/stree-session-private.h"
#include "inspector-fixture.h"
#include "inspector/stree-inspector-window-private.h"
#include "stree-question-dialog-private.h"

static GtkWidget *
scale_of (Fixture *f)
{
  GtkWidget *scale = xtest_find (f->inspector, GTK_TYPE_SCALE);

  g_assert_nonnull (scale);
  return scale;
}

static void
count_to (Fixture *f, int n)
{
  for (int i = 1; i <= n; i++)
    {
      stree_state_set_int (count_state, i);
      stree_view_flush (STREE_VIEW (f->view));
    }
}

static void
wait_for_step (Fixture *f, const char *place, const char *shown)
{
  xtest_wait (shows_text (f->inspector, place));
  xtest_wait (shows_text (f->window, shown));
}

/* Of a program that keeps none it is kept from a button on, and until the inspector closes; the slider moves the session. */
static void
test_history (Fixture *f, gconstpointer data)
{
  GtkWidget *scale;

  (void) data;
  open_inspector (f);
  click_tab (f, "History");
  xtest_wait (shows_text (f->inspector, "The program keeps no history"));
  g_assert_null (f->session->history);
  xtest_click (xtest_label (f->inspector, "Keep a History"));
  xtest_wait (shows_text (f->inspector, "Step 0 of 0"));
  g_assert_nonnull (f->session->history);
  scale = scale_of (f);
  g_assert_false (gtk_widget_get_sensitive (scale));

  count_to (f, 4);
  wait_for_step (f, "Step 4 of 4", "Count: 4");
  xtest_wait (shows_text (f->inspector, "count: 3 → 4"));
  /* By keys. */
  gtk_widget_grab_focus (scale);
  xtest_key (f->inspector, GDK_KEY_Left, 0);
  wait_for_step (f, "Step 3 of 4", "Count: 3");
  xtest_key (f->inspector, GDK_KEY_Home, 0);
  wait_for_step (f, "Step 0 of 4", "Count: 0");
  xtest_key (f->inspector, GDK_KEY_Right, 0);
  wait_for_step (f, "Step 1 of 4", "Count: 1");
  xtest_key (f->inspector, GDK_KEY_End, 0);
  wait_for_step (f, "Step 4 of 4", "Count: 4");
  /* By the pointer: the program shows each place that it comes by. */
  xtest_settle (f->inspector);
  xtest_move (scale, 0.98, 0.5);
  xtest_button (scale, 1, TRUE);
  xtest_move (scale, 0.5, 0.5);
  wait_for_step (f, "Step 2 of 4", "Count: 2");
  xtest_move (scale, 0.02, 0.5);
  wait_for_step (f, "Step 0 of 4", "Count: 0");
  xtest_button (scale, 1, FALSE);
  g_assert_cmpuint (stree_history_get_n_steps (f->session->history), ==, 4);
  /* The buttons. */
  xtest_settle (f->inspector);
  g_assert_false (gtk_widget_get_sensitive (gtk_widget_get_ancestor (xtest_label (f->inspector, "Undo"), GTK_TYPE_BUTTON)));
  xtest_click (xtest_label (f->inspector, "Redo"));
  wait_for_step (f, "Step 1 of 4", "Count: 1");
  xtest_click (xtest_label (f->inspector, "Redo"));
  wait_for_step (f, "Step 2 of 4", "Count: 2");
  xtest_click (xtest_label (f->inspector, "Undo"));
  wait_for_step (f, "Step 1 of 4", "Count: 1");

  /* What is done now takes the place of what was undone. */
  stree_state_set_int (count_state, 9);
  wait_for_step (f, "Step 2 of 2", "Count: 9");
  xtest_wait (!shows_text (f->inspector, "count: 3 → 4"));

  /* Out of sight it costs nothing, as a page of GTK's inspector that only hides. */
  gtk_widget_set_visible (f->inspector, FALSE);
  g_assert_null (f->session->history);
  gtk_window_close (GTK_WINDOW (f->inspector));
  xtest_wait (!stree_inspector_find_window (f->session));
}

/* A step of the list shows what it changed, and Enter goes there. That of the program stays when the inspector closes. */
static void
test_history_list (Fixture *f, gconstpointer data)
{
  StreeHistory *history = stree_session_keep_history (f->session);

  (void) data;
  count_to (f, 3);
  open_inspector (f);
  click_tab (f, "History");
  wait_for_step (f, "Step 3 of 3", "Count: 3");
  xtest_wait (shows_text (f->inspector, "count: 0 → 1"));
  /* Only looked at. */
  xtest_click (xtest_label (f->inspector, "count: 0 → 1"));
  xtest_wait (xtest_label (f->inspector, "0")); /* as it was before */
  g_assert_cmpuint (stree_history_get_position (history), ==, 3);
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  wait_for_step (f, "Step 1 of 3", "Count: 1");
  xtest_key (f->inspector, GDK_KEY_Down, 0); /* the focus is still there */
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  wait_for_step (f, "Step 2 of 3", "Count: 2");
  /* The program goes back by itself: it is followed. */
  g_assert_true (stree_history_undo (history));
  wait_for_step (f, "Step 1 of 3", "Count: 1");

  gtk_window_close (GTK_WINDOW (f->inspector));
  xtest_wait (!stree_inspector_find_window (f->session));
  g_assert_true (f->session->history == history);
}

/* From a session that nobody recorded from its start: the report begins where the history does, and can be played. */
static void
test_history_report (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)        error = NULL;
  g_autofree char          *folder = g_dir_make_tmp ("stree-inspector-XXXXXX", &error);
  g_autofree char          *file = g_build_filename (folder, "bug.json", NULL);
  g_autofree char          *uri = g_filename_to_uri (file, NULL, NULL);
  g_autofree char          *nowhere = g_strconcat (uri, "/bug.json", NULL);
  g_autoptr (StreeReport)   report = NULL;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeTest)     again = NULL;
  StreeState               *shown_count = count_state;

  (void) data;
  g_assert_no_error (error);
  stree_state_set_int (count_state, 40);
  stree_view_flush (STREE_VIEW (f->view));
  open_inspector (f);
  click_tab (f, "History");
  xtest_click (xtest_label (f->inspector, "Keep a History"));
  xtest_wait (shows_text (f->inspector, "A bug report has what the states held at"));
  xtest_wait (shows_text (f->inspector, "The history ends when the inspector is closed."));
  gtk_window_present (GTK_WINDOW (f->window));
  xtest_focus (f->window);
  xtest_click (xtest_widget (f->view, "more"));
  xtest_wait (shows_text (f->window, "Count: 41"));
  gtk_window_present (GTK_WINDOW (f->inspector));
  xtest_focus (f->inspector);
  xtest_wait (shows_text (f->inspector, "count: 40 → 41"));

  /* What goes wrong is said; nothing is written before somebody says where. */
  stree_question_dialog_choose (NULL);
  xtest_click (xtest_label (f->inspector, "Save Bug Report…"));
  xtest_wait (stree_question_dialog_n_waiting () == 0);
  xtest_settle (f->inspector);
  stree_question_dialog_choose ((const char *const[]){ uri, NULL });
  xtest_click (xtest_label (f->inspector, "Save Bug Report…"));
  xtest_wait (shows_text (f->inspector, "The bug report is saved: "));
  stree_question_dialog_choose ((const char *const[]){ nowhere, NULL });
  xtest_click (xtest_label (f->inspector, "Save Bug Report…"));
  xtest_wait (shows_text (f->inspector, "The bug report could not be saved: "));

  report = stree_report_load (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_report_get_n_events (report), ==, 1);
  g_assert_true (stree_report_restore_start (report, session, &error));
  g_assert_no_error (error);
  again = stree_test_new (session, "app", app, NULL);
  stree_report_play (report, again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stree_state_get_int (count_state), ==, 41);
  count_state = shown_count;
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/inspector/history/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("slider", test_history);
  ADD ("list", test_history_list);
  ADD ("report", test_history_report);
  return g_test_run ();
}
