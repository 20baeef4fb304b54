/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-progress-bar.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"

static const StreeProp props[] = {
  STREE_PROP (StreeProgressBarArgs, value, DOUBLE, "The fraction that is done, from 0 to 1"),
  STREE_PROP (StreeProgressBarArgs, text, STRING, "Shown with it, such as \"3 of 10 files\""),
  STREE_PROP (StreeProgressBarArgs, label, STRING, "What it is the progress of: its accessible name"),
  STREE_PROP (StreeProgressBarArgs, indeterminate, BOOL,
              "How much is done is not known: it moves to and fro, and 'value' does not count"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeProgressBarArgs *args = data;
  char                        number[G_ASCII_DTOSTR_BUF_SIZE];

  (void) element;
  if (args->indeterminate || (args->value >= 0 && args->value <= 1)) /* NaN is neither */
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "prop 'value' is %s: expected a fraction from 0 to 1; what is not known is 'indeterminate'",
               g_ascii_formatd (number, sizeof number, "%g", args->value));
  return FALSE;
}

extern StreeKind stree_progress_bar_kind;
StreeKind stree_progress_bar_kind = {
  .name = "ProgressBar",
  .blurb = "How much of something is done",
  .size = G_STRUCT_OFFSET (StreeProgressBarArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .role = "progressbar",
  .label_prop = "label",
  .validate = validate,
};

/**
 * stree_progress_bar_new: (skip)
 * @args: the arguments
 *
 * How much of something is done. In C write `stree_progress_bar (0.3, .text = "3 of 10 files", .label = "Files")`.
 *
 * The value is a fraction whatever its type is: 1 is all of it, and half of it is 0.5, not 50. As long as nobody knows how
 * much is done, it is `.indeterminate` and moves to and fro; it stands still, with stripes, where the desktop asks for no
 * animations. A task says so with -1:
 *
 * ```c
 * double done = stree_task_get_progress (task);
 *
 * stree_progress_bar (done, .indeterminate = done < 0, .label = "Orders");
 * ```
 *
 * Assistive technology says the label as its name, and the text as its value.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_progress_bar_new (const StreeProgressBarArgs *args)
{
  return stree_element_build (&stree_progress_bar_kind, args, args->key, args->common);
}
