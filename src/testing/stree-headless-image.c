/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Headless pictures: loaded on the road that GTK's take, but not decoded. What has no picture's beginning is none. */

#include "core/stree-load-private.h"
#include "elements/stree-image.h"
#include "network/stree-picture-load-private.h"
#include "testing/stree-headless-widgets-private.h"

/* --- what is a picture --- */

static gboolean
begins (const char *data, gsize size, gsize at, const char *magic, gsize length)
{
  return size >= at + length && memcmp (data + at, magic, length) == 0;
}

static gboolean
is_picture (const char *data, gsize size)
{
  static const struct
  {
    gsize       at;
    const char *magic;
    gsize       length;
  } magics[] = {
    { 0, "\x89PNG\r\n\x1a\n", 8 }, { 0, "\xff\xd8\xff", 3 },   { 0, "GIF8", 4 },       { 8, "WEBP", 4 },     { 0, "BM", 2 },
    { 0, "II*\0", 4 },             { 0, "MM\0*", 4 },          { 4, "ftypavif", 8 },   { 4, "ftypheic", 8 }, { 0, "\0\0\1\0", 4 },
    { 0, "\xff\x0a", 2 },          { 0, "\0\0\0\x0cJXL ", 8 }, { 0, "/* XPM */", 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (begins (data, size, magics[i].at, magics[i].magic, magics[i].length))
      return TRUE;
  return g_strstr_len (data, (gssize) MIN (size, 1024), "<svg") != NULL;
}

static gpointer
decode (GBytes *bytes, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > 0 && is_picture (data, size))
    return g_bytes_ref (bytes);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "it is no picture of a kind that is known");
  return NULL;
}

static gpointer
ref_bytes (gpointer bytes)
{
  return g_bytes_ref (bytes);
}

static void
unref_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

static const StreePictureDecoder decoder = { .decode = decode, .ref = ref_bytes, .unref = unref_bytes };

/* --- the widget --- */

void
stree_headless_image_stop (StreeHeadlessWidget *widget)
{
  g_clear_pointer (&widget->wait, stree_picture_wait_end);
}

static void
loaded (gpointer picture, const GError *error, gpointer data)
{
  StreeNode *node = data;

  ((StreeHeadlessWidget *) node->widget)->wait = NULL;
  stree_node_set_load (node, picture ? STREE_LOAD_LOADED : STREE_LOAD_FAILED, error ? error->message : NULL);
}

void
stree_headless_image_show (StreeNode *node)
{
  const StreeImageArgs *args = stree_node_args (node);
  StreePictureSource    source = { args->file, args->resource, args->bytes };
  StreeHeadlessWidget  *widget = node->widget;

  stree_headless_image_stop (widget);
  if (args->paintable)
    {
      stree_node_set_load (node, STREE_LOAD_LOADED, NULL);
      return;
    }
  stree_node_set_load (node, STREE_LOAD_LOADING, NULL);
  widget->wait = stree_picture_load (&source, &decoder, loaded, node);
}

gboolean
stree_headless_image_is_same (const StreeElement *old, const StreeElement *element)
{
  const StreeImageArgs *before = stree_element_get_args (old), *now = stree_element_get_args (element);

  return g_strcmp0 (before->file, now->file) == 0 && g_strcmp0 (before->resource, now->resource) == 0 &&
         before->paintable == now->paintable && before->bytes == now->bytes;
}
