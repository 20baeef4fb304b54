/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages by route, with a form on one of them. Alt+Left goes back. A link opens a page, also in the program that runs:
 *
 *   routed_app org.streamtree.routedapp:/profile
 *
 * routed_app.desktop makes it the program for such links.
 */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "routed_app/routed_app.h"

int
main (int argc, char **argv)
{
  return stree_run_with ("org.streamtree.RoutedApp", routed_app, argc, argv, .page_title = _ ("Routed App"),
                         .about = STREE_ABOUT (.version = "1.0", .comments = _ ("Pages by route, and links to them.")));
}
