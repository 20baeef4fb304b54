/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A table as text, some rows at a time. */

#include "data/stree-csv-private.h"
#include "data/stree-frame-export.h"

G_BEGIN_DECLS

struct _StreeExportOptions
{
  gatomicrefcount refs;
  StreeExportFormat format;
  gboolean header;
  guint *columns; /* NULL: all of them */
  gsize n_columns;
  StreeExportCellFunc func; /* nullable */
  gpointer data;
  GDestroyNotify destroy; /* nullable */
};

typedef struct
{
  GString *out; /* whoever writes takes from it what is there */
  StreeFrame *frame;
  const StreeExportOptions *options;
  StreeCsvOptions *csv; /* which words are null for who reads CSV */
  guint *columns;
  guint n_columns;
} StreeExportWriter;

/* FALSE: there are no such columns, or none. */
gboolean stree_export_writer_init (StreeExportWriter *writer, StreeFrame *frame, const StreeExportOptions *options, GError **error);
void stree_export_writer_begin (StreeExportWriter *writer);
void stree_export_writer_row (StreeExportWriter *writer, guint row);
void stree_export_writer_end (StreeExportWriter *writer);
void stree_export_writer_clear (StreeExportWriter *writer);

G_END_DECLS
