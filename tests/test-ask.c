/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Questions without a display: they wait, are answered, and finish as state. */

#include "support.h"

static const char *const buttons[] = { "_Keep", "_Move", "_Delete", NULL };

static StreeState *other;

static void
ask_cb (StreeEvent *event, gpointer data)
{
  stree_ask_destructive (stree_event_get_context (event), data, "Delete it?", "It is gone then.", buttons);
}

static void
ask_two_cb (StreeEvent *event, gpointer data)
{
  StreeContext *cx = stree_event_get_context (event);

  stree_ask (cx, data, "First?", NULL, buttons);
  stree_ask (cx, other, "Second?", NULL, buttons);
}

static void
ask_bad_cb (StreeEvent *event, gpointer data)
{
  static const char *const none[] = { NULL };

  stree_ask (stree_event_get_context (event), data, "Nothing?", NULL, none);
}

static void
ask_text_cb (StreeEvent *event, gpointer data)
{
  stree_ask (stree_event_get_context (event), data, "Text?", NULL, buttons);
}

static StreeElement *
component (StreeContext *cx, gpointer props)
{
  StreeState *answer = stree_state_int (cx, "answer", -1);
  StreeState *text = stree_state_string (cx, "text", "");

  (void) props;
  other = stree_state_int (cx, "other", -1);
  return stree_vstack (stree_text ("answer %d, other %d", stree_state_get_int (answer), stree_state_get_int (other)),
                       stree_button ("Ask", .key = "ask", .on_click = stree_call (ask_cb, answer)),
                       stree_button ("Two", .key = "two", .on_click = stree_call (ask_two_cb, answer)),
                       stree_button ("Bad", .key = "bad", .on_click = stree_call (ask_bad_cb, answer)),
                       stree_button ("Text", .key = "text", .on_click = stree_call (ask_text_cb, text)));
}

static void
assert_question (StreeHeadless *view, const char *expected)
{
  g_autofree char *question = stree_headless_dup_question (view);

  g_assert_cmpstr (question, ==, expected);
}

static void
test_answer (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", component, NULL);
  g_autoptr (GError)        error = NULL;
  g_auto (GStrv)            labels = NULL;
  g_autofree char          *all = NULL;

  assert_question (view, NULL);
  g_assert_false (stree_headless_answer (view, "Keep", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "The user is not asked anything");
  g_clear_error (&error);

  click (view, "ask");
  assert_question (view, "Delete it?\nIt is gone then.");
  labels = stree_headless_list_answers (view);
  all = g_strjoinv (" ", labels);
  g_assert_cmpstr (all, ==, "Keep Move Delete");
  assert_has_text (view, "answer -1, other -1"); /* nothing has happened yet */
  g_assert_false (stree_headless_answer (view, "Burn", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "The question has no button 'Burn'; it has 'Keep', 'Move', 'Delete'");
  g_clear_error (&error);
  g_assert_true (stree_headless_answer (view, "Delete", &error));
  assert_has_text (view, "answer 2, other -1");
  assert_question (view, NULL);

  click (view, "ask");
  g_assert_true (stree_headless_answer (view, "Move", &error));
  assert_has_text (view, "answer 1, other -1");
  click (view, "ask");
  g_assert_true (stree_headless_answer (view, NULL, &error)); /* Escape */
  assert_has_text (view, "answer 0, other -1");
}

/* The newest is in front. */
static void
test_two (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", component, NULL);
  g_autoptr (GError)        error = NULL;

  click (view, "two");
  assert_question (view, "Second?");
  g_assert_true (stree_headless_answer (view, "Delete", &error));
  assert_has_text (view, "answer -1, other 2");
  assert_question (view, "First?");
  g_assert_true (stree_headless_answer (view, "Move", &error));
  assert_has_text (view, "answer 1, other 2");
}

static void
test_bad (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", component, NULL);

  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "app: ask: 'Nothing?' has no buttons; expected at least one");
  click (view, "bad");
  g_test_assert_expected_messages ();
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING,
                         "app: ask: the answer is the place of a button; expected an int for the state 'text', not a gchararray");
  click (view, "text");
  g_test_assert_expected_messages ();
  assert_question (view, NULL);
}

/* The view goes before there is an answer. */
static void
test_gone (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", component, NULL);

  click (view, "two");
  assert_question (view, "Second?");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/ask/answer", test_answer);
  g_test_add_func ("/ask/two", test_two);
  g_test_add_func ("/ask/bad", test_bad);
  g_test_add_func ("/ask/gone", test_gone);
  return g_test_run ();
}
