/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

/*
 * Options as JSON; each member may be missing:
 *
 *   { "search": "zoë",
 *     "sort": [ { "column": "year", "descending": true }, { "column": "name" } ],
 *     "filter": { "op": "any", "children": [ ... ] },
 *     "order": [ "name", "price" ],
 *     "columns": [ { "name": "price", "width": 120, "hidden": true, "pinned": true, "filter": { "op": "less", ... } } ] }
 */

#include "grid/stree-grid-options-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-error.h"
#include "core/stree-json-read-private.h"
#include "data/stree-filter-private.h"

/* --- writing --- */

static void
write_true (JsonBuilder *builder, const char *name, gboolean value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, TRUE);
}

static void
write_sorts (JsonBuilder *builder, StreeGridOptions *options)
{
  json_builder_set_member_name (builder, "sort");
  json_builder_begin_array (builder);
  for (guint i = 0; i < options->sorts->len; i++)
    {
      const StreeOptionsSort *sort = &g_array_index (options->sorts, StreeOptionsSort, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "column");
      json_builder_add_string_value (builder, sort->column);
      write_true (builder, "descending", sort->descending);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
write_column (JsonBuilder *builder, const StreeOptionsColumn *column)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, column->column);
  if (column->width > 0)
    {
      json_builder_set_member_name (builder, "width");
      json_builder_add_int_value (builder, column->width);
    }
  write_true (builder, "hidden", column->hidden);
  write_true (builder, "pinned", column->pinned);
  if (column->filter)
    {
      json_builder_set_member_name (builder, "filter");
      stree_filter_write (builder, column->filter);
    }
  json_builder_end_object (builder);
}

/**
 * stree_grid_options_to_json:
 * @options: options
 *
 * The options as JSON text, to be kept: an object with `search`, `sort`, `filter`, `order` and `columns` where it has them.
 *
 * Returns: (transfer full): UTF-8 text on one line
 *
 * Since: 1.0
 */
char *
stree_grid_options_to_json (StreeGridOptions *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (options != NULL, NULL);
  json_builder_begin_object (builder);
  if (options->search)
    {
      json_builder_set_member_name (builder, "search");
      json_builder_add_string_value (builder, options->search);
    }
  if (options->sorts->len > 0)
    write_sorts (builder, options);
  if (options->filter)
    {
      json_builder_set_member_name (builder, "filter");
      stree_filter_write (builder, options->filter);
    }
  if (options->order)
    {
      json_builder_set_member_name (builder, "order");
      json_builder_begin_array (builder);
      for (guint i = 0; options->order[i]; i++)
        json_builder_add_string_value (builder, options->order[i]);
      json_builder_end_array (builder);
    }
  if (options->columns->len > 0)
    {
      json_builder_set_member_name (builder, "columns");
      json_builder_begin_array (builder);
      for (guint i = 0; i < options->columns->len; i++)
        write_column (builder, &g_array_index (options->columns, StreeOptionsColumn, i));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* --- reading --- */

/* @path: a JSON Pointer to what is wrong. FALSE. */
static gboolean
set_bad (GError **error, const char *path, const char *expected)
{
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The options are not valid at \"%s\": expected %s"), path,
               expected);
  return FALSE;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
read_true (JsonObject *object, const char *path, const char *name, gboolean *value, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *member = g_strdup_printf ("%s/%s", path, name);

  *value = FALSE;
  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return set_bad (error, member, _ ("true or false"));
  *value = json_node_get_boolean (node);
  return TRUE;
}

/* The object at @path, and its name in @member. */
static JsonObject *
read_named (JsonNode *node, const char *path, const char *member, const char **name, GError **error)
{
  JsonNode *it;
  g_autofree char *member_path = g_strdup_printf ("%s/%s", path, member);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      set_bad (error, path, _ ("an object"));
      return NULL;
    }
  it = json_object_get_member (json_node_get_object (node), member);
  if (!it || !is_string (it) || *json_node_get_string (it) == '\0')
    {
      set_bad (error, member_path, _ ("the name of a column"));
      return NULL;
    }
  *name = json_node_get_string (it);
  return json_node_get_object (node);
}

static gboolean
read_sort (StreeGridOptions *options, JsonNode *node, const char *path, GError **error)
{
  const char *column = NULL;
  gboolean descending;
  JsonObject *object = read_named (node, path, "column", &column, error);

  if (!object || !read_true (object, path, "descending", &descending, error))
    return FALSE;
  if (stree_grid_options_get_sort (options, column, NULL) != STREE_GRID_UNSORTED)
    return set_bad (error, path, _ ("each column once"));
  stree_grid_options_add_sort (options, column, descending);
  return TRUE;
}

