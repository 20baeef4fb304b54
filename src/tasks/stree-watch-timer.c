/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Time as a state. */

#include "tasks/stree-watch-private.h"

#include "core/stree-clock-private.h"
#include "core/stree-error.h"

typedef struct
{
  GSource     source;
  StreeWatch *watch;  /* borrowed: it destroys the source */
  gint64      start;
  gint64      period;
  gint64      ticks;
  gboolean    once;
} Timer;

static gboolean
is_due (Timer *timer)
{
  return stree_clock_now () - timer->start >= (timer->ticks + 1) * timer->period;
}

static gboolean
prepare (GSource *source, int *timeout)
{
  Timer *timer = (Timer *) source;
  gint64 left = (timer->ticks + 1) * timer->period - (stree_clock_now () - timer->start);

  *timeout = left <= 0 ? 0 : (int) MIN ((left + 999) / 1000, G_MAXINT);
  return left <= 0;
}

static gboolean
check (GSource *source)
{
  return is_due ((Timer *) source);
}

/* Counted from the start, so that it does not drift; what was missed is counted in one go. */
static gboolean
dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  Timer          *timer = (Timer *) source;
  g_auto (GValue) value = G_VALUE_INIT;

  (void) func;
  (void) data;
  timer->ticks = (stree_clock_now () - timer->start) / timer->period;
  g_value_init (&value, timer->once ? G_TYPE_BOOLEAN : G_TYPE_INT64);
  if (timer->once)
    g_value_set_boolean (&value, TRUE);
  else
    g_value_set_int64 (&value, timer->ticks);
  stree_watch_set (timer->watch, &value);
  return timer->once ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static GSourceFuncs timer_funcs = { prepare, check, dispatch, NULL, NULL, NULL };

static void
end_source (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

typedef struct
{
  int      milliseconds;
  gboolean once;
} Duration;

static void
bind (StreeWatch *watch, gconstpointer target)
{
  const Duration *duration = target;
  GSource        *source = g_source_new (&timer_funcs, sizeof (Timer));
  Timer          *timer = (Timer *) source;

  timer->watch = watch;
  timer->start = stree_clock_now ();
  timer->period = (gint64) duration->milliseconds * 1000;
  timer->once = duration->once;
  stree_watch_attach (watch, source);
  stree_watch_own (watch, source, end_source);
}

static StreeState *
watch_time (StreeContext *cx, const char *name, int milliseconds, gboolean once)
{
  const char *what = once ? "timeout" : "interval";
  GType       type = once ? G_TYPE_BOOLEAN : G_TYPE_INT64;
  Duration    duration = { milliseconds, once };
  char        identity[32];

  if (milliseconds <= 0)
    return stree_watch_refuse (cx, type, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                                      "watch: the %s '%s' is of %d ms; expected 1 or more", what, name,
                                                      milliseconds));
  g_snprintf (identity, sizeof identity, "%d ms", milliseconds);
  return stree_watch (cx, &(StreeWatchSpec){ .what = what, .name = name, .identity = identity, .type = type,
                                             .bind = bind, .target = &duration });
}

/**
 * stree_watch_interval:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @milliseconds: how long a tick is; 1 or more
 *
 * How often an interval has passed since the component asked for it first: an integer, from 0. Whoever reads it runs
 * again at each tick. Ticks that were missed, because something took long, are counted but are one rerun; ticks do not
 * drift. While the computer is suspended no time passes.
 *
 * A duration of 0 or less is an error of the component. With another duration it starts anew.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_interval (StreeContext *cx, const char *name, int milliseconds)
{
  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  return watch_time (cx, name, milliseconds, FALSE);
}

/**
 * stree_watch_timeout:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @milliseconds: how long to wait; 1 or more
 *
 * Whether a time has passed since the component asked for it first: %FALSE, then %TRUE. While the computer is suspended
 * no time passes.
 *
 * A duration of 0 or less is an error of the component. With another duration it starts anew.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_timeout (StreeContext *cx, const char *name, int milliseconds)
{
  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  return watch_time (cx, name, milliseconds, TRUE);
}
