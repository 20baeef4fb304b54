/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-data-cell-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "stree-data-cell-draw-private.h"
#include "stree-gtk-private.h"
#include "stree-picture-decode-private.h"

/* How many rows are measured for a width, and what a cell without text takes. */
#define MEASURED_ROWS 60
#define CHECK_WIDTH 16
#define IMAGE_WIDTH 56
#define SPARKLINE_WIDTH 100
#define PROGRESS_WIDTH 120
/* What the line between two columns takes, and what is lost to whole pixels. */
#define COLUMN_EDGE 2
/* Of a text of this share of the longest so far, in bytes, the width is not measured. */
#define CLEARLY_SHORTER(length, longest) ((length) * 5 < (longest) * 3)

struct _StreeDataCell
{
  GtkWidget        parent_instance;
  StreeGridColumn *column; /* held; NULL: none */
  StreeFrame      *frame;  /* held; NULL: not here yet */
  StreeCell       *value;  /* held; NULL: the frame's */
  guint            row;
  int              place_row, place_column; /* in the table, from 1; 0: none */
  guint16          state;
  guint            spoken : 1; /* assistive technology knows what is shown */
  guint            cut : 1;    /* not all of the text is seen */
  guint            failed : 1; /* the picture */
  guint            linked : 1; /* instead of a picture its address was drawn */
  int              part_x, part_width; /* what can be pressed, as it was drawn */
  StreeCellText   *text;       /* borrowed from the view; NULL: not asked for since it came into a window */
  char            *search;     /* a GRefString; NULL: none */
  char            *problem;    /* owned; NULL: none */
  GtkWidget       *child;      /* of a COMPONENT; NULL: none */

  /* Of an IMAGE */
  char             *address; /* owned: what is loaded or being loaded; NULL: nothing */
  StreePictureWait *wait;
  GdkTexture       *texture; /* held */
};

G_DEFINE_FINAL_TYPE (StreeDataCell, stree_data_cell, GTK_TYPE_WIDGET)

static StreeGridColumnKind
kind_of (StreeDataCell *self)
{
  return self->column ? self->column->args.kind : STREE_GRID_COLUMN_TEXT;
}

static gboolean
has_part (StreeGridColumnKind kind)
{
  return kind == STREE_GRID_COLUMN_CHECKBOX || kind == STREE_GRID_COLUMN_LINK || kind == STREE_GRID_COLUMN_BUTTON;
}

/* --- what it holds --- */

static gboolean
get_value (StreeDataCell *self, StreeGridValue *value)
{
  if (self->column->index < 0)
    return FALSE;
  if (self->value)
    return stree_grid_value_of_cell (value, self->value);
  /* For a moment a source may have other types than its columns were made for. */
  if (stree_frame_get_column_type (self->frame, (guint) self->column->index) != self->column->type)
    return FALSE;
  return stree_grid_value_of_frame (value, self->frame, self->row, (guint) self->column->index);
}

/* What was typed could not be read: it is shown as it is. */
static gboolean
is_unread (const StreeDataCell *self)
{
  return self->value && stree_cell_get_column_type (self->value) == STREE_COLUMN_TEXT && self->column->type != STREE_COLUMN_TEXT;
}

/* The text of a cell that is here; NULL: null, or nothing. @buffer has STREE_GRID_LINE_SIZE bytes. */
static const char *
get_text (StreeDataCell *self, char *buffer)
{
  StreeGridValue value;

  if (kind_of (self) == STREE_GRID_COLUMN_BUTTON && self->column->args.button_label)
    return self->column->args.button_label;
  if (is_unread (self))
    return stree_cell_get_text (self->value);
  if (!get_value (self, &value))
    return NULL;
  return stree_grid_format_value (self->column, &value, buffer, STREE_GRID_LINE_SIZE);
}

/* --- pictures --- */

static void
forget_picture (StreeDataCell *self)
{
  g_clear_pointer (&self->wait, stree_picture_wait_end);
  g_clear_pointer (&self->address, g_free);
  g_clear_object (&self->texture);
  self->failed = FALSE;
}

