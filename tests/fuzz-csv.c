/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* CSV, at random from a seed: what was written reads back, and no input, however broken, does more than fail. */

#include <string.h>

#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-export.h"
#include "frames.h"
#include "random-frame.h"

static void
test_round_trip (void)
{
  GRand *rand = g_rand_new_with_seed (20240229);
  guint n_cells = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
      g_autoptr (StreeFrame) frame = random_frame (rand, 0);
      g_autoptr (GBytes) csv = to_csv (frame);
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) back = NULL;

      for (guint i = 0; i < stree_frame_get_n_columns (frame); i++)
        stree_csv_options_set_column_type (options, stree_frame_get_column_name (frame, i),
                                           stree_frame_get_column_type (frame, i));
      back = stree_frame_new_from_csv_bytes (csv, options, NULL, &error);
      if (error != NULL || !stree_frame_equal (frame, back))
        g_test_message ("round %u:\n%.*s", round, (int) g_bytes_get_size (csv),
                        (const char *) g_bytes_get_data (csv, NULL));
      g_assert_no_error (error);
      g_assert_true (stree_frame_equal (frame, back));
      n_cells += stree_frame_get_n_rows (back) * stree_frame_get_n_columns (back);
    }
  g_assert_cmpuint (n_cells, >, 100000);
  g_rand_free (rand);
}

/* What was inferred once stays: the second reading equals the first, with nothing said about types. */
static void
test_inferred_round_trip (void)
{
  GRand *rand = g_rand_new_with_seed (77);
  guint n_read = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new ("a,b,c\n");
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) again = NULL;
      g_autoptr (StreeFrame) first = NULL;
      g_autoptr (StreeFrame) second = NULL;
      static const char *const cells[] = {
        "1", "2.50", "-7", "1e3", "true", "2001-02-03", "NA", "", "x y", "\"q,\"\"\""
      };
      guint kind = (guint) g_rand_int_range (rand, 1, G_N_ELEMENTS (cells));

      for (guint i = 0; i < 5; i++)
        g_string_append_printf (text, "%s,%s,k\n", cells[g_rand_int_range (rand, 0, (gint32) kind + 1)],
                                cells[g_rand_int_range (rand, (gint32) kind - 1, (gint32) kind + 1)]);
      bytes = g_bytes_new (text->str, text->len);
      first = stree_frame_new_from_csv_bytes (bytes, NULL, NULL, NULL);
      g_assert_nonnull (first);
      again = to_csv (first);
      second = stree_frame_new_from_csv_bytes (again, NULL, NULL, NULL);
      g_assert_nonnull (second);
      g_assert_true (stree_frame_equal (first, second));
      n_read += stree_frame_get_n_rows (second);
    }
  g_assert_cmpuint (n_read, ==, 15000);
  g_rand_free (rand);
}

static void
test_garbage (void)
{
  GRand *rand = g_rand_new_with_seed (4711);
  guint n_good = 0, n_bad = 0, n_aside = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
      g_autoptr (StreeFrame) frame = NULL;
      g_autoptr (StreeFrame) aside = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) aside_error = NULL;
      guint n = (guint) g_rand_int_range (rand, 0, 40);

      for (guint i = 0; i < n; i++)
        {
          const char *piece = frame_pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (frame_pieces))];
          guint8 byte = (guint8) g_rand_int_range (rand, 0, 256);

          if (g_rand_int_range (rand, 0, 60) == 0)
            g_byte_array_append (array, &byte, 1);
          else
            g_byte_array_append (array, (const guint8 *) piece, (guint) strlen (piece));
        }
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
      frame = stree_frame_new_from_csv_bytes (bytes, NULL, NULL, &error);
      stree_csv_options_set_keep_rejects (options, TRUE);
      aside = stree_frame_new_from_csv_bytes (bytes, options, NULL, &aside_error);
      if (aside == NULL)
        g_assert_true (g_str_has_prefix (aside_error->message, "line "));
      else if (stree_frame_get_rejects (aside) != NULL)
        n_aside++;
      if (frame != NULL)
        {
          g_assert_no_error (error);
          g_assert_true (stree_frame_equal (frame, aside));
          g_assert_null (stree_frame_get_rejects (aside));
          g_assert_cmpuint (stree_frame_get_n_columns (frame), >, 0);
          for (guint row = 0; row < stree_frame_get_n_rows (frame); row++)
            for (guint column = 0; column < stree_frame_get_n_columns (frame); column++)
              {
                g_autofree char *text = stree_frame_dup_cell_text (frame, row, column);

                g_assert_true (g_utf8_validate (text, -1, NULL));
              }
          n_good++;
        }
      else
        {
          g_assert_cmpuint (error->domain, ==, STREE_CSV_ERROR);
          g_assert_true (g_str_has_prefix (error->message, "line "));
          n_bad++;
        }
    }
  g_assert_cmpuint (n_good, >, 500);
  g_assert_cmpuint (n_bad, >, 500);
  g_assert_cmpuint (n_aside, >, 200);
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/fuzz/round-trip", test_round_trip);
  g_test_add_func ("/csv/fuzz/inferred-round-trip", test_inferred_round_trip);
  g_test_add_func ("/csv/fuzz/garbage", test_garbage);
  return g_test_run ();
}
