/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "source-model-private.h"

#include "support.h"

/* --- what is written --- */

gboolean
is_key (const Run *run, guint column)
{
  for (guint i = 0; i < run->table.n_keys; i++)
    if (run->table.keys[i] == column)
      return TRUE;
  return FALSE;
}

/* A value that no row has had. */
static StreeCell *
new_key_cell (Run *run, StreeColumnType type)
{
  g_autofree char *text = g_strdup_printf ("k%u", run->next_key++);

  switch (type)
    {
    case STREE_COLUMN_INT64:
      return stree_cell_new_int64 (1000 + run->next_key);
    case STREE_COLUMN_TEXT:
      return stree_cell_new_text (text);
    case STREE_COLUMN_DATE:
      return stree_cell_new_date (30000 + (gint32) run->next_key);
    case STREE_COLUMN_DOUBLE:
    case STREE_COLUMN_BOOL:
    case STREE_COLUMN_TIMESTAMP:
    default:
      return random_cell (run->rand, type);
    }
}

/* The cells of a change that are set, in a row of its own; those of keys are set together. */
static void
set_random_cells (Run *run, StreeChanges *changes, guint change, gboolean insert)
{
  gboolean other_key = !run->counted && (insert || below (run, 5) == 0);
  GPtrArray *taken = below (run, 6) == 0 && run->table.rows->len > 0
                         ? run->table.rows->pdata[below (run, run->table.rows->len)]
                         : NULL;

  for (guint column = 0; column < run->table.n_columns; column++)
    {
      StreeColumnType type = stree_frame_get_column_type (run->table.schema, column);
      StreeColumnFlags flags = stree_source_get_column_flags (run->source, column);
      gboolean required = (flags & STREE_COLUMN_REQUIRED) != 0;
      g_autoptr (StreeCell) cell = NULL;

      if (flags & STREE_COLUMN_READ_ONLY)
        continue;
      if (is_key (run, column))
        {
          if (other_key)
            cell = taken ? stree_cell_ref (taken->pdata[column]) : new_key_cell (run, type);
        }
      else if (column == SOURCE_MODEL_CODE && required)
        cell = insert || below (run, 4) == 0 ? new_key_cell (run, type) : NULL; /* it may be unique */
      else if (below (run, 3) == 0 || (insert && required))
        cell = !required && below (run, 4) == 0 ? stree_cell_new_null (type) : random_cell (run->rand, type);
      if (cell)
        stree_changes_set_cell (changes, change, column, cell);
    }
}

/* A row goes, and another one comes with its key; told in one order or the other. */
static void
replace_row (Run *run, StreeChanges *changes, StreeFrame *seen, guint row)
{
  gboolean delete_first = g_rand_boolean (run->rand);
  guint change;

  if (delete_first)
    stree_changes_add_delete (changes, seen, row);
  change = stree_changes_add_insert (changes);
  set_random_cells (run, changes, change, TRUE);
  for (guint i = 0; i < run->table.n_keys; i++)
    {
      g_autoptr (StreeCell) cell = stree_frame_get_cell (seen, row, run->table.keys[i]);

      stree_changes_set_cell (changes, change, run->table.keys[i], cell);
    }
  if (!delete_first)
    stree_changes_add_delete (changes, seen, row);
}

/* Rows get each other's keys, and perhaps the last one a new one. */
static void
exchange_keys (Run *run, StreeChanges *changes, StreeFrame *seen)
{
  guint n_rows = stree_frame_get_n_rows (seen);
  guint n = MIN (n_rows, 2 + below (run, 3)), first = below (run, n_rows);
  gboolean circle = below (run, 4) != 0;

  for (guint i = 0; i < n; i++)
    {
      guint change = stree_changes_add_update (changes, seen, (first + i) % n_rows);

      for (guint k = 0; k < run->table.n_keys; k++)
        {
          guint column = run->table.keys[k];
          g_autoptr (StreeCell) cell = i + 1 < n || circle
                                           ? stree_frame_get_cell (seen, (first + (i + 1) % n) % n_rows, column)
                                           : new_key_cell (run, stree_frame_get_column_type (seen, column));

          stree_changes_set_cell (changes, change, column, cell);
        }
    }
}

