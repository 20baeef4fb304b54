/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Forms from models, at random from a seed: states, an instance, JSON, an instance, states: the same. */

#include "sample-model.h"
#include "support.h"

#include <math.h>

static StreeModel    *the_model;
static StreeBindings *the_bindings; /* of the last run; held */

static StreeElement *
form (StreeContext *cx, gpointer props)
{
  StreeBindings *bindings = stree_bind_fields (cx, the_model, "person");

  (void) props;
  g_clear_pointer (&the_bindings, stree_bindings_unref);
  the_bindings = stree_bindings_ref (bindings);
  return stree_vstack (stree_model_inputs (cx, the_model, bindings, NULL));
}

static char *
held (const char *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  stree_state_get (stree_bindings_get (the_bindings, field), &value);
  return G_VALUE_HOLDS_VARIANT (&value) ? g_variant_print (g_value_get_variant (&value), FALSE) : g_strdup_value_contents (&value);
}

static char *
random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    g_string_append_unichar (text, g_rand_boolean (rand) ? (gunichar) g_rand_int_range (rand, 1, 128)
                                                         : (gunichar) g_rand_int_range (rand, 0x80, 0xd800));
  return g_string_free (text, FALSE);
}

static double
random_double (GRand *rand)
{
  double number = ldexp (g_rand_double_range (rand, -1, 1), g_rand_int_range (rand, -60, 60));

  return g_rand_int_range (rand, 0, 5) ? number : floor (number);
}

static void
set_random (StreeState *state, GRand *rand, const char *path)
{
  GType            type = stree_state_get_value_type (state);
  g_autofree char *text = random_text (rand);

  if (strstr (path, "born"))
    {
      g_autofree char *date = g_strdup_printf ("%04d-%02d-%02d", g_rand_int_range (rand, 1, 9999), g_rand_int_range (rand, 1, 13),
                                               g_rand_int_range (rand, 1, 29));

      stree_state_set_string (state, g_rand_boolean (rand) ? date : "");
    }
  else if (strstr (path, "seen"))
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (g_rand_int_range (rand, G_MININT, G_MAXINT));
      g_autofree char      *date = g_date_time_format_iso8601 (time);

      stree_state_set_string (state, g_rand_boolean (rand) ? date : "");
    }
  else if (type == G_TYPE_STRING)
    stree_state_set_string (state, text);
  else if (type == G_TYPE_BOOLEAN)
    stree_state_set_bool (state, g_rand_boolean (rand));
  else if (type == G_TYPE_DOUBLE)
    stree_state_set_double (state, strstr (path, "height") ? g_rand_double_range (rand, 0, 3)
                                   : strstr (path, "weight") ? g_rand_int_range (rand, -1000, 1000) / 8.0
                                                             : random_double (rand));
  else if (type == G_TYPE_VARIANT)
    {
      gboolean  whole = g_variant_is_of_type (stree_state_get_variant (state), G_VARIANT_TYPE ("mx"));
      GVariant *number = whole ? g_variant_new_int64 (g_rand_int_range (rand, 0, 151)) : g_variant_new_double (random_double (rand));

      if (g_rand_boolean (rand))
        stree_state_set_variant (state, g_variant_new_maybe (NULL, number));
      else
        {
          g_variant_unref (g_variant_ref_sink (number));
          stree_state_set_variant (state, g_variant_new_maybe (whole ? G_VARIANT_TYPE_INT64 : G_VARIANT_TYPE_DOUBLE, NULL));
        }
    }
  else if (strstr (path, "colour"))
    stree_state_set_int (state, g_rand_int_range (rand, 0, 3));
  else if (strstr (path, "days"))
    stree_state_set_int (state, (g_rand_boolean (rand) ? SAMPLE_MONDAY : 0) | (g_rand_boolean (rand) ? SAMPLE_FRIDAY : 0));
  else if (strstr (path, "big"))
    stree_state_set_int (state, (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)));
  else
    stree_state_set_int (state, g_rand_int_range (rand, 1, 200));
}

static void
round_trip (StreeModel *model, GRand *rand)
{
  static const char *const paths[] = { "first-name", "name", "email", "age", "big", "tiny", "huge", "height", "score", "weight",
                                       "member", "quiet", "colour", "days", "born", "seen", "address.city", "address.number",
                                       "place.city", "place.number" };
  g_autoptr (GError)       error = NULL;
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (GPtrArray)    before = g_ptr_array_new_with_free_func (g_free);
  gpointer                 first;
  gpointer                 second;
  g_autofree char         *json = NULL;
  g_autofree char         *again = NULL;

  the_model = model;
  {
    g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", form, NULL);

    (void) view;
    for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
      if (stree_bindings_get (the_bindings, paths[i]))
        {
          set_random (stree_bindings_get (the_bindings, paths[i]), rand, paths[i]);
          if (strcmp (paths[i], "name") == 0)
            stree_state_set_string (stree_bindings_get (the_bindings, paths[i]), "Ada");
          g_ptr_array_add (before, held (paths[i]));
        }
    first = stree_build_model_from_bindings (model, the_bindings, NULL, &error);
    g_assert_no_error (error);
    json = stree_model_to_json (model, first, &error);
    g_assert_no_error (error);
    second = stree_model_validate_json (model, json, NULL, &error);
    g_assert_no_error (error);
    again = stree_model_to_json (model, second, &error);
    g_assert_cmpstr (json, ==, again);

    stree_bindings_reset (the_bindings);
    stree_bindings_load (the_bindings, model, second, &error);
    for (guint i = 0, k = 0; i < G_N_ELEMENTS (paths); i++)
      if (stree_bindings_get (the_bindings, paths[i]))
        {
          g_autofree char *after = held (paths[i]);

          g_assert_cmpstr (after, ==, before->pdata[k++]);
        }
    g_clear_pointer (&the_bindings, stree_bindings_unref);
  }
  stree_model_free_instance (model, first);
  stree_model_free_instance (model, second);
}

static void
test_round_trip (void)
{
  guint32                seed = g_test_rand_int ();
  GRand                 *rand = g_rand_new_with_seed (seed);
  g_autoptr (StreeModel) person = sample_person_model ();

  g_test_message ("seed %u", seed);
  for (int i = 0; i < 300; i++)
    {
      round_trip (person, rand);
      round_trip (sample_record_model (), rand);
    }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/model-random/round-trip", test_round_trip);
  return g_test_run ();
}
