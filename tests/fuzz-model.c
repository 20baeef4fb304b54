/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON for models, at random from a seed: whatever it is, it gives an instance that is good, or says where it is not. */

#include <string.h>

#include "sample-model.h"

static const char *const pieces[] = {
  "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "false", "-", "1", "1e400", "0.5", "9223372036854775808", "\\u0000",
  "\\ud800", "ä", "\xff", " ", "\n", "//", "/*", "'", "\"age\"", "\"first-name\"", "\"address\"", "\"days\"", "\"born\"",
  "\"seen\"", "\"colour\"", "\"2024-02-29\"", "\"light-blue\"", "\"monday\"", "\"name\"", "\"place\"", "\"height\"", "\"score\""
};

static char *
random_mess (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 30); n > 0; n--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static void
append_value (GRand *rand, GString *text, int depth)
{
  static const char *const plain[] = { "null", "true", "-1", "0", "36", "200", "1e9", "0.5", "3", "\"\"", "\"red\"", "\"x\"",
                                       "\"2024-02-29\"", "\"2024-02-29T12:30:00Z\"", "9223372036854775807", "7", "16", "\"\\ud834\\udd1e\"", "[", "-" };
  static const char *const names[] = { "first-name", "email", "age", "big", "tiny", "huge", "height", "score", "weight", "member",
                                       "colour", "days", "born", "seen", "address", "city", "number", "name", "place", "x~/y" };
  int kind = depth > 3 ? 0 : g_rand_int_range (rand, 0, 4);

  if (depth > 0 && kind < 2)
    g_string_append (text, plain[g_rand_int_range (rand, 0, G_N_ELEMENTS (plain))]);
  else if (depth > 0 && kind == 2)
    {
      g_string_append (text, "[");
      for (int i = 0, n = g_rand_int_range (rand, 0, 4); i < n; i++)
        {
          g_string_append (text, i ? "," : "");
          append_value (rand, text, depth + 1);
        }
      g_string_append (text, "]");
    }
  else
    {
      g_string_append (text, "{");
      for (int i = 0, n = g_rand_int_range (rand, 0, 6); i < n; i++)
        {
          g_string_append_printf (text, "%s\"%s\":", i ? "," : "", names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
          append_value (rand, text, depth + 1);
        }
      g_string_append (text, "}");
    }
}

static gboolean
check (StreeModel *model, const char *json)
{
  g_autoptr (GError)                error = NULL;
  g_autoptr (StreeValidationErrors) errors = stree_validation_errors_new ();
  gpointer                          instance = stree_model_validate_json (model, json, errors, &error);
  gpointer                          second;
  g_autofree char                  *back = NULL;
  g_autofree char                  *again = NULL;

  if (!instance)
    {
      g_autofree char *list = stree_format_validation_errors (errors);

      g_assert_nonnull (error);
      g_assert_cmpint (stree_validation_errors_get_n_errors (errors), >, 0);
      g_assert_true (g_str_has_prefix (list, "- "));
      for (guint i = 0; i < stree_validation_errors_get_n_errors (errors); i++)
        {
          const char *path = stree_validation_errors_get_path (errors, i);

          g_assert_true (!*path || *path == '/');
        }
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpint (stree_validation_errors_get_n_errors (errors), ==, 0);
  back = stree_model_to_json (model, instance, &error);
  g_assert_no_error (error);
  second = stree_model_validate_json (model, back, NULL, &error);
  g_assert_no_error (error);
  again = stree_model_to_json (model, second, &error);
  g_assert_cmpstr (back, ==, again);
  stree_model_free_instance (model, instance);
  stree_model_free_instance (model, second);
  return TRUE;
}

static void
test_fuzz (gconstpointer data)
{
  gboolean               well_formed = GPOINTER_TO_INT (data);
  guint32                seed = g_test_rand_int ();
  GRand                 *rand = g_rand_new_with_seed (seed);
  g_autoptr (StreeModel) person = sample_person_model ();
  guint                  n_good = 0;

  g_test_message ("seed %u", seed);
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *json = NULL;

      if (well_formed)
        {
          GString *text = g_string_new (NULL);

          append_value (rand, text, 0);
          json = g_string_free (text, FALSE);
        }
      else
        json = random_mess (rand);
      n_good += check (person, json);
      n_good += check (sample_record_model (), json);
    }
  g_assert_cmpint (n_good, >, 0); /* some come through, so that both sides are seen */
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/fuzz-model/mess", GINT_TO_POINTER (FALSE), test_fuzz);
  g_test_add_data_func ("/fuzz-model/well-formed", GINT_TO_POINTER (TRUE), test_fuzz);
  return g_test_run ();
}
