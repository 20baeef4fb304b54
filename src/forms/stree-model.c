/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "forms/stree-model-private.h"

#include <math.h>
#include <string.h>

#include "core/stree-boxed-private.h"
#include "core/stree-error.h"
#include "forms/stree-validation-errors-private.h"

/**
 * StreeModel:
 *
 * What a form edits: a list of typed fields, made of the properties of a GObject class, or in C of the members of a
 * struct (STREE_DEFINE_MODEL).
 *
 * A property is a field if it can be read and written. Its label is its nick, or the name with spaces and in title case;
 * its help is its blurb; its limits are its minimum and maximum. A property of an object type is a field of fields; one that
 * leads back to the class itself, such as a parent, is no field.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeModel, stree_model)

static StreeModel *
model_new (const char *name)
{
  StreeModel *model = g_new0 (StreeModel, 1);

  g_atomic_ref_count_init (&model->ref_count);
  model->name = g_strdup (name);
  model->fields = g_ptr_array_new_with_free_func (stree_field_free);
  model->checks = g_ptr_array_new_with_free_func (stree_field_check_free);
  return model;
}

static void
add_name (GPtrArray **names, StreeField *field)
{
  if (!*names)
    *names = g_ptr_array_new ();
  if (field)
    g_ptr_array_add (*names, field->name);
}

/* The lists of names, once all fields are there. */
static void
sort_names (StreeModel *model)
{
  for (guint i = 0; i <= model->fields->len; i++)
    {
      StreeField *field = i < model->fields->len ? model->fields->pdata[i] : NULL;

      if (field && field->type == STREE_FIELD_UNSUPPORTED)
        continue;
      for (int type = 0; type <= STREE_FIELD_OBJECT; type++)
        if (!field || type == STREE_FIELD_UNSUPPORTED || type == (int) field->type)
          add_name (&model->names[type], field);
      if (!field || field->type == STREE_FIELD_INT || field->type == STREE_FIELD_DOUBLE)
        add_name (&model->numeric, field);
      if (!field || field->type == STREE_FIELD_DATE || field->type == STREE_FIELD_DATE_TIME)
        add_name (&model->dates, field);
    }
  for (int type = 0; type <= STREE_FIELD_OBJECT; type++)
    g_ptr_array_add (model->names[type], NULL);
  g_ptr_array_add (model->numeric, NULL);
  g_ptr_array_add (model->dates, NULL);
}

/* Whether an instance of @type leads to one of @target, by its properties. */
static gboolean
reaches (GType type, GType target, GHashTable *seen)
{
  GTypeClass             *klass;
  g_autofree GParamSpec **pspecs = NULL;
  guint                   n_pspecs;
  gboolean                found = g_type_is_a (type, target) || g_type_is_a (target, type);

  if (found || !g_hash_table_add (seen, GSIZE_TO_POINTER (type)))
    return found;
  klass = g_type_class_ref (type);
  pspecs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_pspecs);
  for (guint i = 0; i < n_pspecs && !found; i++)
    found = G_IS_PARAM_SPEC_OBJECT (pspecs[i]) && (pspecs[i]->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE &&
            G_TYPE_IS_OBJECT (G_PARAM_SPEC_VALUE_TYPE (pspecs[i])) &&
            reaches (G_PARAM_SPEC_VALUE_TYPE (pspecs[i]), target, seen);
  g_type_class_unref (klass);
  return found;
}

static void
add_property (StreeModel *model, GParamSpec *pspec)
{
  StreeField *field = stree_field_new_for_pspec (pspec);

  if (field->type == STREE_FIELD_OBJECT)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      if (reaches (G_PARAM_SPEC_VALUE_TYPE (pspec), model->type, seen))
        field->type = STREE_FIELD_UNSUPPORTED; /* a form of forms without end */
    }
  g_ptr_array_add (model->fields, field);
}

/**
 * stree_model_new:
 * @type: a GObject class, not an abstract one
 * @error: return location for an error
 *
 * The properties of a class as a model.
 *
 * Returns: (transfer full): the model; %NULL if there can be no instance of @type
 *
 * Since: 1.0
 */
