/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "midway.h"

#include <gmodule.h>

/* How often it may ask after it was told: once more, for the error. */
#define MAX_AFTER 1

/* Of the work that is watched; any of its threads may ask. */
static struct
{
  GCancellable *cancellable;
  guint         n;         /* how often was asked; atomic */
  guint         cancel_at; /* 0: never */
} watched;

/* By the linker's --wrap, what the library calls in the place of GLib's. Exported, since a linker takes them for what shared
 * libraries call, too: these call GLib's. */
gboolean __real_g_cancellable_is_cancelled (GCancellable *cancellable);
gboolean __real_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error);
G_MODULE_EXPORT gboolean __wrap_g_cancellable_is_cancelled (GCancellable *cancellable);
G_MODULE_EXPORT gboolean __wrap_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error);

static void
count (GCancellable *cancellable)
{
  if (cancellable && cancellable == watched.cancellable && (guint) g_atomic_int_add (&watched.n, 1) + 1 == watched.cancel_at)
    g_cancellable_cancel (cancellable);
}

gboolean
__wrap_g_cancellable_is_cancelled (GCancellable *cancellable)
{
  count (cancellable);
  return __real_g_cancellable_is_cancelled (cancellable);
}

gboolean
__wrap_g_cancellable_set_error_if_cancelled (GCancellable *cancellable, GError **error)
{
  count (cancellable);
  return __real_g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* How often the work asked. */
static guint
run (MidwayFunc func, gpointer data, guint cancel_at, gboolean *whole)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  watched.cancellable = cancellable;
  watched.n = 0;
  watched.cancel_at = cancel_at;
  *whole = func (cancellable, data);
  watched.cancellable = NULL;
  return watched.n;
}

void
assert_cancelled_midway (MidwayFunc func, gpointer data, guint at_least)
{
  gboolean whole;
  guint    n = run (func, data, 0, &whole);

  g_assert_true (whole);
  g_assert_cmpuint (n, >=, at_least);
  g_assert_cmpuint (run (func, data, n / 2, &whole), <=, n / 2 + MAX_AFTER);
  g_assert_false (whole);
}
