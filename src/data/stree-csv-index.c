/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-csv-private.h"
#include "data/stree-frame-private.h"
#include "tasks/stree-task-lock-private.h"

struct _StreeCsvIndex
{
  GMutex lock; /* of all of it */
  GBytes *bytes; /* held; NULL: nothing is read yet, or it is in the file */
  GMutex reading; /* of the file: reading does not hold those up who ask what is known */
  StreeCsvFile *file; /* owned; NULL: its bytes are in memory */
  StreeCsvText text; /* in the bytes */
  GArray *starts; /* of gsize, owned: where each STREE_CSV_STRIDE-th row begins */
  guint n_rows; /* whole ones, */
  gsize end; /* which end before this */
  gboolean complete; /* there are no others */
};

StreeCsvIndex *
stree_csv_index_new (void)
{
  StreeCsvIndex *index = g_atomic_rc_box_new0 (StreeCsvIndex);

  g_mutex_init (&index->lock);
  g_mutex_init (&index->reading);
  index->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  return index;
}

StreeCsvIndex *
stree_csv_index_ref (StreeCsvIndex *index)
{
  return g_atomic_rc_box_acquire (index);
}

static void
index_clear (gpointer data)
{
  StreeCsvIndex *index = data;

  stree_take_over (index);
  g_mutex_clear (&index->lock);
  g_mutex_clear (&index->reading);
  g_clear_pointer (&index->file, stree_csv_file_free);
  g_clear_pointer (&index->bytes, g_bytes_unref);
  g_array_unref (index->starts);
}

void
stree_csv_index_unref (StreeCsvIndex *index)
{
  stree_hand_over (index);
  g_atomic_rc_box_release_full (index, index_clear);
}

void
stree_csv_index_set_bytes (StreeCsvIndex *index, GBytes *bytes, const StreeCsvText *text)
{
  GBytes *before;

  stree_lock (&index->lock);
  before = index->bytes;
  index->bytes = g_bytes_ref (bytes);
  if (text != NULL)
    index->text = *text;
  index->text.text = (const char *) g_bytes_get_data (bytes, NULL) + index->text.bom;
  stree_unlock (&index->lock);
  g_clear_pointer (&before, g_bytes_unref);
}

void
stree_csv_index_set_file (StreeCsvIndex *index, StreeCsvFile *file, const StreeCsvText *text)
{
  stree_lock (&index->lock);
  index->file = file;
  index->text = *text;
  index->text.text = NULL;
  stree_unlock (&index->lock);
}

void
stree_csv_index_add (StreeCsvIndex *index, guint row, gsize offset)
{
  stree_lock (&index->lock);
  if (row / STREE_CSV_STRIDE == index->starts->len)
    g_array_append_val (index->starts, offset);
  if (row > index->n_rows)
    {
      index->n_rows = row;
      index->end = offset;
    }
  stree_unlock (&index->lock);
}

void
stree_csv_index_end (StreeCsvIndex *index, guint n_rows, gsize offset, gboolean complete)
{
  stree_lock (&index->lock);
  if (n_rows > index->n_rows)
    {
      index->n_rows = n_rows;
      index->end = offset;
    }
  index->complete |= complete;
  stree_unlock (&index->lock);
}

guint
stree_csv_index_get_n_rows (StreeCsvIndex *index, gboolean *complete)
{
  guint n_rows;

  stree_lock (&index->lock);
  n_rows = index->n_rows;
  if (complete != NULL)
    *complete = index->complete;
  stree_unlock (&index->lock);
  return n_rows;
}

/* The lines that rows from @row to @row + @n are in, and the number of the first row in them. NULL: none is known, or there is
 * an error. */
static GBytes *
find_lines (StreeCsvIndex *index, guint row, guint n, StreeCsvText *lines, guint *first, GCancellable *cancellable, GError **error)
{
  GBytes *bytes = NULL;
  gsize offset = 0;
  gboolean in_file = FALSE;

  stree_lock (&index->lock);
  if (row < index->n_rows && n > 0)
    {
      guint last = row + MIN (n, index->n_rows - row) - 1;
      guint from = row / STREE_CSV_STRIDE, behind = last / STREE_CSV_STRIDE + 1;
      gsize begin = g_array_index (index->starts, gsize, from);
      gsize end = behind < index->starts->len ? g_array_index (index->starts, gsize, behind) : index->end;

      *lines = index->text;
      lines->length = end - begin;
      *first = from * STREE_CSV_STRIDE;
      in_file = index->file != NULL;
      offset = index->text.bom + begin;
      if (!in_file)
        {
          bytes = g_bytes_ref (index->bytes);
          lines->text += begin;
        }
    }
  stree_unlock (&index->lock);
  if (!in_file)
    return bytes;
  stree_lock (&index->reading);
  bytes = stree_csv_file_read_at (index->file, (goffset) offset, lines->length, cancellable, error);
  stree_unlock (&index->reading);
  if (bytes != NULL)
    lines->text = g_bytes_get_data (bytes, NULL);
  return bytes;
}

/* Takes what is in @table. */
static StreeFrame *
make_frame (StreeCsvTable *table, StreeFrame *schema, guint first)
{
  guint n = table->n_columns;
  StreeColumn **columns = g_new (StreeColumn *, n + 1);
  StreeColumnBuffer numbers;

  for (guint i = 0; i < n; i++)
    columns[i] = stree_column_buffer_finish (&table->columns[i], table->names[i]);
  stree_column_buffer_init (&numbers, STREE_COLUMN_INT64);
  for (guint row = 0; row < table->n_rows; row++)
    stree_column_buffer_append_int64 (&numbers, (gint64) first + row + 1);
  columns[n] = stree_column_buffer_finish (&numbers, stree_frame_get_column_name (schema, n));
  return stree_frame_new_take_columns (columns, n + 1, table->n_rows, stree_frame_get_label (schema), NULL);
}

StreeFrame *
stree_csv_index_read (StreeCsvIndex *index, const StreeCsvOptions *options, StreeFrame *schema, guint row, guint n,
                      GCancellable *cancellable, GError **error)
{
  guint n_columns = stree_frame_get_n_columns (schema) - 1;
  g_autofree const char **names = g_new0 (const char *, n_columns + 1);
  g_autofree StreeColumnType *types = g_new (StreeColumnType, MAX (n_columns, 1));
  StreeCsvPart part = { .names = names };
  StreeCsvText lines;
  StreeCsvTable table;
  guint first = 0;
  GError *local_error = NULL;
  g_autoptr (GBytes) bytes = find_lines (index, row, n, &lines, &first, cancellable, &local_error);
  g_autoptr (StreeFrame) frame = NULL;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (bytes == NULL)
    return stree_frame_slice (schema, 0, 0);
  for (guint i = 0; i < n_columns; i++)
    {
      names[i] = stree_frame_get_column_name (schema, i);
      types[i] = stree_frame_get_column_type (schema, i);
    }
  if (!stree_csv_table_read (&table, &lines, options, &part, cancellable, NULL, NULL, error))
    return NULL;
  stree_csv_table_convert (&table, options, types);
  frame = make_frame (&table, schema, first);
  stree_csv_table_clear (&table);
  return stree_frame_slice (frame, row - first, n);
}
