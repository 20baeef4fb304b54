/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "postgres-fixture.h"

#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "remove-folder.h"

struct _PostgresFixture
{
  char *bin;    /* owned: where its programs are */
  char *folder; /* owned */
  guint port;
  gboolean drops; /* the programs run as another user, since this one is root */
  uid_t uid;
  gid_t gid;
  GSubprocess *server; /* owned */
  GThread *reader;     /* owned: of what the server says */
  GMutex lock;         /* of what follows */
  GCond said;
  GString *log;
  gboolean ready; /* since it was started */
  gboolean over;  /* nothing more comes */
};

/* The newest one. */
static char *
find_programs (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/usr/lib/postgresql", 0, NULL);
  g_autofree char *beside = g_find_program_in_path ("initdb");
  char *best = NULL;
  guint64 best_version = 0;
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      guint64 version = g_ascii_strtoull (name, NULL, 10);
      g_autofree char *bin = g_build_filename ("/usr/lib/postgresql", name, "bin", NULL);
      g_autofree char *initdb = g_build_filename (bin, "initdb", NULL);

      if (version <= best_version || !g_file_test (initdb, G_FILE_TEST_IS_EXECUTABLE))
        continue;
      g_free (best);
      best = g_steal_pointer (&bin);
      best_version = version;
    }
  return best ? best : beside ? g_path_get_dirname (beside) : NULL;
}

