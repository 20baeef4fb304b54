/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The pages of a result set that are at hand: a few around where somebody looks. */

#include "sources/stree-result-set.h"

G_BEGIN_DECLS

typedef struct _StreeGridPages StreeGridPages;

/* Rows @first to @first + @n - 1 came; or @error says why none do. */
typedef void (*StreeGridPagesFunc) (guint64 first, guint n, const GError *error, gpointer data);

StreeGridPages *stree_grid_pages_new (StreeResultSet *rows, StreeGridPagesFunc came, gpointer data);
/* Who is told from now on. */
void stree_grid_pages_set_func (StreeGridPages *pages, StreeGridPagesFunc came, gpointer data);
/* Nothing comes any more. */
void stree_grid_pages_free (StreeGridPages *pages);
StreeResultSet *stree_grid_pages_get_rows (StreeGridPages *pages);

/* Where a row is: in @frame, which is borrowed until the next call, at @row. FALSE: it is not at hand; it is asked for,
 * unless many others are that were asked for later. */
gboolean stree_grid_pages_get (StreeGridPages *pages, guint64 position, StreeFrame **frame, guint *row);
/* The same, but does not ask for it. */
gboolean stree_grid_pages_peek (StreeGridPages *pages, guint64 position, StreeFrame **frame, guint *row);
/* Which rows the page with a row has. */
void stree_grid_pages_page_of (guint64 position, guint64 *first, guint *n);
/* All rows in one frame, where they are in memory; borrowed. NULL: they are not. */
StreeFrame *stree_grid_pages_get_whole (StreeGridPages *pages);
/* Whether something was asked for that has not come. */
gboolean stree_grid_pages_is_waiting (StreeGridPages *pages);
/* The result set has another number of rows, or an exact one: what came in pages may be in memory now. */
void stree_grid_pages_counted (StreeGridPages *pages);
/* What failed is asked for again. */
void stree_grid_pages_retry (StreeGridPages *pages);

G_END_DECLS
