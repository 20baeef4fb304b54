/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The same table in memory, in SQLite and in PostgreSQL, each behind the rows and edits of a grid, and beside a naive one. One
 * sequence at random does the same to all: sorts and filters, scrolls, selects, edits, inserts, deletes, writes, and lets others
 * write. After each step all show the same rows with the same edits, and have the same ones selected, as the naive one has.
 */

#include "grid/stree-grid-model-private.h"
#include "grid/stree-grid-shown-private.h"
#include "source-model-private.h"
#include "sqlite-fixture.h"
#include "support.h"
#ifdef HAVE_POSTGRES
#include "postgres-open.h"
#include "sources/postgres/stree-pg-result-private.h"

static PostgresFixture *fixture;
#endif

#define N_ROWS 60
#define MAX_ROWS 160
#define N_ENGINES 3

typedef struct
{
  const char *name;
  StreeSource *source; /* owned */
  StreeSource *other;  /* owned: the same table, somebody else's */
  StreeGridModel *model; /* owned */
  StreeGridEdits *edits; /* owned */
  gulong handler;        /* of the edits */
} Engine;

/* What is typed into a row, and not written. */
typedef struct
{
  GPtrArray *cells; /* owned: of StreeCell by column; NULL: not typed into */
  gboolean deleted;
} Pending;

typedef struct
{
  Run run; /* the naive table */
  Engine engines[N_ENGINES];
  guint n_engines;
  StreeQuery *query;    /* owned */
  GPtrArray *shown;     /* owned: the rows of the table that the query gives (borrowed) */
  GHashTable *pending;  /* owned: id -> Pending */
  GPtrArray *new_rows;  /* owned: rows that are not in the table yet */
  GHashTable *selected; /* owned: ids */
  gint64 cursor;        /* the id of its row; -1: there is none, or not to be known */
  guint next_id;
  guint n_written, n_sorted, n_others, n_seen;
} World;

static void
cell_unref0 (gpointer cell)
{
  if (cell)
    stree_cell_unref (cell);
}

static void
pending_free (gpointer data)
{
  g_ptr_array_unref (((Pending *) data)->cells);
  g_free (data);
}

static gint64
id_of (GPtrArray *row)
{
  return stree_cell_get_int64 (row->pdata[SOURCE_MODEL_ID]);
}

static gpointer
to_pointer (gint64 id)
{
  return GSIZE_TO_POINTER ((gsize) id);
}

static Pending *
pending_of (World *world, gint64 id)
{
  Pending *pending = g_hash_table_lookup (world->pending, to_pointer (id));

  if (!pending)
    {
      pending = g_new0 (Pending, 1);
      pending->cells = g_ptr_array_new_with_free_func (cell_unref0);
      g_ptr_array_set_size (pending->cells, SOURCE_MODEL_N_COLUMNS);
      g_hash_table_insert (world->pending, to_pointer (id), pending);
    }
  return pending;
}

/* The row as the user sees it. */
static GPtrArray *
with_pending (World *world, GPtrArray *row)
{
  GPtrArray *copy = naive_row_copy (row);
  const Pending *pending = g_hash_table_lookup (world->pending, to_pointer (id_of (row)));

  for (guint column = 0; pending && column < SOURCE_MODEL_N_COLUMNS; column++)
    if (pending->cells->pdata[column])
      {
        stree_cell_unref (copy->pdata[column]);
        copy->pdata[column] = stree_cell_ref (pending->cells->pdata[column]);
      }
  return copy;
}

/* --- what must be the same --- */

static void
wait_quiet (World *world)
{
  gboolean exact = FALSE;

  for (guint i = 0; i < world->n_engines; i++)
    wait_for (!stree_grid_model_is_busy (world->engines[i].model) &&
              (stree_grid_model_get_n_rows (world->engines[i].model, &exact), exact));
}

