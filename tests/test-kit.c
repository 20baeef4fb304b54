/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The testing kit: its scripts without a display, and what it says when one fails. */

#include <glib/gstdio.h>

#include "kit-scripts.h"
#include "testing/stree-test-private.h"

static StreeElement *
counter (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);

  (void) props;
  return stree_vstack (stree_text ("Count: %d", stree_state_get_int (count)),
                       stree_button ("Increment", .key = "inc", .on_click = stree_add (count, 1)),
                       stree_button ("Reset", .key = "reset", .disabled = stree_state_get_int (count) == 0,
                                     .on_click = stree_set (count, 0)),
                       stree_text_input ("Step", .key = "step"),
                       stree_text ("unit %s", stree_state_get_string (stree_global_string (cx, "unit", "cm"))));
}

#define assert_says(call, code_, ...)                                                                                  \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) error = NULL;                                                                                   \
    const char *const  parts_[] = { __VA_ARGS__ };                                                                     \
                                                                                                                       \
    g_assert_false (call);                                                                                             \
    g_assert_error (error, STREE_ERROR, code_);                                                                        \
    for (guint i_ = 0; i_ < G_N_ELEMENTS (parts_); i_++)                                                               \
      if (!strstr (error->message, parts_[i_]))                                                                        \
        g_error ("no '%s' in: %s", parts_[i_], error->message);                                                        \
  }                                                                                                                    \
  G_STMT_END

static void
test_errors (void)
{
  g_autoptr (StreeTest) app = stree_test_new (NULL, "app", counter, NULL);

  assert_says (stree_test_locator_click (stree_test_by_key (app, "rest"), &error), STREE_ERROR_NOT_FOUND,
               "There is no element with the key 'rest'. Closest:\n  Button 'reset' (button named 'Reset')\n",
               "There is:\napp\n  VStack\n    Text body='Count: 0'\n");
  assert_says (stree_test_locator_click (stree_test_by_role (app, "button", "Incremen"), &error), STREE_ERROR_NOT_FOUND,
               "There is no button named 'Incremen'. Closest:\n  Button 'inc' (button named 'Increment')\n");
  /* The right name under another role comes first. */
  assert_says (stree_test_locator_click (stree_test_by_role (app, "link", "Increment"), &error), STREE_ERROR_NOT_FOUND,
               "Closest:\n  Button 'inc' (button named 'Increment')\n");
  assert_says (stree_test_locator_click (stree_test_by_key (app, "reset"), &error), STREE_ERROR_BAD_VALUE,
               "Button 'reset' is disabled: a user could not do that");
  assert_says (stree_test_locator_click (stree_test_by_key (app, "step"), &error), STREE_ERROR_BAD_VALUE,
               "TextInput 'step' cannot be clicked");
  assert_says (stree_test_locator_type (stree_test_by_key (app, "inc"), "x", &error), STREE_ERROR_BAD_VALUE,
               "Button 'inc' has no value to change");
  assert_says (stree_test_locator_toggle (stree_test_by_key (app, "step"), &error), STREE_ERROR_BAD_VALUE,
               "TextInput 'step' is neither on nor off");
  assert_says (stree_test_locator_choose (stree_test_by_key (app, "step"), "x", &error), STREE_ERROR_BAD_VALUE,
               "TextInput 'step' has nothing to choose from");
  assert_says (stree_test_locator_select (stree_test_by_key (app, "step"), 0, &error), STREE_ERROR_BAD_VALUE,
               "TextInput 'step' has nothing to choose from");
  assert_says (stree_test_locator_set_number (stree_test_by_key (app, "step"), 3, &error), STREE_ERROR_BAD_VALUE,
               "TextInput 'step' takes no number, but a text");
  assert_says (stree_test_locator_close (stree_test_by_key (app, "step"), &error), STREE_ERROR_BAD_VALUE,
               "TextInput 'step' is nothing that can be closed");
  assert_says (stree_test_locator_expect_text (stree_test_by_key (app, "inc"), "More", &error), STREE_ERROR_BAD_VALUE,
               "The element with the key 'inc' should say 'More'; it says 'Increment'");
  assert_says (stree_test_expect_plain (stree_test_by_key (app, "step"), stree_value ("5"), &error), STREE_ERROR_BAD_VALUE,
               "The element with the key 'step' should show '5'; it shows ''");
  assert_says (stree_test_locator_expect_missing (stree_test_by_key (app, "inc"), &error), STREE_ERROR_BAD_VALUE,
               "0 were expected, there are 1 of element with the key 'inc'");
  assert_says (stree_test_locator_expect_focus (stree_test_by_key (app, "step"), &error), STREE_ERROR_BAD_VALUE,
               "The element with the key 'step' should have the focus; it is at nothing");
  assert_says (stree_test_locator_expect_usable (stree_test_by_key (app, "inc"), FALSE, &error), STREE_ERROR_BAD_VALUE,
               "should be out of reach");
  assert_says (stree_test_press_shortcut (app, "<Control>q", &error), STREE_ERROR_NOT_FOUND,
               "No action has the shortcut '<Control>q'. There is: none");
  assert_says (stree_test_locator_expect_tree (stree_test_by_key (app, "inc"), "Button key='inc'\n", &error), STREE_ERROR_BAD_VALUE,
               "-Button key='inc'\n+Button key='inc' label='Increment' has_on_click=true\n");
}

