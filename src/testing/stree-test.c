/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "testing/stree-test.h"

#include "actions/stree-actions-private.h"
#include "actions/stree-shortcut-private.h"
#include "core/stree-dump-private.h"
#include "core/stree-error.h"
#include "core/stree-scope-private.h"
#include "core/stree-session-private.h"
#include "routing/stree-location.h"
#include "tasks/stree-tasks-private.h"
#include "testing/stree-test-private.h"
#include "testing/stree-user-private.h"

/* Long: it is reached only by a test that fails, and the machine may be slow. */
#define LIMIT_SECONDS 30
/* In how many steps time passes at most: what begins to wait on the way sees the rest of it. */
#define MAX_STEPS 1000
#define MIN_STEP  (G_USEC_PER_SEC / 100)

/**
 * StreeTest:
 *
 * An app under test: a script finds what a user would see in it, does what a user would do, and says what it expects.
 *
 * Without a display ([ctor@StreamTree.Test.new]) or in a window ([ctor@StreamTree.Test.new_in_window]); the scripts are the
 * same. While there is one, time stands still for what grows old or waits: see [method@StreamTree.Test.advance].
 *
 * Since: 1.0
 */
struct _StreeTest
{
  GObject          parent_instance;
  StreeTestDriver *driver;   /* owned; NULL once disposed */
  StreeSession    *session;  /* owned */
  GPtrArray       *locators; /* StreeTestLocator, owned */
};

static gpointer parent_class;

static void
stree_test_dispose (GObject *object)
{
  StreeTest *self = STREE_TEST (object);

  for (guint i = 0; i < self->locators->len; i++)
    ((StreeTestLocator *) self->locators->pdata[i])->test = NULL;
  g_ptr_array_set_size (self->locators, 0);
  if (self->driver)
    {
      StreeTestDriver *driver = g_steal_pointer (&self->driver);

      driver->klass->free (driver);
      stree_test_clock_release ();
    }
  g_clear_object (&self->session);
  G_OBJECT_CLASS (parent_class)->dispose (object);
}

static void
stree_test_finalize (GObject *object)
{
  g_ptr_array_unref (STREE_TEST (object)->locators);
  G_OBJECT_CLASS (parent_class)->finalize (object);
}

static void
class_init (gpointer klass, gpointer data)
{
  (void) data;
  parent_class = g_type_class_peek_parent (klass);
  G_OBJECT_CLASS (klass)->dispose = stree_test_dispose;
  G_OBJECT_CLASS (klass)->finalize = stree_test_finalize;
}

static void
instance_init (GTypeInstance *instance, gpointer klass)
{
  (void) klass;
  STREE_TEST (instance)->locators = g_ptr_array_new_with_free_func (g_object_unref);
}

/* By hand: G_DEFINE_TYPE () would want the name of stree_test_init (). */
GType
stree_test_get_type (void)
{
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_type_register_static_simple (G_TYPE_OBJECT, g_intern_static_string ("StreeTest"),
                                                             sizeof (StreeTestClass), class_init, sizeof (StreeTest),
                                                             instance_init, G_TYPE_FLAG_FINAL));
  return type;
}

StreeTest *
stree_test_new_for_driver (StreeTestDriver *driver)
{
  StreeTest *self = g_object_new (STREE_TYPE_TEST, NULL);

  self->driver = driver;
  self->session = g_object_ref (driver->klass->get_mount (driver)->session);
  stree_test_settle (self);
  return self;
}

/**
 * stree_test_new: (skip)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component
 * @props: (nullable): its props; borrowed
 *
 * Starts an app without a display.
 *
 * Returns: (transfer full): the test
 *
 * Since: 1.0
 */
StreeTest *
stree_test_new (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props)
{
  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  stree_test_clock_acquire ();
  return stree_test_new_for_driver (stree_test_driver_new_headless (session, name, func, props, NULL));
}

/**
 * stree_test_new_for_closure: (constructor) (rename-to stree_test_new)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component: takes a [struct@StreamTree.Context], returns a [struct@StreamTree.Element]
 *
 * Starts an app without a display.
 *
 * Returns: (transfer full): the test
 *
 * Since: 1.0
 */
