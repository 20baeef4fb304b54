/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* CSV in other encodings, with other quotes, and with rows that are set aside. */

#include <string.h>

#include "data/stree-csv.h"
#include "frames.h"

/* ---- Encodings --------------------------------------------------------------------------------------- */

static char *
encode (const char *text, const char *mark, gsize mark_length, const char *encoding, gsize *length)
{
  g_autofree char *encoded = g_convert (text, -1, encoding, "UTF-8", NULL, length, NULL);
  char *all;

  g_assert_nonnull (encoded);
  all = g_malloc (mark_length + *length + 1);
  memcpy (all, mark, mark_length);
  memcpy (all + mark_length, encoded, *length);
  *length += mark_length;
  return all;
}

static void
test_encodings (void)
{
  static const char latin[] = "näme;wert\nÄpfel;1\nBäume;2\n";
  static const char wide[] = "näme;wert\nÄ𝄞€;1\n\"Bäu\nme\";2\n";
  static const struct
  {
    const char *text;
    const char *mark;
    const char *encoding;
    const char *given; /* NULL: it is detected */
  } cases[] = {
    { wide, "", "UTF-8", NULL },
    { wide, "", "UTF-8", "utf-8" },
    { wide, "\xef\xbb\xbf", "UTF-8", NULL },
    { wide, "\xef\xbb\xbf", "UTF-8", "UTF-8" },
    { wide, "\xff\xfe", "UTF-16LE", NULL },
    { wide, "\xfe\xff", "UTF-16BE", NULL },
    { wide, "\xff\xfe", "UTF-16LE", "UTF-16LE" },
    { wide, "", "UTF-16BE", "UTF-16BE" },
    { latin, "", "ISO-8859-1", "ISO-8859-1" },
    { latin, "", "WINDOWS-1252", "windows-1252" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) frame = NULL;
      g_autofree char *bytes = NULL;
      gsize length;

      g_test_message ("%u", i);
      bytes = encode (cases[i].text, cases[i].mark, strlen (cases[i].mark), cases[i].encoding, &length);
      stree_csv_options_set_encoding (options, cases[i].given);
      frame = parse_bytes (bytes, (gssize) length, options, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (stree_frame_get_column_name (frame, 0), ==, "näme");
      g_assert_cmpint (stree_frame_get_column_type (frame, 1), ==, STREE_COLUMN_INT64);
      assert_cell (frame, 0, 0, cases[i].text == latin ? "Äpfel" : "Ä𝄞€");
      assert_cell (frame, 1, 0, cases[i].text == latin ? "Bäume" : "Bäu\nme");
    }
}

/* More than is decoded at once, so that characters are cut at the end of a block. */
static void
test_large_encoded (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autofree char *bytes = NULL;
  g_autofree char *odd = NULL;
  gsize length;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "ä𝄞%u,x\n", i);
  bytes = encode (text->str, "\xff\xfe", 2, "UTF-16LE", &length);
  frame = parse_bytes (bytes, (gssize) length, NULL, NULL);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 200000);
  for (guint i = 0; i < 200000; i++)
    {
      g_autofree char *expected = g_strdup_printf ("ä𝄞%u", i);

      g_assert_cmpstr (stree_frame_get_text (frame, i, 0), ==, expected);
    }
  g_clear_pointer (&frame, stree_frame_unref);

  /* Of GB18030 characters have one, two or four bytes. */
  odd = encode (text->str, "", 0, "GB18030", &length);
  stree_csv_options_set_encoding (options, "GB18030");
  frame = parse_bytes (odd, (gssize) length, options, NULL);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 200000);
  for (guint i = 0; i < 200000; i++)
    {
      g_autofree char *expected = g_strdup_printf ("ä𝄞%u", i);

      g_assert_cmpstr (stree_frame_get_text (frame, i, 0), ==, expected);
    }
}

