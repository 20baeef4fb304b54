/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The palette: every action by a few letters of its label. Type, Up and Down, Return; Escape closes it, and the focus goes
 * back to where it was. */

#include "stree-gtk-actions-private.h"

#include <glib/gi18n-lib.h>

#define PALETTE  "stree-palette"
#define MAX_ROWS 100
#define WIDTH    420
#define HEIGHT   320

typedef struct
{
  StreeView *view;    /* borrowed: the popover is its child */
  GtkWidget *popover;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *scroller;
  GtkWidget *stack;   /* the list, or that nothing matches */
  GtkWidget *focus;   /* held: who had the focus; NULL once it has it back */
  int        start;   /* of a text that had it: what was selected */
  int        end;
} Palette;

static Palette *
palette_of (StreeView *view)
{
  GtkWidget *popover = g_object_get_data (G_OBJECT (view), PALETTE);

  return popover ? g_object_get_data (G_OBJECT (popover), PALETTE) : NULL;
}

static void
palette_free (gpointer data)
{
  Palette *self = data;

  g_clear_object (&self->focus);
  g_free (self);
}

/* --- rows --- */

static void
add_dim (GtkWidget *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
}

static gboolean
has_icon (const StreeNode *node)
{
  return stree_action_args (node)->icon && *stree_action_args (node)->icon;
}

/* @icons: some row has one, and the others leave its place free. */
static GtkWidget *
make_row (StreeNode *node, gboolean icons)
{
  const StreeActionArgs *args = stree_action_args (node);
  GtkWidget             *row = gtk_list_box_row_new ();
  GtkWidget             *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget             *label = gtk_label_new (args->label);
  guint                  key;
  GdkModifierType        modifiers;

  if (icons)
    gtk_box_append (GTK_BOX (box), stree_gtk_icon_new (has_icon (node) ? args->icon : NULL));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (args->group && *args->group)
    add_dim (box, args->group);
  if (args->shortcut && gtk_accelerator_parse (args->shortcut, &key, &modifiers))
    {
      g_autofree char *keys = gtk_accelerator_get_label (key, modifiers);

      add_dim (box, keys);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_sensitive (row, stree_action_is_enabled (node));
  stree_gtk_set_name (row, args->label);
  g_object_set_data_full (G_OBJECT (row), PALETTE, g_strdup (args->name), g_free);
  return row;
}

/* The next row that can be chosen; NULL: there is none. */
static GtkListBoxRow *
next_row (Palette *self, int from, int step)
{
  GtkListBoxRow *row;

  for (int i = from + step; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)); i += step)
    if (gtk_widget_get_sensitive (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static const char *
chosen (Palette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  return row ? g_object_get_data (G_OBJECT (row), PALETTE) : NULL;
}

/* @keep: what was chosen stays so, if it is still there. */
static void
fill (Palette *self, gboolean keep)
{
  StreeMount           *mount = stree_view_get_mount (self->view);
  const char           *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char      *before = keep ? g_strdup (chosen (self)) : NULL;
  g_autoptr (GPtrArray) actions = NULL;
  GtkListBoxRow        *row, *select = NULL;
  gboolean              icons = FALSE;

  /* Forget the row before it goes. */
  stree_gtk_list_show_row (self->list, NULL, self->entry);
  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  actions = mount ? stree_actions_search (mount, typed, stree_gtk_has_focus, self->view) : g_ptr_array_new ();
  for (guint i = 0; i < MIN (actions->len, MAX_ROWS); i++)
    icons = icons || has_icon (actions->pdata[i]);
  for (guint i = 0; i < MIN (actions->len, MAX_ROWS); i++)
    {
      row = GTK_LIST_BOX_ROW (make_row (actions->pdata[i], icons));
      gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
      if (before && strcmp (stree_action_args (actions->pdata[i])->name, before) == 0)
        select = row;
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), actions->len ? "list" : "none");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  if (!select || !gtk_widget_get_sensitive (GTK_WIDGET (select)))
    select = next_row (self, -1, 1);
  stree_gtk_list_show_row (self->list, select, self->entry);
}

/* --- what the user does --- */

static void
changed_cb (GtkEditable *entry, gpointer data)
{
  (void) entry;
  fill (data, FALSE);
}

static void
give_focus_back (Palette *self)
{
  GtkWidget *focus = g_steal_pointer (&self->focus);
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self->view));

  if (focus && root && gtk_widget_get_root (focus) == root)
    {
      gtk_root_set_focus (root, focus);
      if (GTK_IS_EDITABLE (focus))
        gtk_editable_select_region (GTK_EDITABLE (focus), self->start, self->end);
    }
  g_clear_object (&focus);
}

