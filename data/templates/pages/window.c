#include "app.h"

StreeElement *
window (StreeContext *cx, gpointer props)
{
  static GPtrArray *pages; /* what STREE_PAGE () has registered: it does not change */
  StreeBuilder     *routes = stree_builder_new ();

  (void) cx;
  if (!pages)
    pages = stree_registered_pages ();
  stree_builder_add (routes, stree_route ("start", stree_component (app, .props = props)));
  for (guint i = 0; i < pages->len; i++)
    stree_builder_add (routes, stree_page_route (pages->pdata[i]));
  return stree_page (stree_sidebar (stree_page_link ("@NAME_C@", .page = "start", .icon = "go-home-symbolic", .key = "start"),
                                    stree_multipage_sidebar_nav (pages, .flat = TRUE)),
                     stree_routes ("start", stree_builder_end (routes)));
}
