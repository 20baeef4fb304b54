/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Single cells: what is read and written as text, what is null, what is equal; and the moments in columns of timestamps. */

#include <math.h>
#include <string.h>

#include "core/stree-error.h"
#include "data/stree-cell-text-private.h"
#include "data/stree-cell.h"
#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"

static void
test_values (void)
{
  g_autoptr (StreeCell) whole = stree_cell_new_int64 (G_MININT64);
  g_autoptr (StreeCell) number = stree_cell_new_double (0.1);
  g_autoptr (StreeCell) truth = stree_cell_new_bool (17);
  g_autoptr (StreeCell) day = stree_cell_new_date (19782);
  g_autoptr (StreeCell) moment = stree_cell_new_timestamp (-1);
  g_autoptr (StreeCell) text = stree_cell_new_text ("Zoë");
  g_autoptr (StreeCell) no_number = stree_cell_new_double (NAN);
  g_autoptr (StreeCell) no_text = stree_cell_new_null (STREE_COLUMN_TEXT);

  g_assert_cmpint (stree_cell_get_int64 (whole), ==, G_MININT64);
  g_assert_cmpfloat (stree_cell_get_double (number), ==, 0.1);
  g_assert_cmpint (stree_cell_get_bool (truth), ==, TRUE);
  g_assert_cmpint (stree_cell_get_date (day), ==, 19782);
  g_assert_cmpint (stree_cell_get_timestamp (moment), ==, -1);
  g_assert_cmpstr (stree_cell_get_text (text), ==, "Zoë");
  g_assert_cmpint (stree_cell_get_column_type (moment), ==, STREE_COLUMN_TIMESTAMP);
  g_assert_false (stree_cell_is_null (whole));

  g_assert_true (stree_cell_is_null (no_number));
  g_assert_cmpint (stree_cell_get_column_type (no_number), ==, STREE_COLUMN_DOUBLE);
  g_assert_cmpfloat (stree_cell_get_double (no_number), ==, 0);
  g_assert_true (stree_cell_is_null (no_text));
  g_assert_cmpstr (stree_cell_get_text (no_text), ==, "");
}

/* Of each type, texts of values, their canonical text, and what is none. */
static const struct
{
  StreeColumnType type;
  const char *text;
  const char *canonical; /* NULL: no value of that type */
} texts[] = {
  { STREE_COLUMN_INT64, "42", "42" },
  { STREE_COLUMN_INT64, " -9223372036854775808\t", "-9223372036854775808" },
  { STREE_COLUMN_INT64, "9223372036854775808", NULL },
  { STREE_COLUMN_INT64, "4.0", NULL },
  { STREE_COLUMN_INT64, "four", NULL },
  { STREE_COLUMN_DOUBLE, "0.1", "0.1" },
  { STREE_COLUMN_DOUBLE, "-1e300", "-1e+300" },
  { STREE_COLUMN_DOUBLE, "1,5", NULL },
  { STREE_COLUMN_BOOL, "TRUE", "true" },
  { STREE_COLUMN_BOOL, "false", "false" },
  { STREE_COLUMN_BOOL, "perhaps", NULL },
  { STREE_COLUMN_DATE, "2024-02-29", "2024-02-29" },
  { STREE_COLUMN_DATE, "2023-02-29", NULL },
  { STREE_COLUMN_DATE, "29.2.2024", NULL },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29T12:30", "2024-02-29 12:30:00" },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29 23:59:59.25Z", "2024-02-29 23:59:59.250" },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29T00:30:00+01:00", "2024-02-28 23:30:00" },
  { STREE_COLUMN_TIMESTAMP, "0001-01-01 00:00:00", "0001-01-01 00:00:00" },
  { STREE_COLUMN_TIMESTAMP, "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999" },
  { STREE_COLUMN_TIMESTAMP, "0001-01-01T00:00+00:01", NULL },
  { STREE_COLUMN_TIMESTAMP, "9999-12-31T23:59:00-00:01", NULL },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29 24:00", NULL },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29 12:60", NULL },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29 12:30:00.1234567", NULL },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29 12:30:00.1234560", "2024-02-29 12:30:00.123456" },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29", NULL },
  { STREE_COLUMN_TIMESTAMP, "2024-02-29 12:30 noon", NULL },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeCell) cell = stree_cell_new_parsed (texts[i].type, texts[i].text, &error);
      g_autofree char *back = cell ? stree_cell_to_string (cell) : NULL;

      g_test_message ("%s", texts[i].text);
      g_assert_cmpstr (back, ==, texts[i].canonical);
      if (texts[i].canonical)
        {
          g_autoptr (StreeCell) again = stree_cell_new_parsed (texts[i].type, back, NULL);

          g_assert_no_error (error);
          g_assert_true (stree_cell_equal (cell, again));
        }
      else
        {
          g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
          g_assert_nonnull (strstr (error->message, stree_column_type_get_nick (texts[i].type)));
        }
    }
}

static void
test_parse_empty (void)
{
  for (guint type = 0; type <= STREE_COLUMN_TEXT; type++)
    {
      g_autoptr (StreeCell) cell = stree_cell_new_parsed ((StreeColumnType) type, " \t", NULL);

      g_assert_nonnull (cell);
      g_assert_cmpint (stree_cell_get_column_type (cell), ==, (int) type);
      g_assert_cmpint (stree_cell_is_null (cell), ==, type != STREE_COLUMN_TEXT);
    }
}