StreeTest *
stree_test_new_for_closure (StreeSession *session, const char *name, GClosure *func)
{
  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  stree_test_clock_acquire ();
  return stree_test_new_for_driver (stree_test_driver_new_headless (session, name, NULL, NULL, func));
}

StreeMount *
stree_test_get_mount (StreeTest *self)
{
  return self->driver ? self->driver->klass->get_mount (self->driver) : NULL;
}

StreeTestDriver *
stree_test_get_driver (StreeTest *self)
{
  return self->driver;
}

StreeTestLocator *
stree_test_keep (StreeTest *self, StreeTestLocator *locator)
{
  locator->test = self;
  g_ptr_array_add (self->locators, locator);
  return locator;
}

/**
 * stree_test_get_session:
 * @self: a test
 *
 * The session of its app.
 *
 * Returns: (transfer none): the session
 *
 * Since: 1.0
 */
StreeSession *
stree_test_get_session (StreeTest *self)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  return self->session;
}

/**
 * stree_test_get_renderer:
 * @self: a test
 *
 * What shows its app.
 *
 * Returns: (transfer none): `headless`, or `gtk`
 *
 * Since: 1.0
 */
const char *
stree_test_get_renderer (StreeTest *self)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  return self->driver->klass->name;
}

/* --- time --- */

/**
 * stree_test_rerun:
 * @self: a test
 *
 * Reruns the app, whether state has changed or not.
 *
 * Since: 1.0
 */
void
stree_test_rerun (StreeTest *self)
{
  g_return_if_fail (STREE_IS_TEST (self));
  if (stree_test_get_mount (self))
    stree_mount_rerun (stree_test_get_mount (self));
  stree_test_settle (self);
}

/**
 * stree_test_settle:
 * @self: a test
 *
 * Reruns what is due, builds what was deferred, waits for the rows of DataGrids whose table is in memory, and lets happen
 * what happens without time passing. Whatever a script does ends with it; call it after something else has changed a state.
 *
 * Since: 1.0
 */
void
stree_test_settle (StreeTest *self)
{
  g_return_if_fail (STREE_IS_TEST (self));
  g_object_ref (self);
  self->driver->klass->settle (self->driver);
  while (stree_test_get_mount (self) && !stree_test_get_mount (self)->flushing &&
         (stree_scope_waits (stree_test_get_mount (self)) || stree_test_has_busy_grid (self)))
    {
      if (stree_scope_waits (stree_test_get_mount (self)))
        stree_scope_build_next (stree_test_get_mount (self));
      else
        g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
      self->driver->klass->settle (self->driver);
    }
  g_object_unref (self);
}

/**
 * stree_test_advance:
 * @self: a test
 * @milliseconds: how long; not negative
 *
 * Lets time pass, for intervals, timeouts and what the cache keeps: at once.
 *
 * Since: 1.0
 */
void
stree_test_advance (StreeTest *self, gint64 milliseconds)
{
  gint64 left = milliseconds * 1000;
  gint64 step = MAX (left / MAX_STEPS, MIN_STEP);

  g_return_if_fail (STREE_IS_TEST (self));
  g_return_if_fail (milliseconds >= 0);
  while (left > 0)
    {
      stree_test_clock_turn (MIN (step, left));
      left -= step;
      stree_test_settle (self);
    }
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_CONTINUE;
}

gboolean
stree_test_wait_until (StreeTest *self, gboolean (*is_so) (StreeTest *self, gpointer data), gpointer data)
{
  GSource *limit = g_timeout_source_new_seconds (LIMIT_SECONDS);
  gboolean late = FALSE;

  g_source_set_callback (limit, late_cb, &late, NULL);
  g_source_attach (limit, g_main_context_get_thread_default ());
  stree_test_settle (self);
  while (!is_so (self, data) && !late)
    {
      g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
      stree_test_settle (self);
    }
  g_source_destroy (limit);
  g_source_unref (limit);
  return !late;
}

