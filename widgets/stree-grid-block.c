/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-act-private.h"
#include "grid/stree-grid-column-private.h"

/*
 * What is done to what is selected: it is emptied, filled down, pasted over, or deleted. A few rows that are at hand are changed at
 * once. Of others all are read first, and then changed some at a time, while a bar below the rows says how far it is; nothing else
 * is edited meanwhile.
 */

/* Rows that are changed at once. */
#define AT_ONCE 1000
/* What takes less shows no bar. */
#define SHOWN_AFTER_US 150000

typedef struct
{
  StreeGridView *self; /* held */
  StreeGridAct  *act;  /* owned */
  StreeRanges    rows; /* owned: those that are in the source */
  guint          n_below; /* rows that there would have to be below the last one */
  GCancellable  *cancellable; /* held; NULL: it is done at once */
  gint64         begun;
} Block;

static Block *
block_new (StreeGridView *self, StreeGridActKind kind)
{
  Block *block = g_new0 (Block, 1);

  block->self = g_object_ref (self);
  block->act = stree_grid_act_new (self->edits, kind);
  stree_ranges_init (&block->rows);
  return block;
}

static void
block_free (Block *block)
{
  g_object_unref (block->self);
  stree_grid_act_free (block->act);
  stree_ranges_clear (&block->rows);
  g_clear_object (&block->cancellable);
  g_free (block);
}

/* --- which cells --- */

static void
take_rows (Block *block, guint64 first, guint64 end)
{
  StreeGridView *self = block->self;
  guint          n_rows = stree_grid_model_get_n_rows (self->model, NULL);
  guint          n_extra = stree_grid_edits_get_n_extra_rows (self->edits, STREE_GRID_END);

  if (first < n_rows)
    stree_ranges_add (&block->rows, first, MIN (end, n_rows) - first);
  for (guint64 position = MAX (first, n_rows); position < MIN (end, (guint64) n_rows + n_extra); position++)
    g_ptr_array_add (block->act->extra,
                     stree_row_key_ref (stree_grid_edits_get_extra_row (self->edits, STREE_GRID_END, (guint) (position - n_rows))));
}

/* Rows that are below the last one, once it is known which one that is. */
static void
take_new_rows (Block *block, guint64 end)
{
  StreeGridView *self = block->self;
  guint          n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  gboolean       exact;

  if (end <= n)
    return;
  stree_grid_model_get_n_rows (self->model, &exact);
  if (exact && (stree_source_get_capabilities (stree_grid_model_get_source (self->model)) & STREE_SOURCE_INSERT))
    block->act->n_new = (guint) (end - n);
  else
    block->n_below = (guint) (end - n);
}

static void
take_columns (Block *block, guint first, guint last, guint min)
{
  StreeGridView *self = block->self;

  for (guint number = first; number < self->columns->len && (number <= last || min > 0); number++)
    {
      const StreeGridViewColumn *column = stree_grid_view_get_column (self, number);
      guint                      index = G_MAXUINT;

      if (column->hidden)
        continue;
      min -= MIN (min, 1);
      if (column->column->index >= 0 && !column->column->args.read_only)
        index = (guint) column->column->index;
      g_array_append_val (block->act->columns, index);
    }
}

/* The selected cells, or from that of the cursor on; so many at least. */
static void
take_cells (Block *block, guint min_rows, guint min_columns)
{
  guint   first_row, last_row, first_column, last_column;
  guint64 end;

  if (!stree_grid_view_get_range (block->self, &first_row, &last_row, &first_column, &last_column))
    {
      if (!stree_grid_view_get_cursor (block->self, &first_row, &first_column))
        return;
      last_row = first_row;
      last_column = first_column;
    }
  end = MAX ((guint64) last_row + 1, (guint64) first_row + min_rows);
  take_rows (block, first_row, end);
  take_new_rows (block, end);
  take_columns (block, first_column, last_column, min_columns);
}

