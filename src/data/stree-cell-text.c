/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-cell-text-private.h"

#include <math.h>
#include <string.h>

#include "data/stree-cell-date-private.h"
#include "data/stree-frame.h"

/* Whole numbers up to here, and powers of ten up to 10^22, are exact as double. */
#define EXACT_INTEGER (G_GUINT64_CONSTANT (1) << 53)
#define MAX_DECIMALS 15

static const double powers_of_ten[] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* An optional minus and digits, without a leading zero (such as in a postal code: that is text). */
gboolean
stree_cell_parse_int64 (const char *text, gsize length, gint64 *value)
{
  gsize i = 0;
  gboolean negative = FALSE;
  guint64 magnitude = 0;

  if (length > 0 && text[0] == '-')
    {
      negative = TRUE;
      i = 1;
    }
  if (i == length || length - i > 19)
    return FALSE;
  if (text[i] == '0' && (length - i > 1 || negative))
    return FALSE;

  for (; i < length; i++)
    {
      if (!is_digit (text[i]))
        return FALSE;
      magnitude = magnitude * 10 + (guint64) (text[i] - '0');
    }

  if (magnitude > (guint64) G_MAXINT64 + (negative ? 1 : 0))
    return FALSE;
  *value = negative ? (gint64) (0 - magnitude) : (gint64) magnitude;
  return TRUE;
}

static gboolean
parse_infinity (const char *text, gsize length, double *value)
{
  gboolean negative = length > 0 && text[0] == '-';
  const char *rest = text + (negative ? 1 : 0);

  if (g_ascii_strcasecmp (rest, "inf") != 0 && g_ascii_strcasecmp (rest, "infinity") != 0)
    return FALSE;
  *value = negative ? -INFINITY : INFINITY;
  return TRUE;
}

/*
 * A decimal number with an optional exponent. A whole number that a double cannot hold exactly is refused: its
 * digits would be lost. @decimals is the count of digits after the point, 0 with an exponent.
 */
gboolean
stree_cell_parse_double (const char *text, gsize length, double *value, guint *decimals)
{
  const char *p = text;
  const char *end = text + length;
  const char *digits;
  gboolean negative = FALSE;
  gboolean whole = TRUE;
  guint64 mantissa = 0;
  guint n_digits = 0, n_decimals = 0;
  int exponent = 0;
  gboolean scientific = FALSE;
  double result;

  if (p < end && *p == '-')
    {
      negative = TRUE;
      p++;
    }

  digits = p;
  for (; p < end && is_digit (*p); p++, n_digits++)
    if (mantissa < EXACT_INTEGER)
      mantissa = mantissa * 10 + (guint64) (*p - '0');
  if (n_digits > 1 && *digits == '0')
    return FALSE;

  if (p < end && *p == '.')
    {
      whole = FALSE;
      for (p++; p < end && is_digit (*p); p++, n_digits++, n_decimals++)
        {
          if (mantissa >= EXACT_INTEGER)
            continue;
          mantissa = mantissa * 10 + (guint64) (*p - '0');
          exponent--;
        }
    }
  if (n_digits == 0)
    return parse_infinity (text, length, value) && (*decimals = 0, TRUE);

  if (p < end && (*p == 'e' || *p == 'E'))
    {
      scientific = TRUE;
      whole = FALSE;
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      if (p == end)
        return FALSE;
      while (p < end && is_digit (*p))
        p++;
    }
  if (p != end)
    return FALSE;

  if (whole && mantissa > EXACT_INTEGER)
    return FALSE;

  /* One correctly rounded operation on two exact numbers gives the nearest double; else the slow and sure way. */
  if (!scientific && mantissa < EXACT_INTEGER && exponent >= -22)
    {
      result = (double) mantissa / powers_of_ten[-exponent];
      if (negative)
        result = -result;
    }
  else
    {
      result = g_ascii_strtod (text, NULL);
      if (!isfinite (result))
        return FALSE;
    }

  *value = result;
  *decimals = scientific ? 0 : MIN (n_decimals, MAX_DECIMALS);
  return TRUE;
}

gboolean
stree_cell_parse_bool (const char *text, gsize length, gboolean *value)
{
  if (length == 4 && g_ascii_strcasecmp (text, "true") == 0)
    *value = TRUE;
  else if (length == 5 && g_ascii_strcasecmp (text, "false") == 0)
    *value = FALSE;
  else
    return FALSE;
  return TRUE;
}

