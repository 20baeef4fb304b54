/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-tabs.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-state-private.h"
#include "elements/stree-places-private.h"

static const StreeProp props[] = {
  STREE_PROP (StreeTabsArgs, index, VALUE, "Which page shows, from 0: an integer, or a state that holds one"),
  STREE_PROP (StreeTabsArgs, on_change, HANDLER, "Called with the integer when the user turns to another page"),
};

extern StreeKind stree_tab_kind;

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeTabsArgs *args = data;
  const StreeValue    *index = &args->index;
  const StreeElement  *other;

  if (index->type != STREE_VALUE_NONE && index->type != STREE_VALUE_INT &&
      !(index->type == STREE_VALUE_STATE && G_VALUE_HOLDS_INT64 (&index->v.state->value)))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop 'index' takes an integer, or a state that holds an integer");
      return FALSE;
    }
  if (stree_places_count (element, FALSE) == 0)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "it has no pages: it takes at least one stree_tab ()");
      return FALSE;
    }
  other = stree_places_find_other (element, &stree_tab_kind);
  if (other)
    {
      g_autofree char *what = stree_element_describe (other);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "its child %s is no Tab: write stree_tab (\"Title\", ...) around it", what);
      return FALSE;
    }
  return TRUE;
}

static gboolean
normalize (gconstpointer data, StreeValue *value)
{
  (void) data;
  if (value->type == STREE_VALUE_NONE || (value->type == STREE_VALUE_INT && value->v.i < 0))
    *value = stree_value_of_int (0);
  return value->type == STREE_VALUE_INT;
}

extern StreeKind stree_tabs_kind;
StreeKind stree_tabs_kind = {
  .name = "Tabs",
  .blurb = "Pages of which one shows",
  .size = G_STRUCT_OFFSET (StreeTabsArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_PAGES,
  .role = "tablist",
  .value_prop = "index",
  .change_prop = "on_change",
  .validate = validate,
  .normalize = normalize,
};

/**
 * stree_tabs_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Pages of which one shows. In C write `stree_tabs (stree_tab ("Map", a), stree_tab ("Table", b))`.
 *
 * The page that the user turned to stays when pages come, go or move, as long as it is there itself: give pages that do so
 * keys, or leave %NULL in their place. An index beyond the last page shows the last one.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_tabs_new (const StreeTabsArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_tabs_kind, args, args->key, args->common, children);
}
