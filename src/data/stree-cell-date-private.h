/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a date column and a timestamp column hold, as GDate and GDateTime. */

#include <glib.h>

G_BEGIN_DECLS

/* A valid date. FALSE: it is of no year from 1 to 9999. */
gboolean stree_days_from_date (const GDate *date, gint32 *days);
/* @days: STREE_DATE_MIN to STREE_DATE_MAX. */
void stree_days_to_date (gint32 days, GDate *date);
/* FALSE: it is of no year from 1 to 9999. */
gboolean stree_microseconds_from_date_time (GDateTime *time, gint64 *microseconds);
/* In UTC. Transfer full. @microseconds: STREE_TIMESTAMP_MIN to STREE_TIMESTAMP_MAX. */
GDateTime *stree_microseconds_to_date_time (gint64 microseconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
