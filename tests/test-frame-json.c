/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JSON and JSON Lines: types, nulls, columns, and each broken input with the place that its message must name. */

#include <string.h>

#include <glib/gstdio.h>

#include "data/stree-frame-json.h"
#include "frames.h"
#include "midway.h"

static StreeFrame *
parse_with (const char *text, StreeJsonOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return stree_frame_new_from_json_bytes (bytes, options, NULL, error);
}

static StreeFrame *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  StreeFrame *frame = parse_with (text, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (frame);
  return frame;
}

static const char records[] =
    "[{\"n\": 1, \"x\": 2, \"ok\": true, \"day\": \"2024-02-29\", \"at\": \"2024-02-29T12:00:00Z\", \"t\": \"ä\\n\\u00e9\"},\n"
    " {\"n\": -7, \"x\": 2.50, \"ok\": null, \"day\": null, \"at\": \"2024-03-01 00:00\", \"t\": \"NA\", \"late\": [1, {\"a b\": \" \\\" \"}]},\n"
    " {\"x\": 1e3, \"t\": \"\"}]\n";

static void
assert_records (StreeFrame *frame)
{
  static const struct
  {
    const char *name;
    StreeColumnType type;
  } columns[] = {
    { "n", STREE_COLUMN_INT64 }, { "x", STREE_COLUMN_DOUBLE },     { "ok", STREE_COLUMN_BOOL },  { "day", STREE_COLUMN_DATE },
    { "at", STREE_COLUMN_TIMESTAMP }, { "t", STREE_COLUMN_TEXT }, { "late", STREE_COLUMN_TEXT },
  };

  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 3);
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, G_N_ELEMENTS (columns));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_assert_cmpstr (stree_frame_get_column_name (frame, i), ==, columns[i].name);
      g_assert_cmpint (stree_frame_get_column_type (frame, i), ==, columns[i].type);
    }
  assert_cell (frame, 0, 0, "1");
  assert_cell (frame, 1, 0, "-7");
  assert_cell (frame, 2, 0, NULL);
  assert_cell (frame, 1, 1, "2.50");
  assert_cell (frame, 2, 1, "1000.00");
  assert_cell (frame, 0, 2, "true");
  assert_cell (frame, 1, 2, NULL);
  assert_cell (frame, 2, 2, NULL);
  assert_cell (frame, 0, 3, "2024-02-29");
  assert_cell (frame, 1, 4, "2024-03-01 00:00:00");
  assert_cell (frame, 0, 5, "ä\né");
  assert_cell (frame, 1, 5, "NA");
  assert_cell (frame, 2, 5, "");
  assert_cell (frame, 0, 6, NULL);
  assert_cell (frame, 1, 6, "[1,{\"a b\":\" \\\" \"}]");
  g_assert_null (stree_frame_get_note (frame));
  g_assert_null (stree_frame_get_rejects (frame));
}

static void
test_records (void)
{
  g_autoptr (StreeFrame) frame = parse (records);

  assert_records (frame);
}

static void
test_lines (void)
{
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf \n");
  g_autoptr (StreeFrame) frame = NULL;

  /* The same records, with CR LF, a blank line, and no end of line behind the last. */
  g_string_append_len (text, records + 1, (gssize) strlen (records) - 3);
  g_string_replace (text, "},\n", "} \r\n\r\n", 0);
  frame = parse (text->str);
  assert_records (frame);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *first, *second;
    StreeColumnType type;
    const char *text;
  } cases[] = {
    { "1", "9223372036854775807", STREE_COLUMN_INT64, "1" },
    { "1", "-0", STREE_COLUMN_DOUBLE, "1" },
    { "1", "1.5", STREE_COLUMN_DOUBLE, "1.0" },
    { "-1.25E2", "3", STREE_COLUMN_DOUBLE, "-125" },
    { "9223372036854775808", "1", STREE_COLUMN_TEXT, "9223372036854775808" },
    { "9007199254740993", "0.5", STREE_COLUMN_TEXT, "9007199254740993" },
    { "1e400", "1", STREE_COLUMN_TEXT, "1e400" },
    { "1", "\"1\"", STREE_COLUMN_TEXT, "1" },
    { "\"1\"", "\"2\"", STREE_COLUMN_TEXT, "1" },
    { "true", "\"true\"", STREE_COLUMN_TEXT, "true" },
    { "false", "0", STREE_COLUMN_TEXT, "false" },
    { "\"2024-01-01\"", "\"2024-02-30\"", STREE_COLUMN_TEXT, "2024-01-01" },
    { "\"2024-01-01\"", "20240101", STREE_COLUMN_TEXT, "2024-01-01" },
    { "{ \"a\" : [ ] }", "1", STREE_COLUMN_TEXT, "{\"a\":[]}" },
    { "\"\\\\u0041 \\ud834\\udd1e\\/\"", "null", STREE_COLUMN_TEXT, "\\u0041 𝄞/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"a\":%s}\n{\"a\":%s}\n", cases[i].first, cases[i].second);
      g_autoptr (StreeFrame) frame = parse (text);

      g_test_message ("%s", text);
      g_assert_cmpint (stree_frame_get_column_type (frame, 0), ==, cases[i].type);
      assert_cell (frame, 0, 0, cases[i].text);
    }
}

