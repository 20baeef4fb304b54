/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What goes into a history: writes become steps, deeds become the log; and what comes out of it again goes into the session. */

#include "actions/stree-actions-private.h"
#include "core/stree-clock-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-session-private.h"
#include "forms/stree-form-private.h"
#include "history/stree-history-private.h"
#include "testing/stree-user-private.h"

/* --- steps --- */

static gboolean
is_flushing (StreeHistory *self)
{
  for (guint i = 0; i < self->session->mounts->len; i++)
    if (((StreeMount *) self->session->mounts->pdata[i])->flushing)
      return TRUE;
  return FALSE;
}

static void
forget_steps (StreeHistory *self, guint from, guint n)
{
  for (guint i = from; i < from + n; i++)
    self->n_bytes -= ((StreeHistoryStep *) self->steps->pdata[i])->n_bytes;
  if (n > 0)
    g_ptr_array_remove_range (self->steps, from, n);
}

void
stree_history_trim (StreeHistory *self)
{
  while (self->steps->len > self->max_steps || (self->n_bytes > self->max_bytes && self->steps->len > 0))
    {
      if (self->steps->pdata[0] == self->open)
        self->open = NULL;
      forget_steps (self, 0, 1);
      if (self->position > 0)
        self->position--;
    }
}

static gboolean
goes_on (StreeHistory *self, const StreeHistoryStep *step)
{
  return self->joined && step->typing && self->deed && g_strcmp0 (step->path, self->deed->path) == 0 &&
         g_strcmp0 (step->name, self->deed->name) == 0 &&
         stree_clock_now () - step->last < STREE_HISTORY_TYPING_PAUSE * (gint64) 1000;
}

/* Such as a text, a number, or a place that is dragged: what is entered bit by bit. */
static gboolean
is_gradual (StreeNode *node, const GValue *value)
{
  const StreeKind *kind = node->element->kind;

  return !(kind->flags & STREE_KIND_PAGES) && !stree_kind_find_prop (kind, "options") && !(value && G_VALUE_HOLDS_BOOLEAN (value));
}

StreeHistoryStep *
stree_history_open_step (StreeHistory *self)
{
  StreeHistoryStep *step = self->steps->len > 0 ? self->steps->pdata[self->steps->len - 1] : NULL;

  if (self->open)
    return self->open;
  if (self->position == self->steps->len && step && goes_on (self, step))
    {
      self->n_bytes -= step->n_bytes;
      step->n_bytes = 0;
      return self->open = step;
    }
  forget_steps (self, self->position, self->steps->len - self->position);
  step = stree_history_step_new (self);
  if (self->deed)
    {
      step->name = g_strdup (self->deed->name);
      step->path = g_strdup (self->deed->path);
      step->label = g_strdup (self->deed_label);
      step->typing = self->deed_gradual;
    }
  g_ptr_array_add (self->steps, step);
  self->position++;
  self->open = step;
  stree_history_trim (self);
  return step;
}

void
stree_history_seal (StreeHistory *self)
{
  StreeHistoryStep *step = g_steal_pointer (&self->open);

  if (!step)
    return;
  if (step->deltas->list->len == 0)
    {
      /* It was all taken back. */
      g_ptr_array_remove (self->steps, step);
      self->position--;
    }
  else
    {
      step->last = stree_clock_now ();
      step->n_bytes = sizeof (StreeHistoryStep) + stree_deltas_n_bytes (step->deltas);
      self->n_bytes += step->n_bytes;
      self->joined = TRUE;
      stree_history_trim (self);
    }
  stree_history_tell (self);
}

/* --- the log --- */

void
stree_history_event_free (gpointer data)
{
  StreeHistoryEvent *event = data;

  g_free (event->name);
  g_free (event->path);
  g_free (event->key);
  g_free (event->bound);
  g_clear_pointer (&event->value, g_variant_unref);
  g_clear_pointer (&event->writes, stree_deltas_free);
  g_clear_pointer (&event->follows, stree_deltas_free);
  g_clear_pointer (&event->travel, g_variant_unref);
  g_free (event);
}

