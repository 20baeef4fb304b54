/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Tables: a CSV file beside the sqlite3 command, sorting and filtering beside GTK's list models over objects, memory beside
 * what the columns hold. Each pair in turns.
 *
 * An operation more is a line in declare () and a function that adds samples of both sides. What a grid does is in
 * suite-data-grid.c, what a source in SQLite does in suite-data-sqlite.c.
 */

#include "bench.h"

#include <glib/gstdio.h>
#ifdef BENCH_HAVE_MALLINFO2
#include <malloc.h>
#endif
#include <string.h>

#include "data-file.h"
#include "suite-data.h"
#include "streamtree.h"

#define ROUNDS   3
#define N_ROWS   1000000

typedef struct
{
  const BenchRun *run;
  guint n;
  char *folder;
  char *csv;
  GFile *file;
  StreeFrame *frame;
} Data;

static void
add (Data *data, const char *op, gboolean ours, double value)
{
  bench_pairs_add (data->run->pairs, op, ours, value);
}

/* ---- A file of CSV ----------------------------------------------------------------------------------- */

static void
on_done (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* What is in use of the heap, in bytes; 0 where nobody can tell. */
static double
get_heap (void)
{
#ifdef BENCH_HAVE_MALLINFO2
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks + (double) info.hblkhd;
#else
  return 0;
#endif
}

/* What the cells are, each in the smallest form that its type has: numbers in 8 bytes, dates in 4, booleans in 1, a text in
 * its bytes and 4 that say where it is; where a text is there more than once, 4 for each cell. */
static double
columns_bytes (StreeFrame *frame)
{
  double bytes = 0;

  for (guint i = 0; i < stree_frame_get_n_columns (frame); i++)
    {
      double rows = stree_frame_get_n_rows (frame);

      switch (stree_frame_get_column_type (frame, i))
        {
        case STREE_COLUMN_INT64:
        case STREE_COLUMN_DOUBLE:
        case STREE_COLUMN_TIMESTAMP:
          bytes += 8 * rows;
          break;
        case STREE_COLUMN_DATE:
          bytes += 4 * rows;
          break;
        case STREE_COLUMN_BOOL:
          bytes += rows;
          break;
        case STREE_COLUMN_TEXT:
        default:
          {
            g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
            double distinct = 0, plain = 4 * rows;

            for (guint row = 0; row < stree_frame_get_n_rows (frame); row++)
              {
                const char *text = stree_frame_get_text (frame, row, i);
                double length = text != NULL ? (double) strlen (text) : 0;

                plain += length;
                if (text != NULL && g_hash_table_add (seen, (gpointer) text))
                  distinct += length;
              }
            bytes += MIN (plain, distinct + 4 * rows);
          }
        }
    }
  return bytes;
}

static void
count_progress (G_GNUC_UNUSED goffset done, G_GNUC_UNUSED goffset total, gpointer data)
{
  ++*(guint *) data;
}

static gboolean
load_csv (Data *data, gboolean keep, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  double before = get_heap (), after, us;
  double longest_busy;
  guint n_reports = 0;
  BenchTimer timer;

  bench_timer_start (&timer);
  stree_frame_load_csv_async (data->file, NULL, NULL, count_progress, &n_reports, NULL, on_done, &result);
  bench_data_watch_begin ();
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  longest_busy = bench_data_watch_end ();
  us = bench_timer_wall (&timer);
  frame = stree_frame_load_csv_finish (result, error);
  if (frame == NULL)
    return FALSE;
  /* The task has nothing any more. */
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  after = get_heap ();
  if (stree_frame_get_n_rows (frame) != data->n || stree_frame_get_n_columns (frame) != 10 ||
      stree_frame_get_column_type (frame, 2) != STREE_COLUMN_DOUBLE ||
      stree_frame_get_column_type (frame, 6) != STREE_COLUMN_TIMESTAMP)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the file was not read as it was written");
      return FALSE;
    }
  add (data, "csv-load", TRUE, us);
  add (data, "csv-load-block", TRUE, longest_busy);
  add (data, "csv-load-block", FALSE, BENCH_FRAME_US);
  if (keep && before > 0)
    {
      add (data, "memory", TRUE, after - before);
      add (data, "memory", FALSE, columns_bytes (frame));
    }
  if (keep)
    data->frame = g_steal_pointer (&frame);
  return TRUE;
}

