/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * What is to be written into a source: rows that are new, other, or gone, all in one transaction. A row that is there
 * already is given as it was seen: as a row of a frame (a page). It holds the key that finds it, and the values that
 * must still stand there: if somebody else has written them meanwhile, nothing is written, and StreeCommit tells what
 * stands there now.
 */

#include "data/stree-cell.h"

G_BEGIN_DECLS

/**
 * StreeChangeKind:
 * @STREE_CHANGE_INSERT: a new row
 * @STREE_CHANGE_UPDATE: other values in a row
 * @STREE_CHANGE_DELETE: a row goes
 *
 * What happens to a row.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_CHANGE_INSERT,
  STREE_CHANGE_UPDATE,
  STREE_CHANGE_DELETE
} StreeChangeKind;

/**
 * StreeChanges:
 *
 * What is to be written into a source.
 *
 * Since: 1.0
 */
typedef struct _StreeChanges StreeChanges;

/**
 * STREE_TYPE_CHANGES:
 *
 * The boxed type of #StreeChanges.
 *
 * Since: 1.0
 */
#define STREE_TYPE_CHANGES (stree_changes_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_changes_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeChanges *stree_changes_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeChanges *stree_changes_ref (StreeChanges *changes);

STREE_AVAILABLE_IN_1_0
void stree_changes_unref (StreeChanges *changes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeChanges, stree_changes_unref)

STREE_AVAILABLE_IN_1_0
guint stree_changes_add_insert (StreeChanges *changes);

STREE_AVAILABLE_IN_1_0
guint stree_changes_add_update (StreeChanges *changes, StreeFrame *seen, guint row);

STREE_AVAILABLE_IN_1_0
guint stree_changes_add_delete (StreeChanges *changes, StreeFrame *seen, guint row);

STREE_AVAILABLE_IN_1_0
void stree_changes_set_cell (StreeChanges *changes, guint change, guint column, StreeCell *cell);

STREE_AVAILABLE_IN_1_0
guint stree_changes_get_n_changes (StreeChanges *changes);

STREE_AVAILABLE_IN_1_0
StreeChangeKind stree_changes_get_kind (StreeChanges *changes, guint change);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_changes_get_seen (StreeChanges *changes, guint change, guint *row);

STREE_AVAILABLE_IN_1_0
guint stree_changes_get_n_cells (StreeChanges *changes, guint change);

STREE_AVAILABLE_IN_1_0
StreeCell *stree_changes_get_cell (StreeChanges *changes, guint change, guint index, guint *column);

/**
 * StreeCommit:
 *
 * What came of a commit: the keys of new rows, or conflicts, and then nothing was written.
 *
 * Since: 1.0
 */
typedef struct _StreeCommit StreeCommit;

/**
 * STREE_TYPE_COMMIT:
 *
 * The boxed type of #StreeCommit.
 *
 * Since: 1.0
 */
#define STREE_TYPE_COMMIT (stree_commit_get_type ())

STREE_AVAILABLE_IN_1_0
GType stree_commit_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
StreeCommit *stree_commit_new (void) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeCommit *stree_commit_ref (StreeCommit *commit);

STREE_AVAILABLE_IN_1_0
void stree_commit_unref (StreeCommit *commit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeCommit, stree_commit_unref)

STREE_AVAILABLE_IN_1_0
void stree_commit_add_inserted (StreeCommit *commit, guint change, StreeFrame *now, guint row);

STREE_AVAILABLE_IN_1_0
void stree_commit_add_conflict (StreeCommit *commit, guint change, StreeFrame *now, guint row);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_commit_get_inserted (StreeCommit *commit, guint change, guint *row);

STREE_AVAILABLE_IN_1_0
guint stree_commit_get_n_conflicts (StreeCommit *commit);

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_commit_get_conflict (StreeCommit *commit, guint index, guint *change, guint *row);

G_END_DECLS
