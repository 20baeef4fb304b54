/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-number-format-private.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "core/stree-error.h"

/* A width or precision beyond this is a mistake. */
#define MAX_DIGITS 2

/* A format, taken apart. */
typedef struct
{
  const char *spec;   /* "%-8.2f" begins here */
  gsize       flags;  /* its bytes up to the length modifier or the conversion */
  char        conversion;
  const char *rest;   /* behind it */
} Format;

static const char *
skip_digits (const char *p, gboolean *ok)
{
  const char *start = p;

  while (g_ascii_isdigit (*p))
    p++;
  *ok = *ok && p - start <= MAX_DIGITS;
  return p;
}

static const char *
find_percent (const char *p)
{
  for (; *p; p++)
    if (*p == '%')
      {
        if (p[1] != '%')
          return p;
        p++;
      }
  return NULL;
}

static gboolean
parse_format (const char *format, Format *parsed)
{
  gboolean    ok = TRUE;
  const char *p = find_percent (format);

  if (!p)
    return FALSE;
  parsed->spec = p++;
  p += strspn (p, "-+ 0#");
  p = skip_digits (p, &ok);
  if (*p == '.')
    p = skip_digits (p + 1, &ok);
  parsed->flags = p - parsed->spec;
  while (*p == 'l')
    p++;
  parsed->conversion = *p;
  if (!ok || !*p || !strchr ("difFeEgG", *p))
    return FALSE;
  parsed->rest = p + 1;
  return find_percent (parsed->rest) == NULL;
}

gboolean
stree_number_format_check (const char *format, gboolean *integer, GError **error)
{
  Format parsed;

  if (parse_format (format, &parsed))
    {
      *integer = parsed.conversion == 'd' || parsed.conversion == 'i';
      return TRUE;
    }
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "prop 'format' takes exactly one conversion of a number, such as %%d or %%.2f (%%%% is a percent sign), not '%s'",
               format);
  return FALSE;
}

/* The text around the conversion, with %% as %. */
static void
append_literal (GString *text, const char *from, const char *to)
{
  for (const char *p = from; p < to && *p; p++)
    {
      g_string_append_c (text, *p);
      if (*p == '%')
        p++;
    }
}

static char *
shortest (double number)
{
  char buffer[64];

  for (int digits = 15; digits <= 17; digits++)
    {
      g_snprintf (buffer, sizeof buffer, "%.*g", digits, number);
      if (strtod (buffer, NULL) == number)
        break;
    }
  return g_strdup (buffer);
}

static double
as_double (const StreeValue *value)
{
  return value->type == STREE_VALUE_INT ? (double) value->v.i : value->v.d;
}

char *
stree_number_format (const char *format, const StreeValue *value)
{
  Format              parsed;
  GString            *text;
  g_autoptr (GString) spec = NULL;

  if (value->type != STREE_VALUE_INT && value->type != STREE_VALUE_DOUBLE)
    return g_strdup ("");
  if (!format || !parse_format (format, &parsed))
    return value->type == STREE_VALUE_INT ? g_strdup_printf ("%" G_GINT64_FORMAT, value->v.i) : shortest (value->v.d);

  text = g_string_new (NULL);
  spec = g_string_new_len (parsed.spec, parsed.flags);
  append_literal (text, format, parsed.spec);
  /* The conversion is made anew from what was checked: its argument is of the type that it says. */
  if (parsed.conversion == 'd' || parsed.conversion == 'i')
    {
      g_string_append (spec, G_GINT64_FORMAT);
      g_string_append_printf (text, spec->str, value->type == STREE_VALUE_INT ? value->v.i : (gint64) value->v.d);
    }
  else
    {
      g_string_append_c (spec, parsed.conversion);
      g_string_append_printf (text, spec->str, as_double (value));
    }
  append_literal (text, parsed.rest, parsed.rest + strlen (parsed.rest));
  return g_string_free (text, FALSE);
}

/* --- and back --- */

static void
strip_around (char *text, const char *format)
{
  Format              parsed;
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) behind = g_string_new (NULL);

  if (format && parse_format (format, &parsed))
    {
      append_literal (before, format, parsed.spec);
      append_literal (behind, parsed.rest, parsed.rest + strlen (parsed.rest));
      g_strstrip (before->str);
      g_strstrip (behind->str);
    }
  g_strstrip (text);
  if (*before->str && g_str_has_prefix (text, before->str))
    memmove (text, text + strlen (before->str), strlen (text) - strlen (before->str) + 1);
  if (*behind->str && g_str_has_suffix (text, behind->str))
    text[strlen (text) - strlen (behind->str)] = '\0';
  g_strstrip (text);
}

/* The locale's decimal point becomes a point, a typographic minus a plain one. FALSE: a sign that no number has. */
static gboolean
to_plain (const char *text, char *plain, gsize size)
{
  const char *point = localeconv ()->decimal_point;
  gsize       length = strlen (point);
  gsize       n = 0;

  while (*text)
    {
      if (n + 1 >= size)
        return FALSE;
      if (length > 0 && strncmp (text, point, length) == 0)
        {
          plain[n++] = '.';
          text += length;
        }
      else if (g_str_has_prefix (text, "\xe2\x88\x92"))
        {
          plain[n++] = '-';
          text += 3;
        }
      else if (g_ascii_isdigit (*text) || strchr ("+-.eE", *text))
        plain[n++] = *text++;
      else
        return FALSE;
    }
  plain[n] = '\0';
  return TRUE;
}

gboolean
stree_number_parse (const char *format, const char *text, gboolean integer, StreeValue *value)
{
  g_autofree char *own = g_strdup (text);
  char             plain[400];
  char            *end;
  double           number;

  strip_around (own, format);
  if (!*own)
    {
      *value = (StreeValue){ .type = STREE_VALUE_NONE };
      return TRUE;
    }
  if (!to_plain (own, plain, sizeof plain))
    return FALSE;
  if (integer)
    {
      gint64 whole;

      errno = 0;
      whole = g_ascii_strtoll (plain, &end, 10);
      if (end != plain && !*end)
        {
          *value = stree_value_of_int (whole);
          return errno == 0;
        }
    }
  errno = 0;
  number = g_ascii_strtod (plain, &end);
  if (end == plain || *end || !isfinite (number))
    return FALSE;
  if (!integer)
    *value = stree_value_of_double (number);
  else if (fabs (number) <= 9007199254740992.0 && floor (number) == number)
    *value = stree_value_of_int ((gint64) number);
  else
    return FALSE;
  return TRUE;
}
