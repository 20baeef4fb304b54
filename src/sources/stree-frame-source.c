/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-frame-source.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "core/stree-error.h"
#include "core/stree-thread-private.h"
#include "data/stree-frame-private.h"
#include "sources/stree-frame-commit-private.h"
#include "sources/stree-frame-source-private.h"
#include "sources/stree-row-key-private.h"
#include "tasks/stree-task-lock-private.h"

/* --- the result set: rows of a frame --- */

#define STREE_TYPE_FRAME_RESULT (stree_frame_result_get_type ())
G_DECLARE_FINAL_TYPE (StreeFrameResult, stree_frame_result, STREE, FRAME_RESULT, StreeResultSet)

struct _StreeFrameResult
{
  StreeResultSet parent_instance;
  StreeFrame *frame; /* owned */
  guint *keys;       /* owned */
  guint n_keys;
};

G_DEFINE_FINAL_TYPE (StreeFrameResult, stree_frame_result, STREE_TYPE_RESULT_SET)

static guint64
frame_result_get_n_rows (StreeResultSet *rows, gboolean *exact)
{
  (void) exact;
  return stree_frame_get_n_rows (STREE_FRAME_RESULT (rows)->frame);
}

static StreeFrame *
frame_result_get_page (StreeResultSet *rows, guint64 first, guint n)
{
  StreeFrame *frame = STREE_FRAME_RESULT (rows)->frame;
  guint n_rows = stree_frame_get_n_rows (frame);
  guint from = (guint) MIN (first, n_rows);

  return stree_frame_slice (frame, from, MIN (n, n_rows - from));
}

static void
frame_result_page_async (StreeResultSet *rows,
                         guint64 first,
                         guint n,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (rows, cancellable, callback, user_data);

  g_task_return_pointer (task, frame_result_get_page (rows, first, n), (GDestroyNotify) stree_frame_unref);
}

static StreeFrame *
frame_result_page_finish (StreeResultSet *rows, GAsyncResult *result, GError **error)
{
  (void) rows;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
locate_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StreeFrameResult *self = source;
  StreeRowKey *key = data;
  guint n_rows;

  stree_take_over (task);
  n_rows = stree_frame_get_n_rows (self->frame);
  for (guint row = 0; row < n_rows; row++)
    {
      if (row % STREE_CANCEL_STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        break;
      if (stree_row_key_hash_row (self->frame, row, self->keys, self->n_keys) == stree_row_key_hash (key) &&
          stree_row_key_is_of_row (key, self->frame, row, self->keys))
        {
          stree_hand_over (task);
          g_task_return_int (task, row);
          return;
        }
    }
  stree_hand_over (task);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_int (task, G_MAXSSIZE);
}

static void
frame_result_locate_async (StreeResultSet *rows,
                           StreeRowKey *key,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (rows, cancellable, callback, user_data);

  if (stree_row_key_get_n_cells (key) != STREE_FRAME_RESULT (rows)->n_keys)
    {
      g_task_return_int (task, G_MAXSSIZE);
      return;
    }
  g_task_set_name (task, "[streamtree] locate");
  g_task_set_task_data (task, stree_row_key_ref (key), (GDestroyNotify) stree_row_key_unref);
  stree_hand_over (task);
  g_task_run_in_thread (task, locate_thread);
}

static gboolean
frame_result_locate_finish (StreeResultSet *rows, GAsyncResult *result, guint64 *position, GError **error)
{
  gssize row;

  (void) rows;
  stree_take_over (result);
  row = g_task_propagate_int (G_TASK (result), error);
  if (row < 0 || row == G_MAXSSIZE)
    return FALSE;
  *position = (guint64) row;
  return TRUE;
}

static void
stree_frame_result_finalize (GObject *object)
{
  stree_frame_unref (STREE_FRAME_RESULT (object)->frame);
  g_free (STREE_FRAME_RESULT (object)->keys);
  G_OBJECT_CLASS (stree_frame_result_parent_class)->finalize (object);
}

static void
stree_frame_result_class_init (StreeFrameResultClass *klass)
{
  StreeResultSetClass *rows = STREE_RESULT_SET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = stree_frame_result_finalize;
  rows->get_n_rows = frame_result_get_n_rows;
  rows->get_page = frame_result_get_page;
  rows->page_async = frame_result_page_async;
  rows->page_finish = frame_result_page_finish;
  rows->locate_async = frame_result_locate_async;
  rows->locate_finish = frame_result_locate_finish;
}

static void
stree_frame_result_init (StreeFrameResult *self)
{
  (void) self;
}

/* --- the source --- */

/**
 * StreeFrameSource:
 *
 * A source in memory: the rows of a frame. Edits make another frame; see [method@FrameSource.get_frame].
 *
 * Since: 1.0
 */
struct _StreeFrameSource
{
  GObject parent_instance;
  StreeFrame *frame;  /* owned: as it is, with the rows' numbers where they are the key */
  StreeFrame *given;  /* owned: without them; NULL: not asked for since it changed */
  StreeFrame *schema; /* owned */
  guint *key_columns; /* owned */
  StreeFrameKeys keys;
  gboolean read_only;
  GQueue commits;    /* of GTask (owned): the first is at work, the others wait */
  StreeQuery *query; /* owned: the last one, */
  StreeFrame *found; /* owned: and what it found in the frame; NULL: nothing is kept */
};

static void frame_source_iface_init (StreeSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeFrameSource,
                               stree_frame_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_SOURCE, frame_source_iface_init))

