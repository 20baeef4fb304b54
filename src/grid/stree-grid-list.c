/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-format-private.h"

#include <math.h>
#include <string.h>

static const char *
skip (const char *p, const char *what)
{
  return p + strspn (p, what);
}

static void
trim_end (StreeGridWriter *writer)
{
  while (writer->pos > writer->start && g_ascii_isspace (writer->pos[-1]))
    writer->pos--;
}

/* Behind the backslash of a JSON string; of \uXXXX what is no pair of halves. */
static const char *
write_escaped (StreeGridWriter *writer, const char *p)
{
  static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
  const char       *known = *p ? strchr (from, *p) : NULL;
  char              utf8[6];
  guint32           c = 0;

  if (known)
    {
      stree_grid_write_n (writer, &to[known - from], 1);
      return p + 1;
    }
  if (*p != 'u')
    {
      stree_grid_write_n (writer, p, *p != '\0');
      return *p ? p + 1 : p;
    }
  p++;
  for (guint i = 0; i < 4; i++, p++)
    {
      if (!g_ascii_isxdigit (*p))
        return p;
      c = c * 16 + (guint32) g_ascii_xdigit_value (*p);
    }
  if (c > 0 && g_unichar_validate (c))
    stree_grid_write_n (writer, utf8, (gsize) g_unichar_to_utf8 (c, utf8));
  return p;
}

gboolean
stree_grid_list_next_word (const char **at, char *buffer, gsize size)
{
  StreeGridWriter writer = stree_grid_writer (buffer, size);
  const char     *p = skip (*at, ",;[]{} \t\n\r");

  if (!*p)
    {
      *at = p;
      return FALSE;
    }
  if (*p == '"')
    {
      for (p++; *p && *p != '"';)
        if (*p == '\\')
          p = write_escaped (&writer, p + 1);
        else
          stree_grid_write_n (&writer, p++, 1);
      if (*p)
        p++;
    }
  else
    {
      gsize length = strcspn (p, ",;[]{}\n\r");

      stree_grid_write_n (&writer, p, length);
      trim_end (&writer);
      p += length;
    }
  (void) stree_grid_written (&writer);
  *at = p;
  return TRUE;
}

gsize
stree_grid_list_numbers (const char *text, double *numbers, gsize max)
{
  static const char between[] = ",;[]{} \t\n\r\"";
  const char       *p = skip (text, between);
  gsize             n = 0;

  while (*p)
    {
      char  *end;
      double number = g_ascii_strtod (p, &end);

      if (end == p || !isfinite (number))
        number = NAN;
      /* What is no number ends where the next begins. */
      p = end == p ? p + strcspn (p, between) : end;
      if (n < max)
        numbers[n] = number;
      n++;
      p = skip (p, between);
    }
  return n;
}
