/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Actions without a display: what is declared, found, chosen and done; handles; how what is typed matches. */

#include "actions/stree-fuzzy-private.h"
#include "actions/stree-shortcut-private.h"
#include "support.h"

typedef struct
{
  int         n_save;
  int         n_pane[2];
  gboolean    changed;
  gboolean    hide_second;
  gboolean    fail;
  const char *name;
  const char *label;
  const char *shortcut;
  gboolean    show_input;
  int         n_more; /* runs that the component asks for before it shows it */
  const char *key;
  GError     *error;
  gboolean    done;
} World;

static void
save_cb (StreeEvent *event, gpointer data)
{
  World *w = data;

  g_assert_cmpstr (stree_event_get_name (event), !=, "");
  w->n_save++;
  w->changed = FALSE;
}

static void
delete_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  ++*(int *) data;
}

static StreeElement *
editor (StreeContext *cx, gpointer props)
{
  World          *w = props;
  StreeActionArgs save = { .name = "save", .label = "Save", .shortcut = "<Ctrl>S", .on_activate = stree_call (save_cb, w),
                           .disabled = !w->changed, .icon = "document-save", .group = "File" };

  (void) cx;
  return stree_fragment (
    stree_action_new (&save), stree_action_button (&save),
    stree_with (stree_text ("text"), .context_menu = STREE_MENU (stree_action_item (&save))),
    stree_action ("close", "Close the document", .on_activate = stree_call (save_cb, w), .group = "File", .hidden = TRUE),
    stree_vstack_with ((.key = "left"), stree_action ("pane.delete", "Delete", .on_activate = stree_call (delete_cb, &w->n_pane[0]), .shortcut = "Delete"),
                       stree_text_input ("A", .key = "a")),
    w->hide_second ? NULL
                   : stree_vstack_with ((.key = "right"), stree_action ("pane.delete", "Delete", .on_activate = stree_call (delete_cb, &w->n_pane[1]), .shortcut = "Delete"),
                                        stree_text_input ("B", .key = "b")));
}

static void
assert_names (char **names, const char *expected)
{
  g_autofree char *joined = g_strjoinv (" ", names);

  g_assert_cmpstr (joined, ==, expected);
  g_strfreev (names);
}

static void
expect_error (gboolean ok, GError **error, int code, const char *part)
{
  g_assert_false (ok);
  g_assert_error (*error, STREE_ERROR, code);
  g_assert_nonnull (strstr ((*error)->message, part));
  g_clear_error (error);
}

static void
test_declared (void)
{
  World                     w = { .changed = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", editor, &w);
  GError                   *error = NULL;

  assert_names (stree_headless_list_actions (view), "save close pane.delete");
  /* It is a button and a line of a menu, too. */
  click (view, "save");
  g_assert_cmpint (w.n_save, ==, 1);
  expect_error (stree_headless_click (view, "save", &error), &error, STREE_ERROR_BAD_VALUE, "disabled");
  expect_error (stree_headless_activate_action (view, "save", &error), &error, STREE_ERROR_BAD_VALUE, "Action 'save' is disabled");
  expect_error (stree_headless_press_shortcut (view, "<Control>s", &error), &error, STREE_ERROR_BAD_VALUE, "is disabled");
  w.changed = TRUE;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_press_shortcut (view, "<Control>s", &error));
  g_assert_cmpint (w.n_save, ==, 2);
  w.changed = TRUE;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_activate_action (view, "save", &error));
  g_assert_cmpint (w.n_save, ==, 3);
  expect_error (stree_headless_activate_action (view, "nothing", &error), &error, STREE_ERROR_NOT_FOUND, "'nothing'");
  expect_error (stree_headless_press_shortcut (view, "<Alt>s", &error), &error, STREE_ERROR_NOT_FOUND, "<Alt>s");
  expect_error (stree_headless_press_shortcut (view, "<Alt", &error), &error, STREE_ERROR_BAD_VALUE, "<Alt");
}

