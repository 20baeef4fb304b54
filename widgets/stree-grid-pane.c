/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "stree-line-start-private.h"

/* So long after a column became wider or narrower its width is told, in milliseconds: it does so with each pixel. */
#define PAUSE 150
/* Columns are shown when they are so near the screen, in pixels, and taken away when they are so far from it. */
#define NEAR 240
#define FAR 900
/* Up to so many columns all are shown. */
#define FEW 12
/* The least room for the columns that scroll sideways, in pixels. */
#define MIN_WIDTH 120

void
stree_grid_column_free (gpointer data)
{
  StreeGridViewColumn *column = data;

  stree_grid_cells_forget (column);
  g_clear_pointer (&column->column, stree_grid_column_unref);
  g_clear_object (&column->view_column);
  g_ptr_array_unref (column->cells);
  g_free (column);
}

/* --- where columns are --- */

static int
width_of (const StreeGridViewColumn *column)
{
  return column->hidden ? 0 : column->width;
}

int
stree_grid_pane_offset (StreeGridPane *pane, StreeGridViewColumn *column)
{
  int x = pane->numbers ? pane->numbers->width : 0;

  for (guint i = 0; i < pane->columns->len && pane->columns->pdata[i] != column; i++)
    x += width_of (pane->columns->pdata[i]);
  return x;
}

static int
total_width (StreeGridPane *pane)
{
  return stree_grid_pane_offset (pane, NULL);
}

/* What of the columns is on the screen, from where the first one begins. */
static void
get_window (StreeGridPane *pane, double *from, double *to)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (pane->scroller));
  double         value = gtk_adjustment_get_value (place);
  double         page = gtk_adjustment_get_page_size (place);

  /* Newer GTK counts from where a line begins, 4.8 from the left. */
  if (gtk_widget_get_direction (GTK_WIDGET (pane->view)) == GTK_TEXT_DIR_RTL && gtk_check_version (4, 10, 0))
    value = gtk_adjustment_get_upper (place) - page - value;
  *from = value;
  *to = value + page;
}

static void
set_spacer (GtkColumnViewColumn *spacer, int width)
{
  if (gtk_column_view_column_get_fixed_width (spacer) != MAX (width, 1))
    gtk_column_view_column_set_fixed_width (spacer, MAX (width, 1));
  if (gtk_column_view_column_get_visible (spacer) != (width > 0))
    gtk_column_view_column_set_visible (spacer, width > 0);
}

/* GTK 4.8 counts columns that are not seen into the width of a row, which then is beside the screen where lines run from right
 * to left. */
static void
show_width (StreeGridViewColumn *column)
{
  int width = column->shown || !gtk_check_version (4, 10, 0) ? column->width : 0;

  if (gtk_column_view_column_get_fixed_width (column->view_column) != width)
    gtk_column_view_column_set_fixed_width (column->view_column, width);
}

static void
choose_shown (StreeGridPane *pane)
{
  gboolean all = pane != &pane->grid->panes[STREE_GRID_MAIN] || pane->columns->len <= FEW;
  double   from, to;
  int      x = 0;
  int      before = 0;
  int      behind = 0;
  gboolean began = FALSE;

  get_window (pane, &from, &to);
  for (guint i = 0; i < pane->columns->len; i++)
    {
      StreeGridViewColumn *column = pane->columns->pdata[i];
      int                  width = width_of (column);
      int                  reach = column->shown ? FAR : NEAR;
      gboolean             shown = all || (x + width > from - reach && x < to + reach);

      x += width;
      column->shown = shown && !column->hidden;
      if (gtk_column_view_column_get_visible (column->view_column) != column->shown)
        gtk_column_view_column_set_visible (column->view_column, column->shown);
      show_width (column);
      if (shown)
        began = TRUE;
      else if (began)
        behind += width;
      else
        before += width;
    }
  set_spacer (pane->before, before);
  set_spacer (pane->behind, behind);
}