static void
compare_shown_row (World *world, const Engine *engine, guint position)
{
  GPtrArray *row = world->shown->pdata[position];
  g_autoptr (GPtrArray) expected = with_pending (world, row);
  const Pending *pending = g_hash_table_lookup (world->pending, to_pointer (id_of (row)));
  g_autoptr (StreeRowKey) key = NULL;
  g_autoptr (StreeFrame) seen = NULL;
  StreeFrame *frame;
  guint at;
  gboolean deleted;

  wait_for (stree_grid_model_get_row (engine->model, position, &frame, &at));
  key = stree_grid_model_dup_key (engine->model, position);
  deleted = (stree_grid_edits_get_row_state (engine->edits, key) & STREE_GRID_EDIT_DELETED) != 0;
  if (deleted != (pending && pending->deleted))
    run_fail (&world->run, "%s: row %u is %sdeleted", engine->name, position, deleted ? "" : "not ");
  seen = stree_grid_edits_apply (engine->edits, key, frame, at);
  compare_row (&world->run, seen, 0, expected, position);
  world->n_seen++;
}

static void
compare_engine (World *world, const Engine *engine, guint first, guint n)
{
  const StreeRanges *selected = stree_grid_model_get_selected (engine->model);
  guint n_rows = stree_grid_model_get_n_rows (engine->model, NULL);
  guint position = G_MAXUINT;
  const GError *error = stree_grid_model_get_error (engine->model);

  world->run.doing = engine->name;
  if (error)
    run_fail (&world->run, "%s: %s", engine->name, error->message);
  if (n_rows != world->shown->len)
    run_fail (&world->run, "%s: %u rows, expected %u", engine->name, n_rows, world->shown->len);
  if (g_list_model_get_n_items (G_LIST_MODEL (engine->model)) != n_rows + world->new_rows->len)
    run_fail (&world->run, "%s: not %u new rows", engine->name, world->new_rows->len);
  if (stree_ranges_count (selected) != g_hash_table_size (world->selected))
    run_fail (&world->run, "%s: %u rows are selected, expected %u", engine->name, (guint) stree_ranges_count (selected),
              g_hash_table_size (world->selected));
  for (guint i = 0; i < n_rows; i++)
    if (stree_ranges_contains (selected, i) != g_hash_table_contains (world->selected, to_pointer (id_of (world->shown->pdata[i]))))
      run_fail (&world->run, "%s: row %u is %sselected", engine->name, i, stree_ranges_contains (selected, i) ? "" : "not ");
  /* Those that are selected are known then, whatever becomes of the table. */
  for (guint i = 0; i < n_rows; i++)
    if ((i >= first && i < first + n) || stree_ranges_contains (selected, i) || id_of (world->shown->pdata[i]) == world->cursor)
      compare_shown_row (world, engine, i);
  if (world->cursor >= 0 && (!stree_grid_model_get_mark (engine->model, STREE_GRID_MARK_CURSOR, &position) || position >= n_rows ||
                             id_of (world->shown->pdata[position]) != world->cursor))
    run_fail (&world->run, "%s: the cursor is at %u, not on the row %u", engine->name, position, (guint) world->cursor);
  for (guint i = 0; i < world->new_rows->len; i++)
    {
      g_autoptr (StreeRowKey) key =
          stree_row_key_ref (stree_grid_edits_get_extra_row (engine->edits, STREE_GRID_END, i));
      g_autoptr (StreeFrame) made = stree_grid_edits_make_row (engine->edits, key);

      compare_row (&world->run, made, 0, world->new_rows->pdata[i], n_rows + i);
    }
}

/* Somewhere, as after scrolling. */
static void
compare (World *world)
{
  guint n = world->shown->len;
  guint first = n > 0 ? below (&world->run, n) : 0;

  for (guint i = 0; i < world->n_engines; i++)
    {
      if (n > 0)
        stree_grid_model_set_mark (world->engines[i].model, STREE_GRID_MARK_TOP, first);
      compare_engine (world, &world->engines[i], first, 8);
    }
}

