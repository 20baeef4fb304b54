/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* What has come so far lies beside the file, under a name made of its own and of the URL, with a second file that has what
 * the server calls this state of it: only with that can one go on later. */
typedef struct
{
  char *path;      /* owned: the file */
  char *part;      /* owned: what has come of it */
  char *mark;      /* owned: where the validator is kept */
  char *validator; /* owned; NULL: there is none, and nothing to go on with */
  int   fd;
} Part;

static void
clear_part (Part *part)
{
  if (part->fd >= 0)
    close (part->fd);
  g_free (part->path);
  g_free (part->part);
  g_free (part->mark);
  g_free (part->validator);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Part, clear_part)

static gboolean
fail (GError **error, const char *path, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number), _("The file %s cannot be written: %s"), name,
               g_strerror (number));
  return FALSE;
}

static gboolean
open_part (Part *part, const StreeRequest *request, GError **error)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, request->url, -1);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *part_name = NULL;

  part->fd = -1;
  part->path = g_file_get_path (request->file);
  if (!part->path)
    {
      g_autofree char *uri = g_file_get_uri (request->file);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("%s cannot be written to; expected a file on this computer"), uri);
      return FALSE;
    }
  folder = g_path_get_dirname (part->path);
  name = g_path_get_basename (part->path);
  part_name = g_strdup_printf (".%s.%.12s.part", name, digest);
  part->part = g_build_filename (folder, part_name, NULL);
  part->mark = g_strconcat (part->part, "-of", NULL);
  part->fd = g_open (part->part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (part->fd < 0)
    return fail (error, part->path, errno);
  if (flock (part->fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_autofree char *shown = g_filename_display_name (part->path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _("The file %s is being fetched already"), shown);
      return FALSE;
    }
  if (g_file_get_contents (part->mark, &part->validator, NULL, NULL) && strpbrk (part->validator, "\r\n"))
    g_clear_pointer (&part->validator, g_free); /* not from here */
  return TRUE;
}

static void
remove_part (Part *part)
{
  g_unlink (part->mark);
  g_unlink (part->part);
}

static gboolean
write_part (gpointer data, const char *bytes, gsize size, GError **error)
{
  Part *part = data;

  while (size > 0)
    {
      gssize n = write (part->fd, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (error, part->path, errno);
      bytes += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* What a server sends if the file is still what it was: a strong ETag, or the date of its last change. */
static const char *
find_validator (SoupMessageHeaders *headers)
{
  const char *etag = soup_message_headers_get_one (headers, "ETag");

  if (soup_message_headers_get_one (headers, "Content-Encoding"))
    return NULL; /* a part of what is packed is no part of what is unpacked */
  return etag && !g_str_has_prefix (etag, "W/") ? etag : soup_message_headers_get_one (headers, "Last-Modified");
}

static gboolean
goes_on_at (SoupMessageHeaders *headers, goffset offset)
{
  goffset start, end, total;

  return soup_message_headers_get_content_range (headers, &start, &end, &total) && start == offset;
}

/* Where to begin: after what is there. */
static goffset
ask_for_rest (Part *part, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  goffset             offset = part->validator ? lseek (part->fd, 0, SEEK_END) : 0;

  soup_message_headers_replace (headers, "Accept-Encoding", "identity");
  if (offset <= 0)
    return 0;
  soup_message_headers_set_range (headers, offset, -1);
  soup_message_headers_replace (headers, "If-Range", part->validator);
  return offset;
}

static gboolean
finish_part (Part *part, GError **error)
{
  if (fsync (part->fd) != 0 || g_rename (part->part, part->path) != 0)
    return fail (error, part->path, errno);
  g_unlink (part->mark);
  return TRUE;
}

static StreeResponse *
answer_of (SoupMessage *message, GBytes *body)
{
  return stree_response_new (soup_message_get_uri (message), soup_message_get_status (message),
                             stree_http_copy_headers (soup_message_get_response_headers (message)), body);
}

StreeResponse *
stree_http_receive_file (const StreeHttpJob *job, SoupMessage *message, GError **error)
{
  g_auto (Part)             part = { .fd = -1 };
  g_autoptr (StreeHttpWire) wire = NULL;
  g_autoptr (GError)        wrong = NULL;
  SoupMessageHeaders       *headers = soup_message_get_response_headers (message);
  const char               *validator;
  StreeResponse            *response;
  goffset                   offset;
  guint                     status;

  if (!open_part (&part, job->request, error))
    return NULL;
  offset = ask_for_rest (&part, message);
  wire = stree_http_wire_open (job->request, message, job->cancellable, error);
  status = wire ? soup_message_get_status (message) : 0;
  if (!wire || status >= 400)
    {
      GBytes *body = wire ? stree_http_read_bytes (job, wire, STREE_HTTP_MAX_ERROR_BODY, error) : NULL;

      if (offset == 0 || status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE)
        remove_part (&part);
      return body ? answer_of (message, body) : NULL;
    }
  if (status == SOUP_STATUS_PARTIAL_CONTENT && !goes_on_at (headers, offset))
    {
      remove_part (&part);
      g_set_error (error, STREE_FETCH_ERROR, STREE_FETCH_ERROR_BAD_ANSWER, _("%s: the server sent another part than was asked for"),
                   job->request->shown);
      return NULL;
    }
  if (status != SOUP_STATUS_PARTIAL_CONTENT)
    offset = 0;
  if (ftruncate (part.fd, offset) != 0 || lseek (part.fd, offset, SEEK_SET) < 0)
    {
      fail (error, part.path, errno);
      return NULL;
    }
  validator = find_validator (headers);
  if (!validator || !g_file_set_contents (part.mark, validator, -1, NULL))
    g_unlink (part.mark);
  if (!stree_http_read_body (job, wire, job->request->max_size, (guint64) offset, write_part, &part, &wrong) ||
      !finish_part (&part, &wrong))
    {
      if (!validator || g_error_matches (wrong, STREE_FETCH_ERROR, STREE_FETCH_ERROR_TOO_LARGE))
        remove_part (&part);
      g_propagate_error (error, g_steal_pointer (&wrong));
      return NULL;
    }
  response = answer_of (message, NULL);
  response->file = g_object_ref (job->request->file);
  return response;
}
