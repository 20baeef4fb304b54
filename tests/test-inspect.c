/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an inspector sees of a session: why nodes were updated, how long components took, what states hold, and that nothing is
 * written down when nobody looks. */

#define STREE_SOURCE_LINES

#include "core/stree-clock-private.h"
#include "core/stree-error.h"
#include "core/stree-session-private.h"
#include "inspect/stree-inspect-private.h"
#include "support.h"

typedef struct
{
  int id;
} RowProps;
STREE_DEFINE_PROPS (RowProps, STREE_PROP (RowProps, id, INT, "which row"))

typedef struct
{
  StreeState *count, *flag, *real, *text, *variant, *secret, *object, *unit;
  gboolean    double_keys;
  guint       n_rows; /* how often a row ran */
  int         text_line;
} World;

static World *world_now;

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  const RowProps *args = props;

  (void) cx;
  world_now->n_rows++;
  return stree_text ("row %d", args->id);
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->count = stree_state_int (cx, "count", 1);
  world->flag = stree_state_bool (cx, "flag", FALSE);
  world->real = stree_state_double (cx, "real", 0.5);
  world->text = stree_state_string (cx, "text", "a");
  world->variant = stree_state_variant (cx, "variant", g_variant_new_parsed ("[1, 2]"));
  world->secret = stree_state_string (cx, "secret", "hunter2");
  world->object = stree_state_object (cx, "object", NULL);
  world->unit = stree_global_string (cx, "unit", "cm");
  world->text_line = __LINE__ + 2;
  return stree_vstack_with ((.key = "top"),
                            stree_text_with (stree_str ("Count: %d", stree_state_get_int (world->count)), .key = "t"),
                            stree_text_input ("Name", .value = stree_bind (world->text), .key = "name"),
                            stree_text_input ("Password", .value = stree_bind (world->secret), .password = TRUE, .key = "pw"),
                            stree_button ("More", .on_click = stree_add (world->count, 1), .key = "more"),
                            stree_component (row, STREE_PROPS (RowProps, .id = stree_state_get_int (world->count)), .key = "r"),
                            stree_text_with ("x", .key = world->double_keys ? "same" : "one"),
                            stree_text_with ("y", .key = world->double_keys ? "same" : "two"));
}

typedef struct
{
  World           world;
  StreeHeadless  *view;
  StreeSession   *session;
  StreeInspector *inspector; /* NULL: nobody looks */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  world_now = &fixture->world;
  fixture->view = stree_headless_new (NULL, "app", app, &fixture->world);
  fixture->session = stree_headless_get_session (fixture->view);
  if (data)
    fixture->inspector = stree_inspector_new (fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_clear_object (&fixture->inspector);
  g_object_unref (fixture->view);
}

static GVariant *
describe (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  GVariant          *node = stree_inspector_describe (fixture->inspector, path, &error);

  g_assert_no_error (error);
  return g_variant_ref_sink (node);
}

static GVariant *
find_row (GVariant *rows, const char *member, const char *value)
{
  for (gsize i = 0; i < g_variant_n_children (rows); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (rows, i);
      const char          *own = NULL;

      if (g_variant_lookup (one, member, "&s", &own) && strcmp (own, value) == 0)
        return g_steal_pointer (&one);
    }
  return NULL;
}

/* The text of @wanted in the row of @list whose @member is @value. */
static char *
dup_text (GVariant *node, const char *list, const char *member, const char *value, const char *wanted)
{
  g_autoptr (GVariant) rows = g_variant_lookup_value (node, list, G_VARIANT_TYPE ("aa{sv}"));
  g_autoptr (GVariant) one = find_row (rows, member, value);
  char                *text = NULL;

  if (!one)
    {
      g_autofree char *all = g_variant_print (rows, FALSE);

      g_error ("no %s '%s' in %s", member, value, all);
    }
  g_assert_true (g_variant_lookup (one, wanted, "s", &text));
  return text;
}

#define assert_text(node, list, member, value, wanted, expected)                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *text_ = dup_text (node, list, member, value, wanted);                                             \
                                                                                                                       \
    g_assert_cmpstr (text_, ==, expected);                                                                             \
  }                                                                                                                    \
  G_STMT_END