static void
test_bad_encodings (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *encoding;
    const char *message;
  } cases[] = {
    { "\xff\xfe" "a\0\n\0b\0\x00\xd8z\0", 12, NULL, "line 2, column 2: expected text in UTF-16" },
    { "\xff\xfe" "a\0\n", 5, NULL, "line 1, column 3: expected text in UTF-16" },
    { "a\n\x81z", 4, "WINDOWS-1252", "line 2, column 1: expected text in WINDOWS-1252" },
    { "a\nb\xe4z", 5, "UTF-8", "line 2, column 2 (byte offset 3): the byte 0xE4 is not UTF-8; expected UTF-8 text (of a file in "
                               "Latin-1 or another encoding, that has to be named)" },
  };
  g_autoptr (StreeCsvOptions) unknown = stree_csv_options_new ();
  g_autoptr (GError) unknown_error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
      g_autoptr (GError) error = NULL;

      stree_csv_options_set_encoding (options, cases[i].encoding);
      g_assert_null (parse_bytes (cases[i].bytes, (gssize) cases[i].length, options, &error));
      g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_NOT_TEXT);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
  stree_csv_options_set_encoding (unknown, "KLINGON-1");
  g_assert_null (parse_bytes ("a\n1\n", -1, unknown, &unknown_error));
  g_assert_error (unknown_error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (unknown_error->message, ==, "The encoding \"KLINGON-1\" is not known here");
}

/* ---- Quotes ------------------------------------------------------------------------------------------ */

static void
test_quotes (void)
{
  g_autoptr (StreeCsvOptions) single = stree_csv_options_new ();
  g_autoptr (StreeCsvOptions) none = stree_csv_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) plain = NULL;
  g_autoptr (StreeFrame) commas = NULL;
  g_autoptr (StreeFrame) bad = NULL;

  /* The delimiter is found with it, too. */
  stree_csv_options_set_quote (single, '\'');
  frame = parse_bytes ("a;b\n'x;''y''\nz';\"1\"\n'NA';NA\n", -1, single, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, 2);
  assert_cell (frame, 0, 0, "x;'y'\nz");
  assert_cell (frame, 0, 1, "\"1\"");
  assert_cell (frame, 1, 0, "NA");
  assert_cell (frame, 1, 1, NULL);
  bad = parse_bytes ("a,b\nit's,1\n", -1, single, &error);
  g_assert_null (bad);
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
  g_clear_error (&error);

  commas = parse_bytes ("'a,b';'c,d'\n'1,2';'3,4'\n", -1, single, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_columns (commas), ==, 2);
  assert_cell (commas, 0, 1, "3,4");

  stree_csv_options_set_quote (none, '\0');
  plain = parse_bytes ("a,b\n\"x,5\" y\n'z',\"\n", -1, none, &error);
  g_assert_no_error (error);
  assert_cell (plain, 0, 0, "\"x");
  assert_cell (plain, 0, 1, "5\" y");
  assert_cell (plain, 1, 1, "\"");
}

/* ---- Rows that are set aside ------------------------------------------------------------------------- */

static void
assert_reject (StreeFrame *rejects, guint row, gint64 line, gint64 column, const char *message, const char *text)
{
  g_assert_cmpint (stree_frame_get_int64 (rejects, row, 0), ==, line);
  g_assert_cmpint (stree_frame_get_int64 (rejects, row, 1), ==, column);
  g_assert_true (g_str_has_prefix (stree_frame_get_text (rejects, row, 2), message));
  g_assert_cmpstr (stree_frame_get_text (rejects, row, 3), ==, text);
}

