/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON that is read here is what json-glib makes of it; and reading a large one can be broken off. */

#include <string.h>

#include "core/stree-json-read-private.h"
#include "core/stree-json-syntax-private.h"
#include "midway.h"

static void
assert_same (const char *json)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (JsonNode) node = stree_json_read (json, NULL, &error);
  g_autoptr (JsonNode) expected = json_from_string (json, NULL);

  g_assert_no_error (error);
  g_assert_nonnull (expected);
  if (!json_node_equal (node, expected))
    {
      g_autofree char *ours = json_to_string (node, TRUE);

      g_error ("%s was read as %s", json, ours);
    }
}

static void
test_values (void)
{
  static const char *const texts[] = {
    "null", " true ", "false\n", "0", "-0", "7", "-9223372036854775808", "9223372036854775807", "1.5", "-0.25e-3", "1E5", "1e+2", "\"\"",
    "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"", "\"\\u00e4\\u20AC\\ud83d\\ude00 gr\u00fc\u00df\"", "[]", "{}", "[ ]", "{\t}", "[[],{},[[]],[{}]]",
    "[1,[2,[3,[]]],4]", "{\"a\":{\"b\":{\"c\":[{\"d\":{}}]}},\"e\":[1,{\"f\":null}]}", "{ \"a\" : 1 , \"b\" : [ 1 , 2 ] , \"\" : \"\" }",
    "{\"a\":{\"x\":1},\"a\":[2],\"b\":3}", "{\"\\u0061\\n\":\"\\u0061\"}"
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_same (texts[i]);
}

static void
test_parents (void)
{
  g_autoptr (JsonNode) root = stree_json_read ("[{\"a\":[1]}]", NULL, NULL);
  JsonNode            *object = json_array_get_element (json_node_get_array (root), 0);
  JsonNode            *array = json_object_get_member (json_node_get_object (object), "a");

  g_assert_null (json_node_get_parent (root));
  g_assert_true (json_node_get_parent (object) == root);
  g_assert_true (json_node_get_parent (array) == object);
  g_assert_true (json_node_get_parent (json_array_get_element (json_node_get_array (array), 0)) == array);
}

static void
append_random (GString *text, guint depth)
{
  static const char *const plain[] = { "null", "true", "false", "0", "-12", "3.5e2", "\"\"", "\"x\\u00e4\\\"\"", "\"\u20ac\"" };
  guint                    kind = (guint) g_test_rand_int_range (0, depth > 0 ? 4 : 2);
  int                      n = g_test_rand_int_range (0, 5);

  if (kind < 2)
    {
      g_string_append (text, plain[g_test_rand_int_range (0, G_N_ELEMENTS (plain))]);
      return;
    }
  g_string_append_c (text, kind == 2 ? '[' : '{');
  for (int i = 0; i < n; i++)
    {
      g_string_append (text, i > 0 ? g_test_rand_bit () ? " , " : "," : "");
      if (kind == 3)
        g_string_append_printf (text, "\"%d\"%s", g_test_rand_int_range (0, 4), g_test_rand_bit () ? ":" : " : ");
      append_random (text, depth - 1);
    }
  g_string_append_c (text, kind == 2 ? ']' : '}');
}

static void
test_random (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      append_random (text, 6);
      assert_same (text->str);
    }
}

static void
test_deep (void)
{
  g_autoptr (GString)  text = g_string_new (NULL);
  g_autoptr (GError)   error = NULL;
  g_autoptr (JsonNode) none = NULL;

  for (guint i = 0; i < STREE_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < STREE_JSON_MAX_DEPTH; i++)
    g_string_append_c (text, ']');
  assert_same (text->str);
  g_string_prepend_c (text, '[');
  g_string_append_c (text, ']');
  none = stree_json_read (text->str, NULL, &error);
  g_assert_null (none);
  g_assert_nonnull (strstr (error->message, "fewer levels"));
}

static gboolean
read_large (GCancellable *cancellable, gpointer text)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (JsonNode) node = stree_json_read (text, cancellable, &error);

  if (!node)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return node != NULL;
}

static void
test_cancel (void)
{
  g_autoptr (GString) text = g_string_new ("[0");

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, ",{\"a\":\"text\"}");
  g_string_append_c (text, ']');
  assert_cancelled_midway (read_large, text->str, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-read/values", test_values);
  g_test_add_func ("/json-read/parents", test_parents);
  g_test_add_func ("/json-read/random", test_random);
  g_test_add_func ("/json-read/deep", test_deep);
  g_test_add_func ("/json-read/cancel", test_cancel);
  return g_test_run ();
}
