/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routing/stree-location-private.h"

#include "core/stree-session-private.h"
#include "routing/stree-uri-private.h"

/**
 * StreeLocation:
 *
 * Where a session is: a URI, `app-id:/route?key=value`, and the history of where it was.
 *
 * The path is the route; what is read with [func@StreamTree.sync_query_value] are the query's parameters. A step to another
 * route is an entry of the history, a change of the query changes the current entry.
 *
 * Since: 1.0
 */
enum
{
  PROP_0,
  PROP_URI,
  PROP_TITLE,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_FORWARD,
  PROP_HELD,
  PROP_HAS_ROUTES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StreeLocation, stree_location, G_TYPE_OBJECT)

/* --- life --- */

static void
stree_location_finalize (GObject *object)
{
  StreeLocation *self = STREE_LOCATION (object);

  g_clear_pointer (&self->state, stree_state_unref);
  g_clear_pointer (&self->held, stree_location_held_free);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->params);
  g_free (self->scheme);
  G_OBJECT_CLASS (stree_location_parent_class)->finalize (object);
}

static void
stree_location_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  StreeLocation *self = STREE_LOCATION (object);

  switch (id)
    {
    case PROP_URI:
      g_value_take_string (value, stree_location_dup_uri (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, stree_location_get_title (self));
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, stree_location_get_can_go_back (self));
      break;
    case PROP_CAN_GO_FORWARD:
      g_value_set_boolean (value, stree_location_get_can_go_forward (self));
      break;
    case PROP_HELD:
      g_value_set_string (value, stree_location_get_held (self));
      break;
    case PROP_HAS_ROUTES:
      g_value_set_boolean (value, self->has_routes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
stree_location_class_init (StreeLocationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = stree_location_finalize;
  object_class->get_property = stree_location_get_property;

  /**
   * StreeLocation:uri: (attributes org.gtk.Property.get=stree_location_dup_uri)
   *
   * Where it is.
   *
   * Since: 1.0
   */
  properties[PROP_URI] = g_param_spec_string ("uri", NULL, NULL, NULL, flags);
  /**
   * StreeLocation:title: (attributes org.gtk.Property.get=stree_location_get_title)
   *
   * What the page there is called; %NULL if it has not said so.
   *
   * Since: 1.0
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * StreeLocation:can-go-back: (attributes org.gtk.Property.get=stree_location_get_can_go_back)
   *
   * Whether there is an entry before this one.
   *
   * Since: 1.0
   */
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  /**
   * StreeLocation:can-go-forward: (attributes org.gtk.Property.get=stree_location_get_can_go_forward)
   *
   * Whether there is an entry after this one.
   *
   * Since: 1.0
   */
  properties[PROP_CAN_GO_FORWARD] = g_param_spec_boolean ("can-go-forward", NULL, NULL, FALSE, flags);
  /**
   * StreeLocation:held: (attributes org.gtk.Property.get=stree_location_get_held)
   *
   * The message of the guard that holds a step back; %NULL while there is none.
   *
   * Since: 1.0
   */
  properties[PROP_HELD] = g_param_spec_string ("held", NULL, NULL, NULL, flags);
  /**
   * StreeLocation:has-routes: (attributes org.gtk.Property.get=stree_location_get_has_routes)
   *
   * Whether something in the session has routes: there is somewhere to go back to.
   *
   * Since: 1.0
   */
  properties[PROP_HAS_ROUTES] = g_param_spec_boolean ("has-routes", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
stree_location_init (StreeLocation *self)
{
  self->scheme = stree_uri_scheme (NULL);
  self->entries = g_ptr_array_new_with_free_func (stree_location_entry_free);
  g_ptr_array_add (self->entries, stree_location_entry_new ("/", NULL));
  self->params = stree_uri_params_new ();
}

void
stree_location_notify_all (StreeLocation *self)
{
  for (guint i = PROP_URI; i <= PROP_CAN_GO_FORWARD; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

void
stree_location_notify_held (StreeLocation *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}

void
stree_location_set_has_routes (StreeLocation *self)
{
  if (self->has_routes)
    return;
  self->has_routes = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_ROUTES]);
}

void
stree_location_reload (StreeLocation *self)
{
  stree_location_ensure (self);
  if (self->held)
    stree_location_cancel (self);
  stree_location_notify_all (self);
}

/* --- public --- */

/**
 * stree_session_get_location:
 * @session: a session
 *
 * Where the session is.
 *
 * Returns: (transfer none): the location; lives as long as the session
 *
 * Since: 1.0
 */
StreeLocation *
stree_session_get_location (StreeSession *session)
{
  g_return_val_if_fail (STREE_IS_SESSION (session), NULL);
  if (!session->location)
    {
      StreeLocation *self = g_object_new (STREE_TYPE_LOCATION, NULL);

      self->session = session;
      session->location = G_OBJECT (self);
    }
  return STREE_LOCATION (session->location);
}

/**
 * stree_location_set_application_id:
 * @self: a location
 * @application_id: (nullable): the application's id, such as `org.example.App`
 *
 * Says what its URIs begin with: the id in lower case, with `-` for `_`. A [class@StreamTree.Application] does so by itself;
 * without one it is `app`.
 *
 * Since: 1.0
 */
void
stree_location_set_application_id (StreeLocation *self, const char *application_id)
{
  g_return_if_fail (STREE_IS_LOCATION (self));
  g_free (self->scheme);
  self->scheme = stree_uri_scheme (application_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URI]);
}

/**
 * stree_location_dup_uri: (get-property uri)
 * @self: a location
 *
 * Where it is, such as `org.example.app:/profile?tab=2`.
 *
 * Returns: (transfer full): the URI
 *
 * Since: 1.0
 */
char *
stree_location_dup_uri (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), NULL);
  stree_location_params (self);
  return g_strconcat (self->scheme, ":", stree_location_current (self)->ref, NULL);
}

/**
 * stree_location_dup_param:
 * @self: a location
 * @name: a parameter; `route` is the path
 *
 * What a parameter holds, as it is: not stripped.
 *
 * Returns: (transfer full) (nullable): its value; %NULL if it is absent
 *
 * Since: 1.0
 */
char *
stree_location_dup_param (StreeLocation *self, const char *name)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  return g_strdup (stree_uri_params_get (stree_location_params (self), name));
}