/* Other rows are shown: those that went are not selected any more. */
static void
show (World *world)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id;

  g_clear_pointer (&world->shown, g_ptr_array_unref);
  world->shown = naive_query (&world->run.table, world->query);
  for (guint i = 0; i < world->shown->len; i++)
    g_hash_table_add (ids, to_pointer (id_of (world->shown->pdata[i])));
  g_hash_table_iter_init (&iter, world->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (ids, id))
      g_hash_table_iter_remove (&iter);
  if (world->cursor >= 0 && !g_hash_table_contains (ids, to_pointer (world->cursor)))
    world->cursor = -1;
  wait_quiet (world);
}

/* --- steps --- */

static void
ask (World *world)
{
  g_autoptr (StreeQuery) query = below (&world->run, 3) == 0 ? stree_query_new () : random_query (&world->run);

  stree_query_unref (world->query);
  world->query = g_steal_pointer (&query);
  say_query (&world->run, world->query);
  for (guint i = 0; i < world->n_engines; i++)
    stree_grid_model_set_query (world->engines[i].model, world->query);
  world->n_sorted++;
  show (world);
}

static void
choose (World *world)
{
  guint n = world->shown->len;
  guint first = below (&world->run, MAX (n, 1)), n_rows = 1 + below (&world->run, below (&world->run, 4) == 0 ? 40 : 4);
  gboolean only = g_rand_boolean (world->run.rand), off = !only && below (&world->run, 3) == 0;

  if (n == 0)
    return;
  n_rows = MIN (n_rows, n - first);
  for (guint i = 0; i < world->n_engines; i++)
    {
      if (off)
        stree_grid_model_unselect (world->engines[i].model, first, n_rows);
      else
        stree_grid_model_select (world->engines[i].model, first, n_rows, only);
      stree_grid_model_set_mark (world->engines[i].model, STREE_GRID_MARK_CURSOR, first);
    }
  if (only)
    g_hash_table_remove_all (world->selected);
  for (guint i = first; i < first + n_rows; i++)
    if (off)
      g_hash_table_remove (world->selected, to_pointer (id_of (world->shown->pdata[i])));
    else
      g_hash_table_add (world->selected, to_pointer (id_of (world->shown->pdata[i])));
  world->cursor = id_of (world->shown->pdata[first]);
}

static StreeCell *
make_cell (World *world, guint column)
{
  StreeColumnType type = stree_frame_get_column_type (world->run.table.schema, column);
  g_autofree char *code = column == SOURCE_MODEL_CODE ? g_strdup_printf ("k%u", world->run.next_key++) : NULL;

  return code                                                              ? stree_cell_new_text (code)
         : column != SOURCE_MODEL_GROUP && below (&world->run, 5) == 0 ? stree_cell_new_null (type)
                                                                       : random_cell (world->run.rand, type);
}

static void
edit (World *world)
{
  guint position = below (&world->run, MAX (world->shown->len, 1)), column = 1 + below (&world->run, SOURCE_MODEL_N_COLUMNS - 1);
  g_autoptr (StreeCell) cell = make_cell (world, column);
  gboolean gone = below (&world->run, world->run.table.rows->len > N_ROWS ? 3 : 8) == 0;
  Pending *pending;

  if (world->shown->len == 0)
    return;
  pending = g_hash_table_lookup (world->pending, to_pointer (id_of (world->shown->pdata[position])));
  if (pending && pending->deleted)
    return;
  for (guint i = 0; i < world->n_engines; i++)
    {
      const Engine *engine = &world->engines[i];
      g_autoptr (StreeRowKey) key = NULL;
      StreeFrame *frame;
      guint row;

      wait_for (stree_grid_model_get_row (engine->model, position, &frame, &row));
      key = stree_grid_model_dup_key (engine->model, position);
      if (gone)
        g_assert_true (stree_grid_edits_delete_row (engine->edits, key, frame, row));
      else
        g_assert_true (stree_grid_edits_set_cell (engine->edits, key, frame, row, column, cell));
    }
  pending = pending_of (world, id_of (world->shown->pdata[position]));
  pending->deleted = gone;
  if (gone)
    return;
  cell_unref0 (pending->cells->pdata[column]);
  pending->cells->pdata[column] = g_steal_pointer (&cell);
}

