/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-widgets-private.h"

#include <glib/gi18n-lib.h>

#define DATA "stree-inspector-widgets"

typedef struct
{
  GListStore *roots; /* owned; of GtkWidget */
  GHashTable *bound; /* GtkListItem, borrowed: they leave when they are unbound */
} Widgets;

static void
widgets_free (gpointer data)
{
  Widgets *self = data;

  g_object_unref (self->roots);
  g_hash_table_unref (self->bound);
  g_free (self);
}

/* --- which --- */

static void
add_hosts (GPtrArray *widgets, StreeNode *node)
{
  if (node->widget)
    {
      g_ptr_array_add (widgets, node->widget);
      return;
    }
  for (StreeNode *child = node->first; child; child = child->next)
    add_hosts (widgets, child);
}

GPtrArray *
stree_inspector_list_widgets (StreeNode *node)
{
  GPtrArray *widgets = g_ptr_array_new ();

  if (!(node->flags & STREE_NODE_DEAD))
    add_hosts (widgets, node);
  return widgets;
}

/* --- rows --- */

static char *
describe (GtkWidget *widget)
{
  GString       *text = g_string_new (G_OBJECT_TYPE_NAME (widget));
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);

  g_string_append_printf (text, "  %s", gtk_widget_get_css_name (widget));
  for (guint i = 0; classes[i]; i++)
    if (strcmp (classes[i], "stree-inspected") != 0) /* that is ours, for as long as it is looked at */
      g_string_append_printf (text, ".%s", classes[i]);
  g_string_append_printf (text, "  %d×%d", gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  if (!gtk_widget_get_mapped (widget))
    g_string_append_printf (text, "  (%s)", _ ("not shown"));
  return g_string_free (text, FALSE);
}

static void
show_row (GtkListItem *item)
{
  GtkTreeListRow       *row = gtk_list_item_get_item (item);
  GtkWidget            *expander = gtk_list_item_get_child (item);
  g_autoptr (GtkWidget) widget = row ? gtk_tree_list_row_get_item (row) : NULL;
  GtkLabel             *label = GTK_LABEL (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
  g_autofree char      *text = widget ? describe (widget) : g_strdup ("");

  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *label = gtk_label_new (NULL);

  (void) factory;
  (void) data;
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), label);
  gtk_list_item_set_child (item, expander);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, Widgets *self)
{
  (void) factory;
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  g_hash_table_add (self->bound, item);
  show_row (item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, Widgets *self)
{
  (void) factory;
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
  g_hash_table_remove (self->bound, item);
}

static GListModel *
open_widget (gpointer item, gpointer data)
{
  (void) data;
  return gtk_widget_get_first_child (item) ? gtk_widget_observe_children (item) : NULL;
}

/* --- */

static gboolean
shows (Widgets *self, GPtrArray *widgets)
{
  GListModel *model = G_LIST_MODEL (self->roots);

  if (g_list_model_get_n_items (model) != widgets->len)
    return FALSE;
  for (guint i = 0; i < widgets->len; i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (model, i);

      if (widget != widgets->pdata[i])
        return FALSE;
    }
  return TRUE;
}

void
stree_inspector_widgets_show (GtkWidget *widgets, StreeNode *node)
{
  Widgets              *self = g_object_get_data (G_OBJECT (widgets), DATA);
  g_autoptr (GPtrArray) now = node ? stree_inspector_list_widgets (node) : g_ptr_array_new ();
  GHashTableIter        iter;
  gpointer              item;

  if (!shows (self, now))
    {
      g_list_store_splice (self->roots, 0, g_list_model_get_n_items (G_LIST_MODEL (self->roots)), now->pdata, now->len);
      return;
    }
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_row (item);
}

GtkWidget *
stree_inspector_widgets_new (void)
{
  Widgets            *self = g_new0 (Widgets, 1);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkTreeListModel   *model;
  GtkSingleSelection *selection;
  GtkWidget          *view;

  self->roots = g_list_store_new (GTK_TYPE_WIDGET);
  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  model = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->roots)), FALSE, FALSE, open_widget, NULL, NULL);
  selection = gtk_single_selection_new (G_LIST_MODEL (model));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (selection), factory);
  stree_gtk_set_name (view, _ ("Widgets"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_vexpand (scroller, TRUE);
  /* The view goes first: its rows are unbound then. */
  g_object_set_data_full (G_OBJECT (scroller), DATA, self, widgets_free);
  return scroller;
}