static void
loaded_cb (gpointer picture, const GError *error, gpointer data)
{
  StreeDataCell *self = data;

  (void) error; /* the address is shown in its place */
  self->wait = NULL;
  g_set_object (&self->texture, picture);
  self->failed = picture == NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* On this machine, or the picture itself. What stands in a table may be of anybody: who asks another machine for a picture
 * tells it that it is looked at, and from where. */
static gboolean
is_local (const char *address)
{
  static const char *const schemes[] = { "file", "resource", "data" };
  g_autofree char         *scheme = g_uri_parse_scheme (address);
  gboolean                 local = !scheme;

  for (guint i = 0; scheme && i < G_N_ELEMENTS (schemes); i++)
    local = local || g_ascii_strcasecmp (scheme, schemes[i]) == 0;
  return local;
}

/* Once the address is known: when it is drawn. */
static void
need_picture (StreeDataCell *self, const char *address)
{
  StreePictureSource source = { .file = address };

  if (g_strcmp0 (self->address, address) == 0)
    return;
  forget_picture (self);
  self->address = g_strdup (address);
  self->wait = stree_picture_load (&source, &stree_picture_texture_decoder, loaded_cb, self);
}

/* --- drawing --- */

static void
find_colors (GtkWidget *widget, StreeGridColumnKind kind, StreeCellPainter *painter)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &painter->color);
  painter->accent = painter->color;
  /* These have the colour of what stands out; words have that of what they stand in. */
  if (!painter->selected && gtk_widget_get_parent (widget) &&
      (kind == STREE_GRID_COLUMN_PROGRESS || kind == STREE_GRID_COLUMN_CHECKBOX || kind == STREE_GRID_COLUMN_SPARKLINE))
    gtk_style_context_get_color (gtk_widget_get_style_context (gtk_widget_get_parent (widget)), &painter->color);
}

static void
draw_image (StreeDataCell *self, StreeCellPainter *painter, const char *address)
{
  char line[STREE_GRID_LINE_SIZE];

  self->linked = !self->column->args.remote && !is_local (address);
  if (self->linked)
    {
      forget_picture (self);
      stree_cell_draw_text (painter, stree_grid_one_line (address, line), STREE_CELL_START, painter->text->underline);
      return;
    }
  need_picture (self, address);
  if (self->texture)
    stree_cell_draw_texture (painter, self->texture);
  else if (self->failed)
    stree_cell_draw_text (painter, stree_grid_one_line (address, line), STREE_CELL_START, NULL);
  else
    stree_cell_draw_waiting (painter);
}

static void
draw_progress (StreeGridColumn *column, StreeCellPainter *painter, const StreeGridValue *value)
{
  StreeGridValue full = { .type = STREE_COLUMN_DOUBLE, .v.d = column->maximum };
  char           text[STREE_GRID_TEXT_SIZE], widest[STREE_GRID_TEXT_SIZE];

  stree_cell_draw_progress (painter, stree_grid_progress_share (column, value),
                            stree_grid_format_value (column, value, text, sizeof text),
                            stree_grid_format_value (column, &full, widest, sizeof widest));
}

