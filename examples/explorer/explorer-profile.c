/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rows on one page, what is in their columns on another. */

#include "explorer.h"

#include <glib/gi18n-lib.h>

#include "profile.h"

static void
again_cb (StreeEvent *event, gpointer profile)
{
  (void) event;
  profile_again (profile);
}

static StreeElement *
columns_page (Profile *profile)
{
  StreeGridColumns *columns = stree_grid_columns (
    { .name = "column", .label = _ ("Column"), .pinned = TRUE }, { .name = "type", .label = _ ("Type") },
    { .name = "values", .label = _ ("Values"), .grouping = TRUE }, { .name = "missing", .label = _ ("Missing"), .grouping = TRUE },
    { .name = "different", .label = _ ("Different") },
    { .name = "spread", .label = _ ("Spread"), .kind = STREE_GRID_COLUMN_SPARKLINE, .minimum = stree_value (0) },
    { .name = "smallest", .label = _ ("Smallest") }, { .name = "p05", .label = _ ("5 %") }, { .name = "p25", .label = _ ("25 %") },
    { .name = "median", .label = _ ("Median") }, { .name = "p75", .label = _ ("75 %") }, { .name = "p95", .label = _ ("95 %") },
    { .name = "largest", .label = _ ("Largest") }, { .name = "mean", .label = _ ("Mean") }, { .name = "top", .label = _ ("Most Frequent") });

  if (profile_get_error (profile))
    return stree_vstack_with ((.key = "profile-problem"),
      stree_with (stree_text_with (profile_get_error (profile), .selectable = TRUE, .key = "profile-error"), .css = "error"),
      stree_with (stree_button (_ ("Try Again"), .on_click = stree_call (again_cb, profile), .key = "profile-again"), .halign = STREE_ALIGN_START));
  if (!profile_get_table (profile))
    return stree_progress_bar (profile_get_share (profile), .text = _ ("Reading the rows"), .label = _ ("Reading the rows"), .key = "profile-progress");
  return stree_data_grid (.data = profile_get_table (profile), .key_columns = STREE_STRV ("column"), .columns = columns,
                          .selection_mode = STREE_SELECTION_CELLS, .label = _ ("Columns"), .key = "profile");
}

StreeElement *
explorer_pages (StreeContext *cx, StreeSource *source, StreeElement *rows)
{
  Profile    *profile = profile_get (cx);
  StreeState *page = stree_global_int (cx, "page", 0);

  if (stree_state_get_int (page) == 1)
    profile_look (profile, source);
  else
    profile_stop (profile, source);
  return stree_tabs_with ((.index = stree_bind (page), .key = "pages", .common = stree_common (.vexpand = TRUE)),
    stree_tab_with ((.title = _ ("Rows"), .key = "rows"), rows),
    stree_tab_with ((.title = _ ("Columns"), .key = "columns"), stree_state_get_int (page) == 1 ? columns_page (profile) : NULL));
}

void
explorer_show_result (StreeEvent *event, gpointer profile)
{
  profile_narrow (profile, stree_grid_result_get_query (stree_event_get_grid_result (event)));
}