static guint
number (GVariant *row, const char *name)
{
  guint32 value = G_MAXUINT32;

  g_assert_true (g_variant_lookup (row, name, "u", &value));
  return value;
}

static void
press_more (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  stree_headless_click (fixture->view, "more", &error);
  g_assert_no_error (error);
}

/* --- what is there --- */

static void
test_describe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) top = describe (fixture, "app");
  g_autoptr (GVariant) text = describe (fixture, "app.VStack[top].Text[t]");
  g_autoptr (GVariant) button = describe (fixture, "app.VStack[top].Button[more]");
  g_autoptr (GVariant) component = describe (fixture, "app.VStack[top].row[r]");
  g_autofree char     *file = NULL;
  g_autofree char     *label = NULL;

  (void) data;
  assert_text (top, "states", "name", "count", "edit", "1");
  assert_text (top, "states", "name", "count", "type", "gint64");
  assert_text (top, "states", "name", "text", "value", "\"a\"");
  assert_text (top, "states", "name", "variant", "edit", "[1, 2]");
  assert_text (text, "props", "name", "body", "value", "\"Count: 1\"");
  assert_text (button, "handlers", "name", "on_click", "where", "stree_add (count, 1)");
  assert_text (component, "props", "name", "id", "value", "1");
  assert_text (component, "props", "name", "id", "about", "which row");
  g_assert_true (g_variant_lookup (button, "label", "s", &label));
  g_assert_cmpstr (label, ==, "More");

  g_assert_true (g_variant_lookup (text, "file", "s", &file));
  g_assert_true (g_str_has_suffix (file, "test-inspect.c"));
  g_assert_cmpuint (number (text, "line"), ==, (guint) fixture->world.text_line);
  g_assert_cmpuint (number (component, "line"), ==, (guint) fixture->world.text_line + 4);
}

static void
test_children (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) roots = g_variant_ref_sink (stree_inspector_list_children (fixture->inspector, NULL, NULL));
  g_autoptr (GVariant) rows = g_variant_ref_sink (stree_inspector_list_children (fixture->inspector, "app.VStack[top]", NULL));
  g_autoptr (GVariant) root = find_row (roots, "path", "app");
  g_autoptr (GVariant) more = find_row (rows, "key", "more");

  (void) data;
  g_assert_nonnull (root);
  g_assert_cmpuint (g_variant_n_children (rows), ==, 7);
  g_assert_nonnull (more);
  g_assert_cmpuint (number (root, "n_children"), ==, 1);
  g_assert_null (stree_inspector_list_children (fixture->inspector, "app.Nothing", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
}

/* Neither as it stands, nor in what changed. */
static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) all = NULL;
  g_autoptr (GVariant) input = NULL;
  g_autoptr (GVariant) runs = NULL;
  g_autofree char     *text = NULL;

  (void) data;
  stree_headless_type (fixture->view, "pw", "hunter3", &error);
  g_assert_no_error (error);
  stree_headless_rerun (fixture->view);
  all = describe (fixture, "app");
  input = describe (fixture, "app.VStack[top].TextInput[pw]");
  runs = g_variant_ref_sink (stree_inspector_list_runs (fixture->inspector));
  assert_text (all, "states", "name", "secret", "value", "[REDACTED]");
  assert_text (input, "props", "name", "value", "value", "[REDACTED]");
  {
    g_autofree char *a = g_variant_print (all, FALSE);
    g_autofree char *b = g_variant_print (input, FALSE);
    g_autofree char *c = g_variant_print (runs, FALSE);

    text = g_strconcat (a, b, c, NULL);
  }
  g_assert_null (strstr (text, "hunter"));
}

/* An element that gets its key after it was made is a copy, where the last run made it: the place goes with it. */
static StreeElement *
keyed_app (StreeContext *cx, gpointer props)
{
  guint        *run = props;
  StreeElement *element = stree_text ("same");

  (void) cx;
  return (*run)++ % 2 == 0 ? element : stree_keyed ("k", element);
}

