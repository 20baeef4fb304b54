/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The history is a global state of the session, "streamtree.location": a variant (ua(ss)) of the place in it and, for each
 * entry, its URI without the scheme and its title. So it is saved and restored with all other state, and who reads it reruns
 * when it changes. Here it is read only when it is not what was written last. */

#include "routing/stree-location-private.h"

#include "core/stree-mount-private.h"
#include "core/stree-session-private.h"
#include "core/stree-state-private.h"
#include "routing/stree-uri-private.h"

#define STATE_KEY   "streamtree.location"
#define STATE_TYPE  "(ua(ss))"
#define MAX_ENTRIES 200

/* --- entries --- */

void
stree_location_entry_free (gpointer data)
{
  StreeLocationEntry *entry = data;

  g_free (entry->ref);
  g_free (entry->title);
  g_free (entry);
}

StreeLocationEntry *
stree_location_entry_new (const char *ref, const char *title)
{
  StreeLocationEntry *entry = g_new0 (StreeLocationEntry, 1);

  entry->ref = g_strdup (ref);
  entry->title = title && *title ? g_strdup (title) : NULL;
  return entry;
}

void
stree_location_held_free (StreeLocationHeld *held)
{
  g_clear_pointer (&held->params, g_ptr_array_unref);
  g_free (held->slot);
  g_free (held->value);
  g_free (held->message);
  g_free (held);
}

/* --- the state behind it --- */

/* A global state of the runtime's own; one that the program made under this name with another type gives way. */
StreeState *
stree_location_ensure_state (StreeSession *session, const char *key, const GValue *initial)
{
  StreeState          *state = g_hash_table_lookup (session->globals, key);
  g_autofree char     *place = NULL;
  g_autoptr (GVariant) saved = NULL;

  if (state && G_VALUE_TYPE (&state->value) == G_VALUE_TYPE (initial))
    return state;
  place = g_strconcat ("/", key, NULL);
  state = stree_state_new_detached (key, initial);
  state->session = session;
  state->global = TRUE;
  g_hash_table_insert (session->globals, g_strdup (key), state);
  saved = stree_session_take_pending (session, place);
  if (saved)
    stree_state_restore (state, saved);
  return state;
}

StreeLocationEntry *
stree_location_current (StreeLocation *self)
{
  return self->entries->pdata[self->index];
}

static void
set_params (StreeLocation *self, GPtrArray *params)
{
  g_ptr_array_unref (self->params);
  self->params = params;
}

/* What was saved may be anything: what is no location is left out. */
static void
read_state (StreeLocation *self)
{
  GVariant               *variant = g_value_get_variant (&self->state->value);
  g_autoptr (GPtrArray)   entries = g_ptr_array_new_with_free_func (stree_location_entry_free);
  g_autoptr (GVariantIter) iter = NULL;
  guint                   index;
  guint                   at = 0;
  const char             *ref, *title;

  self->serial = self->state->serial;
  if (!variant || !g_variant_is_of_type (variant, G_VARIANT_TYPE (STATE_TYPE)))
    return;
  g_variant_get (variant, STATE_TYPE, &index, &iter);
  for (guint i = 0; g_variant_iter_next (iter, "(&s&s)", &ref, &title); i++)
    {
      g_autoptr (GPtrArray) params = stree_uri_parse (ref, self->scheme, NULL);
      g_autofree char      *clean = params ? stree_uri_build (params) : NULL;

      if (!clean)
        continue;
      if (i <= index)
        at = entries->len;
      g_ptr_array_add (entries, stree_location_entry_new (clean, title));
    }
  if (entries->len == 0)
    return;
  g_ptr_array_unref (self->entries);
  self->entries = g_steal_pointer (&entries);
  self->index = at;
  set_params (self, stree_uri_parse (stree_location_current (self)->ref, self->scheme, NULL));
}

static GVariant *
to_variant (StreeLocation *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ss)"));
  for (guint i = 0; i < self->entries->len; i++)
    {
      StreeLocationEntry *entry = self->entries->pdata[i];

      g_variant_builder_add (&builder, "(ss)", entry->ref, entry->title ? entry->title : "");
    }
  return g_variant_new ("(u@a(ss))", self->index, g_variant_builder_end (&builder));
}

