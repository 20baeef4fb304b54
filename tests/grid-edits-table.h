/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Edits of a table of ten rows, and what is asked of them over and over. */

#include "grid-edits-fixture.h"

typedef struct
{
  StreeSource *source;
  StreeGridEdits *edits;
  guint n_changed;
  GPtrArray *rekeyed; /* of texts: the new keys */
} Fixture;

static inline void
changed_cb (StreeGridEdits *edits, gpointer data)
{
  (void) edits;
  ((Fixture *) data)->n_changed++;
}

static inline void
rekeyed_cb (StreeGridEdits *edits, StreeRowKey *old_key, StreeRowKey *new_key, gpointer data)
{
  g_autofree char *new_text = stree_row_key_to_string (new_key);

  (void) edits;
  (void) old_key;
  g_ptr_array_add (((Fixture *) data)->rekeyed, g_steal_pointer (&new_text));
}

static inline char *
validate (guint column, StreeCell *cell, gpointer data)
{
  (void) data;
  if (column == EDITS_COUNT && stree_cell_get_int64 (cell) < 0)
    return g_strdup ("less than none");
  return NULL;
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "id", NULL };
  g_autoptr (StreeFrame) frame = edits_make_rows (10);

  fixture->source = STREE_SOURCE (stree_frame_source_new (frame, data ? NULL : keys, NULL));
  fixture->edits = stree_grid_edits_new (fixture->source);
  fixture->rekeyed = g_ptr_array_new_with_free_func (g_free);
  stree_grid_edits_set_validate_func (fixture->edits, validate, NULL, NULL);
  g_signal_connect (fixture->edits, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->edits, "rekeyed", G_CALLBACK (rekeyed_cb), fixture);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  /* A refresh under way holds them. */
  g_signal_handlers_disconnect_by_data (fixture->edits, fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->edits), (gpointer *) &fixture->edits);
  g_object_unref (fixture->edits);
  while (fixture->edits)
    g_main_context_iteration (NULL, TRUE);
  g_ptr_array_unref (fixture->rekeyed);
  g_object_unref (fixture->source);
}

static inline void
check_shown (Fixture *fixture, gint64 id, guint column, const char *expected)
{
  g_autoptr (StreeRowKey) key = edits_key (id);
  g_autofree char *shown = edits_shown (fixture->edits, key, column);

  g_assert_cmpstr (shown, ==, expected);
}

static inline void
check_table (Fixture *fixture, gint64 id, guint column, const char *expected)
{
  StreeFrame *table = stree_frame_source_get_frame (STREE_FRAME_SOURCE (fixture->source));
  guint row = edits_find (table, id);
  g_autofree char *text = row == G_MAXUINT ? NULL : edits_cell_text (table, row, column);

  g_assert_cmpstr (text, ==, expected);
}

static inline StreeGridEditState
state_of (Fixture *fixture, gint64 id)
{
  g_autoptr (StreeRowKey) key = edits_key (id);

  return stree_grid_edits_get_row_state (fixture->edits, key);
}

static inline StreeGridEditState
cell_state_of (Fixture *fixture, gint64 id, guint column)
{
  g_autoptr (StreeRowKey) key = edits_key (id);

  return stree_grid_edits_get_cell_state (fixture->edits, key, column);
}

static inline void
must_commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  edits_commit (fixture->edits, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_grid_edits_get_n_rows (fixture->edits, 0), ==, 0);
}

static inline StreeFrame *
all_rows (Fixture *fixture)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StreeResultSet) rows = NULL;

  stree_source_query_async (fixture->source, query, NULL, edits_on_result, &result);
  edits_wait (&result);
  rows = stree_source_query_finish (fixture->source, result, NULL);
  return stree_result_set_get_page (rows, 0, 100);
}
