/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-cells-layout-private.h"

/* A single row narrower than this becomes a stack, unless it is inside of something narrow by design. */
#define NARROW_WIDTH 450

struct _StreeCellsLayout
{
  GtkLayoutManager parent_instance;
  guint            n_columns; /* 0: all in one row, by weight */
  int              spacing;   /* pixels, both ways */
};

G_DEFINE_FINAL_TYPE (StreeCellsLayout, stree_cells_layout, GTK_TYPE_LAYOUT_MANAGER)

/* --- weights --- */

static GQuark
weight_quark (void)
{
  return g_quark_from_static_string ("stree-weight");
}

void
stree_cells_layout_set_weight (GtkWidget *child, double weight)
{
  double *stored = g_object_get_qdata (G_OBJECT (child), weight_quark ());

  if (!stored)
    {
      stored = g_new0 (double, 1);
      g_object_set_qdata_full (G_OBJECT (child), weight_quark (), stored, g_free);
    }
  *stored = weight;
}

static double
weight_of (GtkWidget *child)
{
  const double *stored = g_object_get_qdata (G_OBJECT (child), weight_quark ());

  return stored ? *stored : 1;
}

/* --- widths --- */

typedef struct
{
  GtkWidget *widget;
  double     weight;
  int        minimum;
  int        natural;
  gboolean   full; /* its minimum is more than its share: it has just that */
  int        x;
  int        width;
} Cell;

static GArray *
shown_cells (GtkWidget *widget)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (Cell));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        Cell cell = { .widget = child, .weight = weight_of (child) };

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &cell.minimum, &cell.natural, NULL, NULL);
        g_array_append_val (cells, cell);
      }
  return cells;
}

#define CELL(cells, i) (&g_array_index ((cells), Cell, (i)))

static int
largest_minimum (GArray *cells)
{
  int largest = 0;

  for (guint i = 0; i < cells->len; i++)
    largest = MAX (largest, CELL (cells, i)->minimum);
  return largest;
}

/* Cards, sidebars and other rows of cells are narrow by design; only what has the window to itself is told by its
 * width that the window is narrow. */
static gboolean
is_outermost (GtkWidget *widget)
{
  for (GtkWidget *up = gtk_widget_get_parent (widget); up; up = gtk_widget_get_parent (up))
    if (STREE_IS_CELLS_LAYOUT (gtk_widget_get_layout_manager (up)) || gtk_widget_has_css_class (up, "stree-side"))
      return FALSE;
  return TRUE;
}

/* How many cells a row has. */
static guint
count_columns (StreeCellsLayout *self, GtkWidget *widget, GArray *cells, int width)
{
  guint n = self->n_columns;

  if (n == 0)
    {
      int needed = self->spacing * (int) (cells->len ? cells->len - 1 : 0);

      for (guint i = 0; i < cells->len; i++)
        needed += CELL (cells, i)->minimum;
      return needed > width || (width < NARROW_WIDTH && is_outermost (widget)) ? 1 : MAX (cells->len, 1);
    }
  while (n > 1 && (width - self->spacing * (int) (n - 1)) / (int) n < largest_minimum (cells))
    n--;
  return n;
}

/* Shares of the width by weight. What needs more than its share has that, and the rest is shared anew. */
static void
share_by_weight (StreeCellsLayout *self, GArray *cells, int width)
{
  double   weights = 0, passed = 0;
  int      left = width - self->spacing * (int) (cells->len - 1);
  int      given = 0, x = 0;
  gboolean again;

  for (guint i = 0; i < cells->len; i++)
    weights += CELL (cells, i)->weight;
  do
    {
      again = FALSE;
      for (guint i = 0; i < cells->len; i++)
        {
          Cell *cell = CELL (cells, i);

          if (cell->full || cell->minimum <= left * cell->weight / weights)
            continue;
          cell->full = again = TRUE;
          left -= cell->minimum;
          weights -= cell->weight;
          break;
        }
    }
  while (again);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = CELL (cells, i);

      cell->width = cell->minimum;
      if (!cell->full)
        {
          /* Rounded at their edges, so that they add up. */
          passed += cell->weight;
          cell->width = (int) (left * passed / weights + 0.5) - given;
          cell->width = MAX (cell->width, cell->minimum);
          given += cell->width;
        }
      cell->x = x;
      x += cell->width + self->spacing;
    }
}

static guint
place_columns (StreeCellsLayout *self, GtkWidget *widget, GArray *cells, int width)
{
  guint n = count_columns (self, widget, cells, width);
  int   inner = width - self->spacing * (int) (n - 1);

  if (self->n_columns == 0 && n > 1)
    {
      share_by_weight (self, cells, width);
      return n;
    }
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = CELL (cells, i);
      int   column = (int) (i % n);
      int   start = inner * column / (int) n;

      cell->x = start + self->spacing * column;
      cell->width = MAX (inner * (column + 1) / (int) n - start, cell->minimum);
    }
  return n;
}