static void
insert (World *world)
{
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);

  g_ptr_array_add (row, stree_cell_new_int64 (world->next_id++));
  for (guint column = 1; column < SOURCE_MODEL_N_COLUMNS; column++)
    g_ptr_array_add (row, make_cell (world, column));
  g_ptr_array_add (world->new_rows, row);
  for (guint i = 0; i < world->n_engines; i++)
    {
      StreeGridEdits *edits = world->engines[i].edits;
      g_autoptr (StreeRowKey) key = stree_grid_edits_insert_row (edits, STREE_GRID_END);

      for (guint column = 0; column < SOURCE_MODEL_N_COLUMNS; column++)
        g_assert_true (stree_grid_edits_set_cell (edits, key, NULL, 0, column, row->pdata[column]));
    }
}

static void
forget_pending (World *world)
{
  g_hash_table_remove_all (world->pending);
  g_ptr_array_set_size (world->new_rows, 0);
}

static void
write_all (World *world)
{
  NaiveTable *table = &world->run.table;

  for (guint i = 0; i < world->n_engines; i++)
    {
      const Engine *engine = &world->engines[i];
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      stree_grid_edits_commit_async (engine->edits, NULL, source_on_result, &result);
      wait_for (result != NULL);
      if (!stree_grid_edits_commit_finish (engine->edits, result, &error))
        run_fail (&world->run, "%s: not written: %s", engine->name, error->message);
      if (stree_grid_edits_get_n_rows (engine->edits, 0) != 0)
        run_fail (&world->run, "%s: there are edits left", engine->name);
    }
  for (guint i = table->rows->len; i-- > 0;)
    {
      const Pending *pending = g_hash_table_lookup (world->pending, to_pointer (id_of (table->rows->pdata[i])));

      if (pending && pending->deleted)
        g_ptr_array_remove_index (table->rows, i);
      else if (pending)
        {
          GPtrArray *now = with_pending (world, table->rows->pdata[i]);

          g_ptr_array_unref (table->rows->pdata[i]);
          table->rows->pdata[i] = now;
        }
    }
  for (guint i = 0; i < world->new_rows->len; i++)
    g_ptr_array_add (table->rows, naive_row_copy (world->new_rows->pdata[i]));
  forget_pending (world);
  world->n_written++;
  for (guint i = 0; i < world->n_engines; i++)
    stree_grid_model_reload (world->engines[i].model);
  show (world);
}

static void
revert (World *world)
{
  for (guint i = 0; i < world->n_engines; i++)
    stree_grid_edits_revert_all (world->engines[i].edits);
  forget_pending (world);
}

