/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Parts of the data suite that are in files of their own. */

#include "bench.h"

G_BEGIN_DECLS

/* A frame at 60 Hz. */
#define BENCH_FRAME_US 16000

/* How long the main loop is busy at a stretch, from one wait for events to the next, in microseconds: between these two. It
 * also turns as often as in a window whose frames come one after the other. */
void bench_data_watch_begin (void);
double bench_data_watch_end (void);

/* The first rows of the CSV file on the screen, beside the start of a window; nothing without a display. */
gboolean bench_data_open   (const BenchRun *run, guint n, GFile *csv, GError **error);
/* A DataGrid beside a bare GtkColumnView, over @n rows; nothing without a display. */
gboolean bench_data_grid   (const BenchRun *run, guint n, GError **error);
/* A source in SQLite, made of the CSV file. */
gboolean bench_data_sqlite (const BenchRun *run, guint n, GFile *csv, const char *folder, GError **error);

G_END_DECLS
