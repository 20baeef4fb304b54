/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-component-private.h"

#include "core/stree-context.h"

/* The names of components come and go; the rest of their kind is the same for all. */
const StreeKind *
stree_component_kind_template (void)
{
  static const StreeKind template = {
    .name = "ComponentCall",
    .blurb = "A call of a component",
    .size = sizeof (StreeComponentCall),
    .flags = STREE_KIND_TRANSPARENT | STREE_KIND_COMPONENT,
  };

  return &template;
}

const StreePropPlan *
stree_props_type_plan (StreePropsType *type)
{
  if (!type->plan)
    {
      StreePropPlan *plan = g_new (StreePropPlan, 1);

      stree_prop_plan_init (plan, type->props, type->n_props, type->size);
      type->plan = plan; /* static data's companion: lives as long as the program */
    }
  return type->plan;
}

/**
 * stree_component_new: (skip)
 * @name: the component's name: its identity
 * @func: the function
 * @args: its props and key
 *
 * A call of a component. In C write `stree_component (func, ...)`.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_component_new (const char *name, StreeComponentFunc func, const StreeComponentArgs *args)
{
  StreeArena         *arena = stree_element_arena ();
  StreeElement       *element;
  StreeComponentCall *call;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  element = stree_element_alloc (arena, stree_kind_for_component (name));
  call = STREE_ELEMENT_ARGS (element);
  call->func = func;
  call->type = args->type;
  call->props = (gpointer) args->props;
  if (args->type && args->props)
    {
      call->props = stree_arena_alloc (arena, args->type->size);
      stree_prop_plan_copy (stree_props_type_plan (args->type), arena, call->props, args->props);
    }
  if (args->key)
    element->key = stree_arena_strndup (arena, args->key, strlen (args->key));
  return element;
}

static StreeElement *
call_closure (StreeContext *cx, gpointer props)
{
  StreeArena    *arena = stree_element_arena ();
  StreeElement  *element;
  g_auto (GValue) result = G_VALUE_INIT;
  GValue          param = G_VALUE_INIT;

  g_value_init (&result, STREE_TYPE_ELEMENT);
  g_value_init (&param, STREE_TYPE_CONTEXT);
  g_value_set_boxed (&param, cx);
  g_closure_invoke (props, &result, 1, &param, NULL);
  g_value_unset (&param);
  element = g_value_get_boxed (&result);
  if (element)
    stree_element_hold (arena, element);
  return element;
}

/**
 * stree_element_new_component:
 * @name: the component's name: its identity
 * @func: a function that takes a [struct@StreamTree.Context] and returns a [struct@StreamTree.Element]
 *
 * A call of a component: what bindings use.
 *
 * Returns: (transfer full): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_element_new_component (const char *name, GClosure *func)
{
  StreeArena         *arena = stree_arena_get_current ();
  StreeElement       *element;
  StreeComponentCall *call;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  arena = arena ? stree_arena_ref (arena) : stree_arena_new ();
  element = stree_element_alloc (arena, stree_kind_for_component (name));
  call = STREE_ELEMENT_ARGS (element);
  call->func = call_closure;
  call->type = NULL;
  call->props = func;
  stree_arena_hold_closure (arena, func, g_cclosure_marshal_generic);
  return element;
}