/* Of two with one name, the one counts whose place holds the focus. */
static void
test_scope (void)
{
  World                     w = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", editor, &w);

  g_assert_true (stree_headless_press_shortcut (view, "Delete", NULL));
  g_assert_cmpint (w.n_pane[0], ==, 1);
  g_assert_true (stree_headless_set_focus (view, "b", NULL));
  g_assert_true (stree_headless_press_shortcut (view, "Delete", NULL));
  g_assert_true (stree_headless_activate_action (view, "pane.delete", NULL));
  g_assert_cmpint (w.n_pane[0], ==, 1);
  g_assert_cmpint (w.n_pane[1], ==, 2);
  g_assert_true (stree_headless_set_focus (view, "a", NULL));
  g_assert_true (stree_headless_press_shortcut (view, "Delete", NULL));
  g_assert_cmpint (w.n_pane[0], ==, 2);
  /* It goes with its place. */
  g_assert_true (stree_headless_set_focus (view, "b", NULL));
  w.hide_second = TRUE;
  stree_headless_rerun (view);
  g_assert_true (stree_headless_press_shortcut (view, "Delete", NULL));
  g_assert_cmpint (w.n_pane[0], ==, 3);
  g_assert_cmpint (w.n_pane[1], ==, 2);
}

/* --- what is off the screen cannot be done --- */

static StreeElement *
fails (StreeContext *cx, gpointer props)
{
  World *w = props;

  return w->fail ? stree_fail_message (cx, "failed") : stree_text ("fine");
}

static StreeElement *
bounded (StreeContext *cx, gpointer props)
{
  World *w = props;

  (void) cx;
  return stree_vstack (stree_error_boundary (stree_vstack (stree_action ("inside", "Inside", .on_activate = stree_call (save_cb, w)),
                                                           stree_component (fails, .props = props)),
                                             .fallback = stree_action ("rescue", "Rescue", .on_activate = stree_call (save_cb, w))));
}

static void
test_off_screen (void)
{
  World                     w = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bounded, &w);

  assert_names (stree_headless_list_actions (view), "inside");
  w.fail = TRUE;
  stree_headless_rerun (view);
  assert_names (stree_headless_list_actions (view), "rescue");
  w.fail = FALSE;
  stree_headless_rerun (view);
  assert_names (stree_headless_list_actions (view), "inside");
}

/* --- the renderer is told when they change, and only then --- */

static int n_told;

static void
told_cb (StreeRenderer *renderer, StreeMount *mount)
{
  (void) renderer;
  (void) mount;
  n_told++;
}

