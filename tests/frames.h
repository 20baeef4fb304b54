/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of frames and of queries share. */

#include <string.h>

#include "data/stree-csv.h"
#include "data/stree-frame-builder.h"
#include "data/stree-frame-export.h"

/* The text of a cell; NULL: it is null. */
static inline void
assert_cell (StreeFrame *frame, guint row, guint column, const char *expected)
{
  g_autofree char *text = stree_frame_dup_cell_text (frame, row, column);

  g_assert_cmpint (stree_frame_is_null (frame, row, column), ==, expected == NULL);
  g_assert_cmpstr (text, ==, expected != NULL ? expected : "");
}

/* @length -1: up to the end of the text. */
static inline StreeFrame *
parse_bytes (const char *text, gssize length, StreeCsvOptions *options, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return stree_frame_new_from_csv_bytes (bytes, options, NULL, error);
}

static inline GBytes *
to_csv (StreeFrame *frame)
{
  g_autoptr (StreeExportOptions) options = stree_export_options_new (STREE_EXPORT_CSV);
  GBytes *bytes = stree_frame_export_bytes (frame, options, NULL, NULL);

  g_assert_nonnull (bytes);
  return bytes;
}

/* A column of each type, named by it. */
static inline StreeFrame *
make_schema (void)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "int", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "double", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "bool", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "date", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "timestamp", STREE_COLUMN_TIMESTAMP);
  stree_frame_builder_add_column (builder, "text", STREE_COLUMN_TEXT);
  return stree_frame_builder_finish (builder);
}

static inline StreeFrame *
frame_of_texts (const char *const *texts)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  for (; *texts != NULL; texts++)
    {
      stree_frame_builder_append_text (builder, 0, g_str_equal (*texts, "-") ? NULL : *texts);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static inline void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  (void) source;
  *(GAsyncResult **) user_data = g_object_ref (result);
}
