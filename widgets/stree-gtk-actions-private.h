/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Actions on GTK: their shortcuts in the view, the palette and the list of shortcuts, and the application's GActions. */

#include "actions/stree-actions-private.h"
#include "stree-view-private.h"

G_BEGIN_DECLS

/* Renderer: actions came, went or changed; something is to be done to a widget. */
void stree_gtk_actions_changed (StreeRenderer *renderer, StreeMount *mount);
/* The component is gone, and its actions with it. */
void stree_gtk_actions_clear   (StreeView *view);
void stree_gtk_handle          (StreeRenderer *renderer, StreeNode *node, StreeHandle what, const char *text);
void stree_gtk_ask             (StreeRenderer *renderer, StreeQuestion *question);

/* Scrolls as little as is needed for a stretch to be seen. */
void stree_gtk_show_range      (GtkAdjustment *adjustment, double start, double end);

/* Whether the focus, or the one that comes back when the palette closes, is inside of a node. @view is the view. */
gboolean stree_gtk_has_focus   (StreeNode *host, gpointer view);

/* The palette. FALSE: there is nothing to choose from. */
gboolean   stree_gtk_palette_open      (StreeView *view);
void       stree_gtk_palette_refresh   (StreeView *view);
void       stree_gtk_palette_close     (StreeView *view);
/* While it is open: who had the focus before. NULL: it is closed, or nobody. */
GtkWidget *stree_gtk_palette_get_focus (StreeView *view);

/* The window that lists the shortcuts. FALSE: there are none. */
gboolean stree_gtk_shortcuts_open (StreeView *view);

/* The actions of an application's views, as GActions of the application and in its main menu. */
void        stree_app_actions_watch    (GtkApplication *app, StreeView *view);
GMenuModel *stree_app_actions_get_menu (GtkApplication *app);
/* The view that was active last; NULL: there is no window with one. */
StreeView  *stree_app_actions_get_view (GtkApplication *app);
/* The line that opens the list of shortcuts, hidden while there are none. */
GMenuItem  *stree_app_actions_new_shortcuts_item (void);

G_END_DECLS
