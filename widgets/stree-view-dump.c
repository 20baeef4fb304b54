/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a view shows, written down. */

#include "core/stree-dump-private.h"
#include "stree-view-private.h"
#include "testing/stree-user-private.h"

/**
 * stree_view_dump:
 * @self: a view
 * @format: how
 * @expand_components: with what is in components below the topmost one
 *
 * The tree that it shows at the moment, as [method@StreamTree.Headless.dump] has it of one without a display. Inputs
 * show what is in them, also what is not told yet; passwords are left out.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if it has no component
 *
 * Since: 1.0
 */
char *
stree_view_dump (StreeView *self, StreeDumpFormat format, gboolean expand_components)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), NULL);
  if (!stree_view_get_mount (self))
    return NULL;
  return stree_node_dump (stree_user_shown (stree_view_get_mount (self)), stree_view_get_mount (self)->renderer, format,
                          expand_components);
}

/**
 * stree_view_summarize_kinds:
 * @self: a view
 * @expand_components: with what is in components below the topmost one
 *
 * How many elements of each kind it shows, as an `a{su}` sorted by kind.
 *
 * Returns: (transfer floating): the counts; none if it has no component
 *
 * Since: 1.0
 */
GVariant *
stree_view_summarize_kinds (StreeView *self, gboolean expand_components)
{
  g_return_val_if_fail (STREE_IS_VIEW (self), NULL);
  if (!stree_view_get_mount (self))
    return g_variant_new_array (G_VARIANT_TYPE ("{su}"), NULL, 0);
  return stree_node_summarize_kinds (stree_user_shown (stree_view_get_mount (self)), expand_components);
}
