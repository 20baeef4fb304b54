/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "elements/stree-page-link-private.h"
#include "routing/stree-location.h"

static void
clicked_cb (GtkButton *button, StreeNode *node)
{
  (void) button;
  stree_node_activate (node, "on_click");
}

static StreeLocation *
location_of (StreeNode *node)
{
  StreeMount *mount = stree_node_get_mount (node);

  return mount ? stree_session_get_location (mount->session) : NULL;
}

static void
set_content (StreeNode *node)
{
  const StreePageLinkArgs *args = stree_node_args (node);
  GtkWidget               *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget               *label = gtk_label_new (args->label ? args->label : "");

  if (args->icon)
    gtk_box_append (GTK_BOX (box), stree_gtk_icon_new (args->icon));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (node->widget), box);
  stree_gtk_set_name (node->widget, args->label);
}

/* It leads to where one is: it stands out, and says so. */
static void
set_current (StreeNode *node)
{
  const StreePageLinkArgs *args = stree_node_args (node);

  if (stree_page_link_is_current (node))
    {
      gtk_widget_add_css_class (node->widget, "stree-current");
      gtk_accessible_update_property (GTK_ACCESSIBLE (node->widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Current page"), -1);
    }
  else if (gtk_widget_has_css_class (node->widget, "stree-current"))
    {
      gtk_widget_remove_css_class (node->widget, "stree-current");
      gtk_accessible_update_property (GTK_ACCESSIBLE (node->widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, args->help ? args->help : "", -1);
    }
}

static void
moved_cb (GtkWidget *button, GParamSpec *pspec, StreeLocation *location)
{
  StreeNode *node = g_object_get_data (G_OBJECT (button), "stree-page-link");

  (void) pspec;
  (void) location;
  if (!(node->flags & STREE_NODE_DEAD))
    set_current (node);
}

static void
unref_node (gpointer node)
{
  stree_node_unref (node);
}

static GtkWidget *
page_link_create (StreeNode *node)
{
  const StreePageLinkArgs *args = stree_node_args (node);
  GtkWidget               *button = gtk_button_new ();
  StreeLocation           *location = location_of (node);

  node->widget = button;
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "stree-page-link");
  set_content (node);
  if (args->help)
    gtk_widget_set_tooltip_text (button, args->help);
  if (args->disabled)
    gtk_widget_set_sensitive (button, FALSE);
  stree_gtk_connect (button, "clicked", G_CALLBACK (clicked_cb), node);
  g_object_set_data_full (G_OBJECT (button), "stree-page-link", stree_node_ref (node), unref_node);
  if (location)
    g_signal_connect_object (location, "notify::uri", G_CALLBACK (moved_cb), button, G_CONNECT_SWAPPED);
  set_current (node);
  return button;
}

static void
page_link_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreePageLinkArgs *args = stree_node_args (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreePageLinkArgs, label) || STREE_GTK_CHANGED (changed, node, StreePageLinkArgs, icon))
    set_content (node);
  if (STREE_GTK_CHANGED (changed, node, StreePageLinkArgs, help))
    gtk_widget_set_tooltip_text (node->widget, args->help);
  if (STREE_GTK_CHANGED (changed, node, StreePageLinkArgs, disabled))
    gtk_widget_set_sensitive (node->widget, !args->disabled);
  set_current (node);
}

extern const StreeGtkKind stree_gtk_page_link;
const StreeGtkKind stree_gtk_page_link = {
  .kind = "PageLink",
  .create = page_link_create,
  .update = page_link_update,
};
