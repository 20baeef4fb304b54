/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Frames made from others, beside a table of cells that does the same the slow way. */

#include <string.h>

#include "core/stree-error.h"
#include "data/stree-column-private.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-edit.h"
#include "data/stree-frame-private.h"

#define N_COLUMNS 7

/* Of two text columns one has few words, the other one for each row. */
static const StreeColumnType types[N_COLUMNS] = { STREE_COLUMN_INT64, STREE_COLUMN_DOUBLE,    STREE_COLUMN_BOOL, STREE_COLUMN_DATE,
                                                  STREE_COLUMN_TEXT,  STREE_COLUMN_TIMESTAMP, STREE_COLUMN_TEXT };

static StreeCell *
random_cell (GRand *rand, guint column)
{
  static const char *const words[] = { "", "a", "Zoë", "words", "a longer one, with a comma" };
  g_autofree char *text = NULL;

  if (g_rand_int_range (rand, 0, 5) == 0)
    return stree_cell_new_null (types[column]);
  switch (types[column])
    {
    case STREE_COLUMN_INT64:
      return stree_cell_new_int64 (g_rand_int_range (rand, -9, 9));
    case STREE_COLUMN_DOUBLE:
      return stree_cell_new_double (g_rand_int_range (rand, -99, 99) / 8.0);
    case STREE_COLUMN_BOOL:
      return stree_cell_new_bool (g_rand_boolean (rand));
    case STREE_COLUMN_DATE:
      return stree_cell_new_date (g_rand_int_range (rand, -1000, 1000));
    case STREE_COLUMN_TIMESTAMP:
      return stree_cell_new_timestamp (g_rand_int (rand));
    case STREE_COLUMN_TEXT:
    default:
      if (column < N_COLUMNS - 1)
        return stree_cell_new_text (words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      text = g_strdup_printf ("%s %u", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], g_rand_int (rand));
      return stree_cell_new_text (text);
    }
}

/* --- the same, cell by cell --- */

typedef GPtrArray Row; /* of StreeCell */

static Row *
row_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
}

static GPtrArray *
table_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
random_table (GRand *rand, guint n_rows)
{
  GPtrArray *table = table_new ();

  for (guint i = 0; i < n_rows; i++)
    {
      Row *row = row_new ();

      for (guint column = 0; column < N_COLUMNS; column++)
        g_ptr_array_add (row, random_cell (rand, column));
      g_ptr_array_add (table, row);
    }
  return table;
}