static guint
find_port (void)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  g_assert_true (g_socket_bind (socket, any, TRUE, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

/* Between fork and exec. */
static void
become_user (gpointer data)
{
  PostgresFixture *fixture = data;

  if (fixture->drops &&
      (setgroups (1, &fixture->gid) != 0 || setgid (fixture->gid) != 0 || setuid (fixture->uid) != 0))
    _exit (126);
  prctl (PR_SET_PDEATHSIG, SIGQUIT);
}

static GSubprocess *
spawn (PostgresFixture *fixture, const char *const *argv, GSubprocessFlags flags)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (flags);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_MESSAGES", "C", TRUE);
  g_subprocess_launcher_set_child_setup (launcher, become_user, fixture, NULL);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  return process;
}

static void
make_cluster (PostgresFixture *fixture)
{
  g_autofree char *initdb = g_build_filename (fixture->bin, "initdb", NULL);
  g_autofree char *data = g_build_filename (fixture->folder, "data", NULL);
  g_autofree char *password = g_build_filename (fixture->folder, "password", NULL);
  g_autofree char *pwfile = g_strconcat ("--pwfile=", password, NULL);
  const char *argv[] = { initdb, "-D", data, "-U", "tester", "--auth-local=trust", "--auth-host=scram-sha-256",
                         pwfile, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", NULL };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;

  g_assert_true (g_file_set_contents (password, POSTGRES_PASSWORD "\n", -1, NULL));
  g_assert_true (!fixture->drops || chown (password, fixture->uid, fixture->gid) == 0);
  process = spawn (fixture, argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("initdb failed: %s", said);
}

static gpointer
read_log (gpointer data)
{
  PostgresFixture *fixture = data;
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (fixture->server));

  for (char *line; (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)); g_free (line))
    {
      g_mutex_lock (&fixture->lock);
      g_string_append_printf (fixture->log, "%s\n", line);
      if (strstr (line, "ready to accept connections"))
        fixture->ready = TRUE;
      g_cond_broadcast (&fixture->said);
      g_mutex_unlock (&fixture->lock);
    }
  g_mutex_lock (&fixture->lock);
  fixture->over = TRUE;
  g_cond_broadcast (&fixture->said);
  g_mutex_unlock (&fixture->lock);
  return NULL;
}

void
postgres_fixture_start (PostgresFixture *fixture)
{
  g_autofree char *postgres = g_build_filename (fixture->bin, "postgres", NULL);
  g_autofree char *data = g_build_filename (fixture->folder, "data", NULL);
  g_autofree char *port = g_strdup_printf ("%u", fixture->port);
  /* What is committed survives a crash of the server, if not one of the machine. */
  const char *argv[] = { postgres, "-D", data, "-k", fixture->folder, "-h", "127.0.0.1", "-p", port,
                         "-c", "fsync=off", "-c", "max_connections=40", "-c", "shared_buffers=64MB",
                         "-c", "log_statement=all", "-c", "logging_collector=off", NULL };
  gboolean ready;

  g_assert_null (fixture->server);
  fixture->ready = fixture->over = FALSE;
  fixture->server = spawn (fixture, argv, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  fixture->reader = g_thread_new ("postgres-log", read_log, fixture);
  g_mutex_lock (&fixture->lock);
  while (!fixture->ready && !fixture->over)
    g_cond_wait (&fixture->said, &fixture->lock);
  ready = fixture->ready;
  g_mutex_unlock (&fixture->lock);
  if (!ready)
    g_error ("the server did not start: %s", fixture->log->str);
}

static void
stop (PostgresFixture *fixture, int signal)
{
  if (!fixture->server)
    return;
  g_subprocess_send_signal (fixture->server, signal);
  g_subprocess_wait (fixture->server, NULL, NULL);
  g_thread_join (g_steal_pointer (&fixture->reader));
  g_clear_object (&fixture->server);
}

void
postgres_fixture_kill (PostgresFixture *fixture)
{
  stop (fixture, SIGQUIT);
}

/* The user that the server runs as. NULL: there is none. */
static const struct passwd *
find_user (void)
{
  const struct passwd *user = getpwnam ("postgres");

  return geteuid () != 0 ? getpwuid (geteuid ()) : user ? user : getpwnam ("nobody");
}

const char *
postgres_fixture_missing (void)
{
  g_autofree char *bin = find_programs ();

  return !bin          ? "no PostgreSQL server is installed (Debian: postgresql)"
         : !find_user () ? "the server does not run as root, and there is no other user"
                         : NULL;
}

PostgresFixture *
postgres_fixture_new (void)
{
  PostgresFixture *fixture;
  const struct passwd *user = find_user ();
  g_autoptr (GError) error = NULL;

  g_assert_null (postgres_fixture_missing ());
  fixture = g_new0 (PostgresFixture, 1);
  fixture->bin = find_programs ();
  fixture->drops = geteuid () == 0;
  fixture->uid = user->pw_uid;
  fixture->gid = user->pw_gid;
  fixture->log = g_string_new (NULL);
  fixture->folder = g_dir_make_tmp ("stree-pg-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_true (!fixture->drops || chown (fixture->folder, fixture->uid, fixture->gid) == 0);
  make_cluster (fixture);
  fixture->port = find_port ();
  postgres_fixture_start (fixture);
  return fixture;
}

void
postgres_fixture_free (PostgresFixture *fixture)
{
  stop (fixture, SIGINT);
  remove_folder (fixture->folder);
  g_string_free (fixture->log, TRUE);
  g_free (fixture->folder);
  g_free (fixture->bin);
  g_free (fixture);
}

guint
postgres_fixture_get_port (PostgresFixture *fixture)
{
  return fixture->port;
}

const char *
postgres_fixture_get_folder (PostgresFixture *fixture)
{
  return fixture->folder;
}

char *
postgres_fixture_uri (PostgresFixture *fixture, const char *database)
{
  return g_strdup_printf ("postgresql://tester:%s@127.0.0.1:%u/%s", POSTGRES_PASSWORD_IN_URI, fixture->port, database);
}

/* Statements are run in a connection that waits: only what the tests need besides. */
static PGconn *
connect_here (PostgresFixture *fixture)
{
  g_autofree char *info = g_strdup_printf ("host=%s port=%u user=tester dbname=postgres", fixture->folder, fixture->port);
  PGconn *conn = PQconnectdb (info);

  if (PQstatus (conn) != CONNECTION_OK)
    g_error ("no connection: %s", PQerrorMessage (conn));
  return conn;
}

static PGresult *
execute (PGconn *conn, const char *sql)
{
  PGresult *result = PQexec (conn, sql);

  if (PQresultStatus (result) != PGRES_COMMAND_OK && PQresultStatus (result) != PGRES_TUPLES_OK)
    g_error ("%s: %s", sql, PQerrorMessage (conn));
  return result;
}

char *
postgres_fixture_ask (PostgresFixture *fixture, const char *sql)
{
  PGconn *conn = connect_here (fixture);
  PGresult *result = execute (conn, sql);
  char *value = g_strdup (PQntuples (result) > 0 && PQnfields (result) > 0 ? PQgetvalue (result, 0, 0) : "");

  PQclear (result);
  PQfinish (conn);
  return value;
}

PostgresLock *
postgres_lock_new (PostgresFixture *fixture, const char *sql)
{
  PGconn *conn = connect_here (fixture);

  PQclear (execute (conn, "BEGIN"));
  PQclear (execute (conn, sql));
  return (PostgresLock *) conn;
}

void
postgres_lock_free (PostgresLock *lock)
{
  PQclear (execute ((PGconn *) lock, "ROLLBACK"));
  PQfinish ((PGconn *) lock);
}

void
postgres_lock_drop (PostgresLock *lock)
{
  PQfinish ((PGconn *) lock);
}

void
postgres_fixture_run (PostgresFixture *fixture, const char *sql)
{
  g_free (postgres_fixture_ask (fixture, sql));
}

char *
postgres_fixture_get_log (PostgresFixture *fixture)
{
  char *log;

  g_mutex_lock (&fixture->lock);
  log = g_strdup (fixture->log->str);
  g_mutex_unlock (&fixture->lock);
  return log;
}
