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
