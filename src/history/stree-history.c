/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "history/stree-history-private.h"

#include "core/stree-clock-private.h"
#include "core/stree-session-private.h"
#include "core/stree-thread-private.h"

/**
 * StreeHistory:
 *
 * What the states of a session were, step by step, and the way back and forth through that.
 *
 * A session has at most one, and pays for it only while it does. The oldest steps go when there are more than
 * [property@StreamTree.History:max-steps] of them, or when all of them take more than [property@StreamTree.History:max-bytes].
 *
 * Since: 1.0
 */
enum
{
  PROP_0,
  PROP_SESSION,
  PROP_MAX_STEPS,
  PROP_MAX_BYTES,
  PROP_N_STEPS,
  PROP_POSITION,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StreeHistory, stree_history, G_TYPE_OBJECT)

/* --- life --- */

StreeHistoryStep *
stree_history_step_new (StreeHistory *self)
{
  StreeHistoryStep *step = g_new0 (StreeHistoryStep, 1);

  (void) self;
  step->deltas = stree_deltas_new ();
  step->time = stree_clock_wall ();
  return step;
}

void
stree_history_step_free (gpointer data)
{
  StreeHistoryStep *step = data;

  stree_deltas_free (step->deltas);
  g_free (step->label);
  g_free (step->name);
  g_free (step->path);
  g_free (step);
}

void
stree_history_detach (StreeHistory *self)
{
  if (!self->session)
    return;
  self->session->history = NULL;
  self->session = NULL;
  self->open = NULL;
  self->last = NULL;
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  stree_state_drop (g_steal_pointer (&self->ends));
  stree_state_drop (g_steal_pointer (&self->place));
}

static void
stree_history_finalize (GObject *object)
{
  StreeHistory *self = STREE_HISTORY (object);

  stree_history_detach (self);
  g_ptr_array_unref (self->steps);
  g_queue_clear_full (&self->log, stree_history_event_free);
  g_clear_pointer (&self->start, g_hash_table_unref);
  g_hash_table_unref (self->secrets);
  g_hash_table_unref (self->typed);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_free (self->deed_label);
  G_OBJECT_CLASS (stree_history_parent_class)->finalize (object);
}

