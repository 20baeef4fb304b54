/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

/*
 * Filters as JSON:
 *
 *   { "op": "less", "column": "price", "value": { "type": "number", "text": "9.99" } }
 *   { "op": "in", "column": "island", "values": [ { "type": "text", "text": "Dream" }, { "type": "text", "text": null } ] }
 *   { "op": "contains", "column": "name", "text": "zoë" }
 *   { "op": "all", "children": [ ... ] }
 *
 * Values are texts as stree_cell_to_string () writes them: JSON's own numbers would not hold all of them.
 */

#include "data/stree-filter-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "core/stree-error.h"
#include "core/stree-json-read-private.h"

/* Filters within filters, in a file that somebody else may have written. */
#define MAX_DEPTH 100

static const char *const op_names[] = {
  [STREE_FILTER_EQUAL] = "equal",
  [STREE_FILTER_LESS] = "less",
  [STREE_FILTER_LESS_EQUAL] = "less-equal",
  [STREE_FILTER_GREATER] = "greater",
  [STREE_FILTER_GREATER_EQUAL] = "greater-equal",
  [STREE_FILTER_CONTAINS] = "contains",
  [STREE_FILTER_STARTS_WITH] = "starts-with",
  [STREE_FILTER_NULL] = "null",
  [STREE_FILTER_IN] = "in",
  [STREE_FILTER_ALL] = "all",
  [STREE_FILTER_ANY] = "any",
  [STREE_FILTER_NOT] = "not",
};

/* --- writing --- */

static void
write_value (JsonBuilder *builder, StreeCell *value)
{
  g_autofree char *text = stree_cell_to_string (value);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, stree_column_type_get_nick (stree_cell_get_column_type (value)));
  json_builder_set_member_name (builder, "text");
  if (stree_cell_is_null (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
  json_builder_end_object (builder);
}

void
stree_filter_write (JsonBuilder *builder, StreeFilter *filter)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "op");
  json_builder_add_string_value (builder, op_names[filter->op]);
  if (filter->column)
    {
      json_builder_set_member_name (builder, "column");
      json_builder_add_string_value (builder, filter->column);
    }
  if (filter->text)
    {
      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, filter->text);
    }
  if (stree_filter_is_comparison (filter->op))
    {
      json_builder_set_member_name (builder, "value");
      write_value (builder, stree_filter_get_value (filter, 0));
    }
  else if (filter->values)
    {
      json_builder_set_member_name (builder, "values");
      json_builder_begin_array (builder);
      for (guint i = 0; i < filter->values->len; i++)
        write_value (builder, g_ptr_array_index (filter->values, i));
      json_builder_end_array (builder);
    }
  if (filter->children)
    {
      json_builder_set_member_name (builder, "children");
      json_builder_begin_array (builder);
      for (guint i = 0; i < filter->children->len; i++)
        stree_filter_write (builder, g_ptr_array_index (filter->children, i));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

/**
 * stree_filter_to_json:
 * @filter: a filter
 *
 * The filter as JSON text, to be kept: an object with `op`, and `column`, `text`, `value`, `values` and `children` where it
 * has them. A value is an object of `type` and `text`.
 *
 * Returns: (transfer full): UTF-8 text on one line
 *
 * Since: 1.0
 */
char *
stree_filter_to_json (StreeFilter *filter)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (filter != NULL, NULL);

  stree_filter_write (builder, filter);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* --- reading --- */

/* @path: a JSON Pointer to what is wrong. */
G_GNUC_PRINTF (3, 4)
static void
set_bad (GError **error, const char *path, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The filter is not valid at \"%s\": %s"), path, message);
}

static JsonNode *
get_member (JsonObject *object, const char *path, const char *name, JsonNodeType type, const char *expected, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node && json_node_get_node_type (node) == type)
    return node;
  set_bad (error, path, _ ("expected a member \"%s\", %s"), name, expected);
  return NULL;
}

static const char *
get_string (JsonObject *object, const char *path, const char *name, GError **error)
{
  JsonNode *node = get_member (object, path, name, JSON_NODE_VALUE, _ ("a text"), error);

  if (!node)
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  set_bad (error, path, _ ("expected a member \"%s\", %s"), name, _ ("a text"));
  return NULL;
}

static gboolean
find_type (const char *nick, StreeColumnType *type)
{
  for (guint i = 0; i <= STREE_COLUMN_TEXT; i++)
    if (g_str_equal (stree_column_type_get_nick ((StreeColumnType) i), nick))
      {
        *type = (StreeColumnType) i;
        return TRUE;
      }
  return FALSE;
}

static StreeCell *
read_value (JsonNode *node, const char *path, GError **error)
{
  JsonObject *object;
  StreeColumnType type;
  StreeCell *cell;
  const char *nick, *text;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_bad (error, path, _ ("expected an object with \"type\" and \"text\""));
      return NULL;
    }
  object = json_node_get_object (node);
  nick = get_string (object, path, "type", error);
  if (!nick)
    return NULL;
  if (!find_type (nick, &type))
    {
      set_bad (error, path, _ ("\"%s\" is no type of a column"), nick);
      return NULL;
    }
  if (json_object_has_member (object, "text") && json_object_get_null_member (object, "text"))
    return stree_cell_new_null (type);
  text = get_string (object, path, "text", error);
  if (!text)
    return NULL;
  cell = stree_cell_new_parsed (type, text, error);
  if (!cell)
    g_prefix_error (error, _ ("The filter is not valid at \"%s\": "), path);
  return cell;
}

