/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * What pages, jumps and counts of a PostgreSQL table take, medians in milliseconds; beside libpq asked in the plain way, by
 * OFFSET and count (*). It starts a server of its own:
 *
 *     build/tests/measure-postgres [ROWS]
 */

#include <libpq-fe.h>
#include <stdlib.h>

#include "../postgres-open.h"

#define N_TIMES 21

static PostgresFixture *fixture;

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
say (const char *what, double *times, guint n)
{
  qsort (times, n, sizeof *times, compare);
  g_print ("%-58s %9.2f  (%.2f to %.2f, n=%u)\n", what, times[n / 2], times[0], times[n - 1], n);
}

static double
since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static void
measure_pages (StreeResultSet *rows, const char *what, guint64 first, guint64 step)
{
  double times[N_TIMES];

  for (guint i = 0; i < N_TIMES; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (StreeFrame) page = source_page (rows, first + i * step, 200, NULL);

      g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 200);
      times[i] = since (begin);
    }
  say (what, times, N_TIMES);
}

static void
measure_order (StreeSource *source, const char *name, const char *column, gboolean descending, guint n_rows)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (GAsyncResult) jump = NULL;
  gint64 begin = g_get_monotonic_time ();
  double time;

  g_print ("\n%s\n", name);
  if (column)
    stree_query_add_sort (query, column, descending);
  rows = source_query (source, query, NULL, NULL);
  time = since (begin);
  say ("the query with its first 200 rows", &time, 1);
  begin = g_get_monotonic_time ();
  stree_result_set_page_async (rows, n_rows / 2, 200, NULL, source_on_result, &jump);
  source_wait_counted (rows);
  time = since (begin);
  say ("the exact count, in the background", &time, 1);
  wait_for (jump != NULL);
  page = stree_result_set_page_finish (rows, jump, NULL);
  time = since (begin);
  say ("a jump to the middle, asked for at once", &time, 1);
  measure_pages (rows, "200 rows forward, from the middle", n_rows / 2 + 1000, 200);
  measure_pages (rows, "a jump anywhere", n_rows / 10, n_rows / 30 + 77);
}

static void
measure_plain (const char *what, const char *sql, guint n)
{
  g_autofree char *uri = postgres_fixture_uri (fixture, "postgres");
  PGconn *conn = PQconnectdb (uri);
  double times[N_TIMES];

  for (guint i = 0; i < n; i++)
    {
      gint64 begin = g_get_monotonic_time ();

      PQclear (PQexec (conn, sql));
      times[i] = since (begin);
    }
  say (what, times, n);
  PQfinish (conn);
}

int
main (int argc, char **argv)
{
  guint n_rows = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 1000000;
  g_autofree char *sql = g_strdup_printf (
      "CREATE TABLE many (id bigint PRIMARY KEY, name text NOT NULL, amount double precision, day date, at timestamp, "
      "paid boolean, city text, country text, quantity int NOT NULL, note text);"
      "INSERT INTO many SELECT i, 'name ' || md5 (i::text), (i::bigint * 7919 %% 1000003) / 8.0, date '2000-01-01' + i %% 9000, "
      "timestamp '2000-01-01' + i * interval '1 minute', i %% 3 = 0, 'city ' || i %% 5000, 'country ' || i %% 200, "
      "i * 31 %% 1000, 'a note of some length, number ' || i FROM generate_series (1, %u) i;"
      "CREATE INDEX ON many (amount); ANALYZE many", n_rows);
  g_autofree char *offset = g_strdup_printf ("SELECT * FROM many ORDER BY id OFFSET %u LIMIT 200", n_rows / 2);
  g_autofree char *late = g_strdup_printf ("SELECT * FROM many ORDER BY id OFFSET %u LIMIT 200", n_rows / 10 * 9);
  g_autoptr (StreeSource) source = NULL;

  if (postgres_fixture_missing ())
    {
      g_printerr ("%s\n", postgres_fixture_missing ());
      return 77;
    }
  fixture = postgres_fixture_new ();
  postgres_fixture_run (fixture, sql);
  postgres_fixture_run (fixture, "VACUUM ANALYZE many");
  g_print ("%u rows x 10 columns; medians in ms\n\nlibpq, plain\n", n_rows);
  measure_plain ("ORDER BY id OFFSET half LIMIT 200", offset, 5);
  measure_plain ("ORDER BY id OFFSET nine tenths LIMIT 200", late, 5);
  measure_plain ("count (*)", "SELECT count (*) FROM many", 5);
  source = postgres_open (fixture, "many");
  measure_order (source, "by its key", NULL, FALSE, n_rows);
  measure_order (source, "by an indexed number that may be null, downwards", "amount", TRUE, n_rows);
  measure_order (source, "by a number without an index", "quantity", FALSE, n_rows);
  measure_order (source, "by a text without an index", "city", FALSE, n_rows);
  g_clear_object (&source);
  postgres_fixture_free (fixture);
  return 0;
}
