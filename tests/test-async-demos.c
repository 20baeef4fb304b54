/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The demos with tasks, as a user works with them, without a window. */

#include "support.h"

#include <glib/gstdio.h>

#include "async_bg/async_bg.h"
#include "async_loader_demo/async_loader_demo.h"
#include "async_ordered_loader_demo/async_ordered_loader_demo.h"

static gboolean
shows (StreeHeadless *app, const char *part)
{
  g_autofree char *json = dump_json (app);

  return strstr (json, part) != NULL;
}

static void
test_bg (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", async_bg, NULL);
  g_autoptr (GError)        error = NULL;

  wait_for (stree_headless_has_text (app, "12² + 35² = 144 + 1225 = 1369"));
  click (app, "button");
  wait_for (stree_headless_has_text (app, "It was stopped."));
  click (app, "button");
  wait_for (shows (app, "Counting primes"));
  stree_headless_type (app, "note", "half", &error);
  g_assert_no_error (error);
  wait_for (stree_headless_has_text (app, "There are 1270607 primes below 20000000."));
}

static void
open_file (StreeHeadless *app, const char *path)
{
  g_autoptr (GError) error = NULL;

  stree_headless_type (app, "path", path, &error);
  g_assert_no_error (error);
  stree_headless_submit (app, "path", &error);
  g_assert_no_error (error);
  stree_headless_flush (app);
}

static void
test_loader (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", async_loader_demo, NULL);
  g_autofree char          *dir = g_dir_make_tmp ("stree-XXXXXX", NULL);
  g_autofree char          *path = g_build_filename (dir, "three", NULL);

  g_assert_true (g_file_set_contents (path, "a\nb\nc\n", -1, NULL));
  open_file (app, path);
  wait_for (stree_headless_has_text (app, "3 lines, 6 bytes"));
  open_file (app, dir);
  wait_for (shows (app, "directory"));
  open_file (app, path);
  wait_for (stree_headless_has_text (app, "3 lines, 6 bytes"));
  g_unlink (path);
  g_rmdir (dir);
}

static void
test_ordered (void)
{
  g_autoptr (StreeHeadless) app = stree_headless_new (NULL, "app", async_ordered_loader_demo, NULL);
  g_autofree char          *json = NULL;
  const char               *md5, *sha256, *sha512;

  assert_has_text (app, "Computing…");
  wait_for (stree_headless_has (app, "MD5"));
  json = dump_json (app);
  md5 = strstr (json, "MD5: 58f06dd588d8ffb3");
  sha256 = strstr (json, "SHA-256: 83ee47245398adee");
  sha512 = strstr (json, "SHA-512: ");
  g_assert_true (md5 && sha256 && sha512);
  g_assert_true (md5 < sha256 && sha256 < sha512);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/async-demos/bg", test_bg);
  g_test_add_func ("/async-demos/loader", test_loader);
  g_test_add_func ("/async-demos/ordered", test_ordered);
  return g_test_run ();
}
