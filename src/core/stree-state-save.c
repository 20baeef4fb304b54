/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a state holds as a GVariant, for a file or for a history, and back. */

#include "core/stree-node-private.h"
#include "core/stree-state-private.h"

GVariant *
stree_state_pack (const GValue *value)
{
  if (G_VALUE_HOLDS_INT64 (value))
    return g_variant_new_int64 (g_value_get_int64 (value));
  if (G_VALUE_HOLDS_DOUBLE (value))
    return g_variant_new_double (g_value_get_double (value));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_variant_new_boolean (g_value_get_boolean (value));
  if (G_VALUE_HOLDS_STRING (value))
    {
      const char *text = g_value_get_string (value);

      /* Such as a file name. */
      if (text && !g_utf8_validate (text, -1, NULL))
        return g_variant_new_bytestring (text);
      return g_variant_new_string (text ? text : "");
    }
  if (G_VALUE_HOLDS_VARIANT (value) && g_value_get_variant (value))
    return g_variant_new_variant (g_value_get_variant (value));
  return NULL;
}

/* What to write to a file for it; NULL if it holds what cannot be written. */
GVariant *
stree_state_save (StreeState *state)
{
  GVariant *value;
  GVariant *committed;

  if (state->transient || state->read_only)
    return NULL;
  value = stree_state_pack (&state->value);
  committed = value && G_IS_VALUE (&state->committed) ? stree_state_pack (&state->committed) : NULL;
  return committed ? g_variant_new ("(**)", value, committed) : value;
}

/* A variant that is not there can come back, too. */
static GVariant *
value_to_record (const GValue *value)
{
  if (G_VALUE_HOLDS_VARIANT (value) && !g_value_get_variant (value))
    return g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL);
  return stree_state_pack (value);
}

GVariant *
stree_state_record (StreeState *state)
{
  GVariant *value = value_to_record (&state->value);

  if (value && G_IS_VALUE (&state->committed))
    value = g_variant_new ("(**)", value, value_to_record (&state->committed));
  return value ? g_variant_ref_sink (value) : NULL;
}

char *
stree_state_dup_place (StreeState *state)
{
  g_autofree char *path = NULL;

  if (state->global)
    return g_strconcat ("/", state->name, NULL);
  if (!state->owner)
    return g_strdup (state->name); /* of a row out of sight */
  path = stree_node_dup_path (state->owner);
  return g_strconcat (path, "/", state->name, NULL);
}

static void
restore_one (GValue *value, GVariant *variant)
{
  if (G_VALUE_HOLDS_INT64 (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_INT64))
    g_value_set_int64 (value, g_variant_get_int64 (variant));
  else if (G_VALUE_HOLDS_DOUBLE (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_DOUBLE))
    g_value_set_double (value, g_variant_get_double (variant));
  else if (G_VALUE_HOLDS_BOOLEAN (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_BOOLEAN))
    g_value_set_boolean (value, g_variant_get_boolean (variant));
  else if (G_VALUE_HOLDS_STRING (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_STRING))
    g_value_set_string (value, g_variant_get_string (variant, NULL));
  else if (G_VALUE_HOLDS_STRING (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_BYTESTRING))
    g_value_set_string (value, g_variant_get_bytestring (variant));
  else if (G_VALUE_HOLDS_VARIANT (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE_VARIANT))
    g_value_take_variant (value, g_variant_get_variant (variant));
  else if (G_VALUE_HOLDS_VARIANT (value) && g_variant_is_of_type (variant, G_VARIANT_TYPE ("mv")))
    g_value_set_variant (value, NULL);
}

/* Takes what was saved. A value of another type than the state's is left alone: the initial value stands. */
void
stree_state_restore (StreeState *state, GVariant *variant)
{
  if (G_IS_VALUE (&state->committed))
    {
      if (g_variant_is_of_type (variant, G_VARIANT_TYPE_TUPLE) && g_variant_n_children (variant) == 2)
        {
          g_autoptr (GVariant) value = g_variant_get_child_value (variant, 0);
          g_autoptr (GVariant) committed = g_variant_get_child_value (variant, 1);

          restore_one (&state->value, value);
          restore_one (&state->committed, committed);
        }
      return;
    }
  restore_one (&state->value, variant);
}
