/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The tables of the data suite: a CSV file of ten columns, and the same rows as objects. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* What both have. */
typedef struct
{
  double amount;
  char name[64];
} DataRow;

void data_row_fill (DataRow *row, guint i);

/* About 96 bytes a row: id, name, amount, ratio, active, day, at, city, code, note. */
gboolean data_file_write (const char *path, guint n_rows, GError **error);

#define DATA_TYPE_OBJECT (data_object_get_type ())
G_DECLARE_FINAL_TYPE (DataObject, data_object, DATA, OBJECT, GObject)

double data_object_get_amount (DataObject *self);
const char *data_object_get_name (DataObject *self);

/* Objects with the properties "amount" and "name". */
GListModel *data_objects_new (guint n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
