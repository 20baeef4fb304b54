/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Questions without a display: they wait, are answered, and finish as state. */

#include "support.h"

#include "testing/stree-headless-actions-private.h"

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

static void
ask_file_of_run_cb (StreeEvent *event, gpointer data)
{
  stree_ask_file (stree_event_get_context (event), stree_state_string (stree_event_get_context (event), "uri", ""), .on_error = of_run);
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
                       stree_button ("File", .key = "file", .on_click = stree_call (ask_file_of_run_cb, run)),
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

  click (view, "file");
  for (int i = 0; i < 5; i++)
    click (view, "again");
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "*'Open a File': no");
  g_assert_true (stree_headless_fail_files (view, "no", NULL));
  g_test_assert_expected_messages ();
  g_assert_cmpstr (owned_text, ==, "run 7");
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

/* --- files --- */

typedef struct
{
  StreeState *uri;
  StreeState *uris;
  StreeState *log;
  StreeState *pair; /* a variant that is no list of texts */
  StreeState *number;
} Files;

static Files files;

static void
chosen_cb (StreeEvent *event, gpointer data)
{
  g_auto (GValue)  value = G_VALUE_INIT;
  g_autofree char *text = NULL;
  g_autofree char *after = NULL;

  (void) data;
  n_answered++;
  g_assert_true (stree_event_get_value (event, &value));
  if (G_VALUE_HOLDS_VARIANT (&value))
    text = g_variant_print (g_value_get_variant (&value), FALSE);
  else
    text = g_strdup (stree_event_get_text (event));
  after = g_strdup_printf ("%s %s", stree_state_get_string (files.log), text);
  stree_state_set_string (files.log, after);
}

static void
failed_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  g_assert_cmpstr (stree_event_get_name (event), ==, "on_error");
  g_assert_error (stree_event_get_error (event), G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (stree_event_get_error (event)->message, ==, stree_event_get_text (event));
  stree_state_set_string (files.log, stree_event_get_text (event));
}

static void
ask_files_cb (StreeEvent *event, gpointer data)
{
  StreeContext *cx = stree_event_get_context (event);
  const char   *key = stree_event_get_key (event);

  (void) data;
  if (g_str_equal (key, "open"))
    stree_ask_file (cx, files.uri);
  else if (g_str_equal (key, "open-told"))
    stree_ask_file (cx, files.uri, .title = "Open a Table", .accept = "_Import", .type_name = "Tables",
                    .patterns = STREE_STRV ("*.csv", "*.tsv"), .name = "no.csv", .folder = "file:///srv/data",
                    .on_answer = stree_call (chosen_cb, NULL));
  else if (g_str_equal (key, "watched"))
    stree_ask_save_file (cx, files.uri, .on_error = stree_call (failed_cb, NULL));
  else if (g_str_equal (key, "several"))
    stree_ask_files (cx, files.uris, .patterns = STREE_STRV ("*.csv"), .on_answer = stree_call (chosen_cb, NULL));
  else if (g_str_equal (key, "save"))
    stree_ask_save_file (cx, files.uri, .name = "orders.csv");
  else if (g_str_equal (key, "folder"))
    stree_ask_folder (cx, NULL, .patterns = STREE_STRV ("*"), .on_answer = stree_call (chosen_cb, NULL));
  else if (g_str_equal (key, "bad-int"))
    stree_ask_save_file (cx, files.number);
  else if (g_str_equal (key, "bad-text"))
    stree_ask_files (cx, files.uri);
  else if (g_str_equal (key, "bad-list"))
    stree_ask_file (cx, files.uris);
  else if (g_str_equal (key, "bad-pair"))
    stree_ask_files (cx, files.pair);
  else if (g_str_equal (key, "bad-nothing"))
    stree_ask_folder (cx, NULL);
  else if (g_str_equal (key, "bad-folder"))
    stree_ask_file (cx, files.uri, .folder = "/srv/data");
  else if (g_str_equal (key, "message"))
    stree_ask (cx, NULL, "Sure?", NULL, buttons);
  else
    g_assert_not_reached ();
}

