/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-view-places-private.h"

#include <glib/gi18n-lib.h>

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
        stree_clamp_set_foot (self->page, foot_of, self->layout);
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
