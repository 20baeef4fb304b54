/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is made of data, of a program's own widgets, or on top of others: the nearest that plain GTK has. */

#include "codegen/stree-code-maker-private.h"

#include "core/stree-virtual-private.h"
#include "elements/stree-data-frame.h"
#include "elements/stree-data-grid.h"
#include "elements/stree-dialog.h"
#include "elements/stree-list.h"
#include "elements/stree-native.h"
#include "elements/stree-popover.h"
#include "grid/stree-grid-column-private.h"

/* As in widgets/. */
#define MIN_TABLE_HEIGHT   240
#define MIN_LIST_HEIGHT    200
#define MAX_POPOVER_HEIGHT 480

static StreeCodeObject *
scroller_new (StreeCodeMaker *maker, StreeCodeObject *whole)
{
  StreeCodeObject *scroller = stree_code_part (maker, whole, "GtkScrolledWindow", "scroller");

  stree_code_set_enum (scroller, "hscrollbar-policy", "GTK_POLICY_NEVER");
  stree_code_set_bool (scroller, "propagate-natural-width", TRUE);
  stree_code_set_bool (scroller, "propagate-natural-height", TRUE);
  return scroller;
}

/* --- rows --- */

STREE_CODE_MAKE (list)
{
  const StreeListArgs *args = stree_node_args (node);
  StreeCodeObject     *scroller = stree_code_node_object (maker, node, "GtkScrolledWindow");
  StreeCodeObject     *view = stree_code_part (maker, scroller, "GtkListView", "view");

  stree_code_set_int (scroller, "min-content-height", args->height ? args->height : MIN_LIST_HEIGHT);
  if (args->height)
    stree_code_set_int (scroller, "max-content-height", args->height);
  else
    stree_code_set_bool (scroller, "vexpand", TRUE);
  stree_code_note (
      maker, view, node, NULL,
      "the program makes its %u rows; give it a model of them, and a GtkSignalListItemFactory that makes them",
      stree_virtual_n_rows (node));
  stree_code_set_object (scroller, "child", view);
  return scroller;
}

static void
add_column (StreeCodeMaker *maker, StreeCodeObject *view, const char *title, gboolean hidden)
{
  StreeCodeObject *column = stree_code_part (maker, view, "GtkColumnViewColumn", title);

  stree_code_set_string (maker->code, column, "title", title);
  if (hidden)
    stree_code_set_bool (column, "visible", FALSE);
  stree_code_add (view, STREE_CODE_COLUMN, column);
}

/* Those of the program, else those of the data. */
static void
add_columns (StreeCodeMaker *maker, StreeCodeObject *view, StreeFrame *schema, StreeGridColumns *columns)
{
  for (guint i = 0; columns && i < stree_grid_columns_get_n_columns (columns); i++)
    {
      StreeGridColumn *column = stree_grid_columns_get (columns, i);
      const char      *label = stree_grid_column_get_label (column);

      add_column (maker, view, label ? label : "", column->args.hidden);
    }
  for (guint i = 0; !columns && schema && i < stree_frame_get_n_columns (schema); i++)
    add_column (maker, view, stree_frame_get_column_name (schema, i), FALSE);
}

static StreeCodeObject *
table_new (StreeCodeMaker   *maker,
           StreeNode        *node,
           StreeFrame       *schema,
           StreeGridColumns *columns,
           int               width,
           int               height,
           const char       *label)
{
  StreeCodeObject *frame = stree_code_node_object (maker, node, "GtkFrame");
  StreeCodeObject *scroller = stree_code_part (maker, frame, "GtkScrolledWindow", "scroller");
  StreeCodeObject *view = stree_code_part (maker, frame, "GtkColumnView", "view");

  if (width)
    stree_code_set_int (frame, "width-request", width);
  stree_code_set_int (frame, "height-request", height ? height : MIN_TABLE_HEIGHT);
  stree_code_set_enum (frame, "halign", width ? "GTK_ALIGN_START" : "GTK_ALIGN_FILL");
  stree_code_set_bool (frame, "hexpand", width == 0);
  stree_code_set_bool (frame, "vexpand", height == 0);
  stree_code_note (
      maker, view, node, NULL,
      "the program's table in a widget of StreamTree; give this one a model of the rows, and each column a "
      "factory that makes its cells. Order, filters, edits and the rest are the program's to write");
  stree_code_set_name (maker->code, view, label);
  add_columns (maker, view, schema, columns);
  stree_code_set_object (scroller, "child", view);
  stree_code_set_object (frame, "child", scroller);
  return frame;
}

