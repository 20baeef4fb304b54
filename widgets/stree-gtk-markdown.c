/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-markdown.h"
#include "stree-markdown-block-private.h"

/* The tree that the widgets show. */
#define TREE "stree-markdown"

static void
free_tree (gpointer data)
{
  stree_markdown_tree_free (data);
}

static void
show_body (GtkWidget *box, const StreeMarkdownArgs *args)
{
  StreeMarkdownTree *old = g_object_get_data (G_OBJECT (box), TREE);
  StreeMarkdownTree *tree = stree_markdown_parse (args->body ? args->body : "", -1, STREE_MARKDOWN_EXTENDED);

  stree_markdown_blocks_update (GTK_BOX (box), old ? stree_markdown_tree_get_blocks (old) : NULL,
                                stree_markdown_tree_get_blocks (tree),
                                (StreeMarkdownPlace){ GTK_TEXT_DIR_NONE, 0, args->remote_images }, TRUE);
  g_object_set_data_full (G_OBJECT (box), TREE, tree, free_tree);
}

static void
clear_body (GtkWidget *box)
{
  g_object_set_data (G_OBJECT (box), TREE, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (box); child; child = gtk_widget_get_first_child (box))
    gtk_box_remove (GTK_BOX (box), child);
}

/* --- the focus that was ---
 *
 * A selectable label that gets the focus looks at the widget that had it before. If that has been removed, the window held
 * the last reference and has just let go of it: GTK 4.8 then looks at freed memory. Here it lives a moment longer. */

typedef struct
{
  GtkWindow *window; /* weak; NULL: none */
  gulong     id;
  GtkWidget *focus;  /* owned; NULL: none */
} Keeper;

static gboolean
let_go_cb (gpointer data)
{
  (void) data;
  return G_SOURCE_REMOVE;
}

static void
focus_cb (GtkWindow *window, GParamSpec *pspec, gpointer data)
{
  Keeper *keeper = data;

  (void) pspec;
  if (keeper->focus)
    g_idle_add_full (G_PRIORITY_HIGH, let_go_cb, keeper->focus, g_object_unref);
  keeper->focus = gtk_window_get_focus (window);
  if (keeper->focus)
    g_object_ref (keeper->focus);
}

static void
leave_window (Keeper *keeper)
{
  if (keeper->window)
    g_clear_signal_handler (&keeper->id, keeper->window);
  g_clear_weak_pointer (&keeper->window);
  g_clear_object (&keeper->focus);
}

static void
free_keeper (gpointer data)
{
  leave_window (data);
  g_free (data);
}

static void
root_cb (GtkWidget *box, GParamSpec *pspec, gpointer data)
{
  Keeper  *keeper = data;
  GtkRoot *root = gtk_widget_get_root (box);

  (void) pspec;
  leave_window (keeper);
  if (!GTK_IS_WINDOW (root))
    return;
  g_set_weak_pointer (&keeper->window, GTK_WINDOW (root));
  keeper->id = g_signal_connect (root, "notify::focus-widget", G_CALLBACK (focus_cb), keeper);
  focus_cb (keeper->window, NULL, keeper);
}

static void
keep_focus (GtkWidget *box)
{
  Keeper *keeper = g_new0 (Keeper, 1);

  g_object_set_data_full (G_OBJECT (box), "stree-keeper", keeper, free_keeper);
  g_signal_connect (box, "notify::root", G_CALLBACK (root_cb), keeper);
}

/* --- the widget --- */

static gboolean
shown_cb (GtkWidget *box, GdkFrameClock *clock, gpointer data)
{
  (void) clock;
  (void) data;
  gtk_widget_set_can_focus (box, TRUE);
  return G_SOURCE_REMOVE;
}

static GtkWidget *
markdown_create (StreeNode *node)
{
  const StreeMarkdownArgs *args = stree_node_args (node);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "orientation",
                                 GTK_ORIENTATION_VERTICAL, "spacing", 10, NULL);

  gtk_widget_add_css_class (box, "stree-markdown");
  keep_focus (box);
  show_body (box, args);
  /* A window that comes up gives its focus away before anything has a place: not to some line of a text, which would then
   * be scrolled to. */
  gtk_widget_set_can_focus (box, FALSE);
  gtk_widget_add_tick_callback (box, shown_cb, NULL, NULL);
  return box;
}

static void
markdown_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeMarkdownArgs *args = stree_node_args (node);

  (void) old;
  /* What is a picture now was none before: all of it is made anew. */
  if (STREE_GTK_CHANGED (changed, node, StreeMarkdownArgs, remote_images))
    clear_body (node->widget);
  if (changed)
    show_body (node->widget, args);
}

extern const StreeGtkKind stree_gtk_markdown;
const StreeGtkKind stree_gtk_markdown = {
  .kind = "Markdown",
  .create = markdown_create,
  .update = markdown_update,
};
