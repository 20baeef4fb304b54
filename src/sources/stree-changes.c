/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-changes-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-boxed-private.h"
#include "sources/stree-row-key-private.h"
#include "sources/stree-source-engine.h"
#include "tasks/stree-task-lock-private.h"

typedef struct
{
  guint column;
  StreeCell *cell; /* held */
} NewCell;

typedef struct
{
  StreeChangeKind kind;
  StreeFrame *seen; /* held; of INSERT: NULL */
  guint row;
  GArray *cells; /* owned: NewCell, each column once */
} Change;

/* An atomic rc box. */
struct _StreeChanges
{
  GArray *changes; /* owned: Change */
};

STREE_DEFINE_BOXED_TYPE (StreeChanges, stree_changes)

static void
new_cell_clear (gpointer data)
{
  stree_cell_unref (((NewCell *) data)->cell);
}

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->seen, stree_frame_unref);
  g_array_unref (change->cells);
}

static Change *
get_change (StreeChanges *changes, guint change)
{
  return &g_array_index (changes->changes, Change, change);
}

/**
 * stree_changes_new:
 *
 * Begins a list of changes.
 *
 * Returns: (transfer full): changes, none so far
 *
 * Since: 1.0
 */
StreeChanges *
stree_changes_new (void)
{
  StreeChanges *changes = g_atomic_rc_box_new0 (StreeChanges);

  changes->changes = g_array_new (FALSE, TRUE, sizeof (Change));
  g_array_set_clear_func (changes->changes, change_clear);
  return changes;
}

/**
 * stree_changes_ref: (skip)
 * @changes: changes
 *
 * Returns: (transfer full): @changes, held once more
 *
 * Since: 1.0
 */
StreeChanges *
stree_changes_ref (StreeChanges *changes)
{
  g_return_val_if_fail (changes != NULL, NULL);
  return g_atomic_rc_box_acquire (changes);
}

static void
changes_clear (gpointer data)
{
  stree_take_over (data);
  g_array_unref (((StreeChanges *) data)->changes);
}

/**
 * stree_changes_unref: (skip)
 * @changes: (transfer full): changes
 *
 * Lets go of them.
 *
 * Since: 1.0
 */
void
stree_changes_unref (StreeChanges *changes)
{
  g_return_if_fail (changes != NULL);
  stree_hand_over (changes);
  g_atomic_rc_box_release_full (changes, changes_clear);
}

static guint
add (StreeChanges *changes, StreeChangeKind kind, StreeFrame *seen, guint row)
{
  Change change = { .kind = kind, .row = row };

  change.seen = seen ? stree_frame_ref (seen) : NULL;
  change.cells = g_array_new (FALSE, FALSE, sizeof (NewCell));
  g_array_set_clear_func (change.cells, new_cell_clear);
  g_array_append_val (changes->changes, change);
  return changes->changes->len - 1;
}

/**
 * stree_changes_add_insert:
 * @changes: changes
 *
 * Adds a new row. [method@Changes.set_cell] says what is in it; columns that are not set have what the table gives
 * them.
 *
 * Returns: the number of the change, from 0
 *
 * Since: 1.0
 */
guint
stree_changes_add_insert (StreeChanges *changes)
{
  g_return_val_if_fail (changes != NULL, 0);
  return add (changes, STREE_CHANGE_INSERT, NULL, 0);
}

/**
 * stree_changes_add_update:
 * @changes: changes
 * @seen: a frame with the source's columns that holds the row as it was seen
 * @row: where it stands in @seen
 *
 * Adds a row that gets other values: those of [method@Changes.set_cell]. What stands in these columns at the moment
 * must be what was seen.
 *
 * Returns: the number of the change, from 0
 *
 * Since: 1.0
 */
guint
stree_changes_add_update (StreeChanges *changes, StreeFrame *seen, guint row)
{
  g_return_val_if_fail (changes != NULL && seen != NULL, 0);
  g_return_val_if_fail (row < stree_frame_get_n_rows (seen), 0);
  return add (changes, STREE_CHANGE_UPDATE, seen, row);
}