/* Into a row that nobody types into; and it is asked once more. */
static void
others_write (World *world)
{
  NaiveTable *table = &world->run.table;
  guint at = below (&world->run, MAX (table->rows->len, 1)), column = 2 + below (&world->run, SOURCE_MODEL_N_COLUMNS - 2);
  g_autoptr (StreeCell) cell = make_cell (world, column);
  GPtrArray *row = table->rows->len > 0 ? table->rows->pdata[at] : NULL;

  if (!row || g_hash_table_contains (world->pending, to_pointer (id_of (row))))
    return;
  for (guint i = 0; i < world->n_engines; i++)
    {
      StreeSource *other = world->engines[i].other;
      g_autoptr (StreeFrame) all = source_all (other);
      g_autoptr (StreeChanges) changes = stree_changes_new ();
      g_autoptr (StreeCommit) commit = NULL;
      g_autoptr (GError) error = NULL;

      stree_changes_set_cell (changes, stree_changes_add_update (changes, all, at), column, cell);
      commit = source_commit (other, changes, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (stree_commit_get_n_conflicts (commit), ==, 0);
      stree_grid_model_reload (world->engines[i].model);
    }
  stree_cell_unref (row->pdata[column]);
  row->pdata[column] = g_steal_pointer (&cell);
  world->n_others++;
  show (world);
}

static void
step (World *world)
{
  guint what = below (&world->run, 20);

  if (what < 5)
    ask (world);
  else if (what < 9)
    choose (world);
  else if (what < 14)
    edit (world);
  else if (what < 15 && world->run.table.rows->len + world->new_rows->len < MAX_ROWS)
    insert (world);
  else if (what < 17)
    write_all (world);
  else if (what < 18)
    others_write (world);
  else if (below (&world->run, 4) == 0)
    revert (world);
  compare (world);
}

/* --- a run --- */

static void
edits_changed_cb (StreeGridEdits *edits, StreeGridModel *model)
{
  stree_grid_model_set_extra (model, edits);
}

/* Takes the sources. */
static void
add_engine (World *world, const char *name, StreeSource *source, StreeSource *other)
{
  Engine *engine = &world->engines[world->n_engines++];

  engine->name = name;
  engine->source = source;
  engine->other = other;
  engine->model = stree_grid_model_new ();
  engine->edits = stree_grid_edits_new (source);
  engine->handler = g_signal_connect (engine->edits, "changed", G_CALLBACK (edits_changed_cb), engine->model);
  stree_grid_model_set_source (engine->model, source);
}

static void
engine_clear (Engine *engine)
{
  g_signal_handler_disconnect (engine->edits, engine->handler);
  stree_grid_model_stop (engine->model);
  /* A refresh under way holds them. */
  g_object_add_weak_pointer (G_OBJECT (engine->edits), (gpointer *) &engine->edits);
  g_object_unref (engine->edits);
  wait_for (engine->edits == NULL);
  g_object_unref (engine->model);
  g_object_unref (engine->source);
  g_object_unref (engine->other);
}

static StreeSource *
open_sqlite (SqliteFile *file)
{
  g_autoptr (GError) error = NULL;
  StreeSource *source = sqlite_source_open (file, "t", &error);

  g_assert_no_error (error);
  return source;
}

static void
world_init (World *world, StreeFrame *rows)
{
  const char *const keys[] = { "id", NULL };
  StreeSource *memory = STREE_SOURCE (stree_frame_source_new (rows, keys, NULL));
  Run *run = &world->run;

  run->seed = g_random_int ();
  g_test_message ("seed %u", run->seed);
  run->rand = g_rand_new_with_seed (run->seed);
  run->asked = g_string_new (NULL);
  run->table.schema = stree_frame_ref (rows);
  run->table.n_columns = SOURCE_MODEL_N_COLUMNS;
  run->table.order = SOURCE_MODEL_BY_KEY;
  run->table.keys = stree_source_get_key_columns (memory, &run->table.n_keys);
  run->table.hidden = g_new0 (gboolean, SOURCE_MODEL_N_COLUMNS);
  run->table.rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint row = 0; row < N_ROWS; row++)
    g_ptr_array_add (run->table.rows, naive_row_of_frame (rows, row));
  world->query = stree_query_new ();
  world->pending = g_hash_table_new_full (NULL, NULL, NULL, pending_free);
  world->new_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  world->selected = g_hash_table_new (NULL, NULL);
  world->cursor = -1;
  world->next_id = 1000;
  add_engine (world, "memory", memory, g_object_ref (memory));
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < world->n_engines; i++)
    engine_clear (&world->engines[i]);
  g_ptr_array_unref (world->shown);
  stree_query_unref (world->query);
  g_hash_table_unref (world->pending);
  g_ptr_array_unref (world->new_rows);
  g_hash_table_unref (world->selected);
  g_ptr_array_unref (world->run.table.rows);
  stree_frame_unref (world->run.table.schema);
  g_free (world->run.table.keys);
  g_free (world->run.table.hidden);
  g_string_free (world->run.asked, TRUE);
  g_rand_free (world->run.rand);
}

