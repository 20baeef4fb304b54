/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* TLS to a PostgreSQL server: with certificates that are made for the test. */

#include <glib/gstdio.h>
#include <unistd.h>

#include "postgres-open.h"

static PostgresFixture *fixture;
static char *folder; /* of the certificates */

static char *
file_in (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
openssl (const char *arguments)
{
  g_autofree char *line = g_strconcat ("openssl ", arguments, NULL);
  g_auto (GStrv) argv = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, &error));
  g_spawn_sync (folder, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", line, said);
}

#define KEY "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "

/* @name.crt and @name.key: for itself; what it signs has its name. */
static void
make_authority (const char *name)
{
  g_autofree char *arguments = g_strdup_printf ("req -x509 " KEY "-subj /CN=%s -keyout %s.key -out %s.crt", name, name, name);

  openssl (arguments);
}

static void
make_certificate (const char *name, const char *common_name, const char *extension)
{
  g_autofree char *request = g_strdup_printf ("req -new " KEY "-subj /CN=%s -keyout %s.key -out %s.csr", common_name, name, name);
  g_autofree char *sign = g_strdup_printf ("x509 -req -in %s.csr -CA authority.crt -CAkey authority.key -CAcreateserial -days 2 "
                                           "-extfile extensions -out %s.crt", name, name);
  g_autofree char *extensions = file_in ("extensions");

  g_assert_true (g_file_set_contents (extensions, extension, -1, NULL));
  openssl (request);
  openssl (sign);
}

/* The server reads its key only from a file of its own. */
static void
install (const char *from, const char *to, mode_t mode)
{
  g_autofree char *source = file_in (from);
  g_autofree char *data = g_build_filename (postgres_fixture_get_folder (fixture), "data", NULL);
  g_autofree char *target = g_build_filename (data, to, NULL);
  g_autofree char *text = NULL;
  GStatBuf status;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (target, text, -1, NULL));
  g_assert_cmpint (g_stat (data, &status), ==, 0);
  g_assert_true (geteuid () != 0 || chown (target, status.st_uid, status.st_gid) == 0);
  g_assert_cmpint (g_chmod (target, mode), ==, 0);
}

static void
start_tls (void)
{
  g_autofree char *hba = g_build_filename (postgres_fixture_get_folder (fixture), "data", "pg_hba.conf", NULL);
  g_autofree char *before = NULL;
  g_autofree char *rules = NULL;
  FILE *file;

  make_authority ("authority");
  make_authority ("stranger");
  make_certificate ("server", "localhost", "subjectAltName = DNS:localhost\n");
  make_certificate ("client", "certified", "extendedKeyUsage = clientAuth\n");
  install ("server.crt", "server.crt", 0644);
  install ("server.key", "server.key", 0600);
  install ("authority.crt", "authority.crt", 0644);
  postgres_fixture_run (fixture, "CREATE ROLE certified LOGIN");
  postgres_fixture_run (fixture, "CREATE TABLE one (id int PRIMARY KEY)");
  postgres_fixture_run (fixture, "GRANT SELECT ON one TO certified");
  postgres_fixture_run (fixture, "ALTER SYSTEM SET ssl = on");
  postgres_fixture_run (fixture, "ALTER SYSTEM SET ssl_ca_file = 'authority.crt'");
  g_assert_true (g_file_get_contents (hba, &before, NULL, NULL));
  rules = g_strconcat ("hostssl all certified all cert\nhost all certified all reject\n", before, NULL);
  file = fopen (hba, "w"); /* it stays the server's */
  g_assert_true (file && fputs (rules, file) >= 0 && fclose (file) == 0);
  postgres_fixture_kill (fixture);
  postgres_fixture_start (fixture);
}

/* @host, a mode, whose certificates are trusted. */
static char *
make_uri (const char *user, const char *host, const char *mode, const char *authority)
{
  g_autofree char *root = file_in (authority);

  return g_strdup_printf ("postgresql://%s@%s:%u/postgres?sslmode=%s&sslrootcert=%s", user, host, postgres_fixture_get_port (fixture),
                          mode, root);
}

#define TESTER "tester:" POSTGRES_PASSWORD_IN_URI

static char *
count_connections (const char *what)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM pg_stat_activity JOIN pg_stat_ssl USING (pid) WHERE "
                                          "application_name = '%s' AND %s", g_get_prgname (), what);

  return postgres_fixture_ask (fixture, sql);
}

