/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-format.h"
#include "stree-gtk-private.h"

/*
 * The editor is one entry over the rows, at the place of the cell that is edited. It is not in the cell: rows come and go, and
 * change places; what is typed stays. The row is a mark of the model, so the entry goes where its row goes, and what it
 * was when the editing began is kept, should it leave the rows that are shown.
 */

static gboolean
get_edited (StreeGridView *self, guint *position)
{
  return stree_grid_model_get_mark (self->model, STREE_GRID_MARK_EDIT, position);
}

gboolean
stree_grid_editor_is_open (StreeGridView *self)
{
  return self->edit_key != NULL;
}

/* --- where it is --- */

/* The part of the grid where rows are seen, in the grid. */
static gboolean
get_rows_area (StreeGridView *self, StreeGridPane *pane, GdkRectangle *area)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (pane->list, GTK_WIDGET (self), &bounds))
    return FALSE;
  *area = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  return TRUE;
}

/* The list of choices points to what is seen of the cell. */
static void
place_choices (StreeGridView *self, const GdkRectangle *place, guint number, gboolean placed, gboolean seen)
{
  graphene_rect_t bounds;
  GdkRectangle    side, shown = *place;

  if (placed && seen && gtk_widget_compute_bounds (stree_grid_view_get_column (self, number)->pane->scroller, GTK_WIDGET (self), &bounds))
    {
      side = (GdkRectangle){ (int) bounds.origin.x, place->y, (int) bounds.size.width, place->height };
      seen = gdk_rectangle_intersect (place, &side, &shown);
    }
  stree_grid_choices_place (self, seen ? &shown : NULL);
}

static gboolean
place_cb (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *allocation, StreeGridView *self)
{
  guint            position = 0;
  guint            number = self->edit_column;
  GdkRectangle     place, area;
  graphene_point_t at;
  gboolean         placed, seen;
  int              height;

  if (child == self->editor)
    {
      if (!stree_grid_editor_is_open (self) || !get_edited (self, &position))
        position = G_MAXUINT;
    }
  else if (child == self->hint)
    {
      if (stree_grid_editor_is_open (self))
        get_edited (self, &position);
      else if (!stree_grid_view_get_cursor (self, &position, &number))
        return FALSE;
    }
  else
    return FALSE;
  if (!gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (overlay), &GRAPHENE_POINT_INIT (0, 0), &at))
    return FALSE;
  placed = position != G_MAXUINT && stree_grid_view_get_place (self, position, number, &place);
  if (!placed)
    place = (GdkRectangle){ 0, 0, MAX (gtk_widget_get_width (child), 120), 30 }; /* its row is not shown any more */
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  seen = position == G_MAXUINT ||
         (get_rows_area (self, stree_grid_view_get_column (self, number)->pane, &area) && place.y + place.height / 2 >= area.y &&
          place.y + place.height / 2 <= area.y + area.height);
  gtk_widget_set_opacity (child, seen ? 1 : 0);
  if (child == self->editor && self->choices && stree_grid_editor_is_open (self))
    place_choices (self, &place, number, placed, seen);
  *allocation = place;
  allocation->x += (int) at.x;
  allocation->y += (int) at.y;
  if (child == self->hint)
    {
      int width;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      allocation->width = MIN (width, gtk_widget_get_width (GTK_WIDGET (overlay)));
      allocation->x = CLAMP (allocation->x, 0, MAX (0, gtk_widget_get_width (GTK_WIDGET (overlay)) - allocation->width));
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, allocation->width, &height, NULL, NULL, NULL);
      /* Below the cell, or above it where there is no room. */
      if (allocation->y + place.height + height <= gtk_widget_get_height (GTK_WIDGET (overlay)))
        allocation->y += place.height;
      else
        allocation->y = MAX (0, allocation->y - height);
      allocation->height = height;
      return TRUE;
    }
  allocation->y -= (MAX (height, place.height) - place.height) / 2;
  allocation->height = MAX (height, place.height);
  return TRUE;
}

