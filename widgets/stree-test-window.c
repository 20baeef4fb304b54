/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Test scripts in a window: what a user does is done to the widgets, and what they say of it reaches the app as ever. */

#include "stree-test-window.h"

#include "core/stree-portals-private.h"
#include "elements/stree-number-format-private.h"
#include "elements/stree-number-input.h"
#include "stree-view-private.h"
#include "testing/stree-test-private.h"
#include "testing/stree-user-private.h"

extern StreeKind stree_number_input_kind;

#define WIDTH  800
#define HEIGHT 600
/* Long: it is reached only by a test that fails, and the machine may be slow. */
#define LIMIT_SECONDS 30

typedef struct
{
  StreeTestDriver driver;
  GtkWidget      *window; /* weak: the app may close it */
  GtkWidget      *view;   /* weak */
} Driver;

static Driver *
self_of (StreeTestDriver *driver)
{
  return (Driver *) (gpointer) driver;
}

static StreeMount *
get_mount (StreeTestDriver *driver)
{
  GtkWidget *view = self_of (driver)->view;

  return view ? stree_view_get_mount (STREE_VIEW (view)) : NULL;
}

/* --- what is in front --- */

static gboolean
stands_over (GtkWindow *window, GtkWindow *below)
{
  for (window = gtk_window_get_transient_for (window); window; window = gtk_window_get_transient_for (window))
    if (window == below)
      return TRUE;
  return FALSE;
}

/* The dialog that is over all others, or the window itself. */
static GtkWindow *
front_window (Driver *self)
{
  GtkWindow        *front = GTK_WINDOW (self->window);
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l && front; l = l->next)
    if (GTK_IS_WINDOW (l->data) && gtk_window_get_modal (l->data) && gtk_widget_get_mapped (l->data) &&
        stands_over (l->data, front))
      front = l->data;
  return front;
}

static char *
dup_obstacle (StreeTestDriver *driver, StreeNode *node)
{
  GtkWindow *front = front_window (self_of (driver));
  char      *why = stree_user_dup_hidden (node);

  if (why)
    return why;
  if (!node->widget)
    return g_strdup ("not on the screen itself");
  if (!gtk_widget_is_sensitive (stree_gtk_accessible_of (node)))
    return g_strdup ("disabled");
  if (!gtk_widget_get_mapped (node->widget))
    return g_strdup ("not on the screen");
  if (front && gtk_widget_get_root (node->widget) != GTK_ROOT (front))
    return g_strdup_printf ("behind the dialog '%s'", gtk_window_get_title (front));
  return NULL;
}

/* --- what a user does --- */

static void
click (StreeTestDriver *driver, StreeNode *node)
{
  GtkWidget *widget = stree_gtk_accessible_of (node);

  (void) driver;
  if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else
    stree_node_activate (node, "on_click");
}

/* As when the focus goes elsewhere: what waits for that is told. */
static void
leave (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_FOCUS (controller))
        g_signal_emit_by_name (controller, "leave");
    }
}

/* What is typed for a value, or NULL: it is not typed. */
static char *
dup_typed (StreeNode *node, const StreeValue *value)
{
  if (value->type == STREE_VALUE_STRING)
    return g_strdup (value->v.s);
  if (value->type != STREE_VALUE_NONE && node->element->kind == &stree_number_input_kind)
    return stree_number_format (((const StreeNumberInputArgs *) stree_node_args (node))->format, value);
  return NULL;
}

static gboolean
enter_text (StreeNode *node, GtkWidget *widget, const StreeValue *value)
{
  g_autofree char *typed = GTK_IS_EDITABLE (widget) ? dup_typed (node, value) : NULL;

  if (!typed)
    return FALSE;
  g_object_ref (widget);
  gtk_editable_set_text (GTK_EDITABLE (widget), typed);
  leave (widget);
  g_object_unref (widget);
  return TRUE;
}

static gboolean
enter_choice (GtkWidget *widget, const StreeValue *value)
{
  if (value->type == STREE_VALUE_INT && GTK_IS_DROP_DOWN (widget))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), (guint) value->v.i);
  else if (value->type == STREE_VALUE_INT && GTK_IS_NOTEBOOK (widget))
    gtk_notebook_set_current_page (GTK_NOTEBOOK (widget), (int) value->v.i);
  else
    return FALSE;
  return TRUE;
}

static gboolean
enter_switch (StreeNode *node, GtkWidget *widget, const StreeValue *value)
{
  if (value->type != STREE_VALUE_BOOL)
    return FALSE;
  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), value->v.b);
  else if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), value->v.b);
  else if (GTK_IS_MENU_BUTTON (node->widget) && value->v.b)
    gtk_menu_button_popup (GTK_MENU_BUTTON (node->widget));
  else if (GTK_IS_MENU_BUTTON (node->widget))
    gtk_menu_button_popdown (GTK_MENU_BUTTON (node->widget));
  else
    return FALSE;
  return TRUE;
}

static void
enter (StreeTestDriver *driver, StreeNode *node, const StreeValue *value)
{
  GtkWidget  *widget = stree_gtk_accessible_of (node);
  StreeMount *mount = get_mount (driver);

  if (enter_text (node, widget, value) || enter_choice (widget, value) || enter_switch (node, widget, value))
    return;
  /* What is dragged, and the like: shown first, then told. */
  mount->renderer->klass->write (mount->renderer, node, value);
  stree_node_input (node, value);
}

