/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A number, a button that counts, and one that starts again: the smallest program with state. */
#include <streamtree-gtk.h>

static StreeElement *
counter (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_state_int (cx, "count", 0);

  (void) props;
  return stree_vstack (stree_text ("Count: %d", stree_state_get_int (count)),
                       stree_button ("Increment", .on_click = stree_add (count, 1), .key = "inc"),
                       stree_state_get_int (count) > 0
                         ? stree_button ("Reset", .on_click = stree_set (count, 0), .key = "reset")
                         : NULL);
}

int
main (int argc, char **argv)
{
  return stree_run ("org.streamtree.Counter", counter, argc, argv);
}
