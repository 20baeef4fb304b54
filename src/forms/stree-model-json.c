/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A model's instances as JSON, and from it. */

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core/stree-error.h"
#include "forms/stree-date-private.h"
#include "core/stree-json-read-private.h"
#include "forms/stree-model-values-private.h"
#include "forms/stree-validation-errors-private.h"

/* The root's object; blank text is an empty one. Transfer full. */
static JsonObject *
parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char     *bare = g_strstrip (g_strdup (json));

  if (!*bare)
    return json_object_new ();
  root = stree_json_read (json, NULL, error);
  if (!root)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "The JSON must have an object at its root, not %s",
                   json_node_type_name (root));
      return NULL;
    }
  return json_object_ref (json_node_get_object (root));
}

/* --- a value from a node --- */

static char *
expected (const char *what, JsonNode *node)
{
  return g_strdup_printf (_ ("Expected %s, not %s"), what, json_node_type_name (node));
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
is_int (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
is_double (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE;
}

static char *
read_number (StreeField *field, JsonNode *node, GValue *value)
{
  double number = is_int (node) ? (double) json_node_get_int (node) : is_double (node) ? json_node_get_double (node) : NAN;

  if (field->type == STREE_FIELD_DOUBLE)
    {
      if (!isfinite (number))
        return expected (_ ("a number"), node);
      g_value_init (value, G_TYPE_DOUBLE);
      g_value_set_double (value, number);
      return NULL;
    }
  if (!is_int (node) && !(floor (number) == number && fabs (number) <= 9007199254740992.0))
    return expected (_ ("an integer"), node);
  g_value_init (value, G_TYPE_INT64);
  g_value_set_int64 (value, is_int (node) ? json_node_get_int (node) : (gint64) number);
  return NULL;
}

/* The number of a choice by its nick, its name or itself. */
static gboolean
find_choice (StreeField *field, JsonNode *node, gint64 *number)
{
  const char *text;

  if (is_int (node))
    {
      *number = json_node_get_int (node);
      return TRUE;
    }
  if (!is_text (node))
    return FALSE;
  text = json_node_get_string (node);
  if (field->type == STREE_FIELD_ENUM)
    {
      GEnumValue *found = g_enum_get_value_by_nick ((GEnumClass *) field->values, text);

      if (!found)
        found = g_enum_get_value_by_name ((GEnumClass *) field->values, text);
      if (found)
        *number = found->value;
      return found != NULL;
    }
  else
    {
      GFlagsValue *found = g_flags_get_value_by_nick ((GFlagsClass *) field->values, text);

      if (!found)
        found = g_flags_get_value_by_name ((GFlagsClass *) field->values, text);
      if (found)
        *number = found->value;
      return found != NULL;
    }
}

/* "one of red, green" */
static char *
not_a_choice (StreeField *field, JsonNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint               n = field->type == STREE_FIELD_ENUM ? ((GEnumClass *) field->values)->n_values
                                                          : ((GFlagsClass *) field->values)->n_values;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "",
                            field->type == STREE_FIELD_ENUM ? ((GEnumClass *) field->values)->values[i].value_nick
                                                            : ((GFlagsClass *) field->values)->values[i].value_nick);
  if (is_text (node))
    return g_strdup_printf (_ ("Expected one of %s, not \"%s\""), text->str, json_node_get_string (node));
  return g_strdup_printf (_ ("Expected one of %s"), text->str);
}

static char *
read_choices (StreeField *field, JsonNode *node, GValue *value)
{
  gint64 all = 0;

  if (field->type == STREE_FIELD_FLAGS && JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          gint64 number;

          if (!find_choice (field, json_array_get_element (array, i), &number))
            return not_a_choice (field, json_array_get_element (array, i));
          all |= number;
        }
    }
  else if (!find_choice (field, node, &all))
    return field->type == STREE_FIELD_FLAGS && !is_text (node) ? expected (_ ("an array of names"), node)
                                                               : not_a_choice (field, node);
  g_value_init (value, G_TYPE_INT64);
  g_value_set_int64 (value, all);
  return NULL;
}

