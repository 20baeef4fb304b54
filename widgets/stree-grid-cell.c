/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-cell-private.h"

#include "grid/stree-grid-format-private.h"
#include "stree-gtk-private.h"

/* How many rows are measured, how wide a column is at most and at least, and what surrounds the text. */
#define MEASURED_ROWS 60
#define MAX_WIDTH 320
#define MIN_WIDTH 56
#define CELL_PADDING 20
/* The title's arrow. */
#define SORT_INDICATOR 24

#define NULL_TEXT "\342\200\224" /* an em dash */

gboolean
stree_grid_is_number (StreeFrame *frame, int column)
{
  StreeColumnType type;

  if (column < 0)
    return TRUE;
  type = stree_frame_get_column_type (frame, (guint) column);
  return type == STREE_COLUMN_INT64 || type == STREE_COLUMN_DOUBLE;
}

/* The text of a cell; NULL: there is none. @cell has STREE_FRAME_CELL_SIZE bytes, @line STREE_GRID_LINE_SIZE. */
static const char *
cell_text (StreeFrame *frame, guint row, int column, char *cell, char *line)
{
  if (column < 0)
    {
      g_snprintf (cell, STREE_FRAME_CELL_SIZE, "%u", row + 1);
      return cell;
    }
  if (stree_frame_is_null (frame, row, (guint) column))
    return NULL;
  return stree_grid_one_line (stree_frame_format_cell (frame, row, (guint) column, cell, STREE_FRAME_CELL_SIZE), line);
}

/* --- the factory --- */

typedef struct
{
  StreeFrameModel *model; /* owned */
  gulong           replaced;
  GHashTable      *shown; /* set of GtkListItem (borrowed): those that show a row at the moment */
  int              column;
  gboolean         number;
} Cells;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Cells *cells = data;
  /* A label measures its text for each row that comes into sight; an inscription takes the width of its column. */
  GtkWidget *cell = gtk_inscription_new (NULL);

  (void) factory;
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 0);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), cells->number ? 1 : 0);
  if (cells->number)
    gtk_widget_add_css_class (cell, "stree-number");
  if (cells->column < 0)
    gtk_widget_add_css_class (cell, "dim-label");
  gtk_list_item_set_child (item, cell);
}

/* Below its column's title, whichever way the text runs: Pango puts text that runs against the program's direction to the
 * other side, unless the cell has the direction of the text. */
static void
align_cell (GtkInscription *cell, const char *text)
{
  GtkTextDirection own = gtk_widget_get_default_direction ();
  GtkTextDirection runs = text ? stree_gtk_text_direction (text) : GTK_TEXT_DIR_NONE;
  gboolean         against = runs != GTK_TEXT_DIR_NONE && runs != own;

  gtk_widget_set_direction (GTK_WIDGET (cell), against ? runs : GTK_TEXT_DIR_NONE);
  gtk_inscription_set_xalign (cell, against ? 1 : 0);
}

static void
show_cell (const Cells *cells, GtkListItem *item)
{
  GtkInscription *cell = GTK_INSCRIPTION (gtk_list_item_get_child (item));
  StreeFrame     *frame = stree_frame_model_get_frame (cells->model);
  guint           row = stree_frame_row_get_index (gtk_list_item_get_item (item));
  char            buffer[STREE_FRAME_CELL_SIZE];
  char            line[STREE_GRID_LINE_SIZE];
  const char     *text;

  if (!frame || row >= stree_frame_get_n_rows (frame))
    return;
  text = cell_text (frame, row, cells->column, buffer, line);
  if (!cells->number)
    align_cell (cell, text);
  gtk_inscription_set_text (cell, text ? text : NULL_TEXT);
  if (text)
    gtk_widget_remove_css_class (GTK_WIDGET (cell), "stree-null");
  else
    gtk_widget_add_css_class (GTK_WIDGET (cell), "stree-null");
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Cells *cells = data;

  (void) factory;
  g_hash_table_add (cells->shown, item);
  show_cell (cells, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const Cells *cells = data;

  (void) factory;
  g_hash_table_remove (cells->shown, item);
}

static void
replaced_cb (StreeFrameModel *model, const Cells *cells)
{
  GHashTableIter iter;
  gpointer       item;

  (void) model;
  g_hash_table_iter_init (&iter, cells->shown);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_cell (cells, item);
}

static void
free_cells (gpointer data, GClosure *closure)
{
  Cells *cells = data;

  (void) closure;
  g_signal_handler_disconnect (cells->model, cells->replaced);
  g_object_unref (cells->model);
  g_hash_table_unref (cells->shown);
  g_free (cells);
}

GtkListItemFactory *
stree_grid_cell_factory (StreeFrameModel *model, StreeFrame *frame, int column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Cells              *cells = g_new0 (Cells, 1);

  cells->model = g_object_ref (model);
  cells->replaced = g_signal_connect (model, "replaced", G_CALLBACK (replaced_cb), cells);
  cells->shown = g_hash_table_new (NULL, NULL);
  cells->column = column;
  cells->number = stree_grid_is_number (frame, column);
  /* The first connection is the last to go: it frees what the others use. */
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), cells, free_cells, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), cells);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), cells);
  return factory;
}

/* --- widths --- */

static int
text_width (PangoLayout *layout, const char *text)
{
  int width;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

int
stree_grid_measure (GtkWidget *view, StreeFrame *frame, int column)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (view, NULL);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  guint                   n_rows = stree_frame_get_n_rows (frame);
  guint                   n = MIN (n_rows, MEASURED_ROWS);
  int                     width = 0;
  char                    buffer[STREE_FRAME_CELL_SIZE];
  char                    line[STREE_GRID_LINE_SIZE];

  if (column < 0)
    {
      g_snprintf (buffer, sizeof buffer, "%u", MAX (n_rows, 1000));
      return text_width (layout, buffer) + CELL_PADDING;
    }
  for (guint i = 0; i < n; i++)
    {
      const char *text = cell_text (frame, i, column, buffer, line);

      if (text)
        width = MAX (width, text_width (layout, text));
    }
  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, bold);
  width = MAX (width, text_width (layout, stree_frame_get_column_name (frame, (guint) column)) + SORT_INDICATOR);
  return CLAMP (width + CELL_PADDING, MIN_WIDTH, MAX_WIDTH);
}