static StreeFrame *
frame_of_table (GPtrArray *table)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_set_label (builder, "random");
  for (guint column = 0; column < N_COLUMNS; column++)
    {
      g_autofree char *name = g_strdup_printf ("column %u", column);

      stree_frame_builder_add_column (builder, name, types[column]);
    }
  for (guint i = 0; i < table->len; i++)
    {
      const Row *row = g_ptr_array_index (table, i);

      for (guint column = 0; column < N_COLUMNS; column++)
        stree_frame_builder_append_cell (builder, column, g_ptr_array_index (row, column));
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static GPtrArray *
table_of_rows (GPtrArray *table, const guint32 *rows, guint n_rows)
{
  GPtrArray *selected = table_new ();

  for (guint i = 0; i < n_rows; i++)
    {
      const Row *row = g_ptr_array_index (table, rows[i]);
      Row *copy = row_new ();

      for (guint column = 0; column < N_COLUMNS; column++)
        g_ptr_array_add (copy, stree_cell_ref (g_ptr_array_index (row, column)));
      g_ptr_array_add (selected, copy);
    }
  return selected;
}

/* Every second time a part of the rows, in another order; @table becomes the same. */
static StreeFrame *
random_view (GRand *rand, GPtrArray **table, guint round)
{
  g_autoptr (StreeFrame) whole = frame_of_table (*table);
  g_autofree guint32 *rows = g_new (guint32, (*table)->len + 1);
  guint n = 0;
  GPtrArray *part;

  if (round % 2 == 0)
    return g_steal_pointer (&whole);
  for (guint i = (*table)->len; i > 0; i--)
    if (g_rand_int_range (rand, 0, 3) != 0)
      rows[n++] = i - 1;
  part = table_of_rows (*table, rows, n);
  g_ptr_array_unref (*table);
  *table = part;
  return stree_frame_select (whole, rows, n);
}

/* Now and then more rows than a dictionary is tried with: the column of different texts is without one then. */
static guint
random_size (GRand *rand, guint round)
{
  return round % 40 == 20 ? 5000 : (guint) g_rand_int_range (rand, 0, 60);
}

static void
test_edit_reference (void)
{
  GRand *rand = g_rand_new_with_seed (1863);
  guint n_edited = 0;

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) table = random_table (rand, random_size (rand, round));
      g_autoptr (StreeFrame) frame = random_view (rand, &table, round);
      g_autoptr (StreeFrame) before = frame_of_table (table);
      g_autoptr (StreeFrameEdit) edit = stree_frame_edit_new (frame);
      g_autoptr (StreeFrame) expected = NULL;
      g_autoptr (StreeFrame) result = NULL;
      g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
      g_autoptr (GError) error = NULL;
      guint n = table->len > 0 ? (guint) g_rand_int_range (rand, 0, 60) : 0;

      for (guint i = 0; i < n; i++)
        {
          guint row = (guint) g_rand_int_range (rand, 0, (gint32) table->len);
          guint column = (guint) g_rand_int_range (rand, 0, N_COLUMNS);
          Row *cells = g_ptr_array_index (table, row);
          StreeCell *cell = random_cell (rand, column);

          stree_frame_edit_set_cell (edit, row, column, cell);
          stree_cell_unref (g_ptr_array_index (cells, column));
          g_ptr_array_index (cells, column) = cell;
          g_hash_table_add (touched, GUINT_TO_POINTER (row * N_COLUMNS + column));
        }
      g_assert_cmpuint (stree_frame_edit_get_n_cells (edit), ==, g_hash_table_size (touched));
      n_edited += g_hash_table_size (touched);

      result = stree_frame_edit_finish (edit, &error);
      expected = frame_of_table (table);
      g_assert_no_error (error);
      g_assert_true (stree_frame_equal (result, expected));
      g_assert_true (stree_frame_equal (frame, before));
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          const StreeColumn *edited = stree_frame_column (result, column);
          guint n_nulls = 0;

          for (guint i = 0; i < edited->n_rows; i++)
            n_nulls += stree_column_is_null (edited, i);
          g_assert_cmpuint (edited->n_nulls, ==, n_nulls);
          g_assert_cmpint (edited->nulls != NULL, ==, n_nulls > 0);
          if (edited->type == STREE_COLUMN_TEXT && edited->ascii)
            for (guint i = 0; i < edited->offsets[edited->n_entries]; i++)
              g_assert_cmpint ((guchar) edited->arena[i], <, 0x80);
        }
    }
  g_assert_cmpuint (n_edited, >, 3000);
  g_rand_free (rand);
}

static void
test_shared_columns (void)
{
  GRand *rand = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) table = random_table (rand, 20);
  g_autoptr (StreeFrame) frame = frame_of_table (table);
  g_autoptr (StreeFrameEdit) edit = stree_frame_edit_new (frame);
  g_autoptr (StreeCell) cell = stree_cell_new_text ("new");
  g_autoptr (StreeCell) found = NULL;
  StreeFrame *result = stree_frame_edit_finish (edit, NULL);

  g_assert_true (result == frame);
  stree_frame_unref (result);

  stree_frame_edit_set_cell (edit, 3, 4, cell);
  stree_frame_edit_set_cell (edit, 4, 4, cell);
  stree_frame_edit_revert_cell (edit, 4, 4);
  stree_frame_edit_revert_cell (edit, 4, 4);
  g_assert_cmpuint (stree_frame_edit_get_n_cells (edit), ==, 1);
  found = stree_frame_edit_get_cell (edit, 3, 4);
  g_assert_true (found == cell);
  g_assert_null (stree_frame_edit_get_cell (edit, 4, 4));

  result = stree_frame_edit_finish (edit, NULL);
  for (guint column = 0; column < N_COLUMNS; column++)
    g_assert_cmpint (stree_frame_column (result, column) == stree_frame_column (frame, column), ==, column != 4);
  g_assert_cmpstr (stree_frame_get_text (result, 3, 4), ==, "new");
  g_assert_cmpstr (stree_frame_get_label (result), ==, "random");

  /* The columns outlive the frame that they came from. */
  g_clear_pointer (&edit, stree_frame_edit_unref);
  g_clear_pointer (&frame, stree_frame_unref);
  g_assert_cmpstr (stree_frame_get_text (result, 3, 4), ==, "new");
  stree_frame_unref (result);
  g_rand_free (rand);
}

