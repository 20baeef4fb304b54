/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tables of a PostgreSQL server beside a naive one. */

#include "data/stree-frame-query.h"
#include "postgres-open.h"
#include "sources/postgres/stree-pg-result-private.h"

static PostgresFixture *fixture;

static StreeSource *
open_table (gpointer name)
{
  return postgres_open (fixture, name);
}

static void
run_model (const char *name, const char *id, const char *constraints, const char *indexes, guint n_steps)
{
  g_autoptr (StreeFrame) made = source_model_make_rows (1, 60);
  g_autoptr (StreeQuery) by_key = stree_query_new ();
  g_autoptr (StreeFrame) rows = NULL;
  g_autoptr (GString) sql = g_string_new (NULL);
  SourceModel model = { open_table, (gpointer) name, SOURCE_MODEL_BY_KEY, .n_steps = n_steps };
  g_autoptr (StreeSource) source = NULL;
  g_autofree char *trigger = NULL;

  if (*constraints)
    stree_query_add_sort (by_key, "code", FALSE);
  rows = stree_frame_query (made, by_key, NULL, NULL);
  g_string_printf (sql,
                   "CREATE TABLE %s (id bigint NOT NULL%s, code text NOT NULL, amount bigint, price double precision, "
                   "paid boolean, day date, at timestamp, \"na\"\"me; --\" text, \"group\" text NOT NULL%s); %s; "
                   "INSERT INTO %s OVERRIDING SYSTEM VALUE VALUES",
                   name, id, constraints, indexes, name);
  for (guint row = 0; row < stree_frame_get_n_rows (rows); row++)
    postgres_append_row (sql, rows, row);
  postgres_fixture_run (fixture, sql->str);

  source = open_table ((gpointer) name);
  g_object_get (source, "notify-sql", &trigger, NULL);
  g_assert_cmpuint (stree_source_get_capabilities (source), ==,
                    STREE_SOURCE_INSERT | STREE_SOURCE_UPDATE | STREE_SOURCE_DELETE);
  postgres_fixture_run (fixture, trigger);
  source_model_run (&model, rows);
}

static void
test_one_key (void)
{
  run_model ("one_key", " PRIMARY KEY", "", "", 1000);
}

/* Pages by the index, in both directions; many are null in it. */
static void
test_indexed (void)
{
  run_model ("indexed", " PRIMARY KEY", "",
             "CREATE INDEX ON indexed (amount); CREATE INDEX ON indexed (price); CREATE INDEX ON indexed (day)", 400);
}

static void
test_two_keys (void)
{
  run_model ("two_keys", "", ", PRIMARY KEY (code, \"group\")", "", 400);
}

static void
test_counted (void)
{
  run_model ("counted", " GENERATED ALWAYS AS IDENTITY (START 1000) PRIMARY KEY", "", "", 400);
}

/* Rows get each other's keys. */
static void
test_exchange (void)
{
  static const char *const types[][2] = {
    { "int CHECK (k BETWEEN 1 AND 20)", "CASE WHEN i = 9 THEN 20 ELSE i END" },
    { "smallint", "i + 32758" },
    { "smallint", "i - 32769" },
    { "posint", "i" },
    { "text CHECK (length (k) = 5)", "'text' || i" },
    { "varchar (2)", "'t' || i" },
    { "date", "date '2024-01-01' + i" },
    { "timestamptz", "timestamptz '2024-01-01 00:00:00' + i * interval '1 second'" },
    { "float8", "i / 8.0" },
    { "numeric", "i / 8.0" },
    { "uuid", "('00000000-0000-0000-0000-00000000000' || i)::uuid" },
    { "bigint", "9223372036854775798 + i" },
  };

  postgres_fixture_run (fixture, "CREATE DOMAIN posint AS int CHECK (VALUE > 0)");
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *name = g_strdup_printf ("exchange%u", i);
      g_autofree char *sql = g_strdup_printf (
          "CREATE TABLE %s (k %s PRIMARY KEY, note text); INSERT INTO %s SELECT %s, 'n' || i FROM generate_series (1, 9) i;"
          "CREATE TABLE %s_c AS SELECT k AS parent, note FROM %s WHERE note <> 'n8'; "
          "ALTER TABLE %s_c ADD FOREIGN KEY (parent) REFERENCES %s ON UPDATE CASCADE",
          name, types[i][0], name, types[i][1], name, name, name, name);
      g_autofree char *led =
          g_strdup_printf ("SELECT count (*) FROM %s_c c JOIN %s t ON c.parent = t.k AND c.note = t.note", name, name);
      g_autofree char *n_led = NULL;
      g_autoptr (StreeSource) source = NULL;

      postgres_fixture_run (fixture, sql);
      source = postgres_open (fixture, name);
      g_test_message ("%s", types[i][0]);
      source_check_exchange (source, 0, 1);
      n_led = postgres_fixture_ask (fixture, led);
      g_assert_cmpstr (n_led, ==, "8");
    }
}

static void
add_tests (void)
{
  g_test_add_func ("/postgres-model/one-key", test_one_key);
  g_test_add_func ("/postgres-model/indexed", test_indexed);
  g_test_add_func ("/postgres-model/two-keys", test_two_keys);
  g_test_add_func ("/postgres-model/counted", test_counted);
  g_test_add_func ("/postgres-model/exchange", test_exchange);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  stree_pg_sizes = (StreePgSizes) { .first_page = 10, .stride = 7, .max_offset = 15 };
  return postgres_run (&fixture, add_tests);
}
