/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "forms/stree-model-values-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "forms/stree-validation-errors-private.h"

StreeModelValues *
stree_model_values_new (StreeModel *model)
{
  StreeModelValues *values = g_new0 (StreeModelValues, 1);

  values->model = stree_model_ref (model);
  values->values = g_new0 (StreeModelValue, model->fields->len);
  return values;
}

void
stree_model_values_free (StreeModelValues *values)
{
  for (guint i = 0; i < values->model->fields->len; i++)
    {
      if (G_IS_VALUE (&values->values[i].value))
        g_value_unset (&values->values[i].value);
      g_clear_pointer (&values->values[i].nested, stree_model_values_free);
    }
  g_free (values->values);
  stree_model_unref (values->model);
  g_free (values);
}

/* --- of an instance --- */

static void
read_property (StreeField *field, GObject *object, StreeModelValue *value)
{
  g_auto (GValue) stored = G_VALUE_INIT;

  g_value_init (&stored, G_PARAM_SPEC_VALUE_TYPE (field->pspec));
  g_object_get_property (object, field->name, &stored);
  if (field->type != STREE_FIELD_OBJECT)
    stree_field_read (field, &stored, &value->value);
  else if (g_value_get_object (&stored))
    value->nested = stree_model_values_read (stree_field_get_nested (field), g_value_get_object (&stored));
}

StreeModelValues *
stree_model_values_read (StreeModel *model, gpointer instance)
{
  StreeModelValues *values = stree_model_values_new (model);

  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField      *field = model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];

      if (field->type == STREE_FIELD_UNSUPPORTED)
        continue;
      value->given = TRUE;
      if (field->pspec)
        read_property (field, instance, value);
      else if (field->type == STREE_FIELD_OBJECT)
        value->nested = stree_model_values_read (stree_field_get_nested (field), (char *) instance + field->offset);
      else
        stree_field_read_member (field, instance, &value->value);
    }
  return values;
}

/* --- checks --- */

enum
{
  MAX_DIGITS = 24, /* of a gint64, with its sign and the NUL */
};

/* In words that are translated stands %s: the letters for a gint64 differ by platform, and a catalog has one text. */
static const char *
explain_int (gint64 number, char text[MAX_DIGITS])
{
  g_snprintf (text, MAX_DIGITS, "%" G_GINT64_FORMAT, number);
  return text;
}

static char *
check_limits (StreeField *field, const GValue *value)
{
  gboolean below;
  gboolean above;

  if (field->type == STREE_FIELD_INT)
    {
      gint64 number = g_value_get_int64 (value);
      char   text[MAX_DIGITS];

      below = field->min.type == STREE_VALUE_INT && number < field->min.v.i;
      above = field->max.type == STREE_VALUE_INT && number > field->max.v.i;
      if (below)
        return g_strdup_printf (_ ("At least %s"), explain_int (field->min.v.i, text));
      if (above)
        return g_strdup_printf (_ ("At most %s"), explain_int (field->max.v.i, text));
      if (field->optional && (double) number == field->empty)
        return g_strdup_printf (_ ("%s stands for no number"), explain_int (number, text));
    }
  else
    {
      double number = g_value_get_double (value);

      below = field->min.type == STREE_VALUE_DOUBLE && !(number >= field->min.v.d);
      above = field->max.type == STREE_VALUE_DOUBLE && !(number <= field->max.v.d);
      if (below)
        return g_strdup_printf (_ ("At least %g"), field->min.v.d);
      if (above)
        return g_strdup_printf (_ ("At most %g"), field->max.v.d);
      if (field->optional && number == field->empty)
        return g_strdup_printf (_ ("%g stands for no number"), number);
    }
  return NULL;
}

static gboolean
is_of_class (StreeField *field, gint64 number)
{
  if (field->type == STREE_FIELD_ENUM)
    return number == (int) number && g_enum_get_value ((GEnumClass *) field->values, (int) number);
  return number >= 0 && number <= G_MAXUINT32 && (number & ~(gint64) ((GFlagsClass *) field->values)->mask) == 0;
}

