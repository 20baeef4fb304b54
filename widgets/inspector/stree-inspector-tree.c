/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-tree-private.h"

#include <glib/gi18n-lib.h>

#include "inspect/stree-inspect-private.h"
#include "inspector/stree-inspector-nodes-private.h"

#define LABEL_CHARS 80
/* What is open at first. */
#define OPEN_ROWS  40
#define OPEN_DEPTH 5

struct _StreeInspectorTree
{
  GtkWidget           parent_instance;
  GtkWidget          *view;      /* a GtkListView */
  GtkSingleSelection *selection; /* borrowed: the view's; NULL: no session */
  GPtrArray          *all;       /* held: of StreeInspectorNodes */
  gboolean            roots_changed; /* a tree has come: it is to be opened, too */
  GHashTable         *bound;     /* GtkListItem, borrowed: they leave when they are unbound */
};

G_DEFINE_FINAL_TYPE (StreeInspectorTree, stree_inspector_tree, GTK_TYPE_WIDGET)

/* --- rows --- */

static char *
one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char            *line;

  g_strdelimit (valid, "\n\r\t", ' ');
  if (g_utf8_strlen (valid, -1) <= LABEL_CHARS)
    return g_markup_escape_text (valid, -1);
  line = g_utf8_substring (valid, 0, LABEL_CHARS);
  g_free (valid);
  valid = g_strconcat (line, "…", NULL);
  g_free (line);
  return g_markup_escape_text (valid, -1);
}

static char *
describe (StreeNode *node)
{
  GString         *text = g_string_new (NULL);
  g_autofree char *kind = g_markup_escape_text (stree_inspect_node_kind (node), -1);
  g_autofree char *label = stree_inspect_node_dup_label (node);
  const char      *key = node->element->key;

  g_string_append_printf (text, node->element->kind->flags & STREE_KIND_COMPONENT ? "<b>%s</b>" : "%s", kind);
  if (key)
    {
      g_autofree char *escaped = one_line (key);

      g_string_append_printf (text, " <span alpha=\"75%%\">[%s]</span>", escaped);
    }
  if (label && *label)
    {
      g_autofree char *escaped = one_line (label);

      g_string_append_printf (text, "  <i>%s</i>", escaped);
    }
  return g_string_free (text, FALSE);
}