StreeModel *
stree_model_new (GType type, GError **error)
{
  StreeModel             *model;
  g_autofree GParamSpec **pspecs = NULL;
  guint                   n_pspecs;

  if (!g_type_is_a (type, G_TYPE_OBJECT) || G_TYPE_IS_ABSTRACT (type))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "A model is made of a GObject class that is not abstract; %s is none",
                   g_type_name (type) ? g_type_name (type) : "this type");
      return NULL;
    }
  model = model_new (g_type_name (type));
  model->type = type;
  model->klass = g_type_class_ref (type);
  pspecs = g_object_class_list_properties (G_OBJECT_CLASS (model->klass), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    if ((pspecs[i]->flags & G_PARAM_READWRITE) == G_PARAM_READWRITE)
      add_property (model, pspecs[i]);
  sort_names (model);
  return model;
}

/**
 * stree_model_new_for_table: (skip)
 * @name: the name of the struct
 * @size: its size
 * @fields: (array length=n_fields): its members
 * @n_fields: how many
 *
 * The members of a struct as a model. In C write STREE_DEFINE_MODEL.
 *
 * Returns: (transfer full): the model
 *
 * Since: 1.0
 */
StreeModel *
stree_model_new_for_table (const char *name, gsize size, const StreeFieldDecl *fields, guint n_fields)
{
  StreeModel *model;

  g_return_val_if_fail (name != NULL && size > 0, NULL);
  g_return_val_if_fail (fields != NULL || n_fields == 0, NULL);
  model = model_new (name);
  model->size = size;
  for (guint i = 0; i < n_fields; i++)
    g_ptr_array_add (model->fields, stree_field_new_for_decl (&fields[i]));
  sort_names (model);
  return model;
}

/**
 * stree_model_ref: (skip)
 * @model: a model
 *
 * Returns: (transfer full): @model, held once more
 *
 * Since: 1.0
 */
StreeModel *
stree_model_ref (StreeModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);
  g_atomic_ref_count_inc (&model->ref_count);
  return model;
}

/**
 * stree_model_unref: (skip)
 * @model: (transfer full): a model
 *
 * Lets go of a model.
 *
 * Since: 1.0
 */
void
stree_model_unref (StreeModel *model)
{
  g_return_if_fail (model != NULL);
  if (!g_atomic_ref_count_dec (&model->ref_count))
    return;
  for (int type = 0; type <= STREE_FIELD_OBJECT; type++)
    g_ptr_array_unref (model->names[type]);
  g_ptr_array_unref (model->numeric);
  g_ptr_array_unref (model->dates);
  g_ptr_array_unref (model->fields);
  g_ptr_array_unref (model->checks);
  g_clear_pointer (&model->klass, g_type_class_unref);
  g_free (model->name);
  g_free (model);
}

/* --- fields, by name and by path --- */

static gboolean
same_name (const char *a, const char *b, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (a[i] != b[i] && !((a[i] == '_' || a[i] == '-') && (b[i] == '_' || b[i] == '-')))
      return FALSE;
  return a[length] == '\0';
}

static StreeField *
find (StreeModel *model, const char *name, gsize length)
{
  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField *field = model->fields->pdata[i];

      if (strlen (field->name) == length && same_name (field->name, name, length))
        return field;
    }
  return NULL;
}

StreeField *
stree_model_find (StreeModel *model, const char *name)
{
  return find (model, name, strlen (name));
}

StreeField *
stree_model_find_path (StreeModel *model, const char *name, char **path, char **pointer)
{
  g_autoptr (GString) dotted = g_string_new (NULL);
  g_autofree char    *place = g_strdup ("");
  StreeField         *field = NULL;

  for (guint depth = 0; model && depth < STREE_MODEL_DEPTH; depth++)
    {
      const char      *dot = strchr (name, '.');
      g_autofree char *outer = g_steal_pointer (&place);

      field = find (model, name, dot ? (gsize) (dot - name) : strlen (name));
      if (!field)
        return NULL;
      g_string_append_printf (dotted, "%s%s", dotted->len ? "." : "", field->name);
      place = stree_json_pointer_join (outer, field->name);
      if (!dot)
        {
          if (path)
            *path = g_strdup (dotted->str);
          if (pointer)
            *pointer = g_steal_pointer (&place);
          return field;
        }
      name = dot + 1;
      model = field->type == STREE_FIELD_OBJECT ? stree_field_get_nested (field) : NULL;
    }
  return NULL;
}

StreeModel *
stree_field_get_nested (StreeField *field)
{
  if (!field->nested && field->get_nested)
    field->nested = stree_model_ref (field->get_nested ());
  if (!field->nested && field->pspec)
    field->nested = stree_model_new (G_PARAM_SPEC_VALUE_TYPE (field->pspec), NULL);
  return field->nested;
}

