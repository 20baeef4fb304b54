/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routing/stree-uri-private.h"

#include <string.h>

#include "core/stree-blank-private.h"
#include "core/stree-error.h"

/* What needs no escape in a path and in a query, besides letters, digits, "-", ".", "_" and "~" (RFC 3986). A "+" in a query
 * is a space to many, so it is escaped. */
#define FREE_IN_PATH  "!$&'()*+,;=:@/"
#define FREE_IN_QUERY "!$'()*,:@/"

/* --- parameters --- */

static void
param_free (gpointer data)
{
  StreeUriParam *param = data;

  g_free (param->name);
  g_free (param->value);
  g_free (param);
}

GPtrArray *
stree_uri_params_new (void)
{
  return g_ptr_array_new_with_free_func (param_free);
}

static StreeUriParam *
find (GPtrArray *params, const char *name)
{
  for (guint i = 0; i < params->len; i++)
    {
      StreeUriParam *param = params->pdata[i];

      if (g_str_equal (param->name, name))
        return param;
    }
  return NULL;
}

const char *
stree_uri_params_get (GPtrArray *params, const char *name)
{
  StreeUriParam *param = find (params, name);

  return param ? param->value : NULL;
}

gboolean
stree_uri_params_set (GPtrArray *params, const char *name, const char *value)
{
  StreeUriParam *param = find (params, name);

  if (!value)
    return param && g_ptr_array_remove (params, param);
  if (!param)
    {
      param = g_new0 (StreeUriParam, 1);
      param->name = g_strdup (name);
      g_ptr_array_add (params, param);
    }
  else if (g_str_equal (param->value, value))
    {
      return FALSE;
    }
  g_free (param->value);
  param->value = g_strdup (value);
  return TRUE;
}

GPtrArray *
stree_uri_params_copy (GPtrArray *params)
{
  GPtrArray *copy = stree_uri_params_new ();

  for (guint i = 0; i < params->len; i++)
    {
      StreeUriParam *param = params->pdata[i];

      stree_uri_params_set (copy, param->name, param->value);
    }
  return copy;
}

/* --- text --- */

char *
stree_uri_strip (const char *text)
{
  return text ? g_strstrip (g_strdup (text)) : NULL;
}

char *
stree_uri_scheme (const char *application_id)
{
  char *scheme = g_ascii_strdown (application_id ? application_id : "app", -1);

  for (char *p = scheme; *p; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("+-.", *p))
      *p = '-'; /* an application's id may have an underscore, a scheme may not */
  return scheme;
}

/* --- reading --- */

static gboolean
fail (GError **error, const char *uri, const char *what, const char *part)
{
  g_autofree char *shown = g_utf8_make_valid (uri, MIN ((gssize) strlen (uri), 200));
  g_autofree char *where = part ? g_utf8_make_valid (part, MIN ((gssize) strlen (part), 80)) : NULL;

  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Location '%s': %s%s%s%s", shown, what, where ? " '" : "",
               where ? where : "", where ? "'" : "");
  return FALSE;
}

static char *
decode (const char *text, gsize length, gboolean form)
{
  g_autofree char *plain = g_strndup (text, length);
  char            *decoded;

  for (char *p = plain; form && *p; p++)
    if (*p == '+')
      *p = ' ';
  decoded = g_uri_unescape_string (plain, NULL);
  if (decoded && !g_utf8_validate (decoded, -1, NULL))
    g_clear_pointer (&decoded, g_free);
  return decoded;
}

static gboolean
read_query (GPtrArray *params, const char *query, const char *uri, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);

  for (guint i = 0; parts[i]; i++)
    {
      const char      *equals = strchr (parts[i], '=');
      gsize            length = equals ? (gsize) (equals - parts[i]) : strlen (parts[i]);
      g_autofree char *name = decode (parts[i], length, TRUE);
      g_autofree char *value = decode (equals ? equals + 1 : "", equals ? strlen (equals + 1) : 0, TRUE);

      if (!name || !value)
        return fail (error, uri, "not UTF-8, or a bad % escape, in its query at", parts[i]);
      g_strstrip (name);
      if (*name && !find (params, name)) /* the first one counts */
        stree_uri_params_set (params, name, value);
    }
  return TRUE;
}

