/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-deps-private.h"

#include "core/stree-state-private.h"

/* A state as a dependency stands for what it holds. */
static StreeValue
plain (const StreeValue *value)
{
  StreeValue copy = *value;

  copy.serial = 0;
  if (copy.type == STREE_VALUE_STATE)
    {
      stree_state_track (copy.v.state);
      copy.serial = copy.v.state->serial + 1;
    }
  return copy;
}

StreeDeps
stree_deps_keep (const StreeDeps *deps, StreeArena *arena)
{
  StreeValue *values = stree_arena_alloc (arena, MAX (1, deps->n_values) * sizeof *values);

  for (guint i = 0; i < deps->n_values; i++)
    {
      StreeValue value = plain (&deps->values[i]);

      if (value.type == STREE_VALUE_STRING)
        value.v.s = stree_arena_strndup (arena, value.v.s, strlen (value.v.s));
      else if (value.type == STREE_VALUE_STATE &&
               stree_arena_on_free (arena, value.v.state, (GDestroyNotify) stree_state_unref))
        stree_state_ref (value.v.state);
      values[i] = value;
    }
  return (StreeDeps){ values, deps->n_values };
}

gboolean
stree_deps_equal (const StreeDeps *kept, const StreeDeps *deps)
{
  if (kept->n_values != deps->n_values)
    return FALSE;
  for (guint i = 0; i < kept->n_values; i++)
    {
      StreeValue value = plain (&deps->values[i]);

      if (value.serial != kept->values[i].serial || !stree_value_equal (&value, &kept->values[i]))
        return FALSE;
    }
  return TRUE;
}
