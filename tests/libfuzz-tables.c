/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What reads tables, for libFuzzer (tests/libfuzz): the first byte says how, the rest is the text. */

#include <streamtree.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
drop (StreeFrame *frame)
{
  for (guint row = 0; frame != NULL && row < stree_frame_get_n_rows (frame); row++)
    for (guint column = 0; column < stree_frame_get_n_columns (frame); column++)
      {
        g_autofree char *text = stree_frame_dup_cell_text (frame, row, column);

        g_assert_true (g_utf8_validate (text, -1, NULL));
      }
  g_clear_pointer (&frame, stree_frame_unref);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (StreeJsonOptions) json = stree_json_options_new ();
  g_autoptr (StreeCsvOptions) csv = stree_csv_options_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (size == 0)
    return 0;
  bytes = g_bytes_new (data + 1, size - 1);
  text = g_strndup ((const char *) data + 1, size - 1);
  stree_json_options_set_keep_rejects (json, (data[0] & 1) != 0);
  stree_csv_options_set_keep_rejects (csv, (data[0] & 1) != 0);
  if ((data[0] & 2) != 0)
    {
      stree_json_options_set_column_type (json, "a", (StreeColumnType) ((data[0] >> 2) % 6));
      stree_csv_options_set_column_type (csv, "a", (StreeColumnType) ((data[0] >> 2) % 6));
    }
  if ((data[0] & 64) != 0)
    stree_csv_options_set_quote (csv, (data[0] & 128) != 0 ? '\'' : '\0');
  drop (stree_frame_new_from_json_bytes (bytes, json, NULL, NULL));
  drop (stree_frame_new_from_csv_bytes (bytes, csv, NULL, NULL));
  drop (stree_frame_new_from_tsv_block (text, NULL));
  return 0;
}
