/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-routes.h"

#include "core/stree-blank-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "elements/stree-route.h"
#include "routing/stree-routes-node-private.h"
#include "routing/stree-uri-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeRoutesArgs, default_route, STRING, "The name of the Route that shows where the location names none, or none of them"),
  STREE_PROP (StreeRoutesArgs, query_param, STRING, "The parameter of the location that names it; unset: route, which is the path"),
};

/* Names without the white space around them, owned; the first that is there twice. */
typedef struct
{
  GHashTable *names;
  char       *twice;
} Names;

static void
collect_cb (StreeElement *route, gpointer data)
{
  Names                *names = data;
  const StreeRouteArgs *args = stree_element_get_args (route);
  char                 *name = stree_uri_strip (args->name ? args->name : "");

  if (!names->twice && g_hash_table_contains (names->names, name))
    names->twice = g_strdup (name);
  g_hash_table_add (names->names, name);
}

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeRoutesArgs *args = data;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Names                  collected = { names, NULL };
  const StreeElement    *other = stree_routes_foreach (element, collect_cb, &collected);
  g_autofree char       *twice = collected.twice;
  g_autofree char       *fallback = stree_routes_dup_default (element);

  if (other)
    {
      g_autofree char *what = stree_element_describe (other);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "its child %s is no Route: write stree_route (\"name\", ...) around it", what);
    }
  else if (g_hash_table_size (names) == 0)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "it has no routes: it takes at least one stree_route ()");
  else if (twice)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "two routes are named '%s': names must be unique", twice);
  else if (!fallback || !*fallback)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'default_route' is blank: it takes the name of one of its routes");
  else if (!g_hash_table_contains (names, fallback))
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'default_route' is '%s', which none of its routes is named", fallback);
  else if (args->query_param && stree_is_blank (args->query_param))
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'query_param' is blank: it takes the name of a parameter, or nothing");
  else
    return TRUE;
  return FALSE;
}

extern StreeKind stree_routes_kind;
StreeKind stree_routes_kind = {
  .name = "Routes",
  .blurb = "Children of which the one shows that the location names",
  .size = G_STRUCT_OFFSET (StreeRoutesArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_TRANSPARENT | STREE_KIND_ROUTES,
  .label_prop = "default_route",
  .validate = validate,
};

/**
 * stree_routes_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children of which the one shows that the location names. In C write
 * `stree_routes ("home", stree_route ("home", a), stree_route ("profile", b))`.
 *
 * A location that names none of them shows the default one and stays what it is. See [func@StreamTree.set_route].
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_routes_new (const StreeRoutesArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_routes_kind, args, args->key, NULL, children);
}
