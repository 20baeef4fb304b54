/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "data/stree-csv.h"
#include "data/stree-frame-export.h"
#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-gather-private.h"

/* What is selected, to the clipboard: as tab-separated text, which spreadsheets take, or as Markdown; beside it as HTML. And a
 * block of cells from there. */

typedef struct
{
  StreeGridView    *self;    /* held */
  GCancellable     *cancellable; /* held: another copy is made */
  GArray           *columns; /* owned: of guint: numbers in the source */
  StreeGridCopyForm form;
  StreeFrame       *frame; /* owned: what is copied */
  GBytes           *text;  /* owned */
  GBytes           *html;  /* owned */
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->self);
  g_object_unref (copy->cancellable);
  g_array_unref (copy->columns);
  g_clear_pointer (&copy->frame, stree_frame_unref);
  g_clear_pointer (&copy->text, g_bytes_unref);
  g_clear_pointer (&copy->html, g_bytes_unref);
  g_free (copy);
}

/* --- out --- */

static GBytes *
export (const Copy *copy, StreeExportFormat format, gboolean header, GError **error)
{
  g_autoptr (StreeExportOptions) options = stree_export_options_new (format);

  stree_export_options_set_header (options, header);
  stree_export_options_set_columns (options, (const guint *) (gpointer) copy->columns->data, copy->columns->len);
  return stree_frame_export_bytes (copy->frame, options, NULL, error);
}

static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Copy   *copy = data;
  GError *error = NULL;

  (void) source;
  (void) cancellable;
  copy->text = copy->form == STREE_GRID_COPY_MARKDOWN ? export (copy, STREE_EXPORT_MARKDOWN, TRUE, &error)
                                                      : export (copy, STREE_EXPORT_TSV, copy->form == STREE_GRID_COPY_TITLES, &error);
  copy->html = copy->text ? export (copy, STREE_EXPORT_HTML, copy->form != STREE_GRID_COPY_CELLS, &error) : NULL;
  if (copy->html)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeGridView     *self = STREE_GRID_VIEW (object);
  Copy              *copy = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  GdkContentProvider *kinds[3];

  (void) data;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (self->model && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        stree_grid_bar_show_problem (self, error->message);
      return;
    }
  if (!self->model)
    return;
  kinds[0] = gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", copy->text);
  kinds[1] = gdk_content_provider_new_for_bytes ("text/html", copy->html);
  kinds[2] = gdk_content_provider_new_for_bytes ("text/plain", copy->text);
  {
    g_autoptr (GdkContentProvider) all = gdk_content_provider_new_union (kinds, G_N_ELEMENTS (kinds));

    gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
  }
}

static void
gathered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Copy             *copy = data;
  StreeGridView    *self = copy->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  (void) object;
  copy->frame = stree_grid_gather_finish (result, &error);
  if (!copy->frame || !self->model)
    {
      if (error && self->model && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        stree_grid_bar_show_problem (self, error->message);
      copy_free (copy);
      return;
    }
  task = g_task_new (self, copy->cancellable, exported_cb, NULL);
  g_task_set_name (task, "[streamtree] copy");
  g_task_set_task_data (task, copy, copy_free);
  g_task_run_in_thread (task, export_thread);
}

GArray *
stree_grid_view_list_columns (StreeGridView *self, guint first, guint last)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = first; i <= last; i++)
    {
      const StreeGridViewColumn *column = stree_grid_view_get_column (self, i);
      guint                      index = (guint) column->column->index;

      if (!column->hidden && column->column->index >= 0)
        g_array_append_val (columns, index);
    }
  return columns;
}

/* Of selected cells their columns, else those that are shown. */
static GArray *
columns_to_copy (StreeGridView *self)
{
  guint first_row, last_row, first = 0, last = self->columns->len - 1;

  stree_grid_view_get_range (self, &first_row, &last_row, &first, &last);
  return stree_grid_view_list_columns (self, first, last);
}

/* The positions that are selected, of cells, of rows, or the cursor's. */
static void
positions_to_copy (StreeGridView *self, StreeRanges *ranges)
{
  guint first_row, last_row, first_column, last_column;

  if (stree_grid_view_get_range (self, &first_row, &last_row, &first_column, &last_column))
    stree_ranges_add (ranges, first_row, (guint64) last_row - first_row + 1);
  else if (stree_ranges_count (stree_grid_model_get_selected (self->model)) > 0)
    stree_ranges_copy (ranges, stree_grid_model_get_selected (self->model));
  else if (stree_grid_view_get_cursor (self, &first_row, &first_column))
    stree_ranges_add (ranges, first_row, 1);
}

/* Those of new rows are taken out of the positions. */
static GPtrArray *
take_new_rows (StreeGridView *self, StreeRanges *ranges)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);
  guint      n_rows = stree_grid_model_get_n_rows (self->model, NULL);

  for (guint i = 0; i < stree_grid_model_get_n_extra (self->model); i++)
    if (stree_ranges_contains (ranges, (guint64) n_rows + i))
      g_ptr_array_add (keys, stree_grid_view_dup_key (self, n_rows + i));
  stree_ranges_remove (ranges, n_rows, G_MAXUINT64 - n_rows);
  return keys;
}

void
stree_grid_copy_stop (StreeGridView *self)
{
  if (self->copying)
    g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
}

void
stree_grid_view_copy (StreeGridView *self, StreeGridCopyForm form)
{
  StreeResultSet       *rows = stree_grid_model_get_rows (self->model);
  StreeRanges           ranges;
  g_autoptr (GPtrArray) new_rows = NULL;
  Copy                 *copy;

  if (!rows || self->columns->len == 0)
    return;
  stree_grid_bar_forget_problem (self);
  stree_ranges_init (&ranges);
  positions_to_copy (self, &ranges);
  new_rows = take_new_rows (self, &ranges);
  if (ranges.ranges->len > 0 || new_rows->len > 0)
    {
      stree_grid_copy_stop (self);
      self->copying = g_cancellable_new ();
      copy = g_new0 (Copy, 1);
      copy->self = g_object_ref (self);
      copy->cancellable = g_object_ref (self->copying);
      copy->form = form;
      copy->columns = columns_to_copy (self);
      stree_grid_gather_async (rows, &ranges, stree_grid_view_has_edits (self) ? self->edits : NULL, new_rows, NULL, NULL, copy->cancellable,
                               gathered_cb, copy);
    }
  stree_ranges_clear (&ranges);
}

/* --- in --- */

static void
pasted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeGridView) self = data;
  g_autoptr (GError)        error = NULL;
  g_autofree char          *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, &error);
  g_autoptr (StreeFrame)    block = text ? stree_frame_new_from_tsv_block (text, &error) : NULL;

  if (!self->model || !self->edits)
    return;
  if (!block)
    {
      if (error)
        stree_grid_bar_show_problem (self, error->message);
      return;
    }
  if (stree_frame_get_n_rows (block) > 0 && stree_frame_get_n_columns (block) > 0)
    stree_grid_view_paste_block (self, block);
}

void
stree_grid_view_paste (StreeGridView *self)
{
  if (stree_grid_view_is_acting (self))
    return;
  stree_grid_bar_forget_problem (self);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb, g_object_ref (self));
}
