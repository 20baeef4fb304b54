/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Days and hours as people type them: in the order of the locale, or as ISO 8601 has them. */

#include "config.h"

#include "grid/stree-grid-format-private.h"

#include <langinfo.h>
#include <string.h>
#include <time.h>

#include "data/stree-cell-date-private.h"
#include "data/stree-cell-text-private.h"

/* One part of a date: a number, or the name of a month. */
typedef struct
{
  guint    number;
  guint    n_digits; /* 0: a name */
  gboolean pointed;  /* a full stop follows */
} Part;

static void
drop_full_stop (char *word)
{
  gsize n = strlen (word);

  if (n > 0 && word[n - 1] == '.')
    word[n - 1] = '\0';
}

static gboolean
same_word (const char *word, gsize length, const char *name)
{
  g_autofree char *a = g_utf8_casefold (word, (gssize) length);
  g_autofree char *b = g_utf8_casefold (name, -1);

  /* "Dez" is "Dez." */
  drop_full_stop (a);
  drop_full_stop (b);
  return *b && g_str_equal (a, b);
}

/* 1 to 12; 0: no month. */
static guint
find_month (const char *word, gsize length)
{
  static const char *const english[] = { "January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December" };

  for (guint i = 0; i < 12; i++)
    {
      char abbreviated[4];

      g_strlcpy (abbreviated, english[i], sizeof abbreviated);
      if (same_word (word, length, nl_langinfo (MON_1 + (nl_item) i)) ||
          same_word (word, length, nl_langinfo (ABMON_1 + (nl_item) i)) ||
#ifdef ALTMON_1
          same_word (word, length, nl_langinfo (ALTMON_1 + (nl_item) i)) ||
#endif
          same_word (word, length, english[i]) || same_word (word, length, abbreviated))
        return i + 1;
    }
  return 0;
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* The next number or month from *@at on. Other words ("de", "\345\271\264") stand between. */
static gboolean
next_part (const char **at, Part *part)
{
  const char *p = *at;

  memset (part, 0, sizeof *part);
  while (*p)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isdigit (c))
        {
          for (; g_unichar_isdigit (c = g_utf8_get_char (p)) && part->n_digits < 9; p = g_utf8_next_char (p), part->n_digits++)
            part->number = part->number * 10 + (guint) g_unichar_digit_value (c);
          part->pointed = *p == '.';
          *at = p;
          return TRUE;
        }
      if (is_word (c))
        {
          const char *word = p;

          while (is_word (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
          part->number = find_month (word, (gsize) (p - word));
          if (part->number > 0)
            {
              *at = p;
              return TRUE;
            }
          continue;
        }
      p = g_utf8_next_char (p);
    }
  return FALSE;
}

/* "dmY", "mdY" or "Ymd", with the month where it stands in the pattern, be it a name or a number. */
static void
find_order (char *order)
{
  guint n = 0;

  for (const char *p = stree_grid_date_pattern (); *p && n < 3; p++)
    if (*p == '%')
      {
        p += p[1] == '-' ? 2 : 1;
        order[n++] = *p == 'b' || *p == 'B' ? 'm' : *p;
      }
  order[n] = '\0';
}

static guint
full_year (const Part *part)
{
  if (part->n_digits > 2)
    return part->number;
  return part->number + (part->number < 69 ? 2000 : 1900);
}

static gboolean
make_date (const Part *year, const Part *month, const Part *day, gint32 *days)
{
  guint y = full_year (year);
  GDate date;

  if (day->n_digits == 0 || day->n_digits > 2 || month->n_digits > 2 || y == 0 || y > 9999 || month->number > 12 ||
      !g_date_valid_dmy ((GDateDay) MIN (day->number, 99), (GDateMonth) month->number, (GDateYear) y))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day->number, (GDateMonth) month->number, (GDateYear) y);
  return stree_days_from_date (&date, days);
}