static void
assert_opens (const char *uri)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = postgres_open_uri (uri, "one", &error);
  g_autofree char *n_secure = NULL;
  g_autofree char *n_plain = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (source);
  n_secure = count_connections ("ssl");
  g_assert_cmpstr (n_secure, !=, "0");
  n_plain = count_connections ("NOT ssl");
  g_assert_cmpstr (n_plain, ==, "0");
}

/* And says why, without the password; nor is it tried without TLS. */
static void
assert_refused (const char *uri, int code, const char *words)
{
  g_autofree char *before = postgres_fixture_get_log (fixture);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = postgres_open_uri (uri, "one", &error);

  g_assert_null (source);
  g_assert_error (error, STREE_SOURCE_ERROR, code);
  if (!strstr (error->message, words))
    g_error ("“%s” is not in: %s", words, error->message);
  g_assert_null (strstr (error->message, "s3cret"));
  after = postgres_fixture_get_log (fixture);
  g_assert_null (strstr (after + strlen (before), "\"one\""));
}

static void
test_verified (void)
{
  g_autofree char *uri = make_uri (TESTER, "localhost", "verify-full", "authority.crt");

  assert_opens (uri);
}

static void
test_wrong_authority (void)
{
  g_autofree char *full = make_uri (TESTER, "localhost", "verify-full", "stranger.crt");
  g_autofree char *authority = make_uri (TESTER, "localhost", "verify-ca", "stranger.crt");
  g_autofree char *missing = make_uri (TESTER, "localhost", "verify-full", "no-such.crt");

  assert_refused (full, STREE_SOURCE_ERROR_FAILED, "certificate verify failed");
  assert_refused (authority, STREE_SOURCE_ERROR_FAILED, "certificate verify failed");
  assert_refused (missing, STREE_SOURCE_ERROR_FAILED, "no-such.crt");
}

static void
test_wrong_host (void)
{
  g_autofree char *full = make_uri (TESTER, "127.0.0.1", "verify-full", "authority.crt");
  g_autofree char *authority = make_uri (TESTER, "127.0.0.1", "verify-ca", "authority.crt");

  assert_refused (full, STREE_SOURCE_ERROR_FAILED, "127.0.0.1");
  /* Whose name it is was not asked. */
  assert_opens (authority);
}

static void
test_client (void)
{
  g_autofree char *without = make_uri ("certified", "localhost", "verify-full", "authority.crt");
  g_autofree char *certificate = file_in ("client.crt");
  g_autofree char *key = file_in ("client.key");
  g_autofree char *with = g_strdup_printf ("%s&sslcert=%s&sslkey=%s", without, certificate, key);
  g_autofree char *none = g_strconcat (without, "&sslcert=/nowhere", NULL);

  assert_opens (with);
  assert_refused (none, STREE_SOURCE_ERROR_DENIED, "certificate");
}

/* The server has no TLS any more: who wants it gets none without it. */
static void
test_no_tls (void)
{
  g_autofree char *uri = make_uri (TESTER, "localhost", "verify-full", "authority.crt");
  g_autofree char *n = NULL;

  postgres_fixture_run (fixture, "ALTER SYSTEM SET ssl = off");
  postgres_fixture_kill (fixture);
  postgres_fixture_start (fixture);
  assert_refused (uri, STREE_SOURCE_ERROR_FAILED, "SSL");
  n = count_connections ("true");
  g_assert_cmpstr (n, ==, "0");
}

static void
add_tests (void)
{
  start_tls ();
  g_test_add_func ("/postgres-tls/verified", test_verified);
  g_test_add_func ("/postgres-tls/wrong-authority", test_wrong_authority);
  g_test_add_func ("/postgres-tls/wrong-host", test_wrong_host);
  g_test_add_func ("/postgres-tls/client", test_client);
  g_test_add_func ("/postgres-tls/no-tls", test_no_tls);
}

int
main (int argc, char **argv)
{
  g_autofree char *program = g_find_program_in_path ("openssl");
  g_autoptr (GDir) dir = NULL;
  const char *name;
  int status;

  support_init (&argc, &argv);
  if (!program)
    {
      g_test_add_data_func ("/postgres-tls/no-openssl", "openssl is not installed, which makes the certificates (Debian: openssl)",
                            postgres_skip);
      return g_test_run ();
    }
  folder = g_dir_make_tmp ("stree-tls-XXXXXX", NULL);
  status = postgres_run (&fixture, add_tests);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = file_in (name);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