static void
test_keyed_source (void)
{
  guint                      run = 0;
  g_autoptr (StreeHeadless)  view = stree_headless_new (NULL, "app", keyed_app, &run);
  g_autoptr (StreeInspector) inspector = stree_inspector_new (stree_headless_get_session (view));

  for (guint i = 1; i <= 3; i++)
    {
      const char          *path = i % 2 == 0 ? "app.Text" : "app.Text[k]";
      g_autoptr (GVariant) node = NULL;

      stree_headless_rerun (view);
      node = g_variant_ref_sink (stree_inspector_describe (inspector, path, NULL));
      g_assert_cmpuint (number (node, "line"), >, 0);
    }
}

/* --- why --- */

static void
test_why (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) top = NULL, text = NULL, component = NULL, same = NULL, runs = NULL, run = NULL;
  g_autofree char     *causes = NULL;

  (void) data;
  press_more (fixture);
  top = describe (fixture, "app");
  text = describe (fixture, "app.VStack[top].Text[t]");
  component = describe (fixture, "app.VStack[top].row[r]");
  same = describe (fixture, "app.VStack[top].Text[one]");
  assert_text (top, "changes", "what", "state count", "before", "1");
  assert_text (top, "changes", "what", "state count", "now", "2");
  assert_text (text, "changes", "what", "body", "before", "\"Count: 1\"");
  assert_text (text, "changes", "what", "body", "now", "\"Count: 2\"");
  assert_text (component, "changes", "what", "id", "now", "2");
  g_assert_cmpuint (number (text, "updated"), ==, number (text, "run"));
  g_assert_cmpuint (number (text, "n_updates"), ==, 1);
  g_assert_cmpuint (number (same, "updated"), ==, 0);

  runs = g_variant_ref_sink (stree_inspector_list_runs (fixture->inspector));
  g_assert_cmpuint (g_variant_n_children (runs), ==, 1);
  run = g_variant_get_child_value (runs, 0);
  g_assert_true (g_variant_lookup (run, "causes", "s", &causes));
  g_assert_cmpstr (causes, ==, "count: 1 → 2");
  g_assert_cmpuint (number (run, "n_components"), ==, 2);
  g_assert_cmpuint (number (run, "n_mounted"), ==, 0);

  /* An update that changes nothing leaves the reason as it was. */
  stree_headless_rerun (fixture->view);
  g_clear_pointer (&text, g_variant_unref);
  text = describe (fixture, "app.VStack[top].Text[t]");
  assert_text (text, "changes", "what", "body", "now", "\"Count: 2\"");
  g_assert_cmpuint (number (text, "updated"), <, number (text, "run"));
}

/* A prop that is bound to a state: it holds the value of now before the prop is compared. */
static void
assert_bound (Fixture *fixture, const char *before, const char *now)
{
  g_autoptr (GVariant) input = NULL;

  stree_headless_flush (fixture->view);
  input = describe (fixture, "app.VStack[top].TextInput[name]");
  assert_text (input, "changes", "what", "value", "before", before);
  assert_text (input, "changes", "what", "value", "now", now);
}

static void
test_why_bound (Fixture *fixture, gconstpointer data)
{
  World               *world = &fixture->world;
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) saved = NULL, input = NULL;
  g_autofree char     *all = NULL;

  (void) data;
  saved = g_variant_ref_sink (stree_session_serialize (fixture->session));
  stree_state_set_string (world->text, "b");
  assert_bound (fixture, "\"a\" (state text)", "\"b\" (state text)");
  /* From what it was at the last run, however often it is set. */
  stree_state_set_string (world->text, "c");
  stree_state_set_string (world->text, "d");
  assert_bound (fixture, "\"b\" (state text)", "\"d\" (state text)");
  stree_headless_type (fixture->view, "name", "e", &error);
  g_assert_no_error (error);
  assert_bound (fixture, "\"d\" (state text)", "\"e\" (state text)");
  /* What is put back, as undo does. */
  g_assert_true (stree_session_deserialize (fixture->session, saved, &error));
  g_assert_no_error (error);
  assert_bound (fixture, "\"e\" (state text)", "\"a\" (state text)");

  stree_state_set_string (world->secret, "hunter4");
  stree_headless_flush (fixture->view);
  input = describe (fixture, "app.VStack[top].TextInput[pw]");
  assert_text (input, "changes", "what", "value", "before", "[REDACTED]");
  all = g_variant_print (input, FALSE);
  g_assert_null (strstr (all, "hunter"));
}

/* --- times --- */

