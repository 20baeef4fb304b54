/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @button: the place of the one that was chosen. */
typedef void (*StreeAskFunc) (guint button, gpointer data);

/* Asks in a message dialog: the first button, which is also Escape, leaves things as they are. Enter chooses the last one; or
 * the first, if the last one is @destructive. @data is freed with @destroy after the answer. Returns the dialog, which goes
 * with its window; if it goes without an answer, there is none. */
GtkWindow *stree_ask_window (GtkWindow *parent, const char *title, const char *text, const char *const *buttons, gboolean destructive,
                             StreeAskFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
