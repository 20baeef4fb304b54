/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Themes on the screen. All places with the same theme, as deep inside of other themed places, share one GtkCssProvider: a
 * sheet. It is limited to a CSS class of its own, has a priority that grows with the depth, so that the inner theme wins, and
 * is gone with the last place. When the desktop turns dark, sheets are written anew, and no widget is touched.
 */

#include <gtk/gtk.h>

#include "theme/stree-theme.h"

G_BEGIN_DECLS

/* Gives @widget, and what is inside of it, a theme; NULL takes it away. @depth counts the themes around it. FALSE: GTK did
 * not understand the custom CSS, and @widget stays as it was. */
gboolean stree_gtk_theme_apply (GtkWidget *widget, StreeTheme *theme, guint depth, GError **error);
/* What was applied; NULL: nothing. */
StreeTheme *stree_gtk_theme_applied (GtkWidget *widget);
/* How many sheets there are: for tests. */
guint    stree_gtk_theme_count (void);

/* A view shows the theme of its session; as the only child of a window, on the whole window. */
void     stree_gtk_theme_follow   (GtkWidget *view, StreeSession *session);
void     stree_gtk_theme_unfollow (GtkWidget *view);

G_END_DECLS
