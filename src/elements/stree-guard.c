/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-guard.h"

#include "core/stree-blank-private.h"
#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-state-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeGuardArgs, message, STRING, "What would be lost: the user is asked with it"),
  STREE_PROP (StreeGuardArgs, when, VALUE, "Whether there is something to lose: a boolean, or a state that holds one; unset: always"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeGuardArgs *args = data;
  const StreeValue     *when = &args->when;

  (void) element;
  if (stree_is_blank (args->message))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'message' is blank: it says what would be lost");
      return FALSE;
    }
  if (when->type == STREE_VALUE_NONE || when->type == STREE_VALUE_BOOL || when->type == STREE_VALUE_INT ||
      (when->type == STREE_VALUE_STATE && g_value_type_transformable (G_VALUE_TYPE (&when->v.state->value), G_TYPE_BOOLEAN)))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'when' takes a boolean, or a state that holds one");
  return FALSE;
}

extern StreeKind stree_guard_kind;
StreeKind stree_guard_kind = {
  .name = "Guard",
  .blurb = "Holds back whoever leaves what it stands in",
  .size = G_STRUCT_OFFSET (StreeGuardArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_TRANSPARENT,
  .label_prop = "message",
  .validate = validate,
};

/**
 * stree_guard_new: (skip)
 * @args: the arguments
 *
 * Holds back whoever leaves what it stands in, while there is something to lose. In C write
 * `stree_guard (_("The profile is not saved."), .when = stree_bind (changed))`.
 *
 * It holds back a step to another Route than the one it stands in (without Routes around it: to another route), the closing
 * of the window, and the end of the program, until the user has confirmed. A state in `when` counts as it is at that moment; a
 * handler that saves may go elsewhere at once.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_guard_new (const StreeGuardArgs *args)
{
  return stree_element_build (&stree_guard_kind, args, args->key, NULL);
}
