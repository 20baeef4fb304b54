/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-data-cell-draw-private.h"

#include <math.h>
#include <string.h>

#include "data/stree-text-match-private.h"

#define PILL_PADDING 8
#define PILL_SPACE 4
#define COUNT_WIDTH 26 /* of "+9" */
#define BUTTON_PADDING 8
#define ICON_SIZE 16
#define ICON_SPACE 6
#define CHECK_SIZE 16
#define BAR_HEIGHT 8
#define BAR_SPACE 8
#define BAR_MIN_WIDTH 16
#define MAX_MARKS 16
/* More numbers than that are no small line: each is read at each drawing. */
#define MAX_NUMBERS 4096

/* U+200E: a sign stays before its number, in a program that runs from right to left, too. */
#define LEFT_TO_RIGHT_MARK "\342\200\216"

/* --- what the cells of a view share --- */

static void
text_free (gpointer data)
{
  StreeCellText *text = data;

  g_object_unref (text->layout);
  pango_attr_list_unref (text->digits);
  pango_attr_list_unref (text->underline);
  g_free (text);
}

static StreeCellText *
text_new (GtkWidget *host)
{
  StreeCellText *text = g_new0 (StreeCellText, 1);

  text->layout = gtk_widget_create_pango_layout (host, NULL);
  pango_layout_set_single_paragraph_mode (text->layout, TRUE);
  pango_layout_set_ellipsize (text->layout, PANGO_ELLIPSIZE_END);
  text->digits = pango_attr_list_new ();
  pango_attr_list_insert (text->digits, pango_attr_font_features_new ("tnum"));
  text->underline = pango_attr_list_new ();
  pango_attr_list_insert (text->underline, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
  return text;
}

StreeCellText *
stree_cell_text_of (GtkWidget *widget)
{
  static GQuark  quark;
  GtkWidget     *host = gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW);
  StreeCellText *text;

  if (!quark)
    quark = g_quark_from_static_string ("stree-cell-text");
  if (!host)
    host = gtk_widget_get_root (widget) ? GTK_WIDGET (gtk_widget_get_root (widget)) : widget;
  text = g_object_get_qdata (G_OBJECT (host), quark);
  if (!text)
    {
      text = text_new (host);
      g_object_set_qdata_full (G_OBJECT (host), quark, text, text_free);
    }
  return text;
}

int
stree_cell_text_line_height (StreeCellText *text)
{
  PangoContext *context = pango_layout_get_context (text->layout);
  guint         serial = pango_context_get_serial (context);

  if (text->line_height == 0 || text->serial != serial)
    {
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

      text->line_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
      text->serial = serial;
      pango_font_metrics_unref (metrics);
    }
  return text->line_height;
}

static void
set_text (StreeCellText *text, const char *words, PangoAttrList *attributes, int width)
{
  if (pango_layout_get_attributes (text->layout) != attributes)
    pango_layout_set_attributes (text->layout, attributes);
  pango_layout_set_width (text->layout, width < 0 ? -1 : width * PANGO_SCALE);
  pango_layout_set_text (text->layout, words, -1);
}

int
stree_cell_text_width (StreeCellText *text, const char *words, PangoAttrList *attributes)
{
  int width;

  set_text (text, words, attributes, -1);
  pango_layout_get_pixel_size (text->layout, &width, NULL);
  return width;
}

/* --- parts --- */

static GdkRGBA
faint (const GdkRGBA *color, double alpha)
{
  GdkRGBA result = *color;

  result.alpha = (float) (result.alpha * alpha);
  return result;
}

static void
fill_rounded (StreeCellPainter *painter, const graphene_rect_t *bounds, float radius, const GdkRGBA *color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, bounds, radius);
  gtk_snapshot_push_rounded_clip (painter->snapshot, &rounded);
  gtk_snapshot_append_color (painter->snapshot, color, bounds);
  gtk_snapshot_pop (painter->snapshot);
}

static void
outline_rounded (StreeCellPainter *painter, const graphene_rect_t *bounds, float radius, const GdkRGBA *color)
{
  const float    widths[4] = { 1, 1, 1, 1 };
  const GdkRGBA  colors[4] = { *color, *color, *color, *color };
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, bounds, radius);
  gtk_snapshot_append_border (painter->snapshot, &rounded, widths, colors);
}

