/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-overlay-private.h"

#include "core/stree-dispatch-private.h"
#include "core/stree-error.h"
#include "core/stree-state-private.h"

static gboolean
is_true (const StreeValue *value)
{
  return value->type == STREE_VALUE_BOOL && value->v.b;
}

gboolean
stree_overlay_is_open (StreeMount *mount, StreeNode *node)
{
  StreeValue live;

  return mount->renderer->klass->read (mount->renderer, node, &live) && is_true (&live);
}

/* Whether the program has opened it again while it was told that it closes; or its state is one that cannot be set. */
static gboolean
is_kept_open (StreeNode *node)
{
  const StreeValue *declared = &STREE_PROP_CFIELD (StreeValue, stree_node_args (node), node->element->kind->value->offset);
  StreeValue        value;

  return declared->type == STREE_VALUE_STATE && stree_declared_value (declared, &value) && is_true (&value);
}

gboolean
stree_node_close (StreeNode *node)
{
  StreeValue  closed = stree_value_of_bool (FALSE);
  StreeMount *mount;
  gboolean    kept = FALSE;

  if (node->flags & STREE_NODE_DEAD)
    return TRUE;
  stree_node_ref (node);
  stree_node_input (node, &closed);
  mount = node->flags & STREE_NODE_DEAD ? NULL : stree_node_get_mount (node);
  if (mount)
    kept = is_kept_open (node);
  if (mount && !kept)
    {
      mount->renderer->klass->write (mount->renderer, node, &closed);
      /* Its children go, even if nothing else has changed. */
      stree_node_mark_dirty (node);
      stree_mount_schedule (mount);
    }
  stree_node_unref (node);
  return !kept;
}

gboolean
stree_open_validate (const StreeValue *value, const char *prop, GError **error)
{
  if (value->type == STREE_VALUE_NONE || value->type == STREE_VALUE_BOOL || value->type == STREE_VALUE_INT ||
      (value->type == STREE_VALUE_STATE && G_VALUE_HOLDS_BOOLEAN (&value->v.state->value)))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop '%s' takes a boolean, or a state that holds a boolean", prop);
  return FALSE;
}

gboolean
stree_open_normalize (gconstpointer args, StreeValue *value)
{
  (void) args;
  if (value->type == STREE_VALUE_NONE)
    *value = stree_value_of_bool (FALSE);
  else if (value->type == STREE_VALUE_INT) /* TRUE and FALSE are integers, in C */
    *value = stree_value_of_bool (value->v.i != 0);
  return value->type == STREE_VALUE_BOOL;
}