static void
show_row (GtkListItem *item)
{
  GtkTreeListRow                *row = gtk_list_item_get_item (item);
  GtkWidget                     *expander = gtk_list_item_get_child (item);
  g_autoptr (StreeInspectorNode) shown = row ? gtk_tree_list_row_get_item (row) : NULL;
  StreeNode                     *node = shown ? stree_inspector_node_get (shown) : NULL;
  GtkLabel                      *label = GTK_LABEL (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
  g_autofree char               *text = node ? describe (node) : g_strdup ("");

  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_markup (label, text);
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
bind_cb (GtkListItemFactory *factory, GtkListItem *item, StreeInspectorTree *self)
{
  (void) factory;
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  g_hash_table_add (self->bound, item);
  show_row (item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, StreeInspectorTree *self)
{
  (void) factory;
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
  g_hash_table_remove (self->bound, item);
}

/* --- the model --- */

static GListModel *
open_node (gpointer item, gpointer data)
{
  StreeInspectorTree *self = data;
  StreeNode          *node = stree_inspector_node_get (item);

  /* What is empty now may have children later, and a row that had none once never opens. */
  if (!node || (!node->first && !(node->element->kind->flags & (STREE_KIND_CONTAINER | STREE_KIND_TRANSPARENT | STREE_KIND_VIRTUAL |
                                                                STREE_KIND_LOADS | STREE_KIND_OVERLAY))))
    return NULL;
  return G_LIST_MODEL (stree_inspector_nodes_new (self->all, NULL, node));
}

static void
selected_cb (StreeInspectorTree *self)
{
  g_signal_emit_by_name (self, "selected");
}

static void
open_some (StreeInspectorTree *self)
{
  GListModel *model = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (model) && i < OPEN_ROWS; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (model, i);

      if (gtk_tree_list_row_get_depth (row) < OPEN_DEPTH)
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
roots_changed_cb (StreeInspectorTree *self, guint position, guint removed, guint added)
{
  (void) position;
  (void) removed;
  self->roots_changed |= added > 0;
}

void
stree_inspector_tree_set_session (StreeInspectorTree *self, StreeSession *session)
{
  StreeInspectorNodes *roots;
  GtkTreeListModel    *model;

  self->selection = NULL;
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), NULL);
  self->roots_changed = FALSE;
  if (!session)
    return;
  roots = stree_inspector_nodes_new (self->all, session, NULL);
  g_signal_connect_object (roots, "items-changed", G_CALLBACK (roots_changed_cb), self, G_CONNECT_SWAPPED);
  model = gtk_tree_list_model_new (G_LIST_MODEL (roots), FALSE, FALSE, open_node, self, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (model));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);
  open_some (self);
  selected_cb (self);
}

void
stree_inspector_tree_refresh (StreeInspectorTree *self)
{
  GHashTableIter iter;
  gpointer       item;

  stree_inspector_nodes_refresh (self->all);
  if (self->roots_changed)
    open_some (self);
  self->roots_changed = FALSE;
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_row (item);
}

StreeNode *
stree_inspector_tree_get_node (StreeInspectorTree *self)
{
  GtkTreeListRow                *row = self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;
  g_autoptr (StreeInspectorNode) item = row ? gtk_tree_list_row_get_item (row) : NULL;

  return item ? stree_inspector_node_get (item) : NULL;
}

/* The row of @node, opened down to it; NULL: it is not in the tree (any more). */
static GtkTreeListRow *
find_row (StreeInspectorTree *self, StreeNode *node)
{
  GtkTreeListModel          *model = GTK_TREE_LIST_MODEL (gtk_single_selection_get_model (self->selection));
  g_autoptr (GtkTreeListRow) above = NULL;
  StreeInspectorNodes       *nodes;
  guint                      index;

  if (!node->parent)
    return NULL;
  if (!node->parent->parent)
    {
      nodes = STREE_INSPECTOR_NODES (gtk_tree_list_model_get_model (model));
      index = stree_inspector_nodes_find (nodes, node);
      return index == G_MAXUINT ? NULL : gtk_tree_list_model_get_child_row (model, index);
    }
  above = find_row (self, node->parent);
  if (!above)
    return NULL;
  gtk_tree_list_row_set_expanded (above, TRUE);
  nodes = (StreeInspectorNodes *) gtk_tree_list_row_get_children (above);
  index = nodes ? stree_inspector_nodes_find (nodes, node) : G_MAXUINT;
  return index == G_MAXUINT ? NULL : gtk_tree_list_row_get_child_row (above, index);
}

void
stree_inspector_tree_select (StreeInspectorTree *self, StreeNode *node)
{
  g_autoptr (GtkTreeListRow) row = NULL;

  if (!self->selection || (node->flags & STREE_NODE_DEAD))
    return;
  stree_inspector_nodes_refresh (self->all);
  row = find_row (self, node);
  if (!row)
    return;
  gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (row));
  gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", gtk_tree_list_row_get_position (row));
}

/* --- life --- */

static void
stree_inspector_tree_dispose (GObject *object)
{
  StreeInspectorTree *self = STREE_INSPECTOR_TREE (object);
  GtkWidget          *child;

  if (self->view)
    stree_inspector_tree_set_session (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  self->view = NULL;
  G_OBJECT_CLASS (stree_inspector_tree_parent_class)->dispose (object);
}

static void
stree_inspector_tree_finalize (GObject *object)
{
  StreeInspectorTree *self = STREE_INSPECTOR_TREE (object);

  g_hash_table_unref (self->bound);
  g_ptr_array_unref (self->all);
  G_OBJECT_CLASS (stree_inspector_tree_parent_class)->finalize (object);
}

static void
stree_inspector_tree_class_init (StreeInspectorTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_inspector_tree_dispose;
  G_OBJECT_CLASS (klass)->finalize = stree_inspector_tree_finalize;
  g_signal_new ("selected", STREE_TYPE_INSPECTOR_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
stree_inspector_tree_init (StreeInspectorTree *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();

  self->all = g_ptr_array_new ();
  self->bound = g_hash_table_new (NULL, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->view = gtk_list_view_new (NULL, factory);
  stree_gtk_set_name (self->view, _ ("Elements"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

GtkWidget *
stree_inspector_tree_new (void)
{
  return g_object_new (STREE_TYPE_INSPECTOR_TREE, NULL);
}
