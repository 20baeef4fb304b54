/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The row that the program selects, such as that of a location. It is known by its key: where it stands is asked for, and asked
 * for again when other rows have come, until it is found. */

#include "grid/stree-grid-model-private.h"

G_BEGIN_DECLS

/* It stands there; it is not sought any more. */
typedef void (*StreeGridSeekFunc) (guint position, gpointer data);

/* Part of what shows a grid, which stops it before it goes. */
typedef struct
{
  StreeGridModel *model;    /* borrowed */
  StreeGridSeekFunc found;
  gpointer data;            /* borrowed */
  StreeRowKey *key;         /* owned; NULL: nothing is sought */
  StreeResultSet *rows;     /* owned: where it is looked for, or was not found; NULL: nowhere yet */
  GCancellable *asking;     /* owned; NULL: no answer is awaited */
} StreeGridSeek;

void stree_grid_seek_init (StreeGridSeek *seek, StreeGridModel *model, StreeGridSeekFunc found, gpointer data);
/* Another one than before. @key: without cells: none. */
void stree_grid_seek_start (StreeGridSeek *seek, StreeRowKey *key);
/* Other rows may have come. */
void stree_grid_seek_follow (StreeGridSeek *seek);
/* It is not sought any more. */
void stree_grid_seek_stop (StreeGridSeek *seek);
gboolean stree_grid_seek_is_asking (const StreeGridSeek *seek);

G_END_DECLS
