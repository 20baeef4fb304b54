/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "forms/stree-bindings-private.h"

#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-context.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-optional-private.h"
#include "core/stree-state-private.h"
#include "forms/stree-date-private.h"
#include "forms/stree-validation-errors-private.h"

typedef struct
{
  char       *path;
  StreeState *state; /* owned */
} Binding;

struct _StreeBindings
{
  gatomicrefcount ref_count;
  char           *prefix;
  GPtrArray      *list; /* Binding, owned */
};

/**
 * StreeBindings:
 *
 * Which state belongs to which field of a model. The field of a nested object is a path, such as `address.city`.
 *
 * What a state holds:
 *
 * - a text: a text
 * - a number: an integer or a double; of an optional one a variant of type `mx` or `md`, see NumberInput
 * - a boolean: a boolean
 * - an enumeration: the index of a value among those of the class, from 0
 * - flags: their sum
 * - a date: a text, ISO 8601; empty is none
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeBindings, stree_bindings)

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_free (binding->path);
  stree_state_unref (binding->state);
  g_free (binding);
}

/**
 * stree_bindings_new:
 *
 * No bindings yet: for states of one's own.
 *
 * Returns: (transfer full): the bindings
 *
 * Since: 1.0
 */
StreeBindings *
stree_bindings_new (void)
{
  StreeBindings *bindings = g_new0 (StreeBindings, 1);

  g_atomic_ref_count_init (&bindings->ref_count);
  bindings->list = g_ptr_array_new_with_free_func (binding_free);
  return bindings;
}

/**
 * stree_bindings_ref: (skip)
 * @bindings: bindings
 *
 * Returns: (transfer full): @bindings, held once more
 *
 * Since: 1.0
 */
StreeBindings *
stree_bindings_ref (StreeBindings *bindings)
{
  g_return_val_if_fail (bindings != NULL, NULL);
  g_atomic_ref_count_inc (&bindings->ref_count);
  return bindings;
}

/**
 * stree_bindings_unref: (skip)
 * @bindings: (transfer full): bindings
 *
 * Lets go of bindings.
 *
 * Since: 1.0
 */
void
stree_bindings_unref (StreeBindings *bindings)
{
  g_return_if_fail (bindings != NULL);
  if (!g_atomic_ref_count_dec (&bindings->ref_count))
    return;
  g_ptr_array_unref (bindings->list);
  g_free (bindings->prefix);
  g_free (bindings);
}

StreeBindings *
stree_bindings_keep (StreeBindings *bindings)
{
  stree_arena_on_free (stree_element_arena (), bindings, (GDestroyNotify) stree_bindings_unref);
  return bindings;
}

const char *
stree_bindings_get_prefix (StreeBindings *bindings)
{
  return bindings->prefix;
}

static gboolean
same_path (const char *a, const char *b)
{
  for (; *a && *b; a++, b++)
    if (*a != *b && !((*a == '_' || *a == '-') && (*b == '_' || *b == '-')))
      return FALSE;
  return *a == *b;
}

static Binding *
find (StreeBindings *bindings, const char *path)
{
  for (guint i = 0; i < bindings->list->len; i++)
    if (same_path (((const Binding *) bindings->list->pdata[i])->path, path))
      return bindings->list->pdata[i];
  return NULL;
}

/**
 * stree_bindings_set:
 * @bindings: bindings
 * @field: a field, or a path such as `address.city`
 * @state: the state that holds its value
 *
 * Binds a field to a state; a state it had goes.
 *
 * Since: 1.0
 */
void
stree_bindings_set (StreeBindings *bindings, const char *field, StreeState *state)
{
  Binding *binding;

  g_return_if_fail (bindings != NULL && field != NULL && state != NULL);
  stree_state_ref (state);
  binding = find (bindings, field);
  if (binding)
    stree_state_unref (binding->state);
  else
    {
      binding = g_new0 (Binding, 1);
      binding->path = g_strdup (field);
      g_ptr_array_add (bindings->list, binding);
    }
  binding->state = state;
}

/**
 * stree_bindings_get:
 * @bindings: bindings
 * @field: a field, or a path such as `address.city`
 *
 * The state of a field.
 *
 * Returns: (transfer none) (nullable): the state; %NULL if it has none
 *
 * Since: 1.0
 */
StreeState *
stree_bindings_get (StreeBindings *bindings, const char *field)
{
  Binding *binding;

  g_return_val_if_fail (bindings != NULL && field != NULL, NULL);
  binding = find (bindings, field);
  return binding ? binding->state : NULL;
}

