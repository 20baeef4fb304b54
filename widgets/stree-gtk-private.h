/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The GTK 4 renderer, from the inside: one record for each element kind, in a file of its own. */

#include <gtk/gtk.h>

#include "core/stree-dispatch-private.h"

G_BEGIN_DECLS

/* The usual distance between children, in pixels. */
#define STREE_GTK_SPACING 12

/* Where in the view a kind stands that is not placed among its parent's children. */
typedef enum
{
  STREE_GTK_PLACE_NONE,
  STREE_GTK_PLACE_SIDE,     /* beside the page */
  STREE_GTK_PLACE_BOTTOM,   /* below it */
  STREE_GTK_PLACE_FLOATING, /* over it, in the corner */
  STREE_GTK_N_PLACES
} StreeGtkPlace;

/* What a widget file provides. All but create may be NULL. A kind's update, read and write are called with a node
 * whose widget is the one that create made; the element is node->element. */
typedef struct
{
  const char *kind;

  /* Makes the widget, with the element's props. A floating reference is taken. Common props are set by the renderer. */
  GtkWidget *(*create) (StreeNode *node);
  /* @changed has a bit for each prop of the kind's table, see STREE_GTK_CHANGED. */
  void (*update) (StreeNode *node, const StreeElement *old, guint64 changed);

  /* Children. NULL: the widget is a GtkBox, or @content gives one. */
  void (*insert) (StreeNode *node, StreeNode *child, GtkWidget *prev);
  void (*move) (StreeNode *node, StreeNode *child, GtkWidget *prev);
  void (*remove) (StreeNode *node, StreeNode *child);
  /* The GtkBox that holds the children, where it is not the widget itself. */
  GtkWidget *(*content) (StreeNode *node);
  /* Children came, went or moved: for layouts that count them. */
  void (*arrange) (StreeNode *node);

  /* What an input shows, and how to make it show something. */
  gboolean (*read) (StreeNode *node, StreeValue *value);
  void (*write) (StreeNode *node, const StreeValue *value);

  /* Of kinds that are placed elsewhere: where in the view, or else how it comes there and goes (Dialog). */
  StreeGtkPlace place;
  void (*attach) (StreeNode *node, GtkWidget *view);
  void (*detach) (StreeNode *node, GtkWidget *view);
  /* Before the widget goes. */
  void (*destroy) (StreeNode *node);
} StreeGtkKind;

/* Every file in widgets/ that is a kind; generated from the meson list. Ends with NULL. */
extern const StreeGtkKind *const stree_gtk_kinds[];

/* Whether a prop is among the changed ones: STREE_GTK_CHANGED (changed, node, StreeButtonArgs, label) */
#define STREE_GTK_CHANGED(changed, node, Args, field)                                                                  \
  (((changed) & stree_gtk_prop_bit ((node), G_STRUCT_OFFSET (Args, field))) != 0)

guint64 stree_gtk_prop_bit (StreeNode *node, guint offset);

/* Connects a signal; the callback's last argument is the node, which stays good as long as the closure. */
gulong stree_gtk_connect (gpointer instance, const char *signal, GCallback callback, StreeNode *node);

/* The label above an input, and the input's accessible name. The input goes into a vertical box below its label. */
GtkWidget *stree_gtk_labelled     (GtkWidget *input, const char *label);
void       stree_gtk_set_label    (GtkWidget *labelled, const char *label);
GtkWidget *stree_gtk_labelled_get (GtkWidget *labelled);
/* Of an input that is made of parts: the one that has the focus and the accessible name. Call it before labelling. */
void       stree_gtk_set_core     (GtkWidget *input, GtkWidget *core);
GtkWidget *stree_gtk_core_of      (GtkWidget *input);
void       stree_gtk_set_name     (GtkWidget *widget, const char *name);
/* What is in @widget, a view or a window of ours, has the looks of data/ from here on. */
void       stree_gtk_style        (GtkWidget *widget);
/* Tabs: the focus is on the notebook and not on a tab, so it is called as the page that shows. @page %NULL: that one. */
void       stree_gtk_tabs_set_name (StreeNode *node, GtkWidget *page);
/* The first letter of a text decides for all of it, as with dir="auto" in HTML; without letters the program does: NONE. */
GtkTextDirection stree_gtk_text_direction (const char *text);
/* A picture beside words that say the same: assistive technology passes over it. */
GtkWidget *stree_gtk_icon_new     (const char *icon);
/* An icon alone, a text alone, or both side by side. Returns the text's label; %NULL: there is none. */
GtkWidget *stree_gtk_button_set_content (GtkButton *button, const char *label, const char *icon);

