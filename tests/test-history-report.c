/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Reports: what is in the file and what must not be, broken files, and playing one: the same again, or where it is not. */

#include <glib/gstdio.h>
#include <string.h>

#include "history-app.h"

#define N_EVENTS 1000

typedef struct
{
  StreeSession *session;
  StreeHistory *history;
  StreeTest    *app;
  char         *folder;
  char         *file;
} Fixture;

static void
set_up (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  f->session = stree_session_new ();
  f->history = g_object_ref (stree_session_keep_history (f->session));
  f->app = stree_test_new (f->session, "app", history_app, NULL);
  f->folder = g_dir_make_tmp ("stree-report-XXXXXX", &error);
  g_assert_no_error (error);
  f->file = g_build_filename (f->folder, "report.json", NULL);
}

static void
tear_down (Fixture *f)
{
  g_object_unref (f->app);
  g_object_unref (f->history);
  g_object_unref (f->session);
  g_unlink (f->file);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->file);
  g_free (f->folder);
}

static void
save (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  stree_history_save_report (f->history, f->file, &error);
  g_assert_no_error (error);
}

static char *
read_file (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  char              *text = NULL;

  g_file_get_contents (f->file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
write_file (Fixture *f, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (f->file, text, -1, &error);
  g_assert_no_error (error);
}

static char *
replace (const char *text, const char *what, const char *with)
{
  g_auto (GStrv) parts = g_strsplit (text, what, 2);

  g_assert_nonnull (parts[1]);
  return g_strconcat (parts[0], with, parts[1], NULL);
}

static void
test_replay (void)
{
  Fixture           f;
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char  *here = NULL;
  g_autofree char  *there = NULL;

  set_up (&f);
  for (guint i = 0; i < N_EVENTS; i++)
    history_app_do (f.app, rand);
  save (&f);
  here = stree_test_dump (f.app);
  there = history_app_replay (f.file);
  g_assert_cmpstr (here, ==, there);
  tear_down (&f);
}

/* What was typed into a password input is not in the file: not as a value, a state, a delta, nor where it was copied to. */
static StreeElement *
login (StreeContext *cx, gpointer props)
{
  StreeState *password = stree_state_string (cx, "password", "");
  StreeState *token = stree_state_string (cx, "token", "");
  StreeState *copy = stree_state_string (cx, "copy", "");
  StreeState *note = stree_state_string (cx, "note", "");
  StreeState *files = stree_state_variant (cx, "files", g_variant_new_strv (STREE_STRV ("fourth-secret"), 1));

  stree_state_set_transient (token, TRUE);
  stree_state_set_transient (files, TRUE);
  ((StreeState **) props)[0] = copy;
  return stree_vstack (stree_text_input ("Password", .value = stree_bind (password), .password = TRUE, .key = "password"),
                       stree_text_input ("Token", .value = stree_bind (token), .key = "token"),
                       stree_text_input ("Unbound", .password = TRUE, .key = "unbound"),
                       stree_text_input ("Note", .value = stree_bind (note), .key = "note"),
                       stree_text ("%s", stree_state_get_string (copy)));
}

static void
test_secret (void)
{
  Fixture                 f;
  StreeState             *copy = NULL;
  g_autoptr (StreeReport) report = NULL;
  g_autoptr (GError)      error = NULL;
  g_autofree char        *text = NULL;
  g_autofree char        *what = NULL;

  set_up (&f);
  g_set_object (&f.app, NULL);
  f.app = stree_test_new (f.session, "login", login, &copy);
  stree_test_type (stree_test_by_key (f.app, "password"), "hunter2-secret");
  stree_test_type (stree_test_by_key (f.app, "token"), "token-zwei");
  stree_test_type (stree_test_by_key (f.app, "unbound"), "third-secret");
  stree_test_type (stree_test_by_key (f.app, "note"), "my password is hunter2-secret!");
  stree_test_type (stree_test_by_key (f.app, "note"), "I opened fourth-secret");
  stree_state_set_string (copy, "a copy of hunter2-secret");
  stree_test_settle (f.app);
  stree_test_type (stree_test_by_key (f.app, "password"), "");
  stree_test_type (stree_test_by_key (f.app, "note"), "plain");
  save (&f);
  text = read_file (&f);
  g_assert_nonnull (strstr (text, "plain"));
  g_assert_null (strstr (text, "hunter2"));
  g_assert_null (strstr (text, "token-zwei"));
  g_assert_null (strstr (text, "third-secret"));
  g_assert_null (strstr (text, "fourth-secret"));
  report = stree_report_load (f.file, &error);
  g_assert_no_error (error);
  what = stree_report_describe_event (report, 0);
  g_assert_cmpstr (what, ==, "value of TextInput 'password': [REDACTED]");
  tear_down (&f);
}

/* One that was in plain sight at first. */
static StreeElement *
unveiled (StreeContext *cx, gpointer props)
{
  StreeState *text = stree_state_string (cx, "text", "");
  StreeState *veiled = stree_state_bool (cx, "veiled", FALSE);

  (void) props;
  return stree_vstack (stree_text_input ("Text", .value = stree_bind (text), .password = stree_state_get_bool (veiled), .key = "text"),
                       stree_checkbox ("Veiled", .value = stree_bind (veiled), .key = "veiled"));
}

static void
test_secret_late (void)
{
  Fixture          f;
  g_autofree char *text = NULL;

  set_up (&f);
  g_set_object (&f.app, NULL);
  f.app = stree_test_new (f.session, "app", unveiled, NULL);
  stree_test_type (stree_test_by_key (f.app, "text"), "seen-secret");
  stree_test_type (stree_test_by_key (f.app, "text"), "qxz"); /* too short to be looked for: its place says it */
  stree_test_toggle (stree_test_by_key (f.app, "veiled"));
  save (&f);
  text = read_file (&f);
  g_assert_null (strstr (text, "seen-secret"));
  g_assert_null (strstr (text, "qxz"));
  tear_down (&f);
}

/* The log may begin later than the session. */
static void
test_forgotten (void)
{
  Fixture          f;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;

  set_up (&f);
  g_object_unref (f.app);
  g_object_unref (f.history);
  g_object_unref (f.session);
  f.session = stree_session_new ();
  f.history = stree_history_new (f.session, 2, 0);
  f.app = stree_test_new (f.session, "app", history_app, NULL);
  for (guint i = 0; i < 3 * STREE_HISTORY_EVENTS_PER_STEP; i++)
    stree_test_click (stree_test_by_key (f.app, i % 2 ? "send" : "more-alpha"));
  stree_test_click (stree_test_by_key (f.app, "undo"));
  save (&f);
  here = stree_test_dump (f.app);
  there = history_app_replay (f.file);
  g_assert_nonnull (strstr (here, "Row alpha: 30"));
  g_assert_nonnull (strstr (there, "Row alpha: 30"));
  g_assert_nonnull (strstr (there, "sent: 29"));
  tear_down (&f);
}

/* --- questions --- */

static int n_answered; /* what no state says */

static void
answered_cb (StreeEvent *event, gpointer data)
{
  n_answered++;
  stree_state_add (data, stree_event_get_int (event) == 1 ? 10 : 1);
}

static void
ask_cb (StreeEvent *event, gpointer data)
{
  stree_ask (stree_event_get_context (event), .title = "Really?", .buttons = STREE_STRV ("_No", "_Yes"),
             .on_answer = stree_call (answered_cb, data));
}

static StreeElement *
asking (StreeContext *cx, gpointer props)
{
  StreeState *sum = stree_state_int (cx, "sum", 0);

  (void) props;
  return stree_vstack (stree_button ("Ask", .key = "ask", .on_click = stree_call (ask_cb, sum)),
                       stree_text ("%d answered: %d", n_answered, stree_state_get_int (sum)));
}

/* Answers are given again, to who asks again. */
static void
test_question (void)
{
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeSession)  there = stree_session_new ();
  StreeHistory             *history = stree_session_keep_history (session);
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", asking, NULL);
  g_autoptr (StreeReport)   report = NULL;
  g_autoptr (StreeTest)     app = NULL;
  g_autoptr (GError)        error = NULL;
  Fixture                   f;

  set_up (&f);
  n_answered = 0;
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (stree_headless_click (view, "ask", &error));
      g_assert_true (stree_headless_answer (view, i % 2 ? "No" : "Yes", &error));
    }
  g_assert_true (stree_headless_has_text (view, "3 answered: 21"));
  stree_history_save_report (history, f.file, &error);
  g_assert_no_error (error);
  report = stree_report_load (f.file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_report_get_n_events (report), ==, 6);
  g_assert_true (stree_report_restore_start (report, there, &error));
  n_answered = 0;
  app = stree_test_new (there, "app", asking, NULL);
  stree_report_play (report, app, &error);
  g_assert_no_error (error);
  stree_test_assert_shows (app, "3 answered: 21");
  tear_down (&f);
}