static void
test_parse (void)
{
  GRand *rand = g_rand_new_with_seed (8);
  g_autoptr (GPtrArray) table = random_table (rand, 3);
  g_autoptr (StreeFrame) frame = frame_of_table (table);
  g_autoptr (StreeFrameEdit) edit = stree_frame_edit_new (frame);
  g_autoptr (StreeFrame) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (stree_frame_edit_parse_cell (edit, 2, 0, " 12 ", &error));
  g_assert_no_error (error);
  g_assert_false (stree_frame_edit_parse_cell (edit, 2, 0, "twelve", &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "\"column 0\""));
  g_assert_nonnull (strstr (error->message, "row 3"));
  g_assert_nonnull (strstr (error->message, "twelve"));
  result = stree_frame_edit_finish (edit, NULL);
  g_assert_cmpint (stree_frame_get_int64 (result, 2, 0), ==, 12);
  g_rand_free (rand);
}

static void
test_append_reference (void)
{
  GRand *rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 120; round++)
    {
      g_autoptr (GPtrArray) table = random_table (rand, random_size (rand, round));
      g_autoptr (GPtrArray) more = random_table (rand, (guint) g_rand_int_range (rand, 0, 20));
      g_autoptr (StreeFrame) frame = random_view (rand, &table, round);
      g_autoptr (StreeFrame) rows = random_view (rand, &more, round / 2);
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) result = stree_frame_append (frame, rows, &error);
      g_autoptr (StreeFrame) expected = NULL;

      g_assert_no_error (error);
      g_ptr_array_extend_and_steal (table, g_steal_pointer (&more));
      expected = frame_of_table (table);
      g_assert_true (stree_frame_equal (result, expected));
    }
  g_rand_free (rand);
}

static gpointer
hold_row (gconstpointer row, gpointer data)
{
  (void) data;
  return g_ptr_array_ref ((gpointer) row);
}

/* Frames that grow one out of the other, and apart, are what they would be if each were made anew; and none that came before
 * changes. */
static void
test_append_chain (void)
{
  GRand *rand = g_rand_new_with_seed (12);
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_frame_unref);

  g_ptr_array_add (tables, random_table (rand, 5));
  g_ptr_array_add (frames, frame_of_table (tables->pdata[0]));
  for (guint round = 0; round < 300; round++)
    {
      /* Mostly the newest, so that there is something to share. */
      guint from = round % 4 ? frames->len - 1 : (guint) g_rand_int_range (rand, 0, (gint32) frames->len);
      g_autoptr (GPtrArray) more = random_table (rand, (guint) g_rand_int_range (rand, 1, 6));
      g_autoptr (StreeFrame) rows = frame_of_table (more);
      GPtrArray *table = g_ptr_array_copy (tables->pdata[from], hold_row, NULL);

      g_ptr_array_set_free_func (table, (GDestroyNotify) g_ptr_array_unref);
      g_ptr_array_extend_and_steal (table, g_steal_pointer (&more));
      g_ptr_array_add (tables, table);
      g_ptr_array_add (frames, stree_frame_append (frames->pdata[from], rows, NULL));
    }
  for (guint i = 0; i < frames->len; i++)
    {
      g_autoptr (StreeFrame) expected = frame_of_table (tables->pdata[i]);

      g_assert_true (stree_frame_equal (frames->pdata[i], expected));
      /* Of what is searched without looking at letters. */
      for (guint column = 0; column < N_COLUMNS; column++)
        g_assert_false (stree_frame_column (frames->pdata[i], column)->ascii && !stree_frame_column (expected, column)->ascii);
    }
  g_rand_free (rand);
}

