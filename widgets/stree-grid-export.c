/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "data/stree-frame-export.h"
#include "grid/stree-grid-gather-private.h"
#include "stree-gtk-private.h"
#include "stree-question-dialog-private.h"

/*
 * What is shown, into a file: the rows of the query, the columns that are seen, and what is typed in them. Rows that are not in
 * memory come first, a part after the other; what is typed is put into each part, so that the program goes on meanwhile. They are
 * put together and written in threads.
 */

/* The names of formats are the same in all languages. */
static const struct
{
  StreeExportFormat format;
  const char       *name;
  const char       *extension;
} formats[] = {
  { STREE_EXPORT_CSV, "CSV", "csv" },       { STREE_EXPORT_TSV, "TSV", "tsv" },           { STREE_EXPORT_JSON, "JSON", "json" },
  { STREE_EXPORT_JSON_LINES, "JSON Lines", "jsonl" }, { STREE_EXPORT_MARKDOWN, "Markdown", "md" }, { STREE_EXPORT_HTML, "HTML", "html" },
};

typedef struct
{
  StreeGridView   *self;        /* held */
  GCancellable    *cancellable; /* held */
  StreeResultSet  *rows;        /* held: those of the grid when it began */
  StreeGridEdits  *edits;       /* held; NULL: nothing is typed */
  StreeFrame      *schema;   /* owned: of its columns */
  GArray          *columns;  /* owned: of guint: numbers in the source */
  StreeExportFormat format;
  GFile           *file; /* owned */
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->self);
  g_object_unref (export->cancellable);
  g_object_unref (export->rows);
  g_clear_object (&export->edits);
  stree_frame_unref (export->schema);
  g_array_unref (export->columns);
  g_object_unref (export->file);
  g_free (export);
}

/* --- what is seen of it --- */

static void
show (StreeGridView *self)
{
  gtk_widget_set_visible (self->export_box, self->exporting != NULL);
  stree_grid_menu_update (self);
}

static void
show_progress (StreeGridView *self, double share)
{
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->export_bar), CLAMP (share, 0, 1));
}

/* Takes @export. @error: NULL: it is written. */
static void
finish (Export *export, const GError *error)
{
  StreeGridView *self = export->self;

  /* Else the grid goes, and says nothing any more. */
  if (self->exporting == export->cancellable)
    {
      g_clear_object (&self->exporting);
      show (self);
      if (!error)
        {
          g_autofree char *name = g_file_get_basename (export->file);
          g_autofree char *shown = g_filename_display_name (name);
          g_autofree char *text = g_strdup_printf (_ ("Saved as “%s”"), shown);

          stree_grid_bar_show_note (self, text);
        }
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        stree_grid_bar_show_problem (self, error->message);
    }
  export_free (export);
}

/* --- into the file --- */

static void
progress_cb (goffset done, goffset total, gpointer data)
{
  StreeGridView *self = data;

  if (self->exporting && total > 0)
    show_progress (self, self->export_read + (1 - self->export_read) * (double) done / (double) total);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  (void) object;
  stree_frame_export_file_finish (result, &error);
  finish (data, error);
}

static void
write_frame (Export *export, StreeFrame *frame)
{
  g_autoptr (StreeExportOptions) options = stree_export_options_new (export->format);

  stree_export_options_set_columns (options, (const guint *) (gpointer) export->columns->data, export->columns->len);
  stree_frame_export_file_async (frame, options, export->file, export->cancellable, progress_cb, g_object_ref (export->self), g_object_unref,
                                 written_cb, export);
}

/* --- from the source --- */

static void
gathered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Export                *export = data;
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) all = stree_grid_gather_finish (result, &error);

  (void) object;
  if (error)
    {
      finish (export, error);
      return;
    }
  if (!all)
    all = stree_frame_slice (export->schema, 0, 0);
  write_frame (export, all);
}

static void
read_cb (guint64 n_read, gpointer data)
{
  Export *export = data;
  guint64 n_rows = stree_result_set_get_n_rows (export->rows, NULL);

  if (export->self->exporting == export->cancellable && n_rows > 0)
    show_progress (export->self, export->self->export_read * (double) n_read / (double) n_rows);
}

