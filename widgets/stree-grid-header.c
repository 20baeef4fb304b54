/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "grid/stree-grid-column-private.h"

/* Where two titles meet, in pixels: GTK resizes there. */
#define EDGE 6

/* --- titles --- */

/* An arrow behind the title, and where several columns count, which of them it is. */
static char *
make_title (StreeGridView *self, StreeGridViewColumn *column)
{
  static const char *const numbers[] = { "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  const char              *label = stree_grid_column_get_label (column->column);
  const char              *name = stree_grid_column_get_name (column->column);
  const char              *filtered = name && stree_grid_options_get_column_filter (self->options, name) ? " ▽" : "";
  guint                    rank = 0;
  StreeGridSort            sort = name ? stree_grid_options_get_sort (self->options, name, &rank) : STREE_GRID_UNSORTED;

  if (sort == STREE_GRID_UNSORTED)
    return g_strconcat (label ? label : "", filtered, NULL);
  return g_strdup_printf ("%s%s %s%s", label ? label : "", filtered, sort == STREE_GRID_DESCENDING ? "▼" : "▲",
                          stree_grid_options_get_n_sorts (self->options) > 1 && rank < G_N_ELEMENTS (numbers) ? numbers[rank] : "");
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

/* GTK's own click on a title sorts by its sorter, which no column has, and opens its menu with the second button. GTK 4.24 takes any
 * press for itself there: a title could not be dragged to another place. */
static void
leave_primary_button (GtkWidget *title)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (title);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), GDK_BUTTON_SECONDARY);
    }
}

/* GTK does not tell which widget is a column's title, and their order is not that of the columns: it is known by its text. */
void
stree_grid_header_find (StreeGridViewColumn *column)
{
  static const char sign[] = "\001";
  GtkWidget        *header = gtk_widget_get_first_child (GTK_WIDGET (column->pane->view));
  GtkWidget        *label = NULL;

  gtk_column_view_column_set_title (column->view_column, sign);
  column->title = gtk_widget_get_first_child (header);
  while (column->title && (!(label = find_label (column->title)) || !g_str_equal (gtk_label_get_text (GTK_LABEL (label)), sign)))
    column->title = gtk_widget_get_next_sibling (column->title);
  gtk_column_view_column_set_title (column->view_column, stree_grid_column_get_label (column->column));
  if (!column->title)
    return;
  leave_primary_button (column->title);
  /* The title of numbers is above them, at the end, and that of check boxes in the middle. */
  if (stree_grid_column_is_number (column->column))
    gtk_label_set_xalign (GTK_LABEL (label), 1);
  else if (column->column->args.kind == STREE_GRID_COLUMN_CHECKBOX)
    gtk_label_set_xalign (GTK_LABEL (label), 0.5);
  else
    return;
  gtk_widget_set_hexpand (label, TRUE);
}

void
stree_grid_header_show (StreeGridView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StreeGridViewColumn *column = self->columns->pdata[i];
      g_autofree char     *title = make_title (self, column);

      if (g_strcmp0 (title, gtk_column_view_column_get_title (column->view_column)) != 0)
        gtk_column_view_column_set_title (column->view_column, title);
    }
  stree_grid_access_show_query (self);
}

/* --- which rows --- */

StreeQuery *
stree_grid_view_make_query (StreeGridView *self, const char *without)
{
  StreeFrame                  *schema = stree_source_get_schema (stree_grid_model_get_source (self->model));
  g_autoptr (StreeGridOptions) options = stree_grid_options_ref (self->options);

  if (without)
    {
      stree_grid_options_unref (options);
      options = stree_grid_options_with_column_filter (self->options, without, NULL);
    }
  return stree_grid_options_make_query (options, self->resolved, schema);
}

void
stree_grid_view_ask (StreeGridView *self)
{
  g_autoptr (StreeQuery) query = NULL;

  if (!stree_grid_model_get_source (self->model))
    return;
  query = stree_grid_view_make_query (self, NULL);
  stree_grid_model_set_query (self->model, query);
}

void
stree_grid_view_take_options (StreeGridView *self, StreeGridOptions *options, StreeGridReason reason)
{
  gboolean same = stree_grid_options_equal (self->options, options);

  stree_grid_options_unref (self->options);
  self->options = options;
  if (same)
    return;
  stree_grid_header_show (self);
  stree_grid_cells_show_search (self);
  stree_grid_bar_show_query (self);
  stree_grid_view_ask (self);
  if (reason == STREE_GRID_REASON_SORT)
    stree_grid_access_announce_sort (self);
  stree_grid_view_changed (self, reason);
}

