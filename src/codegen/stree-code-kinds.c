/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* One line for each kind of element. */

#include "codegen/stree-code-maker-private.h"

static const StreeCodeKind kinds[] = {
  { "Action", NULL, stree_code_action, { { "on_activate", "activate" } } },
  { "BottomDock", stree_code_plain_box, NULL, { { 0 } } },
  { "Button", stree_code_button, NULL, { { "on_click", "clicked" } } },
  { "Card", stree_code_card, NULL, { { 0 } } },
  { "Checkbox", stree_code_checkbox, NULL, { { "on_change", "toggled" } } },
  { "Columns", stree_code_columns, NULL, { { 0 } } },
  { "DataFrame", stree_code_data_frame, NULL, { { 0 } } },
  { "DataGrid", stree_code_data_grid, NULL, { { "on_result", "notify::model" } } },
  { "DeferredFragment", NULL, stree_code_deferred, { { 0 } } },
  { "Dialog", stree_code_dialog, NULL, { { "on_close", "close-request" } } },
  { "Divider", stree_code_divider, NULL, { { 0 } } },
  { "ErrorBoundary", NULL, stree_code_boundary, { { 0 } } },
  { "Expander", stree_code_expander, NULL, { { "on_toggle", "notify::expanded" } } },
  { "FloatingActionButton", stree_code_floating_action_button, NULL, { { "on_click", "clicked" } } },
  { "Form", stree_code_form, NULL, { { 0 } } },
  { "Fragment", NULL, NULL, { { 0 } } },
  { "Grid", stree_code_grid, NULL, { { 0 } } },
  { "Guard", NULL, stree_code_guard, { { 0 } } },
  { "HStack", stree_code_hstack, NULL, { { 0 } } },
  { "Image", stree_code_image, NULL, { { 0 } } },
  { "List", stree_code_list, NULL, { { 0 } } },
  { "Markdown", stree_code_markdown, NULL, { { 0 } } },
  { "Native", stree_code_native, NULL, { { 0 } } },
  { "NumberInput", stree_code_number_input, NULL, { { "on_change", "value-changed" } } },
  { "Page", stree_code_plain_box, NULL, { { 0 } } },
  { "PageLink", stree_code_page_link, NULL, { { "on_click", "clicked" } } },
  { "Popover", stree_code_popover, NULL, { { "on_toggle", "notify::active" } } },
  { "Portal", NULL, stree_code_portal, { { 0 } } },
  { "PortalMount", NULL, stree_code_portal_mount, { { 0 } } },
  { "ProgressBar", stree_code_progress_bar, NULL, { { 0 } } },
  { "Provider", NULL, stree_code_provider, { { 0 } } },
  { "Route", NULL, stree_code_routes, { { 0 } } },
  { "Routes", NULL, stree_code_routes, { { 0 } } },
  { "Selectbox", stree_code_selectbox, NULL, { { "on_change", "notify::selected" } } },
  { "Sidebar", stree_code_plain_box, NULL, { { 0 } } },
  { "Spacer", stree_code_spacer, NULL, { { 0 } } },
  { "SplitView", stree_code_split_view, NULL, { { "on_change", "notify::position" } } },
  { "Subheader", stree_code_subheader, NULL, { { 0 } } },
  { "Suspense", NULL, stree_code_boundary, { { 0 } } },
  { "Tab", stree_code_plain_box, NULL, { { 0 } } },
  { "Tabs", stree_code_tabs, NULL, { { "on_change", "switch-page" } } },
  { "Text", stree_code_text, NULL, { { 0 } } },
  { "TextInput", stree_code_text_input, NULL, { { "on_change", "changed" }, { "on_submit", "activate" } } },
  { "ThemeRoot", stree_code_theme_root, NULL, { { 0 } } },
  { "Title", stree_code_title, NULL, { { 0 } } },
  { "VStack", stree_code_vstack, NULL, { { 0 } } },
};

const StreeCodeKind *
stree_code_kind_lookup (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, name))
      return &kinds[i];
  return NULL;
}
