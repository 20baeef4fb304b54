/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

/* The row that the program selects: it is looked for until it is found or the user selects something else. */

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

void
stree_grid_selected_found (guint position, gpointer view)
{
  select_quietly (view, position);
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
  stree_grid_seek_follow (&self->seek);
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

  stree_grid_seek_stop (&self->seek);
  self->told_early = FALSE;
  if (at_cursor && stree_row_key_equal (at_cursor, key) && stree_grid_view_get_cursor (self, &position, &column))
    {
      select_quietly (self, position);
      return;
    }
  unselect_quietly (self);
  stree_grid_seek_start (&self->seek, key);
}