static void
gather (Export *export)
{
  StreeRanges           all;
  g_autoptr (GPtrArray) new_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_row_key_unref);

  for (guint i = 0; export->edits && i < stree_grid_edits_get_n_extra_rows (export->edits, STREE_GRID_END); i++)
    g_ptr_array_add (new_rows, stree_row_key_ref (stree_grid_edits_get_extra_row (export->edits, STREE_GRID_END, i)));
  stree_ranges_init (&all);
  stree_ranges_add (&all, 0, G_MAXUINT64); /* wherever they end */
  stree_grid_gather_async (export->rows, &all, export->edits, new_rows, read_cb, export, export->cancellable, gathered_cb, export);
  stree_ranges_clear (&all);
}

static void
start (StreeGridView *self, StreeExportFormat format, const char *uri)
{
  StreeResultSet   *rows = stree_grid_model_get_rows (self->model);
  StreeFrame       *whole = stree_grid_model_get_whole (self->model);
  g_autoptr (GArray) columns = self->columns->len > 0 ? stree_grid_view_list_columns (self, 0, self->columns->len - 1) : NULL;
  Export           *export;

  if (self->exporting)
    return;
  stree_grid_bar_forget_problem (self);
  if (!rows || !columns || columns->len == 0)
    {
      stree_grid_bar_show_problem (self, _ ("There is no column to export: none is shown that the table has"));
      return;
    }
  self->exporting = g_cancellable_new ();
  export = g_new0 (Export, 1);
  export->self = g_object_ref (self);
  export->cancellable = g_object_ref (self->exporting);
  export->rows = g_object_ref (rows);
  export->edits = stree_grid_view_has_edits (self) ? g_object_ref (self->edits) : NULL;
  export->schema = stree_frame_ref (stree_source_get_schema (stree_grid_model_get_source (self->model)));
  export->columns = g_steal_pointer (&columns);
  export->format = format;
  export->file = g_file_new_for_uri (uri);
  /* What there is to read takes a half of the time, more or less. */
  self->export_read = whole && !export->edits ? 0 : 0.5;
  show_progress (self, 0);
  show (self);
  if (whole && !export->edits)
    write_frame (export, whole);
  else
    gather (export);
}

/* --- asking where --- */

typedef struct
{
  GWeakRef          self;
  StreeExportFormat format;
} Asking;

static void
chosen_cb (const char *uri, const GError *error, gpointer data)
{
  Asking                   *asking = data;
  g_autoptr (StreeGridView) self = g_weak_ref_get (&asking->self);

  if (self && self->model && error)
    stree_grid_bar_show_problem (self, error->message);
  else if (self && self->model && uri)
    start (self, asking->format, uri);
  g_weak_ref_clear (&asking->self);
  g_free (asking);
}

void
stree_grid_view_export (StreeGridView *self, StreeExportFormat format)
{
  Asking          *asking;
  g_autofree char *name = NULL, *pattern = NULL;
  guint            i = 0;

  if (self->exporting || !stree_grid_model_get_rows (self->model))
    return;
  while (i + 1 < G_N_ELEMENTS (formats) && formats[i].format != format)
    i++;
  asking = g_new0 (Asking, 1);
  g_weak_ref_init (&asking->self, self);
  asking->format = formats[i].format;
  name = g_strdup_printf ("%s.%s", self->name && *self->name ? self->name : _ ("Table"), formats[i].extension);
  g_strdelimit (name, G_DIR_SEPARATOR_S, '-');
  pattern = g_strdup_printf ("*.%s", formats[i].extension);
  stree_question_dialog_save (GTK_WIDGET (self), _ ("Export Table"), formats[i].name, (const char *const[]){ pattern, NULL }, name, chosen_cb,
                              asking);
}

/* --- the parts --- */

GMenuModel *
stree_grid_export_menu_new (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char      *label = g_strdup_printf ("%s…", formats[i].name);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "grid.export", "u", (guint) formats[i].format);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
cancel_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  if (self->exporting)
    g_cancellable_cancel (self->exporting);
}

void
stree_grid_export_stop (StreeGridView *self)
{
  if (self->exporting)
    g_cancellable_cancel (self->exporting);
  g_clear_object (&self->exporting);
}

void
stree_grid_export_init (StreeGridView *self)
{
  self->export_box = stree_grid_progress_new (self, _ ("Export"), G_CALLBACK (cancel_cb), &self->export_bar);
}
