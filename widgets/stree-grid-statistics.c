/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "data/stree-frame-summary.h"
#include "grid/stree-grid-column-private.h"
#include "stree-gtk-private.h"

/* A column of the rows that are shown, in a few figures and a small histogram. Of rows that are in memory: a source elsewhere
 * would have to read all of them. */

#define HISTOGRAM_WIDTH  220
#define HISTOGRAM_HEIGHT 56

/* Owned by its popover. */
typedef struct
{
  StreeGridView      *grid;    /* borrowed: the popover is in it */
  GtkWidget          *lines;   /* borrowed: a GtkGrid */
  GtkWidget          *area;    /* borrowed */
  StreeColumnSummary *summary; /* owned; NULL: not there yet */
  GCancellable       *asking;  /* owned */
} Statistics;

static void
statistics_free (gpointer data)
{
  Statistics *self = data;

  g_cancellable_cancel (self->asking);
  g_object_unref (self->asking);
  g_clear_pointer (&self->summary, stree_column_summary_unref);
  g_free (self);
}

static void
add_line (Statistics *self, int row, const char *label, const char *value)
{
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *figure = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (figure), 1);
  gtk_label_set_selectable (GTK_LABEL (figure), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (figure), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (figure), 24);
  gtk_widget_add_css_class (figure, "stree-number");
  gtk_grid_attach (GTK_GRID (self->lines), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->lines), figure, 1, row, 1, 1);
}

static void
show_figures (Statistics *self)
{
  StreeColumnSummary *summary = self->summary;
  guint               n_rows = stree_column_summary_get_n_rows (summary);
  guint               n_nulls = stree_column_summary_get_n_nulls (summary);
  char                count[STREE_GRID_COUNT_SIZE];
  double              mean;
  int                 row = 0;

  add_line (self, row++, _ ("Values"), stree_grid_count_text (n_rows - n_nulls, count, sizeof count));
  add_line (self, row++, _ ("Missing"), stree_grid_count_text (n_nulls, count, sizeof count));
  stree_grid_count_text (stree_column_summary_get_n_distinct (summary), count, sizeof count);
  if (stree_column_summary_is_exact (summary))
    add_line (self, row++, _ ("Different"), count);
  else
    {
      g_autofree char *over = g_strdup_printf (_ ("over %s"), count);

      add_line (self, row++, _ ("Different"), over);
    }
  if (stree_column_summary_get_min_text (summary))
    add_line (self, row++, _ ("Smallest"), stree_column_summary_get_min_text (summary));
  if (stree_column_summary_get_max_text (summary))
    add_line (self, row++, _ ("Largest"), stree_column_summary_get_max_text (summary));
  if (stree_column_summary_get_range (summary, NULL, NULL, &mean))
    {
      g_autofree char *text = g_strdup_printf ("%.6g", mean);

      add_line (self, row++, _ ("Mean"), text);
    }
  gtk_widget_set_visible (self->area, stree_column_summary_get_n_bins (summary) > 1);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Statistics *self = data;
  guint       n = self->summary ? stree_column_summary_get_n_bins (self->summary) : 0;
  guint       most = 1;
  GdkRGBA     color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  color.alpha *= 0.6f;
  gdk_cairo_set_source_rgba (cr, &color);
  for (guint i = 0; i < n; i++)
    most = MAX (most, stree_column_summary_get_bin (self->summary, i, NULL, NULL));
  for (guint i = 0; i < n; i++)
    {
      double bar = (double) height * stree_column_summary_get_bin (self->summary, i, NULL, NULL) / most;
      double left = (double) width * i / n;

      cairo_rectangle (cr, left, height - bar, (double) width / n - 1, bar);
    }
  cairo_fill (cr);
}

typedef struct
{
  Statistics   *self;        /* borrowed: gone when it was cancelled */
  GCancellable *cancellable; /* owned */
} Asking;

static void
summed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Asking              *asking = data;
  g_autoptr (GCancellable)        cancellable = asking->cancellable;
  g_autoptr (StreeColumnSummary)  summary = stree_frame_summarize_finish (result, NULL);

  (void) object;
  if (!summary || g_cancellable_is_cancelled (cancellable))
    return;
  asking->self->summary = g_steal_pointer (&summary);
  show_figures (asking->self);
  gtk_widget_queue_draw (asking->self->area);
}

void
stree_grid_statistics_popup (StreeGridViewColumn *column)
{
  StreeGridView   *grid = column->pane->grid;
  StreeFrame      *rows = stree_grid_model_get_whole (grid->model);
  Statistics      *self;
  Asking          *asking;
  GtkWidget       *popover, *box, *title;
  const char      *label = stree_grid_column_get_label (column->column);
  g_autofree char *heading = g_strdup_printf (_ ("Statistics of “%s”"), label ? label : "");
  GdkRectangle     place;

  if (!rows || column->column->index < 0)
    return;
  self = g_new0 (Statistics, 1);
  self->grid = grid;
  self->asking = g_cancellable_new ();
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  title = gtk_label_new (heading);
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  self->lines = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->lines), 3);
  gtk_grid_set_column_spacing (GTK_GRID (self->lines), 12);
  self->area = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (self->area), HISTOGRAM_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (self->area), HISTOGRAM_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_widget_set_visible (self->area, FALSE);
  stree_gtk_set_name (self->area, _ ("How the values are spread"));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->lines);
  gtk_box_append (GTK_BOX (box), self->area);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_object_set_data_full (G_OBJECT (popover), "stree-statistics", self, statistics_free);
  stree_grid_popover_open (grid, popover, stree_grid_view_get_title_place (grid, column->number, &place) ? &place : NULL);
  asking = g_new (Asking, 1);
  asking->self = self;
  asking->cancellable = g_object_ref (self->asking);
  stree_frame_summarize_async (rows, (guint) column->column->index, self->asking, summed_cb, asking);
}