static StreeFrame *
frame_of_numbers (guint n, gboolean words)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "text", STREE_COLUMN_TEXT);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", words ? i % 10 : i);

      stree_frame_builder_append_int64 (builder, 0, i);
      stree_frame_builder_append_text (builder, 1, text);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

/* Rows that come one by one are not all copied each time. */
static void
test_append_shares (void)
{
  for (gboolean words = FALSE; words <= TRUE; words++)
    {
      g_autoptr (StreeFrame) row = frame_of_numbers (1, words);
      StreeFrame *frame = frame_of_numbers (20000, words);
      guint copies = 0;

      for (guint i = 0; i < 5000; i++)
        {
          StreeFrame *next = stree_frame_append (frame, row, NULL);

          for (guint column = 0; column < 2; column++)
            {
              const StreeColumn *old = stree_frame_column (frame, column), *new = stree_frame_column (next, column);

              if (column == 0 || words)
                copies += old->values.any != new->values.any;
              if (column == 1)
                copies += old->arena != new->arena;
            }
          stree_frame_unref (frame);
          frame = next;
        }
      g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 25000);
      g_assert_cmpstr (stree_frame_get_text (frame, 24999, 1), ==, "text 0");
      g_assert_cmpstr (stree_frame_get_text (frame, 19999, 1), ==, words ? "text 9" : "text 19999");
      g_assert_cmpuint (copies, <=, 6);
      stree_frame_unref (frame);
    }
}

/* A dictionary that no longer pays is given up. */
static void
test_append_many_texts (void)
{
  g_autoptr (StreeFrame) few = frame_of_numbers (3000, TRUE);
  g_autoptr (StreeFrame) many = frame_of_numbers (9000, FALSE);
  g_autoptr (StreeFrame) both = stree_frame_append (few, many, NULL);

  g_assert_nonnull (stree_frame_column (few, 1)->values.codes);
  g_assert_null (stree_frame_column (both, 1)->values.codes);
  g_assert_cmpstr (stree_frame_get_text (both, 2999, 1), ==, "text 9");
  g_assert_cmpstr (stree_frame_get_text (both, 11999, 1), ==, "text 8999");
}

static StreeFrame *
frame_of_column (const char *name, StreeColumnType type)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, name, type);
  stree_frame_builder_end_row (builder);
  return stree_frame_builder_finish (builder);
}

static void
test_append_other_schema (void)
{
  GRand *rand = g_rand_new_with_seed (8);
  g_autoptr (GPtrArray) table = random_table (rand, 3);
  g_autoptr (StreeFrame) wide = frame_of_table (table);
  g_autoptr (StreeFrame) frame = frame_of_column ("a", STREE_COLUMN_INT64);
  g_autoptr (StreeFrame) name = frame_of_column ("b", STREE_COLUMN_INT64);
  g_autoptr (StreeFrame) type = frame_of_column ("a", STREE_COLUMN_DATE);
  StreeFrame *others[] = { wide, name, type };
  static const char *const messages[] = { "7 columns", "\"b\" of type", "of type date" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (stree_frame_append (frame, others[i], &error));
      g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, messages[i]));
    }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-edit/edit-reference", test_edit_reference);
  g_test_add_func ("/frame-edit/shared-columns", test_shared_columns);
  g_test_add_func ("/frame-edit/parse", test_parse);
  g_test_add_func ("/frame-edit/append-reference", test_append_reference);
  g_test_add_func ("/frame-edit/append-chain", test_append_chain);
  g_test_add_func ("/frame-edit/append-shares", test_append_shares);
  g_test_add_func ("/frame-edit/append-many-texts", test_append_many_texts);
  g_test_add_func ("/frame-edit/append-other-schema", test_append_other_schema);
  return g_test_run ();
}
