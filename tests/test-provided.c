/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Provided values: who gives them, who reads them, and who runs again when they change. */

#include "core/stree-provided-private.h"
#include "core/stree-session-private.h"
#include "support.h"

typedef struct
{
  int         mode;
  int         n_reader;
  int         n_other;
  const char *tenant;
  const char *inner; /* NULL: the inner Provider does not say */
  gpointer    pointer;
  GObject    *object;
  StreeState *state;
  StreeContext *cx;
} World;

#define str(x) stree_lookup_string (cx, (x), "-")

static StreeElement *
reader (StreeContext *cx, gpointer props)
{
  World *w = props;

  w->n_reader++;
  w->cx = cx;
  return stree_text ("tenant %s", str ("tenant_id"));
}

static StreeElement *
other (StreeContext *cx, gpointer props)
{
  World *w = props;

  w->n_other++;
  return stree_text ("flag %d", (int) stree_lookup_int (cx, "flag", 7));
}

/* --- nesting --- */

static StreeElement *
show_all (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_text ("%s: a=%s b=%s n=%d d=%g t=%d", stree_context_get_key (cx), str ("a"), str (" b\n"),
                     (int) stree_lookup_int (cx, "n", -1), stree_lookup_double (cx, "d", -1.5), stree_lookup_bool (cx, "t", FALSE));
}

static StreeElement *
nested (StreeContext *cx, gpointer props)
{
  double half = 0.5;

  (void) cx;
  (void) props;
  return stree_vstack (
    stree_component (show_all, .key = "outside"),
    stree_provide ((stree_named (" a ", "one"), stree_named ("n", 3)),
                   stree_component (show_all, .key = "outer"),
                   stree_card (stree_provide ((stree_named ("a", "two"), stree_named ("b", "bee"), stree_named ("d", half),
                                               stree_named ("t", (_Bool) TRUE)),
                                              stree_component (show_all, .key = "inner"))),
                   stree_component (show_all, .key = "after")));
}

static void
test_nesting (void)
{
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", nested, NULL);

  assert_has_text (view, "outside: a=- b=- n=-1 d=-1.5 t=0");
  assert_has_text (view, "outer: a=one b=- n=3 d=-1.5 t=0");
  assert_has_text (view, "inner: a=two b=bee n=3 d=0.5 t=1");
  assert_has_text (view, "after: a=one b=- n=3 d=-1.5 t=0");
}

/* --- through memo --- */

static StreeElement *
middle (StreeContext *cx, gpointer data)
{
  World *w = data;

  (void) cx;
  return stree_vstack (stree_component (other, .props = data),
                       w->inner ? stree_provide ((stree_named ("tenant_id", w->inner)), stree_component (reader, .props = data))
                                : stree_provide ((stree_named ("x", 1)), stree_component (reader, .props = data)));
}

static StreeElement *
memoised (StreeContext *cx, gpointer props)
{
  World *w = props;

  return stree_provide ((w->tenant ? stree_named ("tenant_id", w->tenant) : stree_named ("nothing", 0),
                         stree_named ("flag", w->mode)),
                        stree_vstack (stree_memo_subtree (cx, "m", stree_no_deps (), middle, w)));
}