/* In this order: else GTK gives the focus to whom it thinks best, which selects all that is in it. */
static void
close_palette (Palette *self)
{
  give_focus_back (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
closed_cb (GtkPopover *popover, gpointer data)
{
  (void) popover;
  give_focus_back (data);
}

static void
run (Palette *self, const char *name)
{
  g_autofree char *copy = g_strdup (name);
  StreeMount      *mount;
  StreeNode       *node;
  StreeView       *view = self->view;

  /* First the focus: the handler may want it elsewhere. */
  close_palette (self);
  mount = stree_view_get_mount (view);
  node = mount ? stree_actions_pick (mount, copy, stree_gtk_has_focus, view) : NULL;
  if (node)
    stree_action_activate (node);
}

static void
activate_cb (GtkSearchEntry *entry, gpointer data)
{
  (void) entry;
  if (chosen (data))
    run (data, chosen (data));
}

static void
row_cb (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  (void) list;
  run (data, g_object_get_data (G_OBJECT (row), PALETTE));
}

static void
stop_cb (GtkSearchEntry *entry, gpointer data)
{
  (void) entry;
  close_palette (data);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer data)
{
  Palette       *self = data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  GtkListBoxRow *next;

  (void) controller;
  (void) code;
  modifiers &= GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK;
  if (modifiers == GDK_CONTROL_MASK && gdk_keyval_to_lower (key) == GDK_KEY_k)
    {
      close_palette (self); /* the keys that opened it */
      return TRUE;
    }
  if (modifiers || !row)
    return FALSE;
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    next = next_row (self, gtk_list_box_row_get_index (row), 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    next = next_row (self, gtk_list_box_row_get_index (row), -1);
  else
    return FALSE;
  if (next)
    stree_gtk_list_show_row (self->list, next, self->entry);
  return TRUE;
}

/* --- life --- */

static GtkWidget *
make_content (Palette *self)
{
  GtkWidget          *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget          *none = gtk_label_new (_ ("No action matches"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Type what you want to do"), NULL);
  stree_gtk_set_name (self->entry, _ ("Search actions"));
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (self->entry, "stop-search", G_CALLBACK (stop_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (self->list, "stree-palette-list");
  stree_gtk_set_name (self->list, _ ("Actions"));
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);

  gtk_widget_add_css_class (none, "dim-label");
  gtk_widget_set_margin_top (none, 12);
  gtk_widget_set_margin_bottom (none, 12);
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_add_named (GTK_STACK (self->stack), self->scroller, "list");
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");

  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->stack);
  return box;
}

GtkWidget *
stree_gtk_palette_get_focus (StreeView *view)
{
  Palette *self = palette_of (view);

  return self ? self->focus : NULL;
}

void
stree_gtk_palette_close (StreeView *view)
{
  Palette   *self = palette_of (view);
  GtkWidget *popover = g_object_steal_data (G_OBJECT (view), PALETTE);

  if (!popover)
    return;
  g_clear_object (&self->focus);
  gtk_popover_popdown (GTK_POPOVER (popover)); /* lets go of the keyboard, where the window goes with it */
  gtk_widget_unparent (popover);
}

void
stree_gtk_palette_refresh (StreeView *view)
{
  Palette *self = palette_of (view);

  if (self && gtk_widget_get_visible (self->popover))
    fill (self, TRUE);
}

gboolean
stree_gtk_palette_open (StreeView *view)
{
  GtkWidget  *widget = GTK_WIDGET (view);
  GtkRoot    *root = gtk_widget_get_root (widget);
  StreeMount *mount = stree_view_get_mount (view);
  Palette    *self = palette_of (view);

  if (!mount || !mount->n_actions || !root)
    return FALSE;
  if (self && gtk_widget_get_visible (self->popover))
    {
      close_palette (self);
      return TRUE;
    }
  stree_gtk_palette_close (view);
  self = g_new0 (Palette, 1);
  self->view = view;
  self->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (self->popover), PALETTE, self, palette_free);
  if (gtk_root_get_focus (root))
    self->focus = g_object_ref (gtk_root_get_focus (root));
  if (GTK_IS_EDITABLE (self->focus))
    {
      gtk_editable_get_selection_bounds (GTK_EDITABLE (self->focus), &self->start, &self->end);
      /* The caret is at the end of what is selected. */
      if (gtk_editable_get_position (GTK_EDITABLE (self->focus)) == self->start)
        {
          int start = self->start;

          self->start = self->end;
          self->end = start;
        }
    }
  gtk_widget_add_css_class (self->popover, "stree-palette");
  gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
  gtk_popover_set_child (GTK_POPOVER (self->popover), make_content (self));
  gtk_widget_set_size_request (self->popover, MIN (WIDTH, MAX (200, gtk_widget_get_width (widget) - 24)), -1);
  stree_gtk_set_name (self->popover, _ ("Command palette"));
  gtk_widget_set_parent (self->popover, widget);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ gtk_widget_get_width (widget) / 2, 0, 1, 1 });
  g_object_set_data (G_OBJECT (view), PALETTE, self->popover);
  fill (self, FALSE);
  g_signal_connect (self->popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->entry);
  return TRUE;
}
