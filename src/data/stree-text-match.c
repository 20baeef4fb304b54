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

/* @places: of each byte of @text and its end where it comes from; %NULL: from where it is. */
static guint
find_places (const StreeTextMatch *match, const char *text, gsize length, const guint *places, StreeTextRange *ranges, guint max)
{
  guint n = 0;

  for (gsize i = 0; i + match->length <= length && n < max;)
    {
      gsize end = i + match->length;
      gsize k = 0;

      while (k < match->length && lower (text[i + k]) == match->folded[k])
        k++;
      if (k < match->length)
        {
          i++;
          continue;
        }
      /* A letter that is found has its accents. */
      while (places && end < length && places[end] == places[end - 1])
        end++;
      ranges[n].start = places ? places[i] : (guint) i;
      ranges[n++].end = places ? places[end] : (guint) end;
      i = end;
    }
  return n;
}

guint
stree_text_match_find (const StreeTextMatch *match, const char *text, gsize length, StreeTextRange *ranges, guint max)
{
  g_autoptr (GString) folded = NULL;
  g_autoptr (GArray)  places = NULL;

  if (match->length == 0)
    return 0;
  if (is_ascii (text, length))
    return match->ascii ? find_places (match, text, length, NULL, ranges, max) : 0;
  folded = g_string_new (NULL);
  places = g_array_new (FALSE, FALSE, sizeof (guint));
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      char             letter[8] = { 0 };
      g_autofree char *one = NULL;
      guint            place = (guint) (p - text);

      memcpy (letter, p, (gsize) (g_utf8_next_char (p) - p));
      one = stree_text_fold (letter);
      g_string_append (folded, one);
      for (const char *q = one; *q; q++)
        g_array_append_val (places, place);
    }
  g_array_append_vals (places, &(guint){ (guint) length }, 1);
  return find_places (match, folded->str, folded->len, (const guint *) (gpointer) places->data, ranges, max);
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