/* A name may look as another one does when it is escaped. */
static void
test_names (void)
{
  g_autoptr (StreeFrame) frame = parse ("{\"a\\\\n\": 1, \"b\": 2}\n{\"a\\n\": 3, \"b\": 4}\n{\"\\u0062\": 5}\n");

  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, 3);
  g_assert_cmpstr (stree_frame_get_column_name (frame, 0), ==, "a\\n");
  g_assert_cmpstr (stree_frame_get_column_name (frame, 2), ==, "a\n");
  assert_cell (frame, 1, 0, NULL);
  assert_cell (frame, 1, 2, "3");
  assert_cell (frame, 2, 1, "5");
}

static void
test_empty (void)
{
  static const char *const none[] = { "", " \n\n", "[]", " [ ] ", "\xef\xbb\xbf" };
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) nulls = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (StreeFrame) empty = parse (none[i]);

      g_assert_cmpuint (stree_frame_get_n_rows (empty), ==, 0);
      g_assert_cmpuint (stree_frame_get_n_columns (empty), ==, 0);
    }
  frame = parse ("{}\n{\"\": null}\n");
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 2);
  g_assert_cmpint (stree_frame_get_column_type (frame, 0), ==, STREE_COLUMN_TEXT);
  assert_cell (frame, 1, 0, NULL);
  nulls = parse ("[{}, {}]");
  g_assert_cmpuint (stree_frame_get_n_rows (nulls), ==, 2);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    StreeJsonError code;
    const char *message;
  } cases[] = {
    { "{\"a\": 1}\n{\"a\": }\n", STREE_JSON_ERROR_SYNTAX, "line 2, column 7: expected a value" },
    { "{\"a\": 1}\r\n{\"ä\": 1, b}\n", STREE_JSON_ERROR_SYNTAX, "line 2, column 10: expected a name" },
    { "{\"a\": 1\n, \"b\": 2}\n", STREE_JSON_ERROR_SYNTAX, "line 1, column 8: expected ',' or '}'" },
    { "{\"a\": [1\n]}", STREE_JSON_ERROR_SYNTAX, "line 1, column 9: expected ',' or ']'" },
    { "{\"a\": \"b\n\"}", STREE_JSON_ERROR_SYNTAX, "line 1, column 9: expected the end of the text" },
    { "{\"a\": 1} {}\n", STREE_JSON_ERROR_SYNTAX, "line 1, column 10: expected the end of the line behind the record" },
    { "{\"a\" 1}\n", STREE_JSON_ERROR_SYNTAX, "line 1, column 6: expected ':'" },
    { "{\"a\": 01}\n", STREE_JSON_ERROR_SYNTAX, "line 1, column 8: expected ',' or '}'" },
    { "{\"a\": \"\\u0000\"}\n", STREE_JSON_ERROR_SYNTAX, "line 1, column 8: expected a character" },
    { "{\"a\": 1}\n3\n", STREE_JSON_ERROR_NOT_RECORD, "line 2, column 1: expected an object" },
    { "[{\"a\": 1},\n  [2]]", STREE_JSON_ERROR_NOT_RECORD, "line 2, column 3: expected an object" },
    { "[{\"a\": 1}", STREE_JSON_ERROR_SYNTAX, "line 1, column 10: expected ',' or ']'" },
    { "[{\"a\": 1},]", STREE_JSON_ERROR_SYNTAX, "line 1, column 11: expected a value" },
    { "[{\"a\": 1}] x", STREE_JSON_ERROR_SYNTAX, "line 1, column 12: expected the end" },
    { "{\"a\": 1}\n{\"b\": 1, \"a\": 2,\n\"a\": 3}", STREE_JSON_ERROR_SYNTAX, "line 2, column 17: expected a name" },
    { "[{\"a\": 1},\n{\"b\": 1, \"\\u0061\": 2, \"a\": 3}]", STREE_JSON_ERROR_DUPLICATE_MEMBER,
      "line 2, column 23: the member \"a\" is there twice; expected each name once" },
    { "{\"a\": 1}\n{\"a\": \"\xff\"}", STREE_JSON_ERROR_NOT_TEXT, "line 2, column 8: expected UTF-8 text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StreeFrame) frame = parse_with (cases[i].text, NULL, &error);

      g_test_message ("%s", cases[i].message);
      g_assert_null (frame);
      g_assert_error (error, STREE_JSON_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new ("{\"a\": ");
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) deep = NULL;
  g_autoptr (StreeFrame) frame = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  deep = parse_with (text->str, NULL, &error);
  g_assert_null (deep);
  g_assert_error (error, STREE_JSON_ERROR, STREE_JSON_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, "line 1, column 263: expected fewer levels: there may be 256");

  g_string_truncate (text, strlen ("{\"a\": ") + 256);
  for (guint i = 0; i < 256; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');
  frame = parse (text->str);
  g_assert_cmpuint (strlen (stree_frame_get_text (frame, 0, 0)), ==, 512);
}

static void
test_declared (void)
{
  g_autoptr (StreeJsonOptions) options = stree_json_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) bad = NULL;

  stree_json_options_set_format (options, STREE_JSON_FORMAT_LINES);
  stree_json_options_set_column_type (options, "id", STREE_COLUMN_INT64);
  stree_json_options_set_column_type (options, "x", STREE_COLUMN_DOUBLE);
  stree_json_options_set_column_type (options, "t", STREE_COLUMN_TEXT);
  stree_json_options_set_column_type (options, "not there", STREE_COLUMN_DATE);
  frame = parse_with ("{\"id\": \"12\", \"x\": 1, \"t\": 1.0}\n{\"id\": null}", options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stree_frame_get_int64 (frame, 0, 0), ==, 12);
  g_assert_cmpint (stree_frame_get_column_type (frame, 1), ==, STREE_COLUMN_DOUBLE);
  assert_cell (frame, 0, 2, "1.0");
  assert_cell (frame, 1, 0, NULL);

  bad = parse_with ("{\"id\": 1}\n{\"x\": 1, \"id\": \"twelve\"}", options, &error);
  g_assert_null (bad);
  g_assert_error (error, STREE_JSON_ERROR, STREE_JSON_ERROR_BAD_VALUE);
  g_assert_cmpstr (error->message, ==, "line 2, column 16: \"twelve\" in column \"id\"; expected a value of type integer");
}

static void
assert_reject (StreeFrame *rejects, guint row, gint64 line, gint64 column, const char *message, const char *text)
{
  g_assert_cmpint (stree_frame_get_int64 (rejects, row, 0), ==, line);
  g_assert_cmpint (stree_frame_get_int64 (rejects, row, 1), ==, column);
  g_assert_cmpstr (stree_frame_get_text (rejects, row, 2), ==, message);
  g_assert_cmpstr (stree_frame_get_text (rejects, row, 3), ==, text);
}

static void
test_rejects (void)
{
  g_autoptr (StreeJsonOptions) options = stree_json_options_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) array = NULL;
  g_autoptr (StreeFrame) slice = NULL;
  g_autoptr (StreeFrame) broken = NULL;
  StreeFrame *rejects;

  stree_json_options_set_keep_rejects (options, TRUE);
  frame = parse_with ("{\"a\": 1}\n{\"a\": 2.5, \"new\": 1, \"a\" 3}\r\nnothing\n{\"a\": 4}\n{\"a\": \"x\", \"a\": 1}\n", options,
                      &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, 2);
  /* What broken records have is nowhere: no column, no type, no cell. */
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, 1);
  g_assert_cmpint (stree_frame_get_column_type (frame, 0), ==, STREE_COLUMN_INT64);
  assert_cell (frame, 1, 0, "4");
  g_assert_cmpstr (stree_frame_get_note (frame), ==, "3 rows were set aside (the first is line 2)");
  slice = stree_frame_slice (frame, 1, 1);
  rejects = stree_frame_get_rejects (slice);
  g_assert_cmpuint (stree_frame_get_n_rows (rejects), ==, 3);
  assert_reject (rejects, 0, 2, 26, "expected ':'", "{\"a\": 2.5, \"new\": 1, \"a\" 3}");
  assert_reject (rejects, 1, 3, 1, "expected a value", "nothing");
  assert_reject (rejects, 2, 5, 12, "the member \"a\" is there twice; expected each name once", "{\"a\": \"x\", \"a\": 1}");

  array = parse_with ("[{\"a\": 1}, 7,\n {\"b\": 1, \"b\": 1}, {\"a\": 2}]", options, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (stree_frame_get_n_rows (array), ==, 2);
  g_assert_cmpuint (stree_frame_get_n_columns (array), ==, 1);
  rejects = stree_frame_get_rejects (array);
  assert_reject (rejects, 0, 1, 12, "expected an object", "7");
  assert_reject (rejects, 1, 2, 11, "the member \"b\" is there twice; expected each name once", "{\"b\": 1, \"b\": 1}");

  broken = parse_with ("[{\"a\": 1}, {\"a\": oh}]", options, &error);
  g_assert_null (broken);
  g_assert_error (error, STREE_JSON_ERROR, STREE_JSON_ERROR_SYNTAX);
}