static StreeFilter *read_filter (JsonNode *node, const char *path, guint depth, GError **error);

static StreeFilter *
read_combination (JsonObject *object, const char *path, StreeFilterOp op, guint depth, GError **error)
{
  JsonNode *node = get_member (object, path, "children", JSON_NODE_ARRAY, _ ("an array"), error);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);
  JsonArray *array;

  if (!node)
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *child_path = g_strdup_printf ("%s/children/%u", path, i);
      StreeFilter *child = read_filter (json_array_get_element (array, i), child_path, depth + 1, error);

      if (!child)
        return NULL;
      g_ptr_array_add (children, child);
    }
  if (op == STREE_FILTER_ALL)
    return stree_filter_new_all ((StreeFilter **) children->pdata, children->len);
  if (op == STREE_FILTER_ANY)
    return stree_filter_new_any ((StreeFilter **) children->pdata, children->len);
  if (children->len == 1)
    return stree_filter_new_not (g_ptr_array_index (children, 0));
  set_bad (error, path, _ ("\"not\" has %u children; expected one"), children->len);
  return NULL;
}

static StreeFilter *
read_comparison (JsonObject *object, const char *path, StreeFilterOp op, const char *column, GError **error)
{
  JsonNode *node = get_member (object, path, "value", JSON_NODE_OBJECT, _ ("an object"), error);
  g_autofree char *value_path = g_strconcat (path, "/value", NULL);
  g_autoptr (StreeCell) value = node ? read_value (node, value_path, error) : NULL;

  if (!value)
    return NULL;
  if (!stree_cell_is_null (value))
    return stree_filter_new_compare (column, op, value);
  set_bad (error, value_path, _ ("nothing compares with null"));
  return NULL;
}

static StreeFilter *
read_in (JsonObject *object, const char *path, const char *column, GError **error)
{
  JsonNode *node = get_member (object, path, "values", JSON_NODE_ARRAY, _ ("an array"), error);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
  JsonArray *array;

  if (!node)
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *value_path = g_strdup_printf ("%s/values/%u", path, i);
      StreeCell *value = read_value (json_array_get_element (array, i), value_path, error);

      if (!value)
        return NULL;
      g_ptr_array_add (values, value);
    }
  return stree_filter_new_in (column, (StreeCell **) values->pdata, values->len);
}

static gboolean
find_op (const char *name, StreeFilterOp *op)
{
  for (gsize i = 0; i < G_N_ELEMENTS (op_names); i++)
    if (g_str_equal (op_names[i], name))
      {
        *op = (StreeFilterOp) i;
        return TRUE;
      }
  return FALSE;
}

static StreeFilter *
read_filter (JsonNode *node, const char *path, guint depth, GError **error)
{
  JsonObject *object;
  StreeFilterOp op;
  const char *name, *column, *text;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_bad (error, path, _ ("expected an object"));
      return NULL;
    }
  if (depth > MAX_DEPTH)
    {
      set_bad (error, path, _ ("more than %d filters are in one another"), MAX_DEPTH);
      return NULL;
    }
  object = json_node_get_object (node);
  name = get_string (object, path, "op", error);
  if (!name)
    return NULL;
  if (!find_op (name, &op))
    {
      set_bad (error, path, _ ("\"%s\" is no operation"), name);
      return NULL;
    }
  if (op >= STREE_FILTER_ALL)
    return read_combination (object, path, op, depth, error);

  column = get_string (object, path, "column", error);
  if (!column)
    return NULL;
  switch (op)
    {
    case STREE_FILTER_CONTAINS:
    case STREE_FILTER_STARTS_WITH:
      text = get_string (object, path, "text", error);
      return text ? stree_filter_new_text (column, op, text) : NULL;
    case STREE_FILTER_NULL:
      return stree_filter_new_null (column);
    case STREE_FILTER_IN:
      return read_in (object, path, column, error);
    default:
      return read_comparison (object, path, op, column, error);
    }
}

StreeFilter *
stree_filter_read (JsonNode *node, const char *path, GError **error)
{
  return read_filter (node, path, 0, error);
}

/**
 * stree_filter_new_from_json:
 * @json: UTF-8 text, as [method@Filter.to_json] writes it
 * @error: where to put what is wrong
 *
 * Reads a filter. Members that are not known do not matter.
 *
 * The error is %STREE_ERROR_BAD_VALUE, and names the place by a JSON Pointer, or, where @json is no JSON, by line and
 * column.
 *
 * Returns: (transfer full): the filter, or %NULL on error
 *
 * Since: 1.0
 */
StreeFilter *
stree_filter_new_from_json (const char *json, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  root = stree_json_read (json, NULL, &reason);
  if (root)
    return stree_filter_read (root, "", error);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The filter is no JSON: %s"), reason->message);
  return NULL;
}