static void
stree_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StreeHistory *self = STREE_HISTORY (object);

  switch (id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_MAX_STEPS:
      g_value_set_uint (value, self->max_steps);
      break;
    case PROP_MAX_BYTES:
      g_value_set_uint64 (value, self->max_bytes);
      break;
    case PROP_N_STEPS:
      g_value_set_uint (value, self->steps->len);
      break;
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->position > 0);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->position < self->steps->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_history_class_init (StreeHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = stree_history_finalize;
  object_class->get_property = stree_history_get_property;

  /**
   * StreeHistory:session: (attributes org.gtk.Property.get=stree_history_get_session)
   *
   * Whose history it is; %NULL once the session is gone.
   *
   * Since: 1.0
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, STREE_TYPE_SESSION, flags);
  /**
   * StreeHistory:max-steps: (attributes org.gtk.Property.get=stree_history_get_max_steps)
   *
   * How many steps are kept.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_STEPS] = g_param_spec_uint ("max-steps", NULL, NULL, 1, G_MAXUINT, STREE_HISTORY_MAX_STEPS, flags);
  /**
   * StreeHistory:max-bytes: (attributes org.gtk.Property.get=stree_history_get_max_bytes)
   *
   * How many bytes the steps may take, and how many the log.
   *
   * Since: 1.0
   */
  properties[PROP_MAX_BYTES] =
    g_param_spec_uint64 ("max-bytes", NULL, NULL, 1, G_MAXUINT64, STREE_HISTORY_MAX_BYTES, flags);
  /**
   * StreeHistory:n-steps: (attributes org.gtk.Property.get=stree_history_get_n_steps)
   *
   * How many steps there are: those that are done, and those that can be done again.
   *
   * Since: 1.0
   */
  properties[PROP_N_STEPS] = g_param_spec_uint ("n-steps", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * StreeHistory:position: (attributes org.gtk.Property.get=stree_history_get_position)
   *
   * How many of the steps are done.
   *
   * Since: 1.0
   */
  properties[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * StreeHistory:can-undo: (attributes org.gtk.Property.get=stree_history_get_can_undo)
   *
   * Whether there is a step to undo.
   *
   * Since: 1.0
   */
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  /**
   * StreeHistory:can-redo: (attributes org.gtk.Property.get=stree_history_get_can_redo)
   *
   * Whether there is a step to do again.
   *
   * Since: 1.0
   */
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stree_history_init (StreeHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func (stree_history_step_free);
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release, NULL);
  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&self->log);
}

/**
 * stree_history_new:
 * @session: a session that has no history
 * @max_steps: how many steps to keep; 0: %STREE_HISTORY_MAX_STEPS
 * @max_bytes: how many bytes they may take; 0: %STREE_HISTORY_MAX_BYTES
 *
 * Begins to keep the history of a session. It ends when the history goes.
 *
 * Of the log, %STREE_HISTORY_EVENTS_PER_STEP times as many events are kept, and as many bytes again.
 *
 * Returns: (transfer full): the history
 *
 * Since: 1.0
 */
StreeHistory *
stree_history_new (StreeSession *session, guint max_steps, guint64 max_bytes)
{
  StreeHistory *self;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (session->history == NULL, NULL);
  self = g_object_new (STREE_TYPE_HISTORY, NULL);
  self->max_steps = max_steps ? max_steps : STREE_HISTORY_MAX_STEPS;
  self->max_bytes = max_bytes ? max_bytes : STREE_HISTORY_MAX_BYTES;
  self->session = session;
  self->ends = stree_state_new_signal ("history", session);
  self->place = stree_state_new_signal ("history position", session);
  session->history = self;
  stree_history_start_log (self);
  return self;
}

/**
 * stree_session_get_history:
 * @session: a session
 *
 * The history that is kept of it.
 *
 * Returns: (transfer none) (nullable): the history; %NULL if there is none
 *
 * Since: 1.0
 */
StreeHistory *
stree_session_get_history (StreeSession *session)
{
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  return session->history;
}

/**
 * stree_session_keep_history:
 * @session: a session
 *
 * Keeps a history as long as the session lives. One that there is already goes on.
 *
 * Returns: (transfer none): the history
 *
 * Since: 1.0
 */
StreeHistory *
stree_session_keep_history (StreeSession *session)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  if (!session->kept_history)
    session->kept_history = session->history ? g_object_ref (session->history) : stree_history_new (session, 0, 0);
  return session->kept_history;
}

/**
 * stree_history_get_session: (attributes org.gtk.Method.get_property=session)
 * @self: a history
 *
 * Whose history it is.
 *
 * Returns: (transfer none) (nullable): the session; %NULL once it is gone
 *
 * Since: 1.0
 */
StreeSession *
stree_history_get_session (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), NULL);
  return self->session;
}

/**
 * stree_history_get_max_steps: (attributes org.gtk.Method.get_property=max-steps)
 * @self: a history
 *
 * How many steps are kept.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_history_get_max_steps (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), 0);
  return self->max_steps;
}

/**
 * stree_history_get_max_bytes: (attributes org.gtk.Method.get_property=max-bytes)
 * @self: a history
 *
 * How many bytes the steps may take, and how many the log.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint64
stree_history_get_max_bytes (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), 0);
  return self->max_bytes;
}

/* --- where it is --- */

