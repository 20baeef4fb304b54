/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Parts of the data suite that are in files of their own. */

#include "bench.h"

G_BEGIN_DECLS

/* A DataGrid beside a bare GtkColumnView, over @n rows; nothing without a display. */
gboolean bench_data_grid   (const BenchRun *run, guint n, GError **error);
/* A source in SQLite, made of the CSV file. */
gboolean bench_data_sqlite (const BenchRun *run, guint n, GFile *csv, const char *folder, GError **error);

G_END_DECLS
