/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "data/stree-filter.h"

G_BEGIN_DECLS

struct _StreeFilter
{
  gatomicrefcount refs;
  StreeFilterOp op;
  char *column;        /* of a condition on one column */
  char *text;          /* of CONTAINS and STARTS_WITH */
  GPtrArray *values;   /* of StreeCell; of comparisons (one) and of IN */
  GPtrArray *children; /* of StreeFilter; of ALL, ANY and NOT (one) */
};

static inline gboolean
stree_filter_is_comparison (StreeFilterOp op)
{
  return op <= STREE_FILTER_GREATER_EQUAL;
}

/* Whether a row that fulfils @filter fulfils @other too, as far as it is easily seen; NULL: what every row fulfils. */
gboolean stree_filter_implies (StreeFilter *filter, StreeFilter *other);

/* As part of a larger value. @path: a JSON Pointer to it, for errors. */
void stree_filter_write (JsonBuilder *builder, StreeFilter *filter);
StreeFilter *stree_filter_read (JsonNode *node, const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
