/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "forms/stree-bindings.h"
#include "forms/stree-model-values-private.h"

G_BEGIN_DECLS

/* What states hold, for each field that has one; what is no value of its field is an error. NULL: a field has no state, or
 * one of another type. */
StreeModelValues *stree_bindings_read       (StreeBindings *bindings, StreeModel *model, StreeValidationErrors *errors,
                                             GError **error);
/* What the states' names begin with; NULL: nothing in common. */
const char       *stree_bindings_get_prefix (StreeBindings *bindings);
/* Whether a field's state was set since it was made. */
gboolean          stree_bindings_is_edited  (StreeBindings *bindings, const char *pointer);
/* Keeps it as long as the run: for what view code never frees. */
StreeBindings    *stree_bindings_keep       (StreeBindings *bindings);

G_END_DECLS
