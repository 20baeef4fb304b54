/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is done to a widget by its element's key: focus, scroll, select, copy. */

#include "stree-gtk-actions-private.h"

/* How many frames to wait at most for a widget that has just come to have its place. */
#define MAX_FRAMES 10

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

/* --- focus --- */

static void
focus (StreeNode *node)
{
  GtkWidget *widget = stree_gtk_accessible_of (node);

  if (!gtk_widget_grab_focus (widget) && !gtk_widget_child_focus (node->widget, GTK_DIR_TAB_FORWARD))
    {
      g_autofree char *path = stree_node_dup_path (node);

      g_warning ("%s: focus: nothing in it takes the focus", path);
    }
}

/* --- scrolling --- */

/* Not gtk_adjustment_clamp_page (), which gets there by and by, if nothing stops it. */
void
stree_gtk_show_range (GtkAdjustment *adjustment, double start, double end)
{
  double page = gtk_adjustment_get_page_size (adjustment);
  double value = gtk_adjustment_get_value (adjustment);

  if (end > value + page)
    value = end - page;
  if (start < value) /* of what is larger than the page, the beginning */
    value = start;
  gtk_adjustment_set_value (adjustment, value);
}

void
stree_gtk_list_show_row (GtkWidget *list, GtkListBoxRow *row, GtkWidget *entry)
{
  GtkWidget      *scroller = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  gtk_list_box_select_row (GTK_LIST_BOX (list), row);
  if (!row)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  if (scroller && gtk_widget_compute_bounds (GTK_WIDGET (row), list, &bounds))
    stree_gtk_show_range (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), bounds.origin.y,
                          bounds.origin.y + bounds.size.height);
}

static void
show_in (GtkWidget *widget, GtkScrolledWindow *scroller)
{
  GtkWidget      *viewport = gtk_scrolled_window_get_child (scroller);
  GtkWidget      *content = GTK_IS_VIEWPORT (viewport) ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : NULL;
  graphene_rect_t bounds;

  if (!content || !gtk_widget_compute_bounds (widget, content, &bounds))
    return;
  stree_gtk_show_range (gtk_scrolled_window_get_vadjustment (scroller), bounds.origin.y, bounds.origin.y + bounds.size.height);
  stree_gtk_show_range (gtk_scrolled_window_get_hadjustment (scroller), bounds.origin.x, bounds.origin.x + bounds.size.width);
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  int *frames = data;

  (void) clock;
  /* It has its place once the frame in which it came is laid out. */
  if (++*frames < 2 || (*frames < MAX_FRAMES && gtk_widget_get_height (widget) == 0))
    return G_SOURCE_CONTINUE;
  for (GtkWidget *up = gtk_widget_get_parent (widget); up; up = gtk_widget_get_parent (up))
    if (GTK_IS_SCROLLED_WINDOW (up))
      show_in (widget, GTK_SCROLLED_WINDOW (up));
  return G_SOURCE_REMOVE;
}

static void
to_top (GtkWidget *widget)
{
  GtkWidget *scroller = find_type (widget, GTK_TYPE_SCROLLED_WINDOW);

  if (!scroller)
    scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (scroller)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), 0);
}

/* --- selecting --- */

static void
select_all (StreeNode *node)
{
  GtkWidget *widget = stree_gtk_accessible_of (node);
  GtkWidget *list = find_type (node->widget, GTK_TYPE_LIST_VIEW);

  if (GTK_IS_EDITABLE (widget))
    {
      gtk_widget_grab_focus (widget);
      gtk_editable_select_region (GTK_EDITABLE (widget), 0, -1);
    }
  else if (list && gtk_widget_activate_action (list, "list.select-all", NULL))
    {
      gtk_widget_grab_focus (list);
    }
  else
    {
      g_autofree char *path = stree_node_dup_path (node);

      g_warning ("%s: select_all: there is nothing in it to select", path);
    }
}

/* --- the clipboard --- */

static void
copy (GtkWidget *view, StreeNode *node, const char *text)
{
  GtkWidget       *widget = node ? stree_gtk_accessible_of (node) : NULL;
  g_autofree char *part = NULL;
  int              start, end;

  if (GTK_IS_EDITABLE (widget) && *text && gtk_editable_get_selection_bounds (GTK_EDITABLE (widget), &start, &end))
    part = gtk_editable_get_chars (GTK_EDITABLE (widget), start, end);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), part ? part : text);
}

void
stree_gtk_handle (StreeRenderer *renderer, StreeNode *node, StreeHandle what, const char *text)
{
  StreeGtkRenderer *self = (StreeGtkRenderer *) (gpointer) renderer;

  switch (what)
    {
    case STREE_HANDLE_FOCUS:
      focus (node);
      break;
    case STREE_HANDLE_SCROLL_INTO_VIEW:
      gtk_widget_add_tick_callback (node->widget, scroll_cb, g_new0 (int, 1), g_free);
      break;
    case STREE_HANDLE_SCROLL_TO_TOP:
      to_top (node ? node->widget : self->root);
      break;
    case STREE_HANDLE_SELECT_ALL:
      select_all (node);
      break;
    case STREE_HANDLE_COPY:
    default:
      copy (self->view, node, text);
      break;
    }
}