static void
foreach_leaf (StreeModel *model, const char *path, const char *pointer, guint depth, StreeLeafFunc func, gpointer data)
{
  if (depth >= STREE_MODEL_DEPTH)
    return;
  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField      *field = model->fields->pdata[i];
      g_autofree char *own = *path ? g_strconcat (path, ".", field->name, NULL) : g_strdup (field->name);
      g_autofree char *place = stree_json_pointer_join (pointer, field->name);

      if (field->type == STREE_FIELD_OBJECT)
        {
          if (stree_field_get_nested (field))
            foreach_leaf (field->nested, own, place, depth + 1, func, data);
        }
      else if (field->type != STREE_FIELD_UNSUPPORTED)
        func (field, own, place, data);
    }
}

void
stree_model_foreach_leaf (StreeModel *model, StreeLeafFunc func, gpointer data)
{
  foreach_leaf (model, "", "", 0, func, data);
}

/* --- what it is made of --- */

/**
 * stree_model_get_name:
 * @model: a model
 *
 * The name of its class or struct.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_model_get_name (StreeModel *model)
{
  g_return_val_if_fail (model != NULL, NULL);
  return model->name;
}

#define DEFINE_NAMES(function, LIST)                                                                                   \
  const char *const *function (StreeModel *model)                                                                      \
  {                                                                                                                    \
    g_return_val_if_fail (model != NULL, NULL);                                                                        \
    return (const char *const *) model->LIST->pdata;                                                                   \
  }

/**
 * stree_model_get_field_names:
 * @model: a model
 *
 * The fields that a form can edit, in the order of their declaration; those of the parent class come first. (Python installs
 * the properties of a class in the order of their names: that is their order then.)
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_model_get_field_names, names[STREE_FIELD_UNSUPPORTED])

/**
 * stree_str_field_names:
 * @model: a model
 *
 * The fields that hold a text, in the order of their declaration.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_str_field_names, names[STREE_FIELD_STRING])

/**
 * stree_numeric_field_names:
 * @model: a model
 *
 * The fields that hold an integer or a number, optional ones too, in the order of their declaration.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_numeric_field_names, numeric)

/**
 * stree_bool_field_names:
 * @model: a model
 *
 * The fields that hold a boolean, in the order of their declaration.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_bool_field_names, names[STREE_FIELD_BOOL])

/**
 * stree_enum_field_names:
 * @model: a model
 *
 * The fields that hold one of an enumeration, in the order of their declaration.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_enum_field_names, names[STREE_FIELD_ENUM])

/**
 * stree_flags_field_names:
 * @model: a model
 *
 * The fields that hold flags, in the order of their declaration.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_flags_field_names, names[STREE_FIELD_FLAGS])

/**
 * stree_date_field_names:
 * @model: a model
 *
 * The fields that hold a date, or a date and a time, in the order of their declaration.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_date_field_names, dates)

/**
 * stree_object_field_names:
 * @model: a model
 *
 * The fields that hold an instance of another model, in the order of their declaration.
 *
 * Returns: (transfer none) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
DEFINE_NAMES (stree_object_field_names, names[STREE_FIELD_OBJECT])

/**
 * stree_model_get_field_type:
 * @model: a model
 * @field: a field, or a path such as `address.city`
 *
 * What a field holds.
 *
 * Returns: the type; %STREE_FIELD_UNSUPPORTED also if there is no such field
 *
 * Since: 1.0
 */
StreeFieldType
stree_model_get_field_type (StreeModel *model, const char *field)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL, STREE_FIELD_UNSUPPORTED);
  found = stree_model_find_path (model, field, NULL, NULL);
  return found ? found->type : STREE_FIELD_UNSUPPORTED;
}

/**
 * stree_model_get_field_label:
 * @model: a model
 * @field: a field, or a path such as `address.city`
 *
 * What a form calls a field: the label that was set, the property's nick, or the name with spaces and in title case.
 *
 * Returns: (transfer none) (nullable): the label; %NULL if there is no such field
 *
 * Since: 1.0
 */
const char *
stree_model_get_field_label (StreeModel *model, const char *field)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL, NULL);
  found = stree_model_find_path (model, field, NULL, NULL);
  return found ? found->label : NULL;
}

/**
 * stree_model_get_field_help:
 * @model: a model
 * @field: a field, or a path such as `address.city`
 *
 * What a form says about a field: the property's blurb.
 *
 * Returns: (transfer none) (nullable): the text
 *
 * Since: 1.0
 */
const char *
stree_model_get_field_help (StreeModel *model, const char *field)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL, NULL);
  found = stree_model_find_path (model, field, NULL, NULL);
  return found ? found->help : NULL;
}