static const char *
label_of (const char *label, StreeFrame *data)
{
  return label ? label : data ? stree_frame_get_label (data) : NULL;
}

STREE_CODE_MAKE (data_frame)
{
  const StreeDataFrameArgs *args = stree_node_args (node);

  return table_new (maker, node, args->data, NULL, args->width, args->height, label_of (args->label, args->data));
}

STREE_CODE_MAKE (data_grid)
{
  const StreeDataGridArgs *args = stree_node_args (node);
  StreeFrame              *schema = args->source ? stree_source_get_schema (args->source) : args->data;

  return table_new (maker, node, schema, args->columns, args->width, args->height, label_of (args->label, args->data));
}

/* --- a widget of the program's --- */

STREE_CODE_MAKE (native)
{
  const StreeNativeArgs *args = stree_node_args (node);
  StreeCodeObject       *box = stree_code_node_object (maker, node, "GtkBox");

  stree_code_make_box (box, FALSE, 0);
  stree_code_note (maker, box, node, NULL, "the program makes this widget (\"%s\") by itself; put it in here",
                   args->type);
  return box;
}

/* --- on top of others --- */

STREE_CODE_MAKE (popover)
{
  const StreePopoverArgs *args = stree_node_args (node);
  StreeCodeObject        *button = stree_code_node_object (maker, node, "GtkMenuButton");
  StreeCodeObject        *popover = stree_code_part (maker, button, "GtkPopover", "popover");
  StreeCodeObject        *scroller = scroller_new (maker, popover);
  StreeCodeObject        *box = stree_code_box (maker, popover, "content", TRUE, STREE_CODE_SPACING);
  const char             *label = args->label && *args->label ? args->label : NULL;
  StreeValue              open;

  if (args->icon && label)
    {
      StreeCodeObject *content = stree_code_box (maker, button, "content", FALSE, 6);

      stree_code_set_enum (content, "halign", "GTK_ALIGN_CENTER");
      stree_code_add (content, STREE_CODE_APPEND, stree_code_icon (maker, button, args->icon));
      stree_code_add (content, STREE_CODE_APPEND, stree_code_label (maker, button, "label", label));
      stree_code_add (content, STREE_CODE_APPEND, stree_code_icon (maker, button, "pan-down-symbolic"));
      stree_code_set_object (button, "child", content);
    }
  else if (args->icon)
    stree_code_set_string (maker->code, button, "icon-name", args->icon);
  else
    stree_code_set_string (maker->code, button, "label", label);
  if (args->help)
    stree_code_set_string (maker->code, button, "tooltip-text", args->help);
  if (args->disabled)
    stree_code_set_bool (button, "sensitive", FALSE);
  stree_code_set_name (maker->code, button, label);
  if (stree_code_value (maker, node, &open) && open.type == STREE_VALUE_BOOL && open.v.b)
    stree_code_note (maker, button, node, "open", "once it is in a window, call gtk_menu_button_popup ()");
  stree_code_add_class (maker->code, box, "stree-popover-content");
  stree_code_fill (maker, node, box);
  stree_code_set_int (scroller, "max-content-height", MAX_POPOVER_HEIGHT);
  stree_code_set_object (scroller, "child", box);
  stree_code_set_object (popover, "child", scroller);
  stree_code_set_object (button, "popover", popover);
  return button;
}

/* A window of its own; the classes of the element are those of the box in it. */
STREE_CODE_MAKE (dialog)
{
  const StreeDialogArgs *args = stree_node_args (node);
  StreeCodeObject       *window = stree_code_node_object (maker, node, "GtkWindow");
  StreeCodeObject       *scroller = scroller_new (maker, window);
  StreeCodeObject       *box = stree_code_box (maker, window, "content", TRUE, STREE_CODE_SPACING);

  stree_code_set_string (maker->code, window, "title", args->title);
  stree_code_set_bool (window, "modal", TRUE);
  stree_code_note (maker, window, node, NULL,
                   "call gtk_window_set_transient_for () and gtk_window_present () to show it");
  window->body = box;
  stree_code_fill (maker, node, box);
  stree_code_set_bool (scroller, "vexpand", TRUE);
  stree_code_set_object (scroller, "child", box);
  stree_code_set_object (window, "child", scroller);
  return window;
}
