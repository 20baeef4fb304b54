/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* CSV: types, nulls, names, delimiters, and each broken input with the place that its message must name. */

#include <string.h>

#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-export.h"
#include "frames.h"
#include "midway.h"

static StreeFrame *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  StreeFrame *frame = parse_bytes (text, -1, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (frame);
  return frame;
}

static void
test_penguins (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "penguins.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = stree_frame_new_from_csv_file (file, NULL, NULL, &error);
  static const struct
  {
    const char *name;
    StreeColumnType type;
    guint n_nulls;
    gboolean categorical;
  } columns[] = {
    { "species", STREE_COLUMN_TEXT, 0, TRUE },
    { "island", STREE_COLUMN_TEXT, 0, TRUE },
    { "bill_length_mm", STREE_COLUMN_DOUBLE, 2, FALSE },
    { "bill_depth_mm", STREE_COLUMN_DOUBLE, 2, FALSE },
    { "flipper_length_mm", STREE_COLUMN_INT64, 2, FALSE },
    { "body_mass_g", STREE_COLUMN_INT64, 2, FALSE },
    { "sex", STREE_COLUMN_TEXT, 11, TRUE },
    { "year", STREE_COLUMN_INT64, 0, TRUE },
  };

  g_assert_no_error (error);
  g_assert_cmpstr (stree_frame_get_label (frame), ==, "penguins.csv");
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 344);
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, G_N_ELEMENTS (columns));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      guint n_nulls = 0;

      for (guint row = 0; row < 344; row++)
        n_nulls += stree_frame_is_null (frame, row, i);
      g_assert_cmpstr (stree_frame_get_column_name (frame, i), ==, columns[i].name);
      g_assert_cmpint (stree_frame_get_column_type (frame, i), ==, columns[i].type);
      g_assert_cmpuint (n_nulls, ==, columns[i].n_nulls);
      g_assert_cmpint (stree_frame_is_categorical (frame, i), ==, columns[i].categorical);
    }
  g_assert_cmpuint (stree_frame_get_column_decimals (frame, 2), ==, 1);
  assert_cell (frame, 2, 3, "18.0");
}