static char *
read_value (StreeField *field, JsonNode *node, GValue *value)
{
  if (JSON_NODE_HOLDS_NULL (node))
    {
      if (field->type == STREE_FIELD_STRING)
        {
          g_value_init (value, G_TYPE_STRING);
          return NULL;
        }
      if (field->optional || field->type == STREE_FIELD_DATE || field->type == STREE_FIELD_DATE_TIME)
        return NULL;
    }
  switch (field->type)
    {
    case STREE_FIELD_INT:
    case STREE_FIELD_DOUBLE:
      return read_number (field, node, value);
    case STREE_FIELD_ENUM:
    case STREE_FIELD_FLAGS:
      return read_choices (field, node, value);
    case STREE_FIELD_BOOL:
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
        return expected (_ ("true or false"), node);
      g_value_init (value, G_TYPE_BOOLEAN);
      g_value_set_boolean (value, json_node_get_boolean (node));
      return NULL;
    case STREE_FIELD_STRING:
      if (!is_text (node))
        return expected (_ ("a text"), node);
      g_value_init (value, G_TYPE_STRING);
      g_value_set_string (value, json_node_get_string (node));
      return NULL;
    case STREE_FIELD_DATE:
    case STREE_FIELD_DATE_TIME:
      if (!is_text (node))
        return expected (_ ("a date"), node);
      return stree_date_parse (field->type, json_node_get_string (node), value);
    case STREE_FIELD_UNSUPPORTED:
    case STREE_FIELD_OBJECT:
    default:
      g_assert_not_reached ();
    }
}

/* first_name and first-name are the same. */
static JsonNode *
get_member (JsonObject *object, const char *name)
{
  g_autofree char *other = NULL;
  JsonNode        *node = json_object_get_member (object, name);

  if (node)
    return node;
  other = g_strdelimit (g_strdup (name), "-", '_');
  return json_object_get_member (object, other);
}

static StreeModelValues *
read_object (StreeModel *model, JsonObject *object, const char *pointer, StreeValidationErrors *errors)
{
  StreeModelValues *values = stree_model_values_new (model);

  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField      *field = model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];
      JsonNode        *node = field->type == STREE_FIELD_UNSUPPORTED ? NULL : get_member (object, field->name);
      g_autofree char *place = stree_json_pointer_join (pointer, field->name);
      g_autofree char *problem = NULL;

      if (!node)
        continue;
      value->given = TRUE;
      if (field->type != STREE_FIELD_OBJECT)
        problem = read_value (field, node, &value->value);
      else if (JSON_NODE_HOLDS_OBJECT (node))
        value->nested = read_object (stree_field_get_nested (field), json_node_get_object (node), place, errors);
      else if (!JSON_NODE_HOLDS_NULL (node))
        problem = expected (_ ("an object"), node);
      value->wrong = problem != NULL;
      if (problem)
        stree_validation_errors_add (errors, place, problem);
    }
  return values;
}

/**
 * stree_model_validate_json:
 * @model: a model
 * @json: a JSON object; blank text is an empty one
 * @errors: (nullable): where to add what is wrong, each with its JSON Pointer
 * @error: return location for an error; its message has the first of them
 *
 * An instance from JSON. Members that are no fields are passed over; a field without a member starts as it does by itself,
 * or is an error if it is required. `first_name` is `first-name`, too. Numbers must be numbers, an enumeration is the nick of
 * a value, flags are an array of them, dates are ISO 8601 (`2024-02-29`), `null` is a missing number, date, text or object.
 *
 * Returns: (transfer full) (nullable) (type GObject.Object): the instance: an object, or in C a struct that is freed with
 *   stree_model_free_instance(); %NULL if something is wrong
 *
 * Since: 1.0
 */
