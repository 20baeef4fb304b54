/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The form that is made from a class, as a user fills it in, without a window. */

#include "support.h"

#include "model_form/model_form.h"

static void
type (StreeHeadless *app, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (app, key, text, &error);
  g_assert_no_error (error);
}

static void
check_value (StreeHeadless *app, const char *key, const char *expected)
{
  g_auto (GValue)  value = G_VALUE_INIT;
  g_autofree char *text = stree_headless_get_value (app, key, &value, NULL) ? g_strdup_value_contents (&value) : g_strdup ("none");

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_quiet (StreeHeadless *app, const char *part)
{
  g_autofree char *json = dump_json (app);

  g_assert_null (strstr (json, part));
}

static void
test_save (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", model_form, NULL);

  assert_quiet (app, "\"error\"");
  click (app, "save"); /* nothing is filled in: every field says what it lacks */
  assert_shows (app, "\"error\" : \"Required\"");
  assert_shows (app, "An address such as");
  check_value (app, "json", "\"\"");
  g_assert_false (stree_headless_click (app, "save", NULL)); /* disabled */

  type (app, "name", "Ada");
  type (app, "email", "ada@example.org");
  assert_quiet (app, "\"error\"");
  type (app, "age", "36");
  type (app, "birthday", "1815-12-10");
  assert_shows (app, "The birthday says it already");
  type (app, "age", "");
  g_assert_true (stree_headless_select (app, "kind", 1, NULL));
  click (app, "save");
  check_value (app, "json",
               "\"{\\\"name\\\":\\\"Ada\\\",\\\"email\\\":\\\"ada@example.org\\\",\\\"age\\\":null,\\\"birthday\\\":"
               "\\\"1815-12-10\\\",\\\"kind\\\":\\\"colleague\\\",\\\"newsletter\\\":false}\"");

  click (app, "clear");
  check_value (app, "name", "\"\"");
  click (app, "load");
  check_value (app, "name", "\"Ada\"");
  check_value (app, "kind", "1");
  check_value (app, "age", "none");

  type (app, "json", "{\"name\":\"Ada\",\"email\":\"a@b\",\"age\":\"old\"}");
  click (app, "load");
  assert_shows (app, "- **age**: Expected an integer");
  check_value (app, "email", "\"ada@example.org\"");
}

/* Nobody is told of what nobody has come to yet. */
static void
test_edited (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", model_form, NULL);

  type (app, "email", "ada");
  assert_shows (app, "An address such as");
  assert_quiet (app, "Required");
  type (app, "email", "ada@example.org");
  assert_quiet (app, "\"error\"");
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/model-form/save", test_save);
  g_test_add_func ("/model-form/edited", test_edited);
  return g_test_run ();
}