void
stree_history_tell (StreeHistory *self)
{
  gboolean can_undo = self->position > 0;
  gboolean can_redo = self->position < self->steps->len;
  gboolean steps = self->steps->len != self->told_steps;
  gboolean position = self->position != self->told_position;
  gboolean undo = can_undo != self->could_undo;
  gboolean redo = can_redo != self->could_redo;

  self->told_steps = self->steps->len;
  self->told_position = self->position;
  self->could_undo = can_undo;
  self->could_redo = can_redo;
  if (self->session && (undo || redo) && self->ends->readers)
    stree_state_changed (self->ends);
  if (self->session && (steps || position) && self->place->readers)
    stree_state_changed (self->place);
  g_object_freeze_notify (G_OBJECT (self));
  if (steps)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_STEPS]);
  if (position)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
  if (undo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (redo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
track (StreeState *signal)
{
  if (signal)
    stree_state_track (signal);
}

/**
 * stree_history_get_n_steps: (attributes org.gtk.Method.get_property=n-steps)
 * @self: a history
 *
 * How many steps there are: those that are done, and those that can be done again. A component that asks is run again when
 * that changes.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint
stree_history_get_n_steps (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), 0);
  track (self->place);
  return self->steps->len;
}

/**
 * stree_history_get_position: (attributes org.gtk.Method.get_property=position)
 * @self: a history
 *
 * How many of the steps are done. A component that asks is run again when that changes.
 *
 * Returns: the number; from 0 to that of the steps
 *
 * Since: 1.0
 */
guint
stree_history_get_position (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), 0);
  track (self->place);
  return self->position;
}

/**
 * stree_history_get_can_undo: (attributes org.gtk.Method.get_property=can-undo)
 * @self: a history
 *
 * Whether there is a step to undo. A component that asks is run again when that changes.
 *
 * Returns: %TRUE if there is
 *
 * Since: 1.0
 */
gboolean
stree_history_get_can_undo (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), FALSE);
  track (self->ends);
  return self->position > 0;
}

/**
 * stree_history_get_can_redo: (attributes org.gtk.Method.get_property=can-redo)
 * @self: a history
 *
 * Whether there is a step to do again. A component that asks is run again when that changes.
 *
 * Returns: %TRUE if there is
 *
 * Since: 1.0
 */
gboolean
stree_history_get_can_redo (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), FALSE);
  track (self->ends);
  return self->position < self->steps->len;
}

/**
 * stree_history_get_n_bytes:
 * @self: a history
 *
 * How many bytes its steps take; the one that is added to at the moment counts when it is over.
 *
 * Returns: the number
 *
 * Since: 1.0
 */
guint64
stree_history_get_n_bytes (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), 0);
  return self->n_bytes;
}

/**
 * stree_history_dup_label:
 * @self: a history
 * @step: which step, from 0
 *
 * What a step is called, for the eyes of a user: as the element that was used, or as the first state that the program set.
 *
 * Returns: (transfer full): the label; never empty
 *
 * Since: 1.0
 */
char *
stree_history_dup_label (StreeHistory *self, guint step)
{
  const StreeHistoryStep *of;
  const char             *place;

  g_return_val_if_fail (STREE_IS_HISTORY (self), NULL);
  g_return_val_if_fail (step < self->steps->len, NULL);
  of = self->steps->pdata[step];
  if (of->label && *of->label)
    return g_strdup (of->label);
  if (of->deltas->list->len == 0)
    return g_strdup (of->path && *of->path ? of->path : "…");
  place = ((StreeDelta *) of->deltas->list->pdata[0])->place;
  return g_strdup (strrchr (place, '/') && strrchr (place, '/')[1] ? strrchr (place, '/') + 1 : place);
}

/**
 * stree_history_get_time:
 * @self: a history
 * @step: which step, from 0
 *
 * When a step began.
 *
 * Returns: the time, in microseconds since 1970-01-01 00:00 UTC
 *
 * Since: 1.0
 */
gint64
stree_history_get_time (StreeHistory *self, guint step)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), 0);
  g_return_val_if_fail (step < self->steps->len, 0);
  return ((StreeHistoryStep *) self->steps->pdata[step])->time;
}

