/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of frames and of queries share. */

#include "data/stree-frame-builder.h"

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
