/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-node-own-private.h"

#include "core/stree-mount-private.h"
#include "core/stree-session-private.h"
#include "core/stree-virtual-private.h"

static StreeState **
find (StreeNode *node, const char *name)
{
  StreeState **link = &stree_node_extra (node)->states;

  while (*link && strcmp ((*link)->name, name) != 0)
    link = &(*link)->next;
  return link;
}

static StreeState *
add (StreeNode *node, StreeState *state)
{
  StreeMount     *mount = stree_node_get_mount (node);
  StreeNodeExtra *extra = stree_node_extra (node);

  state->owner = node;
  state->session = mount ? mount->session : NULL;
  state->next = extra->states;
  extra->states = state;
  return state;
}

static StreeState *
make (StreeNode *node, const char *name)
{
  g_auto (GValue) zero = G_VALUE_INIT;

  g_value_init (&zero, G_TYPE_DOUBLE);
  return add (node, stree_state_new_detached (name, &zero));
}

/* From the session that was loaded, or from the row that was out of sight. */
static StreeState *
bring_back (StreeNode *node, const char *name)
{
  StreeMount          *mount = stree_node_get_mount (node);
  StreeState          *state = mount ? stree_virtual_take_state (mount, node, name) : NULL;
  g_autofree char     *path = NULL;
  g_autofree char     *place = NULL;
  g_autoptr (GVariant) saved = NULL;

  if (state)
    return add (node, state);
  if (!mount || !mount->session->pending)
    return NULL;
  path = stree_node_dup_path (node);
  place = g_strconcat (path, "/", name, NULL);
  saved = stree_session_take_pending (mount->session, place);
  if (!saved || !g_variant_is_of_type (saved, G_VARIANT_TYPE_DOUBLE))
    return NULL;
  state = make (node, name);
  g_value_set_double (&state->value, g_variant_get_double (saved));
  return state;
}

gboolean
stree_node_get_own (StreeNode *node, const char *name, double *value)
{
  StreeState *state = *find (node, name);

  if (!state)
    state = bring_back (node, name);
  if (!state || !G_VALUE_HOLDS_DOUBLE (&state->value))
    return FALSE;
  *value = g_value_get_double (&state->value);
  return TRUE;
}

void
stree_node_set_own (StreeNode *node, const char *name, double value)
{
  StreeState *state = *find (node, name);

  if (!state)
    state = make (node, name);
  g_value_set_double (&state->value, value);
}

void
stree_node_drop_own (StreeNode *node, const char *name)
{
  StreeState **link = node->extra ? find (node, name) : NULL;
  StreeState  *state = link ? *link : NULL;

  if (!state)
    return;
  *link = state->next;
  state->next = NULL;
  stree_state_drop (state);
}
