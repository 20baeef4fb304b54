/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "history-app.h"

#include <string.h>

#define N_ROWS 4

/* --- the app --- */

static void
send_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  stree_state_add (data, 1);
}

static void
key_cb (StreeEvent *event, gpointer data)
{
  guint keyval, modifiers;

  stree_event_get_key_press (event, &keyval, &modifiers);
  stree_state_add (data, keyval == 'a' ? 1 : -1);
  stree_event_set_handled (event, TRUE);
}

static void
undo_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  stree_history_undo (data);
}

static void
redo_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  stree_history_redo (data);
}

/* A component with a state of its own. */
static StreeElement *
row (StreeContext *cx, gpointer props)
{
  StreeState *n = stree_state_int (cx, "n", 0);
  const char *key = props;

  return stree_hstack_with ((.key = key, .common = stree_common (.on_key = stree_call (key_cb, n))),
                            stree_text ("Row %s: %d", key, stree_state_get_int (n)),
                            stree_button ("More", .on_click = stree_add (n, 1), .key = stree_str ("more-%s", key)));
}

static StreeElement *
rows (int first)
{
  static const char *const names[] = { "alpha", "beta", "gamma", "delta", "epsilon", "zeta" };
  StreeBuilder            *builder = stree_builder_new ();

  for (int i = 0; i < N_ROWS; i++)
    {
      const char *name = names[(first + i) % (int) G_N_ELEMENTS (names)];

      stree_builder_add (builder, stree_component (row, .props = (gpointer) name, .key = name));
    }
  return stree_builder_end (builder);
}

static StreeElement *
account (StreeContext *cx, gpointer props)
{
  StreeState *user = stree_state_string (cx, "user", "");
  StreeState *mail = stree_state_string (cx, "mail", "");
  StreeState *sent = props;

  return stree_form (stree_text_input ("User", .value = stree_bind (user), .key = "user"),
                     stree_text_input ("Mail", .value = stree_bind (mail), .key = "mail"),
                     stree_button ("Save", .submit = TRUE, .key = "save", .on_click = stree_call (send_cb, sent)),
                     stree_text ("%s <%s>", stree_state_get_string (user), stree_state_get_string (mail)));
}

StreeElement *
history_app (StreeContext *cx, gpointer props)
{
  static const char *const sizes[] = { "Small", "Medium", "Large", NULL };

  StreeHistory *history = stree_session_keep_history (stree_context_get_session (cx));
  StreeState   *name = stree_state_string (cx, "name", "");
  StreeState   *note = stree_state_string (cx, "note", "");
  StreeState   *password = stree_state_string (cx, "password", "");
  StreeState   *amount = stree_state_int (cx, "amount", 1);
  StreeState   *gift = stree_state_bool (cx, "gift", FALSE);
  StreeState   *size = stree_state_int (cx, "size", 0);
  StreeState   *page = stree_state_int (cx, "page", 0);
  StreeState   *first = stree_state_int (cx, "first", 0);
  StreeState   *sent = stree_global_int (cx, "sent", 0);
  StreeState   *asked = stree_state_bool (cx, "asked", FALSE);

  (void) props;
  return stree_vstack (
    stree_hstack (stree_button ("Undo", .key = "undo", .disabled = !stree_history_get_can_undo (history), .on_click = stree_call (undo_cb, history)),
                  stree_button ("Redo", .key = "redo", .disabled = !stree_history_get_can_redo (history), .on_click = stree_call (redo_cb, history)),
                  stree_button ("Send", .key = "send", .on_click = stree_call (send_cb, sent)),
                  stree_button ("Next", .key = "next", .on_click = stree_add (first, 1)),
                  stree_button ("Ask", .key = "ask", .on_click = stree_set (asked, TRUE))),
    stree_text_input ("Name", .value = stree_bind (name), .key = "name", .on_submit = stree_add (sent, 100)),
    stree_text_input ("Note", .value = stree_bind (note), .key = "note", .commit = STREE_COMMIT_ENTER),
    stree_text_input ("Password", .value = stree_bind (password), .password = TRUE, .key = "password"),
    stree_number_input ("Amount", .value = stree_bind (amount), .key = "amount", .min_value = stree_value (1), .max_value = stree_value (50)),
    stree_checkbox ("Gift", .value = stree_bind (gift), .key = "gift"),
    stree_selectbox ("Size", .options = sizes, .index = stree_bind (size), .key = "size"),
    stree_text ("%s, %d, %s, %s; note: %s; sent: %d", stree_state_get_string (name), stree_state_get_int (amount),
                stree_state_get_bool (gift) ? "gift" : "plain", sizes[stree_state_get_int (size)], stree_state_get_string (note),
                stree_state_get_int (sent)),
    stree_tabs_with ((.index = stree_bind (page), .key = "tabs"),
                     stree_tab ("Rows", stree_vstack (rows (stree_state_get_int (first)))),
                     stree_tab ("Account", stree_component (account, .props = sent, .key = "account"))),
    stree_state_get_bool (gift) ? stree_component (row, .props = (gpointer) "gift-row", .key = "gift-row") : NULL,
    stree_expander_with ((.label = "More", .key = "more"), stree_button ("Deep", .key = "deep", .on_click = stree_add (sent, 1000))),
    stree_dialog_with ((.title = "Sure?", .open = stree_bind (asked), .key = "dialog"),
                       stree_button ("Yes", .key = "yes", .on_click = stree_set (asked, FALSE))));
}