/* As many mistakes as lines: places are not looked for from the beginning again and again. */
static void
test_many_rejects (void)
{
  g_autoptr (StreeJsonOptions) options = stree_json_options_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (StreeFrame) frame = NULL;
  StreeFrame *rejects;
  const guint n = 300000;

  for (guint i = 0; i < n; i++)
    g_string_append (text, i % 2 == 0 ? "{\"a\": 1}\n" : "{\"a\" 1}\n");
  stree_json_options_set_keep_rejects (options, TRUE);
  frame = parse_with (text->str, options, NULL);
  rejects = stree_frame_get_rejects (frame);
  g_assert_cmpuint (stree_frame_get_n_rows (frame), ==, n / 2);
  g_assert_cmpuint (stree_frame_get_n_rows (rejects), ==, n / 2);
  assert_reject (rejects, n / 2 - 1, n, 6, "expected ':'", "{\"a\" 1}");
}

static void
test_limits (void)
{
  g_autoptr (GString) wide = g_string_new ("{");
  g_autoptr (GString) apart = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeFrame) none = NULL;
  g_autoptr (StreeFrame) sparse = NULL;

  for (guint i = 0; i < STREE_JSON_MAX_COLUMNS; i++)
    g_string_append_printf (wide, "%s\"c%u\":%u", i > 0 ? "," : "", i, i);
  g_string_append (wide, "}");
  frame = parse (wide->str);
  g_assert_cmpuint (stree_frame_get_n_columns (frame), ==, STREE_JSON_MAX_COLUMNS);
  g_string_append (wide, "\n{\"one more\": 1}");
  none = parse_with (wide->str, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, STREE_JSON_ERROR, STREE_JSON_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "line 2, column 2: too many columns; expected at most 10000");
  g_clear_error (&error);

  /* A small file that would be a large table. */
  for (guint i = 0; i < STREE_JSON_MAX_COLUMNS; i++)
    g_string_append_printf (apart, "{\"c%u\":1}\n{}\n{}\n", i);
  sparse = parse_with (apart->str, NULL, &error);
  g_assert_null (sparse);
  g_assert_error (error, STREE_JSON_ERROR, STREE_JSON_ERROR_TOO_LARGE);
}

