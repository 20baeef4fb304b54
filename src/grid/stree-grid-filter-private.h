/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a filter of one column looks like to people: a text that is in it, a range, some of its values. All that is said must
 * be so. */

#include "data/stree-filter.h"
#include "grid/stree-grid-column.h"

G_BEGIN_DECLS

typedef struct
{
  char       *text;   /* owned: is contained; NULL: any */
  StreeCell  *from;   /* owned: the least; NULL: none */
  StreeCell  *to;     /* owned: the greatest; NULL: none */
  GPtrArray  *values; /* owned: of StreeCell, one of which may be null; NULL: any */
} StreeGridFilter;

void         stree_grid_filter_clear    (StreeGridFilter *self);
gboolean     stree_grid_filter_is_empty (const StreeGridFilter *self);
/* Transfer full; NULL: it is empty. */
StreeFilter *stree_grid_filter_make     (const StreeGridFilter *self, const char *column) G_GNUC_WARN_UNUSED_RESULT;
/* What @filter says of one column. FALSE: it is none that people could have made this way, and @self is empty. */
gboolean     stree_grid_filter_read     (StreeGridFilter *self, StreeFilter *filter);
/* Whether one of the values is @cell, or there are none. */
gboolean     stree_grid_filter_has      (const StreeGridFilter *self, StreeCell *cell);

/* An end of a range, of what a person typed, and as it is edited. @last: a day that is the last one is in the range as a whole, also
 * where a column has moments. */
StreeCell   *stree_grid_filter_parse_end  (StreeGridColumn *column, const char *text, gboolean last, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char        *stree_grid_filter_format_end (StreeGridColumn *column, StreeCell *end, gboolean last) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
