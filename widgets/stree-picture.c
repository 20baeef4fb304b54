/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-picture-private.h"

#include <math.h>

/* What a paintable without a size of its own gets. */
#define DEFAULT_SIZE 128

struct _StreePicture
{
  GtkWidget     parent_instance;
  GdkPaintable *paintable; /* owned; NULL: nothing yet */
  gulong        contents_id;
  gulong        size_id;
  int           width;     /* pixels; 0: that of the paintable */
  gboolean      fill;
};

G_DEFINE_FINAL_TYPE (StreePicture, stree_picture, GTK_TYPE_WIDGET)

static int
own_width (StreePicture *self)
{
  int width = gdk_paintable_get_intrinsic_width (self->paintable);

  return self->width ? self->width : width > 0 ? width : DEFAULT_SIZE;
}

/* How wide it is painted in a space of @width. */
static int
painted_width (StreePicture *self, int width)
{
  return self->fill ? width : MIN (width, own_width (self));
}

static int
height_for_width (StreePicture *self, int width)
{
  double ratio = gdk_paintable_get_intrinsic_aspect_ratio (self->paintable);

  return MAX ((int) ceil (width / (ratio > 0 ? ratio : 1)), 1);
}

static void
stree_picture_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  StreePicture *self = STREE_PICTURE (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (!self->paintable)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = own_width (self);
  else
    *minimum = *natural = height_for_width (self, for_size < 0 ? own_width (self) : painted_width (self, for_size));
}

static GtkSizeRequestMode
stree_picture_get_request_mode (GtkWidget *widget)
{
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
stree_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  StreePicture *self = STREE_PICTURE (widget);
  int           space = gtk_widget_get_width (widget);
  int           width, height;

  if (!self->paintable || space <= 0)
    return;
  width = painted_width (self, space);
  height = height_for_width (self, width);
  gtk_snapshot_save (snapshot);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (space - width, 0));
  gdk_paintable_snapshot (self->paintable, snapshot, width, height);
  gtk_snapshot_restore (snapshot);
}

static void
stree_picture_dispose (GObject *object)
{
  stree_picture_set_paintable (STREE_PICTURE (object), NULL);
  G_OBJECT_CLASS (stree_picture_parent_class)->dispose (object);
}

static void
stree_picture_class_init (StreePictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_picture_dispose;
  widget_class->measure = stree_picture_measure;
  widget_class->get_request_mode = stree_picture_get_request_mode;
  widget_class->snapshot = stree_picture_snapshot;
  gtk_widget_class_set_css_name (widget_class, "picture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
stree_picture_init (StreePicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
stree_picture_new (void)
{
  return g_object_new (STREE_TYPE_PICTURE, NULL);
}

void
stree_picture_set_paintable (StreePicture *self, GdkPaintable *paintable)
{
  if (self->paintable == paintable)
    return;
  if (self->paintable)
    {
      g_clear_signal_handler (&self->contents_id, self->paintable);
      g_clear_signal_handler (&self->size_id, self->paintable);
    }
  g_set_object (&self->paintable, paintable);
  if (paintable)
    {
      self->contents_id =
        g_signal_connect_swapped (paintable, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw), self);
      self->size_id = g_signal_connect_swapped (paintable, "invalidate-size", G_CALLBACK (gtk_widget_queue_resize), self);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
stree_picture_set_width (StreePicture *self, int width, gboolean fill)
{
  self->width = width;
  self->fill = fill;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
