/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-view-places-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "stree-clamp-private.h"

static int
foot_of (gpointer data)
{
  return stree_view_layout_get_foot (data);
}

void
stree_view_places_init (StreeViewPlaces *self, GtkWidget *view, GtkWidget *page, GtkWidget *scroller)
{
  self->view = view;
  self->page = page;
  self->show_side = TRUE;
  self->layout = STREE_VIEW_LAYOUT (gtk_widget_get_layout_manager (view));
  stree_view_layout_set_page (self->layout, scroller);
}

void
stree_view_places_clear (StreeViewPlaces *self)
{
  for (guint i = 0; i < STREE_GTK_N_PLACES; i++)
    {
      g_clear_pointer (&self->nodes[i], g_ptr_array_unref);
      self->boxes[i] = self->ends[i] = NULL;
    }
  self->bottom_column = NULL;
  stree_view_layout_set_page (self->layout, NULL);
  stree_view_layout_set_side (self->layout, NULL);
  stree_view_layout_set_bottom (self->layout, NULL);
}

/* --- the side --- */

static void
make_side (StreeViewPlaces *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
  GtkWidget *revealer;

  gtk_widget_add_css_class (side, "stree-side");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), side);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_size_request (scroller, 240, -1);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  revealer = g_object_new (GTK_TYPE_REVEALER, "transition-type", GTK_REVEALER_TRANSITION_TYPE_SLIDE_RIGHT,
                           "child", box, "hexpand", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sidebar"), -1);
  gtk_revealer_set_reveal_child (GTK_REVEALER (revealer), self->show_side);
  self->boxes[STREE_GTK_PLACE_SIDE] = side;
  self->ends[STREE_GTK_PLACE_SIDE] = revealer;
  stree_view_layout_set_side (self->layout, revealer);
  gtk_widget_insert_after (revealer, self->view, NULL);
}

void
stree_view_places_show_side (StreeViewPlaces *self, gboolean show)
{
  self->show_side = show;
  if (self->ends[STREE_GTK_PLACE_SIDE])
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->ends[STREE_GTK_PLACE_SIDE]), show);
}

/* --- the bottom --- */

/* It scrolls as well, where the window is too low for all of it. */
static void
make_bottom (StreeViewPlaces *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *bottom = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);

  self->bottom_column = stree_clamp_new (bottom);
  stree_clamp_set_max_width (self->bottom_column, self->max_width);
  gtk_widget_add_css_class (scroller, "stree-bottom");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->bottom_column);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Bottom bar"), -1);
  self->boxes[STREE_GTK_PLACE_BOTTOM] = bottom;
  self->ends[STREE_GTK_PLACE_BOTTOM] = scroller;
  stree_view_layout_set_bottom (self->layout, scroller);
  gtk_widget_insert_before (scroller, self->view, NULL);
}

void
stree_view_places_set_max_width (StreeViewPlaces *self, int width)
{
  self->max_width = width;
  if (self->bottom_column)
    stree_clamp_set_max_width (self->bottom_column, width);
}

/* --- what floats: the wheel over it scrolls what lies under it --- */

/* FALSE: there is no more of it. */
static gboolean
scroll_by (GtkAdjustment *adjustment, double delta, GdkScrollUnit unit)
{
  double before = gtk_adjustment_get_value (adjustment);
  double step = unit == GDK_SCROLL_UNIT_WHEEL ? pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3.0) : 1; /* as GTK has it */

  gtk_adjustment_set_value (adjustment, before + delta * step);
  return gtk_adjustment_get_value (adjustment) != before;
}

/* What is under a place of the view, in its page. */
static GtkWidget *
under (StreeViewPlaces *self, double x, double y)
{
  double     page_x, page_y;
  GtkWidget *found = NULL;

  if (gtk_widget_translate_coordinates (self->view, self->page, x, y, &page_x, &page_y))
    found = gtk_widget_pick (self->page, page_x, page_y, GTK_PICK_DEFAULT);
  return found ? found : self->page;
}

