/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routing/stree-routing.h"

#include "core/stree-blank-private.h"
#include "core/stree-context.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-event.h"
#include "routing/stree-location-private.h"
#include "routing/stree-uri-private.h"

/* The name of a parameter, stripped. NULL: it is blank. */
static char *
param_name (const char *function, const char *param, const char *unset, GError **error)
{
  char *name = stree_uri_strip (param ? param : unset);

  if (name && *name)
    return name;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s: the name of the parameter is blank", function);
  g_free (name);
  return NULL;
}

/* --- in a component --- */

static const char *
for_this_run (const char *text)
{
  return stree_arena_strndup (stree_element_arena (), text, strlen (text));
}

/**
 * stree_sync_route:
 * @cx: a context
 * @default_route: the route where there is none yet; not blank
 * @param: (nullable): the parameter of the location; %NULL for `route`, which is its path
 *
 * The route: that of the location, unless it is blank; else the one that was stored last; else the default. It is stored, and
 * written back to the location. The component reruns when the location changes. It fails if a name is blank.
 *
 * Returns: (transfer none): the route, stripped; good for this run
 *
 * Since: 1.0
 */
const char *
stree_sync_route (StreeContext *cx, const char *default_route, const char *param)
{
  StreeSession    *session;
  GError          *error = NULL;
  g_autofree char *name = param_name ("sync_route", param, STREE_URI_ROUTE, &error);

  g_return_val_if_fail (cx != NULL, "");
  session = stree_context_get_session (cx);
  g_return_val_if_fail (session != NULL, "");
  if (name && stree_is_blank (default_route))
    g_set_error (&error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "sync_route: the default of '%s' is blank: it takes the name of a route", name);
  if (error)
    {
      stree_context_take_error (cx, error);
      return "";
    }
  return for_this_run (stree_location_sync_route (stree_session_get_location (session), default_route, name));
}

static const char *
sync_value (StreeContext *cx, const char *function, const char *default_value, const char *param, const char *unset)
{
  StreeSession    *session = stree_context_get_session (cx);
  GError          *error = NULL;
  g_autofree char *name = param_name (function, param, unset, &error);

  g_return_val_if_fail (session != NULL, "");
  if (error)
    {
      stree_context_take_error (cx, error);
      return "";
    }
  return for_this_run (stree_location_sync_value (stree_session_get_location (session), default_value, name));
}

/**
 * stree_sync_query_value:
 * @cx: a context
 * @default_value: (nullable): the value where there is none yet; %NULL is empty
 * @param: the parameter of the location; not blank
 *
 * A parameter's value: that of the location if it is there, even if it is empty; else the one that was stored last; else the
 * default. It is stored, and written back to the location. The component reruns when the location changes.
 *
 * Returns: (transfer none): the value, stripped; good for this run
 *
 * Since: 1.0
 */
const char *
stree_sync_query_value (StreeContext *cx, const char *default_value, const char *param)
{
  g_return_val_if_fail (cx != NULL, "");
  return sync_value (cx, "sync_query_value", default_value, param, NULL);
}

/**
 * stree_selected_id_from_query:
 * @cx: a context
 * @default_value: (nullable): the id where there is none yet; %NULL is empty
 * @param: (nullable): the parameter of the location; %NULL for `id`
 *
 * Which one of a list is selected, as [func@StreamTree.sync_query_value] finds it.
 *
 * Returns: (transfer none): the id, stripped; good for this run
 *
 * Since: 1.0
 */
const char *
stree_selected_id_from_query (StreeContext *cx, const char *default_value, const char *param)
{
  g_return_val_if_fail (cx != NULL, "");
  return sync_value (cx, "selected_id_from_query", default_value, param, "id");
}

/* --- in a handler --- */

static gboolean
change (StreeSession *session, StreeStep step, const char *param, const char *slot, const char *value)
{
  StreeLocation        *location = stree_session_get_location (session);
  g_autoptr (GPtrArray) params = stree_uri_params_copy (stree_location_params (location));

  stree_uri_params_set (params, param, value);
  return stree_location_step (location, step, params, slot, value);
}

/**
 * stree_set_route:
 * @session: a session
 * @name: the route; not blank
 * @param: (nullable): the parameter of the location; %NULL for `route`, which is its path
 * @error: return location for an error
 *
 * Goes to a route: an entry of the history. The other parameters stay. A Guard may hold it back: see
 * [method@StreamTree.Location.get_held].
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if a name is blank
 *
 * Since: 1.0
 */
gboolean
stree_set_route (StreeSession *session, const char *name, const char *param, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *slot = NULL;
  g_autofree char *route = NULL;

  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  key = param_name ("set_route", param, STREE_URI_ROUTE, error);
  if (!key)
    return FALSE;
  route = stree_uri_strip (name);
  if (!route || !*route)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "set_route: the route of '%s' is blank: name one, or call clear_route", key);
      return FALSE;
    }
  slot = stree_location_route_slot (key);
  return change (session, STREE_STEP_PUSH, key, slot, route);
}

