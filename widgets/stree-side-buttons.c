/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The buttons at a mouse's side, 8 and 9: back and forward.
 *
 * GtkWindow is not to see them. It takes the pointer for the widget under it until all buttons are up, and takes these for
 * others than GDK says are down (the masks of buttons 4 and 5): the widget keeps the pointer, and the next click goes to
 * it and not to where it was made. A page that leaves with its widgets is worse still.
 *
 * A handler of ours would come after GtkWindow's, which is connected first. So a hook, which comes before all of them,
 * keeps GtkWindow's out of this one event. */

#include "stree-navigation-private.h"

typedef struct
{
  GtkWindow            *window;
  StreeSideButtonFunc   func;
  gpointer              data;
  gulong                its_handler; /* GtkWindow's, on the surface that is there; 0: not found */
  gboolean              kept_out;    /* of the event that is on */
} SideButtons;

static GQuark side_buttons_quark;
static guint  event_signal;

static guint
side_button_of (GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  guint        button = type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE ? gdk_button_event_get_button (event) : 0;

  return button == 8 || button == 9 ? button : 0;
}

/* Something else has to be answered first. */
static gboolean
has_modal (GtkWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l; l = l->next)
    if (gtk_window_get_modal (l->data) && gtk_widget_get_visible (l->data) && gtk_window_get_transient_for (l->data) == window)
      return TRUE;
  return FALSE;
}

static void
let_in (gpointer surface, SideButtons *self)
{
  self->kept_out = FALSE;
  g_signal_handler_unblock (surface, self->its_handler);
}

/* Of all surfaces, before the handlers of any. */
static gboolean
event_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject     *surface = g_value_get_object (&values[0]);
  SideButtons *self = g_object_get_qdata (surface, side_buttons_quark);

  (void) hint;
  (void) n_values;
  (void) data;
  /* Somebody took the last one before it came to us. */
  if (self && self->kept_out)
    let_in (surface, self);
  if (self && self->its_handler && side_button_of (g_value_peek_pointer (&values[1])) && !has_modal (self->window))
    {
      self->kept_out = TRUE;
      g_signal_handler_block (surface, self->its_handler);
    }
  return TRUE; /* the hook stays */
}

static gboolean
event_cb (GdkSurface *surface, GdkEvent *event, SideButtons *self)
{
  if (!self->kept_out)
    return FALSE;
  let_in (surface, self);
  if (gdk_event_get_event_type (event) == GDK_BUTTON_PRESS)
    self->func (side_button_of (event), self->data);
  return TRUE;
}

static void
realize_cb (GtkWidget *window, SideButtons *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  self->its_handler = g_signal_handler_find (surface, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA, event_signal, 0, NULL, NULL, window);
  self->kept_out = FALSE;
  g_object_set_qdata (G_OBJECT (surface), side_buttons_quark, self);
  g_signal_connect (surface, "event", G_CALLBACK (event_cb), self);
}

static void
unrealize_cb (GtkWidget *window, SideButtons *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  g_signal_handlers_disconnect_by_data (surface, self);
  g_object_set_qdata (G_OBJECT (surface), side_buttons_quark, NULL);
  self->its_handler = 0;
}

static void
free_cb (gpointer data, GClosure *closure)
{
  (void) closure;
  g_free (data);
}

void
stree_side_buttons_attach (GtkWindow *window, StreeSideButtonFunc func, gpointer data)
{
  SideButtons *self = g_new0 (SideButtons, 1);

  if (!side_buttons_quark)
    {
      side_buttons_quark = g_quark_from_static_string ("stree-side-buttons");
      event_signal = g_signal_lookup ("event", GDK_TYPE_SURFACE);
      g_signal_add_emission_hook (event_signal, 0, event_hook, NULL, NULL);
    }
  self->window = window;
  self->func = func;
  self->data = data;
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), self);
  g_signal_connect_data (window, "unrealize", G_CALLBACK (unrealize_cb), self, free_cb, 0);
  if (gtk_widget_get_realized (GTK_WIDGET (window)))
    realize_cb (GTK_WIDGET (window), self);
}
