/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* How a picture is loaded, whoever shows it: read or downloaded, and decoded in a thread. What a picture is, the renderer's
 * decoder says. A URL that several wait for is downloaded and decoded once; those that were shown last are kept for a while.
 * Of the main thread, but for the decoders. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* Of what comes over the network, in bytes. */
#define STREE_PICTURE_MAX_BYTES (64 * 1024 * 1024)

typedef struct
{
  /* In any thread. */
  gpointer (*decode) (GBytes *bytes, GError **error);
  gpointer (*ref) (gpointer picture);
  void (*unref) (gpointer picture);
  /* In bytes. NULL: those of the network are not kept. */
  gsize (*size) (gpointer picture);
} StreePictureDecoder;

/* One of them is set. */
typedef struct
{
  const char *file;     /* a file name or a URI */
  const char *resource; /* a path in the resources of the program */
  GBytes     *bytes;
} StreePictureSource;

/* Whether it comes over the network. */
gboolean stree_picture_source_is_remote (const StreePictureSource *source);
/* For messages: the last part of its path, and no secrets; NULL: it has none. */
char    *stree_picture_source_dup_name  (const StreePictureSource *source);

typedef struct _StreePictureWait StreePictureWait;

/* One of the two is NULL. The wait is over. */
typedef void (*StreePictureFunc) (gpointer picture, const GError *error, gpointer data);

/* NULL: @func was called already. */
StreePictureWait *stree_picture_load     (const StreePictureSource  *source,
                                          const StreePictureDecoder *decoder,
                                          StreePictureFunc           func,
                                          gpointer                   data);
/* @func is not called; a download that nobody waits for any more is broken off. */
void              stree_picture_wait_end (StreePictureWait *wait);
/* How many downloads are under way, for tests; and forgets what is kept. */
guint             stree_picture_n_loading (void);
void              stree_picture_forget    (void);

G_END_DECLS
