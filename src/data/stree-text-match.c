/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-text-match-private.h"

#include <string.h>

static inline char
lower (char c)
{
  return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
}

static gboolean
is_ascii (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return FALSE;
  return TRUE;
}

char *
stree_text_fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);

  return decomposed != NULL ? decomposed : g_steal_pointer (&folded);
}

void
stree_text_match_init (StreeTextMatch *match, const char *text)
{
  match->folded = stree_text_fold (text);
  match->length = strlen (match->folded);
  match->ascii = is_ascii (match->folded, match->length);
}

void
stree_text_match_clear (StreeTextMatch *match)
{
  g_clear_pointer (&match->folded, g_free);
}

static gboolean
find_ascii (const StreeTextMatch *match, const char *text, gsize length)
{
  const char *last;

  if (match->length == 0)
    return TRUE;
  if (match->length > length)
    return FALSE;

  last = text + (length - match->length);
  for (const char *p = text; p <= last; p++)
    {
      gsize i = 0;

      while (i < match->length && lower (p[i]) == match->folded[i])
        i++;
      if (i == match->length)
        return TRUE;
    }
  return FALSE;
}

gboolean
stree_text_match_test (const StreeTextMatch *match, const char *text, gsize length, gboolean ascii)
{
  g_autofree char *folded = NULL;

  if (ascii || is_ascii (text, length))
    return match->ascii && find_ascii (match, text, length);

  folded = stree_text_fold (text);
  return strstr (folded, match->folded) != NULL;
}

gboolean
stree_text_match_test_start (const StreeTextMatch *match, const char *text, gsize length, gboolean ascii)
{
  g_autofree char *folded = NULL;

  if (ascii || is_ascii (text, length))
    return match->ascii && match->length <= length && find_ascii (match, text, match->length);

  folded = stree_text_fold (text);
  return strncmp (folded, match->folded, match->length) == 0;
}

void
stree_text_append_sort_key (GString *keys, const char *text, gsize length)
{
  if (is_ascii (text, length))
    {
      gsize at = keys->len;

      g_string_append_len (keys, text, (gssize) length);
      for (; at < keys->len; at++)
        keys->str[at] = lower (keys->str[at]);
    }
  else
    {
      g_autofree char *folded = stree_text_fold (text);

      for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          if (!g_unichar_ismark (c))
            g_string_append_unichar (keys, c);
        }
    }
  g_string_append_c (keys, '\0');
}