static void
draw_value (StreeDataCell *self, StreeCellPainter *painter, const StreeGridValue *value)
{
  StreeGridColumn *column = self->column;
  char             buffer[STREE_GRID_LINE_SIZE], line[STREE_GRID_LINE_SIZE];
  const char      *text;

  switch (column->args.kind)
    {
    case STREE_GRID_COLUMN_CHECKBOX:
      stree_cell_draw_check (painter, value->v.i != 0);
      return;
    case STREE_GRID_COLUMN_TAGS:
      stree_cell_draw_tags (painter, value->v.text);
      return;
    case STREE_GRID_COLUMN_SPARKLINE:
      stree_cell_draw_sparkline (painter, value->v.text, column->minimum, column->maximum);
      return;
    case STREE_GRID_COLUMN_IMAGE:
      draw_image (self, painter, value->v.text);
      return;
    case STREE_GRID_COLUMN_PROGRESS:
      draw_progress (column, painter, value);
      return;
    case STREE_GRID_COLUMN_CHOICE:
      {
        const StreeGridChoice *choice = stree_grid_column_find_choice_of (column, value);

        text = stree_grid_format_value (column, value, buffer, sizeof buffer);
        stree_cell_draw_choice (painter, stree_grid_one_line (text, line), choice ? choice->color : NULL);
      }
      return;
    case STREE_GRID_COLUMN_AUTO:
    case STREE_GRID_COLUMN_TEXT:
    case STREE_GRID_COLUMN_NUMBER:
    case STREE_GRID_COLUMN_PERCENT:
    case STREE_GRID_COLUMN_CURRENCY:
    case STREE_GRID_COLUMN_BYTES:
    case STREE_GRID_COLUMN_DATE:
    case STREE_GRID_COLUMN_DATETIME:
    case STREE_GRID_COLUMN_RELATIVE_TIME:
    case STREE_GRID_COLUMN_LINK:
    case STREE_GRID_COLUMN_BUTTON:
    case STREE_GRID_COLUMN_COMPONENT:
    default:
      break;
    }
  text = stree_grid_one_line (stree_grid_format_value (column, value, buffer, sizeof buffer), line);
  if (stree_grid_column_is_number (column))
    stree_cell_draw_text (painter, text, STREE_CELL_END, painter->text->digits);
  else
    stree_cell_draw_text (painter, text, STREE_CELL_START,
                          column->args.kind == STREE_GRID_COLUMN_LINK         ? painter->text->underline
                          : value->type == STREE_COLUMN_DATE ||
                              value->type == STREE_COLUMN_TIMESTAMP ? painter->text->digits
                                                                              : NULL);
}

static void
draw (StreeDataCell *self, StreeCellPainter *painter)
{
  StreeGridColumn    *column = self->column;
  StreeGridColumnKind kind = column->args.kind;
  StreeGridValue      value;
  char                line[STREE_GRID_LINE_SIZE];

  if (!self->frame && !self->value)
    {
      if (kind != STREE_GRID_COLUMN_COMPONENT)
        stree_cell_draw_waiting (painter);
      return;
    }
  if (kind == STREE_GRID_COLUMN_COMPONENT)
    return;
  if (kind == STREE_GRID_COLUMN_BUTTON)
    stree_cell_draw_button (painter, column->args.button_label ? stree_grid_one_line (column->args.button_label, line) : NULL,
                            column->args.icon);
  else if (is_unread (self))
    stree_cell_draw_text (painter, stree_grid_one_line (stree_cell_get_text (self->value), line),
                          stree_grid_column_is_number (column) ? STREE_CELL_END : STREE_CELL_START, NULL);
  else if (get_value (self, &value))
    draw_value (self, painter, &value);
  else if (kind == STREE_GRID_COLUMN_CHECKBOX)
    stree_cell_draw_check (painter, -1);
  else
    stree_cell_draw_null (painter, stree_grid_column_is_number (column) ? STREE_CELL_END : STREE_CELL_START);
}

/* A list of numbers is long to listen to. @words has STREE_GRID_LINE_SIZE bytes. */
static const char *
sum_up (const char *list, char *words)
{
  double numbers[256];
  gsize  n = MIN (stree_grid_list_numbers (list, numbers, G_N_ELEMENTS (numbers)), G_N_ELEMENTS (numbers));
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < n; i++)
    if (!isnan (numbers[i]))
      {
        low = MIN (low, numbers[i]);
        high = MAX (high, numbers[i]);
      }
  if (low > high)
    return NULL;
  /* Translators: what a small line shows: how many numbers, the least and the largest */
  g_snprintf (words, STREE_GRID_LINE_SIZE, g_dngettext (GETTEXT_PACKAGE, "%u number, from %g to %g", "%u numbers, from %g to %g", n),
              (guint) n, low, high);
  return words;
}