static StreeElement *
filer (StreeContext *cx, gpointer props)
{
  static const char *const keys[] = { "open", "open-told", "watched", "several", "save", "folder", "message", "bad-int", "bad-text", "bad-list",
                                      "bad-pair", "bad-nothing", "bad-folder" };
  StreeBuilder            *asks = stree_builder_new ();
  g_autofree char         *uris = NULL;

  (void) props;
  files = (Files){ stree_state_string (cx, "uri", "none"), stree_state_variant (cx, "uris", g_variant_new_strv (NULL, 0)),
                   stree_state_string (cx, "log", "log"), stree_state_variant (cx, "pair", g_variant_new ("(ii)", 1, 2)),
                   stree_state_int (cx, "number", 0) };
  uris = g_variant_print (stree_state_get_variant (files.uris), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    stree_builder_add (asks, stree_button (keys[i], .key = keys[i], .on_click = stree_call (ask_files_cb, NULL)));
  return stree_vstack (stree_text ("%s", stree_state_get_string (files.uri)), stree_text ("%s", uris),
                       stree_text ("%s", stree_state_get_string (files.log)), stree_builder_end (asks));
}

static void
answer_files (StreeHeadless *view, const char *const *uris)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stree_headless_answer_files (view, uris, &error));
  g_assert_no_error (error);
}