/* Rows were scrolled, or stand elsewhere. */
void
stree_grid_editor_follow (StreeGridView *self)
{
  if (stree_grid_editor_is_open (self) || gtk_widget_get_visible (self->hint))
    gtk_widget_queue_allocate (self->overlay);
}

/* --- what is wrong --- */

static void
show_hint (StreeGridView *self, const char *text, gboolean conflict)
{
  gtk_label_set_text (GTK_LABEL (self->hint_label), text ? text : "");
  gtk_widget_set_visible (self->hint_buttons, conflict);
  gtk_widget_set_visible (self->hint, text != NULL);
  if (text)
    gtk_widget_queue_allocate (self->overlay);
}

/* Both values of a conflict. */
static char *
describe_conflict (StreeGridView *self, StreeRowKey *key, StreeGridColumn *column)
{
  guint                 row = 0;
  StreeFrame           *now = stree_grid_edits_get_now (self->edits, key, &row);
  g_autoptr (StreeCell) mine = stree_grid_edits_get_cell (self->edits, key, (guint) column->index);
  g_autoptr (StreeCell) theirs = now ? stree_frame_get_cell (now, row, (guint) column->index) : NULL;
  g_autofree char      *mine_text = mine ? stree_grid_column_format_cell (column, mine) : NULL;
  g_autofree char      *theirs_text = theirs ? stree_grid_column_format_cell (column, theirs) : NULL;

  if (!now)
    return g_strdup (_ ("Somebody else has deleted this row."));
  return g_strdup_printf (_ ("Somebody else has changed this meanwhile.\nYours: %s\nTheirs: %s"),
                          mine_text && *mine_text ? mine_text : _ ("(empty)"), theirs_text && *theirs_text ? theirs_text : _ ("(empty)"));
}

/* What is wrong with the cell of the cursor. */
void
stree_grid_hint_show (StreeGridView *self)
{
  guint                   position, number;
  StreeGridColumn        *column;
  g_autoptr (StreeRowKey) key = NULL;
  StreeGridEditState      state;

  if (stree_grid_editor_is_open (self))
    return;
  if (!self->edits || !stree_grid_view_get_cursor (self, &position, &number) || !(key = stree_grid_view_dup_key (self, position)))
    {
      show_hint (self, NULL, FALSE);
      return;
    }
  column = stree_grid_view_get_column (self, number)->column;
  state = column->index >= 0 ? stree_grid_edits_get_cell_state (self->edits, key, (guint) column->index) : 0;
  if (stree_grid_edits_get_row_state (self->edits, key) & STREE_GRID_EDIT_GONE)
    state |= STREE_GRID_EDIT_CONFLICT;
  if ((state & STREE_GRID_EDIT_CONFLICT) && column->index >= 0)
    {
      g_autofree char *text = describe_conflict (self, key, column);

      show_hint (self, text, TRUE);
    }
  else if (state & STREE_GRID_EDIT_INVALID)
    show_hint (self, stree_grid_edits_get_error (self->edits, key, (guint) column->index), FALSE);
  else
    show_hint (self, NULL, FALSE);
}

static void
resolve (StreeGridView *self, StreeGridResolution resolution)
{
  guint                   position, number;
  g_autoptr (StreeRowKey) key = NULL;
  int                     index;

  if (stree_grid_view_is_acting (self))
    return;
  if (!stree_grid_view_get_cursor (self, &position, &number) || !(key = stree_grid_view_dup_key (self, position)))
    return;
  index = stree_grid_view_get_column (self, number)->column->index;
  if (stree_grid_edits_get_row_state (self->edits, key) & STREE_GRID_EDIT_GONE)
    stree_grid_edits_resolve_row (self->edits, key, resolution);
  else if (index >= 0)
    stree_grid_edits_resolve_cell (self->edits, key, (guint) index, resolution);
  stree_grid_view_grab (self);
}

static void
keep_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  resolve (self, STREE_GRID_KEEP_MINE);
}

static void
take_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  resolve (self, STREE_GRID_TAKE_THEIRS);
}