/* Three parts that have no month's name. */
static gboolean
order_numbers (const Part parts[3], gint32 *days)
{
  char order[4];

  if (parts[0].n_digits > 2)
    return make_date (&parts[0], &parts[1], &parts[2], days);
  find_order (order);
  if (order[0] == 'Y' && parts[2].n_digits > 2)
    {
      /* Not the locale's order. With full stops it is sure; else only if one of them is no month. */
      if (parts[0].pointed || parts[0].number > 12)
        return make_date (&parts[2], &parts[1], &parts[0], days);
      return parts[1].number > 12 && make_date (&parts[2], &parts[0], &parts[1], days);
    }
  return make_date (&parts[strchr (order, 'Y') - order], &parts[strchr (order, 'm') - order], &parts[strchr (order, 'd') - order],
                    days);
}

/* The month is a name: which of the others is the year is seen by its size, else by the locale. */
static gboolean
order_named (const Part *month, const Part *a, const Part *b, gint32 *days)
{
  char order[4];

  if (b->n_digits > 2 || b->number > 31)
    return make_date (b, month, a, days);
  if (a->n_digits > 2 || a->number > 31)
    return make_date (a, month, b, days);
  find_order (order);
  return strchr (order, 'd') < strchr (order, 'Y') ? make_date (b, month, a, days) : make_date (a, month, b, days);
}

static gboolean
read_date (const char **at, gint32 *days)
{
  Part parts[3];
  int  named = -1;

  if (!next_part (at, &parts[0]))
    return FALSE;
  if (parts[0].n_digits == 8)
    {
      Part year = { parts[0].number / 10000, 4, FALSE }, month = { parts[0].number / 100 % 100, 2, FALSE };
      Part day = { parts[0].number % 100, 2, FALSE };

      return make_date (&year, &month, &day, days);
    }
  for (guint i = 0; i < 3; i++)
    {
      if (i > 0 && !next_part (at, &parts[i]))
        return FALSE;
      if (parts[i].n_digits > 4)
        return FALSE;
      if (parts[i].n_digits == 0)
        {
          if (named >= 0)
            return FALSE;
          named = (int) i;
        }
    }
  if (named < 0)
    return order_numbers (parts, days);
  return order_named (&parts[named], &parts[named == 0 ? 1 : 0], &parts[named == 2 ? 1 : 2], days);
}

static gboolean
only_ornaments (const char *p)
{
  for (; *p; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)) || *p == ':')
      return FALSE;
  return TRUE;
}

gboolean
stree_grid_parse_date (const char *text, gint32 *days)
{
  return read_date (&text, days) && only_ornaments (text);
}

/* --- hours --- */

static const char *
skip_spaces (const char *p)
{
  while (*p && (g_unichar_isspace (g_utf8_get_char (p)) || *p == ','))
    p = g_utf8_next_char (p);
  return p;
}

static gboolean
read_number (const char **at, guint *number)
{
  guint       n = 0;
  const char *p = *at;

  *number = 0;
  for (gunichar c; g_unichar_isdigit (c = g_utf8_get_char (p)) && n < 3; p = g_utf8_next_char (p), n++)
    *number = *number * 10 + (guint) g_unichar_digit_value (c);
  *at = p;
  return n == 1 || n == 2;
}

static void
read_fraction (const char **at, guint *micros)
{
  guint       unit = G_USEC_PER_SEC / 10;
  const char *p = *at + 1;

  for (*micros = 0; g_ascii_isdigit (*p); p++, unit /= 10)
    *micros += (guint) (*p - '0') * unit;
  *at = p;
}

/* As the locale writes it, of several words maybe. */
static gboolean
read_name (const char **at, const char *name)
{
  if (!*name || !g_str_has_prefix (*at, name))
    return FALSE;
  *at += strlen (name);
  return TRUE;
}

