/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-view-layout-private.h"

/* Between what floats and the page's edge, and between one and the next, in pixels. */
#define EDGE 18
#define GAP 12

struct _StreeViewLayout
{
  GtkLayoutManager parent_instance;
  GtkWidget       *page; /* all borrowed */
  GtkWidget       *side;
  GtkWidget       *bottom;
  GtkWidget       *banner;
};

G_DEFINE_FINAL_TYPE (StreeViewLayout, stree_view_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
shows (GtkWidget *child)
{
  return child && gtk_widget_should_layout (child);
}

static gboolean
floats (StreeViewLayout *self, GtkWidget *child)
{
  return child != self->page && child != self->side && child != self->bottom && child != self->banner && shows (child);
}

static int
size_of (GtkWidget *child, GtkOrientation orientation, int for_size, gboolean natural)
{
  int minimum, wanted;

  if (!shows (child))
    return 0;
  gtk_widget_measure (child, orientation, for_size, &minimum, &wanted, NULL, NULL);
  return natural ? wanted : minimum;
}

/* What floats, with its edges: the height of all of it, or the width of the widest. */
static int
floating_size (StreeViewLayout *self, GtkOrientation orientation, gboolean natural)
{
  GtkWidget *view = gtk_layout_manager_get_widget (GTK_LAYOUT_MANAGER (self));
  int        sum = 0, widest = 0;

  for (GtkWidget *child = view ? gtk_widget_get_first_child (view) : NULL; child; child = gtk_widget_get_next_sibling (child))
    if (floats (self, child))
      {
        int size = size_of (child, orientation, -1, natural);

        sum += size + (sum ? GAP : 2 * EDGE);
        widest = MAX (widest, size + 2 * EDGE);
      }
  return orientation == GTK_ORIENTATION_VERTICAL ? sum : widest;
}

/* What the side has of a width: what it would like to, as long as the page has enough. */
static int
side_width (StreeViewLayout *self, int width)
{
  int least = size_of (self->side, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  int most = width - size_of (self->page, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);

  return CLAMP (size_of (self->side, GTK_ORIENTATION_HORIZONTAL, -1, TRUE), least, MAX (least, most));
}

/* --- measure --- */

static int
width_of (StreeViewLayout *self, gboolean natural)
{
  int page = MAX (size_of (self->page, GTK_ORIENTATION_HORIZONTAL, -1, natural),
                  floating_size (self, GTK_ORIENTATION_HORIZONTAL, natural));

  return MAX (page + size_of (self->side, GTK_ORIENTATION_HORIZONTAL, -1, natural),
              MAX (size_of (self->bottom, GTK_ORIENTATION_HORIZONTAL, -1, natural),
                   size_of (self->banner, GTK_ORIENTATION_HORIZONTAL, -1, FALSE)));
}

/* Above the bottom. */
static int
top_height (StreeViewLayout *self, int width, gboolean natural)
{
  int side = width < 0 ? -1 : side_width (self, width);
  int height = MAX (size_of (self->page, GTK_ORIENTATION_VERTICAL, width < 0 ? -1 : width - side, natural),
                    size_of (self->side, GTK_ORIENTATION_VERTICAL, side, natural));

  return MAX (height, floating_size (self, GTK_ORIENTATION_VERTICAL, FALSE));
}

static void
stree_view_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                           int *natural, int *minimum_baseline, int *natural_baseline)
{
  StreeViewLayout *self = STREE_VIEW_LAYOUT (manager);

  (void) widget;
  *minimum_baseline = *natural_baseline = -1;
  for (int i = 0; i < 2; i++)
    {
      int *out = i ? natural : minimum;

      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        *out = width_of (self, i);
      else
        *out = top_height (self, for_size, i) + size_of (self->bottom, orientation, for_size, i) +
               size_of (self->banner, orientation, for_size, FALSE);
    }
  *natural = MAX (*minimum, *natural);
}

/* --- allocate --- */

static void
place (StreeViewLayout *self, GtkWidget *child, int x, int y, int width, int height)
{
  GtkWidget *view = gtk_layout_manager_get_widget (GTK_LAYOUT_MANAGER (self));

  if (!shows (child))
    return;
  if (gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (view) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

/* The last one lowest. @end and @bottom are the corner. */
static void
place_floating (StreeViewLayout *self, GtkWidget *view, int end, int bottom, int width)
{
  bottom -= EDGE;
  for (GtkWidget *child = gtk_widget_get_last_child (view); child; child = gtk_widget_get_prev_sibling (child))
    if (floats (self, child))
      {
        int child_width = MAX (MIN (size_of (child, GTK_ORIENTATION_HORIZONTAL, -1, TRUE), width - 2 * EDGE),
                               size_of (child, GTK_ORIENTATION_HORIZONTAL, -1, FALSE));
        int height = size_of (child, GTK_ORIENTATION_VERTICAL, child_width, FALSE);

        place (self, child, end - EDGE - child_width, bottom - height, child_width, height);
        bottom -= height + GAP;
      }
}

/* What is at the bottom is as high as it would like to be, unless that leaves the page less than a third. */
static void
stree_view_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StreeViewLayout *self = STREE_VIEW_LAYOUT (manager);
  int              side = side_width (self, width);
  int              banner = size_of (self->banner, GTK_ORIENTATION_VERTICAL, width, FALSE);
  int              least = size_of (self->bottom, GTK_ORIENTATION_VERTICAL, width, FALSE);
  int              most = height - banner - MAX (top_height (self, width, FALSE), height / 3);
  int              bottom = CLAMP (size_of (self->bottom, GTK_ORIENTATION_VERTICAL, width, TRUE), least, MAX (least, most));

  (void) baseline;
  place (self, self->banner, 0, 0, width, banner);
  place (self, self->side, 0, banner, side, height - banner - bottom);
  place (self, self->page, side, banner, width - side, height - banner - bottom);
  place (self, self->bottom, 0, height - bottom, width, bottom);
  place_floating (self, widget, width, height - bottom, width - side);
}

static GtkSizeRequestMode
stree_view_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  (void) manager;
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
stree_view_layout_class_init (StreeViewLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = stree_view_layout_get_request_mode;
  layout_class->measure = stree_view_layout_measure;
  layout_class->allocate = stree_view_layout_allocate;
}

static void
stree_view_layout_init (StreeViewLayout *self)
{
  (void) self;
}

/* --- what is where --- */

void
stree_view_layout_set_page (StreeViewLayout *self, GtkWidget *page)
{
  self->page = page;
}

void
stree_view_layout_set_side (StreeViewLayout *self, GtkWidget *side)
{
  self->side = side;
}

void
stree_view_layout_set_bottom (StreeViewLayout *self, GtkWidget *bottom)
{
  self->bottom = bottom;
}

void
stree_view_layout_set_banner (StreeViewLayout *self, GtkWidget *banner)
{
  self->banner = banner;
}

int
stree_view_layout_get_foot (StreeViewLayout *self)
{
  int height = floating_size (self, GTK_ORIENTATION_VERTICAL, FALSE);

  return height ? height - EDGE : 0;
}