/* Assistive technology is told once what a cell shows, when it is drawn: others are not looked at. */
static void
speak (StreeDataCell *self)
{
  char                buffer[STREE_GRID_LINE_SIZE], line[STREE_GRID_LINE_SIZE];
  char                words[2 * STREE_GRID_LINE_SIZE];
  const char         *label = stree_grid_column_get_label (self->column);
  const char         *text;
  StreeGridColumnKind kind = kind_of (self);

  self->spoken = TRUE;
  if (!self->frame && !self->value)
    text = _ ("loading");
  else
    {
      text = get_text (self, buffer);
      if (text && kind == STREE_GRID_COLUMN_SPARKLINE)
        text = sum_up (text, line);
      else if (text && *text)
        text = stree_grid_one_line (text, line);
      if (!text || !*text)
        text = kind == STREE_GRID_COLUMN_BUTTON || kind == STREE_GRID_COLUMN_COMPONENT ? NULL : _ ("empty");
    }
  if (text)
    /* Translators: the title of a column and what is in a cell of it */
    g_snprintf (words, sizeof words, _ ("%s: %s"), label, text);
  else
    g_strlcpy (words, label, sizeof words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (self->place_row > 0)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_INDEX, self->place_row,
                                    GTK_ACCESSIBLE_RELATION_COL_INDEX, self->place_column, -1);
}

static void
stree_data_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  StreeDataCell   *self = STREE_DATA_CELL (widget);
  StreeCellPainter painter = { .widget = widget, .snapshot = snapshot };
  GtkStateFlags    flags;

  if (!self->column || (self->state & STREE_DATA_CELL_FAR))
    return;
  if (!self->text)
    self->text = stree_cell_text_of (widget);
  flags = gtk_widget_get_state_flags (widget);
  painter.text = self->text;
  painter.width = gtk_widget_get_width (widget);
  painter.height = gtk_widget_get_height (widget);
  painter.rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  painter.search = self->search;
  painter.selected = (flags & GTK_STATE_FLAG_SELECTED) != 0;
  painter.hovered = (flags & GTK_STATE_FLAG_PRELIGHT) != 0;
  painter.pressed = (flags & GTK_STATE_FLAG_ACTIVE) != 0;
  find_colors (widget, kind_of (self), &painter);
  draw (self, &painter);
  self->cut = painter.cut;
  self->part_x = painter.part_x;
  self->part_width = painter.part_width;
  if (self->child)
    gtk_widget_snapshot_child (widget, self->child, snapshot);
  if (!self->spoken)
    speak (self);
}

/* --- size: every cell is as high as every other, and as wide as its column --- */

static int
content_height (StreeCellText *text)
{
  return MAX (stree_cell_text_line_height (text) + 2, 16);
}

static void
stree_data_cell_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  StreeDataCell *self = STREE_DATA_CELL (widget);

  (void) for_size;
  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  if (!self->text)
    self->text = stree_cell_text_of (widget);
  *minimum = *natural = content_height (self->text);
}

static GtkSizeRequestMode
stree_data_cell_get_request_mode (GtkWidget *widget)
{
  (void) widget;
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
stree_data_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  StreeDataCell *self = STREE_DATA_CELL (widget);

  if (self->child)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

/* --- tooltips --- */

static gboolean
stree_data_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  StreeDataCell   *self = STREE_DATA_CELL (widget);
  StreeGridColumn *column = self->column;
  g_autofree char *text = NULL;
  char             buffer[STREE_GRID_LINE_SIZE];

  (void) x;
  (void) y;
  (void) keyboard;
  if (!column)
    return FALSE;
  if (self->problem)
    text = g_strdup (self->problem);
  else if (column->tooltip_index >= 0 && self->frame)
    text = stree_frame_dup_cell_text (self->frame, self->row, (guint) column->tooltip_index);
  else if (column->args.tooltip)
    text = g_strdup (column->args.tooltip);
  else if ((self->cut || self->linked) && (self->frame || self->value))
    text = g_strdup (get_text (self, buffer));
  if (!text || !*text)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* --- life --- */

static void
stree_data_cell_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (stree_data_cell_parent_class)->root (widget);
  STREE_DATA_CELL (widget)->text = NULL;
}

static void
stree_data_cell_unroot (GtkWidget *widget)
{
  STREE_DATA_CELL (widget)->text = NULL;
  GTK_WIDGET_CLASS (stree_data_cell_parent_class)->unroot (widget);
}

