/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "elements/stree-theme-root.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "theme/stree-theme-private.h"

static const StreeProp props[] = {
  STREE_PROP_FULL (StreeThemeRootArgs, theme, BOXED, stree_theme_get_type, "How what is inside looks"),
};

static gboolean
validate (const StreeElement *element, gconstpointer data, GError **error)
{
  const StreeThemeRootArgs *args = data;

  (void) element;
  if (args->theme)
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
               "prop 'theme' is not set: expected a theme, such as stree_theme_use (cx, .mode = STREE_THEME_DARK), or the one "
               "in force, stree_theme (cx)");
  return FALSE;
}

static StreeValues *
provides (gconstpointer data)
{
  const StreeThemeRootArgs *args = data;

  return args->theme ? stree_theme_get_provided (args->theme) : NULL;
}

extern StreeKind stree_theme_root_kind;
StreeKind stree_theme_root_kind = {
  .name = "ThemeRoot",
  .blurb = "Children with a theme of their own",
  .size = G_STRUCT_OFFSET (StreeThemeRootArgs, key),
  .props = props,
  .n_props = G_N_ELEMENTS (props),
  .flags = STREE_KIND_CONTAINER | STREE_KIND_PROVIDER | STREE_KIND_EVERY_RUN,
  .role = "group",
  .validate = validate,
  .provides = provides,
};

/**
 * stree_theme_root_new: (skip)
 * @args: the arguments
 * @children: the children; ends with `stree_end`
 *
 * Children with a theme of their own, which stree_theme () answers to components inside. In C write
 * `stree_theme_root (stree_theme_use (cx, .mode = STREE_THEME_DARK), a, b)`.
 *
 * Theme roots nest: the inner one counts. Custom CSS of an outer one reaches into an inner one where that says nothing else.
 * CSS that GTK does not understand is an error of the element, with line and column in the custom CSS.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_theme_root_new (const StreeThemeRootArgs *args, StreeElement *const *children)
{
  return stree_element_build_children (&stree_theme_root_kind, args, args->key, args->common, children);
}
