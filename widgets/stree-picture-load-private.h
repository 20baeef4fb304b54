/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Pictures of the network, and how a picture is decoded. A URL that several wait for is downloaded and decoded once; those
 * that were shown last are kept for a while. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture of more pixels is not decoded: a file of a few bytes may claim any size. */
#define STREE_PICTURE_MAX_PIXELS (64 * 1024 * 1024)
/* Of what comes over the network, in bytes. */
#define STREE_PICTURE_MAX_BYTES  (64 * 1024 * 1024)

/* In any thread. */
GdkTexture *stree_picture_decode (GBytes *bytes, GError **error);

typedef struct _StreePictureWait StreePictureWait;

/* One of the two is NULL. The wait is over. */
typedef void (*StreePictureFunc) (GdkTexture *texture, const GError *error, gpointer data);

/* NULL: @func was called already. */
StreePictureWait *stree_picture_load     (const char *url, StreePictureFunc func, gpointer data);
/* @func is not called; a download that nobody waits for any more is broken off. */
void              stree_picture_wait_end (StreePictureWait *wait);
/* How many downloads are under way, for tests; and forgets what is kept. */
guint             stree_picture_n_loading (void);
void              stree_picture_forget    (void);

G_END_DECLS
