/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-load-private.h"

#include "elements/stree-image.h"

enum
{
  LOADING,
  ERROR,
  N_STAND_INS
};

void
stree_node_set_load (StreeNode *node, StreeLoadState state, const char *message)
{
  StreeNodeExtra *extra;
  StreeMount     *mount;

  if (node->flags & STREE_NODE_DEAD)
    return;
  extra = stree_node_extra (node);
  if (extra->load_message != message)
    {
      g_free (extra->load_message);
      extra->load_message = g_strdup (message);
    }
  if (extra->load == (int) state)
    return;
  extra->load = (int) state;
  mount = stree_node_get_mount (node);
  /* In a run it is the node that is made or updated: its children come after that. */
  if (!mount || mount->flushing)
    return;
  stree_node_mark_dirty (node);
  stree_mount_schedule_quiet (mount);
}

StreeLoadState
stree_node_get_load (const StreeNode *node)
{
  return node->extra ? (StreeLoadState) node->extra->load : STREE_LOAD_NONE;
}

const char *
stree_node_get_load_message (const StreeNode *node)
{
  return node->extra ? node->extra->load_message : NULL;
}

const char *
stree_load_state_get_nick (StreeLoadState state)
{
  static const char *const nicks[] = { NULL, "loading", "loaded", "failed" };

  return nicks[state];
}

guint
stree_load_children (const StreeNode *node, StreeElement *const **elements)
{
  const StreeImageArgs *args = stree_node_args (node);
  StreeElement        **shown = stree_arena_alloc (stree_arena_get_current (), N_STAND_INS * sizeof *shown);

  shown[LOADING] = stree_node_get_load (node) == STREE_LOAD_LOADING ? args->loading : NULL;
  shown[ERROR] = stree_node_get_load (node) == STREE_LOAD_FAILED ? args->error : NULL;
  *elements = shown;
  return N_STAND_INS;
}
