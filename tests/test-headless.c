/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The headless view as a user: by key, by role and name, and what it says to what no user could do. Dumps of it, too. */

#include "core/stree-error.h"
#include "support.h"

typedef struct
{
  int   n_clicks;
  guint keyval;
  char *submitted;
} World;

static void
on_click (StreeEvent *event, gpointer data)
{
  World *world = data;

  (void) event;
  world->n_clicks++;
}

static void
on_key (StreeEvent *event, gpointer data)
{
  World *world = data;

  stree_event_get_key_press (event, &world->keyval, NULL);
  stree_event_set_handled (event, TRUE);
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  World      *world = props;
  StreeState *name = stree_state_string (cx, "name", "");
  StreeState *held = stree_state_string (cx, "held", "");
  StreeState *on = stree_state_bool (cx, "on", FALSE);
  StreeState *choice = stree_state_int (cx, "choice", 0);

  return stree_with (
    stree_vstack (stree_button ("It's \"on\"\nnow", .key = "ok", .on_click = stree_call (on_click, world)),
                  stree_button ("Off", .key = "off", .disabled = TRUE, .on_click = stree_call (on_click, world)),
                  stree_with (stree_button ("Hidden", .key = "hidden", .on_click = stree_call (on_click, world)), .hidden = TRUE),
                  stree_with (stree_vstack (stree_button ("Deep", .key = "deep", .on_click = stree_call (on_click, world))), .hidden = TRUE),
                  stree_text_input ("Name", .key = "name", .value = stree_bind (name)),
                  stree_text_input ("Secret", .key = "pw", .value = stree_value ("hunter2"), .password = TRUE),
                  stree_checkbox ("On", .key = "box", .value = stree_bind (on)),
                  stree_selectbox ("Choice", STREE_STRV ("a", "b", "b"), .key = "choice", .index = stree_bind (choice)),
                  stree_keyed ("it's a #1 \"key\"", stree_text ("held %s, name %s, on %d, choice %d", stree_state_get_string (held), stree_state_get_string (name),
                              stree_state_get_bool (on), stree_state_get_int (choice))),
                  stree_form (stree_text_input ("Held", .key = "held", .value = stree_bind (held)),
                              stree_button ("Save", .submit = TRUE, .key = "save"))),
    .on_key = stree_call (on_key, world));
}

static void
assert_refused (gboolean done, GError **error, int code, const char *part)
{
  g_assert_false (done);
  g_assert_error (*error, STREE_ERROR, code);
  if (!strstr ((*error)->message, part))
    g_error ("'%s' does not say: %s", (*error)->message, part);
  g_clear_error (error);
}

static void
test_actions (void)
{
  World                     world = { .n_clicks = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  g_autoptr (GError)        error = NULL;

  click (view, "ok");
  g_assert_true (stree_headless_click_named (view, "button", "It's \"on\"\nnow", &error));
  g_assert_cmpint (world.n_clicks, ==, 2);
  g_assert_true (stree_headless_type (view, "name", "Ada", &error));
  g_assert_true (stree_headless_toggle (view, "box", &error));
  g_assert_true (stree_headless_select (view, "choice", 2, &error));
  assert_has_text (view, "held , name Ada, on 1, choice 2");
  g_assert_true (stree_headless_type (view, "held", "x", &error));
  assert_has_text (view, "held , name Ada, on 1, choice 2");
  click (view, "save");
  assert_has_text (view, "held x, name Ada, on 1, choice 2");
  g_assert_true (stree_headless_type (view, "held", "y", &error));
  g_assert_true (stree_headless_submit (view, "held", &error));
  assert_has_text (view, "held y, name Ada, on 1, choice 2");
  g_assert_true (stree_headless_press_key (view, "name", 0xff1b, 0, &error));
  g_assert_cmpuint (world.keyval, ==, 0xff1b);
  g_assert_no_error (error);
}

static void
test_refusals (void)
{
  World                     world = { .n_clicks = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  g_autoptr (GError)        error = NULL;

  assert_refused (stree_headless_click (view, "no", &error), &error, STREE_ERROR_NOT_FOUND, "There is no element with the key 'no'. There is:\napp\n  VStack\n");
  assert_refused (stree_headless_click_named (view, "button", "No", &error), &error, STREE_ERROR_NOT_FOUND, "There is no button named 'No'.");
  assert_refused (stree_headless_click (view, "off", &error), &error, STREE_ERROR_BAD_VALUE, "Button 'off' is disabled: a user could not do that");
  assert_refused (stree_headless_click (view, "hidden", &error), &error, STREE_ERROR_BAD_VALUE, "Button 'hidden' is hidden");
  assert_refused (stree_headless_click (view, "deep", &error), &error, STREE_ERROR_BAD_VALUE, "Button 'deep' is inside of what is hidden");
  assert_refused (stree_headless_click (view, "name", &error), &error, STREE_ERROR_BAD_VALUE, "TextInput 'name' cannot be clicked");
  assert_refused (stree_headless_type (view, "ok", "x", &error), &error, STREE_ERROR_BAD_VALUE, "Button 'ok' has no value to change");
  assert_refused (stree_headless_select (view, "choice", 3, &error), &error, STREE_ERROR_BAD_VALUE, "has 3 options: there is no number 3");
  assert_refused (stree_headless_press_key (view, "no", 1, 0, &error), &error, STREE_ERROR_NOT_FOUND, "There is no element with the key 'no'");
  g_assert_false (stree_headless_press_key (view, "no", 1, 0, NULL));
  g_assert_cmpint (world.n_clicks, ==, 0);
}

static void
test_dumps (void)
{
  World                     world = { .n_clicks = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  g_autofree char          *text = stree_headless_dump_text (view);
  g_autofree char          *chart = stree_headless_dump_mermaid (view);
  g_autofree char          *widgets = stree_headless_dump_widgets (view);
  g_autofree char          *json = dump_json (view);

  g_assert_nonnull (strstr (text, "\n    Button key='ok': label='It\\'s \"on\"\\nnow'\n"));
  g_assert_nonnull (strstr (text, "\n    Text key='it\\'s a #1 \"key\"': body="));
  g_assert_nonnull (strstr (chart, "[\"Text | k='it's a #35;1 #quot;key#quot;'\"]\n"));
  g_assert_nonnull (strstr (chart, "\n  n0 --> n1\n"));
  g_assert_nonnull (strstr (json, "\"[REDACTED]\""));
  g_assert_nonnull (strstr (json, "\"shown\" : 0"));
  g_assert_null (strstr (json, "hunter2"));
  g_assert_null (strstr (text, "hunter2"));
  g_assert_null (strstr (chart, "hunter2"));
  g_assert_null (strstr (widgets, "hunter2"));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/headless/actions", test_actions);
  g_test_add_func ("/headless/refusals", test_refusals);
  g_test_add_func ("/headless/dumps", test_dumps);
  return g_test_run ();
}
