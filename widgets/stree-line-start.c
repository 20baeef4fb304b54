/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-line-start-private.h"

/* How far a view is scrolled from where a line starts. */
static double *
from_start_of (GtkWidget *view)
{
  return g_object_get_data (G_OBJECT (view), "stree-line-start");
}

static double
flip (GtkWidget *view, GtkAdjustment *place, double value)
{
  if (gtk_widget_get_direction (view) != GTK_TEXT_DIR_RTL)
    return value;
  return MAX (0, gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place) - value);
}

static void
scrolled_cb (GtkAdjustment *place, GtkWidget *view)
{
  *from_start_of (view) = flip (view, place, gtk_adjustment_get_value (place));
}

static gboolean
allocate_again_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  (void) clock;
  (void) data;
  gtk_widget_queue_allocate (view);
  return G_SOURCE_REMOVE;
}

/* The view says so while it is allocated, when all it asks for is forgotten: it is allocated again in the next frame. */
static void
extent_changed_cb (GtkAdjustment *place, GtkWidget *view)
{
  double value = flip (view, place, *from_start_of (view));

  if (gtk_widget_get_direction (view) != GTK_TEXT_DIR_RTL || value == gtk_adjustment_get_value (place))
    return;
  gtk_adjustment_set_value (place, value);
  gtk_widget_add_tick_callback (view, allocate_again_cb, NULL, NULL);
}

static void
direction_changed_cb (GtkWidget *view, GtkTextDirection previous, gpointer data)
{
  GtkAdjustment *place = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  (void) previous;
  (void) data;
  gtk_adjustment_set_value (place, flip (view, place, *from_start_of (view)));
}

void
stree_line_start_keep (GtkWidget *scroller, GtkWidget *view)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

  if (!gtk_check_version (4, 10, 0))
    return;
  g_object_set_data_full (G_OBJECT (view), "stree-line-start", g_new0 (double, 1), g_free);
  g_signal_connect_object (place, "value-changed", G_CALLBACK (scrolled_cb), view, 0);
  g_signal_connect_object (place, "changed", G_CALLBACK (extent_changed_cb), view, 0);
  g_signal_connect (view, "direction-changed", G_CALLBACK (direction_changed_cb), NULL);
}