/* The last column has what is left. */
static void
choose_expanding (StreeGridPane *pane)
{
  StreeGridViewColumn *last = NULL;

  for (guint i = 0; i < pane->columns->len; i++)
    if (!((StreeGridViewColumn *) pane->columns->pdata[i])->hidden)
      last = pane->columns->pdata[i];
  for (guint i = 0; i < pane->columns->len; i++)
    {
      StreeGridViewColumn *column = pane->columns->pdata[i];
      gboolean             expand = column == last && pane == &pane->grid->panes[STREE_GRID_MAIN];

      if (gtk_column_view_column_get_expand (column->view_column) != expand)
        gtk_column_view_column_set_expand (column->view_column, expand);
    }
}

void
stree_grid_pane_arrange (StreeGridPane *pane)
{
  gboolean was_making = pane->grid->making;

  pane->grid->making = TRUE;
  choose_shown (pane);
  choose_expanding (pane);
  pane->grid->making = was_making;
  gtk_widget_set_visible (pane->scroller, pane == &pane->grid->panes[STREE_GRID_MAIN] ||
                                            (pane->grid->columns->len > 0 && total_width (pane) > 0));
}

/* --- what the user does with them --- */

/* The columns in the order of the view, with the spacers at their ends again. */
static void
take_order (StreeGridPane *pane)
{
  GListModel *list = gtk_column_view_get_columns (pane->view);
  guint       n = g_list_model_get_n_items (list);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  gboolean    changed = FALSE;
  gboolean    in_place = TRUE;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) view_column = g_list_model_get_item (list, i);

      if ((view_column == pane->before && i > 0) || (view_column == pane->behind && i + 1 < n) ||
          (pane->numbers && view_column == pane->numbers->view_column && i != 1))
        in_place = FALSE;
      for (guint j = 0; j < pane->columns->len; j++)
        if (((StreeGridViewColumn *) pane->columns->pdata[j])->view_column == view_column)
          g_ptr_array_add (order, pane->columns->pdata[j]);
    }
  if (order->len != pane->columns->len) /* in the middle of a move */
    return;
  pane->unordered = FALSE;
  for (guint i = 0; i < order->len; i++)
    changed = changed || order->pdata[i] != pane->columns->pdata[i];
  if (!in_place)
    {
      pane->grid->making = TRUE;
      gtk_column_view_insert_column (pane->view, 0, pane->before);
      gtk_column_view_insert_column (pane->view, n - 1, pane->behind);
      if (pane->numbers)
        gtk_column_view_insert_column (pane->view, 1, pane->numbers->view_column);
      pane->grid->making = FALSE;
    }
  if (!changed)
    return;
  for (guint i = 0; i < order->len; i++)
    pane->columns->pdata[i] = order->pdata[i];
  stree_grid_view_reordered (pane->grid);
}

static gboolean
look_again_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  StreeGridPane *pane = data;

  (void) view;
  (void) clock;
  pane->tick = 0;
  if (pane->unordered)
    take_order (pane);
  stree_grid_pane_arrange (pane);
  if (pane == &pane->grid->panes[STREE_GRID_MAIN])
    {
      stree_grid_view_scrolled (pane->grid);
      stree_grid_widen_numbers (pane->grid, TRUE);
    }
  return G_SOURCE_REMOVE;
}

/* Not now: GTK is allocating, or in the middle of something. */
static void
look_again (StreeGridPane *pane)
{
  if (pane->tick == 0)
    pane->tick = gtk_widget_add_tick_callback (GTK_WIDGET (pane->view), look_again_cb, pane, NULL);
}

static void
place_changed_cb (GtkAdjustment *place, StreeGridPane *pane)
{
  (void) place;
  stree_grid_editor_follow (pane->grid);
  if (!pane->grid->making)
    look_again (pane);
}

static void
columns_changed_cb (GListModel *list, guint position, guint removed, guint added, StreeGridPane *pane)
{
  (void) list;
  (void) position;
  (void) removed;
  (void) added;
  if (pane->grid->making)
    return;
  pane->unordered = TRUE;
  look_again (pane);
}

static gboolean
tell_widths_cb (gpointer data)
{
  StreeGridView *grid = data;

  grid->resizing = 0;
  stree_grid_view_changed (grid, STREE_GRID_REASON_COLUMNS);
  return G_SOURCE_REMOVE;
}

