/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "network/stree-http-send-private.h"
#include "network/stree-retry-private.h"

#include <stdlib.h>

#define FIRST_WAIT 250    /* milliseconds, at least; each next one is twice as long */
#define MAX_ASKED  120000 /* what a server may ask for */

static StreeHttpWaitFunc wait_instead;
static gpointer          wait_data;

void
stree_http_set_wait (StreeHttpWaitFunc func, gpointer data)
{
  wait_data = data;
  wait_instead = func;
}

/* Seconds, or a date. Negative: it is neither. */
static gint64
read_retry_after (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64               seconds;

  if (!text)
    return -1;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
    return (gint64) seconds * 1000;
  date = soup_date_time_new_from_http_string (text);
  if (!date)
    return -1;
  now = g_date_time_new_now_utc ();
  return MAX (0, g_date_time_difference (date, now) / 1000);
}

gboolean
stree_http_wait_to_retry (guint n, const char *retry_after, GCancellable *cancellable, GError **error)
{
  gint64  asked = read_retry_after (retry_after);
  gint64  wait = asked >= 0 ? MIN (asked, MAX_ASKED) : (gint64) stree_retry_delay (FIRST_WAIT, n, g_random_double ());
  GPollFD poll_fd;

  if (wait_instead)
    wait_instead ((guint) wait, wait_data);
  else if (g_cancellable_make_pollfd (cancellable, &poll_fd))
    {
      g_poll (&poll_fd, 1, (int) wait);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_poll (NULL, 0, (int) wait);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
