/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routing/stree-page-links.h"

#include <glib/gi18n-lib.h>

#include "core/stree-component.h"
#include "core/stree-element-private.h"
#include "elements/stree-error-boundary.h"
#include "elements/stree-page-link.h"
#include "elements/stree-route.h"
#include "elements/stree-routes.h"
#include "elements/stree-subheader.h"
#include "elements/stree-vstack.h"
#include "routing/stree-page-entry-private.h"
#include "routing/stree-uri-private.h"

static StreeElement *
link_to (StreePageEntry *entry, const StreePageLinksArgs *args)
{
  const StreePageInfo  *info = stree_page_entry_info (entry);
  g_autoptr (GPtrArray) params = stree_uri_params_new ();
  g_autofree char      *ref = NULL;

  stree_uri_params_set (params, STREE_URI_ROUTE, entry->page);
  ref = stree_uri_build (params);
  return stree_page_link (stree_page_entry_get_label (entry), .page = ref, .icon = args->icon ? args->icon : info ? info->icon : NULL, .help = args->help,
                          .disabled = args->disabled, .key = entry->page);
}

/**
 * stree_page_links_new: (skip)
 * @entries: (element-type StreePageEntry): pages
 * @args: what the links have in common
 *
 * A PageLink for each page, with its route as its key. In C write `stree_page_links (pages)`.
 *
 * Returns: (transfer none): a Fragment with the links
 *
 * Since: 1.0
 */
StreeElement *
stree_page_links_new (GPtrArray *entries, const StreePageLinksArgs *args)
{
  StreeBuilder *builder = stree_builder_new ();

  g_return_val_if_fail (entries != NULL, NULL);
  for (guint i = 0; i < entries->len; i++)
    stree_builder_add (builder, link_to (entries->pdata[i], args));
  return stree_builder_end (builder);
}

static StreeElement *
heading (const char *prefix, const StreePageLinksArgs *args)
{
  const char      *format = args->numbered_heading ? args->numbered_heading : _ ("Pages (order {order})");
  g_autoptr (GString) text = NULL;

  if (!prefix)
    return stree_subheader (args->unnumbered_heading ? args->unnumbered_heading : _ ("More pages"));
  text = g_string_new (format);
  g_string_replace (text, "{order}", prefix, 0);
  return stree_subheader (stree_str ("%s", text->str));
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint64 one = g_ascii_strtoull (*(char *const *) a, NULL, 10);
  guint64 two = g_ascii_strtoull (*(char *const *) b, NULL, 10);

  return one < two ? -1 : one > two;
}

/* The prefixes that there are, each once, by their number. */
static GPtrArray *
list_prefixes (GPtrArray *entries)
{
  GPtrArray *prefixes = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      StreePageEntry *entry = entries->pdata[i];

      if (entry->prefix && !g_ptr_array_find_with_equal_func (prefixes, entry->prefix, g_str_equal, NULL))
        g_ptr_array_add (prefixes, entry->prefix);
    }
  g_ptr_array_sort (prefixes, compare_numbers);
  return prefixes;
}

static void
add_group (StreeBuilder *builder, GPtrArray *entries, const char *prefix, const StreePageLinksArgs *args)
{
  gboolean any = FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      StreePageEntry *entry = entries->pdata[i];

      if (g_strcmp0 (entry->prefix, prefix) != 0)
        continue;
      if (!any)
        stree_builder_add (builder, heading (prefix, args));
      any = TRUE;
      stree_builder_add (builder, link_to (entry, args));
    }
}

/**
 * stree_page_links_sections_new: (skip)
 * @entries: (element-type StreePageEntry): pages
 * @args: what the links have in common
 *
 * A PageLink for each page, those of one number below a heading, those without a number at the end. In C write
 * `stree_page_links_sidebar_sections (pages)`.
 *
 * Returns: (transfer none): a Fragment with headings and links
 *
 * Since: 1.0
 */
StreeElement *
stree_page_links_sections_new (GPtrArray *entries, const StreePageLinksArgs *args)
{
  StreeBuilder         *builder = stree_builder_new ();
  g_autoptr (GPtrArray) prefixes = NULL;

  g_return_val_if_fail (entries != NULL, NULL);
  prefixes = list_prefixes (entries);
  for (guint i = 0; i < prefixes->len; i++)
    add_group (builder, entries, prefixes->pdata[i], args);
  add_group (builder, entries, NULL, args);
  return stree_builder_end (builder);
}

/**
 * stree_multipage_sidebar_nav_new: (skip)
 * @entries: (element-type StreePageEntry): pages
 * @args: what the links have in common
 *
 * The links of a program's pages, for its Sidebar. In C write `stree_multipage_sidebar_nav (pages)`.
 *
 * Returns: (transfer none): a VStack; empty if there are no pages
 *
 * Since: 1.0
 */
StreeElement *
stree_multipage_sidebar_nav_new (GPtrArray *entries, const StreePageLinksArgs *args)
{
  g_return_val_if_fail (entries != NULL, NULL);
  return stree_vstack_with ((.spacing = 6), args->flat ? stree_page_links_new (entries, args) : stree_page_links_sections_new (entries, args));
}

static void
entry_unref (gpointer entry)
{
  stree_page_entry_unref (entry);
}

/**
 * stree_page_route: (skip)
 * @entry: a page
 *
 * The Route of a page, with its label as the title of the window: for Routes of which others are written by hand. What fails
 * in the page is shown in its place.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_page_route (StreePageEntry *entry)
{
  const StreePageInfo *info;
  StreeComponentArgs   args = { .props = entry };

  g_return_val_if_fail (entry != NULL, NULL);
  info = stree_page_entry_info (entry);
  /* The entry lives as long as the element. */
  if (!stree_arena_on_free (stree_element_arena (), stree_page_entry_ref (entry), entry_unref))
    stree_page_entry_unref (entry);
  return stree_route_with ((.name = entry->page, .title = stree_page_entry_get_label (entry), .forget = info && info->forget),
                           stree_error_boundary (stree_component_new (entry->page, stree_page_entry_show, &args)));
}

/**
 * stree_page_routes: (skip)
 * @entries: (element-type StreePageEntry): pages
 * @default_page: (nullable): the route of the one that shows first; %NULL for the first one
 *
 * Routes with a page for each entry, each with its label as the title of the window. What fails in a page is shown in its
 * place.
 *
 * Returns: (transfer none): the element; an empty Fragment if there are no pages
 *
 * Since: 1.0
 */
StreeElement *
stree_page_routes (GPtrArray *entries, const char *default_page)
{
  StreeBuilder *builder;

  g_return_val_if_fail (entries != NULL, NULL);
  if (entries->len == 0)
    return stree_children (0, NULL);
  builder = stree_builder_new ();
  for (guint i = 0; i < entries->len; i++)
    stree_builder_add (builder, stree_page_route (entries->pdata[i]));
  return stree_routes (default_page ? default_page : ((StreePageEntry *) entries->pdata[0])->page, stree_builder_end (builder));
}
