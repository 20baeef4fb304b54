/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Inputs without a display: what they refuse, what they write and where, what they never tell. */

#include <locale.h>
#include <math.h>

#include "elements/stree-number-format-private.h"
#include "elements/stree-number-input-private.h"
#include "support.h"

static StreeState *bound;

/* --- numbers as text --- */

static void
check_format (const char *format, gboolean good, gboolean integer)
{
  g_autoptr (GError) error = NULL;
  gboolean           found = !integer;

  if (good)
    {
      g_assert_true (stree_number_format_check (format, &found, &error));
      g_assert_no_error (error);
      g_assert_cmpint (found, ==, integer);
    }
  else
    {
      g_assert_false (stree_number_format_check (format, &found, &error));
      g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
    }
}

static void
test_formats (void)
{
  check_format ("%d", TRUE, TRUE);
  check_format ("%i items", TRUE, TRUE);
  check_format ("%ld", TRUE, TRUE);
  check_format ("%.2f", TRUE, FALSE);
  check_format ("$%08.3f", TRUE, FALSE);
  check_format ("%+e", TRUE, FALSE);
  check_format ("%g%%", TRUE, FALSE);
  check_format ("", FALSE, FALSE);
  check_format ("none", FALSE, FALSE);
  check_format ("100%%", FALSE, FALSE);
  check_format ("%s", FALSE, FALSE);
  check_format ("%n", FALSE, FALSE);
  check_format ("%*d", FALSE, FALSE);
  check_format ("%.*f", FALSE, FALSE);
  check_format ("%d %d", FALSE, FALSE);
  check_format ("%d %s", FALSE, FALSE);
  check_format ("%", FALSE, FALSE);
  check_format ("%5", FALSE, FALSE);
  check_format ("%1$d", FALSE, FALSE);
  check_format ("%123456789d", FALSE, FALSE);
  check_format ("%.999f", FALSE, FALSE);
  check_format ("%Lf", FALSE, FALSE);
  check_format ("%x", FALSE, FALSE);
}

