/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "core/stree-thread-private.h"
#include "data/stree-frame-private.h"
#include "sources/stree-csv-source-private.h"
#include "sources/stree-frame-source-private.h"
#include "tasks/stree-task-lock-private.h"

/* From the first rows of a CSV file to all of them. */

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

/* --- the schema --- */

void
stree_csv_source_take_schema (StreeCsvSource *self, StreeFrame *frame)
{
  g_clear_pointer (&self->schema, stree_frame_unref);
  self->schema = stree_frame_slice (frame, 0, 0);
}

void
stree_csv_source_widen (StreeCsvSource *self, StreeFrame *page)
{
  stree_csv_source_take_schema (self, page);
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

StreeFrameSource *
stree_csv_make_whole (StreeFrame *frame, GError **error)
{
  StreeFrameSource *whole = stree_frame_source_new (frame, NULL, error);

  if (whole)
    {
      stree_frame_source_set_read_only (whole, TRUE);
      stree_frame_source_get_frame (whole);
    }
  return whole;
}

void
stree_csv_source_take_whole (StreeCsvSource *self, StreeFrameSource *whole)
{
  self->whole = STREE_SOURCE (whole);
  self->rows = stree_frame_ref (stree_frame_source_get_rows (whole));
}

/* What the thread has. */
typedef struct
{
  StreeCsvOpening *opening; /* owned */
  StreeReporter *reporter; /* owned */
} Reading;

StreeCsvAsker *
stree_csv_asker_new (StreeCsvSource *self)
{
  StreeCsvAsker *asker = g_new (StreeCsvAsker, 1);

  asker->self = self;
  asker->cancellable = g_object_ref (self->reading);
  return asker;
}

void
stree_csv_asker_free (gpointer data)
{
  g_object_unref (((StreeCsvAsker *) data)->cancellable);
  g_free (data);
}

StreeCsvSource *
stree_csv_asker_end (StreeCsvAsker *asker)
{
  StreeCsvSource *self = g_cancellable_is_cancelled (asker->cancellable) ? NULL : asker->self;

  stree_csv_asker_free (asker);
  return self;
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
  StreeCsvAsker *asker = data;
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

/* All rows have come, or none will. @schema: theirs; @told: it is another source now, whatever its columns. */
static void
end (StreeCsvSource *self, StreeFrame *schema, gboolean told)
{
  gboolean other_columns = schema && !is_same_schema (self->schema, schema);

  g_object_ref (self);
  let_go_of_index (self);
  g_clear_pointer (&self->first_rows, stree_frame_unref);
  if (other_columns || (schema && self->all))
    stree_csv_source_take_schema (self, schema);
  if (self->rows)
    g_object_notify (G_OBJECT (self), "frame");
  g_object_notify (G_OBJECT (self), self->error ? "error" : "complete");
  stree_csv_source_serve (self);
  /* Who hears of other columns asks again. The rows are the same, so else there is only their number to tell. */
  if (told || other_columns)
    stree_source_changed (STREE_SOURCE (self));
  else
    tell_count (self);
  g_object_unref (self);
}

void
stree_csv_source_take_error (StreeCsvSource *self, GError *error)
{
  self->error = error;
  end (self, NULL, TRUE);
}

void
stree_csv_source_take_database (StreeCsvSource *self)
{
  StreeCsvDatabase *database = self->database;
  StreeFrame *schema = stree_source_get_schema (STREE_SOURCE (database->source));

  self->whole = STREE_SOURCE (g_object_ref (database->source));
  self->all = g_object_ref (database->rows);
  g_signal_connect_swapped (self->whole, "changed", G_CALLBACK (stree_source_changed), self);
  /* The one that was read has a note, too. */
  end (self, stree_frame_same_schema (schema, database->schema) ? database->schema : schema, stree_csv_source_is_writable (self));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeCsvSource *self = stree_csv_asker_end (data);
  GError *error = NULL;
  StreeFrameSource *whole = g_task_propagate_pointer (G_TASK (result), &error);

  (void) object;
  stree_take_over (result);
  if (!self)
    {
      g_clear_object (&whole);
      g_clear_error (&error);
      return;
    }
  if (whole)
    {
      stree_csv_source_take_whole (self, whole);
      end (self, self->rows, FALSE);
    }
  else
    stree_csv_source_take_error (self, error);
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
    whole = stree_csv_make_whole (frame, &error);
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
  StreeReporter *reporter;
  Reading *reading;

  if (!self->begin)
    return;
  g_clear_handle_id (&self->begin, g_source_remove);
  reporter = stree_reporter_new (progress_cb, stree_csv_asker_new (self), stree_csv_asker_free);
  if (self->database)
    {
      stree_csv_source_load (self, reporter);
      return;
    }
  task = g_task_new (NULL, self->reading, read_cb, stree_csv_asker_new (self));
  reading = g_new0 (Reading, 1);
  reading->opening = g_steal_pointer (&self->opening);
  reading->reporter = reporter;
  g_task_set_name (task, "[streamtree] csv read rest");
  g_task_set_task_data (task, reading, reading_free);
  stree_hand_over (reading);
  g_task_run_in_thread (task, read_thread);
}

gboolean
stree_csv_source_begin_cb (gpointer data)
{
  stree_csv_source_read_rest (data);
  return G_SOURCE_REMOVE;
}
