/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-load-private.h"

#include <glib/gi18n-lib.h>

#include "data/stree-file-name-private.h"
#include "data/stree-reporter-private.h"
#include "tasks/stree-task-lock-private.h"

/* Bytes of a file that are read at once. */
#define READ_SIZE (1024 * 1024)

static gboolean
fail_unreadable (const StreeFrameFormat *format, GFile *file, GError *cause, GError **error)
{
  g_autofree char *name = stree_file_dup_shown_name (file);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, G_IO_ERROR, cause->code, _("%s: there is no such file; expected a %s file"), name, format->name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, G_IO_ERROR, cause->code, _("%s is a folder; expected a %s file"), name, format->name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, G_IO_ERROR, cause->code, _("%s: you may not read this file"), name);
  else
    g_set_error (error, cause->domain, cause->code, _("%s: %s"), name, cause->message);
  g_error_free (cause);
  return FALSE;
}

/*
 * Files are read and not mapped: another program may shorten one meanwhile, which would be a SIGBUS in a mapping; and a pipe
 * cannot be mapped.
 */
GFileInputStream *
stree_frame_load_open (const StreeFrameFormat *format, GFile *file, guint *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  GError *cause = NULL;

  *size = 0;
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    {
      fail_unreadable (format, file, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, ""), error);
      return NULL;
    }
  stream = g_file_read (file, cancellable, &cause);
  if (stream == NULL)
    {
      fail_unreadable (format, file, cause, error);
      return NULL;
    }
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE))
    {
      goffset known = g_file_info_get_size (info);

      if (known > 0 && known < (goffset) (G_MAXUINT - READ_SIZE))
        *size = (guint) known;
    }
  return g_steal_pointer (&stream);
}

gboolean
stree_frame_load_read (const StreeFrameFormat *format, GFile *file, GFileInputStream *stream, GByteArray *bytes, guint size,
                       guint most, gboolean *at_end, GCancellable *cancellable, GError **error)
{
  guint had = bytes->len;
  GError *cause = NULL;

  *at_end = FALSE;
  while (bytes->len - had < most)
    {
      gsize n = 0;
      guint length = bytes->len;
      guint want = MIN (length < size ? MIN (size - length, READ_SIZE) : READ_SIZE / 16, most - (length - had));
      gboolean read;

      if (length > G_MAXUINT - READ_SIZE * 2)
        {
          g_autofree char *name = stree_file_dup_shown_name (file);

          g_set_error (error,
                       format->domain (),
                       format->too_large,
                       _("%s: the file is too large; expected less than 4 GiB"),
                       name);
          return FALSE;
        }
      g_byte_array_set_size (bytes, length + want);
      read = g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data + length, want, &n, cancellable, &cause);
      g_byte_array_set_size (bytes, length + (guint) n);
      if (!read)
        return fail_unreadable (format, file, cause, error);
      if (n < want)
        {
          *at_end = TRUE;
          return TRUE;
        }
    }
  return TRUE;
}

void
stree_frame_load_reserve (GByteArray *bytes, guint size)
{
  guint had = bytes->len;

  g_byte_array_set_size (bytes, MAX (size, had) + READ_SIZE / 16);
  g_byte_array_set_size (bytes, had);
}

GError *
stree_frame_load_name_error (const StreeFrameFormat *format, GFile *file, GError *error)
{
  if (error->domain == format->domain ())
    {
      g_autofree char *path = stree_file_dup_shown_name (file);

      g_prefix_error (&error, "%s: ", path);
    }
  return error;
}

char *
stree_frame_load_dup_label (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL ? g_filename_display_name (name) : NULL;
}

/* All of it, and a NUL behind it that is not among its bytes. */
static gboolean
read_file (const StreeFrameFormat *format, GFile *file, GByteArray *bytes, gsize *length, GCancellable *cancellable,
           GError **error)
{
  gboolean at_end;
  guint size;
  g_autoptr (GFileInputStream) stream = stree_frame_load_open (format, file, &size, cancellable, error);

  if (stream == NULL)
    return FALSE;
  stree_frame_load_reserve (bytes, size);
  if (!stree_frame_load_read (format, file, stream, bytes, size, G_MAXUINT, &at_end, cancellable, error))
    return FALSE;
  *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return TRUE;
}

StreeFrame *
stree_frame_load (const StreeFrameFormat *format, GFile *file, gpointer options, GCancellable *cancellable,
                  GFileProgressCallback progress, gpointer progress_data, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *label = stree_frame_load_dup_label (file);
  StreeFrame *frame;
  GError *cause = NULL;
  gsize length;

  if (!read_file (format, file, bytes, &length, cancellable, error))
    return NULL;
  frame = format->parse ((char *) bytes->data, length, options, label, cancellable, progress, progress_data, &cause);
  if (frame == NULL)
    g_propagate_error (error, stree_frame_load_name_error (format, file, cause));
  return frame;
}

typedef struct
{
  const StreeFrameFormat *format;
  GFile *file;
  gpointer options; /* nullable */
  GDestroyNotify options_free;
  StreeReporter *reporter; /* nullable */
} LoadTask;

/* The last reference to a task may go in the worker. */
static void
load_task_free (gpointer data)
{
  LoadTask *load = data;

  g_object_unref (load->file);
  g_clear_pointer (&load->options, load->options_free);
  stree_reporter_free (load->reporter);
  g_free (load);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LoadTask *load = data;
  GError *error = NULL;
  StreeFrame *frame;

  (void) source;
  stree_take_over (load);
  frame = stree_frame_load (load->format, load->file, load->options, cancellable, stree_reporter_send, load->reporter,
                            &error);
  stree_hand_over (task);
  if (frame != NULL)
    g_task_return_pointer (task, frame, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

void
stree_frame_load_async (const StreeFrameFormat *format, GFile *file, gpointer options, GDestroyNotify options_free,
                        GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data,
                        GDestroyNotify progress_destroy, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  g_autoptr (GTask) task = NULL;
  LoadTask *load = g_new0 (LoadTask, 1);

  load->format = format;
  load->file = g_object_ref (file);
  load->options = options;
  load->options_free = options_free;
  load->reporter = stree_reporter_new (progress, progress_data, progress_destroy);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_name (task, "[streamtree] load a table");
  g_task_set_task_data (task, load, load_task_free);
  stree_hand_over (load);
  g_task_run_in_thread (task, load_thread);
}

StreeFrame *
stree_frame_load_finish (GAsyncResult *result, GError **error)
{
  stree_take_over (result);
  return g_task_propagate_pointer (G_TASK (result), error);
}
