/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-pick-private.h"

#include "core/stree-session-private.h"

struct _StreeInspectorPick
{
  StreeSession          *session; /* owned */
  StreeInspectorPickFunc func;
  gpointer               data;
  GPtrArray             *controllers; /* owned */
  GHashTable            *nodes;       /* widget -> node, both borrowed; NULL: to be made. Looked at only right after that */
};

/* --- what is there --- */

static void
map_widgets (StreeInspectorPick *self)
{
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  self->nodes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->session->mounts->len; i++)
    {
      StreeMount *mount = self->session->mounts->pdata[i];

      for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
        if (node->widget)
          g_hash_table_insert (self->nodes, node->widget, node);
    }
}

/* The widget under the pointer may be in a popover, which is a surface of its own. */
static GtkWidget *
widget_at (GtkEventController *controller)
{
  GdkEvent  *event = gtk_event_controller_get_current_event (controller);
  GtkNative *native = event ? gtk_native_get_for_surface (gdk_event_get_surface (event)) : NULL;
  double     x, y, dx, dy;

  if (!native || !gdk_event_get_position (event, &x, &y))
    return NULL;
  gtk_native_get_surface_transform (native, &dx, &dy);
  return gtk_widget_pick (GTK_WIDGET (native), x - dx, y - dy, GTK_PICK_INSENSITIVE);
}

static StreeNode *
node_at (StreeInspectorPick *self, GtkEventController *controller)
{
  /* A run may have come in between. */
  map_widgets (self);
  for (GtkWidget *widget = widget_at (controller); widget; widget = gtk_widget_get_parent (widget))
    {
      StreeNode *node = g_hash_table_lookup (self->nodes, widget);

      if (node)
        return node;
    }
  return NULL;
}

/* --- events --- */

static void
finish (StreeInspectorPick *self, StreeNode *node)
{
  StreeInspectorPickFunc func = self->func;
  gpointer               data = self->data;

  stree_inspector_pick_cancel (self);
  func (node, TRUE, data);
}

static void
motion_cb (GtkEventController *controller, double x, double y, StreeInspectorPick *self)
{
  (void) x;
  (void) y;
  self->func (node_at (self, controller), FALSE, self->data);
}

static void
leave_cb (GtkEventController *controller, StreeInspectorPick *self)
{
  (void) controller;
  self->func (NULL, FALSE, self->data);
}

static void
pressed_cb (GtkGesture *gesture, int n, double x, double y, StreeInspectorPick *self)
{
  StreeNode *node = node_at (self, GTK_EVENT_CONTROLLER (gesture));

  (void) n;
  (void) x;
  (void) y;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (node)
    finish (self, node);
}

static gboolean
key_cb (GtkEventController *controller, guint keyval, guint keycode, GdkModifierType state, StreeInspectorPick *self)
{
  (void) controller;
  (void) keycode;
  (void) state;
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  finish (self, NULL);
  return TRUE;
}

/* --- life --- */

static void
add (StreeInspectorPick *self, GtkWidget *window, GtkEventController *controller)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_ptr_array_add (self->controllers, g_object_ref (controller));
  gtk_widget_add_controller (window, controller);
}

static void
watch (StreeInspectorPick *self, GtkWidget *window, gboolean own)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion;
  GtkGesture         *click;

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  add (self, window, keys);
  if (own)
    return;
  motion = gtk_event_controller_motion_new ();
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  add (self, window, motion);
  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  add (self, window, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (window, "crosshair");
}

/* A window does not see what happens in a popover of it. None opens while one picks: that would take a click. */
static void
watch_popovers (StreeInspectorPick *self, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_NATIVE (child) && gtk_widget_get_mapped (child))
        watch (self, child, FALSE);
      watch_popovers (self, child);
    }
}

StreeInspectorPick *
stree_inspector_pick_begin (StreeSession *session, GtkWidget *own, StreeInspectorPickFunc func, gpointer data)
{
  StreeInspectorPick *self = g_new0 (StreeInspectorPick, 1);
  GListModel         *windows = gtk_window_get_toplevels ();

  self->session = g_object_ref (session);
  self->func = func;
  self->data = data;
  self->controllers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      watch (self, window, window == own);
      if (window != own)
        watch_popovers (self, window);
    }
  return self;
}

/* A gesture that is at work is not taken away: its release would be the program's. */
static gboolean
remove_cb (gpointer data)
{
  GPtrArray *controllers = data;

  for (guint i = 0; i < controllers->len; i++)
    {
      GtkWidget *widget = gtk_event_controller_get_widget (controllers->pdata[i]);

      if (widget)
        gtk_widget_remove_controller (widget, controllers->pdata[i]);
    }
  return G_SOURCE_REMOVE;
}

static void
controllers_free (gpointer controllers)
{
  g_ptr_array_unref (controllers);
}

void
stree_inspector_pick_cancel (StreeInspectorPick *self)
{
  guint source;

  for (guint i = 0; i < self->controllers->len; i++)
    {
      GtkWidget *widget = gtk_event_controller_get_widget (self->controllers->pdata[i]);

      g_signal_handlers_disconnect_by_data (self->controllers->pdata[i], self);
      if (widget)
        gtk_widget_set_cursor (widget, NULL);
    }
  source = g_idle_add_full (G_PRIORITY_LOW, remove_cb, g_steal_pointer (&self->controllers), controllers_free);
  g_source_set_name_by_id (source, "[streamtree] inspector pick");
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_object_unref (self->session);
  g_free (self);
}
