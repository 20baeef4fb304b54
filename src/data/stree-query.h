/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-filter.h"

G_BEGIN_DECLS

/**
 * STREE_TYPE_COLLATION:
 *
 * The type of #StreeCollation.
 *
 * Since: 1.0
 */
#define STREE_TYPE_COLLATION (stree_collation_get_type ())

/**
 * StreeCollation:
 * @STREE_COLLATION_DEFAULT: by the letters without regard to case and accents, the same in every locale
 * @STREE_COLLATION_LOCALE: as the user's language has it (`LC_COLLATE`)
 * @STREE_COLLATION_NATURAL: as the default, but digits count as the number that they are: `file10` comes after `file9`
 * @STREE_COLLATION_BINARY: by the bytes, which is by the code points
 *
 * How texts are ordered. Texts that are equal in it are ordered by their bytes.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_COLLATION_DEFAULT,
  STREE_COLLATION_LOCALE,
  STREE_COLLATION_NATURAL,
  STREE_COLLATION_BINARY
} StreeCollation;

STREE_AVAILABLE_IN_1_0
GType stree_collation_get_type (void) G_GNUC_CONST;

/**
 * StreeQuery:
 *
 * Which rows of a table to show, and in which order: a search text, a filter, sort keys. Columns are called by their
 * names.
 *
 * A query is filled right after it was made, while there is one reference to it; from the second reference on it is
 * immutable and may be read from any thread.
 *
 * Since: 1.0
 */
typedef struct _StreeQuery StreeQuery;

/**
 * STREE_TYPE_QUERY:
 *
 * The boxed type of #StreeQuery.
 *
 * Since: 1.0
 */
#define STREE_TYPE_QUERY (stree_query_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_query_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeQuery *stree_query_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeQuery *stree_query_ref (StreeQuery *query);

STREE_AVAILABLE_IN_1_0
void stree_query_unref (StreeQuery *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeQuery, stree_query_unref)

STREE_AVAILABLE_IN_1_0
void stree_query_set_search (StreeQuery *query, const char *text);

STREE_AVAILABLE_IN_1_0
const char *stree_query_get_search (StreeQuery *query);

STREE_AVAILABLE_IN_1_0
void stree_query_set_filter (StreeQuery *query, StreeFilter *filter);

STREE_AVAILABLE_IN_1_0
StreeFilter *stree_query_get_filter (StreeQuery *query);

STREE_AVAILABLE_IN_1_0
void stree_query_add_sort (StreeQuery *query, const char *column, gboolean descending);

STREE_AVAILABLE_IN_1_0
void stree_query_add_collated_sort (StreeQuery *query, const char *column, gboolean descending,
                                    StreeCollation collation);

STREE_AVAILABLE_IN_1_0
guint stree_query_get_n_sorts (StreeQuery *query);

STREE_AVAILABLE_IN_1_0
const char *stree_query_get_sort (StreeQuery *query, guint index, gboolean *descending);

STREE_AVAILABLE_IN_1_0
StreeCollation stree_query_get_sort_collation (StreeQuery *query, guint index);

STREE_AVAILABLE_IN_1_0
gboolean stree_query_validate (StreeQuery *query, StreeFrame *schema, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_query_equal (StreeQuery *a, StreeQuery *b);

STREE_AVAILABLE_IN_1_0
gboolean stree_query_extends (StreeQuery *query, StreeQuery *previous);

G_END_DECLS
