/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  int id;
  char  *name; /* owned */
} Record;

struct _Records
{
  int     ref_count; /* atomic */
  int     delay;     /* atomic; milliseconds */
  int     version;   /* atomic */
  GMutex  lock;
  GArray *records;   /* of Record, in the order of their ids */
  int next_id;
};

static void
clear_record (gpointer data)
{
  g_free (((Record *) data)->name);
}

static int
append (Records *self, const char *name)
{
  Record record = { ++self->next_id, g_strdup (name) };

  g_array_append_val (self->records, record);
  return record.id;
}

Records *
records_new (guint delay)
{
  Records *self = g_new0 (Records, 1);

  self->ref_count = 1;
  records_set_delay (self, delay);
  g_mutex_init (&self->lock);
  self->records = g_array_new (FALSE, FALSE, sizeof (Record));
  g_array_set_clear_func (self->records, clear_record);
  append (self, "Alpha");
  append (self, "Beta");
  append (self, "Gamma");
  return self;
}

void
records_set_delay (Records *self, guint delay)
{
  g_atomic_int_set (&self->delay, (int) delay);
}

Records *
records_ref (Records *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
records_unref (Records *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->records);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* As long as a database would take; to cancel ends it at once. */
static gboolean
take_time (Records *self, GCancellable *cancellable, GError **error)
{
  int     delay = g_atomic_int_get (&self->delay);
  GPollFD fd;

  if (delay > 0 && g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_poll (&fd, 1, delay);
      g_cancellable_release_fd (cancellable);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Held locked. NULL: there is none. */
static Record *
find (Records *self, int id, GError **error)
{
  for (guint i = 0; i < self->records->len; i++)
    if (g_array_index (self->records, Record, i).id == id)
      return &g_array_index (self->records, Record, i);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no record %d any more."), id);
  return NULL;
}

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("A record needs a name."));
  return FALSE;
}

GVariant *
records_list (Records *self, GCancellable *cancellable, GError **error)
{
  GVariantBuilder builder;

  if (!take_time (self, cancellable, error))
    return NULL;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(is)"));
  g_mutex_lock (&self->lock);
  for (guint i = 0; i < self->records->len; i++)
    {
      const Record *record = &g_array_index (self->records, Record, i);

      g_variant_builder_add (&builder, "(is)", record->id, record->name);
    }
  g_mutex_unlock (&self->lock);
  return g_variant_builder_end (&builder);
}

int
records_create (Records *self, const char *name, GCancellable *cancellable, GError **error)
{
  int id;

  if (!check_name (name, error) || !take_time (self, cancellable, error))
    return 0;
  g_mutex_lock (&self->lock);
  id = append (self, name);
  g_mutex_unlock (&self->lock);
  g_atomic_int_inc (&self->version);
  return id;
}

gboolean
records_update (Records *self, int id, const char *name, GCancellable *cancellable, GError **error)
{
  Record *record;

  if (!check_name (name, error) || !take_time (self, cancellable, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  record = find (self, id, error);
  if (record)
    {
      g_free (record->name);
      record->name = g_strdup (name);
    }
  g_mutex_unlock (&self->lock);
  g_atomic_int_inc (&self->version);
  return record != NULL;
}

gboolean
records_delete (Records *self, int id, GCancellable *cancellable, GError **error)
{
  Record *record;

  if (!take_time (self, cancellable, error))
    return FALSE;
  g_mutex_lock (&self->lock);
  record = find (self, id, error);
  if (record)
    g_array_remove_index (self->records, (guint) (record - (Record *) (gpointer) self->records->data));
  g_mutex_unlock (&self->lock);
  g_atomic_int_inc (&self->version);
  return record != NULL;
}

guint
records_get_version (Records *self)
{
  return (guint) g_atomic_int_get (&self->version);
}
