/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A session, written down and read back: nothing is lost on the way, and a bad file changes nothing. */

#include <glib/gstdio.h>
#include <math.h>

#include "core/stree-error.h"
#include "support.h"

static const char odd_name[] = "na.me/[x]\\ Zoë \"q\" 日本";

typedef struct
{
  StreeState *number, *real, *flag, *text, *variant, *form, *global, *odd, *transient, *secret, *raw, *object;
  gboolean    late; /* the component with the odd key is shown */
} World;

static StreeElement *
odd (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->odd = stree_state_int (cx, odd_name, 0);
  return stree_text ("odd %d", stree_state_get_int (world->odd));
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->number = stree_state_int (cx, "number", 1);
  world->real = stree_state_double (cx, "real", 0);
  world->flag = stree_state_bool (cx, "flag", FALSE);
  world->text = stree_state_string (cx, "text", "initial");
  world->variant = stree_state_variant (cx, "variant", NULL);
  world->form = stree_form_state (cx, "form", "a");
  world->global = stree_global_string (cx, "unit/of [x]", "cm");
  world->transient = stree_state_int (cx, "transient", 0);
  stree_state_set_transient (world->transient, TRUE);
  world->secret = stree_state_string (cx, "secret", "");
  world->raw = stree_state_string (cx, "raw", "");
  world->object = stree_state_object (cx, "object", NULL);
  return stree_vstack (stree_text ("number %d", stree_state_get_int (world->number)),
                       stree_text_input ("Password", .value = stree_bind (world->secret), .password = TRUE, .key = "pw"),
                       world->late ? stree_component (odd, .props = props, .key = odd_name) : NULL);
}

static StreeHeadless *
changed_view (StreeSession *session, World *world)
{
  StreeHeadless *view;

  world->late = TRUE;
  view = stree_headless_new (session, "app", app, world);
  stree_state_set_int (world->number, G_MININT64);
  stree_state_set_double (world->real, -(double) INFINITY);
  stree_state_set_bool (world->flag, TRUE);
  stree_state_set_string (world->text, "");
  stree_state_set_variant (world->variant, g_variant_new_parsed ("{'a': <(1, uint16 2, [nan, 0.1])>, 'é': <@mi just 3>}"));
  stree_state_set_string (world->form, "c");
  stree_state_commit (world->form);
  stree_state_set_string (world->form, "b");
  stree_state_set_string (world->global, "line\nbreak \"and\" \\ \t \001");
  stree_state_set_int (world->odd, 17);
  stree_state_set_int (world->transient, 5);
  stree_state_set_string (world->secret, "hunter2");
  stree_state_set_string (world->raw, "\xff\xfe/file");
  stree_headless_flush (view);
  return view;
}

static void
assert_restored (World *world)
{
  g_auto (GValue)      committed = G_VALUE_INIT;
  g_autoptr (GVariant) expected = g_variant_ref_sink (g_variant_new_parsed ("{'a': <(1, uint16 2, [nan, 0.1])>, 'é': <@mi just 3>}"));

  g_assert_cmpint (stree_state_get_int64 (world->number), ==, G_MININT64);
  g_assert_true (isinf (stree_state_get_double (world->real)) && stree_state_get_double (world->real) < 0);
  g_assert_true (stree_state_get_bool (world->flag));
  g_assert_cmpstr (stree_state_get_string (world->text), ==, "");
  g_assert_nonnull (stree_state_get_variant (world->variant));
  g_assert_cmpvariant (stree_state_get_variant (world->variant), expected);
  g_assert_cmpstr (stree_state_get_string (world->form), ==, "b");
  g_assert_true (stree_state_get_committed (world->form, &committed));
  g_assert_cmpstr (g_value_get_string (&committed), ==, "c");
  g_assert_cmpstr (stree_state_get_string (world->global), ==, "line\nbreak \"and\" \\ \t \001");
  g_assert_cmpstr (stree_state_get_string (world->raw), ==, "\xff\xfe/file");
  g_assert_cmpint (stree_state_get_int (world->transient), ==, 0);
  g_assert_cmpstr (stree_state_get_string (world->secret), ==, "");
  g_assert_null (stree_state_get_object (world->object));
}

static void
test_variant (void)
{
  World                     old = { .late = TRUE }, fresh = { .late = FALSE };
  g_autoptr (StreeHeadless) view = changed_view (NULL, &old);
  g_autoptr (GVariant)      saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
  g_autoptr (StreeHeadless) other = stree_headless_new (NULL, "app", app, &fresh);
  g_autoptr (GError)        error = NULL;

  g_assert_true (stree_session_deserialize (stree_headless_get_session (other), saved, &error));
  g_assert_no_error (error);
  stree_headless_flush (other);
  assert_restored (&fresh);
  /* What is not there yet finds it when it comes; until then it is kept, and saved again. */
  {
    g_autoptr (GVariant) again = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (other)));

    g_assert_cmpuint (g_variant_n_children (again), ==, g_variant_n_children (saved));
  }
  fresh.late = TRUE;
  stree_headless_rerun (other);
  assert_has_text (other, "odd 17");
}

