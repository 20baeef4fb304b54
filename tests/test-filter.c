/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Filters by themselves: whether they fit a table, as JSON and back, and broken JSON. */

#include <string.h>

#include "core/stree-error.h"
#include "data/stree-filter-private.h"
#include "data/stree-frame-builder.h"

static StreeFrame *
schema (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  return stree_frame_builder_finish (builder);
}

/* Every operation, and values that are hard to write. */
static StreeFilter *
large_filter (void)
{
  g_autoptr (StreeCell) number = stree_cell_new_double (0.1 + 0.2);
  g_autoptr (StreeCell) whole = stree_cell_new_int64 (G_MAXINT64);
  g_autoptr (StreeCell) text = stree_cell_new_text ("\"quoted\"\n\\ Zoë");
  g_autoptr (StreeCell) null = stree_cell_new_null (STREE_COLUMN_TEXT);
  StreeCell *values[] = { text, null };
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);

  for (guint op = STREE_FILTER_EQUAL; op <= STREE_FILTER_GREATER_EQUAL; op++)
    g_ptr_array_add (children, stree_filter_new_compare ("x", (StreeFilterOp) op, number));
  g_ptr_array_add (children, stree_filter_new_compare ("n", STREE_FILTER_LESS, whole));
  g_ptr_array_add (children, stree_filter_new_text ("t", STREE_FILTER_CONTAINS, ""));
  g_ptr_array_add (children, stree_filter_new_text ("t", STREE_FILTER_STARTS_WITH, "%_'"));
  g_ptr_array_add (children, stree_filter_new_null ("t"));
  g_ptr_array_add (children, stree_filter_new_in ("t", values, 2));
  g_ptr_array_add (children, stree_filter_new_in ("t", NULL, 0));
  g_ptr_array_add (children, stree_filter_new_all (NULL, 0));
  g_ptr_array_add (children, stree_filter_new_not (g_ptr_array_index (children, 0)));
  return stree_filter_new_any ((StreeFilter **) children->pdata, children->len);
}

static void
test_json (void)
{
  g_autoptr (StreeFilter) filter = large_filter ();
  g_autofree char *json = stree_filter_to_json (filter);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFilter) back = stree_filter_new_from_json (json, &error);
  g_autofree char *again = back ? stree_filter_to_json (back) : NULL;

  g_assert_no_error (error);
  g_assert_true (stree_filter_equal (filter, back));
  g_assert_cmpstr (again, ==, json);
  g_assert_null (strchr (json, '\n'));
}

/* As it is documented. */
static void
test_json_text (void)
{
  g_autoptr (StreeCell) value = stree_cell_new_double (9.99);
  g_autoptr (StreeFilter) filter = stree_filter_new_compare ("price", STREE_FILTER_LESS, value);
  g_autofree char *json = stree_filter_to_json (filter);

  g_assert_cmpstr (json, ==, "{\"op\":\"less\",\"column\":\"price\",\"value\":{\"type\":\"number\",\"text\":\"9.99\"}}");
}

