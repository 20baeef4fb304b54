/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The inputs of a model's fields: each shows the state that is bound to it, and what is wrong with it. */

#include "forms/stree-model-inputs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/stree-arena-private.h"
#include "core/stree-context.h"
#include "core/stree-error.h"
#include "core/stree-event.h"
#include "elements/stree-card.h"
#include "elements/stree-checkbox.h"
#include "elements/stree-columns.h"
#include "elements/stree-number-input.h"
#include "elements/stree-selectbox.h"
#include "elements/stree-subheader.h"
#include "elements/stree-text-input.h"
#include "elements/stree-text.h"
#include "elements/stree-vstack.h"
#include "forms/stree-model-private.h"

typedef struct
{
  StreeContext          *cx;
  StreeModel            *model;
  StreeBindings         *bindings;
  StreeValidationErrors *errors;
} Form;

/* --- one input --- */

/* An input that has no place for a message of its own: the message below it. */
static StreeElement *
with_message (const char *key, StreeElement *input, const char *wrong)
{
  return stree_vstack_with ((.spacing = 4, .key = key), input,
                            wrong ? stree_with (stree_text ("%s", wrong), .css = "error stree-input-error") : NULL);
}

static StreeElement *
make_checkbox (const StreeField *field, const char *path, StreeState *state, const char *wrong)
{
  StreeElement *box = stree_checkbox (field->label, .key = path, .value = stree_bind (state), .help = field->help);

  return with_message (stree_str ("%s-field", path),
                       wrong ? stree_with (box, .css = "error", .accessible_description = wrong) : box, wrong);
}

static StreeElement *
make_selectbox (const StreeField *field, const char *path, StreeState *state, const char *wrong)
{
  const GEnumClass *klass = (const GEnumClass *) field->values;
  g_auto (GStrv)    options = g_new0 (char *, klass->n_values + 1);
  StreeCommon      *help = field->help ? stree_common (.tooltip = field->help, .accessible_description = field->help) : NULL;

  for (guint i = 0; i < klass->n_values; i++)
    options[i] = stree_field_value_label (field, klass->values[i].value_nick);
  return stree_selectbox (field->label, .key = path, .options = (const char *const *) (gpointer) options,
                          .index = stree_bind (state), .error = wrong,
                          .common = help);
}

/* One of the flags, on or off. */
typedef struct
{
  StreeState *state; /* owned */
  gint64      flag;
} Switch;

static void
switch_free (gpointer data)
{
  Switch *one = data;

  stree_state_unref (one->state);
  g_free (one);
}

static void
switch_cb (StreeEvent *event, gpointer data)
{
  Switch *one = data;
  gint64  flags = stree_state_get_int64 (one->state);

  stree_state_set_int (one->state, stree_event_get_bool (event) ? flags | one->flag : flags & ~one->flag);
}

static StreeElement *
make_flags (const StreeField *field, const char *path, StreeState *state, const char *wrong)
{
  const GFlagsClass *klass = (const GFlagsClass *) field->values;
  StreeBuilder      *boxes = stree_builder_new ();
  gint64             flags = stree_state_get_int64 (state);

  stree_builder_add (boxes, stree_with (stree_text ("%s", field->label), .css = "stree-input-label", .tooltip = field->help));
  for (guint i = 0; i < klass->n_values; i++)
    {
      const GFlagsValue *value = &klass->values[i];
      g_autofree char   *label = stree_field_value_label (field, value->value_nick);
      Switch            *one;
      StreeElement      *box;

      if (value->value == 0)
        continue;
      one = g_new (Switch, 1);
      one->state = stree_state_ref (state);
      one->flag = value->value;
      box = stree_checkbox (label, .key = stree_str ("%s.%s", path, value->value_nick),
                            .value = stree_value_of_bool ((flags & one->flag) == one->flag),
                            .on_change = stree_call_full (switch_cb, one, switch_free));
      stree_builder_add (boxes, wrong ? stree_with (box, .css = "error", .accessible_description = wrong) : box);
    }
  return with_message (path, stree_vstack_with ((.spacing = 4), stree_builder_end (boxes)), wrong);
}