/* --- typing --- */

void
stree_grid_editor_check (StreeGridView *self)
{
  StreeGridViewColumn  *column = stree_grid_view_get_column (self, self->edit_column);
  g_autoptr (GError)    error = NULL;
  g_autoptr (StreeCell) cell = NULL;
  gboolean              fine;

  if (!stree_grid_editor_is_open (self) || !column)
    return;
  cell = stree_grid_column_parse (column->column, gtk_editable_get_text (GTK_EDITABLE (self->editor)), &error);
  fine = (cell && stree_grid_column_validate (column->column, cell, &error)) || stree_grid_choices_match (self);
  if (fine)
    gtk_widget_remove_css_class (self->editor, "error");
  else
    gtk_widget_add_css_class (self->editor, "error");
  show_hint (self, fine ? NULL : error->message, FALSE);
}

static void
typed_cb (GtkEditable *entry, StreeGridView *self)
{
  (void) entry;
  stree_grid_choices_typed (self);
  stree_grid_editor_check (self);
}

static void
close_editor (StreeGridView *self)
{
  g_clear_pointer (&self->edit_key, stree_row_key_unref);
  g_clear_pointer (&self->edit_seen, stree_frame_unref);
  stree_grid_choices_close (self);
  stree_grid_model_clear_mark (self->model, STREE_GRID_MARK_EDIT);
  gtk_widget_set_visible (self->editor, FALSE);
  stree_grid_hint_show (self);
}

void
stree_grid_editor_cancel (StreeGridView *self)
{
  if (!stree_grid_editor_is_open (self))
    return;
  close_editor (self);
}

/* What was typed is an edit now, also where its row is not shown any more. */
void
stree_grid_editor_finish (StreeGridView *self)
{
  g_autofree char     *text = NULL;
  StreeGridViewColumn *column = stree_grid_view_get_column (self, self->edit_column);

  if (!stree_grid_editor_is_open (self))
    return;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->editor)));
  if (column && g_strcmp0 (text, self->edit_text) != 0)
    stree_grid_edits_set_text (self->edits, self->edit_key, self->edit_seen, self->edit_row, (guint) column->column->index, text);
  close_editor (self);
}