/**
 * stree_changes_add_delete:
 * @changes: changes
 * @seen: a frame with the source's columns that holds the row as it was seen
 * @row: where it stands in @seen
 *
 * Adds a row that goes. What stands in it at the moment must be what was seen, in all columns.
 *
 * Returns: the number of the change, from 0
 *
 * Since: 1.0
 */
guint
stree_changes_add_delete (StreeChanges *changes, StreeFrame *seen, guint row)
{
  g_return_val_if_fail (changes != NULL && seen != NULL, 0);
  g_return_val_if_fail (row < stree_frame_get_n_rows (seen), 0);
  return add (changes, STREE_CHANGE_DELETE, seen, row);
}

/**
 * stree_changes_set_cell:
 * @changes: changes
 * @change: the number of an insert or an update
 * @column: the number of a column of the source's schema
 * @cell: what is to be in it; of the column's type
 *
 * Says what a new row has, or another one gets. The last one for a column counts.
 *
 * Since: 1.0
 */
void
stree_changes_set_cell (StreeChanges *changes, guint change, guint column, StreeCell *cell)
{
  Change *it;
  NewCell new_cell = { .column = column };

  g_return_if_fail (changes != NULL && cell != NULL);
  g_return_if_fail (change < changes->changes->len);
  it = get_change (changes, change);
  g_return_if_fail (it->kind != STREE_CHANGE_DELETE);
  for (guint i = 0; i < it->cells->len; i++)
    if (g_array_index (it->cells, NewCell, i).column == column)
      {
        g_array_remove_index (it->cells, i);
        break;
      }
  new_cell.cell = stree_cell_ref (cell);
  g_array_append_val (it->cells, new_cell);
}

/**
 * stree_changes_get_n_changes:
 * @changes: changes
 *
 * How many rows are concerned.
 *
 * Returns: the number of changes
 *
 * Since: 1.0
 */
guint
stree_changes_get_n_changes (StreeChanges *changes)
{
  g_return_val_if_fail (changes != NULL, 0);
  return changes->changes->len;
}

/**
 * stree_changes_get_kind:
 * @changes: changes
 * @change: a number from 0
 *
 * What happens to the row.
 *
 * Returns: the kind
 *
 * Since: 1.0
 */
StreeChangeKind
stree_changes_get_kind (StreeChanges *changes, guint change)
{
  g_return_val_if_fail (changes != NULL, STREE_CHANGE_INSERT);
  g_return_val_if_fail (change < changes->changes->len, STREE_CHANGE_INSERT);
  return get_change (changes, change)->kind;
}

/**
 * stree_changes_get_seen:
 * @changes: changes
 * @change: a number from 0
 * @row: (out) (optional): where the row stands in it
 *
 * The row as it was seen.
 *
 * Returns: (transfer none) (nullable): the frame that holds it; %NULL: it is a new row
 *
 * Since: 1.0
 */
StreeFrame *
stree_changes_get_seen (StreeChanges *changes, guint change, guint *row)
{
  g_return_val_if_fail (changes != NULL, NULL);
  g_return_val_if_fail (change < changes->changes->len, NULL);
  if (row)
    *row = get_change (changes, change)->row;
  return get_change (changes, change)->seen;
}

/**
 * stree_changes_get_n_cells:
 * @changes: changes
 * @change: a number from 0
 *
 * How many cells of the row are set.
 *
 * Returns: the number; 0 for a row that goes
 *
 * Since: 1.0
 */
guint
stree_changes_get_n_cells (StreeChanges *changes, guint change)
{
  g_return_val_if_fail (changes != NULL, 0);
  g_return_val_if_fail (change < changes->changes->len, 0);
  return get_change (changes, change)->cells->len;
}

/**
 * stree_changes_get_cell:
 * @changes: changes
 * @change: a number from 0
 * @index: a number from 0
 * @column: (out) (optional): the column's number
 *
 * A cell that is set.
 *
 * Returns: (transfer none): the cell
 *
 * Since: 1.0
 */