static void
check_shown (const char *format, StreeValue value, const char *expected)
{
  g_autofree char *text = stree_number_format (format, &value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  check_shown (NULL, stree_value (42), "42");
  check_shown (NULL, stree_value (G_MININT64), "-9223372036854775808");
  check_shown (NULL, stree_value (0.1), "0.1");
  check_shown (NULL, stree_value (1.0 / 3), "0.3333333333333333");
  check_shown ("%.2f", stree_value (0.125), "0.12");
  check_shown ("%.2f", stree_value (3), "3.00");
  check_shown ("%d", stree_value (7), "7");
  check_shown ("%ld", stree_value (G_MAXINT64), "9223372036854775807");
  check_shown ("%03d%% of it", stree_value (7), "007% of it");
  check_shown ("%.1f", (StreeValue){ .type = STREE_VALUE_NONE }, "");
}

static void
check_parsed (const char *format, const char *text, gboolean integer, gboolean good, double expected)
{
  StreeValue value;

  g_assert_cmpint (stree_number_parse (format, text, integer, &value), ==, good);
  if (!good)
    return;
  g_assert_cmpint (value.type, ==, integer ? STREE_VALUE_INT : STREE_VALUE_DOUBLE);
  g_assert_cmpfloat (integer ? (double) value.v.i : value.v.d, ==, expected);
}

static void
test_parse (void)
{
  StreeValue value;

  check_parsed (NULL, "12", TRUE, TRUE, 12);
  check_parsed (NULL, " -12 ", TRUE, TRUE, -12);
  check_parsed (NULL, "12.0", TRUE, TRUE, 12);
  check_parsed (NULL, "1e3", TRUE, TRUE, 1000);
  check_parsed (NULL, "12.5", TRUE, FALSE, 0);
  check_parsed (NULL, "9223372036854775808", TRUE, FALSE, 0);
  check_parsed (NULL, "1.5", FALSE, TRUE, 1.5);
  check_parsed (NULL, "1.", FALSE, TRUE, 1);
  check_parsed (NULL, "\xe2\x88\x92" "2", FALSE, TRUE, -2);
  check_parsed (NULL, "-", FALSE, FALSE, 0);
  check_parsed (NULL, "1e", FALSE, FALSE, 0);
  check_parsed (NULL, "12,", FALSE, FALSE, 0);
  check_parsed (NULL, "nan", FALSE, FALSE, 0);
  check_parsed (NULL, "inf", FALSE, FALSE, 0);
  check_parsed (NULL, "1e999", FALSE, FALSE, 0);
  check_parsed (NULL, "0x10", FALSE, FALSE, 0);
  check_parsed ("$%.2f", "$1.50", FALSE, TRUE, 1.5);
  check_parsed ("$%.2f", "1.50", FALSE, TRUE, 1.5);
  check_parsed ("%d %%", "7 %", TRUE, TRUE, 7);
  g_assert_true (stree_number_parse (NULL, "  ", FALSE, &value));
  g_assert_cmpint (value.type, ==, STREE_VALUE_NONE);
}

static void
test_comma (void)
{
  static const char *const names[] = { "de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "fr_FR.utf8" };
  g_autofree char         *before = g_strdup (setlocale (LC_NUMERIC, NULL));
  gboolean                 found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names) && !found; i++)
    found = setlocale (LC_NUMERIC, names[i]) != NULL;
  if (!found)
    {
      g_test_skip ("no locale with a decimal comma is installed");
      return;
    }
  check_shown ("%.2f", stree_value (1.5), "1,50");
  check_shown (NULL, stree_value (0.1), "0,1");
  check_parsed (NULL, "1,5", FALSE, TRUE, 1.5);
  check_parsed (NULL, "1.5", FALSE, TRUE, 1.5);
  check_parsed (NULL, "12,", FALSE, TRUE, 12);
  setlocale (LC_NUMERIC, before);
}

static void
test_steps (void)
{
  StreeNumberInputArgs args = { .value = stree_value (5), .min_value = stree_value (0), .max_value = stree_value (10) };
  StreeValue           value = stree_value (9);

  stree_number_input_step (&args, 1, &value);
  g_assert_cmpint (value.v.i, ==, 10);
  stree_number_input_step (&args, 1, &value);
  g_assert_cmpint (value.v.i, ==, 10);
  stree_number_input_step (&args, -100, &value);
  g_assert_cmpint (value.v.i, ==, 0);

  args = (StreeNumberInputArgs){ .value = stree_value (0.0), .step = 0.1 };
  value = stree_value (0.0);
  for (int i = 0; i < 3; i++)
    stree_number_input_step (&args, 1, &value);
  g_assert_cmpfloat (value.v.d, ==, 0.3);

  args = (StreeNumberInputArgs){ .value = stree_value (0) };
  value = stree_value (G_MAXINT64);
  stree_number_input_step (&args, 1, &value);
  g_assert_cmpint (value.v.i, ==, G_MAXINT64);
  value = (StreeValue){ .type = STREE_VALUE_NONE };
  args.min_value = stree_value (3);
  stree_number_input_step (&args, 1, &value);
  g_assert_cmpint (value.v.i, ==, 3);
}

/* --- what they refuse --- */

