/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-cache-private.h"

#include <string.h>
#include <utime.h>

#include <glib/gstdio.h>

#include "tasks/stree-task-lock-private.h"

#define MAX_SIZE       (G_GUINT64_CONSTANT (50) * 1024 * 1024)
#define MAX_ENTRY_SIZE (8 * 1024 * 1024)
/* Each file: this, the digest of the rest, a new line, the rest as a variant. */
#define MAGIC          "StreeHttp1\n"
#define DIGEST_SIZE    64
#define HEAD_SIZE      (sizeof MAGIC - 1 + DIGEST_SIZE + 1)
/* when it was stored or found to hold (seconds), status, URL, headers, body */
#define ENTRY_TYPE     G_VARIANT_TYPE ("(xusa(ss)ay)")

static GMutex  lock; /* of the settings, and of cleaning up */
static char   *other_folder;
static guint64 other_max_size;

void
stree_http_cache_configure (const char *folder, guint64 max_size)
{
  stree_lock (&lock);
  g_free (other_folder);
  other_folder = g_strdup (folder);
  other_max_size = max_size;
  stree_unlock (&lock);
}

static char *
folder_path (void)
{
  char *path;

  stree_lock (&lock);
  path = other_folder ? g_strdup (other_folder)
                      : g_build_filename (g_get_user_cache_dir (), g_get_prgname () ? g_get_prgname () : "streamtree", "http", NULL);
  stree_unlock (&lock);
  return path;
}

static void
add_header (const char *name, const char *value, gpointer data)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  g_string_append_printf (data, "%s: %s\n", lower, value);
}

static char *
url_digest (const StreeRequest *request)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, request->url, -1);
}

/* What is asked with other headers may get another answer: so it is another file. */
static char *
entry_path (const StreeRequest *request)
{
  g_autofree char    *folder = folder_path ();
  g_autofree char    *url = url_digest (request);
  g_autofree char    *digest = NULL;
  g_autofree char    *name = NULL;
  g_autoptr (GString) headers = g_string_new (NULL);

  soup_message_headers_foreach (request->headers, add_header, headers);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, headers->str, (gssize) headers->len);
  name = g_strdup_printf ("%s-%.16s", url, digest);
  return g_build_filename (folder, name, NULL);
}

/* --- what headers say --- */

/* Whether Cache-Control has @name; its number, if it has one. */
static gboolean
has_directive (SoupMessageHeaders *headers, const char *name, gint64 *number)
{
  const char *value = soup_message_headers_get_list (headers, "Cache-Control");
  GHashTable *params = value ? soup_header_parse_param_list (value) : NULL;
  gpointer    text = NULL;
  gboolean    found = params && g_hash_table_lookup_extended (params, name, NULL, &text);

  if (found && number)
    *number = text ? g_ascii_strtoll (text, NULL, 10) : 0;
  if (params)
    soup_header_free_param_list (params);
  return found;
}

static gint64
lifetime (SoupMessageHeaders *headers)
{
  const char            *expires = soup_message_headers_get_one (headers, "Expires");
  const char            *age = soup_message_headers_get_one (headers, "Age");
  const char            *date = soup_message_headers_get_one (headers, "Date");
  g_autoptr (GDateTime)  end = NULL;
  g_autoptr (GDateTime)  start = NULL;
  gint64                 seconds = 0;

  if (has_directive (headers, "no-cache", NULL))
    return 0;
  if (!has_directive (headers, "max-age", &seconds) && expires && date)
    {
      end = soup_date_time_new_from_http_string (expires);
      start = soup_date_time_new_from_http_string (date);
      seconds = end && start ? g_date_time_difference (end, start) / G_TIME_SPAN_SECOND : 0;
    }
  return seconds - (age ? g_ascii_strtoll (age, NULL, 10) : 0);
}

static gboolean
may_be_kept (const StreeRequest *request, const StreeResponse *response)
{
  const char      *vary = soup_message_headers_get_list (response->headers, "Vary");
  g_autofree char *url = g_uri_to_string_partial (request->uri, G_URI_HIDE_PASSWORD);

  return response->status == 200 && g_bytes_get_size (response->body) <= MAX_ENTRY_SIZE && strcmp (url, response->url) == 0 &&
         !has_directive (response->headers, "no-store", NULL) && !has_directive (request->headers, "no-store", NULL) &&
         (!vary || !strchr (vary, '*')) &&
         (soup_message_headers_get_one (response->headers, "ETag") || soup_message_headers_get_one (response->headers, "Last-Modified") ||
          lifetime (response->headers) > 0);
}

/* --- reading --- */

static GVariant *
read_entry (const char *path)
{
  g_autoptr (GBytes)  bytes = NULL;
  g_autofree char    *digest = NULL;
  char               *data;
  gsize               size;
  GVariant           *entry;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;
  if (size > HEAD_SIZE && memcmp (data, MAGIC, strlen (MAGIC)) == 0)
    digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data + HEAD_SIZE, size - HEAD_SIZE);
  if (!digest || memcmp (data + strlen (MAGIC), digest, DIGEST_SIZE) != 0)
    {
      g_unlink (path);
      g_free (data);
      return NULL;
    }
  {
    g_autoptr (GBytes) whole = g_bytes_new_take (data, size);

    bytes = g_bytes_new_from_bytes (whole, HEAD_SIZE, size - HEAD_SIZE);
  }
  entry = g_variant_ref_sink (g_variant_new_from_bytes (ENTRY_TYPE, bytes, FALSE));
  if (g_variant_is_normal_form (entry))
    return entry;
  g_variant_unref (entry);
  g_unlink (path);
  return NULL;
}

