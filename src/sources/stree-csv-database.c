/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-csv-database-private.h"

#include "data/stree-frame-private.h"
#include "sources/stree-csv-source-private.h"
#include "sources/stree-sqlite-load-private.h"
#include "sources/stree-sqlite-source-private.h"
#include "tasks/stree-task-lock-private.h"

StreeCsvDatabase *
stree_csv_database_new (GFile *file, StreeCsvOptions *options, const char *path, const char *table)
{
  StreeCsvDatabase *self = g_new0 (StreeCsvDatabase, 1);

  self->stream = stree_csv_stream_new (file, options);
  self->path = g_strdup (path);
  self->table = g_strdup (table);
  return self;
}

void
stree_csv_database_free (StreeCsvDatabase *self)
{
  g_clear_pointer (&self->stream, stree_csv_stream_free);
  g_clear_pointer (&self->index, stree_csv_index_unref);
  g_clear_pointer (&self->first_rows, stree_frame_unref);
  g_clear_pointer (&self->schema, stree_frame_unref);
  g_clear_object (&self->rows);
  g_clear_object (&self->source);
  g_clear_pointer (&self->temporary, stree_sqlite_temporary_unref);
  g_free (self->path);
  g_free (self->table);
  g_free (self);
}

gboolean
stree_csv_database_begin (StreeCsvDatabase *self, GCancellable *cancellable, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (StreeFrame) frame = NULL;

  self->index = stree_csv_index_new ();
  frame = stree_csv_stream_next (self->stream, self->index, cancellable, &local_error);
  if (local_error)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  self->first_rows = frame ? stree_frame_with_row_numbers (frame, self->stream->key_name, error)
                           : stree_csv_stream_make_schema (self->stream);
  if (!self->first_rows || !stree_csv_stream_give_text (self->stream, self->index, cancellable, error))
    return FALSE;
  if (!self->path)
    {
      self->temporary = stree_sqlite_temporary_new (error);
      self->path = self->temporary ? g_strdup (stree_sqlite_temporary_get_path (self->temporary)) : NULL;
    }
  return self->path != NULL;
}

guint
stree_csv_database_estimate (StreeCsvDatabase *self)
{
  const StreeCsvStream *stream = self->stream;

  return (guint) MIN ((double) MAX (stream->size, stream->done) / (double) MAX (stream->offset, 1) * stream->n_rows, G_MAXUINT32 - 2.0);
}

/* --- into the table --- */

static void
counted_cb (StreeCsvSource *self)
{
  StreeCsvDatabase *database = self->database;
  gboolean exact;

  stree_result_set_get_n_rows (database->rows, &exact);
  if (!exact)
    return;
  g_signal_handlers_disconnect_by_data (database->rows, self);
  stree_csv_source_take_database (self);
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeCsvAsker *asker = data;
  StreeCsvSource *self = stree_csv_asker_end (asker);
  GError *error = NULL;
  StreeResultSet *rows = stree_source_query_finish (STREE_SOURCE (object), result, &error);

  if (!self)
    {
      g_clear_object (&rows);
      g_clear_error (&error);
    }
  else if (!rows)
    stree_csv_source_take_error (self, error);
  else
    {
      self->database->rows = rows;
      /* Until all are found their number would look smaller than it is. */
      g_signal_connect_swapped (rows, "counted", G_CALLBACK (counted_cb), self);
      counted_cb (self);
    }
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeQuery) all = stree_query_new ();
  StreeCsvSource *self = stree_csv_asker_end (data);
  GError *error = NULL;
  g_autoptr (StreeSqliteSource) source = stree_sqlite_source_new_finish (result, &error);

  (void) object;
  if (!self)
    {
      g_clear_error (&error);
      return;
    }
  if (!source)
    {
      stree_csv_source_take_error (self, error);
      return;
    }
  self->database->source = g_object_ref (source);
  stree_source_query_async (STREE_SOURCE (source), all, self->reading, queried_cb, stree_csv_asker_new (self));
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeCsvSource *self = stree_csv_asker_end (data);
  GError *error = NULL;
  g_autoptr (StreeFrame) schema = stree_sqlite_load_csv_finish (result, NULL, &error);

  (void) object;
  if (!self)
    g_clear_error (&error);
  else if (!schema)
    stree_csv_source_take_error (self, error);
  else
    {
      self->database->schema = g_steal_pointer (&schema);
      stree_sqlite_source_new_hidden_async (self->database->path, self->database->table, self->reading, opened_cb,
                                            stree_csv_asker_new (self));
    }
}

void
stree_csv_source_load (StreeCsvSource *self, StreeReporter *reporter)
{
  StreeCsvDatabase *database = self->database;

  stree_sqlite_load_csv_async (database->path, database->table, g_steal_pointer (&database->stream), self->index, reporter, database->temporary,
                               self->reading, loaded_cb, stree_csv_asker_new (self));
}
