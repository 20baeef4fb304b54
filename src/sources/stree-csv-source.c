/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-csv-source.h"

#include "core/stree-thread-private.h"
#include "data/stree-csv-opening-private.h"
#include "data/stree-frame-private.h"
#include "sources/stree-csv-source-private.h"
#include "sources/stree-frame-source-private.h"
#include "tasks/stree-task-lock-private.h"

/* So long after the first rows the reader begins with the others, unless somebody waits for them: until then the first ones are
 * on the screen, which it would only hold up. */
#define REST_AFTER_MS 250

/**
 * StreeCsvSource:
 *
 * A CSV file as a source. It is there as soon as its first rows are, however large the file is; the rest is read in the
 * background, into a #StreeFrame that is only read, or into a table of an SQLite file.
 *
 * Until that is done all rows can be had in the order of the file, as far as the reader has come, and their number is an
 * estimate. What needs all of them, an order, a filter, a search or the values of a column, waits for the rest. Rows are known
 * by their number in the file, in a column of its own that people do not see, so each is the same row before and after.
 *
 * The types of the columns are those of the first rows. Where a later cell does not fit, the schema changes, and the source
 * says so by [signal@Source::changed]; it does when they can be written from now on, too. What was odd about the file is the note of
 * the frame, or of the schema where the rows are in a database. If something is wrong with the file, it says so, too, and every question fails with
 * [property@CsvSource:error].
 *
 * A file of a few hundred rows is read before the source is there. So is a file in another encoding than UTF-8, whatever its
 * size.
 *
 * Since: 1.0
 */

static void csv_source_iface_init (StreeSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeCsvSource,
                               stree_csv_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, csv_source_iface_init))

