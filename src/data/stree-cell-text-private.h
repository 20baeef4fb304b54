/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Cells as text: what counts as a number, a date, a boolean, and how each is written. Independent of the locale.
 */

#include <glib.h>

G_BEGIN_DECLS

/* The first and the last day that a date column may hold: 0001-01-01 and 9999-12-31. */
#define STREE_DATE_MIN (-719162)
#define STREE_DATE_MAX 2932896
#define STREE_DAY_MICROSECONDS (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
/* The first and the last microsecond of these days. */
#define STREE_TIMESTAMP_MIN (STREE_DATE_MIN * STREE_DAY_MICROSECONDS)
#define STREE_TIMESTAMP_MAX ((STREE_DATE_MAX + 1) * STREE_DAY_MICROSECONDS - 1)

/* Texts are ended by NUL at @length. What does not fit leaves the value alone and returns FALSE. */
gboolean stree_cell_parse_int64 (const char *text, gsize length, gint64 *value);
gboolean stree_cell_parse_double (const char *text, gsize length, double *value, guint *decimals);
gboolean stree_cell_parse_bool (const char *text, gsize length, gboolean *value);
gboolean stree_cell_parse_date (const char *text, gsize length, gint32 *days);
/* ISO 8601 and RFC 3339: a date, T or a space, hours and minutes, perhaps seconds with a fraction, perhaps a zone, else UTC. */
gboolean stree_cell_parse_timestamp (const char *text, gsize length, gint64 *microseconds);

/* Digits after the point that @value needs to be written exactly, or -1 where more than @max would be needed. */
int stree_cell_count_decimals (double value, guint max);

/* Into a buffer of STREE_FRAME_CELL_SIZE bytes; they return the buffer. */
const char *stree_cell_format_int64 (char *buffer, gint64 value);
const char *stree_cell_format_double (char *buffer, double value, guint decimals);
const char *stree_cell_format_date (char *buffer, gint32 days);
const char *stree_cell_format_timestamp (char *buffer, gint64 microseconds);

G_END_DECLS