/* The start of the log moves behind an event. */
static void
fold (GHashTable *start, const StreeDeltas *deltas)
{
  for (guint i = 0; deltas && i < deltas->list->len; i++)
    {
      const StreeDelta *delta = deltas->list->pdata[i];

      if (delta->now)
        g_hash_table_replace (start, g_ref_string_acquire (delta->place), g_variant_ref (delta->now));
      else
        g_hash_table_remove (start, delta->place);
    }
}

static void
fold_values (GHashTable *start, GVariant *values)
{
  GVariantIter iter;
  const char  *place;
  GVariant    *value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_next (&iter, "{&sv}", &place, &value))
    g_hash_table_replace (start, g_ref_string_new_intern (place), value);
}

void
stree_history_start_log (StreeHistory *self)
{
  g_autoptr (GVariant) values = g_variant_ref_sink (stree_session_serialize (self->session));

  g_queue_clear_full (&self->log, stree_history_event_free);
  self->deed = self->last = NULL;
  self->log_bytes = 0;
  self->n_forgotten = 0;
  g_clear_pointer (&self->start, g_hash_table_unref);
  self->start = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release,
                                       (GDestroyNotify) g_variant_unref);
  self->started = stree_clock_now ();
  fold_values (self->start, values);
}

void
stree_history_trim_log (StreeHistory *self)
{
  guint64 max_events = (guint64) self->max_steps * STREE_HISTORY_EVENTS_PER_STEP;

  while (self->log.length > max_events || (self->log_bytes > self->max_bytes && self->log.length > 0))
    {
      StreeHistoryEvent *event = g_queue_peek_head (&self->log);

      if (event == self->deed || event == self->last)
        return; /* it is not over */
      g_queue_pop_head (&self->log);
      fold (self->start, event->writes);
      fold (self->start, event->follows);
      if (event->travel)
        fold_values (self->start, event->travel);
      self->started = event->time;
      self->log_bytes -= event->n_bytes;
      self->n_forgotten++;
      stree_history_event_free (event);
    }
}

static gsize
n_chars (const char *text)
{
  return text ? strlen (text) : 0;
}

/* It is over, and counts. */
static void
close_event (StreeHistory *self, StreeHistoryEvent *event)
{
  guint64 n = sizeof (StreeHistoryEvent) + n_chars (event->name) + n_chars (event->path) + n_chars (event->key);

  n += event->value ? g_variant_get_size (event->value) : 0;
  n += event->travel ? g_variant_get_size (event->travel) : 0;
  n += stree_deltas_n_bytes (event->writes) + stree_deltas_n_bytes (event->follows);
  self->log_bytes += n - event->n_bytes;
  event->n_bytes = n;
}

StreeHistoryEvent *
stree_history_log (StreeHistory *self, StreeDeed deed)
{
  StreeHistoryEvent *event = g_new0 (StreeHistoryEvent, 1);

  if (self->last && self->last != self->deed)
    close_event (self, self->last);
  event->deed = deed;
  event->time = stree_clock_now ();
  g_queue_push_tail (&self->log, event);
  self->last = event;
  stree_history_trim_log (self);
  return event;
}

/* --- writes --- */

static void
add (StreeHistory *self, const char *place, GVariant *old, GVariant *now)
{
  gboolean           follows = is_flushing (self);
  StreeHistoryStep  *step = stree_history_open_step (self);
  StreeHistoryEvent *event = self->deed ? self->deed : self->last;
  StreeDeltas      **deltas;

  if (!event)
    event = stree_history_log (self, STREE_DEED_PROGRAM);
  deltas = follows ? &event->follows : &event->writes;
  if (!*deltas)
    *deltas = stree_deltas_new ();
  stree_deltas_add (*deltas, place, old ? g_variant_ref (old) : NULL, now ? g_variant_ref (now) : NULL);
  stree_deltas_add (step->deltas, place, old, now);
  stree_history_tell (self);
}

static void
note_secret (StreeHistory *self, StreeState *state)
{
  g_autofree char *place = stree_state_dup_place (state);

  if (!g_hash_table_contains (self->secrets, place))
    g_hash_table_add (self->secrets, g_ref_string_new_intern (place));
}

GVariant *
stree_history_before (StreeState *state)
{
  StreeHistory *self = state->session->history;

  if (self->going || state->read_only)
    return NULL;
  if (!state->transient)
    return stree_state_record (state);
  note_secret (self, state);
  return NULL;
}

