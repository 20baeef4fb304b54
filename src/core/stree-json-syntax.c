/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "core/stree-json-syntax-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/stree-error.h"

static gboolean
expect (StreeJsonScan *scan, const char *what)
{
  scan->expected = what;
  return FALSE;
}

void
stree_json_scan_space (StreeJsonScan *scan)
{
  while (*scan->p == ' ' || *scan->p == '\t' || *scan->p == '\n' || *scan->p == '\r')
    scan->p++;
}

static gboolean
read_hex (StreeJsonScan *scan, guint *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, scan->p++)
    {
      if (!g_ascii_isxdigit (*scan->p))
        return expect (scan, N_ ("four hexadecimal digits"));
      *unit = *unit * 16 + (guint) g_ascii_xdigit_value (*scan->p);
    }
  return TRUE;
}

static gboolean
read_escape (StreeJsonScan *scan)
{
  const char *start = scan->p;
  guint       unit;

  scan->p++; /* the backslash */
  if (*scan->p != 'u')
    {
      if (!*scan->p || !strchr ("\"\\/bfnrt", *scan->p))
        return expect (scan, N_ ("an escape"));
      scan->p++;
      return TRUE;
    }
  scan->p++;
  if (!read_hex (scan, &unit))
    return FALSE;
  if (unit >= 0xd800 && unit < 0xdc00 && scan->p[0] == '\\' && scan->p[1] == 'u')
    {
      scan->p += 2;
      if (!read_hex (scan, &unit))
        return FALSE;
      if (unit >= 0xdc00 && unit < 0xe000)
        return TRUE;
      unit = 0;
    }
  if (unit > 0 && (unit < 0xd800 || unit >= 0xe000))
    return TRUE;
  scan->p = start;
  return expect (scan, N_ ("a character")); /* half a surrogate pair, or NUL */
}

gboolean
stree_json_scan_text (StreeJsonScan *scan)
{
  if (*scan->p != '"')
    return expect (scan, N_ ("a text"));
  scan->p++;
  while (*scan->p != '"')
    {
      if ((guchar) *scan->p < 0x20)
        return expect (scan, N_ ("the end of the text"));
      if (*scan->p == '\\')
        {
          if (!read_escape (scan))
            return FALSE;
        }
      else
        scan->p++;
    }
  scan->p++;
  return TRUE;
}

static gboolean
read_digits (StreeJsonScan *scan)
{
  if (!g_ascii_isdigit (*scan->p))
    return expect (scan, N_ ("a digit"));
  while (g_ascii_isdigit (*scan->p))
    scan->p++;
  return TRUE;
}

static gboolean
read_number (StreeJsonScan *scan)
{
  const char *start = scan->p;

  if (*scan->p == '-')
    scan->p++;
  if (*scan->p == '0')
    scan->p++;
  else if (!read_digits (scan))
    return FALSE;
  if (*scan->p != '.' && *scan->p != 'e' && *scan->p != 'E')
    {
      if (scan->any_integer)
        return TRUE;
      errno = 0;
      g_ascii_strtoll (start, NULL, 10);
      if (errno != ERANGE)
        return TRUE;
      scan->p = start;
      return expect (scan, N_ ("an integer of 64 bits"));
    }
  if (*scan->p == '.')
    {
      scan->p++;
      if (!read_digits (scan))
        return FALSE;
    }
  if (*scan->p == 'e' || *scan->p == 'E')
    {
      scan->p++;
      if (*scan->p == '+' || *scan->p == '-')
        scan->p++;
      return read_digits (scan);
    }
  return TRUE;
}

/* A value that holds no other. */
static gboolean
read_plain (StreeJsonScan *scan)
{
  static const char *const words[] = { "true", "false", "null" };

  if (*scan->p == '"')
    return stree_json_scan_text (scan);
  if (*scan->p == '-' || g_ascii_isdigit (*scan->p))
    return read_number (scan);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (scan->p, words[i]))
      {
        scan->p += strlen (words[i]);
        return TRUE;
      }
  return expect (scan, N_ ("a value"));
}

static gboolean
read_name (StreeJsonScan *scan)
{
  stree_json_scan_space (scan);
  if (*scan->p != '"')
    return expect (scan, N_ ("a name"));
  if (!stree_json_scan_text (scan))
    return FALSE;
  stree_json_scan_space (scan);
  if (*scan->p != ':')
    return expect (scan, N_ ("':'"));
  scan->p++;
  return TRUE;
}

/* Without recursion: @closing has what ends each level. */
gboolean
stree_json_scan_value (StreeJsonScan *scan)
{
  char  closing[STREE_JSON_MAX_DEPTH];
  guint depth = 0;

  for (;;)
    {
      stree_json_scan_space (scan);
      if (*scan->p == '{' || *scan->p == '[')
        {
          gboolean object = *scan->p == '{';

          if (depth == STREE_JSON_MAX_DEPTH)
            return expect (scan, N_ ("fewer levels: there may be 256"));
          closing[depth++] = object ? '}' : ']';
          scan->p++;
          stree_json_scan_space (scan);
          if (*scan->p != closing[depth - 1])
            {
              if (object && !read_name (scan))
                return FALSE;
              continue;
            }
        }
      else if (!read_plain (scan))
        return FALSE;

      /* A value has ended, and maybe what it is in. */
      for (;;)
        {
          if (depth == 0)
            return TRUE;
          stree_json_scan_space (scan);
          if (*scan->p != closing[depth - 1])
            break;
          scan->p++;
          depth--;
        }
      if (*scan->p != ',')
        return expect (scan, closing[depth - 1] == '}' ? N_ ("',' or '}'") : N_ ("',' or ']'"));
      scan->p++;
      if (closing[depth - 1] == '}' && !read_name (scan))
        return FALSE;
    }
}

/* The text as a whole. */
static gboolean
read_all (StreeJsonScan *scan)
{
  if (!stree_json_scan_value (scan))
    return FALSE;
  stree_json_scan_space (scan);
  return *scan->p == '\0' || expect (scan, N_ ("the end"));
}

gboolean
stree_json_check_syntax (const char *json, GError **error)
{
  StreeJsonScan scan = { .p = json };
  const char   *line_start = json;
  guint         line = 1;

  if (!g_utf8_validate (json, -1, &scan.p))
    scan.expected = "UTF-8 text";
  else
    {
      scan.p = json;
      if (read_all (&scan))
        return TRUE;
    }
  for (const char *p = json; p < scan.p; p++)
    if (*p == '\n')
      {
        line++;
        line_start = p + 1;
      }
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Not JSON: line %u, column %ld: expected %s", line,
               g_utf8_strlen (line_start, scan.p - line_start) + 1, scan.expected);
  return FALSE;
}
