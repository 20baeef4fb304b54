/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where links lead to. */

#include <string.h>

#include "markdown/stree-markdown-private.h"

/* Not `file`: what a text from elsewhere names on this machine is not for it to open. */
static const char *const allowed[] = { "http", "https", "mailto", "tel" };

gboolean
stree_markdown_link_is_allowed (const char *target)
{
  gsize scheme = strcspn (target, ":/?#");

  /* A scheme and something behind it. */
  if (target[scheme] != ':' || target[scheme + 1] == '\0')
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (strlen (allowed[i]) == scheme && g_ascii_strncasecmp (target, allowed[i], scheme) == 0)
      return TRUE;
  return FALSE;
}

char *
stree_markdown_link_dup_uri (const char *target)
{
  GString *uri = g_string_new (NULL);

  /* What is encoded already stays as it is: a percent sign is none of those. */
  for (const char *p = target; *p; p++)
    if (g_ascii_isalnum (*p) || strchr ("-_.+!*'(),%#@?=;:/$&~", *p))
      g_string_append_c (uri, *p);
    else
      g_string_append_printf (uri, "%%%02X", (guchar) *p);
  return g_string_free (uri, FALSE);
}
