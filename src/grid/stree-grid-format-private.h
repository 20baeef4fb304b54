/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Writing a cell into a buffer. Nothing is allocated, but for counts of bytes: it is done for each cell that comes into
 * sight.
 */

#include <locale.h>

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-format.h"

G_BEGIN_DECLS

/* Enough for all but texts, prefixes, suffixes and units of the program. What does not fit is cut. */
#define STREE_GRID_TEXT_SIZE 160

/* One cell, of a frame or by itself. */
typedef struct
{
  StreeColumnType type;
  union
  {
    gint64      i; /* of INT64, BOOL, DATE, TIMESTAMP */
    double      d;
    const char *text;
  } v;
} StreeGridValue;

/* FALSE: it is null. */
gboolean stree_grid_value_of_frame (StreeGridValue *value, StreeFrame *frame, guint row, guint column);
gboolean stree_grid_value_of_cell  (StreeGridValue *value, StreeCell *cell);

/* The text of a cell: in @buffer, or one that stays good as long as the frame and the column; NULL: the cell is null. */
const char *stree_grid_format_text  (StreeGridColumn *column, StreeFrame *frame, guint row, char *buffer, gsize size);
const char *stree_grid_format_value (StreeGridColumn *column, const StreeGridValue *value, char *buffer, gsize size);

/* A cell shows so many bytes of a text at most: nobody sees more, and each is laid out. */
#define STREE_GRID_MAX_TEXT 400
#define STREE_GRID_LINE_SIZE (STREE_GRID_MAX_TEXT + 8)

/* One line, and not a long one: @text or, in @buffer of STREE_GRID_LINE_SIZE bytes, what can be shown of it. */
const char *stree_grid_one_line (const char *text, char *buffer);

/* --- a buffer that is filled --- */

typedef struct
{
  char *start, *pos, *end; /* end: where the NUL stands at the latest */
} StreeGridWriter;

StreeGridWriter stree_grid_writer  (char *buffer, gsize size);
void            stree_grid_write   (StreeGridWriter *writer, const char *text);
void            stree_grid_write_n (StreeGridWriter *writer, const char *text, gsize length);
/* What was cut is cut between two characters. Returns the text. */
const char     *stree_grid_written (StreeGridWriter *writer);

/* --- numbers --- */

/* How a locale writes them. */
typedef struct
{
  const char *point;
  const char *separator;
  const char *grouping; /* as localeconv () has it */
} StreeGridMarks;

StreeGridMarks stree_grid_marks       (void);
StreeGridMarks stree_grid_marks_money (void);

/* A number without its sign, as C writes it, in the locale's way. */
void stree_grid_write_digits (StreeGridWriter *writer, const char *plain, gboolean grouping, const StreeGridMarks *marks);
/* The number as C writes it, in @buffer of STREE_FRAME_CELL_SIZE bytes; @power: times 10 to this. */
void stree_grid_plain_number (const StreeGridValue *value, int decimals, guint shown_decimals, int power, char *buffer);

/* A sum, a mean and the like of a column's numbers: in the column's way, or plainly where @column is NULL or of no kind of number;
 * with thousands apart, and rounded to what a person reads. Returns @buffer. */
const char *stree_grid_format_figure (const StreeGridColumn *column, double figure, char *buffer, gsize size);

/* The symbol or the code that a column's amounts have, and how many digits after the point. */
const char *stree_grid_currency_symbol   (const StreeGridColumn *column, gboolean *of_locale);
int         stree_grid_currency_decimals (const StreeGridColumn *column);
void        stree_grid_write_money       (StreeGridWriter *writer, const StreeGridColumn *column, const StreeGridValue *value);

/* The choice that a value is; NULL: none. */
const StreeGridChoice *stree_grid_column_find_choice_of (StreeGridColumn *column, const StreeGridValue *value);

/* Whether a progress bar says its share instead of a number. */
gboolean stree_grid_progress_is_share (const StreeGridColumn *column);
/* Where the bar of a value ends: 0 to 1. */
double   stree_grid_progress_share    (const StreeGridColumn *column, const StreeGridValue *value);

/* --- days and hours --- */

/* The locale's date format with none but these: %d %e %m %Y %b %B, %- before one of them: not padded. */
const char *stree_grid_date_pattern (void);
/* Whether hours go to 12; what stands between the parts of a time. */
gboolean    stree_grid_time_is_12   (char *separator);

void stree_grid_write_date     (StreeGridWriter *writer, gint32 days);
void stree_grid_write_moment   (StreeGridWriter *writer, gint64 microseconds, int decimals);
void stree_grid_write_relative (StreeGridWriter *writer, const StreeGridValue *value);
/* The day that a moment is in, in local time. */
gint32 stree_grid_local_day    (gint64 microseconds);

/* What a person typed. */
gboolean stree_grid_parse_date   (const char *text, gint32 *days);
gboolean stree_grid_parse_moment (const char *text, gint64 *microseconds);

/* --- lists in a text: 1, 2, 3 or [1, 2, 3] or {1,2,3}; a, b or ["a", "b"] --- */

/* The next word of a list, in @buffer; FALSE: there is none. @at begins as the text. */
gboolean stree_grid_list_next_word (const char **at, char *buffer, gsize size);
/* As many numbers as fit, NaN for what is missing; returns how many there are. */
gsize    stree_grid_list_numbers   (const char *text, double *numbers, gsize max);

G_END_DECLS