/* The selected rows; without any, that of the cursor. */
static void
take_selected_rows (Block *block)
{
  const StreeRanges *selected = stree_grid_model_get_selected (block->self->model);
  guint              first_row, last_row, first_column, last_column;
  StreeRange         rows;

  if (stree_grid_view_get_range (block->self, &first_row, &last_row, &first_column, &last_column))
    take_rows (block, first_row, (guint64) last_row + 1);
  else if (stree_ranges_count (selected) > 0)
    for (guint64 at = 0; stree_ranges_find (selected, at, &rows); at = rows.end)
      take_rows (block, rows.first, rows.end);
  else if (stree_grid_view_get_cursor (block->self, &first_row, &first_column))
    take_rows (block, first_row, (guint64) first_row + 1);
}

/* --- what became of them --- */

/* What of a block found no place: @n_taken of @n cells did, and so many rows are below the last one. */
static void
tell_left (StreeGridView *self, guint n_taken, guint n, guint n_below)
{
  g_autofree char *rows = NULL;
  g_autofree char *cells = NULL;
  g_autofree char *message = NULL;

  if (n_below > 0)
    rows = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row did not fit: no rows can be added here",
                                         "%u rows did not fit: no rows can be added here", n_below),
                            n_below);
  if (n_taken < n)
    cells = g_strdup_printf (_ ("%u of %u cells were pasted; for the others there is no cell that can be edited"), n_taken, n);
  if (!rows && !cells)
    return;
  message = rows && cells ? g_strconcat (rows, "\n", cells, NULL) : NULL;
  stree_grid_bar_show_problem (self, message ? message : rows ? rows : cells);
}

static void
tell_cleared (StreeGridView *self, guint n, guint n_all)
{
  g_autofree char *message = NULL;

  if (n == n_all)
    return;
  message = g_strdup_printf (_ ("%u of %u cells were emptied; the others cannot be edited"), n, n_all);
  stree_grid_bar_show_problem (self, message);
}

static void
tell (const Block *block)
{
  const StreeGridAct *act = block->act;

  if (act->kind == STREE_GRID_ACT_CLEAR)
    tell_cleared (block->self, act->n, act->n_there * act->columns->len);
  else if (act->block)
    {
      guint width = stree_frame_get_n_columns (act->block);

      tell_left (block->self, act->n, (stree_frame_get_n_rows (act->block) - block->n_below) * width, block->n_below);
    }
}

/* --- at once --- */

/* FALSE: some have not come. */
static gboolean
take_parts (Block *block)
{
  StreeRange range;

  for (guint64 at = 0; stree_ranges_find (&block->rows, at, &range); at = range.end)
    for (guint64 position = range.first; position < range.end;)
      {
        StreeFrame *page;
        guint       row, n;

        if (!stree_grid_model_peek_row (block->self->model, (guint) position, &page, &row))
          {
            g_ptr_array_set_size (block->act->parts, 0);
            return FALSE;
          }
        n = (guint) MIN (range.end - position, stree_frame_get_n_rows (page) - row);
        g_ptr_array_add (block->act->parts, stree_frame_slice (page, row, n));
        position += n;
      }
  return TRUE;
}

/* --- some at a time --- */

static void
show (StreeGridView *self, gboolean shown)
{
  gtk_widget_set_visible (self->act_box, shown);
  stree_grid_bar_show (self);
}

static void
progress_cb (double share, gpointer data)
{
  Block         *block = data;
  StreeGridView *self = block->self;

  if (self->acting != block->cancellable)
    return;
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->act_bar), CLAMP (share, 0, 1));
  if (g_get_monotonic_time () - block->begun > SHOWN_AFTER_US)
    gtk_widget_set_visible (self->act_box, TRUE);
}

static void
acted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Block             *block = data;
  StreeGridView     *self = block->self;
  g_autoptr (GError) error = NULL;

  (void) object;
  stree_grid_act_finish (result, &error);
  /* Else the grid goes, or shows something else. */
  if (self->acting == block->cancellable)
    {
      g_clear_object (&self->acting);
      show (self, FALSE);
      if (!error)
        tell (block);
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        stree_grid_bar_show_problem (self, error->message);
    }
  block_free (block);
}

