/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * A table of SQLite as a grid asks for it, once its rows are counted.
 *
 *   sqlite-page  any page of 128 rows
 *   sqlite-jump  a query, and its page in the middle of the rows
 */

#include "suite-data.h"
#include "../wait-for.h"

#include <glib/gstdio.h>

#include "streamtree.h"

#define PAGE_ROWS 128
#define PAGES     200
#define JUMPS     7
#define PAGE_US   5000
#define JUMP_US   50000

static void
on_done (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static StreeSource *
make_source (GFile *csv, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GAsyncResult) opened = NULL;

  stree_sqlite_import_csv_async (path, "t", csv, NULL, NULL, NULL, NULL, NULL, on_done, &imported);
  wait_for (imported != NULL);
  if (!stree_sqlite_import_csv_finish (imported, NULL, error))
    return NULL;
  stree_sqlite_source_new_async (path, "t", NULL, on_done, &opened);
  wait_for (opened != NULL);
  return (StreeSource *) stree_sqlite_source_new_finish (opened, error);
}

static StreeResultSet *
ask (StreeSource *source, GError **error)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GAsyncResult) result = NULL;

  stree_source_query_async (source, query, NULL, on_done, &result);
  wait_for (result != NULL);
  return stree_source_query_finish (source, result, error);
}

static gboolean
read_page (StreeResultSet *rows, guint64 first, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (StreeFrame) page = NULL;

  stree_result_set_page_async (rows, first, PAGE_ROWS, NULL, on_done, &result);
  wait_for (result != NULL);
  page = stree_result_set_page_finish (rows, result, error);
  return page != NULL;
}

static gboolean
measure (const BenchRun *run, StreeSource *source, guint n, GError **error)
{
  g_autoptr (StreeResultSet) rows = NULL;
  gboolean exact = FALSE;
  BenchTimer timer;

  for (guint i = 0; i < (run->once ? 1u : (guint) JUMPS); i++)
    {
      bench_timer_start (&timer);
      g_clear_object (&rows);
      rows = ask (source, error);
      if (!rows || !read_page (rows, n / 2, error))
        return FALSE;
      bench_pairs_add (run->pairs, "sqlite-jump", TRUE, bench_timer_wall (&timer));
      bench_pairs_add (run->pairs, "sqlite-jump", FALSE, JUMP_US);
    }
  while (stree_result_set_get_n_rows (rows, &exact) < n || !exact)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < (run->once ? 2u : (guint) PAGES); i++)
    {
      bench_timer_start (&timer);
      if (!read_page (rows, (guint64) i * 7919 * 131 % MAX (n, 1), error))
        return FALSE;
      bench_pairs_add (run->pairs, "sqlite-page", TRUE, bench_timer_wall (&timer));
      bench_pairs_add (run->pairs, "sqlite-page", FALSE, PAGE_US);
    }
  return TRUE;
}

gboolean
bench_data_sqlite (const BenchRun *run, guint n, GFile *csv, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "table.db", NULL);
  g_autoptr (StreeSource) source = NULL;
  gboolean done;

  bench_pairs_declare (run->pairs, "data", "sqlite-page", n, "5 ms", "us", 1);
  bench_pairs_declare (run->pairs, "data", "sqlite-jump", n, "50 ms", "us", 1);
  g_printerr ("bench: data, SQLite, %u rows\n", n);
  source = make_source (csv, path, error);
  done = source && measure (run, source, n, error);
  g_clear_object (&source);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < 3; i++)
    {
      static const char *const ends[] = { "", "-wal", "-shm" };
      g_autofree char *file = g_strconcat (path, ends[i], NULL);

      g_unlink (file);
    }
  return done;
}