/* --- what its class does not say --- */

static StreeField *
find_or_fail (StreeModel *model, const char *name, GError **error)
{
  StreeField *field = stree_model_find_path (model, name, NULL, NULL);

  if (!field)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "%s has no field '%s'", model->name, name);
  return field;
}

/**
 * stree_model_set_label:
 * @model: a model
 * @field: a field, or a path such as `address.city`
 * @label: what to call it; copied
 * @error: return location for an error
 *
 * Gives a field another label.
 *
 * Returns: %FALSE if there is no such field
 *
 * Since: 1.0
 */
gboolean
stree_model_set_label (StreeModel *model, const char *field, const char *label, GError **error)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL && label != NULL, FALSE);
  found = find_or_fail (model, field, error);
  if (!found)
    return FALSE;
  g_free (found->label);
  found->label = g_strdup (label);
  return TRUE;
}

/**
 * stree_model_set_value_label:
 * @model: a model
 * @field: an enumeration or flags: a field, or a path such as `address.kind`
 * @value: the nick of one of its values
 * @label: what to call it; copied
 * @error: return location for an error
 *
 * Gives one of the choices of a field another label, such as a translated one. By itself it is the value's nick with spaces
 * and in title case. JSON has the nick, whatever the label is.
 *
 * Returns: %FALSE if there is no such field, or it has no such value
 *
 * Since: 1.0
 */
gboolean
stree_model_set_value_label (StreeModel *model, const char *field, const char *value, const char *label, GError **error)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL && value != NULL && label != NULL, FALSE);
  found = find_or_fail (model, field, error);
  if (!found)
    return FALSE;
  if (!(found->type == STREE_FIELD_ENUM && g_enum_get_value_by_nick ((GEnumClass *) found->values, value)) &&
      !(found->type == STREE_FIELD_FLAGS && g_flags_get_value_by_nick ((GFlagsClass *) found->values, value)))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "'%s' of %s has no value '%s'", field, model->name, value);
      return FALSE;
    }
  if (!found->value_labels)
    found->value_labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (found->value_labels, g_strdup (value), g_strdup (label));
  return TRUE;
}

/**
 * stree_model_set_required:
 * @model: a model
 * @field: a field, or a path such as `address.city`
 * @error: return location for an error
 *
 * Makes a field one that has to be filled in: a text may not be blank, an optional number or a date not be missing, and
 * JSON must have it.
 *
 * Returns: %FALSE if there is no such field
 *
 * Since: 1.0
 */
gboolean
stree_model_set_required (StreeModel *model, const char *field, GError **error)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL, FALSE);
  found = find_or_fail (model, field, error);
  if (!found)
    return FALSE;
  found->required = TRUE;
  return TRUE;
}

/**
 * stree_model_set_optional:
 * @model: a model
 * @field: a field that holds a number, or a path such as `address.number`
 * @empty: the number that stands for none, such as -1
 * @error: return location for an error
 *
 * Makes a number one that may be missing: its input can be empty, and is so where the instance holds @empty; JSON has
 * `null` for it. @empty itself cannot be entered. NaN can stand for none in a property that has %G_PARAM_LAX_VALIDATION.
 *
 * Returns: %FALSE if there is no such field, or it cannot hold @empty
 *
 * Since: 1.0
 */
gboolean
stree_model_set_optional (StreeModel *model, const char *field, double empty, GError **error)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL, FALSE);
  found = find_or_fail (model, field, error);
  if (!found)
    return FALSE;
  if (found->type != STREE_FIELD_INT && found->type != STREE_FIELD_DOUBLE)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Field '%s' of %s holds no number", field, model->name);
      return FALSE;
    }
  if (found->type == STREE_FIELD_INT && (floor (empty) != empty || fabs (empty) > 9007199254740992.0))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Field '%s' of %s holds an integer: %g is none", field, model->name,
                   empty);
      return FALSE;
    }
  if (found->pspec && !(found->pspec->flags & G_PARAM_LAX_VALIDATION))
    {
      StreeField      copy = *found;
      g_auto (GValue) stored = G_VALUE_INIT;
      GValue          missing = G_VALUE_INIT;

      copy.empty = empty;
      if (found->type == STREE_FIELD_INT && ((found->min.type == STREE_VALUE_INT && empty < (double) found->min.v.i) ||
                                             (found->max.type == STREE_VALUE_INT && empty > (double) found->max.v.i)))
        g_value_init (&stored, G_TYPE_INT64);
      else
        stree_field_write (&copy, &missing, &stored);
      if (!G_VALUE_HOLDS (&stored, G_PARAM_SPEC_VALUE_TYPE (found->pspec)) || g_param_value_validate (found->pspec, &stored))
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Property '%s' of %s cannot hold %g", field, model->name, empty);
          return FALSE;
        }
    }
  stree_field_set_optional (found, empty);
  return TRUE;
}

