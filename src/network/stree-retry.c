/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-retry-private.h"

static guint
wait_ms (guint ms, GSourceFunc func, gpointer data)
{
  guint id = g_timeout_add (ms, func, data);

  g_source_set_name_by_id (id, "[streamtree] reconnect");
  return id;
}

static StreeRetryTimer set_timer = wait_ms;

void
stree_retry_set_timer (StreeRetryTimer timer)
{
  set_timer = timer ? timer : wait_ms;
}

/* Never sooner than the base: that may be what a server asked for. Half of it at most is chance. */
guint
stree_retry_delay (gint64 base_ms, guint n_failures, double chance)
{
  gint64 ms = MIN (base_ms, G_MAXINT / 2);
  gint64 max_ms = MAX (ms, STREE_RETRY_MAX_MS);

  for (guint i = 0; i < n_failures && ms < max_ms; i++)
    ms = MAX (ms * 2, 1);
  ms = MIN (ms, max_ms);
  return (guint) (ms + (gint64) ((double) ms / 2 * chance));
}

void
stree_retry_schedule (StreeRetry *retry, GSourceFunc func, gpointer data)
{
  gint64 base = retry->base_ms > 0 ? retry->base_ms : STREE_RETRY_BASE_MS;

  stree_retry_cancel (retry);
  retry->source = set_timer (stree_retry_delay (base, retry->n_failures, g_random_double ()), func, data);
  retry->n_failures++;
}

void
stree_retry_cancel (StreeRetry *retry)
{
  if (retry->source)
    g_source_remove (retry->source);
  retry->source = 0;
}

void
stree_retry_reset (StreeRetry *retry)
{
  retry->n_failures = 0;
}