/**
 * stree_location_list_params:
 * @self: a location
 *
 * The names of its parameters, in their order; `route` is the path.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
stree_location_list_params (StreeLocation *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  GPtrArray               *params;

  g_return_val_if_fail (STREE_IS_LOCATION (self), NULL);
  params = stree_location_params (self);
  for (guint i = 0; i < params->len; i++)
    g_strv_builder_add (names, ((StreeUriParam *) params->pdata[i])->name);
  return g_strv_builder_end (names);
}

/**
 * stree_location_get_title: (get-property title)
 * @self: a location
 *
 * What the page there is called: windows show it.
 *
 * Returns: (transfer none) (nullable): the title; %NULL if it has not said so
 *
 * Since: 1.0
 */
const char *
stree_location_get_title (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), NULL);
  stree_location_ensure (self);
  return stree_location_current (self)->title;
}

/**
 * stree_location_set_title:
 * @self: a location
 * @title: (nullable): what the page is called; %NULL or empty for nothing of its own
 *
 * Gives the current entry its title. Nothing reruns for it; a component may call it while it builds.
 *
 * Since: 1.0
 */
void
stree_location_set_title (StreeLocation *self, const char *title)
{
  g_return_if_fail (STREE_IS_LOCATION (self));
  stree_location_ensure (self);
  if (title && !*title)
    title = NULL;
  if (g_strcmp0 (title, stree_location_current (self)->title) == 0)
    return;
  g_free (stree_location_current (self)->title);
  stree_location_current (self)->title = g_strdup (title);
  stree_location_write (self, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * stree_location_get_has_routes: (get-property has-routes)
 * @self: a location
 *
 * Whether something in the session has routes: a Routes, or a component that called [func@StreamTree.sync_route].
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_location_get_has_routes (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  return self->has_routes;
}

static gboolean
go_to (StreeLocation *self, StreeStep step, const char *uri, GError **error)
{
  g_autoptr (GPtrArray) params = stree_uri_parse (uri, self->scheme, error);

  return params && stree_location_step (self, step, params, NULL, NULL);
}

/**
 * stree_location_navigate:
 * @self: a location
 * @uri: where to: `app-id:/route?key=value`, or that without `app-id:`
 * @error: return location for an error
 *
 * Goes there: a new entry of the history, unless it is there already, or nothing was shown before. A [struct@StreamTree.Element] of kind Guard may hold it
 * back: see [method@StreamTree.Location.get_held].
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if @uri is none of this application; nothing is changed then
 *
 * Since: 1.0
 */
gboolean
stree_location_navigate (StreeLocation *self, const char *uri, GError **error)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);
  return go_to (self, STREE_STEP_PUSH, uri, error);
}

/**
 * stree_location_replace:
 * @self: a location
 * @uri: where to, as in [method@StreamTree.Location.navigate]
 * @error: return location for an error
 *
 * Goes there in the place of the current entry: one cannot go back to it.
 *
 * Returns: %FALSE with %STREE_ERROR_BAD_VALUE if @uri is none of this application; nothing is changed then
 *
 * Since: 1.0
 */
