/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Frames out, in each format, and into files that something is wrong with. */

#include <errno.h>
#include <md4c.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-export.h"
#include "frames.h"

static StreeFrame *
sample (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "a|b", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "x", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "ok", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "day", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "at", STREE_COLUMN_TIMESTAMP);
  stree_frame_builder_append_int64 (builder, 0, -5);
  stree_frame_builder_append_text (builder, 1, "<b>\"1\"|2\t&\\\nü");
  stree_frame_builder_append_double (builder, 2, 3);
  stree_frame_builder_append_bool (builder, 3, TRUE);
  stree_frame_builder_append_date (builder, 4, 19782);
  stree_frame_builder_append_timestamp (builder, 5, G_GINT64_CONSTANT (19782) * 86400 * G_USEC_PER_SEC + 1500000);
  stree_frame_builder_end_row (builder);
  stree_frame_builder_append_text (builder, 1, "");
  stree_frame_builder_append_double (builder, 2, G_MAXDOUBLE * 10);
  stree_frame_builder_end_row (builder);
  return stree_frame_builder_finish (builder);
}

static char *
export_with (StreeFrame *frame, StreeExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = stree_frame_export_bytes (frame, options, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
export (StreeFrame *frame, StreeExportFormat format)
{
  g_autoptr (StreeExportOptions) options = stree_export_options_new (format);

  return export_with (frame, options);
}

static void
test_formats (void)
{
  static const struct
  {
    StreeExportFormat format;
    const char *text;
  } cases[] = {
    { STREE_EXPORT_CSV, "n,\"a|b\",x,ok,day,at\n"
                        "-5,\"<b>\"\"1\"\"|2\t&\\\nü\",3.0,true,2024-02-29,2024-02-29 00:00:01.500\n"
                        ",\"\",inf,,,\n" },
    { STREE_EXPORT_TSV, "n\t\"a|b\"\tx\tok\tday\tat\n"
                        "-5\t\"<b>\"\"1\"\"|2\t&\\\nü\"\t3.0\ttrue\t2024-02-29\t2024-02-29 00:00:01.500\n"
                        "\t\"\"\tinf\t\t\t\n" },
    { STREE_EXPORT_MARKDOWN, "| n | a\\|b | x | ok | day | at |\n"
                             "| ---: | --- | ---: | --- | --- | --- |\n"
                             "| -5 | \\<b\\>\"1\"\\|2\t\\&\\\\<br>ü | 3 | true | 2024-02-29 | 2024-02-29 00:00:01.500 |\n"
                             "|  |  | inf |  |  |  |\n" },
    { STREE_EXPORT_HTML, "<table>\n<thead>\n<tr><th scope=\"col\">n</th><th scope=\"col\">a|b</th><th scope=\"col\">x</th>"
                         "<th scope=\"col\">ok</th><th scope=\"col\">day</th><th scope=\"col\">at</th></tr>\n</thead>\n<tbody>\n"
                         "<tr><td align=\"right\">-5</td><td>&lt;b&gt;&quot;1&quot;|2\t&amp;\\<br>ü</td><td align=\"right\">3</td>"
                         "<td>true</td><td>2024-02-29</td><td>2024-02-29 00:00:01.500</td></tr>\n"
                         "<tr><td align=\"right\"></td><td></td><td align=\"right\">inf</td><td></td><td></td><td></td></tr>\n"
                         "</tbody>\n</table>\n" },
    { STREE_EXPORT_JSON, "[\n{\"n\":-5,\"a|b\":\"<b>\\\"1\\\"|2\\t&\\\\\\nü\",\"x\":3.0,\"ok\":true,\"day\":\"2024-02-29\","
                         "\"at\":\"2024-02-29T00:00:01.500Z\"},\n"
                         "{\"n\":null,\"a|b\":\"\",\"x\":null,\"ok\":null,\"day\":null,\"at\":null}\n]\n" },
    { STREE_EXPORT_JSON_LINES, "{\"n\":-5,\"a|b\":\"<b>\\\"1\\\"|2\\t&\\\\\\nü\",\"x\":3.0,\"ok\":true,\"day\":\"2024-02-29\","
                               "\"at\":\"2024-02-29T00:00:01.500Z\"}\n"
                               "{\"n\":null,\"a|b\":\"\",\"x\":null,\"ok\":null,\"day\":null,\"at\":null}\n" },
  };
  g_autoptr (StreeFrame) frame = sample ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = export (frame, cases[i].format);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static char *
shout (StreeFrame *frame, guint row, guint column, gpointer data)
{
  g_autofree char *text = stree_frame_dup_cell_text (frame, row, column);

  g_assert_false (stree_frame_is_null (frame, row, column));
  ++*(guint *) data;
  return g_strdup_printf ("<%s>", text);
}

static void
add_ten (gpointer data)
{
  *(guint *) data += 10;
}

static void
test_options (void)
{
  static const guint two[] = { 3, 0 };
  g_autoptr (StreeFrame) frame = sample ();
  g_autoptr (StreeFrame) empty = stree_frame_slice (frame, 0, 0);
  g_autoptr (StreeExportOptions) csv = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (StreeExportOptions) html = stree_export_options_new (STREE_EXPORT_HTML);
  g_autoptr (StreeExportOptions) markdown = stree_export_options_new (STREE_EXPORT_MARKDOWN);
  g_autoptr (StreeExportOptions) json = stree_export_options_new (STREE_EXPORT_JSON);
  g_autoptr (StreeExportOptions) bad = stree_export_options_new (STREE_EXPORT_TSV);
  g_autoptr (GError) error = NULL;
  g_autofree char *csv_text = NULL;
  g_autofree char *html_text = NULL;
  g_autofree char *markdown_text = NULL;
  g_autofree char *json_text = NULL;
  g_autofree char *no_rows = NULL;
  guint n = 0;

  stree_export_options_set_header (csv, FALSE);
  stree_export_options_set_columns (csv, two, 2);
  csv_text = export_with (frame, csv);
  g_assert_cmpstr (csv_text, ==, "true,-5\n,\n");

  stree_export_options_set_header (html, FALSE);
  stree_export_options_set_columns (html, two, 1);
  html_text = export_with (frame, html);
  g_assert_cmpstr (html_text, ==, "<table>\n<tbody>\n<tr><td>true</td></tr>\n<tr><td></td></tr>\n</tbody>\n</table>\n");

  stree_export_options_set_header (markdown, FALSE);
  stree_export_options_set_columns (markdown, two, 2);
  markdown_text = export_with (frame, markdown);
  g_assert_cmpstr (markdown_text, ==, "|  |  |\n| --- | ---: |\n| true | -5 |\n|  |  |\n");

  /* As it is shown: of JSON, all texts. */
  stree_export_options_set_columns (json, two, 2);
  stree_export_options_set_cell_func (json, shout, &n, add_ten);
  json_text = export_with (frame, json);
  g_assert_cmpstr (json_text, ==, "[\n{\"ok\":\"<true>\",\"n\":\"<-5>\"},\n{\"ok\":null,\"n\":null}\n]\n");
  g_assert_cmpuint (n, ==, 2);
  no_rows = export_with (empty, json);
  g_assert_cmpstr (no_rows, ==, "[]\n");
  g_clear_pointer (&json, stree_export_options_unref);
  g_assert_cmpuint (n, ==, 12);

  stree_export_options_set_columns (bad, (const guint[]) { 0, 6 }, 2);
  g_assert_null (stree_frame_export_bytes (frame, bad, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (error->message, ==,
                   "There is no column 6 to export; expected a column below 6, which is what the table has");
}

static void
test_nothing (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autoptr (StreeFrame) one = frame_of_texts ((const char *[]) { "a", "-", NULL });
  g_autofree char *csv = export (one, STREE_EXPORT_CSV);
  g_autofree char *tsv = export (one, STREE_EXPORT_TSV);

  stree_frame_builder_end_row (builder);
  frame = stree_frame_builder_finish (builder);
  g_assert_null (stree_frame_export_bytes (frame, options, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  json = export (frame, STREE_EXPORT_JSON_LINES);
  g_assert_cmpstr (json, ==, "{}\n");

  /* Of one column a null is a line with something on it, for who reads CSV; a spreadsheet takes it as it is. */
  g_assert_cmpstr (csv, ==, "t\na\nNA\n");
  g_assert_cmpstr (tsv, ==, "t\na\n\n");
}

static void
test_control_characters (void)
{
  g_autoptr (StreeFrame) frame = frame_of_texts ((const char *[]) { "a\x01\x1f" "b\r\nc\rd", NULL });
  g_autofree char *json = export (frame, STREE_EXPORT_JSON_LINES);
  g_autofree char *html = export (frame, STREE_EXPORT_HTML);
  g_autofree char *markdown = export (frame, STREE_EXPORT_MARKDOWN);

  g_assert_cmpstr (json, ==, "{\"t\":\"a\\u0001\\u001fb\\r\\nc\\rd\"}\n");
  g_assert_nonnull (strstr (html, "<td>a\xef\xbf\xbd\xef\xbf\xbd" "b<br>c<br>d</td>"));
  g_assert_true (g_str_has_suffix (markdown, "| a\x01\x1f" "b<br>c<br>d |\n"));
}

/* ---- Markdown, as md4c reads it ---------------------------------------------------------------------- */

typedef struct
{
  GString *cell;
  GPtrArray *cells;
  guint n_spans;
} Parsed;

static int
enter_block (MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
  Parsed *parsed = data;

  if (type == MD_BLOCK_TD)
    g_string_truncate (parsed->cell, 0);
  return 0;
}

static int
leave_block (MD_BLOCKTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
  Parsed *parsed = data;

  if (type == MD_BLOCK_TD)
    g_ptr_array_add (parsed->cells, g_strdup (parsed->cell->str));
  return 0;
}

static int
any_span (G_GNUC_UNUSED MD_SPANTYPE type, G_GNUC_UNUSED void *detail, void *data)
{
  ((Parsed *) data)->n_spans++;
  return 0;
}

static int
on_text (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
  Parsed *parsed = data;

  if (type == MD_TEXT_HTML)
    g_string_append_c (parsed->cell, '\n'); /* <br> */
  else
    g_string_append_len (parsed->cell, text, (gssize) size);
  return 0;
}

static void
test_markdown_is_read (void)
{
  static const char *const texts[] = { "a|b",  "a\\|b", "\\", "*a* **b** _c_ `d`", "[x](y) ![z](w)", "<i>&amp;</i>", "~~no~~",
                                       "a\nb", "$x$",   "# h", "\\\\|", "\\*", NULL };
  MD_PARSER parser = { .flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_LATEXMATHSPANS, .enter_block = enter_block,
                       .leave_block = leave_block, .enter_span = any_span, .leave_span = any_span, .text = on_text };
  g_autoptr (StreeFrame) frame = frame_of_texts (texts);
  g_autofree char *markdown = export (frame, STREE_EXPORT_MARKDOWN);
  Parsed parsed = { g_string_new (NULL), g_ptr_array_new_with_free_func (g_free), 0 };

  g_assert_cmpint (md_parse (markdown, (MD_SIZE) strlen (markdown), &parser, &parsed), ==, 0);
  g_assert_cmpuint (parsed.n_spans, ==, 0);
  g_assert_cmpuint (parsed.cells->len, ==, G_N_ELEMENTS (texts) - 1);
  for (guint i = 0; i < parsed.cells->len; i++)
    g_assert_cmpstr (g_ptr_array_index (parsed.cells, i), ==, texts[i]);
  g_string_free (parsed.cell, TRUE);
  g_ptr_array_unref (parsed.cells);
}

/* ---- Files ------------------------------------------------------------------------------------------- */

static StreeFrame *
large (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "i", STREE_COLUMN_INT64);
  for (gint64 i = 0; i < 300000; i++)
    {
      stree_frame_builder_append_int64 (builder, 0, i);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
} Place;

static void
place_init (Place *place, const char *before)
{
  place->folder = g_dir_make_tmp ("stree-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "a.csv", NULL);
  place->file = g_file_new_for_path (place->path);
  if (before != NULL)
    g_assert_true (g_file_set_contents (place->path, before, -1, NULL));
}

/* In the folder is this file and nothing else. */
static void
place_assert (const Place *place, const char *contents)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  g_autofree char *text = NULL;
  const char *name = g_dir_read_name (dir);

  g_assert_cmpstr (name, ==, contents != NULL ? "a.csv" : NULL);
  g_assert_null (g_dir_read_name (dir));
  if (contents == NULL)
    return;
  g_assert_true (g_file_get_contents (place->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, contents);
}

static void
place_clear (Place *place)
{
  g_unlink (place->path);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->path);
  g_object_unref (place->file);
}

static void
test_file (void)
{
  g_autoptr (StreeFrame) frame = frame_of_texts ((const char *[]) { "a", NULL });
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (GError) error = NULL;
  g_autofree char *link = NULL;
  g_autoptr (GFile) link_file = NULL;
  GStatBuf status;
  Place place;

  place_init (&place, NULL);
  g_assert_true (stree_frame_export_file (frame, options, place.file, NULL, &error));
  g_assert_no_error (error);
  place_assert (&place, "t\na\n");

  /* Who may read it stays as it was. */
  g_assert_true (g_file_set_contents (place.path, "before", -1, NULL));
  g_assert_cmpint (g_chmod (place.path, 0640), ==, 0);
  g_assert_true (stree_frame_export_file (frame, options, place.file, NULL, &error));
  place_assert (&place, "t\na\n");
  g_assert_cmpint (g_stat (place.path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);

  /* A link stays one, and what it leads to is written. */
  link = g_strconcat (place.folder, ".link", NULL);
  link_file = g_file_new_for_path (link);
  g_assert_true (g_file_set_contents (place.path, "before", -1, NULL));
  g_assert_cmpint (symlink (place.path, link), ==, 0);
  g_assert_true (stree_frame_export_file (frame, options, link_file, NULL, &error));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  place_assert (&place, "t\na\n");
  g_unlink (link);
  place_clear (&place);
}

static void
test_bad_places (void)
{
  static const struct
  {
    const char *path;
    int code;
    const char *why;
  } cases[] = {
    { "/nowhere/a.csv", G_IO_ERROR_NOT_FOUND, "there is no such folder" },
    { "/dev/null/a.csv", G_IO_ERROR_NOT_DIRECTORY, "there is no such folder" },
    { "/dev/full", G_IO_ERROR_NO_SPACE, "there is no room left on the disk" },
    { "/", G_IO_ERROR_IS_DIRECTORY, "it is a folder; expected a file" },
    { "/proc/self/fd/a.csv", G_IO_ERROR_NOT_FOUND, "there is no such folder" },
    { "/sys/kernel/a.csv", G_IO_ERROR_PERMISSION_DENIED, "you may not write there" },
  };
  g_autoptr (StreeFrame) frame = large ();
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (cases[i].path);
      g_autofree char *message = g_strdup_printf ("%s could not be written: %s", cases[i].path, cases[i].why);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", message);
      g_assert_false (stree_frame_export_file (frame, options, file, NULL, &error));
      if (g_str_has_prefix (cases[i].path, "/sys/") && !g_error_matches (error, G_IO_ERROR, cases[i].code))
        continue; /* mounted in another way */
      g_assert_error (error, G_IO_ERROR, cases[i].code);
      g_assert_cmpstr (error->message, ==, message);
    }
}

/* As a user who may do less than the one who runs the tests, perhaps. */
static void
test_read_only (void)
{
  g_autoptr (StreeFrame) frame = large ();
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (GError) error = NULL;
  gboolean root = geteuid () == 0;
  Place place;

  place_init (&place, "before");
  g_assert_cmpint (g_chmod (place.folder, 0555), ==, 0);
  if (root && (chown (place.folder, 65534, (gid_t) -1) != 0 || seteuid (65534) != 0))
    {
      g_test_skip ("root, and cannot be anybody else");
      place_clear (&place);
      return;
    }
  g_assert_false (stree_frame_export_file (frame, options, place.file, NULL, &error));
  if (root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_true (g_str_has_suffix (error->message, "could not be written: you may not write there"));
  place_assert (&place, "before");
  g_assert_cmpint (g_chmod (place.folder, 0755), ==, 0);
  place_clear (&place);
}

static void
test_full (void)
{
  g_autoptr (StreeFrame) frame = large ();
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;
  Place place;

  place_init (&place, "before");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 700000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (stree_frame_export_file (frame, options, place.file, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, place.path));
  place_assert (&place, "before");
  place_clear (&place);
}

typedef struct
{
  GAsyncResult *result;
  GCancellable *cancellable; /* where the first report cancels */
  goffset last;
  guint n;
  gboolean freed;
} Task;

static void
on_done (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  ((Task *) data)->result = g_object_ref (result);
}

static void
on_progress (goffset done, goffset total, gpointer data)
{
  Task *task = data;

  g_assert_cmpint (done, >=, task->last);
  g_assert_cmpint (done, <=, total);
  task->last = done;
  task->n++;
  if (task->cancellable != NULL)
    g_cancellable_cancel (task->cancellable);
}

static void
on_freed (gpointer data)
{
  ((Task *) data)->freed = TRUE;
}

static void
test_tasks (void)
{
  g_autoptr (StreeFrame) frame = large ();
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_JSON_LINES);
  g_autoptr (GBytes) expected = stree_frame_export_bytes (frame, options, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) written = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;
  Place place;
  Task task = { .last = 0 }, cancelled = { .cancellable = g_cancellable_new () }, to_stream = { .last = 0 };

  place_init (&place, "before");
  cancelled.last = 0;
  stree_frame_export_file_async (frame, options, place.file, cancelled.cancellable, on_progress, &cancelled, on_freed, on_done,
                                 &cancelled);
  while (cancelled.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (!stree_frame_export_file_finish (cancelled.result, &error))
    {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      place_assert (&place, "before");
      g_clear_error (&error);
    }
  g_clear_object (&cancelled.result);
  g_object_unref (cancelled.cancellable);

  stree_frame_export_file_async (frame, options, place.file, NULL, on_progress, &task, on_freed, on_done, &task);
  while (task.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (stree_frame_export_file_finish (task.result, &error));
  g_assert_no_error (error);
  g_clear_object (&task.result);
  while (!task.freed || !cancelled.freed)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (task.last, ==, 300000);
  g_assert_cmpuint (task.n, >, 3);
  g_assert_true (g_file_get_contents (place.path, &text, &length, NULL));
  g_assert_cmpmem (text, length, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  place_clear (&place);

  stree_frame_export_stream_async (frame, options, stream, NULL, NULL, NULL, NULL, on_done, &to_stream);
  while (to_stream.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (stree_frame_export_stream_finish (to_stream.result, &error));
  g_clear_object (&to_stream.result);
  g_assert_false (g_output_stream_is_closed (stream));
  g_output_stream_close (stream, NULL, NULL);
  written = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_bytes_equal (written, expected));
}

/* Cancelled before it begins, and in the middle of it: by whoever shows a cell. */
static char *
cancel_it (G_GNUC_UNUSED StreeFrame *frame, guint row, G_GNUC_UNUSED guint column, gpointer data)
{
  g_assert_cmpuint (row, <, 200000);
  if (row == 100000)
    g_cancellable_cancel (data);
  return g_strdup ("x");
}

static void
test_cancel (void)
{
  g_autoptr (StreeFrame) frame = large ();
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Place place;

  place_init (&place, "before");
  stree_export_options_set_cell_func (options, cancel_it, cancellable, NULL);
  g_assert_false (stree_frame_export_file (frame, options, place.file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  place_assert (&place, "before");
  g_clear_error (&error);
  g_assert_null (stree_frame_export_bytes (frame, options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-export/formats", test_formats);
  g_test_add_func ("/frame-export/options", test_options);
  g_test_add_func ("/frame-export/nothing", test_nothing);
  g_test_add_func ("/frame-export/control-characters", test_control_characters);
  g_test_add_func ("/frame-export/markdown-is-read", test_markdown_is_read);
  g_test_add_func ("/frame-export/file", test_file);
  g_test_add_func ("/frame-export/bad-places", test_bad_places);
  g_test_add_func ("/frame-export/read-only", test_read_only);
  g_test_add_func ("/frame-export/full", test_full);
  g_test_add_func ("/frame-export/tasks", test_tasks);
  g_test_add_func ("/frame-export/cancel", test_cancel);
  return g_test_run ();
}
