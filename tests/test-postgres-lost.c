/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* PostgreSQL: a server that goes and comes back, and a line that breaks while something is written. */

#include "postgres-open.h"
#include "sources/postgres/stree-pg-result-private.h"

static PostgresFixture *fixture;
static guint n_messages; /* in the log */

static void
on_changed (StreeSource *source, gpointer data)
{
  (void) source;
  ++*(guint *) data;
}

static StreeResultSet *
ask_all (StreeSource *source)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  StreeResultSet *rows = source_query (source, query, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

static StreeChanges *
insert_row (StreeSource *source, gint64 id)
{
  StreeChanges *changes = stree_changes_new ();
  g_autoptr (StreeCell) cell = stree_cell_new_int64 (id);

  stree_changes_set_cell (changes, stree_changes_add_insert (changes), 0, cell);
  g_assert_true (STREE_IS_SOURCE (source));
  return changes;
}

/* --- a server that does not answer --- */

static void
kept_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  (void) object;
  *(GAsyncResult **) data = g_object_ref (result);
}

/* What is closed ends, and not what the caller does besides; and who cancels ends it, too. */
static void
test_closed_while_connecting (void)
{
  static const StreePgEvents events = { 0 };

  for (guint cancels = 0; cancels < 2; cancels++)
    {
      g_autoptr (GSocketListener) listener = g_socket_listener_new ();
      guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
      g_autofree char *uri = g_strdup_printf ("postgresql://127.0.0.1:%u/t?sslmode=disable", port);
      g_autoptr (StreePgConnection) connection = stree_pg_connection_new (uri, FALSE, NULL);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (port, !=, 0);
      stree_pg_connection_keep_async (connection, &events, NULL, cancellable, kept_cb, &result);
      if (cancels)
        g_cancellable_cancel (cancellable);
      else
        stree_pg_connection_close (connection);
      g_assert_cmpint (g_cancellable_is_cancelled (cancellable), ==, (int) cancels);
      while (!result)
        g_main_context_iteration (NULL, TRUE);
      g_assert_false (stree_pg_connection_keep_finish (connection, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      stree_pg_connection_close (connection);
    }
}

/* --- the server --- */

static void
assert_lost (GError **error)
{
  g_assert_error (*error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST);
  g_assert_null (strstr ((*error)->message, "s3cret"));
  g_clear_error (error);
}

/* Each test has the table, whichever ran before. */
static void
make_kept (void)
{
  postgres_fixture_run (fixture, "DROP TABLE IF EXISTS kept; CREATE TABLE kept (id int PRIMARY KEY);"
                                 "INSERT INTO kept SELECT i FROM generate_series (1, 1000) i");
}

static void
test_restart (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeFrame) page = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeChanges) changes = NULL;
  g_autoptr (StreeCommit) commit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;
  guint n_changed = 0;

  make_kept ();
  source = postgres_open (fixture, "kept");
  rows = ask_all (source);
  source_wait_counted (rows);
  changes = insert_row (source, 5000);
  commit = source_commit (source, changes, NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (source, "changed", G_CALLBACK (on_changed), &n_changed);

  /* It is noticed where nothing is asked, too. */
  postgres_fixture_kill (fixture);
  wait_for (n_changed > 0);
  g_assert_cmpuint (n_messages, >, 0);
  page = source_page (rows, 500, 10, &error);
  g_assert_null (page);
  assert_lost (&error);
  g_assert_null (source_query (source, query, NULL, &error));
  assert_lost (&error);
  g_assert_null (source_distinct (source, 0, NULL, 0, &error));
  assert_lost (&error);
  g_assert_null (source_commit (source, changes, NULL, &error));
  assert_lost (&error);
  /* What is there already still is. */
  page = stree_result_set_get_page (rows, 0, 10);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 10);
  g_clear_pointer (&page, stree_frame_unref);
  g_assert_cmpuint (n_changed, ==, 1);

  postgres_fixture_start (fixture);
  wait_for (n_changed > 1);
  page = source_page (rows, 500, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stree_frame_get_int64 (page, 0, 0), ==, 501);
  count = postgres_fixture_ask (fixture, "SELECT count (*) FROM kept");
  g_assert_cmpstr (count, ==, "1001");
}

