/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "data/stree-export-writer-private.h"
#include "data/stree-file-name-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-reporter-private.h"
#include "tasks/stree-task-lock-private.h"

/* Bytes that are written at once, and rows between two looks at the cancellable. */
#define BLOCK  (256 * 1024)
#define STRIDE 1024

/* @take: gets what was written so far, and takes it out of @text. */
typedef gboolean (*TakeFunc) (GString *text, gpointer data, GCancellable *cancellable, GError **error);

typedef struct
{
  GFileProgressCallback callback; /* nullable */
  gpointer data;
} Progress;

static gboolean
write_all (StreeFrame *frame, StreeExportOptions *options, TakeFunc take, gpointer data, GCancellable *cancellable,
           const Progress *progress, GError **error)
{
  StreeExportWriter writer;
  gboolean fine = TRUE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !stree_export_writer_init (&writer, frame, options, error))
    return FALSE;
  stree_export_writer_begin (&writer);
  for (guint row = 0; row < frame->n_rows && fine; row++)
    {
      stree_export_writer_row (&writer, row);
      if (row % STRIDE == STRIDE - 1)
        fine = !g_cancellable_set_error_if_cancelled (cancellable, error);
      if (writer.out->len < BLOCK)
        continue;
      fine = fine && take (writer.out, data, cancellable, error);
      if (fine && progress != NULL && progress->callback != NULL)
        progress->callback (row + 1, frame->n_rows, progress->data);
    }
  if (fine)
    {
      stree_export_writer_end (&writer);
      fine = take (writer.out, data, cancellable, error);
    }
  if (fine && progress != NULL && progress->callback != NULL)
    progress->callback (frame->n_rows, frame->n_rows, progress->data);
  stree_export_writer_clear (&writer);
  return fine;
}

static gboolean
take_bytes (GString *text, gpointer data, G_GNUC_UNUSED GCancellable *cancellable, G_GNUC_UNUSED GError **error)
{
  g_string_append_len (data, text->str, (gssize) text->len);
  g_string_truncate (text, 0);
  return TRUE;
}

static gboolean
take_stream (GString *text, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean written = g_output_stream_write_all (data, text->str, text->len, NULL, cancellable, error);

  g_string_truncate (text, 0);
  return written;
}

/**
 * stree_frame_export_bytes:
 * @frame: a frame
 * @options: how to write it
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Writes a frame as text.
 *
 * Reading CSV, TSV or JSON again gives an equal frame, as far as the types show in the cells: a column of text whose texts
 * all look like dates needs its type told, and so does a column without values; in CSV also one whose texts look like
 * numbers.
 *
 * Fails with %G_IO_ERROR_INVALID_ARGUMENT where there is no such column, or none at all, and with
 * %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the text, or %NULL with @error set
 *
 * Since: 1.0
 */
GBytes *
stree_frame_export_bytes (StreeFrame *frame, StreeExportOptions *options, GCancellable *cancellable, GError **error)
{
  GString *text;

  g_return_val_if_fail (frame != NULL && options != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = g_string_new (NULL);
  if (write_all (frame, options, take_bytes, text, cancellable, NULL, error))
    return g_string_free_to_bytes (text);
  g_string_free (text, TRUE);
  return NULL;
}

/**
 * stree_frame_export_stream:
 * @frame: a frame
 * @options: how to write it
 * @stream: where to write it; it stays open
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Writes a frame into a stream; see [method@Frame.export_bytes]. After an error a part of it may be there.
 *
 * Returns: %FALSE with @error set if that failed
 *
 * Since: 1.0
 */
gboolean
stree_frame_export_stream (StreeFrame *frame, StreeExportOptions *options, GOutputStream *stream,
                           GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (frame != NULL && options != NULL, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return write_all (frame, options, take_stream, stream, cancellable, NULL, error);
}

/* ---- Files ------------------------------------------------------------------------------------------- */

/* Says which file, and what of it. Takes @cause. */
static gboolean
fail_unwritable (GFile *file, GError *cause, GError **error)
{
  g_autofree char *name = stree_file_dup_shown_name (file);
  const char *why;

  if (cause->domain != G_IO_ERROR || cause->code == G_IO_ERROR_CANCELLED || cause->code == G_IO_ERROR_INVALID_ARGUMENT)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  switch (cause->code)
    {
    case G_IO_ERROR_NO_SPACE:
      why = _ ("there is no room left on the disk");
      break;
    case G_IO_ERROR_PERMISSION_DENIED:
    case G_IO_ERROR_READ_ONLY:
      why = _ ("you may not write there");
      break;
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      why = _ ("there is no such folder");
      break;
    case G_IO_ERROR_IS_DIRECTORY:
      why = _ ("it is a folder; expected a file");
      break;
    default:
      why = cause->message;
    }
  g_set_error (error, G_IO_ERROR, cause->code, _ ("%s could not be written: %s"), name, why);
  g_error_free (cause);
  return FALSE;
}

/* What a link leads to, so that it is not the link that is replaced. */
static GFile *
resolve (GFile *file)
{
  const char *path = g_file_peek_path (file);
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  GFile *target = real != NULL ? g_file_new_for_path (real) : g_object_ref (file);

  free (real);
  return target;
}

/* A new file beside @file, for what will replace it. */
static GFileOutputStream *
create_part (GFile *file, GFile **part, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);

  if (folder == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "");
      return NULL;
    }
  for (;;)
    {
      g_autofree char *hidden = g_strdup_printf (".%.100s.%08x", name, g_random_int ());
      g_autoptr (GFile) candidate = g_file_get_child (folder, hidden);
      GFileOutputStream *stream = NULL;
      GError *cause = NULL;

      stream = g_file_create (candidate, G_FILE_CREATE_NONE, cancellable, &cause);
      if (stream != NULL)
        {
          *part = g_steal_pointer (&candidate);
          return stream;
        }
      if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          g_propagate_error (error, cause);
          return NULL;
        }
      g_error_free (cause);
    }
}