enum
{
  PROP_FRAME = 1,
  PROP_ERROR,
  PROP_COMPLETE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static StreeFrame *
csv_source_get_schema (StreeSource *source)
{
  return STREE_CSV_SOURCE (source)->schema;
}

/* A database that stays is; what was written to a temporary one would be lost. */
gboolean
stree_csv_source_is_writable (StreeCsvSource *self)
{
  return self->all && !self->database->temporary;
}

static StreeColumnFlags
csv_source_get_column_flags (StreeSource *source, guint column)
{
  StreeCsvSource *self = STREE_CSV_SOURCE (source);

  if (column + 1 == stree_frame_get_n_columns (self->schema))
    return STREE_COLUMN_KEY | STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT | STREE_COLUMN_HIDDEN;
  return stree_csv_source_is_writable (self) ? stree_source_get_column_flags (self->whole, column) : STREE_COLUMN_READ_ONLY;
}

static StreeSourceCapabilities
csv_source_get_capabilities (StreeSource *source)
{
  StreeCsvSource *self = STREE_CSV_SOURCE (source);

  return stree_csv_source_is_writable (self) ? stree_source_get_capabilities (self->whole) : 0;
}

/* --- asking --- */

static gboolean
is_all_rows (StreeQuery *query)
{
  g_autoptr (StreeQuery) all = stree_query_new ();

  return stree_query_equal (query, all);
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeResultSet *rows = stree_source_query_finish (STREE_SOURCE (object), result, &error);

  if (rows)
    g_task_return_pointer (task, rows, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
answer_query (GTask *task)
{
  StreeCsvSource *self = g_task_get_source_object (task);
  StreeQuery *query = g_task_get_task_data (task);

  if (!self->error && self->whole && (self->all || !is_all_rows (query)))
    {
      stree_source_query_async (self->whole, query, g_task_get_cancellable (task), queried_cb, task);
      return;
    }
  if (!self->error && !is_all_rows (query))
    {
      stree_csv_source_wait (self, G_MAXUINT64, task, answer_query);
      return;
    }
  if (self->error)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_pointer (task, stree_csv_rows_new (self), g_object_unref);
  g_object_unref (task);
}

static void
csv_source_query_async (StreeSource *source,
                        StreeQuery *query,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_task_data (task, stree_query_ref (query), (GDestroyNotify) stree_query_unref);
  answer_query (task);
}

static StreeResultSet *
csv_source_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  guint column;
  StreeQuery *query; /* held; NULL: all rows */
  guint max;
} Distinct;

static void
distinct_free (gpointer data)
{
  g_clear_pointer (&((Distinct *) data)->query, stree_query_unref);
  g_free (data);
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeFrame *values = stree_source_distinct_finish (STREE_SOURCE (object), result, &error);

  if (values)
    g_task_return_pointer (task, values, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

/* Takes @task. */
static void
answer_distinct (GTask *task)
{
  StreeCsvSource *self = g_task_get_source_object (task);
  Distinct *distinct = g_task_get_task_data (task);

  if (self->whole)
    stree_source_distinct_async (self->whole, distinct->column, distinct->query, distinct->max,
                                 g_task_get_cancellable (task), counted_cb, task);
  else if (!self->error)
    stree_csv_source_wait (self, G_MAXUINT64, task, answer_distinct);
  else
    {
      g_task_return_error (task, g_error_copy (self->error));
      g_object_unref (task);
    }
}

static void
csv_source_distinct_async (StreeSource *source,
                           guint column,
                           StreeQuery *query,
                           guint max,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Distinct *distinct = g_new0 (Distinct, 1);

  distinct->column = column;
  distinct->query = query ? stree_query_ref (query) : NULL;
  distinct->max = max;
  g_task_set_task_data (task, distinct, distinct_free);
  answer_distinct (task);
}

static StreeFrame *
csv_source_distinct_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  StreeCommit *commit = stree_source_commit_finish (STREE_SOURCE (object), result, &error);

  if (commit)
    g_task_return_pointer (task, commit, (GDestroyNotify) stree_commit_unref);
  else
    g_task_return_error (task, error);
}

/* Where nothing can be written there are no changes: others are refused before they come here. */
static void
csv_source_commit_async (StreeSource *source,
                         StreeChanges *changes,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  StreeCsvSource *self = STREE_CSV_SOURCE (source);
  GTask *task = g_task_new (source, cancellable, callback, user_data);

  if (stree_csv_source_is_writable (self))
    {
      g_task_set_check_cancellable (task, FALSE); /* what is written is told */
      stree_source_commit_async (self->whole, changes, cancellable, committed_cb, task);
      return;
    }
  g_task_return_pointer (task, stree_commit_new (), (GDestroyNotify) stree_commit_unref);
  g_object_unref (task);
}

static StreeCommit *
csv_source_commit_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
csv_source_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = csv_source_get_schema;
  iface->get_column_flags = csv_source_get_column_flags;
  iface->get_capabilities = csv_source_get_capabilities;
  iface->query_async = csv_source_query_async;
  iface->query_finish = csv_source_query_finish;
  iface->distinct_async = csv_source_distinct_async;
  iface->distinct_finish = csv_source_distinct_finish;
  iface->commit_async = csv_source_commit_async;
  iface->commit_finish = csv_source_commit_finish;
}

/* --- opening --- */

typedef struct
{
  StreeCsvOpening *opening; /* owned */
  StreeFrameSource *whole; /* owned; NULL: the first rows only */
  StreeCsvDatabase *database; /* owned; NULL: it is to be a frame */
  guint64 min_size; /* of the file, for the database */
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->opening, stree_csv_opening_free);
  g_clear_object (&opened->whole);
  g_clear_pointer (&opened->database, stree_csv_database_free);
  g_free (opened);
}

static gboolean
is_large (const Opened *opened, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = NULL;

  if (opened->min_size == 0)
    return TRUE;
  info = g_file_query_info (opened->opening->file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  return info && g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_STANDARD_SIZE) &&
         (guint64) g_file_info_get_size (info) >= opened->min_size;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opened *opened = data;
  GError *error = NULL;

  (void) source;
  stree_take_over (opened);
  if (opened->database && !is_large (opened, cancellable))
    g_clear_pointer (&opened->database, stree_csv_database_free);
  if (opened->database)
    stree_csv_database_begin (opened->database, cancellable, &error);
  else if (stree_csv_opening_begin (opened->opening, cancellable, &error) && opened->opening->frame)
    opened->whole = stree_csv_make_whole (opened->opening->frame, &error);
  stree_hand_over (task);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes @database. */
static void
open_async (GFile *file,
            StreeCsvOptions *options,
            StreeCsvDatabase *database,
            guint64 min_size,
            gpointer tag,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opened *opened = g_new0 (Opened, 1);

  opened->opening = stree_csv_opening_new (file, options);
  opened->database = database;
  opened->min_size = min_size;
  g_task_set_name (task, "[streamtree] csv open");
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, opened, opened_free);
  stree_hand_over (opened);
  g_task_run_in_thread (task, open_thread);
}

/**
 * stree_csv_source_new_async:
 * @file: a file
 * @options: (nullable): how to read it, %NULL for the usual way
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when the first rows are there
 * @user_data: for @callback
 *
 * Opens a file with delimiters (CSV, TSV); see [ctor@Frame.new_from_csv_bytes] for what is in one.
 *
 * Since: 1.0
 */
void
stree_csv_source_new_async (GFile *file,
                            StreeCsvOptions *options,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  open_async (file, options, NULL, 0, (gpointer) (guintptr) stree_csv_source_new_async, cancellable, callback, user_data);
}

/**
 * stree_csv_source_new_with_database_async:
 * @file: a file
 * @options: (nullable): how to read it, %NULL for the usual way
 * @min_size: so many bytes a file has at least that goes into a database; 0: any
 * @path: (nullable): an SQLite file, which is made where there is none; %NULL: a temporary one
 * @table: the name of the new table
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when the first rows are there
 * @user_data: for @callback
 *
 * Opens a file with delimiters that may be larger than memory. The first rows are there as soon as with
 * [func@CsvSource.new_async]; the rest is read into a table of an SQLite file, as
 * [func@sqlite_import_csv_async] does, and asked for there from then on. Memory is needed for a few megabytes of the file and for
 * eight bytes of each row; room on the disk for about as much as the file has.
 *
 * A file that has fewer than @min_size bytes, or whose size is not known, becomes a [struct@Frame], as with
 * [func@CsvSource.new_async]. A file in another encoding than UTF-8, or one that cannot be read twice, such as a pipe, is in memory as
 * a whole while it is read.
 *
 * Where @path is given, the table stays there, and its rows can be changed once all of them are there; the CSV file never changes.
 * A temporary file is in the user's cache and goes with the source, so its table is only read.
 *
 * Since: 1.0
 */
void
stree_csv_source_new_with_database_async (GFile *file,
                                          StreeCsvOptions *options,
                                          guint64 min_size,
                                          const char *path,
                                          const char *table,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (G_IS_FILE (file) && table != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  open_async (file, options, stree_csv_database_new (file, options, path, table), min_size,
              (gpointer) (guintptr) stree_csv_source_new_with_database_async, cancellable, callback, user_data);
}

static StreeCsvSource *
open_finish (GAsyncResult *result, gpointer tag, GError **error)
{
  StreeCsvSource *self;
  const StreeCsvOpening *opening;
  Opened *opened;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);
  stree_take_over (result);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  opened = g_task_get_task_data (G_TASK (result));
  opening = opened->opening;
  self = g_object_new (STREE_TYPE_CSV_SOURCE, NULL);
  self->options = stree_csv_options_ref (opening->options);
  if (opened->whole)
    {
      stree_csv_source_take_whole (self, g_steal_pointer (&opened->whole));
      stree_csv_source_take_schema (self, self->rows);
      return self;
    }
  if (opened->database)
    {
      self->database = g_steal_pointer (&opened->database);
      self->index = stree_csv_index_ref (self->database->index);
      self->first_rows = stree_frame_ref (self->database->first_rows);
      self->n_estimated = stree_csv_database_estimate (self->database);
    }
  else
    {
      self->index = stree_csv_index_ref (opening->index);
      self->first_rows = stree_frame_ref (opening->first_rows);
      self->n_estimated = opening->n_estimated;
      self->opening = g_steal_pointer (&opened->opening);
    }
  stree_csv_source_take_schema (self, self->first_rows);
  self->begin = g_timeout_add_full (G_PRIORITY_LOW, REST_AFTER_MS, stree_csv_source_begin_cb, self, NULL);
  g_source_set_name_by_id (self->begin, "[streamtree] csv rest");
  return self;
}

/**
 * stree_csv_source_new_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@CsvSource.new_async].
 *
 * Fails with a [error@CsvError], whose message names the file, line and column, or with a #GIOErrorEnum whose message names the
 * file. What is wrong behind the first rows is told later, by [property@CsvSource:error].
 *
 * Returns: (transfer full): the source, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeCsvSource *
stree_csv_source_new_finish (GAsyncResult *result, GError **error)
{
  return open_finish (result, (gpointer) (guintptr) stree_csv_source_new_async, error);
}

/**
 * stree_csv_source_new_with_database_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [func@CsvSource.new_with_database_async].
 *
 * Fails as [ctor@CsvSource.new_finish] does. What is wrong with the database, or with a row behind the first ones, is told later, by
 * [property@CsvSource:error].
 *
 * Returns: (transfer full): the source, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeCsvSource *
stree_csv_source_new_with_database_finish (GAsyncResult *result, GError **error)
{
  return open_finish (result, (gpointer) (guintptr) stree_csv_source_new_with_database_async, error);
}

/* --- the object --- */

static void
stree_csv_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StreeCsvSource *self = STREE_CSV_SOURCE (object);