/* The left edge of what is @width wide and begins @offset from where lines start. */
static int
from_start (const StreeCellPainter *painter, int offset, int width)
{
  return painter->rtl ? painter->width - offset - width : offset;
}

static void
mark_ranges (StreeCellPainter *painter, const char *text, int x, int y, int height)
{
  static const GdkRGBA  light = { 0.97f, 0.80f, 0.20f, 0.65f }, dark = { 0.97f, 0.80f, 0.20f, 0.38f };
  static const GdkRGBA  on_selection = { 0, 0, 0, 0.3f };
  const GdkRGBA        *color;
  PangoLayoutLine      *line = pango_layout_get_line_readonly (painter->text->layout, 0);
  StreeTextMatch        match;
  StreeTextRange        ranges[MAX_MARKS];
  guint                 n;

  /* Text that is light stands on a dark ground. */
  color = painter->selected ? &on_selection : painter->color.red + painter->color.green + painter->color.blue > 1.5 ? &dark : &light;
  stree_text_match_init (&match, painter->search);
  n = stree_text_match_find (&match, text, strlen (text), ranges, MAX_MARKS);
  for (guint i = 0; i < n && line; i++)
    {
      g_autofree int *edges = NULL;
      int             n_edges;

      pango_layout_line_get_x_ranges (line, (int) ranges[i].start, (int) ranges[i].end, &edges, &n_edges);
      for (int k = 0; k < n_edges; k++)
        {
          int left = PANGO_PIXELS_FLOOR (edges[2 * k]), right = PANGO_PIXELS_CEIL (edges[2 * k + 1]);

          gtk_snapshot_append_color (painter->snapshot, color, &GRAPHENE_RECT_INIT (x + left, y, right - left, height));
        }
    }
  stree_text_match_clear (&match);
}

/* In a space of @width from @x on. Returns how wide it is. */
static int
put_text (StreeCellPainter *painter, const char *text, int x, int width, StreeCellAlign align, PangoAttrList *attributes,
          const GdkRGBA *color)
{
  PangoLayout   *layout = painter->text->layout;
  PangoRectangle size;
  int            left, top, taken;

  if (width <= 0)
    {
      painter->cut = TRUE;
      return 0;
    }
  set_text (painter->text, text, attributes, width);
  pango_layout_get_extents (layout, NULL, &size);
  pango_extents_to_pixels (NULL, &size);
  taken = size.width;
  painter->cut |= pango_layout_is_ellipsized (layout);
  if (align == STREE_CELL_CENTER)
    left = x + (width - taken) / 2;
  else
    left = (align == STREE_CELL_END) != painter->rtl ? x + width - taken : x;
  top = (painter->height - size.height) / 2;
  /* Pango puts text that runs from the right there, in the width that it was given. */
  if (painter->search)
    mark_ranges (painter, text, left - size.x, top, size.height);
  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (painter->snapshot, &GRAPHENE_POINT_INIT (left - size.x, top));
  gtk_snapshot_append_layout (painter->snapshot, layout, color);
  gtk_snapshot_restore (painter->snapshot);
  painter->part_x = left;
  painter->part_width = taken;
  return taken;
}

/* --- texts --- */

void
stree_cell_draw_text (StreeCellPainter *painter, const char *text, StreeCellAlign align, PangoAttrList *attributes)
{
  char marked[STREE_GRID_TEXT_SIZE];

  if (painter->rtl && *text == '-' && strlen (text) + sizeof LEFT_TO_RIGHT_MARK <= sizeof marked)
    {
      strcpy (marked, LEFT_TO_RIGHT_MARK);
      strcat (marked, text);
      text = marked;
    }
  put_text (painter, text, 0, painter->width, align, attributes, &painter->color);
}

void
stree_cell_draw_null (StreeCellPainter *painter, StreeCellAlign align)
{
  GdkRGBA     color = faint (&painter->color, 0.7);
  const char *search = painter->search;

  painter->search = NULL;
  put_text (painter, STREE_CELL_NULL, 0, painter->width, align, NULL, &color);
  painter->search = search;
}

