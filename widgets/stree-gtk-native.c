/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-native.h"

/* The program's widget sits in a bin of ours, so that another type can take its place. */
#define STREE_TYPE_BIN (stree_bin_get_type ())
G_DECLARE_FINAL_TYPE (StreeBin, stree_bin, STREE, BIN, GtkWidget)

struct _StreeBin
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (StreeBin, stree_bin, GTK_TYPE_WIDGET)

static void
stree_bin_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (stree_bin_parent_class)->dispose (object);
}

static void
stree_bin_class_init (StreeBinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_bin_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
stree_bin_init (StreeBin *self)
{
  (void) self;
}

static void
fill (StreeNode *node)
{
  const StreeNativeArgs *args = stree_node_args (node);
  GtkWidget             *old = gtk_widget_get_first_child (node->widget);
  gpointer               child = args->create (args->data);

  if (old)
    gtk_widget_unparent (old);
  if (!GTK_IS_WIDGET (child))
    {
      g_warning ("Native '%s': create returned no GtkWidget", args->type);
      return;
    }
  if (gtk_widget_get_parent (child))
    {
      g_warning ("Native '%s': create returned a widget that sits in another one: it must make a new one", args->type);
      return;
    }
  gtk_widget_set_parent (child, node->widget);
  if (args->update)
    args->update (child, args->data);
}

static GtkWidget *
native_create (StreeNode *node)
{
  node->widget = g_object_new (STREE_TYPE_BIN, NULL);
  fill (node);
  return node->widget;
}

static void
native_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeNativeArgs *args = stree_node_args (node);
  GtkWidget             *child = gtk_widget_get_first_child (node->widget);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeNativeArgs, type))
    fill (node);
  else if (child && args->update &&
           (args->revision == 0 || STREE_GTK_CHANGED (changed, node, StreeNativeArgs, revision) ||
            STREE_GTK_CHANGED (changed, node, StreeNativeArgs, data)))
    args->update (child, args->data);
}

extern const StreeGtkKind stree_gtk_native;
const StreeGtkKind stree_gtk_native = {
  .kind = "Native",
  .create = native_create,
  .update = native_update,
};
