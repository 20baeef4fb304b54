/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether there is nothing in @text but white space; NULL is blank. Names and keys that a program gives may not be. */
static inline gboolean
stree_is_blank (const char *text)
{
  while (text && g_ascii_isspace (*text))
    text++;
  return !text || !*text;
}

G_END_DECLS
