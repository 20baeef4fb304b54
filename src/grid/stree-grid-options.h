/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * How a grid shows its table, as a value: the order of the rows, which of them, and the columns' order, widths and places.
 * It does not change: what changes it gives another one. It is written as JSON, and each condition of it said in words,
 * with the options without it, as a chip needs them that takes it away.
 */

#include "data/stree-query.h"
#include "grid/stree-grid-columns.h"

G_BEGIN_DECLS

/**
 * StreeGridSort:
 * @STREE_GRID_UNSORTED: the column does not count
 * @STREE_GRID_ASCENDING: the smallest first
 * @STREE_GRID_DESCENDING: the largest first
 *
 * The three states of a column's sort.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_UNSORTED,
  STREE_GRID_ASCENDING,
  STREE_GRID_DESCENDING
} StreeGridSort;

/**
 * StreeGridPart:
 * @STREE_GRID_PART_SEARCH: the text that is looked for
 * @STREE_GRID_PART_COLUMN_FILTER: the condition on a column
 * @STREE_GRID_PART_FILTER: the condition on more than one
 * @STREE_GRID_PART_SORT: a column that the rows are sorted by
 *
 * What can be taken away from options by itself.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_PART_SEARCH,
  STREE_GRID_PART_COLUMN_FILTER,
  STREE_GRID_PART_FILTER,
  STREE_GRID_PART_SORT
} StreeGridPart;

/**
 * StreeGridOptions:
 *
 * How a grid shows its table. Immutable; may be read from any thread.
 *
 * Since: 1.0
 */
typedef struct _StreeGridOptions StreeGridOptions;

/**
 * STREE_TYPE_GRID_OPTIONS:
 *
 * The boxed type of #StreeGridOptions.
 *
 * Since: 1.0
 */
#define STREE_TYPE_GRID_OPTIONS (stree_grid_options_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_grid_options_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_new_from_json (const char *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
char *stree_grid_options_to_json (StreeGridOptions *options) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_ref (StreeGridOptions *options);

STREE_AVAILABLE_IN_1_0
void stree_grid_options_unref (StreeGridOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeGridOptions, stree_grid_options_unref)

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_options_equal (StreeGridOptions *a, StreeGridOptions *b);

STREE_AVAILABLE_IN_1_0
StreeQuery *stree_grid_options_make_query (StreeGridOptions *options, StreeGridColumns *columns,
                                           StreeFrame *schema) G_GNUC_WARN_UNUSED_RESULT;

/* Which rows, in which order */

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_with_search (StreeGridOptions *options, const char *text) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
const char *stree_grid_options_get_search (StreeGridOptions *options);

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_with_column_filter (StreeGridOptions *options,
                                                         const char *column,
                                                         StreeFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_grid_options_get_column_filter (StreeGridOptions *options, const char *column);

STREE_AVAILABLE_IN_1_0
StreeGridOptions *
stree_grid_options_with_filter (StreeGridOptions *options, StreeFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_grid_options_get_filter (StreeGridOptions *options);

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_with_sort (StreeGridOptions *options,
                                                const char *column,
                                                StreeGridSort sort,
                                                gboolean keep_others) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeGridSort stree_grid_options_get_sort (StreeGridOptions *options, const char *column, guint *rank);

STREE_AVAILABLE_IN_1_0
guint stree_grid_options_get_n_sorts (StreeGridOptions *options);

/* The columns */

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_with_column_order (StreeGridOptions *options,
                                                        const char *const *columns) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
const char *const *stree_grid_options_get_column_order (StreeGridOptions *options);

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_with_column_width (StreeGridOptions *options,
                                                        const char *column,
                                                        guint width) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
guint stree_grid_options_get_column_width (StreeGridOptions *options, const char *column);

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_with_column_hidden (StreeGridOptions *options,
                                                         const char *column,
                                                         gboolean hidden) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_options_get_column_hidden (StreeGridOptions *options, const char *column);

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_with_column_pinned (StreeGridOptions *options,
                                                         const char *column,
                                                         gboolean pinned) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_options_get_column_pinned (StreeGridOptions *options, const char *column);

/* Part by part */

STREE_AVAILABLE_IN_1_0
guint stree_grid_options_get_n_parts (StreeGridOptions *options);

STREE_AVAILABLE_IN_1_0
StreeGridPart stree_grid_options_get_part (StreeGridOptions *options, guint index, const char **column);

STREE_AVAILABLE_IN_1_0
char *
stree_grid_options_describe (StreeGridOptions *options, guint index, StreeFrame *schema) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeGridOptions *stree_grid_options_without (StreeGridOptions *options, guint index) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
