/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-session-private.h"

#include "core/stree-memo-private.h"
#include "core/stree-mount-private.h"
#include "core/stree-provided-private.h"
#include "core/stree-thread-private.h"
#include "history/stree-history-private.h"
#include "tasks/stree-tasks-private.h"

/**
 * StreeSession:
 *
 * What windows share: the global states, and every view that shows them.
 *
 * A session lives in the thread that made it.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (StreeSession, stree_session, G_TYPE_OBJECT)

static void
drop_state (gpointer state)
{
  stree_state_drop (state);
}

static void
stree_session_finalize (GObject *object)
{
  StreeSession *self = STREE_SESSION (object);

  if (self->history)
    stree_history_detach (self->history);
  g_clear_object (&self->kept_history);
  g_clear_pointer (&self->tasks, stree_tasks_free);
  g_clear_object (&self->location);
  g_clear_pointer (&self->work, g_ptr_array_unref);
  g_clear_pointer (&self->inspectors, g_ptr_array_unref);
  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_ptr_array_unref (self->mounts);
  g_hash_table_unref (self->globals);
  g_hash_table_unref (self->memos);
  stree_values_unref (self->provided);
  g_hash_table_unref (self->lookups);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  G_OBJECT_CLASS (stree_session_parent_class)->finalize (object);
}

static guint provided_signal;

static void
stree_session_class_init (StreeSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_session_finalize;
  /**
   * StreeSession::provided:
   * @session: a session
   * @name: the name of the value
   *
   * A value that the session provides is another one now. The detail is its name: `provided::theme`.
   *
   * Since: 1.0
   */
  provided_signal = g_signal_new (g_intern_static_string ("provided"), STREE_TYPE_SESSION, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

void
stree_session_emit_provided (StreeSession *session, const char *name)
{
  g_signal_emit (session, provided_signal, g_quark_from_string (name), name);
}

static void
stree_session_init (StreeSession *self)
{
  self->mounts = g_ptr_array_new ();
  self->globals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, drop_state);
  self->memos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stree_memo_value_free);
  self->provided = stree_values_new ();
  self->lookups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, stree_lookup_free);
}

/**
 * stree_session_new:
 *
 * Makes a session.
 *
 * Returns: (transfer full): the session
 *
 * Since: 1.0
 */
StreeSession *
stree_session_new (void)
{
  return g_object_new (STREE_TYPE_SESSION, NULL);
}

void
stree_session_add_mount (StreeSession *session, StreeMount *mount)
{
  g_ptr_array_add (session->mounts, mount);
}

void
stree_session_remove_mount (StreeSession *session, StreeMount *mount)
{
  g_ptr_array_remove (session->mounts, mount);
}

/**
 * stree_session_rerun:
 * @session: a session
 *
 * Reruns every view of the session before the next frame: for a change of data that is no state.
 *
 * Since: 1.0
 */
void
stree_session_rerun (StreeSession *session)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SESSION (session));
  for (guint i = 0; i < session->mounts->len; i++)
    stree_mount_schedule (session->mounts->pdata[i]);
}

/**
 * stree_session_flush:
 * @session: a session
 *
 * Does now what is due before the next frame: the reruns of views whose state changed.
 *
 * Since: 1.0
 */
void
stree_session_flush (StreeSession *session)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SESSION (session));
  g_object_ref (session);
  for (guint i = 0; i < session->mounts->len;)
    {
      StreeMount *mount = session->mounts->pdata[i];

      stree_mount_flush (mount);
      /* An on_error may have closed it, and others. */
      if (i < session->mounts->len && session->mounts->pdata[i] == mount)
        i++;
    }
  g_object_unref (session);
}

/**
 * stree_session_lookup:
 * @session: a session
 * @key: the key of a global state
 *
 * Finds a global state.
 *
 * Returns: (transfer none) (nullable): the state; %NULL if no component has made it
 *
 * Since: 1.0
 */
StreeState *
stree_session_lookup (StreeSession *session, const char *key)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  return g_hash_table_lookup (session->globals, key);
}

/**
 * stree_session_remove:
 * @session: a session
 * @key: the key of a global state
 *
 * Removes a global state: it starts again from its initial value when a component asks for it.
 *
 * Returns: %FALSE if there is none
 *
 * Since: 1.0
 */
gboolean
stree_session_remove (StreeSession *session, const char *key)
{
  StreeState *state;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  state = g_hash_table_lookup (session->globals, key);
  if (!state)
    return FALSE;
  if (session->history)
    stree_history_note_dropped (session->history, state);
  stree_state_changed (state);
  return g_hash_table_remove (session->globals, key);
}

/**
 * stree_session_list_keys:
 * @session: a session
 *
 * The keys of all global states.
 *
 * Returns: (transfer full) (array zero-terminated=1): the keys, sorted
 *
 * Since: 1.0
 */
char **
stree_session_list_keys (StreeSession *session)
{
  g_autoptr (GList) keys = NULL;
  GPtrArray        *list;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  list = g_ptr_array_new ();
  keys = g_list_sort (g_hash_table_get_keys (session->globals), (GCompareFunc) strcmp);
  for (GList *l = keys; l; l = l->next)
    g_ptr_array_add (list, g_strdup (l->data));
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}
