/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-error.h"

/* Frames with a column more or less; the others are shared. */

gboolean
stree_frame_same_schema (StreeFrame *a, StreeFrame *b)
{
  guint n = a->store->n_columns;

  if (n != b->store->n_columns)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const StreeColumn *x = stree_frame_column (a, i), *y = stree_frame_column (b, i);

      if (x->type != y->type || g_strcmp0 (x->name, y->name) != 0)
        return FALSE;
    }
  return TRUE;
}

static StreeFrame *
with_columns (StreeFrame *frame, StreeColumn **columns, guint n_columns)
{
  StreeFrame *view =
      stree_frame_new_take_columns (columns, n_columns, frame->n_rows, frame->store->label, frame->store->note);

  if (frame->index)
    view->index = g_atomic_rc_box_acquire (frame->index);
  view->first = frame->first;
  return view;
}

static guint
store_rows (StreeFrame *frame)
{
  return frame->store->n_columns > 0 ? frame->store->columns[0]->n_rows : frame->n_rows;
}

/* Of the rows of the store: those that are not in the frame are null. FALSE: one is there twice. */
static gboolean
number_rows (StreeFrame *frame, StreeColumnBuffer *buffer)
{
  guint n = store_rows (frame);
  g_autofree gint64 *numbers = g_new0 (gint64, MAX (n, 1));

  for (guint row = 0; row < frame->n_rows; row++)
    {
      gint64 *number = &numbers[stree_frame_store_row (frame, row)];

      if (*number != 0)
        return FALSE;
      *number = (gint64) row + 1;
    }
  stree_column_buffer_init (buffer, STREE_COLUMN_INT64);
  stree_column_buffer_reserve (buffer, n);
  for (guint i = 0; i < n; i++)
    if (numbers[i] == 0)
      stree_column_buffer_append_null (buffer);
    else
      stree_column_buffer_append_int64 (buffer, numbers[i]);
  return TRUE;
}

/* The same rows, with a store of their own, in which each is once. */
static StreeFrame *
flatten (StreeFrame *frame, GError **error)
{
  guint n_columns = frame->store->n_columns;
  StreeColumn **columns = g_new (StreeColumn *, n_columns);

  for (guint i = 0; i < n_columns; i++)
    {
      StreeColumnPart part = { stree_frame_column (frame, i), frame->index ? frame->index->rows : NULL, frame->first,
                               frame->n_rows };

      columns[i] = stree_column_join (&part, 1, part.column->name);
      if (columns[i])
        continue;
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("Column \"%s\" would hold more than 4 GiB of text"),
                   part.column->name);
      while (i-- > 0)
        stree_column_unref (columns[i]);
      g_free (columns);
      return NULL;
    }
  return stree_frame_new_take_columns (columns, n_columns, frame->n_rows, frame->store->label, frame->store->note);
}

StreeFrame *
stree_frame_with_row_numbers (StreeFrame *frame, const char *name, GError **error)
{
  guint n = frame->store->n_columns;
  g_autoptr (StreeFrame) flat = stree_frame_ref (frame);
  g_autofree char *unused = g_strdup (name);
  StreeColumnBuffer buffer;
  StreeColumn **columns;
  guint same;

  if (!number_rows (flat, &buffer))
    {
      g_clear_pointer (&flat, stree_frame_unref);
      flat = flatten (frame, error);
      if (!flat)
        return NULL;
      number_rows (flat, &buffer);
    }
  for (guint i = 2; stree_frame_find_column (frame, unused, &same); i++)
    {
      g_free (unused);
      unused = g_strdup_printf ("%s_%u", name, i);
    }
  columns = g_new (StreeColumn *, n + 1);
  for (guint i = 0; i < n; i++)
    columns[i] = stree_column_ref (flat->store->columns[i]);
  columns[n] = stree_column_buffer_finish (&buffer, unused);
  return with_columns (flat, columns, n + 1);
}

StreeFrame *
stree_frame_without_last_column (StreeFrame *frame)
{
  guint n = frame->store->n_columns - 1;
  StreeColumn **columns = g_new (StreeColumn *, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    columns[i] = stree_column_ref (frame->store->columns[i]);
  return with_columns (frame, columns, n);
}

static StreeFrame *
concat_of_one_table (StreeFrame *const *frames, guint n_frames, guint n_rows)
{
  StreeFrame *view = stree_frame_select_take (frames[0], g_new (guint32, MAX (n_rows, 1)), 0);
  guint32    *rows = view->index->rows;
  guint       n = 0;

  for (guint i = 0; i < n_frames; i++)
    for (guint row = 0; row < frames[i]->n_rows; row++)
      rows[n++] = stree_frame_store_row (frames[i], row);
  view->n_rows = n;
  return view;
}

StreeFrame *
stree_frame_concat (StreeFrame *const *frames, guint n_frames)
{
  guint                        n_columns = frames[0]->store->n_columns;
  g_autofree StreeColumnPart  *parts = g_new (StreeColumnPart, n_frames);
  StreeColumn                **columns;
  guint64                      n_rows = 0;
  gboolean                     one_table = TRUE;

  if (n_frames == 1)
    return stree_frame_ref (frames[0]);
  for (guint i = 0; i < n_frames; i++)
    {
      n_rows += frames[i]->n_rows;
      one_table = one_table && frames[i]->store == frames[0]->store;
    }
  if (n_rows > G_MAXUINT32 - 2)
    return NULL;
  if (one_table)
    return concat_of_one_table (frames, n_frames, (guint) n_rows);
  columns = g_new (StreeColumn *, MAX (n_columns, 1));
  for (guint column = 0; column < n_columns; column++)
    {
      for (guint i = 0; i < n_frames; i++)
        parts[i] = (StreeColumnPart){ stree_frame_column (frames[i], column), frames[i]->index ? frames[i]->index->rows : NULL,
                                      frames[i]->first, frames[i]->n_rows };
      columns[column] = stree_column_join (parts, n_frames, parts[0].column->name);
      if (columns[column])
        continue;
      while (column-- > 0)
        stree_column_unref (columns[column]);
      g_free (columns);
      return NULL;
    }
  return stree_frame_new_take_columns (columns, n_columns, (guint) n_rows, frames[0]->store->label, frames[0]->store->note);
}