/* FALSE and no error: there is no such command. */
static gboolean
import_csv (Data *data, GError **error)
{
  g_autofree char *command = g_find_program_in_path ("sqlite3");
  g_autofree char *path = g_build_filename (data->folder, "import.db", NULL);
  g_autofree char *import = g_strdup_printf (".import %s t", data->csv);
  const char *argv[] = { command, "-csv", path, import, NULL };
  g_autoptr (GSubprocess) process = NULL;
  BenchTimer timer;
  gboolean done;

  if (command == NULL)
    return FALSE;
  bench_timer_start (&timer);
  process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, error);
  done = process != NULL && g_subprocess_wait_check (process, NULL, error);
  if (done)
    add (data, "csv-load", FALSE, bench_timer_wall (&timer));
  g_unlink (path);
  return done;
}

/* ---- Sorting ----------------------------------------------------------------------------------------- */

/* By the locale, as GTK's sorter of texts has it. NULL: @error. */
static StreeFrame *
sort_frame (Data *data, const char *op, const char *column, GError **error)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  StreeFrame *sorted;
  BenchTimer timer;

  stree_query_add_collated_sort (query, column, FALSE, STREE_COLLATION_LOCALE);
  bench_timer_start (&timer);
  sorted = stree_frame_query (data->frame, query, NULL, error);
  add (data, op, TRUE, bench_timer_stop (&timer));
  return sorted;
}

/* Takes @sorter. */
static GListModel *
sort_objects (Data *data, const char *op, GListModel *objects, GtkSorter *sorter)
{
  GtkSortListModel *model = gtk_sort_list_model_new (g_object_ref (objects), NULL);
  BenchTimer timer;

  bench_timer_start (&timer);
  gtk_sort_list_model_set_sorter (model, sorter);
  g_clear_object (&sorter);
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (model), data->n / 2));
  add (data, op, FALSE, bench_timer_stop (&timer));
  return G_LIST_MODEL (model);
}

/* Whether both sides put the rows in the same order. */
static gboolean
check_order (const char *op, StreeFrame *ours, GListModel *theirs, GError **error)
{
  guint amount = 0, name = 0;

  stree_frame_find_column (ours, "amount", &amount);
  stree_frame_find_column (ours, "name", &name);
  for (guint row = 0; row < stree_frame_get_n_rows (ours); row++)
    {
      g_autoptr (DataObject) object = g_list_model_get_item (theirs, row);

      if (stree_frame_get_double (ours, row, amount) >= data_object_get_amount (object) &&
          stree_frame_get_double (ours, row, amount) <= data_object_get_amount (object) &&
          strcmp (stree_frame_get_text (ours, row, name), data_object_get_name (object)) == 0)
        continue;
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: row %u is \"%s\" with %.2f; expected \"%s\" with %.2f, as GTK has it", op,
                   row, stree_frame_get_text (ours, row, name), stree_frame_get_double (ours, row, amount),
                   data_object_get_name (object), data_object_get_amount (object));
      return FALSE;
    }
  return TRUE;
}

/* Takes @sorter. */
static gboolean
measure_sort (Data *data, const char *op, const char *column, GListModel *objects, GtkSorter *sorter, GError **error)
{
  g_autoptr (StreeFrame) ours = sort_frame (data, op, column, error);
  g_autoptr (GListModel) theirs = sort_objects (data, op, objects, sorter);

  return ours != NULL && check_order (op, ours, theirs, error);
}

static GtkExpression *
property_of (const char *name)
{
  return gtk_property_expression_new (DATA_TYPE_OBJECT, NULL, name);
}

static gboolean
measure_sorts (Data *data, GListModel *objects, GError **error)
{
  GtkStringSorter *by_name = gtk_string_sorter_new (property_of ("name"));

  /* Case counts as the locale has it, on both sides. */
  gtk_string_sorter_set_ignore_case (by_name, FALSE);
  return measure_sort (data, "sort-double", "amount", objects, GTK_SORTER (gtk_numeric_sorter_new (property_of ("amount"))), error) &&
         measure_sort (data, "sort-text", "name", objects, GTK_SORTER (by_name), error);
}

/* ---- Filtering --------------------------------------------------------------------------------------- */

#define NEEDLE "müller 12"