static void
assert_no_answer (StreeHeadless *view, const char *const *uris, StreeError code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (stree_headless_answer_files (view, uris, &error));
  g_assert_error (error, STREE_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_file (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", filer, NULL);

  assert_no_answer (view, STREE_STRV ("file:///a.csv"), STREE_ERROR_NOT_FOUND, "The user is not asked anything");
  click (view, "open");
  assert_question (view, "Open a File\nopen");
  assert_has_text (view, "none");
  answer_files (view, STREE_STRV ("file:///a.csv"));
  assert_question (view, NULL);
  assert_has_text (view, "file:///a.csv");
  assert_has_text (view, "log");

  /* Who cancels leaves everything as it is. */
  click (view, "open-told");
  answer_files (view, NULL);
  click (view, "open-told");
  answer_files (view, STREE_STRV (NULL));
  assert_question (view, NULL);
  assert_has_text (view, "file:///a.csv");
  assert_has_text (view, "log");

  /* The same file again, and again. */
  click (view, "open-told");
  assert_question (view, "Open a Table\nopen, Tables (*.csv *.tsv), in file:///srv/data, by 'Import'");
  answer_files (view, STREE_STRV ("file:///a.csv"));
  assert_has_text (view, "log file:///a.csv");
  click (view, "open-told");
  answer_files (view, STREE_STRV ("file:///a.csv"));
  assert_has_text (view, "log file:///a.csv file:///a.csv");
  assert_has_text (view, "file:///a.csv");
}

static void
test_several (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", filer, NULL);

  click (view, "several");
  assert_question (view, "Open Files\nopen several, files (*.csv)");
  answer_files (view, NULL);
  assert_has_text (view, "[]");
  assert_has_text (view, "log");
  click (view, "several");
  answer_files (view, STREE_STRV ("file:///b.csv", "sftp://host/a.csv"));
  assert_has_text (view, "['file:///b.csv', 'sftp://host/a.csv']");
  assert_has_text (view, "log ['file:///b.csv', 'sftp://host/a.csv']");
  click (view, "several");
  answer_files (view, STREE_STRV ("file:///b.csv"));
  assert_has_text (view, "['file:///b.csv']");
}

static void
test_save_and_folder (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", filer, NULL);

  click (view, "save");
  assert_question (view, "Save as a File\nsave, named 'orders.csv'");
  answer_files (view, STREE_STRV ("file:///tmp/orders.csv"));
  assert_has_text (view, "file:///tmp/orders.csv");
  click (view, "folder");
  assert_question (view, "Choose a Folder\nfolder");
  answer_files (view, STREE_STRV ("file:///tmp"));
  assert_has_text (view, "log file:///tmp");
}

/* What is answered does not fit; the question stays. */
static void
test_file_misfits (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", filer, NULL);
  g_autoptr (GError)        error = NULL;
  g_auto (GStrv)            labels = NULL;

  click (view, "save");
  assert_no_answer (view, STREE_STRV ("file:///a", "file:///b"), STREE_ERROR_BAD_VALUE, "'Save as a File' asks for one, not for 2");
  assert_no_answer (view, STREE_STRV ("/tmp/a.csv"), STREE_ERROR_BAD_VALUE,
                    "'/tmp/a.csv' is no URI; expected one such as file:///tmp/a.csv");
  labels = stree_headless_list_answers (view);
  g_assert_null (labels[0]);
  g_assert_false (stree_headless_answer (view, "Save", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "'Save as a File' asks for a file; answer_files () answers it");
  assert_question (view, "Save as a File\nsave, named 'orders.csv'");
  answer_files (view, NULL);
  assert_has_text (view, "none");

  click (view, "message");
  assert_no_answer (view, NULL, STREE_ERROR_NOT_FOUND, "'Sure?' asks for a button; answer () answers it");
  answer (view, "Keep");
  assert_question (view, NULL);
}

static void
assert_complains (StreeHeadless *view, const char *key, const char *message)
{
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, message);
  click (view, key);
  g_test_assert_expected_messages ();
  assert_question (view, NULL);
}

static StreeElement *
bad_filer (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_ask_file (cx, stree_state_int (cx, "place", 0));
  return stree_text ("asked");
}

static void
test_file_bad (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", filer, NULL);
  g_autoptr (StreeHeadless) failed = NULL;

  assert_complains (view, "bad-int", "app: ask: the answer is a URI; expected a string for the state 'number', not a gint64");
  assert_complains (view, "bad-list", "app: ask: the answer is a URI; expected a string for the state 'uris', not a GVariant");
  assert_complains (view, "bad-text",
                    "app: ask: the answer is a list of URIs; expected a variant of type as for the state 'uri', not a gchararray");
  assert_complains (view, "bad-pair", "app: ask: the answer is a list of URIs; expected a variant of type as for the state 'pair', not a (ii)");
  assert_complains (view, "bad-nothing",
                    "app: ask: 'Choose a Folder' has nowhere to put the answer; expected a state, or on_answer");
  assert_complains (view, "bad-folder",
                    "app: ask: 'Open a File' begins in '/srv/data'; expected the URI of a folder, such as file:///tmp");

  failed = stree_headless_new (NULL, "app", bad_filer, NULL);
  g_assert_false (stree_headless_has_text (failed, "asked"));
  assert_shows (failed, "expected a string for the state 'place', not a gint64");
  assert_question (failed, NULL);
}

static StreeElement *
maybe_filer (StreeContext *cx, gpointer props)
{
  StreeState *gone = stree_state_bool (cx, "gone", FALSE);

  (void) props;
  return stree_vstack (stree_button ("Away", .key = "away", .on_click = stree_toggle (gone)),
                       stree_state_get_bool (gone) ? stree_text ("Nothing here") : stree_component (filer));
}

static void
test_file_gone (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", maybe_filer, NULL);

  click (view, "open-told");
  click (view, "several");
  click (view, "away");
  assert_has_text (view, "Nothing here");
  n_answered = 0;
  answer_files (view, STREE_STRV ("file:///a", "file:///b"));
  answer_files (view, STREE_STRV ("file:///a"));
  g_assert_cmpuint (n_answered, ==, 0);
  assert_question (view, NULL);
  click (view, "away");
  assert_has_text (view, "none");
  click (view, "save"); /* the view goes before there is an answer */
}

/* The dialog fails: the one who asked is told, or it is logged. */
static void
test_file_fails (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", maybe_filer, NULL);
  g_autoptr (GError)        error = NULL;

  g_assert_false (stree_headless_fail_files (view, "early", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  click (view, "watched");
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "app.VStack.filer*: ask: 'Save as a File': the portal is gone");
  g_assert_true (stree_headless_fail_files (view, "the portal is gone", &error));
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  assert_question (view, NULL);
  assert_has_text (view, "the portal is gone");
  assert_has_text (view, "none");

  click (view, "open-told");
  assert_question (view, "Open a Table\nopen, Tables (*.csv *.tsv), in file:///srv/data, by 'Import'");
  n_answered = 0;
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "app.VStack.filer*: ask: 'Open a Table': no disk");
  g_assert_true (stree_headless_fail_files (view, "no disk", &error));
  g_test_assert_expected_messages ();
  g_assert_cmpuint (n_answered, ==, 0);
  assert_has_text (view, "the portal is gone");

  click (view, "watched");
  click (view, "away");
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "*ask: 'Save as a File': too late");
  g_assert_true (stree_headless_fail_files (view, "too late", &error));
  g_test_assert_expected_messages ();
  click (view, "away");
  assert_has_text (view, "log");
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
  g_test_add_func ("/ask/file", test_file);
  g_test_add_func ("/ask/file/several", test_several);
  g_test_add_func ("/ask/file/save-and-folder", test_save_and_folder);
  g_test_add_func ("/ask/file/misfits", test_file_misfits);
  g_test_add_func ("/ask/file/bad", test_file_bad);
  g_test_add_func ("/ask/file/gone", test_file_gone);
  g_test_add_func ("/ask/file/fails", test_file_fails);
  return g_test_run ();
}
