/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-text-private.h"

static GtkWidget *
text_create (StreeNode *node)
{
  const StreeTextArgs *args = stree_node_args (node);
  GtkWidget           *label = gtk_label_new (args->body);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (stree_text_wraps (args->body))
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (args->selectable)
    gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static void
text_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeTextArgs *args = stree_node_args (node);

  if (STREE_GTK_CHANGED (changed, node, StreeTextArgs, body))
    {
      gtk_label_set_text (GTK_LABEL (node->widget), args->body ? args->body : "");
      if (stree_text_wraps (args->body) != stree_text_wraps (((const StreeTextArgs *) stree_element_get_args (old))->body))
        gtk_label_set_wrap (GTK_LABEL (node->widget), stree_text_wraps (args->body));
    }
  if (STREE_GTK_CHANGED (changed, node, StreeTextArgs, selectable))
    gtk_label_set_selectable (GTK_LABEL (node->widget), args->selectable);
}

extern const StreeGtkKind stree_gtk_text;
const StreeGtkKind stree_gtk_text = {
  .kind = "Text",
  .create = text_create,
  .update = text_update,
};
