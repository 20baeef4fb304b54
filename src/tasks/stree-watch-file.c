/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A file or folder as a state. */

#include "tasks/stree-watch-private.h"

typedef struct
{
  GFileMonitor *monitor; /* owned */
  StreeWatch   *watch;   /* borrowed */
  gulong        handler;
  gboolean      written; /* and nothing has come since that says that this is over */
} Bound;

static void
end (gpointer data)
{
  Bound *bound = data;

  g_signal_handler_disconnect (bound->monitor, bound->handler);
  g_file_monitor_cancel (bound->monitor);
  g_object_unref (bound->monitor);
  g_free (bound);
}

static void
on_changed (Bound *bound, GFile *file, GFile *other, GFileMonitorEvent event)
{
  (void) file;
  (void) other;
  switch (event)
    {
    case G_FILE_MONITOR_EVENT_CHANGED:
      /* Its end is told, too; but a log that is written again and again has none. */
      if (bound->written)
        stree_watch_count (bound->watch);
      bound->written = TRUE;
      return;
    case G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED:
    case G_FILE_MONITOR_EVENT_PRE_UNMOUNT:
      return;
    case G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT:
    case G_FILE_MONITOR_EVENT_CREATED:
    case G_FILE_MONITOR_EVENT_DELETED:
    case G_FILE_MONITOR_EVENT_MOVED:
    case G_FILE_MONITOR_EVENT_MOVED_IN: /* these come as one that is removed and one that is made */
    case G_FILE_MONITOR_EVENT_MOVED_OUT:
    case G_FILE_MONITOR_EVENT_RENAMED:
    case G_FILE_MONITOR_EVENT_UNMOUNTED:
    default:
      bound->written = FALSE;
      stree_watch_count (bound->watch);
    }
}

static void
bind (StreeWatch *watch, gconstpointer target)
{
  g_autoptr (GError) error = NULL;
  GFileMonitor      *monitor = g_file_monitor ((GFile *) target, G_FILE_MONITOR_NONE, NULL, &error);
  Bound             *bound;

  if (!monitor)
    {
      stree_watch_fail (watch, g_steal_pointer (&error));
      return;
    }
  bound = g_new0 (Bound, 1);
  bound->monitor = monitor;
  bound->watch = watch;
  bound->handler = g_signal_connect_swapped (monitor, "changed", G_CALLBACK (on_changed), bound);
  stree_watch_own (watch, bound, end);
}

/**
 * stree_watch_file:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @file: a file or a folder, which need not be there yet
 *
 * How often a file has been written, made, replaced, renamed or removed since the component asked for it first, or what is
 * in a folder has: an integer, from 0. Whoever reads it runs again and looks at the file; what happens in quick succession
 * is one rerun. A file that is kept open and written on and on, as logs are, counts about once a second meanwhile, and after
 * two seconds of silence. With another file it starts anew.
 *
 * Where files cannot be watched, as on some network file systems, a warning says so and the number stays 0.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_file (StreeContext *cx, const char *name, GFile *file)
{
  g_autofree char *uri = NULL;

  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);
  uri = g_file_get_uri (file);
  return stree_watch (cx, &(StreeWatchSpec){ .what = "file", .name = name, .identity = uri, .type = G_TYPE_INT64,
                                             .bind = bind, .target = file });
}