gboolean
stree_location_replace (StreeLocation *self, const char *uri, GError **error)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);
  return go_to (self, STREE_STEP_REPLACE, uri, error);
}

/**
 * stree_location_back:
 * @self: a location
 *
 * Goes to the entry before, unless a Guard holds it back.
 *
 * Returns: %FALSE if there is none
 *
 * Since: 1.0
 */
gboolean
stree_location_back (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  return stree_location_step (self, STREE_STEP_BACK, NULL, NULL, NULL);
}

/**
 * stree_location_forward:
 * @self: a location
 *
 * Goes to the entry after this one, unless a Guard holds it back.
 *
 * Returns: %FALSE if there is none
 *
 * Since: 1.0
 */
gboolean
stree_location_forward (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  return stree_location_step (self, STREE_STEP_FORWARD, NULL, NULL, NULL);
}

/**
 * stree_location_get_can_go_back: (get-property can-go-back)
 * @self: a location
 *
 * Whether there is an entry before this one.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_location_get_can_go_back (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  stree_location_ensure (self);
  return stree_location_is_possible (self, STREE_STEP_BACK);
}

/**
 * stree_location_get_can_go_forward: (get-property can-go-forward)
 * @self: a location
 *
 * Whether there is an entry after this one.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_location_get_can_go_forward (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  stree_location_ensure (self);
  return stree_location_is_possible (self, STREE_STEP_FORWARD);
}

/**
 * stree_location_get_n_entries:
 * @self: a location
 *
 * How many entries its history has. The oldest of more than 200 are forgotten.
 *
 * Returns: how many; at least 1
 *
 * Since: 1.0
 */
guint
stree_location_get_n_entries (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), 0);
  stree_location_ensure (self);
  return self->entries->len;
}

/**
 * stree_location_get_index:
 * @self: a location
 *
 * Which entry of the history is the current one.
 *
 * Returns: its number, from 0
 *
 * Since: 1.0
 */
guint
stree_location_get_index (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), 0);
  stree_location_ensure (self);
  return self->index;
}

/**
 * stree_location_dup_entry:
 * @self: a location
 * @index: which entry, from 0
 * @title: (out) (optional) (nullable) (transfer full): where to put its title
 *
 * An entry of the history.
 *
 * Returns: (transfer full) (nullable): its URI; %NULL if there is none of that number
 *
 * Since: 1.0
 */
char *
stree_location_dup_entry (StreeLocation *self, guint index, char **title)
{
  StreeLocationEntry *entry;

  g_return_val_if_fail (STREE_IS_LOCATION (self), NULL);
  stree_location_ensure (self);
  entry = index < self->entries->len ? self->entries->pdata[index] : NULL;
  if (title)
    *title = g_strdup (entry ? entry->title : NULL);
  return entry ? g_strconcat (self->scheme, ":", entry->ref, NULL) : NULL;
}

/**
 * stree_location_get_held: (get-property held)
 * @self: a location
 *
 * Whether a Guard holds a step back, and why. A window asks the user; without a window, call
 * [method@StreamTree.Location.confirm] or [method@StreamTree.Location.cancel].
 *
 * Returns: (transfer none) (nullable): the guard's message; %NULL if nothing is held back
 *
 * Since: 1.0
 */
const char *
stree_location_get_held (StreeLocation *self)
{
  g_return_val_if_fail (STREE_IS_LOCATION (self), NULL);
  return self->held ? self->held->message : NULL;
}

/**
 * stree_location_confirm:
 * @self: a location
 *
 * Takes the step that is held back.
 *
 * Returns: %FALSE if there is none, or if there is nothing there any more
 *
 * Since: 1.0
 */
gboolean
stree_location_confirm (StreeLocation *self)
{
  StreeLocationHeld *held;
  gboolean           possible;

  g_return_val_if_fail (STREE_IS_LOCATION (self), FALSE);
  if (!self->held)
    return FALSE;
  stree_location_ensure (self);
  held = g_steal_pointer (&self->held);
  possible = stree_location_is_possible (self, held->step);
  if (possible)
    {
      if (held->slot)
        stree_location_store (self, held->slot, held->value);
      stree_location_take_step (self, held->step, held->params);
    }
  stree_location_held_free (held);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
  return possible;
}

/**
 * stree_location_cancel:
 * @self: a location
 *
 * Gives up the step that is held back, if there is one.
 *
 * Since: 1.0
 */
void
stree_location_cancel (StreeLocation *self)
{
  g_return_if_fail (STREE_IS_LOCATION (self));
  if (!self->held)
    return;
  g_clear_pointer (&self->held, stree_location_held_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HELD]);
}
