/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sources by their URI, for a program that is linked as any is: the plug-ins of tests/engines, and what is said where there
 * is none. */

#include <streamtree.h>
#include <glib/gstdio.h>
#include <string.h>

#include "wait-for.h"

static void
take_result (GObject *object, GAsyncResult *result, gpointer data)
{
  (void) object;
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
take (GAsyncResult **result)
{
  wait_for (*result != NULL);
  return *result;
}

static StreeSource *
open_source (const char *uri, const char *table, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_source_open_async (uri, table, NULL, take_result, &result);
  return stree_source_open_finish (take (&result), error);
}

static void
assert_fails (const char *uri, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_null (open_source (uri, NULL, &error));
  g_assert_error (error, STREE_SOURCE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "secret"));

  stree_source_list_tables_async (uri, NULL, take_result, &result);
  g_assert_null (stree_source_list_tables_finish (take (&result), &again));
  g_assert_cmpstr (again->message, ==, error->message);
}

static void
test_plugin (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("STREE_PLUGIN_PATH"));
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeSource) other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) tables = NULL;

  /* Loaded when it is needed, not before; the folder's name need not begin at the root. */
  g_assert_cmpuint (g_type_from_name ("TestEngine"), ==, 0);
  g_setenv ("STREE_PLUGIN_PATH", "engines", TRUE);
  g_assert_cmpint (g_chdir (g_getenv ("G_TEST_BUILDDIR")), ==, 0);
  source = open_source ("test://abc", "numbers", &error);
  g_assert_no_error (error);
  g_assert_true (STREE_IS_FRAME_SOURCE (source));
  g_assert_cmpuint (stree_frame_get_n_rows (stree_frame_source_get_frame (STREE_FRAME_SOURCE (source))), ==, 10);
  g_assert_cmpuint (g_type_from_name ("TestEngine"), !=, 0);
  g_setenv ("STREE_PLUGIN_PATH", folder, TRUE);

  other = open_source ("TEST://a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_frame_source_get_frame (STREE_FRAME_SOURCE (other))), ==, 8);

  stree_source_list_tables_async ("test://abc", NULL, take_result, &result);
  tables = stree_source_list_tables_finish (take (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (tables), ==, 1);
  g_assert_cmpstr (tables[0], ==, "numbers");

  g_assert_null (open_source ("test://abc", "letters", &error));
  g_assert_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_NOT_FOUND);
}

/* A file's name says what opens it; where nobody knows it, it is what files are. */
static void
test_endings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) path = NULL;
  g_autoptr (StreeSource) uri = NULL;

  path = open_source ("/there/a.TESTED", "numbers", &error);
  g_assert_no_error (error);
  g_assert_true (STREE_IS_FRAME_SOURCE (path));
  uri = open_source ("file:///there/a.tested", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (STREE_IS_FRAME_SOURCE (uri));
  /* Its file says so, and it does not. */
  assert_fails ("/there/a.said", STREE_SOURCE_ERROR_FAILED, "/there/a.said");
  assert_fails ("/there/tested", STREE_SOURCE_ERROR_NOT_FOUND, "/there/tested");
  assert_fails ("/there/.tested/a", STREE_SOURCE_ERROR_NOT_FOUND, "/there/.tested/a");
}

static void
test_missing (void)
{
  assert_fails ("nobody://user:secret@host/there", STREE_SOURCE_ERROR_NOT_FOUND, "“nobody”");
  assert_fails ("nobody://user:secret@host/there", STREE_SOURCE_ERROR_NOT_FOUND, g_getenv ("STREE_PLUGIN_PATH"));
  assert_fails ("lost:secret", STREE_SOURCE_ERROR_NOT_FOUND, "libnowhere.so");
  assert_fails ("none:secret", STREE_SOURCE_ERROR_FAILED, "stree_source_engine_load");
  /* Its file says that it is for this one, too. */
  assert_fails ("test2:secret", STREE_SOURCE_ERROR_FAILED, "libtest-engine.so");
}

/* A folder where one file is no description of an engine: the others are found, and it is told where none fits. */
static void
test_bad_file (void)
{
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (GError) error = NULL;

  assert_fails ("nobody:", STREE_SOURCE_ERROR_NOT_FOUND, "bad.engine");
  source = open_source ("test:", NULL, &error);
  g_assert_no_error (error);
}

static void
test_bad_uri (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_source ("sqlite:100%.db", "t", &error));
  g_assert_error (error, G_CONVERT_ERROR, G_CONVERT_ERROR_BAD_URI);
  g_assert_nonnull (strstr (error->message, "sqlite:100%.db"));
}

static void
assert_masked (const char *uri, const char *expected)
{
  g_autofree char *masked = stree_source_mask_uri (uri);

  g_assert_cmpstr (masked, ==, expected);
}

static void
test_mask (void)
{
  assert_masked ("postgresql://me@host:5432/db", "postgresql://me@host:5432/db");
  assert_masked ("postgresql://host:5432/db?sslmode=require", "postgresql://host:5432/db?sslmode=require");
  assert_masked ("postgresql://me:secret@host:5432/db", "postgresql://me:***@host:5432/db");
  assert_masked ("postgresql://me:se/c?r@e:t@host/db", "postgresql://me:***@host/db");
  assert_masked ("postgresql://:secret@/db", "postgresql://:***@/db");
  assert_masked ("postgresql:///db?password=secret&user=me", "postgresql:///db?password=***&user=me");
  assert_masked ("postgresql:///db?user=me&PASS%77ORD=secret", "postgresql:///db?user=me&PASS%77ORD=***");
  assert_masked ("postgresql://me:secret@/db?sslpassword=secret", "postgresql://me:***@/db?sslpassword=***");
  assert_masked ("/tmp/my:file@home.db", "/tmp/my:file@home.db");
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "engines", NULL);

  g_setenv ("STREE_PLUGIN_PATH", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source-open/plugin", test_plugin);
  g_test_add_func ("/source-open/endings", test_endings);
  g_test_add_func ("/source-open/missing", test_missing);
  g_test_add_func ("/source-open/bad-file", test_bad_file);
  g_test_add_func ("/source-open/bad-uri", test_bad_uri);
  g_test_add_func ("/source-open/mask", test_mask);
  return g_test_run ();
}
