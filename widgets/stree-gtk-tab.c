/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-tab.h"

static GtkWidget *
tab_create (StreeNode *node)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);

  (void) node;
  return page;
}

static void
tab_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeTabArgs *args = stree_node_args (node);
  GtkWidget          *notebook = gtk_widget_get_ancestor (node->widget, GTK_TYPE_NOTEBOOK);
  GtkWidget          *label = notebook ? gtk_notebook_get_tab_label (GTK_NOTEBOOK (notebook), node->widget) : NULL;
  StreeNode          *tabs = node->parent;

  (void) old;
  if (!label || !STREE_GTK_CHANGED (changed, node, StreeTabArgs, title))
    return;
  gtk_label_set_text (GTK_LABEL (label), args->title ? args->title : "");
  /* There may be components and fragments between. */
  while (tabs && !(tabs->element->kind->flags & STREE_KIND_PAGES))
    tabs = tabs->parent;
  if (tabs)
    stree_gtk_tabs_set_name (tabs, NULL);
}

extern const StreeGtkKind stree_gtk_tab;
const StreeGtkKind stree_gtk_tab = {
  .kind = "Tab",
  .create = tab_create,
  .update = tab_update,
};
