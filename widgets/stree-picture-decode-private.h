/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

#include "network/stree-picture-load-private.h"

G_BEGIN_DECLS

/* A picture of more pixels is not decoded: a file of a few bytes may claim any size. */
#define STREE_PICTURE_MAX_PIXELS (64 * 1024 * 1024)

/* In any thread. */
GdkTexture *stree_picture_decode (GBytes *bytes, GError **error);

extern const StreePictureDecoder stree_picture_texture_decoder;

G_END_DECLS
