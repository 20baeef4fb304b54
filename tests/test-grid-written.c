/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A row that was edited is shown with what was written from the moment in which it is no edit any more, while the pages still
 * have what stood there before. */

#include "data/stree-frame-builder.h"
#include "grid/stree-grid-held-private.h"
#include "grid/stree-grid-model-inside-private.h"
#include "grid/stree-grid-shown-private.h"
#include "slow-source.h"
#include "sqlite-fixture.h"

#define N_ROWS 300

enum
{
  ID,
  NAME
};

typedef struct
{
  SqliteFile        file;
  StreeSource      *source;   /* owned: is written into */
  StreeGridModel   *model;    /* owned */
  StreeGridEdits   *edits;    /* owned */
  StreeGridColumns *resolved; /* owned */
  guint             n_done;   /* commits */
} World;

static void
changed_cb (StreeGridEdits *edits, World *world)
{
  stree_grid_model_set_extra (world->model, edits);
}

static void
wait_until_quiet (World *world)
{
  while (stree_grid_model_is_busy (world->model))
    g_main_context_iteration (NULL, TRUE);
}

static StreeFrame *
make_frame (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  for (int i = 0; i < N_ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %d", i);

      stree_frame_builder_append_int64 (builder, ID, i);
      stree_frame_builder_append_text (builder, NAME, name);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static void
set_up (World *world, gboolean file, guint top)
{
  g_autoptr (StreeFrame)       frame = make_frame ();
  g_autoptr (StreeSource)      slow = NULL;
  g_autoptr (StreeGridColumns) columns = NULL;
  g_autoptr (GError)           error = NULL;
  const char *const            keys[] = { "id", NULL };

  if (file)
    {
      sqlite_file_init (&world->file);
      sqlite_file_exec (&world->file, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)");
      sqlite_file_insert (&world->file, "t", frame);
      world->source = sqlite_source_open (&world->file, "t", &error);
    }
  else
    {
      world->source = STREE_SOURCE (stree_frame_source_new (frame, keys, &error));
      slow = slow_new (world->source);
    }
  g_assert_no_error (error);
  columns = stree_grid_columns_new_for_source (world->source);
  world->resolved = stree_grid_columns_resolve (columns, stree_source_get_schema (world->source), &error);
  g_assert_no_error (error);
  world->model = stree_grid_model_new ();
  stree_grid_model_set_source (world->model, slow ? slow : world->source);
  wait_until_quiet (world);
  world->edits = stree_grid_edits_new (world->source);
  g_signal_connect (world->edits, "changed", G_CALLBACK (changed_cb), world);
  changed_cb (world->edits, world);
  stree_grid_model_set_mark (world->model, STREE_GRID_MARK_TOP, top);
}

static void
tear_down (World *world)
{
  g_signal_handlers_disconnect_by_data (world->edits, world);
  stree_grid_model_stop (world->model);
  g_object_unref (world->model);
  g_object_unref (world->edits);
  stree_grid_columns_unref (world->resolved);
  g_object_unref (world->source);
  if (world->file.folder)
    sqlite_file_clear (&world->file);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* What the user sees; "": nothing yet. */
static char *
text_at (World *world, guint position, guint column)
{
  StreeGridShown shown = { .model = world->model, .edits = world->edits, .resolved = world->resolved };

  return stree_grid_shown_dup_text (&shown, position, stree_grid_columns_get (world->resolved, column));
}

static void
check_text (World *world, guint position, guint column, const char *expected)
{
  g_autofree char *text = text_at (world, position, column);

  g_assert_cmpstr (text, ==, expected);
}

static void
type (World *world, guint position, guint column, const char *text)
{
  g_autoptr (StreeRowKey) key = NULL;
  StreeFrame             *frame;
  guint                   row;

  while (!stree_grid_model_get_row (world->model, position, &frame, &row))
    g_main_context_iteration (NULL, TRUE);
  key = stree_grid_model_dup_key (world->model, position);
  g_assert_true (stree_grid_edits_set_text (world->edits, key, frame, row, column, text));
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  World             *world = data;
  g_autoptr (GError) error = NULL;

  stree_grid_edits_commit_finish (STREE_GRID_EDITS (object), result, &error);
  g_assert_no_error (error);
  world->n_done++;
}

/* Looks with each step until what was written has been read again. */
static void
write_and_watch (World *world, guint position, guint column, const char *expected)
{
  guint n_done = world->n_done;

  stree_grid_edits_commit_async (world->edits, NULL, committed_cb, world);
  while (world->n_done == n_done || g_hash_table_size (world->model->as_written) > 0 || stree_grid_model_is_busy (world->model))
    {
      check_text (world, position, column, expected);
      g_main_context_iteration (NULL, TRUE);
    }
  check_text (world, position, column, expected);
}

static void
test_cell (gconstpointer file)
{
  World world = { .n_done = 0 };

  set_up (&world, GPOINTER_TO_INT (file), 190);
  type (&world, 200, NAME, "new");
  write_and_watch (&world, 200, NAME, "new");
  type (&world, 200, NAME, "newer");
  write_and_watch (&world, 200, NAME, "newer");
  tear_down (&world);
}

/* The next edit begins with what was written, not with what the page has. */
static void
test_twice (gconstpointer file)
{
  World world = { .n_done = 0 };

  set_up (&world, GPOINTER_TO_INT (file), 190);
  type (&world, 200, NAME, "new");
  stree_grid_edits_commit_async (world.edits, NULL, committed_cb, &world);
  while (world.n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  check_text (&world, 200, NAME, "new");
  type (&world, 200, NAME, "newer");
  write_and_watch (&world, 200, NAME, "newer");
  tear_down (&world);
}

/* Rows are not taken for others when they have exchanged their keys, once and back. */
static void
test_keys (void)
{
  World world = { .n_done = 0 };

  set_up (&world, FALSE, 0);
  for (guint i = 0; i < 2; i++)
    {
      type (&world, 7, ID, i == 0 ? "8" : "7");
      type (&world, 8, ID, i == 0 ? "7" : "8");
      stree_grid_edits_commit_async (world.edits, NULL, committed_cb, &world);
      while (world.n_done == i)
        g_main_context_iteration (NULL, TRUE);
      check_text (&world, 7, NAME, "name 7");
      check_text (&world, 7, ID, i == 0 ? "8" : "7");
      check_text (&world, 8, ID, i == 0 ? "7" : "8");
    }
  wait_until_quiet (&world);
  check_text (&world, 7, ID, "7");
  g_assert_cmpuint (g_hash_table_size (world.model->as_written), ==, 0);
  tear_down (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/grid-written/cell/pages", GINT_TO_POINTER (FALSE), test_cell);
  g_test_add_data_func ("/grid-written/cell/file", GINT_TO_POINTER (TRUE), test_cell);
  g_test_add_data_func ("/grid-written/twice/pages", GINT_TO_POINTER (FALSE), test_twice);
  g_test_add_data_func ("/grid-written/twice/file", GINT_TO_POINTER (TRUE), test_twice);
  g_test_add_func ("/grid-written/keys", test_keys);
  return g_test_run ();
}
