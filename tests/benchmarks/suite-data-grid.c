/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A grid of @n rows, beside a GtkColumnView whose cells are GtkInscriptions (of GTK's widgets for a text the one that is
 * bound and drawn in the least time), both over the same rows.
 *
 *   scroll-C  a step of 40 px at C columns, and the frame that shows it
 *   jump-C    to another place of the rows, and the frame that shows it
 *   select    all rows selected, turned round, and what is selected read
 *
 * Scrolling is CPU time of the process: most of it is GTK's, and passes in the main loop.
 */

#include "suite-data.h"

#include "sources/stree-frame-source.h"
#include "stree-gtk-private.h"
#include "stree-grid-view-private.h"
#include "streamtree.h"

/* Rows that forty columns fit into memory with. */
#define MAX_WIDE_ROWS 250000
#define STEPS     60
#define JUMPS     30
#define STEP_PX   40
#define WIDTH     110
#define SELECT_US 20000

/* Whole numbers, numbers and texts in turns. */
static StreeFrame *
make_frame (guint n_columns, guint n_rows)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  for (guint column = 0; column < n_columns; column++)
    {
      static const StreeColumnType types[] = { STREE_COLUMN_INT64, STREE_COLUMN_DOUBLE, STREE_COLUMN_TEXT };
      char name[16];

      g_snprintf (name, sizeof name, "c%u", column);
      stree_frame_builder_add_column (builder, name, types[column % 3]);
    }
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint column = 0; column < n_columns; column++)
        {
          char text[32];

          switch (column % 3)
            {
            case 0:
              stree_frame_builder_append_int64 (builder, column, (gint64) row * 7 + column);
              break;
            case 1:
              stree_frame_builder_append_double (builder, column, row * 0.37 + column);
              break;
            default:
              g_snprintf (text, sizeof text, "text %u", (row * 31 + column) % 1000);
              stree_frame_builder_append_text (builder, column, text);
            }
        }
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

/* ---- The other side ---------------------------------------------------------------------------------- */

/* Rows as high as ours: else there were fewer of them on the screen. */
#define THEIR_STYLE "columnview.bench > listview > row > cell { padding: 4px 10px; }"

static void
style_theirs (GtkWidget *view)
{
  static GtkCssProvider *provider;

  if (!provider)
    {
      provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_data (provider, THEIR_STYLE, -1);
      gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                                  GTK_STYLE_PROVIDER_PRIORITY_USER);
    }
  gtk_widget_add_css_class (view, "bench");
}

typedef struct
{
  StreeFrame *frame; /* borrowed */
  guint column;
} Cells;

static void
setup_cb (G_GNUC_UNUSED GtkSignalListItemFactory *factory, GtkListItem *item, G_GNUC_UNUSED gpointer data)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 0);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cb (G_GNUC_UNUSED GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Cells *cells = data;
  char buffer[STREE_FRAME_CELL_SIZE];

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            stree_frame_format_cell (cells->frame, gtk_list_item_get_position (item), cells->column, buffer,
                                                     sizeof buffer));
}

static void
free_cells (gpointer data, G_GNUC_UNUSED GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
make_theirs (StreeFrame *frame, GListModel *rows)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (rows))));

  for (guint i = 0; i < stree_frame_get_n_columns (frame); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      Cells *cells = g_new (Cells, 1);
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (stree_frame_get_column_name (frame, i), factory);

      *cells = (Cells){ frame, i };
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), cells, free_cells, 0);
      gtk_column_view_column_set_fixed_width (column, WIDTH);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  style_theirs (view);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return scroller;
}

/* ---- Ours -------------------------------------------------------------------------------------------- */

static GtkWidget *
make_ours (StreeFrame *frame, StreeSource *source, GError **error)
{
  GtkWidget *view = g_object_ref_sink (stree_grid_view_new (GTK_ACCESSIBLE_ROLE_GRID));
  g_autoptr (StreeGridColumns) columns = stree_grid_columns_new ();

  for (guint i = 0; i < stree_frame_get_n_columns (frame); i++)
    {
      g_autoptr (StreeGridColumn) column = stree_grid_column_new (stree_frame_get_column_name (frame, i));
      GValue width = G_VALUE_INIT;

      g_value_init (&width, G_TYPE_INT);
      g_value_set_int (&width, WIDTH);
      stree_grid_column_set (column, "width", &width, NULL);
      stree_grid_columns_append (columns, column);
    }
  stree_grid_view_set_mode (STREE_GRID_VIEW (view), STREE_GRID_SELECT_ROWS);
  if (!stree_grid_view_set_source (STREE_GRID_VIEW (view), source, columns, error))
    g_clear_object (&view);
  return view;
}

/* ---- Scrolling --------------------------------------------------------------------------------------- */

