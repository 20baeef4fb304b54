/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "data/stree-text-match-private.h"
#include "grid/stree-grid-column-private.h"
#include "stree-gtk-private.h"

/*
 * The choices of a column, in a list below the editor: those that have what is typed in them, or all of them while nothing was
 * typed. The editor keeps the focus and what is in it is what counts: the list only writes there. So an edit goes on and ends as
 * ever, whatever becomes of the list.
 */

#define CHOICES    "stree-choices"
#define HEIGHT     240
#define MAX_LETTERS 40

typedef struct
{
  StreeGridView   *grid; /* borrowed: the popover is its child */
  GtkWidget       *popover;
  GtkWidget       *list;
  StreeGridColumn *column;  /* held: a row for each of its choices is in the list; NULL: none are */
  GdkRectangle     place;   /* of the cell in the grid */
  gboolean         is_on;   /* a cell of the column is edited */
  gboolean         seen;    /* and it is on the screen */
  gboolean         shut;    /* the user does not want the list */
  gboolean         all;     /* he wants all of it, whatever is typed */
  gboolean         writing; /* what comes into the editor comes from here */
  gboolean         narrowed;
  guint            n_matches;
  guint            source; /* shows it soon */
} Choices;

static Choices *
choices_of (StreeGridView *self)
{
  return self->choices ? g_object_get_data (G_OBJECT (self->choices), CHOICES) : NULL;
}

static void
choices_free (gpointer data)
{
  Choices *self = data;

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->column, stree_grid_column_unref);
  g_free (self);
}

static const StreeGridChoice *
get_choice (Choices *self, GtkListBoxRow *row)
{
  return &self->column->args.choices.items[gtk_list_box_row_get_index (row)];
}

static const char *
get_label (const StreeGridChoice *choice)
{
  return choice->label ? choice->label : choice->value;
}

/* What is in the editor, as the column reads it. */
static char *
dup_typed (Choices *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->grid->editor))));
}

/* --- whether it is seen, and where --- */

static gboolean
is_wanted (Choices *self)
{
  return self->is_on && self->seen && !self->shut && self->n_matches > 0 && gtk_widget_get_mapped (GTK_WIDGET (self->grid));
}

static void
hide (Choices *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->grid->editor), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

/* The cell, and what is said about it: the list hides neither. */
static GdkRectangle
find_place (Choices *self)
{
  GtkWidget      *hint = self->grid->hint;
  GdkRectangle    place = self->place;
  graphene_rect_t bounds;
  int             top, bottom;

  if (!gtk_widget_get_mapped (hint) || !gtk_widget_compute_bounds (hint, GTK_WIDGET (self->grid), &bounds))
    return place;
  top = MIN (place.y, (int) bounds.origin.y);
  bottom = MAX (place.y + place.height, (int) (bounds.origin.y + bounds.size.height));
  place.y = top;
  place.height = bottom - top;
  return place;
}

static void
show (Choices *self)
{
  GdkRectangle place = find_place (self), before;

  if (!gtk_popover_get_pointing_to (GTK_POPOVER (self->popover), &before) || !gdk_rectangle_equal (&place, &before))
    {
      gtk_widget_set_size_request (self->popover, place.width, -1);
      gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->grid->editor), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
  /* Its place in the list may be known only now. */
  stree_gtk_list_show_row (self->list, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)), self->grid->editor);
}

static gboolean
update_cb (gpointer data)
{
  Choices *self = data;

  self->source = 0;
  if (is_wanted (self))
    show (self);
  else
    hide (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: GTK may be allocating. Before the next frame. */
static void
update_soon (Choices *self)
{
  if (self->source || !self->is_on)
    return;
  self->source = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
  g_source_set_name_by_id (self->source, "[streamtree] choices of a cell");
}

void
stree_grid_choices_place (StreeGridView *grid, const GdkRectangle *place)
{
  Choices *self = choices_of (grid);

  if (!self || !self->is_on)
    return;
  self->seen = place != NULL;
  if (place)
    self->place = *place;
  update_soon (self);
}

/* --- what is in it --- */

static void
fill (Choices *self, StreeGridColumn *column)
{
  const StreeGridChoices *choices = &column->args.choices;
  GtkListBoxRow          *row;

  if (self->column && stree_grid_column_same_look (self->column, column))
    return;
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  g_clear_pointer (&self->column, stree_grid_column_unref);
  self->column = stree_grid_column_ref (column);
  for (guint i = 0; i < choices->n_items; i++)
    {
      GtkWidget *made = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (get_label (&choices->items[i]));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_LETTERS);
      gtk_widget_set_can_focus (made, FALSE); /* a click would end the edit */
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (made), label);
      stree_gtk_set_name (made, get_label (&choices->items[i]));
      gtk_list_box_append (GTK_LIST_BOX (self->list), made);
    }
}