gpointer
stree_model_validate_json (StreeModel *model, const char *json, StreeValidationErrors *errors, GError **error)
{
  g_autoptr (StreeValidationErrors) found = NULL;
  g_autoptr (StreeModelValues)      values = NULL;
  g_autoptr (JsonObject)            object = NULL;
  g_autoptr (GError)                failed = NULL;
  gpointer                          instance;

  g_return_val_if_fail (model != NULL && json != NULL, NULL);
  object = parse (json, &failed);
  if (!object)
    {
      if (errors)
        stree_validation_errors_add (errors, "", failed->message);
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
  found = stree_validation_errors_new ();
  values = read_object (model, object, "", found);
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
add_choices (JsonBuilder *builder, StreeField *field, gint64 number)
{
  if (field->type == STREE_FIELD_ENUM)
    {
      GEnumValue *found = g_enum_get_value ((GEnumClass *) field->values, (int) number);

      if (found)
        json_builder_add_string_value (builder, found->value_nick);
      else
        json_builder_add_int_value (builder, number);
    }
  else
    {
      GFlagsClass *klass = (GFlagsClass *) field->values;
      guint        left = (guint) number;

      json_builder_begin_array (builder);
      while (left)
        {
          GFlagsValue *found = g_flags_get_first_value (klass, left);

          if (!found || found->value == 0)
            break;
          json_builder_add_string_value (builder, found->value_nick);
          left &= ~found->value;
        }
      if (left)
        json_builder_add_int_value (builder, left);
      json_builder_end_array (builder);
    }
}

static gboolean
add_value (JsonBuilder *builder, StreeField *field, const GValue *value, const char *pointer, GError **error)
{
  g_autofree char *text = NULL;

  if (!G_IS_VALUE (value) || (G_VALUE_HOLDS_STRING (value) && !g_value_get_string (value)))
    {
      json_builder_add_null_value (builder);
      return TRUE;
    }
  switch (field->type)
    {
    case STREE_FIELD_STRING:
      if (!g_utf8_validate (g_value_get_string (value), -1, NULL))
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is not UTF-8 text", pointer);
          return FALSE;
        }
      json_builder_add_string_value (builder, g_value_get_string (value));
      return TRUE;
    case STREE_FIELD_INT:
      json_builder_add_int_value (builder, g_value_get_int64 (value));
      return TRUE;
    case STREE_FIELD_DOUBLE:
      if (!isfinite (g_value_get_double (value)))
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is %g: JSON has no such number", pointer,
                       g_value_get_double (value));
          return FALSE;
        }
      json_builder_add_double_value (builder, g_value_get_double (value));
      return TRUE;
    case STREE_FIELD_BOOL:
      json_builder_add_boolean_value (builder, g_value_get_boolean (value));
      return TRUE;
    case STREE_FIELD_ENUM:
    case STREE_FIELD_FLAGS:
      add_choices (builder, field, g_value_get_int64 (value));
      return TRUE;
    case STREE_FIELD_DATE:
    case STREE_FIELD_DATE_TIME:
      text = stree_date_format (value);
      json_builder_add_string_value (builder, text);
      return TRUE;
    case STREE_FIELD_UNSUPPORTED:
    case STREE_FIELD_OBJECT:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
add_object (JsonBuilder *builder, StreeModelValues *values, const char *pointer, GError **error)
{
  json_builder_begin_object (builder);
  for (guint i = 0; i < values->model->fields->len; i++)
    {
      StreeField      *field = values->model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];
      g_autofree char *place = stree_json_pointer_join (pointer, field->name);

      if (field->type == STREE_FIELD_UNSUPPORTED)
        continue;
      json_builder_set_member_name (builder, field->name);
      if (field->type != STREE_FIELD_OBJECT)
        {
          if (!add_value (builder, field, &value->value, place, error))
            return FALSE;
        }
      else if (!value->nested)
        json_builder_add_null_value (builder);
      else if (!add_object (builder, value->nested, place, error))
        return FALSE;
    }
  json_builder_end_object (builder);
  return TRUE;
}

/**
 * stree_model_to_json:
 * @model: a model
 * @instance: (type GObject.Object): an instance of it: an object, or in C a struct
 * @error: return location for an error
 *
 * An instance as JSON, with a member for each field that a form can edit: what [method@StreamTree.Model.validate_json] reads.
 *
 * Returns: (transfer full): the text; %NULL if a number is not finite or a text not UTF-8
 *
 * Since: 1.0
 */
char *
stree_model_to_json (StreeModel *model, gpointer instance, GError **error)
{
  g_autoptr (StreeModelValues) values = NULL;
  g_autoptr (JsonBuilder)      builder = NULL;
  g_autoptr (JsonNode)         root = NULL;
  g_autofree char             *json = NULL;
  g_auto (GStrv)               parts = NULL;

  g_return_val_if_fail (model != NULL && instance != NULL, NULL);
  g_return_val_if_fail (!model->type || g_type_is_a (G_OBJECT_TYPE (instance), model->type), NULL);
  values = stree_model_values_read (model, instance);
  builder = json_builder_new ();
  if (!add_object (builder, values, "", error))
    return NULL;
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  if (!strchr (json, 0x1f))
    return g_steal_pointer (&json);
  /* The one control character that json-glib does not escape; it can stand in texts only. */
  parts = g_strsplit (json, "\x1f", -1);
  return g_strjoinv ("\\u001f", parts);
}
