/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-format-private.h"
#include "stree-gtk-private.h"

/* A column of the rows that are shown, in a few figures and a small histogram. Where they are elsewhere all of them are read first;
 * that ends when the popover closes. */

#define HISTOGRAM_WIDTH  220
#define HISTOGRAM_HEIGHT 56
/* Whole numbers up to here are exact in a double. */
#define MAX_EXACT 9007199254740992.0

/* Owned by its popover. */
typedef struct
{
  StreeGridColumn    *column;  /* held */
  GtkWidget          *lines;   /* borrowed, as all widgets: a GtkGrid */
  GtkWidget          *area;
  GtkWidget          *waiting; /* a spinner, and how much was read */
  GtkWidget          *share;
  GtkWidget          *problem;
  StreeColumnSummary *summary; /* owned; NULL: not there yet */
  GCancellable       *asking;  /* owned */
} Statistics;

static void
statistics_free (gpointer data)
{
  Statistics *self = data;

  g_cancellable_cancel (self->asking);
  g_object_unref (self->asking);
  stree_grid_column_unref (self->column);
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

/* In the column's way. */
static void
add_figure (Statistics *self, int row, const char *label, double figure)
{
  char text[STREE_GRID_TEXT_SIZE];

  add_line (self, row, label, stree_grid_format_figure (self->column, figure, text, sizeof text));
}

/* What is exact in a number as it is, else as the summary has it. */
static void
add_end (Statistics *self, int row, const char *label, double figure, const char *text)
{
  gboolean is_whole = self->column->type == STREE_COLUMN_INT64 && fabs (figure) < MAX_EXACT;
  char     buffer[STREE_GRID_TEXT_SIZE];

  if (stree_column_summary_get_range (self->summary, NULL, NULL, NULL) && (is_whole || self->column->type == STREE_COLUMN_DOUBLE))
    {
      StreeGridValue value = is_whole ? (StreeGridValue){ STREE_COLUMN_INT64, { .i = (gint64) figure } }
                                      : (StreeGridValue){ STREE_COLUMN_DOUBLE, { .d = figure } };

      text = stree_grid_format_value (self->column, &value, buffer, sizeof buffer);
    }
  add_line (self, row, label, text);
}

static void
show_figures (Statistics *self)
{
  StreeColumnSummary *summary = self->summary;
  guint               n_rows = stree_column_summary_get_n_rows (summary);
  guint               n_nulls = stree_column_summary_get_n_nulls (summary);
  char                count[STREE_GRID_COUNT_SIZE];
  double              min = 0, max = 0, mean = 0, median;
  gboolean            is_number = stree_column_summary_get_range (summary, &min, &max, &mean);
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
    add_end (self, row++, _ ("Smallest"), min, stree_column_summary_get_min_text (summary));
  if (stree_column_summary_get_max_text (summary))
    add_end (self, row++, _ ("Largest"), max, stree_column_summary_get_max_text (summary));
  if (is_number)
    add_figure (self, row++, _ ("Mean"), mean);
  if (is_number && stree_column_summary_get_quantile (summary, STREE_QUANTILE_MEDIAN, &median))
    add_figure (self, row++, _ ("Median"), median);
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
show_progress_cb (goffset done, goffset total, gpointer data)
{
  const Asking    *asking = data;
  g_autofree char *share = NULL;

  if (total <= 0 || g_cancellable_is_cancelled (asking->cancellable))
    return;
  share = g_strdup_printf (_ ("Reading the rows: %.0f %%"), 100.0 * (double) done / (double) total);
  gtk_label_set_text (GTK_LABEL (asking->self->share), share);
}

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->cancellable);
  g_free (asking);
}

static void
summed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Asking                  *asking = data;
  Statistics              *self = asking->self;
  g_autoptr (GCancellable) cancellable = g_object_ref (asking->cancellable);
  g_autoptr (GError)       error = NULL;
  g_autoptr (StreeProfile) profile = stree_result_set_profile_finish (STREE_RESULT_SET (object), result, &error);

  asking_free (asking);
  if (g_cancellable_is_cancelled (cancellable))
    return;
  gtk_widget_set_visible (self->waiting, FALSE);
  if (!profile)
    {
      gtk_label_set_text (GTK_LABEL (self->problem), error->message);
      gtk_widget_set_visible (self->problem, TRUE);
      stree_gtk_announce (self->problem, error->message);
      return;
    }
  self->summary = stree_column_summary_ref (stree_profile_get_column (profile, 0));
  show_figures (self);
  gtk_widget_queue_draw (self->area);
}

static Asking *
asking_new (Statistics *self)
{
  Asking *asking = g_new (Asking, 1);

  asking->self = self;
  asking->cancellable = g_object_ref (self->asking);
  return asking;
}

static GtkWidget *
make_waiting (Statistics *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  stree_gtk_set_name (spinner, _ ("Reading the rows"));
  self->share = gtk_label_new (_ ("Reading the rows…"));
  gtk_widget_add_css_class (self->share, "dim-label");
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), self->share);
  return box;
}

void
stree_grid_statistics_popup (StreeGridViewColumn *column)
{
  StreeGridView   *grid = column->pane->grid;
  StreeResultSet  *rows = stree_grid_model_get_rows (grid->model);
  Statistics      *self;
  GtkWidget       *popover, *box, *title;
  const char      *label = stree_grid_column_get_label (column->column);
  g_autofree char *heading = g_strdup_printf (_ ("Statistics of “%s”"), label ? label : "");
  GdkRectangle     place;

  if (!rows || column->column->index < 0)
    return;
  self = g_new0 (Statistics, 1);
  self->column = stree_grid_column_ref (column->column);
  self->asking = g_cancellable_new ();
  popover = gtk_popover_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  title = gtk_label_new (heading);
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  self->waiting = make_waiting (self);
  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 40);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_selectable (GTK_LABEL (self->problem), TRUE);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_set_visible (self->problem, FALSE);
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
  gtk_box_append (GTK_BOX (box), self->waiting);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), self->lines);
  gtk_box_append (GTK_BOX (box), self->area);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "closed", G_CALLBACK (g_cancellable_cancel), self->asking, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (popover), "stree-statistics", self, statistics_free);
  stree_grid_popover_open (grid, popover, stree_grid_view_get_title_place (grid, column->number, &place) ? &place : NULL);
  stree_result_set_profile_async (rows, (const guint[]){ (guint) column->column->index }, 1, self->asking, show_progress_cb, asking_new (self),
                                  asking_free, summed_cb, asking_new (self));
}
