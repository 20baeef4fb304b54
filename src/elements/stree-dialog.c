/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-dialog.h"

#include "core/stree-element-private.h"
#include "core/stree-overlay-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeDialogArgs, title, STRING, "The text in its title bar"),
  STREE_PROP (StreeDialogArgs, open, VALUE, "Whether it is open: a boolean, or a state that holds one"),
  STREE_PROP (StreeDialogArgs, on_close, HANDLER, "Called when the user closes it, once its state is false; setting that to true keeps it open"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeDialogArgs *args = data;

  (void) element;
  return stree_open_validate (&args->open, "open", error);
}

extern StreeKind stree_dialog_kind;
StreeKind stree_dialog_kind = {
  .name = "Dialog",
  .blurb = "A window over the one it belongs to, which waits until it is closed",
  .size = G_STRUCT_OFFSET (StreeDialogArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_DETACHED | STREE_KIND_OVERLAY,
  .role = "dialog",
  .label_prop = "title",
  .value_prop = "open",
  .change_prop = "on_close",
  .validate = validate,
  .normalize = stree_open_normalize,
};

/**
 * stree_dialog_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * A window over the one it belongs to, which waits until it is closed. In C write `stree_dialog ("Rename", open, a, b)`, with
 * `open` a state that holds a boolean, wherever in the tree: it takes no place there. A dialog among the children of another
 * one stands over that.
 *
 * The Escape key and the close button set the state to false and call `on_close`, which may set it to true again: then it
 * stays open, to ask about unsaved changes, say. With a plain boolean, a dialog that the user has closed stays closed until
 * the program declares something else: false, and then true.
 *
 * Its children are there only while it is open: opened again, it starts afresh. What is to be kept belongs to a state of
 * whoever declares the dialog. When it closes, the focus goes back to what had it before.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_dialog_new (const StreeDialogArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_dialog_kind, args, args->key, args->common, children);
}