static void
stree_data_cell_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkStateFlags changed = previous ^ gtk_widget_get_state_flags (widget);

  if (GTK_WIDGET_CLASS (stree_data_cell_parent_class)->state_flags_changed)
    GTK_WIDGET_CLASS (stree_data_cell_parent_class)->state_flags_changed (widget, previous);
  if ((changed & (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_ACTIVE) && has_part (kind_of (STREE_DATA_CELL (widget)))) ||
      changed & GTK_STATE_FLAG_SELECTED)
    gtk_widget_queue_draw (widget);
}

static void
stree_data_cell_dispose (GObject *object)
{
  StreeDataCell *self = STREE_DATA_CELL (object);

  forget_picture (self);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->column, stree_grid_column_unref);
  g_clear_pointer (&self->frame, stree_frame_unref);
  g_clear_pointer (&self->value, stree_cell_unref);
  g_clear_pointer (&self->search, g_ref_string_release);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (stree_data_cell_parent_class)->dispose (object);
}

static void
stree_data_cell_class_init (StreeDataCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_data_cell_dispose;
  widget_class->measure = stree_data_cell_measure;
  widget_class->get_request_mode = stree_data_cell_get_request_mode;
  widget_class->size_allocate = stree_data_cell_size_allocate;
  widget_class->snapshot = stree_data_cell_snapshot;
  widget_class->query_tooltip = stree_data_cell_query_tooltip;
  widget_class->root = stree_data_cell_root;
  widget_class->unroot = stree_data_cell_unroot;
  widget_class->state_flags_changed = stree_data_cell_state_flags_changed;
  gtk_widget_class_set_css_name (widget_class, "data-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
stree_data_cell_init (StreeDataCell *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
stree_data_cell_new (void)
{
  return g_object_new (STREE_TYPE_DATA_CELL, NULL);
}

/* --- what it shows --- */

void
stree_data_cell_invalidate (StreeDataCell *self)
{
  g_assert (STREE_IS_DATA_CELL (self));
  self->spoken = FALSE;
  self->cut = FALSE;
  self->linked = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
toggle_css_class (StreeDataCell *self, const char *name, gboolean show)
{
  if (show)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
set_kind_class (GtkWidget *widget, StreeGridColumn *column)
{
  gtk_widget_remove_css_class (widget, "stree-number");
  gtk_widget_remove_css_class (widget, "link");
  gtk_widget_remove_css_class (widget, "accent");
  if (!column)
    return;
  if (stree_grid_column_is_number (column))
    gtk_widget_add_css_class (widget, "stree-number");
  else if (column->args.kind == STREE_GRID_COLUMN_LINK)
    gtk_widget_add_css_class (widget, "link");
  else if (column->args.kind == STREE_GRID_COLUMN_PROGRESS || column->args.kind == STREE_GRID_COLUMN_SPARKLINE ||
           column->args.kind == STREE_GRID_COLUMN_CHECKBOX)
    gtk_widget_add_css_class (widget, "accent");
}

void
stree_data_cell_set_column (StreeDataCell *self, StreeGridColumn *column)
{
  StreeGridColumn *before;

  g_assert (STREE_IS_DATA_CELL (self));
  g_assert (!column || column->resolved);
  if (self->column == column)
    return;
  before = self->column;
  self->column = column ? stree_grid_column_ref (column) : NULL;
  if (!before || !column || before->args.kind != column->args.kind)
    {
      forget_picture (self);
      set_kind_class (GTK_WIDGET (self), column);
    }
  if (column)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                    column->args.read_only || column->index < 0, -1);
  g_clear_pointer (&before, stree_grid_column_unref);
  stree_data_cell_invalidate (self);
}

void
stree_data_cell_set_row (StreeDataCell *self, StreeFrame *frame, guint row)
{
  StreeFrame *before;

  g_assert (STREE_IS_DATA_CELL (self));
  g_assert (!frame || row < stree_frame_get_n_rows (frame));
  if (self->frame == frame && self->row == row)
    return;
  before = self->frame;
  if (before != frame)
    {
      self->frame = frame ? stree_frame_ref (frame) : NULL;
      g_clear_pointer (&before, stree_frame_unref);
    }
  self->row = row;
  stree_data_cell_invalidate (self);
}

void
stree_data_cell_set_value (StreeDataCell *self, StreeCell *value)
{
  StreeCell *before;

  g_assert (STREE_IS_DATA_CELL (self));
  if (self->value == value)
    return;
  before = self->value;
  self->value = value ? stree_cell_ref (value) : NULL;
  g_clear_pointer (&before, stree_cell_unref);
  stree_data_cell_invalidate (self);
}

void
stree_data_cell_set_state (StreeDataCell *self, guint state)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint      changed;

  g_assert (STREE_IS_DATA_CELL (self));
  changed = self->state ^ state;
  if (changed == 0)
    return;
  self->state = (guint16) state;
  if (changed & STREE_DATA_CELL_SELECTED)
    {
      gboolean selected = (state & STREE_DATA_CELL_SELECTED) != 0;

      if (selected)
        gtk_widget_set_state_flags (widget, GTK_STATE_FLAG_SELECTED, FALSE);
      else
        gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_SELECTED);
    }
  if ((changed & STREE_DATA_CELL_SELECTED) || (changed & state & STREE_DATA_CELL_ROW_SELECTED))
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED,
                                 (state & (STREE_DATA_CELL_SELECTED | STREE_DATA_CELL_ROW_SELECTED)) != 0, -1);
  else if (changed & STREE_DATA_CELL_ROW_SELECTED)
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED); /* its row may still be */
  if (changed & STREE_DATA_CELL_FAR)
    gtk_widget_queue_draw (widget);
  if (changed & STREE_DATA_CELL_DELETED)
    toggle_css_class (self, "stree-cell-deleted", (state & STREE_DATA_CELL_DELETED) != 0);
  if (changed & STREE_DATA_CELL_PRESSED)
    {
      if (state & STREE_DATA_CELL_PRESSED)
        gtk_widget_set_state_flags (widget, GTK_STATE_FLAG_ACTIVE, FALSE);
      else
        gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_ACTIVE);
    }
  if (changed & STREE_DATA_CELL_CURSOR)
    toggle_css_class (self, "stree-cell-cursor", (state & STREE_DATA_CELL_CURSOR) != 0);
  if (changed & STREE_DATA_CELL_CHANGED)
    toggle_css_class (self, "stree-cell-changed", (state & STREE_DATA_CELL_CHANGED) != 0);
  if (changed & STREE_DATA_CELL_CONFLICT)
    toggle_css_class (self, "stree-cell-conflict", (state & STREE_DATA_CELL_CONFLICT) != 0);
  if (changed & STREE_DATA_CELL_INVALID)
    {
      gboolean invalid = (state & STREE_DATA_CELL_INVALID) != 0;

      toggle_css_class (self, "stree-cell-invalid", invalid);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID,
                                   invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
    }
}