static StreeFrame *
frame_source_get_schema (StreeSource *source)
{
  return STREE_FRAME_SOURCE (source)->schema;
}

static StreeColumnFlags
frame_source_get_column_flags (StreeSource *source, guint column)
{
  StreeFrameSource *self = STREE_FRAME_SOURCE (source);

  for (guint i = 0; i < self->keys.n_keys; i++)
    if (self->key_columns[i] == column)
      return self->keys.counted ? STREE_COLUMN_KEY | STREE_COLUMN_READ_ONLY | STREE_COLUMN_DEFAULT | STREE_COLUMN_HIDDEN
                                : STREE_COLUMN_KEY | STREE_COLUMN_REQUIRED;
  return 0;
}

static StreeSourceCapabilities
frame_source_get_capabilities (StreeSource *source)
{
  return STREE_FRAME_SOURCE (source)->read_only ? 0 : STREE_SOURCE_INSERT | STREE_SOURCE_UPDATE | STREE_SOURCE_DELETE;
}

/* --- asking --- */

static void
forget_found (StreeFrameSource *self)
{
  g_clear_pointer (&self->query, stree_query_unref);
  g_clear_pointer (&self->found, stree_frame_unref);
}

typedef struct
{
  StreeFrame *frame; /* held: the one whose rows were asked for */
  StreeFrame *among; /* held: the rows of it that come into question */
  StreeQuery *query; /* held; NULL: all rows */
  guint n_searched;  /* columns that people see */
  guint column;      /* of distinct values */
  guint max;
} Asked;

/* While somebody types, the next rows are among the last ones. */
static Asked *
asked_new (StreeFrameSource *self, StreeQuery *query)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->frame = stree_frame_ref (self->frame);
  asked->among = stree_frame_ref (query && self->query && stree_query_extends (query, self->query) ? self->found
                                                                                                   : self->frame);
  asked->query = query ? stree_query_ref (query) : NULL;
  asked->n_searched = stree_frame_get_n_columns (self->frame) - (self->keys.counted ? 1 : 0);
  return asked;
}

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  stree_take_over (asked);
  stree_frame_unref (asked->frame);
  stree_frame_unref (asked->among);
  g_clear_pointer (&asked->query, stree_query_unref);
  g_free (asked);
}

static StreeFrame *
find_rows (const Asked *asked, GCancellable *cancellable, GError **error)
{
  return asked->query
             ? stree_frame_query_searching (asked->among, asked->query, asked->n_searched, cancellable, error)
             : stree_frame_ref (asked->among);
}

