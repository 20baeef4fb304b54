/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "app_shell.h"

/* Global: both components ask for it by its name. */
static StreeState *
counter (StreeContext *cx)
{
  return stree_global_int (cx, "app_shell_counter", 0);
}

StreeElement *
app_shell_sidebar (StreeContext *cx, gpointer props)
{
  StreeState *n = counter (cx);

  (void) props;
  return stree_vstack (stree_subheader ("Sidebar"), stree_text ("F9 hides it and brings it back."),
                       stree_button ("Start again", .key = "again", .on_click = stree_set (n, 0), .disabled = stree_state_get_int (n) == 0));
}

StreeElement *
app_shell_body (StreeContext *cx, gpointer props)
{
  StreeState *n = counter (cx);

  (void) props;
  return stree_page (stree_title ("Main column"), stree_text ("Counter: %d", stree_state_get_int (n)),
                     stree_hstack (stree_button ("+1", .key = "add", .primary = TRUE, .on_click = stree_add (n, 1))));
}