/* The state that this stands on: made when it is first needed, and again if somebody removed it. */
void
stree_location_ensure (StreeLocation *self)
{
  if (!self->state || !self->state->session)
    {
      g_auto (GValue) initial = G_VALUE_INIT;

      g_clear_pointer (&self->state, stree_state_unref);
      g_value_init (&initial, G_TYPE_VARIANT);
      g_value_take_variant (&initial, g_variant_ref_sink (to_variant (self)));
      self->state = stree_state_ref (stree_location_ensure_state (self->session, STATE_KEY, &initial));
      self->serial = self->state->serial - 1;
    }
  if (self->serial != self->state->serial)
    read_state (self);
}

/* Nobody but the component that runs at the moment has read it: no need to run it again for what it wrote itself. */
static gboolean
is_own_write (StreeLocation *self)
{
  StreeNode *running = stree_node_get_running ();
  GPtrArray *readers = self->state->readers;

  return running && (!readers || readers->len == 0 || (readers->len == 1 && readers->pdata[0] == running));
}

void
stree_location_write (StreeLocation *self, gboolean quiet)
{
  g_value_take_variant (&self->state->value, g_variant_ref_sink (to_variant (self)));
  if (!quiet)
    stree_state_changed (self->state);
  self->serial = self->state->serial;
}

/* --- steps --- */

void
stree_location_take_step (StreeLocation *self, StreeStep step, GPtrArray *params)
{
  g_autofree char *ref = params ? stree_uri_build (params) : NULL;
  gboolean         same = ref && g_str_equal (ref, stree_location_current (self)->ref);

  switch (step)
    {
    case STREE_STEP_PUSH:
      if (same)
        return; /* it is there already */
      g_ptr_array_set_size (self->entries, (int) self->index + 1);
      g_ptr_array_add (self->entries, stree_location_entry_new (ref, NULL));
      if (self->entries->len > MAX_ENTRIES)
        g_ptr_array_remove_range (self->entries, 0, self->entries->len - MAX_ENTRIES);
      self->index = self->entries->len - 1;
      break;
    case STREE_STEP_REPLACE:
      if (same)
        return;
      g_free (stree_location_current (self)->ref);
      stree_location_current (self)->ref = g_strdup (ref);
      break;
    case STREE_STEP_BACK:
      self->index--;
      break;
    case STREE_STEP_FORWARD:
      self->index++;
      break;
    default:
      g_assert_not_reached ();
    }
  set_params (self, params ? g_ptr_array_ref (params) : stree_uri_parse (stree_location_current (self)->ref, self->scheme, NULL));
  stree_location_write (self, step == STREE_STEP_REPLACE && is_own_write (self));
  stree_location_notify_all (self);
}

gboolean
stree_location_is_possible (StreeLocation *self, StreeStep step)
{
  return step == STREE_STEP_BACK ? self->index > 0 : step != STREE_STEP_FORWARD || self->index + 1 < self->entries->len;
}

static GPtrArray *
dup_target (StreeLocation *self, StreeStep step, GPtrArray *params)
{
  StreeLocationEntry *entry;

  if (params)
    return g_ptr_array_ref (params);
  entry = self->entries->pdata[step == STREE_STEP_BACK ? self->index - 1 : self->index + 1];
  return stree_uri_parse (entry->ref, self->scheme, NULL);
}

gboolean
stree_location_step (StreeLocation *self, StreeStep step, GPtrArray *params, const char *slot, const char *value)
{
  g_autoptr (GPtrArray) target = NULL;
  g_autofree char      *message = NULL;

  stree_location_ensure (self);
  if (!stree_location_is_possible (self, step))
    return FALSE;
  target = dup_target (self, step, params);
  if (slot && !value)
    {
      g_ptr_array_unref (target); /* cleared: it is as if it were there and empty */
      target = stree_uri_params_copy (params);
      stree_uri_params_set (target, strrchr (slot, '.') + 1, "");
    }
  message = stree_guards_find (self->session, NULL, target);
  if (message)
    {
      StreeLocationHeld *held = g_new0 (StreeLocationHeld, 1);

      held->step = step;
      held->params = params ? g_ptr_array_ref (params) : NULL;
      held->slot = g_strdup (slot);
      held->value = g_strdup (value);
      held->message = g_steal_pointer (&message);
      g_clear_pointer (&self->held, stree_location_held_free);
      self->held = held;
      stree_location_notify_held (self);
      return TRUE;
    }
  if (slot)
    stree_location_store (self, slot, value);
  /* A link that the program is started with: there is nothing before it. */
  if (step == STREE_STEP_PUSH && !self->shown && self->entries->len == 1)
    step = STREE_STEP_REPLACE;
  stree_location_take_step (self, step, params);
  /* What was held back was held back where it no longer is. */
  if (self->held && step != STREE_STEP_REPLACE)
    stree_location_cancel (self);
  return TRUE;
}

