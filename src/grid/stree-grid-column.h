/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * grid: what a table on the screen is made of, without the screen.
 *
 * A StreeGridColumn says what one column of a grid shows and how: a number with a unit, a choice, a progress bar, a button
 * for each row. StreeGridColumns is the list of them, from left to right; resolved against the schema of a source it is
 * what a grid works with. stree-grid-format.h makes the text of a cell by its column, and a cell of what a person typed.
 * Columns are made and used in the main thread.
 */

#include "core/stree-element.h"
#include "core/stree-handler.h"
#include "data/stree-cell.h"
#include "data/stree-query.h"

G_BEGIN_DECLS

/**
 * STREE_TYPE_GRID_COLUMN_KIND:
 *
 * The type of #StreeGridColumnKind.
 *
 * Since: 1.0
 */
#define STREE_TYPE_GRID_COLUMN_KIND (stree_grid_column_kind_get_type ())

/**
 * StreeGridColumnKind:
 * @STREE_GRID_COLUMN_AUTO: by the type of what is in it
 * @STREE_GRID_COLUMN_TEXT: as text
 * @STREE_GRID_COLUMN_NUMBER: a number, with its unit, prefix and suffix
 * @STREE_GRID_COLUMN_PERCENT: a share: 0.25 is shown as 25%
 * @STREE_GRID_COLUMN_CURRENCY: an amount of money
 * @STREE_GRID_COLUMN_BYTES: a count of bytes: 1500 is shown as 1.5 kB
 * @STREE_GRID_COLUMN_DATE: a day
 * @STREE_GRID_COLUMN_DATETIME: a moment, in local time
 * @STREE_GRID_COLUMN_RELATIVE_TIME: how long ago or until then
 * @STREE_GRID_COLUMN_CHECKBOX: true or false, as a check box; of whole numbers 0 is false
 * @STREE_GRID_COLUMN_CHOICE: one of the choices of the column, as a pill
 * @STREE_GRID_COLUMN_LINK: the address of a page, to open
 * @STREE_GRID_COLUMN_IMAGE: the address of a picture, or a file
 * @STREE_GRID_COLUMN_PROGRESS: a number between minimum and maximum, as a bar
 * @STREE_GRID_COLUMN_SPARKLINE: a list of numbers as a small line; text such as `1, 2.5, 3` or `[1, 2.5, 3]`
 * @STREE_GRID_COLUMN_TAGS: a list of words as pills; text such as `red, green` or `["red", "green"]`
 * @STREE_GRID_COLUMN_BUTTON: a button in each row
 * @STREE_GRID_COLUMN_COMPONENT: what a function makes of the row
 *
 * What a column of a grid shows.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_COLUMN_AUTO,
  STREE_GRID_COLUMN_TEXT,
  STREE_GRID_COLUMN_NUMBER,
  STREE_GRID_COLUMN_PERCENT,
  STREE_GRID_COLUMN_CURRENCY,
  STREE_GRID_COLUMN_BYTES,
  STREE_GRID_COLUMN_DATE,
  STREE_GRID_COLUMN_DATETIME,
  STREE_GRID_COLUMN_RELATIVE_TIME,
  STREE_GRID_COLUMN_CHECKBOX,
  STREE_GRID_COLUMN_CHOICE,
  STREE_GRID_COLUMN_LINK,
  STREE_GRID_COLUMN_IMAGE,
  STREE_GRID_COLUMN_PROGRESS,
  STREE_GRID_COLUMN_SPARKLINE,
  STREE_GRID_COLUMN_TAGS,
  STREE_GRID_COLUMN_BUTTON,
  STREE_GRID_COLUMN_COMPONENT
} StreeGridColumnKind;

STREE_AVAILABLE_IN_1_0
GType stree_grid_column_kind_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
const char *stree_grid_column_kind_get_nick (StreeGridColumnKind kind);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_column_kind_fits (StreeGridColumnKind kind, StreeColumnType type);

/**
 * StreeGridColumn:
 *
 * What a column of a grid shows, and how.
 *
 * A column is filled right after it was made, while there is one reference to it; from the second reference on it is
 * immutable.
 *
 * Since: 1.0
 */
typedef struct _StreeGridColumn StreeGridColumn;

/**
 * STREE_TYPE_GRID_COLUMN:
 *
 * The boxed type of #StreeGridColumn.
 *
 * Since: 1.0
 */
#define STREE_TYPE_GRID_COLUMN (stree_grid_column_get_type ())

/**
 * StreeGridValidateFunc:
 * @cell: what is to stand in a cell of the column; of its type, perhaps null
 * @user_data: the data it was set with
 *
 * Says whether a value may stand in a column.
 *
 * Returns: (transfer full) (nullable): what is wrong with it, in words for who typed it; %NULL: nothing
 *
 * Since: 1.0
 */
typedef char *(*StreeGridValidateFunc) (StreeCell *cell, gpointer user_data);

#ifndef __GI_SCANNER__

/* One of the values of a CHOICE. */
typedef struct
{
  const char *value; /* as text */
  const char *label; /* NULL: the value */
  const char *color; /* CSS, such as "green" or "#2ec27e"; NULL: none */
} StreeGridChoice;

