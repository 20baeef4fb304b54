/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The inspector's own window, one for each session; and how a view comes to it: Ctrl+Shift+D, or a page in GTK's inspector. */

#include "stree-view.h"

G_BEGIN_DECLS

/* Opens the window of the view's session, or brings it to the front. */
GtkWidget *stree_inspector_open     (StreeView *view);
/* The window of a session; NULL: none is open. */
GtkWidget *stree_inspector_find_window (StreeSession *session);
/* Closes it, if it is open: the program ends. */
void       stree_inspector_close    (StreeSession *session);
/* Makes the keys of the window that @view is in open the inspector, for as long as it is there. */
void       stree_inspector_attach   (StreeView *view);
void       stree_inspector_detach   (StreeView *view);
/* Adds the page to GTK's inspector, where the GTK that runs takes such pages. */
void       stree_inspector_register_page (void);

G_END_DECLS
