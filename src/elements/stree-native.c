/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-native.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeNativeArgs, type, STRING, "What it is: another type is another widget"),
  STREE_PROP (StreeNativeArgs, create, POINTER, "Makes the widget"),
  STREE_PROP (StreeNativeArgs, update, POINTER, "Brings it up to date"),
  STREE_PROP (StreeNativeArgs, data, POINTER, "Given to both"),
  STREE_PROP (StreeNativeArgs, revision, INT, "Unless 0, update is called only when it or the data changes"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeNativeArgs *args = data;

  (void) element;
  if (!args->type || !*args->type)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'type' takes a name that says what the widget is");
  else if (!args->create)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'create' takes a function that makes the widget");
  else
    return TRUE;
  return FALSE;
}

extern StreeKind stree_native_kind;
StreeKind stree_native_kind = {
  .name = "Native",
  .blurb = "A widget of the program's own",
  .size = G_STRUCT_OFFSET (StreeNativeArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_EVERY_RUN,
  .role = "group",
  .label_prop = "type",
  .validate = validate,
};

/**
 * stree_native_new: (skip)
 * @args: the arguments
 *
 * A widget of the program's own: the way out to plain GTK. In C write
 * `stree_native (.type = "Map", .create = map_new, .update = map_show, .data = place)`.
 *
 * `create` returns a new widget (a floating reference is taken; the runtime lets go of it when the element leaves the
 * tree, and a program that needs the widget longer holds it). `update` is called right after it, then in each rerun.
 * The widget persists as long as kind, key and `type` stay the same. `data` is borrowed and must live as long as the
 * element is shown. Without a display neither function is called: the element is shown by its type.
 *
 * `update` runs while the tree is being applied: what it sets on inputs around it is no event. Signals that the program
 * connects in `create` may set states, which reruns the root component as any handler does.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_native_new (const StreeNativeArgs *args)
{
  return stree_element_build (&stree_native_kind, args, args->key, args->common);
}
