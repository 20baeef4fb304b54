/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "forms/stree-validation-errors.h"

G_BEGIN_DECLS

/* The pointer of a member below another: "" and "a/b" give "/a~1b". */
char *stree_json_pointer_join (const char *parent, const char *member);
/* Adds all of @from below a pointer. */
void  stree_validation_errors_add_all     (StreeValidationErrors *errors, const char *parent, StreeValidationErrors *from);
void  stree_validation_errors_set_pending (StreeValidationErrors *errors, guint n_pending);
/* A GError that says it all; its message is the first error, with its pointer. */
void  stree_validation_errors_to_gerror   (StreeValidationErrors *errors, const char *what, GError **error);

G_END_DECLS