gboolean
stree_cell_parse_date (const char *text, gsize length, gint32 *days)
{
  guint part[3] = { 0, 0, 0 };
  guint which = 0;
  GDate date;

  if (length != 10)
    return FALSE;
  for (guint i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7)
        {
          if (text[i] != '-')
            return FALSE;
          which++;
        }
      else if (is_digit (text[i]))
        part[which] = part[which] * 10 + (guint) (text[i] - '0');
      else
        return FALSE;
    }
  if (part[0] == 0 || part[1] == 0 || part[1] > 12 || part[2] == 0 || part[2] > 31 ||
      !g_date_valid_dmy ((GDateDay) part[2], (GDateMonth) part[1], (GDateYear) part[0]))
    return FALSE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) part[2], (GDateMonth) part[1], (GDateYear) part[0]);
  return stree_days_from_date (&date, days);
}

/* Digits from @*at on, exactly @n of them; FALSE: there are others. */
static gboolean
take_digits (const char *text, gsize length, gsize *at, guint n, guint *value)
{
  *value = 0;
  if (length - *at < n)
    return FALSE;
  for (guint i = 0; i < n; i++, (*at)++)
    {
      if (!is_digit (text[*at]))
        return FALSE;
      *value = *value * 10 + (guint) (text[*at] - '0');
    }
  return TRUE;
}

static gboolean
take_char (const char *text, gsize length, gsize *at, char c)
{
  if (*at == length || text[*at] != c)
    return FALSE;
  (*at)++;
  return TRUE;
}

/* Z, +02, +0200 or +02:00, in minutes; nothing is UTC. */
static gboolean
take_zone (const char *text, gsize length, gsize *at, int *minutes)
{
  guint hour = 0, minute = 0;
  int sign;

  *minutes = 0;
  if (*at == length || take_char (text, length, at, 'Z') || take_char (text, length, at, 'z'))
    return TRUE;
  if (take_char (text, length, at, '-'))
    sign = -1;
  else if (take_char (text, length, at, '+'))
    sign = 1;
  else
    return FALSE;
  if (!take_digits (text, length, at, 2, &hour))
    return FALSE;
  if (*at < length)
    {
      take_char (text, length, at, ':');
      if (!take_digits (text, length, at, 2, &minute))
        return FALSE;
    }
  *minutes = sign * (int) (hour * 60 + minute);
  return hour < 24 && minute < 60;
}

