/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rules by which a route or a value is found: in the URI, else where it was stored, else the default; and then written to
 * both. What is stored are global states of the session, of the names that the Python package gives them. */

#include "routing/stree-location-private.h"

#include "core/stree-session-private.h"
#include "core/stree-state-private.h"
#include "routing/stree-uri-private.h"

/* --- what was stored beside it --- */

char *
stree_location_route_slot (const char *param)
{
  return g_strconcat ("streamtree.routing.active.", param, NULL);
}

char *
stree_location_value_slot (const char *param)
{
  return g_strconcat ("streamtree.query.value.", param, NULL);
}

static StreeState *
slot_state (StreeLocation *self, const char *slot)
{
  g_auto (GValue) empty = G_VALUE_INIT;
  g_autofree char *place = g_strconcat ("/", slot, NULL);

  /* It exists only while something is stored in it. */
  if (!g_hash_table_contains (self->session->globals, slot) &&
      !(self->session->pending && g_hash_table_contains (self->session->pending, place)))
    return NULL;
  g_value_init (&empty, G_TYPE_STRING);
  return stree_location_ensure_state (self->session, slot, &empty);
}

void
stree_location_store (StreeLocation *self, const char *slot, const char *value)
{
  StreeState *state = slot_state (self, slot);

  if (!value)
    {
      if (state)
        g_hash_table_remove (self->session->globals, slot);
      return;
    }
  if (!state)
    {
      g_auto (GValue) empty = G_VALUE_INIT;

      g_value_init (&empty, G_TYPE_STRING);
      state = stree_location_ensure_state (self->session, slot, &empty);
    }
  g_value_set_string (&state->value, value);
}

/* --- the rules of the Python package --- */

GPtrArray *
stree_location_params (StreeLocation *self)
{
  stree_location_ensure (self);
  if (stree_node_get_running ())
    self->shown = TRUE;
  stree_state_track (self->state);
  return self->params;
}

static const char *
write_back (StreeLocation *self, const char *param, const char *value)
{
  g_autoptr (GPtrArray) params = stree_uri_params_copy (self->params);

  if (stree_uri_params_set (params, param, value))
    stree_location_take_step (self, STREE_STEP_REPLACE, params);
  return stree_uri_params_get (self->params, param);
}

const char *
stree_location_sync_route (StreeLocation *self, const char *fallback, const char *param)
{
  const char      *shown = stree_uri_params_get (stree_location_params (self), param);
  g_autofree char *slot = stree_location_route_slot (param);
  g_autofree char *name = stree_uri_strip (shown);

  stree_location_set_has_routes (self);
  if (!name || !*name)
    {
      StreeState *state = slot_state (self, slot);

      g_free (name);
      name = stree_uri_strip (state ? g_value_get_string (&state->value) : NULL);
    }
  if (!name || !*name)
    {
      g_free (name);
      name = stree_uri_strip (fallback);
    }
  stree_location_store (self, slot, name);
  return write_back (self, param, name);
}

const char *
stree_location_sync_value (StreeLocation *self, const char *fallback, const char *param)
{
  const char      *shown = stree_uri_params_get (stree_location_params (self), param);
  g_autofree char *slot = stree_location_value_slot (param);
  g_autofree char *value = NULL;

  if (shown)
    {
      value = stree_uri_strip (shown);
    }
  else
    {
      StreeState *state = slot_state (self, slot);
      const char *stored = state ? g_value_get_string (&state->value) : NULL;

      value = g_strdup (stored ? stored : fallback ? fallback : "");
    }
  stree_location_store (self, slot, value);
  return write_back (self, param, value);
}

