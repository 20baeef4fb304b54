/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tables of SQLite files: beside a naive table, and what only they have. */

#include "core/stree-error.h"
#include "data/stree-frame-builder.h"
#include "sqlite-fixture.h"
#include "support.h"

/* --- beside a naive table --- */

#define MODEL_COLUMNS                                                                                                  \
  "amount INTEGER, price REAL, paid BOOLEAN, day DATE, at TIMESTAMP, \"na\"\"me; --\" TEXT, \"group\" TEXT COLLATE NOCASE"

static StreeSource *
open_table (gpointer file)
{
  g_autoptr (GError) error = NULL;
  StreeSource *source = sqlite_source_open (file, "drop table \"t\"; --", &error);

  g_assert_no_error (error);
  return source;
}

static void
run_model (const char *columns, SourceModelOrder order, guint n_steps)
{
  SqliteFile file;
  g_autoptr (StreeFrame) rows = source_model_make_rows (1, 60);
  SourceModel model = { open_table, &file, order, .n_steps = n_steps };
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE \"drop table \"\"t\"\"; --\" (%s", columns);

  sqlite_file_init (&file);
  sqlite_file_exec (&file, sql);
  sqlite_file_insert (&file, "drop table \"t\"; --", rows);
  source_model_run (&model, rows);
  sqlite_file_clear (&file);
}

static void
test_model_integer_key (void)
{
  run_model ("id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, " MODEL_COLUMNS ")", SOURCE_MODEL_BY_KEY, 1500);
}

static void
test_model_two_keys (void)
{
  run_model ("id INTEGER, code TEXT, " MODEL_COLUMNS ", PRIMARY KEY (\"group\", code))", SOURCE_MODEL_INSERTED, 1500);
}

static void
test_model_counted (void)
{
  run_model ("id INTEGER, code TEXT, " MODEL_COLUMNS ")", SOURCE_MODEL_INSERTED, 1500);
}

static void
test_model_without_rowid (void)
{
  run_model ("id INTEGER, code TEXT PRIMARY KEY, " MODEL_COLUMNS ") WITHOUT ROWID", SOURCE_MODEL_BY_KEY, 1500);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/sqlite-source/model/integer-key", test_model_integer_key);
  g_test_add_func ("/sqlite-source/model/two-keys", test_model_two_keys);
  g_test_add_func ("/sqlite-source/model/counted", test_model_counted);
  g_test_add_func ("/sqlite-source/model/without-rowid", test_model_without_rowid);
  return g_test_run ();
}