static StreeChanges *
random_changes (Run *run)
{
  StreeChanges *changes = stree_changes_new ();

  for (guint n = below (run, 8) == 0 ? 12 : 1 + below (run, 3); n > 0; n--)
    {
      StreeFrame *seen = run->seen->len > 0 ? run->seen->pdata[run->seen->len - 1] : NULL;
      guint kind = below (run, 10);

      /* Rows that are not like that any more, perhaps. */
      if (seen && below (run, 6) == 0)
        seen = run->seen->pdata[below (run, run->seen->len)];
      if (seen && !run->counted && below (run, 8) == 0 && stree_frame_get_n_rows (seen) > 1)
        exchange_keys (run, changes, seen);
      else if (seen && !run->counted && below (run, 12) == 0)
        replace_row (run, changes, seen, below (run, stree_frame_get_n_rows (seen)));
      else if (!seen || kind < (run->table.rows->len > 120 ? 2 : 4))
        set_random_cells (run, changes, stree_changes_add_insert (changes), TRUE);
      else if (kind < 7)
        set_random_cells (run, changes,
                          stree_changes_add_update (changes, seen, below (run, stree_frame_get_n_rows (seen))), FALSE);
      else
        stree_changes_add_delete (changes, seen, below (run, stree_frame_get_n_rows (seen)));
    }
  return changes;
}

/* What must come of changes. */
typedef struct
{
  gboolean invalid;    /* a row twice */
  gboolean duplicate;  /* a key twice */
  GArray *conflicts;   /* of guint: which changes */
  GPtrArray *rows;     /* the table afterwards; of inserts the keys may be missing */
  GPtrArray *inserted; /* of GPtrArray, held by @rows, for each insert */
} Expected;

static void
expected_clear (Expected *expected)
{
  g_array_unref (expected->conflicts);
  g_ptr_array_unref (expected->rows);
  g_ptr_array_unref (expected->inserted);
}

static gboolean
stands_as_seen (Run *run, StreeChanges *changes, guint change, GPtrArray *seen, GPtrArray *is)
{
  if (stree_changes_get_kind (changes, change) == STREE_CHANGE_DELETE)
    return naive_row_equal (seen, is);
  for (guint i = 0; i < stree_changes_get_n_cells (changes, change); i++)
    {
      guint column;

      stree_changes_get_cell (changes, change, i, &column);
      if (!stree_cell_equal (seen->pdata[column], is->pdata[column]))
        return FALSE;
    }
  (void) run;
  return TRUE;
}

static void
set_cells (StreeChanges *changes, guint change, GPtrArray *row)
{
  for (guint i = 0; i < stree_changes_get_n_cells (changes, change); i++)
    {
      guint column;
      StreeCell *cell = stree_cell_ref (stree_changes_get_cell (changes, change, i, &column));

      stree_cell_unref (row->pdata[column]);
      row->pdata[column] = cell;
    }
}

static gboolean
find_row (GPtrArray *rows, const NaiveTable *table, GPtrArray *key_of, guint *at)
{
  for (*at = 0; *at < rows->len; (*at)++)
    if (naive_row_same_key (table, rows->pdata[*at], key_of))
      return TRUE;
  return FALSE;
}

