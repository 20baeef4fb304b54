/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Days and hours, as a locale writes them. */

#include "config.h"

#include "grid/stree-grid-format-private.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>
#include <time.h>

#include "core/stree-clock-private.h"
#include "data/stree-cell-date-private.h"
#include "data/stree-cell-text-private.h"

#define ISO_DATE "%Y-%m-%d"
#define PATTERN_SIZE 64

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)

/* --- what the locale says --- */

static gboolean
append (char *pattern, gsize *n, const char *text, gsize length)
{
  if (*n + length >= PATTERN_SIZE)
    return FALSE;
  memcpy (pattern + *n, text, length);
  *n += length;
  return TRUE;
}

/*
 * Years of two digits become years of four: who looks at a table does not know the century. Other calendars, digits and
 * days of the week are left to ISO 8601: FALSE.
 */
static gboolean
simplify (const char *format, char *pattern)
{
  gsize    n = 0;
  gboolean ok = TRUE;

  while (*format && ok)
    {
      gboolean plain = FALSE;

      if (*format != '%')
        {
          ok = append (pattern, &n, format++, 1);
          continue;
        }
      for (format++; *format && strchr ("-_0^#", *format); format++)
        plain |= *format == '-';
      switch (*format)
        {
        case 'd':
        case 'm':
          ok = append (pattern, &n, plain ? "%-" : "%", plain ? 2 : 1) && append (pattern, &n, format, 1);
          break;
        case 'e':
          ok = append (pattern, &n, "%-d", 3);
          break;
        case 'y':
        case 'Y':
          ok = append (pattern, &n, "%Y", 2);
          break;
        case 'b':
        case 'h':
          ok = append (pattern, &n, "%b", 2);
          break;
        case 'B':
          ok = append (pattern, &n, "%B", 2);
          break;
        case 'F':
          ok = append (pattern, &n, ISO_DATE, strlen (ISO_DATE));
          break;
        case 'D':
          ok = append (pattern, &n, "%m/%d/%Y", 8);
          break;
        default:
          ok = FALSE;
          break;
        }
      format += *format != '\0';
    }
  pattern[n] = '\0';
  return ok && strstr (pattern, "%Y") && (strstr (pattern, "%d") || strstr (pattern, "%-d")) &&
         (strstr (pattern, "%m") || strstr (pattern, "%-m") || strstr (pattern, "%b") || strstr (pattern, "%B"));
}

const char *
stree_grid_date_pattern (void)
{
  static char format[PATTERN_SIZE]; /* what the pattern was made of */
  static gboolean was_c;
  static char pattern[PATTERN_SIZE];
  const char *now = nl_langinfo (D_FMT);
  const char *locale = setlocale (LC_TIME, NULL);
  gboolean is_c = !locale || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX") || g_str_has_prefix (locale, "C.");

  /* Some locales have the same format as C. */
  if (*pattern && is_c == was_c && strncmp (format, now, sizeof format - 1) == 0)
    return pattern;
  g_strlcpy (format, now, sizeof format);
  was_c = is_c;
  /* C's month/day/year is no habit of anybody. */
  if (is_c || !simplify (now, pattern))
    strcpy (pattern, ISO_DATE);
  return pattern;
}

gboolean
stree_grid_time_is_12 (char *separator)
{
  const char *format = nl_langinfo (T_FMT);
  gboolean    is_12 = strstr (format, "%I") || strstr (format, "%r") || strstr (format, "%l") || strstr (format, "%p");

  *separator = strstr (format, "%H.%M") || strstr (format, "%I.%M") ? '.' : ':';
  return is_12 && *nl_langinfo (AM_STR) && *nl_langinfo (PM_STR);
}

/* --- days --- */

static void
write_digits (StreeGridWriter *writer, guint number, guint width)
{
  char  digits[12];
  guint n = sizeof digits;

  do
    digits[--n] = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  while (sizeof digits - n < width)
    digits[--n] = '0';
  stree_grid_write_n (writer, digits + n, sizeof digits - n);
}