static gboolean
tasks_are_over (StreeTest *self, gpointer running)
{
  GHashTableIter iter;
  gpointer       key, task;

  if (!self->session->tasks)
    return TRUE;
  g_hash_table_iter_init (&iter, self->session->tasks->table);
  while (g_hash_table_iter_next (&iter, &key, &task))
    if (!stree_task_is_over (((StreeTask *) task)->status))
      {
        *(const char **) running = key;
        return FALSE;
      }
  return TRUE;
}

/**
 * stree_test_wait_for_tasks:
 * @self: a test
 * @error: return location for an error
 *
 * Waits until every task of the session is over, and what they said is shown.
 *
 * Returns: %FALSE with %STREE_ERROR_FAILED if one is not after 30 seconds
 *
 * Since: 1.0
 */
gboolean
stree_test_wait_for_tasks (StreeTest *self, GError **error)
{
  const char *running = NULL;

  g_return_val_if_fail (STREE_IS_TEST (self), FALSE);
  if (stree_test_wait_until (self, tasks_are_over, &running))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, "The task '%s' is still not over after %d seconds", running, LIMIT_SECONDS);
  return FALSE;
}

static gboolean
is_there (StreeTest *self, gpointer locator)
{
  g_autoptr (GPtrArray) nodes = stree_test_locator_list (locator);

  (void) self;
  return nodes->len > 0;
}

/**
 * stree_test_locator_wait:
 * @self: a locator
 * @error: return location for an error
 *
 * Waits until there is such an element: for what comes from outside. Tasks have [method@StreamTree.Test.wait_for_tasks].
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if there is none after 30 seconds
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_wait (StreeTestLocator *self, GError **error)
{
  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (self->test != NULL, FALSE);
  if (stree_test_wait_until (self->test, is_there, self))
    return TRUE;
  stree_test_locator_explain (self, error);
  return FALSE;
}

/* --- what is done to no element --- */

/**
 * stree_test_navigate:
 * @self: a test
 * @uri: where to, as for [method@StreamTree.Location.navigate]: such as `/orders?id=3`
 * @error: return location for an error
 *
 * Goes there, as a link does.
 *
 * Returns: %FALSE if that is no place; see [method@StreamTree.Location.navigate]
 *
 * Since: 1.0
 */
gboolean
stree_test_navigate (StreeTest *self, const char *uri, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (STREE_IS_TEST (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);
  ok = stree_location_navigate (stree_session_get_location (self->session), uri, error);
  stree_test_settle (self);
  return ok;
}

static gboolean
has_focus (StreeNode *host, gpointer data)
{
  StreeTest       *self = data;
  g_autofree char *path = stree_node_dup_path (host);
  g_autofree char *focus = self->driver->klass->dup_focus (self->driver);

  return stree_user_path_holds (path, focus);
}

static gboolean
activate (StreeTest *self, StreeNode *node, GError **error)
{
  if (!stree_action_is_enabled (node))
    return stree_user_check_obstacle (node, g_strdup ("disabled"), error);
  stree_action_activate (node);
  stree_test_settle (self);
  return TRUE;
}

/* The names of what there is, in one line. */
static char *
join (GPtrArray *actions, gboolean shortcuts)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < actions->len; i++)
    {
      const StreeActionArgs *args = stree_action_args (actions->pdata[i]);
      const char            *one = shortcuts ? args->shortcut : args->name;

      if (one)
        g_string_append_printf (all, "%s%s", all->len ? ", " : "", one);
    }
  return g_strdup (all->len ? all->str : "none");
}

/**
 * stree_test_activate_action:
 * @self: a test
 * @name: the name of an action
 * @error: return location for an error
 *
 * Does what an action says, as choosing it from a menu or the palette does.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND, or %STREE_ERROR_BAD_VALUE if it is disabled
 *
 * Since: 1.0
 */
