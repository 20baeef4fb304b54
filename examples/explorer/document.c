/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document.h"

#include <glib/gi18n-lib.h>

guint64 document_large_size = 512 * 1024 * 1024;

struct _Document
{
  /* What was asked for, and what is under way. */
  char            *uri;
  int              revision;
  StreeQuery      *query;  /* NULL: no search and no filter */
  StreeFrame      *summed; /* the rows that were summed up, and the column */
  guint            column;
  StreeCsvSource  *csv;    /* what is read in the background; NULL: nothing is */
  StreeResultSet  *stored; /* all rows in the database that it is read into; NULL: it is not, or not yet */
  GCancellable    *opening;
  GCancellable    *finding;
  GCancellable    *summing;

  /* The answers. They belong to the session, which outlives the document. */
  StreeState *source;
  StreeState *table;
  StreeState *rows;
  StreeState *n_stored;
  StreeState *progress;
  StreeState *error;
  StreeState *summary;
};

/* Whoever is under way ends with G_IO_ERROR_CANCELLED, and must not touch the document any more. */
static void
cancel (GCancellable **work)
{
  if (*work)
    g_cancellable_cancel (*work);
  g_clear_object (work);
}

static GCancellable *
begin (GCancellable **work)
{
  cancel (work);
  *work = g_cancellable_new ();
  return *work;
}

/* What was asked of one file is nothing to the next. */
static void
forget (Document *self)
{
  cancel (&self->opening);
  cancel (&self->finding);
  cancel (&self->summing);
  if (self->csv)
    g_signal_handlers_disconnect_by_data (self->csv, self);
  g_clear_object (&self->csv);
  if (self->stored)
    g_signal_handlers_disconnect_by_data (self->stored, self);
  g_clear_object (&self->stored);
  g_clear_pointer (&self->query, stree_query_unref);
  g_clear_pointer (&self->summed, stree_frame_unref);
}

static void
document_free (gpointer data)
{
  Document *self = data;

  forget (self);
  g_free (self->uri);
  g_free (self);
}

static gpointer
document_new (gpointer data)
{
  StreeContext *cx = data;
  Document     *self = g_new0 (Document, 1);

  self->source = stree_global_object (cx, "document-source", NULL);
  self->table = stree_global_boxed (cx, "table", STREE_TYPE_FRAME, NULL);
  self->rows = stree_global_boxed (cx, "rows", STREE_TYPE_FRAME, NULL);
  self->summary = stree_global_boxed (cx, "summary", STREE_TYPE_COLUMN_SUMMARY, NULL);
  self->n_stored = stree_global_int (cx, "n-stored", 0);
  self->progress = stree_global_double (cx, "progress", 0);
  self->error = stree_global_string (cx, "error", "");
  return self;
}

Document *
document_get (StreeContext *cx)
{
  return stree_memo (cx, "document", document_new, cx, document_free);
}

/* --- the file --- */

typedef struct
{
  Document     *document;
  GCancellable *work; /* owned */
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->work);
  g_free (progress);
}

static void
progress_cb (goffset done, goffset total, gpointer data)
{
  Progress *progress = data;

  if (total > 0 && !g_cancellable_is_cancelled (progress->work))
    stree_state_set_double (progress->document->progress, (double) done / (double) total);
}

static void find (Document *self);

static void
take_error (Document *self, const GError *error)
{
  stree_state_set_string (self->error, error->message);
}

static void
take_table (Document *self, StreeFrame *table)
{
  stree_state_set_boxed (self->table, table);
  stree_state_set_boxed (self->rows, table);
  find (self);
}

/* Until all are found there are more. */
static void
counted_cb (StreeResultSet *rows, Document *self)
{
  gboolean exact;
  guint64  n = stree_result_set_get_n_rows (rows, &exact);

  if (exact)
    stree_state_set_int (self->n_stored, (int) MIN (n, G_MAXINT));
}

static void
stored_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreeResultSet *rows = stree_source_query_finish (STREE_SOURCE (object), result, NULL);
  Document       *self = data;

  if (!rows) /* it was cancelled */
    return;
  self->stored = rows;
  g_signal_connect (rows, "counted", G_CALLBACK (counted_cb), self);
  counted_cb (rows, self);
}

/* All rows have come, or something is wrong behind the first ones. */
static void
read_cb (StreeCsvSource *csv, GParamSpec *pspec, Document *self)
{
  (void) pspec;
  if (stree_csv_source_get_error (csv))
    take_error (self, stree_csv_source_get_error (csv));
  else if (stree_csv_source_get_frame (csv))
    take_table (self, stree_csv_source_get_frame (csv));
  else if (stree_csv_source_get_complete (csv))
    {
      g_autoptr (StreeQuery) all = stree_query_new ();

      begin (&self->finding);
      stree_source_query_async (STREE_SOURCE (csv), all, self->finding, stored_cb, self);
    }
}

static void
csv_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)         error = NULL;
  g_autoptr (StreeCsvSource) csv = stree_csv_source_new_with_database_finish (result, &error);
  Document                  *self = data;

  (void) object;
  if (!csv)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* else it may be gone */
        take_error (self, error);
      return;
    }
  self->csv = g_steal_pointer (&csv);
  g_signal_connect (self->csv, "notify::complete", G_CALLBACK (read_cb), self);
  g_signal_connect (self->csv, "notify::error", G_CALLBACK (read_cb), self);
  stree_state_set_object (self->source, G_OBJECT (self->csv));
  read_cb (self->csv, NULL, self);
}

