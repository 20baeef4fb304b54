/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of a virtual list: mounted by the renderer when they come near the screen, outside of a run as well as in one. A
 * row that goes out of sight leaves its states behind, under its key: the stash. They are waiting there when the row's
 * components ask for them again.
 *
 * The rows that exist are the list's children, in their order. The renderer places what they show: the reconciler calls
 * remove for a host that leaves a row, and arrange (with the list) when hosts came or moved.
 */

#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* NULL: it failed, and was told so; the next run has to try again. */
StreeNode  *stree_virtual_mount_row   (StreeNode *list, guint index);
/* The row's data may have changed. FALSE: it is another row now; unmount this one and mount that. */
gboolean    stree_virtual_update_row  (StreeNode *row, guint index);
/* After rows were updated: brings the list's children into their order. */
void        stree_virtual_sort_rows   (StreeNode *list);
/* @keep_state: the row is out of sight; else it is gone. */
void        stree_virtual_unmount_row (StreeNode *row, gboolean keep_state);
/* Appends what a row shows: its top-most hosts, in their order. */
void        stree_virtual_row_hosts   (StreeNode *row, GPtrArray *hosts);

guint       stree_virtual_n_rows      (StreeNode *list);
/* The key of a row, its index where there is none; good until the next call. */
const char *stree_virtual_row_key     (StreeNode *list, guint index, char *buffer, gsize size);

/* The states left behind under a row's key go. */
void        stree_virtual_forget      (StreeNode *list, const char *key);
/* The state that a component of the row being mounted had under this name; NULL: none. Transfer full. */
StreeState *stree_virtual_take_state  (StreeMount *mount, StreeNode *node, const char *name);

G_END_DECLS