/* --- the user --- */

static const char *const clicked[] = { "send", "next", "ask", "save", "yes", "deep", "more-alpha", "more-beta", "more-gift-row", "undo", "redo" };
static const char *const typed[] = { "name", "note", "user", "mail" };
static const char *const toggled[] = { "gift", "more" };
static const char *const texts[] = { "", "a", "Ada", "Zoë \"q\"", "日本", "what?" };

#define PICK(rand, list) (list[g_rand_int_range ((rand), 0, G_N_ELEMENTS (list))])

static StreeTestLocator *
by_key (StreeTest *app, const char *key)
{
  return stree_test_by_key (app, key);
}

/* What cannot be done at the moment is not done: behind the dialog, for one. */
void
history_app_do (StreeTest *app, GRand *rand)
{
  switch (g_rand_int_range (rand, 0, 11))
    {
    case 0:
    case 1:
    case 2:
      stree_test_locator_click (by_key (app, PICK (rand, clicked)), NULL);
      break;
    case 3:
      stree_test_locator_type (by_key (app, "password"), g_rand_boolean (rand) ? HISTORY_APP_SECRET : "pw", NULL);
      break;
    case 4:
    case 5:
      stree_test_locator_type (by_key (app, PICK (rand, typed)), PICK (rand, texts), NULL);
      break;
    case 6:
      stree_test_locator_toggle (by_key (app, PICK (rand, toggled)), NULL);
      break;
    case 7:
      stree_test_locator_select (by_key (app, "size"), g_rand_int_range (rand, 0, 3), NULL);
      break;
    case 8:
      stree_test_locator_select (by_key (app, "tabs"), g_rand_int_range (rand, 0, 2), NULL);
      break;
    case 9:
      if (g_rand_boolean (rand))
        stree_test_locator_set_number (by_key (app, "amount"), g_rand_int_range (rand, 1, 51), NULL);
      else
        stree_test_locator_press_key (by_key (app, g_rand_boolean (rand) ? "more-beta" : "more-gamma"), g_rand_boolean (rand) ? 'a' : 'b', 0, NULL);
      break;
    default:
      if (stree_test_locator_count (by_key (app, "yes")) > 0)
        stree_test_locator_close (by_key (app, "dialog"), NULL);
      else
        stree_test_locator_submit (by_key (app, g_rand_boolean (rand) ? "name" : "mail"), NULL);
    }
}

char *
history_app_replay (const char *filename)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeTest)    app = NULL;
  g_autoptr (StreeReport)  report = NULL;
  g_autoptr (GError)       error = NULL;

  report = stree_report_load (filename, &error);
  g_assert_no_error (error);
  stree_report_restore_start (report, session, &error);
  g_assert_no_error (error);
  app = stree_test_new (session, stree_report_get_component (report), history_app, NULL);
  stree_report_play (report, app, &error);
  g_assert_no_error (error);
  return stree_test_dump (app);
}
