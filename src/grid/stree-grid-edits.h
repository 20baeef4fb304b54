/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * grid: what a table that people work in needs besides its widget.
 *
 * StreeGridEdits holds what was typed, added and deleted and is not written yet, by the keys of the rows. A row is given
 * as it was seen: as a row of a frame (a page of the source), which is what must still stand there when it is written.
 * A new row has a key of its own, which no row of the source has, until it is written; then "rekeyed" tells its real one.
 *
 * What the user sees in a cell is, in this order: the text that could not be read (get_text), the new value (get_cell), or
 * what the page has.
 */

#include "grid/stree-grid-range.h"
#include "sources/stree-source.h"

G_BEGIN_DECLS

/**
 * StreeGridEditState:
 * @STREE_GRID_EDIT_CHANGED: it has values that are not written yet
 * @STREE_GRID_EDIT_INSERTED: the row is new
 * @STREE_GRID_EDIT_DELETED: the row is to go
 * @STREE_GRID_EDIT_INVALID: something in it cannot be written as it is; an error tells why
 * @STREE_GRID_EDIT_CONFLICT: somebody else has changed it, too
 * @STREE_GRID_EDIT_GONE: the row is a conflict because somebody else has deleted it
 *
 * How far a row or a cell is from what the source has.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_EDIT_CHANGED = 1 << 0,
  STREE_GRID_EDIT_INSERTED = 1 << 1,
  STREE_GRID_EDIT_DELETED = 1 << 2,
  STREE_GRID_EDIT_INVALID = 1 << 3,
  STREE_GRID_EDIT_CONFLICT = 1 << 4,
  STREE_GRID_EDIT_GONE = 1 << 5
} StreeGridEditState;

/**
 * StreeGridPlace:
 * @STREE_GRID_END: below the rows of the source
 * @STREE_GRID_TOP: above them
 *
 * Where new rows stand until they are written.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_END,
  STREE_GRID_TOP
} StreeGridPlace;

/**
 * StreeGridResolution:
 * @STREE_GRID_KEEP_MINE: what the user typed is to be written over what the other one has written
 * @STREE_GRID_TAKE_THEIRS: what the user typed is dropped; it can be undone
 *
 * What becomes of a conflict.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_KEEP_MINE,
  STREE_GRID_TAKE_THEIRS
} StreeGridResolution;

/**
 * STREE_GRID_EDITS_ERROR:
 *
 * The domain of the errors of commits of a grid, besides those of #StreeSourceError.
 *
 * Since: 1.0
 */
#define STREE_GRID_EDITS_ERROR (stree_grid_edits_error_quark ())

/**
 * StreeGridEditsError:
 * @STREE_GRID_EDITS_ERROR_INVALID: there are cells that cannot be written as they are
 * @STREE_GRID_EDITS_ERROR_CONFLICT: somebody else has changed the same; nothing is written before that is resolved
 * @STREE_GRID_EDITS_ERROR_BUSY: the last commit is not finished
 *
 * Why edits were not written.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_GRID_EDITS_ERROR_INVALID,
  STREE_GRID_EDITS_ERROR_CONFLICT,
  STREE_GRID_EDITS_ERROR_BUSY
} StreeGridEditsError;

STREE_AVAILABLE_IN_1_0
GQuark stree_grid_edits_error_quark (void);

/**
 * STREE_TYPE_GRID_EDITS:
 *
 * The type of #StreeGridEdits.
 *
 * Since: 1.0
 */
#define STREE_TYPE_GRID_EDITS (stree_grid_edits_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeGridEdits, stree_grid_edits, STREE, GRID_EDITS, GObject)

/**
 * StreeGridCheckFunc:
 * @column: a column's number
 * @cell: what is to be in it; not null
 * @user_data: the data that was given with it
 *
 * Whether a value may be in a column.
 *
 * Returns: (transfer full) (nullable): what is wrong with it, for people to read; %NULL: nothing
 *
 * Since: 1.0
 */
typedef char *(*StreeGridCheckFunc) (guint column, StreeCell *cell, gpointer user_data);

/**
 * StreeGridParseFunc:
 * @column: a column's number
 * @text: what was typed
 * @user_data: the data that was given with it
 * @error: return location for an error; its message is for people to read
 *
 * Reads what was typed into a column.
 *
 * Returns: (transfer full): a cell of the column's type; %NULL with an error
 *
 * Since: 1.0
 */
typedef StreeCell *(*StreeGridParseFunc) (guint column, const char *text, gpointer user_data, GError **error);

STREE_AVAILABLE_IN_1_0
StreeGridEdits *stree_grid_edits_new (StreeSource *source) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeSource *stree_grid_edits_get_source (StreeGridEdits *edits);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_set_validate_func (StreeGridEdits *edits,
                                         StreeGridCheckFunc func,
                                         gpointer user_data,
                                         GDestroyNotify destroy);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_set_parse_func (StreeGridEdits *edits,
                                      StreeGridParseFunc func,
                                      gpointer user_data,
                                      GDestroyNotify destroy);