/* What stands behind the time: an hour of the afternoon. */
static gboolean
read_half (const char **at, guint *hour)
{
  const char *p = skip_spaces (*at);
  const char *end = p;
  gboolean    pm;

  if (*hour > 0 && *hour <= 12)
    {
      pm = read_name (&end, nl_langinfo (PM_STR));
      if (pm || read_name (&end, nl_langinfo (AM_STR)))
        {
          *hour = *hour % 12 + (pm ? 12 : 0);
          *at = end;
          return TRUE;
        }
    }
  while (is_word (g_utf8_get_char (end)) || (*end == '.' && end > p))
    end = g_utf8_next_char (end);
  if (end == p)
    return TRUE;
  if ((end - p == 1 && (*p == 'Z' || *p == 'z')))
    return TRUE;
  pm = same_word (p, (gsize) (end - p), nl_langinfo (PM_STR)) || same_word (p, (gsize) (end - p), "pm") ||
       g_ascii_strncasecmp (p, "p.m.", 4) == 0;
  if (!pm && !same_word (p, (gsize) (end - p), nl_langinfo (AM_STR)) && !same_word (p, (gsize) (end - p), "am") &&
      g_ascii_strncasecmp (p, "a.m.", 4) != 0)
    return FALSE;
  if (*hour == 0 || *hour > 12)
    return FALSE;
  *hour = *hour % 12 + (pm ? 12 : 0);
  *at = end;
  return TRUE;
}

/* Z, +02, +0200 or +02:00, in seconds. */
static gboolean
read_zone (const char **at, gboolean *given, int *seconds)
{
  const char *p = skip_spaces (*at);
  guint       hour, minute = 0;
  int         sign = *p == '-' ? -1 : 1;

  *given = TRUE;
  *seconds = 0;
  if (*p == 'Z' || *p == 'z')
    {
      *at = p + 1;
      return TRUE;
    }
  if (*p != '+' && *p != '-')
    {
      *given = FALSE;
      *at = p;
      return TRUE;
    }
  p++;
  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return FALSE;
  hour = (guint) (p[0] - '0') * 10 + (guint) (p[1] - '0');
  p += 2;
  p += *p == ':';
  if (*p && !read_number (&p, &minute))
    return FALSE;
  *seconds = sign * (int) (hour * 3600 + minute * 60);
  *at = p;
  return hour < 24 && minute < 60;
}

/* Local time as UTC; FALSE: the system cannot say. */
static gboolean
to_utc (gint32 days, guint hour, guint minute, guint second, gint64 *result)
{
  GDate     date;
  struct tm parts = { .tm_hour = (int) hour, .tm_min = (int) minute, .tm_sec = (int) second, .tm_isdst = -1 };
  time_t    time;

  stree_days_to_date (days, &date);
  parts.tm_year = g_date_get_year (&date) - 1900;
  parts.tm_mon = (int) g_date_get_month (&date) - 1;
  parts.tm_mday = g_date_get_day (&date);
  parts.tm_wday = -1;
  time = mktime (&parts);
  if (parts.tm_wday < 0)
    return FALSE;
  *result = (gint64) time;
  return TRUE;
}

gboolean
stree_grid_parse_moment (const char *text, gint64 *microseconds)
{
  gint32   days;
  guint    hour = 0, minute = 0, second = 0, micros = 0;
  gboolean has_zone = FALSE;
  int      zone = 0;
  gint64   seconds;

  if (!read_date (&text, &days))
    return FALSE;
  if (*text == 'T' || *text == 't')
    text++;
  while (*text && !g_unichar_isdigit (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  if (*text)
    {
      if (!read_number (&text, &hour))
        return FALSE;
      if (*text == ':' || *text == '.')
        {
          text++;
          if (!read_number (&text, &minute))
            return FALSE;
          if (*text == ':' || *text == '.')
            {
              text++;
              if (!read_number (&text, &second))
                return FALSE;
              if (*text == '.' || *text == ',')
                read_fraction (&text, &micros);
            }
        }
      if (!read_half (&text, &hour) || !read_zone (&text, &has_zone, &zone) || *skip_spaces (text))
        return FALSE;
    }
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;
  if (has_zone)
    seconds = (gint64) days * 86400 + hour * 3600 + minute * 60 + second - zone;
  else if (!to_utc (days, hour, minute, second, &seconds))
    return FALSE;
  seconds = seconds * G_USEC_PER_SEC + micros;
  if (seconds < STREE_TIMESTAMP_MIN || seconds > STREE_TIMESTAMP_MAX)
    return FALSE;
  *microseconds = seconds;
  return TRUE;
}