static gboolean
matches (const StreeTextMatch *match, const char *text)
{
  return text && stree_text_match_test (match, text, strlen (text), FALSE);
}

/* Those that have what is typed in them, with the one chosen that it stands for. */
static void
narrow (Choices *self)
{
  g_autofree char       *typed = dup_typed (self);
  const char            *text = gtk_editable_get_text (GTK_EDITABLE (self->grid->editor));
  const StreeGridChoice *meant = stree_grid_column_read_choice (self->column, typed);
  GtkListBoxRow         *row, *chosen = NULL;
  StreeTextMatch         match;

  self->narrowed = !self->all && *typed && g_strcmp0 (text, self->grid->edit_text) != 0;
  self->n_matches = 0;
  stree_gtk_list_show_row (self->list, NULL, self->grid->editor);
  stree_text_match_init (&match, typed);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)); i++)
    {
      const StreeGridChoice *choice = get_choice (self, row);
      gboolean               fits = !self->narrowed || matches (&match, choice->label) || matches (&match, choice->value);

      gtk_widget_set_visible (GTK_WIDGET (row), fits);
      self->n_matches += fits;
      if (fits && choice == meant)
        chosen = row;
    }
  stree_text_match_clear (&match);
  stree_gtk_list_show_row (self->list, chosen, self->grid->editor);
  if (!is_wanted (self))
    hide (self);
  else
    gtk_widget_queue_allocate (self->grid->overlay); /* it comes with the editor's place */
}

gboolean
stree_grid_choices_match (StreeGridView *grid)
{
  Choices *self = choices_of (grid);

  return self && self->is_on && !self->shut && self->narrowed && self->n_matches > 0;
}

void
stree_grid_choices_typed (StreeGridView *grid)
{
  Choices *self = choices_of (grid);

  if (!self || !self->is_on || self->writing)
    return;
  self->shut = FALSE;
  self->all = FALSE;
  narrow (self);
}

/* --- choosing --- */

/* Its label, as it is shown; or its value, where the label stands for another one. */
static const char *
get_text (Choices *self, const StreeGridChoice *choice)
{
  const char *label = get_label (choice);

  return stree_grid_column_read_choice (self->column, label) != choice &&
                 stree_grid_column_read_choice (self->column, choice->value) == choice
             ? choice->value
             : label;
}

/* The others stay in the list, to go on to. */
static void
write_choice (Choices *self, GtkListBoxRow *row)
{
  GtkEditable *editor = GTK_EDITABLE (self->grid->editor);

  self->writing = TRUE;
  gtk_editable_set_text (editor, get_text (self, get_choice (self, row)));
  gtk_editable_set_position (editor, -1);
  self->writing = FALSE;
  stree_gtk_list_show_row (self->list, row, self->grid->editor);
}

static void
choose (Choices *self, GtkListBoxRow *row)
{
  StreeGridView *grid = self->grid;

  write_choice (self, row);
  stree_grid_editor_finish (grid);
  stree_grid_view_grab (grid);
}

static void
row_cb (GtkListBox *list, GtkListBoxRow *row, Choices *self)
{
  (void) list;
  if (self->is_on)
    choose (self, row);
}

/* With none chosen, the first or the last one. */
static GtkListBoxRow *
find_next (Choices *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int            n = (int) self->column->args.choices.n_items;
  int            at = row ? gtk_list_box_row_get_index (row) : step > 0 ? -1 : n;

  for (at += step; at >= 0 && at < n; at += step)
    {
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), at);
      if (gtk_widget_get_visible (GTK_WIDGET (row)))
        return row;
    }
  return NULL;
}

static void
open_again (Choices *self)
{
  self->shut = FALSE;
  self->all = self->n_matches == 0;
  narrow (self);
  stree_grid_editor_check (self->grid);
}

static void
shut (Choices *self)
{
  self->shut = TRUE;
  hide (self);
  stree_grid_editor_check (self->grid);
}

