#include <streamtree.h>

static StreeElement *
about (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_title ("About"), stree_text ("%s", "This is the file pages/1_About.c: its name says its place and what it is called."));
}
STREE_PAGE (about, "1_About", .icon = "help-about-symbolic")
