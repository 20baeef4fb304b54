/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * Inside StreeGridEdits:
 *
 *   stree-grid-edits.c          the object, and what is read from it
 *   stree-grid-edit-rows.c      the rows: their values, their state, and another base below them
 *   stree-grid-edit-steps.c     undo and redo
 *   stree-grid-edits-write.c    what a user does
 *   stree-grid-edits-commit.c   writing into the source
 *   stree-grid-edits-refresh.c  asking the source what stands there now
 *
 * A row is known by the same StreeEditRow as long as something about it is unwritten or can be undone, even when its key
 * becomes another one. Two flags say all about its being there: whether the source has it, and whether the user wants
 * it. An undo sets a value or the wish back to what it was, whatever was written in the meantime; a value that is the
 * source's own is no edit. So an undo after a commit is an edit again.
 */

#include "grid/stree-grid-edits.h"

G_BEGIN_DECLS

/* No column: the row itself. */
#define STREE_EDIT_PRESENCE G_MAXUINT

#define STREE_EDIT_N_STATES 6

/* What a user has put into a cell. Immutable; a reference counted box. */
typedef struct
{
  StreeCell *cell; /* owned; NULL: the text could not be read */
  char *text;      /* owned: what was typed then; NULL: it could */
  char *error;     /* owned; NULL: it is fine */
} StreeEditValue;

typedef struct
{
  guint column;
  StreeEditValue *value; /* held */
  StreeCell *was;        /* owned: a conflict: what the user saw; NULL: none */
} StreeEditCell;

typedef struct _StreeEditCommit StreeEditCommit;

/* Whether cells of a column may not be empty, besides what the source says. */
typedef gboolean (*StreeGridRequiredFunc) (guint column, gpointer data);

/* What a commit under way writes into a cell. */
typedef struct
{
  guint column;
  StreeCell *base; /* owned: what stood there; NULL: nothing was said about it */
  StreeCell *sent; /* owned */
} StreeEditSent;

typedef struct
{
  StreeRowKey *key; /* owned; of rows that are not in the source: no key of the source */
  guint64 id;       /* in the order in which they were met */
  StreeFrame *seen; /* held: as it is in the source, or was before it went; NULL: never there */
  guint row;
  gboolean in_source;
  gboolean present; /* the user wants it */
  gboolean gone;    /* it is not in the source, but not by this program */
  gboolean checked; /* of a new row: a commit was tried, so that what it lacks is an error */
  StreeGridPlace place;
  StreeFrame *was; /* held: a conflict: what the user deleted; NULL: none */
  guint was_row;
  GArray *cells;            /* owned: StreeEditCell; NULL: none */
  StreeGridEditState state; /* as it is counted */
  guint uses;               /* by steps and by a commit under way */
  StreeChangeKind kind;     /* if it is in a commit under way */
  GArray *sent;             /* owned: StreeEditSent; NULL: it is in none */
} StreeEditRow;

/* A cell or a row that became another. */
typedef struct
{
  StreeEditRow *row; /* used */
  guint column;      /* or STREE_EDIT_PRESENCE */
  gboolean present_before;
  gboolean present_after;
  StreeEditValue *before; /* held; NULL: as in the source */
  StreeEditValue *after;  /* held; NULL: as in the source */
  StreeCell *was_before;  /* owned: the conflict that went with it; NULL: none */
  StreeCell *was_after;   /* owned */
} StreeEditChange;

typedef struct
{
  char *name;
  GArray *changes; /* owned: StreeEditChange */
} StreeEditStep;

struct _StreeGridEdits
{
  GObject parent_instance;
  StreeSource *source; /* owned */
  gulong changed_id;
  guint *keys; /* owned */
  guint n_keys;

  GHashTable *rows;    /* StreeRowKey (the row's) -> StreeEditRow (owned) */
  GPtrArray *extra[2]; /* by place; owned: of StreeEditRow: present, but not in the source; by their ids */
  guint n_states[STREE_EDIT_N_STATES];
  guint n_edited;
  guint64 next_id;
  guint64 next_new; /* for keys of new rows */

  GPtrArray *undo; /* owned: of StreeEditStep: the last is the next */
  GPtrArray *redo; /* owned */
  gsize n_changes; /* in both */
  guint max_steps;
  StreeEditStep *open; /* owned: the one that grows */
  guint depth;         /* of begin and end */
  gboolean dirty;      /* "changed" is due */

  StreeGridCheckFunc validate;
  gpointer validate_data;
  GDestroyNotify validate_destroy;
  StreeGridRequiredFunc required;
  gpointer required_data;
  StreeGridParseFunc parse;
  gpointer parse_data;
  GDestroyNotify parse_destroy;

  StreeEditCommit *commit; /* under way; borrowed */
  gpointer refresh;        /* under way; borrowed */
  GPtrArray *refreshers;   /* owned: of GTask: who waits for it */
  gboolean refresh_again;
  guint n_commits; /* that began or ended */
};

