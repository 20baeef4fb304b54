/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* Forms from models. A model is a list of typed fields: the properties of a GObject class, or the members of a C struct. It
 * is what a form is made of and what it makes: states are bound to its fields (stree-bindings.h), inputs show them
 * (stree-model-inputs.h), an instance is built of what they hold or of JSON, and what is wrong is told field by field
 * (stree-validation-errors.h, stree-model-check.h).
 */

#include <gio/gio.h>

#include "core/stree-types.h"
#include "forms/stree-validation-errors.h"

G_BEGIN_DECLS

#define STREE_TYPE_MODEL (stree_model_get_type ())

typedef struct _StreeModel StreeModel;

/**
 * StreeFieldType:
 * @STREE_FIELD_UNSUPPORTED: of a type that no form can edit
 * @STREE_FIELD_STRING: a text
 * @STREE_FIELD_INT: an integer
 * @STREE_FIELD_DOUBLE: a number
 * @STREE_FIELD_BOOL: a boolean
 * @STREE_FIELD_ENUM: one of an enumeration
 * @STREE_FIELD_FLAGS: any of a set of flags
 * @STREE_FIELD_DATE: a date
 * @STREE_FIELD_DATE_TIME: a date and a time
 * @STREE_FIELD_OBJECT: an instance of another model
 *
 * What a field of a model holds.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_FIELD_UNSUPPORTED,
  STREE_FIELD_STRING,
  STREE_FIELD_INT,
  STREE_FIELD_DOUBLE,
  STREE_FIELD_BOOL,
  STREE_FIELD_ENUM,
  STREE_FIELD_FLAGS,
  STREE_FIELD_DATE,
  STREE_FIELD_DATE_TIME,
  STREE_FIELD_OBJECT,
} StreeFieldType;

/**
 * StreeFieldValidateFunc:
 * @value: the value: a text, `gint64` (also of an enumeration or flags), `gdouble`, `gboolean`, `GDate` or `GDateTime`
 * @user_data: data
 *
 * Checks the value of a field. It is called only with values of the right type, within their limits, and not with a
 * missing one.
 *
 * Returns: (transfer full) (nullable): what is wrong; %NULL: nothing
 *
 * Since: 1.0
 */
typedef char *(*StreeFieldValidateFunc) (const GValue *value, gpointer user_data);

/**
 * StreeFieldAskFunc:
 * @task: where the answer goes; it has a cancellable
 * @value: the value; as for [callback@StreamTree.FieldValidateFunc], good during the call
 * @user_data: data
 *
 * Begins to check the value of a field, and answers when it knows: with g_task_return_boolean (task, TRUE) if nothing is
 * wrong, with g_task_return_error () if something is: the message is shown at the field.
 *
 * Since: 1.0
 */
typedef void (*StreeFieldAskFunc) (GTask *task, const GValue *value, gpointer user_data);

/**
 * StreeModelValidateFunc:
 * @instance: (type GObject.Object): the instance, made of values that are good one by one: an object, or in C a struct
 * @errors: where to add what is wrong
 * @user_data: data
 *
 * Checks an instance as a whole.
 *
 * Since: 1.0
 */
typedef void (*StreeModelValidateFunc) (gpointer instance, StreeValidationErrors *errors, gpointer user_data);

STREE_AVAILABLE_IN_1_0
GType stree_model_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeModel *stree_model_new (GType type, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeModel *stree_model_ref (StreeModel *model);
STREE_AVAILABLE_IN_1_0
void stree_model_unref (StreeModel *model);

/* --- what it is made of --- */

STREE_AVAILABLE_IN_1_0
const char *stree_model_get_name (StreeModel *model);
STREE_AVAILABLE_IN_1_0
const char *const *stree_model_get_field_names (StreeModel *model);
STREE_AVAILABLE_IN_1_0
StreeFieldType stree_model_get_field_type (StreeModel *model, const char *field);
STREE_AVAILABLE_IN_1_0
const char *stree_model_get_field_label (StreeModel *model, const char *field);
STREE_AVAILABLE_IN_1_0
const char *stree_model_get_field_help (StreeModel *model, const char *field);
STREE_AVAILABLE_IN_1_0
const char *const *stree_str_field_names (StreeModel *model);
STREE_AVAILABLE_IN_1_0
const char *const *stree_numeric_field_names (StreeModel *model);
STREE_AVAILABLE_IN_1_0
const char *const *stree_bool_field_names (StreeModel *model);
STREE_AVAILABLE_IN_1_0
const char *const *stree_enum_field_names (StreeModel *model);
STREE_AVAILABLE_IN_1_0
const char *const *stree_flags_field_names (StreeModel *model);
STREE_AVAILABLE_IN_1_0
const char *const *stree_date_field_names (StreeModel *model);
STREE_AVAILABLE_IN_1_0
const char *const *stree_object_field_names (StreeModel *model);

/* --- what its class does not say: to be set before it is used --- */

STREE_AVAILABLE_IN_1_0
gboolean stree_model_set_label (StreeModel *model, const char *field, const char *label, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_model_set_value_label (StreeModel *model, const char *field, const char *value, const char *label, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_model_set_required (StreeModel *model, const char *field, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_model_set_optional (StreeModel *model, const char *field, double empty, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_model_set_field_model (StreeModel *model, const char *field, StreeModel *nested, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_model_add_validator (StreeModel *model, const char *field, StreeFieldValidateFunc func, gpointer user_data,
                                    GDestroyNotify destroy, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_model_add_async_validator (StreeModel *model, const char *field, StreeFieldAskFunc func, gpointer user_data,
                                          GDestroyNotify destroy, GError **error);
STREE_AVAILABLE_IN_1_0
void stree_model_add_model_validator (StreeModel *model, StreeModelValidateFunc func, gpointer user_data,
                                      GDestroyNotify destroy);

/* --- instances --- */

STREE_AVAILABLE_IN_1_0
gpointer stree_model_validate_json (StreeModel *model, const char *json, StreeValidationErrors *errors,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
char *stree_model_to_json (StreeModel *model, gpointer instance, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
void stree_model_free_instance (StreeModel *model, gpointer instance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeModel, stree_model_unref)

G_END_DECLS