static void
query_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  StreeFrame *found;

  (void) source;
  stree_take_over (task);
  found = find_rows (data, cancellable, &error);
  stree_hand_over (task);
  if (found)
    g_task_return_pointer (task, found, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

static void
frame_source_query_async (StreeSource *source,
                          StreeQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_name (task, "[streamtree] query");
  g_task_set_task_data (task, asked_new (STREE_FRAME_SOURCE (source), query), asked_free);
  stree_hand_over (task);
  g_task_run_in_thread (task, query_thread);
}

static StreeResultSet *
frame_source_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  StreeFrameSource *self = STREE_FRAME_SOURCE (source);
  Asked *asked = g_task_get_task_data (G_TASK (result));
  g_autoptr (StreeFrame) found = NULL;
  StreeFrameResult *rows;

  stree_take_over (result);
  found = g_task_propagate_pointer (G_TASK (result), error);
  if (!found)
    return NULL;
  if (asked->frame == self->frame)
    {
      forget_found (self);
      self->query = stree_query_ref (asked->query);
      self->found = stree_frame_ref (found);
    }
  rows = g_object_new (STREE_TYPE_FRAME_RESULT, NULL);
  rows->frame = g_steal_pointer (&found);
  rows->n_keys = self->keys.n_keys;
  rows->keys = g_memdup2 (self->key_columns, self->keys.n_keys * sizeof *self->key_columns);
  stree_hand_over (asked); /* a thread may be the last that has it */
  return STREE_RESULT_SET (rows);
}

static void
distinct_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asked *asked = data;
  GError *error = NULL;
  g_autoptr (StreeFrame) rows = NULL;
  StreeFrame *values;

  (void) source;
  stree_take_over (task);
  rows = find_rows (asked, cancellable, &error);
  values = rows ? stree_frame_count_values (rows, asked->column, asked->max, cancellable, &error) : NULL;
  stree_hand_over (task);
  if (values)
    g_task_return_pointer (task, values, (GDestroyNotify) stree_frame_unref);
  else
    g_task_return_error (task, error);
}

static void
frame_source_distinct_async (StreeSource *source,
                             guint column,
                             StreeQuery *query,
                             guint max,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Asked *asked = asked_new (STREE_FRAME_SOURCE (source), query);

  asked->column = column;
  asked->max = max;
  g_task_set_name (task, "[streamtree] distinct");
  g_task_set_task_data (task, asked, asked_free);
  stree_hand_over (task);
  g_task_run_in_thread (task, distinct_thread);
}

static StreeFrame *
frame_source_distinct_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  stree_take_over (result);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- writing --- */

typedef struct
{
  StreeChanges *changes; /* held */
  StreeCommit *commit;   /* held */
  StreeFrame *frame;     /* held: what they are written into; NULL: it is not its turn */
  StreeFrameKeys keys;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  stree_changes_unref (writing->changes);
  stree_commit_unref (writing->commit);
  g_clear_pointer (&writing->frame, stree_frame_unref);
  g_free (writing);
}

static void
commit_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;
  StreeFrame *frame;

  (void) source;
  stree_take_over (task);
  frame = stree_frame_commit (writing->frame, &writing->keys, writing->changes, writing->commit, cancellable, &error);
  stree_hand_over (task);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, frame, (GDestroyNotify) stree_frame_unref);
}

static void take_frame (StreeFrameSource *self, StreeFrame *frame);
static void begin_commit (StreeFrameSource *self);

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeFrameSource *self = STREE_FRAME_SOURCE (object);
  GTask *task = data; /* the first that waits */
  Writing *writing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (StreeFrame) frame = NULL;

  stree_take_over (result);
  frame = g_task_propagate_pointer (G_TASK (result), &error);
  g_object_ref (self);
  if (writing->frame != self->frame && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* The application set another frame meanwhile: what was written is not in it, nor what was in the way. */
      g_clear_error (&error);
      begin_commit (self);
      g_object_unref (self);
      return;
    }
  if (frame)
    {
      for (guint i = 0; i < stree_changes_get_n_changes (writing->changes); i++)
        if (self->keys.counted && stree_changes_get_kind (writing->changes, i) == STREE_CHANGE_INSERT)
          self->keys.next++;
      take_frame (self, frame);
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, stree_commit_ref (writing->commit), (GDestroyNotify) stree_commit_unref);
  g_object_unref (task);
  if (frame)
    stree_source_changed (STREE_SOURCE (self));
  g_queue_pop_head (&self->commits); /* it was in line until now: who is told of it may commit at once */
  begin_commit (self);
  g_object_unref (self);
}

