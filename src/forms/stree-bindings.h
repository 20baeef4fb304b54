/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-state.h"
#include "forms/stree-model.h"

G_BEGIN_DECLS

#define STREE_TYPE_BINDINGS (stree_bindings_get_type ())

typedef struct _StreeBindings StreeBindings;

STREE_AVAILABLE_IN_1_0
GType stree_bindings_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bindings_new (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bindings_ref (StreeBindings *bindings);
STREE_AVAILABLE_IN_1_0
void stree_bindings_unref (StreeBindings *bindings);
STREE_AVAILABLE_IN_1_0
void stree_bindings_set (StreeBindings *bindings, const char *field, StreeState *state);
STREE_AVAILABLE_IN_1_0
StreeState *stree_bindings_get (StreeBindings *bindings, const char *field);
STREE_AVAILABLE_IN_1_0
void stree_bindings_add_all (StreeBindings *bindings, StreeBindings *other);

/* --- a state `prefix.field` for each field: hooks, to be called in a component --- */

STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_str_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_numeric_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_bool_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_enum_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_flags_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_date_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);
STREE_AVAILABLE_IN_1_0
StreeBindings *stree_bind_object_fields (StreeContext *cx, StreeModel *model, const char *key_prefix);

/* --- from the states to an instance, and back --- */

STREE_AVAILABLE_IN_1_0
gpointer stree_build_model_from_bindings (StreeModel *model, StreeBindings *bindings, StreeValidationErrors *errors,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
gboolean stree_bindings_load (StreeBindings *bindings, StreeModel *model, gpointer instance, GError **error);
STREE_AVAILABLE_IN_1_0
void stree_bindings_reset (StreeBindings *bindings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeBindings, stree_bindings_unref)

G_END_DECLS
