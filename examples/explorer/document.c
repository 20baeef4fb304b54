/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "document.h"

#include <glib/gi18n-lib.h>

struct _Document
{
  /* What was asked for, and what is under way. */
  char            *uri;
  int              revision;
  StreeQuery *query;  /* NULL: no search and no filter */
  StreeFrame      *summed; /* the rows that were summed up, and the column */
  guint            column;
  GCancellable    *opening;
  GCancellable    *finding;
  GCancellable    *summing;
  StreeQuery *found; /* the query that the rows are the answer to; NULL: all rows */

  /* The answers. They belong to the session, which outlives the document. */
  StreeState *table;
  StreeState *rows;
  StreeState *progress;
  StreeState *error;
  StreeState *facets;
  StreeState *summary;
};

#define FACETS "a(uas)"

static GVariant *
no_facets (void)
{
  return g_variant_new_array (G_VARIANT_TYPE ("(uas)"), NULL, 0);
}

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

static void
document_free (gpointer data)
{
  Document *self = data;

  cancel (&self->opening);
  cancel (&self->finding);
  cancel (&self->summing);
  g_clear_pointer (&self->query, stree_query_unref);
  g_clear_pointer (&self->found, stree_query_unref);
  g_clear_pointer (&self->summed, stree_frame_unref);
  g_free (self->uri);
  g_free (self);
}

static gpointer
document_new (gpointer data)
{
  StreeContext *cx = data;
  Document     *self = g_new0 (Document, 1);

  self->table = stree_global_boxed (cx, "table", STREE_TYPE_FRAME, NULL);
  self->rows = stree_global_boxed (cx, "rows", STREE_TYPE_FRAME, NULL);
  self->summary = stree_global_boxed (cx, "summary", STREE_TYPE_COLUMN_SUMMARY, NULL);
  self->progress = stree_global_double (cx, "progress", 0);
  self->error = stree_global_string (cx, "error", "");
  self->facets = stree_global_variant (cx, "facets", no_facets ());
  return self;
}

Document *
document_get (StreeContext *cx)
{
  return stree_memo (cx, "document", document_new, cx, document_free);
}

/* --- the columns to choose a value from: counted in a thread, once a file --- */

static void
facets_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  StreeFrame     *table = data;
  GVariantBuilder facets;

  (void) source;
  g_variant_builder_init (&facets, G_VARIANT_TYPE (FACETS));
  for (guint i = 0; i < stree_frame_get_n_columns (table) && !g_cancellable_is_cancelled (cancellable); i++)
    if (stree_frame_is_categorical (table, i))
      {
        g_auto (GStrv) values = stree_frame_distinct (table, i, 0, NULL, NULL, NULL);

        g_variant_builder_add (&facets, "(u^as)", i, values);
      }
  g_task_return_pointer (task, g_variant_ref_sink (g_variant_builder_end (&facets)), (GDestroyNotify) g_variant_unref);
}

static void
facets_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) facets = g_task_propagate_pointer (G_TASK (result), NULL);
  Document            *self = data;

  (void) source;
  if (facets) /* not cancelled */
    stree_state_set_variant (self->facets, facets);
}

static void
find_facets (Document *self, StreeFrame *table)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->opening, facets_cb, self);

  g_task_set_task_data (task, stree_frame_ref (table), (GDestroyNotify) stree_frame_unref);
  g_task_run_in_thread (task, facets_thread);
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

static void
take_table (Document *self, StreeFrame *table, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    {
      stree_state_set_string (self->error, error->message);
      return;
    }
  stree_state_set_boxed (self->table, table);
  stree_state_set_boxed (self->rows, table);
  find_facets (self, table);
}

static void
csv_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) table = stree_frame_load_csv_finish (result, &error);

  (void) source;
  take_table (data, table, error);
}

static void
json_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) table = stree_frame_load_json_finish (result, &error);

  (void) source;
  take_table (data, table, error);
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
  cancel (&self->finding);
  cancel (&self->summing);
  g_clear_pointer (&self->query, stree_query_unref);
  g_clear_pointer (&self->found, stree_query_unref);
  g_clear_pointer (&self->summed, stree_frame_unref);
  stree_state_set_boxed (self->table, NULL);
  stree_state_set_boxed (self->rows, NULL);
  stree_state_set_boxed (self->summary, NULL);
  stree_state_set_variant (self->facets, no_facets ());
  stree_state_set_string (self->error, "");
  stree_state_set_double (self->progress, 0);

  file = g_file_new_for_uri (uri);
  progress = g_new (Progress, 1);
  progress->document = self;
  progress->work = g_object_ref (begin (&self->opening));
  if (is_json (uri))
    stree_frame_load_json_async (file, NULL, self->opening, progress_cb, progress, progress_free, json_cb, self);
  else
    stree_frame_load_csv_async (file, NULL, self->opening, progress_cb, progress, progress_free, csv_cb, self);
}

/* --- the rows --- */

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) rows = stree_frame_query_finish (result, &error);
  Document              *self = data;

  (void) source;
  if (!rows)
    return; /* cancelled: the next one is under way, or the document is gone */
  g_clear_pointer (&self->found, stree_query_unref);
  self->found = stree_query_ref (self->query);
  stree_state_set_boxed (self->rows, rows);
}

static StreeQuery *
make_query (StreeFrame *table, const char *search, guint column, const char *value)
{
  StreeQuery            *query = stree_query_new ();
  g_autoptr (StreeCell)   cell = value ? stree_cell_new_parsed (stree_frame_get_column_type (table, column), value, NULL) : NULL;
  g_autoptr (StreeFilter) filter = NULL;

  if (cell)
    {
      filter = stree_filter_new_compare (stree_frame_get_column_name (table, column), STREE_FILTER_EQUAL, cell);
      stree_query_set_filter (query, filter);
    }
  stree_query_set_search (query, search);
  return query;
}

void
document_find (Document *self, const char *search, guint column, const char *value)
{
  StreeFrame             *table = stree_state_get_boxed (self->table);
  StreeFrame             *within = table;
  g_autoptr (StreeQuery)  query = NULL;

  if (!table)
    return;
  query = make_query (table, search, column, value);
  if (!self->query)
    self->query = stree_query_new ();
  if (stree_query_equal (query, self->query))
    return;
  /* Further letters search what the letters before them left. */
  if (self->found && stree_query_extends (query, self->found))
    within = stree_state_get_boxed (self->rows);
  begin (&self->finding);
  g_clear_pointer (&self->query, stree_query_unref);
  self->query = g_steal_pointer (&query);
  stree_frame_query_async (within, self->query, self->finding, found_cb, self);
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

GVariant *
document_get_facets (Document *self)
{
  return stree_state_get_variant (self->facets);
}

StreeColumnSummary *
document_get_summary (Document *self)
{
  return stree_state_get_boxed (self->summary);
}
