/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-frame.h"

G_BEGIN_DECLS

/**
 * StreeColumnSummary:
 *
 * What is in a column of a [struct@Frame], in a few figures. Immutable.
 *
 * Since: 1.0
 */
typedef struct _StreeColumnSummary StreeColumnSummary;

/**
 * STREE_TYPE_COLUMN_SUMMARY:
 *
 * The boxed type of #StreeColumnSummary.
 *
 * Since: 1.0
 */
#define STREE_TYPE_COLUMN_SUMMARY (stree_column_summary_get_type ())

/**
 * STREE_COLUMN_SUMMARY_MAX_DISTINCT:
 *
 * How many different values a summary counts before it gives up.
 *
 * Since: 1.0
 */
#define STREE_COLUMN_SUMMARY_MAX_DISTINCT 100000

/**
 * STREE_COLUMN_SUMMARY_MAX_TOP:
 *
 * How many of the most frequent values a summary has.
 *
 * Since: 1.0
 */
#define STREE_COLUMN_SUMMARY_MAX_TOP 10

/**
 * STREE_COLUMN_SUMMARY_MAX_BINS:
 *
 * How many bins the histogram of a summary has at most.
 *
 * Since: 1.0
 */
#define STREE_COLUMN_SUMMARY_MAX_BINS 20

/**
 * StreeQuantile:
 * @STREE_QUANTILE_P05: the 5th percentile
 * @STREE_QUANTILE_P25: the lower quartile
 * @STREE_QUANTILE_MEDIAN: the median
 * @STREE_QUANTILE_P75: the upper quartile
 * @STREE_QUANTILE_P95: the 95th percentile
 *
 * The quantiles of a summary.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_QUANTILE_P05,
  STREE_QUANTILE_P25,
  STREE_QUANTILE_MEDIAN,
  STREE_QUANTILE_P75,
  STREE_QUANTILE_P95
} StreeQuantile;

STREE_AVAILABLE_IN_1_0
GType stree_column_summary_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeColumnSummary *stree_column_summary_ref (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
void stree_column_summary_unref (StreeColumnSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeColumnSummary, stree_column_summary_unref)

STREE_AVAILABLE_IN_1_0
const char *stree_column_summary_get_name (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
StreeColumnType stree_column_summary_get_column_type (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
guint stree_column_summary_get_n_rows (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
guint stree_column_summary_get_n_nulls (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
guint stree_column_summary_get_n_distinct (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
gboolean stree_column_summary_is_exact (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
gboolean stree_column_summary_get_range (StreeColumnSummary *summary, double *min, double *max, double *mean);

STREE_AVAILABLE_IN_1_0
const char *stree_column_summary_get_min_text (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
const char *stree_column_summary_get_max_text (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
gboolean stree_column_summary_get_quantile (StreeColumnSummary *summary, StreeQuantile which, double *value);

STREE_AVAILABLE_IN_1_0
guint stree_column_summary_get_n_bins (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
guint stree_column_summary_get_bin (StreeColumnSummary *summary, guint index, double *from, double *to);

STREE_AVAILABLE_IN_1_0
guint stree_column_summary_get_n_top (StreeColumnSummary *summary);

STREE_AVAILABLE_IN_1_0
const char *stree_column_summary_get_top (StreeColumnSummary *summary, guint index, guint *count);

STREE_AVAILABLE_IN_1_0
StreeColumnSummary *stree_frame_summarize (StreeFrame *frame, guint column, GCancellable *cancellable,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
void stree_frame_summarize_async (StreeFrame *frame, guint column, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);

STREE_AVAILABLE_IN_1_0
StreeColumnSummary *stree_frame_summarize_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