static void
write_ymd (StreeGridWriter *writer, guint year, guint month, guint day)
{
  for (const char *p = stree_grid_date_pattern (); *p; p++)
    {
      gboolean plain;

      if (*p != '%')
        {
          stree_grid_write_n (writer, p, 1);
          continue;
        }
      plain = *++p == '-';
      p += plain;
      switch (*p)
        {
        case 'd':
          write_digits (writer, day, plain ? 1 : 2);
          break;
        case 'm':
          write_digits (writer, month, plain ? 1 : 2);
          break;
        case 'Y':
          write_digits (writer, year, 4);
          break;
        case 'b':
          stree_grid_write (writer, nl_langinfo (ABMON_1 + (nl_item) month - 1));
          break;
        case 'B':
          stree_grid_write (writer, nl_langinfo (MON_1 + (nl_item) month - 1));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

void
stree_grid_write_date (StreeGridWriter *writer, gint32 days)
{
  GDate date;

  stree_days_to_date (days, &date);
  write_ymd (writer, g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/* --- moments --- */

static gint64
split (gint64 microseconds, guint *rest)
{
  gint64 second = microseconds / G_USEC_PER_SEC;

  if (microseconds % G_USEC_PER_SEC < 0)
    second--;
  *rest = (guint) (microseconds - second * G_USEC_PER_SEC);
  return second;
}

static void
to_local (gint64 microseconds, struct tm *parts, guint *rest)
{
  time_t second = (time_t) split (microseconds, rest);

  if (!localtime_r (&second, parts))
    gmtime_r (&second, parts);
}

gint32
stree_grid_local_day (gint64 microseconds)
{
  struct tm parts;
  guint     rest;
  gint64    local;

  to_local (microseconds, &parts, &rest);
  local = split (microseconds, &rest) + parts.tm_gmtoff;
  return (gint32) ((local - (local % 86400 + 86400) % 86400) / 86400);
}

void
stree_grid_write_moment (StreeGridWriter *writer, gint64 microseconds, int decimals)
{
  static const guint powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };
  struct tm          parts;
  guint              rest;
  char               separator;
  gboolean           is_12 = stree_grid_time_is_12 (&separator);

  to_local (microseconds, &parts, &rest);
  write_ymd (writer, (guint) MAX (parts.tm_year + 1900, 0), (guint) parts.tm_mon + 1, (guint) parts.tm_mday);
  stree_grid_write (writer, " ");
  write_digits (writer, (guint) (is_12 ? (parts.tm_hour + 11) % 12 + 1 : parts.tm_hour), 2);
  stree_grid_write_n (writer, &separator, 1);
  write_digits (writer, (guint) parts.tm_min, 2);
  stree_grid_write_n (writer, &separator, 1);
  write_digits (writer, (guint) parts.tm_sec, 2);
  if (decimals > 0)
    {
      decimals = MIN (decimals, 6);
      stree_grid_write (writer, ".");
      write_digits (writer, rest / powers[6 - decimals], (guint) decimals);
    }
  if (is_12)
    {
      stree_grid_write (writer, " ");
      stree_grid_write (writer, nl_langinfo (parts.tm_hour < 12 ? AM_STR : PM_STR));
    }
}

/* --- how long ago --- */

/* %u in @format is the number; a language may say one without it. */
static void
write_counted (StreeGridWriter *writer, const char *format, guint n)
{
  const char *place = strstr (format, "%u");

  if (!place)
    {
      stree_grid_write (writer, format);
      return;
    }
  stree_grid_write_n (writer, format, (gsize) (place - format));
  write_digits (writer, n, 1);
  stree_grid_write (writer, place + 2);
}

static void
write_days (StreeGridWriter *writer, guint n, gboolean past)
{
  if (n < 30)
    write_counted (writer, past ? g_dngettext (GETTEXT_PACKAGE, "%u day ago", "%u days ago", n)
                                : g_dngettext (GETTEXT_PACKAGE, "in %u day", "in %u days", n), n);
  else if (n < 365)
    {
      n = MIN (n * 100 / 3044, 11);
      n = MAX (n, 1);
      write_counted (writer, past ? g_dngettext (GETTEXT_PACKAGE, "%u month ago", "%u months ago", n)
                                  : g_dngettext (GETTEXT_PACKAGE, "in %u month", "in %u months", n), n);
    }
  else
    {
      /* Two years may have 730 days, four have 1461: on the day it is a year more. */
      n = MAX ((n * 100 + 75) / 36525, 1);
      write_counted (writer, past ? g_dngettext (GETTEXT_PACKAGE, "%u year ago", "%u years ago", n)
                                  : g_dngettext (GETTEXT_PACKAGE, "in %u year", "in %u years", n), n);
    }
}

static void
write_relative_day (StreeGridWriter *writer, gint64 days)
{
  if (days == 0)
    stree_grid_write (writer, _ ("today"));
  else if (days == -1)
    stree_grid_write (writer, _ ("yesterday"));
  else if (days == 1)
    stree_grid_write (writer, _ ("tomorrow"));
  else
    write_days (writer, (guint) ABS (days), days < 0);
}

void
stree_grid_write_relative (StreeGridWriter *writer, const StreeGridValue *value)
{
  gint64   now = stree_clock_wall ();
  gint64   away;
  gboolean past;
  guint    n;

  if (value->type == STREE_COLUMN_DATE)
    {
      write_relative_day (writer, value->v.i - stree_grid_local_day (now));
      return;
    }
  past = value->v.i <= now;
  away = past ? now - value->v.i : value->v.i - now;
  if (away < MINUTE)
    {
      stree_grid_write (writer, past ? _ ("just now") : _ ("in a moment"));
      return;
    }
  n = (guint) (away / MINUTE);
  if (away < HOUR)
    write_counted (writer, past ? g_dngettext (GETTEXT_PACKAGE, "%u minute ago", "%u minutes ago", n)
                                : g_dngettext (GETTEXT_PACKAGE, "in %u minute", "in %u minutes", n), n);
  else if (away < STREE_DAY_MICROSECONDS)
    {
      n = (guint) (away / HOUR);
      write_counted (writer, past ? g_dngettext (GETTEXT_PACKAGE, "%u hour ago", "%u hours ago", n)
                                  : g_dngettext (GETTEXT_PACKAGE, "in %u hour", "in %u hours", n), n);
    }
  else
    write_days (writer, (guint) (away / STREE_DAY_MICROSECONDS), past);
}
