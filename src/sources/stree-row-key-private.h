/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of frames as keys, without making any: for walks over many rows. */

#include "sources/stree-row-key.h"

G_BEGIN_DECLS

/* That of the key that stree_row_key_new_of_row () would make. */
guint stree_row_key_hash_row (StreeFrame *frame, guint row, const guint *columns, gsize n_columns);
/* Those of a GHashTable of keys. */
guint stree_row_key_table_hash (gconstpointer key);
gboolean stree_row_key_table_equal (gconstpointer a, gconstpointer b);
/* A GDestroyNotify; @key: nullable. */
void stree_row_key_table_free (gpointer key);
gboolean stree_row_key_is_of_row (StreeRowKey *key, StreeFrame *frame, guint row, const guint *columns);
/* FALSE and @error (%STREE_SOURCE_ERROR_CONSTRAINT) where a cell of a key is null or two rows have the same, or
 * cancelled. */
gboolean stree_row_keys_check (StreeFrame *frame,
                               const guint *columns,
                               gsize n_columns,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
