/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "naive-texts.h"

#include <string.h>

static char *
plain_letters (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
  GString *letters = g_string_new (NULL);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));
  return g_string_free (letters, FALSE);
}

static int
compare_numbers (const char **a, const char **b)
{
  gsize n, m;
  int difference;

  while (**a == '0')
    ++*a;
  while (**b == '0')
    ++*b;
  for (n = 0; g_ascii_isdigit ((*a)[n]); n++)
    ;
  for (m = 0; g_ascii_isdigit ((*b)[m]); m++)
    ;
  difference = n != m ? (n < m ? -1 : 1) : strncmp (*a, *b, n);
  *a += n;
  *b += m;
  return difference;
}

static int
compare_natural (const char *x, const char *y)
{
  g_autofree char *letters = plain_letters (x);
  g_autofree char *others = plain_letters (y);
  const char *a = letters, *b = others;

  while (*a != '\0' && *b != '\0')
    {
      int difference;

      if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
        difference = compare_numbers (&a, &b);
      else
        difference = (int) (guchar) *a++ - (int) (guchar) *b++;
      if (difference != 0)
        return difference;
    }
  return (*a != '\0') - (*b != '\0');
}

int
naive_compare_texts (StreeCollation collation, const char *a, const char *b)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  int difference = 0;

  switch (collation)
    {
    case STREE_COLLATION_DEFAULT:
      x = plain_letters (a);
      y = plain_letters (b);
      difference = strcmp (x, y);
      break;
    case STREE_COLLATION_LOCALE:
      difference = g_utf8_collate (a, b);
      break;
    case STREE_COLLATION_NATURAL:
      difference = compare_natural (a, b);
      break;
    case STREE_COLLATION_BINARY:
    default:
      break;
    }
  return difference != 0 ? difference : strcmp (a, b);
}
