/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "forms/stree-bindings.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
StreeElement *stree_model_input (StreeContext *cx, StreeModel *model, const char *field, StreeBindings *bindings,
                                 StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_model_inputs (StreeContext *cx, StreeModel *model, StreeBindings *bindings, StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_model_field_grid (StreeContext *cx, StreeModel *model, const char *const *rows, StreeBindings *bindings,
                                      StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_str_text_inputs (StreeContext *cx, StreeModel *model, StreeBindings *bindings,
                                     StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_number_inputs (StreeContext *cx, StreeModel *model, StreeBindings *bindings, StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_bool_checkboxes (StreeContext *cx, StreeModel *model, StreeBindings *bindings,
                                     StreeValidationErrors *errors);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_enum_selectboxes (StreeContext *cx, StreeModel *model, StreeBindings *bindings,
                                      StreeValidationErrors *errors);

G_END_DECLS
