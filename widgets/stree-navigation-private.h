/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A program's windows and where its session is: back and forward, titles, where the focus goes, links from outside, and who
 * must be asked before something is left. */

#include "stree-application.h"
#include "stree-view.h"

G_BEGIN_DECLS

/* Once, when the program starts: the actions stree-back, stree-forward and stree-navigate, their keys, and the question of a
 * guard. */
void     stree_navigation_start  (StreeApplication *app);
/* For each window; @header NULL: it has none. @title is what it shows where the page has no title. */
void     stree_navigation_attach (StreeApplication *app, GtkWindow *window, StreeView *view, GtkWidget *header, const char *title);
/* Of a window that is there already. */
void     stree_navigation_set_title  (GtkWindow *window, const char *title);
void     stree_navigation_set_header (GtkWindow *window, GtkWidget *header);

/* @button is 8 or 9, and was pressed. @data must live as long as @window. */
typedef void (*StreeSideButtonFunc) (guint button, gpointer data);
void     stree_side_buttons_attach (GtkWindow *window, StreeSideButtonFunc func, gpointer data);

/* Takes the links out of a command line and hands them to the instance that runs. FALSE: the program ends with @status. */
gboolean stree_deep_link_take    (GApplication *app, char **arguments, int *status);
/* The same for what is opened: TRUE if it is a link. */
gboolean stree_deep_link_open    (GApplication *app, GFile *file);

/* Ends the program, or closes a window; asks before, if something would be lost. */
void     stree_leave_quit        (StreeApplication *app);
void     stree_leave_watch       (StreeApplication *app, GtkWindow *window, StreeView *view);
/* While a guard holds a step back: asks. */
void     stree_leave_watch_held  (StreeApplication *app);

G_END_DECLS