typedef struct
{
  StreePgConnection *connection;
  GError *errors[3]; /* owned */
  guint n;
} Closing;

static void
closing_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Closing *closing = data;
  g_autoptr (GPtrArray) results =
      stree_pg_connection_run_finish (STREE_PG_CONNECTION (object), result, &closing->errors[closing->n++]);

  g_assert_null (results);
  stree_pg_connection_close (closing->connection);
}

/* Who is told that the server is lost may close the connection; the others are told the same. */
static void
test_closed_when_told (void)
{
  g_autofree char *uri = postgres_fixture_uri (fixture, "postgres");
  g_autoptr (StreePgConnection) connection = stree_pg_connection_new (uri, TRUE, NULL);
  Closing closing = { .connection = connection };

  for (guint i = 0; i < G_N_ELEMENTS (closing.errors); i++)
    {
      GPtrArray *statements = stree_pg_statements_new ();

      g_ptr_array_add (statements, stree_pg_statement_new ("SELECT pg_sleep (1000)"));
      stree_pg_connection_run_async (connection, statements, NULL, NULL, NULL, closing_cb, &closing);
    }
  for (gboolean sleeps = FALSE; !sleeps;)
    {
      g_autofree char *n =
          postgres_fixture_ask (fixture, "SELECT count (*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");

      g_main_context_iteration (NULL, FALSE);
      sleeps = g_str_equal (n, "1");
    }
  postgres_fixture_kill (fixture);
  wait_for (closing.n == G_N_ELEMENTS (closing.errors));
  for (guint i = 0; i < G_N_ELEMENTS (closing.errors); i++)
    assert_lost (&closing.errors[i]);
  postgres_fixture_start (fixture);
}

/* What waits for an answer when the server goes is told so, too. */
static void
test_in_the_middle (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GAsyncResult) asked = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (StreeChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  PostgresLock *lock;
  guint n_changed = 0;

  postgres_fixture_run (fixture, "CREATE TABLE held (id int PRIMARY KEY)");
  source = postgres_open (fixture, "held");
  changes = insert_row (source, 1);
  lock = postgres_lock_new (fixture, "LOCK TABLE held");
  stree_source_query_async (source, query, NULL, source_on_result, &asked);
  stree_source_commit_async (source, changes, NULL, source_on_result, &written);
  for (gboolean wait = FALSE; !wait;)
    {
      g_autofree char *n = postgres_fixture_ask (
          fixture, "SELECT count (*) FROM pg_locks WHERE NOT granted AND relation = 'held'::regclass");

      g_main_context_iteration (NULL, FALSE);
      wait = g_str_equal (n, "2");
    }
  g_signal_connect (source, "changed", G_CALLBACK (on_changed), &n_changed);
  postgres_fixture_kill (fixture);
  wait_for (asked && written);
  g_assert_null (stree_source_query_finish (source, asked, &error));
  assert_lost (&error);
  g_assert_null (stree_source_commit_finish (source, written, &error));
  assert_lost (&error);
  postgres_lock_drop (lock);
  g_assert_cmpuint (n_changed, ==, 1);
  postgres_fixture_start (fixture);
  wait_for (n_changed > 1);
  {
    g_autoptr (StreeResultSet) rows = ask_all (source);

    g_assert_cmpuint (stree_result_set_get_n_rows (rows, NULL), ==, 0);
  }
}

/* A source that is dropped while the server is away, or while it is asked, is dropped. */
static void
test_dropped (void)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  StreeSource *source;
  StreeResultSet *rows;

  make_kept ();
  source = postgres_open (fixture, "kept");
  rows = ask_all (source);
  g_object_add_weak_pointer (G_OBJECT (rows), (gpointer *) &rows);
  g_object_unref (rows);
  g_assert_null (rows);
  postgres_fixture_kill (fixture);
  g_assert_null (source_query (source, query, NULL, &error));
  g_object_add_weak_pointer (G_OBJECT (source), (gpointer *) &source);
  g_object_unref (source);
  wait_for (!source);
  postgres_fixture_start (fixture);
}

