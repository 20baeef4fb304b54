/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Questions on GTK, by real keys: where the focus goes and comes back to, what Escape, Tab and Enter do. */

#include <streamtree-gtk.h>

#include "xtest.h"

static StreeState *answer;

static void
ask_cb (StreeEvent *event, gpointer data)
{
  static const char *const buttons[] = { "_Keep", "_Move", "_Delete", NULL };
  StreeContext            *cx = stree_event_get_context (event);

  if (data)
    stree_ask_destructive (cx, answer, "Delete it?", "It is gone then.", buttons);
  else
    stree_ask (cx, answer, "Move it?", NULL, buttons);
}

static StreeElement *
component (StreeContext *cx, gpointer props)
{
  (void) props;
  answer = stree_state_int (cx, "answer", -1);
  return stree_vstack (stree_text_input ("Before", .key = "before"),
                       stree_button ("Ask", .key = "ask", .on_click = stree_call (ask_cb, NULL)),
                       stree_button ("Delete", .key = "delete", .on_click = stree_call (ask_cb, &answer)));
}

static GtkWindow *
question_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (one) == GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (one)))
        return one;
    }
  return NULL;
}

static GtkWidget *
wait_question (GtkWidget *window)
{
  GtkWindow *question;

  xtest_wait (question_over (window));
  question = question_over (window);
  g_assert_true (gtk_window_get_modal (question));
  xtest_wait (gtk_window_is_active (question));
  xtest_settle (GTK_WIDGET (question));
  return GTK_WIDGET (question);
}

static const char *
focused (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return GTK_IS_BUTTON (focus) ? gtk_button_get_label (GTK_BUTTON (focus)) : NULL;
}

static void
wait_answer (GtkWidget *window, GtkWidget *button, int expected)
{
  xtest_wait (!question_over (window));
  g_assert_cmpint (stree_state_get_int (answer), ==, expected);
  xtest_wait (gtk_window_is_active (GTK_WINDOW (window)) && gtk_window_get_focus (GTK_WINDOW (window)) == button);
  stree_state_set_int (answer, -1);
}

static void
test_keys (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", component, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);
  GtkWidget *ask = xtest_widget (view, "ask");
  GtkWidget *question;

  gtk_widget_grab_focus (ask);
  xtest_key (window, GDK_KEY_Return, 0);
  question = wait_question (window);
  g_assert_nonnull (xtest_label (question, "Move it?"));
  g_assert_cmpint (stree_state_get_int (answer), ==, -1);
  xtest_wait (g_strcmp0 (focused (question), "_Delete") == 0); /* what Enter does */
  xtest_key (question, GDK_KEY_Escape, 0);
  wait_answer (window, ask, 0);

  xtest_key (window, GDK_KEY_space, 0);
  question = wait_question (window);
  xtest_key (question, GDK_KEY_Return, 0);
  wait_answer (window, ask, 2);

  /* Tab goes from button to button, in their order. */
  xtest_key (window, GDK_KEY_space, 0);
  question = wait_question (window);
  xtest_wait (g_strcmp0 (focused (question), "_Delete") == 0);
  xtest_key (question, GDK_KEY_Tab, GDK_SHIFT_MASK);
  xtest_wait (g_strcmp0 (focused (question), "_Move") == 0);
  xtest_key (question, GDK_KEY_Tab, GDK_SHIFT_MASK);
  xtest_wait (g_strcmp0 (focused (question), "_Keep") == 0);
  xtest_key (question, GDK_KEY_Tab, 0);
  xtest_wait (g_strcmp0 (focused (question), "_Move") == 0);
  xtest_key (question, GDK_KEY_Return, 0);
  wait_answer (window, ask, 1);

  /* The letter of a button. */
  xtest_key (window, GDK_KEY_space, 0);
  question = wait_question (window);
  xtest_key (question, GDK_KEY_m, GDK_ALT_MASK);
  wait_answer (window, ask, 1);
  xtest_close (window);
}

/* What loses something is never what Enter does. */
static void
test_destructive (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", component, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);
  GtkWidget *button = xtest_widget (view, "delete");
  GtkWidget *question;

  gtk_widget_grab_focus (button);
  xtest_key (window, GDK_KEY_Return, 0);
  question = wait_question (window);
  g_assert_nonnull (xtest_label (question, "It is gone then."));
  xtest_wait (g_strcmp0 (focused (question), "_Keep") == 0);
  xtest_key (question, GDK_KEY_Return, 0);
  wait_answer (window, button, 0);

  xtest_key (window, GDK_KEY_Return, 0);
  question = wait_question (window);
  xtest_key (question, GDK_KEY_d, GDK_ALT_MASK);
  wait_answer (window, button, 2);
  xtest_close (window);
}

/* The window goes before there is an answer, and the question with it. */
static void
test_gone (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", component, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);
  guint      n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());

  xtest_click (xtest_widget (view, "ask"));
  wait_question (window);
  xtest_close (window);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n_windows - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/ask/gtk/keys", test_keys);
  g_test_add_func ("/ask/gtk/destructive", test_destructive);
  g_test_add_func ("/ask/gtk/gone", test_gone);
  return g_test_run ();
}
