/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "data/stree-cell.h"

G_BEGIN_DECLS

/**
 * StreeRowKey:
 *
 * What tells a row of a source from its other rows: its cells in the key columns. Immutable; may be read from any
 * thread.
 *
 * Since: 1.0
 */
typedef struct _StreeRowKey StreeRowKey;

/**
 * STREE_TYPE_ROW_KEY:
 *
 * The boxed type of #StreeRowKey.
 *
 * Since: 1.0
 */
#define STREE_TYPE_ROW_KEY (stree_row_key_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_row_key_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_row_key_new (StreeCell **cells, gsize n_cells) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_row_key_new_of_row (StreeFrame *frame, guint row, const guint *columns, gsize n_columns)
    G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_row_key_ref (StreeRowKey *key);

STREE_AVAILABLE_IN_1_0
void stree_row_key_unref (StreeRowKey *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeRowKey, stree_row_key_unref)

STREE_AVAILABLE_IN_1_0
guint stree_row_key_get_n_cells (StreeRowKey *key);

STREE_AVAILABLE_IN_1_0
StreeCell *stree_row_key_get_cell (StreeRowKey *key, guint index);

STREE_AVAILABLE_IN_1_0
gboolean stree_row_key_equal (StreeRowKey *a, StreeRowKey *b);

STREE_AVAILABLE_IN_1_0
guint stree_row_key_hash (StreeRowKey *key);

STREE_AVAILABLE_IN_1_0
char *stree_row_key_to_string (StreeRowKey *key) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_row_key_with_cell (StreeRowKey *key, guint index, StreeCell *cell) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
