/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "phase2_composite_demo.h"

#include <glib/gi18n-lib.h>

/* Fails on purpose. */
static StreeElement *
boom (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_fail_message (cx, "demo failure");
}

static StreeElement *
context_badge (StreeContext *cx, gpointer props)
{
  (void) props;
  return stree_text_with (stree_str (_ ("app_label from context: '%s'"), stree_lookup_string (cx, "app_label", "?")));
}

static void
go_cb (StreeEvent *event, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!stree_set_route (stree_event_get_session (event), data, NULL, &error))
    g_warning ("%s", error->message);
}

StreeElement *
phase2_composite_demo (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_provide (
    (stree_named ("app_label", "phase2-composite-demo")),
    stree_page (stree_title (_ ("Phase 2 composite")),
                stree_error_boundary (stree_component (boom), .fallback = stree_card (stree_text ("%s", _ ("The ErrorBoundary caught what failed below it.")))),
                stree_component (context_badge), stree_divider (),
                stree_hstack (stree_button (_ ("Home"), .key = "home", .on_click = stree_call (go_cb, (gpointer) "home")),
                              stree_button (_ ("About"), .key = "about", .on_click = stree_call (go_cb, (gpointer) "about"))),
                stree_routes ("home", stree_route ("home", stree_text ("%s", _ ("The buttons above switch the route."))),
                              stree_route ("about", stree_text ("%s", _ ("Alt and Left goes back."))))));
}