static void
expect (Run *run, StreeChanges *changes, Expected *expected)
{
  guint n_changes = stree_changes_get_n_changes (changes);
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  const NaiveTable *table = &run->table;

  expected->conflicts = g_array_new (FALSE, FALSE, sizeof (guint));
  expected->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  expected->inserted = g_ptr_array_new ();
  for (guint i = 0; i < table->rows->len; i++)
    g_ptr_array_add (expected->rows, naive_row_copy (table->rows->pdata[i]));
  for (guint i = 0; i < n_changes; i++)
    {
      StreeChangeKind kind = stree_changes_get_kind (changes, i);
      guint seen_row, at;
      StreeFrame *frame = stree_changes_get_seen (changes, i, &seen_row);
      GPtrArray *row;

      if (!frame)
        {
          row = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
          for (guint column = 0; column < table->n_columns; column++)
            g_ptr_array_add (row, stree_cell_new_null (stree_frame_get_column_type (table->schema, column)));
          set_cells (changes, i, row);
          g_ptr_array_add (expected->rows, row);
          g_ptr_array_add (expected->inserted, row);
          continue;
        }
      row = naive_row_of_frame (frame, seen_row);
      expected->invalid = expected->invalid || find_row (targets, table, row, &at);
      g_ptr_array_add (targets, row);
      /* Rows are looked for as they were. */
      if (!find_row (table->rows, table, row, &at) || !stands_as_seen (run, changes, i, row, table->rows->pdata[at]))
        g_array_append_val (expected->conflicts, i);
      else if (kind == STREE_CHANGE_DELETE)
        g_ptr_array_add (gone, expected->rows->pdata[at]);
      else
        set_cells (changes, i, expected->rows->pdata[at]);
    }
  for (guint i = 0; i < gone->len; i++)
    g_ptr_array_remove (expected->rows, gone->pdata[i]);
  for (guint i = 0; !run->counted && i < expected->rows->len; i++)
    {
      GPtrArray *row = expected->rows->pdata[i];
      guint at;

      find_row (expected->rows, table, row, &at);
      expected->duplicate = expected->duplicate || at != i;
    }
}

/* The rows that came in, as the source says, which may have given them keys and defaults. */
static void
take_inserted (Run *run, StreeChanges *changes, StreeCommit *commit, Expected *expected)
{
  guint n = 0;

  for (guint i = 0; i < stree_changes_get_n_changes (changes); i++)
    {
      GPtrArray *row;
      StreeFrame *frame;
      g_autoptr (GPtrArray) is = NULL;
      guint at;

      if (stree_changes_get_kind (changes, i) != STREE_CHANGE_INSERT)
        continue;
      frame = stree_commit_get_inserted (commit, i, &at);
      if (!frame)
        run_fail (run, "change %u is a new row, which is not told", i);
      is = naive_row_of_frame (frame, at);
      row = expected->inserted->pdata[n++];
      for (guint column = 0; column < run->table.n_columns; column++)
        {
          gboolean given = (stree_source_get_column_flags (run->source, column) & STREE_COLUMN_DEFAULT) != 0;

          if (!stree_cell_equal (is->pdata[column], row->pdata[column]) &&
              !(given && stree_cell_is_null (row->pdata[column])))
            run_fail (run, "the new row of change %u has something else in “%s”", i,
                  stree_frame_get_column_name (run->table.schema, column));
          stree_cell_unref (row->pdata[column]);
          row->pdata[column] = stree_cell_ref (is->pdata[column]);
        }
      if (find_row (expected->rows, &run->table, row, &at) && expected->rows->pdata[at] != row)
        run_fail (run, "the new row of change %u has a key that is there already", i);
    }
}

static void
compare_conflicts (Run *run, StreeChanges *changes, StreeCommit *commit, const Expected *expected)
{
  if (stree_commit_get_n_conflicts (commit) != expected->conflicts->len)
    run_fail (run, "%u conflicts, expected %u", stree_commit_get_n_conflicts (commit), expected->conflicts->len);
  for (guint i = 0; i < expected->conflicts->len; i++)
    {
      guint change, row, seen_row;
      StreeFrame *now = stree_commit_get_conflict (commit, i, &change, &row);
      StreeFrame *frame;
      g_autoptr (GPtrArray) seen = NULL;
      GPtrArray *is;

      if (change != g_array_index (expected->conflicts, guint, i))
        run_fail (run, "conflict %u is about change %u, expected %u", i, change,
              g_array_index (expected->conflicts, guint, i));
      frame = stree_changes_get_seen (changes, change, &seen_row);
      seen = naive_row_of_frame (frame, seen_row);
      is = naive_find (&run->table, seen);
      if (!now != !is)
        run_fail (run, "the row of change %u is %s", change, is ? "there, and told to be gone" : "gone, and told to be there");
      if (is)
        compare_row (run, now, row, is, row);
    }
}

