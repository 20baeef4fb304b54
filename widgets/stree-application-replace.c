/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Going on with other code: what a tool does that has built a program anew. */

#include "stree-application-private.h"

#include "stree-about-private.h"
#include "stree-navigation-private.h"
#include "stree-view-private.h"

#include "core/stree-reload-private.h"

/* A size that the program says anew counts; else a window stays as large as the user has made it. */
static void
resize (StreeApplication *self, GtkWindow *window, const StreeAppArgs *before)
{
  int width, height;
  int now[2];

  if (self->width == before->width && self->height == before->height)
    return;
  stree_application_get_size (self, &width, &height);
  gtk_window_get_default_size (window, &now[0], &now[1]);
  gtk_window_set_default_size (window, self->width != before->width ? width : now[0], self->height != before->height ? height : now[1]);
}

/* A window that is open can have a header bar only if it is not on the screen for a moment. */
static void
add_header (StreeApplication *self, GtkWindow *window, StreeView *view)
{
  GtkWidget *header = stree_application_make_header (self, view);
  GtkWidget *focus = gtk_window_get_focus (window);

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  gtk_widget_unrealize (GTK_WIDGET (window));
  gtk_window_set_titlebar (window, header);
  stree_navigation_set_header (window, header);
  gtk_window_present (window);
  if (focus)
    gtk_window_set_focus (window, focus);
}

static void
replace_in_window (StreeApplication *self, GtkWindow *window, const StreeAppArgs *before)
{
  GtkWidget *child = gtk_window_get_child (window);
  GtkWidget *header = gtk_window_get_titlebar (window);
  StreeView *view;

  if (!STREE_IS_VIEW (child))
    return;
  view = STREE_VIEW (child);
  if (self->sidebar)
    stree_view_set_component (view, self->name, stree_run_root, stree_application_get_root (self));
  else
    stree_view_set_component (view, self->name, self->func, self->props);
  stree_application_dress (self, window, view);
  resize (self, window, before);
  stree_navigation_set_title (window, stree_application_get_title (self));
  if (GTK_IS_HEADER_BAR (header))
    stree_application_update_menu (self, GTK_HEADER_BAR (header));
  else if (!header && stree_application_needs_header (self, view))
    add_header (self, window, view);
}

/* What the whole program has: menu, About, New Window. */
static void
replace_actions (StreeApplication *self, const StreeAppArgs *args)
{
  g_autoptr (StreeArena) arena = stree_arena_new ();

  stree_application_remove_items (self);
  stree_application_take_menu (self, &args->menu_items, arena);
  stree_application_add_items (self);
  if (args->about)
    stree_about_add (GTK_APPLICATION (self), args->about, stree_application_get_title (self), self->icon);
  else
    g_action_map_remove_action (G_ACTION_MAP (self), "stree-about");
  self->single_window = args->single_window;
  stree_application_sync_new_window (self);
}

/**
 * stree_application_replace: (skip)
 * @self: an application that shows a function
 * @name: the head of every render path; where it is another one, state starts afresh
 * @func: the root component from now on
 * @args: how the window looks; all of it counts, but for where the session is kept, where the
 *   report goes, whether files are opened and whether the session bus is answered
 *
 * Goes on with other code: every window shows it, and what it shows at the same place under the same name keeps its widget
 * and its state. What was run before must stay loaded. A window stays as large as it is, unless @args says another size than
 * before.
 *
 * Since: 1.0
 */
void
stree_application_replace (StreeApplication *self, const char *name, StreeComponentFunc func, const StreeAppArgs *args)
{
  StreeAppArgs      before = { 0 };
  g_autoptr (GList) windows = NULL;

  g_return_if_fail (STREE_IS_APPLICATION (self) && self->func != NULL);
  g_return_if_fail (name != NULL && func != NULL && args != NULL);
  stree_reload_begin (self->session, func);
  before.width = self->width;
  before.height = self->height;
  g_free (self->name);
  self->name = g_strdup (name);
  self->func = func;
  self->props = args->props;
  self->sidebar = args->sidebar;
  g_object_set (self, "page-title", args->page_title, "icon", args->icon, "layout", args->layout, "initial-sidebar-state",
                args->initial_sidebar_state, "width", args->width, "height", args->height, "inspectable",
                !args->not_inspectable, NULL);
  if (args->theme || self->themed)
    stree_session_set_theme (self->session, args->theme);
  self->themed = args->theme != NULL;
  replace_actions (self, args);
  /* One that is shown anew becomes the first. */
  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  for (GList *l = windows; l; l = l->next)
    replace_in_window (self, l->data, &before);
}