StreeCell *
stree_changes_get_cell (StreeChanges *changes, guint change, guint index, guint *column)
{
  const NewCell *cell;

  g_return_val_if_fail (changes != NULL, NULL);
  g_return_val_if_fail (change < changes->changes->len, NULL);
  g_return_val_if_fail (index < get_change (changes, change)->cells->len, NULL);
  cell = &g_array_index (get_change (changes, change)->cells, NewCell, index);
  if (column)
    *column = cell->column;
  return cell->cell;
}

/* --- for engines --- */

/**
 * stree_changes_check_rows:
 * @changes: changes
 * @keys: (array length=n_keys): the numbers of the columns that tell rows apart
 * @n_keys: how many there are
 * @error: return location for an error
 *
 * Whether each row that changes or goes is there once: what an engine asks before it writes. From any thread.
 *
 * Fails with %G_IO_ERROR_INVALID_ARGUMENT where a row is there twice.
 *
 * Returns: whether it is so
 *
 * Since: 1.0
 */
gboolean
stree_changes_check_rows (StreeChanges *changes, const guint *keys, gsize n_keys, GError **error)
{
  g_autoptr (GHashTable) rows =
      g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, (GDestroyNotify) stree_row_key_unref, NULL); /* StreeRowKey (held) */

  for (guint i = 0; i < changes->changes->len; i++)
    {
      const Change *change = get_change (changes, i);

      if (!change->seen ||
          g_hash_table_add (rows, stree_row_key_new_of_row (change->seen, change->row, keys, n_keys)))
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _ ("Change %u is about the same row as an earlier one; one change for each row was expected"), i);
      return FALSE;
    }
  return TRUE;
}

/* --- in which order --- */

/* That of the row once the change is written. */
static StreeRowKey *
new_key_of (const Change *change, const guint *keys, gsize n_keys)
{
  StreeRowKey *key = stree_row_key_new_of_row (change->seen, change->row, keys, n_keys);

  for (guint i = 0; i < n_keys; i++)
    for (guint k = 0; k < change->cells->len; k++)
      if (g_array_index (change->cells, NewCell, k).column == keys[i])
        {
          g_autoptr (StreeRowKey) before = key;

          key = stree_row_key_with_cell (before, i, g_array_index (change->cells, NewCell, k).cell);
        }
  return key;
}

typedef enum
{
  STEP_AHEAD,
  STEP_WAITS, /* for another one */
  STEP_DONE
} StepState;

/**
 * stree_changes_order_updates:
 * @changes: changes that stree_changes_check_rows() let through
 * @keys: (array length=n_keys): the numbers of the columns that tell rows apart
 * @n_keys: how many there are
 * @n_steps: (out): how many steps it takes
 *
 * In which order rows are updated one after the other, so that the key that a row gets is free then: for engines that can
 * write but one row at a time. Updates that set nothing are left out. Rows that exchange their keys wait for one another:
 * there a step says that the key of a row goes aside, to any value that no row has. From any thread.
 *
 * Returns: (transfer full) (array length=n_steps): of each step the number of the change that is written; below zero, as
 *   -1 less the number of a change: its row's key goes aside
 *
 * Since: 1.0
 */
