/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a session keeps when its code is replaced: state by its type, memoised subtrees not at all. */

#include "core/stree-reload-private.h"
#include "core/stree-session-private.h"
#include "support.h"

typedef struct
{
  StreeState *state;
  GObject    *object;
  int         mode;
  int         n_made; /* of a list: where the row is that has a state */
} World;

/* Other code: of this program, or of a library if @elsewhere. */
static void
reload (StreeHeadless *view, gboolean elsewhere)
{
  StreeComponentFunc func = (StreeComponentFunc) (elsewhere ? G_CALLBACK (g_object_new) : G_CALLBACK (reload));

  stree_reload_begin (stree_headless_get_session (view), func);
  stree_headless_rerun (view);
}

/* --- a type that changes --- */

static StreeElement *
reader (StreeContext *cx, gpointer props)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;

  (void) props;
  stree_state_get (stree_session_state (cx, "g", NULL), &value);
  text = g_strdup_value_contents (&value);
  return stree_text ("reads %s", text);
}

/* After the one that reads it: that is to be told. */
static StreeElement *
asker (StreeContext *cx, gpointer props)
{
  (void) props;
  stree_global_string (cx, "g", "one");
  return stree_text ("asked");
}

static StreeElement *
typed (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->state = stree_global_int (cx, "kept", 1);
  switch (world->mode)
    {
    case 0:
      stree_state_int (cx, "v", 1);
      stree_global_int (cx, "g", 1);
      break;
    case 1:
      stree_state_string (cx, "v", "one");
      break;
    default:
      stree_global_double (cx, "g", 1);
      stree_global_string (cx, "g", "one");
      break;
    }
  return stree_vstack (stree_text ("fine %d", world->mode), stree_component (reader),
                       world->mode == 1 ? stree_component (asker) : NULL);
}

static void
test_types (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", typed, &world);
  StreeSession             *session = stree_headless_get_session (view);

  assert_has_text (view, "reads 1");
  stree_state_set_int (world.state, 7);
  stree_state_set_int (stree_session_lookup (session, "g"), 7);
  stree_session_flush (session);
  assert_has_text (view, "reads 7");
  world.mode = 1;
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "State 'v' of app was a gint64 and is a gchararray now: it starts again");
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "Global state 'g' was a gint64 and is a gchararray now: it starts again");
  reload (view, FALSE);
  g_test_assert_expected_messages ();
  assert_has_text (view, "fine 1");
  assert_has_text (view, "reads \"one\"");
  g_assert_cmpint (stree_state_get_int (world.state), ==, 7);

  /* The same once more is nothing to tell of. */
  reload (view, FALSE);
  assert_has_text (view, "reads \"one\"");

  /* Code that asks for one as two does not work, be it new or not. */
  world.mode = 2;
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "Global state 'g' was a gchararray and is a gdouble now: it starts again");
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "*Global state 'g' holds a gdouble; app asks for a gchararray*");
  reload (view, FALSE);
  g_test_assert_expected_messages ();
  assert_has_text (view, "Global state 'g' holds a gdouble; app asks for a gchararray");
}

/* --- a list whose rows are out of sight --- */

#define N_ROWS 100

static StreeElement *
counting (StreeContext *cx, gpointer props)
{
  World *world = props;

  if (world->mode)
    stree_state_string (cx, "v", "one");
  else if (!world->state)
    world->state = stree_state_int (cx, "v", 1);
  return stree_text ("row");
}

static StreeElement *
make_row (guint index, gpointer data)
{
  return (int) index == ((World *) data)->n_made ? stree_component (counting, .props = data) : stree_text ("other");
}

static const char *
row_key (guint index, gpointer data)
{
  guint place = (guint) ((World *) data)->n_made;

  return index == place ? "it" : stree_str ("k%u", index < place ? index : index - 1);
}

static StreeElement *
listed (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_list (N_ROWS, make_row, row_key, props);
}

static void
test_rows (void)
{
  World                     world = { .n_made = 1 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", listed, &world);

  stree_state_set_int (world.state, 5);
  world.n_made = N_ROWS - 1;
  stree_headless_rerun (view);
  reload (view, FALSE);
  world.n_made = 1;
  world.mode = 1;
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "State 'v' of app.List.counting* was a gint64 and is a gchararray now: it starts again");
  stree_headless_rerun (view);
  g_test_assert_expected_messages ();
}

/* --- objects --- */

typedef struct
{
  GObject parent_instance;
} Thing;
typedef struct
{
  GObjectClass parent_class;
} ThingClass;