/**
 * stree_clear_route:
 * @session: a session
 * @param: (nullable): the parameter of the location; %NULL for `route`, which is its path
 * @error: return location for an error
 *
 * Removes the route, in the location and where it was stored: the default one shows. It is an entry of the history.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if @param is blank
 *
 * Since: 1.0
 */
gboolean
stree_clear_route (StreeSession *session, const char *param, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *slot = NULL;

  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  key = param_name ("clear_route", param, STREE_URI_ROUTE, error);
  if (!key)
    return FALSE;
  slot = stree_location_route_slot (key);
  return change (session, STREE_STEP_PUSH, key, slot, NULL);
}

/**
 * stree_set_query_value:
 * @session: a session
 * @value: (nullable): the value; may be empty, which %NULL is as well
 * @param: the parameter of the location; not blank
 * @error: return location for an error
 *
 * Sets a parameter's value. The current entry of the history changes: what is typed into a filter is no step that one goes
 * back from.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if @param is blank
 *
 * Since: 1.0
 */
gboolean
stree_set_query_value (StreeSession *session, const char *value, const char *param, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *slot = NULL;

  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  key = param_name ("set_query_value", param, NULL, error);
  if (!key)
    return FALSE;
  slot = stree_location_value_slot (key);
  return change (session, STREE_STEP_REPLACE, key, slot, value ? value : "");
}

/**
 * stree_clear_query_param:
 * @session: a session
 * @param: the parameter of the location; not blank
 * @error: return location for an error
 *
 * Removes a parameter, in the location and where it was stored.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if @param is blank
 *
 * Since: 1.0
 */
gboolean
stree_clear_query_param (StreeSession *session, const char *param, GError **error)
{
  g_autofree char *key = NULL;
  g_autofree char *slot = NULL;

  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  key = param_name ("clear_query_param", param, NULL, error);
  if (!key)
    return FALSE;
  slot = stree_location_value_slot (key);
  return change (session, STREE_STEP_REPLACE, key, slot, NULL);
}

/**
 * stree_update_query_params:
 * @session: a session
 * @pairs: (array zero-terminated=1): name, value, name, value ...; in C `STREE_STRV ("q", "zoo", "page", "2")`
 * @error: return location for an error
 *
 * Sets several parameters, each as [func@StreamTree.set_query_value] does; all of them or none.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if a name is blank, or the last one has no value
 *
 * Since: 1.0
 */
gboolean
stree_update_query_params (StreeSession *session, const char *const *pairs, GError **error)
{
  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (pairs != NULL, FALSE);
  for (guint i = 0; pairs[i]; i += 2)
    {
      g_autofree char *name = param_name ("update_query_params", pairs[i], NULL, error);

      if (!name)
        return FALSE;
      if (!pairs[i + 1])
        {
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "update_query_params: '%s' has no value: names and values come in pairs", name);
          return FALSE;
        }
    }
  for (guint i = 0; pairs[i]; i += 2)
    if (!stree_set_query_value (session, pairs[i + 1], pairs[i], error))
      return FALSE;
  return TRUE;
}

/* --- as handlers --- */

typedef struct
{
  const char *param;
  const char *value;
} Target;

static void
say (GError *error)
{
  if (error)
    g_warning ("%s", error->message);
  g_clear_error (&error);
}

static void
route_cb (StreeEvent *event, gpointer data)
{
  const Target *target = data;
  GError       *error = NULL;

  stree_set_route (stree_event_get_session (event), target->value, target->param, &error);
  say (error);
}

static void
query_cb (StreeEvent *event, gpointer data)
{
  const Target *target = data;
  GError       *error = NULL;

  stree_set_query_value (stree_event_get_session (event), target->value, target->param, &error);
  say (error);
}

static const StreeHandler *
handler (StreeHandlerFunc func, const char *param, const char *value)
{
  Target target = { param ? for_this_run (param) : NULL, for_this_run (value) };

  return stree_call_copy (func, &target, sizeof target);
}

/**
 * stree_route_to: (skip)
 * @name: a route; copied
 *
 * A handler that goes to a route: `stree_button ("Profile", .on_click = stree_route_to ("profile"))`.
 *
 * Returns: (transfer none): the handler; lives as long as the run
 *
 * Since: 1.0
 */
const StreeHandler *
stree_route_to (const char *name)
{
  g_return_val_if_fail (!stree_is_blank (name), NULL);
  return handler (route_cb, NULL, name);
}

/**
 * stree_query_to: (skip)
 * @param: a parameter of the location; copied
 * @value: its value; copied
 *
 * A handler that sets a parameter's value, as [func@StreamTree.set_query_value] does.
 *
 * Returns: (transfer none): the handler; lives as long as the run
 *
 * Since: 1.0
 */
const StreeHandler *
stree_query_to (const char *param, const char *value)
{
  g_return_val_if_fail (!stree_is_blank (param), NULL);
  g_return_val_if_fail (value != NULL, NULL);
  return handler (query_cb, param, value);
}