void
stree_cell_draw_waiting (StreeCellPainter *painter)
{
  GdkRGBA color = faint (&painter->color, 0.08);
  int     height = MAX (stree_cell_text_line_height (painter->text) / 2, 4);
  int     width = painter->width * 6 / 10;

  fill_rounded (painter, &GRAPHENE_RECT_INIT (from_start (painter, 0, width), (painter->height - height) / 2, width, height),
                (float) height / 2, &color);
}

/* --- pills --- */

static int
pill_height (StreeCellText *text)
{
  return stree_cell_text_line_height (text) + 2;
}

int
stree_cell_pill_width (StreeCellText *text, const char *label)
{
  return stree_cell_text_width (text, label, NULL) + 2 * PILL_PADDING;
}

/* @offset from where lines start, and with @rest behind it. Returns where the next may begin, or -1 where there is no place
 * for it. */
static int
draw_pill (StreeCellPainter *painter, const char *label, int offset, int rest, const GdkRGBA *ground, gboolean needed)
{
  int width = stree_cell_pill_width (painter->text, label);
  int height = pill_height (painter->text);
  int place = painter->width - offset - rest;
  int x;

  if (width > place && !needed)
    return -1;
  width = MIN (width, place);
  if (width <= 2 * PILL_PADDING)
    {
      painter->cut = TRUE;
      return -1;
    }
  x = from_start (painter, offset, width);
  fill_rounded (painter, &GRAPHENE_RECT_INIT (x, (painter->height - height) / 2, width, height), (float) height / 2, ground);
  put_text (painter, label, x + PILL_PADDING, width - 2 * PILL_PADDING, STREE_CELL_CENTER, NULL, &painter->color);
  return offset + width + PILL_SPACE;
}

void
stree_cell_draw_choice (StreeCellPainter *painter, const char *label, const char *color)
{
  GdkRGBA ground;

  /* On the colour of the selection another one is not seen, or not read. */
  if (color && !painter->selected && gdk_rgba_parse (&ground, color))
    ground = faint (&ground, 0.28);
  else
    ground = faint (&painter->color, painter->selected ? 0.22 : 0.12);
  (void) draw_pill (painter, label, 0, 0, &ground, TRUE);
}

void
stree_cell_draw_tags (StreeCellPainter *painter, const char *text)
{
  GdkRGBA     ground = faint (&painter->color, 0.12);
  char        word[STREE_GRID_TEXT_SIZE];
  const char *at = text;
  int         offset = 0;
  guint       n = 0, shown = 0;

  while (stree_grid_list_next_word (&at, word, sizeof word))
    n++;
  while (shown < n && stree_grid_list_next_word (&text, word, sizeof word))
    {
      /* Unless it is the last, there is place behind it to say how many more there are. */
      int rest = shown + 1 < n ? COUNT_WIDTH : 0;
      int next = draw_pill (painter, word, offset, rest, &ground, shown == 0);

      if (next < 0)
        break;
      offset = next;
      shown++;
    }
  if (shown < n)
    {
      GdkRGBA color = faint (&painter->color, 0.7);
      int     place = painter->width - offset;
      char    count[16];

      painter->cut = TRUE;
      g_snprintf (count, sizeof count, "%s+%u", painter->rtl ? LEFT_TO_RIGHT_MARK : "", n - shown);
      put_text (painter, count, from_start (painter, offset, place), place, STREE_CELL_START, NULL, &color);
    }
}

int
stree_cell_tags_width (StreeCellText *text, const char *tags)
{
  char word[STREE_GRID_TEXT_SIZE];
  int  width = 0;

  while (stree_grid_list_next_word (&tags, word, sizeof word))
    width += stree_cell_pill_width (text, word) + (width > 0 ? PILL_SPACE : 0);
  return width;
}

/* --- a check box --- */

static void
draw_icon (StreeCellPainter *painter, const char *name, int x, int y, int size, const GdkRGBA *color)
{
  GtkIconTheme                 *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (painter->widget));
  g_autoptr (GtkIconPaintable)  icon = gtk_icon_theme_lookup_icon (
    theme, name, NULL, size, gtk_widget_get_scale_factor (painter->widget), gtk_widget_get_direction (painter->widget), 0);
  const GdkRGBA                 colors[] = { *color, *color, *color, *color };

  gtk_snapshot_save (painter->snapshot);
  gtk_snapshot_translate (painter->snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), painter->snapshot, size, size, colors,
                                            G_N_ELEMENTS (colors));
  gtk_snapshot_restore (painter->snapshot);
}