gboolean
stree_cell_parse_timestamp (const char *text, gsize length, gint64 *microseconds)
{
  guint hour, minute, second = 0, micros = 0;
  gsize at = 11;
  gint64 value;
  gint32 days;
  int zone;

  if (length < 16 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') || !stree_cell_parse_date (text, 10, &days))
    return FALSE;
  if (!take_digits (text, length, &at, 2, &hour) || !take_char (text, length, &at, ':') ||
      !take_digits (text, length, &at, 2, &minute))
    return FALSE;
  if (take_char (text, length, &at, ':'))
    {
      if (!take_digits (text, length, &at, 2, &second))
        return FALSE;
      if (take_char (text, length, &at, '.'))
        {
          guint unit = G_USEC_PER_SEC / 10;
          gsize first = at;

          /* What is finer than a microsecond cannot be kept. */
          for (; at < length && is_digit (text[at]) && at - first < 6; at++, unit /= 10)
            micros += (guint) (text[at] - '0') * unit;
          if (at == first)
            return FALSE;
          while (at < length && text[at] == '0')
            at++;
        }
    }
  if (!take_zone (text, length, &at, &zone) || at != length || hour > 23 || minute > 59 || second > 59)
    return FALSE;

  value = days * STREE_DAY_MICROSECONDS +
          ((gint64) hour * 3600 + (gint64) minute * 60 + second - (gint64) zone * 60) * G_USEC_PER_SEC + micros;
  if (value < STREE_TIMESTAMP_MIN || value > STREE_TIMESTAMP_MAX)
    return FALSE;
  *microseconds = value;
  return TRUE;
}

int
stree_cell_count_decimals (double value, guint max)
{
  if (!isfinite (value))
    return 0;
  for (guint decimals = 0; decimals <= MIN (max, MAX_DECIMALS); decimals++)
    {
      double scaled = rint (value * powers_of_ten[decimals]);

      if (fabs (scaled) >= (double) EXACT_INTEGER)
        break;
      if (scaled / powers_of_ten[decimals] == value)
        return (int) decimals;
    }
  return -1;
}

/* Writes digits backwards, ending before @end; returns their first. */
static char *
write_digits (char *end, guint64 value)
{
  do
    *--end = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  return end;
}

const char *
stree_cell_format_int64 (char *buffer, gint64 value)
{
  char digits[24];
  char *end = digits + sizeof digits;
  char *start = write_digits (end, value < 0 ? 0 - (guint64) value : (guint64) value);
  gsize length;

  if (value < 0)
    *--start = '-';
  length = (gsize) (end - start);
  memcpy (buffer, start, length);
  buffer[length] = '\0';
  return buffer;
}

/* The fewest significant digits, 15 to 17, that read back as the same number. */
static const char *
format_shortest (char *buffer, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, STREE_FRAME_CELL_SIZE, formats[i], value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  return buffer;
}

/*
 * With @decimals digits after the point where that is the exact number, else with as many digits as it takes: what is
 * shown always reads back as the same number.
 */
const char *
stree_cell_format_double (char *buffer, double value, guint decimals)
{
  double scaled;
  guint64 integer;
  char digits[STREE_FRAME_CELL_SIZE];
  char *end = digits + sizeof digits;
  char *start, *out = buffer;
  gsize length;

  if (isinf (value))
    {
      strcpy (buffer, value < 0 ? "-inf" : "inf");
      return buffer;
    }

  decimals = MIN (decimals, MAX_DECIMALS);
  scaled = rint (fabs (value) * powers_of_ten[decimals]);
  if (!(scaled < (double) EXACT_INTEGER) || scaled / powers_of_ten[decimals] != fabs (value))
    return format_shortest (buffer, value);

  integer = (guint64) scaled;
  start = write_digits (end, integer);
  while ((gsize) (end - start) <= decimals)
    *--start = '0';

  if (signbit (value))
    *out++ = '-';
  length = (gsize) (end - start) - decimals;
  memcpy (out, start, length);
  out += length;
  if (decimals > 0)
    {
      *out++ = '.';
      memcpy (out, start + length, decimals);
      out += decimals;
    }
  *out = '\0';
  return buffer;
}

const char *
stree_cell_format_date (char *buffer, gint32 days)
{
  GDate date;
  guint year, month, day;

  stree_days_to_date (days, &date);
  year = g_date_get_year (&date);
  month = g_date_get_month (&date);
  day = g_date_get_day (&date);

  buffer[0] = (char) ('0' + year / 1000);
  buffer[1] = (char) ('0' + year / 100 % 10);
  buffer[2] = (char) ('0' + year / 10 % 10);
  buffer[3] = (char) ('0' + year % 10);
  buffer[4] = '-';
  buffer[5] = (char) ('0' + month / 10);
  buffer[6] = (char) ('0' + month % 10);
  buffer[7] = '-';
  buffer[8] = (char) ('0' + day / 10);
  buffer[9] = (char) ('0' + day % 10);
  buffer[10] = '\0';
  return buffer;
}

const char *
stree_cell_format_timestamp (char *buffer, gint64 microseconds)
{
  gint64 day_micros = microseconds % STREE_DAY_MICROSECONDS;
  guint second, micros;
  int length = 19;

  if (day_micros < 0)
    day_micros += STREE_DAY_MICROSECONDS;
  stree_cell_format_date (buffer, (gint32) ((microseconds - day_micros) / STREE_DAY_MICROSECONDS));
  second = (guint) (day_micros / G_USEC_PER_SEC);
  micros = (guint) (day_micros % G_USEC_PER_SEC);
  g_snprintf (buffer + 10, STREE_FRAME_CELL_SIZE - 10, " %02u:%02u:%02u", second / 3600, second / 60 % 60, second % 60);
  if (micros > 0)
    g_snprintf (buffer + length, STREE_FRAME_CELL_SIZE - length, micros % 1000 == 0 ? ".%03u" : ".%06u",
                micros % 1000 == 0 ? micros / 1000 : micros);
  return buffer;
}
