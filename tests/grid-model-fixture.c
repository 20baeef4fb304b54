/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "grid-model-fixture.h"

#include "slow-source.h"

void
rows_append (StreeFrameBuilder *builder, gint64 id, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%c%" G_GINT64_FORMAT, (char) ('a' + id % 7), number);

  stree_frame_builder_append_int64 (builder, 0, id);
  stree_frame_builder_append_int64 (builder, 1, number);
  stree_frame_builder_append_text (builder, 2, text);
  stree_frame_builder_end_row (builder);
}

StreeFrameBuilder *
rows_begin (void)
{
  StreeFrameBuilder *builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "n", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "t", STREE_COLUMN_TEXT);
  return builder;
}

void
wait_until_quiet (StreeGridModel *model)
{
  while (stree_grid_model_is_busy (model))
    g_main_context_iteration (NULL, TRUE);
}

gint64
id_at (StreeGridModel *model, guint position)
{
  StreeFrame *frame;
  guint row;

  while (!stree_grid_model_get_row (model, position, &frame, &row))
    g_main_context_iteration (NULL, TRUE);
  return stree_frame_get_int64 (frame, row, 0);
}

StreeFrame *
rows_counted (guint n)
{
  g_autoptr (StreeFrameBuilder) builder = rows_begin ();

  for (guint i = 0; i < n; i++)
    rows_append (builder, i, i % 10);
  return stree_frame_builder_finish (builder);
}

StreeGridModel *
slow_model_new (guint n_rows, StreeFrameSource **memory)
{
  g_autoptr (StreeFrame) frame = rows_counted (n_rows);
  g_autoptr (StreeSource) slow = NULL;
  StreeGridModel *model = stree_grid_model_new ();
  const char *const keys[] = { "id", NULL };

  *memory = stree_frame_source_new (frame, keys, NULL);
  slow = slow_new (STREE_SOURCE (*memory));
  stree_grid_model_set_source (model, slow);
  wait_until_quiet (model);
  return model;
}