gint *
stree_changes_order_updates (StreeChanges *changes, const guint *keys, gsize n_keys, gsize *n_steps)
{
  g_autoptr (GHashTable) holders =
      g_hash_table_new_full (stree_row_key_table_hash, stree_row_key_table_equal, (GDestroyNotify) stree_row_key_unref, NULL);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (stree_row_key_table_free); /* of StreeRowKey, or NULL: by change */
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (gint));
  g_autoptr (GArray) path = g_array_new (FALSE, FALSE, sizeof (guint)); /* each waits for the next */
  guint n = changes->changes->len;
  g_autofree StepState *states = g_new0 (StepState, MAX (n, 1));

  g_ptr_array_set_size (wanted, (gint) n);
  for (guint i = 0; i < n; i++)
    {
      const Change *change = get_change (changes, i);
      StreeRowKey *key;

      if (change->kind != STREE_CHANGE_UPDATE || change->cells->len == 0)
        continue;
      wanted->pdata[i] = new_key_of (change, keys, n_keys);
      key = stree_row_key_new_of_row (change->seen, change->row, keys, n_keys);
      if (stree_row_key_equal (key, wanted->pdata[i]))
        stree_row_key_unref (key);
      else
        g_hash_table_insert (holders, key, GUINT_TO_POINTER (i));
    }
  for (guint i = 0; i < n; i++)
    {
      guint at = i;
      gpointer holder = NULL;

      if (!wanted->pdata[i] || states[i] != STEP_AHEAD)
        continue;
      do
        {
          states[at] = STEP_WAITS;
          g_array_append_val (path, at);
          if (!g_hash_table_lookup_extended (holders, wanted->pdata[at], NULL, &holder))
            break;
          at = GPOINTER_TO_UINT (holder);
        }
      while (states[at] == STEP_AHEAD);
      /* A circle. */
      if (states[at] == STEP_WAITS && at != g_array_index (path, guint, path->len - 1))
        g_array_append_vals (steps, &(gint){ -1 - (gint) at }, 1);
      for (; path->len > 0; g_array_set_size (path, path->len - 1))
        {
          at = g_array_index (path, guint, path->len - 1);
          states[at] = STEP_DONE;
          g_array_append_val (steps, at);
        }
    }
  *n_steps = steps->len;
  return (gint *) (gpointer) g_array_free (g_steal_pointer (&steps), FALSE);
}

/* --- what stands there --- */

static gboolean
same_cell (StreeFrame *a, guint a_row, StreeFrame *b, guint b_row, guint column)
{
  g_autoptr (StreeCell) was = stree_frame_get_cell (a, a_row, column);
  g_autoptr (StreeCell) is = stree_frame_get_cell (b, b_row, column);

  return stree_cell_equal (was, is);
}

gboolean
stree_changes_stand_as_seen (StreeChanges *changes, guint change, StreeFrame *now, guint now_row)
{
  const Change *it = get_change (changes, change);
  guint n = it->kind == STREE_CHANGE_DELETE ? stree_frame_get_n_columns (now) : it->cells->len;

  for (guint i = 0; i < n; i++)
    {
      guint column = it->kind == STREE_CHANGE_DELETE ? i : g_array_index (it->cells, NewCell, i).column;

      if (!same_cell (it->seen, it->row, now, now_row, column))
        return FALSE;
    }
  return TRUE;
}

/* --- what came of it --- */

typedef struct
{
  guint change;
  StreeFrame *now; /* held; NULL: the row is gone */
  guint row;
} Outcome;

/* An atomic rc box. */
struct _StreeCommit
{
  GArray *inserted;  /* owned: Outcome */
  GArray *conflicts; /* owned: Outcome */
};

STREE_DEFINE_BOXED_TYPE (StreeCommit, stree_commit)

static void
outcome_clear (gpointer data)
{
  g_clear_pointer (&((Outcome *) data)->now, stree_frame_unref);
}

/**
 * stree_commit_new:
 *
 * The outcome of a commit, without conflicts. For those who implement a source.
 *
 * Returns: (transfer full): an outcome
 *
 * Since: 1.0
 */
StreeCommit *
stree_commit_new (void)
{
  StreeCommit *commit = g_atomic_rc_box_new0 (StreeCommit);

  commit->inserted = g_array_new (FALSE, FALSE, sizeof (Outcome));
  commit->conflicts = g_array_new (FALSE, FALSE, sizeof (Outcome));
  g_array_set_clear_func (commit->inserted, outcome_clear);
  g_array_set_clear_func (commit->conflicts, outcome_clear);
  return commit;
}

/**
 * stree_commit_ref: (skip)
 * @commit: an outcome
 *
 * Returns: (transfer full): @commit, held once more
 *
 * Since: 1.0
 */
StreeCommit *
stree_commit_ref (StreeCommit *commit)
{
  g_return_val_if_fail (commit != NULL, NULL);
  return g_atomic_rc_box_acquire (commit);
}

static void
commit_clear (gpointer data)
{
  StreeCommit *commit = data;

  stree_take_over (commit);
  g_array_unref (commit->inserted);
  g_array_unref (commit->conflicts);
}

/**
 * stree_commit_unref: (skip)
 * @commit: (transfer full): an outcome
 *
 * Lets go of it.
 *
 * Since: 1.0
 */
