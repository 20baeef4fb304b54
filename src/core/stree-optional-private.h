/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A number that may be missing: in a state, a variant of type mx or md (G_VARIANT_TYPE ("mx") is `maybe an int64`). It is
 * saved with the session as any variant is. */

#include "core/stree-value.h"

G_BEGIN_DECLS

/* STREE_VALUE_INT or STREE_VALUE_DOUBLE: the kind of number that may be missing. NONE: @value is no such thing. */
StreeValueType stree_optional_type    (const GValue *value);
/* The number, or NONE. */
StreeValue     stree_optional_get     (const GValue *value);
/* A variant of that type; floating. @value is NONE, an integer or a double; what does not fit is nothing. */
GVariant      *stree_optional_variant (StreeValueType type, const StreeValue *value);

G_END_DECLS
