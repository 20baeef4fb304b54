/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A button is held down while its state says that it is active. The click that comes with its release is left out if
 * there were others before. */

#include "stree-repeat-private.h"

#define DELAY    400 /* before the first repetition, in milliseconds */
#define INTERVAL 60  /* between two of them */

/* Owned by the button. */
typedef struct
{
  GtkButton *button;
  guint      source;
  gboolean   emitting;
  gboolean   repeated; /* since it was pressed: its release is no click */
} Repeat;

static void
repeat_free (gpointer data)
{
  Repeat *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self);
}

static gboolean repeat_cb (gpointer data);

static void
wait_for (Repeat *self, guint interval)
{
  self->source = g_timeout_add (interval, repeat_cb, self);
  g_source_set_name_by_id (self->source, "[streamtree] repeat");
}

static gboolean
repeat_cb (gpointer data)
{
  Repeat              *self = data;
  g_autoptr (GtkButton) button = g_object_ref (self->button); /* it may go by its own click */

  self->source = 0;
  wait_for (self, INTERVAL);
  self->repeated = TRUE;
  self->emitting = TRUE;
  g_signal_emit_by_name (button, "clicked");
  self->emitting = FALSE;
  return G_SOURCE_REMOVE;
}

static gboolean
forget_cb (gpointer data)
{
  Repeat *self = data;

  self->source = 0;
  self->repeated = FALSE;
  return G_SOURCE_REMOVE;
}

static void
stop (Repeat *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}

static void
clicked_cb (GtkButton *button, Repeat *self)
{
  if (self->emitting || !self->repeated)
    return;
  self->repeated = FALSE;
  g_signal_stop_emission_by_name (button, "clicked");
}

static void
state_cb (GtkWidget *widget, GtkStateFlags before, Repeat *self)
{
  GtkStateFlags now = gtk_widget_get_state_flags (widget);
  gboolean      held = (now & GTK_STATE_FLAG_ACTIVE) && !(now & GTK_STATE_FLAG_INSENSITIVE);
  gboolean      was_held = (before & GTK_STATE_FLAG_ACTIVE) && !(before & GTK_STATE_FLAG_INSENSITIVE);

  if (held == was_held)
    return;
  stop (self);
  if (held)
    {
      self->repeated = FALSE;
      wait_for (self, DELAY);
    }
  else if (self->repeated)
    {
      self->source = g_idle_add (forget_cb, self); /* its click comes now, or not at all: it was released elsewhere */
      g_source_set_name_by_id (self->source, "[streamtree] repeat");
    }
}

static void
unmap_cb (GtkWidget *widget, Repeat *self)
{
  (void) widget;
  stop (self);
  self->repeated = FALSE;
}

void
stree_gtk_repeat (GtkButton *button)
{
  Repeat *self = g_new0 (Repeat, 1);

  self->button = button;
  g_object_set_data_full (G_OBJECT (button), "stree-repeat", self, repeat_free);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect (button, "state-flags-changed", G_CALLBACK (state_cb), self);
  g_signal_connect (button, "unmap", G_CALLBACK (unmap_cb), self);
}