static void
test_memo (void)
{
  World                     w = { .tenant = "acme" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", memoised, &w);

  assert_has_text (view, "tenant acme");
  for (int i = 0; i < 3; i++)
    stree_headless_rerun (view);
  g_assert_cmpint (w.n_reader, ==, 1);
  g_assert_cmpint (w.n_other, ==, 1);
  w.tenant = "zeta";
  stree_headless_rerun (view);
  assert_has_text (view, "tenant zeta");
  g_assert_cmpint (w.n_reader, ==, 2);
  g_assert_cmpint (w.n_other, ==, 1); /* it reads something else */
  w.mode = 5;
  stree_headless_rerun (view);
  assert_has_text (view, "flag 5");
  g_assert_cmpint (w.n_reader, ==, 2);
  g_assert_cmpint (w.n_other, ==, 2);
  /* A name that is no longer provided, and one that is again. */
  w.tenant = NULL;
  stree_headless_rerun (view);
  assert_has_text (view, "tenant -");
  w.tenant = "back";
  stree_headless_rerun (view);
  assert_has_text (view, "tenant back");
  g_assert_cmpint (w.n_reader, ==, 4);
  stree_headless_rerun (view);
  g_assert_cmpint (w.n_reader, ==, 4);
}

static void
test_shadowed (void)
{
  World                     w = { .tenant = "acme", .inner = "own" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", memoised, &w);

  assert_has_text (view, "tenant own");
  w.tenant = "zeta";
  stree_headless_rerun (view);
  assert_has_text (view, "tenant own");
  g_assert_cmpint (w.n_reader, ==, 1); /* what changed is hidden from it */
}

static StreeElement *
reading_factory (StreeContext *cx, gpointer data)
{
  World *w = data;

  w->n_reader++;
  return stree_text ("in factory %s", w->mode ? "quiet" : str ("tenant_id"));
}

static StreeElement *
outer_factory (StreeContext *cx, gpointer data)
{
  World *w = data;

  w->n_other++;
  return stree_vstack (stree_memo_subtree (cx, "inner", stree_no_deps (), reading_factory, data));
}

static StreeElement *
snapshot_factory (StreeContext *cx, gpointer data)
{
  g_autoptr (StreeValues) all = stree_context_snapshot (cx);
  g_auto (GStrv)          names = stree_values_list_names (all);

  (void) data;
  return stree_text ("%u names", g_strv_length (names));
}

static StreeElement *
with_factory (StreeContext *cx, gpointer props)
{
  return stree_vstack (stree_memo_subtree (cx, "outer", stree_no_deps (), outer_factory, props),
                       stree_memo_subtree (cx, "all", stree_no_deps (), snapshot_factory, props));
}

static StreeElement *
above_factory (StreeContext *cx, gpointer props)
{
  World *w = props;

  (void) cx;
  return stree_provide ((w->tenant ? stree_named ("tenant_id", w->tenant) : stree_named ("other", 1), stree_named ("flag", 1)),
                        stree_component (with_factory, .props = props));
}

static void
test_factory (void)
{
  World                     w = { .tenant = "acme" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", above_factory, &w);

  assert_has_text (view, "in factory acme");
  assert_has_text (view, "2 names");
  stree_headless_rerun (view);
  g_assert_cmpint (w.n_reader, ==, 1);
  w.tenant = "zeta";
  stree_headless_rerun (view);
  assert_has_text (view, "in factory zeta");
  g_assert_cmpint (w.n_reader, ==, 2);
  g_assert_cmpint (w.n_other, ==, 2);
  stree_headless_rerun (view);
  g_assert_cmpint (w.n_reader, ==, 2);
  w.tenant = NULL;
  stree_headless_rerun (view);
  assert_has_text (view, "in factory -");
  assert_has_text (view, "2 names");
}

/* --- snapshot --- */

static StreeElement *
snapshot (StreeContext *cx, gpointer props)
{
  g_autoptr (StreeValues) all = stree_context_snapshot (cx);
  g_autoptr (GVariant)    data = g_variant_ref_sink (stree_values_to_variant (all));
  g_autofree char        *text = g_variant_print (data, FALSE);
  g_auto (GValue)         mine = G_VALUE_INIT;
  World                  *w = props;

  w->n_reader++;
  /* It is a copy: nobody else sees this. */
  g_value_init (&mine, G_TYPE_STRING);
  g_assert_true (stree_values_set (all, "a", &mine, NULL));
  return stree_text ("%s", text);
}

static StreeElement *
snapshot_memo (StreeContext *cx, gpointer data)
{
  (void) cx;
  return stree_provide ((stree_named ("a", 1), stree_named_pointer ("p", data)), stree_component (snapshot, .props = data));
}

static StreeElement *
above_snapshot (StreeContext *cx, gpointer props)
{
  World *w = props;

  w->state = stree_state_double (cx, "scale", 1.5);
  return stree_provide ((stree_named ("a", "hidden"), stree_named ("b", w->mode), stree_named ("scale", w->state)),
                        stree_memo_subtree (cx, "m", stree_no_deps (), snapshot_memo, props));
}

static void
test_snapshot (void)
{
  World                     w = { 0 };
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) view = NULL;

  g_assert_true (stree_provide_in (session, stree_named ("b", "root"), stree_named ("root", TRUE)));
  view = stree_headless_new (session, "app", above_snapshot, &w);
  assert_has_text (view, "{'a': <int64 1>, 'b': <int64 0>, 'root': <int64 1>, 'scale': <1.5>}");
  w.mode = 4;
  stree_headless_rerun (view);
  assert_has_text (view, "{'a': <int64 1>, 'b': <int64 4>, 'root': <int64 1>, 'scale': <1.5>}");
  g_assert_cmpint (w.n_reader, ==, 2);
  stree_state_set_double (w.state, 2);
  stree_headless_flush (view);
  assert_has_text (view, "{'a': <int64 1>, 'b': <int64 4>, 'root': <int64 1>, 'scale': <2.0>}");
  g_assert_cmpint (w.n_reader, ==, 3);
  g_assert_true (stree_session_provide (session, "root", NULL, NULL));
  stree_headless_flush (view);
  assert_has_text (view, "{'a': <int64 1>, 'b': <int64 4>, 'scale': <2.0>}");
}

/* --- states travel as themselves --- */

static void
set_theme (StreeEvent *event, gpointer data)
{
  (void) event;
  stree_state_set_string (data, "dark");
}

static StreeElement *
theme_button (StreeContext *cx, gpointer props)
{
  World      *w = props;
  StreeState *theme = stree_lookup_state (cx, "theme");

  w->n_reader++;
  return stree_button (str ("theme"), .on_click = stree_call (set_theme, theme), .key = "theme");
}

static StreeElement *
theme_memo (StreeContext *cx, gpointer data)
{
  (void) cx;
  return stree_component (theme_button, .props = data);
}

static StreeElement *
themed (StreeContext *cx, gpointer props)
{
  StreeState *theme = stree_state_string (cx, "theme", "light");

  return stree_provide ((stree_named ("theme", theme)), stree_memo_subtree (cx, "m", stree_no_deps (), theme_memo, props));
}

static void
test_state (void)
{
  World                     w = { 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", themed, &w);
  g_autofree char          *text = stree_headless_dup_text (view, "theme", NULL);

  g_assert_cmpstr (text, ==, "light");
  click (view, "theme");
  g_free (text);
  text = stree_headless_dup_text (view, "theme", NULL);
  g_assert_cmpstr (text, ==, "dark");
  g_assert_cmpint (w.n_reader, ==, 2);
}

/* --- typed --- */

static StreeElement *
typed (StreeContext *cx, gpointer props)
{
  World *w = props;

  g_assert_true (stree_lookup_pointer (cx, "pointer") == w->pointer);
  g_assert_true (stree_lookup_object (cx, "object", STREE_TYPE_SESSION) == (gpointer) w->object);
  g_assert_true (stree_lookup_object (cx, "object", G_TYPE_OBJECT) == (gpointer) w->object);
  g_assert_null (stree_lookup_object (cx, "none", G_TYPE_OBJECT));
  g_assert_cmpstr (((char **) stree_lookup_boxed (cx, "strv", G_TYPE_STRV))[1], ==, "b");
  g_assert_null (stree_lookup_boxed (cx, "missing", G_TYPE_STRV));
  g_assert_null (stree_lookup_pointer (cx, "missing"));
  if (w->mode == 1)
    return stree_text ("%d", (int) stree_lookup_int (cx, "strv", 0));
  if (w->mode == 2)
    return stree_text ("%s", stree_lookup_string (cx, "number", NULL));
  if (w->mode == 3)
    return stree_text ("%p", stree_lookup_object (cx, "object", G_TYPE_FILE));
  if (w->mode == 4)
    return stree_text ("%d", (int) stree_lookup_int (cx, "text", 0));
  if (w->mode == 5)
    return stree_text ("%p", (void *) stree_lookup_state (cx, "number"));
  if (w->mode == 6)
    return stree_text ("%s", stree_lookup_string (cx, " ", NULL));
  return stree_text ("typed");
}

static StreeElement *
above_typed (StreeContext *cx, gpointer props)
{
  World      *w = props;
  const char *strv[] = { "a", "b", NULL };

  (void) cx;
  return stree_provide ((stree_named_pointer ("pointer", w->pointer), stree_named_object ("object", w->object),
                         stree_named_object ("none", NULL), stree_named_boxed ("strv", G_TYPE_STRV, strv),
                         stree_named ("number", 3), stree_named ("text", "3")),
                        stree_component (typed, .props = w));
}

static void
test_typed (void)
{
  g_autoptr (StreeSession)  object = stree_session_new ();
  World                     w = { .pointer = &w, .object = G_OBJECT (object) };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", above_typed, &w);
  static const char *const  messages[] = {
    "The provided value 'strv' is a GStrv: expected a gint64",
    "The provided value 'number' is a gint64: expected a gchararray",
    "The provided value 'object' is a StreeSession: expected a GFile",
    "The provided value 'text' is a gchararray: expected a gint64",
    "The provided value 'number' is a gint64: expected a StreeState",
    "A provided value was looked up by a blank name: expected the name it is provided by",
  };

  assert_has_text (view, "typed");
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      w.mode = (int) i + 1;
      stree_headless_rerun (view);
      assert_has_text (view, messages[i]);
      assert_has_text (view, "In app.Provider.typed");
      w.mode = 0;
      stree_headless_rerun (view);
      assert_has_text (view, "typed");
    }
}

/* --- blank names --- */

static StreeElement *
blank (StreeContext *cx, gpointer props)
{
  World *w = props;

  (void) cx;
  return stree_vstack (stree_text ("beside"),
                       stree_error_boundary (stree_vstack (stree_provide ((stree_named (w->tenant, 1)), stree_text ("below")))));
}

static void
test_blank (void)
{
  World                     w = { .tenant = " \t" };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", blank, &w);
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeValues)   values = stree_values_new ();
  GError                   *error = NULL;
  g_auto (GValue)           one = G_VALUE_INIT;

  assert_has_text (view, "beside");
  assert_has_text (view, "Provider: A gint64 was given a blank name: expected one that says what it is");
  assert_has_text (view, "In app.VStack.ErrorBoundary:1.VStack.Provider");
  w.tenant = "a";
  stree_headless_rerun (view);
  assert_has_text (view, "below");
  w.tenant = "";
  stree_headless_rerun (view);
  assert_has_text (view, "Provider: A gint64 was given a blank name: expected one that says what it is");
  w.tenant = "a";
  stree_headless_rerun (view);
  assert_has_text (view, "below");

  g_value_init (&one, G_TYPE_INT);
  g_assert_false (stree_session_provide (session, "  ", &one, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (stree_session_provide_all (session, STREE_NAMED (stree_named ("good", 1), stree_named (NULL, 2)), &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (stree_session_get_provided (session, "good", &one));
  g_value_init (&one, G_TYPE_INT);
  g_assert_false (stree_values_set (values, "\n", &one, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
}

/* Values that an element was made with are what it was made with. */
static StreeElement *
given (StreeContext *cx, gpointer props)
{
  World *w = props;

  return stree_provider (w->pointer, stree_text ("%s", stree_debug_render_path (cx)), stree_component (reader, .props = props));
}

static void
test_frozen (void)
{
  World                     w = { 0 };
  g_autoptr (StreeValues)   values = stree_values_new_named (STREE_NAMED (stree_named ("tenant_id", "x")), NULL);
  g_autoptr (StreeHeadless) view = NULL;
  g_auto (GValue)           text = G_VALUE_INIT;
  GError                   *error = NULL;
  g_autofree char          *json = NULL;

  w.pointer = values;
  view = stree_headless_new (NULL, "app", given, &w);
  assert_has_text (view, "tenant x");
  json = dump_json (view);
  g_assert_nonnull (strstr (json, "\"values\" : \"tenant_id\"")); /* and not what it holds */
  g_value_init (&text, G_TYPE_STRING);
  g_assert_false (stree_values_set (values, "tenant_id", &text, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_FROZEN);
  g_clear_error (&error);
  w.pointer = NULL; /* nothing to provide */
  stree_headless_rerun (view);
  assert_has_text (view, "tenant -");
}

/* --- the session's own --- */

static StreeElement *
root_reader (StreeContext *cx, gpointer props)
{
  return stree_memo_subtree (cx, "m", stree_no_deps (), middle, props);
}

static void
set_tenant (StreeSession *session, const char *tenant)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, tenant);
  g_assert_true (stree_session_provide (session, " tenant_id ", tenant ? &value : NULL, NULL));
  stree_session_flush (session);
}

static void
test_session (void)
{
  World                     w = { 0 };
  World                     other_w = { .inner = "own" };
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) view = stree_headless_new (session, "app", root_reader, &w);
  g_autoptr (StreeHeadless) second = stree_headless_new (session, "other", root_reader, &other_w);
  g_auto (GValue)           value = G_VALUE_INIT;
  StreeContext             *cx;
  guint                     reruns;
  GPtrArray                *readers;

  assert_has_text (view, "tenant -");
  set_tenant (session, "acme");
  assert_has_text (view, "tenant acme");
  assert_has_text (second, "tenant own");
  g_assert_cmpint (w.n_reader, ==, 2);
  g_assert_cmpint (other_w.n_reader, ==, 1);
  g_assert_cmpint (w.n_other, ==, 1);
  reruns = count_reruns (view);
  set_tenant (session, "acme"); /* the same: nothing happens */
  g_assert_cmpuint (count_reruns (view), ==, reruns);
  g_assert_true (stree_session_get_provided (session, "tenant_id", &value));
  g_assert_cmpstr (g_value_get_string (&value), ==, "acme");
  g_value_unset (&value);

  /* From outside of a run it reads, too, and notes nobody down. */
  g_assert_true (stree_context_lookup (w.cx, "tenant_id", &value));
  g_assert_cmpstr (g_value_get_string (&value), ==, "acme");
  g_value_unset (&value);
  g_assert_false (stree_context_lookup (w.cx, "nobody", &value));
  g_assert_true (stree_context_provides (w.cx, "tenant_id"));
  g_assert_false (stree_context_provides (w.cx, "nobody"));
  g_assert_false (G_IS_VALUE (&value));

  set_tenant (session, NULL);
  assert_has_text (view, "tenant -");

  /* A context that outlives its component has nothing to read. */
  cx = g_boxed_copy (STREE_TYPE_CONTEXT, w.cx);
  g_clear_object (&view);
  readers = ((StreeLookup *) g_hash_table_lookup (session->lookups, "tenant_id"))->readers;
  g_assert_cmpuint (readers->len, ==, 1); /* the other view's */
  set_tenant (session, "after");
  g_assert_false (stree_context_lookup (cx, "tenant_id", &value));
  g_boxed_free (STREE_TYPE_CONTEXT, cx);
}

/* --- against a model: nested Providers at random, each behind a memo --- */

#define N_NAMES  4
#define N_LEVELS 6

typedef struct
{
  int values[N_LEVELS][N_NAMES]; /* 0: not provided there */
  int root[N_NAMES];
  int n_runs[N_LEVELS];
} Model;

typedef struct
{
  Model *model;
  int    level;
} Level;

static Level        levels[N_LEVELS];
static const char *const names[N_NAMES] = { "a", "b", "c", "d" };

static int
model_lookup (const Model *model, int level, int name)
{
  for (; level >= 0; level--)
    if (model->values[level][name])
      return model->values[level][name];
  return model->root[name];
}

/* What a component at a level reads: some names each, so that not everybody runs for everything. */
static gboolean
reads (int level, int name)
{
  return (level + name) % 3 != 0;
}

static const char *
expected (const Model *model, int level)
{
  GString    *text = g_string_new (NULL);
  const char *result;

  g_string_printf (text, "%d:", level);
  for (int i = 0; i < N_NAMES; i++)
    if (reads (level, i))
      g_string_append_printf (text, " %s=%d", names[i], model_lookup (model, level, i));
  result = g_intern_string (text->str);
  g_string_free (text, TRUE);
  return result;
}

static StreeElement *
level_reader (StreeContext *cx, gpointer props)
{
  Level   *level = props;
  GString *text = g_string_new (NULL);
  const char *copy;

  level->model->n_runs[level->level]++;
  g_string_printf (text, "%d:", level->level);
  for (int i = 0; i < N_NAMES; i++)
    if (reads (level->level, i))
      g_string_append_printf (text, " %s=%d", names[i], (int) stree_lookup_int (cx, names[i], 0));
  copy = stree_str ("%s", text->str);
  g_string_free (text, TRUE);
  return stree_text ("%s", copy);
}

static StreeElement *level_provider (StreeContext *cx, gpointer props);

static StreeElement *
level_inside (StreeContext *cx, gpointer data)
{
  Level *level = data;

  (void) cx;
  return stree_vstack (stree_component (level_reader, .props = data),
                       level->level + 1 < N_LEVELS ? stree_component (level_provider, .props = &levels[level->level + 1]) : NULL);
}

/* Reads no provided value: it runs because its state was set, or the one above did. */
static StreeElement *
level_provider (StreeContext *cx, gpointer props)
{
  Level                  *level = props;
  StreeState             *version = stree_global_int (cx, stree_str ("version%d", level->level), 0);
  g_autoptr (StreeValues) values = stree_values_new ();

  (void) stree_state_get_int (version);
  for (int i = 0; i < N_NAMES; i++)
    if (level->model->values[level->level][i])
      {
        g_auto (GValue) value = G_VALUE_INIT;

        g_value_init (&value, G_TYPE_INT);
        g_value_set_int (&value, level->model->values[level->level][i]);
        stree_values_set (values, names[i], &value, NULL);
      }
  return stree_provider (values, stree_memo_subtree (cx, "inside", stree_no_deps (), level_inside, props));
}

static StreeElement *
level_root (StreeContext *cx, gpointer props)
{
  (void) props;
  (void) cx;
  return stree_component (level_provider, .props = &levels[0]);
}

static StreeElement *
level_app (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_component (level_root);
}

static void
change_model (GRand *rand, Model *model, StreeSession *session)
{
  int level = g_rand_int_range (rand, -1, N_LEVELS);
  int name = g_rand_int_range (rand, 0, N_NAMES);
  int number = g_rand_int_range (rand, 0, 3);

  if (level < 0)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, G_TYPE_INT);
      g_value_set_int (&value, number);
      model->root[name] = number;
      stree_session_provide (session, names[name], number ? &value : NULL, NULL);
    }
  else
    {
      g_autofree char *key = g_strdup_printf ("version%d", level);

      model->values[level][name] = number;
      stree_state_add (stree_session_lookup (session, key), 1);
    }
}

static void
test_model (void)
{
  for (guint32 seed = 0; seed < 40; seed++)
    {
      g_autoptr (GRand)         rand = g_rand_new_with_seed (seed);
      g_autoptr (StreeSession)  session = stree_session_new ();
      Model                     model = { 0 };
      g_autoptr (StreeHeadless) view = NULL;

      for (int i = 0; i < N_LEVELS; i++)
        levels[i] = (Level){ &model, i };
      view = stree_headless_new (session, "app", level_app, NULL);
      for (int step = 0; step < 60; step++)
        {
          Model before = model;

          for (int n = g_rand_int_range (rand, 1, 4); n > 0; n--)
            change_model (rand, &model, session);
          stree_headless_flush (view);
          for (int level = 0; level < N_LEVELS; level++)
            {
              gboolean differs = expected (&before, level) != expected (&model, level);

              assert_has_text (view, expected (&model, level));
              /* Who reads what changed has run, once; another only if it changed where it looks, to the same. */
              g_assert_cmpint (model.n_runs[level], >=, before.n_runs[level] + differs);
              g_assert_cmpint (model.n_runs[level], <=, before.n_runs[level] + 1);
            }
        }
    }
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/provided/nesting", test_nesting);
  g_test_add_func ("/provided/memo", test_memo);
  g_test_add_func ("/provided/shadowed", test_shadowed);
  g_test_add_func ("/provided/factory", test_factory);
  g_test_add_func ("/provided/snapshot", test_snapshot);
  g_test_add_func ("/provided/state", test_state);
  g_test_add_func ("/provided/typed", test_typed);
  g_test_add_func ("/provided/blank", test_blank);
  g_test_add_func ("/provided/frozen", test_frozen);
  g_test_add_func ("/provided/session", test_session);
  g_test_add_func ("/provided/model", test_model);
  return g_test_run ();
}