/* Black or white, whichever is seen on @ground. */
static GdkRGBA
readable_on (const GdkRGBA *ground)
{
  float luminance = 0.299f * ground->red + 0.587f * ground->green + 0.114f * ground->blue;
  float value = luminance > 0.6f ? 0 : 1;

  return (GdkRGBA){ value, value, value, 1 };
}

void
stree_cell_draw_check (StreeCellPainter *painter, int on)
{
  int             size = MIN (CHECK_SIZE, painter->height);
  int             x = (painter->width - size) / 2, y = (painter->height - size) / 2;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, size, size);
  GdkRGBA         color;

  painter->part_x = x;
  painter->part_width = size;
  if (on > 0)
    {
      GdkRGBA mark = readable_on (&painter->accent);

      fill_rounded (painter, &bounds, 3, &painter->accent);
      draw_icon (painter, "object-select-symbolic", x + 1, y + 1, size - 2, &mark);
      return;
    }
  color = faint (&painter->color, painter->hovered ? 0.14 : 0.05);
  fill_rounded (painter, &bounds, 3, &color);
  color = faint (&painter->color, 0.55);
  outline_rounded (painter, &bounds, 3, &color);
  if (on < 0)
    gtk_snapshot_append_color (painter->snapshot, &color, &GRAPHENE_RECT_INIT (x + 4, y + size / 2 - 1, size - 8, 2));
}

/* --- a bar --- */

/* @widest: the text that takes the most place; its end is where all bars end. */
void
stree_cell_draw_progress (StreeCellPainter *painter, double share, const char *text, const char *widest)
{
  int             words = stree_cell_text_width (painter->text, widest, painter->text->digits);
  int             width = painter->width - words - BAR_SPACE;
  int             x = from_start (painter, 0, width), y = (painter->height - BAR_HEIGHT) / 2;
  int             filled = (int) lrint (share * width);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, width, BAR_HEIGHT);
  GskRoundedRect  rounded;
  GdkRGBA         trough = faint (&painter->color, 0.15);

  if (width < BAR_MIN_WIDTH)
    {
      put_text (painter, text, 0, painter->width, STREE_CELL_END, painter->text->digits, &painter->color);
      return;
    }
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, (float) BAR_HEIGHT / 2);
  gtk_snapshot_push_rounded_clip (painter->snapshot, &rounded);
  gtk_snapshot_append_color (painter->snapshot, &trough, &bounds);
  if (filled > 0)
    gtk_snapshot_append_color (painter->snapshot, &painter->accent,
                               &GRAPHENE_RECT_INIT (painter->rtl ? x + width - filled : x, y, filled, BAR_HEIGHT));
  gtk_snapshot_pop (painter->snapshot);
  put_text (painter, text, from_start (painter, width + BAR_SPACE, words), words, STREE_CELL_END, painter->text->digits,
            &painter->color);
}

/* --- a line --- */

typedef struct
{
  double minimum, maximum, scale;
  int    height;
} Axis;

static double
place_on (const Axis *axis, double value)
{
  return axis->height - 1.5 - (value - axis->minimum) * axis->scale;
}

static gboolean
find_axis (const double *numbers, gsize n, double minimum, double maximum, int height, Axis *axis)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < n; i++)
    if (!isnan (numbers[i]))
      {
        low = MIN (low, numbers[i]);
        high = MAX (high, numbers[i]);
      }
  if (low > high)
    return FALSE;
  axis->minimum = isfinite (minimum) ? minimum : low;
  axis->maximum = isfinite (maximum) ? maximum : high;
  axis->height = height;
  axis->scale = axis->maximum > axis->minimum ? (height - 3) / (axis->maximum - axis->minimum) : 0;
  if (axis->scale == 0)
    axis->minimum -= 0.5, axis->scale = height - 3; /* all the same: in the middle */
  return TRUE;
}

/* Of those that fall on one column of pixels the lowest and the highest are enough. */
static void
add_column (cairo_t *cr, const Axis *axis, double x, const double *numbers, gsize first, gsize end, gboolean *pen_down)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = first; i < end; i++)
    if (!isnan (numbers[i]))
      {
        low = MIN (low, numbers[i]);
        high = MAX (high, numbers[i]);
      }
  if (low > high)
    {
      *pen_down = FALSE;
      return;
    }
  if (*pen_down)
    cairo_line_to (cr, x, place_on (axis, low));
  else
    cairo_move_to (cr, x, place_on (axis, low));
  /* A point by itself is a dot: the caps of a line without length. */
  cairo_line_to (cr, x, place_on (axis, high));
  *pen_down = TRUE;
}