static GType
thing_type (void)
{
  static GType type;

  if (!type)
    type = stree_reload_type_register_static_simple (G_TYPE_OBJECT, "Thing", sizeof (ThingClass), NULL, sizeof (Thing), NULL, 0);
  return type;
}

static StreeElement *
holder (StreeContext *cx, gpointer props)
{
  World *world = props;

  world->state = stree_state_object (cx, "thing", world->object);
  return stree_text ("%s", stree_state_get_object (world->state) ? G_OBJECT_TYPE_NAME (stree_state_get_object (world->state)) : "nothing");
}

static void
check_object (GObject *object, const char *message)
{
  World                     world = { .object = object };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", holder, &world);

  assert_has_text (view, G_OBJECT_TYPE_NAME (object));
  world.object = NULL;
  reload (view, FALSE); /* its module is the one that goes on */
  assert_has_text (view, G_OBJECT_TYPE_NAME (object));
  if (message)
    g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, message);
  reload (view, TRUE);
  g_test_assert_expected_messages ();
  assert_has_text (view, message ? "nothing" : G_OBJECT_TYPE_NAME (object));
}

static void
test_objects (void)
{
  g_autoptr (GObject)    thing = g_object_new (thing_type (), NULL);
  g_autoptr (GListStore) things = g_list_store_new (thing_type ());
  g_autoptr (GListStore) others = g_list_store_new (G_TYPE_OBJECT);

  check_object (thing, "State 'thing' of app holds a Thing of the code before: it starts again");
  check_object (G_OBJECT (things), "State 'thing' of app holds a GListStore of the code before: it starts again");
  check_object (G_OBJECT (others), NULL);
}

/* What GObject says, by a warning or by a critical message as its version has it, ends no program here: it is counted. */
static guint n_refused;

static gboolean
refused_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  (void) level;
  if (g_strcmp0 (domain, "GLib-GObject") != 0 || !strstr (message, data))
    return TRUE;
  n_refused++;
  return FALSE;
}

/* Two of one name in one module are a mistake, as ever; so is the name of a type of a library. */
static void
test_names (void)
{
  static const GEnumValue values[] = { { 1, "ONE", "one" }, { 0, NULL, NULL } };

  g_assert_cmpstr (g_type_name (stree_reload_enum_register_static ("OneEnum", values)), ==, "OneEnum");
  n_refused = 0;
  g_test_log_set_fatal_handler (refused_cb, (gpointer) "cannot register existing type 'OneEnum'");
  g_assert_cmpuint (stree_reload_enum_register_static ("OneEnum", values), ==, 0);
  g_assert_cmpuint (n_refused, ==, 1);
  g_test_log_set_fatal_handler (refused_cb, (gpointer) "cannot register existing type 'GObject'");
  g_assert_cmpuint (stree_reload_enum_register_static ("GObject", values), ==, 0);
  g_assert_cmpuint (n_refused, ==, 2);
}

/* --- memos --- */

static StreeElement *
make_inner (StreeContext *cx, gpointer data)
{
  World *world = data;

  (void) cx;
  return stree_text ("made by code %d", world->mode);
}

static StreeElement *
make_outer (StreeContext *cx, gpointer data)
{
  World *world = data;

  world->n_made++;
  return stree_vstack (stree_memo_subtree (cx, "inner", stree_no_deps (), make_inner, data));
}

static gpointer
make_value (gpointer data)
{
  return g_strdup_printf ("value of code %d", ((World *) data)->mode);
}

static StreeElement *
memoised (StreeContext *cx, gpointer props)
{
  return stree_vstack (stree_memo_subtree (cx, "outer", stree_no_deps (), make_outer, props),
                       stree_text ("%s", (char *) stree_memo (cx, "value", make_value, props, g_free)));
}

static void
test_memos (void)
{
  World                     world = { .mode = 0 };
  g_autoptr (StreeHeadless) view = stree_headless_new (NULL, "app", memoised, &world);

  stree_headless_rerun (view);
  assert_has_text (view, "made by code 0");
  g_assert_cmpint (world.n_made, ==, 1);
  world.mode = 1;
  reload (view, FALSE);
  assert_has_text (view, "made by code 1");
  assert_has_text (view, "value of code 0"); /* it is kept, as a state is */
  stree_headless_rerun (view);
  g_assert_cmpint (world.n_made, ==, 2);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/reload/types", test_types);
  g_test_add_func ("/reload/rows", test_rows);
  g_test_add_func ("/reload/objects", test_objects);
  g_test_add_func ("/reload/names", test_names);
  g_test_add_func ("/reload/memos", test_memos);
  return g_test_run ();
}