/* What came of changes, which the table has not got yet. */
static void
compare_commit (Run *run, StreeChanges *changes, StreeCommit *commit, GError *error, gboolean cancelled)
{
  Expected expected = { .invalid = FALSE };

  expect (run, changes, &expected);
  if (cancelled && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    run->n_cancelled++;
  else if (expected.invalid)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
        run_fail (run, "a row is in the changes twice: %s", error ? error->message : "no error");
    }
  else if (expected.conflicts->len > 0)
    {
      if (error)
        run_fail (run, "there are conflicts, and this error: %s", error->message);
      compare_conflicts (run, changes, commit, &expected);
      run->n_conflicts++;
    }
  else if (expected.duplicate)
    {
      if (!g_error_matches (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT))
        run_fail (run, "a key is there twice: %s", error ? error->message : "no error");
      run->n_duplicates++;
    }
  else
    {
      if (error)
        run_fail (run, "not written: %s", error->message);
      compare_conflicts (run, changes, commit, &expected);
      take_inserted (run, changes, commit, &expected);
      g_ptr_array_unref (run->table.rows);
      run->table.rows = g_ptr_array_ref (expected.rows);
      run->n_written++;
    }
  expected_clear (&expected);
}

void
compare_whole (Run *run)
{
  g_autoptr (StreeFrame) all = source_all (run->source);
  g_autoptr (GPtrArray) expected = naive_query (&run->table, NULL);

  if (stree_frame_get_n_rows (all) != expected->len)
    run_fail (run, "%u rows in all, expected %u", stree_frame_get_n_rows (all), expected->len);
  for (guint i = 0; i < expected->len; i++)
    compare_row (run, all, i, expected->pdata[i], i);
}

/* Not of an update that sets what stands there already, or nothing: that is no news. */
static gboolean
has_effect (StreeChanges *changes)
{
  for (guint i = 0; i < stree_changes_get_n_changes (changes); i++)
    {
      guint row;
      StreeFrame *seen = stree_changes_get_seen (changes, i, &row);

      if (stree_changes_get_kind (changes, i) != STREE_CHANGE_UPDATE)
        return TRUE;
      for (guint k = 0; k < stree_changes_get_n_cells (changes, i); k++)
        {
          guint column;
          StreeCell *cell = stree_changes_get_cell (changes, i, k, &column);
          g_autoptr (StreeCell) before = stree_frame_get_cell (seen, row, column);

          if (!stree_cell_equal (cell, before))
            return TRUE;
        }
    }
  return FALSE;
}

void
write_some (Run *run)
{
  guint n = below (run, 8) == 0 ? 2 : 1;
  gboolean elsewhere = below (run, 6) == 0;
  StreeSource *source = elsewhere ? run->other : run->source;
  g_autoptr (GCancellable) cancellable = below (run, 12) == 0 ? g_cancellable_new () : NULL;
  StreeChanges *changes[2];
  GAsyncResult *results[2] = { NULL };
  guint n_told = run->n_told, n_written;
  gboolean written = FALSE;

  for (guint i = 0; i < n; i++)
    changes[i] = random_changes (run);
  for (guint i = 0; i < n; i++)
    stree_source_commit_async (source, changes[i], i == 0 ? cancellable : NULL, source_on_result, &results[i]);
  if (cancellable)
    g_cancellable_cancel (cancellable);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeCommit) commit = NULL;

      wait_for (results[i] != NULL);
      commit = stree_source_commit_finish (source, results[i], &error);
      n_written = run->n_written;
      compare_commit (run, changes[i], commit, error, i == 0 && cancellable);
      written = written || (run->n_written > n_written && has_effect (changes[i]));
      g_object_unref (results[i]);
    }
  if (written &&
      (!elsewhere || stree_source_get_capabilities (run->source) & STREE_SOURCE_NOTIFIES))
    wait_for (run->n_told > n_told);
  compare_whole (run);
  for (guint i = 0; i < n; i++)
    stree_changes_unref (changes[i]);
}
