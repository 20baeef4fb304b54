/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The rows of a virtual list, as GTK sees them: items that are made when asked for and that only know which row they
 * stand for. The same row is the same item as long as anybody holds it: that is how GTK knows a row that moved. */

#include <gio/gio.h>

#include "core/stree-rows-private.h"

G_BEGIN_DECLS

#define STREE_TYPE_LIST_ITEM (stree_list_item_get_type ())
G_DECLARE_FINAL_TYPE (StreeListItem, stree_list_item, STREE, LIST_ITEM, GObject)

/* STREE_ROW_NONE: the row is gone. */
guint stree_list_item_get_index (StreeListItem *self);

#define STREE_TYPE_LIST_MODEL (stree_list_model_get_type ())
G_DECLARE_FINAL_TYPE (StreeListModel, stree_list_model, STREE, LIST_MODEL, GObject)

StreeListModel *stree_list_model_new    (guint n_rows) G_GNUC_WARN_UNUSED_RESULT;
/* Tells GTK what became of the rows. @pinned: a row, by its old index, that the others move around (it has the keyboard
 * focus); STREE_ROW_NONE: there is none. */
void            stree_list_model_change (StreeListModel *self, const StreeRowsChange *change, guint pinned);
guint           stree_list_model_n_live (StreeListModel *self);

G_END_DECLS
