/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The focus, while a widget is taken out of one place and put in at another: GTK drops it then. */

#include "stree-gtk-private.h"

/* It was taken out, and maybe put in again: the window will look for another one. */
static void
root_cb (StreeGtkRenderer *self)
{
  self->focus_lost = TRUE;
}

static void
remember (StreeGtkRenderer *self)
{
  GtkRoot   *window = gtk_widget_get_root (self->view);
  GtkWidget *focus = window ? gtk_root_get_focus (window) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, self->view))
    return;
  g_set_weak_pointer (&self->focus, focus);
  self->focus_lost = FALSE;
  self->focus_root = g_signal_connect_swapped (focus, "notify::root", G_CALLBACK (root_cb), self);
}

static void
give_back (StreeGtkRenderer *self)
{
  GtkWidget *focus = self->focus;

  if (!focus)
    return; /* it has gone for good */
  g_clear_weak_pointer (&self->focus);
  g_clear_signal_handler (&self->focus_root, focus);
  if (!self->focus_lost || !gtk_widget_is_ancestor (focus, self->view))
    return;
  /* Not everything: the caret and the selection are the user's. */
  if (GTK_IS_TEXT (focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (focus));
  else
    gtk_widget_grab_focus (focus);
}

void
stree_gtk_keep_focus (StreeRenderer *renderer, gboolean keep)
{
  StreeGtkRenderer *self = (StreeGtkRenderer *) (gpointer) renderer;

  if (keep)
    remember (self);
  else
    give_back (self);
}
