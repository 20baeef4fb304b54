/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A source that stands before another one, and holds back what is written, and what is read with a filter, until a test lets it
 * go; or it fails. */

#include "streamtree.h"

typedef struct
{
  StreeChanges *changes;
  GAsyncReadyCallback callback;
  gpointer data;
} WaitingWrite;

typedef struct
{
  GAsyncReadyCallback callback;
  gpointer data;
  GObject *table;       /* owned */
  GAsyncResult *result; /* owned; NULL: it has not come */
} WaitingRead;

#define WAITING_TYPE_SOURCE (waiting_source_get_type ())
G_DECLARE_FINAL_TYPE (WaitingSource, waiting_source, WAITING, SOURCE, GObject)

struct _WaitingSource
{
  GObject parent_instance;
  StreeSource *table; /* owned */
  gboolean holds;     /* what is written */
  WaitingWrite held;
  gboolean holds_reads;
  GPtrArray *reads;  /* owned: of WaitingRead (owned) */
  gboolean keyless;  /* nothing tells its rows apart */
  const char *fails; /* why what is written or read fails; NULL: it does not */
  guint n_queries;
};

/* Takes @table. */
WaitingSource *waiting_source_new (StreeSource *table);
/* What is held back: waits for it. Of what is read, the oldest. */
void waiting_source_write (WaitingSource *self);
void waiting_source_read (WaitingSource *self);