/* On the disk before it takes the place of another. */
static gboolean
sync_file (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);
  int fd, failed;

  if (path == NULL)
    return TRUE;
  fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  failed = fd < 0 || fsync (fd) != 0 ? errno : 0;
  if (fd >= 0)
    close (fd);
  if (failed == 0 || failed == EINVAL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (failed), g_strerror (failed));
  return FALSE;
}

static gboolean
write_stream (StreeFrame *frame, StreeExportOptions *options, GFileOutputStream *stream, GCancellable *cancellable,
              const Progress *progress, GError **error)
{
  gboolean written = write_all (frame, options, take_stream, stream, cancellable, progress, error);

  return g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, written ? error : NULL) && written;
}

static gboolean
replace_file (StreeFrame *frame, StreeExportOptions *options, GFile *target, GFileInfo *info, GCancellable *cancellable,
              const Progress *progress, GError **error)
{
  g_autoptr (GFile) part = NULL;
  g_autoptr (GFileOutputStream) stream = create_part (target, &part, cancellable, error);

  if (stream == NULL)
    return FALSE;
  if (write_stream (frame, options, stream, cancellable, progress, error) && sync_file (part, error))
    {
      if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_UNIX_MODE))
        g_file_set_attribute_uint32 (part, G_FILE_ATTRIBUTE_UNIX_MODE,
                                     g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_UNIX_MODE) & 0777,
                                     G_FILE_QUERY_INFO_NONE, NULL, NULL);
      if (g_file_move (part, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, cancellable, NULL, NULL,
                       error))
        return TRUE;
    }
  g_file_delete (part, NULL, NULL);
  return FALSE;
}

static gboolean
write_file (StreeFrame *frame, StreeExportOptions *options, GFile *file, GCancellable *cancellable,
            const Progress *progress, GError **error)
{
  g_autoptr (GFile) target = resolve (file);
  g_autoptr (GFileInfo) info =
      g_file_query_info (target,
                         G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_UNIX_MODE "," G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE,
                         G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  GFileType type = info != NULL ? g_file_info_get_file_type (info) : G_FILE_TYPE_UNKNOWN;
  GError *cause = NULL;
  gboolean written;

  if (type == G_FILE_TYPE_DIRECTORY)
    return fail_unwritable (file, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, ""), error);
  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE) &&
      !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE))
    return fail_unwritable (file, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, ""), error);

  if (type == G_FILE_TYPE_SPECIAL)
    {
      /* A pipe or a device: it cannot be replaced. */
      g_autoptr (GFileOutputStream) stream = g_file_append_to (target, G_FILE_CREATE_NONE, cancellable, &cause);

      written = stream != NULL && write_stream (frame, options, stream, cancellable, progress, &cause);
    }
  else
    written = replace_file (frame, options, target, info, cancellable, progress, &cause);
  return written || fail_unwritable (file, cause, error);
}

/**
 * stree_frame_export_file:
 * @frame: a frame
 * @options: how to write it
 * @file: a file, which need not be there
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Writes a frame into a file; see [method@Frame.export_bytes].
 *
 * The file is replaced when all is written: until then, and after an error, what was there stands there. Who reads it
 * never sees a part.
 *
 * Fails with a #GIOErrorEnum whose message names the file.
 *
 * Returns: %FALSE with @error set if that failed
 *
 * Since: 1.0
 */
