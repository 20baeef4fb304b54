/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Rows that the user adds stand at the end of those of the source: selected, with the cursor, counted anew, written. */

#include "grid-model-fixture.h"
#include "slow-source.h"

typedef struct
{
  StreeFrameSource *memory; /* owned */
  StreeGridModel   *model;  /* owned */
  StreeGridEdits   *edits;  /* owned */
  guint             n_listed;
  guint             n_selections;
} Extra;

static void
listed_cb (GListModel *list, guint position, guint removed, guint added, Extra *self)
{
  (void) list;
  g_assert_cmpuint (position + removed, <=, self->n_listed);
  self->n_listed += added - removed;
}

static void
extra_changed_cb (StreeGridEdits *edits, Extra *self)
{
  stree_grid_model_set_extra (self->model, edits);
}

static void
extra_selected_cb (StreeGridModel *model, Extra *self)
{
  (void) model;
  self->n_selections++;
}

/* Ten rows, and three new ones: the second of them is selected, the third one has the cursor. */
static void
extra_set_up (Extra *self, gboolean slow)
{
  self->model = slow_model_new (10, &self->memory);
  if (!slow)
    stree_grid_model_set_source (self->model, STREE_SOURCE (self->memory));
  wait_until_quiet (self->model);
  self->edits = stree_grid_edits_new (STREE_SOURCE (self->memory));
  self->n_listed = 10;
  g_signal_connect (self->model, "items-changed", G_CALLBACK (listed_cb), self);
  g_signal_connect (self->edits, "changed", G_CALLBACK (extra_changed_cb), self);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (StreeRowKey) key = stree_grid_edits_insert_row (self->edits, STREE_GRID_END);
      g_autoptr (StreeCell)   id = stree_cell_new_int64 (100 + i);

      stree_grid_edits_set_cell (self->edits, key, NULL, 0, 0, id);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, 13);
  g_assert_cmpuint (stree_grid_model_get_n_rows (self->model, NULL), ==, 10);
  g_assert_cmpuint (stree_grid_model_get_n_extra (self->model), ==, 3);
  stree_grid_model_select (self->model, 11, 1, TRUE);
  stree_grid_model_set_mark (self->model, STREE_GRID_MARK_CURSOR, 12);
  g_signal_connect (self->model, "selection", G_CALLBACK (extra_selected_cb), self);
}

static void
extra_tear_down (Extra *self)
{
  g_signal_handlers_disconnect_by_data (self->edits, self);
  stree_grid_model_stop (self->model);
  g_object_unref (self->model);
  g_object_unref (self->edits);
  g_object_unref (self->memory);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* Only this row is selected; @cursor: G_MAXUINT: nowhere. */
static void
extra_check (Extra *self, guint selected, guint cursor)
{
  const StreeRanges *ranges = stree_grid_model_get_selected (self->model);
  guint              position = G_MAXUINT;

  g_assert_cmpuint (self->n_listed, ==, g_list_model_get_n_items (G_LIST_MODEL (self->model)));
  g_assert_cmpuint (stree_ranges_count (ranges), ==, 1);
  g_assert_true (stree_ranges_contains (ranges, selected));
  if (!stree_grid_model_get_mark (self->model, STREE_GRID_MARK_CURSOR, &position))
    position = G_MAXUINT;
  g_assert_cmpuint (position, ==, cursor);
}

static void
claim (Extra *self, guint n)
{
  slow_n_rows_claimed = n;
  stree_result_set_counted (stree_grid_model_get_rows (self->model));
}

/* The source turns out to have fewer rows, or more: the new ones stand elsewhere. */
static void
test_counted (void)
{
  Extra       self = { .model = NULL };
  StreeFrame *frame;
  guint       row;

  extra_set_up (&self, TRUE);
  g_assert_false (stree_grid_model_get_row (self.model, 11, &frame, &row));
  claim (&self, 6);
  extra_check (&self, 7, 8);
  claim (&self, 9);
  extra_check (&self, 10, 11);
  g_assert_cmpuint (self.n_selections, ==, 0);
  /* Rows that are not there are not selected any more, and are no place for a cursor. */
  stree_grid_model_select (self.model, 7, 2, FALSE);
  stree_grid_model_set_mark (self.model, STREE_GRID_MARK_CURSOR, 8);
  self.n_selections = 0;
  claim (&self, 7);
  extra_check (&self, 8, G_MAXUINT);
  g_assert_cmpuint (self.n_selections, ==, 1);
  slow_n_rows_claimed = 0;
  extra_tear_down (&self);
}

/* Others of them go and come back. */
static void
test_edited (void)
{
  Extra self = { .model = NULL };

  extra_set_up (&self, FALSE);
  stree_grid_edits_delete_row (self.edits, stree_grid_edits_get_extra_row (self.edits, STREE_GRID_END, 0), NULL, 0);
  extra_check (&self, 10, 11);
  stree_grid_edits_undo (self.edits);
  extra_check (&self, 11, 12);
  stree_grid_edits_delete_row (self.edits, stree_grid_edits_get_extra_row (self.edits, STREE_GRID_END, 2), NULL, 0);
  extra_check (&self, 11, G_MAXUINT);
  g_assert_cmpuint (self.n_selections, ==, 0);
  stree_grid_edits_delete_row (self.edits, stree_grid_edits_get_extra_row (self.edits, STREE_GRID_END, 1), NULL, 0);
  g_assert_cmpuint (stree_ranges_count (stree_grid_model_get_selected (self.model)), ==, 0);
  g_assert_cmpuint (self.n_selections, ==, 1);
  stree_grid_model_set_extra (self.model, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self.model)), ==, 10);
  extra_tear_down (&self);
}