static void
resized_cb (GtkColumnViewColumn *view_column, GParamSpec *pspec, StreeGridViewColumn *column)
{
  StreeGridView *grid = column->pane->grid;
  int            width = gtk_column_view_column_get_fixed_width (view_column);

  (void) pspec;
  if (grid->making || !column->shown || width <= 0 || width == column->width)
    return;
  column->width = width;
  column->sized = TRUE;
  look_again (column->pane);
  g_clear_handle_id (&grid->resizing, g_source_remove);
  grid->resizing = g_timeout_add (PAUSE, tell_widths_cb, grid);
  g_source_set_name_by_id (grid->resizing, "[streamtree] columns are resized");
}

void
stree_grid_column_set_width (StreeGridViewColumn *column, int width)
{
  StreeGridView *grid = column->pane->grid;
  gboolean       was_making = grid->making;

  if (width == column->width)
    return;
  column->width = width;
  grid->making = TRUE;
  show_width (column);
  grid->making = was_making;
  look_again (column->pane);
}

void
stree_grid_column_fit (StreeGridViewColumn *column)
{
  stree_grid_column_set_width (column, stree_grid_cells_measure (column));
}

/* --- the pane --- */

void
stree_grid_pane_append (StreeGridPane *pane, StreeGridViewColumn *column)
{
  guint                  n = g_list_model_get_n_items (gtk_column_view_get_columns (pane->view));
  g_autoptr (GMenuModel) menu = NULL;

  column->pane = pane;
  column->view_column = gtk_column_view_column_new (stree_grid_column_get_label (column->column), stree_grid_cells_new_factory (column));
  gtk_column_view_column_set_resizable (column->view_column, TRUE);
  column->shown = FALSE;
  show_width (column);
  gtk_column_view_column_set_visible (column->view_column, FALSE);
  menu = stree_grid_menu_new (column);
  gtk_column_view_column_set_header_menu (column->view_column, menu);
  g_signal_connect (column->view_column, "notify::fixed-width", G_CALLBACK (resized_cb), column);
  g_ptr_array_add (pane->columns, column);
  gtk_column_view_insert_column (pane->view, n - 1, column->view_column);
  stree_grid_header_find (column);
}

void
stree_grid_pane_set_numbers (StreeGridPane *pane, StreeGridViewColumn *numbers)
{
  gboolean was_making = pane->grid->making;

  pane->grid->making = TRUE;
  if (pane->numbers)
    gtk_column_view_remove_column (pane->view, pane->numbers->view_column);
  g_clear_pointer (&pane->numbers, stree_grid_column_free);
  pane->numbers = numbers;
  if (numbers)
    {
      numbers->pane = pane;
      numbers->view_column = gtk_column_view_column_new (NULL, stree_grid_cells_new_factory (numbers));
      gtk_column_view_column_set_fixed_width (numbers->view_column, numbers->width);
      gtk_column_view_insert_column (pane->view, 1, numbers->view_column);
      stree_grid_header_find (numbers);
      gtk_column_view_column_set_title (numbers->view_column, "#");
    }
  pane->grid->making = was_making;
  stree_grid_pane_arrange (pane);
}

void
stree_grid_pane_remove (StreeGridPane *pane, StreeGridViewColumn *column)
{
  g_signal_handlers_disconnect_by_data (column->view_column, column);
  gtk_column_view_remove_column (pane->view, column->view_column);
  g_clear_object (&column->view_column);
  g_ptr_array_remove (pane->columns, column);
}

void
stree_grid_pane_empty (StreeGridPane *pane)
{
  for (guint i = 0; i < pane->columns->len; i++)
    {
      StreeGridViewColumn *column = pane->columns->pdata[i];

      g_signal_handlers_disconnect_by_data (column->view_column, column);
      gtk_column_view_remove_column (pane->view, column->view_column);
    }
  g_ptr_array_set_size (pane->columns, 0);
  set_spacer (pane->before, 0);
  set_spacer (pane->behind, 0);
}