/* Links are also written as "app-id://route", and pass through programs that add a slash at either end. */
static gboolean
read_route (GPtrArray *params, const char *host, const char *path, const char *uri, GError **error)
{
  const char      *rest = *path == '/' ? path + 1 : path;
  gsize            length = strlen (rest);
  g_autofree char *route = NULL;
  g_autofree char *whole = NULL;

  if (length > 0 && rest[length - 1] == '/')
    length--;
  route = decode (rest, length, FALSE);
  if (!route)
    return fail (error, uri, "not UTF-8, or a bad % escape, in its path", path);
  whole = host && *host ? g_strconcat (host, *route ? "/" : "", route, NULL) : g_strdup (route);
  if (!g_utf8_validate (whole, -1, NULL))
    return fail (error, uri, "not UTF-8 in", host);
  if (*whole)
    stree_uri_params_set (params, STREE_URI_ROUTE, whole);
  return TRUE;
}

GPtrArray *
stree_uri_parse (const char *uri, const char *scheme, GError **error)
{
  g_autoptr (GPtrArray) params = stree_uri_params_new ();
  g_autoptr (GError)    bad = NULL;
  g_autofree char      *own = NULL;
  g_autofree char      *userinfo = NULL;
  g_autofree char      *host = NULL;
  g_autofree char      *path = NULL;
  g_autofree char      *query = NULL;
  int                   port;

  if (!g_utf8_validate (uri, -1, NULL))
    {
      fail (error, uri, "it is not UTF-8", NULL);
      return NULL;
    }
  /* What stands behind "#" is a place within what is shown, and no part of the location. */
  if (!g_uri_split (uri, G_URI_FLAGS_ENCODED | G_URI_FLAGS_NON_DNS, &own, &userinfo, &host, &port, &path, &query, NULL, &bad))
    {
      fail (error, uri, bad->message, NULL);
      return NULL;
    }
  if (own && g_ascii_strcasecmp (own, scheme) != 0)
    {
      g_autofree char *what = g_strdup_printf ("it should begin with '%s:' and not with", scheme);

      fail (error, uri, what, own);
      return NULL;
    }
  if (userinfo || port >= 0)
    {
      fail (error, uri, "it has a user or a port, and should be 'app-id:/route?key=value'", NULL);
      return NULL;
    }
  if (!read_route (params, host, path, uri, error) || (query && !read_query (params, query, uri, error)))
    return NULL;
  return g_steal_pointer (&params);
}

/* --- writing --- */

static void
append_path (GString *text, const char *route)
{
  g_autofree char *escaped = g_uri_escape_string (route, FREE_IN_PATH, FALSE);
  gsize            length = strlen (escaped);
  gboolean         first = length > 0 && escaped[0] == '/';
  gboolean         last = length > 1 && escaped[length - 1] == '/';

  /* The slashes at the ends are those that reading takes off. */
  if (first)
    g_string_append (text, "%2F");
  g_string_append_len (text, escaped + first, (gssize) (length - first - last));
  if (last)
    g_string_append (text, "%2F");
}

char *
stree_uri_build (GPtrArray *params)
{
  GString    *text = g_string_new ("/");
  const char *route = stree_uri_params_get (params, STREE_URI_ROUTE);
  gboolean    in_path = !stree_is_blank (route);
  char        separator = '?';

  if (in_path)
    append_path (text, route);
  for (guint i = 0; i < params->len; i++)
    {
      StreeUriParam   *param = params->pdata[i];
      g_autofree char *name = g_uri_escape_string (param->name, FREE_IN_QUERY, FALSE);
      g_autofree char *value = g_uri_escape_string (param->value, FREE_IN_QUERY, FALSE);

      if (in_path && g_str_equal (param->name, STREE_URI_ROUTE))
        continue;
      g_string_append_printf (text, "%c%s=%s", separator, name, value);
      separator = '&';
    }
  return g_string_free (text, FALSE);
}
