/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A list model as a state. */

#include "tasks/stree-watch-private.h"

typedef struct
{
  GListModel *list; /* owned */
  gulong      handler;
} Bound;

static void
end (gpointer data)
{
  Bound *bound = data;

  g_signal_handler_disconnect (bound->list, bound->handler);
  g_object_unref (bound->list);
  g_free (bound);
}

static void
bind (StreeWatch *watch, gconstpointer target)
{
  Bound *bound = g_new (Bound, 1);

  bound->list = g_object_ref ((GListModel *) target);
  bound->handler = g_signal_connect_swapped (bound->list, "items-changed", G_CALLBACK (stree_watch_count), watch);
  stree_watch_own (watch, bound, end);
}

/**
 * stree_watch_list:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @list: a list, which is changed in the main thread only
 *
 * How often a list has changed since the component asked for it first: an integer, from 0. Whoever reads it runs again
 * when items come, go or move, and reads them from the list itself. With another list it starts anew.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_list (StreeContext *cx, const char *name, GListModel *list)
{
  char identity[32];

  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (list), NULL);
  g_snprintf (identity, sizeof identity, "%p", (gpointer) list);
  return stree_watch (cx, &(StreeWatchSpec){ .what = "list", .name = name, .identity = identity, .type = G_TYPE_INT64,
                                             .bind = bind, .target = list });
}
