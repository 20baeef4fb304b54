/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Locations at random: what is read is written and read back the same, what is refused is refused with words, and nothing that
 * holds parameters is lost. STREE_SEED repeats a run that failed. */

#include "core/stree-error.h"
#include "routing/stree-uri-private.h"
#include "support.h"

#define N_ROUNDS 60000

static void
append_piece (GString *text, GRand *rand)
{
  static const char *const pieces[] = { "app:", "/", "//", "?", "&", "=", "#", "%", "%2F", "%00", "%zz", "%E6%97%A5", "%FF", "+", " ",
                                        "route", "q", ":", "@", "[", "]", "::1", "80", "..", ".", "Z\xc3\xbcrich", "\xff", "\x01", ";", "'", "\"" };

  if (g_rand_int_range (rand, 0, 4) == 0)
    g_string_append_c (text, (char) g_rand_int_range (rand, 1, 256));
  else
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
}

static char *
random_text (GRand *rand, int max)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, max); n > 0; n--)
    append_piece (text, rand);
  return g_string_free (text, FALSE);
}

static void
assert_same (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      StreeUriParam *param = a->pdata[i];

      g_assert_cmpstr (stree_uri_params_get (b, param->name), ==, param->value);
    }
}

static void
check_reads_back (GPtrArray *params)
{
  g_autoptr (GError)    error = NULL;
  g_autofree char      *built = stree_uri_build (params);
  g_autoptr (GPtrArray) back = stree_uri_parse (built, "app", &error);
  g_autofree char      *whole = g_strconcat ("app:", built, NULL);
  g_autoptr (GPtrArray) from_whole = NULL;
  g_autofree char      *again = NULL;

  g_assert_no_error (error);
  g_assert_true (g_str_is_ascii (built));
  assert_same (params, back);
  again = stree_uri_build (back);
  g_assert_cmpstr (again, ==, built);
  from_whole = stree_uri_parse (whole, "app", &error);
  g_assert_no_error (error);
  assert_same (params, from_whole);
}

static void
test_uris (void)
{
  const char       *seed = g_getenv ("STREE_SEED");
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed ? (guint32) g_ascii_strtoull (seed, NULL, 10) : (guint32) g_test_rand_int ());
  guint             n_read = 0;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autofree char      *uri = random_text (rand, 14);
      g_autoptr (GError)    error = NULL;
      g_autoptr (GPtrArray) params = stree_uri_parse (uri, "app", &error);

      if (!params)
        {
          g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
          g_assert_true (g_utf8_validate (error->message, -1, NULL) && strlen (error->message) > 20);
          continue;
        }
      g_assert_no_error (error);
      check_reads_back (params);
      n_read++;
    }
  g_assert_cmpuint (n_read, >, N_ROUNDS / 20);
}

/* Whatever a program sets is found again in the URI. */
static void
test_params (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < N_ROUNDS / 4; i++)
    {
      g_autoptr (GPtrArray) params = stree_uri_params_new ();

      for (int n = g_rand_int_range (rand, 0, 4); n > 0; n--)
        {
          g_autofree char *raw_name = random_text (rand, 4);
          g_autofree char *raw_value = random_text (rand, 6);
          g_autofree char *name = g_strstrip (g_utf8_make_valid (raw_name, -1));
          g_autofree char *value = g_utf8_make_valid (raw_value, -1);

          if (*name)
            stree_uri_params_set (params, g_rand_int_range (rand, 0, 3) ? name : STREE_URI_ROUTE, value);
        }
      check_reads_back (params);
    }
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/location/uris", test_uris);
  g_test_add_func ("/location/params", test_params);
  return g_test_run ();
}