typedef struct
{
  GMainLoop *loop;
  StreeFrame *frame;
  GError *error;
  goffset last;
  guint n_reports;
  gboolean freed;
} Load;

static void
on_progress (goffset done, goffset total, gpointer data)
{
  Load *load = data;

  g_assert_cmpint (done, >=, load->last);
  g_assert_cmpint (done, <=, total);
  load->last = done;
  load->n_reports++;
}

static void
on_freed (gpointer data)
{
  Load *load = data;

  load->freed = TRUE;
  g_main_loop_quit (load->loop);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Load *load = data;

  (void) source;
  load->frame = stree_frame_load_json_finish (result, &load->error);
}

static void
test_async (void)
{
  g_autofree char *path = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/a.json");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) none = NULL;
  g_autoptr (StreeFrame) bad = NULL;
  Load load = { .loop = g_main_loop_new (NULL, FALSE) };
  Load cancelled = { .loop = load.loop };
  int fd = g_file_open_tmp ("stree-XXXXXX.jsonl", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_close (fd, NULL));
  for (guint i = 0; i < 300000; i++)
    g_string_append_printf (text, "{\"i\": %u}\n", i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  file = g_file_new_for_path (path);

  stree_frame_load_json_async (file, NULL, NULL, on_progress, &load, on_freed, on_loaded, &load);
  g_main_loop_run (load.loop);
  g_assert_no_error (load.error);
  g_assert_cmpuint (stree_frame_get_n_rows (load.frame), ==, 300000);
  g_assert_cmpint (stree_frame_get_int64 (load.frame, 299999, 0), ==, 299999);
  g_assert_cmpuint (load.n_reports, >=, 3);
  g_assert_cmpint (load.last, ==, (goffset) text->len);
  g_clear_pointer (&load.frame, stree_frame_unref);

  g_cancellable_cancel (cancellable);
  stree_frame_load_json_async (file, NULL, cancellable, on_progress, &cancelled, on_freed, on_loaded, &cancelled);
  g_main_loop_run (load.loop);
  g_assert_error (cancelled.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&cancelled.error);

  none = stree_frame_new_from_json_file (missing, NULL, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "/nowhere/a.json: there is no such file; expected a JSON file");
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "{\n", -1, NULL));
  bad = stree_frame_new_from_json_file (file, NULL, NULL, &error);
  g_assert_null (bad);
  g_assert_error (error, STREE_JSON_ERROR, STREE_JSON_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_true (g_str_has_suffix (error->message, ": line 1, column 2: expected a name"));

  g_unlink (path);
  g_main_loop_unref (load.loop);
}