static StreeElement *
make_input (Form *form, StreeField *field, const char *path, const char *pointer)
{
  const char  *wrong = stree_validation_errors_lookup (form->errors, pointer);
  StreeState  *state = stree_bindings_get (form->bindings, path);
  const char  *key = stree_str ("%s", path);
  StreeCommon *help = field->help ? stree_common (.tooltip = field->help, .accessible_description = field->help) : NULL;

  if (!state)
    return stree_fail (form->cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE, "There is no binding for field '%s' of %s", path,
                                              form->model->name));
  switch (field->type)
    {
    case STREE_FIELD_STRING:
      return stree_text_input (field->label, .key = key, .value = stree_bind (state), .error = wrong,
                               .common = help);
    case STREE_FIELD_DATE:
    case STREE_FIELD_DATE_TIME:
      return stree_text_input (field->label, .key = key, .value = stree_bind (state), .error = wrong,
                               .placeholder = field->type == STREE_FIELD_DATE ? _ ("YYYY-MM-DD") : _ ("YYYY-MM-DD hh:mm"),
                               .common = help);
    case STREE_FIELD_INT:
    case STREE_FIELD_DOUBLE:
      return stree_number_input (field->label, .key = key, .value = stree_bind (state), .min_value = field->min,
                                 .max_value = field->max, .error = wrong,
                                 .common = help);
    case STREE_FIELD_BOOL:
      return make_checkbox (field, key, state, wrong);
    case STREE_FIELD_ENUM:
      return make_selectbox (field, key, state, wrong);
    case STREE_FIELD_FLAGS:
      return make_flags (field, key, state, wrong);
    case STREE_FIELD_UNSUPPORTED:
    case STREE_FIELD_OBJECT:
    default:
      g_assert_not_reached ();
    }
}

/* A field by its path, one of fields as a card of them. NULL: the component failed. */
static StreeElement *
make_field (Form *form, const char *name)
{
  g_autofree char *path = NULL;
  g_autofree char *pointer = NULL;
  StreeField      *field = stree_model_find_path (form->model, name, &path, &pointer);
  StreeModel      *nested = field && field->type == STREE_FIELD_OBJECT ? stree_field_get_nested (field) : NULL;
  StreeBuilder    *inner;
  const char      *wrong;

  if (!field)
    return stree_fail (form->cx, g_error_new (STREE_ERROR, STREE_ERROR_NOT_FOUND, "%s has no field '%s'", form->model->name, name));
  if (field->type == STREE_FIELD_UNSUPPORTED)
    return stree_fail (form->cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                              "Field '%s' of %s is of a type that no input can edit", name, form->model->name));
  if (!nested)
    return make_input (form, field, path, pointer);
  inner = stree_builder_new ();
  wrong = stree_validation_errors_lookup (form->errors, pointer);
  for (guint i = 0; i < nested->names[STREE_FIELD_UNSUPPORTED]->len - 1; i++)
    {
      g_autofree char *child = g_strconcat (path, ".", (const char *) nested->names[STREE_FIELD_UNSUPPORTED]->pdata[i], NULL);
      StreeElement    *made = make_field (form, child);

      if (!made)
        return NULL;
      stree_builder_add (inner, made);
    }
  return stree_keyed (stree_str ("%s", path),
                      stree_card (stree_subheader (field->label), stree_builder_end (inner),
                                  wrong ? stree_with (stree_text ("%s", wrong), .css = "error stree-input-error") : NULL));
}

/**
 * stree_model_input:
 * @cx: a context
 * @model: a model
 * @field: a field, or a path such as `address.city`
 * @bindings: the states
 * @errors: (nullable): what is wrong: the message for the field stands at its input
 *
 * The input of a field: TextInput for a text or a date, NumberInput for a number, with its limits, Checkbox for a boolean and
 * for each flag, Selectbox for an enumeration, a Card of inputs for an object. Its key is the field's path. A field that there
 * is not, that no input can edit, or without a binding lets the component fail.
 *
 * Returns: (transfer none) (nullable): the element; %NULL if the component failed
 *
 * Since: 1.0
 */
StreeElement *
stree_model_input (StreeContext *cx, StreeModel *model, const char *field, StreeBindings *bindings,
                   StreeValidationErrors *errors)
{
  Form form = { cx, model, bindings, errors };

  g_return_val_if_fail (cx != NULL && model != NULL && field != NULL && bindings != NULL, NULL);
  return make_field (&form, field);
}

/* --- several, in the order of their declaration --- */

static StreeElement *
make_list (StreeContext *cx, StreeModel *model, const char *const *names, StreeBindings *bindings,
           StreeValidationErrors *errors)
{
  Form          form = { cx, model, bindings, errors };
  StreeBuilder *inputs = stree_builder_new ();

  for (; *names; names++)
    {
      StreeElement *made = make_field (&form, *names);

      if (!made)
        return NULL;
      stree_builder_add (inputs, made);
    }
  return stree_builder_end (inputs);
}

#define DEFINE_INPUTS(function, names, bind)                                                                           \
  StreeElement *function (StreeContext *cx, StreeModel *model, StreeBindings *bindings, StreeValidationErrors *errors) \
  {                                                                                                                    \
    g_return_val_if_fail (cx != NULL && model != NULL, NULL);                                                          \
    return make_list (cx, model, names (model), bindings ? bindings : bind (cx, model, NULL), errors);                 \
  }

