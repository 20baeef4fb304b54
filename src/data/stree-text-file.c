/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-text-file-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes that are decoded between two looks at the cancellable. */
#define BLOCK (1024 * 1024)

void
stree_text_advance_place (StreeTextPlace *place, const char *text, gsize length, gsize from, gsize to)
{
  g_assert (from <= to && to <= length);

  for (gsize i = from; i < to; i++)
    {
      char c = text[i];

      if (c == '\n' || (c == '\r' && !(i + 1 < length && text[i + 1] == '\n')))
        {
          place->line++;
          place->column = 1;
        }
      else if (((guchar) c & 0xc0) != 0x80)
        {
          place->column++;
        }
    }
}

StreeTextPlace
stree_text_find_place (const char *text, gsize length, gsize offset)
{
  StreeTextPlace place = { .line = 1, .column = 1 };

  stree_text_advance_place (&place, text, length, 0, offset);
  return place;
}

gsize
stree_text_find_invalid (const char *text, gsize length)
{
  const char *end = text;
  gsize i = 0;

  /* Most files are ASCII for the most part: eight bytes at once, as long as none of them is NUL or above 127. */
  while (i < length)
    {
      guint64 word;
      gsize chunk;

      if (length - i >= 8)
        {
          memcpy (&word, text + i, 8);
          if (((word | (word - G_GUINT64_CONSTANT (0x0101010101010101))) & G_GUINT64_CONSTANT (0x8080808080808080)) ==
              0)
            {
              i += 8;
              continue;
            }
        }

      /* A stretch of other text: up to a byte that begins a character, so that none is cut. */
      chunk = MIN (length - i, 64);
      while (i + chunk < length && ((guchar) text[i + chunk] & 0xc0) == 0x80 && chunk < 128)
        chunk++;
      if (!g_utf8_validate_len (text + i, chunk, &end))
        return (gsize) (end - text);
      i += chunk;
    }
  return length;
}

static gboolean
begins_with (const char *bytes, gsize length, const char *mark)
{
  return length >= 2 && memcmp (bytes, mark, 2) == 0;
}

static gboolean
is_utf8 (const char *encoding)
{
  return g_ascii_strcasecmp (encoding, "UTF-8") == 0 || g_ascii_strcasecmp (encoding, "UTF8") == 0;
}

/* FALSE: @error, or without one, behind what is in @out there is what @converter cannot read. */
static gboolean
convert_all (GIConv converter, char *bytes, gsize length, GString *out, GCancellable *cancellable, GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  char *in = bytes;
  gsize left = length;

  while (left > 0)
    {
      gsize part = MIN (left, BLOCK), before = part;
      gboolean last = part == left;
      char *to = block;
      gsize room = BLOCK;
      gboolean failed = g_iconv (converter, &in, &part, &to, &room) == (gsize) -1;
      int why = failed ? errno : 0;

      g_string_append_len (out, block, to - block);
      left -= before - part;
      if (why == EILSEQ || (why == EINVAL && (last || part == before)))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
stree_text_decode (char *bytes, gsize length, const char *encoding, GString **decoded, StreeTextPlace *bad,
                   GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;
  GIConv converter;
  gboolean done;

  *decoded = NULL;
  if (encoding == NULL && begins_with (bytes, length, "\xff\xfe"))
    encoding = "UTF-16LE";
  else if (encoding == NULL && begins_with (bytes, length, "\xfe\xff"))
    encoding = "UTF-16BE";
  if (encoding == NULL || is_utf8 (encoding))
    return TRUE;

  converter = g_iconv_open ("UTF-8", encoding);
  if (converter == (GIConv) -1)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("The encoding \"%s\" is not known here"), encoding);
      return FALSE;
    }
  *decoded = g_string_new (NULL);
  done = convert_all (converter, bytes, length, *decoded, cancellable, &cause);
  g_iconv_close (converter);
  if (done)
    return TRUE;
  if (cause != NULL)
    g_propagate_error (error, cause);
  else
    *bad = stree_text_find_place ((*decoded)->str, (*decoded)->len, (*decoded)->len);
  g_string_free (*decoded, TRUE);
  *decoded = NULL;
  return FALSE;
}