gboolean
stree_grid_choices_key (StreeGridView *grid, guint keyval, GdkModifierType modifiers)
{
  Choices       *self = choices_of (grid);
  gboolean       down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  GtkListBoxRow *next;

  if (!self || !self->is_on || (!down && keyval != GDK_KEY_Up && keyval != GDK_KEY_KP_Up))
    return FALSE;
  modifiers &= GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;
  if (modifiers == GDK_ALT_MASK)
    {
      if (!down)
        shut (self);
      else if (!is_wanted (self))
        open_again (self);
      return TRUE;
    }
  if (modifiers || !is_wanted (self))
    return FALSE;
  next = find_next (self, down ? 1 : -1);
  if (next)
    write_choice (self, next);
  return TRUE;
}

/* --- the pointer --- */

/*
 * Where a window is laid out while the pointer comes into a popover that has no grab, GTK takes it to be over the window still:
 * until it moves again, what is pressed in the list arrives at what is below it.
 */
gboolean
stree_grid_choices_pressed (StreeGridView *grid, GtkGesture *gesture)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  return grid->choices && event && gdk_event_get_surface (event) == gtk_native_get_surface (GTK_NATIVE (grid->choices));
}

void
stree_grid_choices_press (StreeGridView *grid, GtkGesture *gesture)
{
  Choices   *self = choices_of (grid);
  GtkWidget *at;
  double     x, y, dx, dy;

  if (!self->is_on || !gdk_event_get_position (gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture)), &x, &y))
    return;
  gtk_native_get_surface_transform (GTK_NATIVE (self->popover), &dx, &dy);
  at = gtk_widget_pick (self->popover, x - dx, y - dy, GTK_PICK_DEFAULT);
  if (at && !GTK_IS_LIST_BOX_ROW (at))
    at = gtk_widget_get_ancestor (at, GTK_TYPE_LIST_BOX_ROW);
  if (at)
    choose (self, GTK_LIST_BOX_ROW (at));
}

/* --- life --- */

static Choices *
make (StreeGridView *grid)
{
  Choices   *self = g_new0 (Choices, 1);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->grid = grid;
  self->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (self->popover), CHOICES, self, choices_free);
  gtk_widget_add_css_class (self->popover, "stree-grid-choices");
  gtk_popover_set_autohide (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
  gtk_widget_set_can_focus (self->popover, FALSE);
  self->list = gtk_list_box_new ();
  gtk_widget_set_can_focus (self->list, FALSE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_SINGLE);
  stree_gtk_set_name (self->list, _ ("Choices"));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)), "changed", G_CALLBACK (update_soon), self);
  gtk_popover_set_child (GTK_POPOVER (self->popover), scroller);
  stree_gtk_set_name (self->popover, _ ("Choices"));
  gtk_widget_set_parent (self->popover, GTK_WIDGET (grid));
  grid->choices = self->popover;
  return self;
}

void
stree_grid_choices_open (StreeGridView *grid)
{
  StreeGridColumn *column = stree_grid_view_get_column (grid, grid->edit_column)->column;
  GtkAccessible   *editor = GTK_ACCESSIBLE (grid->editor);
  Choices         *self;

  if (column->args.kind != STREE_GRID_COLUMN_CHOICE || column->args.choices.n_items == 0)
    return;
  self = grid->choices ? choices_of (grid) : make (grid);
  fill (self, column);
  self->is_on = TRUE;
  self->seen = FALSE;
  self->shut = FALSE;
  self->all = FALSE;
  gtk_accessible_update_property (editor, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE,
                                  GTK_ACCESSIBLE_AUTOCOMPLETE_LIST, -1);
  gtk_accessible_update_relation (editor, GTK_ACCESSIBLE_RELATION_CONTROLS, self->list, NULL, -1);
  narrow (self);
  gtk_widget_queue_allocate (grid->overlay);
}

void
stree_grid_choices_close (StreeGridView *grid)
{
  GtkAccessible *editor = GTK_ACCESSIBLE (grid->editor);
  Choices       *self = choices_of (grid);

  if (!self || !self->is_on)
    return;
  self->is_on = FALSE;
  hide (self);
  stree_gtk_list_show_row (self->list, NULL, grid->editor);
  gtk_accessible_reset_relation (editor, GTK_ACCESSIBLE_RELATION_CONTROLS);
  gtk_accessible_reset_property (editor, GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE);
  gtk_accessible_reset_property (editor, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP);
  gtk_accessible_reset_state (editor, GTK_ACCESSIBLE_STATE_EXPANDED);
}