/* The first that waits: each is written into what the one before it made. */
static void
begin_commit (StreeFrameSource *self)
{
  GTask *task = g_queue_peek_head (&self->commits);
  Writing *writing;
  g_autoptr (GTask) work = NULL;
  Writing *copy;

  if (!task)
    return;
  writing = g_task_get_task_data (task);
  g_clear_pointer (&writing->frame, stree_frame_unref);
  writing->frame = stree_frame_ref (self->frame);
  g_clear_pointer (&writing->commit, stree_commit_unref);
  writing->commit = stree_commit_new ();
  copy = g_new0 (Writing, 1);
  copy->changes = stree_changes_ref (writing->changes);
  copy->commit = stree_commit_ref (writing->commit);
  copy->frame = stree_frame_ref (self->frame);
  copy->keys = self->keys;
  work = g_task_new (self, g_task_get_cancellable (task), committed_cb, task);
  g_task_set_name (work, "[streamtree] commit");
  g_task_set_task_data (work, copy, writing_free);
  stree_hand_over (work);
  g_task_run_in_thread (work, commit_thread);
}

static void
frame_source_commit_async (StreeSource *source,
                           StreeChanges *changes,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  StreeFrameSource *self = STREE_FRAME_SOURCE (source);
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Writing *writing = g_new0 (Writing, 1);

  writing->changes = stree_changes_ref (changes);
  writing->commit = stree_commit_new ();
  g_task_set_task_data (task, writing, writing_free);
  /* What is written is told, also where somebody cancels then. */
  g_task_set_check_cancellable (task, FALSE);
  g_queue_push_tail (&self->commits, task);
  if (self->commits.length == 1)
    begin_commit (self);
}

static StreeCommit *
frame_source_commit_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  (void) source;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
frame_source_iface_init (StreeSourceInterface *iface)
{
  iface->get_schema = frame_source_get_schema;
  iface->get_column_flags = frame_source_get_column_flags;
  iface->get_capabilities = frame_source_get_capabilities;
  iface->query_async = frame_source_query_async;
  iface->query_finish = frame_source_query_finish;
  iface->distinct_async = frame_source_distinct_async;
  iface->distinct_finish = frame_source_distinct_finish;
  iface->commit_async = frame_source_commit_async;
  iface->commit_finish = frame_source_commit_finish;
}

/* --- the object --- */

/* The frame of another one that is held by the source. */
static void
take_frame (StreeFrameSource *self, StreeFrame *frame)
{
  forget_found (self);
  g_clear_pointer (&self->given, stree_frame_unref);
  g_clear_pointer (&self->frame, stree_frame_unref);
  self->frame = stree_frame_ref (frame);
}

static void
stree_frame_source_finalize (GObject *object)
{
  StreeFrameSource *self = STREE_FRAME_SOURCE (object);

  forget_found (self);
  g_clear_pointer (&self->given, stree_frame_unref);
  g_clear_pointer (&self->frame, stree_frame_unref);
  g_clear_pointer (&self->schema, stree_frame_unref);
  g_free (self->key_columns);
  G_OBJECT_CLASS (stree_frame_source_parent_class)->finalize (object);
}

static void
stree_frame_source_class_init (StreeFrameSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_frame_source_finalize;
}