StreeFilter *
stree_grid_view_get_filter (StreeGridView *self, const char *column)
{
  return stree_grid_options_get_column_filter (self->options, column);
}

void
stree_grid_view_set_filter (StreeGridView *self, const char *column, StreeFilter *filter)
{
  stree_grid_view_take_options (self, stree_grid_options_with_column_filter (self->options, column, filter), STREE_GRID_REASON_FILTER);
}

void
stree_grid_view_set_sort (StreeGridView *self, const char *column, gboolean is_sorted, gboolean descending)
{
  StreeGridSort sort = !is_sorted ? STREE_GRID_UNSORTED : descending ? STREE_GRID_DESCENDING : STREE_GRID_ASCENDING;

  stree_grid_view_take_options (self, stree_grid_options_with_sort (self->options, column, sort, !is_sorted), STREE_GRID_REASON_SORT);
}

/* None, up, down, and none again. */
void
stree_grid_view_sort (StreeGridView *self, guint number, gboolean add)
{
  static const StreeGridSort next[] = { STREE_GRID_ASCENDING, STREE_GRID_DESCENDING, STREE_GRID_UNSORTED };
  StreeGridViewColumn       *column = stree_grid_view_get_column (self, number);
  const char                *name = column ? stree_grid_column_get_name (column->column) : NULL;

  if (!name)
    return;
  stree_grid_view_take_options (self,
                                stree_grid_options_with_sort (self->options, name,
                                                              next[stree_grid_options_get_sort (self->options, name, NULL)], add),
                                STREE_GRID_REASON_SORT);
}

/* --- a click on a title --- */

/* The column whose title is there, not at its edges. */
static StreeGridViewColumn *
pick_title (StreeGridPane *pane, GtkWidget *header, double x, double y)
{
  for (guint i = 0; i < pane->columns->len; i++)
    {
      StreeGridViewColumn *column = pane->columns->pdata[i];
      graphene_rect_t      bounds;

      if (column->title && gtk_widget_get_mapped (column->title) && gtk_widget_compute_bounds (column->title, header, &bounds) &&
          x >= bounds.origin.x + EDGE && x <= bounds.origin.x + bounds.size.width - EDGE && y >= 0 && y <= bounds.size.height)
        return column;
    }
  return NULL;
}

/* Where an event is, in the header. */
static gboolean
get_point (GtkWidget *header, GdkEvent *event, double *x, double *y)
{
  GtkNative       *native = gtk_widget_get_native (header);
  double           dx, dy;
  graphene_point_t at;

  if (!native || !gdk_event_get_position (event, x, y))
    return FALSE;
  gtk_native_get_surface_transform (native, &dx, &dy);
  if (!gtk_widget_compute_point (GTK_WIDGET (native), header, &GRAPHENE_POINT_INIT ((float) (*x - dx), (float) (*y - dy)), &at))
    return FALSE;
  *x = at.x;
  *y = at.y;
  return TRUE;
}

/* A press and a release in the same place. GTK's own gestures in the header take turns in claiming what a gesture would need. */
static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, StreeGridPane *pane)
{
  GtkWidget           *header = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  StreeGridViewColumn *column;
  double               x, y;

  if ((gdk_event_get_event_type (event) != GDK_BUTTON_PRESS && gdk_event_get_event_type (event) != GDK_BUTTON_RELEASE) ||
      gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY || !get_point (header, event, &x, &y))
    return GDK_EVENT_PROPAGATE;
  if (gdk_event_get_event_type (event) == GDK_BUTTON_PRESS)
    {
      pane->press_x = x;
      pane->press_y = y;
      return GDK_EVENT_PROPAGATE;
    }
  column = gtk_drag_check_threshold (header, (int) pane->press_x, (int) pane->press_y, (int) x, (int) y) ? NULL
                                                                                                         : pick_title (pane, header, x, y);
  if (column)
    stree_grid_view_sort (pane->grid, column->number, (gdk_event_get_modifier_state (event) & GDK_SHIFT_MASK) != 0);
  return GDK_EVENT_PROPAGATE;
}

gboolean
stree_grid_view_get_title_place (StreeGridView *self, guint number, GdkRectangle *place)
{
  StreeGridViewColumn *column = stree_grid_view_get_column (self, number);
  graphene_rect_t      bounds;

  if (!column || !column->title || !gtk_widget_compute_bounds (column->title, GTK_WIDGET (self), &bounds))
    return FALSE;
  *place = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  return TRUE;
}

void
stree_grid_header_init (StreeGridPane *pane)
{
  GtkWidget          *header = gtk_widget_get_first_child (GTK_WIDGET (pane->view));
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (event_cb), pane);
  gtk_widget_add_controller (header, events);
}