static void
test_rejects (void)
{
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  StreeFrame *rejects;

  stree_csv_options_set_keep_rejects (options, TRUE);
  stree_csv_options_set_short_rows (options, STREE_CSV_SHORT_ROWS_ERROR);
  stree_csv_options_set_column_type (options, "n", STREE_COLUMN_INT64);
  frame = parse_bytes ("t,n\n"
                       "one,1\n"
                       "two,2,too many,\"of\nthem\"\n"
                       "\"thr\"ee,3\r\n"
                       "four\n"
                       "\n"
                       "fi\"ve,5\n"
                       "six,half a dozen\n"
                       "\"seven, and\n more\",7\n"
                       "eight,\"8\"x,9\n"
                       "nine,NA\n"
                       "ten,\"and no end\n"
                       "eleven,11\n"
                       "twelve,12,13",
                       -1, options, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < stree_frame_get_n_rows (stree_frame_get_rejects (frame)); i++)
    g_test_message ("%" G_GINT64_FORMAT ": %s: %s", stree_frame_get_int64 (stree_frame_get_rejects (frame), i, 0),
                    stree_frame_get_text (stree_frame_get_rejects (frame), i, 2),
                    stree_frame_get_text (stree_frame_get_rejects (frame), i, 3));
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 4);
  assert_cell (frame, 0, 0, "one");
  assert_cell (frame, 1, 0, "seven, and\n more");
  assert_cell (frame, 2, 0, "nine");
  assert_cell (frame, 2, 1, NULL);
  assert_cell (frame, 3, 0, "eleven");
  assert_cell (frame, 3, 1, "11");
  g_assert_cmpstr (stree_frame_get_note (frame), ==, "8 rows were set aside (the first is line 3)");
  rejects = stree_frame_get_rejects (frame);
  g_assert_cmpuint (stree_frame_get_n_rows (rejects), ==, 8);
  assert_reject (rejects, 0, 3, 7, "the row has too many fields; expected 2", "two,2,too many,\"of\nthem\"");
  assert_reject (rejects, 1, 5, 6, "text after a closing quote", "\"thr\"ee,3");
  assert_reject (rejects, 2, 6, 5, "the row has 1 field; expected 2", "four");
  assert_reject (rejects, 3, 8, 3, "a quote inside a field", "fi\"ve,5");
  assert_reject (rejects, 4, 9, 5, "\"half a dozen\" in column \"n\"; expected a value of type integer", "six,half a dozen");
  assert_reject (rejects, 5, 12, 10, "text after a closing quote", "eight,\"8\"x,9");
  assert_reject (rejects, 6, 14, 5, "the quote that opens here is never closed", "ten,\"and no end");
  assert_reject (rejects, 7, 16, 11, "the row has too many fields", "twelve,12,13");
}

static void
test_no_rejects (void)
{
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (StreeCsvOptions) pad = stree_csv_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) fine = NULL;
  g_autoptr (StreeFrame) header = NULL;
  g_autoptr (StreeFrame) both = NULL;

  stree_csv_options_set_keep_rejects (options, TRUE);
  fine = parse_bytes ("a\n1\n", -1, options, &error);
  g_assert_null (stree_frame_get_rejects (fine));
  g_assert_null (stree_frame_get_note (fine));

  /* Nobody knows the columns. */
  header = parse_bytes ("a,\"b\"c\n1,2\n", -1, options, &error);
  g_assert_null (header);
  g_assert_error (error, STREE_CSV_ERROR, STREE_CSV_ERROR_BAD_QUOTE);
  g_clear_error (&error);

  stree_csv_options_set_keep_rejects (pad, TRUE);
  both = parse_bytes ("a,b\n1\n2,3,4\n", -1, pad, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (stree_frame_get_note (both), ==,
                   "1 row has fewer fields than there are columns (line 2); the missing cells are empty; "
                   "1 row was set aside (line 3)");
  g_assert_cmpuint (stree_frame_get_n_rows (both), ==, 1);
}

