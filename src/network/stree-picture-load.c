/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-picture-load-private.h"

#include <glib/gi18n-lib.h>

#include "network/stree-request-private.h"
#include "tasks/stree-task-lock-private.h"

#define MAX_KEPT (64 * 1024 * 1024) /* bytes, as the decoder counts them */

/* --- sources --- */

gboolean
stree_picture_source_is_remote (const StreePictureSource *source)
{
  return source->file && stree_request_is_url (source->file);
}

/* Its address is the picture itself. */
static gboolean
holds_picture (const StreePictureSource *source)
{
  return source->file && g_ascii_strncasecmp (source->file, "data:", 5) == 0;
}

/* What the last part of the path says, else the URL without its secrets. */
static char *
dup_url_name (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *name = uri ? g_path_get_basename (g_uri_get_path (uri)) : NULL;

  if (name && *name && !strchr ("./", *name))
    return g_steal_pointer (&name);
  return uri ? stree_request_show_uri (uri) : NULL;
}

char *
stree_picture_source_dup_name (const StreePictureSource *source)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char  *name = NULL;

  if (source->resource)
    return g_strdup (source->resource);
  if (!source->file || holds_picture (source))
    return NULL;
  if (stree_picture_source_is_remote (source))
    return dup_url_name (source->file);
  file = g_file_new_for_commandline_arg (source->file);
  name = g_file_get_basename (file);
  return name ? g_filename_display_name (name) : g_strdup (source->file);
}

/* --- what is kept, and what is on its way --- */

typedef struct
{
  char                      *url; /* owned */
  const StreePictureDecoder *decoder;
  gpointer                   picture; /* owned */
} Kept;

typedef struct
{
  char                      *url; /* owned; NULL: it is not of the network */
  const StreePictureDecoder *decoder;
  GCancellable              *cancellable; /* owned */
  GQueue                     waits;       /* StreePictureWait, owned */
} Loading;

struct _StreePictureWait
{
  Loading         *loading; /* borrowed */
  StreePictureFunc func;
  gpointer         data;
};

static GQueue      kept = G_QUEUE_INIT; /* Kept, owned; the last one shown is the first */
static gsize       kept_size;
static GHashTable *under_way; /* Loading, by URL and decoder; each is freed when its task is through */

static guint
loading_hash (gconstpointer data)
{
  return g_str_hash (((const Loading *) data)->url);
}

static gboolean
loading_equal (gconstpointer a, gconstpointer b)
{
  const Loading *one = a, *other = b;

  return one->decoder == other->decoder && strcmp (one->url, other->url) == 0;
}

static void
drop_last (void)
{
  Kept *last = g_queue_pop_tail (&kept);

  kept_size -= last->decoder->size (last->picture);
  last->decoder->unref (last->picture);
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
keep (const Loading *loading, gpointer picture)
{
  const StreePictureDecoder *decoder = loading->decoder;
  Kept                      *entry;

  if (!loading->url || !decoder->size || decoder->size (picture) > MAX_KEPT)
    return;
  entry = g_new (Kept, 1);
  entry->url = g_strdup (loading->url);
  entry->decoder = decoder;
  entry->picture = decoder->ref (picture);
  g_queue_push_head (&kept, entry);
  kept_size += decoder->size (picture);
  while (kept_size > MAX_KEPT)
    drop_last ();
}

static gpointer
find_kept (const char *url, const StreePictureDecoder *decoder)
{
  for (GList *link = kept.head; link; link = link->next)
    {
      Kept *entry = link->data;

      if (entry->decoder != decoder || strcmp (entry->url, url) != 0)
        continue;
      g_queue_unlink (&kept, link);
      g_queue_push_head_link (&kept, link);
      return entry->picture;
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
  if (loading->url && g_hash_table_lookup (under_way, loading) == loading)
    g_hash_table_remove (under_way, loading);
}

/* Tells all who wait, and frees it. Whoever is told may end the wait of another. */
static void
finish (Loading *loading, gpointer picture, const GError *error)
{
  StreePictureWait *wait;

  leave_table (loading);
  if (picture && loading->waits.length > 0)
    keep (loading, picture);
  while ((wait = g_queue_pop_head (&loading->waits)))
    {
      StreePictureFunc func = wait->func;
      gpointer         data = wait->data;

      g_free (wait);
      func (picture, error, data);
    }
  g_object_unref (loading->cancellable);
  g_free (loading->url);
  g_free (loading);
}

/* --- in a thread: read and decode --- */

typedef struct
{
  const StreePictureDecoder *decoder;
  GFile                     *file;  /* owned; or */
  GBytes                    *bytes; /* owned */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->file);
  g_clear_pointer (&work->bytes, g_bytes_unref);
  g_free (work);
}

static void
work_thread (GTask *task, gpointer object, gpointer data, GCancellable *cancellable)
{
  Work                      *work = data;
  const StreePictureDecoder *decoder;
  GError                    *error = NULL;
  gpointer                   picture = NULL;

  (void) object;
  stree_take_over (work);
  decoder = work->decoder;
  /* A device or a pipe may have no end. */
  if (!work->bytes && g_file_query_file_type (work->file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_SPECIAL)
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("it is not a regular file"));
  else if (!work->bytes)
    work->bytes = g_file_load_bytes (work->file, cancellable, NULL, &error);
  if (work->bytes && !g_cancellable_set_error_if_cancelled (cancellable, &error))
    picture = decoder->decode (work->bytes, &error);
  stree_hand_over (task);
  if (picture)
    g_task_return_pointer (task, picture, decoder->unref);
  else
    g_task_return_error (task, error);
}

static void
worked_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Loading                   *loading = data;
  const StreePictureDecoder *decoder = loading->decoder;
  g_autoptr (GError)         error = NULL;
  gpointer                   picture;

  (void) object;
  stree_take_over (result);
  picture = g_task_propagate_pointer (G_TASK (result), &error);
  finish (loading, picture, error);
  if (picture)
    decoder->unref (picture);
}