static void
stree_frame_source_init (StreeFrameSource *self)
{
  g_queue_init (&self->commits);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* Which of a frame's columns are called so, in the order of the columns, each once: as everybody makes keys. NULL and
 * @error: one is not there. */
static guint *
find_keys (StreeFrame *frame, const char *const *names, guint *n_keys, GError **error)
{
  guint n = g_strv_length ((char **) names);
  guint *keys = g_new (guint, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    if (!stree_frame_find_column (frame, names[i], &keys[i]))
      {
        g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                     _ ("The key column “%s” is not among the columns of the table"), names[i]);
        g_free (keys);
        return NULL;
      }
  qsort (keys, n, sizeof *keys, compare_numbers);
  *n_keys = 0;
  for (guint i = 0; i < n; i++)
    if (i == 0 || keys[i] != keys[i - 1])
      keys[(*n_keys)++] = keys[i];
  return keys;
}

/**
 * stree_frame_source_new:
 * @frame: a frame
 * @key_columns: (nullable) (array zero-terminated=1): the names of the columns that tell rows apart; %NULL or none:
 * rows are counted, in a column of its own that people do not see
 * @error: return location for an error
 *
 * Makes a source of a frame. Declare the key columns where the data has some: by them a row is known in the next frame
 * of [method@FrameSource.set_frame], wherever it stands there.
 *
 * Fails with %STREE_ERROR_BAD_VALUE where a key column is not there, and with %STREE_SOURCE_ERROR_CONSTRAINT where one
 * is null, or two rows have the same key.
 *
 * Returns: (transfer full): the source, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrameSource *
stree_frame_source_new (StreeFrame *frame, const char *const *key_columns, GError **error)
{
  g_autoptr (StreeFrameSource) self = NULL;

  g_return_val_if_fail (frame != NULL, NULL);
  self = g_object_new (STREE_TYPE_FRAME_SOURCE, NULL);
  if (key_columns && *key_columns)
    {
      self->key_columns = find_keys (frame, key_columns, &self->keys.n_keys, error);
      if (!self->key_columns || !stree_row_keys_check (frame, self->key_columns, self->keys.n_keys, NULL, error))
        return NULL;
      self->frame = stree_frame_ref (frame);
    }
  else
    {
      self->frame = stree_frame_with_row_numbers (frame, "row", error);
      if (!self->frame)
        return NULL;
      self->key_columns = g_new (guint, 1);
      self->key_columns[0] = stree_frame_get_n_columns (frame);
      self->keys.n_keys = 1;
      self->keys.counted = TRUE;
      self->keys.next = (gint64) stree_frame_get_n_rows (frame) + 1;
    }
  self->keys.keys = self->key_columns;
  self->schema = stree_frame_slice (self->frame, 0, 0);
  return g_steal_pointer (&self);
}

/**
 * stree_frame_source_get_frame:
 * @source: a source
 *
 * The data as it is now, with all that was committed, and without the numbers of the rows.
 *
 * Returns: (transfer none): the frame
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_source_get_frame (StreeFrameSource *source)
{
  g_return_val_if_fail (STREE_IS_FRAME_SOURCE (source), NULL);
  if (!source->given)
    source->given =
        source->keys.counted ? stree_frame_without_last_column (source->frame) : stree_frame_ref (source->frame);
  return source->given;
}

StreeFrame *
stree_frame_source_get_rows (StreeFrameSource *source)
{
  return source->frame;
}

/**
 * stree_frame_source_set_frame:
 * @source: a source
 * @frame: a frame with the same columns
 * @error: return location for an error
 *
 * Replaces the data. Rows are the same rows as before where they have the same key; without key columns, where they
 * have the same number.
 *
 * Fails with %STREE_ERROR_BAD_VALUE where the columns are others, and with %STREE_SOURCE_ERROR_CONSTRAINT where keys
 * are null or not unique; then nothing has changed.
 *
 * Returns: whether it is the data now
 *
 * Since: 1.0
 */
gboolean
stree_frame_source_set_frame (StreeFrameSource *source, StreeFrame *frame, GError **error)
{
  g_autoptr (StreeFrame) numbered = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_FRAME_SOURCE (source) && frame != NULL, FALSE);
  if (frame == stree_frame_source_get_frame (source))
    return TRUE;
  numbered = source->keys.counted ? stree_frame_with_row_numbers (frame, "row", error) : stree_frame_ref (frame);
  if (!numbered)
    return FALSE;
  if (!stree_frame_same_schema (source->frame, numbered))
    {
      g_set_error_literal (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                           _ ("The table has other columns; the same names and types were expected"));
      return FALSE;
    }
  if (!source->keys.counted && !stree_row_keys_check (numbered, source->key_columns, source->keys.n_keys, NULL, error))
    return FALSE;
  take_frame (source, numbered);
  if (source->keys.counted)
    source->keys.next = MAX (source->keys.next, (gint64) stree_frame_get_n_rows (frame) + 1);
  stree_source_changed (STREE_SOURCE (source));
  return TRUE;
}

/**
 * stree_frame_source_get_read_only:
 * @source: a source
 *
 * Whether nothing can be written.
 *
 * Returns: whether it is only read
 *
 * Since: 1.0
 */
gboolean
stree_frame_source_get_read_only (StreeFrameSource *source)
{
  g_return_val_if_fail (STREE_IS_FRAME_SOURCE (source), TRUE);
  return source->read_only;
}

/**
 * stree_frame_source_set_read_only:
 * @source: a source
 * @read_only: whether nothing can be written
 *
 * Allows changes or does not. At first they are allowed.
 *
 * Since: 1.0
 */
void
stree_frame_source_set_read_only (StreeFrameSource *source, gboolean read_only)
{
  g_return_if_fail (STREE_IS_FRAME_SOURCE (source));
  source->read_only = read_only;
}
