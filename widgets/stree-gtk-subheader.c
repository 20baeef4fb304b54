/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-subheader.h"

static GtkWidget *
subheader_create (StreeNode *node)
{
  const StreeSubheaderArgs *args = stree_node_args (node);
  GtkWidget            *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  gtk_label_set_text (GTK_LABEL (label), args->body ? args->body : "");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-3");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
  return label;
}

static void
subheader_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeSubheaderArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeSubheaderArgs, body))
    gtk_label_set_text (GTK_LABEL (node->widget), args->body ? args->body : "");
}

extern const StreeGtkKind stree_gtk_subheader;
const StreeGtkKind stree_gtk_subheader = {
  .kind = "Subheader",
  .create = subheader_create,
  .update = subheader_update,
};
