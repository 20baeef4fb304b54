/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE /* memfd_create () */

#include "enterprise/stree-journal-sink.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "enterprise/stree-event-json-private.h"

/**
 * StreeJournalSink:
 *
 * Sends events to the systemd journal, as entries with fields of their own: `MESSAGE`, `PRIORITY` (6), `SYSLOG_IDENTIFIER`,
 * `STREAMTREE_EVENT`, `STREAMTREE_TENANT` and `STREAMTREE_PAYLOAD` (JSON). `journalctl STREAMTREE_EVENT=order.placed` finds
 * them.
 *
 * It speaks the journal's native protocol: a datagram for each entry; one that is too long goes as a sealed file.
 *
 * Since: 1.0
 */
struct _StreeJournalSink
{
  GObject parent_instance;
  int     fd; /* connected */
};

#define JOURNAL_SOCKET "/run/systemd/journal/socket"

static void stree_journal_sink_iface_init (StreeEventSinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeJournalSink, stree_journal_sink, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STREE_TYPE_EVENT_SINK, stree_journal_sink_iface_init))

/* NAME=value, or with the length before it if a line could not hold it. */
static void
add_field (GString *entry, const char *name, const char *value)
{
  gsize length = strlen (value);

  g_string_append (entry, name);
  if (strchr (value, '\n'))
    {
      guint64 size = GUINT64_TO_LE ((guint64) length);

      g_string_append_c (entry, '\n');
      g_string_append_len (entry, (const char *) &size, sizeof size);
    }
  else
    {
      g_string_append_c (entry, '=');
    }
  g_string_append_len (entry, value, (gssize) length);
  g_string_append_c (entry, '\n');
}

static gboolean
set_errno (GError **error, const char *what)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", what, g_strerror (code));
  return FALSE;
}

static gboolean
send_file (int socket, const GString *entry, GError **error)
{
  union
  {
    struct cmsghdr header;
    char           space[CMSG_SPACE (sizeof (int))];
  } control;
  struct msghdr   message = { .msg_control = &control, .msg_controllen = sizeof control.space };
  struct cmsghdr *header;
  int             fd = memfd_create ("streamtree-event", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  gboolean        sent;

  if (fd < 0)
    return set_errno (error, "An event for the journal found no memory");
  for (gsize done = 0; done < entry->len;)
    {
      ssize_t n = write (fd, entry->str + done, entry->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_errno (error, "An event for the journal could not be written down");
          close (fd);
          return FALSE;
        }
      done += (gsize) n;
    }
  fcntl (fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  memset (&control, 0, sizeof control);
  header = CMSG_FIRSTHDR (&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (sizeof (int));
  memcpy (CMSG_DATA (header), &fd, sizeof fd);
  sent = sendmsg (socket, &message, MSG_NOSIGNAL) >= 0;
  if (!sent)
    set_errno (error, "The journal did not take an event");
  close (fd);
  return sent;
}

static gboolean
emit (StreeEventSink *sink, const char *name, GVariant *payload, const char *tenant, GError **error)
{
  StreeJournalSink    *self = STREE_JOURNAL_SINK (sink);
  g_autoptr (GString)  entry = g_string_new (NULL);
  g_autoptr (JsonNode) node = stree_payload_to_json (payload);
  g_autofree char     *json = node ? json_to_string (node, FALSE) : NULL;
  g_autofree char     *message = json ? g_strconcat (name, " ", json, NULL) : g_strdup (name);

  add_field (entry, "MESSAGE", message);
  add_field (entry, "PRIORITY", "6");
  if (g_get_prgname ())
    add_field (entry, "SYSLOG_IDENTIFIER", g_get_prgname ());
  add_field (entry, "STREAMTREE_EVENT", name);
  if (tenant)
    add_field (entry, "STREAMTREE_TENANT", tenant);
  if (json)
    add_field (entry, "STREAMTREE_PAYLOAD", json);
  if (send (self->fd, entry->str, entry->len, MSG_NOSIGNAL) >= 0)
    return TRUE;
  if (errno == EMSGSIZE || errno == ENOBUFS)
    return send_file (self->fd, entry, error);
  return set_errno (error, "The journal did not take an event");
}

static void
stree_journal_sink_finalize (GObject *object)
{
  StreeJournalSink *self = STREE_JOURNAL_SINK (object);

  if (self->fd >= 0)
    close (self->fd);
  G_OBJECT_CLASS (stree_journal_sink_parent_class)->finalize (object);
}

static void
stree_journal_sink_class_init (StreeJournalSinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_journal_sink_finalize;
}

static void
stree_journal_sink_iface_init (StreeEventSinkInterface *iface)
{
  iface->emit = emit;
}

static void
stree_journal_sink_init (StreeJournalSink *self)
{
  self->fd = -1;
}

/**
 * stree_journal_sink_new:
 * @socket_path: (type filename) (nullable): the journal's socket; %NULL: where systemd has it
 * @error: where to say that there is no journal
 *
 * Makes a sink that sends to the journal.
 *
 * Returns: (transfer full) (nullable): the sink; %NULL if @error is set
 *
 * Since: 1.0
 */
StreeJournalSink *
stree_journal_sink_new (const char *socket_path, GError **error)
{
  g_autoptr (StreeJournalSink) self = g_object_new (STREE_TYPE_JOURNAL_SINK, NULL);
  struct sockaddr_un           address = { .sun_family = AF_UNIX };
  const char                  *path = socket_path ? socket_path : JOURNAL_SOCKET;

  if (strlen (path) >= sizeof address.sun_path)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG, "%s: too long for the name of a socket", path);
      return NULL;
    }
  strcpy (address.sun_path, path);
  self->fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (self->fd < 0 || connect (self->fd, (const struct sockaddr *) &address, sizeof address) < 0)
    {
      g_autofree char *what = g_strdup_printf ("There is no journal at %s", path);

      set_errno (error, what);
      return NULL;
    }
  return g_steal_pointer (&self);
}