static void
test_types (void)
{
  static const struct
  {
    const char *cells;
    StreeColumnType type;
  } columns[] = {
    { "1\n-2\n0", STREE_COLUMN_INT64 },
    { "9223372036854775807\n-9223372036854775808", STREE_COLUMN_INT64 },
    { "9223372036854775808\n1", STREE_COLUMN_TEXT },
    { "9007199254740993\n1.5", STREE_COLUMN_TEXT },
    { "1\n2.5", STREE_COLUMN_DOUBLE },
    { "1e5\n-.5\n5.\n-0", STREE_COLUMN_DOUBLE },
    { "inf\n-Infinity\n1", STREE_COLUMN_DOUBLE },
    { "1e999", STREE_COLUMN_TEXT },
    { "1e", STREE_COLUMN_TEXT },
    { "0x10", STREE_COLUMN_TEXT },
    { "007\n010", STREE_COLUMN_TEXT },
    { "+1", STREE_COLUMN_TEXT },
    { "-", STREE_COLUMN_TEXT },
    { ".", STREE_COLUMN_TEXT },
    { "true\nFALSE\nTrue\nNA", STREE_COLUMN_BOOL },
    { "yes\nno", STREE_COLUMN_TEXT },
    { "true\n1", STREE_COLUMN_TEXT },
    { "2024-02-29\n0001-01-01\n9999-12-31", STREE_COLUMN_DATE },
    { "2023-02-29", STREE_COLUMN_TEXT },
    { "2023-13-01", STREE_COLUMN_TEXT },
    { "2023-1-01", STREE_COLUMN_TEXT },
    { "0000-01-01", STREE_COLUMN_TEXT },
    { "1\ntext", STREE_COLUMN_TEXT },
    { "NA\nnull\nN/A", STREE_COLUMN_TEXT },
    { "1\nNA\nnull\nN/A\n\"\"\n\"NA\"", STREE_COLUMN_INT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = g_strconcat ("name\n", columns[i].cells, "\n", NULL);
      g_autoptr (StreeFrame) frame = parse (text);

      g_test_message ("%s", columns[i].cells);
      g_assert_cmpint (stree_frame_get_column_type (frame, 0), ==, columns[i].type);
    }
}

static void
test_values (void)
{
  g_autoptr (StreeFrame) frame = parse ("i,d,b,t,x\n"
                                        "1,0.1,true,2024-02-29,plain\n"
                                        "-7,123456.789,FALSE,1969-12-31,\"a \"\"b\"\", c\"\n"
                                        "NA,,null,,\" NA\"\n"
                                        "0,2.2250738585072011e-308,true,0001-01-01,\"two\nlines\"\n");

  g_assert_cmpint (stree_frame_get_int64 (frame, 1, 0), ==, -7);
  g_assert_cmpfloat (stree_frame_get_double (frame, 0, 1), ==, 0.1);
  g_assert_cmpfloat (stree_frame_get_double (frame, 1, 1), ==, 123456.789);
  g_assert_cmpfloat (stree_frame_get_double (frame, 3, 1), ==, 2.2250738585072011e-308);
  g_assert_cmpuint (stree_frame_get_column_decimals (frame, 1), ==, 3);
  g_assert_false (stree_frame_get_bool (frame, 1, 2));
  g_assert_cmpint (stree_frame_get_date (frame, 0, 3), ==, 19782);
  g_assert_cmpint (stree_frame_get_date (frame, 1, 3), ==, -1);
  g_assert_cmpint (stree_frame_get_date (frame, 3, 3), ==, -719162);
  assert_cell (frame, 0, 1, "0.100");
  assert_cell (frame, 1, 4, "a \"b\", c");
  assert_cell (frame, 2, 4, " NA");
  assert_cell (frame, 3, 4, "two\nlines");
  for (guint i = 0; i < 4; i++)
    assert_cell (frame, 2, i, NULL);
}

static void
test_numbers_exact (void)
{
  static const char *const long_ones[] = { "0.0000000000000000000003",  "0.00000000000000000000007",
                                           "0.000000000000000000000009", "9007199254740993.5",
                                           "123456789012345678901.5",   "1.7976931348623157e308" };
  GRand *rand = g_rand_new_with_seed (3);
  g_autoptr (GString) text = g_string_new ("x\n0.5\n");
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (StreeFrame) frame = NULL;

  /* What is read quickly must be what g_ascii_strtod() reads. */
  for (guint i = 0; i < G_N_ELEMENTS (long_ones); i++)
    {
      double value = g_ascii_strtod (long_ones[i], NULL);

      g_string_append_printf (text, "%s\n", long_ones[i]);
      g_array_append_val (expected, value);
    }
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d.%0*u",
                                                 g_rand_int_range (rand, -999999, 999999),
                                                 g_rand_int_range (rand, 1, 19),
                                                 g_rand_int (rand) % 1000000000);
      double value = g_ascii_strtod (number, NULL);

      g_string_append_printf (text, "%s\n", number);
      g_array_append_val (expected, value);
    }
  frame = parse (text->str);
  for (guint i = 0; i < expected->len; i++)
    {
      double value = stree_frame_get_double (frame, i + 1, 0);

      g_assert_cmpmem (&value, sizeof value, &g_array_index (expected, double, i), sizeof value);
    }
  g_rand_free (rand);
}

static void
test_nulls (void)
{
  g_autoptr (StreeFrame) frame = parse ("a,b\n\"NA\",1\nNA,2\n\"\",3\n,4\nNa,5\nNull,6\n\"N/A\",7\nnan,8\n\"NA\"");
  static const char *const expected[] = { "NA", NULL, "", NULL, "Na", "Null", "N/A", NULL, "NA" };
  static const char *const words[] = { "-", "missing", NULL };
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (StreeFrame) own = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_cell (frame, i, 0, expected[i]);

  stree_csv_options_set_null_words (options, words);
  own = parse_bytes ("a\n1\n-\nmissing\n", -1, options, NULL);
  g_assert_cmpint (stree_frame_get_column_type (own, 0), ==, STREE_COLUMN_INT64);
  assert_cell (own, 1, 0, NULL);
  assert_cell (own, 2, 0, NULL);
}

