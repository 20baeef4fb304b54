/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The width is looked at after each layout and acted upon when that is over, from an idle source. What is looked at is
 * the width of the whole view, which does not depend on whether the sidebar is open: there is no going to and fro. */

#include "stree-auto-sidebar-private.h"

#define NARROW_WIDTH 600

/* Owned by the view. */
typedef struct
{
  StreeView *view;
  gboolean   narrow; /* when last looked at */
  gboolean   closed; /* by this, and nobody has touched it since */
  gboolean   acting;
  guint      source;
  gulong     layout; /* the handler on the window's surface */
} Auto;

static void
auto_free (gpointer data)
{
  Auto *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

static void
set_narrow (Auto *self, gboolean narrow)
{
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  self->acting = TRUE;
  if (narrow && stree_view_get_show_sidebar (self->view))
    {
      stree_view_set_show_sidebar (self->view, FALSE);
      self->closed = TRUE;
    }
  else if (!narrow && self->closed)
    {
      stree_view_set_show_sidebar (self->view, TRUE);
      self->closed = FALSE;
    }
  self->acting = FALSE;
}

static gboolean
act_cb (gpointer data)
{
  Auto *self = data;

  self->source = 0;
  set_narrow (self, gtk_widget_get_width (GTK_WIDGET (self->view)) < NARROW_WIDTH);
  return G_SOURCE_REMOVE;
}

/* The view has its size by now: this is called after GTK's own handler. */
static void
layout_cb (GtkWidget *view, int width, int height, GdkSurface *surface)
{
  Auto *self = g_object_get_data (G_OBJECT (view), "stree-auto-sidebar");
  int   now = gtk_widget_get_width (view);

  (void) width;
  (void) height;
  (void) surface;
  if (now <= 0 || self->source || (now < NARROW_WIDTH) == self->narrow)
    return;
  self->source = g_idle_add_full (GDK_PRIORITY_REDRAW, act_cb, self, NULL);
  g_source_set_name_by_id (self->source, "[streamtree] sidebar");
}

static void
realize_cb (GtkWidget *view, Auto *self)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (view));

  self->layout = g_signal_connect_object (surface, "layout", G_CALLBACK (layout_cb), view, G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

static void
unrealize_cb (GtkWidget *view, Auto *self)
{
  g_clear_signal_handler (&self->layout, gtk_native_get_surface (gtk_widget_get_native (view)));
}

static void
toggled_cb (StreeView *view, GParamSpec *pspec, Auto *self)
{
  (void) view;
  (void) pspec;
  if (!self->acting)
    self->closed = FALSE;
}

void
stree_auto_sidebar (StreeView *view, int width)
{
  Auto *self = g_new0 (Auto, 1);

  g_assert (!gtk_widget_get_realized (GTK_WIDGET (view)));
  self->view = view;
  g_object_set_data_full (G_OBJECT (view), "stree-auto-sidebar", self, auto_free);
  g_signal_connect (view, "notify::show-sidebar", G_CALLBACK (toggled_cb), self);
  g_signal_connect (view, "realize", G_CALLBACK (realize_cb), self);
  g_signal_connect (view, "unrealize", G_CALLBACK (unrealize_cb), self);
  set_narrow (self, width < NARROW_WIDTH);
}