static void
refuse (Fixture *f, const char *expected)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (StreeReport) report = stree_report_load (f->file, &error);
  g_autofree char        *pattern = g_strconcat ("*", expected, "*", NULL);

  g_assert_null (report);
  if (!error || !g_pattern_match_simple (pattern, error->message))
    g_error ("'%s' is not what was expected: %s", error ? error->message : "(no error)", expected);
}

static void
test_broken (void)
{
  static const struct
  {
    const char *what, *with, *expected;
  } cases[] = {
    { "\"component\"", "component", "report.json: *line 3, column 3: expected a name" },
    { "\"streamtree-report\" : 1", "\"streamtree-report\" : 2", "\"streamtree-report\" should be 1" },
    { "\"component\" : \"app\"", "\"component\" : 3", "\"component\" should be a text" },
    { "\"component\"", "\"other\"", "\"component\" should be a text" },
    { "\"forgotten\" : 0", "\"forgotten\" : -1", "\"forgotten\" should be a number" },
    { "\"forgotten\" : 0", "\"forgotten\" : 0, \"more\" : 1", "\"more\" is nothing that a report has" },
    { "\"deed\" : \"input\"", "\"deed\" : \"dance\"", "event 2: \"dance\" is nothing that a user does" },
    { "\"deed\" : \"input\"", "\"deed\" : \"input\", \"odd\" : []", "event 2: \"odd\" is nothing that a report has" },
    { "\"deed\" : \"input\"", "\"deed\" : \"menu\"", "event 2: \"value\" should be the number of a line" },
    { "\"deed\" : \"input\"", "\"deed\" : \"key\"", "event 2: \"value\" should be a key" },
    { "\"deed\" : \"input\"", "\"deed\" : \"travel\"", "event 2: \"travel\" should be there" },
    { "\"path\" : ", "\"path\" : 3, \"n\" : ", "event 1: \"path\" should be a text" },
    { "\"type\" : \"s\",", "\"type\" : \"zz\",", "event 2: \"*\" should be an object with a GVariant type" },
    { "\"old\"", "\"older\"", "event 1: *should be" },
    { "\"at\"", "\"when\"", "event 1: \"at\" should be a number" },
  };

  Fixture          f;
  g_autofree char *good = NULL;

  set_up (&f);
  stree_test_click (stree_test_by_key (f.app, "send"));
  stree_test_type (stree_test_by_key (f.app, "name"), "Ada");
  save (&f);
  good = read_file (&f);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bad = replace (good, cases[i].what, cases[i].with);

      write_file (&f, bad);
      refuse (&f, cases[i].expected);
    }
  write_file (&f, "[]");
  refuse (&f, "a report is an object");
  write_file (&f, "\xff");
  refuse (&f, "text in UTF-8");
  write_file (&f, "");
  refuse (&f, "line 1, column 1");
  /* Cut off anywhere, it is refused, and says where. */
  for (gsize n = 1; n < strlen (good) - 1; n += 7)
    {
      g_autofree char *cut = g_strndup (good, n);

      write_file (&f, cut);
      refuse (&f, "line ");
    }
  g_unlink (f.file);
  refuse (&f, "No such file");
  tear_down (&f);
}

