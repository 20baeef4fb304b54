/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "network/stree-http-session-private.h"

#include "tasks/stree-task-lock-private.h"

/* libsoup lets no more go at a time and keeps the others waiting, which would count as the silence of a server. */
#define MAX_CONNECTIONS          256
#define MAX_CONNECTIONS_PER_HOST 32
#define IDLE_SECONDS             30

typedef struct
{
  GMainContext *context;
  SoupSession  *session; /* of the network thread */
} Network;

/* Stays for as long as the process does. */
static Network *
network (void)
{
  static gsize   once = 0;
  static Network the_network;

  if (g_once_init_enter (&once))
    {
      the_network.context = g_main_context_new ();
      g_once_init_leave (&once, 1);
    }
  return &the_network;
}

char *
stree_http_dup_agent (void)
{
  /* The space asks libsoup to add its own name. */
  return g_strdup_printf ("%s StreamTree/%s ", g_get_prgname () ? g_get_prgname () : "program", STREE_PACKAGE_VERSION);
}

/* Timeouts are those of each request: see stree-http-wire.c. */
static SoupSession *
new_session (GTlsDatabase *database, GProxyResolver *proxies)
{
  g_autofree char *agent = stree_http_dup_agent ();
  SoupSession     *session;

  session = soup_session_new_with_options ("user-agent", agent, "timeout", 0, "idle-timeout", IDLE_SECONDS, "max-conns",
                                           MAX_CONNECTIONS, "max-conns-per-host", MAX_CONNECTIONS_PER_HOST, NULL);
  if (database)
    soup_session_set_tls_database (session, database);
  if (proxies)
    soup_session_set_proxy_resolver (session, proxies);
  return session;
}

static gpointer
run_network (gpointer data)
{
  Network *net = data;

  g_main_context_push_thread_default (net->context);
  net->session = new_session (NULL, NULL);
  for (;;)
    g_main_context_iteration (net->context, TRUE);
  return NULL;
}

static Network *
running_network (void)
{
  static gsize once = 0;
  Network     *net = network ();

  if (g_once_init_enter (&once))
    {
      g_thread_unref (g_thread_new ("stree-network", run_network, net));
      g_once_init_leave (&once, 1);
    }
  return net;
}

GMainContext *
stree_http_context (void)
{
  return running_network ()->context;
}

/* --- going there --- */

typedef struct
{
  StreeHttpFunc func;
  gpointer      data;
  GMutex        lock;
  GCond         cond;
  gboolean      waits; /* somebody does */
  gboolean      done;
} Call;

static gboolean
run_call (gpointer data)
{
  Call *call = data;

  stree_lock (&call->lock); /* ThreadSanitizer sees by this that what was written before the call is seen here */
  stree_unlock (&call->lock);
  call->func (network ()->session, call->data);
  if (!call->waits)
    {
      g_mutex_clear (&call->lock);
      g_cond_clear (&call->cond);
      g_free (call);
      return G_SOURCE_REMOVE;
    }
  stree_lock (&call->lock);
  call->done = TRUE;
  g_cond_signal (&call->cond);
  stree_unlock (&call->lock);
  return G_SOURCE_REMOVE;
}

static Call *
new_call (StreeHttpFunc func, gpointer data, gboolean waits)
{
  Call               *call = g_new0 (Call, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_mutex_init (&call->lock);
  g_cond_init (&call->cond);
  stree_lock (&call->lock);
  call->func = func;
  call->data = data;
  call->waits = waits;
  stree_unlock (&call->lock);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_name (source, "[streamtree] network call");
  g_source_set_callback (source, run_call, call, NULL);
  g_source_attach (source, stree_http_context ());
  return call;
}

void
stree_http_invoke (StreeHttpFunc func, gpointer data)
{
  new_call (func, data, FALSE);
}

void
stree_http_call (StreeHttpFunc func, gpointer data)
{
  Call *call = new_call (func, data, TRUE);

  stree_lock (&call->lock);
  while (!call->done)
    stree_wait (&call->cond, &call->lock);
  stree_unlock (&call->lock);
  g_mutex_clear (&call->lock);
  g_cond_clear (&call->cond);
  g_free (call);
}

/* --- for tests --- */

typedef struct
{
  GTlsDatabase   *database;
  GProxyResolver *proxies;
} Settings;

static void
replace_session (SoupSession *session, gpointer data)
{
  const Settings *settings = data;

  soup_session_abort (session);
  g_object_unref (session);
  network ()->session = new_session (settings->database, settings->proxies);
}

void
stree_http_session_configure (GTlsDatabase *database, GProxyResolver *proxies)
{
  stree_http_call (replace_session, &(Settings){ database, proxies });
}