  switch (id)
    {
    case PROP_FRAME:
      g_value_set_boxed (value, stree_csv_source_get_frame (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, stree_csv_source_get_complete (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_csv_source_dispose (GObject *object)
{
  StreeCsvSource *self = STREE_CSV_SOURCE (object);

  g_clear_handle_id (&self->begin, g_source_remove);
  g_clear_pointer (&self->opening, stree_csv_opening_free);
  g_cancellable_cancel (self->reading);
  if (self->database && self->database->rows)
    g_signal_handlers_disconnect_by_data (self->database->rows, self);
  if (self->whole)
    g_signal_handlers_disconnect_by_data (self->whole, self);
  G_OBJECT_CLASS (stree_csv_source_parent_class)->dispose (object);
}

static void
stree_csv_source_finalize (GObject *object)
{
  StreeCsvSource *self = STREE_CSV_SOURCE (object);

  g_assert (self->waiting.length == 0 && self->sets->len == 0);
  stree_csv_options_unref (self->options);
  g_clear_pointer (&self->schema, stree_frame_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->all);
  g_clear_object (&self->whole);
  g_clear_pointer (&self->database, stree_csv_database_free);
  g_clear_pointer (&self->rows, stree_frame_unref);
  g_clear_pointer (&self->index, stree_csv_index_unref);
  g_clear_pointer (&self->first_rows, stree_frame_unref);
  g_object_unref (self->reading);
  g_ptr_array_unref (self->sets);
  G_OBJECT_CLASS (stree_csv_source_parent_class)->finalize (object);
}

static void
stree_csv_source_class_init (StreeCsvSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = stree_csv_source_get_property;
  object_class->dispose = stree_csv_source_dispose;
  object_class->finalize = stree_csv_source_finalize;
  /**
   * StreeCsvSource:frame: (getter get_frame)
   *
   * All rows; %NULL until the file is read, and where they are in a database.
   *
   * Since: 1.0
   */
  properties[PROP_FRAME] =
    g_param_spec_boxed ("frame", NULL, NULL, STREE_TYPE_FRAME, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * StreeCsvSource:error: (getter get_error)
   *
   * Why the file could not be read; %NULL: it was, or is still being read.
   *
   * Since: 1.0
   */
  properties[PROP_ERROR] =
    g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  /**
   * StreeCsvSource:complete: (getter get_complete)
   *
   * Whether all rows are there.
   *
   * Since: 1.0
   */
  properties[PROP_COMPLETE] =
    g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stree_csv_source_init (StreeCsvSource *self)
{
  g_queue_init (&self->waiting);
  self->reading = g_cancellable_new ();
  self->sets = g_ptr_array_new ();
}

/**
 * stree_csv_source_get_frame: (get-property frame)
 * @source: a source
 *
 * The whole table. Its note tells what was odd about the file, such as rows that have too few fields.
 *
 * Returns: (transfer none) (nullable): the frame; %NULL: it is still being read, or could not be, or is in a database
 *
 * Since: 1.0
 */
StreeFrame *
stree_csv_source_get_frame (StreeCsvSource *source)
{
  g_return_val_if_fail (STREE_IS_CSV_SOURCE (source), NULL);
  return source->rows ? stree_frame_source_get_frame (STREE_FRAME_SOURCE (source->whole)) : NULL;
}

/**
 * stree_csv_source_get_error: (get-property error)
 * @source: a source
 *
 * What is wrong with the file.
 *
 * Returns: (transfer none) (nullable): the error, as that of [ctor@CsvSource.new_finish]; %NULL: nothing, so far
 *
 * Since: 1.0
 */
const GError *
stree_csv_source_get_error (StreeCsvSource *source)
{
  g_return_val_if_fail (STREE_IS_CSV_SOURCE (source), NULL);
  return source->error;
}

/**
 * stree_csv_source_get_complete: (get-property complete)
 * @source: a source
 *
 * Tells whether all rows are there, in a frame or in a database.
 *
 * Returns: whether they are; %FALSE: the file is still being read, or could not be
 *
 * Since: 1.0
 */
gboolean
stree_csv_source_get_complete (StreeCsvSource *source)
{
  g_return_val_if_fail (STREE_IS_CSV_SOURCE (source), FALSE);
  return source->whole != NULL;
}

/**
 * stree_csv_source_get_database:
 * @source: a source
 *
 * The table that the rows are in, such as for [method@SqliteSource.index_search_async].
 *
 * Returns: (transfer none) (nullable): the table; %NULL: the rows are not there yet, or are in a frame
 *
 * Since: 1.0
 */
StreeSqliteSource *
stree_csv_source_get_database (StreeCsvSource *source)
{
  g_return_val_if_fail (STREE_IS_CSV_SOURCE (source), NULL);
  return source->all ? source->database->source : NULL;
}
