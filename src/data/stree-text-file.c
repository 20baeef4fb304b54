/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-text-file-private.h"

#include <string.h>

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