static void
test_times (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) components = NULL, own = NULL, root = NULL, node = NULL;
  gint64               total, apply;

  (void) data;
  for (guint i = 0; i < 3; i++)
    press_more (fixture);
  g_assert_cmpuint (fixture->world.n_rows, ==, 4);
  components = g_variant_ref_sink (stree_inspector_list_components (fixture->inspector));
  own = find_row (components, "name", "row");
  root = find_row (components, "name", "app");
  g_assert_nonnull (own);
  g_assert_nonnull (root);
  g_assert_cmpuint (number (own, "n_reruns"), ==, 3);
  g_assert_cmpuint (number (root, "n_reruns"), ==, 3);
  g_assert_true (g_variant_lookup (own, "total_rerun", "x", &total));
  g_assert_true (g_variant_lookup (own, "total_apply", "x", &apply));
  g_assert_cmpint (total, >, 0);
  g_assert_cmpint (apply, >, 0); /* its text was updated */
  node = describe (fixture, "app.VStack[top].row[r]");
  g_assert_cmpuint (number (node, "n_reruns"), ==, 3);
}

/* --- states --- */

static void
set (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (stree_inspector_set_state (fixture->inspector, "app", name, text, &error));
  g_assert_no_error (error);
  stree_headless_flush (fixture->view);
}

static void
assert_refused (Fixture *fixture, const char *name, const char *text, int code, const char *part)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (stree_inspector_set_state (fixture->inspector, "app", name, text, &error));
  g_assert_error (error, STREE_ERROR, code);
  if (!strstr (error->message, part))
    g_error ("'%s' does not say '%s'", error->message, part);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  World               *world = &fixture->world;
  g_autoptr (GVariant) variant = NULL;

  (void) data;
  set (fixture, "count", " 17 ");
  assert_has_text (fixture->view, "Count: 17");
  set (fixture, "real", "-2.5e3");
  g_assert_cmpfloat (stree_state_get_double (world->real), ==, -2500);
  set (fixture, "flag", "true");
  g_assert_true (stree_state_get_bool (world->flag));
  set (fixture, "text", " as it is ");
  g_assert_cmpstr (stree_state_get_string (world->text), ==, " as it is ");
  set (fixture, "variant", "[]");
  variant = g_variant_ref (stree_state_get_variant (world->variant));
  g_assert_cmpstr (g_variant_get_type_string (variant), ==, "ai");
  g_assert_cmpuint (g_variant_n_children (variant), ==, 0);
  set (fixture, "secret", "new");
  g_assert_cmpstr (stree_state_get_string (world->secret), ==, "new");

  assert_refused (fixture, "count", "1.5", STREE_ERROR_BAD_VALUE, "takes a whole number, such as 42, not '1.5'");
  assert_refused (fixture, "count", "", STREE_ERROR_BAD_VALUE, "a whole number");
  assert_refused (fixture, "count", "9223372036854775808", STREE_ERROR_BAD_VALUE, "a whole number");
  assert_refused (fixture, "real", "1,5", STREE_ERROR_BAD_VALUE, "a number");
  assert_refused (fixture, "flag", "yes", STREE_ERROR_BAD_VALUE, "true or false");
  assert_refused (fixture, "variant", "['a']", STREE_ERROR_BAD_VALUE, "of type ai");
  assert_refused (fixture, "object", "x", STREE_ERROR_BAD_VALUE, "cannot be written as text");
  assert_refused (fixture, "nothing", "x", STREE_ERROR_NOT_FOUND, "no state 'nothing' at 'app'");
  g_assert_cmpint (stree_state_get_int (world->count), ==, 17);
}

