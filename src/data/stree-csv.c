/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-csv-private.h"

/* Bytes of a file that are read at once. */
#define READ_SIZE (1024 * 1024)

typedef struct
{
  GFileProgressCallback callback;
  gpointer data;
} Progress;

static void
report_progress (gsize done, gsize total, gpointer user_data)
{
  Progress *progress = user_data;

  if (progress->callback != NULL)
    progress->callback ((goffset) done, (goffset) total, progress->data);
}

static StreeFrame *
read_text (const char *bytes, gsize length, StreeCsvOptions *options, const char *label, GCancellable *cancellable,
           Progress *progress, GError **error)
{
  g_autoptr (StreeCsvOptions) defaults = options != NULL ? NULL : stree_csv_options_new ();
  StreeCsvSource source;
  StreeCsvTable table;
  StreeFrame *frame;

  if (options == NULL)
    options = defaults;
  if (!stree_csv_source_init (&source, bytes, length, error))
    return NULL;
  source.delimiter = options->delimiter;
  if (source.delimiter == '\0')
    source.delimiter = stree_csv_detect_delimiter (source.text, source.length);

  if (!stree_csv_table_read (&table, &source, options, cancellable, report_progress, progress, error))
    return NULL;
  frame = stree_csv_table_to_frame (&table, &source, options, label, cancellable, error);
  stree_csv_table_clear (&table);
  return frame;
}

/**
 * stree_frame_new_from_csv_bytes: (constructor)
 * @bytes: a text
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Reads a table from a text with delimiters (CSV, TSV).
 *
 * The text is UTF-8, with or without a byte order mark. Lines end in LF, CR LF or CR; blank lines do not count. Fields
 * may be in quotes, within which a quote is written twice. Spaces around a field without quotes do not count.
 *
 * The type of a column is the first of these that fits all its cells: boolean (`true` or `false`, in any case; `yes`
 * and `no` stay text), whole number, number with decimals (a point; exponents are fine), date (`YYYY-MM-DD`), text.
 * Numbers with a leading zero, such as postal codes, and whole numbers of more than 64 bits stay text, so that no
 * digit is lost. A column without values is text.
 *
 * An empty name of a column becomes `column_3`, a repeated one `name_2`.
 *
 * Fails with a [error@CsvError], whose message names line and column, or with %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_csv_bytes (GBytes *bytes, StreeCsvOptions *options, GCancellable *cancellable, GError **error)
{
  Progress progress = { NULL, NULL };
  gconstpointer data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  return read_text (data != NULL ? data : "", length, options, NULL, cancellable, &progress, error);
}

/* What the user calls the file. */
static char *
display_name (GFile *file)
{
  return g_file_get_parse_name (file);
}

static gboolean
fail_unreadable (GFile *file, GError *cause, GError **error)
{
  g_autofree char *name = display_name (file);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_set_error (error, G_IO_ERROR, cause->code, _("%s: there is no such file; expected a CSV file"), name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error (error, G_IO_ERROR, cause->code, _("%s is a folder; expected a CSV file"), name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, G_IO_ERROR, cause->code, _("%s: you may not read this file"), name);
  else
    g_set_error (error, cause->domain, cause->code, _("%s: %s"), name, cause->message);
  g_error_free (cause);
  return FALSE;
}

/*
 * The whole file, read and not mapped: another program may shorten it meanwhile, which would be a SIGBUS in a mapping;
 * and a pipe cannot be mapped.
 */
static gboolean
read_file (GFile *file, GByteArray *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  GError *cause = NULL;
  guint size = 0;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    return fail_unreadable (file, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, ""), error);

  stream = g_file_read (file, cancellable, &cause);
  if (stream == NULL)
    return fail_unreadable (file, cause, error);
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE))
    {
      goffset known = g_file_info_get_size (info);

      if (known > 0 && known < (goffset) (G_MAXUINT - READ_SIZE))
        size = (guint) known;
    }
  /* One allocation of the known size and a look beyond it, then back to no bytes. */
  g_byte_array_set_size (bytes, size + READ_SIZE / 16);
  g_byte_array_set_size (bytes, 0);

  for (;;)
    {
      gsize n = 0;
      guint length = bytes->len;
      guint want = length < size ? MIN (size - length, READ_SIZE) : READ_SIZE / 16;
      gboolean read;

      if (length > G_MAXUINT - READ_SIZE * 2)
        {
          g_autofree char *name = display_name (file);

          g_set_error (error,
                       STREE_CSV_ERROR,
                       STREE_CSV_ERROR_TOO_LARGE,
                       _("%s: the file is too large; expected less than 4 GiB"),
                       name);
          return FALSE;
        }
      g_byte_array_set_size (bytes, length + want);
      read = g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data + length, want, &n, cancellable, &cause);
      g_byte_array_set_size (bytes, length + (guint) n);
      if (!read)
        return fail_unreadable (file, cause, error);
      if (n < want)
        return TRUE;
    }
}

static StreeFrame *
load_file (GFile *file, StreeCsvOptions *options, GCancellable *cancellable, Progress *progress, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *label = name != NULL ? g_filename_display_name (name) : NULL;
  StreeFrame *frame;
  GError *cause = NULL;

  if (!read_file (file, bytes, cancellable, error))
    return NULL;
  frame = read_text (bytes->len > 0 ? (const char *) bytes->data : "",
                     bytes->len,
                     options,
                     label,
                     cancellable,
                     progress,
                     &cause);
  if (frame == NULL)
    {
      if (cause->domain == STREE_CSV_ERROR)
        {
          g_autofree char *path = display_name (file);

          g_prefix_error (&cause, "%s: ", path);
        }
      g_propagate_error (error, cause);
    }
  return frame;
}