static void
settled (StreeHistory *self)
{
  self->settling = FALSE;
  g_clear_pointer (&self->drafts, g_hash_table_unref);
}

void
stree_history_note (StreeHistory *self, StreeState *state, GVariant *before)
{
  g_autofree char *place = NULL;

  if (!before)
    return;
  if (!is_flushing (self))
    settled (self);
  if (self->settling)
    {
      g_variant_unref (before);
      return;
    }
  place = stree_state_dup_place (state);
  add (self, place, before, stree_state_record (state));
}

static gboolean
is_open (StreeHistory *self)
{
  return self->open && !self->going && !self->settling;
}

void
stree_history_note_made (StreeHistory *self, StreeState *state)
{
  g_autofree char *place = NULL;
  GVariant        *now;

  if (!is_open (self) || state->transient || state->read_only)
    return;
  now = stree_state_record (state);
  if (!now)
    return;
  place = stree_state_dup_place (state);
  add (self, place, NULL, now);
}

void
stree_history_note_dropped (StreeHistory *self, StreeState *state)
{
  GVariant *before = stree_history_before (state);

  if (before)
    {
      g_autofree char *place = stree_state_dup_place (state);

      add (self, place, before, NULL);
    }
}

void
stree_history_note_unmount (StreeHistory *self, StreeNode *top)
{
  if (!is_open (self))
    return;
  for (StreeNode *node = top; node; node = stree_node_next_in (node, top))
    {
      GHashTableIter iter;
      gpointer       states;

      if (!node->extra)
        continue;
      for (StreeState *state = node->extra->states; state; state = state->next)
        stree_history_note_dropped (self, state);
      if (!node->extra->stash)
        continue;
      g_hash_table_iter_init (&iter, node->extra->stash);
      while (g_hash_table_iter_next (&iter, NULL, &states))
        for (StreeState *state = states; state; state = state->next)
          stree_history_note_dropped (self, state);
    }
}

void
stree_history_note_flush (StreeHistory *self)
{
  gboolean due = FALSE;

  if (self->depth > 0)
    return; /* a handler has asked for it, and goes on */
  if (self->last)
    close_event (self, self->last);
  self->last = NULL;
  stree_history_seal (self);
  stree_history_trim_log (self);
  for (guint i = 0; i < self->session->mounts->len; i++)
    due |= ((StreeMount *) self->session->mounts->pdata[i])->scheduled;
  if (!due)
    settled (self);
}

guint64
stree_history_spare_draft (StreeHistory *self, StreeNode *node)
{
  const StreeKind *kind = node->element->kind;

  if (!self->drafts || !g_hash_table_contains (self->drafts, node))
    return G_MAXUINT64;
  return ~(G_GUINT64_CONSTANT (1) << (kind->value - kind->props));
}

/* --- deeds --- */

/* The state that an input is bound to; NULL: to none. */
static StreeState *
bound_state (StreeNode *node)
{
  const StreeKind *kind = node->element->kind;
  StreeValue       declared;

  if (!kind->value)
    return NULL;
  declared = STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset);
  return declared.type == STREE_VALUE_STATE ? declared.v.state : NULL;
}

static gboolean
is_secret (StreeNode *node, StreeState *state)
{
  const StreeKind *kind = node->element->kind;
  const StreeProp *password = kind->flags & STREE_KIND_SECRET ? stree_kind_find_prop (kind, "password") : NULL;

  return (password && STREE_PROP_CFIELD (gboolean, stree_node_args (node), password->offset)) || (state && state->transient);
}