/**
 * stree_history_get_changes:
 * @self: a history
 * @step: which step, from 0
 *
 * What a step changed: the place of each state, what it held before and what it holds after it.
 *
 * A place is a render path, `/` and the state's name; of a global state `/` and its key. Where there was no state, or is none
 * after it, there is nothing. The state of a number with a committed value is a pair, as in a saved session.
 *
 * Returns: (transfer floating): an `a(smvmv)`
 *
 * Since: 1.0
 */
GVariant *
stree_history_get_changes (StreeHistory *self, guint step)
{
  const StreeHistoryStep *of;
  GVariantBuilder         builder;

  g_return_val_if_fail (STREE_IS_HISTORY (self), NULL);
  g_return_val_if_fail (step < self->steps->len, NULL);
  of = self->steps->pdata[step];
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(smvmv)"));
  for (guint i = 0; i < of->deltas->list->len; i++)
    {
      const StreeDelta *delta = of->deltas->list->pdata[i];

      g_variant_builder_add (&builder, "(s@mv@mv)", delta->place,
                             g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, delta->old ? g_variant_new_variant (delta->old) : NULL),
                             g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, delta->now ? g_variant_new_variant (delta->now) : NULL));
    }
  return g_variant_builder_end (&builder);
}

/* --- going elsewhere --- */

static void
collect (GHashTable *values, const StreeHistoryStep *step, gboolean back)
{
  for (guint i = 0; i < step->deltas->list->len; i++)
    {
      const StreeDelta *delta = step->deltas->list->pdata[i];

      g_hash_table_replace (values, delta->place, back ? delta->old : delta->now);
    }
}

/**
 * stree_history_go_to:
 * @self: a history
 * @position: how many of the steps are to be done
 *
 * Undoes steps, or does them again, until so many are done. The session reruns before the next frame.
 *
 * A state whose component is not there waits for it. What is typed into a form and not submitted yet stays.
 *
 * Returns: %FALSE if there are not so many steps, or if it is there already, or if the session is gone
 *
 * Since: 1.0
 */
gboolean
stree_history_go_to (StreeHistory *self, guint position)
{
  g_autoptr (GHashTable) values = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_HISTORY (self), FALSE);
  stree_history_seal (self);
  if (!self->session || position > self->steps->len || position == self->position || stree_node_get_running ())
    return FALSE;
  values = g_hash_table_new (g_str_hash, g_str_equal); /* both borrowed from the steps */
  while (self->position > position)
    collect (values, self->steps->pdata[--self->position], TRUE);
  while (self->position < position)
    collect (values, self->steps->pdata[self->position++], FALSE);
  self->joined = FALSE;
  stree_history_apply (self, values);
  stree_history_tell (self);
  return TRUE;
}

/**
 * stree_history_undo:
 * @self: a history
 *
 * Undoes the last step: see [method@StreamTree.History.go_to].
 *
 * Returns: %FALSE if there is none
 *
 * Since: 1.0
 */
gboolean
stree_history_undo (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), FALSE);
  stree_history_seal (self);
  return self->position > 0 && stree_history_go_to (self, self->position - 1);
}

/**
 * stree_history_redo:
 * @self: a history
 *
 * Does again the step that was undone last: see [method@StreamTree.History.go_to].
 *
 * Returns: %FALSE if there is none
 *
 * Since: 1.0
 */
gboolean
stree_history_redo (StreeHistory *self)
{
  g_return_val_if_fail (STREE_IS_HISTORY (self), FALSE);
  stree_history_seal (self);
  return self->position < self->steps->len && stree_history_go_to (self, self->position + 1);
}

/**
 * stree_history_clear:
 * @self: a history
 *
 * Forgets all steps and the log, such as after a file was opened. What the states hold stays.
 *
 * Since: 1.0
 */
void
stree_history_clear (StreeHistory *self)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_HISTORY (self));
  self->open = NULL;
  self->joined = FALSE;
  g_ptr_array_set_size (self->steps, 0);
  self->position = 0;
  self->n_bytes = 0;
  if (self->session)
    stree_history_start_log (self);
  stree_history_tell (self);
}
