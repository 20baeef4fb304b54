/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "crud.h"

#include <glib/gi18n-lib.h>

#define TABLE "plants"

/* What a new database begins with. */
static const char first_rows[] = "name,place,watered,height_cm,edible\n"
                                 "Basil,Kitchen window,2026-05-02,24.5,true\n"
                                 "Monstera,Hall,2026-04-28,110,false\n"
                                 "Thyme,Balcony,2026-05-01,12,true\n"
                                 "Spider plant,Bathroom,2026-04-19,38,false\n";

/* Opening the file: what comes of it is state of the component. */
typedef struct
{
  char         *path;
  GFile        *csv; /* owned: the first rows, while they are read; NULL: not any more */
  GCancellable *cancellable;
  StreeState   *source;
  StreeState   *error;
} Opening;

static void
drop_csv (Opening *self)
{
  if (self->csv)
    g_file_delete (self->csv, NULL, NULL);
  g_clear_object (&self->csv);
}

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  drop_csv (self);
  g_free (self->path);
  g_free (self);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)            error = NULL;
  g_autoptr (StreeSqliteSource) source = stree_sqlite_source_new_finish (result, &error);
  Opening                      *self = data;

  (void) object;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the component is gone */
  if (source)
    stree_state_set_object (self->source, G_OBJECT (source));
  else
    stree_state_set_string (self->error, error->message);
}

static void
imported_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean           done = stree_sqlite_import_csv_finish (result, NULL, &error);
  Opening           *self = data;

  (void) object;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  drop_csv (self);
  if (done)
    stree_sqlite_source_new_async (self->path, TABLE, self->cancellable, opened_cb, self);
  else
    stree_state_set_string (self->error, error->message);
}

static void
make_database (Opening *self)
{
  g_autoptr (GFileIOStream) stream = NULL;
  g_autoptr (GError)        error = NULL;

  self->csv = g_file_new_tmp ("plants-XXXXXX.csv", &stream, &error);
  if (!self->csv || !g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), first_rows, sizeof first_rows - 1, NULL,
                                                NULL, &error) ||
      !g_io_stream_close (G_IO_STREAM (stream), NULL, &error))
    {
      stree_state_set_string (self->error, error->message);
      return;
    }
  stree_sqlite_import_csv_async (self->path, TABLE, self->csv, NULL, self->cancellable, NULL, NULL, NULL, imported_cb, self);
}

typedef struct
{
  StreeContext *cx;
  const char   *path;
} Start;

static gpointer
start (gpointer data)
{
  const Start *begin = data;
  Opening     *self = g_new0 (Opening, 1);

  self->path = g_strdup (begin->path);
  self->cancellable = g_cancellable_new ();
  self->source = stree_global_object (begin->cx, "source", NULL);
  self->error = stree_global_string (begin->cx, "error", "");
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    stree_sqlite_source_new_async (self->path, TABLE, self->cancellable, opened_cb, self);
  else
    make_database (self);
  return self;
}

StreeElement *
crud (StreeContext *cx, gpointer data)
{
  const CrudProps *props = data;
  Start            begin = { cx, props->path };
  Opening         *opening = stree_memo (cx, "opening", start, &begin, opening_free);
  GObject         *source = stree_state_get_object (opening->source);
  const char      *error = stree_state_get_string (opening->error);

  return stree_vstack (
    stree_title (_ ("Plants"), .key = "title"),
    stree_text_with (_ ("Type into a cell; add and delete rows below the table; Save writes all of it at once."), .key = "help"),
    *error ? stree_with (stree_text_with (error, .selectable = TRUE, .key = "error"), .css = "error") : NULL,
    source ? stree_data_grid (.source = STREE_SOURCE (source), .editable = TRUE, .selection_mode = STREE_SELECTION_CELLS, .label = _ ("Plants"),
                              .columns = stree_grid_columns ({ .name = "name", .label = _ ("Name"), .required = TRUE, .pinned = TRUE },
                                                             { .name = "place", .label = _ ("Place") },
                                                             { .name = "watered", .label = _ ("Watered") },
                                                             { .name = "height_cm", .label = _ ("Height"), .unit = "cm" },
                                                             { .name = "edible", .label = _ ("Edible") }),
                              .key = "grid")
           : NULL);
}
