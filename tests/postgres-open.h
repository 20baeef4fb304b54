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

/* A row of source_model_make_rows () as a part of an INSERT. */
static inline void
postgres_append_row (GString *sql, StreeFrame *rows, guint row)
{
  g_string_append (sql, row > 0 ? ", (" : " (");
  for (guint column = 0; column < SOURCE_MODEL_N_COLUMNS; column++)
    {
      g_autoptr (StreeCell) cell = stree_frame_get_cell (rows, row, column);
      g_autofree char *text = stree_cell_to_string (cell);

      g_string_append (sql, column > 0 ? ", " : "");
      if (stree_cell_is_null (cell))
        g_string_append (sql, "NULL");
      else
        g_string_append_printf (sql, "'%s'", text);
    }
  g_string_append_c (sql, ')');
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