void
stree_cell_draw_sparkline (StreeCellPainter *painter, const char *text, double minimum, double maximum)
{
  gsize              n = stree_grid_list_numbers (text, NULL, 0);
  g_autofree double *numbers = NULL;
  int                height = MIN (pill_height (painter->text), painter->height);
  int                columns = MAX (painter->width - 4, 1);
  gsize              steps;
  gboolean           pen_down = FALSE;
  Axis               axis;
  cairo_t           *cr;

  n = MIN (n, MAX_NUMBERS);
  if (n == 0 || painter->width < 8 || height < 6)
    return;
  numbers = g_new (double, n);
  stree_grid_list_numbers (text, numbers, n);
  if (!find_axis (numbers, n, minimum, maximum, height, &axis))
    return;
  cr = gtk_snapshot_append_cairo (painter->snapshot,
                                  &GRAPHENE_RECT_INIT (0, (painter->height - height) / 2, painter->width, height));
  cairo_translate (cr, 0, (painter->height - height) / 2);
  if (painter->rtl)
    {
      cairo_translate (cr, painter->width, 0);
      cairo_scale (cr, -1, 1);
    }
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  gdk_cairo_set_source_rgba (cr, &painter->accent);
  steps = MIN (n, (gsize) columns);
  for (gsize i = 0; i < steps; i++)
    add_column (cr, &axis, 2 + (steps > 1 ? (double) i * (columns - 1) / (double) (steps - 1) : columns / 2.0), numbers,
                i * n / steps, (i + 1) * n / steps, &pen_down);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* --- a button --- */

int
stree_cell_button_width (StreeCellText *text, const char *label, const char *icon)
{
  int width = 2 * BUTTON_PADDING + (icon ? ICON_SIZE : 0);

  if (label)
    width += stree_cell_text_width (text, label, NULL) + (icon ? ICON_SPACE : 0);
  return width;
}

void
stree_cell_draw_button (StreeCellPainter *painter, const char *label, const char *icon)
{
  int             width = MIN (stree_cell_button_width (painter->text, label, icon), painter->width);
  int             height = MIN (pill_height (painter->text) + 4, painter->height + 4);
  int             x = from_start (painter, 0, width), y = (painter->height - height) / 2;
  int             taken = BUTTON_PADDING;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, width, height);
  GdkRGBA         color = faint (&painter->color, painter->pressed ? 0.25 : painter->hovered ? 0.13 : 0.06);

  if (width <= 2 * BUTTON_PADDING)
    return;
  fill_rounded (painter, &bounds, 5, &color);
  color = faint (&painter->color, 0.3);
  outline_rounded (painter, &bounds, 5, &color);
  if (icon)
    {
      int place = painter->rtl ? x + width - taken - ICON_SIZE : x + taken;

      draw_icon (painter, icon, place, (painter->height - ICON_SIZE) / 2, ICON_SIZE, &painter->color);
      taken += ICON_SIZE + ICON_SPACE;
    }
  if (label)
    {
      int space = width - taken - BUTTON_PADDING;

      put_text (painter, label, painter->rtl ? x + BUTTON_PADDING : x + taken, space, STREE_CELL_START, NULL, &painter->color);
    }
  painter->part_x = x;
  painter->part_width = width;
}

/* --- a picture --- */

void
stree_cell_draw_texture (StreeCellPainter *painter, GdkTexture *texture)
{
  double own_width = gdk_texture_get_width (texture), own_height = gdk_texture_get_height (texture);
  double scale = MIN (1, MIN (painter->width / own_width, painter->height / own_height));
  float  width = (float) MAX (own_width * scale, 1), height = (float) MAX (own_height * scale, 1);
  float  x = painter->rtl ? (float) painter->width - width : 0;

  gtk_snapshot_append_texture (painter->snapshot, texture, &GRAPHENE_RECT_INIT (x, ((float) painter->height - height) / 2, width, height));
}
