/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The part of xtest.h that looks into the library. */

#include "xtest.h"

#include "core/stree-mount-private.h"

static StreeMount *
mount_of (GtkWidget *view)
{
  StreeMount *mount = g_object_get_data (G_OBJECT (view), "stree-mount");

  g_assert_nonnull (mount);
  return mount;
}

StreeNode *
xtest_node (GtkWidget *view, const char *key)
{
  StreeNode *root = mount_of (view)->root;

  for (StreeNode *node = root; node; node = stree_node_next_in (node, root))
    if (g_strcmp0 (node->element->key, key) == 0 && node->widget)
      return node;
  g_error ("there is no element with the key '%s'", key);
}

GtkWidget *
xtest_widget (GtkWidget *view, const char *key)
{
  return xtest_node (view, key)->widget;
}