/* Takes @file or @bytes. */
static void
work_on (Loading *loading, GFile *file, GBytes *bytes)
{
  g_autoptr (GTask) task = g_task_new (NULL, loading->cancellable, worked_cb, loading);
  Work             *work = g_new (Work, 1);

  work->decoder = loading->decoder;
  work->file = file;
  work->bytes = bytes;
  g_task_set_name (task, "[streamtree] picture");
  g_task_set_task_data (task, work, free_work);
  stree_hand_over (work);
  g_task_run_in_thread (task, work_thread);
}

static void
downloaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Loading                  *loading = data;
  g_autoptr (GError)        error = NULL;
  g_autoptr (StreeResponse) response = stree_request_send_finish (result, &error);

  (void) object;
  if (response)
    work_on (loading, NULL, g_bytes_ref (stree_response_get_bytes (response)));
  else
    finish (loading, NULL, error);
}

/* --- loading --- */

static Loading *
loading_new (const char *url, const StreePictureDecoder *decoder)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->url = g_strdup (url);
  loading->decoder = decoder;
  loading->cancellable = g_cancellable_new ();
  g_queue_init (&loading->waits);
  return loading;
}

static Loading *
download (const char *url, const StreePictureDecoder *decoder)
{
  g_autoptr (StreeRequest) request = NULL;
  Loading                 *loading;
  const Loading            like = { .url = (char *) url, .decoder = decoder };

  if (!under_way)
    under_way = g_hash_table_new (loading_hash, loading_equal);
  loading = g_hash_table_lookup (under_way, &like);
  if (loading)
    return loading;
  loading = loading_new (url, decoder);
  g_hash_table_add (under_way, loading);
  request = stree_request_new (url);
  stree_request_set_max_size (request, STREE_PICTURE_MAX_BYTES);
  stree_request_send_async (request, loading->cancellable, downloaded_cb, loading);
  return loading;
}

/* What an address holds that is a picture itself: data:image/png;base64,... */
static GBytes *
read_data (const char *address, GError **error)
{
  const char        *comma = strchr (address, ',');
  g_autofree char   *head = comma ? g_ascii_strdown (address, comma - address) : NULL;
  g_autoptr (GBytes) bytes = comma ? g_uri_unescape_bytes (comma + 1, -1, NULL, error) : NULL;
  g_autofree char   *text = NULL;
  guchar            *data;
  gsize              length;

  if (!comma)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("expected a comma before the data, as in data:image/png;base64,…"));
  if (!bytes || !g_str_has_suffix (head, ";base64"))
    return g_steal_pointer (&bytes);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  data = g_base64_decode (text, &length);
  return g_bytes_new_take (data, length);
}

StreePictureWait *
stree_picture_load (const StreePictureSource *source, const StreePictureDecoder *decoder, StreePictureFunc func, gpointer data)
{
  gboolean           is_remote = stree_picture_source_is_remote (source);
  gpointer           picture = is_remote ? find_kept (source->file, decoder) : NULL;
  g_autoptr (GBytes) bytes = source->bytes ? g_bytes_ref (source->bytes) : NULL;
  g_autoptr (GError) error = NULL;
  StreePictureWait  *wait;

  if (source->resource)
    bytes = g_resources_lookup_data (source->resource, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  else if (holds_picture (source))
    bytes = read_data (source->file, &error);
  if (picture || error)
    {
      func (picture, error, data);
      return NULL;
    }
  wait = g_new (StreePictureWait, 1);
  wait->func = func;
  wait->data = data;
  wait->loading = is_remote ? download (source->file, decoder) : loading_new (NULL, decoder);
  g_queue_push_tail (&wait->loading->waits, wait);
  if (bytes)
    work_on (wait->loading, NULL, g_steal_pointer (&bytes));
  else if (!is_remote)
    work_on (wait->loading, g_file_new_for_commandline_arg (source->file), NULL);
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
