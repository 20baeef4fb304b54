/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* HTML's named and numbered characters. */

#include <string.h>

#include "markdown/stree-markdown-private.h"
#include "stree-markdown-entities.inc"

#define REPLACEMENT 0xFFFD

/* The value of a name; NULL: there is none of that name. */
static const char *
find_name (const char *name, gsize length)
{
  guint low = 0, high = G_N_ELEMENTS (entity_at);

  while (low < high)
    {
      guint       middle = (low + high) / 2;
      const char *entry = (const char *) entity_text + entity_at[middle];
      gsize       size = strlen (entry);
      int         order = memcmp (name, entry, MIN (length, size));

      if (order == 0 && length == size)
        return entry + size + 1;
      if (order < 0 || (order == 0 && length < size))
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

static gboolean
append_number (GString *text, const char *digits, gsize length, guint base)
{
  guint32 number = 0;

  if (length == 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      int digit = g_ascii_xdigit_value (digits[i]);

      if (digit < 0 || (guint) digit >= base)
        return FALSE;
      number = MIN (number * base + (guint) digit, 0x110000);
    }
  if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
    number = REPLACEMENT;
  g_string_append_unichar (text, number);
  return TRUE;
}

gboolean
stree_markdown_append_entity (GString *text, const char *entity, gsize length)
{
  const char *value;

  if (length < 3 || entity[0] != '&' || entity[length - 1] != ';')
    return FALSE;
  if (entity[1] == '#' && (entity[2] == 'x' || entity[2] == 'X'))
    return append_number (text, entity + 3, length - 4, 16);
  if (entity[1] == '#')
    return append_number (text, entity + 2, length - 3, 10);
  value = find_name (entity + 1, length - 2);
  if (!value)
    return FALSE;
  g_string_append (text, value);
  return TRUE;
}
