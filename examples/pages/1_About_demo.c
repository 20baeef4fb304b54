/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A page: built into a module of this name, it is found in pages/ beside a program. */

#include <streamtree.h>

#include <glib/gi18n-lib.h>

static StreeElement *
about_demo (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_title (_ ("About this demo")),
                       stree_text ("%s", _ ("This page is a module of its own. Its file name says its place among the others, and what it "
                                            "is called.")));
}
STREE_PAGE (about_demo, "1_About_demo", .icon = "help-about-symbolic", .label = N_ ("About this demo"), .domain = GETTEXT_PACKAGE)
