/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Texts of CSV files, and what a source says while it reads one. */

#include "csv-pipe.h"
#include "data/stree-frame-private.h"
#include "source-model.h"
#include "sources/stree-csv-source-private.h"
#include "support.h"

/* --- texts --- */

/* More than what a file begins with. */
#define MANY 40000

typedef enum
{
  PLAIN,
  QUOTED, /* quotes, delimiters and line ends in them */
  CRLF,
  MARKED /* a byte order mark */
} Kind;

/* Columns of each type, and one that has nothing in the first rows. */
static inline void
append_row (GString *text, guint i, Kind kind)
{
  const char *end = kind == CRLF ? "\r\n" : "\n";

  g_string_append_printf (text, "%u,%u.%02u,%s,20%02u-%02u-11,", i, i / 3, i % 100, i % 2 ? "true" : "false", i % 90 + 10, i % 12 + 1);
  if (kind == QUOTED)
    g_string_append_printf (text, "\"a \"\"%u\"\", and%sb\"", i, i % 5 ? "\n" : "\r\n\r\n");
  else
    g_string_append_printf (text, "náme %u", i % 1000);
  g_string_append_printf (text, ",%s%s", i > MANY / 2 && i % 3 ? "7" : "", end);
  if (kind == QUOTED && i % 50 == 0)
    g_string_append (text, end); /* a blank line is no row */
}

static inline GString *
make_text (Kind kind, guint n)
{
  GString *text = g_string_new (kind == MARKED ? "\xef\xbb\xbf" : "");

  g_string_append (text, kind == CRLF ? "id,amount,row,day,name,late\r\n" : "id,amount,row,day,name,late\n");
  for (guint i = 0; i < n; i++)
    append_row (text, i, kind);
  return text;
}

static inline GFile *
write_file (const char *folder, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

/* What the file is when it is read as a whole, with the numbers of its rows. */
static inline StreeFrame *
read_whole (const char *text, gsize length, StreeCsvOptions *options)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (StreeFrame) frame = stree_frame_new_from_csv_bytes (bytes, options, NULL, &error);

  g_assert_no_error (error);
  return stree_frame_with_row_numbers (frame, "row", NULL);
}

static inline void
assert_equal (StreeFrame *page, StreeFrame *whole, guint first)
{
  g_autoptr (StreeFrame) expected = stree_frame_slice (whole, first, stree_frame_get_n_rows (page));

  g_assert_true (stree_frame_equal (page, expected));
}

/* The types of @page may be narrower, or wider: the cells are the same. */
static inline void
assert_same_texts (StreeFrame *page, StreeFrame *whole, guint first)
{
  for (guint row = 0; row < stree_frame_get_n_rows (page); row++)
    for (guint column = 0; column < stree_frame_get_n_columns (page); column++)
      {
        g_autofree char *text = stree_frame_dup_cell_text (page, row, column);
        g_autofree char *expected = stree_frame_dup_cell_text (whole, first + row, column);

        if (stree_frame_get_column_type (page, column) == stree_frame_get_column_type (whole, column) || !text || !*text)
          g_assert_cmpstr (text, ==, expected);
      }
}

static inline void
count (guint *n)
{
  ++*n;
}

static inline guint *
count_signal (gpointer object, const char *signal)
{
  guint *n = g_new0 (guint, 1);

  g_object_set_data_full (object, signal, n, g_free);
  g_signal_connect_swapped (object, signal, G_CALLBACK (count), n);
  return n;
}

static inline StreeResultSet *
all_rows (StreeCsvSource *source)
{
  g_autoptr (StreeQuery) query = stree_query_new ();
  g_autoptr (GError) error = NULL;
  StreeResultSet *rows = source_query (STREE_SOURCE (source), query, NULL, &error);

  g_assert_no_error (error);
  return rows;
}
