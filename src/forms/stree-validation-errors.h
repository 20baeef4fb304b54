/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"

G_BEGIN_DECLS

#define STREE_TYPE_VALIDATION_ERRORS (stree_validation_errors_get_type ())

typedef struct _StreeValidationErrors StreeValidationErrors;

STREE_AVAILABLE_IN_1_0
GType stree_validation_errors_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeValidationErrors *stree_validation_errors_new (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeValidationErrors *stree_validation_errors_ref (StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
void stree_validation_errors_unref (StreeValidationErrors *errors);

STREE_AVAILABLE_IN_1_0
void stree_validation_errors_add (StreeValidationErrors *errors, const char *path, const char *message);
STREE_AVAILABLE_IN_1_0
guint stree_validation_errors_get_n_errors (StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
const char *stree_validation_errors_get_path (StreeValidationErrors *errors, guint index);
STREE_AVAILABLE_IN_1_0
const char *stree_validation_errors_get_message (StreeValidationErrors *errors, guint index);
STREE_AVAILABLE_IN_1_0
const char *stree_validation_errors_lookup (StreeValidationErrors *errors, const char *path);
STREE_AVAILABLE_IN_1_0
guint stree_validation_errors_get_n_pending (StreeValidationErrors *errors);

STREE_AVAILABLE_IN_1_0
char *stree_format_validation_errors (StreeValidationErrors *errors);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeValidationErrors, stree_validation_errors_unref)

G_END_DECLS
