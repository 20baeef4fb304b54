/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The explorer on a PostgreSQL server, through the plug-in: what is there, an edit, what is in the columns, and a server that is away. */

#include <streamtree.h>
#include <string.h>

#include "explorer.h"
#include "postgres-fixture.h"
#include "wait-for.h"

static PostgresFixture *fixture;

static gboolean
shows (StreeTest *app, const char *key)
{
  return stree_test_locator_count (stree_test_by_key (app, key)) > 0;
}

static gboolean
has_rows (StreeTest *app, const char *grid, guint n)
{
  return shows (app, grid) && stree_test_locator_expect_rows (stree_test_by_key (app, grid), n, NULL);
}

static gboolean
has_cell (StreeTest *app, const char *grid, guint row, const char *column, const char *text)
{
  return shows (app, grid) && stree_test_locator_expect_cell (stree_test_by_key (app, grid), row, column, text, NULL);
}

static void
assert_no_password (StreeTest *app)
{
  g_autoptr (GVariant) saved = g_variant_ref_sink (stree_session_serialize (stree_test_get_session (app)));
  g_autofree char     *states = g_variant_print (saved, FALSE);
  g_autofree char     *tree = stree_test_dump (app);

  g_assert_null (strstr (states, POSTGRES_PASSWORD_IN_URI));
  g_assert_null (strstr (tree, POSTGRES_PASSWORD_IN_URI));
  g_assert_nonnull (strstr (tree, "postgresql://tester:***@"));
}

static void
test_server (void)
{
  g_autofree char      *uri = postgres_fixture_uri (fixture, "postgres");
  ExplorerProps         props = { uri };
  g_autoptr (StreeTest) app = NULL;
  g_autofree char      *name = NULL;

  postgres_fixture_run (fixture, "CREATE TABLE fruit (id int PRIMARY KEY, name text, price numeric(10,2));"
                                 "INSERT INTO fruit VALUES (1, 'apple', 1.50), (2, 'pear', 2.50), (3, NULL, 4.50)");
  app = stree_test_new (NULL, "app", explorer, &props);
  wait_for (has_rows (app, "grid", 3) && has_cell (app, "grid", 1, "name", "pear"));
  assert_no_password (app);
  stree_test_edit_cell (stree_test_by_key (app, "grid"), 1, "name", "plum");
  stree_test_save (stree_test_by_key (app, "grid"));
  wait_for (has_cell (app, "grid", 1, "name", "plum"));
  name = postgres_fixture_ask (fixture, "SELECT name FROM fruit WHERE id = 2");
  g_assert_cmpstr (name, ==, "plum");

  stree_test_select (stree_test_by_key (app, "pages"), 1);
  wait_for (has_rows (app, "profile", 3));
  wait_for (has_cell (app, "profile", 1, "column", "name") && has_cell (app, "profile", 1, "values", "2"));
  g_assert_true (has_cell (app, "profile", 1, "missing", "1"));
  g_assert_true (has_cell (app, "profile", 1, "top", "apple (1), plum (1)"));
  g_assert_true (has_cell (app, "profile", 2, "median", "2.5"));
}

/* It is away when the explorer comes: it says so, and tries again when it is told to. */
static void
test_away (void)
{
  g_autofree char      *uri = postgres_fixture_uri (fixture, "postgres");
  ExplorerProps         props = { uri };
  g_autoptr (StreeTest) app = NULL;

  postgres_fixture_kill (fixture);
  app = stree_test_new (NULL, "app", explorer, &props);
  wait_for (shows (app, "database-error"));
  assert_no_password (app);
  stree_test_click (stree_test_by_key (app, "database-again"));
  wait_for (shows (app, "database-error"));
  postgres_fixture_start (fixture);
  stree_test_click (stree_test_by_key (app, "database-again"));
  wait_for (has_rows (app, "grid", 3));
  g_assert_false (shows (app, "database-error"));

  /* The same where somebody looks at the columns. */
  postgres_fixture_kill (fixture);
  stree_test_select (stree_test_by_key (app, "pages"), 1);
  wait_for (shows (app, "profile-error"));
  postgres_fixture_start (fixture);
  while (!has_rows (app, "profile", 3))
    {
      stree_test_click (stree_test_by_key (app, "profile-again"));
      stree_test_settle (app);
      wait_for (shows (app, "profile-error") || shows (app, "profile"));
    }
}

static void
skip (gconstpointer reason)
{
  g_test_skip (reason);
}

int
main (int argc, char **argv)
{
  const char      *missing = postgres_fixture_missing ();
  g_autofree char *folder = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "src", "sources", "postgres", NULL);
  int              status;

  g_setenv ("STREE_PLUGIN_PATH", folder, TRUE);
  stree_test_init (&argc, &argv);
  if (missing)
    g_test_add_data_func ("/explorer-postgres/no-server", missing, skip);
  else
    {
      fixture = postgres_fixture_new ();
      g_test_add_func ("/explorer-postgres/server", test_server);
      g_test_add_func ("/explorer-postgres/away", test_away);
    }
  status = g_test_run ();
  g_clear_pointer (&fixture, postgres_fixture_free);
  return status;
}