/**
 * stree_bindings_add_all:
 * @bindings: bindings
 * @other: others
 *
 * Binds what others bind, too.
 *
 * Since: 1.0
 */
void
stree_bindings_add_all (StreeBindings *bindings, StreeBindings *other)
{
  g_return_if_fail (bindings != NULL && other != NULL);
  for (guint i = 0; i < other->list->len; i++)
    {
      const Binding *binding = other->list->pdata[i];

      stree_bindings_set (bindings, binding->path, binding->state);
    }
  if (!bindings->prefix)
    bindings->prefix = g_strdup (other->prefix);
}

gboolean
stree_bindings_is_edited (StreeBindings *bindings, const char *pointer)
{
  g_autofree char *path = g_strdelimit (g_strdup (*pointer == '/' ? pointer + 1 : pointer), "/", '.');
  Binding         *binding = find (bindings, path);

  return binding && stree_state_get_serial (binding->state) > 0;
}

/* --- a field's value as what its state holds --- */

static gboolean
is_optional (const StreeField *field)
{
  return field->optional && (field->type == STREE_FIELD_INT || field->type == STREE_FIELD_DOUBLE);
}

static StreeValueType
number_type (const StreeField *field)
{
  return field->type == STREE_FIELD_INT ? STREE_VALUE_INT : STREE_VALUE_DOUBLE;
}

static gint64
choice_of (const StreeField *field, gint64 number)
{
  const GEnumClass *klass = (const GEnumClass *) field->values;

  for (guint i = 0; i < klass->n_values; i++)
    if (klass->values[i].value == number)
      return i;
  return 0;
}

/* @value may be unset. */
static void
to_state (const StreeField *field, const GValue *value, GValue *held)
{
  StreeValue number = { .type = STREE_VALUE_NONE };

  if (is_optional (field))
    {
      if (G_IS_VALUE (value))
        stree_value_from_gvalue (&number, value);
      g_value_init (held, G_TYPE_VARIANT);
      g_value_set_variant (held, stree_optional_variant (number_type (field), &number));
      return;
    }
  if (field->type == STREE_FIELD_STRING || field->type == STREE_FIELD_DATE || field->type == STREE_FIELD_DATE_TIME)
    {
      g_value_init (held, G_TYPE_STRING);
      if (!G_IS_VALUE (value))
        g_value_set_static_string (held, "");
      else if (field->type == STREE_FIELD_STRING)
        g_value_set_string (held, g_value_get_string (value) ? g_value_get_string (value) : "");
      else
        g_value_take_string (held, stree_date_format (value));
      return;
    }
  g_value_init (held, stree_field_value_type (field->type));
  if (!G_IS_VALUE (value))
    return;
  if (field->type == STREE_FIELD_ENUM)
    g_value_set_int64 (held, choice_of (field, g_value_get_int64 (value)));
  else
    g_value_copy (value, held);
}

/* What is wrong; NULL: nothing. */
static char *
from_state (const StreeField *field, const GValue *held, GValue *value)
{
  if (is_optional (field))
    {
      StreeValue number = stree_optional_get (held);

      stree_value_to_gvalue (&number, value);
      return NULL;
    }
  if (field->type == STREE_FIELD_DATE || field->type == STREE_FIELD_DATE_TIME)
    return stree_date_parse (field->type, g_value_get_string (held) ? g_value_get_string (held) : "", value);
  g_value_init (value, stree_field_value_type (field->type));
  if (field->type == STREE_FIELD_ENUM)
    {
      const GEnumClass *klass = (const GEnumClass *) field->values;
      gint64            index = g_value_get_int64 (held);

      g_value_set_int64 (value, klass->values[CLAMP (index, 0, (gint64) klass->n_values - 1)].value);
    }
  else
    g_value_copy (held, value);
  return NULL;
}

static gboolean
is_state_of (const StreeField *field, const GValue *held)
{
  if (is_optional (field))
    return stree_optional_type (held) == number_type (field);
  if (field->type == STREE_FIELD_DATE || field->type == STREE_FIELD_DATE_TIME)
    return G_VALUE_HOLDS_STRING (held);
  return G_VALUE_HOLDS (held, stree_field_value_type (field->type));
}

/* --- making the states --- */

typedef struct
{
  StreeContext  *cx;
  StreeBindings *bindings;
  guint          types;  /* bits of StreeFieldType */
  gboolean       nested; /* also, or with no types only, those below an object */
} Binder;

