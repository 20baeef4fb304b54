/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include "grid/stree-grid-column-private.h"

/* Where two titles meet, in pixels: GTK resizes there. */
#define EDGE 6

/* --- the order of the rows --- */

static void
sort_clear (gpointer data)
{
  g_free (((StreeGridSort *) data)->column);
}

GArray *
stree_grid_sorts_new (void)
{
  GArray *sorts = g_array_new (FALSE, FALSE, sizeof (StreeGridSort));

  g_array_set_clear_func (sorts, sort_clear);
  return sorts;
}

/* Which of the sort keys a column is, from 0; -1: none. */
static int
find_sort (StreeGridView *self, const char *column)
{
  for (guint i = 0; i < self->sorts->len; i++)
    if (g_strcmp0 (g_array_index (self->sorts, StreeGridSort, i).column, column) == 0)
      return (int) i;
  return -1;
}

/* An arrow behind the title, and where several columns count, which of them it is. */
static char *
make_title (StreeGridView *self, StreeGridViewColumn *column)
{
  static const char *const numbers[] = { "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  const char              *label = stree_grid_column_get_label (column->column);
  int                      sort = find_sort (self, stree_grid_column_get_name (column->column));
  const char              *arrow;
  const char              *name = stree_grid_column_get_name (column->column);
  const char              *filtered = name && g_hash_table_contains (self->filters, name) ? " ⏷" : "";

  if (sort < 0)
    return g_strconcat (label ? label : "", filtered, NULL);
  arrow = g_array_index (self->sorts, StreeGridSort, sort).descending ? "▼" : "▲";
  return g_strdup_printf ("%s%s %s%s", label ? label : "", filtered, arrow,
                          self->sorts->len > 1 && sort < (int) G_N_ELEMENTS (numbers) ? numbers[sort] : "");
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
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
  if (!column->title || !stree_grid_column_is_number (column->column))
    return;
  /* The title of numbers is above them, at the end. */
  gtk_label_set_xalign (GTK_LABEL (label), 1);
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
  stree_grid_bar_show_query (self);
}

/* --- which rows --- */

StreeQuery *
stree_grid_view_make_query (StreeGridView *self, const char *without)
{
  StreeQuery             *query = stree_query_new ();
  g_autoptr (GPtrArray)   filters = g_ptr_array_new ();
  g_autoptr (StreeFilter) all = NULL;

  for (guint i = 0; i < self->sorts->len; i++)
    {
      const StreeGridSort *sort = &g_array_index (self->sorts, StreeGridSort, i);

      stree_query_add_sort (query, sort->column, sort->descending);
    }
  /* In the order of the columns, so that the same filters are the same query. */
  for (guint i = 0; i < self->columns->len; i++)
    {
      const char  *name = stree_grid_column_get_name (stree_grid_view_get_column (self, i)->column);
      StreeFilter *filter = name && g_strcmp0 (name, without) != 0 ? g_hash_table_lookup (self->filters, name) : NULL;

      if (filter)
        g_ptr_array_add (filters, filter);
    }
  if (filters->len > 1)
    all = stree_filter_new_all ((StreeFilter **) filters->pdata, filters->len);
  else if (filters->len == 1)
    all = stree_filter_ref (filters->pdata[0]);
  stree_query_set_filter (query, all);
  stree_query_set_search (query, self->search);
  return query;
}

void
stree_grid_view_ask (StreeGridView *self)
{
  g_autoptr (StreeQuery) query = stree_grid_view_make_query (self, NULL);

  stree_grid_model_set_query (self->model, query);
}

StreeFilter *
stree_grid_view_get_filter (StreeGridView *self, const char *column)
{
  return g_hash_table_lookup (self->filters, column);
}

void
stree_grid_view_set_filter (StreeGridView *self, const char *column, StreeFilter *filter)
{
  StreeFilter *old = g_hash_table_lookup (self->filters, column);

  if (old == filter || (old && filter && stree_filter_equal (old, filter)))
    return;
  if (filter)
    g_hash_table_insert (self->filters, g_strdup (column), stree_filter_ref (filter));
  else
    g_hash_table_remove (self->filters, column);
  stree_grid_header_show (self);
  stree_grid_view_ask (self);
  stree_grid_view_changed (self, STREE_GRID_REASON_FILTER);
}

static void
sorted (StreeGridView *self)
{
  stree_grid_header_show (self);
  stree_grid_view_ask (self);
  stree_grid_view_changed (self, STREE_GRID_REASON_SORT);
}

void
stree_grid_view_set_sort (StreeGridView *self, const char *column, gboolean is_sorted, gboolean descending)
{
  int at = find_sort (self, column);

  if (is_sorted)
    {
      StreeGridSort sort = { g_strdup (column), descending };

      g_array_set_size (self->sorts, 0);
      g_array_append_val (self->sorts, sort);
    }
  else if (at >= 0)
    g_array_remove_index (self->sorts, (guint) at);
  else
    return;
  sorted (self);
}

/* None, up, down, and none again. */
void
stree_grid_view_sort (StreeGridView *self, guint number, gboolean add)
{
  StreeGridViewColumn *column = stree_grid_view_get_column (self, number);
  const char          *name = column ? stree_grid_column_get_name (column->column) : NULL;
  int                  at;
  StreeGridSort        sort = { NULL, FALSE };
  gboolean             up_only = FALSE;

  if (!name)
    return;
  at = find_sort (self, name);
  if (at >= 0)
    up_only = !g_array_index (self->sorts, StreeGridSort, at).descending;
  if (add && at >= 0 && up_only)
    g_array_index (self->sorts, StreeGridSort, at).descending = TRUE;
  else if (add && at >= 0)
    g_array_remove_index (self->sorts, (guint) at);
  else
    {
      if (!add)
        g_array_set_size (self->sorts, 0);
      sort.column = g_strdup (name);
      sort.descending = at >= 0 && up_only;
      if (at >= 0 && !up_only)
        g_free (sort.column);
      else
        g_array_append_val (self->sorts, sort);
    }
  sorted (self);
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

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, StreeGridPane *pane)
{
  GtkWidget           *header = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType      modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  StreeGridViewColumn *column = pick_title (pane, header, x, y);

  (void) n_press;
  if (column)
    stree_grid_view_sort (pane->grid, column->number, (modifiers & GDK_SHIFT_MASK) != 0);
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
  GtkWidget  *header = gtk_widget_get_first_child (GTK_WIDGET (pane->view));
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), pane);
  gtk_widget_add_controller (header, GTK_EVENT_CONTROLLER (click));
}