StreeHistory *
stree_history_begin (StreeHistory *self, StreeNode *node, StreeDeed deed, const char *name, const GValue *value)
{
  StreeHistoryEvent *event;
  StreeState        *state;

  if (self->depth++ > 0)
    return g_object_ref (self);
  stree_history_seal (self);
  state = deed == STREE_DEED_INPUT ? bound_state (node) : NULL;
  event = stree_history_log (self, deed);
  event->name = g_strdup (name);
  event->path = stree_node_dup_path (node);
  event->key = g_strdup (stree_node_get_key (node));
  event->bound = state ? stree_state_dup_place (state) : NULL;
  event->secret = (deed == STREE_DEED_INPUT || deed == STREE_DEED_KEY || deed == STREE_DEED_DROP) && is_secret (node, state);
  event->kind = node->element->kind->name;
  if (node->element->kind->flags & STREE_KIND_ACTION)
    {
      g_free (event->key);
      event->key = g_strdup (stree_action_args (node)->name);
    }
  if (event->secret && value && G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) &&
      strlen (g_value_get_string (value)) >= STREE_SECRET_LENGTH)
    g_hash_table_replace (self->typed, g_strdup (event->path), g_value_dup_string (value));
  if (value && G_IS_VALUE (value) && !event->secret)
    {
      event->value = G_VALUE_HOLDS_VARIANT (value) ? g_value_dup_variant (value) : stree_state_pack (value);
      if (event->value && !G_VALUE_HOLDS_VARIANT (value))
        g_variant_ref_sink (event->value);
    }
  self->deed = event;
  self->deed_gradual = deed == STREE_DEED_INPUT && is_gradual (node, value);
  g_free (self->deed_label);
  self->deed_label = stree_user_dup_label (node);
  return g_object_ref (self);
}

void
stree_history_end (StreeHistory *self)
{
  if (!self)
    return;
  if (--self->depth == 0)
    {
      if (self->deed)
        close_event (self, self->deed);
      self->deed = NULL;
    }
  g_object_unref (self);
}

/* --- and back into the session --- */

static void
unref_node (gpointer node)
{
  stree_node_unref (node);
}

/* What is in an input, but not in what it shows the value of: typed, and neither committed nor submitted. */
static gboolean
has_draft (StreeMount *mount, StreeNode *node)
{
  const StreeKind *kind = node->element->kind;
  StreeNode       *form;
  StreeValue       live, declared;

  if (!kind->value || !(kind->flags & STREE_KIND_INPUT) || !node->widget)
    return FALSE;
  form = stree_node_find_form (node);
  if (form && stree_form_holds (form, node))
    return TRUE;
  if (!mount->renderer->klass->read (mount->renderer, node, &live) || live.type != STREE_VALUE_STRING)
    return FALSE;
  if (!stree_declared_value (&STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset), &declared))
    return live.v.s && *live.v.s;
  return declared.type == STREE_VALUE_STRING && g_strcmp0 (live.v.s, declared.v.s) != 0;
}

static void
find_drafts (StreeHistory *self)
{
  for (guint i = 0; i < self->session->mounts->len; i++)
    {
      StreeMount *mount = self->session->mounts->pdata[i];

      for (StreeNode *node = mount->root; node; node = stree_node_next_in (node, mount->root))
        {
          if (!has_draft (mount, node))
            continue;
          if (!self->drafts)
            self->drafts = g_hash_table_new_full (NULL, NULL, unref_node, NULL);
          g_hash_table_add (self->drafts, stree_node_ref (node));
        }
    }
}

void
stree_history_apply (StreeHistory *self, GHashTable *values)
{
  g_autoptr (GVariant) put = NULL;
  GVariantBuilder      builder;
  GHashTableIter       iter;
  gpointer             place, value;
  StreeHistoryEvent   *event = self->deed;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &place, &value))
    if (value)
      g_variant_builder_add (&builder, "{sv}", place, value);
    else
      stree_session_forget_pending (self->session, place);
  put = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (!event)
    event = stree_history_log (self, STREE_DEED_TRAVEL);
  if (event->travel)
    {
      g_autoptr (GVariantDict) both = g_variant_dict_new (event->travel);
      GVariantIter             each;
      const char              *key;
      GVariant                *held;

      g_variant_iter_init (&each, put);
      while (g_variant_iter_loop (&each, "{&sv}", &key, &held))
        g_variant_dict_insert_value (both, key, held);
      g_variant_unref (event->travel);
      event->travel = g_variant_ref_sink (g_variant_dict_end (both));
    }
  else
    {
      event->travel = g_variant_ref (put);
    }
  event->n_steps = self->steps->len;
  event->position = self->position;
  settled (self);
  find_drafts (self);
  self->going = TRUE;
  self->settling = TRUE;
  stree_session_deserialize (self->session, put, NULL);
  self->going = FALSE;
}