static void
test_stale (void)
{
  g_autoptr (StreeTestLocator) locator = NULL;
  g_autoptr (GError)           error = NULL;
  StreeTest                   *app = stree_test_new (NULL, "app", counter, NULL);

  locator = g_object_ref (stree_test_by_key (app, "inc"));
  stree_test_click (locator);
  stree_test_click (locator);
  stree_test_assert_shows (app, "Count: 2");
  g_object_unref (app);
  g_assert_cmpuint (stree_test_locator_count (locator), ==, 0);
  g_assert_false (stree_test_locator_click (locator, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
}

static void
test_session (void)
{
  g_autoptr (StreeTest) app = stree_test_new (NULL, "app", counter, NULL);
  g_autoptr (GVariant)  rows = NULL;
  g_autoptr (GVariant)  kinds = NULL;
  g_autoptr (GVariant)  loaded = g_variant_ref_sink (g_variant_new_parsed ("{'app.old/x': <int64 3>}"));
  g_autofree char      *printed = NULL;
  g_autofree char      *counted = NULL;

  g_assert_true (stree_session_deserialize (stree_test_get_session (app), loaded, NULL));
  rows = g_variant_ref_sink (stree_test_summarize_session (app));
  printed = g_variant_print (rows, FALSE);
  g_assert_cmpstr (printed, ==,
                   "[{'key': <'/unit'>, 'category': <'global'>, 'type': <'gchararray'>}, "
                   "{'key': <'app.old/x'>, 'category': <'loaded'>, 'type': <'x'>}, "
                   "{'key': <'app/count'>, 'category': <'state'>, 'type': <'gint64'>}]");
  kinds = g_variant_ref_sink (stree_test_summarize_tree_kinds (app));
  counted = g_variant_print (kinds, FALSE);
  g_assert_cmpstr (counted, ==, "{'Button': 2, 'Text': 2, 'TextInput': 1, 'VStack': 1}");
}

static void
test_diff (void)
{
  g_autofree char *same = stree_test_diff ("a\nb\n", "a\nb\n");
  g_autofree char *near = stree_test_diff ("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n");
  g_autofree char *far = stree_test_diff ("x\n1\n2\n3\n4\n5\n6\n7\n8\ny\n", "1\n2\n3\n4\n5\n6\n7\n8\n");
  g_autofree char *nothing = stree_test_diff ("", "a\n");

  g_assert_null (same);
  g_assert_cmpstr (near, ==, "@@ line 2 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n+10\n");
  g_assert_cmpstr (far, ==, "@@ line 1 @@\n-x\n 1\n 2\n 3\n@@ line 7 @@\n 6\n 7\n 8\n-y\n");
  g_assert_cmpstr (nothing, ==, "@@ line 1 @@\n+a\n");
}

static void
test_snapshots (void)
{
  g_autoptr (StreeTest) app = stree_test_new (NULL, "app", counter, NULL);
  g_autofree char      *folder = g_dir_make_tmp ("stree-kit-XXXXXX", NULL);
  g_autofree char      *name = g_build_filename (folder, "deep", "counter", NULL);
  g_autofree char      *file = g_strconcat (name, ".tree", NULL);
  g_autofree char      *parent = g_path_get_dirname (file);
  g_autofree char      *before = g_strdup (g_getenv ("STREE_UPDATE_SNAPSHOTS"));
  g_autofree char      *text = NULL;

  g_unsetenv ("STREE_UPDATE_SNAPSHOTS");
  assert_says (stree_test_check_snapshot (app, name, &error), STREE_ERROR_NOT_FOUND, "there is no such snapshot yet",
               "STREE_UPDATE_SNAPSHOTS=1", "Text body='Count: 0'");
  g_setenv ("STREE_UPDATE_SNAPSHOTS", "1", TRUE);
  stree_test_assert_snapshot (app, name);
  g_setenv ("STREE_UPDATE_SNAPSHOTS", "0", TRUE);
  stree_test_assert_snapshot (app, name);
  stree_test_click (stree_test_by_key (app, "inc"));
  assert_says (stree_test_check_snapshot (app, name, &error), STREE_ERROR_BAD_VALUE, file,
               "-    Text body='Count: 0'\n+    Text body='Count: 1'\n");
  g_setenv ("STREE_UPDATE_SNAPSHOTS", "1", TRUE);
  stree_test_assert_snapshot (app, name);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "Count: 1"));
  if (before)
    g_setenv ("STREE_UPDATE_SNAPSHOTS", before, TRUE);
  else
    g_unsetenv ("STREE_UPDATE_SNAPSHOTS");
  g_remove (file);
  g_remove (parent);
  g_remove (folder);
}

/* What fails in C ends the test at the line in the script. */
static void
test_failed (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (StreeTest) app = stree_test_new (NULL, "app", counter, NULL);

      stree_test_assert_shows (app, "Count: 1");
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*test-kit.c:*:test_failed: There is no text 'Count: 1'. Closest:*Text*Count: 0*");
}

int
main (int argc, char **argv)
{
  stree_test_init (&argc, &argv);
  kit_add_scripts ("/kit/headless", stree_test_new);
  g_test_add_func ("/kit/errors", test_errors);
  g_test_add_func ("/kit/stale", test_stale);
  g_test_add_func ("/kit/session", test_session);
  g_test_add_func ("/kit/diff", test_diff);
  g_test_add_func ("/kit/snapshots", test_snapshots);
  g_test_add_func ("/kit/failed", test_failed);
  return g_test_run ();
}