static void
bind (StreeField *field, const char *path, const char *pointer, gpointer data)
{
  Binder          *binder = data;
  gboolean         inner = strchr (path, '.') != NULL;
  g_auto (GValue)  held = G_VALUE_INIT;
  g_autofree char *key = NULL;
  StreeState      *state;

  (void) pointer;
  if (inner ? !binder->nested : !(binder->types & (1u << field->type)))
    return;
  key = g_strconcat (binder->bindings->prefix, ".", path, NULL);
  to_state (field, &field->initial, &held);
  state = stree_context_use_global (binder->cx, key, &held);
  /* A saved session may have something else there. */
  if (is_optional (field) && !is_state_of (field, &state->value))
    stree_state_set (state, &held);
  stree_bindings_set (binder->bindings, path, state);
}

static StreeBindings *
bind_types (StreeContext *cx, StreeModel *model, const char *key_prefix, guint types, gboolean nested)
{
  StreeBindings *bindings = stree_bindings_keep (stree_bindings_new ());
  Binder         binder = { cx, bindings, types, nested };

  bindings->prefix = g_strstrip (g_strdup (key_prefix ? key_prefix : "model_form"));
  if (*bindings->prefix)
    stree_model_foreach_leaf (model, bind, &binder);
  else
    stree_context_take_error (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                               "The key_prefix of the fields of %s must not be blank", model->name));
  return bindings;
}

#define DEFINE_BIND(name, types, nested)                                                                               \
  StreeBindings *name (StreeContext *cx, StreeModel *model, const char *key_prefix)                                    \
  {                                                                                                                    \
    g_return_val_if_fail (cx != NULL && model != NULL, NULL);                                                          \
    return bind_types (cx, model, key_prefix, (types), (nested));                                                      \
  }

/**
 * stree_bind_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): what the states' keys begin with, not blank; %NULL: `model_form`
 *
 * A state of the session for each field that a form can edit, those of nested objects included: `prefix.field`, at first what
 * an instance starts with. A blank prefix lets the component fail.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_fields, ~0u, TRUE)

/**
 * stree_bind_str_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): as for [func@StreamTree.bind_fields]
 *
 * A state for each field that holds a text.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_str_fields, 1u << STREE_FIELD_STRING, FALSE)

/**
 * stree_bind_numeric_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): as for [func@StreamTree.bind_fields]
 *
 * A state for each field that holds a number. An optional one without a number of its own starts empty.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_numeric_fields, 1u << STREE_FIELD_INT | 1u << STREE_FIELD_DOUBLE, FALSE)

/**
 * stree_bind_bool_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): as for [func@StreamTree.bind_fields]
 *
 * A state for each field that holds a boolean.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_bool_fields, 1u << STREE_FIELD_BOOL, FALSE)

/**
 * stree_bind_enum_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): as for [func@StreamTree.bind_fields]
 *
 * A state for each field that holds one of an enumeration.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_enum_fields, 1u << STREE_FIELD_ENUM, FALSE)

/**
 * stree_bind_flags_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): as for [func@StreamTree.bind_fields]
 *
 * A state for each field that holds flags.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_flags_fields, 1u << STREE_FIELD_FLAGS, FALSE)

/**
 * stree_bind_date_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): as for [func@StreamTree.bind_fields]
 *
 * A state for each field that holds a date, or a date and a time.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_date_fields, 1u << STREE_FIELD_DATE | 1u << STREE_FIELD_DATE_TIME, FALSE)

/**
 * stree_bind_object_fields:
 * @cx: a context
 * @model: a model
 * @key_prefix: (nullable): as for [func@StreamTree.bind_fields]
 *
 * A state for each field of the nested objects.
 *
 * Returns: (transfer none): the bindings; they live as long as the run
 *
 * Since: 1.0
 */
DEFINE_BIND (stree_bind_object_fields, 0, TRUE)

/* --- from the states to an instance --- */

