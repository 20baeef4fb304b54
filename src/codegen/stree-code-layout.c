/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Kinds that are there for what is in them. */

#include "codegen/stree-code-maker-private.h"

#include <math.h>

#include "core/stree-place-private.h"
#include "core/stree-portals-private.h"
#include "elements/stree-columns.h"
#include "elements/stree-divider.h"
#include "elements/stree-expander.h"
#include "elements/stree-form-element.h"
#include "elements/stree-grid.h"
#include "elements/stree-hstack.h"
#include "elements/stree-length-private.h"
#include "elements/stree-spacer.h"
#include "elements/stree-split-view.h"
#include "elements/stree-tab.h"
#include "elements/stree-tabs.h"
#include "elements/stree-vstack.h"

extern StreeKind stree_tab_kind;

static StreeCodeObject *
column_new (StreeCodeMaker *maker, StreeNode *node, int spacing)
{
  StreeCodeObject *box = stree_code_node_object (maker, node, "GtkBox");

  stree_code_make_box (box, TRUE, spacing ? spacing : STREE_CODE_SPACING);
  return box;
}

STREE_CODE_MAKE (vstack)
{
  const StreeVStackArgs *args = stree_node_args (node);
  StreeCodeObject       *box = column_new (maker, node, args->spacing);

  stree_code_fill (maker, node, box);
  return box;
}

STREE_CODE_MAKE (plain_box)
{
  StreeCodeObject *box = column_new (maker, node, 0);

  stree_code_fill (maker, node, box);
  return box;
}

STREE_CODE_MAKE (card)
{
  StreeCodeObject *box = column_new (maker, node, 0);

  stree_code_add_class (maker->code, box, "card");
  stree_code_fill (maker, node, box);
  return box;
}

STREE_CODE_MAKE (form)
{
  const StreeFormArgs *args = stree_node_args (node);
  StreeCodeObject     *box = column_new (maker, node, args->spacing);

  stree_code_set_enum (box, "accessible-role", "GTK_ACCESSIBLE_ROLE_FORM");
  stree_code_note (maker, box, node, NULL, "that edits wait for a submit button is the program's to do%s",
                   args->clear_on_submit ? ", as is to clear it then" : "");
  stree_code_fill (maker, node, box);
  return box;
}

STREE_CODE_MAKE (theme_root)
{
  StreeCodeObject *box = column_new (maker, node, 0);

  stree_code_note (maker, box, node, NULL, "its theme is a style sheet; add a GtkCssProvider for it here");
  stree_code_fill (maker, node, box);
  return box;
}

/* --- rows --- */

static const char *
row_align (StreeAlign align)
{
  switch (align)
    {
    case STREE_ALIGN_START:
      return "GTK_ALIGN_START";
    case STREE_ALIGN_CENTER:
      return "GTK_ALIGN_CENTER";
    case STREE_ALIGN_END:
      return "GTK_ALIGN_END";
    case STREE_ALIGN_BASELINE:
      return "GTK_ALIGN_BASELINE";
    case STREE_ALIGN_FILL:
    case STREE_ALIGN_DEFAULT:
    default:
      return NULL;
    }
}

/* What the layout of the row does, the children have to do. */
static void
append_to_row (StreeCodeMaker *maker, StreeNode *host, StreeCodeObject *into, gpointer data)
{
  const StreeHStackArgs *args = data;
  const StreeKind       *kind = host->element->kind;
  StreeCodeObject       *child = stree_code_make (maker, host);

  if ((kind->flags & STREE_KIND_INPUT) && g_strcmp0 (kind->role, "checkbox") != 0)
    stree_code_set_bool (child, "hexpand", TRUE);
  if (row_align (args->align) && !stree_code_get (child, "valign"))
    stree_code_set_enum (child, "valign", row_align (args->align));
  stree_code_add (into, STREE_CODE_APPEND, child);
}

