/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-ranges-private.h"

#include <string.h>

static StreeRange *
range_at (const StreeRanges *set, guint index)
{
  return &g_array_index (set->ranges, StreeRange, index);
}

void
stree_ranges_init (StreeRanges *set)
{
  set->ranges = g_array_new (FALSE, FALSE, sizeof (StreeRange));
}

void
stree_ranges_clear (StreeRanges *set)
{
  g_clear_pointer (&set->ranges, g_array_unref);
}

void
stree_ranges_remove_all (StreeRanges *set)
{
  g_array_set_size (set->ranges, 0);
}

void
stree_ranges_copy (StreeRanges *set, const StreeRanges *from)
{
  g_array_set_size (set->ranges, 0);
  g_array_append_vals (set->ranges, from->ranges->data, from->ranges->len);
}

gboolean
stree_ranges_equal (const StreeRanges *a, const StreeRanges *b)
{
  return a->ranges->len == b->ranges->len &&
         (a->ranges->len == 0 || memcmp (a->ranges->data, b->ranges->data, a->ranges->len * sizeof (StreeRange)) == 0);
}

/* The index of the first range that ends at @position or behind it. */
static guint
find_index (const StreeRanges *set, guint64 position)
{
  guint low = 0;
  guint high = set->ranges->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (range_at (set, middle)->end < position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Puts @n_new ranges where @n_old are. */
static void
splice (StreeRanges *set, guint index, guint n_old, const StreeRange *ranges, guint n_new)
{
  if (n_old > n_new)
    g_array_remove_range (set->ranges, index, n_old - n_new);
  else if (n_new > n_old)
    g_array_insert_vals (set->ranges, index, ranges, n_new - n_old);
  for (guint i = 0; i < n_new; i++)
    *range_at (set, index + i) = ranges[i];
}

void
stree_ranges_add (StreeRanges *set, guint64 first, guint64 n)
{
  StreeRange range = { first, first + n };
  guint from = find_index (set, first);
  guint to = from;

  if (n == 0)
    return;
  /* Those that touch it become one with it. */
  while (to < set->ranges->len && range_at (set, to)->first <= range.end)
    {
      range.first = MIN (range.first, range_at (set, to)->first);
      range.end = MAX (range.end, range_at (set, to)->end);
      to++;
    }
  splice (set, from, to - from, &range, 1);
}

void
stree_ranges_remove (StreeRanges *set, guint64 first, guint64 n)
{
  guint64 end = first + n;
  guint from = find_index (set, first + 1);
  guint to = from;
  StreeRange rest[2];
  guint n_rest = 0;

  if (n == 0)
    return;
  while (to < set->ranges->len && range_at (set, to)->first < end)
    to++;
  if (to == from)
    return;
  if (range_at (set, from)->first < first)
    rest[n_rest++] = (StreeRange){ range_at (set, from)->first, first };
  if (range_at (set, to - 1)->end > end)
    rest[n_rest++] = (StreeRange){ end, range_at (set, to - 1)->end };
  splice (set, from, to - from, rest, n_rest);
}

void
stree_ranges_shift (StreeRanges *set, guint64 from, guint64 to)
{
  StreeRanges moved;
  StreeRange range;

  if (from == to)
    return;
  stree_ranges_init (&moved);
  for (guint64 at = from; stree_ranges_find (set, at, &range); at = range.end)
    stree_ranges_add (&moved, MAX (range.first, from) - from + to, range.end - MAX (range.first, from));
  stree_ranges_remove (set, MIN (from, to), G_MAXUINT64 - MIN (from, to));
  for (guint64 at = 0; stree_ranges_find (&moved, at, &range); at = range.end)
    stree_ranges_add (set, range.first, range.end - range.first);
  stree_ranges_clear (&moved);
}

void
stree_ranges_invert (StreeRanges *set, guint64 n)
{
  GArray *inverse = g_array_sized_new (FALSE, FALSE, sizeof (StreeRange), set->ranges->len + 1);
  guint64 begin = 0;

  for (guint i = 0; i < set->ranges->len && begin < n; i++)
    {
      StreeRange gap = { begin, MIN (range_at (set, i)->first, n) };

      if (gap.end > gap.first)
        g_array_append_val (inverse, gap);
      begin = range_at (set, i)->end;
    }
  if (begin < n)
    {
      StreeRange last = { begin, n };

      g_array_append_val (inverse, last);
    }
  g_array_unref (set->ranges);
  set->ranges = inverse;
}

gboolean
stree_ranges_find (const StreeRanges *set, guint64 position, StreeRange *range)
{
  guint index = find_index (set, position + 1);

  if (index >= set->ranges->len)
    return FALSE;
  *range = *range_at (set, index);
  return TRUE;
}

gboolean
stree_ranges_contains (const StreeRanges *set, guint64 position)
{
  StreeRange range;

  return stree_ranges_find (set, position, &range) && range.first <= position;
}

gboolean
stree_ranges_covers (const StreeRanges *set, guint64 first, guint64 n)
{
  StreeRange range;

  return n == 0 || (stree_ranges_find (set, first, &range) && range.first <= first && range.end >= first + n);
}

guint64
stree_ranges_count (const StreeRanges *set)
{
  guint64 n = 0;

  for (guint i = 0; i < set->ranges->len; i++)
    n += range_at (set, i)->end - range_at (set, i)->first;
  return n;
}
