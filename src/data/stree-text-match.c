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

/* Folded, accents left out. */
static void
append_letters (GString *keys, const char *text, gsize length)
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
}

/*
 * The same, but instead of a number there is a digit, so that it is among other characters where digits are, how many
 * digits it has without leading zeros, and these. No byte is NUL.
 */
static void
append_natural (GString *keys, const char *text, gsize length)
{
  g_autoptr (GString) letters = g_string_sized_new (length);
  const char *p;

  append_letters (letters, text, length);
  for (p = letters->str; *p != '\0';)
    {
      gsize n = strcspn (p, "0123456789"), left;

      g_string_append_len (keys, p, (gssize) n);
      p += n;
      if (*p == '\0')
        break;
      p += strspn (p, "0");
      n = strspn (p, "0123456789");
      g_string_append_c (keys, '0');
      for (left = n; left >= 254; left -= 254)
        g_string_append_c (keys, '\xff');
      g_string_append_c (keys, (char) (left + 1));
      g_string_append_len (keys, p, (gssize) n);
      p += n;
    }
}

void
stree_text_append_sort_key (GString *keys, StreeCollation collation, const char *text, gsize length)
{
  switch (collation)
    {
    case STREE_COLLATION_LOCALE:
      {
        g_autofree char *key = g_utf8_collate_key (text, (gssize) length);

        g_string_append (keys, key);
        break;
      }
    case STREE_COLLATION_NATURAL:
      append_natural (keys, text, length);
      break;
    case STREE_COLLATION_BINARY:
      g_string_append_len (keys, text, (gssize) length);
      break;
    case STREE_COLLATION_DEFAULT:
    default:
      append_letters (keys, text, length);
    }
  g_string_append_c (keys, '\0');
}
