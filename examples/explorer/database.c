/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "database.h"

#include <string.h>

/* What an SQLite file begins with, its NUL included. */
#define SQLITE_MAGIC "SQLite format 3"

struct _Database
{
  char         *uri; /* what was asked for */
  int           revision;
  char         *table;
  GCancellable *listing;
  GCancellable *opening;

  /* The answers. They belong to the session, which outlives this. */
  StreeState *tables;
  StreeState *source;
  StreeState *error;
};

static gboolean
is_sqlite_file (const char *uri)
{
  g_autoptr (GFile)            file = g_file_new_for_uri (uri);
  g_autofree char             *path = g_file_get_path (file);
  g_autoptr (GFileInputStream) stream = NULL;
  char                         head[sizeof SQLITE_MAGIC] = "";
  gsize                        n = 0;

  /* A few bytes of a local file: not worth a thread. */
  if (!path || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  stream = g_file_read (file, NULL, NULL);
  return stream && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &n, NULL, NULL) && n == sizeof head &&
         memcmp (head, SQLITE_MAGIC, sizeof head) == 0;
}

gboolean
database_is (const char *uri)
{
  static const char *const schemes[] = { "postgresql", "postgres", "sqlite" };
  g_autofree char         *scheme = g_uri_parse_scheme (uri);

  for (guint i = 0; scheme && i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (scheme, schemes[i]))
      return TRUE;
  return is_sqlite_file (uri);
}

static void
cancel (GCancellable **work)
{
  if (*work)
    g_cancellable_cancel (*work);
  g_clear_object (work);
}

static void
database_free (gpointer data)
{
  Database *self = data;

  cancel (&self->listing);
  cancel (&self->opening);
  g_free (self->uri);
  g_free (self->table);
  g_free (self);
}

static gpointer
database_new (gpointer data)
{
  StreeContext *cx = data;
  Database     *self = g_new0 (Database, 1);

  self->tables = stree_global_boxed (cx, "tables", G_TYPE_STRV, NULL);
  self->source = stree_global_object (cx, "source", NULL);
  self->error = stree_global_string (cx, "database-error", "");
  return self;
}

Database *
database_get (StreeContext *cx)
{
  return stree_memo (cx, "database", database_new, cx, database_free);
}

/* --- one table --- */

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (StreeSource) source = stree_source_open_finish (result, &error);
  Database               *self = data;

  (void) object;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  stree_state_set_string (self->error, error ? error->message : "");
  stree_state_set_object (self->source, source ? G_OBJECT (source) : NULL);
}

void
database_open_table (Database *self, const char *table)
{
  if (!self->uri || g_strcmp0 (table, self->table) == 0)
    return;
  g_free (self->table);
  self->table = g_strdup (table);
  cancel (&self->opening);
  stree_state_set_object (self->source, NULL);
  if (!table)
    return;
  self->opening = g_cancellable_new ();
  stree_source_open_async (self->uri, table, self->opening, opened_cb, self);
}

/* --- all of it --- */

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv)     tables = stree_source_list_tables_finish (result, &error);
  Database          *self = data;

  (void) object;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    stree_state_set_string (self->error, error->message);
  else
    stree_state_set_boxed (self->tables, tables);
}

void
database_open (Database *self, const char *uri, int revision)
{
  if (g_strcmp0 (uri, self->uri) == 0 && revision == self->revision)
    return;
  g_free (self->uri);
  self->uri = g_strdup (uri);
  self->revision = revision;
  cancel (&self->listing);
  database_open_table (self, NULL);
  stree_state_set_boxed (self->tables, NULL);
  stree_state_set_string (self->error, "");
  self->listing = g_cancellable_new ();
  stree_source_list_tables_async (uri, self->listing, listed_cb, self);
}

/* --- answers --- */

const char **
database_dup_tables (Database *self)
{
  const char *const *tables = stree_state_get_boxed (self->tables);
  guint              n = tables ? g_strv_length ((char **) tables) : 0;

  return tables ? g_memdup2 (tables, (n + 1) * sizeof *tables) : NULL;
}

StreeSource *
database_get_source (Database *self)
{
  GObject *source = stree_state_get_object (self->source);

  return source ? STREE_SOURCE (source) : NULL;
}

const char *
database_get_error (Database *self)
{
  const char *message = stree_state_get_string (self->error);

  return *message ? message : NULL;
}