gboolean
stree_test_activate_action (StreeTest *self, const char *name, GError **error)
{
  StreeMount           *mount;
  StreeNode            *node;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char      *names = NULL;

  g_return_val_if_fail (STREE_IS_TEST (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  mount = stree_test_get_mount (self);
  g_return_val_if_fail (mount != NULL, FALSE);
  node = stree_actions_pick (mount, name, has_focus, self);
  if (node)
    return activate (self, node, error);
  all = stree_actions_choices (mount, has_focus, self);
  names = join (all, FALSE);
  g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no action '%s'. There is: %s", name, names);
  return FALSE;
}

/**
 * stree_test_press_shortcut:
 * @self: a test
 * @shortcut: keys, such as `<Control>s`
 * @error: return location for an error
 *
 * Presses the shortcut of an action.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if it is nobody's, or %STREE_ERROR_BAD_VALUE if its action is disabled, or
 *   if it is no shortcut
 *
 * Since: 1.0
 */
gboolean
stree_test_press_shortcut (StreeTest *self, const char *shortcut, GError **error)
{
  StreeMount           *mount;
  StreeNode            *node;
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char      *canonical = NULL;
  g_autofree char      *shortcuts = NULL;

  g_return_val_if_fail (STREE_IS_TEST (self), FALSE);
  g_return_val_if_fail (shortcut != NULL, FALSE);
  mount = stree_test_get_mount (self);
  g_return_val_if_fail (mount != NULL, FALSE);
  canonical = stree_shortcut_canonical (shortcut, error);
  if (!canonical)
    return FALSE;
  node = stree_actions_pick_key (mount, canonical, has_focus, self);
  if (node)
    return activate (self, node, error);
  all = stree_actions_choices (mount, has_focus, self);
  shortcuts = join (all, TRUE);
  g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "No action has the shortcut '%s'. There is: %s", canonical, shortcuts);
  return FALSE;
}

/* --- what is there --- */

/**
 * stree_test_dump:
 * @self: a test
 *
 * The tree as text: a line for each element, with its key, its props and what an input shows; of a DataGrid also its titles
 * and a line for each of its first 50 rows. It is what
 * [method@StreamTree.Test.check_snapshot] compares.
 *
 * Returns: (transfer full): the text; empty if the app was closed
 *
 * Since: 1.0
 */
char *
stree_test_dump (StreeTest *self)
{
  StreeMount *mount;

  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  mount = stree_test_get_mount (self);
  return mount ? stree_test_dump_node (mount, stree_user_shown (mount)) : g_strdup ("");
}

/**
 * stree_test_dup_focus:
 * @self: a test
 *
 * Where the focus is.
 *
 * Returns: (transfer full) (nullable): a render path; %NULL if no element has it
 *
 * Since: 1.0
 */
char *
stree_test_dup_focus (StreeTest *self)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  return self->driver->klass->dup_focus (self->driver);
}

/**
 * stree_test_summarize_session:
 * @self: a test
 *
 * What the session holds: see [method@StreamTree.Session.summarize].
 *
 * Returns: (transfer floating): an `aa{sv}`
 *
 * Since: 1.0
 */
GVariant *
stree_test_summarize_session (StreeTest *self)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  return stree_session_summarize (self->session);
}

/**
 * stree_test_summarize_tasks:
 * @self: a test whose app is not closed
 *
 * All tasks of the session: see [func@StreamTree.summarize_tasks].
 *
 * Returns: (transfer floating): an `aa{sv}`
 *
 * Since: 1.0
 */
GVariant *
stree_test_summarize_tasks (StreeTest *self)
{
  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  g_return_val_if_fail (stree_test_get_mount (self) != NULL, NULL);
  return stree_summarize_tasks (stree_mount_get_context (stree_test_get_mount (self)));
}

/**
 * stree_test_summarize_tree_kinds:
 * @self: a test
 *
 * How many elements of each kind a user could see.
 *
 * Returns: (transfer floating): an `a{su}`, sorted by kind
 *
 * Since: 1.0
 */
GVariant *
stree_test_summarize_tree_kinds (StreeTest *self)
{
  StreeMount            *mount;
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (STREE_IS_TEST (self), NULL);
  mount = stree_test_get_mount (self);
  for (StreeNode *node = mount ? stree_user_next (mount, mount->root) : NULL; node; node = stree_user_next (mount, node))
    if (!(node->element->kind->flags & STREE_KIND_COMPONENT))
      stree_kinds_count (counts, node->element->kind->name);
  return stree_kinds_summarize (counts);
}