static void
run_world (World *world, guint n_steps)
{
  n_steps /= MODEL_SLOWER;
  show (world);
  for (world->run.step = 0; world->run.step < n_steps; world->run.step++)
    step (world);
  g_test_message ("%u times written, %u times by others, %u queries; %u rows seen", world->n_written, world->n_others, world->n_sorted, world->n_seen);
  if (n_steps >= 1000)
    {
      g_assert_cmpuint (world->n_written, >, n_steps / 20);
      g_assert_cmpuint (world->n_others, >, n_steps / 50);
      g_assert_cmpuint (world->n_sorted, >, n_steps / 6);
      g_assert_cmpuint (world->n_seen, >, n_steps);
    }
}

#define COLUMNS                                                                                                                  \
  "code %s NOT NULL, amount bigint, price double precision, paid boolean, day date, at timestamp, \"na\"\"me; --\" text, "        \
  "\"group\" text NOT NULL)"

static void
run_engines (gboolean with_postgres)
{
  World world = { .n_engines = 0 };
  g_autoptr (StreeFrame) rows = source_model_make_rows (1, N_ROWS);
  g_autofree char *sql = g_strdup_printf ("CREATE TABLE t (id INTEGER PRIMARY KEY, " COLUMNS, "TEXT");
  SqliteFile file;

  sqlite_file_init (&file);
  sqlite_file_exec (&file, sql);
  sqlite_file_insert (&file, "t", rows);
  world_init (&world, rows);
  add_engine (&world, "SQLite", open_sqlite (&file), open_sqlite (&file));
#ifdef HAVE_POSTGRES
  if (with_postgres)
    {
      g_autofree char *create = g_strdup_printf ("CREATE TABLE t (id bigint PRIMARY KEY, " COLUMNS, "text");
      g_autoptr (GString) insert_sql = g_string_new ("INSERT INTO t VALUES");

      postgres_fixture_run (fixture, create);
      for (guint row = 0; row < N_ROWS; row++)
        postgres_append_row (insert_sql, rows, row);
      postgres_fixture_run (fixture, insert_sql->str);
      add_engine (&world, "PostgreSQL", postgres_open (fixture, "t"), postgres_open (fixture, "t"));
    }
#endif
  g_assert_cmpuint (world.n_engines, ==, with_postgres ? 3 : 2);
  run_world (&world, world.n_engines == N_ENGINES ? 3000 : 10000);
  world_clear (&world);
  sqlite_file_clear (&file);
}

static void
test_files (void)
{
  run_engines (FALSE);
}

#ifdef HAVE_POSTGRES
static void
test_all (void)
{
  run_engines (TRUE);
}
#endif

int
main (int argc, char **argv)
{
  int status;

  support_init (&argc, &argv);
  g_test_add_func ("/grid-engines/memory-and-sqlite", test_files);
#ifdef HAVE_POSTGRES
  if (!postgres_fixture_missing ())
    {
      stree_pg_sizes = (StreePgSizes){ .first_page = 10, .stride = 7, .max_offset = 15 };
      fixture = postgres_fixture_new ();
      g_test_add_func ("/grid-engines/all", test_all);
    }
  else
    g_test_add_data_func ("/grid-engines/no-server", postgres_fixture_missing (), postgres_skip);
#endif
  status = g_test_run ();
#ifdef HAVE_POSTGRES
  g_clear_pointer (&fixture, postgres_fixture_free);
#endif
  return status;
}
