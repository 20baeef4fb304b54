/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-split-private.h"

#include "stree-gtk-private.h"

/* Below this width, in pixels, two columns are too narrow to read. */
#define MIN_WIDTH 480

struct _StreeSplit
{
  GtkWidget  parent_instance;
  GtkWidget *paned; /* a GtkPaned, the only child */
  GtkWidget *sides[2];
  double     ratio;
  gboolean   silent; /* it is not the user who moves the handle */
};

G_DEFINE_FINAL_TYPE (StreeSplit, stree_split, GTK_TYPE_WIDGET)

static guint moved_signal;

static gboolean
is_upright (StreeSplit *self)
{
  return gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) == GTK_ORIENTATION_VERTICAL;
}

/* Nothing for one that is hidden. */
static int
measure_side (StreeSplit *self, guint i, GtkOrientation orientation, int for_size, gboolean natural)
{
  int minimum, wanted;

  gtk_widget_measure (self->sides[i], orientation, for_size, &minimum, &wanted, NULL, NULL);
  return natural ? wanted : minimum;
}

static int
handle_width (StreeSplit *self)
{
  GtkWidget *handle = gtk_widget_get_first_child (self->paned);
  int        minimum = 0;

  for (; handle && (handle == self->sides[0] || handle == self->sides[1]);)
    handle = gtk_widget_get_next_sibling (handle);
  if (handle && gtk_widget_get_visible (self->sides[0]) && gtk_widget_get_visible (self->sides[1]))
    gtk_widget_measure (handle, is_upright (self) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                        NULL, NULL, NULL);
  return minimum;
}

static gboolean
fits (StreeSplit *self, int width)
{
  return width >= MIN_WIDTH && width >= measure_side (self, 0, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) +
                                          measure_side (self, 1, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) + handle_width (self);
}

/* --- layout --- */

static GtkSizeRequestMode
stree_split_get_request_mode (GtkWidget *widget)
{
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* It can be as narrow as the wider of its sides, since it turns upright then. */
static void
measure_width (StreeSplit *self, int *minimum, int *natural)
{
  int a = measure_side (self, 0, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int b = measure_side (self, 1, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int a_minimum = measure_side (self, 0, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  int b_minimum = measure_side (self, 1, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);

  *minimum = MAX (a_minimum, b_minimum);
  *natural = MAX (*minimum, a + b + handle_width (self));
}

/* How wide the narrow side is at @width, with room for what is in both. */
static int
narrow_width (StreeSplit *self, int width)
{
  int room = width - handle_width (self);
  int least = measure_side (self, 0, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  int most = room - measure_side (self, 1, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);

  return CLAMP ((int) (room * self->ratio + 0.5), least, MAX (least, most));
}

static void
measure_height (StreeSplit *self, int width, int *minimum, int *natural)
{
  int a, b;

  if (width < 0)
    measure_width (self, &a, &width);
  for (int i = 0; i < 2; i++)
    {
      int *out = i ? natural : minimum;

      if (fits (self, width))
        {
          int narrow = narrow_width (self, width);

          a = measure_side (self, 0, GTK_ORIENTATION_VERTICAL, gtk_widget_get_visible (self->sides[1]) ? narrow : width, i);
          b = measure_side (self, 1, GTK_ORIENTATION_VERTICAL,
                            gtk_widget_get_visible (self->sides[0]) ? width - narrow - handle_width (self) : width, i);
          *out = MAX (a, b);
        }
      else
        {
          a = measure_side (self, 0, GTK_ORIENTATION_VERTICAL, width, i);
          b = measure_side (self, 1, GTK_ORIENTATION_VERTICAL, width, i);
          *out = a + b + handle_width (self);
        }
    }
}

static void
stree_split_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  StreeSplit *self = STREE_SPLIT (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, minimum, natural);
      return;
    }
  measure_height (self, for_size, minimum, natural);
  /* Of any width: no more than what it takes with all the width it could have, side by side. */
  if (for_size < 0)
    *minimum = MAX (measure_side (self, 0, GTK_ORIENTATION_VERTICAL, -1, FALSE),
                    measure_side (self, 1, GTK_ORIENTATION_VERTICAL, -1, FALSE));
}

/* The handle, at the share that is wanted: by width side by side, by height one below the other. */
static void
place_handle (StreeSplit *self, int width, int height)
{
  int position;

  if (is_upright (self))
    {
      int least = measure_side (self, 0, GTK_ORIENTATION_VERTICAL, width, FALSE);
      int most = height - handle_width (self) - measure_side (self, 1, GTK_ORIENTATION_VERTICAL, width, FALSE);

      position = CLAMP (measure_side (self, 0, GTK_ORIENTATION_VERTICAL, width, TRUE), least, MAX (least, most));
    }
  else
    {
      position = narrow_width (self, width);
    }
  if (gtk_paned_get_position (GTK_PANED (self->paned)) != position)
    gtk_paned_set_position (GTK_PANED (self->paned), position);
}

static void
stree_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StreeSplit    *self = STREE_SPLIT (widget);
  GtkOrientation wanted = fits (self, width) ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;
  int            least_width, least_height;

  self->silent = TRUE;
  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (self->paned)) != wanted)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->paned), wanted);
  place_handle (self, width, height);
  gtk_widget_measure (self->paned, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  gtk_widget_measure (self->paned, GTK_ORIENTATION_VERTICAL, MAX (width, least_width), &least_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->paned, MAX (width, least_width), MAX (height, least_height), baseline, NULL);
  self->silent = FALSE;
}

