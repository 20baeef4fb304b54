/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-row-layout-private.h"

#include <math.h>
#include <pango/pangocairo.h>

struct _StreeRowLayout
{
  GtkLayoutManager parent_instance;
  StreeLength      gap;
  StreeAlign       align;
};

G_DEFINE_FINAL_TYPE (StreeRowLayout, stree_row_layout, GTK_TYPE_LAYOUT_MANAGER)

/* --- lengths --- */

static double
font_size (GtkWidget *widget)
{
  PangoContext               *context = gtk_widget_get_pango_context (widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double                      size = pango_units_to_double (pango_font_description_get_size (font));
  double                      dpi = pango_cairo_context_get_resolution (context);

  return pango_font_description_get_size_is_absolute (font) ? size : size * (dpi > 0 ? dpi : 96) / 72;
}

static double
digit_width (GtkWidget *widget)
{
  PangoContext     *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  double            width = pango_units_to_double (pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return width;
}

int
stree_gtk_length_to_pixels (GtkWidget *widget, const StreeLength *length, int width)
{
  GtkRoot *root;

  switch (length->unit)
    {
    case STREE_LENGTH_REM:
      root = gtk_widget_get_root (widget);
      return (int) lround (length->number * font_size (root ? GTK_WIDGET (root) : widget));
    case STREE_LENGTH_EM:
      return (int) lround (length->number * font_size (widget));
    case STREE_LENGTH_CH:
      return (int) lround (length->number * digit_width (widget));
    case STREE_LENGTH_PERCENT:
      return width > 0 ? (int) (length->number * width / 100) : 0;
    case STREE_LENGTH_PX:
    default:
      return (int) lround (length->number);
    }
}

/* --- widths --- */

static GQuark
grows_quark (void)
{
  return g_quark_from_static_string ("stree-grows");
}

void
stree_row_layout_set_grows (GtkWidget *child, gboolean grows)
{
  g_object_set_qdata (G_OBJECT (child), grows_quark (), GINT_TO_POINTER (grows));
}

static gboolean
grows (GtkWidget *child)
{
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ||
         g_object_get_qdata (G_OBJECT (child), grows_quark ()) != NULL;
}

static GPtrArray *
shown_children (GtkWidget *widget)
{
  GPtrArray *children = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      g_ptr_array_add (children, child);
  return children;
}

/* The width of each child in a row of @width, and the gap between them. */
static int
share_width (StreeRowLayout *self, GtkWidget *widget, GPtrArray *children, int width, GtkRequestedSize *sizes)
{
  int  gap = stree_gtk_length_to_pixels (widget, &self->gap, width);
  int  n = (int) children->len;
  int  extra = width;
  guint n_growing = 0;

  for (int i = 0; i < n; i++)
    {
      sizes[i].data = children->pdata[i];
      gtk_widget_measure (children->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &sizes[i].minimum_size,
                          &sizes[i].natural_size, NULL, NULL);
      extra -= sizes[i].minimum_size;
      n_growing += grows (children->pdata[i]);
    }
  if (n > 1)
    gap = CLAMP (extra / (n - 1), 0, gap);
  extra = MAX (extra - gap * (n - 1), 0);
  extra = gtk_distribute_natural_allocation (extra, children->len, sizes);
  for (int i = 0; i < n && n_growing > 0; i++)
    if (grows (children->pdata[i]))
      {
        int part = extra / (int) n_growing--;

        sizes[i].minimum_size += part;
        extra -= part;
      }
  return gap;
}

/* --- heights --- */

/* An input with its label above it: what stands beside it belongs to its lower part. */
static gboolean
is_labelled (GtkWidget *child)
{
  GtkWidget *first = gtk_widget_get_first_child (child);

  return first && gtk_widget_has_css_class (first, "stree-input-label") && gtk_widget_get_visible (first);
}

static StreeAlign
align_of (StreeRowLayout *self, GPtrArray *children)
{
  if (self->align != STREE_ALIGN_DEFAULT)
    return self->align;
  for (guint i = 0; i < children->len; i++)
    if (is_labelled (children->pdata[i]))
      return STREE_ALIGN_END;
  return STREE_ALIGN_CENTER;
}

typedef struct
{
  int minimum;
  int natural;
  int baseline; /* from the top, at the natural height; -1: it has none */
} Height;

static Height
height_of (StreeRowLayout *self, GtkWidget *child, int width)
{
  Height height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height.minimum, &height.natural, NULL, &height.baseline);
  if (self->align != STREE_ALIGN_BASELINE)
    height.baseline = -1;
  return height;
}

static void
stree_row_layout_measure (GtkLayoutManager *manager,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  StreeRowLayout      *self = STREE_ROW_LAYOUT (manager);
  g_autoptr (GPtrArray) children = shown_children (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (children->len == 0)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int gaps = stree_gtk_length_to_pixels (widget, &self->gap, -1) * (int) (children->len - 1);

      for (guint i = 0; i < children->len; i++)
        {
          int child_minimum, child_natural;

          gtk_widget_measure (children->pdata[i], orientation, -1, &child_minimum, &child_natural, NULL, NULL);
          *minimum += child_minimum;
          *natural += child_natural;
        }
      /* A gap gives way before a row is cut off. */
      *natural += gaps;
    }
  else
    {
      g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, children->len);
      int                          above = 0, below = 0;

      if (for_size >= 0)
        share_width (self, widget, children, for_size, sizes);
      for (guint i = 0; i < children->len; i++)
        {
          Height height = height_of (self, children->pdata[i], for_size >= 0 ? sizes[i].minimum_size : -1);

          *minimum = MAX (*minimum, height.minimum);
          *natural = MAX (*natural, height.natural);
          if (height.baseline >= 0)
            {
              above = MAX (above, height.baseline);
              below = MAX (below, height.natural - height.baseline);
            }
        }
      *natural = MAX (*natural, above + below);
      *minimum = MAX (*minimum, above + below);
    }
}

