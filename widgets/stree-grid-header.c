/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

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

  if (sort < 0)
    return g_strdup (label);
  arrow = g_array_index (self->sorts, StreeGridSort, sort).descending ? "▼" : "▲";
  return g_strdup_printf ("%s %s%s", label ? label : "", arrow,
                          self->sorts->len > 1 && sort < (int) G_N_ELEMENTS (numbers) ? numbers[sort] : "");
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
}

/* The rows that sorts, filters and the search ask for. */
void
stree_grid_view_ask (StreeGridView *self)
{
  g_autoptr (StreeQuery) query = stree_query_new ();

  for (guint i = 0; i < self->sorts->len; i++)
    {
      const StreeGridSort *sort = &g_array_index (self->sorts, StreeGridSort, i);

      stree_query_add_sort (query, sort->column, sort->descending);
    }
  stree_query_set_search (query, self->search);
  stree_grid_model_set_query (self->model, query);
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
  stree_grid_header_show (self);
  stree_grid_view_ask (self);
  stree_grid_view_changed (self, STREE_GRID_REASON_SORT);
}

/* --- a click on a title --- */

/* The column whose title is there, not at its edges. */
static StreeGridViewColumn *
pick_title (StreeGridPane *pane, GtkWidget *header, double x, double y)
{
  GListModel *list = gtk_column_view_get_columns (pane->view);
  GtkWidget  *title = gtk_widget_get_first_child (header);
  graphene_rect_t bounds;

  for (guint i = 0; title; i++, title = gtk_widget_get_next_sibling (title))
    {
      g_autoptr (GtkColumnViewColumn) view_column = NULL;

      if (!gtk_widget_get_mapped (title) || !gtk_widget_compute_bounds (title, header, &bounds) ||
          x < bounds.origin.x + EDGE || x > bounds.origin.x + bounds.size.width - EDGE || y < 0 || y > bounds.size.height)
        continue;
      view_column = g_list_model_get_item (list, i);
      for (guint j = 0; j < pane->columns->len; j++)
        if (((StreeGridViewColumn *) pane->columns->pdata[j])->view_column == view_column)
          return pane->columns->pdata[j];
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

void
stree_grid_header_init (StreeGridPane *pane)
{
  GtkWidget  *header = gtk_widget_get_first_child (GTK_WIDGET (pane->view));
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), pane);
  gtk_widget_add_controller (header, GTK_EVENT_CONTROLLER (click));
}
