/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "core/stree-mount-private.h"
#include "elements/stree-theme-root.h"
#include "stree-theme-sheet-private.h"

extern StreeKind stree_theme_root_kind;

/* The session's theme is the outermost. */
static guint
depth_of (StreeNode *node)
{
  guint depth = 1;

  for (StreeNode *up = node->parent; up; up = up->parent)
    if (up->element->kind == &stree_theme_root_kind)
      depth++;
  return depth;
}

/* In every run: what GTK does not understand fails until it is another theme. */
static void
show_theme (StreeNode *node)
{
  const StreeThemeRootArgs *args = stree_node_args (node);
  StreeTheme               *applied = stree_gtk_theme_applied (node->widget);
  GError                   *error = NULL;

  if (applied && (applied == args->theme || stree_theme_equal (applied, args->theme)))
    return;
  if (!stree_gtk_theme_apply (node->widget, args->theme, depth_of (node), &error))
    {
      g_autofree char *what = stree_element_describe (node->element);

      g_prefix_error (&error, "%s: ", what);
      stree_mount_fail (stree_node_get_mount (node), node, error);
    }
}

static GtkWidget *
theme_root_create (StreeNode *node)
{
  node->widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
  show_theme (node);
  return node->widget;
}

static void
theme_root_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  (void) changed;
  show_theme (node);
}

extern const StreeGtkKind stree_gtk_theme_root;
const StreeGtkKind stree_gtk_theme_root = {
  .kind = "ThemeRoot",
  .create = theme_root_create,
  .update = theme_root_update,
};