static StreeModelValues *
read_values (StreeBindings *bindings, StreeModel *model, const char *path, const char *pointer, StreeValidationErrors *errors,
             GError **error)
{
  g_autoptr (StreeModelValues) values = stree_model_values_new (model);

  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField      *field = model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];
      g_autofree char *own = *path ? g_strconcat (path, ".", field->name, NULL) : g_strdup (field->name);
      g_autofree char *place = stree_json_pointer_join (pointer, field->name);
      g_autofree char *problem = NULL;
      g_auto (GValue)  held = G_VALUE_INIT;
      StreeState      *state;

      if (field->type == STREE_FIELD_UNSUPPORTED)
        continue;
      value->given = TRUE;
      if (field->type == STREE_FIELD_OBJECT)
        {
          value->nested = read_values (bindings, stree_field_get_nested (field), own, place, errors, error);
          if (!value->nested)
            return NULL;
          continue;
        }
      state = stree_bindings_get (bindings, own);
      if (!state)
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_STATE, "There is no binding for field '%s' of %s", own, model->name);
          return NULL;
        }
      stree_state_get (state, &held);
      if (!is_state_of (field, &held))
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_STATE, "Field '%s' of %s is bound to a state that holds a %s", own,
                       model->name, G_VALUE_TYPE_NAME (&held));
          return NULL;
        }
      problem = from_state (field, &held, &value->value);
      value->wrong = problem != NULL;
      if (problem)
        stree_validation_errors_add (errors, place, problem);
    }
  return g_steal_pointer (&values);
}

StreeModelValues *
stree_bindings_read (StreeBindings *bindings, StreeModel *model, StreeValidationErrors *errors, GError **error)
{
  return read_values (bindings, model, "", "", errors, error);
}

/**
 * stree_build_model_from_bindings:
 * @model: a model
 * @bindings: a state for each field
 * @errors: (nullable): where to add what is wrong, each with the JSON Pointer of its field
 * @error: return location for an error; its message has the first of them
 *
 * An instance with what the states hold. Asynchronous validators are not asked: see [func@StreamTree.validate_bindings].
 *
 * Returns: (transfer full) (nullable) (type GObject.Object): the instance: an object, or in C a struct that is freed with
 *   stree_model_free_instance(); %NULL if something is wrong, or a field has no binding
 *
 * Since: 1.0
 */
gpointer
stree_build_model_from_bindings (StreeModel *model, StreeBindings *bindings, StreeValidationErrors *errors, GError **error)
{
  g_autoptr (StreeValidationErrors) found = NULL;
  g_autoptr (StreeModelValues)      values = NULL;
  gpointer                          instance;

  g_return_val_if_fail (model != NULL && bindings != NULL, NULL);
  found = stree_validation_errors_new ();
  values = stree_bindings_read (bindings, model, found, error);
  if (!values)
    return NULL;
  instance = stree_model_values_make (values, found);
  if (!instance)
    {
      if (errors)
        stree_validation_errors_add_all (errors, "", found);
      stree_validation_errors_to_gerror (found, model->name, error);
    }
  return instance;
}

/* --- and back --- */

static void
load_values (StreeBindings *bindings, StreeModelValues *values, const char *path)
{
  for (guint i = 0; i < values->model->fields->len; i++)
    {
      StreeField      *field = values->model->fields->pdata[i];
      g_autofree char *own = *path ? g_strconcat (path, ".", field->name, NULL) : g_strdup (field->name);
      g_auto (GValue)  held = G_VALUE_INIT;
      StreeState      *state = stree_bindings_get (bindings, own);

      if (field->type == STREE_FIELD_OBJECT && values->values[i].nested)
        load_values (bindings, values->values[i].nested, own);
      else if (state && field->type != STREE_FIELD_UNSUPPORTED && field->type != STREE_FIELD_OBJECT)
        {
          to_state (field, &values->values[i].value, &held);
          stree_state_set (state, &held);
        }
    }
}

/**
 * stree_bindings_load:
 * @bindings: bindings
 * @model: a model
 * @instance: (type GObject.Object): an instance of it: an object, or in C a struct
 * @error: return location for an error
 *
 * Sets the states to what an instance holds. Fields without a state are passed over.
 *
 * Returns: %FALSE if @instance is none of @model
 *
 * Since: 1.0
 */
gboolean
stree_bindings_load (StreeBindings *bindings, StreeModel *model, gpointer instance, GError **error)
{
  g_autoptr (StreeModelValues) values = NULL;

  g_return_val_if_fail (bindings != NULL && model != NULL && instance != NULL, FALSE);
  if (model->type && !g_type_is_a (G_OBJECT_TYPE (instance), model->type))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "A %s is no %s", G_OBJECT_TYPE_NAME (instance), model->name);
      return FALSE;
    }
  values = stree_model_values_read (model, instance);
  load_values (bindings, values, "");
  return TRUE;
}

/**
 * stree_bindings_reset:
 * @bindings: bindings
 *
 * Sets every state back to what it started from.
 *
 * Since: 1.0
 */
void
stree_bindings_reset (StreeBindings *bindings)
{
  g_return_if_fail (bindings != NULL);
  for (guint i = 0; i < bindings->list->len; i++)
    stree_state_reset (((const Binding *) bindings->list->pdata[i])->state);
}
