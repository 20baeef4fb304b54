/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pages_helpers_demo.h"

#include <glib/gi18n-lib.h>

static StreeElement *
found_page (StreePageEntry *page, const char *failure)
{
  return stree_card (stree_subheader (stree_page_entry_get_label (page)),
                     stree_text (_ ("Found as %s"), stree_page_entry_get_stem (page)),
                     failure ? stree_with (stree_text ("%s", failure), .css = "error")
                             : stree_text ("%s", _ ("Built once off the screen: nothing failed.")));
}

static StreeElement *
overview (StreeContext *cx, gpointer props)
{
  const FoundPages *found = props;
  StreeBuilder     *cards = stree_builder_new ();

  (void) cx;
  if (found->pages->len == 0)
    return stree_text ("%s", _ ("There are no pages: put modules such as 1_About.so into pages/ beside the program."));
  for (guint i = 0; i < found->pages->len; i++)
    {
      const char *failure;

      g_variant_get_child (found->report, i, "(&sm&s)", NULL, &failure);
      stree_builder_add (cards, found_page (found->pages->pdata[i], failure));
    }
  return stree_vstack (stree_title (_ ("Pages")), stree_text ("%s", _ ("These lie in pages/ beside the program:")),
                       stree_builder_end (cards));
}

StreeElement *
pages_helpers_demo (StreeContext *cx, gpointer props)
{
  const FoundPages *found = props;
  StreeBuilder     *routes = stree_builder_new ();

  (void) cx;
  stree_builder_add (routes, stree_route_with ((.name = "overview", .title = _ ("Overview")), stree_component (overview, .props = found)));
  for (guint i = 0; i < found->pages->len; i++)
    stree_builder_add (routes, stree_page_route (found->pages->pdata[i]));
  return stree_page (stree_sidebar (stree_page_link (_ ("Overview"), .page = "overview", .icon = "view-list-symbolic", .key = "overview"),
                                    stree_multipage_sidebar_nav (found->pages)),
                     stree_routes ("overview", stree_builder_end (routes)));
}