static void
check_error (StreeElement *element, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (stree_element_validate (element, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  if (!strstr (error->message, message))
    g_error ("'%s' does not say '%s'", error->message, message);
}

static gpointer
make_nothing (gpointer data)
{
  (void) data;
  return NULL;
}

static void
test_refused (void)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();
  static const char *const none[] = { NULL };
  StreeValue             nan = stree_value (NAN);

  g_assert_nonnull (scope);
  check_error (stree_text_input ("T", .key = "t", .value = stree_value (1)), "TextInput 't': prop 'value' takes a text");
  check_error (stree_checkbox ("C", .key = "c", .value = stree_value ("yes")), "Checkbox 'c': prop 'value' takes a boolean");
  check_error (stree_selectbox ("S", .key = "s"), "Selectbox 's': prop 'options' takes at least one option");
  check_error (stree_selectbox ("S", .options = none), "Selectbox: prop 'options' takes at least one option");
  check_error (stree_selectbox ("S", .options = STREE_STRV ("a"), .index = stree_value ("a")), "prop 'index' takes an integer");
  check_error (stree_number_input ("N", .key = "n", .value = stree_value ("5")), "NumberInput 'n': prop 'value' takes");
  check_error (stree_number_input ("N", .value = nan), "finite");
  check_error (stree_number_input ("N", .value = stree_value (1), .min_value = stree_value ("a")), "'min_value' takes");
  check_error (stree_number_input ("N", .value = stree_value (1), .max_value = nan), "'max_value' takes");
  check_error (stree_number_input ("N", .value = stree_value (1), .min_value = stree_value (2), .max_value = stree_value (1)),
               "'min_value' must not be greater");
  check_error (stree_number_input ("N", .value = stree_value (1), .step = -1), "'step' takes a positive number");
  check_error (stree_number_input ("N", .value = stree_value (1), .step = 0.5), "'step' takes a whole number");
  check_error (stree_number_input ("N", .value = stree_value (1), .min_value = stree_value (0.5)), "take integers");
  check_error (stree_number_input ("N", .value = stree_value (1.5), .format = "%d"), "'format' shows an integer");
  check_error (stree_number_input ("N", .value = stree_value (1.5), .format = "%s"), "exactly one conversion");
  check_error (stree_native (.key = "x", .create = make_nothing), "Native 'x': prop 'type'");
  check_error (stree_native (.type = "Map"), "prop 'create'");
  g_assert_true (stree_element_validate (stree_number_input ("N", .value = stree_value (0), .min_value = stree_value (0)), NULL));
  g_assert_true (stree_element_validate (stree_native (.type = "Map", .create = make_nothing), NULL));
}

/* --- two-way --- */

static int    n_changes;
static GValue told;

static void
told_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  n_changes++;
  if (G_IS_VALUE (&told))
    g_value_unset (&told);
  stree_event_get_value (event, &told);
}

static void
reset_told (void)
{
  n_changes = 0;
  if (G_IS_VALUE (&told))
    g_value_unset (&told);
}

static gint64
shown_int (StreeHeadless *view, const char *key)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_true (stree_headless_get_value (view, key, &value, NULL));
  g_assert_true (G_VALUE_HOLDS_INT64 (&value));
  return g_value_get_int64 (&value);
}

static StreeElement *
integers (StreeContext *cx, gpointer props)
{
  (void) props;
  bound = stree_state_int (cx, "n", 50);
  return stree_vstack (stree_number_input ("N", .key = "n", .value = stree_bind (bound), .min_value = stree_value (0),
                                           .max_value = stree_value (10), .on_change = stree_call (told_cb, NULL)),
                       stree_text ("n is %d", stree_state_get_int (bound)));
}

static void
test_integer (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", integers, NULL);

  reset_told ();
  g_assert_cmpint (shown_int (view, "n"), ==, 10); /* clamped where it is shown */
  g_assert_cmpint (stree_state_get_int (bound), ==, 50); /* and told to nobody: the user did nothing */
  g_assert_cmpint (n_changes, ==, 0);

  g_assert_true (stree_headless_set_number (view, "n", 7, NULL));
  g_assert_cmpint (stree_state_get_int (bound), ==, 7);
  g_assert_true (G_VALUE_HOLDS_INT64 (&told));
  assert_has_text (view, "n is 7");
  g_assert_true (stree_headless_set_number (view, "n", 1000, NULL));
  g_assert_cmpint (stree_state_get_int (bound), ==, 10);
  g_assert_true (stree_headless_type (view, "n", "3", NULL));
  g_assert_cmpint (stree_state_get_int (bound), ==, 3);
  g_assert_cmpint (n_changes, ==, 3);
  /* What is no number changes nothing; neither does nothing, where a state must hold a number. */
  g_assert_true (stree_headless_type (view, "n", "many", NULL));
  g_assert_cmpint (n_changes, ==, 3);
  g_assert_cmpint (stree_state_get_int (bound), ==, 3);
  g_assert_cmpint (shown_int (view, "n"), ==, 3);
  /* The program, too. */
  stree_state_set_int (bound, 5);
  stree_headless_flush (view);
  g_assert_cmpint (shown_int (view, "n"), ==, 5);
  g_assert_cmpint (n_changes, ==, 3);
  reset_told ();
}