/* --- the line --- */

typedef enum
{
  CUT_BEFORE, /* the server does not hear of the commit */
  CUT_AFTER   /* it does; its answer is not heard */
} Cut;

/* Between a source and the server: it breaks the line once, at the COMMIT. */
typedef struct
{
  Cut cut;
  gboolean armed;
  gboolean spoils; /* sorted keys */
  gboolean heard; /* the COMMIT */
  guint n_cuts;
} Proxy;

typedef struct
{
  Proxy *proxy;
  GSocketConnection *client, *server; /* owned */
  GSource *up, *down;                 /* owned */
  gboolean committing;
} Line;

static void
line_cut (Line *line)
{
  g_source_destroy (line->up);
  g_source_destroy (line->down);
  g_source_unref (line->up);
  g_source_unref (line->down);
  g_io_stream_close (G_IO_STREAM (line->client), NULL, NULL);
  g_io_stream_close (G_IO_STREAM (line->server), NULL, NULL);
  g_object_unref (line->client);
  g_object_unref (line->server);
  g_free (line);
}

static char *
find_word (char *bytes, gssize n, const char *word)
{
  for (gssize i = 0; i + (gssize) strlen (word) <= n; i++)
    if (memcmp (bytes + i, word, strlen (word)) == 0)
      return bytes + i;
  return NULL;
}

/* Rows go before their keys are sorted, and behind their count; how many keys there are is not heard. */
static void
spoil_keys (char *bytes, gssize n)
{
  char *counted = find_word (bytes, n, "MOVE ALL");

  if (find_word (bytes, n, "DECLARE streamtree"))
    postgres_fixture_run (fixture, "DELETE FROM sorted WHERE n >= 500");
  if (counted)
    memcpy (counted, "MOVE ALX", strlen ("MOVE ALX"));
}

/* FALSE: the line is no more. */
static gboolean
forward (Line *line, GSocketConnection *from, GSocketConnection *to, gboolean up)
{
  char bytes[65536];
  gssize n = g_socket_receive (g_socket_connection_get_socket (from), bytes, sizeof bytes, NULL, NULL);
  Proxy *proxy = line->proxy;

  if (up && proxy->spoils)
    spoil_keys (bytes, n);
  if (up && n > 13 && proxy->armed && memcmp (bytes + 6, "COMMIT", 7) == 0)
    line->committing = TRUE;
  if (n <= 0 || (line->committing && (proxy->cut == CUT_BEFORE || !up)))
    {
      if (line->committing)
        {
          proxy->armed = FALSE;
          proxy->n_cuts++;
        }
      line_cut (line);
      return FALSE;
    }
  return g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (to)), bytes, (gsize) n, NULL, NULL, NULL);
}

static gboolean
up_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  Line *line = data;

  (void) socket;
  (void) condition;
  return forward (line, line->client, line->server, TRUE);
}

static gboolean
down_cb (GSocket *socket, GIOCondition condition, gpointer data)
{
  Line *line = data;

  (void) socket;
  (void) condition;
  return forward (line, line->server, line->client, FALSE);
}

static GSource *
listen_to (GSocketConnection *connection, GSocketSourceFunc func, gpointer data)
{
  GSource *source = g_socket_create_source (g_socket_connection_get_socket (connection), G_IO_IN, NULL);

  g_source_set_callback (source, G_SOURCE_FUNC (func), data, NULL);
  g_source_attach (source, NULL);
  return source;
}

static gboolean
on_incoming (GSocketService *service, GSocketConnection *client, GObject *object, gpointer data)
{
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  Line *line = g_new0 (Line, 1);

  (void) service;
  (void) object;
  line->proxy = data;
  line->client = g_object_ref (client);
  line->server =
      g_socket_client_connect_to_host (connector, "127.0.0.1", (guint16) postgres_fixture_get_port (fixture), NULL, &error);
  g_assert_no_error (error);
  line->up = listen_to (line->client, up_cb, line);
  line->down = listen_to (line->server, down_cb, line);
  return TRUE;
}

