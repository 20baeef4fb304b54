/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-connection-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "sources/postgres/stree-pg-error-private.h"

/* Where the URI says nothing else. */
#define TIMEOUT_SECONDS 15

typedef struct
{
  char *uri;    /* owned */
  GStrv hosts;  /* owned: as they were given; NULL: libpq knows */
  GStrv ports;  /* owned: one for all, or one for each */
  guint n_done;    /* of the hosts, those whose addresses are known */
  guint n_servers; /* addresses, and sockets */
  guint timeout;
  GString *host, *address, *port; /* owned: lists, with commas: each address by itself */
  PGconn *conn;                   /* owned */
  GSource *watch;                 /* owned */
  GSource *timer;                 /* owned */
  GSource *cancel;                /* owned; NULL: it cannot be cancelled */
} Connect;

static void
connect_free (gpointer data)
{
  Connect *self = data;

  stree_pg_drop_source (&self->watch);
  stree_pg_drop_source (&self->timer);
  stree_pg_drop_source (&self->cancel);
  g_clear_pointer (&self->conn, PQfinish);
  g_free (self->uri);
  g_strfreev (self->hosts);
  g_strfreev (self->ports);
  g_string_free (self->host, TRUE);
  g_string_free (self->address, TRUE);
  g_string_free (self->port, TRUE);
  g_free (self);
}

static void
ignore_notice (void *data, const char *message)
{
  (void) data;
  (void) message;
}

static void
add_option (GPtrArray *keywords, GPtrArray *values, const char *keyword, const char *value)
{
  if (value && *value)
    {
      g_ptr_array_add (keywords, (gpointer) keyword);
      g_ptr_array_add (values, (gpointer) value);
    }
}

/* What the URI, the service file and the environment come to: libpq tells it of a connection that it refuses to begin, for an
 * option that it does not know; it has not asked for any name then, which it would wait for. */
static PQconninfoOption *
read_options (const char *uri)
{
  const char *const keywords[] = { "dbname", "sslmode", NULL };
  const char *const values[] = { uri, "none-of-them", NULL };
  PGconn *conn = PQconnectStartParams (keywords, values, 1);
  PQconninfoOption *options = conn ? PQconninfo (conn) : NULL;

  PQfinish (conn);
  return options;
}

static const char *
get_option (const PQconninfoOption *options, const char *keyword)
{
  for (; options && options->keyword; options++)
    if (g_str_equal (options->keyword, keyword))
      return options->val && *options->val ? options->val : NULL;
  return NULL;
}

static gboolean
connect_read_uri (Connect *self, GError **error)
{
  char *reason = NULL;
  PQconninfoOption *options = PQconninfoParse (self->uri, &reason);
  const char *host, *port, *timeout;

  if (!options)
    {
      g_propagate_error (error, stree_pg_uri_error (self->uri, reason));
      PQfreemem (reason);
      return FALSE;
    }
  PQconninfoFree (options);
  options = read_options (self->uri);
  host = get_option (options, "host");
  port = get_option (options, "port");
  timeout = get_option (options, "connect_timeout");
  if (host && !get_option (options, "hostaddr"))
    {
      self->hosts = g_strsplit (host, ",", -1);
      self->ports = g_strsplit (port ? port : "", ",", -1);
    }
  self->timeout = timeout ? (guint) g_ascii_strtoull (timeout, NULL, 10) : TIMEOUT_SECONDS;
  PQconninfoFree (options);
  return TRUE;
}

/* --- connecting --- */

static void step (GTask *task, PostgresPollingStatusType status);

static gboolean
ready_cb (gint fd, GIOCondition condition, gpointer data)
{
  GTask *task = data;
  Connect *self = g_task_get_task_data (task);

  (void) fd;
  (void) condition;
  g_object_ref (task);
  step (task, PQconnectPoll (self->conn));
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
finish (GTask *task, GError *error)
{
  Connect *self = g_task_get_task_data (task);

  stree_pg_drop_source (&self->watch);
  stree_pg_drop_source (&self->timer);
  stree_pg_drop_source (&self->cancel);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self->conn), (GDestroyNotify) PQfinish);
}

static void
step (GTask *task, PostgresPollingStatusType status)
{
  Connect *self = g_task_get_task_data (task);

  stree_pg_drop_source (&self->watch);
  switch (status)
    {
    case PGRES_POLLING_READING:
    case PGRES_POLLING_WRITING:
      self->watch = g_unix_fd_source_new (PQsocket (self->conn), status == PGRES_POLLING_READING ? G_IO_IN : G_IO_OUT);
      g_source_set_callback (self->watch, G_SOURCE_FUNC (ready_cb), g_object_ref (task), g_object_unref);
      g_source_set_static_name (self->watch, "[streamtree] postgresql: connecting");
      g_source_attach (self->watch, g_task_get_context (task));
      break;
    case PGRES_POLLING_OK:
      PQsetErrorVerbosity (self->conn, PQERRORS_DEFAULT);
      finish (task, NULL);
      break;
    case PGRES_POLLING_FAILED:
    case PGRES_POLLING_ACTIVE:
    default:
      finish (task, stree_pg_connect_error (self->conn));
      break;
    }
}

