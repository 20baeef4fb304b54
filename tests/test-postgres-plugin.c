/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* PostgreSQL as a program meets it that is linked as any is: by a URI, through the plug-in. */

#include <streamtree.h>
#include <string.h>

#include "postgres-fixture.h"
#include "wait-for.h"

static PostgresFixture *fixture;

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

static void
test_plugin (void)
{
  g_autofree char *uri = postgres_fixture_uri (fixture, "postgres");
  g_autofree char *other = g_strconcat ("postgres", uri + strlen ("postgresql"), NULL);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) queried = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeSource) source = NULL;
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;
  g_auto (GStrv) tables = NULL;

  postgres_fixture_run (fixture, "CREATE TABLE fruit (id int PRIMARY KEY, name text);"
                                 "CREATE VIEW \"Red Fruit\" AS SELECT * FROM fruit;"
                                 "INSERT INTO fruit VALUES (1, 'apple'), (2, 'pear')");
  g_assert_cmpuint (g_type_from_name ("StreePgSource"), ==, 0);
  stree_source_list_tables_async (uri, NULL, take_result, &listed);
  tables = stree_source_list_tables_finish (take (&listed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (tables), ==, 2);
  g_assert_cmpstr (tables[0], ==, "\"Red Fruit\"");
  g_assert_cmpstr (tables[1], ==, "fruit");

  stree_source_open_async (other, tables[0], NULL, take_result, &opened);
  source = stree_source_open_finish (take (&opened), &error);
  g_assert_no_error (error);
  stree_source_query_async (source, query, NULL, take_result, &queried);
  rows = stree_source_query_finish (source, take (&queried), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_result_set_get_n_rows (rows, NULL), ==, 2);
}

static void
skip (gconstpointer reason)
{
  g_test_skip (reason);
}

int
main (int argc, char **argv)
{
  const char *missing = postgres_fixture_missing ();
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "src", "sources", "postgres", NULL);
  int status;

  g_setenv ("STREE_PLUGIN_PATH", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  if (missing)
    g_test_add_data_func ("/postgres-plugin/no-server", missing, skip);
  else
    {
      fixture = postgres_fixture_new ();
      g_test_add_func ("/postgres-plugin/plugin", test_plugin);
    }
  status = g_test_run ();
  g_clear_pointer (&fixture, postgres_fixture_free);
  return status;
}
