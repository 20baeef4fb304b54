/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A column for who draws its cells: everything at hand without a call. */

#include "core/stree-arena-private.h"
#include "grid/stree-grid-columns.h"

G_BEGIN_DECLS

struct _StreeGridColumn
{
  gatomicrefcount     refs;
  StreeArena         *arena;    /* owned: its texts, and the closures of bindings */
  StreeGridColumn    *declared; /* held: of a resolved column what it was made of, which owns the texts; else NULL */
  StreeGridColumnArgs args;     /* kind: never AUTO once resolved */
  gpointer            validate_data; /* owned, where there is a destroy */
  GDestroyNotify      validate_destroy;

  /* Of a resolved column */
  gboolean            resolved;
  int                 index;          /* in the schema; -1: of no column of the source */
  int                 tooltip_index;  /* in the schema; -1: none */
  StreeColumnType     type;           /* of the source's column; TEXT where there is none */
  int                 decimals;       /* digits after the point; -1: as many as the number has */
  guint               shown_decimals; /* where decimals is -1: those that the schema knows of */
  double              minimum;        /* -inf: none; of PROGRESS the ends of the bar */
  double              maximum;
};

/* Whether two columns look the same, whatever their functions and handlers are. */
gboolean stree_grid_column_same_look  (StreeGridColumn *a, StreeGridColumn *b);
gboolean stree_grid_columns_same_look (StreeGridColumns *a, StreeGridColumns *b);

/* A copy that knows its place in the schema; NULL with an error. */
StreeGridColumn *stree_grid_column_resolve (StreeGridColumn *column, StreeFrame *schema, GError **error);

/* The choice whose value is @value; NULL: none. */
const StreeGridChoice *stree_grid_column_find_choice (StreeGridColumn *column, const char *value);
/* The choice that a person means who typed @text, without spaces around it; NULL: none. */
const StreeGridChoice *stree_grid_column_read_choice (StreeGridColumn *column, const char *text);

/* The element of a cell of a COMPONENT; made in the open run. NULL: none. */
StreeElement *stree_grid_column_make_cell (StreeGridColumn *column, StreeFrame *frame, guint row);

/* Numbers, dates and what is drawn like them stand at the end of the cell. */
static inline gboolean
stree_grid_column_is_number (const StreeGridColumn *column)
{
  return (column->args.kind >= STREE_GRID_COLUMN_NUMBER && column->args.kind <= STREE_GRID_COLUMN_BYTES);
}

G_END_DECLS
