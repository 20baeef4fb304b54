/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "stree-application.h"

#include "core/stree-arena-private.h"
#include "stree-run-private.h"
#include "stree-view.h"

G_BEGIN_DECLS

struct _StreeApplication
{
  GtkApplication     parent_instance;
  StreeSession      *session;   /* owned */
  char              *name;
  StreeComponentFunc func;      /* NULL: closure */
  gpointer           props;     /* borrowed */
  GClosure          *closure;   /* owned */
  StreeComponentFunc sidebar;   /* NULL: none */
  StreeRunRoot       root;      /* the same as one component, if there is a sidebar */

  char              *page_title;
  char              *icon;
  StreeLayout        layout;
  StreeSidebarState  initial_sidebar_state;
  int                width;
  int                height;
  char              *session_file;
  StreeArena        *menu_arena; /* owned: where the menu's labels and handlers live */
  StreeMenu          menu;
  gboolean           single_window;
  gboolean           inspectable;
  gboolean           themed;     /* the program says how windows look */
};

/* --- the window --- */

/* What windows are called where the page has no title. */
const char *stree_application_get_title    (StreeApplication *self);
/* Of a window at first, in pixels. */
void        stree_application_get_size     (StreeApplication *self, int *width, int *height);
/* The icon, how wide the content may be, and whether it can be looked into. */
void        stree_application_dress        (StreeApplication *self, GtkWindow *window, StreeView *view);
/* A program with neither menu nor sidebar nor routes has a plain title bar: its window starts as fast as any. */
gboolean    stree_application_needs_header (StreeApplication *self, StreeView *view);
GtkWidget  *stree_application_make_header  (StreeApplication *self, StreeView *view);
/* The root of a program that gives its sidebar apart, for stree_run_root (). */
StreeRunRoot *stree_application_get_root   (StreeApplication *self);

/* --- the menu --- */

/* Copies what the program says. */
void        stree_application_take_menu    (StreeApplication *self, const StreeMenu *menu, StreeArena *arena);
/* An action for each line of it, with its keys; and they are gone again. */
void        stree_application_add_items    (StreeApplication *self);
void        stree_application_remove_items (StreeApplication *self);
/* New Window is there unless there is one window. */
void        stree_application_sync_new_window (StreeApplication *self);
/* The button in a header bar is there if there is a menu, and shows the one that there is now. */
void        stree_application_update_menu  (StreeApplication *self, GtkHeaderBar *header);

G_END_DECLS
