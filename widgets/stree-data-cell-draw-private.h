/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What cells are drawn with: text on one line, pills, bars, lines, check boxes, buttons. */

#include <gtk/gtk.h>

#include "grid/stree-grid-format-private.h"

G_BEGIN_DECLS

/* What the cells of a view share: text is laid out when it is drawn, and drawn once. */
typedef struct
{
  PangoLayout   *layout;
  PangoAttrList *digits; /* of one width */
  PangoAttrList *underline;
  guint          serial; /* of the context, when the height was measured */
  int            line_height;
} StreeCellText;

/* Of the view that @widget is in, or else of its window; it lives as long as that. */
StreeCellText *stree_cell_text_of          (GtkWidget *widget);
int            stree_cell_text_line_height (StreeCellText *text);
/* In pixels, on one line. */
int            stree_cell_text_width       (StreeCellText *text, const char *words, PangoAttrList *attributes);

typedef enum
{
  STREE_CELL_START,
  STREE_CELL_CENTER,
  STREE_CELL_END
} StreeCellAlign;

/* One drawing of one cell. */
typedef struct
{
  GtkWidget     *widget;
  GtkSnapshot   *snapshot;
  StreeCellText *text;
  int            width, height; /* of the content */
  gboolean       rtl;
  GdkRGBA        color;  /* of the text */
  GdkRGBA        accent; /* of what stands out: a bar, a line, a check box that is on */
  const char    *search; /* NULL: nothing is marked */
  gboolean       selected;
  gboolean       hovered, pressed;

  /* What came of it */
  int            part_x, part_width; /* where a check box, a link or a button is */
  gboolean       cut;                /* there is more than what is seen */
} StreeCellPainter;

/* The words for nothing. */
#define STREE_CELL_NULL "\342\200\224"

void stree_cell_draw_text      (StreeCellPainter *painter, const char *text, StreeCellAlign align, PangoAttrList *attributes);
void stree_cell_draw_null      (StreeCellPainter *painter, StreeCellAlign align);
void stree_cell_draw_waiting   (StreeCellPainter *painter);
/* @on: -1: neither. */
void stree_cell_draw_check     (StreeCellPainter *painter, int on);
void stree_cell_draw_choice    (StreeCellPainter *painter, const char *label, const char *color);
void stree_cell_draw_tags      (StreeCellPainter *painter, const char *text);
void stree_cell_draw_progress  (StreeCellPainter *painter, double share, const char *text, const char *widest);
void stree_cell_draw_sparkline (StreeCellPainter *painter, const char *text, double minimum, double maximum);
void stree_cell_draw_button    (StreeCellPainter *painter, const char *label, const char *icon);
void stree_cell_draw_texture   (StreeCellPainter *painter, GdkTexture *texture);

/* How wide the same are. */
int  stree_cell_tags_width     (StreeCellText *text, const char *tags);
int  stree_cell_pill_width     (StreeCellText *text, const char *label);
int  stree_cell_button_width   (StreeCellText *text, const char *label, const char *icon);

G_END_DECLS
