/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The arithmetic of a NumberInput, for renderers. */

#include "elements/stree-number-input.h"

G_BEGIN_DECLS

/* Whether it takes integers only: by its value's type; empty, by its format or its limits. */
gboolean stree_number_input_is_integer (const StreeNumberInputArgs *args);
/* Whether it can be emptied: it has no state, or one of a number that may be missing. */
gboolean stree_number_input_may_be_empty (const StreeNumberInputArgs *args);
/* What was typed, as a number of its type. NONE is empty. It may be out of range. FALSE: it is none. */
gboolean stree_number_input_parse (const StreeNumberInputArgs *args, const char *text, StreeValue *value);
/* Brings a number into the range. FALSE: it was in it already. */
gboolean stree_number_input_clamp (const StreeNumberInputArgs *args, StreeValue *value);
/* Adds a number of steps; from empty it starts at 0, or the limit that is nearest to it. */
void     stree_number_input_step (const StreeNumberInputArgs *args, int steps, StreeValue *value);

G_END_DECLS
