/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Links to a place in the program, `app-id:/route?key=value`: on its command line, which is where a desktop puts those of an
 * x-scheme-handler, and among what it is told to open. They are passed on as text: a GFile may change a URI that it does not
 * know. */

#include "stree-navigation-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "routing/stree-uri-private.h"

static gboolean
is_link (GApplication *app, const char *text)
{
  g_autofree char *scheme = stree_uri_scheme (g_application_get_application_id (app));
  gsize            length = strlen (scheme);

  return g_ascii_strncasecmp (text, scheme, length) == 0 && text[length] == ':';
}

static gboolean
pass_on (GApplication *app, const char *uri, GError **error)
{
  g_autofree char      *scheme = stree_uri_scheme (g_application_get_application_id (app));
  g_autoptr (GPtrArray) params = stree_uri_parse (uri, scheme, error);

  if (!params || !g_application_register (app, NULL, error))
    return FALSE;
  g_action_group_activate_action (G_ACTION_GROUP (app), "stree-navigate", g_variant_new_string (uri));
  return TRUE;
}

static gboolean
takes_arguments (GApplication *app)
{
  return (g_application_get_flags (app) & (G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE)) != 0;
}

gboolean
stree_deep_link_take (GApplication *app, char **arguments, int *status)
{
  guint to = 1;

  if (!arguments[0])
    return TRUE;
  for (guint from = 1; arguments[from]; from++)
    {
      g_autoptr (GError) error = NULL;

      if (!is_link (app, arguments[from]))
        {
          arguments[to++] = arguments[from];
          continue;
        }
      if (!pass_on (app, arguments[from], &error))
        {
          g_printerr ("%s: %s\n", g_get_prgname (), error->message);
          while (arguments[from])
            arguments[to++] = arguments[from++];
          arguments[to] = NULL;
          *status = 1;
          return FALSE;
        }
      g_free (arguments[from]);
    }
  arguments[to] = NULL;
  if (!takes_arguments (app))
    for (guint i = 1; i < to; i++)
      if (arguments[i][0] != '-' && arguments[i - 1][0] != '-') /* no option, nor what belongs to one */
        {
          g_autofree char *scheme = stree_uri_scheme (g_application_get_application_id (app));

          g_printerr (_ ("%s: “%s” is no link to this program, and it opens no files. Expected a link like %s:/place\n"),
                      g_get_prgname (), arguments[i], scheme);
          *status = 1;
          return FALSE;
        }
  return TRUE;
}

gboolean
stree_deep_link_open (GApplication *app, GFile *file)
{
  g_autofree char   *uri = g_file_get_uri (file);
  g_autoptr (GError) error = NULL;

  if (!is_link (app, uri))
    return FALSE;
  if (!pass_on (app, uri, &error))
    g_message ("A link was not followed. %s", error->message);
  return TRUE;
}