/* --- heights --- */

static void
row_height (GArray *cells, guint start, guint n, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (guint i = start; i < MIN (start + n, cells->len); i++)
    {
      int child_minimum, child_natural;

      gtk_widget_measure (CELL (cells, i)->widget, GTK_ORIENTATION_VERTICAL, CELL (cells, i)->width, &child_minimum,
                          &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
measure_width (StreeCellsLayout *self, GArray *cells, int *minimum, int *natural)
{
  double weights = 0, unit = 0;

  *minimum = largest_minimum (cells);
  for (guint i = 0; i < cells->len; i++)
    {
      const Cell *cell = CELL (cells, i);

      weights += cell->weight;
      unit = MAX (unit, cell->natural / (self->n_columns ? 1 : cell->weight));
    }
  if (self->n_columns)
    *natural = (int) unit * (int) self->n_columns + self->spacing * (int) (self->n_columns - 1);
  else
    *natural = (int) (unit * weights + 0.5) + self->spacing * (int) (cells->len - 1);
  *natural = MAX (*natural, *minimum);
}

static void
stree_cells_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  StreeCellsLayout  *self = STREE_CELLS_LAYOUT (manager);
  g_autoptr (GArray) cells = shown_cells (widget);
  guint              n;
  int                least, usual;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (cells->len == 0)
    return;
  measure_width (self, cells, &least, &usual);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = usual;
      return;
    }
  n = place_columns (self, widget, cells, for_size < 0 ? usual : MAX (for_size, least));
  for (guint i = 0; i < cells->len; i += n)
    {
      row_height (cells, i, n, &least, &usual);
      *minimum += least + (i ? self->spacing : 0);
      *natural += usual + (i ? self->spacing : 0);
    }
}

/* Surfaces and what expands are as high as their row; everything else begins at its top. */
static gboolean
fills_row (GtkWidget *child)
{
  return gtk_widget_get_valign (child) != GTK_ALIGN_FILL || gtk_widget_has_css_class (child, "stree-card") ||
         gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL);
}

static void
stree_cells_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  StreeCellsLayout            *self = STREE_CELLS_LAYOUT (manager);
  g_autoptr (GArray)           cells = shown_cells (widget);
  g_autofree GtkRequestedSize *rows = NULL;
  gboolean                     rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint                        n, n_rows;
  int                          extra, y = 0;

  (void) baseline;
  if (cells->len == 0)
    return;
  n = place_columns (self, widget, cells, width);
  n_rows = (cells->len + n - 1) / n;
  rows = g_new0 (GtkRequestedSize, n_rows);
  extra = height - self->spacing * (int) (n_rows - 1);
  for (guint row = 0; row < n_rows; row++)
    {
      row_height (cells, row * n, n, &rows[row].minimum_size, &rows[row].natural_size);
      extra -= rows[row].minimum_size;
    }
  extra = gtk_distribute_natural_allocation (MAX (extra, 0), n_rows, rows);
  for (guint row = 0; row < n_rows; row++)
    {
      int row_size = rows[row].minimum_size + extra / (int) n_rows;

      for (guint i = row * n; i < MIN ((row + 1) * n, cells->len); i++)
        {
          const Cell   *cell = CELL (cells, i);
          GtkAllocation place = { rtl ? width - cell->x - cell->width : cell->x, y, cell->width, row_size };

          if (!fills_row (cell->widget))
            {
              int natural;

              gtk_widget_measure (cell->widget, GTK_ORIENTATION_VERTICAL, cell->width, NULL, &natural, NULL, NULL);
              place.height = MIN (natural, row_size);
            }
          gtk_widget_size_allocate (cell->widget, &place, -1);
        }
      y += row_size + self->spacing;
    }
}

static GtkSizeRequestMode
stree_cells_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  (void) manager;
  (void) widget;
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
stree_cells_layout_class_init (StreeCellsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = stree_cells_layout_measure;
  layout_class->allocate = stree_cells_layout_allocate;
  layout_class->get_request_mode = stree_cells_layout_get_request_mode;
}

static void
stree_cells_layout_init (StreeCellsLayout *self)
{
  (void) self;
}

GtkLayoutManager *
stree_cells_layout_new (int spacing)
{
  StreeCellsLayout *self = g_object_new (STREE_TYPE_CELLS_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}

void
stree_cells_layout_set_columns (StreeCellsLayout *self, guint n_columns)
{
  self->n_columns = n_columns;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