static void
stree_row_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StreeRowLayout              *self = STREE_ROW_LAYOUT (manager);
  g_autoptr (GPtrArray)        children = shown_children (widget);
  g_autofree GtkRequestedSize *sizes = g_new0 (GtkRequestedSize, children->len + 1);
  gboolean                     rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int                          gap = share_width (self, widget, children, width, sizes);
  StreeAlign                   align = align_of (self, children);
  int                          x = 0, above = 0;

  (void) baseline;
  for (guint i = 0; i < children->len; i++)
    above = MAX (above, height_of (self, children->pdata[i], sizes[i].minimum_size).baseline);
  for (guint i = 0; i < children->len; i++)
    {
      GtkWidget     *child = children->pdata[i];
      int            child_width = sizes[i].minimum_size;
      Height         own = height_of (self, child, child_width);
      GtkAllocation  place = { rtl ? width - x - child_width : x, 0, child_width, MAX (height, own.minimum) };

      /* What says itself where it wants to be is given the height of the row; so is what has no height of its own. */
      if (align != STREE_ALIGN_FILL && gtk_widget_get_valign (child) == GTK_ALIGN_FILL &&
          !gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL) && !GTK_IS_SEPARATOR (child))
        {
          place.height = CLAMP (own.natural, own.minimum, place.height);
          if (own.baseline >= 0)
            place.y = above - own.baseline;
          else if (align == STREE_ALIGN_END)
            place.y = height - place.height;
          else if (align != STREE_ALIGN_START)
            place.y = (height - place.height) / 2;
        }
      gtk_widget_size_allocate (child, &place, -1);
      x += child_width + gap;
    }
}

static GtkSizeRequestMode
stree_row_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  (void) manager;
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
stree_row_layout_class_init (StreeRowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = stree_row_layout_measure;
  layout_class->allocate = stree_row_layout_allocate;
  layout_class->get_request_mode = stree_row_layout_get_request_mode;
}

static void
stree_row_layout_init (StreeRowLayout *self)
{
  self->align = STREE_ALIGN_DEFAULT;
}

GtkLayoutManager *
stree_row_layout_new (void)
{
  return g_object_new (STREE_TYPE_ROW_LAYOUT, NULL);
}

void
stree_row_layout_set_gap (StreeRowLayout *self, const StreeLength *gap)
{
  self->gap = *gap;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

void
stree_row_layout_set_align (StreeRowLayout *self, StreeAlign align)
{
  self->align = align;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
