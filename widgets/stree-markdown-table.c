/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Tables: a grid of labels, which scrolls sideways where it is too wide. */

#include "stree-markdown-block-private.h"
#include "stree-wide-private.h"

/* Words are not broken; and longer text than this is no narrower than that, in characters. */
#define LONG_TEXT  24
#define LONG_WIDTH 16

static GtkWidget *
grid_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "stree-grid");
}

static void
set_cell (GtkWidget *label, const StreeMarkdownBlock *cell)
{
  g_autofree char *markup = stree_markdown_dup_markup (cell->inlines, NULL);
  glong            length;

  stree_markdown_label_set_markup (label, markup);
  length = g_utf8_strlen (gtk_label_get_text (GTK_LABEL (label)), -1);
  gtk_label_set_width_chars (GTK_LABEL (label), length > LONG_TEXT ? LONG_WIDTH : -1);
}

static GtkWidget *
cell_new (const StreeMarkdownBlock *cell, int row, int column, StreeMarkdownPlace place)
{
  GtkWidget *label =
    stree_markdown_label_new (place, cell->head ? GTK_ACCESSIBLE_ROLE_COLUMN_HEADER : GTK_ACCESSIBLE_ROLE_CELL);

  gtk_accessible_update_relation (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_RELATION_ROW_INDEX, row + 1,
                                  GTK_ACCESSIBLE_RELATION_COL_INDEX, column + 1, -1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (cell->align == STREE_MARKDOWN_ALIGN_CENTER)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0.5f);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
    }
  else if (cell->align == STREE_MARKDOWN_ALIGN_RIGHT)
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
    }
  gtk_widget_add_css_class (label, "stree-markdown-cell");
  if (cell->head)
    gtk_widget_add_css_class (label, "stree-markdown-head");
  if (row == 0)
    gtk_widget_add_css_class (label, "stree-markdown-top");
  set_cell (label, cell);
  return label;
}

GtkWidget *
stree_markdown_table_new (const StreeMarkdownBlock *table, StreeMarkdownPlace place)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE, NULL);
  GtkWidget *widget;
  int        row = 0, column;

  gtk_widget_set_direction (grid, place.direction);
  gtk_widget_add_css_class (grid, "stree-markdown-table");
  for (const StreeMarkdownBlock *line = table->first; line; line = line->next, row++)
    {
      column = 0;
      for (const StreeMarkdownBlock *cell = line->first; cell; cell = cell->next, column++)
        gtk_grid_attach (GTK_GRID (grid), cell_new (cell, row, column, place), column, row, 1, 1);
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_RELATION_ROW_COUNT, row, GTK_ACCESSIBLE_RELATION_COL_COUNT,
                                  (int) table->n_columns, -1);
  widget = stree_wide_new (grid);
  gtk_widget_set_halign (widget, GTK_ALIGN_START);
  gtk_widget_set_direction (widget, place.direction);
  g_object_set_data (G_OBJECT (widget), "stree-grid", grid);
  return widget;
}

/* Only what stands in the cells may differ. */
static gboolean
has_same_shape (const StreeMarkdownBlock *old, const StreeMarkdownBlock *table)
{
  const StreeMarkdownBlock *a, *b;

  if (old->n_columns != table->n_columns)
    return FALSE;
  for (a = old->first, b = table->first; a && b; a = a->next, b = b->next)
    for (const StreeMarkdownBlock *x = a->first, *y = b->first; x && y; x = x->next, y = y->next)
      if (x->align != y->align || x->head != y->head)
        return FALSE;
  return a == b;
}

gboolean
stree_markdown_table_update (GtkWidget *widget, const StreeMarkdownBlock *old, const StreeMarkdownBlock *table)
{
  int row = 0;

  if (!has_same_shape (old, table))
    return FALSE;
  for (const StreeMarkdownBlock *line = table->first; line; line = line->next, row++)
    {
      int column = 0;

      for (const StreeMarkdownBlock *cell = line->first; cell; cell = cell->next)
        set_cell (gtk_grid_get_child_at (GTK_GRID (grid_of (widget)), column++, row), cell);
    }
  return TRUE;
}
