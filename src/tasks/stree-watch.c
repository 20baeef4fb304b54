/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tasks/stree-watch-private.h"

#include "core/stree-blank-private.h"
#include "core/stree-context-private.h"
#include "core/stree-error.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-effect-private.h"
#include "core/stree-node-private.h"
#include "core/stree-state-private.h"
#include "core/stree-thread-private.h"

struct _StreeWatch
{
  StreeState    *state;    /* owned */
  StreeNode     *node;     /* borrowed: unmounting it ends the watch */
  char          *what;     /* owned */
  char          *identity; /* owned */
  guint          run;      /* of the mount: when it was asked for last */
  gpointer       data;     /* owned: what is bound */
  GDestroyNotify unbind;   /* frees it; NULL: nothing is bound */
};

static guint n_bound;

guint
stree_watch_get_n_bound (void)
{
  return n_bound;
}

static void
unbind (StreeWatch *watch)
{
  GDestroyNotify end = watch->unbind;

  if (!end)
    return;
  watch->unbind = NULL;
  n_bound--;
  end (g_steal_pointer (&watch->data));
}

static void
watch_free (gpointer data)
{
  StreeWatch *watch = data;

  unbind (watch);
  stree_state_drop (watch->state);
  g_free (watch->what);
  g_free (watch->identity);
  g_free (watch);
}

/* Another target: whoever holds the state goes on with it, from the beginning. */
static void
start_anew (StreeWatch *watch, const StreeWatchSpec *spec)
{
  unbind (watch);
  g_free (watch->what);
  g_free (watch->identity);
  watch->what = g_strdup (spec->what);
  watch->identity = g_strdup (spec->identity);
  g_value_reset (&watch->state->value);
  stree_state_tell_others (watch->state);
}

static StreeWatch *
watch_new (StreeContext *cx, const StreeWatchSpec *spec)
{
  StreeWatch     *watch = g_new0 (StreeWatch, 1);
  g_auto (GValue) nothing = G_VALUE_INIT;

  g_value_init (&nothing, spec->type);
  watch->state = stree_state_new_detached (spec->name, &nothing);
  watch->state->session = stree_context_get_session (cx);
  watch->state->watched = TRUE;
  watch->state->read_only = TRUE;
  watch->state->transient = TRUE;
  watch->node = cx->node;
  watch->what = g_strdup (spec->what);
  watch->identity = g_strdup (spec->identity);
  return watch;
}

StreeState *
stree_watch_refuse (StreeContext *cx, GType type, GError *error)
{
  g_auto (GValue) nothing = G_VALUE_INIT;

  stree_context_complain (cx, error);
  g_value_init (&nothing, type);
  return stree_state_new_orphan ("", &nothing);
}

StreeState *
stree_watch (StreeContext *cx, const StreeWatchSpec *spec)
{
  g_autofree char *key = NULL;
  StreeWatch      *watch;
  guint            run;

  STREE_MAIN_THREAD_ONLY ();
  if (!stree_context_get_session (cx))
    {
      g_auto (GValue) nothing = G_VALUE_INIT;

      g_value_init (&nothing, spec->type);
      return stree_state_new_orphan (spec->name, &nothing);
    }
  if (stree_is_blank (spec->name))
    return stree_watch_refuse (cx, spec->type, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                                            "watch: expected a name that is not blank, for the %s", spec->what));
  key = g_strconcat ("watch:", spec->name, NULL);
  run = stree_node_get_mount (cx->node)->run;
  watch = stree_node_effect_find (cx->node, key);
  if (watch && strcmp (watch->what, spec->what) == 0 && strcmp (watch->identity, spec->identity) == 0)
    {
      watch->run = run;
      return watch->state;
    }
  if (watch && watch->run == run && stree_node_get_running () == cx->node)
    return stree_watch_refuse (cx, spec->type,
                               g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE,
                                            "watch: '%s' is asked for twice in a run, as the %s %s and as the %s %s", spec->name,
                                            watch->what, watch->identity, spec->what, spec->identity));
  if (watch && G_VALUE_TYPE (&watch->state->value) == spec->type)
    {
      start_anew (watch, spec);
    }
  else
    {
      watch = watch_new (cx, spec);
      stree_node_effect_set (cx->node, key, watch, watch_free);
    }
  watch->run = run;
  spec->bind (watch, spec->target);
  return watch->state;
}

void
stree_watch_own (StreeWatch *watch, gpointer data, GDestroyNotify end)
{
  g_assert (watch->unbind == NULL && end != NULL);
  watch->data = data;
  watch->unbind = end;
  n_bound++;
}

/* Nobody has to run again. */
void
stree_watch_begin (StreeWatch *watch, const GValue *value)
{
  g_value_copy (value, &watch->state->value);
  watch->state->serial++;
}

void
stree_watch_set (StreeWatch *watch, const GValue *value)
{
  StreeState *state = watch->state;

  if (!state->readers || state->readers->len == 0)
    {
      stree_watch_begin (watch, value);
      return;
    }
  stree_state_ref (state);
  state->read_only = FALSE;
  stree_state_set (state, value);
  state->read_only = TRUE;
  stree_state_unref (state);
}

void
stree_watch_count (StreeWatch *watch)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_INT64);
  g_value_set_int64 (&value, g_value_get_int64 (&watch->state->value) + 1);
  stree_watch_set (watch, &value);
}

void
stree_watch_fail (StreeWatch *watch, GError *error)
{
  g_autofree char *path = stree_node_dup_path (watch->node);

  g_warning ("watch: the %s '%s' of %s failed: %s", watch->what, watch->state->name, path, error->message);
  g_error_free (error);
}

void
stree_watch_attach (StreeWatch *watch, GSource *source)
{
  g_autofree char *title = g_strdup_printf ("[streamtree] %s", watch->what);

  g_source_set_name (source, title);
  g_source_attach (source, NULL);
}