static void
submit (StreeTestDriver *driver, StreeNode *node)
{
  GtkWidget *widget = stree_gtk_accessible_of (node);

  (void) driver;
  if (GTK_IS_ENTRY (widget) || GTK_IS_PASSWORD_ENTRY (widget) || GTK_IS_TEXT (widget))
    g_signal_emit_by_name (widget, "activate");
  else if (!stree_node_submit (node) && stree_kind_find_prop (node->element->kind, "on_submit"))
    stree_node_activate (node, "on_submit");
}

static void
press_key (StreeTestDriver *driver, StreeNode *node, guint keyval, guint modifiers)
{
  gboolean handled = FALSE;

  (void) driver;
  while (node && !handled)
    {
      StreeNode          *pressed = stree_node_ref (node);
      GtkEventController *keys = node->widget ? g_object_get_data (G_OBJECT (node->widget), "stree-key") : NULL;

      if (keys)
        g_signal_emit_by_name (keys, "key-pressed", keyval, 0, modifiers, &handled);
      node = pressed->flags & STREE_NODE_DEAD ? NULL : stree_portal_up (node);
      stree_node_unref (pressed);
    }
}

static void
close_node (StreeTestDriver *driver, StreeNode *node)
{
  StreeValue closed = stree_value_of_bool (FALSE);

  if (node->element->kind->flags & STREE_KIND_OVERLAY)
    gtk_window_close (GTK_WINDOW (gtk_widget_get_root (node->widget)));
  else
    enter (driver, node, &closed);
}

static void
focus (StreeTestDriver *driver, StreeNode *node)
{
  StreeMount *mount = get_mount (driver);

  mount->renderer->klass->handle (mount->renderer, node, STREE_HANDLE_FOCUS, NULL);
}

static char *
dup_focus (StreeTestDriver *driver)
{
  StreeMount *mount = get_mount (driver);
  GtkWindow  *front = front_window (self_of (driver));
  GtkWidget  *focused = front ? gtk_root_get_focus (GTK_ROOT (front)) : NULL;
  StreeNode  *found = NULL;

  if (!mount || !focused)
    return NULL;
  /* The innermost: it comes last. */
  for (StreeNode *node = stree_user_next (mount, mount->root); node; node = stree_user_next (mount, node))
    if (node->widget && stree_node_is_host (node) &&
        (focused == node->widget || gtk_widget_is_ancestor (focused, node->widget)))
      found = node;
  return found ? stree_node_dup_path (found) : NULL;
}

/* --- time --- */

static void
flush (Driver *self)
{
  StreeMount *mount = get_mount (&self->driver);

  if (mount)
    stree_mount_flush (mount);
}

static void
settle (StreeTestDriver *driver)
{
  flush (self_of (driver));
  for (guint i = 0; i < STREE_TEST_MAX_SETTLE && g_main_context_iteration (NULL, FALSE); i++)
    flush (self_of (driver));
}

static gboolean
late_cb (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
wait_for_window (Driver *self)
{
  gboolean late = FALSE;
  guint    limit = g_timeout_add_seconds (LIMIT_SECONDS, late_cb, &late);

  while (!late && self->view && (!gtk_widget_get_mapped (self->view) || gtk_widget_get_width (self->view) == 0))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (limit);
}

static void
driver_free (StreeTestDriver *driver)
{
  Driver *self = self_of (driver);

  if (self->window)
    gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->view);
  g_free (self);
}

static const StreeTestDriverClass driver_class = {
  .name = "gtk",
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

static StreeTest *
new_in_window (GtkWidget *view)
{
  Driver *self = g_new0 (Driver, 1);

  self->driver.klass = &driver_class;
  g_set_weak_pointer (&self->window, gtk_window_new ());
  g_set_weak_pointer (&self->view, view);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (self->window), view);
  gtk_window_present (GTK_WINDOW (self->window));
  wait_for_window (self);
  return stree_test_new_for_driver (&self->driver);
}

/**
 * stree_test_new_in_window: (skip)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component
 * @props: (nullable): its props; borrowed
 *
 * Starts an app in a window of 800 by 600 pixels; [ctor@StreamTree.Test.new] does without one.
 *
 * What a script does is done to the widgets: buttons are clicked, text is put into entries. Real keys and a real pointer
 * are for the tests of widgets themselves.
 *
 * Returns: (transfer full) (nullable): the test; %NULL without a display
 *
 * Since: 1.0
 */
StreeTest *
stree_test_new_in_window (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props)
{
  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  if (!gtk_init_check ())
    return NULL;
  stree_test_clock_acquire ();
  return new_in_window (stree_view_new (session, name, func, props));
}

/**
 * stree_test_new_in_window_for_closure: (constructor) (rename-to stree_test_new_in_window)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component: takes a [struct@StreamTree.Context], returns a [struct@StreamTree.Element]
 *
 * Starts an app in a window of 800 by 600 pixels; [ctor@StreamTree.Test.new] does without one.
 *
 * Returns: (transfer full) (nullable): the test; %NULL without a display
 *
 * Since: 1.0
 */
StreeTest *
stree_test_new_in_window_for_closure (StreeSession *session, const char *name, GClosure *func)
{
  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  if (!gtk_init_check ())
    return NULL;
  stree_test_clock_acquire ();
  return new_in_window (stree_view_new_for_closure (session, name, func));
}