static gboolean
read_width (JsonObject *object, const char *path, guint *width, GError **error)
{
  JsonNode *node = json_object_get_member (object, "width");
  g_autofree char *member = g_strconcat (path, "/width", NULL);

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < 0 || json_node_get_int (node) > STREE_OPTIONS_MAX_WIDTH)
    return set_bad (error, member, _ ("a whole number of pixels from 0 to 100000"));
  *width = (guint) json_node_get_int (node);
  return TRUE;
}

static gboolean
read_column (StreeGridOptions *options, JsonNode *node, const char *path, GError **error)
{
  const char *name = NULL;
  JsonObject *object = read_named (node, path, "name", &name, error);
  g_autofree char *filter_path = g_strconcat (path, "/filter", NULL);
  StreeOptionsColumn *column;
  JsonNode *filter;

  if (!object)
    return FALSE;
  if (stree_grid_options_find_column (options, name))
    return set_bad (error, path, _ ("each column once"));
  column = stree_grid_options_ensure_column (options, name);
  if (!read_width (object, path, &column->width, error) ||
      !read_true (object, path, "hidden", &column->hidden, error) ||
      !read_true (object, path, "pinned", &column->pinned, error))
    return FALSE;
  filter = json_object_get_member (object, "filter");
  if (!filter)
    return TRUE;
  column->filter = stree_filter_read (filter, filter_path, error);
  if (!column->filter)
    return FALSE;
  return stree_grid_options_is_about (column->filter, name) ||
         set_bad (error, filter_path, _ ("a condition on this column and no other"));
}

static gboolean
read_name (StreeGridOptions *options, JsonNode *node, const char *path, GError **error)
{
  guint n = options->order ? g_strv_length (options->order) : 0;

  if (!is_string (node))
    return set_bad (error, path, _ ("the name of a column"));
  options->order = g_renew (char *, options->order, n + 2);
  options->order[n] = g_strdup (json_node_get_string (node));
  options->order[n + 1] = NULL;
  return TRUE;
}

typedef gboolean (*ReadFunc) (StreeGridOptions *options, JsonNode *node, const char *path, GError **error);

static gboolean
read_list (StreeGridOptions *options, JsonObject *object, const char *name, ReadFunc read, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *path = g_strconcat ("/", name, NULL);
  JsonArray *array;

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return set_bad (error, path, _ ("an array"));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *element = g_strdup_printf ("%s/%u", path, i);

      if (!read (options, json_array_get_element (array, i), element, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_options (StreeGridOptions *options, JsonNode *root, GError **error)
{
  JsonObject *object;
  JsonNode *node;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return set_bad (error, "", _ ("an object"));
  object = json_node_get_object (root);
  node = json_object_get_member (object, "search");
  if (node && !is_string (node))
    return set_bad (error, "/search", _ ("a text"));
  if (node && *json_node_get_string (node))
    options->search = g_strdup (json_node_get_string (node));
  node = json_object_get_member (object, "filter");
  if (node)
    {
      options->filter = stree_filter_read (node, "/filter", error);
      if (!options->filter)
        return FALSE;
    }
  return read_list (options, object, "sort", read_sort, error) &&
         read_list (options, object, "order", read_name, error) &&
         read_list (options, object, "columns", read_column, error);
}

/**
 * stree_grid_options_new_from_json:
 * @json: UTF-8 text, as [method@GridOptions.to_json] writes it
 * @error: return location for an error
 *
 * Reads options. Members that are not known do not matter.
 *
 * The error is %STREE_ERROR_BAD_VALUE, and names the place by a JSON Pointer, or, where @json is no JSON, by line and
 * column.
 *
 * Returns: (transfer full): the options, or %NULL on error
 *
 * Since: 1.0
 */
StreeGridOptions *
stree_grid_options_new_from_json (const char *json, GError **error)
{
  g_autoptr (StreeGridOptions) options = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (json != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);
  root = stree_json_read (json, NULL, &reason);
  if (!root)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("The options are no JSON: %s"), reason->message);
      return NULL;
    }
  options = stree_grid_options_new ();
  if (!read_options (options, root, error))
    return NULL;
  stree_grid_options_drop_silent (options);
  return g_steal_pointer (&options);
}