/* Before there are sizes, GTK takes the sides in any order: the narrow one comes first. */
static gboolean
stree_split_focus (GtkWidget *widget, GtkDirectionType direction)
{
  StreeSplit *self = STREE_SPLIT (widget);

  if (direction == GTK_DIR_TAB_FORWARD && !gtk_widget_get_focus_child (widget) &&
      gtk_widget_child_focus (self->sides[0], direction))
    return TRUE;
  return GTK_WIDGET_CLASS (stree_split_parent_class)->focus (widget, direction);
}

/* --- the handle --- */

static void
position_cb (GtkPaned *paned, GParamSpec *pspec, StreeSplit *self)
{
  int room = gtk_widget_get_width (self->paned) - handle_width (self);

  (void) pspec;
  if (self->silent || room <= 0 || is_upright (self))
    return;
  self->ratio = CLAMP ((double) gtk_paned_get_position (paned) / room, 0.001, 0.999);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, moved_signal, 0);
}

double
stree_split_get_ratio (StreeSplit *self)
{
  return self->ratio;
}

void
stree_split_set_ratio (StreeSplit *self, double ratio)
{
  self->ratio = ratio;
  gtk_widget_queue_resize (GTK_WIDGET (self)); /* text in a narrower side is higher */
}

GtkWidget *
stree_split_get_side (StreeSplit *self, gboolean main_side)
{
  return self->sides[main_side ? 1 : 0];
}

void
stree_split_arrange (StreeSplit *self)
{
  for (guint i = 0; i < 2; i++)
    gtk_widget_set_visible (self->sides[i], gtk_widget_get_first_child (self->sides[i]) != NULL);
}

/* --- life --- */

static void
stree_split_dispose (GObject *object)
{
  StreeSplit *self = STREE_SPLIT (object);

  g_clear_pointer (&self->paned, gtk_widget_unparent);
  G_OBJECT_CLASS (stree_split_parent_class)->dispose (object);
}

static void
stree_split_class_init (StreeSplitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_split_dispose;
  widget_class->get_request_mode = stree_split_get_request_mode;
  widget_class->measure = stree_split_measure;
  widget_class->focus = stree_split_focus;
  widget_class->size_allocate = stree_split_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "streesplit");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  moved_signal = g_signal_new ("moved", STREE_TYPE_SPLIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stree_split_init (StreeSplit *self)
{
  self->ratio = 0.5;
  self->paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);
  for (guint i = 0; i < 2; i++)
    {
      self->sides[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING);
      gtk_widget_add_css_class (self->sides[i], i ? "stree-split-main" : "stree-split-narrow");
    }
  gtk_paned_set_start_child (GTK_PANED (self->paned), self->sides[0]);
  gtk_paned_set_end_child (GTK_PANED (self->paned), self->sides[1]);
  gtk_paned_set_resize_start_child (GTK_PANED (self->paned), FALSE); /* else it scales a position that was scaled already */
  gtk_paned_set_shrink_start_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (self->paned), FALSE);
  gtk_paned_set_wide_handle (GTK_PANED (self->paned), TRUE);
  gtk_widget_set_parent (self->paned, GTK_WIDGET (self));
  g_signal_connect (self->paned, "notify::position", G_CALLBACK (position_cb), self);
}

GtkWidget *
stree_split_new (void)
{
  return g_object_new (STREE_TYPE_SPLIT, NULL);
}