static void
json_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)           error = NULL;
  g_autoptr (StreeFrame)       table = stree_frame_load_json_finish (result, &error);
  g_autoptr (StreeFrameSource) source = table ? stree_frame_source_new (table, NULL, &error) : NULL;
  Document                    *self = data;

  (void) object;
  if (!source)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        take_error (self, error);
      return;
    }
  stree_frame_source_set_read_only (source, TRUE);
  stree_state_set_object (self->source, G_OBJECT (source));
  take_table (self, table);
}

static gboolean
is_json (const char *uri)
{
  static const char *const endings[] = { ".json", ".jsonl", ".ndjson" };
  g_autofree char         *lower = g_ascii_strdown (uri, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

void
document_open (Document *self, const char *uri, int revision)
{
  g_autoptr (GFile) file = NULL;
  Progress         *progress;

  if (g_strcmp0 (uri, self->uri) == 0 && revision == self->revision)
    return;
  g_free (self->uri);
  self->uri = g_strdup (uri);
  self->revision = revision;
  forget (self);
  stree_state_set_object (self->source, NULL);
  stree_state_set_boxed (self->table, NULL);
  stree_state_set_boxed (self->rows, NULL);
  stree_state_set_int (self->n_stored, 0);
  stree_state_set_boxed (self->summary, NULL);
  stree_state_set_string (self->error, "");
  stree_state_set_double (self->progress, 0);

  file = g_file_new_for_uri (uri);
  begin (&self->opening);
  if (!is_json (uri))
    {
      stree_csv_source_new_with_database_async (file, NULL, document_large_size, NULL, "table", self->opening, csv_cb, self);
      return;
    }
  progress = g_new (Progress, 1);
  progress->document = self;
  progress->work = g_object_ref (self->opening);
  stree_frame_load_json_async (file, NULL, self->opening, progress_cb, progress, progress_free, json_cb, self);
}

/* --- the rows --- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) rows = stree_frame_query_finish (result, &error);
  Document              *self = data;

  (void) source;
  if (rows) /* else it was cancelled: the next one is under way, or the document is gone */
    stree_state_set_boxed (self->rows, rows);
}

/* The rows of the query, when all of them are there. */
static void
find (Document *self)
{
  StreeFrame *table = stree_state_get_boxed (self->table);

  if (!table || !self->query)
    return;
  begin (&self->finding);
  stree_frame_query_async (table, self->query, self->finding, found_cb, self);
}

void
document_find (Document *self, StreeQuery *query)
{
  g_autoptr (StreeQuery) all = stree_query_new ();
  g_autoptr (StreeQuery) which = stree_query_new ();

  /* In which order they stand is nothing to a sum. */
  if (query)
    {
      stree_query_set_search (which, stree_query_get_search (query));
      stree_query_set_filter (which, stree_query_get_filter (query));
    }
  if (stree_query_equal (which, self->query ? self->query : all))
    return;
  g_clear_pointer (&self->query, stree_query_unref);
  self->query = g_steal_pointer (&which);
  find (self);
}

/* --- a column in a few figures --- */

static void
summed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeColumnSummary) summary = stree_frame_summarize_finish (result, NULL);
  Document                      *self = data;

  (void) source;
  if (summary) /* not cancelled */
    stree_state_set_boxed (self->summary, summary);
}

void
document_sum_up (Document *self, guint column)
{
  StreeFrame *rows = stree_state_get_boxed (self->rows);

  if (!rows || (rows == self->summed && column == self->column))
    return;
  g_clear_pointer (&self->summed, stree_frame_unref);
  self->summed = stree_frame_ref (rows);
  self->column = column;
  begin (&self->summing);
  stree_frame_summarize_async (rows, column, self->summing, summed_cb, self);
}

/* --- answers --- */

char *
document_dup_name (Document *self)
{
  g_autoptr (GFile) file = self->uri ? g_file_new_for_uri (self->uri) : NULL;
  g_autofree char  *name = file ? g_file_get_basename (file) : NULL;

  return name ? g_filename_display_name (name) : g_strdup (_ ("No file"));
}

StreeSource *
document_get_source (Document *self)
{
  GObject *source = stree_state_get_object (self->source);

  return source ? STREE_SOURCE (source) : NULL;
}

StreeFrame *
document_get_table (Document *self)
{
  return stree_state_get_boxed (self->table);
}

StreeFrame *
document_get_rows (Document *self)
{
  return stree_state_get_boxed (self->rows);
}

guint
document_get_n_stored (Document *self)
{
  return (guint) stree_state_get_int (self->n_stored);
}

const char *
document_get_note (Document *self)
{
  StreeFrame *table = document_get_table (self);

  if (!table && document_get_n_stored (self) > 0)
    table = stree_source_get_schema (document_get_source (self));
  return table ? stree_frame_get_note (table) : NULL;
}

double
document_get_progress (Document *self)
{
  return stree_state_get_double (self->progress);
}

const char *
document_get_error (Document *self)
{
  const char *message = stree_state_get_string (self->error);

  return *message ? message : NULL;
}

StreeColumnSummary *
document_get_summary (Document *self)
{
  return stree_state_get_boxed (self->summary);
}