static void
test_globals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) rows = g_variant_ref_sink (stree_inspector_list_globals (fixture->inspector));
  g_autoptr (GVariant) unit = find_row (rows, "name", "unit");
  const char          *edit = NULL;
  gboolean             editable = FALSE;

  (void) data;
  g_assert_cmpuint (g_variant_n_children (rows), ==, 1);
  g_assert_true (g_variant_lookup (unit, "edit", "&s", &edit) && g_variant_lookup (unit, "editable", "b", &editable) && editable);
  g_assert_cmpstr (edit, ==, "cm");
  g_assert_true (stree_inspector_set_state (fixture->inspector, NULL, "unit", "km", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (stree_state_get_string (fixture->world.unit), ==, "km");
  g_assert_false (stree_inspector_set_state (fixture->inspector, NULL, "count", "1", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND);
}

/* --- warnings --- */

static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant)       rows = NULL, warning = NULL;
  g_autoptr (StreeInspector) late = NULL;
  g_autofree char           *path = NULL;

  (void) data;
  fixture->world.double_keys = TRUE;
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "*have the key 'same'*");
  stree_headless_rerun (fixture->view);
  g_test_assert_expected_messages ();
  rows = g_variant_ref_sink (stree_inspector_list_warnings (fixture->inspector));
  g_assert_cmpuint (g_variant_n_children (rows), ==, 1);
  warning = find_row (rows, "key", "same");
  g_assert_nonnull (warning);
  g_assert_true (g_variant_lookup (warning, "path", "s", &path));
  g_assert_cmpstr (path, ==, "app.VStack[top]");
  g_assert_cmpuint (number (warning, "count"), ==, 1);

  /* Whoever comes later is told of what is still wrong. */
  g_clear_object (&fixture->inspector);
  late = stree_inspector_new (fixture->session);
  g_variant_unref (rows);
  rows = g_variant_ref_sink (stree_inspector_list_warnings (late));
  g_assert_cmpuint (g_variant_n_children (rows), ==, 1);
}

/* --- rows of the session --- */

static void
load (StreeTask *task, gpointer data)
{
  (void) data;
  stree_task_return_variant (task, g_variant_new_int32 (1));
}

static StreeElement *
rows_app (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_perf_bump (cx, "runs", 2);
  stree_cached (cx, "table", load, NULL, NULL);
  stree_task_submit (cx, "work", load, NULL, NULL);
  return stree_routes ("home", stree_route_with ((.name = "home", .title = "Home"), stree_text ("home")),
                       stree_route ("away", stree_text ("away")));
}

static GVariant *
sink (GVariant *rows)
{
  return g_variant_ref_sink (rows);
}

static void
test_rows (void)
{
  g_autoptr (StreeSession)   session = stree_session_new ();
  g_autoptr (StreeCounters)  counters = stree_counters_new ();
  g_auto (GValue)            value = G_VALUE_INIT;
  g_autoptr (StreeHeadless)  view = NULL;
  g_autoptr (StreeInspector) inspector = stree_inspector_new (session);
  g_autoptr (GVariant)       routes = NULL, tasks = NULL, cache = NULL, counts = NULL, route = NULL, task = NULL, entry = NULL,
                       count = NULL;
  gboolean current;
  gint64   n = 0;

  /* Looking makes nothing. */
  routes = sink (stree_inspector_list_routes (inspector));
  g_assert_cmpuint (g_variant_n_children (routes), ==, 0);
  g_assert_null (session->location);
  g_clear_pointer (&routes, g_variant_unref);

  g_value_init (&value, STREE_TYPE_COUNTERS);
  g_value_set_boxed (&value, counters);
  stree_session_provide (session, STREE_PERF_COUNTERS, &value, NULL);
  view = stree_headless_new (session, "app", rows_app, NULL);

  routes = sink (stree_inspector_list_routes (inspector));
  route = find_row (routes, "name", "home");
  g_assert_nonnull (route);
  g_assert_true (g_variant_lookup (route, "current", "b", &current) && current);
  g_clear_pointer (&route, g_variant_unref);
  route = find_row (routes, "name", "away");
  g_assert_true (g_variant_lookup (route, "current", "b", &current) && !current);
  tasks = sink (stree_inspector_list_tasks (inspector));
  task = find_row (tasks, "key", "work");
  g_assert_nonnull (task);
  cache = sink (stree_inspector_list_cache (inspector));
  entry = find_row (cache, "key", "table");
  g_assert_nonnull (entry);
  counts = sink (stree_inspector_list_counters (inspector));
  count = find_row (counts, "name", "runs");
  g_assert_true (count && g_variant_lookup (count, "count", "x", &n));
  g_assert_cmpint (n, ==, 2);
}

/* --- who pays --- */

