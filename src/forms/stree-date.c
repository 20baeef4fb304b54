/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "forms/stree-date-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
digits (const char **p, guint n, guint *number)
{
  *number = 0;
  for (guint i = 0; i < n; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *number = *number * 10 + (guint) (**p - '0');
    }
  return TRUE;
}

static GDate *
parse_date (const char *text)
{
  guint year;
  guint month;
  guint day;

  if (!digits (&text, 4, &year) || *text++ != '-' || !digits (&text, 2, &month) || *text++ != '-' || !digits (&text, 2, &day) ||
      *text || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return g_date_new_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/* A date alone is its midnight; without a zone it is in UTC. A space may stand for the T. */
static GDateTime *
parse_date_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDate)     date = parse_date (text);
  g_autofree char      *full = date ? g_strconcat (text, "T00:00:00", NULL) : g_strdup (text);
  const char           *colon = strchr (full, ':');

  if (strlen (full) > 10 && full[10] == ' ')
    full[10] = 'T';
  /* Hours and minutes are enough. */
  if (strlen (full) == 16 && colon == full + 13)
    {
      g_autofree char *seconds = g_strconcat (full, ":00", NULL);

      return g_date_time_new_from_iso8601 (seconds, utc);
    }
  return g_date_time_new_from_iso8601 (full, utc);
}

char *
stree_date_parse (StreeFieldType type, const char *text, GValue *value)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  gpointer         date;

  if (!*bare)
    return NULL;
  date = type == STREE_FIELD_DATE ? (gpointer) parse_date (bare) : (gpointer) parse_date_time (bare);
  if (!date)
    return g_strdup (type == STREE_FIELD_DATE ? _ ("Not a date such as 2024-02-29")
                                              : _ ("Not a date and time such as 2024-02-29 12:30"));
  g_value_init (value, type == STREE_FIELD_DATE ? G_TYPE_DATE : G_TYPE_DATE_TIME);
  g_value_take_boxed (value, date);
  return NULL;
}

char *
stree_date_format (const GValue *value)
{
  const GDate *date;

  if (G_VALUE_HOLDS (value, G_TYPE_DATE_TIME))
    return g_date_time_format_iso8601 (g_value_get_boxed (value));
  date = g_value_get_boxed (value);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date), (guint) g_date_get_month (date), g_date_get_day (date));
}
