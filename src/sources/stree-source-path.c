/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-source-path-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
stree_source_dup_path (const char *uri, GError **error)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);
  g_autofree char *as_file = NULL;
  const char *rest;

  if (!scheme)
    return g_strdup (uri);
  rest = uri + strlen (scheme) + 1;
  /* sqlite:things.db is a path from here on. */
  if (rest[0] != '/')
    {
      char *path = g_uri_unescape_string (rest, NULL);

      if (!path)
        g_set_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_BAD_URI,
                     _ ("“%s” is no correct URI: two hexadecimal digits were expected after each %%"), uri);
      return path;
    }
  as_file = g_strconcat ("file:", rest, NULL);
  return g_filename_from_uri (as_file, NULL, error);
}
