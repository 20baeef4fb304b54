/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-csv-opening-private.h"

#include "data/stree-csv-private.h"
#include "data/stree-frame-private.h"

/* What a file begins with: more than a delimiter is looked for in, and read in a few milliseconds. A file that has no more is
 * read at once. */
#define BEGINNING (256 * 1024)

StreeCsvOpening *
stree_csv_opening_new (GFile *file, StreeCsvOptions *options)
{
  StreeCsvOpening *opening = g_new0 (StreeCsvOpening, 1);

  opening->file = g_object_ref (file);
  /* A second reference: nobody changes them any more. */
  opening->options = options != NULL ? stree_csv_options_ref (options) : stree_csv_options_new ();
  return opening;
}

void
stree_csv_opening_free (StreeCsvOpening *opening)
{
  g_object_unref (opening->file);
  stree_csv_options_unref (opening->options);
  g_clear_pointer (&opening->frame, stree_frame_unref);
  g_clear_pointer (&opening->index, stree_csv_index_unref);
  g_clear_pointer (&opening->first_rows, stree_frame_unref);
  g_clear_object (&opening->stream);
  g_clear_pointer (&opening->bytes, g_byte_array_unref);
  g_free (opening->state);
  g_free (opening);
}

/* The whole lines that a file begins with. NULL: it is no text in UTF-8, or there are too few to know its delimiter by. */
static GBytes *
take_lines (StreeCsvOpening *opening, StreeCsvText *text)
{
  guint length = opening->bytes->len;
  g_autoptr (GBytes) lines = NULL;
  StreeTextPlace bad;
  GString *decoded;

  while (length > 0 && opening->bytes->data[length - 1] != '\n')
    length--;
  if (length < BEGINNING / 2)
    return NULL;
  lines = g_bytes_new (opening->bytes->data, length);
  if (!stree_text_decode ((char *) opening->bytes->data, length, opening->options->encoding, &decoded, &bad, NULL, NULL))
    return NULL;
  if (decoded != NULL)
    {
      g_string_free (decoded, TRUE);
      return NULL;
    }
  if (!stree_csv_text_init (text, g_bytes_get_data (lines, NULL), length, NULL))
    return NULL;
  text->quote = opening->options->quote;
  text->delimiter = opening->options->delimiter;
  if (text->delimiter == '\0')
    text->delimiter = stree_csv_detect_delimiter (text->text, text->length, text->quote);
  return g_steal_pointer (&lines);
}

/* The rows that the file begins with. FALSE: there are none, or something is wrong with them: reading all of it will tell. */
static gboolean
read_first_rows (StreeCsvOpening *opening, GCancellable *cancellable)
{
  g_autofree char *label = stree_frame_load_dup_label (opening->file);
  g_autoptr (StreeCsvIndex) index = stree_csv_index_new ();
  g_autoptr (StreeFrame) frame = NULL;
  StreeCsvPart part = { .open_ended = TRUE, .index = index };
  StreeCsvText text;
  StreeCsvTable table;
  g_autoptr (GBytes) lines = take_lines (opening, &text);

  if (lines == NULL || !stree_csv_table_read (&table, &text, opening->options, &part, cancellable, NULL, NULL, NULL))
    return FALSE;
  if (table.n_rows > 0)
    frame = stree_csv_table_to_frame (&table, &text, opening->options, label, cancellable, NULL);
  stree_csv_table_clear (&table);
  if (frame == NULL)
    return FALSE;
  opening->first_rows = stree_frame_with_row_numbers (frame, "row", NULL);
  if (opening->first_rows == NULL)
    return FALSE;
  stree_csv_index_set_bytes (index, lines, &text);
  opening->index = g_steal_pointer (&index);
  opening->n_estimated =
    (guint) MIN ((double) MAX (opening->size, opening->bytes->len) / (double) text.length * stree_frame_get_n_rows (frame), G_MAXUINT32 - 2.0);
  return TRUE;
}

static gboolean
read_rest (StreeCsvOpening *opening, guint most, gboolean *at_end, GCancellable *cancellable, GError **error)
{
  return stree_frame_load_read (&stree_csv_format, opening->file, opening->stream, opening->bytes, opening->size, most, at_end,
                                cancellable, error);
}

/* All that was read. */
static StreeFrame *
parse (StreeCsvOpening *opening, GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data,
       GError **error)
{
  g_autofree char *label = stree_frame_load_dup_label (opening->file);
  gsize length = opening->bytes->len;
  g_autoptr (GBytes) bytes = NULL;
  StreeFrame *frame;
  GError *cause = NULL;

  g_byte_array_append (opening->bytes, (const guint8 *) "", 1);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&opening->bytes));
  if (opening->index != NULL)
    stree_csv_index_set_bytes (opening->index, bytes, NULL);
  /* Nobody else has the bytes, or who has them only looks. */
  frame = stree_csv_parse ((char *) g_bytes_get_data (bytes, NULL), length, opening->options, label, opening->index, cancellable,
                           progress, progress_data, &cause);
  if (frame == NULL)
    g_propagate_error (error, stree_frame_load_name_error (&stree_csv_format, opening->file, cause));
  return frame;
}

StreeFrame *
stree_csv_opening_finish (StreeCsvOpening *opening, GCancellable *cancellable, GFileProgressCallback progress,
                          gpointer progress_data, GError **error)
{
  gboolean at_end, read;

  stree_frame_load_reserve (opening->bytes, opening->size);
  read = read_rest (opening, G_MAXUINT, &at_end, cancellable, error) && stree_csv_file_check_state (opening->file, opening->stream, opening->state, error);
  /* In this thread: who waits for the answer need not hold the file. */
  g_clear_object (&opening->stream);
  if (read)
    return parse (opening, cancellable, progress, progress_data, error);
  g_clear_pointer (&opening->bytes, g_byte_array_unref);
  return NULL;
}

gboolean
stree_csv_opening_begin (StreeCsvOpening *opening, GCancellable *cancellable, GError **error)
{
  gboolean at_end;

  opening->stream = stree_frame_load_open (&stree_csv_format, opening->file, &opening->size, cancellable, error);
  if (opening->stream == NULL)
    return FALSE;
  opening->state = stree_csv_file_read_state (opening->stream);
  opening->bytes = g_byte_array_sized_new (BEGINNING);
  if (!read_rest (opening, BEGINNING, &at_end, cancellable, error))
    return FALSE;
  if (at_end || !read_first_rows (opening, cancellable))
    opening->frame = stree_csv_opening_finish (opening, cancellable, NULL, NULL, error);
  return opening->frame != NULL || opening->first_rows != NULL;
}