/* Whether the property takes it as it is: a text may be held to certain letters. */
static gboolean
is_taken (StreeField *field, const GValue *value)
{
  g_auto (GValue) stored = G_VALUE_INIT;

  if (!field->pspec || (field->pspec->flags & G_PARAM_LAX_VALIDATION))
    return TRUE;
  stree_field_write (field, value, &stored);
  return !g_param_value_validate (field->pspec, &stored);
}

char *
stree_field_check (StreeField *field, const GValue *value)
{
  char *problem = NULL;
  char  digits[MAX_DIGITS];

  if (!G_IS_VALUE (value))
    {
      if (field->required)
        return g_strdup (_ ("Required"));
      if ((field->type == STREE_FIELD_INT || field->type == STREE_FIELD_DOUBLE) && !field->optional)
        return g_strdup (_ ("A number is required"));
      return NULL;
    }
  if (field->type == STREE_FIELD_STRING)
    {
      const char      *text = g_value_get_string (value);
      g_autofree char *bare = g_strstrip (g_strdup (text ? text : ""));

      if (field->required && !*bare)
        return g_strdup (_ ("Required"));
      if (text && !g_utf8_validate (text, -1, NULL))
        return g_strdup (_ ("Not UTF-8 text"));
    }
  else if (field->type == STREE_FIELD_INT || field->type == STREE_FIELD_DOUBLE)
    problem = check_limits (field, value);
  else if ((field->type == STREE_FIELD_ENUM || field->type == STREE_FIELD_FLAGS) && !is_of_class (field, g_value_get_int64 (value)))
    problem = g_strdup_printf (_ ("%s is none of the choices"), explain_int (g_value_get_int64 (value), digits));
  if (!problem && !is_taken (field, value))
    problem = g_strdup (_ ("Not a value that it can have"));
  for (guint i = 0; !problem && field->validators && i < field->validators->len; i++)
    {
      StreeFieldCheck *check = field->validators->pdata[i];

      problem = ((StreeFieldValidateFunc) check->func) (value, check->data);
    }
  return problem;
}

void
stree_model_values_check (StreeModelValues *values, const char *pointer, StreeValidationErrors *errors)
{
  for (guint i = 0; i < values->model->fields->len; i++)
    {
      StreeField      *field = values->model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];
      g_autofree char *place = stree_json_pointer_join (pointer, field->name);
      g_autofree char *problem = NULL;

      if (field->type == STREE_FIELD_UNSUPPORTED || value->wrong)
        continue;
      if (!value->given || (field->type == STREE_FIELD_OBJECT && !value->nested))
        problem = field->required ? g_strdup (_ ("Required")) : NULL;
      else if (field->type == STREE_FIELD_OBJECT)
        stree_model_values_check (value->nested, place, errors);
      else
        problem = stree_field_check (field, &value->value);
      if (problem)
        stree_validation_errors_add (errors, place, problem);
    }
}

/* --- an instance --- */

static gpointer make (StreeModelValues *values, const char *pointer, StreeValidationErrors *errors);

static void
fill_struct (StreeModelValues *values, gpointer instance)
{
  for (guint i = 0; i < values->model->fields->len; i++)
    {
      StreeField      *field = values->model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];

      if (field->type == STREE_FIELD_UNSUPPORTED)
        continue;
      if (field->type != STREE_FIELD_OBJECT)
        stree_field_write_member (field, instance, value->given ? &value->value : &field->initial);
      else if (value->nested)
        fill_struct (value->nested, (char *) instance + field->offset);
      else
        {
          g_autoptr (StreeModelValues) none = stree_model_values_new (stree_field_get_nested (field));

          fill_struct (none, (char *) instance + field->offset);
        }
    }
}

