/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A set of positions, as ranges: what is selected of a million rows costs what its edges cost, not what it holds. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 first;
  guint64 end; /* behind the last */
} StreeRange;

typedef struct
{
  GArray *ranges; /* owned: StreeRange, in order, with a gap between any two */
} StreeRanges;

void stree_ranges_init (StreeRanges *set);
void stree_ranges_clear (StreeRanges *set);
void stree_ranges_copy (StreeRanges *set, const StreeRanges *from);
gboolean stree_ranges_equal (const StreeRanges *a, const StreeRanges *b);

void stree_ranges_add (StreeRanges *set, guint64 first, guint64 n);
void stree_ranges_remove (StreeRanges *set, guint64 first, guint64 n);
void stree_ranges_remove_all (StreeRanges *set);
/* What stands at @from and behind it stands at @to and behind that now; what was between them goes. */
void stree_ranges_shift (StreeRanges *set, guint64 from, guint64 to);
/* Of the positions below @n: those that are not in it. */
void stree_ranges_invert (StreeRanges *set, guint64 n);

gboolean stree_ranges_contains (const StreeRanges *set, guint64 position);
/* Whether all of them are. */
gboolean stree_ranges_covers (const StreeRanges *set, guint64 first, guint64 n);
guint64 stree_ranges_count (const StreeRanges *set);
/* The first range that ends behind @position. FALSE: there is none. */
gboolean stree_ranges_find (const StreeRanges *set, guint64 position, StreeRange *range);

G_END_DECLS
