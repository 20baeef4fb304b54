/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A table with a column of each kind, in a bare GtkColumnView of data cells. */

#include <gtk/gtk.h>

#include "data/stree-frame-builder.h"
#include "stree-data-cell-private.h"

#define SAMPLE_ROWS 14

/* Columns of the sample, in their order. */
typedef enum
{
  SAMPLE_NAME,
  SAMPLE_COUNT,
  SAMPLE_PRICE,
  SAMPLE_SHARE,
  SAMPLE_SIZE,
  SAMPLE_DAY,
  SAMPLE_SEEN,
  SAMPLE_DONE,
  SAMPLE_STATE,
  SAMPLE_LINK,
  SAMPLE_IMAGE,
  SAMPLE_PROGRESS,
  SAMPLE_TREND,
  SAMPLE_TAGS,
  SAMPLE_BUTTON,
  N_SAMPLES
} Sample;

static inline StreeFrame *
make_sample (const char *picture, gint64 now)
{
  static const char *const names[] = { "Widget", "A name that is far too long for its column", "\327\251\327\234\327\225\327\235 \327\242\327\225\327\234\327\235",
                                       "two\nlines", "caf\303\251 creme", "\330\247\331\204\330\264\330\261\331\203\330\251 \330\247\331\204\330\243\331\210\331\204\331\211", "x" };
  static const char *const states[] = { "open", "done", "lost", "new", "other" };
  static const char *const trends[] = { "1, 5, 2, 8, 3, 9, 4, 4, 7", "[3, 3, 3]", "9;8;7;6;5;4;3;2;1", "1, null, 2, 5, null, 5, 6" };
  static const char *const tags[] = { "red, green", "[\"one\", \"two words\", \"three\", \"four\"]", "a very long tag that does not fit", "" };
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "count", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "price", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "share", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "size", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "day", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "seen", STREE_COLUMN_TIMESTAMP);
  stree_frame_builder_add_column (builder, "done", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "state", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "link", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "image", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "progress", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "trend", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "tags", STREE_COLUMN_TEXT);
  for (guint i = 0; i < SAMPLE_ROWS; i++)
    {
      double sign = i % 4 == 2 ? -1 : 1;

      if (i == 9)
        {
          stree_frame_builder_end_row (builder); /* all of it null */
          continue;
        }
      stree_frame_builder_append_text (builder, SAMPLE_NAME, names[i % G_N_ELEMENTS (names)]);
      stree_frame_builder_append_int64 (builder, SAMPLE_COUNT, (gint64) (sign * i * i * 12347));
      stree_frame_builder_append_double (builder, SAMPLE_PRICE, sign * i * 1234.56);
      stree_frame_builder_append_double (builder, SAMPLE_SHARE, sign * i / 16.0);
      stree_frame_builder_append_int64 (builder, SAMPLE_SIZE, (gint64) 1 << (3 * i));
      stree_frame_builder_append_date (builder, SAMPLE_DAY, 20000 + (gint32) i * 31);
      stree_frame_builder_append_timestamp (builder, SAMPLE_SEEN, now - (gint64) i * i * i * 600 * G_USEC_PER_SEC);
      stree_frame_builder_append_bool (builder, SAMPLE_DONE, i % 3 == 0);
      stree_frame_builder_append_text (builder, SAMPLE_STATE, states[i % G_N_ELEMENTS (states)]);
      stree_frame_builder_append_text (builder, SAMPLE_LINK, "https://example.org/page");
      stree_frame_builder_append_text (builder, SAMPLE_IMAGE, i % 5 == 4 ? "/nowhere/missing.png" : picture);
      stree_frame_builder_append_double (builder, SAMPLE_PROGRESS, i / (SAMPLE_ROWS - 1.0));
      stree_frame_builder_append_text (builder, SAMPLE_TREND, trends[i % G_N_ELEMENTS (trends)]);
      stree_frame_builder_append_text (builder, SAMPLE_TAGS, tags[i % G_N_ELEMENTS (tags)]);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static inline StreeGridColumns *
make_sample_columns (StreeFrame *frame)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();
  g_autoptr (GError)     error = NULL;
  StreeGridColumns      *columns = stree_grid_columns_resolve (
    stree_grid_columns (
      { .name = "name", .label = "Name", .width = 130 }, { .name = "count", .label = "Count", .grouping = TRUE },
      { .name = "price", .label = "Price", .currency = "EUR" }, { .name = "share", .label = "Share", .kind = STREE_GRID_COLUMN_PERCENT },
      { .name = "size", .label = "Size", .kind = STREE_GRID_COLUMN_BYTES }, { .name = "day", .label = "Day" },
      { .name = "seen", .label = "Seen", .kind = STREE_GRID_COLUMN_RELATIVE_TIME }, { .name = "done", .label = "Done" },
      { .name = "state", .label = "State",
        .choices = STREE_GRID_CHOICES ({ .value = "open", .label = "Open", .color = "green" }, { .value = "done", .label = "Done", .color = "#3584e4" },
                                       { .value = "lost", .label = "Lost", .color = "red" }, { .value = "new" }) },
      { .name = "link", .label = "Link", .kind = STREE_GRID_COLUMN_LINK }, { .name = "image", .label = "Image", .kind = STREE_GRID_COLUMN_IMAGE },
      { .name = "progress", .label = "Progress", .kind = STREE_GRID_COLUMN_PROGRESS },
      { .name = "trend", .label = "Trend", .kind = STREE_GRID_COLUMN_SPARKLINE },
      { .name = "tags", .label = "Tags", .kind = STREE_GRID_COLUMN_TAGS, .width = 150 },
      { .label = "Action", .kind = STREE_GRID_COLUMN_BUTTON, .button_label = "Delete", .icon = "user-trash-symbolic" }),
    frame, &error);

  g_assert_no_error (error);
  (void) scope;
  return columns;
}