static void
test_lines (void)
{
  static const char *const texts[] = {
    "a,b\n1,x\n2,y\n",
    "a,b\r\n1,x\r\n2,y\r\n",
    "a,b\r1,x\r2,y",
    "\n\na,b\n\n1,x\n   \n2,y\n\n",
    "\357\273\277a,b\n1,x\n2,y",
    "a , b\n 1 ,x \n2, y\n",
    "\"a\",\"b\"\r\n\"1\",\"x\"\r\n\"2\",\"y\"\r\n",
    " \"a\" ,b\n1, \"x\"\n2,\"y\" \n",
  };
  g_autoptr (StreeFrame) first = parse (texts[0]);

  g_assert_cmpuint (stree_frame_get_n_rows (first), ==, 2);
  assert_cell (first, 1, 1, "y");
  for (guint i = 1; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (StreeFrame) frame = parse (texts[i]);

      g_assert_true (stree_frame_equal (frame, first));
    }
}

static void
test_delimiters (void)
{
  static const struct
  {
    const char *text;
    guint n_columns;
  } texts[] = {
    { "a,b\n1,2\n", 2 },
    { "a;b\n1,5;2,5\n", 2 },
    { "a\tb\tc\nx, y\tz;w\tq\n", 3 },
    { "a|b\n1|2\n", 2 },
    { "\"x;y;z\",b\n1,2\n", 2 },
    { "text\nhello, world\nbye, world\n", 1 },
    { "a,b;c,d\n1,2;3,4\n", 3 },
    { "alone", 1 },
  };
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (StreeFrame) given = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (StreeFrame) frame = parse (texts[i].text);

      g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, texts[i].n_columns);
    }

  stree_csv_options_set_delimiter (options, ';');
  given = parse_bytes ("a,b;c,d\n1,2;3,4\n", -1, options, NULL);
  g_assert_cmpuint (stree_frame_get_n_columns (given), ==, 2);
  g_assert_cmpstr (stree_frame_get_column_name (given, 0), ==, "a,b");
}

static void
test_names (void)
{
  g_autoptr (StreeFrame) frame = parse ("a,,a,a_2,a,\"\",column_2\n1,2,3,4,5,6,7\n");
  static const char *const expected[] = { "a", "column_2_2", "a_3", "a_2", "a_4", "column_6", "column_2" };
  g_autoptr (StreeFrame) plain = parse ("name,,name\n");
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (StreeFrame) headless = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const char *name = stree_frame_get_column_name (frame, i);

      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (name, !=, stree_frame_get_column_name (frame, j));
      if (i != 1)
        g_assert_cmpstr (name, ==, expected[i]);
    }
  g_assert_cmpuint (stree_frame_get_n_rows (plain), ==, 0);
  g_assert_cmpstr (stree_frame_get_column_name (plain, 1), ==, "column_2");
  g_assert_cmpstr (stree_frame_get_column_name (plain, 2), ==, "name_2");

  stree_csv_options_set_has_header (options, FALSE);
  headless = parse_bytes ("1,\"NA\"\n2,x\n", -1, options, NULL);
  g_assert_cmpuint (stree_frame_get_n_rows (headless), ==, 2);
  g_assert_cmpstr (stree_frame_get_column_name (headless, 1), ==, "column_2");
  g_assert_cmpint (stree_frame_get_int64 (headless, 0, 0), ==, 1);
  assert_cell (headless, 0, 1, "NA");
}

static void
test_short_rows (void)
{
  g_autoptr (StreeFrame) frame = parse ("a,b,c\n1,2,3\n4\n5,6\n");
  g_autoptr (StreeFrame) whole = parse ("a,b\n1,2\n");

  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 3);
  assert_cell (frame, 1, 0, "4");
  assert_cell (frame, 1, 1, NULL);
  assert_cell (frame, 2, 1, "6");
  assert_cell (frame, 2, 2, NULL);
  g_assert_nonnull (strstr (stree_frame_get_note (frame), "2 rows"));
  g_assert_nonnull (strstr (stree_frame_get_note (frame), "line 3"));
  g_assert_null (stree_frame_get_note (whole));
}