static StreeElement *
empties (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_number_input ("N", .key = "n", .placeholder = "None", .on_change = stree_call (told_cb, NULL));
}

static void
test_empty (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", empties, NULL);
  g_auto (GValue)           value = G_VALUE_INIT;

  reset_told ();
  g_assert_false (stree_headless_get_value (view, "n", &value, NULL));
  g_assert_true (stree_headless_set_number (view, "n", 2.5, NULL));
  g_assert_cmpfloat (g_value_get_double (&told), ==, 2.5);
  g_assert_true (stree_headless_type (view, "n", "", NULL));
  g_assert_cmpint (n_changes, ==, 2);
  g_assert_false (G_IS_VALUE (&told));
  g_assert_false (stree_headless_get_value (view, "n", &value, NULL));
  reset_told ();
}

static int n_options = 3;

static StreeElement *
choices (StreeContext *cx, gpointer props)
{
  static const char *const all[] = { "same", "same", "other", NULL };
  static const char *const few[] = { "same", NULL };

  (void) props;
  bound = stree_state_int (cx, "i", 99);
  return stree_vstack (stree_selectbox ("S", .key = "s", .options = n_options == 3 ? all : few, .index = stree_bind (bound),
                                        .on_change = stree_call (told_cb, NULL)),
                       stree_checkbox ("C", .key = "c", .on_change = stree_call (told_cb, NULL)));
}

