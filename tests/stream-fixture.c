/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stream-fixture.h"

#include "network/stree-retry-private.h"

GArray       *delays;
gboolean      hold_timer;
guint         held_timer;


static gboolean
never_cb (gpointer data)
{
  (void) data;
  g_assert_not_reached ();
}

static guint
note_delay (guint ms, GSourceFunc func, gpointer data)
{
  g_array_append_val (delays, ms);
  if (!hold_timer)
    return g_idle_add (func, data);
  held_timer = g_timeout_add_seconds (G_MAXINT / 1000, never_cb, NULL);
  return held_timer;
}

void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GSList            *uris;

  (void) data;
  hold_timer = FALSE;
  delays = g_array_new (FALSE, FALSE, sizeof (guint));
  stree_retry_set_timer (note_delay);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->base = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->session = stree_session_new ();
  fixture->view = body_new (fixture->session);
}

void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  g_clear_object (&fixture->view);
  g_object_unref (fixture->session);
  soup_server_disconnect (fixture->server);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (fixture->server);
  g_free (fixture->base);
  stree_retry_set_timer (NULL);
  g_array_unref (delays);
}