typedef struct
{
  const char *text;
  gssize length;
  StreeCsvError code;
  const char *place; /* how the message begins */
} Broken;

static void
test_broken (void)
{
  static const Broken broken[] = {
    { "", -1, STREE_CSV_ERROR_EMPTY, "line 1, column 1:" },
    { "\xef\xbb\xbf", -1, STREE_CSV_ERROR_EMPTY, "line 1, column 1:" },
    { "\n\n  \n", -1, STREE_CSV_ERROR_EMPTY, "line 4, column 1:" },
    { "a,b\n1,x\"y\n", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 4: a quote inside a field" },
    { "a,b\nÄÖ,ü\"\n", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 5: a quote inside a field" },
    { "a,b\n1,\"x\"y\n", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 6: text after a closing quote" },
    { "a,b\r\n\r\n1,2\r\n\"x\" \"y\",2\r\n", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 4, column 5: text after" },
    { "a,b\n\"two\nlines\",1\n1,2\"\n", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 4, column 4: a quote inside" },
    { "a,b\n1,2\n3,  \"open\n5,6\n7,8\n", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 3, column 5: the quote that opens" },
    { "a,b\n\"", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 1: the quote that opens" },
    { "a,b\n\"x\"\"", -1, STREE_CSV_ERROR_BAD_QUOTE, "line 2, column 1: the quote that opens" },
    { "a,b\n1,2,3\n", -1, STREE_CSV_ERROR_FIELD_COUNT, "line 2, column 5: the row has too many fields; expected 2" },
    { "a,b\n1,2\n\n\"x\ny\",2, \"z\"\n", -1, STREE_CSV_ERROR_FIELD_COUNT, "line 5, column 7: the row has too many" },
    { "a,b\n1,2,\n", -1, STREE_CSV_ERROR_FIELD_COUNT, "line 2, column 5: the row has too many fields" },
    { "a,b\n1,2,3", -1, STREE_CSV_ERROR_FIELD_COUNT, "line 2, column 5: the row has too many fields" },
    { "a,b\n1,\0\n", 8, STREE_CSV_ERROR_NOT_TEXT, "line 2, column 3 (byte offset 6): a NUL byte" },
    { "a,b\nabcdefgh,\xe9t\xe9\n", -1, STREE_CSV_ERROR_NOT_TEXT, "line 2, column 10 (byte offset 13): the byte 0xE9" },
    { "\357\273\277\303\244,b\n\377", -1, STREE_CSV_ERROR_NOT_TEXT, "line 2, column 1 (byte offset 8): the byte 0xFF" },
    { "a,b\n1,\xc3", -1, STREE_CSV_ERROR_NOT_TEXT, "line 2, column 3 (byte offset 6): the byte 0xC3" },
    { "\377\376a\0b", 5, STREE_CSV_ERROR_NOT_TEXT, "line 1, column 3: expected text in UTF-16" },
    { "\x89PNG\r\n\x1a\n\0", 9, STREE_CSV_ERROR_NOT_TEXT, "line 1, column 1 (byte offset 0): the byte 0x89" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;
      StreeFrame *frame = parse_bytes (broken[i].text, broken[i].length, NULL, &error);

      g_assert_null (frame);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_error (error, STREE_CSV_ERROR, (int) broken[i].code);
      if (!g_str_has_prefix (error->message, broken[i].place))
        g_assert_cmpstr (error->message, ==, broken[i].place);
      g_assert_nonnull (strstr (error->message, "expected"));
    }
}

static void
test_broken_late (void)
{
  /* Beyond the first block, in lines with and without quotes, the place must still be right. */
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300000; i++)
    g_string_append (text, i % 1000 == 7 ? "1,\"q\"\n" : "1,22\n");
  g_string_append (text, "1,2,3\n");
  g_assert_null (parse_bytes (text->str, -1, NULL, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_FIELD_COUNT);
  g_assert_true (g_str_has_prefix (error->message, "line 300002, column 5:"));
}

/* What a message quotes of a long text ends with a whole character, however many bytes that has. */
static void
test_quoted_text (void)
{
  for (guint n = 55; n <= 60; n++)
    {
      g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
      g_autofree char            *ascii = g_strnfill (n, 'x');
      g_autofree char            *csv = g_strdup_printf ("n\n%s\u20ac\u00e4\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\u20ac\n", ascii);
      g_autoptr (GError)          error = NULL;
      g_autofree char            *quoted = NULL;

      stree_csv_options_set_column_type (options, "n", STREE_COLUMN_INT64);
      g_assert_null (parse_bytes (csv, -1, options, &error));
      g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      quoted = g_utf8_substring (csv, 2, 62);
      g_assert_nonnull (strstr (error->message, quoted));
      g_assert_nonnull (strstr (error->message, "\u2026\" in"));
    }
}

static void
test_options_errors (void)
{
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (StreeCsvOptions) typed = stree_csv_options_new ();
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (GString) wide = g_string_new ("c");
  g_autoptr (GError) error = NULL;

  stree_csv_options_set_short_rows (options, STREE_CSV_SHORT_ROWS_ERROR);
  g_assert_null (parse_bytes ("a,b,c\n1,2,3\n4,5\n", -1, options, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_FIELD_COUNT);
  g_assert_true (g_str_has_prefix (error->message, "line 3, column 4: the row has 2 fields; expected 3"));
  g_clear_error (&error);

  stree_csv_options_set_column_type (typed, "zip", STREE_COLUMN_TEXT);
  stree_csv_options_set_column_type (typed, "n", STREE_COLUMN_DOUBLE);
  frame = parse_bytes ("zip,n\n12345,1\n", -1, typed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stree_frame_get_column_type (frame, 0), ==, STREE_COLUMN_TEXT);
  g_assert_cmpint (stree_frame_get_column_type (frame, 1), ==, STREE_COLUMN_DOUBLE);
  g_assert_null (parse_bytes ("zip,n\n1,2\n\"x\ny\", two\n", -1, typed, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_VALUE);
  g_assert_true (g_str_has_prefix (error->message, "line 4, column 5: \"two\" in column \"n\"; expected"));
  g_clear_error (&error);

  for (guint i = 0; i < STREE_CSV_MAX_COLUMNS; i++)
    g_string_append (wide, ",c");
  g_assert_null (parse_bytes (wide->str, -1, NULL, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_TOO_LARGE);
  g_assert_true (g_str_has_prefix (error->message, "line 1, column 20001: too many columns"));
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stree-csv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "broken.csv", NULL);
  g_autofree char *missing = g_build_filename (folder, "nothing.csv", NULL);
  g_autoptr (GFile) folder_file = g_file_new_for_path (folder);
  g_autoptr (GFile) missing_file = g_file_new_for_path (missing);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (stree_frame_new_from_csv_file (folder_file, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_assert_nonnull (strstr (error->message, folder));
  g_assert_nonnull (strstr (error->message, "is a folder"));
  g_clear_error (&error);

  g_assert_null (stree_frame_new_from_csv_file (missing_file, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, missing));
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "a\n1\"\n", -1, &error));
  g_assert_null (stree_frame_new_from_csv_file (file, NULL, NULL, &error));
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, "broken.csv: line 2, column 2:"));

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_true (g_file_delete (folder_file, NULL, NULL));
}

typedef struct
{
  GAsyncResult *result;
  guint n_reports;
  goffset done, total;
  gboolean destroyed;
} Load;

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  (void) source;
  ((Load *) user_data)->result = g_object_ref (result);
}

static void
on_progress (goffset done, goffset total, gpointer user_data)
{
  Load *load = user_data;

  g_assert_null (load->result);
  g_assert_cmpint (done, >=, load->done);
  load->n_reports++;
  load->done = done;
  load->total = total;
}

static void
on_progress_end (gpointer user_data)
{
  ((Load *) user_data)->destroyed = TRUE;
}

static gboolean
read_large (GCancellable *cancellable, gpointer bytes)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) frame = stree_frame_new_from_csv_bytes (bytes, NULL, cancellable, &error);

  if (!frame)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return frame != NULL;
}

/* In the midst of the rows, of which there are many and short ones. */
static void
test_cancel (void)
{
  g_autoptr (GString) text = g_string_new ("a\n");
  g_autoptr (GBytes)  bytes = NULL;

  for (guint i = 0; i < 3000000; i++)
    g_string_append (text, "x\n");
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  assert_cancelled_midway (read_large, bytes, 6);
}

static void
test_async (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stree-csv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "big.csv", NULL);
  g_autoptr (GFile) folder_file = g_file_new_for_path (folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) text = g_string_new ("n,t\n");
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Load load = { .result = NULL };

  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (text, "%u,row\n", i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, &error));

  stree_frame_load_csv_async (file, NULL, NULL, on_progress, &load, on_progress_end, on_loaded, &load);
  g_assert_null (load.result);
  while (load.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  frame = stree_frame_load_csv_finish (load.result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 300000);
  g_assert_cmpint (stree_frame_get_int64 (frame, 299999, 0), ==, 299999);
  g_assert_cmpuint (load.n_reports, >=, 2);
  g_assert_cmpint (load.done, ==, (goffset) text->len);
  g_assert_cmpint (load.total, ==, (goffset) text->len);
  g_clear_object (&load.result);
  while (!load.destroyed)
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (cancellable);
  stree_frame_load_csv_async (file, NULL, cancellable, NULL, NULL, NULL, on_loaded, &load);
  while (load.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (stree_frame_load_csv_finish (load.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&load.result);

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_true (g_file_delete (folder_file, NULL, NULL));
}

static void
test_write (void)
{
  g_autoptr (StreeFrame) frame = parse ("t,x\n\"NA\",1\n,2.5\n\"\",NA\n\" a\",3\n\"b\"\"c\",4\n\"d,e\",5\n");
  g_autoptr (GBytes) bytes = to_csv (frame);
  g_autoptr (StreeFrame) slice = stree_frame_slice (frame, 1, 1);
  g_autoptr (GBytes) slice_bytes = to_csv (slice);
  g_autoptr (StreeFrame) one = parse ("only\n1\nNA\n2\n");
  g_autoptr (GBytes) one_bytes = to_csv (one);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  g_assert_cmpmem (text,
                   length,
                   "t,x\n\"NA\",1.0\n,2.5\n\"\",\n\" a\",3.0\n\"b\"\"c\",4.0\n\"d,e\",5.0\n",
                   strlen ("t,x\n\"NA\",1.0\n,2.5\n\"\",\n\" a\",3.0\n\"b\"\"c\",4.0\n\"d,e\",5.0\n"));
  text = g_bytes_get_data (slice_bytes, &length);
  g_assert_cmpmem (text, length, "t,x\n,2.5\n", 9);
  text = g_bytes_get_data (one_bytes, &length);
  g_assert_cmpmem (text, length, "only\n1\nNA\n2\n", 12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/penguins", test_penguins);
  g_test_add_func ("/csv/types", test_types);
  g_test_add_func ("/csv/values", test_values);
  g_test_add_func ("/csv/numbers-exact", test_numbers_exact);
  g_test_add_func ("/csv/nulls", test_nulls);
  g_test_add_func ("/csv/lines", test_lines);
  g_test_add_func ("/csv/delimiters", test_delimiters);
  g_test_add_func ("/csv/names", test_names);
  g_test_add_func ("/csv/short-rows", test_short_rows);
  g_test_add_func ("/csv/broken", test_broken);
  g_test_add_func ("/csv/broken-late", test_broken_late);
  g_test_add_func ("/csv/quoted-text", test_quoted_text);
  g_test_add_func ("/csv/options-errors", test_options_errors);
  g_test_add_func ("/csv/files", test_files);
  g_test_add_func ("/csv/cancel", test_cancel);
  g_test_add_func ("/csv/async", test_async);
  g_test_add_func ("/csv/write", test_write);
  return g_test_run ();
}
