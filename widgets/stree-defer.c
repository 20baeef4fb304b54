/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What may wait: a scope's first build comes after a frame that shows its placeholder, and after input and drawing. */

#include "stree-gtk-private.h"

#include "core/stree-scope-private.h"

/* After GDK's events and redraws. */
#define PRIORITY G_PRIORITY_DEFAULT_IDLE
/* A window that is covered or minimized may get no frames. */
#define NO_FRAME_MS 200

static void
stop (StreeGtkRenderer *self)
{
  if (self->deferred_tick)
    gtk_widget_remove_tick_callback (self->view, self->deferred_tick);
  self->deferred_tick = 0;
  g_clear_handle_id (&self->deferred, g_source_remove);
  g_clear_signal_handler (&self->deferred_map, self->view);
}

static gboolean
build_cb (gpointer data)
{
  StreeGtkRenderer *self = data;
  StreeMount       *mount = g_object_get_data (G_OBJECT (self->view), "stree-mount");
  GSource          *source = g_main_current_source ();

  stree_scope_build_next (mount);
  if (g_source_is_destroyed (source)) /* and maybe the view with it */
    return G_SOURCE_REMOVE;
  if (stree_scope_waits (mount))
    return G_SOURCE_CONTINUE;
  self->deferred = 0;
  return G_SOURCE_REMOVE;
}

static void
start (StreeGtkRenderer *self)
{
  stop (self);
  self->deferred = g_idle_add_full (PRIORITY, build_cb, self, NULL);
  g_source_set_name_by_id (self->deferred, "[streamtree] deferred");
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  StreeGtkRenderer *self = data;

  (void) widget;
  (void) clock;
  self->deferred_tick = 0;
  start (self); /* this frame is drawn before that */
  return G_SOURCE_REMOVE;
}

static gboolean
no_frame_cb (gpointer data)
{
  StreeGtkRenderer *self = data;

  self->deferred = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for_frame (StreeGtkRenderer *self)
{
  g_clear_signal_handler (&self->deferred_map, self->view);
  self->deferred_tick = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
  self->deferred = g_timeout_add (NO_FRAME_MS, no_frame_cb, self);
  g_source_set_name_by_id (self->deferred, "[streamtree] deferred");
}

void
stree_gtk_defer (StreeRenderer *renderer, StreeMount *mount)
{
  StreeGtkRenderer *self = (StreeGtkRenderer *) (gpointer) renderer;

  (void) mount;
  if (self->deferred_map || self->deferred)
    return;
  if (gtk_widget_get_mapped (self->view))
    wait_for_frame (self);
  else
    self->deferred_map = g_signal_connect_swapped (self->view, "map", G_CALLBACK (wait_for_frame), self);
}

void
stree_gtk_undefer (StreeRenderer *renderer, StreeMount *mount)
{
  (void) mount;
  stop ((StreeGtkRenderer *) (gpointer) renderer);
}
