/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A source that stands before another one, and holds back what is read and written until a test lets it go, or fails. */

#include "streamtree.h"

typedef struct
{
  StreeChanges *changes;
  GAsyncReadyCallback callback;
  gpointer data;
} SlowWrite;

typedef struct
{
  GAsyncReadyCallback callback;
  gpointer data;
  GObject *table;       /* owned */
  GAsyncResult *result; /* owned; NULL: it has not come */
} SlowRead;

#define SLOW_TYPE_SOURCE (slow_source_get_type ())
G_DECLARE_FINAL_TYPE (SlowSource, slow_source, SLOW, SOURCE, GObject)

struct _SlowSource
{
  GObject parent_instance;
  StreeSource *table; /* owned */
  gboolean holds;     /* what is written */
  SlowWrite held;
  gboolean holds_reads;
  GPtrArray *reads;  /* owned: of SlowRead (owned) */
  const char *fails; /* why what is written or read fails; NULL: it does not */
  guint n_queries;
};

/* Takes @table. */
SlowSource *slow_source_new (StreeSource *table);
/* What is held back: waits for it. Of what is read, the oldest. */
void slow_source_write (SlowSource *self);
void slow_source_read (SlowSource *self);