static void
check_whole (StreeModel *model, gpointer instance, const char *pointer, StreeValidationErrors *errors)
{
  for (guint i = 0; i < model->checks->len; i++)
    {
      StreeFieldCheck                  *check = model->checks->pdata[i];
      g_autoptr (StreeValidationErrors) own = stree_validation_errors_new ();

      ((StreeModelValidateFunc) check->func) (instance, own, check->data);
      stree_validation_errors_add_all (errors, pointer, own);
    }
}

static void
check_structs (StreeModelValues *values, gpointer instance, const char *pointer, StreeValidationErrors *errors)
{
  for (guint i = 0; i < values->model->fields->len; i++)
    {
      StreeField      *field = values->model->fields->pdata[i];
      g_autofree char *place = stree_json_pointer_join (pointer, field->name);

      if (field->type == STREE_FIELD_OBJECT && values->values[i].nested)
        check_structs (values->values[i].nested, (char *) instance + field->offset, place, errors);
    }
  check_whole (values->model, instance, pointer, errors);
}

static GObject *
make_object (StreeModelValues *values, const char *pointer, StreeValidationErrors *errors)
{
  StreeModel             *model = values->model;
  g_autofree const char **names = g_new0 (const char *, model->fields->len + 1);
  g_autofree GValue      *stored = g_new0 (GValue, model->fields->len + 1);
  guint                   n = 0;
  GObject                *object;

  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField      *field = model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];

      if (field->type == STREE_FIELD_UNSUPPORTED || !value->given)
        continue;
      if (field->type == STREE_FIELD_OBJECT)
        {
          g_autofree char *place = stree_json_pointer_join (pointer, field->name);

          g_value_init (&stored[n], G_PARAM_SPEC_VALUE_TYPE (field->pspec));
          if (value->nested)
            g_value_take_object (&stored[n], make (value->nested, place, errors));
        }
      else
        stree_field_write (field, &value->value, &stored[n]);
      names[n++] = field->name;
    }
  object = g_object_new_with_properties (model->type, n, names, stored);
  if (G_IS_INITIALLY_UNOWNED (object))
    g_object_ref_sink (object);
  for (guint i = 0; i < n; i++)
    g_value_unset (&stored[i]);
  check_whole (model, object, pointer, errors);
  return object;
}

static gpointer
make (StreeModelValues *values, const char *pointer, StreeValidationErrors *errors)
{
  gpointer instance;

  if (values->model->type)
    return make_object (values, pointer, errors);
  instance = g_malloc0 (values->model->size);
  fill_struct (values, instance);
  check_structs (values, instance, pointer, errors);
  return instance;
}

gpointer
stree_model_values_make (StreeModelValues *values, StreeValidationErrors *errors)
{
  gpointer instance;

  stree_model_values_check (values, "", errors);
  if (stree_validation_errors_get_n_errors (errors) > 0)
    return NULL;
  instance = make (values, "", errors);
  if (stree_validation_errors_get_n_errors (errors) == 0)
    return instance;
  stree_model_free_instance (values->model, instance);
  return NULL;
}

static void
clear_struct (StreeModel *model, gpointer instance)
{
  static const GValue missing = G_VALUE_INIT;

  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField *field = model->fields->pdata[i];

      if (field->type == STREE_FIELD_OBJECT)
        clear_struct (stree_field_get_nested (field), (char *) instance + field->offset);
      else if (field->type == STREE_FIELD_STRING || field->type == STREE_FIELD_DATE || field->type == STREE_FIELD_DATE_TIME)
        stree_field_write_member (field, instance, &missing);
    }
}

/**
 * stree_model_free_instance: (skip)
 * @model: a model
 * @instance: (nullable): an instance of it, made by one of its functions
 *
 * Lets go of an instance: an object is unreferenced, a struct freed with its texts and dates.
 *
 * Since: 1.0
 */
void
stree_model_free_instance (StreeModel *model, gpointer instance)
{
  g_return_if_fail (model != NULL);
  if (!instance)
    return;
  if (model->type)
    {
      g_object_unref (instance);
      return;
    }
  clear_struct (model, instance);
  g_free (instance);
}