/* Other rows of the source come, by themselves or in another order. */
static void
test_reloaded (void)
{
  for (guint slow = 0; slow < 2; slow++)
    for (guint n = 4; n < 20; n += 11)
      {
        Extra                  self = { .model = NULL };
        g_autoptr (StreeFrame) frame = rows_counted (n);
        g_autoptr (StreeQuery) query = stree_query_new ();

        extra_set_up (&self, slow);
        stree_grid_model_select (self.model, 2, 1, FALSE); /* it goes along */
        stree_grid_model_reload (self.model);
        wait_until_quiet (self.model);
        g_assert_true (stree_ranges_contains (stree_grid_model_get_selected (self.model), 2));
        stree_grid_model_unselect (self.model, 2, 1);
        extra_check (&self, 11, 12);
        g_assert_true (stree_frame_source_set_frame (self.memory, frame, NULL));
        wait_until_quiet (self.model);
        extra_check (&self, n + 1, n + 2);
        stree_query_add_sort (query, "id", TRUE);
        stree_grid_model_set_query (self.model, query);
        wait_until_quiet (self.model);
        extra_check (&self, n + 1, n + 2);
        extra_tear_down (&self);
      }
}

static void
extra_committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_assert_true (stree_grid_edits_commit_finish (STREE_GRID_EDITS (object), result, NULL));
  *(gboolean *) data = TRUE;
}

/* They are written, and stand among the others; what is heard of that first may be either. */
static void
test_written (void)
{
  for (guint i = 0; i < 4; i++)
    {
      gboolean               slow = i % 2 > 0;
      gboolean               late = i / 2 > 0;
      Extra                  self = { .model = NULL };
      g_autoptr (StreeQuery) query = stree_query_new ();
      gboolean               done = FALSE;
      guint                  cursor;
      StreeRange             range;

      extra_set_up (&self, slow);
      stree_query_add_sort (query, "id", TRUE);
      stree_grid_model_set_query (self.model, query);
      wait_until_quiet (self.model);
      if (late)
        g_signal_handlers_disconnect_by_data (self.edits, &self);
      stree_grid_edits_commit_async (self.edits, NULL, extra_committed_cb, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      wait_until_quiet (self.model);
      if (late)
        extra_changed_cb (self.edits, &self);
      wait_until_quiet (self.model);
      g_assert_cmpuint (stree_grid_model_get_n_extra (self.model), ==, 0);
      g_assert_true (stree_ranges_find (stree_grid_model_get_selected (self.model), 0, &range));
      g_assert_cmpint (id_at (self.model, (guint) range.first), ==, 101);
      g_assert_true (stree_grid_model_get_mark (self.model, STREE_GRID_MARK_CURSOR, &cursor));
      g_assert_cmpint (id_at (self.model, cursor), ==, 102);
      extra_check (&self, 1, 0);
      extra_tear_down (&self);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-model-new-rows/counted", test_counted);
  g_test_add_func ("/grid-model-new-rows/edited", test_edited);
  g_test_add_func ("/grid-model-new-rows/reloaded", test_reloaded);
  g_test_add_func ("/grid-model-new-rows/written", test_written);
  return g_test_run ();
}