static void
begin (Block *block)
{
  StreeGridView *self = block->self;

  if (stree_grid_model_is_asking (self->model) && !stree_grid_model_get_whole (self->model))
    {
      stree_grid_bar_show_problem (self, _ ("The rows are just being read again, so nothing was done. Try again."));
      block_free (block);
      return;
    }
  stree_grid_editor_finish (self);
  self->acting = g_cancellable_new ();
  block->cancellable = g_object_ref (self->acting);
  block->begun = g_get_monotonic_time ();
  show (self, FALSE);
  stree_grid_act_async (block->act, stree_grid_model_get_rows (self->model), &block->rows, progress_cb, block, block->cancellable, acted_cb,
                        block);
}

/* Takes @block. */
static void
run (Block *block)
{
  guint64 n_rows = stree_ranges_count (&block->rows) + block->act->extra->len + block->act->n_new;

  if (stree_grid_act_size (block->act, n_rows) > STREE_GRID_ACT_MAX)
    {
      char             size[STREE_GRID_COUNT_SIZE], max[STREE_GRID_COUNT_SIZE];
      g_autofree char *message =
        g_strdup_printf (block->act->kind == STREE_GRID_ACT_DELETE ? _ ("%s rows are too many to be deleted at once: up to %s can be")
                                                                   : _ ("%s cells are too many to be changed at once: up to %s can be"),
                         stree_grid_count_text (stree_grid_act_size (block->act, n_rows), size, sizeof size),
                         stree_grid_count_text (STREE_GRID_ACT_MAX, max, sizeof max));

      stree_grid_bar_show_problem (block->self, message);
      block_free (block);
      return;
    }
  if (n_rows > AT_ONCE || !take_parts (block))
    {
      begin (block);
      return;
    }
  stree_grid_act_now (block->act);
  tell (block);
  block_free (block);
}

/* --- what the user does --- */

gboolean
stree_grid_view_is_acting (StreeGridView *self)
{
  if (self->acting)
    stree_grid_bar_show_note (self, _ ("Many rows are being changed: wait for it, or cancel it"));
  return self->acting != NULL;
}

void
stree_grid_view_clear_cells (StreeGridView *self)
{
  Block *block;

  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_bar_forget_problem (self);
  block = block_new (self, STREE_GRID_ACT_CLEAR);
  take_cells (block, 1, 1);
  run (block);
}

void
stree_grid_view_fill_down (StreeGridView *self)
{
  Block *block;

  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_bar_forget_problem (self);
  block = block_new (self, STREE_GRID_ACT_FILL_DOWN);
  take_cells (block, 1, 1);
  run (block);
}

void
stree_grid_view_delete_rows (StreeGridView *self)
{
  Block *block;

  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_bar_forget_problem (self);
  block = block_new (self, STREE_GRID_ACT_DELETE);
  take_selected_rows (block);
  run (block);
}

void
stree_grid_view_paste_block (StreeGridView *self, StreeFrame *texts)
{
  Block *block;

  if (stree_grid_view_is_acting (self))
    return;
  block = block_new (self, STREE_GRID_ACT_PASTE);
  block->act->block = stree_frame_ref (texts);
  take_cells (block, stree_frame_get_n_rows (texts), stree_frame_get_n_columns (texts));
  run (block);
}

/* --- the parts --- */

static void
cancel_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  if (self->acting)
    g_cancellable_cancel (self->acting);
}

void
stree_grid_block_stop (StreeGridView *self)
{
  if (self->acting)
    g_cancellable_cancel (self->acting);
  g_clear_object (&self->acting);
  gtk_widget_set_visible (self->act_box, FALSE);
}

void
stree_grid_block_init (StreeGridView *self)
{
  self->act_box = stree_grid_progress_new (self, _ ("Change Rows"), G_CALLBACK (cancel_cb), &self->act_bar);
}