/* Lines that are known to be good or bad, in any order, with and without quotes around. */
static void
test_random_rejects (void)
{
  static const char *const bad[] = { "1,2,3", "x\"y,2", "\"x\"y,2", "a,b,\"c\"", "1", ",,", "\"q\",\"r\"s" };
  static const char *const good[] = { "1,2", "\"a,b\",3", "x,\"y\nz\"", " x , y ", ",", "\"\"\"\",7", "NA,\"NA\"" };
  GRand *rand = g_rand_new_with_seed (12);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
      g_autoptr (GString) all = g_string_new ("a,b\n");
      g_autoptr (GString) rest = g_string_new ("a,b\n");
      g_autoptr (GPtrArray) broken = g_ptr_array_new ();
      g_autoptr (StreeFrame) frame = NULL;
      g_autoptr (StreeFrame) expected = NULL;
      g_autoptr (GError) error = NULL;
      const char *end = g_rand_boolean (rand) ? "\n" : "\r\n";

      stree_csv_options_set_keep_rejects (options, TRUE);
      stree_csv_options_set_short_rows (options, STREE_CSV_SHORT_ROWS_ERROR);
      stree_csv_options_set_delimiter (options, ',');
      for (gint32 n = g_rand_int_range (rand, 0, 12); n > 0; n--)
        {
          gboolean is_bad = g_rand_boolean (rand);
          const char *line = is_bad ? bad[g_rand_int_range (rand, 0, G_N_ELEMENTS (bad))]
                                    : good[g_rand_int_range (rand, 0, G_N_ELEMENTS (good))];

          g_string_append_printf (all, "%s%s", line, n > 1 || g_rand_boolean (rand) ? end : "");
          if (is_bad)
            g_ptr_array_add (broken, (gpointer) line);
          else
            g_string_append_printf (rest, "%s%s", line, end);
        }
      frame = parse_bytes (all->str, -1, options, &error);
      g_assert_no_error (error);
      expected = parse_bytes (rest->str, -1, options, &error);
      g_assert_no_error (error);
      if (!stree_frame_equal (frame, expected))
        g_test_message ("round %u:\n%s", round, all->str);
      g_assert_true (stree_frame_equal (frame, expected));
      g_assert_null (stree_frame_get_rejects (expected));
      g_assert_cmpuint (broken->len, ==,
                        stree_frame_get_rejects (frame) != NULL ? stree_frame_get_n_rows (stree_frame_get_rejects (frame)) : 0);
      for (guint i = 0; i < broken->len; i++)
        g_assert_cmpstr (stree_frame_get_text (stree_frame_get_rejects (frame), i, 3), ==, g_ptr_array_index (broken, i));
    }
  g_rand_free (rand);
}

/* Places are not looked for from the beginning again and again. */
static void
test_many_rejects (void)
{
  g_autoptr (StreeCsvOptions) options = stree_csv_options_new ();
  g_autoptr (GString) text = g_string_new ("a,b\n");
  g_autoptr (StreeFrame) frame = NULL;
  const guint n = 300000;

  for (guint i = 0; i < n; i++)
    g_string_append (text, i % 3 == 0 ? "1,2,3\n" : i % 3 == 1 ? "\"x\"y,1\n" : "1,2\n");
  stree_csv_options_set_keep_rejects (options, TRUE);
  frame = parse_bytes (text->str, -1, options, NULL);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, n / 3);
  g_assert_cmpuint (stree_frame_get_n_rows (stree_frame_get_rejects (frame)), ==, n / 3 * 2);
  assert_reject (stree_frame_get_rejects (frame), n / 3 * 2 - 1, n, 4, "text after a closing quote", "\"x\"y,1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-options/encodings", test_encodings);
  g_test_add_func ("/csv-options/large-encoded", test_large_encoded);
  g_test_add_func ("/csv-options/bad-encodings", test_bad_encodings);
  g_test_add_func ("/csv-options/quotes", test_quotes);
  g_test_add_func ("/csv-options/rejects", test_rejects);
  g_test_add_func ("/csv-options/no-rejects", test_no_rejects);
  g_test_add_func ("/csv-options/random-rejects", test_random_rejects);
  g_test_add_func ("/csv-options/many-rejects", test_many_rejects);
  return g_test_run ();
}
