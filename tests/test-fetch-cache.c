/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Two processes that use one cache folder at once: what is read is whole, whoever writes or cleans up meanwhile. The test runs
 * itself again for that, with a role, a URL and the folder. */

#include "support.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "bad-server.h"
#include "network/stree-http-cache-private.h"

#define BODY_SIZE (64 * 1024)
#define ROUNDS    300
#define N_PAGES   8
#define SMALL     (5 * BODY_SIZE) /* of the cache, where it is to be cleaned up */

static const char *program;

/* --- what is served: of each page its digit, and then one letter; another one each time, and not as often --- */

static void
say_page (GOutputStream *out, const char *head, guint n, GCancellable *stop, gpointer data)
{
  const gsize      size = n % 2 ? BODY_SIZE / 2 : BODY_SIZE;
  g_autofree char *body = g_strnfill (size, (char) ('a' + n % 26));

  (void) head;
  (void) stop;
  body[0] = (char) ('0' + GPOINTER_TO_UINT (data));
  bad_server_answer (out, "200 OK", "ETag: \"v1\"\r\nCache-Control: max-age=1000\r\n", body, size);
}

/* Whether it came from the disk. Fails if it is not the page as a whole, as it was at one time. */
static gboolean
get_page (const char *base, guint page, StreeRequestCache cache)
{
  g_autofree char          *url = g_strdup_printf ("%s%u", base, page);
  g_autoptr (StreeRequest)  request = stree_request_new (url);
  g_autoptr (StreeResponse) response = NULL;
  g_autoptr (GError)        error = NULL;
  const char               *body;
  gsize                     size;

  stree_request_set_cache (request, cache);
  response = stree_request_send (request, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  body = g_bytes_get_data (stree_response_get_bytes (response), &size);
  g_assert_true (size == BODY_SIZE || size == BODY_SIZE / 2);
  g_assert_cmpint (body[0], ==, '0' + (int) page);
  for (gsize i = 2; i < size; i++)
    if (body[i] != body[1])
      g_error ("byte %" G_GSIZE_FORMAT " is of another time", i);
  return stree_response_is_from_cache (response);
}

/* --- roles --- */

/* Writes one page again and again. */
static void
be_writer (const char *base)
{
  for (guint i = 0; i < ROUNDS; i++)
    g_assert_false (get_page (base, 0, STREE_REQUEST_CACHE_RELOAD));
}

/* More than there is room for. */
static void
be_browser (const char *base)
{
  for (guint i = 0; i < ROUNDS; i++)
    get_page (base, (i * 3 + (guint) getpid ()) % N_PAGES, STREE_REQUEST_CACHE_DEFAULT);
}

static int
be (char **args)
{
  stree_http_cache_configure (args[3], strcmp (args[1], "browser") == 0 ? SMALL : 0);
  if (strcmp (args[1], "writer") == 0)
    be_writer (args[2]);
  else
    be_browser (args[2]);
  return EXIT_SUCCESS;
}

/* --- the tests --- */

typedef struct
{
  BadServer *server;
  char      *base;
  char      *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->server = bad_server_new (NULL);
  fixture->base = bad_server_url (fixture->server, "/page/");
  fixture->folder = g_dir_make_tmp ("stree-cache-XXXXXX", NULL);
  for (guint i = 0; i < N_PAGES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/page/%u", i);

      bad_server_add (fixture->server, path, say_page, GUINT_TO_POINTER (i));
    }
  stree_http_cache_configure (fixture->folder, 0);
}

/* What lies in the folder, in bytes; and removes it. */
static guint64
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;
  guint64          size = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf         info;

      size += g_stat (path, &info) == 0 ? (guint64) info.st_size : 0;
      g_unlink (path);
    }
  return size;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  stree_http_cache_configure (NULL, 0);
  bad_server_free (fixture->server);
  sweep (fixture->folder);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->base);
}

static GSubprocess *
start (Fixture *fixture, const char *role)
{
  g_autoptr (GError) error = NULL;
  GSubprocess       *process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, role, fixture->base, fixture->folder, NULL);

  g_assert_no_error (error);
  return process;
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer ended)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, &error);
  g_assert_no_error (error);
  *(gboolean *) ended = TRUE;
}

/* It is there all the time, from the first time on. */
static void
test_written_while_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) writer = NULL;
  gboolean                ended = FALSE;
  guint                   n_read = 0;

  (void) data;
  g_assert_false (get_page (fixture->base, 0, STREE_REQUEST_CACHE_DEFAULT));
  writer = start (fixture, "writer");
  g_subprocess_wait_check_async (writer, NULL, ended_cb, &ended);
  while (!ended)
    {
      g_assert_true (get_page (fixture->base, 0, STREE_REQUEST_CACHE_DEFAULT));
      n_read++;
      g_main_context_iteration (NULL, FALSE);
    }
  g_test_message ("it was read %u times", n_read);
  g_assert_cmpuint (bad_server_count (fixture->server, "/page/0"), ==, 1 + ROUNDS);
}

/* Both clean up what the other one uses. Nothing is left of what was written in between, such as files on their way. */
static void
test_cleaned_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) one = start (fixture, "browser");
  g_autoptr (GSubprocess) other = start (fixture, "browser");
  g_autoptr (GError)      error = NULL;

  (void) data;
  g_subprocess_wait_check (one, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (other, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sweep (fixture->folder), <=, SMALL + BODY_SIZE + 4096);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && argv[1][0] != '-')
    return be (argv);
  support_init (&argc, &argv);
  program = argv[0];
  g_test_add ("/fetch-cache/written-while-read", Fixture, NULL, set_up, test_written_while_read, tear_down);
  g_test_add ("/fetch-cache/cleaned-up", Fixture, NULL, set_up, test_cleaned_up, tear_down);
  return g_test_run ();
}
