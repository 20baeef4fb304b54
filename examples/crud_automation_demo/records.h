/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Records in memory, in the place of a database: what is asked of them takes a while, and is for a worker to do. Any thread. */

#include <gio/gio.h>

typedef struct _Records Records;

/* Three records. Each call takes @delay milliseconds, unless it is cancelled. */
Records  *records_new         (guint delay);
void      records_unref       (Records *self);
Records  *records_ref         (Records *self);

/* For tests: what is begun from now on takes so long. */
void      records_set_delay   (Records *self, guint delay);

/* All of them: an a(is) of id and name. */
GVariant *records_list        (Records *self, GCancellable *cancellable, GError **error);
/* The id of the new one; 0: error. */
int records_create      (Records *self, const char *name, GCancellable *cancellable, GError **error);
gboolean  records_update      (Records *self, int id, const char *name, GCancellable *cancellable, GError **error);
gboolean  records_delete      (Records *self, int id, GCancellable *cancellable, GError **error);
/* Another number after each change. It takes no time. */
guint     records_get_version (Records *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Records, records_unref)
