/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-csv-source.h"

#include <glib/gi18n-lib.h>

#include "core/stree-thread-private.h"
#include "data/stree-csv-opening-private.h"
#include "data/stree-frame-private.h"
#include "data/stree-reporter-private.h"
#include "sources/stree-csv-source-private.h"
#include "sources/stree-frame-source-private.h"
#include "tasks/stree-task-lock-private.h"

/* So long after the first rows the reader begins with the others, unless somebody waits for them: until then the first ones are
 * on the screen, which it would only hold up. */
#define REST_AFTER_MS 250

/**
 * StreeCsvSource:
 *
 * A CSV file as a source that is only read. It is there as soon as its first rows are, however large the file is; the rest is
 * read in the background, into a #StreeFrame.
 *
 * Until that is done all rows can be had in the order of the file, as far as the reader has come, and their number is an
 * estimate. What needs all of them, an order, a filter, a search or the values of a column, waits for the frame. Rows are known
 * by their number in the file, in a column of its own that people do not see, so each is the same row before and after.
 *
 * The types of the columns are those of the first rows. Where a later cell does not fit, the schema changes, and the source
 * says so by [signal@Source::changed]. If something is wrong with the file, it says so, too, and every question fails with
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
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static StreeFrame *
csv_source_get_schema (StreeSource *source)
{
  return STREE_CSV_SOURCE (source)->schema;
}

static StreeColumnFlags
csv_source_get_column_flags (StreeSource *source, guint column)
{
  return column + 1 == stree_frame_get_n_columns (STREE_CSV_SOURCE (source)->schema)
           ? STREE_COLUMN_KEY | STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT | STREE_COLUMN_HIDDEN
           : STREE_COLUMN_READ_ONLY;
}

static StreeSourceCapabilities
csv_source_get_capabilities (StreeSource *source)
{
  (void) source;
  return 0;
}

static void
tell_count (StreeCsvSource *self)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func (g_object_unref);

  /* Who is told may let go of one, or ask for another. */
  for (guint i = 0; i < self->sets->len; i++)
    g_ptr_array_add (sets, g_object_ref (self->sets->pdata[i]));
  for (guint i = 0; i < sets->len; i++)
    stree_result_set_counted (sets->pdata[i]);
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

  if (!self->error && self->whole && !is_all_rows (query))
    {
      stree_source_query_async (STREE_SOURCE (self->whole), query, g_task_get_cancellable (task), queried_cb, task);
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
    stree_source_distinct_async (STREE_SOURCE (self->whole), distinct->column, distinct->query, distinct->max,
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

/* Changes are refused before they come here, but not when there are none. */
static void
csv_source_commit_async (StreeSource *source,
                         StreeChanges *changes,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  (void) changes;
  g_task_report_new_error (source, callback, user_data, NULL, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_READ_ONLY,
                           _ ("A CSV file is only read"));
  (void) cancellable;
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

/* --- the schema --- */

static void
take_schema (StreeCsvSource *self, StreeFrame *frame)
{
  g_clear_pointer (&self->schema, stree_frame_unref);
  self->schema = stree_frame_slice (frame, 0, 0);
}

void
stree_csv_source_widen (StreeCsvSource *self, StreeFrame *page)
{
  take_schema (self, page);
  g_clear_pointer (&self->first_rows, stree_frame_unref);
  stree_source_changed (STREE_SOURCE (self));
}

/* Names, types, and how many decimals are shown. */
static gboolean
is_same_schema (StreeFrame *a, StreeFrame *b)
{
  if (!stree_frame_same_schema (a, b))
    return FALSE;
  for (guint i = 0; i < stree_frame_get_n_columns (a); i++)
    if (stree_frame_get_column_type (a, i) == STREE_COLUMN_DOUBLE &&
        stree_frame_get_column_decimals (a, i) != stree_frame_get_column_decimals (b, i))
      return FALSE;
  return TRUE;
}

/* --- the rest of the file --- */

/* In a thread: with the numbers of the rows. */
static StreeFrameSource *
make_whole (StreeFrame *frame, GError **error)
{
  StreeFrameSource *whole = stree_frame_source_new (frame, NULL, error);

  if (whole)
    {
      stree_frame_source_set_read_only (whole, TRUE);
      stree_frame_source_get_frame (whole);
    }
  return whole;
}

static void
take_whole (StreeCsvSource *self, StreeFrameSource *whole)
{
  self->whole = whole;
  self->rows = stree_frame_ref (stree_frame_source_get_rows (whole));
}

/* What the thread has. */
typedef struct
{
  StreeCsvOpening *opening; /* owned */
  StreeReporter *reporter; /* owned */
} Reading;

/* Who the answers are for, which is gone when it was cancelled. */
typedef struct
{
  StreeCsvSource *self; /* borrowed */
  GCancellable *cancellable; /* owned */
} Asker;

static Asker *
asker_new (StreeCsvSource *self)
{
  Asker *asker = g_new (Asker, 1);

  asker->self = self;
  asker->cancellable = g_object_ref (self->reading);
  return asker;
}

static void
asker_free (gpointer data)
{
  g_object_unref (((Asker *) data)->cancellable);
  g_free (data);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  stree_csv_opening_free (reading->opening);
  stree_reporter_free (reading->reporter);
  g_free (reading);
}

/* The reader came a little further. */
static void
progress_cb (goffset done, goffset total, gpointer data)
{
  Asker *asker = data;
  StreeCsvSource *self = asker->self;
  guint n_known;

  (void) done;
  (void) total;
  if (g_cancellable_is_cancelled (asker->cancellable) || !self->index)
    return;
  n_known = stree_csv_index_get_n_rows (self->index, NULL);
  if (n_known > self->n_estimated)
    {
      /* There are more than it looked like; of how many more there is no telling, so not at each report. */
      self->n_estimated = (guint) MIN ((guint64) n_known + n_known / 8, G_MAXUINT32 - 2);
      tell_count (self);
    }
  stree_csv_source_serve (self);
}

static void
let_go_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  (void) source;
  (void) cancellable;
  stree_take_over (task);
  stree_csv_index_unref (data);
  g_task_return_boolean (task, TRUE);
}

/* All bytes of the file: to give them back takes milliseconds, which a frame has better use for. */
static void
let_go_of_index (StreeCsvSource *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_name (task, "[streamtree] csv bytes");
  g_task_set_task_data (task, g_steal_pointer (&self->index), NULL);
  stree_hand_over (task);
  g_task_run_in_thread (task, let_go_thread);
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Asker *asker = data;
  StreeCsvSource *self = asker->self;
  GError *error = NULL;
  StreeFrameSource *whole = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean other_columns = FALSE;

  (void) object;
  stree_take_over (result);
  if (g_cancellable_is_cancelled (asker->cancellable))
    {
      g_clear_object (&whole);
      g_clear_error (&error);
      asker_free (asker);
      return;
    }
  asker_free (asker);
  g_object_ref (self);
  let_go_of_index (self);
  g_clear_pointer (&self->first_rows, stree_frame_unref);
  if (whole)
    {
      take_whole (self, whole);
      other_columns = !is_same_schema (self->schema, self->rows);
      if (other_columns)
        take_schema (self, self->rows);
    }
  else
    self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[whole ? PROP_FRAME : PROP_ERROR]);
  stree_csv_source_serve (self);
  /* Who hears of other columns asks again. The rows are the same, so else there is only their number to tell. */
  if (!whole || other_columns)
    stree_source_changed (STREE_SOURCE (self));
  else
    tell_count (self);
  g_object_unref (self);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  g_autoptr (StreeFrame) frame = NULL;
  StreeFrameSource *whole = NULL;

  (void) source;
  stree_take_over (reading);
  frame = stree_csv_opening_finish (reading->opening, cancellable, stree_reporter_send, reading->reporter, &error);
  if (frame)
    whole = make_whole (frame, &error);
  stree_hand_over (task);
  if (whole)
    g_task_return_pointer (task, whole, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
stree_csv_source_read_rest (StreeCsvSource *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  if (!self->opening)
    return;
  g_source_remove (self->begin);
  self->begin = 0;
  task = g_task_new (NULL, self->reading, read_cb, asker_new (self));
  reading = g_new0 (Reading, 1);
  reading->opening = g_steal_pointer (&self->opening);
  reading->reporter = stree_reporter_new (progress_cb, asker_new (self), asker_free);
  g_task_set_name (task, "[streamtree] csv read rest");
  g_task_set_task_data (task, reading, reading_free);
  stree_hand_over (reading);
  g_task_run_in_thread (task, read_thread);
}

static gboolean
begin_cb (gpointer data)
{
  stree_csv_source_read_rest (data);
  return G_SOURCE_REMOVE;
}

/* --- opening --- */

typedef struct
{
  StreeCsvOpening *opening; /* owned */
  StreeFrameSource *whole; /* owned; NULL: the first rows only */
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_pointer (&opened->opening, stree_csv_opening_free);
  g_clear_object (&opened->whole);
  g_free (opened);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opened *opened = data;
  GError *error = NULL;

  (void) source;
  stree_take_over (opened);
  if (stree_csv_opening_begin (opened->opening, cancellable, &error) && opened->opening->frame)
    opened->whole = make_whole (opened->opening->frame, &error);
  stree_hand_over (task);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
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
  g_autoptr (GTask) task = NULL;
  Opened *opened;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));
  task = g_task_new (NULL, cancellable, callback, user_data);
  opened = g_new0 (Opened, 1);
  opened->opening = stree_csv_opening_new (file, options);
  g_task_set_name (task, "[streamtree] csv open");
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_csv_source_new_async);
  g_task_set_task_data (task, opened, opened_free);
  stree_hand_over (opened);
  g_task_run_in_thread (task, open_thread);
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
  StreeCsvSource *self;
  const StreeCsvOpening *opening;
  Opened *opened;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_csv_source_new_async), NULL);
  stree_take_over (result);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  opened = g_task_get_task_data (G_TASK (result));
  opening = opened->opening;
  self = g_object_new (STREE_TYPE_CSV_SOURCE, NULL);
  self->options = stree_csv_options_ref (opening->options);
  if (opened->whole)
    {
      take_whole (self, g_steal_pointer (&opened->whole));
      take_schema (self, self->rows);
      return self;
    }
  self->index = stree_csv_index_ref (opening->index);
  self->first_rows = stree_frame_ref (opening->first_rows);
  self->n_estimated = opening->n_estimated;
  take_schema (self, self->first_rows);
  self->opening = g_steal_pointer (&opened->opening);
  self->begin = g_timeout_add_full (G_PRIORITY_LOW, REST_AFTER_MS, begin_cb, self, NULL);
  g_source_set_name_by_id (self->begin, "[streamtree] csv rest");
  return self;
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
  g_clear_object (&self->whole);
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
   * All rows; %NULL until the file is read.
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
 * Returns: (transfer none) (nullable): the frame; %NULL: it is still being read, or could not be
 *
 * Since: 1.0
 */
StreeFrame *
stree_csv_source_get_frame (StreeCsvSource *source)
{
  g_return_val_if_fail (STREE_IS_CSV_SOURCE (source), NULL);
  return source->whole ? stree_frame_source_get_frame (source->whole) : NULL;
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