gboolean
stree_frame_export_file (StreeFrame *frame, StreeExportOptions *options, GFile *file, GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (frame != NULL && options != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return write_file (frame, options, file, cancellable, NULL, error);
}

/* ---- Tasks ------------------------------------------------------------------------------------------- */

typedef struct
{
  StreeFrame *frame;
  StreeExportOptions *options;
  GObject *target; /* a GFile or a GOutputStream */
  StreeReporter *reporter;
} ExportTask;

static void
export_task_free (gpointer data)
{
  ExportTask *export = data;

  stree_frame_unref (export->frame);
  stree_export_options_unref (export->options);
  g_object_unref (export->target);
  stree_reporter_free (export->reporter);
  g_free (export);
}

static void
export_thread (GTask *task, G_GNUC_UNUSED gpointer source, gpointer data, GCancellable *cancellable)
{
  ExportTask *export = data;
  Progress progress = { .callback = stree_reporter_send };
  GError *error = NULL;
  gboolean written;

  stree_take_over (export);
  progress.data = export->reporter;
  if (G_IS_FILE (export->target))
    written = write_file (export->frame, export->options, G_FILE (export->target), cancellable, &progress, &error);
  else
    written = write_all (export->frame, export->options, take_stream, export->target, cancellable, &progress, &error);
  stree_hand_over (task);
  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @target. */
static void
start_export (StreeFrame *frame, StreeExportOptions *options, gpointer target, GCancellable *cancellable,
              StreeReporter *reporter, GAsyncReadyCallback callback, gpointer user_data, gpointer tag)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  ExportTask *export = g_new0 (ExportTask, 1);

  export->frame = stree_frame_ref (frame);
  export->options = stree_export_options_ref (options);
  export->target = target;
  export->reporter = reporter;
  g_task_set_source_tag (task, tag);
  g_task_set_name (task, "[streamtree] export a table");
  g_task_set_task_data (task, export, export_task_free);
  stree_hand_over (export);
  g_task_run_in_thread (task, export_thread);
}

/**
 * stree_frame_export_stream_async:
 * @frame: a frame
 * @options: how to write it
 * @stream: where to write it, which nobody else uses meanwhile; it stays open
 * @cancellable: (nullable): cancels the work
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): called in the caller's
 *   main context with the rows done and the rows in all
 * @progress_data: for @progress
 * @progress_destroy: (nullable): frees @progress_data
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Writes a frame into a stream in another thread; see [method@Frame.export_stream].
 *
 * Since: 1.0
 */
void
stree_frame_export_stream_async (StreeFrame *frame, StreeExportOptions *options, GOutputStream *stream,
                                 GCancellable *cancellable, GFileProgressCallback progress, gpointer progress_data,
                                 GDestroyNotify progress_destroy, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (frame != NULL && options != NULL);
  g_return_if_fail (G_IS_OUTPUT_STREAM (stream));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  start_export (frame, options, g_object_ref (stream), cancellable,
                stree_reporter_new (progress, progress_data, progress_destroy), callback, user_data,
                (gpointer) (guintptr) stree_frame_export_stream_async);
}

/**
 * stree_frame_export_stream_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [method@Frame.export_stream_async].
 *
 * Returns: %FALSE with @error set if that failed
 *
 * Since: 1.0
 */
gboolean
stree_frame_export_stream_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_export_stream_async), FALSE);

  stree_take_over (result);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * stree_frame_export_file_async:
 * @frame: a frame
 * @options: how to write it
 * @file: a file, which need not be there
 * @cancellable: (nullable): cancels the work
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): called in the caller's
 *   main context with the rows done and the rows in all
 * @progress_data: for @progress
 * @progress_destroy: (nullable): frees @progress_data
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Writes a frame into a file in another thread; see [method@Frame.export_file].
 *
 * Since: 1.0
 */
void
stree_frame_export_file_async (StreeFrame *frame, StreeExportOptions *options, GFile *file, GCancellable *cancellable,
                               GFileProgressCallback progress, gpointer progress_data, GDestroyNotify progress_destroy,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (frame != NULL && options != NULL);
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  start_export (frame, options, g_object_ref (file), cancellable,
                stree_reporter_new (progress, progress_data, progress_destroy), callback, user_data,
                (gpointer) (guintptr) stree_frame_export_file_async);
}

/**
 * stree_frame_export_file_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [method@Frame.export_file_async].
 *
 * Returns: %FALSE with @error set if that failed
 *
 * Since: 1.0
 */
gboolean
stree_frame_export_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_export_file_async), FALSE);

  stree_take_over (result);
  return g_task_propagate_boolean (G_TASK (result), error);
}
