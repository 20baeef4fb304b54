/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "grid-edits-fixture.h"

static void
append_row (StreeFrameBuilder *builder, gint64 id)
{
  g_autofree char *name = g_strdup_printf ("name %" G_GINT64_FORMAT, id);

  stree_frame_builder_append_int64 (builder, EDITS_ID, id);
  stree_frame_builder_append_text (builder, EDITS_NAME, name);
  stree_frame_builder_append_double (builder, EDITS_PRICE, (double) id + 0.5);
  stree_frame_builder_append_int64 (builder, EDITS_COUNT, id * 10);
  stree_frame_builder_end_row (builder);
}

StreeFrame *
edits_make_rows (guint n_rows)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "price", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "count", STREE_COLUMN_INT64);
  for (guint i = 0; i < n_rows; i++)
    append_row (builder, i + 1);
  return stree_frame_builder_finish (builder);
}

StreeRowKey *
edits_key (gint64 id)
{
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (id);

  return stree_row_key_new (&cell, 1);
}

guint
edits_find (StreeFrame *frame, gint64 id)
{
  for (guint row = 0; row < stree_frame_get_n_rows (frame); row++)
    if (stree_frame_get_int64 (frame, row, EDITS_ID) == id)
      return row;
  return G_MAXUINT;
}

char *
edits_cell_text (StreeFrame *frame, guint row, guint column)
{
  g_autoptr (StreeCell) cell = stree_frame_get_cell (frame, row, column);

  return stree_cell_to_string (cell);
}

static StreeFrame *
table_of (StreeGridEdits *edits)
{
  return stree_frame_source_get_frame (STREE_FRAME_SOURCE (stree_grid_edits_get_source (edits)));
}

gboolean
edits_type (StreeGridEdits *edits, gint64 id, guint column, const char *text)
{
  g_autoptr (StreeRowKey) key = edits_key (id);
  guint row = edits_find (table_of (edits), id);

  return stree_grid_edits_set_text (edits, key, row == G_MAXUINT ? NULL : table_of (edits),
                                    row == G_MAXUINT ? 0 : row, column, text);
}

gboolean
edits_delete (StreeGridEdits *edits, gint64 id)
{
  g_autoptr (StreeRowKey) key = edits_key (id);

  return stree_grid_edits_delete_row (edits, key, table_of (edits), edits_find (table_of (edits), id));
}

char *
edits_shown (StreeGridEdits *edits, StreeRowKey *key, guint column)
{
  const char *text = stree_grid_edits_get_text (edits, key, column);
  g_autoptr (StreeCell) cell = stree_grid_edits_get_cell (edits, key, column);
  guint row = 0;
  StreeFrame *now = stree_grid_edits_get_now (edits, key, &row);

  if (text)
    return g_strdup (text);
  if (cell)
    return stree_cell_to_string (cell);
  return now ? edits_cell_text (now, row, column) : g_strdup ("");
}

void
edits_on_result (GObject *object, GAsyncResult *result, gpointer data)
{
  GAsyncResult **into = data;

  (void) object;
  g_assert_null (*into);
  *into = g_object_ref (result);
}

void
edits_wait (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
edits_commit (StreeGridEdits *edits, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_grid_edits_commit_async (edits, cancellable, edits_on_result, &result);
  edits_wait (&result);
  return stree_grid_edits_commit_finish (edits, result, error);
}

void
edits_refresh (StreeGridEdits *edits)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stree_grid_edits_refresh_async (edits, NULL, edits_on_result, &result);
  edits_wait (&result);
  stree_grid_edits_refresh_finish (edits, result, &error);
  g_assert_no_error (error);
}

static void
other_commits (StreeGridEdits *edits, StreeChanges *changes)
{
  StreeSource *source = stree_grid_edits_get_source (edits);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeCommit) commit = NULL;

  stree_source_commit_async (source, changes, NULL, edits_on_result, &result);
  edits_wait (&result);
  commit = stree_source_commit_finish (source, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
}

void
edits_other_writes (StreeGridEdits *edits, gint64 id, guint column, const char *text)
{
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeFrame) table = stree_frame_ref (table_of (edits));
  guint row = edits_find (table, id);
  g_autoptr (StreeCell) cell = NULL;

  if (text)
    {
      cell = stree_cell_new_parsed (stree_frame_get_column_type (table, column), text, NULL);
      stree_changes_set_cell (changes, stree_changes_add_update (changes, table, row), column, cell);
    }
  else
    stree_changes_add_delete (changes, table, row);
  other_commits (edits, changes);
}

void
edits_other_inserts (StreeGridEdits *edits, gint64 id)
{
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (id);

  stree_changes_set_cell (changes, stree_changes_add_insert (changes), EDITS_ID, cell);
  other_commits (edits, changes);
}
