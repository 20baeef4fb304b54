/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Headless dialogs: the one that was opened last is in front, and what is not in it cannot be reached. */

#include "core/stree-dispatch-private.h"
#include "core/stree-overlay-private.h"
#include "core/stree-portals-private.h"
#include "testing/stree-headless-private.h"
#include "testing/stree-headless-widgets-private.h"
#include "testing/stree-user-private.h"

void
stree_headless_overlay_show (StreeNode *node)
{
  StreeHeadlessWidget *widget = node->widget;
  StreeHeadless       *self = stree_headless_of (stree_node_get_mount (node)->renderer);

  if (!G_VALUE_HOLDS_BOOLEAN (&widget->value) || !g_value_get_boolean (&widget->value))
    widget->opened = 0;
  else if (widget->opened == 0)
    widget->opened = ++self->n_opened;
}

static StreeNode *
front_overlay (StreeHeadless *self)
{
  StreeNode *front = NULL;

  for (StreeNode *node = stree_user_next (self->mount, self->mount->root); node; node = stree_user_next (self->mount, node))
    if ((node->element->kind->flags & STREE_KIND_OVERLAY) &&
        (!front || ((StreeHeadlessWidget *) node->widget)->opened > ((StreeHeadlessWidget *) front->widget)->opened))
      front = node;
  return front;
}

char *
stree_headless_describe_front (StreeHeadless *self, StreeNode *node)
{
  StreeNode       *front = front_overlay (self);
  g_autofree char *what = NULL;

  for (StreeNode *up = node; up && front; up = stree_portal_up (up))
    if (up == front)
      front = NULL;
  if (!front)
    return NULL;
  what = stree_element_describe (front->element);
  return g_strconcat ("behind ", what, NULL);
}

void
stree_headless_close_node (StreeHeadless *self, StreeNode *node)
{
  StreeValue closed = stree_value_of_bool (FALSE);

  if (!(node->element->kind->flags & STREE_KIND_OVERLAY))
    {
      stree_headless_enter_node (self, node, &closed);
      return;
    }
  g_object_ref (self);
  stree_node_close (node);
  stree_headless_settle (self);
  g_object_unref (self);
}

/**
 * stree_headless_close:
 * @self: a headless view
 * @key: the key of a Dialog or a Popover that is open
 * @error: return location for an error
 *
 * Closes it as the Escape key does, and reruns. The program may keep a dialog open.
 *
 * Returns: %FALSE as [method@StreamTree.Headless.click] does, or if it is closed already
 *
 * Since: 1.0
 */
gboolean
stree_headless_close (StreeHeadless *self, const char *key, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  node = stree_headless_find_key (self, key, error);
  if (!node)
    return FALSE;
  if (!stree_user_check_open (self->mount, node, error))
    return FALSE;
  if ((node->element->kind->flags & STREE_KIND_OVERLAY) && !stree_headless_check_usable (self, node, error))
    return FALSE;
  stree_headless_close_node (self, node);
  return TRUE;
}
