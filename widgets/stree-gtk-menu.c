/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Context menus: opened by the secondary button, a long press, the menu key and Shift+F10. */

#include "stree-gtk-private.h"

#define PRESS "stree-menu-press"
#define LONG  "stree-menu-long-press"
#define KEYS  "stree-menu-keys"

/* One menu is open at a time: it belongs to the view, and goes when the next one opens, its items change, or the view
 * goes. */
#define POPOVER "stree-menu-popover"
#define OWNER   "stree-menu-owner"
#define FOCUS   "stree-menu-focus"

static void
activate_cb (GSimpleAction *action, GVariant *parameter, StreeNode *node)
{
  (void) action;
  stree_node_menu (node, (guint) g_variant_get_int32 (parameter));
}

static GMenuModel *
make_model (const StreeMenu *menu, GActionMap *actions, StreeNode *node)
{
  GMenu *model = g_menu_new ();

  for (guint i = 0; i < menu->n_items; i++)
    {
      g_autofree char          *name = g_strdup_printf ("item%u", i);
      g_autofree char          *detailed = g_strdup_printf ("stree-menu.%s", name);
      g_autoptr (GSimpleAction) action = g_simple_action_new (name, G_VARIANT_TYPE_INT32);
      g_autoptr (GMenuItem)     item = g_menu_item_new (menu->items[i].label, NULL);

      g_simple_action_set_enabled (action, !menu->items[i].disabled);
      stree_gtk_connect (action, "activate", G_CALLBACK (activate_cb), node);
      g_action_map_add_action (actions, G_ACTION (action));
      g_menu_item_set_action_and_target_value (item, detailed, g_variant_new_int32 ((gint32) i));
      g_menu_append_item (model, item);
    }
  return G_MENU_MODEL (model);
}

void
stree_gtk_menu_close (GtkWidget *view)
{
  GtkWidget *popover = g_object_steal_data (G_OBJECT (view), POPOVER);

  if (popover)
    gtk_widget_unparent (popover);
}

/* A popover gives the focus to the view, which passes it on to its first child: it goes back to where it was. */
static void
closed_cb (GtkWidget *popover, gpointer data)
{
  GtkWidget *focus = g_object_get_data (G_OBJECT (popover), FOCUS);

  (void) data;
  if (focus && gtk_widget_get_root (focus) == gtk_widget_get_root (popover))
    gtk_root_set_focus (gtk_widget_get_root (focus), focus);
}

static void
open_at (StreeNode *node, double x, double y)
{
  g_autoptr (GSimpleActionGroup) actions = NULL;
  g_autoptr (GMenuModel)         model = NULL;
  GtkWidget                     *view;
  GtkWidget                     *popover;
  GtkWidget                     *focus;
  graphene_point_t               point;

  if ((node->flags & STREE_NODE_DEAD) || !node->element->common)
    return;
  view = stree_gtk_node_view (node);
  if (!view || !gtk_widget_compute_point (node->widget, view, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  stree_gtk_menu_close (view);
  actions = g_simple_action_group_new ();
  model = make_model (&node->element->common->context_menu, G_ACTION_MAP (actions), node);
  popover = gtk_popover_menu_new_from_model (model);
  gtk_widget_insert_action_group (popover, "stree-menu", G_ACTION_GROUP (actions));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, view);
  g_object_set_data (G_OBJECT (view), POPOVER, popover);
  g_object_set_data (G_OBJECT (popover), OWNER, node);
  focus = gtk_root_get_focus (gtk_widget_get_root (view));
  g_object_set_data_full (G_OBJECT (popover), FOCUS, focus ? g_object_ref (focus) : NULL, focus ? g_object_unref : NULL);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* Menus nest: the innermost one around @inner is meant. The controllers must run before those of a text entry, which
 * has a menu of its own, so the outer ones are asked first. */
static gboolean
is_meant (GtkWidget *widget, GtkWidget *inner)
{
  while (inner && inner != widget && !g_object_get_data (G_OBJECT (inner), PRESS))
    inner = gtk_widget_get_parent (inner);
  return inner == widget;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, StreeNode *node)
{
  GdkEvent  *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  if (n_press == 1 && event && gdk_event_triggers_context_menu (event) &&
      is_meant (widget, gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      open_at (node, x, y);
    }
}

static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y, StreeNode *node)
{
  (void) gesture;
  open_at (node, x, y);
}

static gboolean
keys_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  (void) args;
  if (!root || !is_meant (widget, gtk_root_get_focus (root)))
    return FALSE;
  open_at (data, gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
  return TRUE;
}

static void
unref_node (gpointer node)
{
  stree_node_unref (node);
}

static void
drop_controller (GtkWidget *widget, const char *name)
{
  GtkEventController *controller = g_object_steal_data (G_OBJECT (widget), name);

  if (controller)
    gtk_widget_remove_controller (widget, controller);
}

static void
keep_controller (GtkWidget *widget, const char *name, gpointer controller)
{
  g_object_set_data (G_OBJECT (widget), name, controller);
  gtk_widget_add_controller (widget, controller);
}

void
stree_gtk_menu_update (StreeNode *node, const StreeMenu *menu)
{
  GtkWidget          *widget = node->widget;
  GtkEventController *press;
  GtkEventController *long_press;
  GtkEventController *keys;
  GtkWidget          *view = stree_gtk_node_view (node);
  GtkWidget          *popover = view ? g_object_get_data (G_OBJECT (view), POPOVER) : NULL;

  /* Its items are chosen by number. */
  if (popover && g_object_get_data (G_OBJECT (popover), OWNER) == node)
    stree_gtk_menu_close (view);
  if (menu->n_items > 0 && g_object_get_data (G_OBJECT (widget), PRESS))
    return;
  drop_controller (widget, PRESS);
  drop_controller (widget, LONG);
  drop_controller (widget, KEYS);
  if (menu->n_items == 0)
    return;

  press = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
  gtk_event_controller_set_propagation_phase (press, GTK_PHASE_CAPTURE);
  stree_gtk_connect (press, "pressed", G_CALLBACK (pressed_cb), node);
  keep_controller (widget, PRESS, press);

  long_press = GTK_EVENT_CONTROLLER (gtk_gesture_long_press_new ());
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  stree_gtk_connect (long_press, "pressed", G_CALLBACK (long_pressed_cb), node);
  keep_controller (widget, LONG, long_press);

  keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (keys_cb, stree_node_ref (node), unref_node)));
  keep_controller (widget, KEYS, keys);
}
