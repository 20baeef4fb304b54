/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tables of a PostgreSQL server beside a naive one. */

#include "data/stree-frame-query.h"
#include "locales.h"
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

/* --- languages --- */

/* The texts of all rows as they are sorted, read from the end in small pages. */
static char *
dup_sorted (const char *table, gboolean descending, StreeCollation collation)
{
  g_autoptr (StreeSource) source = postgres_open (fixture, table);
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (StreeResultSet) rows = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  stree_query_add_collated_sort (query, "t", descending, collation);
  rows = source_query (source, query, NULL, &error);
  g_assert_no_error (error);
  source_wait_counted (rows);
  for (guint row = (guint) stree_result_set_get_n_rows (rows, NULL); row-- > 0;)
    {
      g_autoptr (StreeFrame) page = source_page (rows, row, 1, &error);

      g_assert_no_error (error);
      g_string_prepend (text, stree_frame_is_null (page, 0, 1) ? "-" : stree_frame_get_text (page, 0, 1));
      g_string_prepend_c (text, ' ');
    }
  return g_strdup (text->str + 1);
}

/* The ä stands where the user's language has it, whatever that of the server is. */
static void
test_languages (void)
{
  static const char *const names[] = { "de_DE", "sv_SE", NULL };
  static const char *const orders[] = { "Apfel apfel Äpfel Birne Zebra -", "Apfel apfel Birne Zebra Äpfel -" };
  g_autofree char *folder = make_locales (names);
  g_autofree char *n_of_icu = postgres_fixture_ask (fixture, "SELECT count (*) FROM pg_collation WHERE collname IN ('de-x-icu', 'sv-x-icu')");

  if (!g_str_equal (n_of_icu, "2"))
    {
      g_test_skip ("the server is built without ICU");
      return;
    }
  postgres_fixture_run (fixture, "CREATE TABLE words (id int PRIMARY KEY, t text); INSERT INTO words VALUES "
                                 "(1, 'Zebra'), (2, NULL), (3, 'apfel'), (4, 'Äpfel'), (5, 'Birne'), (6, 'Apfel')");
  for (guint i = 0; i < 2; i++)
    if (use_locale (names[i]))
      {
        g_autofree char *up = dup_sorted ("words", FALSE, STREE_COLLATION_LOCALE);
        g_auto (GStrv) words = g_strsplit (up, " ", -1);

        /* Large letters or small ones first is the engine's matter. */
        if (g_str_equal (words[0], "apfel"))
          {
            char *first = words[0];

            words[0] = words[1];
            words[1] = first;
          }
        g_free (up);
        up = g_strjoinv (" ", words);
        g_assert_cmpstr (up, ==, orders[i]);
      }
  remove_locales (folder);
}

/* A number is one, among letters and other characters. */
static void
test_natural (void)
{
  g_autofree char *up = NULL;
  g_autofree char *down = NULL;

  postgres_fixture_run (fixture, "CREATE TABLE files (id int PRIMARY KEY, t text); INSERT INTO files VALUES "
                                 "(1, 'file10'), (2, NULL), (3, 'File9'), (4, 'file1'), (5, 'file1a'), (6, 'file-1'), (7, 'file'), "
                                 "(8, 'filet'), (9, 'file00000000000000000000000010'), (10, 'file9b100'), (11, 'file9b20')");
  up = dup_sorted ("files", FALSE, STREE_COLLATION_NATURAL);
  down = dup_sorted ("files", TRUE, STREE_COLLATION_NATURAL);
  g_assert_cmpstr (up, ==,
                   "file file-1 file1 file1a File9 file9b20 file9b100 file00000000000000000000000010 file10 filet -");
  g_assert_cmpstr (down, ==,
                   "filet file10 file00000000000000000000000010 file9b100 file9b20 File9 file1a file1 file-1 file -");
}

static void
add_tests (void)
{
  g_test_add_func ("/postgres-model/one-key", test_one_key);
  g_test_add_func ("/postgres-model/indexed", test_indexed);
  g_test_add_func ("/postgres-model/two-keys", test_two_keys);
  g_test_add_func ("/postgres-model/counted", test_counted);
  g_test_add_func ("/postgres-model/exchange", test_exchange);
  g_test_add_func ("/postgres-model/languages", test_languages);
  g_test_add_func ("/postgres-model/natural", test_natural);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  stree_pg_sizes = (StreePgSizes) { .first_page = 10, .stride = 7, .max_offset = 15 };
  return postgres_run (&fixture, add_tests);
}
