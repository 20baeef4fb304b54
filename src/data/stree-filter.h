/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * Which rows: a tree of conditions on columns, by name. An engine compiles it to what it understands (a frame to loops
 * over columns, a database to a statement with parameters); text that a person typed is always a value in it, never a
 * part of a language.
 */

#include "data/stree-cell.h"

G_BEGIN_DECLS

/**
 * StreeFilterOp:
 * @STREE_FILTER_EQUAL: the same value
 * @STREE_FILTER_LESS: less than the value
 * @STREE_FILTER_LESS_EQUAL: less than the value, or the same
 * @STREE_FILTER_GREATER: greater than the value
 * @STREE_FILTER_GREATER_EQUAL: greater than the value, or the same
 * @STREE_FILTER_CONTAINS: the cell as text holds the text, case folded
 * @STREE_FILTER_STARTS_WITH: the cell as text begins with the text, case folded
 * @STREE_FILTER_NULL: the cell is null
 * @STREE_FILTER_IN: one of the values, of which one may be null
 * @STREE_FILTER_ALL: all of the children
 * @STREE_FILTER_ANY: at least one of the children
 * @STREE_FILTER_NOT: not its only child
 *
 * What a filter asks for.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_FILTER_EQUAL,
  STREE_FILTER_LESS,
  STREE_FILTER_LESS_EQUAL,
  STREE_FILTER_GREATER,
  STREE_FILTER_GREATER_EQUAL,
  STREE_FILTER_CONTAINS,
  STREE_FILTER_STARTS_WITH,
  STREE_FILTER_NULL,
  STREE_FILTER_IN,
  STREE_FILTER_ALL,
  STREE_FILTER_ANY,
  STREE_FILTER_NOT
} StreeFilterOp;

/**
 * StreeFilter:
 *
 * A condition that a row fulfils or not. Immutable; may be read from any thread.
 *
 * Whether a null cell fulfils a comparison is not known, and then not of `not` either: a row must fulfil the whole
 * filter for sure, as in SQL. Only %STREE_FILTER_NULL, and %STREE_FILTER_IN with null among its values, know of nulls.
 *
 * Since: 1.0
 */
typedef struct _StreeFilter StreeFilter;

/**
 * STREE_TYPE_FILTER:
 *
 * The boxed type of #StreeFilter.
 *
 * Since: 1.0
 */
#define STREE_TYPE_FILTER (stree_filter_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_filter_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_compare (const char *column, StreeFilterOp op, StreeCell *value) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_text (const char *column, StreeFilterOp op, const char *text) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_null (const char *column) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_in (const char *column, StreeCell **values, gsize n_values) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_all (StreeFilter **children, gsize n_children) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_any (StreeFilter **children, gsize n_children) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_not (StreeFilter *child) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_ref (StreeFilter *filter);

STREE_AVAILABLE_IN_1_0
void stree_filter_unref (StreeFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeFilter, stree_filter_unref)

/* Reading it: what engines and what shows a filter need. */

STREE_AVAILABLE_IN_1_0
StreeFilterOp stree_filter_get_op (StreeFilter *filter);

STREE_AVAILABLE_IN_1_0
const char *stree_filter_get_column (StreeFilter *filter);

STREE_AVAILABLE_IN_1_0
const char *stree_filter_get_text (StreeFilter *filter);

STREE_AVAILABLE_IN_1_0
guint stree_filter_get_n_values (StreeFilter *filter);

STREE_AVAILABLE_IN_1_0
StreeCell *stree_filter_get_value (StreeFilter *filter, guint index);

STREE_AVAILABLE_IN_1_0
guint stree_filter_get_n_children (StreeFilter *filter);

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_get_child (StreeFilter *filter, guint index);

STREE_AVAILABLE_IN_1_0
gboolean stree_filter_validate (StreeFilter *filter, StreeFrame *schema, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_filter_equal (StreeFilter *a, StreeFilter *b);

STREE_AVAILABLE_IN_1_0
char *stree_filter_to_json (StreeFilter *filter) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_filter_new_from_json (const char *json, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