static const struct
{
  const char *json;
  const char *place; /* in the error */
  const char *reason;
} broken[] = {
  { "", "", "JSON" },
  { "{", "", "JSON" },
  { "[]", "\"\"", "an object" },
  { "{}", "\"\"", "\"op\"" },
  { "{\"op\": 1}", "\"\"", "\"op\"" },
  { "{\"op\": \"like\", \"column\": \"a\"}", "\"\"", "like" },
  { "{\"op\": \"null\"}", "\"\"", "\"column\"" },
  { "{\"op\": \"contains\", \"column\": \"a\"}", "\"\"", "\"text\"" },
  { "{\"op\": \"contains\", \"column\": \"a\", \"text\": null}", "\"\"", "\"text\"" },
  { "{\"op\": \"less\", \"column\": \"a\"}", "\"\"", "\"value\"" },
  { "{\"op\": \"less\", \"column\": \"a\", \"value\": {\"text\": \"1\"}}", "\"/value\"", "\"type\"" },
  { "{\"op\": \"less\", \"column\": \"a\", \"value\": {\"type\": \"money\", \"text\": \"1\"}}", "\"/value\"", "money" },
  { "{\"op\": \"less\", \"column\": \"a\", \"value\": {\"type\": \"integer\", \"text\": \"one\"}}", "\"/value\"", "one" },
  { "{\"op\": \"less\", \"column\": \"a\", \"value\": {\"type\": \"integer\", \"text\": null}}", "\"/value\"", "null" },
  { "{\"op\": \"less\", \"column\": \"a\", \"value\": {\"type\": \"integer\", \"text\": \" \"}}", "\"/value\"", "null" },
  { "{\"op\": \"in\", \"column\": \"a\", \"values\": {}}", "\"\"", "\"values\"" },
  { "{\"op\": \"in\", \"column\": \"a\", \"values\": [1]}", "\"/values/0\"", "an object" },
  { "{\"op\": \"all\"}", "\"\"", "\"children\"" },
  { "{\"op\": \"not\", \"children\": []}", "\"\"", "expected one" },
  { "{\"op\": \"any\", \"children\": [{\"op\": \"null\", \"column\": \"a\"}, 3]}", "\"/children/1\"", "an object" },
  { "{\"op\": \"any\", \"children\": [{\"op\": \"all\", \"children\": [{\"op\": \"x\"}]}]}", "\"/children/0/children/0\"", "\"x\"" },
};

static void
test_json_broken (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (stree_filter_new_from_json (broken[i].json, &error));
      g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
      g_test_message ("%s: %s", broken[i].json, error->message);
      g_assert_nonnull (strstr (error->message, broken[i].place));
      g_assert_nonnull (strstr (error->message, broken[i].reason));
    }
}