static void
test_file (void)
{
  World                     old = { .late = TRUE }, fresh = { .late = TRUE };
  g_autoptr (StreeHeadless) view = changed_view (NULL, &old);
  g_autoptr (StreeHeadless) other = NULL;
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autofree char          *dir = g_dir_make_tmp ("streamtree-session-XXXXXX", NULL);
  g_autofree char          *path = g_build_filename (dir, "state.json", NULL);
  g_autofree char          *text = NULL;
  g_autofree char          *bad = g_build_filename (dir, "missing", "state.json", NULL);
  g_autoptr (GError)        error = NULL;
  g_autoptr (GError)        refused = NULL;

  g_assert_true (g_file_set_contents (path, "an older file", -1, NULL));
  g_assert_true (stree_session_save (stree_headless_get_session (view), path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "hunter2"));
  g_assert_null (strstr (text, "transient"));
  g_assert_nonnull (strstr (text, "\"/unit/of [x]\""));

  g_assert_true (stree_session_load (session, path, &error));
  g_assert_no_error (error);
  other = stree_headless_new (session, "app", app, &fresh);
  assert_restored (&fresh);
  assert_has_text (other, "odd 17");

  g_assert_false (stree_session_save (session, bad, &refused));
  g_assert_error (refused, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_remove (path);
  g_rmdir (dir);
}

static void
test_password_in_form (void)
{
  World                     world = { .late = FALSE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  g_autoptr (GVariant)      saved = NULL;
  g_autofree char          *widgets = NULL;
  g_autofree char          *json = NULL;

  g_assert_true (stree_headless_type (view, "pw", "hunter2", NULL));
  g_assert_cmpstr (stree_state_get_string (world.secret), ==, "hunter2");
  saved = g_variant_ref_sink (stree_session_serialize (stree_headless_get_session (view)));
  g_assert_null (g_variant_lookup_value (saved, "app/secret", NULL));
  {
    g_autoptr (GVariant) number = g_variant_lookup_value (saved, "app/number", G_VARIANT_TYPE_INT64);

    g_assert_nonnull (number);
  }
  widgets = stree_headless_dump_widgets (view);
  json = dump_json (view);
  g_assert_null (strstr (widgets, "hunter2"));
  g_assert_null (strstr (json, "hunter2"));
}

/* --- files that are no session --- */

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } files[] = {
    { "", "not a saved session" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\"", "*" },
    { "[]", "not a saved session" },
    { "7", "not a saved session" },
    { "{}", "not a saved session" },
    { "{ \"streamtree-session\": 2, \"states\": {} }", "not a saved session" },
    { "{ \"streamtree-session\": \"1\", \"states\": {} }", "not a saved session" },
    { "{ \"streamtree-session\": [], \"states\": {} }", "not a saved session" },
    { "{ \"streamtree-session\": 1, \"states\": [] }", "not a saved session" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\": 3 } }", "state 'app/number' should be" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\": { \"type\": 3, \"value\": 4 } } }", "state 'app/number' should be" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\": { \"type\": \"x\" } } }", "state 'app/number' should be" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\": { \"type\": \"x\", \"value\": \"no\" } } }", "state 'app/number' should be" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\": { \"type\": \"x\", \"text\": \"no\" } } }", "state 'app/number' should be" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\": { \"type\": \"((\", \"value\": 1 } } }", "state 'app/number' should be" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/number\": { \"type\": \"*\", \"value\": 1 } } }", "state 'app/number' should be" },
    { "{ \"streamtree-session\": 1, \"states\": { \"app/flag\": { \"type\": \"b\", \"value\": true },"
      " \"app/number\": { \"type\": \"x\", \"value\": [] } } }", "state 'app/number' should be" },
  };
  World                     world = { .late = FALSE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  StreeSession             *session = stree_headless_get_session (view);
  g_autoptr (GVariant)      before = NULL;
  g_autofree char          *dir = g_dir_make_tmp ("streamtree-session-XXXXXX", NULL);
  g_autofree char          *path = g_build_filename (dir, "state.json", NULL);
  g_autoptr (GError)        missing = NULL;
  g_autoptr (GError)        not_dict = NULL;
  g_autoptr (GVariant)      wrong = g_variant_ref_sink (g_variant_new_int32 (1));

  stree_state_set_int (world.number, 7);
  before = g_variant_ref_sink (stree_session_serialize (session));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError)   error = NULL;
      g_autoptr (GVariant) after = NULL;

      g_assert_true (g_file_set_contents (path, files[i].text, -1, NULL));
      if (stree_session_load (session, path, &error))
        g_error ("this was taken: %s", files[i].text);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, path));
      if (files[i].message[0] != '*' && !strstr (error->message, files[i].message))
        g_error ("'%s' gave: %s", files[i].text, error->message);
      after = g_variant_ref_sink (stree_session_serialize (session));
      g_assert_cmpvariant (before, after);
    }
  g_remove (path);
  g_assert_false (stree_session_load (session, path, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_false (stree_session_deserialize (session, wrong, &not_dict));
  g_assert_error (not_dict, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_rmdir (dir);
}

/* A value of another type than the state's: the program has moved on. */
static void
test_other_types (void)
{
  World                     world = { .late = FALSE };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", app, &world);
  g_autoptr (GVariant)      saved = g_variant_ref_sink (g_variant_new_parsed (
    "{'app/number': <'text'>, 'app/text': <7>, 'app/form': <'x'>, 'app/real': <1.5>, '/unit/of [x]': <false>}"));

  g_assert_true (stree_session_deserialize (stree_headless_get_session (view), saved, NULL));
  g_assert_cmpint (stree_state_get_int (world.number), ==, 1);
  g_assert_cmpstr (stree_state_get_string (world.text), ==, "initial");
  g_assert_cmpstr (stree_state_get_string (world.form), ==, "a");
  g_assert_cmpstr (stree_state_get_string (world.global), ==, "cm");
  g_assert_cmpfloat (stree_state_get_double (world.real), ==, 1.5);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/session/variant", test_variant);
  g_test_add_func ("/session/file", test_file);
  g_test_add_func ("/session/password", test_password_in_form);
  g_test_add_func ("/session/bad-files", test_bad_files);
  g_test_add_func ("/session/other-types", test_other_types);
  return g_test_run ();
}
