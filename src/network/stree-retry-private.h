/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* When a connection that broke is made again: the more often in a row it failed, the later, and not at the same moment as all
 * others that broke with it. */

#include <glib.h>

G_BEGIN_DECLS

#define STREE_RETRY_BASE_MS 1000
#define STREE_RETRY_MAX_MS  60000

typedef struct
{
  gint64 base_ms;    /* before the first attempt; 0: STREE_RETRY_BASE_MS */
  guint  n_failures; /* in a row */
  guint  source;     /* the timer that runs; 0: none */
} StreeRetry;

/* Calls @func once, later; one that waits is replaced. */
void  stree_retry_schedule (StreeRetry *retry, GSourceFunc func, gpointer data);
void  stree_retry_cancel   (StreeRetry *retry);
/* The connection is good: the next one that breaks is the first. */
void  stree_retry_reset    (StreeRetry *retry);
/* How long to wait after @n_failures: @chance is from 0 to 1. */
guint stree_retry_delay    (gint64 base_ms, guint n_failures, double chance);

/* What makes the timer; a test puts in one that does not wait. */
typedef guint (*StreeRetryTimer) (guint ms, GSourceFunc func, gpointer data);
void  stree_retry_set_timer (StreeRetryTimer timer);

G_END_DECLS