static void
test_json_deep (void)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFilter) filter = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (json, "{\"op\":\"not\",\"children\":[");
  g_string_append (json, "{\"op\":\"null\",\"column\":\"a\"}");
  for (guint i = 0; i < 100; i++)
    g_string_append (json, "]}");
  filter = stree_filter_new_from_json (json->str, &error);
  g_assert_no_error (error);

  g_string_prepend (json, "{\"op\":\"not\",\"children\":[");
  g_string_append (json, "]}");
  g_assert_null (stree_filter_new_from_json (json->str, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
}

/* Bytes of a sound one changed at random: never more than an error. */
static void
test_json_fuzz (void)
{
  GRand *rand = g_rand_new_with_seed (4711);
  g_autoptr (StreeFilter) filter = large_filter ();
  g_autofree char *json = stree_filter_to_json (filter);
  gsize length = strlen (json);
  guint n_errors = 0;

  for (guint round = 0; round < 5000; round++)
    {
      g_autofree char *changed = g_strdup (json);
      g_autoptr (StreeFilter) read = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = (guint) g_rand_int_range (rand, 1, 4); i > 0; i--)
        changed[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int_range (rand, 1, 128);
      read = stree_filter_new_from_json (changed, &error);
      g_assert_true (!read == !!error);
      n_errors += !read;
    }
  g_assert_cmpuint (n_errors, >, 1000);
  g_rand_free (rand);
}

static void
test_validate (void)
{
  g_autoptr (StreeFrame) frame = schema ();
  g_autoptr (StreeFilter) fits = large_filter ();
  g_autoptr (StreeCell) date = stree_cell_new_date (0);
  g_autoptr (StreeFilter) type = stree_filter_new_compare ("x", STREE_FILTER_LESS, date);
  g_autoptr (StreeFilter) missing = stree_filter_new_text ("T", STREE_FILTER_CONTAINS, "x");
  g_autoptr (StreeFilter) deep = stree_filter_new_all (&missing, 1);
  g_autoptr (GError) error = NULL;

  g_assert_true (stree_filter_validate (fits, frame, &error));
  g_assert_no_error (error);

  g_assert_false (stree_filter_validate (type, frame, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "\"x\""));
  g_assert_nonnull (strstr (error->message, "date"));
  g_assert_nonnull (strstr (error->message, "number"));
  g_clear_error (&error);

  g_assert_false (stree_filter_validate (deep, frame, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "\"T\""));
}

static void
test_equal (void)
{
  g_autoptr (StreeFilter) large = large_filter ();

  for (guint i = 0; i < stree_filter_get_n_children (large); i++)
    for (guint j = 0; j < stree_filter_get_n_children (large); j++)
      g_assert_cmpint (stree_filter_equal (stree_filter_get_child (large, i), stree_filter_get_child (large, j)), ==, i == j);
}

static void
test_implies (void)
{
  g_autoptr (StreeFilter) e = stree_filter_new_text ("t", STREE_FILTER_CONTAINS, "E");
  g_autoptr (StreeFilter) tea = stree_filter_new_text ("t", STREE_FILTER_CONTAINS, "téa");
  g_autoptr (StreeFilter) starts_e = stree_filter_new_text ("t", STREE_FILTER_STARTS_WITH, "e");
  g_autoptr (StreeFilter) starts_tea = stree_filter_new_text ("t", STREE_FILTER_STARTS_WITH, "tea");
  g_autoptr (StreeFilter) starts_te = stree_filter_new_text ("t", STREE_FILTER_STARTS_WITH, "te");
  g_autoptr (StreeFilter) other = stree_filter_new_text ("n", STREE_FILTER_CONTAINS, "téa");
  StreeFilter *pair[] = { tea, starts_e };
  g_autoptr (StreeFilter) both = stree_filter_new_all (pair, 2);
  g_autoptr (StreeFilter) either = stree_filter_new_any (pair, 2);

  g_assert_true (stree_filter_implies (NULL, NULL));
  g_assert_true (stree_filter_implies (e, NULL));
  g_assert_false (stree_filter_implies (NULL, e));
  g_assert_true (stree_filter_implies (tea, e));
  g_assert_false (stree_filter_implies (e, tea));
  g_assert_false (stree_filter_implies (other, e));
  g_assert_true (stree_filter_implies (starts_tea, starts_te));
  g_assert_false (stree_filter_implies (starts_tea, starts_e));
  g_assert_true (stree_filter_implies (both, e));
  g_assert_false (stree_filter_implies (either, e));
  g_assert_true (stree_filter_implies (both, both));
  g_assert_false (stree_filter_implies (tea, both));
}

/* A list of values with one fewer. */
static void
test_implies_in (void)
{
  g_autoptr (StreeCell) a = stree_cell_new_text ("a");
  g_autoptr (StreeCell) b = stree_cell_new_text ("b");
  g_autoptr (StreeCell) c = stree_cell_new_text ("c");
  StreeCell *some[] = { b, a }, *others[] = { a, c }, *all[] = { a, b, c };
  g_autoptr (StreeFilter) of_some = stree_filter_new_in ("t", some, 2);
  g_autoptr (StreeFilter) of_others = stree_filter_new_in ("t", others, 2);
  g_autoptr (StreeFilter) of_all = stree_filter_new_in ("t", all, 3);

  g_assert_true (stree_filter_implies (of_some, of_all));
  g_assert_false (stree_filter_implies (of_all, of_some));
  g_assert_false (stree_filter_implies (of_some, of_others));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/json", test_json);
  g_test_add_func ("/filter/json-text", test_json_text);
  g_test_add_func ("/filter/json-broken", test_json_broken);
  g_test_add_func ("/filter/json-deep", test_json_deep);
  g_test_add_func ("/filter/json-fuzz", test_json_fuzz);
  g_test_add_func ("/filter/validate", test_validate);
  g_test_add_func ("/filter/equal", test_equal);
  g_test_add_func ("/filter/implies", test_implies);
  g_test_add_func ("/filter/implies-in", test_implies_in);
  return g_test_run ();
}