/**
 * stree_model_set_field_model:
 * @model: a model
 * @field: a field that holds an object
 * @nested: the model of that object
 * @error: return location for an error
 *
 * Says what a nested object is made of, with its labels and validators. By itself it is the model of the property's class.
 *
 * Returns: %FALSE if there is no such field
 *
 * Since: 1.0
 */
gboolean
stree_model_set_field_model (StreeModel *model, const char *field, StreeModel *nested, GError **error)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL && nested != NULL, FALSE);
  found = find_or_fail (model, field, error);
  if (!found)
    return FALSE;
  if (found->type != STREE_FIELD_OBJECT || !found->pspec ||
      !g_type_is_a (nested->type, G_PARAM_SPEC_VALUE_TYPE (found->pspec)))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Field '%s' of %s holds no %s", field, model->name, nested->name);
      return FALSE;
    }
  stree_model_ref (nested);
  g_clear_pointer (&found->nested, stree_model_unref);
  found->nested = nested;
  return TRUE;
}

static void
add_check (GPtrArray *checks, GCallback func, gpointer data, GDestroyNotify destroy)
{
  StreeFieldCheck *check = g_new0 (StreeFieldCheck, 1);

  *check = (StreeFieldCheck){ func, data, destroy };
  g_ptr_array_add (checks, check);
}

/**
 * stree_model_add_validator:
 * @model: a model
 * @field: a field, or a path such as `address.city`; not one that holds an object
 * @func: (scope notified) (closure user_data) (destroy destroy): checks a value
 * @user_data: data for @func
 * @destroy: (nullable): frees @user_data
 * @error: return location for an error
 *
 * Lets a function check the values of a field. Of several, the first that finds something speaks.
 *
 * Returns: %FALSE if there is no such field
 *
 * Since: 1.0
 */
gboolean
stree_model_add_validator (StreeModel *model, const char *field, StreeFieldValidateFunc func, gpointer user_data,
                           GDestroyNotify destroy, GError **error)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL && func != NULL, FALSE);
  found = find_or_fail (model, field, error);
  if (!found)
    return FALSE;
  if (!found->validators)
    found->validators = g_ptr_array_new_with_free_func (stree_field_check_free);
  add_check (found->validators, G_CALLBACK (func), user_data, destroy);
  return TRUE;
}

/**
 * stree_model_add_async_validator:
 * @model: a model
 * @field: a field, or a path such as `address.city`; not one that holds an object
 * @func: (scope notified) (closure user_data) (destroy destroy): begins to check a value
 * @user_data: data for @func
 * @destroy: (nullable): frees @user_data
 * @error: return location for an error
 *
 * Lets a function check the values of a field that takes its time, such as asking a server. It is asked by
 * [func@StreamTree.validate_bindings], once for each value that is good otherwise; a newer value cancels it, and what it
 * answers about the older one is not heard.
 *
 * Returns: %FALSE if there is no such field
 *
 * Since: 1.0
 */
gboolean
stree_model_add_async_validator (StreeModel *model, const char *field, StreeFieldAskFunc func, gpointer user_data,
                                 GDestroyNotify destroy, GError **error)
{
  StreeField *found;

  g_return_val_if_fail (model != NULL && field != NULL && func != NULL, FALSE);
  found = find_or_fail (model, field, error);
  if (!found)
    return FALSE;
  if (!found->askers)
    found->askers = g_ptr_array_new_with_free_func (stree_field_check_free);
  add_check (found->askers, G_CALLBACK (func), user_data, destroy);
  return TRUE;
}

/**
 * stree_model_add_model_validator:
 * @model: a model
 * @func: (scope notified) (closure user_data) (destroy destroy): checks an instance
 * @user_data: data for @func
 * @destroy: (nullable): frees @user_data
 *
 * Lets a function check instances as a whole, once every field is good.
 *
 * Since: 1.0
 */
void
stree_model_add_model_validator (StreeModel *model, StreeModelValidateFunc func, gpointer user_data, GDestroyNotify destroy)
{
  g_return_if_fail (model != NULL && func != NULL);
  add_check (model->checks, G_CALLBACK (func), user_data, destroy);
}
