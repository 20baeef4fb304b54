/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* From a file to a frame, whatever its format. */

#include "data/stree-frame.h"

G_BEGIN_DECLS

/*
 * @bytes: owned by the caller, to be written to at will; a NUL follows @length of them. Errors of the format's own domain
 * do not name the file.
 */
typedef StreeFrame *(*StreeFrameParse) (char *bytes,
                                        gsize length,
                                        gpointer options,
                                        const char *label,
                                        GCancellable *cancellable,
                                        GFileProgressCallback progress,
                                        gpointer progress_data,
                                        GError **error);

typedef struct
{
  const char *name; /* in messages, such as "CSV" */
  StreeFrameParse parse;
  GQuark (*domain) (void);
  int too_large; /* a code in it */
} StreeFrameFormat;

StreeFrame *stree_frame_load (const StreeFrameFormat *format,
                              GFile *file,
                              gpointer options,
                              GCancellable *cancellable,
                              GFileProgressCallback progress,
                              gpointer progress_data,
                              GError **error);

/* The parts of it, for who does not read a file at a stretch. @size: of the file, 0: not known. */
GFileInputStream *stree_frame_load_open (const StreeFrameFormat *format,
                                         GFile *file,
                                         guint *size,
                                         GCancellable *cancellable,
                                         GError **error);
/* Appends what comes next to @bytes, @most of it. */
gboolean stree_frame_load_read (const StreeFrameFormat *format,
                                GFile *file,
                                GFileInputStream *stream,
                                GByteArray *bytes,
                                guint size,
                                guint most,
                                gboolean *at_end,
                                GCancellable *cancellable,
                                GError **error);
/* One allocation for all of a file of @size bytes, and for a look beyond it. */
void stree_frame_load_reserve (GByteArray *bytes, guint size);
/* Takes @error and gives it back with the name of the file, where the format does not know that. */
GError *stree_frame_load_name_error (const StreeFrameFormat *format, GFile *file, GError *error);
char *stree_frame_load_dup_label (GFile *file);

/* Takes @options. @tag is that of the GTask, whose result is a frame. */
void stree_frame_load_async (const StreeFrameFormat *format,
                             GFile *file,
                             gpointer options,
                             GDestroyNotify options_free,
                             GCancellable *cancellable,
                             GFileProgressCallback progress,
                             gpointer progress_data,
                             GDestroyNotify progress_destroy,
                             GAsyncReadyCallback callback,
                             gpointer user_data,
                             gpointer tag);
StreeFrame *stree_frame_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
