/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

/**
 * StreeValueType:
 * @STREE_VALUE_NONE: nothing was given
 * @STREE_VALUE_BOOL: a boolean
 * @STREE_VALUE_INT: a 64-bit integer
 * @STREE_VALUE_DOUBLE: a double
 * @STREE_VALUE_STRING: a text
 * @STREE_VALUE_STATE: whatever a state holds; inputs write to it
 *
 * What a [struct@StreamTree.Value] holds.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_VALUE_NONE,
  STREE_VALUE_BOOL,
  STREE_VALUE_INT,
  STREE_VALUE_DOUBLE,
  STREE_VALUE_STRING,
  STREE_VALUE_STATE,
} StreeValueType;

/**
 * StreeValue: (skip)
 *
 * A small tagged value: for props where zero means something, and where a plain value or a state may stand.
 *
 * In C write `stree_value (x)`, with x a number, a boolean, a text or a state.
 *
 * Since: 1.0
 */
typedef struct
{
  StreeValueType type;
  guint          serial; /* of a state: which of its values this was, when the element was made */
  union
  {
    gboolean    b;
    gint64      i;
    double      d;
    const char *s;
    StreeState *state;
  } v;
} StreeValue;

#ifndef __GI_SCANNER__

static inline StreeValue
stree_value_of_bool (gboolean b)
{
  StreeValue value = { .type = STREE_VALUE_BOOL, .v = { .b = !!b } };
  return value;
}

static inline StreeValue
stree_value_of_int (gint64 i)
{
  StreeValue value = { .type = STREE_VALUE_INT, .v = { .i = i } };
  return value;
}

static inline StreeValue
stree_value_of_double (double d)
{
  StreeValue value = { .type = STREE_VALUE_DOUBLE, .v = { .d = d } };
  return value;
}

static inline StreeValue
stree_value_of_string (const char *s)
{
  StreeValue value = { .type = s ? STREE_VALUE_STRING : STREE_VALUE_NONE, .v = { .s = s } };
  return value;
}

static inline StreeValue
stree_value_of_state (StreeState *state)
{
  StreeValue value = { .type = state ? STREE_VALUE_STATE : STREE_VALUE_NONE, .v = { .state = state } };
  return value;
}

/* A plain value or a state as a tagged value. */
#define stree_value(x)                                                                                                 \
  (_Generic ((x),                                                                                                      \
             _Bool: stree_value_of_bool,                                                                               \
             char *: stree_value_of_string,                                                                            \
             const char *: stree_value_of_string,                                                                      \
             float: stree_value_of_double,                                                                             \
             double: stree_value_of_double,                                                                            \
             StreeState *: stree_value_of_state,                                                                       \
             default: stree_value_of_int) (x))

/* The same as stree_value () of a state, for readers: the input shows the state, and writes to it. */
#define stree_bind(state) stree_value_of_state (state)

#endif /* __GI_SCANNER__ */

STREE_AVAILABLE_IN_1_0
gboolean stree_value_equal (const StreeValue *a, const StreeValue *b);

STREE_AVAILABLE_IN_1_0
gboolean stree_value_to_gvalue (const StreeValue *value, GValue *out);

STREE_AVAILABLE_IN_1_0
gboolean stree_value_from_gvalue (StreeValue *value, const GValue *in);

G_END_DECLS
