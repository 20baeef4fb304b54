/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-column-private.h"

/* What can be done with a column: in the menu of its title, and by the Menu key in one of its cells. */

static StreeGridViewColumn *
column_of (StreeGridView *self, GVariant *parameter)
{
  guint id = g_variant_get_uint32 (parameter);

  for (guint i = 0; i < self->columns->len; i++)
    if (((StreeGridViewColumn *) self->columns->pdata[i])->id == id)
      return self->columns->pdata[i];
  return NULL;
}

static void
sort_to (StreeGridView *self, GVariant *parameter, gboolean sorted, gboolean descending)
{
  StreeGridViewColumn *column = column_of (self, parameter);

  if (column)
    stree_grid_view_set_sort (self, stree_grid_column_get_name (column->column), sorted, descending);
}

static void
sort_ascending_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  sort_to (data, parameter, TRUE, FALSE);
}

static void
sort_descending_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  sort_to (data, parameter, TRUE, TRUE);
}

static void
sort_none_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  sort_to (data, parameter, FALSE, FALSE);
}

static void
hide_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  StreeGridViewColumn *column = column_of (data, parameter);

  (void) action;
  if (column)
    stree_grid_view_show_column (data, column->number, FALSE);
}

static void
pin_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  StreeGridViewColumn *column = column_of (data, parameter);

  (void) action;
  if (column)
    stree_grid_view_pin_column (data, column->number, column->pane != &column->pane->grid->panes[STREE_GRID_PINNED]);
}

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  StreeGridViewColumn *column = column_of (data, parameter);

  (void) action;
  if (!column)
    return;
  column->sized = FALSE;
  stree_grid_column_fit (column);
  stree_grid_view_changed (data, STREE_GRID_REASON_COLUMNS);
}

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  StreeGridViewColumn *column = column_of (data, parameter);

  (void) action;
  if (column)
    stree_grid_filter_popup (column);
}

static void
statistics_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  StreeGridViewColumn *column = column_of (data, parameter);

  (void) action;
  if (column)
    stree_grid_statistics_popup (column);
}

static void
add_item (GMenu *menu, const char *label, const char *action, guint id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "u", id);
  g_menu_append_item (menu, item);
}

GMenuModel *
stree_grid_menu_new (StreeGridViewColumn *column)
{
  gboolean          pinned = column->pane == &column->pane->grid->panes[STREE_GRID_PINNED];
  GMenu            *menu = g_menu_new ();
  g_autoptr (GMenu) sort = g_menu_new ();
  g_autoptr (GMenu) look = g_menu_new ();

  if (column->column->index >= 0)
    {
      add_item (sort, _ ("Sort _Ascending"), "grid.sort-ascending", column->id);
      add_item (sort, _ ("Sort _Descending"), "grid.sort-descending", column->id);
      add_item (sort, _ ("Do _Not Sort"), "grid.sort-none", column->id);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (sort));
    }
  if (column->column->index >= 0)
    add_item (look, _ ("_Filter…"), "grid.filter", column->id);
  if (column->column->index >= 0)
    add_item (look, _ ("S_tatistics…"), "grid.statistics", column->id);
  add_item (look, pinned ? _ ("Un_pin") : _ ("_Pin"), "grid.pin", column->id);
  add_item (look, _ ("_Hide"), "grid.hide", column->id);
  add_item (look, _ ("Fit to _Content"), "grid.fit", column->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  return G_MENU_MODEL (menu);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  stree_grid_view_copy (data, (StreeGridCopyForm) g_variant_get_uint32 (parameter));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  stree_grid_view_export (data, (StreeExportFormat) g_variant_get_uint32 (parameter));
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  stree_grid_view_paste (data);
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  stree_grid_view_clear_cells (data);
}

static void
fill_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  stree_grid_view_fill_down (data);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  (void) action;
  (void) parameter;
  stree_grid_view_delete_rows (data);
}

/* What can be done with the cells, and below it what with their column. */
static GMenuModel *
make_cell_menu (StreeGridView *self, StreeGridViewColumn *column)
{
  GMenu                 *menu = g_menu_new ();
  g_autoptr (GMenu)      copy = g_menu_new ();
  g_autoptr (GMenu)      edit = g_menu_new ();
  g_autoptr (GMenu)      more = g_menu_new ();
  g_autoptr (GMenuModel) columns = stree_grid_menu_new (column);
  g_autoptr (GMenuModel) exports = stree_grid_export_menu_new ();

  add_item (copy, _ ("_Copy"), "grid.copy", STREE_GRID_COPY_CELLS);
  add_item (copy, _ ("Copy with _Titles"), "grid.copy", STREE_GRID_COPY_TITLES);
  add_item (copy, _ ("Copy as _Markdown"), "grid.copy", STREE_GRID_COPY_MARKDOWN);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (copy));
  if (self->edits)
    {
      g_menu_append (edit, _ ("_Paste"), "grid.paste");
      g_menu_append (edit, _ ("C_lear"), "grid.clear");
      g_menu_append (edit, _ ("_Fill Down"), "grid.fill");
      g_menu_append (edit, _ ("_Delete Rows"), "grid.delete");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
    }
  g_menu_append_submenu (more, _ ("C_olumn"), columns);
  g_menu_append_submenu (more, _ ("_Export"), exports);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (menu);
}

void
stree_grid_menu_init (StreeGridView *self)
{
  static const GActionEntry entries[] = {
    { .name = "sort-ascending", .activate = sort_ascending_cb, .parameter_type = "u" },
    { .name = "sort-descending", .activate = sort_descending_cb, .parameter_type = "u" },
    { .name = "sort-none", .activate = sort_none_cb, .parameter_type = "u" },
    { .name = "filter", .activate = filter_cb, .parameter_type = "u" },
    { .name = "statistics", .activate = statistics_cb, .parameter_type = "u" },
    { .name = "pin", .activate = pin_cb, .parameter_type = "u" },
    { .name = "hide", .activate = hide_cb, .parameter_type = "u" },
    { .name = "fit", .activate = fit_cb, .parameter_type = "u" },
    { .name = "copy", .activate = copy_cb, .parameter_type = "u" },
    { .name = "export", .activate = export_cb, .parameter_type = "u" },
    { .name = "paste", .activate = paste_cb },
    { .name = "clear", .activate = clear_cb },
    { .name = "fill", .activate = fill_cb },
    { .name = "delete", .activate = delete_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "grid", G_ACTION_GROUP (group));
  self->statistics = G_SIMPLE_ACTION (g_object_ref (g_action_map_lookup_action (G_ACTION_MAP (group), "statistics")));
  self->export_action = G_SIMPLE_ACTION (g_object_ref (g_action_map_lookup_action (G_ACTION_MAP (group), "export")));
  stree_grid_menu_update (self);
}

/* What there is has come, or is elsewhere. */
void
stree_grid_menu_update (StreeGridView *self)
{
  g_simple_action_set_enabled (self->statistics, stree_grid_model_get_rows (self->model) != NULL);
  g_simple_action_set_enabled (self->export_action, stree_grid_model_get_rows (self->model) != NULL && !self->exporting);
}

/* At the cursor. */
void
stree_grid_menu_popup (StreeGridView *self)
{
  g_autoptr (GMenuModel) model = NULL;
  guint                  position, column;
  GdkRectangle           place;

  if (!stree_grid_view_get_cursor (self, &position, &column) || !stree_grid_view_get_place (self, position, column, &place))
    return;
  model = make_cell_menu (self, stree_grid_view_get_column (self, column));
  stree_grid_popover_open (self, gtk_popover_menu_new_from_model (model), &place);
}