STREE_CODE_MAKE (hstack)
{
  const StreeHStackArgs *args = stree_node_args (node);
  StreeCodeObject       *box = stree_code_node_object (maker, node, "GtkBox");
  StreeLength            gap = { STREE_CODE_SPACING, STREE_LENGTH_PX };

  if (args->gap)
    stree_length_parse (args->gap, &gap);
  if (gap.unit != STREE_LENGTH_PX)
    stree_code_note (maker, box, node, "gap", "GtkBox knows pixels only; it is \"%s\"", args->gap);
  stree_code_make_box (box, FALSE, gap.unit == STREE_LENGTH_PX ? (int) lround (gap.number) : STREE_CODE_SPACING);
  stree_code_each (maker, node, box, append_to_row, (gpointer) args);
  return box;
}

/* --- cells --- */

typedef struct
{
  guint n_columns; /* 0: all in one row */
  guint n;
} Cells;

static void
attach (StreeCodeMaker *maker, StreeNode *host, StreeCodeObject *into, gpointer data)
{
  Cells           *cells = data;
  StreeCodeObject *object = stree_code_make (maker, host);
  StreeCodeChild  *child = stree_code_add (into, STREE_CODE_CELL, object);

  child->column = cells->n_columns ? cells->n % cells->n_columns : cells->n;
  child->row = cells->n_columns ? cells->n / cells->n_columns : 0;
  cells->n++;
}

static StreeCodeObject *
cells_new (StreeCodeMaker *maker, StreeNode *node, guint n_columns)
{
  StreeCodeObject *grid = stree_code_node_object (maker, node, "GtkGrid");
  Cells            cells = { n_columns, 0 };

  stree_code_set_int (grid, "column-spacing", STREE_CODE_SPACING);
  stree_code_set_int (grid, "row-spacing", STREE_CODE_SPACING);
  stree_code_set_bool (grid, "column-homogeneous", TRUE);
  stree_code_each (maker, node, grid, attach, &cells);
  return grid;
}

STREE_CODE_MAKE (grid)
{
  const StreeGridArgs *args = stree_node_args (node);

  return cells_new (maker, node, (guint) args->columns);
}

STREE_CODE_MAKE (columns)
{
  const StreeColumnsArgs *args = stree_node_args (node);
  StreeCodeObject        *grid = cells_new (maker, node, 0);
  g_autoptr (GString) weights = g_string_new (NULL);
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < args->weights.n_values; i++)
    g_string_append_printf (weights, "%s%s", i ? ", " : "",
                            g_ascii_dtostr (buffer, sizeof buffer, args->weights.values[i]));
  if (weights->len > 0)
    stree_code_note (maker, grid, node, "weights", "GtkGrid has none; the columns have shares of %s", weights->str);
  return grid;
}

/* --- two sides --- */

typedef struct
{
  StreeNode       *node;
  StreeCodeObject *sides[2];
} Sides;

static void
append_to_side (StreeCodeMaker *maker, StreeNode *host, StreeCodeObject *into, gpointer data)
{
  Sides     *sides = data;
  StreeNode *child = host;

  (void) into;
  while (stree_portal_up (child) != sides->node)
    child = stree_portal_up (child);
  stree_code_add (sides->sides[child->slot > 0], STREE_CODE_APPEND, stree_code_make (maker, host));
}

static void
show_side (StreeCodeObject *side)
{
  for (guint i = 0; i < side->children->len; i++)
    if (g_array_index (side->children, StreeCodeChild, i).object)
      return;
  stree_code_set_bool (side, "visible", FALSE);
}