/**
 * stree_frame_new_from_csv_file: (constructor)
 * @file: a file
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @error: where to put an error
 *
 * Reads a table from a file with delimiters (CSV, TSV); see [ctor@Frame.new_from_csv_bytes]. Blocks until it is read.
 *
 * Fails with a [error@CsvError], whose message names the file, line and column, or with a #GIOErrorEnum whose message
 * names the file.
 *
 * Returns: (transfer full): the frame, whose label is the base name of @file, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_csv_file (GFile *file, StreeCsvOptions *options, GCancellable *cancellable, GError **error)
{
  Progress progress = { NULL, NULL };

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return load_file (file, options, cancellable, &progress, error);
}

/* What is reported to the caller's main context. An atomic rc box: reports under way hold it. */
typedef struct
{
  GMainContext *context;
  GFileProgressCallback callback;
  gpointer data;
  GDestroyNotify destroy;
} Reporter;

typedef struct
{
  Reporter *reporter;
  goffset done;
  goffset total;
} Report;

typedef struct
{
  GFile *file;
  StreeCsvOptions *options; /* nullable */
  Reporter *reporter;       /* nullable */
} LoadTask;

static void
reporter_clear (gpointer data)
{
  Reporter *reporter = data;

  g_main_context_unref (reporter->context);
}

static void
report_free (gpointer data)
{
  Report *report = data;

  g_atomic_rc_box_release_full (report->reporter, reporter_clear);
  g_free (report);
}

static gboolean
report_dispatch (gpointer data)
{
  Report *report = data;

  report->reporter->callback (report->done, report->total, report->reporter->data);
  return G_SOURCE_REMOVE;
}

/* Called in the worker. All reports have the priority of the task and come before its end. */
static void
send_report (goffset done, goffset total, gpointer data)
{
  LoadTask *load = data;
  g_autoptr (GSource) source = NULL;
  Report *report;

  if (load->reporter == NULL)
    return;
  report = g_new0 (Report, 1);
  report->reporter = g_atomic_rc_box_acquire (load->reporter);
  report->done = done;
  report->total = total;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_name (source, "[streamtree] CSV progress");
  g_source_set_callback (source, report_dispatch, report, report_free);
  g_source_attach (source, load->reporter->context);
}

static gboolean
progress_destroy_dispatch (gpointer data)
{
  Report *report = data;

  report->reporter->destroy (report->reporter->data);
  return G_SOURCE_REMOVE;
}

/* The last reference to a task may go in the worker; the caller's data is freed in the caller's main context. */
static void
load_task_free (gpointer data)
{
  LoadTask *load = data;

  g_object_unref (load->file);
  g_clear_pointer (&load->options, stree_csv_options_unref);
  if (load->reporter != NULL && load->reporter->destroy != NULL)
    {
      Report *report = g_new0 (Report, 1);
      g_autoptr (GSource) source = g_idle_source_new ();

      report->reporter = g_atomic_rc_box_acquire (load->reporter);
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_name (source, "[streamtree] CSV progress end");
      g_source_set_callback (source, progress_destroy_dispatch, report, report_free);
      g_source_attach (source, load->reporter->context);
    }
  if (load->reporter != NULL)
    g_atomic_rc_box_release_full (load->reporter, reporter_clear);
  g_free (load);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LoadTask *load = data;
  Progress progress = { .callback = send_report, .data = load };
  GError *error = NULL;
  StreeFrame *frame = load_file (load->file, load->options, cancellable, &progress, &error);

  (void) source;
  if (frame != NULL)
    g_task_return_pointer (task, frame, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

/**
 * stree_frame_load_csv_async:
 * @file: a file
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): called in the caller's
 *   main context with the bytes done and the bytes in all
 * @progress_data: for @progress
 * @progress_destroy: (nullable): frees @progress_data
 * @callback: (scope async) (closure user_data): called in the caller's main context when the work is done
 * @user_data: for @callback
 *
 * Reads a table from a file in another thread; see [ctor@Frame.new_from_csv_file].
 *
 * Since: 1.0
 */
void
stree_frame_load_csv_async (GFile *file, StreeCsvOptions *options, GCancellable *cancellable,
                            GFileProgressCallback progress, gpointer progress_data, GDestroyNotify progress_destroy,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  LoadTask *load;

  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  load = g_new0 (LoadTask, 1);
  load->file = g_object_ref (file);
  load->options = options != NULL ? stree_csv_options_ref (options) : NULL;
  if (progress != NULL)
    {
      load->reporter = g_atomic_rc_box_new0 (Reporter);
      load->reporter->context = g_main_context_ref_thread_default ();
      load->reporter->callback = progress;
      load->reporter->data = progress_data;
      load->reporter->destroy = progress_destroy;
    }

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_frame_load_csv_async);
  g_task_set_name (task, "[streamtree] load CSV");
  g_task_set_task_data (task, load, load_task_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * stree_frame_load_csv_finish:
 * @result: what the callback got
 * @error: where to put an error
 *
 * The outcome of [func@Frame.load_csv_async].
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_load_csv_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_frame_load_csv_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
