/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

/* The row that the program selects, such as that of a location. It is known by its key: where it stands is asked for, and asked
 * for again when other rows have come, until it is found or the user selects something else. */

typedef struct
{
  StreeGridView *view;        /* owned */
  GCancellable  *cancellable; /* owned */
} Seek;

void
stree_grid_selected_stop (StreeGridView *self)
{
  if (self->wanting)
    g_cancellable_cancel (self->wanting);
  g_clear_object (&self->wanting);
  g_clear_object (&self->wanted_in);
  g_clear_pointer (&self->wanted, stree_row_key_unref);
}

static void
select_quietly (StreeGridView *self, guint position)
{
  self->quiet = TRUE;
  stree_grid_model_set_mark (self->model, STREE_GRID_MARK_ANCHOR, position);
  stree_grid_view_set_cursor (self, position, self->cursor);
  stree_grid_model_select (self->model, position, 1, TRUE);
  self->quiet = FALSE;
}

static void
unselect_quietly (StreeGridView *self)
{
  self->quiet = TRUE;
  stree_grid_model_unselect (self->model, 0, G_MAXUINT);
  self->quiet = FALSE;
}

static void
located_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Seek    *seek = data;
  guint64  position = 0;
  gboolean found = stree_result_set_locate_finish (STREE_RESULT_SET (object), result, &position, NULL);

  if (!g_cancellable_is_cancelled (seek->cancellable))
    {
      g_clear_object (&seek->view->wanting);
      if (found && STREE_RESULT_SET (object) == stree_grid_model_get_rows (seek->view->model))
        {
          stree_grid_selected_stop (seek->view);
          select_quietly (seek->view, (guint) MIN (position, G_MAXUINT - 1));
        }
      else
        stree_grid_selected_follow (seek->view);
    }
  g_object_unref (seek->cancellable);
  g_object_unref (seek->view);
  g_free (seek);
}

static void
look_for_it (StreeGridView *self)
{
  StreeResultSet *rows = stree_grid_model_get_rows (self->model);
  Seek           *seek;

  if (!self->wanted || self->wanting || !rows || rows == self->wanted_in)
    return;
  g_set_object (&self->wanted_in, rows);
  self->wanting = g_cancellable_new ();
  seek = g_new0 (Seek, 1);
  *seek = (Seek){ g_object_ref (self), g_object_ref (self->wanting) };
  stree_result_set_locate_async (rows, self->wanted, self->wanting, located_cb, seek);
}

/* The key of the cursor's row. Transfer full; NULL: it has none, or has not come. */
static StreeRowKey *
dup_cursor_key (StreeGridView *self)
{
  guint position, column;

  return stree_grid_view_get_cursor (self, &position, &column) ? stree_grid_model_dup_key (self->model, position) : NULL;
}

void
stree_grid_selected_follow (StreeGridView *self)
{
  g_autoptr (StreeRowKey) key = self->told_early ? dup_cursor_key (self) : NULL;

  if (key)
    stree_grid_view_changed (self, STREE_GRID_REASON_SELECTION);
  look_for_it (self);
}

/* Where cells have not come, who is told knows no key: once more, when they have. */
void
stree_grid_selected_told (StreeGridView *self, StreeGridReason reason)
{
  g_autoptr (StreeRowKey) key = NULL;
  guint                   n_keys;

  if (reason != STREE_GRID_REASON_SELECTION)
    return;
  key = dup_cursor_key (self);
  stree_grid_model_get_keys (self->model, &n_keys);
  self->told_early = n_keys > 0 && !key && stree_ranges_count (stree_grid_model_get_selected (self->model)) > 0;
}

void
stree_grid_view_select_key (StreeGridView *self, StreeRowKey *key)
{
  g_autoptr (StreeRowKey) at_cursor = dup_cursor_key (self);
  guint                   position, column;

  stree_grid_selected_stop (self);
  self->told_early = FALSE;
  if (at_cursor && stree_row_key_equal (at_cursor, key) && stree_grid_view_get_cursor (self, &position, &column))
    {
      select_quietly (self, position);
      return;
    }
  unselect_quietly (self);
  if (stree_row_key_get_n_cells (key) == 0)
    return;
  self->wanted = stree_row_key_ref (key);
  look_for_it (self);
}