STREE_CODE_MAKE (split_view)
{
  StreeCodeObject *paned = stree_code_node_object (maker, node, "GtkPaned");
  Sides            sides = { node, { NULL, NULL } };
  StreeValue       ratio;
  char             buffer[G_ASCII_DTOSTR_BUF_SIZE] = "0.28";

  if (stree_code_value (maker, node, &ratio))
    {
      node->element->kind->normalize (stree_node_args (node), &ratio);
      g_ascii_dtostr (buffer, sizeof buffer, ratio.v.d);
    }
  stree_code_set_enum (paned, "orientation", "GTK_ORIENTATION_HORIZONTAL");
  stree_code_set_bool (paned, "wide-handle", TRUE);
  stree_code_set_bool (paned, "resize-start-child", FALSE);
  stree_code_set_bool (paned, "shrink-start-child", FALSE);
  stree_code_set_bool (paned, "shrink-end-child", FALSE);
  stree_code_note (maker, paned, node, NULL,
                   "GtkPaned has a position in pixels; the first side has a share of %s, and stands "
                   "above the other where there is no room",
                   buffer);
  sides.sides[0] = stree_code_box (maker, paned, "narrow", TRUE, STREE_CODE_SPACING);
  sides.sides[1] = stree_code_box (maker, paned, "main", TRUE, STREE_CODE_SPACING);
  stree_code_add_class (maker->code, sides.sides[0], "stree-split-narrow");
  stree_code_add_class (maker->code, sides.sides[1], "stree-split-main");
  stree_code_each (maker, node, sides.sides[0], append_to_side, &sides);
  show_side (sides.sides[0]);
  show_side (sides.sides[1]);
  stree_code_set_object (paned, "start-child", sides.sides[0]);
  stree_code_set_object (paned, "end-child", sides.sides[1]);
  return paned;
}

/* --- what opens, and pages --- */

STREE_CODE_MAKE (expander)
{
  const StreeExpanderArgs *args = stree_node_args (node);
  StreeCodeObject         *expander = stree_code_node_object (maker, node, "GtkExpander");
  StreeCodeObject         *box = stree_code_box (maker, expander, "content", TRUE, STREE_CODE_SPACING);
  StreeValue               open;

  stree_code_set_string (maker->code, expander, "label", args->label);
  if (stree_code_value (maker, node, &open) && (open.type == STREE_VALUE_BOOL ? open.v.b : open.v.i != 0))
    stree_code_set_bool (expander, "expanded", TRUE);
  stree_code_add_class (maker->code, box, "stree-expander-content");
  stree_code_fill (maker, node, box);
  stree_code_set_object (expander, "child", box);
  return expander;
}

static void
append_page (StreeCodeMaker *maker, StreeNode *host, StreeCodeObject *into, gpointer data)
{
  const StreeTabArgs *args = host->element->kind == &stree_tab_kind ? stree_node_args (host) : NULL;
  StreeCodeObject    *page = stree_code_make (maker, host);
  StreeCodeObject    *tab = stree_code_label (maker, page, "tab", args ? args->title : NULL);

  (void) data;
  stree_code_add (into, STREE_CODE_PAGE, page)->tab = tab;
}

STREE_CODE_MAKE (tabs)
{
  StreeCodeObject *notebook = stree_code_node_object (maker, node, "GtkNotebook");
  StreeValue       page;

  stree_code_set_bool (notebook, "scrollable", TRUE);
  if (stree_code_value (maker, node, &page) && page.type == STREE_VALUE_INT && page.v.i > 0)
    stree_code_note (maker, notebook, node, NULL,
                     "once it has its pages and a window, call gtk_notebook_set_current_page () with %" G_GINT64_FORMAT,
                     page.v.i);
  stree_code_each (maker, node, notebook, append_page, NULL);
  return notebook;
}

/* --- between others --- */

STREE_CODE_MAKE (divider)
{
  const StreeDividerArgs *args = stree_node_args (node);
  StreeCodeObject        *line = stree_code_node_object (maker, node, "GtkSeparator");

  stree_code_set_enum (line, "orientation",
                       args->vertical || stree_code_is_in_row (node) ? "GTK_ORIENTATION_VERTICAL"
                                                                     : "GTK_ORIENTATION_HORIZONTAL");
  return line;
}

STREE_CODE_MAKE (spacer)
{
  const StreeSpacerArgs *args = stree_node_args (node);
  StreeCodeObject       *space = stree_code_node_object (maker, node, "GtkBox");
  gboolean               row = stree_code_is_in_row (node);

  stree_code_set_enum (space, "accessible-role", "GTK_ACCESSIBLE_ROLE_PRESENTATION");
  stree_code_set_bool (space, "can-target", FALSE);
  stree_code_set_int (space, row ? "width-request" : "height-request", args->height);
  stree_code_set_bool (space, row ? "hexpand" : "vexpand", args->height == 0);
  return space;
}
