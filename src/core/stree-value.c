/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-value.h"

#include <string.h>

#include "core/stree-optional-private.h"
#include "core/stree-state.h"

/**
 * stree_value_equal: (skip)
 * @a: a value
 * @b: another
 *
 * Whether two values have the same type and content. States are equal when they are the same state.
 *
 * Returns: %TRUE if they are equal
 *
 * Since: 1.0
 */
gboolean
stree_value_equal (const StreeValue *a, const StreeValue *b)
{
  if (a->type != b->type)
    return FALSE;
  switch (a->type)
    {
    case STREE_VALUE_NONE:
      return TRUE;
    case STREE_VALUE_BOOL:
      return a->v.b == b->v.b;
    case STREE_VALUE_INT:
      return a->v.i == b->v.i;
    case STREE_VALUE_DOUBLE:
      return memcmp (&a->v.d, &b->v.d, sizeof (double)) == 0;
    case STREE_VALUE_STRING:
      return strcmp (a->v.s, b->v.s) == 0;
    case STREE_VALUE_STATE:
      return a->v.state == b->v.state;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * stree_value_to_gvalue: (skip)
 * @value: a value
 * @out: an unset GValue
 *
 * Copies @value into @out: a state gives what it holds.
 *
 * Returns: %FALSE if there was nothing to copy; @out is unset then
 *
 * Since: 1.0
 */
gboolean
stree_value_to_gvalue (const StreeValue *value, GValue *out)
{
  switch (value->type)
    {
    case STREE_VALUE_NONE:
      return FALSE;
    case STREE_VALUE_BOOL:
      g_value_init (out, G_TYPE_BOOLEAN);
      g_value_set_boolean (out, value->v.b);
      return TRUE;
    case STREE_VALUE_INT:
      g_value_init (out, G_TYPE_INT64);
      g_value_set_int64 (out, value->v.i);
      return TRUE;
    case STREE_VALUE_DOUBLE:
      g_value_init (out, G_TYPE_DOUBLE);
      g_value_set_double (out, value->v.d);
      return TRUE;
    case STREE_VALUE_STRING:
      g_value_init (out, G_TYPE_STRING);
      g_value_set_string (out, value->v.s);
      return TRUE;
    case STREE_VALUE_STATE:
      stree_state_get (value->v.state, out);
      return TRUE;
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * stree_value_from_gvalue: (skip)
 * @value: (out): where to put it
 * @in: a GValue
 *
 * Reads a tagged value out of a GValue. Text is borrowed from @in, a state too. A variant of type `mx` or `md` is a number
 * that may be missing.
 *
 * Returns: %FALSE if @in is of a type that a tagged value cannot hold
 *
 * Since: 1.0
 */
gboolean
stree_value_from_gvalue (StreeValue *value, const GValue *in)
{
  GType type = G_VALUE_TYPE (in);

  *value = (StreeValue){ .type = STREE_VALUE_NONE };
  if (type == G_TYPE_BOOLEAN)
    *value = stree_value_of_bool (g_value_get_boolean (in));
  else if (type == G_TYPE_STRING)
    *value = stree_value_of_string (g_value_get_string (in));
  else if (type == STREE_TYPE_STATE)
    *value = stree_value_of_state (g_value_get_boxed (in));
  else if (type == G_TYPE_DOUBLE)
    *value = stree_value_of_double (g_value_get_double (in));
  else if (type == G_TYPE_FLOAT)
    *value = stree_value_of_double (g_value_get_float (in));
  else if (stree_optional_type (in) != STREE_VALUE_NONE)
    *value = stree_optional_get (in);
  else if (g_value_type_transformable (type, G_TYPE_INT64) && !g_type_is_a (type, G_TYPE_ENUM))
    {
      g_auto (GValue) number = G_VALUE_INIT;

      g_value_init (&number, G_TYPE_INT64);
      if (!g_value_transform (in, &number))
        return FALSE;
      *value = stree_value_of_int (g_value_get_int64 (&number));
    }
  else
    return FALSE;
  return TRUE;
}