void
stree_commit_unref (StreeCommit *commit)
{
  g_return_if_fail (commit != NULL);
  stree_hand_over (commit);
  g_atomic_rc_box_release_full (commit, commit_clear);
}

static int
compare_outcomes (gconstpointer a, gconstpointer b)
{
  guint first = ((const Outcome *) a)->change;
  guint second = ((const Outcome *) b)->change;

  return (first > second) - (first < second);
}

/**
 * stree_commit_add_inserted:
 * @commit: an outcome
 * @change: the number of the change
 * @now: a frame with the source's columns that holds the row as it is in the table
 * @row: where it stands in @now
 *
 * Tells what a new row has become. For those who implement a source.
 *
 * Since: 1.0
 */
void
stree_commit_add_inserted (StreeCommit *commit, guint change, StreeFrame *now, guint row)
{
  Outcome outcome;
  guint at;

  g_return_if_fail (commit != NULL && now != NULL);
  outcome = (Outcome) { .change = change, .now = stree_frame_ref (now), .row = row };
  /* By change, which is how they come. */
  for (at = commit->inserted->len; at > 0 && g_array_index (commit->inserted, Outcome, at - 1).change > change; at--)
    ;
  g_array_insert_val (commit->inserted, at, outcome);
}

/**
 * stree_commit_add_conflict:
 * @commit: an outcome
 * @change: the number of the change
 * @now: (nullable): a frame with the source's columns that holds the row as it is in the table; %NULL: it is gone
 * @row: where it stands in @now
 *
 * Tells that a row is not as it was seen. For those who implement a source.
 *
 * Since: 1.0
 */
void
stree_commit_add_conflict (StreeCommit *commit, guint change, StreeFrame *now, guint row)
{
  Outcome outcome = { .change = change, .now = now, .row = row };

  g_return_if_fail (commit != NULL);
  if (now)
    stree_frame_ref (now);
  g_array_append_val (commit->conflicts, outcome);
}

/**
 * stree_commit_get_inserted:
 * @commit: an outcome
 * @change: the number of an insert among the changes
 * @row: (out) (optional): where the row stands in the frame
 *
 * A new row as it is in the table, with its key.
 *
 * Returns: (transfer none) (nullable): the frame that holds it; %NULL: the change was no insert, or nothing was written
 *
 * Since: 1.0
 */
StreeFrame *
stree_commit_get_inserted (StreeCommit *commit, guint change, guint *row)
{
  const Outcome wanted = { .change = change };
  const Outcome *outcome;
  guint at;

  g_return_val_if_fail (commit != NULL, NULL);
  if (!g_array_binary_search (commit->inserted, &wanted, compare_outcomes, &at))
    return NULL;
  outcome = &g_array_index (commit->inserted, Outcome, at);
  if (row)
    *row = outcome->row;
  return outcome->now;
}

/**
 * stree_commit_get_n_conflicts:
 * @commit: an outcome
 *
 * How many rows were not as they were seen.
 *
 * Returns: the number; 0: all was written, else nothing was
 *
 * Since: 1.0
 */
guint
stree_commit_get_n_conflicts (StreeCommit *commit)
{
  g_return_val_if_fail (commit != NULL, 0);
  return commit->conflicts->len;
}

/**
 * stree_commit_get_conflict:
 * @commit: an outcome
 * @index: a number from 0
 * @change: (out) (optional): the number of the change
 * @row: (out) (optional): where the row stands in the frame
 *
 * What stands in the table now where something else was seen.
 *
 * Returns: (transfer none) (nullable): the frame that holds the row; %NULL: the row is gone
 *
 * Since: 1.0
 */
StreeFrame *
stree_commit_get_conflict (StreeCommit *commit, guint index, guint *change, guint *row)
{
  const Outcome *outcome;

  g_return_val_if_fail (commit != NULL, NULL);
  g_return_val_if_fail (index < commit->conflicts->len, NULL);
  outcome = &g_array_index (commit->conflicts, Outcome, index);
  if (change)
    *change = outcome->change;
  if (row)
    *row = outcome->row;
  return outcome->now;
}
