/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "routing/stree-page-entry.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* What the links of several pages have in common. */
typedef struct
{
  const char *icon; /* NULL: each page's own */
  const char *help;
  gboolean    disabled;
  const char *numbered_heading;   /* of sections: {order} is the number; NULL: "Pages (order {order})" */
  const char *unnumbered_heading; /* NULL: "More pages" */
  gboolean    flat;               /* of stree_multipage_sidebar_nav (): without sections */
  char        stree_end_;
} StreePageLinksArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_page_links_new (GPtrArray *entries, const StreePageLinksArgs *args);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_page_links_sections_new (GPtrArray *entries, const StreePageLinksArgs *args);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_multipage_sidebar_nav_new (GPtrArray *entries, const StreePageLinksArgs *args);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_page_route (StreePageEntry *entry);
STREE_AVAILABLE_IN_1_0
StreeElement *stree_page_routes (GPtrArray *entries, const char *default_page);

/* A PageLink for each page: stree_page_links (pages, .disabled = busy). */
#define stree_page_links(...) stree_page_links_ (__VA_ARGS__, .stree_end_ = 0)
#define stree_page_links_(entries, ...) stree_page_links_new ((entries), &(StreePageLinksArgs){ __VA_ARGS__ })
/* The same, with a heading above those of each number. */
#define stree_page_links_sidebar_sections(...) stree_page_links_sections_ (__VA_ARGS__, .stree_end_ = 0)
#define stree_page_links_sections_(entries, ...) stree_page_links_sections_new ((entries), &(StreePageLinksArgs){ __VA_ARGS__ })
/* The same in a VStack; .flat = TRUE leaves out the headings. */
#define stree_multipage_sidebar_nav(...) stree_multipage_sidebar_nav_ (__VA_ARGS__, .stree_end_ = 0)
#define stree_multipage_sidebar_nav_(entries, ...) stree_multipage_sidebar_nav_new ((entries), &(StreePageLinksArgs){ __VA_ARGS__ })

#endif

G_END_DECLS