/* On to another cell, as in a spreadsheet. */
static void
go_on (StreeGridView *self, int down, int across)
{
  guint position, number;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  stree_grid_editor_finish (self);
  if (stree_grid_view_get_cursor (self, &position, &number) && n > 0)
    {
      if (down != 0)
        position = down < 0 ? position - MIN (position, 1) : MIN (position + 1, n - 1);
      if (across != 0)
        number = stree_grid_view_next_column (self, number, across);
      stree_grid_view_move (self, position, number, FALSE, FALSE);
    }
  stree_grid_view_grab (self);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, gpointer data)
{
  StreeGridView *self = data;
  gboolean       shift = (modifiers & GDK_SHIFT_MASK) != 0;

  (void) controller;
  (void) keycode;
  if (stree_grid_choices_key (self, keyval, modifiers))
    return GDK_EVENT_STOP;
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      stree_grid_editor_cancel (self);
      stree_grid_view_grab (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      go_on (self, shift ? -1 : 1, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      go_on (self, 0, shift || keyval == GDK_KEY_ISO_Left_Tab ? -1 : 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      go_on (self, keyval == GDK_KEY_Up ? -1 : 1, 0);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
left_cb (GtkEventControllerFocus *controller, StreeGridView *self)
{
  (void) controller;
  if (self->model)
    stree_grid_editor_finish (self);
}

/* A check box turns, at once. */
static void
turn (StreeGridView *self, guint position, guint number)
{
  StreeGridColumn       *column = stree_grid_view_get_column (self, number)->column;
  g_autoptr (StreeFrame) frame = NULL;
  g_autoptr (StreeCell)  cell = NULL;
  guint                  row;
  gboolean               was;

  if (!stree_grid_cells_get_row (self, position, &frame, &row))
    return;
  was = !stree_frame_is_null (frame, row, (guint) column->index) &&
        (column->type == STREE_COLUMN_BOOL ? stree_frame_get_bool (frame, row, (guint) column->index)
                                           : stree_frame_get_int64 (frame, row, (guint) column->index) != 0);
  cell = column->type == STREE_COLUMN_BOOL ? stree_cell_new_bool (!was) : stree_cell_new_int64 (!was);
  stree_grid_view_write_cell (self, position, number, cell);
}

void
stree_grid_editor_open (StreeGridView *self, guint position, guint number, const char *text)
{
  StreeGridViewColumn    *column = stree_grid_view_get_column (self, number);
  g_autoptr (StreeFrame)  frame = NULL;
  g_autoptr (StreeCell)   cell = NULL;
  g_autofree char        *was = NULL;
  StreeFrame             *seen = NULL;
  const char             *unread;
  guint                   row;

  if (!stree_grid_view_can_edit (self, position, number))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  stree_grid_editor_finish (self);
  stree_grid_bar_forget_problem (self);
  if (column->column->args.kind == STREE_GRID_COLUMN_CHECKBOX)
    {
      turn (self, position, number);
      return;
    }
  if (!stree_grid_cells_get_row (self, position, &frame, &row))
    return;
  stree_grid_view_get_state (self, position, column, &unread);
  cell = stree_frame_get_cell (frame, row, (guint) column->column->index);
  was = unread ? g_strdup (unread) : stree_cell_is_null (cell) ? g_strdup ("") : stree_grid_column_format_for_edit (column->column, cell);
  stree_grid_view_scroll_to (self, position, number);
  self->edit_column = number;
  self->edit_key = stree_grid_view_dup_key (self, position);
  if (stree_grid_model_peek_row (self->model, position, &seen, &self->edit_row))
    self->edit_seen = stree_frame_ref (seen);
  g_free (self->edit_text);
  self->edit_text = g_strdup (was);
  stree_grid_model_set_mark (self->model, STREE_GRID_MARK_EDIT, position);
  gtk_editable_set_text (GTK_EDITABLE (self->editor), text ? text : was);
  gtk_editable_set_alignment (GTK_EDITABLE (self->editor), stree_grid_column_is_number (column->column) ? 1 : 0);
  stree_gtk_set_name (self->editor, stree_grid_column_get_label (column->column));
  gtk_widget_set_visible (self->editor, TRUE);
  gtk_widget_grab_focus (self->editor);
  if (text)
    gtk_editable_set_position (GTK_EDITABLE (self->editor), -1);
  else
    gtk_editable_select_region (GTK_EDITABLE (self->editor), 0, -1);
  stree_grid_choices_open (self);
  stree_grid_editor_check (self);
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, GCallback callback, StreeGridView *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

void
stree_grid_editor_init (StreeGridView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editor = gtk_entry_new ();
  gtk_widget_add_css_class (self->editor, "stree-grid-editor");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->editor), 4);
  gtk_widget_set_visible (self->editor, FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->editor, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->editor, focus);
  g_signal_connect (self->editor, "changed", G_CALLBACK (typed_cb), self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->editor);
  gtk_overlay_set_clip_overlay (GTK_OVERLAY (self->overlay), self->editor, TRUE);

  self->hint = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->hint, "stree-grid-hint");
  self->hint_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->hint_label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->hint_label), 44);
  gtk_label_set_xalign (GTK_LABEL (self->hint_label), 0);
  gtk_box_append (GTK_BOX (self->hint), self->hint_label);
  self->hint_buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  add_button (self->hint_buttons, _ ("_Keep Mine"), G_CALLBACK (keep_cb), self);
  add_button (self->hint_buttons, _ ("_Take Theirs"), G_CALLBACK (take_cb), self);
  gtk_box_append (GTK_BOX (self->hint), self->hint_buttons);
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->hint);
  gtk_overlay_set_clip_overlay (GTK_OVERLAY (self->overlay), self->hint, TRUE);
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (place_cb), self);
}