/* By the proxy. @service: (out): owned: what it listens by. */
static StreeSource *
open_by_proxy (Proxy *proxy, const char *table, GSocketService **service)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  StreeSource *source;
  guint16 port;

  *service = g_socket_service_new ();
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (*service), NULL, NULL);
  uri = g_strdup_printf ("postgresql://tester:%s@127.0.0.1:%u/postgres", POSTGRES_PASSWORD_IN_URI, port);
  g_signal_connect (*service, "incoming", G_CALLBACK (on_incoming), proxy);
  source = postgres_open_uri (uri, table, &error);
  g_assert_no_error (error);
  return source;
}

/* Sorted keys that are fewer than was said are given up, and closed; a page comes without them. */
static void
test_spoilt_keys (void)
{
  Proxy proxy = { .spoils = TRUE };
  g_autoptr (GSocketService) service = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (StreeFrame) page = NULL;

  postgres_fixture_run (fixture, "CREATE TABLE sorted (id int PRIMARY KEY, n int);"
                                 "INSERT INTO sorted SELECT i, i FROM generate_series (1, 1000) i; ANALYZE sorted");
  source = open_by_proxy (&proxy, "sorted", &service);
  stree_query_add_sort (query, "n", FALSE);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  page = source_page (rows, 900, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (page), ==, 0);
  for (gboolean closed = FALSE; !closed;)
    {
      g_autofree char *n = postgres_fixture_ask (
          fixture, "SELECT count (*) FROM pg_stat_activity WHERE query LIKE 'CLOSE streamtree%'");

      g_main_context_iteration (NULL, FALSE);
      closed = g_str_equal (n, "1");
    }
}

static void
run_cut (Cut cut, gint64 id)
{
  Proxy proxy = { .cut = cut };
  g_autoptr (GSocketService) service = NULL;
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM kept WHERE id = %d", (int) id);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeChanges) changes = NULL;
  g_autoptr (StreeCommit) commit = NULL;
  g_autofree char *there = NULL;

  make_kept ();
  source = open_by_proxy (&proxy, "kept", &service);
  changes = insert_row (source, id);
  proxy.armed = TRUE;
  commit = source_commit (source, changes, NULL, &error);
  g_assert_cmpuint (proxy.n_cuts, ==, 1);
  there = postgres_fixture_ask (fixture, sql);
  if (cut == CUT_AFTER)
    {
      g_assert_no_error (error);
      g_assert_nonnull (stree_commit_get_inserted (commit, 0, NULL));
      g_assert_cmpstr (there, ==, "1");
    }
  else
    {
      g_assert_null (commit);
      g_assert_nonnull (strstr (error->message, "none of them"));
      assert_lost (&error);
      g_assert_cmpstr (there, ==, "0");
    }
}

/* Whether it was written is asked when the server is there again. */
static void
test_cut_before (void)
{
  run_cut (CUT_BEFORE, 7001);
}

static void
test_cut_after (void)
{
  run_cut (CUT_AFTER, 7002);
}

static void
add_tests (void)
{
  g_test_add_func ("/postgres-lost/closed-while-connecting", test_closed_while_connecting);
  g_test_add_func ("/postgres-lost/restart", test_restart);
  g_test_add_func ("/postgres-lost/closed-when-told", test_closed_when_told);
  g_test_add_func ("/postgres-lost/in-the-middle", test_in_the_middle);
  g_test_add_func ("/postgres-lost/dropped", test_dropped);
  g_test_add_func ("/postgres-lost/spoilt-keys", test_spoilt_keys);
  g_test_add_func ("/postgres-lost/cut-before", test_cut_before);
  g_test_add_func ("/postgres-lost/cut-after", test_cut_after);
}

/* Whatever is said, it is not the password. */
static void
hear_message (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  g_assert_null (strstr (message, "s3cret"));
  n_messages++;
  drop_messages (domain, level, message, data);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_log_set_default_handler (hear_message, NULL);
  stree_pg_sizes = (StreePgSizes) { .first_page = 20, .stride = 100, .max_offset = 200 };
  return postgres_run (&fixture, add_tests);
}
