/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-distribution-private.h"

#include <math.h>

/* Puts the value there that would be at @k if all of @first to @last were sorted; those before it are not larger, those
 * behind it not smaller. */
static double
select_value (double *values, guint first, guint last, guint k)
{
  guint32 dice = 12345;

  while (first < last)
    {
      gint64 i = first, j = last;
      double pivot;

      dice = dice * 1664525u + 1013904223u;
      pivot = values[first + (guint) (((guint64) dice * (last - first + 1)) >> 32)];
      while (i <= j)
        {
          while (values[i] < pivot)
            i++;
          while (pivot < values[j])
            j--;
          if (i <= j)
            {
              double other = values[i];

              values[i++] = values[j];
              values[j--] = other;
            }
        }
      if (k <= j)
        last = (guint) j;
      else if (k >= i)
        first = (guint) i;
      else
        break;
    }
  return values[k];
}

/* Between the two values where it falls. */
static double
find_quantile (double *values, guint n, double share, guint *done)
{
  double at = share * (n - 1);
  guint k = (guint) at;
  double lower = select_value (values, *done, n - 1, k), upper;

  *done = k;
  if (!(at > k))
    return lower;
  upper = select_value (values, k + 1, n - 1, k + 1);
  return lower < upper ? lower + (at - k) * (upper - lower) : lower;
}

static void
count_bins (StreeDistribution *self, const double *values, guint n, gboolean whole)
{
  double min = INFINITY, max = -INFINITY;

  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        min = MIN (min, values[i]);
        max = MAX (max, values[i]);
      }
  self->n_bins = 0;
  if (min > max)
    return;

  self->from = min;
  self->n_bins = STREE_COLUMN_SUMMARY_MAX_BINS;
  if (whole)
    {
      double span = max - min + 1;

      self->width = ceil (span / STREE_COLUMN_SUMMARY_MAX_BINS);
      self->n_bins = (guint) ceil (span / self->width);
    }
  else
    {
      self->width = max / STREE_COLUMN_SUMMARY_MAX_BINS - min / STREE_COLUMN_SUMMARY_MAX_BINS;
      if (!(self->width > 0))
        self->n_bins = 1;
    }
  for (guint i = 0; i < n; i++)
    {
      double at;

      if (!isfinite (values[i]))
        continue;
      /* All there is may be wider than a number can say. */
      at = isfinite (max - min) ? values[i] - min : values[i] / 2 - min / 2;
      at = self->n_bins > 1 ? at / (isfinite (max - min) ? self->width : self->width / 2) : 0;
      self->counts[at < self->n_bins ? (guint) MAX (at, 0) : self->n_bins - 1]++;
    }
}

void
stree_distribution_measure (StreeDistribution *self, double *values, guint n, gboolean whole)
{
  static const double shares[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
  guint done = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (shares) == STREE_QUANTILE_P95 + 1);

  *self = (StreeDistribution){ .n_bins = 0 };
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    self->quantiles[i] = find_quantile (values, n, shares[i], &done);
  count_bins (self, values, n, whole);
}