static gboolean
is_floating (StreeViewPlaces *self, GtkWidget *widget)
{
  while (widget && gtk_widget_get_parent (widget) != self->view)
    widget = gtk_widget_get_parent (widget);
  for (guint i = 0; widget && i < self->nodes[STREE_GTK_PLACE_FLOATING]->len; i++)
    if (((StreeNode *) self->nodes[STREE_GTK_PLACE_FLOATING]->pdata[i])->widget == widget)
      return TRUE;
  return FALSE;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, StreeViewPlaces *self)
{
  GdkEvent     *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GdkScrollUnit unit = gtk_event_controller_scroll_get_unit (controller);
  GtkNative    *native = gtk_widget_get_native (self->view);
  double        x, y, native_x, native_y;

  if (!event || !native || !self->nodes[STREE_GTK_PLACE_FLOATING] ||
      !gdk_surface_get_device_position (gdk_event_get_surface (event), gdk_seat_get_pointer (gdk_event_get_seat (event)), &x, &y, NULL))
    return FALSE; /* the event itself has no place, and X knows none of a device that is not the seat's */
  gtk_native_get_surface_transform (native, &native_x, &native_y);
  if (!gtk_widget_translate_coordinates (GTK_WIDGET (native), self->view, x - native_x, y - native_y, &x, &y) ||
      !is_floating (self, gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT)))
    return FALSE;
  for (GtkWidget *up = under (self, x, y); up; up = gtk_widget_get_parent (up))
    if (GTK_IS_SCROLLED_WINDOW (up))
      {
        gboolean across = scroll_by (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (up)), dx, unit);

        if (scroll_by (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (up)), dy, unit) || across)
          return TRUE;
      }
  return FALSE;
}

static void
watch_scroll (StreeViewPlaces *self)
{
  GtkEventController *controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (controller, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (self->view, controller);
}

/* --- all of them --- */

void
stree_view_places_add (StreeViewPlaces *self, StreeGtkPlace place, StreeNode *node)
{
  if (!self->nodes[place])
    {
      self->nodes[place] = g_ptr_array_new ();
      if (place == STREE_GTK_PLACE_SIDE)
        make_side (self);
      else if (place == STREE_GTK_PLACE_BOTTOM)
        make_bottom (self);
      else
        {
          stree_clamp_set_foot (self->page, foot_of, self->layout);
          watch_scroll (self);
        }
    }
  g_ptr_array_add (self->nodes[place], node);
  if (self->boxes[place])
    {
      gtk_box_append (GTK_BOX (self->boxes[place]), node->widget);
      gtk_widget_set_visible (self->ends[place], TRUE);
      return;
    }
  gtk_widget_insert_before (node->widget, self->view, NULL);
  gtk_widget_queue_resize (self->page);
}

gboolean
stree_view_places_remove (StreeViewPlaces *self, StreeGtkPlace place, StreeNode *node)
{
  if (!self->nodes[place] || !g_ptr_array_remove (self->nodes[place], node))
    return FALSE;
  if (self->boxes[place])
    {
      gtk_box_remove (GTK_BOX (self->boxes[place]), node->widget);
      gtk_widget_set_visible (self->ends[place], self->nodes[place]->len > 0);
      return TRUE;
    }
  gtk_widget_unparent (node->widget);
  gtk_widget_queue_resize (self->page);
  return TRUE;
}

guint
stree_view_places_count (StreeViewPlaces *self, StreeGtkPlace place)
{
  return self->nodes[place] ? self->nodes[place]->len : 0;
}

/* --- the order of the tree --- */

static int
compare (gconstpointer a, gconstpointer b)
{
  return stree_node_compare (*(StreeNode *const *) a, *(StreeNode *const *) b);
}

static void
put_after (StreeViewPlaces *self, StreeGtkPlace place, GtkWidget *widget, GtkWidget *prev)
{
  if (gtk_widget_get_prev_sibling (widget) == prev)
    return;
  if (self->boxes[place])
    gtk_box_reorder_child_after (GTK_BOX (self->boxes[place]), widget, prev);
  else if (prev)
    gtk_widget_insert_after (widget, self->view, prev);
  else
    return; /* the first of what floats stays where it is among the view's children: the others come after it */
  gtk_widget_queue_allocate (self->view);
}

void
stree_view_places_sort (StreeViewPlaces *self)
{
  for (guint i = 0; i < STREE_GTK_N_PLACES; i++)
    {
      GtkWidget *prev = NULL;

      if (!self->nodes[i] || self->nodes[i]->len < 2)
        continue;
      g_ptr_array_sort (self->nodes[i], compare);
      for (guint j = 0; j < self->nodes[i]->len; j++)
        {
          GtkWidget *widget = ((StreeNode *) self->nodes[i]->pdata[j])->widget;

          put_after (self, i, widget, prev);
          prev = widget;
        }
    }
}
