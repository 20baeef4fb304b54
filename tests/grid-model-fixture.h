/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of an id, a small number and a text, and a model of a grid over them whose pages take their time. */

#include "data/stree-frame-builder.h"
#include "grid/stree-grid-model-private.h"
#include "sources/stree-frame-source.h"

StreeFrameBuilder *rows_begin (void) G_GNUC_WARN_UNUSED_RESULT;

void rows_append (StreeFrameBuilder *builder, gint64 id, gint64 number);

/* With the ids from 0 on. */
StreeFrame *rows_counted (guint n) G_GNUC_WARN_UNUSED_RESULT;

/* Over rows_counted (@n_rows); quiet. @memory: (out) (transfer full). */
StreeGridModel *slow_model_new (guint n_rows, StreeFrameSource **memory) G_GNUC_WARN_UNUSED_RESULT;

void wait_until_quiet (StreeGridModel *model);

/* The id in a row, waited for. */
gint64 id_at (StreeGridModel *model, guint position);