/* The app is another one now: where it goes another way is said. */
static StreeElement *
changed_app (StreeContext *cx, gpointer props)
{
  StreeState *sent = stree_global_int (cx, "sent", 0);
  StreeState *name = stree_state_string (cx, "name", "");

  return stree_vstack (stree_hstack (stree_text ("."), stree_text ("."),
                                     props ? NULL : stree_button ("Send", .key = "send", .on_click = stree_add (sent, 2))),
                       stree_text_input ("Name", .value = stree_bind (name), .key = "name"));
}

static void
diverge (Fixture *f, gpointer props, const char *expected)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeReport)  report = NULL;
  g_autoptr (StreeTest)    app = NULL;
  g_autoptr (GError)       error = NULL;

  report = stree_report_load (f->file, &error);
  g_assert_no_error (error);
  g_assert_true (stree_report_restore_start (report, session, &error));
  app = stree_test_new (session, "app", changed_app, props);
  g_assert_false (stree_report_play (report, app, &error));
  g_assert_cmpstr (error->message, ==, expected);
}

static void
test_diverged (void)
{
  Fixture f;

  set_up (&f);
  stree_test_type (stree_test_by_key (f.app, "name"), "Ada");
  stree_test_click (stree_test_by_key (f.app, "send"));
  save (&f);
  diverge (&f, NULL, "Event 2 of 2 (on_click of Button 'send'): state '/sent' was set to 1; here it is set to 2");
  diverge (&f, &f, "Event 2 of 2 (on_click of Button 'send'): there is no such element at app.VStack.HStack.Button[send]");
  tear_down (&f);
}

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  g_test_add_func ("/history/report/replay", test_replay);
  g_test_add_func ("/history/report/secret", test_secret);
  g_test_add_func ("/history/report/secret-late", test_secret_late);
  g_test_add_func ("/history/report/forgotten", test_forgotten);
  g_test_add_func ("/history/report/question", test_question);
  g_test_add_func ("/history/report/broken", test_broken);
  g_test_add_func ("/history/report/diverged", test_diverged);
  return g_test_run ();
}