/**
 * stree_model_inputs:
 * @cx: a context
 * @model: a model
 * @bindings: (nullable): the states; %NULL: those of [func@StreamTree.bind_fields] without a prefix
 * @errors: (nullable): what is wrong
 *
 * The inputs of all fields, one below the other.
 *
 * Returns: (transfer none) (nullable): a Fragment; %NULL if the component failed
 *
 * Since: 1.0
 */
DEFINE_INPUTS (stree_model_inputs, stree_model_get_field_names, stree_bind_fields)

/**
 * stree_str_text_inputs:
 * @cx: a context
 * @model: a model
 * @bindings: (nullable): the states; %NULL: those of [func@StreamTree.bind_str_fields] without a prefix
 * @errors: (nullable): what is wrong
 *
 * A TextInput for each field that holds a text.
 *
 * Returns: (transfer none) (nullable): a Fragment; %NULL if the component failed
 *
 * Since: 1.0
 */
DEFINE_INPUTS (stree_str_text_inputs, stree_str_field_names, stree_bind_str_fields)

/**
 * stree_number_inputs:
 * @cx: a context
 * @model: a model
 * @bindings: (nullable): the states; %NULL: those of [func@StreamTree.bind_numeric_fields] without a prefix
 * @errors: (nullable): what is wrong
 *
 * A NumberInput for each field that holds a number.
 *
 * Returns: (transfer none) (nullable): a Fragment; %NULL if the component failed
 *
 * Since: 1.0
 */
DEFINE_INPUTS (stree_number_inputs, stree_numeric_field_names, stree_bind_numeric_fields)

/**
 * stree_bool_checkboxes:
 * @cx: a context
 * @model: a model
 * @bindings: (nullable): the states; %NULL: those of [func@StreamTree.bind_bool_fields] without a prefix
 * @errors: (nullable): what is wrong
 *
 * A Checkbox for each field that holds a boolean.
 *
 * Returns: (transfer none) (nullable): a Fragment; %NULL if the component failed
 *
 * Since: 1.0
 */
DEFINE_INPUTS (stree_bool_checkboxes, stree_bool_field_names, stree_bind_bool_fields)

/**
 * stree_enum_selectboxes:
 * @cx: a context
 * @model: a model
 * @bindings: (nullable): the states; %NULL: those of [func@StreamTree.bind_enum_fields] without a prefix
 * @errors: (nullable): what is wrong
 *
 * A Selectbox for each field that holds one of an enumeration.
 *
 * Returns: (transfer none) (nullable): a Fragment; %NULL if the component failed
 *
 * Since: 1.0
 */
DEFINE_INPUTS (stree_enum_selectboxes, stree_enum_field_names, stree_bind_enum_fields)

/**
 * stree_model_field_grid:
 * @cx: a context
 * @model: a model
 * @rows: (array zero-terminated=1): rows; each the names of its fields, separated by spaces or commas
 * @bindings: the states
 * @errors: (nullable): what is wrong
 *
 * Inputs in rows of equal widths. In C write
 * `stree_model_field_grid (cx, model, STREE_STRV ("first_name last_name", "email"), bindings, errors)`.
 *
 * No rows, a row without a field, a field that there is not, that no input can edit, or without a binding lets the component
 * fail, and the message names it.
 *
 * Returns: (transfer none) (nullable): a VStack; %NULL if the component failed
 *
 * Since: 1.0
 */
StreeElement *
stree_model_field_grid (StreeContext *cx, StreeModel *model, const char *const *rows, StreeBindings *bindings,
                        StreeValidationErrors *errors)
{
  Form                  form = { cx, model, bindings, errors };
  g_autoptr (GPtrArray) grid = g_ptr_array_new ();

  g_return_val_if_fail (cx != NULL && model != NULL && bindings != NULL, NULL);
  if (!rows || !rows[0])
    return stree_fail_message (cx, "A grid of the fields of %s needs at least one row", model->name);
  for (guint i = 0; rows[i]; i++)
    {
      g_auto (GStrv)        names = g_strsplit_set (rows[i], " ,\t\n", -1);
      g_autoptr (GPtrArray) row = g_ptr_array_new ();

      for (guint k = 0; names[k]; k++)
        {
          StreeElement *made;

          if (!*names[k])
            continue;
          made = make_field (&form, names[k]);
          if (!made)
            return NULL;
          g_ptr_array_add (row, made);
        }
      if (row->len == 0)
        return stree_fail_message (cx, "Row %u of the grid of the fields of %s names no field", i + 1, model->name);
      g_ptr_array_add (row, stree_end);
      g_ptr_array_add (grid, stree_columns_new (&(StreeColumnsArgs){ 0 }, (StreeElement *const *) row->pdata));
    }
  g_ptr_array_add (grid, stree_end);
  return stree_vstack_new (&(StreeVStackArgs){ 0 }, (StreeElement *const *) grid->pdata);
}
