/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The driver without a display. */

#include "testing/stree-headless-private.h"
#include "testing/stree-headless-actions.h"
#include "testing/stree-headless-actions-private.h"
#include "testing/stree-test-private.h"

typedef struct
{
  StreeTestDriver driver;
  StreeHeadless  *view; /* owned */
} Driver;

static StreeHeadless *
view_of (StreeTestDriver *driver)
{
  return ((Driver *) (gpointer) driver)->view;
}

static StreeMount *
get_mount (StreeTestDriver *driver)
{
  return view_of (driver)->mount;
}

static char *
dup_obstacle (StreeTestDriver *driver, StreeNode *node)
{
  return stree_headless_dup_obstacle (view_of (driver), node);
}

static void
click (StreeTestDriver *driver, StreeNode *node)
{
  stree_headless_click_node (view_of (driver), node);
}

static void
enter (StreeTestDriver *driver, StreeNode *node, const StreeValue *value)
{
  stree_headless_enter_node (view_of (driver), node, value);
}

static void
submit (StreeTestDriver *driver, StreeNode *node)
{
  stree_headless_submit_node (view_of (driver), node);
}

static void
press_key (StreeTestDriver *driver, StreeNode *node, guint keyval, guint modifiers)
{
  stree_headless_press_node (view_of (driver), node, keyval, modifiers);
}

static void
close_node (StreeTestDriver *driver, StreeNode *node)
{
  stree_headless_close_node (view_of (driver), node);
}

static void
focus (StreeTestDriver *driver, StreeNode *node)
{
  stree_headless_focus_node (view_of (driver), node);
}

static char *
dup_focus (StreeTestDriver *driver)
{
  return stree_headless_dup_focus (view_of (driver));
}

static void
settle (StreeTestDriver *driver)
{
  GMainContext *context = g_main_context_get_thread_default ();

  stree_headless_settle (view_of (driver));
  for (guint i = 0; i < STREE_TEST_MAX_SETTLE && g_main_context_iteration (context, FALSE); i++)
    stree_headless_settle (view_of (driver));
}

static void
driver_free (StreeTestDriver *driver)
{
  g_object_unref (view_of (driver));
  g_free (driver);
}

static const StreeTestDriverClass driver_class = {
  .name = "headless",
  .get_mount = get_mount,
  .dup_obstacle = dup_obstacle,
  .click = click,
  .enter = enter,
  .submit = submit,
  .press_key = press_key,
  .close = close_node,
  .focus = focus,
  .dup_focus = dup_focus,
  .settle = settle,
  .free = driver_free,
};

StreeTestDriver *
stree_test_driver_new_headless (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props, GClosure *closure)
{
  Driver *self = g_new0 (Driver, 1);

  self->driver.klass = &driver_class;
  self->view = closure ? stree_headless_new_for_closure (session, name, closure) : stree_headless_new (session, name, func, props);
  return &self->driver;
}
