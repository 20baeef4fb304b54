/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How numbers are spread. */

#include "data/stree-frame-summary.h"

G_BEGIN_DECLS

typedef struct
{
  double quantiles[STREE_QUANTILE_P95 + 1];
  guint n_bins;
  double from;
  double width;
  guint counts[STREE_COLUMN_SUMMARY_MAX_BINS];
} StreeDistribution;

/* Of @n values, at least one, none of which is NaN; they are in another order afterwards. @whole: there is nothing between
 * two whole numbers. */
void stree_distribution_measure (StreeDistribution *self, double *values, guint n, gboolean whole);

G_END_DECLS
