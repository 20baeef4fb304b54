/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sets of row numbers, beside a bitmap. */

#include <string.h>

#include "grid/stree-ranges-private.h"

#define N_BITS 300

static void
check_ranges (const StreeRanges *set, const gboolean *bits)
{
  guint64    n = 0;
  guint64    last_end = 0;
  StreeRange range;

  for (guint i = 0; i < N_BITS; i++)
    {
      g_assert_cmpint (stree_ranges_contains (set, i), ==, bits[i]);
      n += bits[i];
    }
  g_assert_cmpuint (stree_ranges_count (set), ==, n);
  for (guint64 at = 0; stree_ranges_find (set, at, &range); at = range.end)
    {
      g_assert_cmpuint (range.first, <, range.end);
      g_assert_true (range.first > last_end || last_end == 0); /* two that touch are one */
      last_end = range.end;
    }
}

static void
test_ranges (void)
{
  for (guint round = 0; round < 60; round++)
    {
      StreeRanges set;
      gboolean    bits[N_BITS] = { FALSE };

      stree_ranges_init (&set);
      for (guint step = 0; step < 120; step++)
        {
          guint first = (guint) g_test_rand_int_range (0, N_BITS);
          guint n = (guint) g_test_rand_int_range (0, (int) MIN (40, N_BITS - first) + 1);
          guint what = (guint) g_test_rand_int_range (0, 13);

          if (what == 12)
            {
              guint    to = (guint) g_test_rand_int_range (0, N_BITS);
              gboolean before[N_BITS];

              memcpy (before, bits, sizeof bits);
              stree_ranges_shift (&set, first, to);
              stree_ranges_remove (&set, N_BITS, G_MAXUINT64 - N_BITS);
              for (guint i = MIN (first, to); i < N_BITS; i++)
                bits[i] = i >= to && i - to + first < N_BITS && before[i - to + first];
            }
          else if (what == 0)
            {
              stree_ranges_invert (&set, N_BITS);
              for (guint i = 0; i < N_BITS; i++)
                bits[i] = !bits[i];
            }
          else
            {
              if (what < 7)
                stree_ranges_add (&set, first, n);
              else
                stree_ranges_remove (&set, first, n);
              for (guint i = first; i < first + n; i++)
                bits[i] = what < 7;
            }
          check_ranges (&set, bits);
          g_assert_cmpint (stree_ranges_covers (&set, first, 1), ==, bits[first]);
        }
      stree_ranges_clear (&set);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranges/random", test_ranges);
  return g_test_run ();
}