void
stree_data_cell_set_place (StreeDataCell *self, int row, int column)
{
  g_assert (STREE_IS_DATA_CELL (self));
  if (self->place_row == row && self->place_column == column)
    return;
  self->place_row = row;
  self->place_column = column;
  self->spoken = FALSE;
}

void
stree_data_cell_set_problem (StreeDataCell *self, const char *message)
{
  g_assert (STREE_IS_DATA_CELL (self));
  if (g_strcmp0 (self->problem, message) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (message);
  if (message)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

void
stree_data_cell_set_highlight (StreeDataCell *self, const char *search)
{
  g_assert (STREE_IS_DATA_CELL (self));
  if (search && !*search)
    search = NULL;
  if (g_strcmp0 (self->search, search) == 0)
    return;
  g_clear_pointer (&self->search, g_ref_string_release);
  self->search = search ? g_ref_string_new_intern (search) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
stree_data_cell_set_child (StreeDataCell *self, GtkWidget *child)
{
  g_assert (STREE_IS_DATA_CELL (self));
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

StreeDataCellPart
stree_data_cell_get_part (StreeDataCell *self, double x, double y)
{
  StreeGridColumnKind kind = kind_of (self);

  g_assert (STREE_IS_DATA_CELL (self));
  if (!(has_part (kind) || self->linked) || (!self->frame && !self->value) || x < self->part_x || x >= self->part_x + self->part_width || y < 0 ||
      y >= gtk_widget_get_height (GTK_WIDGET (self)))
    return STREE_DATA_CELL_PART_NONE;
  if (kind == STREE_GRID_COLUMN_CHECKBOX)
    return STREE_DATA_CELL_PART_CHECK;
  return kind == STREE_GRID_COLUMN_LINK || self->linked ? STREE_DATA_CELL_PART_LINK : STREE_DATA_CELL_PART_BUTTON;
}

/* --- widths by what is there --- */

static int
measure_words (StreeCellText *text, StreeGridColumn *column, const char *words)
{
  if (column->args.kind == STREE_GRID_COLUMN_TAGS)
    return stree_cell_tags_width (text, words);
  if (column->args.kind == STREE_GRID_COLUMN_CHOICE)
    return stree_cell_pill_width (text, words);
  return stree_cell_text_width (text, words, stree_grid_column_is_number (column) ? text->digits : NULL);
}

int
stree_data_cell_measure_text (GtkWidget *view, StreeGridColumn *column, StreeFrame *frame, guint n_rows)
{
  StreeCellText *text = stree_cell_text_of (view);
  guint          n = frame ? MIN (MIN (n_rows, MEASURED_ROWS), stree_frame_get_n_rows (frame)) : 0;
  char           buffer[STREE_GRID_LINE_SIZE], line[STREE_GRID_LINE_SIZE];
  gsize          longest = 0;
  int            width = 0;

  g_assert (column && column->resolved);
  switch (column->args.kind)
    {
    case STREE_GRID_COLUMN_CHECKBOX:
      return CHECK_WIDTH + STREE_DATA_CELL_PADDING;
    case STREE_GRID_COLUMN_IMAGE:
      return IMAGE_WIDTH + STREE_DATA_CELL_PADDING;
    case STREE_GRID_COLUMN_SPARKLINE:
      return SPARKLINE_WIDTH + STREE_DATA_CELL_PADDING;
    case STREE_GRID_COLUMN_PROGRESS:
      return PROGRESS_WIDTH + STREE_DATA_CELL_PADDING;
    case STREE_GRID_COLUMN_BUTTON:
      return stree_cell_button_width (text, column->args.button_label, column->args.icon) + STREE_DATA_CELL_PADDING + COLUMN_EDGE;
    case STREE_GRID_COLUMN_AUTO:
    case STREE_GRID_COLUMN_TEXT:
    case STREE_GRID_COLUMN_NUMBER:
    case STREE_GRID_COLUMN_PERCENT:
    case STREE_GRID_COLUMN_CURRENCY:
    case STREE_GRID_COLUMN_BYTES:
    case STREE_GRID_COLUMN_DATE:
    case STREE_GRID_COLUMN_DATETIME:
    case STREE_GRID_COLUMN_RELATIVE_TIME:
    case STREE_GRID_COLUMN_CHOICE:
    case STREE_GRID_COLUMN_LINK:
    case STREE_GRID_COLUMN_TAGS:
    case STREE_GRID_COLUMN_COMPONENT:
    default:
      break;
    }
  for (guint row = 0; row < n; row++)
    {
      const char *words = stree_grid_format_text (column, frame, row, buffer, sizeof buffer);
      gsize       length;

      if (!words)
        continue;
      words = stree_grid_one_line (words, line);
      length = strlen (words);
      if (CLEARLY_SHORTER (length, longest))
        continue;
      longest = MAX (longest, length);
      width = MAX (width, measure_words (text, column, words));
    }
  return width > 0 ? width + STREE_DATA_CELL_PADDING + COLUMN_EDGE : STREE_DATA_CELL_PADDING;
}

int
stree_data_cell_measure_height (GtkWidget *view)
{
  return content_height (stree_cell_text_of (view)) + 8; /* as streamtree.css has it */
}