StreeResponse *
stree_http_cache_lookup (const StreeRequest *request, gboolean *fresh)
{
  g_autofree char          *path = entry_path (request);
  g_autoptr (GVariant)      entry = read_entry (path);
  g_autoptr (GVariant)      body = NULL;
  g_autoptr (GVariantIter)  pairs = NULL;
  g_autoptr (GUri)          uri = NULL;
  StreeResponse            *response;
  SoupMessageHeaders       *headers;
  const char               *url, *name, *value;
  gint64                    stored, now = g_get_real_time () / G_USEC_PER_SEC;
  guint                     status;

  if (!entry)
    return NULL;
  g_variant_get (entry, "(xu&sa(ss)@ay)", &stored, &status, &url, &pairs, &body);
  uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  if (!uri)
    return NULL;
  headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  while (g_variant_iter_next (pairs, "(&s&s)", &name, &value))
    soup_message_headers_append (headers, name, value);
  response = stree_response_new (uri, status, headers, g_variant_get_data_as_bytes (body));
  response->from_cache = TRUE;
  *fresh = stored <= now && now - stored < lifetime (headers) && !has_directive (request->headers, "no-cache", NULL);
  g_utime (path, NULL); /* used last */
  return response;
}

/* --- writing --- */

typedef struct
{
  char   *path; /* owned */
  gint64  used;
  guint64 size;
} File;

static void
clear_file (gpointer data)
{
  g_free (((File *) data)->path);
}

static int
compare_use (gconstpointer a, gconstpointer b)
{
  const File *x = a, *y = b;

  return (x->used > y->used) - (x->used < y->used);
}

/* Removes what was not used for longest, until there is some room again. Of two processes that do so, one is too early. */
static void
clean_up (const char *folder)
{
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (File));
  g_autoptr (GDir)   dir = g_dir_open (folder, 0, NULL);
  const char        *name;
  guint64            size = 0, max_size;

  g_array_set_clear_func (files, clear_file);
  stree_lock (&lock);
  max_size = other_max_size ? other_max_size : MAX_SIZE;
  while (dir && (name = g_dir_read_name (dir)))
    {
      File     file = { .path = g_build_filename (folder, name, NULL) };
      GStatBuf info;

      if (g_stat (file.path, &info) == 0)
        {
          file.used = (gint64) info.st_mtim.tv_sec * 1000000 + info.st_mtim.tv_nsec / 1000;
          file.size = (guint64) info.st_size;
        }
      size += file.size;
      g_array_append_val (files, file);
    }
  if (size > max_size)
    {
      g_array_sort (files, compare_use);
      for (guint i = 0; i < files->len && size > max_size / 5 * 4; i++)
        {
          const File *file = &g_array_index (files, File, i);

          g_unlink (file->path);
          size -= file->size;
        }
    }
  stree_unlock (&lock);
}

static void
add_pair (const char *name, const char *value, gpointer data)
{
  if (g_utf8_validate (name, -1, NULL) && g_utf8_validate (value, -1, NULL) && g_ascii_strcasecmp (name, "Set-Cookie") != 0)
    g_variant_builder_add (data, "(ss)", name, value);
}

static void
write_entry (const StreeRequest *request, const StreeResponse *response)
{
  g_autofree char      *folder = folder_path ();
  g_autofree char      *path = entry_path (request);
  g_autofree char      *digest = NULL;
  g_autoptr (GVariant)  entry = NULL;
  g_autoptr (GString)   text = g_string_new (MAGIC);
  GVariantBuilder       headers;

  g_variant_builder_init (&headers, G_VARIANT_TYPE ("a(ss)"));
  soup_message_headers_foreach (response->headers, add_pair, &headers);
  entry = g_variant_ref_sink (g_variant_new ("(xusa(ss)@ay)", g_get_real_time () / G_USEC_PER_SEC, response->status, response->url,
                                             &headers, g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, response->body, TRUE)));
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, g_variant_get_data (entry), g_variant_get_size (entry));
  g_string_append_printf (text, "%s\n", digest);
  g_string_append_len (text, g_variant_get_data (entry), (gssize) g_variant_get_size (entry));
  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, text->str, (gssize) text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
    clean_up (folder);
}

void
stree_http_cache_store (const StreeRequest *request, const StreeResponse *response)
{
  if (may_be_kept (request, response))
    write_entry (request, response);
  else if (response->status == 200)
    stree_http_cache_invalidate (request); /* what was kept has changed */
}

static void
take_news (const char *name, const char *value, gpointer data)
{
  static const char *const kept[] = { "Content-Length", "Content-Encoding", "Content-Type", "Transfer-Encoding", "Connection" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_ascii_strcasecmp (name, kept[i]) == 0)
      return;
  soup_message_headers_replace (data, name, value);
}

void
stree_http_cache_refresh (const StreeRequest *request, StreeResponse *kept, SoupMessageHeaders *news)
{
  soup_message_headers_foreach (news, take_news, kept->headers);
  stree_http_cache_store (request, kept);
}

void
stree_http_cache_invalidate (const StreeRequest *request)
{
  g_autofree char *folder = folder_path ();
  g_autofree char *url = url_digest (request);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, url))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}
