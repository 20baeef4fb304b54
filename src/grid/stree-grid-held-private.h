/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* From what a DataGrid is declared with to what it works with, whatever shows it. */

#include "grid/stree-grid-columns.h"
#include "grid/stree-grid-edits.h"
#include "grid/stree-grid-options.h"
#include "sources/stree-frame-source.h"

G_BEGIN_DECLS

/* The table in memory that was declared, as a source. */
typedef struct
{
  StreeFrameSource *source; /* owned; NULL: none was declared */
  StreeFrame *data;         /* owned: what it was made of: commits have made another of it */
} StreeGridHeld;

void stree_grid_held_clear (StreeGridHeld *held);
/* What is declared as a source, or that of @data: the same one as long as its columns are. Borrowed; NULL and @error, or
 * nothing is declared. */
StreeSource *stree_grid_held_find (StreeGridHeld *held,
                                   StreeSource *source,
                                   StreeFrame *data,
                                   const char *const *key_columns,
                                   GError **error);

/* What people are shown of a source where no columns are declared. */
StreeGridColumns *stree_grid_columns_new_for_source (StreeSource *source) G_GNUC_WARN_UNUSED_RESULT;

/* A run that declares the same once more says nothing about what the user made of it. NULL: nothing was declared, or is. */
gboolean stree_grid_options_are_news (StreeGridOptions *before, StreeGridOptions *now);
gboolean stree_grid_selected_is_news (StreeRowKey *before, StreeRowKey *now);

/* What is typed is read and checked as the columns say that are at @resolved then, which is borrowed until unfollowed. There
 * NULL: no column is shown. */
void stree_grid_edits_follow_columns (StreeGridEdits *edits, StreeGridColumns *const *resolved);
void stree_grid_edits_unfollow_columns (StreeGridEdits *edits);

G_END_DECLS
