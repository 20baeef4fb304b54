/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*StreeAskFunc) (gboolean yes, gpointer data);

/* Asks before something is lost: @yes does it, @no and Escape leave things as they are. @data is freed with @destroy after the
 * answer. Returns the dialog, which goes with its window; if it goes without an answer, there is none. */
GtkWindow *stree_ask (GtkWindow *parent, const char *title, const char *text, const char *no, const char *yes,
                      StreeAskFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