/* Of a GtkListBox that an entry leads, which keeps the focus: this row is the chosen one, and is scrolled to. NULL: none is. */
void       stree_gtk_list_show_row (GtkWidget *list, GtkListBoxRow *row, GtkWidget *entry);

/* What is wrong with an input: below it, in its description and state, and announced. NULL or empty: nothing. */
void       stree_gtk_set_error       (GtkWidget *labelled, const char *error);
/* The description that was given; what is wrong with the widget stands before it. */
void       stree_gtk_set_description (GtkWidget *widget, const char *description);
/* Says something to assistive technology, where GTK can. */
void       stree_gtk_announce        (GtkWidget *widget, const char *message);

/* Text in an editable: written only if it differs, with caret and selection kept; not under an input method's preedit,
 * but as soon as that ends. While it is written, is_showing says so: that is not the user. */
void     stree_gtk_editable_watch      (GtkEditable *editable);
void     stree_gtk_editable_show       (GtkEditable *editable, const char *text);
gboolean stree_gtk_editable_is_showing (GtkEditable *editable);

/* Common props. */
void       stree_gtk_common_update (StreeNode *node, guint64 changed);
void       stree_gtk_menu_update   (StreeNode *node, const StreeMenu *menu);
void       stree_gtk_menu_close    (GtkWidget *view);
/* The widget that assistive technology meets: the input below its label, else the widget itself. */
GtkWidget *stree_gtk_accessible_of (StreeNode *node);

/* Of a DataGrid: see StreeRendererClass. */
gboolean stree_gtk_get_grid     (StreeRenderer *renderer, StreeNode *node, struct _StreeGridShown *shown);
void     stree_gtk_arrange_grid (StreeRenderer *renderer, StreeNode *node, struct _StreeGridOptions *options);

/* The view a node is shown in; NULL before it is. */
GtkWidget *stree_gtk_node_view (StreeNode *node);

extern const StreeRendererClass stree_gtk_renderer_class;

typedef struct
{
  StreeRenderer renderer;
  GtkWidget    *view; /* the StreeView; borrowed */
  GtkWidget    *root; /* a vertical GtkBox in it; borrowed */
  guint         tick;     /* tick callback of a rerun that is due */
  guint         fallback; /* the same for when there are no frames */
  guint         deferred; /* source of what may wait: builds it, or waits for a frame */
  guint         deferred_tick; /* the same, as a tick callback */
  gulong        deferred_map;  /* and while the view is not on the screen */
  GtkWidget    *focus;    /* weak; while hosts move from place to place: who had it */
  gboolean      focus_lost; /* and that it was among them */
  gulong        focus_root; /* handler that finds that out */
} StreeGtkRenderer;

void stree_gtk_renderer_init  (StreeGtkRenderer *self, GtkWidget *view, GtkWidget *root);
void stree_gtk_renderer_clear (StreeGtkRenderer *self);
void stree_gtk_keep_focus     (StreeRenderer *renderer, gboolean keep);
void stree_gtk_defer          (StreeRenderer *renderer, StreeMount *mount);
void stree_gtk_undefer        (StreeRenderer *renderer, StreeMount *mount);

G_END_DECLS
