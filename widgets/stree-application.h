/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <gtk/gtk.h>

#include "core/stree-handler.h"
#include "core/stree-prop.h"
#include "core/stree-session.h"
#include "core/stree-types.h"
#include "theme/stree-theme.h"
#include "stree-about.h"

G_BEGIN_DECLS

/**
 * StreeLayout:
 * @STREE_LAYOUT_CENTERED: a column in the middle, no wider than is good to read
 * @STREE_LAYOUT_WIDE: the whole width
 *
 * How a window uses its width.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_LAYOUT_CENTERED,
  STREE_LAYOUT_WIDE,
} StreeLayout;

/**
 * StreeSidebarState:
 * @STREE_SIDEBAR_AUTO: open, unless the window is narrow; it follows the window, until the user opens or closes it
 * @STREE_SIDEBAR_EXPANDED: open
 * @STREE_SIDEBAR_COLLAPSED: closed
 *
 * How a sidebar starts.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_SIDEBAR_AUTO,
  STREE_SIDEBAR_EXPANDED,
  STREE_SIDEBAR_COLLAPSED,
} StreeSidebarState;

#define STREE_TYPE_LAYOUT (stree_layout_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_layout_get_type (void) G_GNUC_CONST;
#define STREE_TYPE_SIDEBAR_STATE (stree_sidebar_state_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_sidebar_state_get_type (void) G_GNUC_CONST;

#define STREE_TYPE_APPLICATION (stree_application_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeApplication, stree_application, STREE, APPLICATION, GtkApplication)

#ifndef __GI_SCANNER__

/* How a program's window looks: the arguments of stree_run_with (). */
typedef struct
{
  const char       *page_title; /* of the window; NULL: the component's name */
  const char       *icon;       /* a name of the icon theme; NULL: that of the desktop file */
  StreeLayout       layout;
  StreeComponentFunc sidebar;    /* shown in the sidebar of every window, with the same props; NULL: what the tree says */
  StreeSidebarState initial_sidebar_state;
  StreeMenu         menu_items; /* of the main menu, before New Window and Quit; an event is one of the root component */
  int               width;      /* of the window at first, in pixels; 0: what suits the layout */
  int               height;
  gpointer          props;      /* of the root component; borrowed */
  const char       *session_file; /* where to keep the session from one start to the next; NULL: nowhere */
  StreeTheme       *theme;        /* how every window looks; held. NULL: as the desktop does */
  gboolean          opens_files;  /* file arguments go to the global state "files", a variant of type "as" */
  gboolean          single_window; /* there is one window, and no New Window in the menu */
  const char       *report_file;  /* where to write down what the user does: see stree_history_save_report (); NULL: nowhere */
  gboolean          not_inspectable; /* Ctrl+Shift+D opens no inspector, and no other program can ask what it shows */
  const StreeAbout *about;        /* STREE_ABOUT (.version = "1.0"): an About entry in the main menu; NULL: none */
  char              stree_end_;
} StreeAppArgs;

STREE_AVAILABLE_IN_1_0
int stree_run (const char *application_id, StreeComponentFunc func, int argc, char **argv);
STREE_AVAILABLE_IN_1_0
void stree_run_begin (void);
STREE_AVAILABLE_IN_1_0
int stree_run_args (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv,
                    const StreeAppArgs *args);

/* What a program would have run: see stree_run_catch (). */
typedef int (*StreeRunFunc) (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv,
                             const StreeAppArgs *args, gpointer data);

/* The component that shows a program with a sidebar of its own: both, side by side. Its props. */
typedef struct
{
  const char        *name; /* of the component */
  StreeComponentFunc func;
  StreeComponentFunc sidebar;
  gpointer           props; /* of both */
} StreeRunRoot;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_run_root (StreeContext *cx, gpointer root);
STREE_AVAILABLE_IN_1_0
StreeComponentFunc stree_run_root_choose (StreeRunRoot *root, gpointer *props);

STREE_AVAILABLE_IN_1_0
void stree_run_catch (StreeRunFunc func, gpointer data);
STREE_AVAILABLE_IN_1_0
void stree_run_abandon (void);

STREE_AVAILABLE_IN_1_0
void stree_application_replace (StreeApplication *self, const char *name, StreeComponentFunc func, const StreeAppArgs *args);

/* stree_run_with ("org.example.App", app, argc, argv, .page_title = "App", .layout = STREE_LAYOUT_WIDE) */
#define stree_run_with(id, func, argc, argv, ...)                                                                      \
  (stree_run_begin (), stree_run_args ((id), #func, (func), (argc), (argv), &(StreeAppArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif /* __GI_SCANNER__ */

STREE_AVAILABLE_IN_1_0
StreeApplication *stree_application_new (const char *application_id, const char *name, StreeComponentFunc func, gpointer props) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeApplication *stree_application_new_for_closure (const char *application_id, const char *name, GClosure *func) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeSession *stree_application_get_session (StreeApplication *self);
STREE_AVAILABLE_IN_1_0
void stree_application_record (StreeApplication *self, const char *filename);
STREE_AVAILABLE_IN_1_0
GtkWindow *stree_application_new_window (StreeApplication *self);

G_END_DECLS