/* NULL: only the source says so. */
void stree_grid_edits_set_required_func (StreeGridEdits *self, StreeGridRequiredFunc func, gpointer data);

/* --- values --- */

StreeEditValue *stree_edit_value_new (StreeGridEdits *self, guint column, StreeCell *cell) G_GNUC_WARN_UNUSED_RESULT;
StreeEditValue *
stree_edit_value_new_text (StreeGridEdits *self, guint column, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Any of them may be NULL. */
StreeEditValue *stree_edit_value_ref (StreeEditValue *value);
void stree_edit_value_unref (StreeEditValue *value);
gboolean stree_edit_value_equal (StreeEditValue *a, StreeEditValue *b);

/* --- rows --- */

StreeEditRow *stree_edit_rows_get (StreeGridEdits *self, StreeRowKey *key);
/* The row, known from now on; NULL: it is not known, and was not given as seen. */
StreeEditRow *stree_edit_rows_ensure (StreeGridEdits *self, StreeRowKey *key, StreeFrame *seen, guint row);
StreeEditRow *stree_edit_rows_add_new (StreeGridEdits *self, StreeGridPlace place);
void stree_edit_row_free (gpointer row);
/* Of a row that is in no hash table of rows. */
StreeRowKey *stree_edit_rows_make_key (StreeGridEdits *self) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @key. */
void stree_edit_row_set_key (StreeGridEdits *self, StreeEditRow *row, StreeRowKey *key);
void stree_edit_row_set_seen (StreeEditRow *row, StreeFrame *seen, guint at);
/* Transfer full; NULL: a new row in which nothing was said about the column. */
StreeCell *stree_edit_row_get_base (StreeEditRow *row, guint column);
StreeEditCell *stree_edit_row_find (StreeEditRow *row, guint column);
/* Puts a value there, without a step; NULL: as in the source. @was: as StreeEditCell has it; it counts if the cell had no
 * value, else the conflict stays as it is. */
void
stree_edit_row_put (StreeGridEdits *self, StreeEditRow *row, guint column, StreeEditValue *value, StreeCell *was);
void stree_edit_row_set_present (StreeGridEdits *self, StreeEditRow *row, gboolean present);
/* Counts it as what it is now; it may be gone after that. */
void stree_edit_row_update (StreeGridEdits *self, StreeEditRow *row);
/* What an error says about a cell; NULL: nothing. */
const char *stree_edit_row_get_error (StreeGridEdits *self, StreeEditRow *row, guint column);
/* Another base below it; @now: NULL: the source does not have it. */
void stree_edit_row_rebase (StreeGridEdits *self, StreeEditRow *row, StreeFrame *now, guint at);

/* --- steps --- */

/* All that happens between them is one step, and tells "changed" once. */
void stree_edit_steps_begin (StreeGridEdits *self);
/* @name: taken; NULL: the step around it has one. */
void stree_edit_steps_end (StreeGridEdits *self, char *name);
void stree_edit_steps_set_cell (StreeGridEdits *self, StreeEditRow *row, guint column, StreeEditValue *value);
void stree_edit_steps_set_present (StreeGridEdits *self, StreeEditRow *row, gboolean present);
/* What was sent of the rows is in the source, and in what was seen of them: "as in the source" is what stood there before,
 * in all steps, and where it was taken back meanwhile. */
void stree_edit_steps_written (StreeGridEdits *self, GPtrArray *rows);
void stree_edit_steps_free (gpointer step);
void stree_edit_steps_clear (StreeGridEdits *self);
/* Only "changed". */
void stree_grid_edits_freeze (StreeGridEdits *self);
void stree_grid_edits_thaw (StreeGridEdits *self);

/* Takes back what the open step has done behind its first @n_kept changes, the last of it first, and at most @max of it. FALSE:
 * there was nothing. */
gboolean stree_edit_steps_take_back (StreeGridEdits *self, guint n_kept, guint max);

/* --- many rows at once, see StreeGridAct --- */

/* What the steps are called; owned. */
char *stree_edit_name_delete (guint n) G_GNUC_WARN_UNUSED_RESULT;
char *stree_edit_name_clear (guint n) G_GNUC_WARN_UNUSED_RESULT;
char *stree_edit_name_paste (guint n) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a new row could take anything of what is put into the columns. */
gboolean stree_edit_can_insert (StreeGridEdits *self, const guint *columns, guint n_columns);
/* How far a block goes that is @n long: as often as it fits exactly, else once. */
guint stree_edit_repeated (guint room, guint n);

/* --- the source --- */

/* Asks when it has time. */
void stree_grid_edits_queue_refresh (StreeGridEdits *self);
/* What is in the source of it now is what was seen of it. */
void stree_grid_edits_written (StreeGridEdits *self, StreeEditRow *row);
void stree_grid_edits_rekeyed (StreeGridEdits *self, StreeRowKey *old_key, StreeRowKey *new_key);

G_END_DECLS
