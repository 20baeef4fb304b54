/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A theme as JSON: { "primary_color": "#06c", "font_stack": "Cantarell, sans-serif", "mode": "dark", "density": "compact",
 * "radius": 8, "custom_css": "button { font-weight: bold; }" }. Every member may be left out. A radius of 0 is square. */

#include <json-glib/json-glib.h>

#include "core/stree-error.h"
#include "core/stree-json-read-private.h"
#include "theme/stree-theme-private.h"

/* Always FALSE. @name goes into a JSON Pointer (RFC 6901). */
static gboolean
bad (GError **error, const char *name, const char *expected)
{
  g_autoptr (GString) pointer = g_string_new (name);

  g_string_replace (pointer, "~", "~0", 0);
  g_string_replace (pointer, "/", "~1", 0);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Theme: /%s: %s", pointer->str, expected);
  return FALSE;
}

static gboolean
read_text (const char *name, JsonNode *node, const char **text, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return bad (error, name, "expected a text");
  *text = json_node_get_string (node);
  return TRUE;
}

static gboolean
read_enum (const char *name, JsonNode *node, GType type, int *number, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);
  g_autoptr (GString)    expected = g_string_new ("expected one of ");
  const char            *nick = NULL;
  GEnumValue            *value = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    nick = json_node_get_string (node);
  if (nick)
    value = g_enum_get_value_by_nick (klass, nick);
  if (value)
    {
      *number = value->value;
      return TRUE;
    }
  for (guint i = 0; i < klass->n_values; i++)
    g_string_append_printf (expected, "%s\"%s\"", i ? ", " : "", klass->values[i].value_nick);
  return bad (error, name, expected->str);
}

static gboolean
read_radius (const char *name, JsonNode *node, int *radius, GError **error)
{
  gint64 number = -1;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    number = json_node_get_int (node);
  if (number < 0 || number > STREE_THEME_MAX_RADIUS)
    {
      g_autofree char *expected = g_strdup_printf ("expected a whole number of pixels, 0 to %d", STREE_THEME_MAX_RADIUS);

      return bad (error, name, expected);
    }
  *radius = number == 0 ? STREE_RADIUS_NONE : (int) number;
  return TRUE;
}

static gboolean
read_member (StreeThemeArgs *args, const char *name, JsonNode *node, GError **error)
{
  int number = 0;

  if (g_str_equal (name, "primary_color"))
    return read_text (name, node, &args->primary_color, error);
  if (g_str_equal (name, "font_stack"))
    return JSON_NODE_HOLDS_NULL (node) || read_text (name, node, &args->font_stack, error);
  if (g_str_equal (name, "custom_css"))
    return read_text (name, node, &args->custom_css, error);
  if (g_str_equal (name, "radius"))
    return read_radius (name, node, &args->radius, error);
  if (g_str_equal (name, "mode"))
    {
      if (!read_enum (name, node, STREE_TYPE_THEME_MODE, &number, error))
        return FALSE;
      args->mode = (StreeThemeMode) number;
      return TRUE;
    }
  if (g_str_equal (name, "density"))
    {
      if (!read_enum (name, node, STREE_TYPE_THEME_DENSITY, &number, error))
        return FALSE;
      args->density = (StreeThemeDensity) number;
      return TRUE;
    }
  return bad (error, name, "a theme has no such member: expected primary_color, font_stack, mode, density, radius or custom_css");
}

/* What the theme itself refuses: "Theme: TOKEN MESSAGE" becomes "Theme: /TOKEN: MESSAGE". */
static void
point_to_token (GError *error)
{
  const char      *token = error->message + strlen ("Theme: ");
  const char      *space = strchr (token, ' ');
  char            *message = g_strdup_printf ("Theme: /%.*s: %s", (int) (space - token), token, space + 1);

  g_free (error->message);
  error->message = message;
}

/**
 * stree_theme_new_from_json: (constructor)
 * @json: an object with any of primary_color, font_stack, mode ("follow", "light", "dark"), density ("normal", "compact",
 *   "spacious"), radius and custom_css
 * @length: its length in bytes; -1 if it ends with NUL
 * @error: return location for an error
 *
 * Reads a theme from JSON.
 *
 * Returns: (transfer full): the theme; %NULL with %STREE_ERROR_BAD_VALUE, whose message has line and column of what is
 *   no JSON, or the JSON Pointer of what is wrong in it
 *
 * Since: 1.0
 */
StreeTheme *
stree_theme_new_from_json (const char *json, gssize length, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError)   inner = NULL;
  g_autofree char     *text = NULL;
  StreeThemeArgs       args = { 0 };
  JsonObjectIter       iter;
  const char          *name;
  JsonNode            *node;
  StreeTheme          *theme;

  g_return_val_if_fail (json != NULL, NULL);
  text = length < 0 ? g_strdup (json) : g_strndup (json, (gsize) length);
  root = stree_json_read (text, NULL, error);
  if (!root)
    {
      g_prefix_error (error, "Theme: ");
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Theme: expected a JSON object, such as { \"primary_color\": \"#06c\" }");
      return NULL;
    }
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    if (!read_member (&args, name, node, error))
      return NULL;
  theme = stree_theme_new_from_args (&args, &inner);
  if (!theme)
    {
      point_to_token (inner);
      g_propagate_error (error, g_steal_pointer (&inner));
    }
  return theme;
}

static const char *
nick_of (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

/**
 * stree_theme_to_json:
 * @theme: a theme
 *
 * Writes a theme down: [ctor@StreamTree.Theme.new_from_json] reads it back.
 *
 * Returns: (transfer full): JSON
 *
 * Since: 1.0
 */
char *
stree_theme_to_json (StreeTheme *theme)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode)    root = NULL;

  g_return_val_if_fail (theme != NULL, NULL);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "primary_color");
  json_builder_add_string_value (builder, theme->primary_color);
  if (theme->font_stack)
    {
      json_builder_set_member_name (builder, "font_stack");
      json_builder_add_string_value (builder, theme->font_stack);
    }
  json_builder_set_member_name (builder, "mode");
  json_builder_add_string_value (builder, nick_of (STREE_TYPE_THEME_MODE, theme->mode));
  json_builder_set_member_name (builder, "density");
  json_builder_add_string_value (builder, nick_of (STREE_TYPE_THEME_DENSITY, theme->density));
  json_builder_set_member_name (builder, "radius");
  json_builder_add_int_value (builder, theme->radius);
  json_builder_set_member_name (builder, "custom_css");
  json_builder_add_string_value (builder, theme->custom_css);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