static void
test_nobody_looks (Fixture *fixture, gconstpointer data)
{
  StreeMount               *mount = fixture->view->mount;
  const StreeRendererClass *klass = fixture->view->renderer.klass;
  StreeInspector           *inspector;

  (void) data;
  g_assert_null (mount->trace);
  press_more (fixture);
  g_assert_null (mount->trace);

  inspector = stree_inspector_new (fixture->session);
  g_assert_nonnull (mount->trace);
  g_assert_true (fixture->view->renderer.klass != klass);
  press_more (fixture);
  g_assert_cmpuint (mount->trace->runs.length, ==, 1);
  g_object_unref (inspector);
  g_assert_null (mount->trace);
  g_assert_true (fixture->view->renderer.klass == klass);
  g_assert_cmpuint (fixture->session->n_tracers, ==, 0);
  press_more (fixture);
  assert_has_text (fixture->view, "Count: 4");
}

static void
count_signal (StreeInspector *inspector, guint *n)
{
  (void) inspector;
  ++*n;
}

static void
test_told (Fixture *fixture, gconstpointer data)
{
  guint                     n = 0;
  g_autoptr (StreeHeadless) other = NULL;
  g_autoptr (GVariant)      roots = NULL;

  (void) data;
  g_signal_connect (fixture->inspector, "changed", G_CALLBACK (count_signal), &n);
  press_more (fixture);
  g_assert_cmpuint (n, ==, 1);
  /* A tree that comes later is looked at, too, and one that goes is no more. */
  other = stree_headless_new (fixture->session, "other", app, &fixture->world);
  g_assert_nonnull (other->mount->trace);
  roots = g_variant_ref_sink (stree_inspector_list_children (fixture->inspector, NULL, NULL));
  g_assert_cmpuint (g_variant_n_children (roots), ==, 2);
  n = 0;
  g_clear_object (&other);
  wait_for (n > 0); /* no run ended, but something is gone */
  g_variant_unref (roots);
  roots = g_variant_ref_sink (stree_inspector_list_children (fixture->inspector, NULL, NULL));
  g_assert_cmpuint (g_variant_n_children (roots), ==, 1);
}

/* It begins and ends in the middle of a run: nothing is written into what is gone. */
typedef struct
{
  StreeInspector *inspector;
  guint           run;
} Midway;

static StreeElement *
midway_child (StreeContext *cx, gpointer props)
{
  Midway *midway = props;

  if (midway->run == 1 && !midway->inspector)
    midway->inspector = stree_inspector_new (stree_context_get_session (cx));
  else if (midway->run == 3)
    g_clear_object (&midway->inspector);
  return stree_text ("run %u", midway->run);
}

static StreeElement *
midway_app (StreeContext *cx, gpointer props)
{
  Midway *midway = props;

  (void) cx;
  midway->run++;
  return stree_vstack (stree_component (midway_child, .props = midway), stree_component (midway_child, .props = midway, .key = "b"));
}

static void
test_midway (void)
{
  Midway                    midway = { NULL, 10 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", midway_app, &midway);

  midway.run = 0;
  stree_headless_rerun (view);
  g_assert_nonnull (view->mount->trace);
  stree_headless_rerun (view);
  g_assert_cmpuint (view->mount->trace->runs.length, ==, 1);
  stree_headless_rerun (view);
  g_assert_null (midway.inspector);
  g_assert_null (view->mount->trace);
  stree_headless_rerun (view);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
#define ADD(name, func, looks) g_test_add ("/inspect/" name, Fixture, looks ? "looks" : NULL, set_up, func, tear_down)
  ADD ("describe", test_describe, TRUE);
  ADD ("children", test_children, TRUE);
  ADD ("password", test_password, TRUE);
  ADD ("why", test_why, TRUE);
  ADD ("why-bound", test_why_bound, TRUE);
  ADD ("times", test_times, TRUE);
  ADD ("edit", test_edit, TRUE);
  ADD ("globals", test_globals, TRUE);
  ADD ("duplicates", test_duplicates, TRUE);
  ADD ("nobody-looks", test_nobody_looks, FALSE);
  ADD ("told", test_told, TRUE);
  g_test_add_func ("/inspect/keyed-source", test_keyed_source);
  g_test_add_func ("/inspect/rows", test_rows);
  g_test_add_func ("/inspect/midway", test_midway);
  return g_test_run ();
}