static void
scrolled_cb (GtkAdjustment *place, StreeGridPane *pane)
{
  StreeGridView *grid = pane->grid;
  StreeGridPane *other = pane == &grid->panes[STREE_GRID_MAIN] ? &grid->panes[STREE_GRID_PINNED] : &grid->panes[STREE_GRID_MAIN];

  if (grid->syncing)
    return;
  grid->syncing = TRUE;
  if (other->columns->len > 0 || other->numbers)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (other->scroller)), gtk_adjustment_get_value (place));
  grid->syncing = FALSE;
  if (pane != &grid->panes[STREE_GRID_MAIN])
    return;
  stree_grid_view_scrolled (grid);
  if (grid->row_height == 0 || stree_grid_widen_numbers (grid, FALSE)) /* GTK is allocating */
    look_again (pane);
}

/* GTK 4.18 asks each cell for the size of what is in it, and complains where that is nothing. */
static void
setup_spacer_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  (void) factory;
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
}

static GtkColumnViewColumn *
spacer_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_spacer_cb), NULL);
  return gtk_column_view_column_new (NULL, factory);
}

void
stree_grid_pane_init (StreeGridPane *pane, StreeGridView *grid)
{
  gboolean       main_pane = pane == &grid->panes[STREE_GRID_MAIN];
  GtkAdjustment *across, *down;

  pane->grid = grid;
  pane->columns = g_ptr_array_new ();
  pane->scroller = gtk_scrolled_window_new ();
  pane->view = GTK_COLUMN_VIEW (gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (grid->selection))));
  gtk_column_view_set_enable_rubberband (pane->view, FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (pane->scroller), GTK_WIDGET (pane->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (pane->scroller), main_pane ? GTK_POLICY_AUTOMATIC : GTK_POLICY_EXTERNAL,
                                  main_pane ? GTK_POLICY_AUTOMATIC : GTK_POLICY_EXTERNAL);
  /* In a narrow window what is pinned leaves some room for the rest. */
  if (main_pane)
    gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (pane->scroller), MIN_WIDTH);
  else
    gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (pane->scroller), TRUE);
  gtk_widget_set_hexpand (pane->scroller, main_pane);
  gtk_widget_set_visible (pane->scroller, main_pane);
  if (!main_pane)
    gtk_widget_add_css_class (pane->scroller, "stree-grid-pinned");
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (pane->view)); part; part = gtk_widget_get_next_sibling (part))
    if (g_str_equal (gtk_widget_get_css_name (part), "listview"))
      pane->list = part;
  stree_line_start_keep (pane->scroller, GTK_WIDGET (pane->view));
  stree_grid_header_init (pane);
  pane->before = spacer_new ();
  pane->behind = spacer_new ();
  gtk_column_view_append_column (pane->view, pane->before);
  gtk_column_view_append_column (pane->view, pane->behind);
  set_spacer (pane->before, 0);
  set_spacer (pane->behind, 0);
  across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (pane->scroller));
  down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (pane->scroller));
  g_signal_connect (across, "value-changed", G_CALLBACK (place_changed_cb), pane);
  g_signal_connect (across, "changed", G_CALLBACK (place_changed_cb), pane);
  g_signal_connect (down, "value-changed", G_CALLBACK (scrolled_cb), pane);
  g_signal_connect (down, "changed", G_CALLBACK (scrolled_cb), pane);
  g_signal_connect (gtk_column_view_get_columns (pane->view), "items-changed", G_CALLBACK (columns_changed_cb), pane);
  gtk_box_append (GTK_BOX (grid->sides), pane->scroller);
}

void
stree_grid_pane_clear (StreeGridPane *pane)
{
  if (!pane->columns)
    return;
  if (pane->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (pane->view), pane->tick);
  pane->tick = 0;
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (pane->view), pane);
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (pane->scroller)), pane);
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (pane->scroller)), pane);
  stree_grid_pane_empty (pane);
  gtk_column_view_set_model (pane->view, NULL);
  stree_grid_pane_set_numbers (pane, NULL);
  g_clear_pointer (&pane->columns, g_ptr_array_unref);
  g_clear_object (&pane->before);
  g_clear_object (&pane->behind);
}
