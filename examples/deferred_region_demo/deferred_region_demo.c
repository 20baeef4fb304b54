/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "deferred_region_demo.h"

#include <glib/gi18n-lib.h>

#define N_ROWS 200

/* The heavy part. Its button shows at the top of the page, and is its own all the same. */
static StreeElement *
region (StreeContext *cx, gpointer props)
{
  DeferredRegionRuns *runs = props;
  StreeState         *reversed = stree_state_bool (cx, "reversed", FALSE);
  StreeBuilder       *rows = stree_builder_new ();

  runs->region++;
  for (int i = 0; i < N_ROWS; i++)
    {
      int row = stree_state_get_bool (reversed) ? N_ROWS - i : i + 1;

      stree_builder_add (rows, stree_keyed (stree_key_int (row), stree_text (_ ("Row %d"), row)));
    }
  return stree_card (stree_portal ("tools", stree_button (_ ("Reverse rows"), .key = "reverse", .on_click = stree_toggle (reversed))),
                     stree_text_with (stree_str (g_dngettext (GETTEXT_PACKAGE, "This region ran once.", "This region ran %d times.",
                                                             (gulong) runs->region),
                                                runs->region),
                                     .key = "region-runs"),
                     stree_builder_end (rows));
}

StreeElement *
deferred_region_demo (StreeContext *cx, gpointer props)
{
  DeferredRegionRuns *runs = props;
  StreeState         *name = stree_state_string (cx, "name", "");

  runs->page++;
  return stree_page (
    stree_title (_ ("Deferred region")),
    stree_text ("%s", _ ("The rows below are built after the first frame. Their button runs them again and not the page; typing "
                         "here runs both.")),
    stree_columns (stree_text_input (_ ("Your name"), .key = "name", .value = stree_bind (name)),
                   stree_with (stree_vstack (stree_portal_mount ("tools")), .valign = STREE_ALIGN_END)),
    *stree_state_get_string (name) ? stree_text (_ ("Good to see you, %s."), stree_state_get_string (name)) : NULL,
    stree_text_with (stree_str (g_dngettext (GETTEXT_PACKAGE, "This page ran once.", "This page ran %d times.", (gulong) runs->page),
                                runs->page),
                     .key = "page-runs"),
    stree_deferred_fragment_with ((.placeholder = stree_with (stree_text ("%s", _ ("Building the rows…")), .css = "dim-label")),
                                  stree_component (region, .props = runs)));
}