/* The text is broken at its end, which is not come to: FALSE. */
static gboolean
read_large (GCancellable *cancellable, gpointer bytes)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (stree_frame_new_from_json_bytes (bytes, NULL, cancellable, &error));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_assert_error (error, STREE_JSON_ERROR, STREE_JSON_ERROR_SYNTAX);
  return TRUE;
}

static void
test_cancel (void)
{
  GString *array = g_string_new (NULL), *lines = g_string_new (NULL);
  g_autoptr (GBytes) array_bytes = NULL;
  g_autoptr (GBytes) line_bytes = NULL;

  for (guint i = 0; i < 1000000; i++)
    {
      g_string_append (array, i == 0 ? "[{\"i\":1}" : ",{\"i\":1}");
      g_string_append (lines, "{\"i\":1}\n");
    }
  g_string_append (array, ",{\"i\"}");
  g_string_append (lines, "{\"i\"}\n");
  array_bytes = g_string_free_to_bytes (array);
  line_bytes = g_string_free_to_bytes (lines);
  assert_cancelled_midway (read_large, array_bytes, 8);
  assert_cancelled_midway (read_large, line_bytes, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-json/records", test_records);
  g_test_add_func ("/frame-json/lines", test_lines);
  g_test_add_func ("/frame-json/kinds", test_kinds);
  g_test_add_func ("/frame-json/names", test_names);
  g_test_add_func ("/frame-json/empty", test_empty);
  g_test_add_func ("/frame-json/errors", test_errors);
  g_test_add_func ("/frame-json/depth", test_depth);
  g_test_add_func ("/frame-json/declared", test_declared);
  g_test_add_func ("/frame-json/rejects", test_rejects);
  g_test_add_func ("/frame-json/many-rejects", test_many_rejects);
  g_test_add_func ("/frame-json/limits", test_limits);
  g_test_add_func ("/frame-json/async", test_async);
  g_test_add_func ("/frame-json/cancel", test_cancel);
  return g_test_run ();
}
