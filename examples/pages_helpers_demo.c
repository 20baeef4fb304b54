/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The pages that lie in pages/ beside the program: found, tried out, linked to and shown. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "pages_helpers_demo/pages_helpers_demo.h"

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) pages = stree_discover_pages (NULL);
  g_autoptr (GVariant)  report = g_variant_ref_sink (stree_prefetch_pages (pages));
  FoundPages            found = { pages, report };

  return stree_run_with ("org.streamtree.PagesHelpersDemo", pages_helpers_demo, argc, argv, .page_title = _ ("Pages Helpers"),
                         .props = &found, .width = 760);
}