/* --- in a view --- */

typedef struct
{
  StreeGridColumn *column; /* held */
  StreeFrame      *frame;  /* held */
  guint            place;
} SampleColumn;

static void
sample_column_free (gpointer data, GClosure *closure)
{
  SampleColumn *sample = data;

  (void) closure;
  stree_grid_column_unref (sample->column);
  stree_frame_unref (sample->frame);
  g_free (sample);
}

static void
sample_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SampleColumn *sample)
{
  GtkWidget *cell = stree_data_cell_new ();

  (void) factory;
  stree_data_cell_set_column (STREE_DATA_CELL (cell), sample->column);
  gtk_list_item_set_child (item, cell);
}

/* Rows 1 to 5 show what a cell can be; row 10 has not come. */
static guint
sample_state (guint row, guint place)
{
  if (row == 1)
    return STREE_DATA_CELL_SELECTED | (place == 1 ? STREE_DATA_CELL_CURSOR : 0);
  if (row == 3)
    return place == 0 ? STREE_DATA_CELL_CURSOR : place == 1 ? STREE_DATA_CELL_CHANGED : place == 2 ? STREE_DATA_CELL_INVALID : 0;
  if (row == 5)
    return place == 0 ? STREE_DATA_CELL_CONFLICT | STREE_DATA_CELL_CHANGED : place == 1 ? STREE_DATA_CELL_INVALID | STREE_DATA_CELL_CURSOR : 0;
  return 0;
}

static void
sample_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, SampleColumn *sample)
{
  StreeDataCell *cell = STREE_DATA_CELL (gtk_list_item_get_child (item));
  guint          row = gtk_list_item_get_position (item);

  (void) factory;
  stree_data_cell_set_row (cell, row == 10 ? NULL : sample->frame, row);
  stree_data_cell_set_state (cell, sample_state (row, sample->place));
  stree_data_cell_set_highlight (cell, sample->place == SAMPLE_NAME ? "e" : NULL);
}

static inline GtkWidget *
make_sample_view (StreeFrame *frame, StreeGridColumns *columns)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);
  GtkWidget                *view;

  for (guint i = 0; i < stree_frame_get_n_rows (frame); i++)
    gtk_string_list_append (rows, "");
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)))));
  gtk_column_view_set_show_column_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "sample");
  for (guint i = 0; i < stree_grid_columns_get_n_columns (columns); i++)
    {
      GtkListItemFactory             *factory = gtk_signal_list_item_factory_new ();
      SampleColumn                   *sample = g_new0 (SampleColumn, 1);
      g_autoptr (GtkColumnViewColumn) column = NULL;

      sample->column = stree_grid_column_ref (stree_grid_columns_get (columns, i));
      sample->frame = stree_frame_ref (frame);
      sample->place = i;
      g_signal_connect_data (factory, "setup", G_CALLBACK (sample_setup_cb), sample, sample_column_free, 0);
      g_signal_connect (factory, "bind", G_CALLBACK (sample_bind_cb), sample);
      column = gtk_column_view_column_new (stree_grid_column_get_label (sample->column), factory);
      gtk_column_view_column_set_fixed_width (column, sample->column->args.width
                                                        ? sample->column->args.width
                                                        : MAX (60, stree_data_cell_measure_text (view, sample->column, frame, 60)));
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  return view;
}

/* The cells fill those of the view. */
#define SAMPLE_CSS ".sample > listview > row > cell { padding: 0; }"
