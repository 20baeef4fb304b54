/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * One column: an array of cells of one type, a null bitmap, a name. Immutable once it is in a frame, and then shared: an
 * atomic rc box.
 */

#include "data/stree-cell.h"

G_BEGIN_DECLS

/* Of a walk over rows or entries: how many come between two looks at a cancellable. */
#define STREE_CANCEL_STRIDE 65536

/* A dictionary is given up when this many rows were seen and more than half of them were new texts. */
#define STREE_DICTIONARY_TRIAL 4096

/*
 * Null cells hold zero (text: no bytes) and have their bit set in `nulls`, which is NULL where no cell is null.
 *
 * Text is a list of entries, each ended by NUL, in one arena. `codes` says which entry a row has; where the texts are
 * mostly different a dictionary would not pay, then `codes` is NULL and entry i belongs to row i. So a search looks at
 * each entry once in both cases.
 */
typedef struct _StreeColumnRoom StreeColumnRoom;

typedef struct
{
  char *name;
  StreeColumnType type;
  StreeColumnRoom *room; /* a reference: what owns the arrays but for `nulls`; NULL: the column does */
  guint n_rows;
  guint n_nulls;
  guint8 *nulls;
  guint decimals; /* of DOUBLE: what a displayed cell has after the point */
  union
  {
    gpointer any;
    gint64 *int64s; /* of INT64 and TIMESTAMP */
    double *doubles;
    guint8 *bools;
    gint32 *dates;
    guint32 *codes;
  } values;
  char *arena;
  guint32 *offsets; /* of TEXT: n_entries + 1 of them */
  guint n_entries;
  gboolean ascii; /* of TEXT: no byte of the arena is above 127 */
} StreeColumn;

static inline gboolean
stree_column_is_null (const StreeColumn *column, guint row)
{
  return column->nulls != NULL && (column->nulls[row >> 3] >> (row & 7) & 1) != 0;
}

static inline guint32
stree_column_get_entry (const StreeColumn *column, guint row)
{
  return column->values.codes != NULL ? column->values.codes[row] : row;
}

static inline const char *
stree_column_get_entry_text (const StreeColumn *column, guint32 entry, gsize *length)
{
  if (length != NULL)
    *length = column->offsets[entry + 1] - column->offsets[entry] - 1;
  return column->arena + column->offsets[entry];
}

static inline const char *
stree_column_get_text (const StreeColumn *column, guint row)
{
  return column->arena + column->offsets[stree_column_get_entry (column, row)];
}

StreeColumn *stree_column_ref (StreeColumn *column);
void stree_column_unref (StreeColumn *column);
/* Of one cell in `values`, in bytes. */
gsize stree_column_cell_size (StreeColumnType type);
/* In bytes. */
gsize stree_column_get_memory (const StreeColumn *column);

/* A column that grows: what readers and builders fill. */
typedef struct
{
  StreeColumnType type;
  guint n_rows;
  guint alloc;
  guint n_nulls;
  guint8 *nulls;
  guint decimals;
  gpointer values; /* of TEXT: guint32, where each text begins */
  char *arena;
  gsize arena_len;
  gsize arena_alloc;
} StreeColumnBuffer;

void stree_column_buffer_init (StreeColumnBuffer *buffer, StreeColumnType type);
void stree_column_buffer_clear (StreeColumnBuffer *buffer);
void stree_column_buffer_reserve (StreeColumnBuffer *buffer, guint n_rows);
void stree_column_buffer_append_int64 (StreeColumnBuffer *buffer, gint64 value);
void stree_column_buffer_append_double (StreeColumnBuffer *buffer, double value);
void stree_column_buffer_append_bool (StreeColumnBuffer *buffer, gboolean value);
void stree_column_buffer_append_date (StreeColumnBuffer *buffer, gint32 days);

/* FALSE: the column would be larger than 4 GiB, and nothing was appended. */
gboolean stree_column_buffer_append_text (StreeColumnBuffer *buffer, const char *text, gsize length);
gboolean stree_column_buffer_append_null (StreeColumnBuffer *buffer);
/* Takes the last cell back. */
void stree_column_buffer_pop (StreeColumnBuffer *buffer);

/* Moves the cells into a column, which takes a copy of @name. The buffer is empty afterwards. */
StreeColumn *stree_column_buffer_finish (StreeColumnBuffer *buffer, const char *name);

/* What a cell is to hold: one of the column's type, borrowed. */
typedef struct
{
  guint row;
  StreeCell *cell;
} StreeColumnEdit;

/* A column with these cells instead, in any order, no row twice. NULL: it would be larger than 4 GiB. */
StreeColumn *stree_column_edit (const StreeColumn *column, const StreeColumnEdit *edits, guint n_edits);

/* What @index (NULL: the rows as they stand) selects from a column. */
typedef struct
{
  const StreeColumn *column;
  const guint32 *index;
  guint first;
  guint n_rows;
} StreeColumnPart;

/* The cells of @column, which is not empty, and those of a part of its type behind them. The first are shared, where nobody
 * else has appended to them. NULL: it would be larger than 4 GiB. */
StreeColumn *stree_column_append (const StreeColumn *column, const StreeColumnPart *part);
void stree_column_room_unref (StreeColumnRoom *room);
/* In bytes, with what is free. */
gsize stree_column_room_get_memory (const StreeColumnRoom *room, StreeColumnType type);

/* The cells of parts that have one type, one behind the other. NULL: it would be larger than 4 GiB. */
StreeColumn *stree_column_join (const StreeColumnPart *parts, guint n_parts, const char *name);

static inline gboolean
stree_column_buffer_is_null (const StreeColumnBuffer *buffer, guint row)
{
  return (buffer->nulls[row >> 3] >> (row & 7) & 1) != 0;
}

static inline const char *
stree_column_buffer_get_text (const StreeColumnBuffer *buffer, guint row, gsize *length)
{
  const guint32 *starts = buffer->values;
  gsize end = row + 1 < buffer->n_rows ? starts[row + 1] : buffer->arena_len;

  *length = end - starts[row] - 1;
  return buffer->arena + starts[row];
}

G_END_DECLS
