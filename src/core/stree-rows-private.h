/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The keys that a virtual list's rows had in the last run, and how the rows of this run differ from them. Rows are known
 * by key; where the list gives none, by index: then rows only come and go at the end. */

#include "core/stree-node-private.h"

G_BEGIN_DECLS

#define STREE_ROW_NONE G_MAXUINT

typedef struct _StreeRows StreeRows;

/* Before @start and behind what is named here, the rows are the same. */
typedef struct
{
  guint start;
  guint n_old;
  guint n_new;
  guint *target; /* for each of the n_old: its index now, or STREE_ROW_NONE. Owned */
  int   *source; /* for each of the n_new: which of the n_old it was, counted from 0, or -1. Owned */
} StreeRowsChange;

StreeRows *stree_rows_new    (void);
void       stree_rows_free   (StreeRows *rows);
/* Takes the keys of the list's rows. TRUE: they differ from those before, as @change says; it is to be cleared. States of
 * rows that are gone are forgotten. */
gboolean   stree_rows_update (StreeRows *rows, StreeNode *list, StreeRowsChange *change);

guint      stree_rows_change_target (const StreeRowsChange *change, guint old_index);
void       stree_rows_change_clear  (StreeRowsChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeRows, stree_rows_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (StreeRowsChange, stree_rows_change_clear)

G_END_DECLS
