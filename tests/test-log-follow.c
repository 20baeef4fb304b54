/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The example log_follow, without a window: a file that is written, replaced, removed and made again, and grows old. */

#define _POSIX_C_SOURCE 200809L /* futimens () */

#include "support.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>

#include "core/stree-session-private.h"
#include "log_follow/log_follow.h"

typedef struct
{
  StreeHeadless *app;
  char          *folder;
  char          *path;
} Fixture;

static void
append (Fixture *fixture, const char *text)
{
  FILE *file = g_fopen (fixture->path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
set_up (Fixture *fixture, gconstpointer text)
{
  StreeSession    *session = stree_session_new ();
  g_autofree char *uri = NULL;

  fixture->folder = g_dir_make_tmp ("stree-log-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a log", NULL);
  uri = g_filename_to_uri (fixture->path, NULL, NULL);
  if (text)
    append (fixture, text);
  fixture->app = stree_headless_new (session, "app", log_follow, NULL);
  assert_has_text (fixture->app, "Choose a text file: what is written to it shows here.");
  stree_state_set_variant (stree_session_lookup (session, "files"), g_variant_new_strv ((const char *[]){ uri }, 1));
  stree_headless_flush (fixture->app);
  assert_has_text (fixture->app, "a log");
  g_object_unref (session);
}

static void
tear_down (Fixture *fixture, gconstpointer text)
{
  (void) text;
  g_object_unref (fixture->app);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* The same, as it would have been done so many seconds ago. */
static void
append_earlier (Fixture *fixture, const char *text, gint64 seconds)
{
  FILE           *file = g_fopen (fixture->path, "a");
  const time_t    then = (time_t) (g_get_real_time () / G_USEC_PER_SEC - seconds);
  struct timespec times[] = { { .tv_sec = then }, { .tv_sec = then } };

  g_assert_cmpint (fputs (text, file), >=, 0);
  g_assert_cmpint (fflush (file), ==, 0);
  g_assert_cmpint (futimens (fileno (file), times), ==, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static gboolean
shows (Fixture *fixture, const char *part)
{
  g_autofree char *json = dump_json (fixture->app);

  return strstr (json, part) != NULL;
}

static void
test_follows (Fixture *fixture, gconstpointer text)
{
  g_autoptr (GError) error = NULL;

  (void) text;
  wait_for (stree_headless_has_text (fixture->app, "one\ntwo\n"));
  append (fixture, "three\n");
  wait_for (stree_headless_has_text (fixture->app, "one\ntwo\nthree\n"));
  stree_headless_set_number (fixture->app, "n_lines", 2, &error);
  g_assert_no_error (error);
  wait_for (stree_headless_has_text (fixture->app, "two\nthree\n"));
  append (fixture, "the end");
  wait_for (stree_headless_has_text (fixture->app, "three\nthe end"));

  /* Rotated: another one stands in its place. */
  g_assert_true (g_file_set_contents (fixture->path, "", -1, NULL));
  wait_for (stree_headless_has_text (fixture->app, "It is empty."));
}

static void
test_comes_and_goes (Fixture *fixture, gconstpointer text)
{
  (void) text;
  wait_for (shows (fixture, "No such file"));
  append (fixture, "\xff here\n");
  wait_for (stree_headless_has_text (fixture->app, "\ufffd here\n"));
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  wait_for (shows (fixture, "No such file"));
}

/* Only the end of it is read. */
static void
test_long (Fixture *fixture, gconstpointer text)
{
  g_autofree char *long_line = g_strnfill (100 * 1024, 'x');
  g_autofree char *end = g_strnfill (64 * 1024 - 5, 'x');
  g_autofree char *shown = g_strconcat (end, "\nend\n", NULL);

  (void) text;
  append (fixture, long_line);
  append (fixture, "\nend\n");
  wait_for (stree_headless_has_text (fixture->app, shown));
}

static guint
seconds_shown (Fixture *fixture)
{
  g_autofree char *text = stree_headless_dup_text (fixture->app, "age", NULL);
  guint            seconds = 0;

  return text && sscanf (text, "Written %u seconds ago", &seconds) == 1 ? seconds : 0;
}

/* Nothing happens to it any more, but time goes on. */
static void
test_grows_old (Fixture *fixture, gconstpointer text)
{
  guint seconds;

  (void) text;
  wait_for (stree_headless_has_text (fixture->app, "one\n"));
  append_earlier (fixture, "two\n", 150);
  wait_for (stree_headless_has_text (fixture->app, "Written 2 minutes ago"));
  append_earlier (fixture, "three\n", 10);
  wait_for (seconds_shown (fixture) >= 10);
  seconds = seconds_shown (fixture);
  wait_for (seconds_shown (fixture) > seconds);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add ("/log-follow/follows", Fixture, "one\ntwo\n", set_up, test_follows, tear_down);
  g_test_add ("/log-follow/comes-and-goes", Fixture, NULL, set_up, test_comes_and_goes, tear_down);
  g_test_add ("/log-follow/long", Fixture, NULL, set_up, test_long, tear_down);
  g_test_add ("/log-follow/grows-old", Fixture, "one\n", set_up, test_grows_old, tear_down);
  return g_test_run ();
}
