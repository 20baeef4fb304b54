/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Any GSource as a state. */

#include "tasks/stree-watch-private.h"

/* It has the source as its child, and so is dispatched when that is. */
typedef struct
{
  GSource     source;
  StreeWatch *watch; /* borrowed: it destroys the source */
} Parent;

static gboolean
dispatch (GSource *source, GSourceFunc func, gpointer data)
{
  (void) func;
  (void) data;
  stree_watch_count (((Parent *) source)->watch);
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs parent_funcs = { NULL, NULL, dispatch, NULL, NULL, NULL };

static void
end (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

static void
bind (StreeWatch *watch, gconstpointer target)
{
  GSource *child = (GSource *) target;
  GSource *parent = g_source_new (&parent_funcs, sizeof (Parent));

  ((Parent *) parent)->watch = watch;
  g_source_set_priority (parent, g_source_get_priority (child)); /* or it would get the parent's */
  /* What has a callback of its own keeps it: it runs first. */
  if (!child->callback_data)
    g_source_set_dummy_callback (child);
  g_source_add_child_source (parent, child);
  stree_watch_attach (watch, parent);
  stree_watch_own (watch, parent, end);
}

/**
 * stree_watch_source:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @source: (transfer full): a source that is attached nowhere, such as of a file descriptor
 *
 * How often a source has been dispatched since the component asked for it first: an integer, from 0. Whoever reads it runs
 * again then. The source of the first run is the one that is used; those that later runs make are dropped. With another
 * name there is another one.
 *
 * What comes from the source is taken by its own callback, if it has one: it runs before the components do.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_source (StreeContext *cx, const char *name, GSource *source)
{
  StreeState *state;

  g_return_val_if_fail (cx != NULL && name != NULL, NULL);
  g_return_val_if_fail (source != NULL && g_source_get_context (source) == NULL && !g_source_is_destroyed (source), NULL);
  state = stree_watch (cx, &(StreeWatchSpec){ .what = "source", .name = name, .identity = "", .type = G_TYPE_INT64,
                                              .bind = bind, .target = source });
  g_source_unref (source);
  return state;
}