static void
scroll (const BenchRun *run, guint n_columns, gboolean ours, GtkWidget *content, GtkAdjustment *place)
{
  g_autofree char *step = g_strdup_printf ("scroll-%u", n_columns);
  g_autofree char *jump = g_strdup_printf ("jump-%u", n_columns);
  guint n_steps = run->once ? 2 : STEPS, n_jumps = run->once ? 2 : JUMPS;
  BenchTimer timer;

  for (guint i = 0; i < 5; i++)
    bench_draw_frame (content);
  for (guint i = 0; i < n_steps; i++)
    {
      bench_timer_start (&timer);
      gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + STEP_PX);
      bench_draw_frame (content);
      bench_pairs_add (run->pairs, step, ours, bench_timer_process (&timer));
    }
  for (guint i = 0; i < n_jumps; i++)
    {
      bench_timer_start (&timer);
      gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place) * ((i * 7919 % 1000) / 1000.0));
      bench_draw_frame (content);
      bench_pairs_add (run->pairs, jump, ours, bench_timer_process (&timer));
    }
}

static GtkWidget *
open_window (GtkWidget *content)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 700);
  gtk_window_set_child (GTK_WINDOW (window), content);
  stree_gtk_style (window);
  bench_present (content);
  return window;
}

static void
close_window (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
select_all (const BenchRun *run, StreeGridModel *model)
{
  guint n = stree_grid_model_get_n_rows (model, NULL);
  StreeFrame *selected;
  BenchTimer timer;
  g_autoptr (StreeFrame) slice = NULL;

  bench_timer_start (&timer);
  stree_grid_model_select (model, 0, n, TRUE);
  stree_grid_model_invert (model);
  stree_grid_model_invert (model);
  selected = stree_grid_model_get_whole (model);
  slice = stree_frame_slice (selected, 0, (guint) stree_ranges_count (stree_grid_model_get_selected (model)));
  bench_pairs_add (run->pairs, "select", TRUE, bench_timer_wall (&timer));
  bench_pairs_add (run->pairs, "select", FALSE, SELECT_US);
  g_assert (stree_frame_get_n_rows (slice) == n);
  stree_grid_model_unselect (model, 0, n);
}

static gboolean
measure (const BenchRun *run, guint n, guint n_columns, GError **error)
{
  g_autoptr (StreeFrame) frame = make_frame (n_columns, n);
  g_autoptr (StreeFrameSource) source = stree_frame_source_new (frame, NULL, error);
  GtkWidget *view, *window, *theirs;

  if (!source || !(view = make_ours (frame, STREE_SOURCE (source), error)))
    return FALSE;
  while (stree_grid_model_get_n_rows (STREE_GRID_VIEW (view)->model, NULL) < n)
    g_main_context_iteration (NULL, TRUE);
  /* In turns: what is slow for both is so in each round. */
  for (guint round = 0; round < (run->once ? 1u : 2u); round++)
    {
      theirs = make_theirs (frame, G_LIST_MODEL (STREE_GRID_VIEW (view)->model));
      window = open_window (theirs);
      scroll (run, n_columns, FALSE, theirs, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (theirs)));
      close_window (window);
      window = open_window (view);
      scroll (run, n_columns, TRUE, view,
              gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (STREE_GRID_VIEW (view)->panes[STREE_GRID_MAIN].scroller)));
      if (n_columns == 10)
        select_all (run, STREE_GRID_VIEW (view)->model);
      gtk_window_set_child (GTK_WINDOW (window), NULL);
      close_window (window);
    }
  stree_grid_view_stop (STREE_GRID_VIEW (view));
  g_object_unref (view);
  return TRUE;
}

gboolean
bench_data_grid (const BenchRun *run, guint n, GError **error)
{
  guint n_wide = MIN (n, MAX_WIDE_ROWS);

  if (gdk_display_get_default () == NULL)
    {
      g_printerr ("bench: the grid skipped: there is no display\n");
      return TRUE;
    }
  bench_pairs_declare (run->pairs, "data", "scroll-10", n, "GtkColumnView, GtkInscription", "us", 1);
  bench_pairs_declare (run->pairs, "data", "jump-10", n, "GtkColumnView, GtkInscription", "us", 1);
  bench_pairs_declare (run->pairs, "data", "scroll-40", n_wide, "GtkColumnView, GtkInscription", "us", 0.7);
  bench_pairs_declare (run->pairs, "data", "jump-40", n_wide, "GtkColumnView, GtkInscription", "us", 0.7);
  bench_pairs_declare (run->pairs, "data", "select", n, "20 ms", "us", 1);
  g_printerr ("bench: data, grid, %u rows\n", n);
  return measure (run, n, 10, error) && measure (run, n_wide, 40, error);
}
