/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Forms from models, without a display: fields, states, inputs, instances, JSON, and what is wrong with them. */

#include "sample-model.h"
#include "support.h"

#include <math.h>

static void
check_names (const char *const *names, const char *expected)
{
  g_autofree char *all = g_strjoinv (" ", (char **) (gpointer) names);

  g_assert_cmpstr (all, ==, expected);
}

/* --- fields --- */

static void
test_fields (void)
{
  g_autoptr (StreeModel) model = sample_person_model ();
  g_autoptr (StreeModel) address = stree_model_new (SAMPLE_TYPE_ADDRESS, NULL);
  g_autoptr (GError)     error = NULL;

  /* In the order of their declaration; no pointer, no circle, nothing that cannot be written. */
  check_names (stree_model_get_field_names (model), "first-name email age big tiny huge height score weight member colour days "
                                                    "born seen address");
  check_names (stree_str_field_names (model), "first-name email");
  check_names (stree_numeric_field_names (model), "age big tiny huge height score weight");
  check_names (stree_bool_field_names (model), "member");
  check_names (stree_enum_field_names (model), "colour");
  check_names (stree_flags_field_names (model), "days");
  check_names (stree_date_field_names (model), "born seen");
  check_names (stree_object_field_names (model), "address");
  g_assert_cmpstr (stree_model_get_name (model), ==, "SamplePerson");

  g_assert_cmpstr (stree_model_get_field_label (model, "first_name"), ==, "First Name");
  g_assert_cmpstr (stree_model_get_field_label (model, "email"), ==, "E-mail");
  g_assert_cmpstr (stree_model_get_field_help (model, "email"), ==, "Where to write to");
  g_assert_null (stree_model_get_field_help (model, "first-name"));
  g_assert_cmpstr (stree_model_get_field_label (model, "address.number"), ==, "House number");
  g_assert_cmpint (stree_model_get_field_type (model, "address.number"), ==, STREE_FIELD_INT);
  g_assert_cmpint (stree_model_get_field_type (model, "address"), ==, STREE_FIELD_OBJECT);
  g_assert_cmpint (stree_model_get_field_type (model, "parent"), ==, STREE_FIELD_UNSUPPORTED);
  g_assert_cmpint (stree_model_get_field_type (model, "opaque"), ==, STREE_FIELD_UNSUPPORTED);
  g_assert_cmpint (stree_model_get_field_type (model, "email.x"), ==, STREE_FIELD_UNSUPPORTED);
  g_assert_null (stree_model_get_field_label (model, "nothing"));

  g_assert_true (stree_model_set_label (model, "address.city", "Town", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (stree_model_get_field_label (model, "address.city"), ==, "Town");
  g_assert_true (stree_model_set_field_model (model, "address", address, &error));
  g_assert_cmpstr (stree_model_get_field_label (model, "address.city"), ==, "City");
}

static void
check_refused (gboolean done, GError **error, const char *part)
{
  g_assert_false (done);
  g_assert_nonnull (*error);
  if (!strstr ((*error)->message, part))
    g_error ("'%s' does not say '%s'", (*error)->message, part);
  g_clear_error (error);
}

static void
test_refused (void)
{
  g_autoptr (StreeModel) model = sample_person_model ();
  GError                *error = NULL;

  check_refused (stree_model_new (G_TYPE_STRING, &error) != NULL, &error, "gchararray");
  check_refused (stree_model_new (G_TYPE_INPUT_STREAM, &error) != NULL, &error, "GInputStream"); /* abstract */
  check_refused (stree_model_set_label (model, "nothing", "x", &error), &error, "'nothing'");
  check_refused (stree_model_set_value_label (model, "nothing", "red", "Rot", &error), &error, "'nothing'");
  check_refused (stree_model_set_value_label (model, "colour", "pink", "Rosa", &error), &error, "'pink'");
  check_refused (stree_model_set_value_label (model, "days", "red", "Rot", &error), &error, "'red'");
  check_refused (stree_model_set_value_label (model, "email", "red", "Rot", &error), &error, "'red'");
  check_refused (stree_model_set_required (model, "email.x", &error), &error, "'email.x'");
  check_refused (stree_model_set_optional (model, "email", -1, &error), &error, "no number");
  check_refused (stree_model_set_optional (model, "big", 0.5, &error), &error, "0.5");
  check_refused (stree_model_set_optional (model, "tiny", 0, &error), &error, "cannot hold 0");
  check_refused (stree_model_set_optional (model, "height", NAN, &error), &error, "cannot hold");
  check_refused (stree_model_set_field_model (model, "email", model, &error), &error, "'email'");
}

/* --- a form --- */

static StreeModel            *the_model;
static StreeBindings         *the_bindings; /* of the last run; held */
static StreeValidationErrors *the_errors;
static const char            *prefix;
static const char *const     *rows;
static gboolean               half; /* bind the texts only */

static StreeElement *
form (StreeContext *cx, gpointer props)
{
  StreeBindings *bindings = half ? stree_bind_str_fields (cx, the_model, prefix) : stree_bind_fields (cx, the_model, prefix);

  (void) props;
  g_clear_pointer (&the_bindings, stree_bindings_unref);
  the_bindings = stree_bindings_ref (bindings);
  return rows ? stree_model_field_grid (cx, the_model, rows, bindings, the_errors)
              : stree_vstack (stree_model_inputs (cx, the_model, bindings, the_errors));
}

static StreeHeadless *
start (void)
{
  return stree_headless_new (NULL, "app", form, NULL);
}

static void
set_up (StreeModel *model)
{
  the_model = model;
  prefix = "person";
  rows = NULL;
  half = FALSE;
}

static void
clear (void)
{
  g_clear_pointer (&the_bindings, stree_bindings_unref);
  g_clear_pointer (&the_errors, stree_validation_errors_unref);
}

static char *
held (const char *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_nonnull (stree_bindings_get (the_bindings, field));
  stree_state_get (stree_bindings_get (the_bindings, field), &value);
  return G_VALUE_HOLDS_VARIANT (&value) ? g_variant_print (g_value_get_variant (&value), FALSE) : g_strdup_value_contents (&value);
}

static void
check_held (const char *field, const char *expected)
{
  g_autofree char *text = held (field);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_bindings (void)
{
  g_autoptr (StreeModel)    model = sample_person_model ();
  g_autoptr (StreeHeadless) view = NULL;
  g_autofree char          *json = NULL;
  StreeSession             *session;

  set_up (model);
  prefix = " person ";
  view = start ();
  session = stree_headless_get_session (view);
  g_assert_nonnull (stree_session_lookup (session, "person.first-name"));
  g_assert_nonnull (stree_session_lookup (session, "person.address.city"));
  g_assert_true (stree_bindings_get (the_bindings, "first_name") == stree_session_lookup (session, "person.first-name"));
  g_assert_null (stree_bindings_get (the_bindings, "opaque"));
  check_held ("first-name", "\"\"");
  check_held ("email", "\"nobody@example.org\"");
  check_held ("age", "nothing"); /* and not zero */
  check_held ("score", "0.0");
  check_held ("big", "5");
  check_held ("weight", "0.100000"); /* not 0.10000000149 */
  check_held ("member", "TRUE");
  check_held ("colour", "1"); /* the index of green */
  check_held ("days", "16");
  check_held ("born", "\"\"");
  check_held ("address.number", "1");

  /* The inputs: labels, limits, help, keys. */
  json = dump_json (view);
  for (const char *const *part = STREE_STRV ("\"First Name\"", "\"House number\"", "\"Light Blue\"", "\"address.city\"",
                                             "\"max_value\" : 150", "\"min_value\" : 0,", "\"Where to write to\"");
       *part; part++)
    assert_shows (view, *part);
  g_assert_null (strstr (json, "No Day"));
  g_assert_true (stree_headless_has (view, "days.friday"));
  clear ();
}

static void
check_fails (const char *part)
{
  g_autoptr (StreeHeadless) view = start ();

  assert_shows (view, part);
  clear ();
}

/* The choices of a field can be called something else; what is stored and sent stays the same. */
static void
test_value_labels (void)
{
  g_autoptr (StreeModel)    model = sample_person_model ();
  g_autoptr (StreeHeadless) view = NULL;
  g_autoptr (GObject)       person = NULL;
  g_autofree char          *before = NULL;
  g_autofree char          *json = NULL;
  GError                   *error = NULL;

  g_assert_true (stree_model_set_value_label (model, "colour", "light-blue", "Azur", &error));
  g_assert_true (stree_model_set_value_label (model, "colour", "light-blue", "Hellblau", &error));
  g_assert_true (stree_model_set_value_label (model, "days", "friday", "Freitag", &error));
  g_assert_no_error (error);
  set_up (model);
  view = start ();
  before = dump_json (view);
  assert_shows (view, "\"Hellblau\"");
  assert_shows (view, "\"Green\"");
  assert_shows (view, "\"Freitag\"");
  g_assert_null (strstr (before, "Light Blue"));
  g_assert_null (strstr (before, "Azur"));
  g_assert_true (stree_headless_select (view, "colour", 2, NULL));
  person = stree_build_model_from_bindings (model, the_bindings, NULL, &error);
  g_assert_no_error (error);
  json = stree_model_to_json (model, person, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (json, "\"colour\":\"light-blue\""));
  clear ();
}

static void
test_grid (void)
{
  g_autoptr (StreeModel)    model = sample_person_model ();
  g_autoptr (StreeHeadless) view = NULL;
  g_autofree char          *text = NULL;

  set_up (model);
  rows = STREE_STRV ("first_name, email", "age  address.number", "address");
  view = start ();
  text = stree_headless_dump_text (view);
  g_assert_true (stree_headless_has (view, "first-name"));
  g_assert_true (stree_headless_has (view, "address.city"));
  g_assert_false (stree_headless_has (view, "big"));
  g_assert_nonnull (strstr (text, "Columns"));
  clear ();

  rows = STREE_STRV (NULL);
  check_fails ("needs at least one row");
  rows = STREE_STRV ("email", " , ");
  check_fails ("Row 2");
  rows = STREE_STRV ("email", "phone");
  check_fails ("has no field 'phone'");
  rows = STREE_STRV ("opaque");
  check_fails ("'opaque' of SamplePerson is of a type that no input can edit");
  half = TRUE;
  rows = STREE_STRV ("email", "age");
  check_fails ("no binding for field 'age'");
  half = FALSE;
  prefix = "  ";
  check_fails ("must not be blank");
}

static void
type (StreeHeadless *view, const char *key, const char *text)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (view, key, text, &error);
  g_assert_no_error (error);
}

static void
test_build (void)
{
  g_autoptr (StreeModel)            model = sample_person_model ();
  g_autoptr (StreeHeadless)         view = NULL;
  g_autoptr (StreeValidationErrors) errors = stree_validation_errors_new ();
  g_autoptr (GError)                error = NULL;
  g_autoptr (GObject)               person = NULL;
  g_autofree char                  *json = NULL;
  g_autofree char                  *list = NULL;

  set_up (model);
  view = start ();
  type (view, "first-name", "Ada");
  type (view, "age", "36");
  type (view, "score", "");
  type (view, "height", "2.5");
  g_assert_true (stree_headless_toggle (view, "member", NULL));
  g_assert_true (stree_headless_select (view, "colour", 2, NULL));
  g_assert_true (stree_headless_toggle (view, "days.monday", NULL));
  g_assert_true (stree_headless_toggle (view, "days.friday", NULL));
  type (view, "born", " 1815-12-10 ");
  type (view, "seen", "2024-02-29 12:30");
  type (view, "address.city", "London");
  person = stree_build_model_from_bindings (model, the_bindings, errors, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (person), ==, "SamplePerson");
  json = stree_model_to_json (model, person, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json, ==,
                   "{\"first-name\":\"Ada\",\"email\":\"nobody@example.org\",\"age\":36,\"big\":5,\"tiny\":7,\"huge\":0,"
                   "\"height\":2.5,\"score\":null,\"weight\":0.10000000000000001,\"member\":false,\"colour\":\"light-blue\","
                   "\"days\":[\"monday\"],\"born\":\"1815-12-10\",\"seen\":\"2024-02-29T12:30:00Z\","
                   "\"address\":{\"city\":\"London\",\"number\":1}}");

  /* What is wrong, each at its place. */
  type (view, "born", "10.12.1815");
  type (view, "seen", "noon");
  stree_state_set_int (stree_bindings_get (the_bindings, "address.number"), 10000);
  stree_state_set_int (stree_bindings_get (the_bindings, "tiny"), 0);
  g_assert_null (stree_build_model_from_bindings (model, the_bindings, errors, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "/born"));
  list = stree_format_validation_errors (errors);
  g_assert_cmpstr (list, ==,
                   "- **born**: Not a date such as 2024-02-29\n"
                   "- **seen**: Not a date and time such as 2024-02-29 12:30\n"
                   "- **tiny**: At least 1\n"
                   "- **address.number**: At most 9999");
  the_errors = g_steal_pointer (&errors);
  stree_headless_rerun (view);
  assert_shows (view, "\"error\" : \"At most 9999\"");
  assert_shows (view, "\"error\" : \"Not a date such as 2024-02-29\"");
  g_clear_error (&error);

  /* A field without a state, or with one of another type, is named. */
  {
    g_autoptr (StreeBindings) others = stree_bindings_new ();

    g_assert_null (stree_build_model_from_bindings (model, others, NULL, &error));
    g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_STATE);
    g_assert_nonnull (strstr (error->message, "'first-name'"));
    g_clear_error (&error);
    stree_bindings_add_all (others, the_bindings);
    stree_bindings_set (others, "age", stree_bindings_get (the_bindings, "email"));
    g_assert_null (stree_build_model_from_bindings (model, others, NULL, &error));
    g_assert_nonnull (strstr (error->message, "'age' of SamplePerson is bound to a state that holds a gchararray"));
    g_clear_error (&error);
  }

  /* And back: an instance into the form, and the form to its beginning. */
  g_assert_true (stree_bindings_load (the_bindings, model, person, &error));
  check_held ("age", "36");
  check_held ("score", "nothing");
  check_held ("colour", "2");
  check_held ("born", "\"1815-12-10\"");
  check_held ("address.number", "1");
  stree_bindings_reset (the_bindings);
  check_held ("age", "nothing");
  check_held ("colour", "1");
  g_assert_false (stree_bindings_load (the_bindings, model, G_OBJECT (view), &error));
  g_assert_nonnull (strstr (error->message, "StreeHeadless"));
  clear ();
}

/* What a saved session has in the place of an optional number is not trusted. */
static void
test_restored (void)
{
  g_autoptr (StreeModel)   model = sample_person_model ();
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (GVariant)     saved = NULL;
  g_autoptr (GError)       error = NULL;

  set_up (model);
  {
    g_autoptr (StreeHeadless) view = start ();

    type (view, "age", "36");
    saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
    stree_state_set_variant (stree_bindings_get (the_bindings, "age"), g_variant_new_string ("forged"));
    clear ();
  }
  g_assert_true (stree_session_deserialize (session, saved, &error));
  {
    g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", form, NULL);

    check_held ("age", "36");
    stree_state_set_variant (stree_bindings_get (the_bindings, "age"), g_variant_new_string ("forged"));
    stree_headless_rerun (view);
    check_held ("age", "nothing");
    clear ();
  }
}

/* --- JSON --- */

static void
check_json (StreeModel *model, const char *json, const char *expected)
{
  g_autoptr (GError) error = NULL;
  gpointer           instance = stree_model_validate_json (model, json, NULL, &error);
  g_autofree char   *back = NULL;

  g_assert_no_error (error);
  back = stree_model_to_json (model, instance, &error);
  g_assert_no_error (error);
  if (!strstr (back, expected))
    g_error ("no '%s' in %s", expected, back);
  stree_model_free_instance (model, instance);
}

static void
check_bad_json (StreeModel *model, const char *json, const char *pointer, const char *part)
{
  g_autoptr (GError)                error = NULL;
  g_autoptr (StreeValidationErrors) errors = stree_validation_errors_new ();

  g_assert_null (stree_model_validate_json (model, json, errors, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  if (!strstr (error->message, part) || (*pointer && !strstr (error->message, pointer)))
    g_error ("'%s' does not say '%s' at '%s'", error->message, part, pointer);
  g_assert_cmpint (stree_validation_errors_get_n_errors (errors), ==, 1);
  g_assert_cmpstr (stree_validation_errors_get_path (errors, 0), ==, pointer);
  g_assert_nonnull (stree_validation_errors_lookup (errors, pointer));
}

static void
test_json (void)
{
  g_autoptr (StreeModel) model = sample_person_model ();
  g_autofree char       *deep = g_strnfill (100000, '[');
  g_autofree char       *hidden = g_strconcat ("/*\"*/", deep, NULL);

  check_json (model, "", "\"email\":\"nobody@example.org\"");
  check_json (model, " \n", "\"age\":null");
  check_json (model, "{\"first_name\":\"Ada\",\"no such thing\":[1]}", "\"first-name\":\"Ada\"");
  check_json (model, "{\"first-name\":null,\"age\":null,\"born\":null,\"address\":null}", "\"first-name\":null");
  check_json (model, "{\"age\":36.0}", "\"age\":36,");
  check_json (model, "{\"big\":-9223372036854775808}", "\"big\":-9223372036854775808,");
  check_json (model, "{\"height\":1}", "\"height\":1");
  check_json (model, "{\"colour\":\"SAMPLE_RED\"}", "\"colour\":\"red\"");
  check_json (model, "{\"colour\":8}", "\"colour\":\"light-blue\"");
  check_json (model, "{\"days\":[\"monday\",\"friday\"]}", "\"days\":[\"monday\",\"friday\"]");
  check_json (model, "{\"days\":[]}", "\"days\":[]");
  check_json (model, "{\"seen\":\"2024-02-29T12:30:00.25+01:00\"}", "\"seen\":\"2024-02-29T12:30:00.250000+01\"");
  check_json (model, "{\"address\":{\"city\":\"a/b\"}}", "\"address\":{\"city\":\"a/b\",\"number\":1}");

  check_json (model, "{\"email\":\"a\\u001f\\u0001b\"}", "\"email\":\"a\\u001f\\u0001b\"");

  check_bad_json (model, "[]", "", "object at its root");
  check_bad_json (model, "12", "", "object at its root");
  check_bad_json (model, "null", "", "object at its root");
  check_bad_json (model, "{\"age\":", "", "Not JSON");
  check_bad_json (model, "{\"age\":1}x", "", "Not JSON");
  check_bad_json (model, "{\n  // age\n}", "", "line 2, column 3: expected a name");
  check_bad_json (model, deep, "", "fewer levels");
  check_bad_json (model, hidden, "", "line 1, column 1");
  check_bad_json (model, "{\"email\":\"\xff\"}", "", "UTF-8");
  check_bad_json (model, "{\"big\":9223372036854775808}", "", "column 8: expected an integer of 64 bits");
  check_bad_json (model, "{\"ä\":01}", "", "column 7: expected ',' or '}'");
  check_bad_json (model, "{\"email\":\"\\ud800\"}", "", "expected a character");
  check_bad_json (model, "{\"email\":\"\\u0000\"}", "", "expected a character");
  check_bad_json (model, "{\"email\":\"a", "", "the end of the text");
  check_bad_json (model, "{\"age\":1,}", "", "expected a name");
  check_bad_json (model, "{\"age\":1e400}", "/age", "an integer");
  check_json (model, "{\"email\":\"\\ud834\\udd1e\\/\"}", "\"email\":\"𝄞/\"");
  check_bad_json (model, "{\"age\":\"36\"}", "/age", "an integer");
  check_bad_json (model, "{\"age\":36.5}", "/age", "an integer");
  check_bad_json (model, "{\"age\":151}", "/age", "At most 150");
  check_bad_json (model, "{\"age\":-1}", "/age", "At least 0");
  check_bad_json (model, "{\"height\":-0.5}", "/height", "At least 0");
  check_bad_json (model, "{\"height\":null}", "/height", "a number");
  check_bad_json (model, "{\"member\":1}", "/member", "true or false");
  check_bad_json (model, "{\"email\":{}}", "/email", "a text");
  check_bad_json (model, "{\"colour\":\"pink\"}", "/colour", "red, green, light-blue");
  check_bad_json (model, "{\"colour\":4}", "/colour", "4 is none");
  check_bad_json (model, "{\"days\":[\"sunday\"]}", "/days", "sunday");
  check_bad_json (model, "{\"days\":64}", "/days", "64 is none");
  check_bad_json (model, "{\"born\":\"2023-02-29\"}", "/born", "Not a date");
  check_bad_json (model, "{\"address\":{\"number\":1e9}}", "/address/number", "At most 9999");
  check_bad_json (model, "{\"address\":[]}", "/address", "an object");
}

static void
test_required (void)
{
  g_autoptr (StreeModel) model = sample_person_model ();
  g_autoptr (GError)     error = NULL;

  stree_model_set_required (model, "email", &error);
  g_assert_no_error (error);
  check_bad_json (model, "{}", "/email", "Required");
  check_bad_json (model, "{\"email\":\" \"}", "/email", "Required");
  check_bad_json (model, "{\"email\":null}", "/email", "Required");
  check_json (model, "{\"email\":\"a\"}", "\"email\":\"a\"");
  stree_model_set_required (model, "age", &error);
  check_bad_json (model, "{\"email\":\"a\",\"age\":null}", "/age", "Required");
  stree_model_set_required (model, "address", &error);
  check_bad_json (model, "{\"email\":\"a\",\"age\":1}", "/address", "Required");
}

static void
test_errors (void)
{
  g_autoptr (StreeValidationErrors) errors = stree_validation_errors_new ();
  g_autofree char                  *none = stree_format_validation_errors (errors);
  g_autofree char                  *some = NULL;

  g_assert_cmpstr (none, ==, "");
  g_assert_null (stree_validation_errors_lookup (NULL, "x"));
  stree_validation_errors_add (errors, "", "all of it");
  stree_validation_errors_add (errors, "address.city", "no town");
  stree_validation_errors_add (errors, "/a~1b/m~0n", "odd names");
  some = stree_format_validation_errors (errors);
  g_assert_cmpstr (some, ==, "- all of it\n- **address.city**: no town\n- **a/b.m~n**: odd names");
  g_assert_cmpstr (stree_validation_errors_get_path (errors, 1), ==, "/address/city");
  g_assert_cmpstr (stree_validation_errors_lookup (errors, "address.city"), ==, "no town");
  g_assert_cmpstr (stree_validation_errors_lookup (errors, ""), ==, "all of it");
  g_assert_null (stree_validation_errors_lookup (errors, "address"));
}

/* --- validators --- */

static int n_freed;

static void
count_cb (gpointer data)
{
  (void) data;
  n_freed++;
}

static char *
check_at (const GValue *value, gpointer data)
{
  (void) data;
  return strchr (g_value_get_string (value), '@') ? NULL : g_strdup ("no @ in it");
}

static char *
check_even (const GValue *value, gpointer data)
{
  (void) data;
  return g_value_get_int64 (value) % 2 ? g_strdup_printf ("%d is odd", (int) g_value_get_int64 (value)) : NULL;
}

static void
check_address (gpointer instance, StreeValidationErrors *errors, gpointer data)
{
  g_autofree char *city = NULL;
  guint            number;

  (void) data;
  g_object_get (instance, "city", &city, "number", &number, NULL);
  if (g_strcmp0 (city, "Bern") == 0 && number > 100)
    stree_validation_errors_add (errors, "number", "Bern is not that big");
  if (g_strcmp0 (city, "Nowhere") == 0)
    stree_validation_errors_add (errors, "", "no such address");
}

static void
test_validators (void)
{
  StreeModel            *model = sample_person_model ();
  g_autoptr (StreeModel) address = stree_model_new (SAMPLE_TYPE_ADDRESS, NULL);
  g_autoptr (GError)     error = NULL;

  n_freed = 0;
  g_assert_true (stree_model_add_validator (model, "email", check_at, NULL, count_cb, &error));
  g_assert_true (stree_model_add_validator (model, "age", check_even, NULL, NULL, &error));
  g_assert_true (stree_model_set_field_model (model, "address", address, &error));
  stree_model_add_model_validator (address, check_address, NULL, count_cb);
  g_assert_false (stree_model_add_validator (model, "phone", check_at, NULL, NULL, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);

  check_bad_json (model, "{\"email\":\"a\"}", "/email", "no @");
  check_bad_json (model, "{\"age\":7}", "/age", "7 is odd");
  check_bad_json (model, "{\"age\":151}", "/age", "At most 150"); /* only what is good otherwise is asked about */
  check_json (model, "{\"age\":null}", "\"age\":null");
  check_bad_json (model, "{\"address\":{\"city\":\"Bern\",\"number\":200}}", "/address/number", "not that big");
  check_bad_json (model, "{\"address\":{\"city\":\"Nowhere\"}}", "/address", "no such address");
  check_bad_json (model, "{\"email\":\"\",\"address\":{\"city\":\"Nowhere\"}}", "/email", "no @"); /* fields first */
  stree_model_unref (model);
  g_clear_pointer (&address, stree_model_unref);
  g_assert_cmpint (n_freed, ==, 2);
}

/* --- validators that take their time --- */

static GPtrArray *asked; /* GTask, owned */
static GPtrArray *texts;
static gboolean   only_edited;

static void
ask_cb (GTask *task, const GValue *value, gpointer data)
{
  (void) data;
  g_ptr_array_add (asked, g_object_ref (task));
  g_ptr_array_add (texts, g_value_dup_string (value));
}

static StreeElement *
checked_form (StreeContext *cx, gpointer props)
{
  StreeBindings         *bindings = stree_bind_fields (cx, the_model, "person");
  StreeValidationErrors *errors =
    only_edited ? stree_validate_edited (cx, the_model, bindings) : stree_validate_bindings (cx, the_model, bindings);

  (void) props;
  return stree_vstack (stree_model_input (cx, the_model, "email", bindings, errors),
                       stree_model_input (cx, the_model, "born", bindings, errors),
                       stree_text ("pending %u, wrong %u", stree_validation_errors_get_n_pending (errors),
                                   stree_validation_errors_get_n_errors (errors)));
}

static void
answer (guint index, const char *problem)
{
  GTask *task = asked->pdata[index];

  if (problem)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_EXISTS, "%s", problem);
  else
    g_task_return_boolean (task, TRUE);
  while (!g_task_get_completed (task))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_async (void)
{
  g_autoptr (StreeModel)    model = sample_person_model ();
  g_autoptr (StreeHeadless) view = NULL;
  g_autoptr (GError)        error = NULL;

  asked = g_ptr_array_new_with_free_func (g_object_unref);
  texts = g_ptr_array_new_with_free_func (g_free);
  stree_model_add_validator (model, "email", check_at, NULL, NULL, &error);
  stree_model_add_async_validator (model, "email", ask_cb, NULL, NULL, &error);
  g_assert_no_error (error);
  set_up (model);
  only_edited = FALSE;
  view = stree_headless_new (NULL, "app", checked_form, NULL);
  assert_has_text (view, "pending 1, wrong 0");
  g_assert_cmpstr (texts->pdata[0], ==, "nobody@example.org");

  /* The same value is asked about once; another cancels the question, and the late answer is not heard. */
  stree_headless_rerun (view);
  g_assert_cmpint (asked->len, ==, 1);
  type (view, "email", "ada@example.org");
  g_assert_cmpint (asked->len, ==, 2);
  g_assert_true (g_cancellable_is_cancelled (g_task_get_cancellable (asked->pdata[0])));
  g_assert_false (g_cancellable_is_cancelled (g_task_get_cancellable (asked->pdata[1])));
  answer (0, "nobody is taken");
  stree_headless_flush (view);
  assert_has_text (view, "pending 1, wrong 0");
  answer (1, "ada is taken");
  stree_headless_flush (view);
  assert_has_text (view, "pending 0, wrong 1");
  assert_shows (view, "\"error\" : \"ada is taken\"");
  stree_headless_rerun (view);
  g_assert_cmpint (asked->len, ==, 2);

  /* What is wrong anyway is not asked about. */
  type (view, "email", "ada");
  g_assert_cmpint (asked->len, ==, 2);
  assert_has_text (view, "pending 0, wrong 1");
  type (view, "email", "grace@example.org");
  g_assert_cmpint (asked->len, ==, 3);
  answer (2, NULL);
  stree_headless_flush (view);
  assert_has_text (view, "pending 0, wrong 0");

  /* An answer after the form has gone is nobody's. */
  type (view, "email", "late@example.org");
  g_clear_object (&view);
  answer (3, "too late");
  g_ptr_array_unref (asked);
  g_ptr_array_unref (texts);
}

static void
test_edited (void)
{
  g_autoptr (StreeModel)    model = sample_person_model ();
  g_autoptr (StreeHeadless) view = NULL;

  stree_model_set_required (model, "first-name", NULL);
  stree_model_add_validator (model, "email", check_at, NULL, NULL, NULL);
  set_up (model);
  only_edited = TRUE;
  view = stree_headless_new (NULL, "app", checked_form, NULL);
  assert_has_text (view, "pending 0, wrong 0"); /* the name is missing, but nobody has been there */
  type (view, "born", "soon");
  assert_has_text (view, "pending 0, wrong 1");
  type (view, "born", "");
  assert_has_text (view, "pending 0, wrong 0");
  only_edited = FALSE;
}

/* --- a struct --- */

static void
test_struct (void)
{
  StreeModel                *model = sample_record_model ();
  g_autoptr (StreeHeadless)  view = NULL;
  g_autoptr (GError)         error = NULL;
  SampleRecord              *record;

  check_names (stree_model_get_field_names (model), "name age big tiny height weight member quiet colour days born seen place");
  check_names (stree_bool_field_names (model), "member quiet");
  g_assert_cmpstr (stree_model_get_field_label (model, "age"), ==, "Years");
  g_assert_true (model == sample_record_model ());

  set_up (model);
  view = start ();
  check_held ("age", "nothing");
  check_held ("tiny", "7");
  check_held ("place.city", "\"Ulm\"");
  g_assert_null (stree_build_model_from_bindings (model, the_bindings, NULL, &error));
  g_assert_cmpstr (error->message, ==, "SampleRecord at /name: Required");
  g_clear_error (&error);
  type (view, "name", "Ada");
  type (view, "place.number", "65535");
  type (view, "weight", "0.1");
  g_assert_true (stree_headless_toggle (view, "days.monday", NULL));
  record = stree_build_model_from_bindings (model, the_bindings, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (record->name, ==, "Ada");
  g_assert_cmpint (record->age, ==, -1);
  g_assert_cmpint (record->place.number, ==, 65535);
  g_assert_cmpstr (record->place.city, ==, "Ulm");
  g_assert_true (record->member);
  g_assert_false (record->quiet);
  g_assert_cmpint (record->colour, ==, SAMPLE_GREEN);
  g_assert_cmpint (record->days, ==, SAMPLE_MONDAY);
  g_assert_cmpfloat (record->weight, ==, 0.1f);
  g_assert_null (record->born);
  stree_model_free_instance (model, record);

  check_bad_json (model, "{\"name\":\"a\",\"tiny\":256}", "/tiny", "At most 255");
  check_bad_json (model, "{\"name\":\"a\",\"place\":{\"number\":-1}}", "/place/number", "At least 0");
  check_json (model, "{\"name\":\"a\",\"age\":12,\"place\":null}", "\"age\":12,");
  check_json (model, "{\"name\":\"a\"}", "\"place\":{\"city\":\"Ulm\",\"number\":0}");
  clear ();
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/model/fields", test_fields);
  g_test_add_func ("/model/refused", test_refused);
  g_test_add_func ("/model/bindings", test_bindings);
  g_test_add_func ("/model/value-labels", test_value_labels);
  g_test_add_func ("/model/grid", test_grid);
  g_test_add_func ("/model/build", test_build);
  g_test_add_func ("/model/restored", test_restored);
  g_test_add_func ("/model/json", test_json);
  g_test_add_func ("/model/required", test_required);
  g_test_add_func ("/model/errors", test_errors);
  g_test_add_func ("/model/validators", test_validators);
  g_test_add_func ("/model/async", test_async);
  g_test_add_func ("/model/edited", test_edited);
  g_test_add_func ("/model/struct", test_struct);
  return g_test_run ();
}
