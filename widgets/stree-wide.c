/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-wide-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "stree-gtk-private.h"

/* It may be as narrow as this, or as its child. */
#define NARROW 48

struct _StreeWide
{
  GtkWidget      parent_instance;
  GtkWidget     *viewport; /* with the child */
  GtkWidget     *bar;      /* below it, where the child is too wide */
  GtkAdjustment *place;    /* of both; borrowed */
  double         pan_from; /* where it was when a finger came down */
};

G_DEFINE_FINAL_TYPE (StreeWide, stree_wide, GTK_TYPE_WIDGET)

static int
child_width (StreeWide *self)
{
  int minimum;

  gtk_widget_measure (self->viewport, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
bar_height (StreeWide *self)
{
  int minimum;

  gtk_widget_measure (self->bar, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
stree_wide_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  StreeWide *self = STREE_WIDE (widget);
  int        width, natural_width, bar;

  *minimum_baseline = *natural_baseline = -1;
  gtk_widget_measure (self->viewport, GTK_ORIENTATION_HORIZONTAL, -1, &width, &natural_width, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (width, NARROW);
      *natural = natural_width;
      return;
    }
  if (for_size < 0)
    for_size = natural_width;
  bar = for_size < width ? bar_height (self) : 0;
  gtk_widget_measure (self->viewport, GTK_ORIENTATION_VERTICAL, MAX (for_size, width), minimum, natural, NULL, NULL);
  *minimum += bar;
  *natural += bar;
}

static void
stree_wide_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StreeWide *self = STREE_WIDE (widget);
  gboolean   scrolls = width < child_width (self);
  int        bar = scrolls ? bar_height (self) : 0;

  (void) baseline;
  gtk_widget_allocate (self->viewport, width, height - bar, -1, NULL);
  gtk_widget_set_child_visible (self->bar, scrolls);
  if (scrolls)
    {
      GskTransform *below = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) (height - bar)));

      gtk_widget_allocate (self->bar, width, bar, -1, below);
    }
}

static GtkSizeRequestMode
stree_wide_get_request_mode (GtkWidget *widget)
{
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What reads from the right begins at the right. */
static void
stree_wide_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  StreeWide *self = STREE_WIDE (widget);

  GTK_WIDGET_CLASS (stree_wide_parent_class)->direction_changed (widget, previous);
  gtk_widget_set_direction (self->viewport, gtk_widget_get_direction (widget));
}

/* --- wheels, touchpads, fingers and keys: sideways only, all else is for what is around it --- */

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, gpointer data)
{
  StreeWide      *self = data;
  GdkEvent       *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean        is_wheel = event && gdk_scroll_event_get_direction (event) != GDK_SCROLL_SMOOTH;

  if (state & GDK_SHIFT_MASK)
    {
      dx = dy;
      dy = 0;
    }
  if (!gtk_widget_get_child_visible (self->bar) || fabs (dx) <= fabs (dy))
    return GDK_EVENT_PROPAGATE;
  /* A wheel counts clicks, a touchpad about pixels. */
  if (is_wheel)
    dx *= pow (gtk_adjustment_get_page_size (self->place), 2.0 / 3);
  gtk_adjustment_set_value (self->place, gtk_adjustment_get_value (self->place) + dx);
  return GDK_EVENT_STOP;
}

static void
pan_begin_cb (GtkGestureDrag *gesture, double x, double y, gpointer data)
{
  StreeWide *self = data;

  (void) x;
  (void) y;
  self->pan_from = gtk_adjustment_get_value (self->place);
  if (!gtk_widget_get_child_visible (self->bar))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
pan_cb (GtkGesturePan *gesture, GtkPanDirection direction, double offset, gpointer data)
{
  StreeWide *self = data;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_adjustment_set_value (self->place, self->pan_from + (direction == GTK_PAN_DIRECTION_LEFT ? offset : -offset));
}

/* Of the bar: GTK's own cannot have the focus, and knows no keys. Left is left, also in Arabic. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer data)
{
  StreeWide *self = data;
  double     page = gtk_adjustment_get_page_size (self->place);
  double     by;

  (void) controller;
  (void) keycode;
  if (state & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      by = -page / 4;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      by = page / 4;
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      by = -gtk_adjustment_get_upper (self->place);
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      by = gtk_adjustment_get_upper (self->place);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  gtk_adjustment_set_value (self->place, gtk_adjustment_get_value (self->place) + by);
  return GDK_EVENT_STOP;
}

static void
add_controllers (StreeWide *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture         *pan = gtk_gesture_pan_new (GTK_ORIENTATION_HORIZONTAL);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->bar, key);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (pan), TRUE);
  g_signal_connect (pan, "drag-begin", G_CALLBACK (pan_begin_cb), self);
  g_signal_connect (pan, "pan", G_CALLBACK (pan_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pan));
}

/* --- the widget --- */

static void
stree_wide_dispose (GObject *object)
{
  StreeWide *self = STREE_WIDE (object);

  g_clear_pointer (&self->viewport, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  G_OBJECT_CLASS (stree_wide_parent_class)->dispose (object);
}

static void
stree_wide_class_init (StreeWideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_wide_dispose;
  widget_class->measure = stree_wide_measure;
  widget_class->size_allocate = stree_wide_size_allocate;
  widget_class->direction_changed = stree_wide_direction_changed;
  widget_class->get_request_mode = stree_wide_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "wide");
}

static void
stree_wide_init (StreeWide *self)
{
  GtkWidget *range;

  self->place = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->viewport = gtk_viewport_new (self->place, NULL);
  gtk_widget_set_parent (self->viewport, GTK_WIDGET (self));
  self->bar = gtk_scrollbar_new (GTK_ORIENTATION_HORIZONTAL, self->place);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  /* The keyboard scrolls with the bar. */
  range = gtk_widget_get_first_child (self->bar);
  gtk_widget_set_focusable (range, TRUE);
  stree_gtk_set_name (self->bar, _ ("Scroll sideways"));
  stree_gtk_set_name (range, _ ("Scroll sideways"));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
}

GtkWidget *
stree_wide_new (GtkWidget *child)
{
  StreeWide *self = g_object_new (STREE_TYPE_WIDE, NULL);

  gtk_viewport_set_child (GTK_VIEWPORT (self->viewport), child);
  return GTK_WIDGET (self);
}
