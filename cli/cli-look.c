/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How an app looks at first, and where it is: what the command line says before what the app does. */

#include "cli-private.h"

#include <glib/gi18n-lib.h>

static gboolean
is_mode (const char *name)
{
  return g_str_equal (name, "light") || g_str_equal (name, "dark");
}

char *
cli_read_theme (const char *name, GError **error)
{
  g_autofree char       *json = NULL;
  g_autoptr (StreeTheme) theme = NULL;
  gsize                  length;

  if (is_mode (name))
    return g_strdup (name);
  if (!g_file_test (name, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("“%s” is no theme: expected light, dark, or a file of JSON"), name);
      return NULL;
    }
  if (!g_file_get_contents (name, &json, &length, error))
    return NULL;
  theme = stree_theme_new_from_json (json, (gssize) length, error);
  if (theme)
    return g_steal_pointer (&json);
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

/* The theme, but light or dark. */
static StreeTheme *
with_mode (StreeTheme *theme, const char *mode)
{
  g_autofree char     *json = stree_theme_to_json (theme);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  g_autofree char     *other = NULL;

  json_object_set_string_member (json_node_get_object (root), "mode", mode);
  other = json_to_string (root, FALSE);
  return stree_theme_new_from_json (other, -1, NULL);
}

StreeTheme *
cli_make_theme (CliRun *self, StreeTheme *own)
{
  g_autoptr (StreeTheme) plain = NULL;

  if (!self->theme)
    return own ? stree_theme_ref (own) : NULL;
  if (!is_mode (self->theme))
    return stree_theme_new_from_json (self->theme, -1, NULL);
  plain = own ? stree_theme_ref (own) : stree_theme_new (NULL, STREE_THEME_FOLLOW, NULL);
  return with_mode (plain, self->theme);
}

char *
cli_make_link (const char *route, const char *application_id, GError **error)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  StreeLocation           *location = stree_session_get_location (session);

  stree_location_set_application_id (location, application_id);
  return stree_location_navigate (location, route, error) ? stree_location_dup_uri (location) : NULL;
}
