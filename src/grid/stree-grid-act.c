/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "grid/stree-grid-act-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-edits-private.h"
#include "grid/stree-grid-parts-private.h"

/* Cells, or rows to go, between two looks at the clock, and how long it goes on then. */
#define CHUNK 256
#define SLICE_US 4000

StreeGridAct *
stree_grid_act_new (StreeGridEdits *edits, StreeGridActKind kind)
{
  StreeGridAct *act = g_new0 (StreeGridAct, 1);

  act->kind = kind;
  act->edits = g_object_ref (edits);
  act->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);
  act->extra = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  act->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  return act;
}

void
stree_grid_act_free (StreeGridAct *act)
{
  g_object_unref (act->edits);
  g_ptr_array_unref (act->parts);
  g_ptr_array_unref (act->extra);
  g_array_unref (act->columns);
  g_clear_pointer (&act->texts, g_ptr_array_unref);
  g_clear_pointer (&act->block, stree_frame_unref);
  g_free (act);
}

guint64
stree_grid_act_size (const StreeGridAct *act, guint64 n_rows)
{
  return act->kind == STREE_GRID_ACT_DELETE ? n_rows : n_rows * act->columns->len;
}

/* --- some of it --- */

static void
add_row (StreeGridAct *act, StreeGridRange *range)
{
  StreeFrame             *part;
  g_autoptr (StreeRowKey) key = NULL;

  act->next++;
  if (act->part >= act->parts->len)
    {
      if (act->row < act->extra->len)
        stree_grid_range_add_row (range, act->extra->pdata[act->row++], NULL, 0);
      else
        stree_grid_range_add_new_rows (range, 1);
      return;
    }
  part = act->parts->pdata[act->part];
  key = stree_row_key_new_of_row (part, act->row, act->edits->keys, act->edits->n_keys);
  stree_grid_range_add_row (range, key, part, act->row);
  if (++act->row == stree_frame_get_n_rows (part))
    {
      act->part++;
      act->row = 0;
    }
}

/* The row that the others get their values from stands first. */
static void
add_first_row (StreeGridAct *act, StreeGridRange *range)
{
  const guint next = act->next, part = act->part, row = act->row;

  if (next == 0)
    return;
  act->part = act->row = 0;
  add_row (act, range);
  act->next = next;
  act->part = part;
  act->row = row;
}

static void
do_some (StreeGridAct *act)
{
  g_autoptr (StreeGridRange) range = stree_grid_range_new ();
  guint                      height = act->block ? stree_frame_get_n_rows (act->block) : 0;
  guint                      at = act->block ? act->next % height : 0;
  guint                      n = MIN (MAX (CHUNK / MAX (act->columns->len, 1), 1), act->n_rows - act->next);

  if (act->kind == STREE_GRID_ACT_FILL_DOWN)
    add_first_row (act, range);
  if (act->block)
    n = MIN (n, height - at);
  for (guint i = 0; i < n; i++)
    add_row (act, range);
  for (guint i = 0; i < act->columns->len; i++)
    {
      guint column = g_array_index (act->columns, guint, i);

      if (column == G_MAXUINT)
        stree_grid_range_skip_column (range);
      else
        stree_grid_range_add_column (range, column);
    }
  switch (act->kind)
    {
    case STREE_GRID_ACT_DELETE:
      act->n += stree_grid_edits_delete_rows (act->edits, range);
      break;
    case STREE_GRID_ACT_CLEAR:
      act->n += stree_grid_edits_clear (act->edits, range);
      break;
    case STREE_GRID_ACT_FILL_DOWN:
      act->n += stree_grid_edits_fill_down (act->edits, range);
      break;
    case STREE_GRID_ACT_PASTE:
    default:
      {
        guint width = stree_frame_get_n_columns (act->block);

        act->n += stree_grid_edits_paste (act->edits, range, (const char *const *) (gpointer) (act->texts->pdata + (gsize) at * width),
                                          (gsize) n * width, width);
      }
    }
}

/* --- the step --- */

/* What is pasted, and over how many rows it goes. */
static void
begin_paste (StreeGridAct *act)
{
  guint height = stree_frame_get_n_rows (act->block);
  guint width = stree_frame_get_n_columns (act->block);

  act->texts = g_ptr_array_sized_new (height * width);
  for (guint row = 0; row < height; row++)
    for (guint column = 0; column < width; column++)
      g_ptr_array_add (act->texts, (char *) stree_frame_get_text (act->block, row, column));
  if (stree_edit_can_insert (act->edits, (const guint *) (gpointer) act->columns->data, act->columns->len))
    act->n_rows += act->n_new;
  act->n_rows = stree_edit_repeated (act->n_rows, height);
}