typedef struct
{
  const StreeGridChoice *items;
  guint                  n_items;
} StreeGridChoices;

/* The choices of a column: STREE_GRID_CHOICES ({ .value = "open", .color = "green" }, { .value = "closed" }). */
#define STREE_GRID_CHOICES(...)                                                                                        \
  ((StreeGridChoices){ (const StreeGridChoice[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const StreeGridChoice[]){ __VA_ARGS__ })) })

/* Makes the element of a cell, most often a call of a component. The row is one of a page. */
typedef StreeElement *(*StreeGridCellFunc) (StreeFrame *frame, guint row, gpointer data);

typedef struct
{
  const char           *name;  /* of the source's column; NULL: of none, for buttons and components */
  const char           *label; /* the title; NULL: the name */
  StreeGridColumnKind   kind;
  int                   width; /* pixels; 0: by what is in it */
  int                   min_width;
  int                   max_width;
  gboolean              hidden; /* until the user shows it */
  gboolean              pinned; /* stays at the start when the rest scrolls sideways */
  gboolean              read_only;
  gboolean              required;       /* may not be empty */
  const char           *tooltip;        /* of each cell */
  const char           *tooltip_column; /* the name of the column whose text is the tooltip */
  StreeCollation        collation;      /* how its texts are sorted, such as STREE_COLLATION_NATURAL */
  StreeValue            decimals;       /* stree_value (2): digits after the point; unset: as many as the number has */
  gboolean              grouping;       /* thousands stand apart; an amount of money has that by itself */
  const char           *currency;       /* ISO 4217, such as "EUR"; NULL: that of the locale */
  const char           *prefix;         /* before the number */
  const char           *suffix;         /* behind it */
  const char           *unit;           /* behind it, after a space */
  StreeValue            minimum;        /* of numbers; of PROGRESS where the bar is empty, 0 if unset */
  StreeValue            maximum;        /* of numbers; of PROGRESS where it is full, 1 if unset, 100 for whole numbers */
  StreeGridChoices      choices;        /* STREE_GRID_CHOICES () */
  StreeGridValidateFunc validate;
  gpointer              validate_data; /* borrowed: it must stay good as long as the column */
  const char           *button_label;  /* of BUTTON */
  const char           *icon;          /* of BUTTON: the name of an icon */
  gboolean              remote;        /* of IMAGE: pictures of other machines are asked for, too; else it is a link to them */
  const StreeHandler   *on_click;      /* of BUTTON: the event's value is the text of the row's key */
  StreeGridCellFunc     cell;          /* of COMPONENT */
  gpointer              cell_data;     /* borrowed, as that of validate */
  char                  stree_end_;
} StreeGridColumnArgs;

STREE_AVAILABLE_IN_1_0
StreeGridColumn *stree_grid_column_new_args (const StreeGridColumnArgs *args) G_GNUC_WARN_UNUSED_RESULT;

#endif /* __GI_SCANNER__ */

STREE_AVAILABLE_IN_1_0
GType stree_grid_column_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeGridColumn *stree_grid_column_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeGridColumn *stree_grid_column_ref (StreeGridColumn *column);

STREE_AVAILABLE_IN_1_0
void stree_grid_column_unref (StreeGridColumn *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeGridColumn, stree_grid_column_unref)

/* Filling it */

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_column_set (StreeGridColumn *column, const char *name, const GValue *value, GError **error);

STREE_AVAILABLE_IN_1_0
void stree_grid_column_add_choice (StreeGridColumn *column, const char *value, const char *label, const char *color);

STREE_AVAILABLE_IN_1_0
void stree_grid_column_set_validator (StreeGridColumn *column, StreeGridValidateFunc func, gpointer user_data,
                                      GDestroyNotify destroy);

STREE_AVAILABLE_IN_1_0
void stree_grid_column_set_on_click (StreeGridColumn *column, GClosure *handler);

STREE_AVAILABLE_IN_1_0
void stree_grid_column_set_cell (StreeGridColumn *column, GClosure *func);

/* Reading it */

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_column_get (StreeGridColumn *column, const char *name, GValue *value, GError **error);

STREE_AVAILABLE_IN_1_0
const char *stree_grid_column_get_name (StreeGridColumn *column);

STREE_AVAILABLE_IN_1_0
const char *stree_grid_column_get_label (StreeGridColumn *column);

STREE_AVAILABLE_IN_1_0
StreeGridColumnKind stree_grid_column_get_kind (StreeGridColumn *column);

STREE_AVAILABLE_IN_1_0
int stree_grid_column_get_index (StreeGridColumn *column);

STREE_AVAILABLE_IN_1_0
guint stree_grid_column_get_n_choices (StreeGridColumn *column);

STREE_AVAILABLE_IN_1_0
const char *stree_grid_column_get_choice (StreeGridColumn *column, guint index, const char **label, const char **color);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_column_equal (StreeGridColumn *a, StreeGridColumn *b);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_column_validate (StreeGridColumn *column, StreeCell *cell, GError **error);

G_END_DECLS
