/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an inspector tells of the steps of a session's history. */

#include "core/stree-error.h"
#include "support.h"

#define SECRET "hunter3"

static StreeState *count_state, *text_state, *secret_state, *variant_state, *unit_state;

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  (void) props;
  count_state = stree_state_int (cx, "count", 1);
  text_state = stree_state_string (cx, "text", "a");
  secret_state = stree_state_string (cx, "secret", "");
  variant_state = stree_state_variant (cx, "a/b", g_variant_new_parsed ("[1, 2]"));
  unit_state = stree_global_string (cx, "unit", "cm");
  return stree_vstack_with ((.key = "top"), stree_button ("More", .on_click = stree_add (count_state, 1), .key = "more"),
                            stree_text_input (NULL, .value = stree_bind (text_state), .key = "a.b"),
                            stree_text_input ("Password", .value = stree_bind (secret_state), .password = TRUE, .key = "pw"));
}

typedef struct
{
  StreeHeadless  *view;
  StreeInspector *inspector;
  StreeHistory   *history; /* NULL: none is kept */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->view = stree_headless_new (NULL, "app", app, NULL);
  f->inspector = stree_inspector_new (stree_headless_get_session (f->view));
  f->history = data ? stree_history_new (stree_headless_get_session (f->view), 0, 0) : NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  (void) data;
  g_clear_object (&f->history);
  g_object_unref (f->inspector);
  g_object_unref (f->view);
}

static GVariant *
list_steps (Fixture *f)
{
  return g_variant_ref_sink (stree_inspector_list_steps (f->inspector));
}

static GVariant *
describe_step (Fixture *f, guint step)
{
  g_autoptr (GError) error = NULL;
  GVariant          *changes = stree_inspector_describe_step (f->inspector, step, &error);

  g_assert_no_error (error);
  return g_variant_ref_sink (changes);
}

static void
assert_text (GVariant *rows, guint i, const char *member, const char *expected)
{
  g_autoptr (GVariant) row = g_variant_get_child_value (rows, i);
  const char          *text = NULL;

  g_assert_true (g_variant_lookup (row, member, "&s", &text));
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_step (Fixture *f, guint step, const char *label, const char *path, const char *changes)
{
  g_autoptr (GVariant) steps = list_steps (f);
  g_autoptr (GVariant) row = g_variant_get_child_value (steps, step - 1);
  guint32              number = 0;

  g_assert_true (g_variant_lookup (row, "step", "u", &number));
  g_assert_cmpuint (number, ==, step);
  assert_text (steps, step - 1, "label", label);
  assert_text (steps, step - 1, "path", path);
  assert_text (steps, step - 1, "changes", changes);
}

static void
type (Fixture *f, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (f->view, key, text, &error);
  g_assert_no_error (error);
  stree_headless_flush (f->view);
}

/* --- */

static void
test_none (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) steps = list_steps (f);

  (void) data;
  g_assert_cmpuint (g_variant_n_children (steps), ==, 0);
  g_assert_null (stree_inspector_describe_step (f->inspector, 1, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
}

static void
test_steps (Fixture *f, gconstpointer data)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) steps = NULL, changes = NULL, after = NULL;

  (void) data;
  stree_headless_click (f->view, "more", &error);
  g_assert_no_error (error);
  stree_state_set_string (unit_state, "km");
  stree_state_set_variant (variant_state, g_variant_new_parsed ("[7]"));
  stree_headless_flush (f->view);
  /* An element without a label is called by its own part of the path. */
  type (f, "a.b", "b");
  assert_step (f, 1, "More", "app.VStack[top].Button[more]", "count: 1 → 2");
  assert_step (f, 2, "", "", "unit: \"cm\" → \"km\", a/b: [1, 2] → [7]");
  assert_step (f, 3, "TextInput[a\\.b]", "app.VStack[top].TextInput[a\\.b]", "text: \"a\" → \"b\"");

  changes = describe_step (f, 2);
  g_assert_cmpuint (g_variant_n_children (changes), ==, 2);
  assert_text (changes, 0, "path", "");
  assert_text (changes, 0, "name", "unit");
  assert_text (changes, 0, "before", "\"cm\"");
  assert_text (changes, 1, "path", "app");
  assert_text (changes, 1, "name", "a/b");
  assert_text (changes, 1, "before", "[1, 2]");
  assert_text (changes, 1, "now", "[7]");
  g_assert_null (stree_inspector_describe_step (f->inspector, 0, NULL));
  g_assert_null (stree_inspector_describe_step (f->inspector, 4, NULL));

  /* Where the history is, the list does not say: it stays the same on the way back. */
  steps = list_steps (f);
  g_assert_true (stree_history_go_to (f->history, 0));
  stree_headless_flush (f->view);
  after = list_steps (f);
  g_assert_true (g_variant_equal (steps, after));
}

/* It is not written out in a line with others, nor to be cut off. */
static void
test_large (Fixture *f, gconstpointer data)
{
  g_autofree guint8   *bytes = g_malloc0 (100000);
  g_autoptr (GVariant) changes = NULL, row = NULL;
  const char          *now = NULL;

  (void) data;
  stree_state_set_variant (variant_state, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, bytes, 100000, 1));
  stree_headless_flush (f->view);
  assert_step (f, 1, "", "", "a/b");
  changes = describe_step (f, 1);
  row = g_variant_get_child_value (changes, 0);
  g_assert_true (g_variant_lookup (row, "now", "&s", &now));
  g_assert_cmpuint (strlen (now), <, 100);
}

/* What a report would leave out: what is typed into a password input, in whichever state it ends up. */
static void
test_secret (Fixture *f, gconstpointer data)
{
  g_autoptr (GVariant) steps = NULL, changes = NULL;
  g_autofree char     *all = NULL, *told = NULL;

  (void) data;
  type (f, "pw", SECRET);
  stree_state_set_string (text_state, "it was " SECRET);
  stree_headless_flush (f->view);
  assert_step (f, 1, "", "", "text: \"a\" → [REDACTED]");
  steps = list_steps (f);
  g_assert_cmpuint (g_variant_n_children (steps), ==, 1);
  changes = describe_step (f, 1);
  assert_text (changes, 0, "now", "[REDACTED]");
  all = g_variant_print (steps, FALSE);
  told = g_variant_print (changes, FALSE);
  g_assert_null (strstr (all, SECRET));
  g_assert_null (strstr (told, SECRET));
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(name, func, keeps) g_test_add ("/inspect/steps/" name, Fixture, keeps ? "keeps" : NULL, set_up, func, tear_down)
  ADD ("none", test_none, FALSE);
  ADD ("all", test_steps, TRUE);
  ADD ("large", test_large, TRUE);
  ADD ("secret", test_secret, TRUE);
  return g_test_run ();
}