static void
begin (StreeGridAct *act)
{
  act->n_there = act->extra->len;
  for (guint i = 0; i < act->parts->len; i++)
    act->n_there += stree_frame_get_n_rows (act->parts->pdata[i]);
  act->n_rows = act->n_there;
  if (act->block)
    begin_paste (act);
  act->nested = act->edits->open != NULL;
  stree_edit_steps_begin (act->edits);
  act->first = act->edits->open->changes->len;
}

static char *
make_name (const StreeGridAct *act)
{
  switch (act->kind)
    {
    case STREE_GRID_ACT_DELETE:
      return stree_edit_name_delete (act->n);
    case STREE_GRID_ACT_CLEAR:
      return stree_edit_name_clear (act->n);
    case STREE_GRID_ACT_PASTE:
      return stree_edit_name_paste (act->n);
    case STREE_GRID_ACT_FILL_DOWN:
    default:
      return g_strdup (_ ("Fill down"));
    }
}

/* Each part has named the step after itself. */
static void
end (StreeGridAct *act)
{
  if (!act->nested)
    g_clear_pointer (&act->edits->open->name, g_free);
  stree_edit_steps_end (act->edits, make_name (act));
}

void
stree_grid_act_now (StreeGridAct *act)
{
  begin (act);
  while (act->next < act->n_rows)
    do_some (act);
  end (act);
}

/* --- the task --- */

typedef struct
{
  StreeGridAct    *act; /* borrowed */
  StreeGridActFunc progress;
  gpointer         progress_data;
  guint64          n_wanted;
  guint64          n_read;
} Work;

static void
changed_cb (StreeSource *source, StreeGridAct *act)
{
  (void) source;
  act->stale = TRUE;
}

static gboolean
work_cb (gpointer data)
{
  GTask        *task = data;
  Work         *work = g_task_get_task_data (task);
  StreeGridAct *act = work->act;
  gboolean      cancelled = g_cancellable_is_cancelled (g_task_get_cancellable (task));
  gint64        until = g_get_monotonic_time () + SLICE_US;
  gboolean      more;

  do
    {
      more = cancelled ? stree_edit_steps_take_back (act->edits, act->first, CHUNK) : act->next < act->n_rows;
      if (more && !cancelled)
        do_some (act);
    }
  while (more && g_get_monotonic_time () < until);
  if (more)
    {
      if (!cancelled)
        work->progress (0.5 + 0.5 * act->next / act->n_rows, work->progress_data);
      return G_SOURCE_CONTINUE;
    }
  end (act);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static gboolean
part_cb (StreeFrame *part, gpointer data)
{
  Work *work = data;

  g_ptr_array_add (work->act->parts, stree_frame_ref (part));
  work->n_read += stree_frame_get_n_rows (part);
  work->progress (0.5 * (double) work->n_read / (double) MAX (work->n_wanted, 1), work->progress_data);
  return !work->act->stale;
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  GTask              *task = data;
  Work               *work = g_task_get_task_data (task);
  StreeGridAct       *act = work->act;
  g_autoptr (GSource) idle = NULL;
  GError             *error = NULL;

  (void) object;
  g_clear_signal_handler (&act->changed, stree_grid_edits_get_source (act->edits));
  if (!stree_grid_parts_finish (result, &error) || act->stale)
    {
      /* What stands at a place may be another row than the one that was meant. */
      if (!error)
        error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, _ ("The table changed while its rows were read, so nothing was done. Try again."));
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  begin (act);
  idle = g_idle_source_new ();
  g_source_set_static_name (idle, "[streamtree] many rows");
  g_task_attach_source (task, idle, work_cb);
}

void
stree_grid_act_async (StreeGridAct       *act,
                      StreeResultSet     *rows,
                      const StreeRanges  *ranges,
                      StreeGridActFunc    progress,
                      gpointer            progress_data,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask                 *task = g_task_new (NULL, cancellable, callback, user_data);
  Work                  *work = g_new0 (Work, 1);
  g_autoptr (StreeFrame) whole = stree_result_set_get_page (rows, 0, G_MAXUINT);

  work->act = act;
  work->progress = progress;
  work->progress_data = progress_data;
  work->n_wanted = stree_ranges_count (ranges);
  g_task_set_task_data (task, work, g_free);
  g_task_set_check_cancellable (task, FALSE); /* what is done is done */
  if (!whole)
    act->changed = g_signal_connect (stree_grid_edits_get_source (act->edits), "changed", G_CALLBACK (changed_cb), act);
  stree_grid_parts_async (rows, ranges, part_cb, work, cancellable, read_cb, task);
}

gboolean
stree_grid_act_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
