/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-provider.h"

#include "core/stree-element-private.h"
#include "core/stree-values-private.h"

static const StreeProp props[] = {
  STREE_PROP_FULL (StreeProviderArgs, values, BOXED, stree_values_get_type, "What it provides, by name"),
};

static gboolean
validate (const StreeElement *element, gconstpointer args, GError **error)
{
  const StreeProviderArgs *provider = args;

  (void) element;
  if (!provider->values)
    return TRUE;
  provider->values->frozen = TRUE;
  if (provider->values->error)
    {
      g_propagate_error (error, g_error_copy (provider->values->error));
      return FALSE;
    }
  return TRUE;
}

static StreeValues *
provides (gconstpointer args)
{
  return ((const StreeProviderArgs *) args)->values;
}

extern StreeKind stree_provider_kind;
StreeKind stree_provider_kind = {
  .name = "Provider",
  .blurb = "Gives values by name to every component below it",
  .size = G_STRUCT_OFFSET (StreeProviderArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_TRANSPARENT | STREE_KIND_PROVIDER,
  .validate = validate,
  .provides = provides,
};

/**
 * stree_provider_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Gives values by name to every component below it. In C write `stree_provider (values, a, b)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_provider_new (const StreeProviderArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_provider_kind, args, args->key, NULL, children);
}

/**
 * stree_provider_new_named: (skip)
 * @named: values and their names; ends with a name that is %NULL
 * @children: the children; ends with `stree_end`
 *
 * The same with the values in a list. In C write `stree_provide ((stree_named ("tenant_id", "acme")), a, b)`. A blank name
 * is an error of the element: the nearest ErrorBoundary shows it.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_provider_new_named (const StreeNamed *named, StreeElement *const *children)
{
  g_autoptr (GError)      error = NULL;
  g_autoptr (StreeValues) values = stree_values_new_named (named, &error);
  StreeProviderArgs       args = { 0 };

  if (!values)
    {
      values = stree_values_new ();
      values->error = g_steal_pointer (&error);
    }
  args.values = values;
  return stree_provider_new (&args, children);
}
