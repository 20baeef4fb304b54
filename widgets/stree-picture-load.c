/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-picture-load-private.h"

#include <glib/gi18n-lib.h>

#include "network/stree-request.h"
#include "network/stree-response.h"

#define MAX_KEPT (64 * 1024 * 1024) /* bytes of pixels */
#define PIECE    (16 * 1024)

/* --- decoding --- */

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

/* --- what is kept, and what is on its way --- */

typedef struct
{
  char       *url; /* owned */
  GdkTexture *texture; /* owned */
} Kept;

typedef struct
{
  char         *url;         /* owned */
  GCancellable *cancellable; /* owned */
  GQueue        waits;       /* StreePictureWait, owned */
} Loading;

struct _StreePictureWait
{
  Loading         *loading; /* borrowed */
  StreePictureFunc func;
  gpointer         data;
};

static GQueue      kept = G_QUEUE_INIT; /* Kept, owned; the last one shown is the first */
static gsize       kept_size;
static GHashTable *under_way; /* url (the Loading's) -> Loading, which is freed when its task is through */

static gsize
texture_size (GdkTexture *texture)
{
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
}

static void
drop_last (void)
{
  Kept *last = g_queue_pop_tail (&kept);

  kept_size -= texture_size (last->texture);
  g_object_unref (last->texture);
  g_free (last->url);
  g_free (last);
}

void
stree_picture_forget (void)
{
  while (kept.length > 0)
    drop_last ();
}

static void
keep (const char *url, GdkTexture *texture)
{
  Kept *entry;

  if (texture_size (texture) > MAX_KEPT)
    return;
  entry = g_new (Kept, 1);
  entry->url = g_strdup (url);
  entry->texture = g_object_ref (texture);
  g_queue_push_head (&kept, entry);
  kept_size += texture_size (texture);
  while (kept_size > MAX_KEPT)
    drop_last ();
}

static GdkTexture *
find_kept (const char *url)
{
  for (GList *link = kept.head; link; link = link->next)
    {
      Kept *entry = link->data;

      if (strcmp (entry->url, url) != 0)
        continue;
      g_queue_unlink (&kept, link);
      g_queue_push_head_link (&kept, link);
      return entry->texture;
    }
  return NULL;
}

guint
stree_picture_n_loading (void)
{
  return under_way ? g_hash_table_size (under_way) : 0;
}

/* From now on, who asks for the URL begins anew. */
static void
leave_table (Loading *loading)
{
  if (g_hash_table_lookup (under_way, loading->url) == loading)
    g_hash_table_remove (under_way, loading->url);
}

/* Tells all who wait, and frees it. Whoever is told may end the wait of another. */
static void
finish (Loading *loading, GdkTexture *texture, const GError *error)
{
  StreePictureWait *wait;

  leave_table (loading);
  if (texture && loading->waits.length > 0)
    keep (loading->url, texture);
  while ((wait = g_queue_pop_head (&loading->waits)))
    {
      StreePictureFunc func = wait->func;
      gpointer         data = wait->data;

      g_free (wait);
      func (texture, error, data);
    }
  g_object_unref (loading->cancellable);
  g_free (loading->url);
  g_free (loading);
}

static void
decode_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  GError     *error = NULL;
  GdkTexture *texture = NULL;

  (void) object;
  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    texture = stree_picture_decode (data, &error);
  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  (void) object;
  finish (data, texture, error);
}

static void
downloaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Loading                  *loading = data;
  g_autoptr (GError)        error = NULL;
  g_autoptr (StreeResponse) response = stree_request_send_finish (result, &error);
  g_autoptr (GTask)         task = NULL;

  (void) object;
  if (!response)
    {
      finish (loading, NULL, error);
      return;
    }
  task = g_task_new (NULL, loading->cancellable, decoded_cb, loading);
  g_task_set_name (task, "[streamtree] picture");
  g_task_set_task_data (task, g_bytes_ref (stree_response_get_bytes (response)), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

StreePictureWait *
stree_picture_load (const char *url, StreePictureFunc func, gpointer data)
{
  GdkTexture       *texture = find_kept (url);
  Loading          *loading;
  StreePictureWait *wait;

  if (texture)
    {
      func (texture, NULL, data);
      return NULL;
    }
  if (!under_way)
    under_way = g_hash_table_new (g_str_hash, g_str_equal);
  loading = g_hash_table_lookup (under_way, url);
  wait = g_new (StreePictureWait, 1);
  wait->func = func;
  wait->data = data;
  if (!loading)
    {
      g_autoptr (StreeRequest) request = stree_request_new (url);

      loading = g_new0 (Loading, 1);
      loading->url = g_strdup (url);
      loading->cancellable = g_cancellable_new ();
      g_queue_init (&loading->waits);
      g_hash_table_insert (under_way, loading->url, loading);
      stree_request_set_max_size (request, STREE_PICTURE_MAX_BYTES);
      stree_request_send_async (request, loading->cancellable, downloaded_cb, loading);
    }
  wait->loading = loading;
  g_queue_push_tail (&loading->waits, wait);
  return wait;
}

void
stree_picture_wait_end (StreePictureWait *wait)
{
  Loading *loading = wait->loading;

  g_queue_remove (&loading->waits, wait);
  g_free (wait);
  if (loading->waits.length > 0)
    return;
  leave_table (loading);
  g_cancellable_cancel (loading->cancellable);
}
