/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* CSV, at random from a seed: what was written reads back, and no input, however broken, does more than fail. */

#include <math.h>
#include <string.h>

#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"

static const char *const pieces[] = {
  ",",  ";", "\t", "|",  "\"", "\"\"", "\n", "\r\n", "\r",   " ",          "a", "Ä",
  "NA", "1", "-2", ".5", "e9", "true", "€",  "word", "null", "2024-02-29", "𝄞", ""
};

static char *
random_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, 6);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static double
random_double (GRand *rand)
{
  guint64 bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
  double value;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return g_rand_int_range (rand, -100000, 100000) / 100.0;
    case 1:
      return g_rand_double_range (rand, -1e6, 1e6);
    case 2:
      return g_rand_int_range (rand, -10, 10);
    default:
      memcpy (&value, &bits, sizeof value);
      return isnan (value) ? INFINITY : value;
    }
}

/* Of a year from 1 to 9999; to the second, the millisecond or the microsecond. */
static gint64
random_timestamp (GRand *rand)
{
  gint64 seconds = g_rand_int_range (rand, -719162, 2932897) * G_GINT64_CONSTANT (86400) + g_rand_int_range (rand, 0, 86400);
  gint64 micros = g_rand_int_range (rand, 0, 1000000);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      micros = 0;
      break;
    case 1:
      micros -= micros % 1000;
      break;
    default:
      break;
    }
  return seconds * G_USEC_PER_SEC + micros;
}

static StreeFrame *
random_frame (GRand *rand, StreeCsvOptions *options)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  StreeColumnType types[6];
  guint n_columns = (guint) g_rand_int_range (rand, 1, 7);
  guint n_rows = (guint) g_rand_int_range (rand, 0, 40);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *odd = random_text (rand);
      g_autofree char *stem = g_strstrip (g_strdup (odd));
      g_autofree char *name = g_strdup_printf ("%u%s", i, stem);

      types[i] = (StreeColumnType) g_rand_int_range (rand, 0, STREE_COLUMN_TEXT + 1);
      stree_frame_builder_add_column (builder, name, types[i]);
      stree_csv_options_set_column_type (options, name, types[i]);
    }
  for (guint row = 0; row < n_rows; row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          g_autofree char *text = random_text (rand);

          if (g_rand_int_range (rand, 0, 6) == 0)
            continue;
          switch (types[i])
            {
            case STREE_COLUMN_INT64:
              stree_frame_builder_append_int64 (builder, i,
                                                (gint64) ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) >>
                                                    g_rand_int_range (rand, 0, 63));
              break;
            case STREE_COLUMN_DOUBLE:
              stree_frame_builder_append_double (builder, i, random_double (rand));
              break;
            case STREE_COLUMN_BOOL:
              stree_frame_builder_append_bool (builder, i, g_rand_boolean (rand));
              break;
            case STREE_COLUMN_DATE:
              stree_frame_builder_append_date (builder, i, g_rand_int_range (rand, -719162, 2932897));
              break;
            case STREE_COLUMN_TIMESTAMP:
              stree_frame_builder_append_timestamp (builder, i, random_timestamp (rand));
              break;
            case STREE_COLUMN_TEXT:
            default:
              stree_frame_builder_append_text (builder, i, text);
            }
        }
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static void
test_round_trip (void)
{
  GRand *rand = g_rand_new_with_seed (20240229);
  guint n_cells = 0;

  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
      g_autoptr (StreeFrame) frame = random_frame (rand, options);
      g_autoptr (GBytes) csv = stree_frame_to_csv (frame);
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) back = NULL;

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
      again = stree_frame_to_csv (first);
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
  guint n_good = 0, n_bad = 0;

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GByteArray) array = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (StreeFrame) frame = NULL;
      g_autoptr (GError) error = NULL;
      guint n = (guint) g_rand_int_range (rand, 0, 40);

      for (guint i = 0; i < n; i++)
        {
          const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];
          guint8 byte = (guint8) g_rand_int_range (rand, 0, 256);

          if (g_rand_int_range (rand, 0, 60) == 0)
            g_byte_array_append (array, &byte, 1);
          else
            g_byte_array_append (array, (const guint8 *) piece, (guint) strlen (piece));
        }
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
      frame = stree_frame_new_from_csv_bytes (bytes, NULL, NULL, &error);
      if (frame != NULL)
        {
          g_assert_no_error (error);
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
