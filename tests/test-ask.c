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

/* --- a handler of each answer --- */

static StreeState *asked;
static guint       n_answered;

static void
answered_cb (StreeEvent *event, gpointer data)
{
  StreeState      *log = data;
  g_autofree char *path = stree_event_dup_path (event);
  g_autofree char *after = NULL;

  n_answered++;
  g_assert_cmpstr (stree_event_get_name (event), ==, "on_answer");
  g_assert_nonnull (stree_event_get_session (event));
  g_assert_nonnull (stree_event_get_context (event));
  g_assert_cmpint (stree_state_get_int (asked), ==, stree_event_get_int (event)); /* it is there already */
  after = g_strdup_printf ("%s %s=%d", stree_state_get_string (log), path, (int) stree_event_get_int (event));
  stree_state_set_string (log, after);
}

static void
ask_handled_cb (StreeEvent *event, gpointer data)
{
  stree_ask (stree_event_get_context (event), asked, "Handled?", NULL, buttons, .on_answer = stree_call (answered_cb, data));
}

static void
only_cb (StreeEvent *event, gpointer data)
{
  n_answered++;
  stree_state_set_int (data, stree_event_get_int (event));
}

static void
ask_only_cb (StreeEvent *event, gpointer data)
{
  stree_ask (stree_event_get_context (event), NULL, "Only?", NULL, buttons,
             .on_answer = stree_call_both (stree_call (only_cb, data), stree_add (data, 10)));
}

static StreeElement *
asker (StreeContext *cx, gpointer props)
{
  StreeState *log = stree_state_string (cx, "log", "log");
  StreeState *only = stree_state_int (cx, "only", -1);

  (void) props;
  asked = stree_state_int (cx, "asked", -1);
  return stree_vstack (stree_text ("%s", stree_state_get_string (log)), stree_text ("only %d", stree_state_get_int (only)),
                       stree_button ("Handled", .key = "handled", .on_click = stree_call (ask_handled_cb, log)),
                       stree_button ("Only", .key = "only", .on_click = stree_call (ask_only_cb, only)));
}

/* A handler of a run that is long over when the answer comes, and what it owns. */
static const StreeHandler *of_run;
static char               *owned_text; /* what of_run owned when it was called */

static void
owned_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  g_free (owned_text);
  owned_text = g_strdup (data);
}

static void
ask_of_run_cb (StreeEvent *event, gpointer data)
{
  stree_ask (stree_event_get_context (event), NULL, "Of the run?", NULL, buttons, .on_answer = of_run);
  stree_state_add (data, 1);
}

static StreeElement *
rerunner (StreeContext *cx, gpointer props)
{
  StreeState *run = stree_state_int (cx, "run", 1);

  (void) props;
  of_run = stree_call_full (owned_cb, g_strdup_printf ("run %d", stree_state_get_int (run)), g_free);
  return stree_vstack (stree_text ("%d", stree_state_get_int (run)),
                       stree_button ("Ask", .key = "ask", .on_click = stree_call (ask_of_run_cb, run)),
                       stree_button ("Again", .key = "again", .on_click = stree_add (run, 1)));
}

static StreeElement *
maybe_asker (StreeContext *cx, gpointer props)
{
  StreeState *gone = stree_state_bool (cx, "gone", FALSE);

  (void) props;
  return stree_vstack (stree_button ("Away", .key = "away", .on_click = stree_toggle (gone)),
                       stree_state_get_bool (gone) ? stree_text ("Nothing here") : stree_component (asker, .key = "asker"));
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

static void
answer (StreeHeadless *view, const char *button)
{
  g_autoptr (GError) error = NULL;

  stree_headless_answer (view, button, &error);
  g_assert_no_error (error);
}

/* It is called with each answer, also with the one that the state holds already. */
static void
test_handler (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", asker, NULL);

  click (view, "handled");
  assert_has_text (view, "log");
  answer (view, "Move");
  assert_has_text (view, "log app=1");
  click (view, "handled");
  answer (view, "Move");
  assert_has_text (view, "log app=1 app=1");
  click (view, "handled");
  answer (view, NULL);
  assert_has_text (view, "log app=1 app=1 app=0");

  click (view, "only");
  answer (view, "Delete");
  assert_has_text (view, "only 12");
}

/* Who asked is gone: the handler is not called. */
static void
test_handler_gone (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", maybe_asker, NULL);

  click (view, "handled");
  answer (view, "Move");
  assert_has_text (view, "log app.VStack.asker[asker]=1");
  click (view, "only");
  click (view, "handled");
  click (view, "away");
  assert_has_text (view, "Nothing here");
  n_answered = 0;
  answer (view, "Move");
  answer (view, "Move");
  assert_question (view, NULL);
  g_assert_cmpuint (n_answered, ==, 0);
}

static void
test_handler_of_run (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", rerunner, NULL);

  click (view, "ask");
  assert_question (view, "Of the run?");
  for (int i = 0; i < 5; i++)
    click (view, "again");
  assert_has_text (view, "7");
  answer (view, "Move");
  g_assert_cmpstr (owned_text, ==, "run 1");
  g_clear_pointer (&owned_text, g_free);
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
  g_test_add_func ("/ask/handler", test_handler);
  g_test_add_func ("/ask/handler/gone", test_handler_gone);
  g_test_add_func ("/ask/handler/of-run", test_handler_of_run);
  g_test_add_func ("/ask/gone", test_gone);
  return g_test_run ();
}
