/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a picture is to GTK: a texture. */

#include "stree-picture-decode-private.h"

#include <glib/gi18n-lib.h>

#define PIECE (16 * 1024)

typedef struct
{
  int width, height; /* 0: not known yet */
} Size;

static void
size_cb (GdkPixbufLoader *loader, int width, int height, Size *size)
{
  size->width = width;
  size->height = height;
  gdk_pixbuf_loader_set_size (loader, 0, 0); /* nothing is decoded, and no memory taken for it */
}

/* What the head of the file says. FALSE: nobody knows such files. */
static gboolean
peek_size (GBytes *bytes, Size *size)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gsize                       length;
  const guint8               *data = g_bytes_get_data (bytes, &length);

  *size = (Size){ 0, 0 };
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), size);
  for (gsize at = 0; at < length && !size->width; at += PIECE)
    if (!gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, length - at), NULL))
      break;
  gdk_pixbuf_loader_close (loader, NULL);
  return size->width > 0;
}

GdkTexture *
stree_picture_decode (GBytes *bytes, GError **error)
{
  Size size;

  if (peek_size (bytes, &size) && (gint64) size.width * size.height > STREE_PICTURE_MAX_PIXELS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                   _ ("a picture of %d × %d pixels is too large: expected %d megapixels at most"), size.width, size.height,
                   STREE_PICTURE_MAX_PIXELS / (1024 * 1024));
      return NULL;
    }
  return gdk_texture_new_from_bytes (bytes, error);
}

static gpointer
decode (GBytes *bytes, GError **error)
{
  return stree_picture_decode (bytes, error);
}

static gsize
texture_size (gpointer texture)
{
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
}

const StreePictureDecoder stree_picture_texture_decoder = {
  .decode = decode,
  .ref = g_object_ref,
  .unref = g_object_unref,
  .size = texture_size,
};