static void
test_choice (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", choices, NULL);
  g_autoptr (GError)        error = NULL;

  reset_told ();
  g_assert_cmpint (shown_int (view, "s"), ==, 2);
  g_assert_true (stree_headless_select (view, "s", 0, NULL));
  g_assert_cmpint (stree_state_get_int (bound), ==, 0);
  g_assert_true (stree_headless_select (view, "s", 1, NULL)); /* the same text, another choice */
  g_assert_cmpint (stree_state_get_int (bound), ==, 1);
  g_assert_cmpint (g_value_get_int64 (&told), ==, 1);
  g_assert_cmpint (n_changes, ==, 2);
  g_assert_false (stree_headless_select (view, "s", 3, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  n_options = 1;
  stree_headless_rerun (view);
  g_assert_cmpint (shown_int (view, "s"), ==, 0);
  n_options = 3;
  g_assert_cmpint (n_changes, ==, 2);

  g_assert_true (stree_headless_toggle (view, "c", NULL));
  g_assert_true (g_value_get_boolean (&told));
  g_assert_true (stree_headless_toggle (view, "c", NULL));
  g_assert_false (g_value_get_boolean (&told));
  reset_told ();
}

/* --- secrets --- */

static StreeElement *
secrets (StreeContext *cx, gpointer props)
{
  (void) props;
  bound = stree_state_string (cx, "password", "hunter2");
  return stree_vstack (stree_text_input ("Password", .key = "p", .value = stree_bind (bound), .password = TRUE),
                       stree_text_input ("Plain", .key = "q", .value = stree_value ("hunter2"), .password = TRUE),
                       stree_text_input ("Name", .key = "n", .value = stree_bind (stree_state_string (cx, "name", "visible"))));
}

static void
check_hides (const char *text)
{
  g_assert_nonnull (text);
  if (strstr (text, "hunter"))
    g_error ("a password is in: %s", text);
}

static void
check_everything_hides (StreeHeadless *view)
{
  g_autofree char  *json = dump_json (view);
  g_autofree char  *text = stree_headless_dump_text (view);
  g_autofree char  *mermaid = stree_headless_dump_mermaid (view);
  g_autofree char  *widgets = stree_headless_dump_widgets (view);
  g_autoptr (GVariant) saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
  g_autofree char  *session = g_variant_print (saved, TRUE);

  check_hides (json);
  check_hides (text);
  check_hides (mermaid);
  check_hides (widgets);
  check_hides (session);
  g_assert_nonnull (strstr (session, "visible"));
  g_assert_nonnull (strstr (json, "[REDACTED]"));
  g_assert_nonnull (strstr (widgets, "visible"));
}

static void
test_secret (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", secrets, NULL);

  check_everything_hides (view);
  g_assert_true (stree_headless_type (view, "p", "hunter3", NULL));
  g_assert_cmpstr (stree_state_get_string (bound), ==, "hunter3");
  check_everything_hides (view);
}

static StreeElement *
natives (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_native (.key = "x", .type = "Map", .create = make_nothing);
}

static void
test_native (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", natives, NULL);
  g_autofree char          *text = stree_headless_dump_text (view);

  g_assert_nonnull (strstr (text, "Native key='x': type='Map'"));
}

/* --- a number that may be missing --- */

static int n_told;

static void
emptied_cb (StreeEvent *event, gpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;

  *(gboolean *) data = stree_event_get_value (event, &value);
  n_told++;
}

static StreeElement *
optional (StreeContext *cx, gpointer props)
{
  bound = stree_state_variant (cx, "n", g_variant_new_maybe (G_VARIANT_TYPE_INT64, NULL));
  return stree_number_input ("Age", .key = "n", .value = stree_bind (bound), .error = "No age",
                             .on_change = stree_call (emptied_cb, props));
}

static void
test_optional (void)
{
  gboolean                  valued = TRUE;
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", optional, &valued);
  g_auto (GValue)           shown = G_VALUE_INIT;

  n_told = 0;
  assert_shows (view, "No age");
  g_assert_false (stree_headless_get_value (view, "n", &shown, NULL));
  g_assert_true (stree_headless_type (view, "n", "36", NULL));
  g_assert_true (valued);
  g_assert_cmpstr (g_variant_get_type_string (stree_state_get_variant (bound)), ==, "mx");
  {
    g_autoptr (GVariant) number = g_variant_get_maybe (stree_state_get_variant (bound));

    g_assert_nonnull (number);
    g_assert_cmpint (g_variant_get_int64 (number), ==, 36);
  }
  g_assert_true (stree_headless_type (view, "n", "", NULL));
  g_assert_false (valued);
  g_assert_null (g_variant_get_maybe (stree_state_get_variant (bound)));
  g_assert_true (stree_headless_type (view, "n", "2.5", NULL)); /* no whole number: nothing is told */
  g_assert_cmpint (n_told, ==, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  support_init (&argc, &argv);
  g_test_add_func ("/inputs/number/formats", test_formats);
  g_test_add_func ("/inputs/number/format", test_format);
  g_test_add_func ("/inputs/number/parse", test_parse);
  g_test_add_func ("/inputs/number/comma", test_comma);
  g_test_add_func ("/inputs/number/steps", test_steps);
  g_test_add_func ("/inputs/number/integer", test_integer);
  g_test_add_func ("/inputs/number/empty", test_empty);
  g_test_add_func ("/inputs/refused", test_refused);
  g_test_add_func ("/inputs/choice", test_choice);
  g_test_add_func ("/inputs/secret", test_secret);
  g_test_add_func ("/inputs/native", test_native);
  g_test_add_func ("/inputs/optional", test_optional);
  return g_test_run ();
}