/* Only the beginning is quoted, and no character is cut. */
static void
test_parse_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "ö");
  g_assert_null (stree_cell_new_parsed (STREE_COLUMN_INT64, text->str, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_string_truncate (text, 60 * strlen ("ö"));
  g_assert_nonnull (strstr (error->message, text->str));
  g_string_append (text, "ö");
  g_assert_null (strstr (error->message, text->str));
}

static void
test_equal (void)
{
  StreeCell *cells[] = {
    stree_cell_new_int64 (0),    stree_cell_new_int64 (1),
    stree_cell_new_double (0),   stree_cell_new_double (0.5),
    stree_cell_new_bool (FALSE), stree_cell_new_bool (TRUE),
    stree_cell_new_date (0),     stree_cell_new_date (1),
    stree_cell_new_timestamp (0), stree_cell_new_timestamp (1),
    stree_cell_new_text (""),    stree_cell_new_text ("0"),
    stree_cell_new_null (STREE_COLUMN_INT64), stree_cell_new_null (STREE_COLUMN_TEXT),
  };
  g_autoptr (StreeCell) negative_zero = stree_cell_new_double (-0.0);
  g_autoptr (StreeCell) other_text = stree_cell_new_text ("0");
  g_autoptr (StreeCell) other_null = stree_cell_new_null (STREE_COLUMN_TEXT);

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (cells); j++)
      g_assert_cmpint (stree_cell_equal (cells[i], cells[j]), ==, i == j);

  g_assert_true (stree_cell_equal (cells[2], negative_zero));
  g_assert_cmpuint (stree_cell_hash (cells[2]), ==, stree_cell_hash (negative_zero));
  g_assert_true (stree_cell_equal (cells[11], other_text));
  g_assert_cmpuint (stree_cell_hash (cells[11]), ==, stree_cell_hash (other_text));
  g_assert_true (stree_cell_equal (cells[13], other_null));
  g_assert_cmpuint (stree_cell_hash (cells[13]), ==, stree_cell_hash (other_null));
  g_assert_cmpuint (stree_cell_hash (cells[0]), !=, stree_cell_hash (cells[1]));

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    stree_cell_unref (cells[i]);
}

/* A cell of every type, out of a frame that is gone by then. */
static void
test_of_frame (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  StreeFrame *frame;
  StreeCell *cells[2][6];
  const char *const expected[2][6] = { { "7", "0.25", "true", "1970-01-02", "1970-01-01 00:00:01", "x" }, { "", "", "", "", "", "" } };

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "ok", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "day", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "at", STREE_COLUMN_TIMESTAMP);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_append_int64 (builder, 0, 7);
  stree_frame_builder_append_double (builder, 1, 0.25);
  stree_frame_builder_append_bool (builder, 2, TRUE);
  stree_frame_builder_append_date (builder, 3, 1);
  stree_frame_builder_append_timestamp (builder, 4, G_USEC_PER_SEC);
  stree_frame_builder_append_text (builder, 5, "x");
  stree_frame_builder_end_row (builder);
  stree_frame_builder_end_row (builder);
  frame = stree_frame_builder_finish (builder);

  for (guint row = 0; row < 2; row++)
    for (guint column = 0; column < 6; column++)
      cells[row][column] = stree_frame_get_cell (frame, row, column);
  stree_frame_unref (frame);

  for (guint row = 0; row < 2; row++)
    for (guint column = 0; column < 6; column++)
      {
        g_autofree char *text = stree_cell_to_string (cells[row][column]);

        g_assert_cmpint (stree_cell_get_column_type (cells[row][column]), ==, (int) column);
        g_assert_cmpint (stree_cell_is_null (cells[row][column]), ==, row == 1);
        g_assert_cmpstr (text, ==, expected[row][column]);
        stree_cell_unref (cells[row][column]);
      }
}

/* Every microsecond that text can say reads back as it was. */
static void
test_timestamps_as_text (void)
{
  GRand *rand = g_rand_new_with_seed (19700101);
  char buffer[STREE_FRAME_CELL_SIZE];

  for (guint i = 0; i < 20000; i++)
    {
      gint64 value = (gint64) g_rand_double_range (rand, (double) STREE_TIMESTAMP_MIN, (double) STREE_TIMESTAMP_MAX);
      gint64 back = 0;
      const char *text = stree_cell_format_timestamp (buffer, value);

      g_assert_true (stree_cell_parse_timestamp (text, strlen (text), &back));
      g_assert_cmpint (back, ==, value);
    }
  g_rand_free (rand);
}

/* A column of a file is one of moments where every cell is one; dates alone stay dates. */
static void
test_inferred (void)
{
  static const char csv[] = "at,day,mixed\n2024-02-29T12:30:00Z,2024-02-29,2024-02-29 10:00\n,,2024-02-29\n2024-03-01 00:00,2024-03-01,\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = stree_frame_new_from_csv_bytes (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (stree_frame_get_column_type (frame, 0), ==, STREE_COLUMN_TIMESTAMP);
  g_assert_cmpint (stree_frame_get_column_type (frame, 1), ==, STREE_COLUMN_DATE);
  g_assert_cmpint (stree_frame_get_column_type (frame, 2), ==, STREE_COLUMN_TEXT);
  g_assert_cmpint (stree_frame_get_timestamp (frame, 0, 0), ==, G_GINT64_CONSTANT (1709209800) * G_USEC_PER_SEC);
  g_assert_true (stree_frame_is_null (frame, 1, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell/values", test_values);
  g_test_add_func ("/cell/parse", test_parse);
  g_test_add_func ("/cell/parse-empty", test_parse_empty);
  g_test_add_func ("/cell/parse-long", test_parse_long);
  g_test_add_func ("/cell/equal", test_equal);
  g_test_add_func ("/cell/of-frame", test_of_frame);
  g_test_add_func ("/cell/timestamps-as-text", test_timestamps_as_text);
  g_test_add_func ("/cell/inferred", test_inferred);
  return g_test_run ();
}
