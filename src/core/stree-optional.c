/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-optional-private.h"

#include <math.h>

#define MAYBE_INT    ((const GVariantType *) "mx")
#define MAYBE_DOUBLE ((const GVariantType *) "md")

StreeValueType
stree_optional_type (const GValue *value)
{
  GVariant *variant = G_VALUE_HOLDS_VARIANT (value) ? g_value_get_variant (value) : NULL;

  if (variant && g_variant_is_of_type (variant, MAYBE_INT))
    return STREE_VALUE_INT;
  if (variant && g_variant_is_of_type (variant, MAYBE_DOUBLE))
    return STREE_VALUE_DOUBLE;
  return STREE_VALUE_NONE;
}

StreeValue
stree_optional_get (const GValue *value)
{
  StreeValueType       type = stree_optional_type (value);
  g_autoptr (GVariant) number = type == STREE_VALUE_NONE ? NULL : g_variant_get_maybe (g_value_get_variant (value));

  if (!number)
    return (StreeValue){ .type = STREE_VALUE_NONE };
  return type == STREE_VALUE_INT ? stree_value_of_int (g_variant_get_int64 (number))
                                 : stree_value_of_double (g_variant_get_double (number));
}

GVariant *
stree_optional_variant (StreeValueType type, const StreeValue *value)
{
  GVariant *number = NULL;

  if (type == STREE_VALUE_INT)
    {
      if (value->type == STREE_VALUE_INT)
        number = g_variant_new_int64 (value->v.i);
      else if (value->type == STREE_VALUE_DOUBLE && fabs (value->v.d) < 9223372036854775808.0)
        number = g_variant_new_int64 ((gint64) round (value->v.d));
      return g_variant_new_maybe (G_VARIANT_TYPE_INT64, number);
    }
  if (value->type == STREE_VALUE_INT)
    number = g_variant_new_double ((double) value->v.i);
  else if (value->type == STREE_VALUE_DOUBLE)
    number = g_variant_new_double (value->v.d);
  return g_variant_new_maybe (G_VARIANT_TYPE_DOUBLE, number);
}
