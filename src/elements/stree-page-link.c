/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-page-link-private.h"

#include "core/stree-blank-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-mount-private.h"
#include "routing/stree-location.h"
#include "routing/stree-uri-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreePageLinkArgs, label, STRING, "The text on it"),
  STREE_PROP (StreePageLinkArgs, page, STRING, "Where it leads: a route, with a query if need be, as in a location"),
  STREE_PROP (StreePageLinkArgs, icon, STRING, "A name of the icon theme"),
  STREE_PROP (StreePageLinkArgs, help, STRING, "Shown when the pointer rests on it"),
  STREE_PROP (StreePageLinkArgs, disabled, BOOL, "It leads nowhere"),
  STREE_PROP (StreePageLinkArgs, on_click, HANDLER, "Called when it is pressed, before it leads there"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreePageLinkArgs *args = data;
  g_autofree char         *scheme = NULL;
  g_autoptr (GPtrArray)    params = NULL;

  (void) element;
  if (stree_is_blank (args->page))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'page' is blank: it takes a route");
      return FALSE;
    }
  /* Whether the scheme is the program's is known when it leads there. */
  scheme = g_uri_parse_scheme (args->page);
  params = stree_uri_parse (args->page, scheme ? scheme : "app", error);
  g_prefix_error (error, "prop 'page': ");
  return params != NULL;
}

static void
activated (StreeNode *node)
{
  const StreePageLinkArgs *args = stree_node_args (node);
  StreeMount              *mount = stree_node_get_mount (node);
  g_autofree char         *page = g_strdup (args->page);
  g_autoptr (GError)       error = NULL;

  if (mount && !stree_location_navigate (stree_session_get_location (mount->session), page, &error))
    g_warning ("%s", error->message);
}

gboolean
stree_page_link_is_current (StreeNode *node)
{
  const StreePageLinkArgs *args = stree_node_args (node);
  StreeMount              *mount = stree_node_get_mount (node);
  StreeLocation           *location = mount ? stree_session_get_location (mount->session) : NULL;
  g_autofree char         *scheme = g_uri_parse_scheme (args->page);
  g_autoptr (GPtrArray)    params = stree_uri_parse (args->page, scheme ? scheme : "app", NULL);
  g_autofree char         *here = location ? stree_location_dup_param (location, STREE_URI_ROUTE) : NULL;
  const char              *there = params ? stree_uri_params_get (params, STREE_URI_ROUTE) : NULL;

  return here && there && g_str_equal (g_strstrip (here), there);
}

extern StreeKind stree_page_link_kind;
StreeKind stree_page_link_kind = {
  .name = "PageLink",
  .blurb = "A link to another page",
  .size = G_STRUCT_OFFSET (StreePageLinkArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "link",
  .label_prop = "label",
  .validate = validate,
  .activated = activated,
};

/**
 * stree_page_link_new: (skip)
 * @args: the arguments
 *
 * A link to another page. In C write `stree_page_link ("Profile", .page = "profile")`.
 *
 * It is an entry of the history; a Guard may hold it back. Other parameters than those of @page are left behind. The link to
 * the page that is shown stands out.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_page_link_new (const StreePageLinkArgs *args)
{
  return stree_element_build (&stree_page_link_kind, args, args->key, args->common);
}