static void
test_told (void)
{
  World                     w = { .changed = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", editor, &w);
  StreeRendererClass        klass = *view->renderer.klass;
  const StreeRendererClass *before = view->renderer.klass;

  klass.actions_changed = told_cb;
  view->renderer.klass = &klass;
  n_told = 0;
  stree_headless_rerun (view);
  g_assert_cmpint (n_told, ==, 0);
  w.changed = FALSE;
  stree_headless_rerun (view);
  g_assert_cmpint (n_told, ==, 1);
  w.hide_second = TRUE;
  stree_headless_rerun (view);
  g_assert_cmpint (n_told, ==, 2);
  w.hide_second = FALSE;
  stree_headless_rerun (view);
  g_assert_cmpint (n_told, ==, 3);
  stree_headless_rerun (view);
  g_assert_cmpint (n_told, ==, 3);
  view->renderer.klass = before;
}

/* --- searching --- */

static void
test_search (void)
{
  World                     w = { .changed = TRUE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", editor, &w);

  assert_names (stree_headless_search_actions (view, ""), "save pane.delete"); /* not what is hidden */
  assert_names (stree_headless_search_actions (view, "dl"), "pane.delete");
  assert_names (stree_headless_search_actions (view, "e"), "save pane.delete");
  assert_names (stree_headless_search_actions (view, "file"), "save"); /* by its group */
  assert_names (stree_headless_search_actions (view, "file sv"), "save");
  assert_names (stree_headless_search_actions (view, "xyz"), "");
}

static void
better (const char *typed, const char *good, const char *worse)
{
  int a = stree_fuzzy_score (typed, good);
  int b = stree_fuzzy_score (typed, worse);

  if (a <= b)
    g_error ("'%s' matches '%s' with %d and '%s' with %d", typed, good, a, worse, b);
}

static void
test_fuzzy (void)
{
  better ("open", "Open", "Open Recent");
  better ("open", "Open Recent", "Reopen");
  better ("open", "Reopen", "Copy pen");
  better ("nw", "New Window", "Answer");
  better ("gd", "GoDown", "Good");
  better ("sa", "Save As", "Usual");
  better ("rs", "Recent Settings", "Course");
  better ("sat", "Sort at top", "Salt");
  g_assert_cmpint (stree_fuzzy_score ("", "Open"), ==, 0);
  g_assert_cmpint (stree_fuzzy_score ("  ", "Open"), ==, 0);
  g_assert_cmpint (stree_fuzzy_score ("x", ""), ==, STREE_FUZZY_NONE);
  g_assert_cmpint (stree_fuzzy_score ("", ""), ==, 0);
  g_assert_cmpint (stree_fuzzy_score ("opne", "Open"), ==, STREE_FUZZY_NONE);
  g_assert_cmpint (stree_fuzzy_score ("oo", "Open"), ==, STREE_FUZZY_NONE);
  g_assert_cmpint (stree_fuzzy_score ("file open", "Open File"), >, 0);
  g_assert_cmpint (stree_fuzzy_score ("file print", "Open File"), ==, STREE_FUZZY_NONE);
  g_assert_cmpint (stree_fuzzy_score ("offnen", "\xc3\x96""ffnen"), ==, stree_fuzzy_score ("\xc3\xb6""ffnen", "\xc3\x96""ffnen"));
  g_assert_cmpint (stree_fuzzy_score ("\xff\xfe", "Open"), ==, STREE_FUZZY_NONE);
}

/* What a score is, said in a simpler way: the best over all ways to place the letters. */
static int
slow_score (const char *typed, const char *text, int at, int last)
{
  int best = G_MININT;

  if (!*typed)
    return 0;
  for (int j = at; text[j]; j++)
    {
      int rest, here;

      if (g_ascii_tolower (text[j]) != g_ascii_tolower (*typed))
        continue;
      rest = slow_score (typed + 1, text, j + 1, j);
      if (rest == G_MININT)
        continue;
      here = 16 + (last >= 0 && last == j - 1 ? 32 : 0) + (j == 0 ? 16 : 0);
      if (j == 0 || !g_ascii_isalnum (text[j - 1]) || (g_ascii_isupper (text[j]) && g_ascii_islower (text[j - 1])))
        here += 32;
      best = MAX (best, here + rest);
    }
  return best;
}

static void
test_fuzzy_model (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int n = 0; n < 20000; n++)
    {
      static const char letters[] = "abAB a-";
      char              text[10] = { 0 }, typed[5] = { 0 };
      int               slow, expected;

      for (int i = g_rand_int_range (rand, 0, 9); i > 0; i--)
        text[i - 1] = letters[g_rand_int_range (rand, 0, 7)];
      for (int i = g_rand_int_range (rand, 1, 4); i > 0; i--)
        typed[i - 1] = letters[g_rand_int_range (rand, 0, 4)];
      slow = slow_score (typed, text, 0, -1);
      expected = slow == G_MININT ? STREE_FUZZY_NONE
                                  : slow + (strlen (typed) == strlen (text) ? 64 : 0) +
                                      MAX (0, 32 - (int) strlen (text) + (int) strlen (typed));
      if (stree_fuzzy_score (typed, text) != expected)
        g_error ("'%s' in '%s': %d, not %d", typed, text, stree_fuzzy_score (typed, text), expected);
    }
}

static void
check_shortcut (const char *shortcut, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *canonical = stree_shortcut_canonical (shortcut, &error);

  g_assert_cmpstr (canonical, ==, expected);
  g_assert_true ((error == NULL) == (expected != NULL));
}

static void
test_shortcuts (void)
{
  check_shortcut ("<Control>s", "<Control>s");
  check_shortcut ("<ctrl>S", "<Control>s");
  check_shortcut ("<Primary><shift>s", "<Shift><Control>s");
  check_shortcut ("<Alt><Alt>Left", "<Alt>Left");
  check_shortcut ("F5", "F5");
  check_shortcut ("Delete", "Delete");
  check_shortcut ("", NULL);
  check_shortcut ("<Control>", NULL);
  check_shortcut ("<Control", NULL);
  check_shortcut ("<Contorl>s", NULL);
  check_shortcut ("<>s", NULL);
  check_shortcut ("Ctrl+S", NULL);
  check_shortcut ("<Control>s t", NULL);
}

/* --- bad declarations --- */

static StreeElement *
bad (StreeContext *cx, gpointer props)
{
  World *w = props;

  (void) cx;
  return stree_vstack (stree_action (w->name, w->label, .shortcut = w->shortcut));
}

static void
test_bad (void)
{
  World                     w = { .name = "good.name-1", .label = "Label" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", bad, &w);
  GError                   *error = NULL;

  assert_names (stree_headless_list_actions (view), "good.name-1");
  expect_error (stree_headless_activate_action (view, "good.name-1", &error), &error, STREE_ERROR_BAD_VALUE, "disabled"); /* it does nothing */
  w.name = "bad name";
  stree_headless_rerun (view);
  assert_has_text (view, "Action 'bad name': name is 'bad name': expected letters, digits, dots and dashes, and not 'stree-' in front");
  assert_has_text (view, "In app.VStack.Action[bad name]");
  w.name = "stree-quit";
  stree_headless_rerun (view);
  assert_shows (view, "name is 'stree-quit'");
  w.name = NULL;
  stree_headless_rerun (view);
  assert_shows (view, "Action: name is ''");
  w.name = "name";
  w.label = " ";
  stree_headless_rerun (view);
  assert_shows (view, "Action 'name': has no label");
  w.label = "Label";
  w.shortcut = "Ctrl-S";
  stree_headless_rerun (view);
  assert_names (stree_headless_list_actions (view), "name"); /* a key of a strange name */
  w.shortcut = "<Ctrl";
  stree_headless_rerun (view);
  assert_shows (view, "shortcut is '<Ctrl': expected modifiers");
}

/* --- by name, and handles --- */

static void
chain_cb (StreeEvent *event, gpointer data)
{
  World *w = data;

  g_clear_error (&w->error);
  w->done = stree_activate_action (stree_event_get_context (event), w->name, &w->error);
}

static void
show_cb (StreeEvent *event, gpointer data)
{
  World *w = data;

  w->show_input = TRUE;
  stree_focus (stree_event_get_context (event), w->key);
  stree_scroll_into_view (stree_event_get_context (event), "table");
  stree_copy (stree_event_get_context (event), "card");
}

static void
all_cb (StreeEvent *event, gpointer data)
{
  World *w = data;

  stree_select_all (stree_event_get_context (event), w->key);
  stree_scroll_to_top (stree_event_get_context (event), NULL);
  stree_copy (stree_event_get_context (event), w->key);
}

static void
text_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_copy_text (stree_event_get_context (event), "plain");
}

static StreeElement *
part (StreeContext *cx, gpointer props)
{
  World   *w = props;
  gboolean wait = w->show_input && w->n_more > 0;

  if (wait && --w->n_more >= 0)
    stree_session_rerun (stree_context_get_session (cx));
  return stree_card_with ((.key = "card"), stree_title ("A title"), stree_text ("two\nlines"),
                          w->show_input && !wait ? stree_text_input ("Name", .value = stree_value ("Ada"), .key = "name") : NULL,
                          stree_text_input ("Secret", .value = stree_value ("s3cret"), .password = TRUE, .key = "secret"),
                          stree_button ("Show", .on_click = stree_call (show_cb, w), .key = "show"),
                          stree_button ("All", .on_click = stree_call (all_cb, w), .key = "all"));
}

static StreeElement *
handled (StreeContext *cx, gpointer props)
{
  World *w = props;

  (void) cx;
  return stree_vstack (stree_text_input ("Other", .key = "name", .value = stree_value ("outside")), stree_vstack_with ((.key = "table"), NULL),
                       stree_component (part, .props = props),
                       stree_action ("one", "One", .on_activate = stree_call (save_cb, w)),
                       stree_action ("off", "Off", .on_activate = stree_call (save_cb, w), .disabled = TRUE),
                       stree_button ("Chain", .on_click = stree_call (chain_cb, w), .key = "chain"),
                       stree_button ("Text", .on_click = stree_call (text_cb, w), .key = "text"));
}

static void
test_by_name (void)
{
  World                     w = { .name = "one" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", handled, &w);

  click (view, "chain");
  g_assert_no_error (w.error);
  g_assert_true (w.done);
  g_assert_cmpint (w.n_save, ==, 1);
  w.name = "off";
  click (view, "chain");
  expect_error (w.done, &w.error, STREE_ERROR_BAD_VALUE, "Action 'off' is disabled");
  w.name = "none";
  click (view, "chain");
  expect_error (w.done, &w.error, STREE_ERROR_NOT_FOUND, "There is no action 'none'. There are: one, off");
}

static void
assert_taken (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_handles (void)
{
  World                     w = { .key = "name" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", handled, &w);

  assert_taken (stree_headless_dup_focus (view), NULL);
  assert_taken (stree_headless_dup_clipboard (view), NULL);
  /* The input comes with the rerun; the one of the component goes before the one outside. */
  click (view, "show");
  assert_taken (stree_headless_dup_focus (view), "app.VStack.part:2.Card[card].TextInput[name]");
  assert_taken (stree_headless_dup_scrolled (view), "app.VStack.VStack[table]");
  assert_taken (stree_headless_dup_clipboard (view), "A title\ntwo\nlines\nAda\nShow\nAll");
  click (view, "all");
  assert_taken (stree_headless_dup_selected (view), "app.VStack.part:2.Card[card].TextInput[name]");
  assert_taken (stree_headless_dup_scrolled (view), "");
  assert_taken (stree_headless_dup_clipboard (view), "Ada");
  w.key = "secret";
  click (view, "all");
  assert_taken (stree_headless_dup_clipboard (view), "");
  w.key = "app.VStack.TextInput[name]"; /* by its path */
  click (view, "all");
  assert_taken (stree_headless_dup_selected (view), "app.VStack.TextInput[name]");
  assert_taken (stree_headless_dup_clipboard (view), "outside");
  click (view, "text");
  assert_taken (stree_headless_dup_clipboard (view), "plain");
  w.key = "gone";
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "app.VStack.part:2: focus: nothing on the screen has the key or the render path 'gone'");
  click (view, "show");
  g_test_assert_expected_messages ();
  assert_taken (stree_headless_dup_focus (view), "app.VStack.TextInput[name]");
}

/* What is asked for waits until nothing is due any more. */
static void
test_handles_wait (void)
{
  World                     w = { .key = "name", .n_more = 2 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", handled, &w);

  click (view, "show");
  stree_headless_flush (view);
  stree_headless_flush (view);
  assert_taken (stree_headless_dup_focus (view), "app.VStack.part:2.Card[card].TextInput[name]");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/actions/declared", test_declared);
  g_test_add_func ("/actions/scope", test_scope);
  g_test_add_func ("/actions/off-screen", test_off_screen);
  g_test_add_func ("/actions/told", test_told);
  g_test_add_func ("/actions/search", test_search);
  g_test_add_func ("/actions/fuzzy", test_fuzzy);
  g_test_add_func ("/actions/fuzzy-model", test_fuzzy_model);
  g_test_add_func ("/actions/shortcuts", test_shortcuts);
  g_test_add_func ("/actions/bad", test_bad);
  g_test_add_func ("/actions/by-name", test_by_name);
  g_test_add_func ("/actions/handles", test_handles);
  g_test_add_func ("/actions/handles-wait", test_handles_wait);
  return g_test_run ();
}
