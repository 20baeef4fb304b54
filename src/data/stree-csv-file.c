/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-csv-file-private.h"

#include <glib/gi18n-lib.h>

#include "data/stree-csv-private.h"
#include "data/stree-file-name-private.h"

StreeCsvFile *
stree_csv_file_open (GFile *file, GCancellable *cancellable, GError **error)
{
  guint size;
  GFileInputStream *stream = stree_frame_load_open (&stree_csv_format, file, &size, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  StreeCsvFile *self;

  if (stream == NULL)
    return NULL;
  self = g_new0 (StreeCsvFile, 1);
  self->file = g_object_ref (file);
  self->stream = stream;
  self->state = stree_csv_file_read_state (stream);
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE))
    self->size = g_file_info_get_size (info);
  return self;
}

void
stree_csv_file_free (StreeCsvFile *file)
{
  g_object_unref (file->file);
  g_object_unref (file->stream);
  g_free (file->state);
  g_free (file);
}

char *
stree_csv_file_read_state (GFileInputStream *stream)
{
  static const char attributes[] = G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_ETAG_VALUE;
  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (stream, attributes, NULL, NULL);
  const char *etag = info != NULL ? g_file_info_get_etag (info) : NULL;

  if (etag == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return NULL;
  return g_strdup_printf ("%s %" G_GOFFSET_FORMAT, etag, g_file_info_get_size (info));
}

gboolean
stree_csv_file_check_state (GFile *file, GFileInputStream *stream, const char *state, GError **error)
{
  g_autofree char *now = stree_csv_file_read_state (stream);
  g_autofree char *name = NULL;

  if (g_strcmp0 (now, state) == 0)
    return TRUE;
  name = stree_file_dup_shown_name (file);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("%s: another program wrote to this file while it was read; open it again"), name);
  return FALSE;
}

gboolean
stree_csv_file_can_seek (StreeCsvFile *file)
{
  return file->state != NULL && g_seekable_can_seek (G_SEEKABLE (file->stream));
}

static gboolean
name_error (StreeCsvFile *file, GError *cause, GError **error)
{
  g_autofree char *name = stree_file_dup_shown_name (file->file);

  if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (&cause, "%s: ", name);
  g_propagate_error (error, cause);
  return FALSE;
}

gboolean
stree_csv_file_rewind (StreeCsvFile *file, GCancellable *cancellable, GError **error)
{
  GError *cause = NULL;

  return g_seekable_seek (G_SEEKABLE (file->stream), 0, G_SEEK_SET, cancellable, &cause) || name_error (file, cause, error);
}

gboolean
stree_csv_file_read (StreeCsvFile *file, GByteArray *bytes, guint n, gboolean *at_end, GCancellable *cancellable, GError **error)
{
  guint had = bytes->len;
  GError *cause = NULL;
  gsize n_read = 0;
  gboolean read;

  g_byte_array_set_size (bytes, had + n);
  read = g_input_stream_read_all (G_INPUT_STREAM (file->stream), bytes->data + had, n, &n_read, cancellable, &cause);
  g_byte_array_set_size (bytes, had + (guint) n_read);
  *at_end = n_read < n;
  return read ? stree_csv_file_check_state (file->file, file->stream, file->state, error) : name_error (file, cause, error);
}

GBytes *
stree_csv_file_read_at (StreeCsvFile *file, goffset offset, gsize n, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GError *cause = NULL;
  gboolean at_end;

  if (!g_seekable_seek (G_SEEKABLE (file->stream), offset, G_SEEK_SET, cancellable, &cause))
    {
      name_error (file, cause, error);
      return NULL;
    }
  if (!stree_csv_file_read (file, bytes, (guint) MIN (n, G_MAXUINT), &at_end, cancellable, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