static gboolean
measure_filter (Data *data, GListModel *objects, GError **error)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeFilter) filter = stree_filter_new_text ("name", STREE_FILTER_CONTAINS, NEEDLE);
  g_autoptr (StreeFrame) found = NULL;
  g_autoptr (GtkFilterListModel) model = gtk_filter_list_model_new (g_object_ref (objects), NULL);
  GtkStringFilter *theirs = gtk_string_filter_new (property_of ("name"));
  guint n_theirs;
  BenchTimer timer;

  stree_query_set_filter (query, filter);
  bench_timer_start (&timer);
  found = stree_frame_query (data->frame, query, NULL, error);
  add (data, "filter-text", TRUE, bench_timer_stop (&timer));
  if (found == NULL)
    return FALSE;

  gtk_string_filter_set_search (theirs, NEEDLE);
  bench_timer_start (&timer);
  gtk_filter_list_model_set_filter (model, GTK_FILTER (theirs));
  n_theirs = g_list_model_get_n_items (G_LIST_MODEL (model));
  add (data, "filter-text", FALSE, bench_timer_stop (&timer));
  g_object_unref (theirs);
  if (n_theirs == stree_frame_get_n_rows (found))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the filter found %u rows; expected %u, as GTK's does",
               stree_frame_get_n_rows (found), n_theirs);
  return FALSE;
}

/* ---- The suite --------------------------------------------------------------------------------------- */

static void
declare (Data *data)
{
  BenchPairs *pairs = data->run->pairs;

  bench_pairs_declare (pairs, "data", "csv-load", data->n, "sqlite3 .import", "us", 0.5);
  bench_pairs_declare (pairs, "data", "csv-load-block", data->n, "a frame of 16 ms", "us", 1);
  bench_pairs_declare (pairs, "data", "memory", data->n, "the bytes of its columns", "bytes", 1.15);
  bench_pairs_declare (pairs, "data", "sort-double", data->n, "GtkSortListModel, GtkNumericSorter", "us", 0.5);
  bench_pairs_declare (pairs, "data", "sort-text", data->n, "GtkSortListModel, GtkStringSorter", "us", 0.5);
  bench_pairs_declare (pairs, "data", "filter-text", data->n, "GtkFilterListModel, GtkStringFilter", "us", 1.0 / 3);
}

static gboolean
measure (Data *data, GError **error)
{
  guint rounds = data->run->once ? 1 : ROUNDS;
  g_autoptr (GListModel) objects = NULL;

  g_printerr ("bench: data: a file of %u rows\n", data->n);
  if (!data_file_write (data->csv, data->n, error))
    return FALSE;
  for (guint round = 0; round < rounds; round++)
    {
      g_autoptr (GError) cause = NULL;

      g_printerr ("bench: data, CSV, round %u of %u\n", round + 1, rounds);
      if (!load_csv (data, round == rounds - 1, error))
        return FALSE;
      if (!import_csv (data, &cause))
        g_printerr ("bench: sqlite3 skipped: %s\n", cause != NULL ? cause->message : "it is not installed");
    }
  objects = data_objects_new (data->n);
  for (guint round = 0; round < rounds; round++)
    {
      g_printerr ("bench: data, sort and filter, round %u of %u\n", round + 1, rounds);
      if (!measure_sorts (data, objects, error) || !measure_filter (data, objects, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_data (const BenchRun *run, GError **error)
{
  Data data = { .run = run };
  gboolean done;

  /* Without --rows: a size of its own. */
  data.n = run->sizes[1] == 0 ? run->sizes[0] : N_ROWS;
  data.folder = g_dir_make_tmp ("stree-bench-XXXXXX", error);
  if (data.folder == NULL)
    return FALSE;
  data.csv = g_build_filename (data.folder, "table.csv", NULL);
  data.file = g_file_new_for_path (data.csv);
  declare (&data);
  done = measure (&data, error) && bench_data_open (run, data.n, data.file, error) && bench_data_sqlite (run, data.n, data.file, data.folder, error) &&
         bench_data_grid (run, data.n, error);

  g_unlink (data.csv);
  g_rmdir (data.folder);
  g_clear_pointer (&data.frame, stree_frame_unref);
  g_object_unref (data.file);
  g_free (data.folder);
  g_free (data.csv);
  return done;
}

const BenchSuite bench_suite_data = {
  .name = "data",
  .about = "CSV beside sqlite3, sort and filter beside GTK's list models, memory of a frame, SQLite, a grid beside GtkColumnView",
  .run = run_data,
};