/* Reading */

STREE_AVAILABLE_IN_1_0
StreeGridEditState stree_grid_edits_get_row_state (StreeGridEdits *edits, StreeRowKey *key);

STREE_AVAILABLE_IN_1_0
StreeGridEditState stree_grid_edits_get_cell_state (StreeGridEdits *edits, StreeRowKey *key, guint column);

STREE_AVAILABLE_IN_1_0
StreeCell *
stree_grid_edits_get_cell (StreeGridEdits *edits, StreeRowKey *key, guint column) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
const char *stree_grid_edits_get_text (StreeGridEdits *edits, StreeRowKey *key, guint column);

STREE_AVAILABLE_IN_1_0
const char *stree_grid_edits_get_error (StreeGridEdits *edits, StreeRowKey *key, guint column);

STREE_AVAILABLE_IN_1_0
StreeCell *
stree_grid_edits_get_seen_cell (StreeGridEdits *edits, StreeRowKey *key, guint column) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeFrame *stree_grid_edits_get_now (StreeGridEdits *edits, StreeRowKey *key, guint *row);

STREE_AVAILABLE_IN_1_0
guint stree_grid_edits_get_n_rows (StreeGridEdits *edits, StreeGridEditState any_of);

STREE_AVAILABLE_IN_1_0
GPtrArray *stree_grid_edits_list_rows (StreeGridEdits *edits, StreeGridEditState any_of) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
guint stree_grid_edits_get_n_extra_rows (StreeGridEdits *edits, StreeGridPlace place);

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_grid_edits_get_extra_row (StreeGridEdits *edits, StreeGridPlace place, guint index);

STREE_AVAILABLE_IN_1_0
char *stree_grid_edits_to_json (StreeGridEdits *edits) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
GVariant *stree_grid_edits_to_variant (StreeGridEdits *edits) G_GNUC_WARN_UNUSED_RESULT;

/* Editing: each of these is one step for undo */

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_can_edit (StreeGridEdits *edits, StreeRowKey *key, guint column);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_set_cell (StreeGridEdits *edits,
                                    StreeRowKey *key,
                                    StreeFrame *seen,
                                    guint row,
                                    guint column,
                                    StreeCell *cell);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_set_text (StreeGridEdits *edits,
                                    StreeRowKey *key,
                                    StreeFrame *seen,
                                    guint row,
                                    guint column,
                                    const char *text);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_delete_row (StreeGridEdits *edits, StreeRowKey *key, StreeFrame *seen, guint row);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_undelete_row (StreeGridEdits *edits, StreeRowKey *key);

STREE_AVAILABLE_IN_1_0
StreeRowKey *stree_grid_edits_insert_row (StreeGridEdits *edits, StreeGridPlace place);

STREE_AVAILABLE_IN_1_0
guint stree_grid_edits_paste (StreeGridEdits *edits,
                              StreeGridRange *range,
                              const char *const *texts,
                              gsize n_texts,
                              guint width);

STREE_AVAILABLE_IN_1_0
guint stree_grid_edits_fill_down (StreeGridEdits *edits, StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
guint stree_grid_edits_clear (StreeGridEdits *edits, StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
guint stree_grid_edits_delete_rows (StreeGridEdits *edits, StreeGridRange *range);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_revert_cell (StreeGridEdits *edits, StreeRowKey *key, guint column);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_revert_row (StreeGridEdits *edits, StreeRowKey *key);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_revert_all (StreeGridEdits *edits);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_begin_step (StreeGridEdits *edits, const char *name);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_end_step (StreeGridEdits *edits);

/* Undo and redo */

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_set_max_steps (StreeGridEdits *edits, guint max_steps);

STREE_AVAILABLE_IN_1_0
const char *stree_grid_edits_get_undo_name (StreeGridEdits *edits);

STREE_AVAILABLE_IN_1_0
const char *stree_grid_edits_get_redo_name (StreeGridEdits *edits);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_undo (StreeGridEdits *edits);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_redo (StreeGridEdits *edits);

/* What the source has in the meantime */

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_rebase (StreeGridEdits *edits, StreeRowKey *key, StreeFrame *now, guint row);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_refresh_async (StreeGridEdits *edits,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_refresh_finish (StreeGridEdits *edits, GAsyncResult *result, GError **error);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_resolve_cell (StreeGridEdits *edits,
                                    StreeRowKey *key,
                                    guint column,
                                    StreeGridResolution resolution);

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_resolve_row (StreeGridEdits *edits, StreeRowKey *key, StreeGridResolution resolution);

/* Writing */

STREE_AVAILABLE_IN_1_0
void stree_grid_edits_commit_async (StreeGridEdits *edits,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_commit_finish (StreeGridEdits *edits, GAsyncResult *result, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_grid_edits_is_committing (StreeGridEdits *edits);

G_END_DECLS
