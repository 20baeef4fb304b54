/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "app_shell.h"

#include <glib/gi18n-lib.h>

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
  return stree_vstack (stree_subheader (_ ("Sidebar")), stree_text ("%s", _ ("F9 hides it and brings it back.")),
                       stree_button (_ ("Start again"), .key = "again", .on_click = stree_set (n, 0), .disabled = stree_state_get_int (n) == 0));
}

StreeElement *
app_shell_body (StreeContext *cx, gpointer props)
{
  StreeState *n = counter (cx);

  (void) props;
  return stree_page (stree_title (_ ("Main column")), stree_text_with (stree_str (_ ("Counter: %d"), stree_state_get_int (n))),
                     stree_hstack (stree_button (_ ("+1"), .key = "add", .primary = TRUE, .on_click = stree_add (n, 1))));
}
