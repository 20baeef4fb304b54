/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A CSV file is opened.
 *
 *   first-rows        from the start of examples/explorer with the file to the first frame with rows in it, beside the start of
 *                     a window with an empty GtkColumnView, of which it may be one and a half times, and 150 ms
 *   first-rows-block  how long the main loop is busy at a stretch from then on, until all rows are there: in a grid, with the
 *                     frames that it draws
 */

#include "suite-data.h"

#include "sources/stree-csv-source.h"
#include "stree-grid-view-private.h"
#include "streamtree-gtk.h"
#include "streamtree.h"

#define RUNS     11
#define TIMES    1.5
#define EXTRA_US 150000

/* ---- The main loop ----------------------------------------------------------------------------------- */

static gint64 busy_since, longest_busy;
static guint frames;

static gint
poll_and_watch (GPollFD *fds, guint n_fds, gint timeout)
{
  gint n;

  if (busy_since != 0)
    longest_busy = MAX (longest_busy, g_get_monotonic_time () - busy_since);
  n = g_poll (fds, n_fds, timeout);
  busy_since = g_get_monotonic_time ();
  return n;
}

static gboolean
keep_going (G_GNUC_UNUSED gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
bench_data_watch_begin (void)
{
  frames = g_timeout_add (BENCH_FRAME_US / 4000, keep_going, NULL);
  g_main_context_set_poll_func (NULL, poll_and_watch);
  busy_since = longest_busy = 0;
}

double
bench_data_watch_end (void)
{
  g_main_context_set_poll_func (NULL, NULL);
  g_source_remove (frames);
  return (double) longest_busy;
}

/* ---- First rows -------------------------------------------------------------------------------------- */

static gboolean
measure_start (const BenchRun *run, const char *path, GError **error)
{
  g_autofree char *explorer = bench_dup_beside ("../../examples/explorer");
  g_autofree char *column_view = bench_dup_beside ("start-column-view");
  guint runs = run->once ? 1 : RUNS;

  if (!g_file_test (explorer, G_FILE_TEST_IS_EXECUTABLE))
    {
      g_printerr ("bench: first rows skipped: the examples are not built\n");
      return TRUE;
    }
  /* The first one of each warms up. */
  for (guint i = 0; i <= runs; i++)
    {
      double theirs_us, ours_us, cpu_us;

      if (!bench_start_once (column_view, NULL, BENCH_START_FRAME, &theirs_us, &cpu_us, error) ||
          !bench_start_once (explorer, path, BENCH_START_ROWS, &ours_us, &cpu_us, error))
        return FALSE;
      if (i == 0 && !run->once)
        continue;
      bench_pairs_add (run->pairs, "first-rows", FALSE, TIMES * theirs_us + EXTRA_US);
      bench_pairs_add (run->pairs, "first-rows", TRUE, ours_us);
    }
  return TRUE;
}

/* ---- The rest ---------------------------------------------------------------------------------------- */

static void
on_done (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
measure_block (const BenchRun *run, guint n, GFile *csv, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StreeCsvSource) source = NULL;
  g_autoptr (StreeGridColumns) columns = stree_grid_columns_new ();
  GtkWidget *window = gtk_window_new ();
  StreeGridView *view = STREE_GRID_VIEW (stree_grid_view_new (GTK_ACCESSIBLE_ROLE_GRID));
  StreeFrame *frame;
  guint row;

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  stree_csv_source_new_async (csv, NULL, NULL, on_done, &result);
  bench_present (GTK_WIDGET (view));
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  source = stree_csv_source_new_finish (result, error);
  if (source == NULL)
    return FALSE;
  for (guint i = 0; i + 1 < stree_frame_get_n_columns (stree_source_get_schema (STREE_SOURCE (source))); i++)
    {
      g_autoptr (StreeGridColumn) column =
        stree_grid_column_new (stree_frame_get_column_name (stree_source_get_schema (STREE_SOURCE (source)), i));

      stree_grid_columns_append (columns, column);
    }
  if (!stree_grid_view_set_source (view, STREE_SOURCE (source), columns, error))
    return FALSE;
  while (!stree_grid_model_get_row (view->model, 0, &frame, &row))
    g_main_context_iteration (NULL, TRUE);
  bench_draw_frame (GTK_WIDGET (view));

  bench_data_watch_begin ();
  while (stree_csv_source_get_frame (source) == NULL && stree_csv_source_get_error (source) == NULL)
    g_main_context_iteration (NULL, TRUE);
  bench_wait_frame (GTK_WIDGET (view));
  bench_pairs_add (run->pairs, "first-rows-block", TRUE, bench_data_watch_end ());
  bench_pairs_add (run->pairs, "first-rows-block", FALSE, BENCH_FRAME_US);
  row = stree_grid_model_get_n_rows (view->model, NULL);
  stree_grid_view_stop (view);
  gtk_window_destroy (GTK_WINDOW (window));
  if (row == n)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the grid shows %u rows; expected %u, as the file has", row, n);
  return FALSE;
}

gboolean
bench_data_open (const BenchRun *run, guint n, GFile *csv, GError **error)
{
  g_autofree char *path = g_file_get_path (csv);

  if (gdk_display_get_default () == NULL)
    {
      g_printerr ("bench: first rows skipped: there is no display\n");
      return TRUE;
    }
  bench_pairs_declare (run->pairs, "data", "first-rows", n, "1.5 starts of a GtkColumnView + 150 ms", "us", 1);
  bench_pairs_declare (run->pairs, "data", "first-rows-block", n, "a frame of 16 ms", "us", 1);
  g_printerr ("bench: data, first rows of %u\n", n);
  for (guint round = 0; round < (run->once ? 1u : 3u); round++)
    if (!measure_block (run, n, csv, error))
      return FALSE;
  return measure_start (run, path, error);
}
