/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-cell-date-private.h"

#include "data/stree-cell-text-private.h"

/* GDate counts from 0001-01-01, which is 1. */
#define JULIAN_OF_DAY_0 (1 - STREE_DATE_MIN)

gboolean
stree_days_from_date (const GDate *date, gint32 *days)
{
  gint64 number = (gint64) g_date_get_julian (date) - JULIAN_OF_DAY_0;

  *days = (gint32) MIN (number, STREE_DATE_MAX);
  return number <= STREE_DATE_MAX;
}

void
stree_days_to_date (gint32 days, GDate *date)
{
  g_assert (days >= STREE_DATE_MIN && days <= STREE_DATE_MAX);
  g_date_clear (date, 1);
  g_date_set_julian (date, (guint32) (days + JULIAN_OF_DAY_0));
}

gboolean
stree_microseconds_from_date_time (GDateTime *time, gint64 *microseconds)
{
  *microseconds = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return *microseconds >= STREE_TIMESTAMP_MIN && *microseconds <= STREE_TIMESTAMP_MAX;
}

GDateTime *
stree_microseconds_to_date_time (gint64 microseconds)
{
  gint64 rest = microseconds % G_USEC_PER_SEC;
  g_autoptr (GDateTime) whole = NULL;

  g_assert (microseconds >= STREE_TIMESTAMP_MIN && microseconds <= STREE_TIMESTAMP_MAX);
  rest = rest < 0 ? rest + G_USEC_PER_SEC : rest;
  whole = g_date_time_new_from_unix_utc ((microseconds - rest) / G_USEC_PER_SEC);
  return g_date_time_add (whole, rest);
}
