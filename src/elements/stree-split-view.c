/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-split-view.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-state-private.h"

#define DEFAULT_RATIO 0.28

static const StreeProp props[] = {
  STREE_PROP (StreeSplitViewArgs, narrow_ratio, VALUE,
              "The share of the first child at first, between 0 and 1 (default 0.28): a number, or a state that holds one"),
  STREE_PROP (StreeSplitViewArgs, on_change, HANDLER, "Called with the share when the user has moved the handle"),
};

static gboolean
to_ratio (const StreeValue *value, double *ratio)
{
  *ratio = value->type == STREE_VALUE_DOUBLE ? value->v.d : -1; /* no whole number is between 0 and 1 */
  return *ratio > 0 && *ratio < 1;
}

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeValue *declared = &((const StreeSplitViewArgs *) data)->narrow_ratio;
  double            ratio;

  if (element->n_children != 2)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "it has %u children: it takes two, the narrow one and the main one (either may be NULL)", element->n_children);
      return FALSE;
    }
  if (declared->type == STREE_VALUE_NONE || to_ratio (declared, &ratio) ||
      (declared->type == STREE_VALUE_STATE && G_VALUE_HOLDS_DOUBLE (&declared->v.state->value)))
    return TRUE;
  if (declared->type == STREE_VALUE_INT || declared->type == STREE_VALUE_DOUBLE)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      ratio = declared->type == STREE_VALUE_INT ? (double) declared->v.i : declared->v.d;
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                   "prop 'narrow_ratio' is %s: expected a share of the width, greater than 0 and less than 1",
                   g_ascii_formatd (number, sizeof number, "%g", ratio));
      return FALSE;
    }
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "prop 'narrow_ratio' takes a number between 0 and 1, or a state that holds a double");
  return FALSE;
}

/* A state may hold anything: what is no share of a width is the default. */
static gboolean
normalize (gconstpointer data, StreeValue *value)
{
  double ratio;

  (void) data;
  *value = stree_value_of_double (to_ratio (value, &ratio) ? ratio : DEFAULT_RATIO);
  return TRUE;
}

extern StreeKind stree_split_view_kind;
StreeKind stree_split_view_kind = {
  .name = "SplitView",
  .blurb = "Two children side by side, with a handle between them",
  .size = G_STRUCT_OFFSET (StreeSplitViewArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER,
  .role = "group",
  .value_prop = "narrow_ratio",
  .change_prop = "on_change",
  .validate = validate,
  .normalize = normalize,
};

/**
 * stree_split_view_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Two children side by side, the narrow one and the main one, with a handle between them that the user drags, or moves with
 * F8 and the arrow keys. In C write `stree_split_view (narrow, main)`. Either may be %NULL: the other has all the width then.
 *
 * Where the user has left the handle stays, from run to run and with the session, until the program declares another share.
 * Where there is too little width for both, the children stand one below the other.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_split_view_new (const StreeSplitViewArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_split_view_kind, args, args->key, args->common, children);
}
