/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-data-cell-private.h"

#include <math.h>

#define PADDING 8

struct _StreeDataCell
{
  GtkWidget          parent_instance;
  StreeGridColumn   *column;
  StreeFrame        *frame;
  guint              row;
  StreeDataCellState state;
  PangoLayout       *layout;
};

G_DEFINE_FINAL_TYPE (StreeDataCell, stree_data_cell, GTK_TYPE_WIDGET)

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  StreeDataCell *self = STREE_DATA_CELL (widget);

  (void) for_size;
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      pango_layout_get_pixel_size (self->layout, NULL, minimum);
      *natural = *minimum;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  StreeDataCell *self = STREE_DATA_CELL (widget);
  GdkRGBA        color;
  int            width = gtk_widget_get_width (widget);
  int            height = gtk_widget_get_height (widget);
  int            w, h;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  if (self->state & STREE_DATA_CELL_SELECTED)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.2f, 0.5f, 0.9f, 0.3f }, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->state & STREE_DATA_CELL_CURSOR)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.9f, 0.5f, 0.2f, 0.3f }, &GRAPHENE_RECT_INIT (0, 0, width, height));
  pango_layout_get_pixel_size (self->layout, &w, &h);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, floorf ((float) (height - h) / 2)));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  (void) height;
  (void) baseline;
  pango_layout_set_width (STREE_DATA_CELL (widget)->layout, width * PANGO_SCALE);
}

static void
finalize (GObject *object)
{
  StreeDataCell *self = STREE_DATA_CELL (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->column, stree_grid_column_unref);
  g_clear_pointer (&self->frame, stree_frame_unref);
  G_OBJECT_CLASS (stree_data_cell_parent_class)->finalize (object);
}

static void
stree_data_cell_class_init (StreeDataCellClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  GTK_WIDGET_CLASS (klass)->measure = measure;
  GTK_WIDGET_CLASS (klass)->snapshot = snapshot;
  GTK_WIDGET_CLASS (klass)->size_allocate = allocate;
}

static void
stree_data_cell_init (StreeDataCell *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), " ");
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
stree_data_cell_new (void)
{
  return g_object_new (STREE_TYPE_DATA_CELL, NULL);
}

void
stree_data_cell_set_column (StreeDataCell *self, StreeGridColumn *column)
{
  self->column = stree_grid_column_ref (column);
}

void
stree_data_cell_set_row (StreeDataCell *self, StreeFrame *frame, guint row)
{
  char buffer[STREE_FRAME_CELL_SIZE];

  g_clear_pointer (&self->frame, stree_frame_unref);
  self->frame = frame ? stree_frame_ref (frame) : NULL;
  self->row = row;
  pango_layout_set_text (self->layout,
                         frame ? stree_frame_format_cell (frame, row, (guint) stree_grid_column_get_index (self->column), buffer, sizeof buffer)
                               : "…",
                         -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
stree_data_cell_set_state (StreeDataCell *self, StreeDataCellState state)
{
  if (state == self->state)
    return;
  self->state = state;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
stree_data_cell_set_highlight (StreeDataCell *self, const char *search)
{
  (void) self;
  (void) search;
}

static int
text_width (GtkWidget *view, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (view, text);
  int                     width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + 2 * PADDING + 4;
}

int
stree_data_cell_measure_title (GtkWidget *view, StreeGridColumn *column)
{
  return text_width (view, stree_grid_column_get_label (column)) + 24;
}

int
stree_data_cell_measure (GtkWidget *view, StreeGridColumn *column, StreeFrame *frame, guint row)
{
  char buffer[STREE_FRAME_CELL_SIZE];

  return text_width (view, stree_frame_format_cell (frame, row, (guint) stree_grid_column_get_index (column), buffer, sizeof buffer));
}
