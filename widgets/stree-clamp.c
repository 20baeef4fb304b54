/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-clamp-private.h"

#define STREE_TYPE_CLAMP (stree_clamp_get_type ())
G_DECLARE_FINAL_TYPE (StreeClamp, stree_clamp, STREE, CLAMP, GtkWidget)

struct _StreeClamp
{
  GtkWidget  parent_instance;
  GtkWidget *child;
  int        max_width; /* pixels; 0: no limit */
  int (*foot) (gpointer data); /* NULL: there is none */
  gpointer   foot_data;
};

G_DEFINE_FINAL_TYPE (StreeClamp, stree_clamp, GTK_TYPE_WIDGET)

static int
limited (StreeClamp *self, int width)
{
  int minimum;

  if (self->max_width == 0 || width <= self->max_width)
    return width;
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (self->max_width, minimum);
}

static int
foot_of (StreeClamp *self)
{
  return self->foot ? self->foot (self->foot_data) : 0;
}

static void
stree_clamp_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  StreeClamp *self = (StreeClamp *) (gpointer) widget;

  /* Where nobody says how wide it is, it is as wide as it would like to be: text that wraps there is higher. */
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0 && self->max_width > 0)
    gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &for_size, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size > 0)
    for_size = limited (self, for_size);
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = MAX (*minimum, limited (self, *natural));
      return;
    }
  *minimum += foot_of (self);
  *natural += foot_of (self);
}

static void
stree_clamp_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StreeClamp *self = (StreeClamp *) (gpointer) widget;
  int          child_width = limited (self, width);

  gtk_widget_allocate (self->child, child_width, height - foot_of (self), baseline,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((width - child_width) / 2, 0)));
}

static GtkSizeRequestMode
stree_clamp_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (((StreeClamp *) (gpointer) widget)->child);
}

static void
stree_clamp_dispose (GObject *object)
{
  StreeClamp *self = (StreeClamp *) (gpointer) object;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (stree_clamp_parent_class)->dispose (object);
}

static void
stree_clamp_class_init (StreeClampClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_clamp_dispose;
  widget_class->measure = stree_clamp_measure;
  widget_class->size_allocate = stree_clamp_size_allocate;
  widget_class->get_request_mode = stree_clamp_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "streeclamp");
}

static void
stree_clamp_init (StreeClamp *self)
{
  (void) self;
}

GtkWidget *
stree_clamp_new (GtkWidget *child)
{
  StreeClamp *self = g_object_new (STREE_TYPE_CLAMP, NULL);

  self->child = child;
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

void
stree_clamp_set_max_width (GtkWidget *column, int width)
{
  ((StreeClamp *) (gpointer) column)->max_width = width;
  gtk_widget_queue_resize (column);
}

void
stree_clamp_set_foot (GtkWidget *column, int (*foot) (gpointer data), gpointer data)
{
  ((StreeClamp *) (gpointer) column)->foot = foot;
  ((StreeClamp *) (gpointer) column)->foot_data = data;
  gtk_widget_queue_resize (column);
}
