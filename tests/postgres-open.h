/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What tests share that have the PostgreSQL engine in themselves. */

#include "postgres-fixture.h"
#include "source-model.h"
#include "sources/postgres/stree-pg-source-private.h"
#include "support.h"

static inline StreeSource *
postgres_open_uri (const char *uri, const char *table, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  stree_pg_source_open_async (uri, table, NULL, source_on_result, &result);
  wait_for (result != NULL);
  return stree_pg_source_open_finish (result, error);
}

static inline StreeSource *
postgres_open (PostgresFixture *fixture, const char *table)
{
  g_autofree char *uri = postgres_fixture_uri (fixture, "postgres");
  g_autoptr (GError) error = NULL;
  StreeSource *source = postgres_open_uri (uri, table, &error);

  g_assert_no_error (error);
  return source;
}

static inline void
postgres_skip (gconstpointer reason)
{
  g_test_skip (reason);
}

/* Runs the tests that @add adds, with a server; or says why there is none. */
static inline int
postgres_run (PostgresFixture **fixture, void (*add) (void))
{
  const char *missing = postgres_fixture_missing ();
  int status;

  if (missing)
    g_test_add_data_func ("/postgres/no-server", missing, postgres_skip);
  else
    {
      *fixture = postgres_fixture_new ();
      add ();
    }
  status = g_test_run ();
  g_clear_pointer (fixture, postgres_fixture_free);
  return status;
}
