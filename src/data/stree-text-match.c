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

/*
 * Below this no character is a mark, so what each becomes does not depend on those around it: a table has it. That is most
 * of what is written in Latin letters.
 */
#define TABLE_SIZE 0x300

typedef struct
{
  guint8 length;
  guint8 letters; /* what of it is no mark, which comes last */
  char text[6];
} Folded;

static const Folded *
get_table (void)
{
  static Folded *table = NULL;

  if (g_once_init_enter (&table))
    {
      Folded *made = g_new0 (Folded, TABLE_SIZE);

      for (gunichar c = 1; c < TABLE_SIZE; c++)
        {
          char text[8];
          g_autofree char *folded = NULL;
          g_autofree char *apart = NULL;
          const char *p;

          text[g_unichar_to_utf8 (c, text)] = '\0';
          folded = g_utf8_casefold (text, -1);
          apart = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
          made[c].length = (guint8) strlen (apart);
          g_assert (made[c].length <= sizeof made[c].text);
          memcpy (made[c].text, apart, made[c].length);
          for (p = apart; *p != '\0' && !g_unichar_ismark (g_utf8_get_char (p)); p = g_utf8_next_char (p))
            ;
          made[c].letters = (guint8) (p - apart);
        }
      g_once_init_leave (&table, made);
    }
  return table;
}

/* Folded and decomposed behind what @out has; @letters: without marks. */
static void
append_folded (GString *out, const char *text, gsize length, gboolean letters)
{
  const Folded *table = get_table ();
  gsize before = out->len, at = before;
  const char *end = text + length;
  g_autofree char *folded = NULL;
  g_autofree char *apart = NULL;

  /* Of a byte there are at most three, so there is room for all. */
  g_string_set_size (out, before + length * 3);
  for (const char *p = text; p < end;)
    {
      gunichar c = (guchar) *p;
      gsize n;

      if (c < 0x80)
        p++;
      else if (c < 0xcc)
        {
          c = (c & 0x1f) << 6 | ((guchar) p[1] & 0x3f);
          p += 2;
        }
      else
        break;
      n = letters ? table[c].letters : table[c].length;
      memcpy (out->str + at, table[c].text, n);
      at += n;
      if (p == end)
        {
          g_string_truncate (out, at);
          return;
        }
    }
  g_string_truncate (out, before);
  if (length == 0)
    return;

  folded = g_utf8_casefold (text, (gssize) length);
  apart = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
  for (const char *p = apart != NULL ? apart : folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!letters || !g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
}

char *
stree_text_fold (const char *text)
{
  GString *folded = g_string_new (NULL);

  append_folded (folded, text, strlen (text), FALSE);
  return g_string_free (folded, FALSE);
}

static void
free_scratch (gpointer data)
{
  g_string_free (data, TRUE);
}

/* A text on the way, kept by each thread: a walk over many of them asks for no memory. Borrowed until the next one. */
static const GString *
fold_into_scratch (const char *text, gsize length)
{
  static GPrivate scratch = G_PRIVATE_INIT (free_scratch);
  GString *folded = g_private_get (&scratch);

  if (folded == NULL)
    {
      folded = g_string_new (NULL);
      g_private_set (&scratch, folded);
    }
  g_string_truncate (folded, 0);
  append_folded (folded, text, length, FALSE);
  return folded;
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
  if (ascii || is_ascii (text, length))
    return match->ascii && find_ascii (match, text, length);

  return strstr (fold_into_scratch (text, length)->str, match->folded) != NULL;
}

gboolean
stree_text_match_test_start (const StreeTextMatch *match, const char *text, gsize length, gboolean ascii)
{
  if (ascii || is_ascii (text, length))
    return match->ascii && match->length <= length && find_ascii (match, text, match->length);

  return strncmp (fold_into_scratch (text, length)->str, match->folded, match->length) == 0;
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
    append_folded (keys, text, length, TRUE);
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
