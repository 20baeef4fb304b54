/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * What SQLite is taught, so that it finds and orders as frames do. In SQL:
 *
 *   stree_text (value)               as a text column shows it, whatever it is; null for null
 *   stree_key (text, collation)      what orders it
 *   stree_has (needle, types, ...)   whether the needle is in one of the values, as columns of these types show them; of
 *   stree_begins (needle, types, v)  a single null it is null
 *   stree_classes (...)              over all rows: which classes of values there are, as text: a number for each
 *   stree_text_classes (...)         argument; the second one takes all text for any text
 */

#include "data/stree-frame.h"
#include "sources/stree-sqlite-library-private.h"

G_BEGIN_DECLS

/* 2 to the 53rd. */
#define STREE_SQLITE_EXACT_MAX G_GINT64_CONSTANT (9007199254740992)

/* SQLite takes a hundred. */
#define STREE_SQLITE_MAX_ARGUMENTS 90

/* What a value is; of integers the smallest that it fits. */
typedef enum
{
  STREE_SQLITE_ZERO_ONE = 1 << 0,
  STREE_SQLITE_EXACT = 1 << 1, /* a double can hold it */
  STREE_SQLITE_INTEGER = 1 << 2,
  STREE_SQLITE_REAL = 1 << 3,
  STREE_SQLITE_DATE = 1 << 4,         /* text, as "2024-02-29" */
  STREE_SQLITE_TIME_SPACE = 1 << 5,   /* "2024-02-29 12:00:00", perhaps with .123 or .123456 */
  STREE_SQLITE_TIME_T = 1 << 6,       /* "2024-02-29T12:00:00" */
  STREE_SQLITE_TIME_SPACE_Z = 1 << 7, /* with Z at the end */
  STREE_SQLITE_TIME_T_Z = 1 << 8,
  STREE_SQLITE_TEXT_OTHER = 1 << 9,
  STREE_SQLITE_BLOB_ANY = 1 << 10
} StreeSqliteClass;

/* A moment as text and back: exactly as it was written. */
typedef struct
{
  char separator;
  gboolean zulu;
} StreeSqliteStyle;

gboolean stree_sqlite_parse_time (StreeSqliteStyle style, const char *text, gsize length, gint64 *microseconds);
gboolean stree_sqlite_parse_date (const char *text, gsize length, gint32 *days);
/* Into STREE_FRAME_CELL_SIZE bytes. */
const char *stree_sqlite_format_time (StreeSqliteStyle style, char *buffer, gint64 microseconds);

/* What a text column shows of a value. @length is of a text or a blob. NULL: null. */
char *stree_sqlite_show (int type, gint64 whole, double number, const void *bytes, gsize length);

/* The letter of a column's type for stree_has () and stree_begins (). */
char stree_sqlite_type_letter (StreeColumnType type, StreeSqliteStyle style);

void stree_sqlite_add_functions (sqlite3 *handle);

G_END_DECLS