static gboolean
timeout_cb (gpointer data)
{
  GTask *task = data;

  g_object_ref (task);
  finish (task, g_error_new (STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST, _ ("The server does not answer")));
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  GTask *task = data;
  GError *error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  g_object_ref (task);
  finish (task, error);
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static void
begin (GTask *task)
{
  Connect *self = g_task_get_task_data (task);
  g_autoptr (GPtrArray) keywords = g_ptr_array_new ();
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  /* Later ones count more; those before the URI are what it may say otherwise. */
  add_option (keywords, values, "keepalives_idle", "30");
  add_option (keywords, values, "keepalives_interval", "10");
  add_option (keywords, values, "keepalives_count", "3");
  add_option (keywords, values, "dbname", self->uri);
  add_option (keywords, values, "client_encoding", "UTF8");
  add_option (keywords, values, "fallback_application_name", g_get_prgname ());
  if (self->hosts)
    {
      add_option (keywords, values, "host", self->host->str);
      add_option (keywords, values, "hostaddr", self->address->str);
      add_option (keywords, values, "port", self->port->str);
    }
  g_ptr_array_add (keywords, NULL);
  g_ptr_array_add (values, NULL);
  self->conn = PQconnectStartParams ((const char *const *) keywords->pdata, (const char *const *) values->pdata, 1);
  if (!self->conn)
    {
      g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FULL, _ ("There is not enough memory"));
      return;
    }
  PQsetNoticeProcessor (self->conn, ignore_notice, NULL);
  /* For the code of what the server refuses: it is told in no other way. */
  PQsetErrorVerbosity (self->conn, PQERRORS_VERBOSE);
  if (self->timeout > 0)
    {
      self->timer = g_timeout_source_new_seconds (self->timeout);
      g_source_set_callback (self->timer, timeout_cb, g_object_ref (task), g_object_unref);
      g_source_set_static_name (self->timer, "[streamtree] postgresql: no answer");
      g_source_attach (self->timer, g_task_get_context (task));
    }
  if (g_task_get_cancellable (task))
    {
      self->cancel = g_cancellable_source_new (g_task_get_cancellable (task));
      g_source_set_callback (self->cancel, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task), g_object_unref);
      g_source_attach (self->cancel, g_task_get_context (task));
    }
  step (task, PQstatus (self->conn) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING);
}

/* --- names --- */

static void
add_server (Connect *self, const char *address)
{
  const char *separator = self->n_servers++ > 0 ? "," : "";
  guint n_ports = g_strv_length (self->ports);

  g_string_append_printf (self->host, "%s%s", separator, self->hosts[self->n_done]);
  g_string_append_printf (self->address, "%s%s", separator, address);
  g_string_append_printf (self->port, "%s%s", separator,
                          n_ports > 1 && self->n_done < n_ports ? self->ports[self->n_done]
                          : n_ports > 0                         ? self->ports[0]
                                                                : "");
}

static void resolve_next (GTask *task);

static void
resolved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Connect *self = g_task_get_task_data (task);
  GError *error = NULL;
  GList *addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);

  if (!addresses)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, error);
      else
        {
          g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST,
                                   _ ("The server “%s” is not known: %s"), self->hosts[self->n_done], error->message);
          g_error_free (error);
        }
      return;
    }
  for (GList *l = addresses; l; l = l->next)
    {
      g_autofree char *text = g_inet_address_to_string (l->data);

      add_server (self, text);
    }
  g_resolver_free_addresses (addresses);
  self->n_done++;
  resolve_next (task);
}

static void
resolve_next (GTask *task)
{
  Connect *self = g_task_get_task_data (task);
  const char *host;

  while (self->hosts && (host = self->hosts[self->n_done]))
    {
      if (*host && *host != '/' && *host != '@' && !g_hostname_is_ip_address (host))
        {
          g_autoptr (GResolver) resolver = g_resolver_get_default ();

          g_resolver_lookup_by_name_async (resolver, host, g_task_get_cancellable (task), resolved_cb,
                                           g_object_ref (task));
          return;
        }
      add_server (self, *host && *host != '/' && *host != '@' ? host : "");
      self->n_done++;
    }
  begin (task);
}

void
stree_pg_connect_async (const char *uri, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Connect *self = g_new0 (Connect, 1);
  GError *error = NULL;

  self->uri = g_strdup (uri);
  self->host = g_string_new (NULL);
  self->address = g_string_new (NULL);
  self->port = g_string_new (NULL);
  g_task_set_task_data (task, self, connect_free);
  if (connect_read_uri (self, &error))
    resolve_next (task);
  else
    g_task_return_error (task, error);
}

PGconn *
stree_pg_connect_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
