/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-shown-private.h"
#include "stree-gtk-private.h"

G_DEFINE_FINAL_TYPE (StreeGridView, stree_grid_view, GTK_TYPE_WIDGET)

enum
{
  RESULT,
  CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
take (StreeGridView *self, StreeGridOptions *options)
{
  stree_grid_options_unref (self->options);
  self->options = options;
}

/* Where the user has put the columns is a part of the options. */
static void
note_columns (StreeGridView *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StreeGridViewColumn *column = self->columns->pdata[i];
      const char                *name = stree_grid_column_get_name (column->column);

      if (!name)
        continue;
      g_ptr_array_add (order, (char *) name);
      take (self, stree_grid_options_with_column_hidden (self->options, name, column->hidden));
      take (self, stree_grid_options_with_column_pinned (self->options, name, column->pane == &self->panes[STREE_GRID_PINNED]));
      take (self, stree_grid_options_with_column_width (self->options, name, column->sized ? (guint) column->width : 0));
    }
  g_ptr_array_add (order, NULL);
  take (self, stree_grid_options_with_column_order (self->options, (const char *const *) (gpointer) order->pdata));
}

/* A width that was chosen just now is that of the columns to come, too, if they are of the same name; it will be told. */
static void
keep_widths (StreeGridView *self)
{
  for (guint i = 0; self->resizing && i < self->columns->len; i++)
    {
      const StreeGridViewColumn *column = self->columns->pdata[i];
      const char                *name = stree_grid_column_get_name (column->column);

      if (name && column->sized)
        take (self, stree_grid_options_with_column_width (self->options, name, (guint) column->width));
    }
}

void
stree_grid_view_changed (StreeGridView *self, StreeGridReason reason)
{
  if (reason == STREE_GRID_REASON_COLUMNS)
    note_columns (self);
  g_signal_emit (self, signals[RESULT], 0, (int) reason);
}

void
stree_grid_view_clicked (StreeGridView *self, StreeGridColumn *column, const char *key)
{
  g_signal_emit (self, signals[CLICKED], 0, column, key);
}

/* --- columns --- */

StreeGridViewColumn *
stree_grid_view_get_column (StreeGridView *self, guint number)
{
  return number < self->columns->len ? self->columns->pdata[number] : NULL;
}

static void
drop_columns (StreeGridView *self)
{
  self->making = TRUE;
  for (int i = 0; i < STREE_GRID_N_PANES; i++)
    if (self->panes[i].columns)
      stree_grid_pane_empty (&self->panes[i]);
  self->making = FALSE;
  g_ptr_array_set_size (self->columns, 0);
  g_clear_pointer (&self->resolved, stree_grid_columns_unref);
}

static StreeGridViewColumn *
make_column (StreeGridView *self, StreeGridColumn *column, guint id)
{
  StreeGridViewColumn *made = g_new0 (StreeGridViewColumn, 1);
  const char          *name = stree_grid_column_get_name (column);
  guint                width = name ? stree_grid_options_get_column_width (self->options, name) : 0;

  if (width == 0)
    width = (guint) MAX (column->args.width, 0);
  made->column = stree_grid_column_ref (column);
  made->cells = g_ptr_array_new ();
  made->id = id;
  made->width = width > 0 ? (int) width : 120;
  made->sized = width > 0;
  made->hidden = stree_grid_column_is_hidden (column, self->options);
  return made;
}

static void
number_columns (StreeGridView *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    ((StreeGridViewColumn *) self->columns->pdata[i])->number = i;
}

/* The pinned ones come first. */
static void
make_columns (StreeGridView *self)
{
  g_autoptr (GArray) order = stree_grid_columns_order (self->resolved, self->options);

  self->making = TRUE;
  for (int pane = 0; pane < STREE_GRID_N_PANES; pane++)
    for (guint i = 0; i < order->len; i++)
      {
        guint                id = g_array_index (order, guint, i);
        StreeGridColumn     *column = stree_grid_columns_get (self->resolved, id);
        StreeGridViewColumn *made;

        if (stree_grid_column_is_pinned (column, self->options) != (pane == STREE_GRID_PINNED))
          continue;
        made = make_column (self, column, id);
        g_ptr_array_add (self->columns, made);
        stree_grid_pane_append (&self->panes[pane], made);
      }
  self->making = FALSE;
  number_columns (self);
  for (int pane = 0; pane < STREE_GRID_N_PANES; pane++)
    stree_grid_pane_arrange (&self->panes[pane]);
  stree_grid_header_show (self);
}

void
stree_grid_view_reordered (StreeGridView *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  StreeGridViewColumn  *cursor = stree_grid_view_get_column (self, self->cursor);
  StreeGridViewColumn  *anchor = stree_grid_view_get_column (self, self->anchor);

  /* While its column has the number that it had. */
  stree_grid_editor_finish (self);
  for (int pane = 0; pane < STREE_GRID_N_PANES; pane++)
    for (guint i = 0; i < self->panes[pane].columns->len; i++)
      g_ptr_array_add (order, self->panes[pane].columns->pdata[i]);
  for (guint i = 0; i < order->len; i++)
    self->columns->pdata[i] = order->pdata[i];
  number_columns (self);
  self->cursor = cursor ? cursor->number : 0;
  self->anchor = anchor ? anchor->number : 0;
  stree_grid_cells_show_states (self);
  stree_grid_view_changed (self, STREE_GRID_REASON_COLUMNS);
}

void
stree_grid_view_show_column (StreeGridView *self, guint number, gboolean shown)
{
  StreeGridViewColumn *column = stree_grid_view_get_column (self, number);

  if (!column || column->hidden == !shown)
    return;
  column->hidden = !shown;
  stree_grid_pane_arrange (column->pane);
  stree_grid_view_changed (self, STREE_GRID_REASON_COLUMNS);
}

void
stree_grid_view_pin_column (StreeGridView *self, guint number, gboolean pinned)
{
  StreeGridViewColumn *column = stree_grid_view_get_column (self, number);
  StreeGridPane       *to = &self->panes[pinned ? STREE_GRID_PINNED : STREE_GRID_MAIN];

  if (!column || column->pane == to)
    return;
  self->making = TRUE;
  stree_grid_pane_remove (column->pane, column);
  stree_grid_pane_append (to, column);
  if (!pinned) /* it stays as near as it can */
    {
      g_ptr_array_remove (to->columns, column);
      g_ptr_array_insert (to->columns, 0, column);
      gtk_column_view_insert_column (to->view, 1, column->view_column);
    }
  self->making = FALSE;
  for (int pane = 0; pane < STREE_GRID_N_PANES; pane++)
    stree_grid_pane_arrange (&self->panes[pane]);
  stree_grid_header_show (self);
  stree_grid_view_reordered (self);
}

/* The widths that nobody has chosen, as soon as there is something to measure. */
static void
fit_columns (StreeGridView *self)
{
  StreeFrame *page;
  guint       row;

  if (self->fitted || !stree_grid_model_peek_row (self->model, 0, &page, &row))
    return;
  for (guint i = 0; i < self->columns->len; i++)
    {
      StreeGridViewColumn *column = self->columns->pdata[i];

      if (!column->sized)
        stree_grid_column_fit (column);
    }
  self->fitted = TRUE;
  stree_grid_access_show_size (self);
}

/* --- what the model says --- */

static void
replaced_cb (StreeGridModel *model, StreeGridView *self)
{
  (void) model;
  fit_columns (self);
  stree_grid_widen_numbers (self, TRUE);
  stree_grid_cells_show_all (self);
  stree_grid_view_check_focus (self);
  stree_grid_editor_follow (self);
  stree_grid_hint_show (self);
}

static void
loaded_cb (StreeGridModel *model, guint first, guint n, StreeGridView *self)
{
  (void) model;
  fit_columns (self);
  if (first < self->near_end && first + n > self->near_first)
    stree_grid_widen_numbers (self, TRUE);
  stree_grid_cells_show (self, first, n);
  stree_grid_hint_show (self);
  stree_grid_selected_follow (self);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, StreeGridView *self)
{
  (void) model;
  (void) position;
  (void) removed;
  if (added > 0)
    fit_columns (self);
  stree_grid_numbers_fit (self);
}

static void
selection_cb (StreeGridModel *model, StreeGridView *self)
{
  (void) model;
  stree_grid_cells_show_states (self);
  stree_grid_bar_show_selection (self);
  if (!self->quiet)
    stree_grid_view_changed (self, STREE_GRID_REASON_SELECTION);
}

static void
status_cb (StreeGridModel *model, StreeGridView *self)
{
  (void) model;
  stree_grid_bar_show (self);
  stree_grid_menu_update (self);
  stree_grid_selected_follow (self);
}

void
stree_grid_view_scrolled (StreeGridView *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->panes[STREE_GRID_MAIN].scroller));
  int            height = stree_grid_view_row_height (self);
  guint          first = (guint) (gtk_adjustment_get_value (place) / height);

  stree_grid_editor_follow (self);
  stree_grid_model_set_mark (self->model, STREE_GRID_MARK_TOP, first);
  if (self->row_height > 0)
    stree_grid_cells_scrolled (self, first, (guint) gtk_adjustment_get_page_size (place) / (guint) height + 2);
}

/* --- what is shown --- */

/* Columns that look like those there are. */
static void
take_columns (StreeGridView *self, StreeGridColumns *resolved)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      StreeGridViewColumn *column = self->columns->pdata[i];

      stree_grid_column_unref (column->column);
      column->column = stree_grid_column_ref (stree_grid_columns_get (resolved, column->id));
    }
  stree_grid_columns_unref (self->resolved);
  self->resolved = resolved;
  stree_grid_cells_show_columns (self);
}

static void
set_unusable (StreeGridView *self, const char *message)
{
  if (g_strcmp0 (self->unusable, message) == 0)
    return;
  g_free (self->unusable);
  self->unusable = g_strdup (message);
  stree_grid_bar_show (self);
  if (message)
    stree_gtk_announce (GTK_WIDGET (self), message);
}

void
stree_grid_view_refuse (StreeGridView *self, const char *message)
{
  if (!stree_grid_model_get_source (self->model) && g_strcmp0 (self->unusable, message) == 0)
    return;
  stree_grid_view_set_source (self, NULL, NULL, NULL);
  set_unusable (self, message);
}

gboolean
stree_grid_view_set_source (StreeGridView *self, StreeSource *source, StreeGridColumns *columns, GError **error)
{
  StreeGridColumns *resolved = NULL;
  GError           *misfit = NULL;

  if (source)
    {
      resolved = stree_grid_columns_resolve (columns, stree_source_get_schema (source), &misfit);
      if (!resolved)
        {
          stree_grid_view_refuse (self, misfit->message);
          g_propagate_error (error, misfit);
          return FALSE;
        }
      set_unusable (self, NULL);
    }
  /* A run that makes its columns again: their functions may be others. */
  if (resolved && self->resolved && source == stree_grid_model_get_source (self->model) &&
      stree_grid_columns_same_look (resolved, self->resolved))
    {
      take_columns (self, resolved);
      return TRUE;
    }
  stree_grid_editor_finish (self);
  if (source != stree_grid_model_get_source (self->model))
    stree_grid_view_set_edits (self, NULL);
  /* Rows go first, so that no cell asks for a column that is gone. */
  if (source != stree_grid_model_get_source (self->model))
    {
      stree_grid_model_set_source (self->model, NULL);
      self->fitted = FALSE;
    }
  keep_widths (self);
  drop_columns (self);
  self->resolved = resolved;
  self->cursor = 0;
  self->anchor = 0;
  if (resolved)
    make_columns (self);
  else
    stree_grid_pane_arrange (&self->panes[STREE_GRID_PINNED]);
  stree_grid_model_set_source (self->model, source);
  stree_grid_bar_show_query (self);
  stree_grid_view_ask (self);
  fit_columns (self);
  if (!source)
    set_unusable (self, NULL);
  return TRUE;
}

/* The focus is in a part of it: that has the name, too. */
void
stree_grid_view_set_name (StreeGridView *self, const char *name)
{
  g_autofree char *pinned = g_strdup_printf (_ ("%s, pinned columns"), name);

  g_free (self->name);
  self->name = g_strdup (name);
  stree_gtk_set_name (GTK_WIDGET (self), name);
  for (int i = 0; i < STREE_GRID_N_PANES; i++)
    {
      stree_gtk_set_name (GTK_WIDGET (self->panes[i].view), i == STREE_GRID_PINNED ? pinned : name);
      stree_gtk_set_name (self->panes[i].list, i == STREE_GRID_PINNED ? pinned : name);
    }
}

void
stree_grid_view_set_options (StreeGridView *self, StreeGridOptions *options)
{
  g_autoptr (StreeGridColumns) resolved = NULL;

  if (stree_grid_options_equal (self->options, options))
    return;
  stree_grid_editor_finish (self);
  take (self, stree_grid_options_ref (options));
  if (!self->resolved)
    return;
  resolved = stree_grid_columns_ref (self->resolved);
  drop_columns (self);
  self->resolved = g_steal_pointer (&resolved);
  make_columns (self);
  self->fitted = FALSE;
  fit_columns (self);
  stree_grid_bar_show_query (self);
  stree_grid_view_ask (self);
}

void
stree_grid_view_set_mode (StreeGridView *self, StreeGridSelectMode mode)
{
  if (mode == self->mode)
    return;
  self->mode = mode;
  stree_grid_selection_set_mode (self->selection, mode == STREE_GRID_SELECT_ROW    ? STREE_GRID_ROWS_SINGLE
                                                  : mode == STREE_GRID_SELECT_ROWS ? STREE_GRID_ROWS_MULTIPLE
                                                                                   : STREE_GRID_ROWS_NONE);
  stree_grid_cells_show_states (self);
}

void
stree_grid_view_set_row_numbers (StreeGridView *self, gboolean row_numbers)
{
  StreeGridPane *pane = &self->panes[STREE_GRID_PINNED];

  if (!row_numbers == !pane->numbers)
    return;
  stree_grid_pane_set_numbers (pane, row_numbers ? stree_grid_numbers_new () : NULL);
  stree_grid_numbers_fit (self);
}

/* --- the object --- */

GtkWidget *
stree_grid_view_new (GtkAccessibleRole role)
{
  return g_object_new (STREE_TYPE_GRID_VIEW, "accessible-role", role, NULL);
}

void
stree_grid_view_stop (StreeGridView *self)
{
  if (!self->model)
    return;
  stree_grid_type_ahead_stop (self);
  stree_grid_export_stop (self);
  stree_grid_block_stop (self);
  stree_grid_copy_stop (self);
  g_clear_handle_id (&self->resizing, g_source_remove);
  stree_grid_view_set_edits (self, NULL);
  if (self->drag_tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag_tick);
  self->drag_tick = 0;
  if (self->focus_tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->focus_tick);
  self->focus_tick = 0;
  stree_grid_seek_stop (&self->seek);
  g_signal_handlers_disconnect_by_data (self->model, self);
  stree_grid_model_stop (self->model);
  for (int i = 0; i < STREE_GRID_N_PANES; i++)
    stree_grid_pane_clear (&self->panes[i]);
  g_ptr_array_set_size (self->columns, 0);
}

static gboolean
stree_grid_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  StreeGridView *self = STREE_GRID_VIEW (widget);
  GtkWidget     *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  guint          position, column;

  /* Coming from elsewhere: to where the cursor was. */
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if ((focus && gtk_widget_is_ancestor (focus, widget)) || focus == widget || !gtk_widget_get_can_focus (self->sides))
    return GTK_WIDGET_CLASS (stree_grid_view_parent_class)->focus (widget, direction);
  /* Without rows, such as when a search found none: to the search. */
  if (self->columns->len == 0 || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return gtk_widget_grab_focus (self->search_entry);
  if (!stree_grid_view_get_cursor (self, &position, &column))
    {
      stree_grid_model_set_mark (self->model, STREE_GRID_MARK_CURSOR, 0);
      self->cursor = 0;
    }
  stree_grid_view_grab (self);
  stree_grid_cells_show_states (self);
  return TRUE;
}

static void
stree_grid_view_dispose (GObject *object)
{
  StreeGridView *self = STREE_GRID_VIEW (object);
  GtkWidget     *child;

  stree_grid_view_stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  self->choices = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_object (&self->statistics);
  g_clear_object (&self->export_action);
  g_clear_pointer (&self->edit_key, stree_row_key_unref);
  g_clear_pointer (&self->edit_seen, stree_frame_unref);
  g_clear_pointer (&self->resolved, stree_grid_columns_unref);
  G_OBJECT_CLASS (stree_grid_view_parent_class)->dispose (object);
}

static void
stree_grid_view_finalize (GObject *object)
{
  StreeGridView *self = STREE_GRID_VIEW (object);

  g_ptr_array_unref (self->columns);
  stree_grid_options_unref (self->options);
  g_free (self->edit_text);
  g_free (self->problem);
  g_free (self->unusable);
  g_hash_table_unref (self->edited);
  g_free (self->name);
  G_OBJECT_CLASS (stree_grid_view_parent_class)->finalize (object);
}

static void
stree_grid_view_class_init (StreeGridViewClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = stree_grid_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = stree_grid_view_finalize;
  widget->focus = stree_grid_view_focus;
  signals[RESULT] = g_signal_new ("result", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   STREE_TYPE_GRID_COLUMN, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget, "data-grid");
}

static void
stree_grid_view_init (StreeGridView *self)
{
  self->model = stree_grid_model_new ();
  stree_grid_seek_init (&self->seek, self->model, stree_grid_selected_found, self);
  self->selection = stree_grid_selection_new (self->model);
  self->options = stree_grid_options_new ();
  self->columns = g_ptr_array_new_with_free_func (stree_grid_column_free);
  self->near_end = G_MAXUINT;
  self->edited = stree_grid_edited_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->overlay = gtk_overlay_new ();
  self->sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->bottom = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->sides);
  gtk_widget_set_vexpand (self->overlay, TRUE);
  gtk_widget_set_parent (self->top, GTK_WIDGET (self));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_parent (self->bottom, GTK_WIDGET (self));
  for (int i = 0; i < STREE_GRID_N_PANES; i++)
    stree_grid_pane_init (&self->panes[i], self);
  stree_grid_schema_init (self); /* first: the rows are shown in columns that fit them */
  g_signal_connect (self->model, "replaced", G_CALLBACK (replaced_cb), self);
  g_signal_connect (self->model, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_after (self->model, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->model, "selection", G_CALLBACK (selection_cb), self);
  g_signal_connect (self->model, "status", G_CALLBACK (status_cb), self);
  stree_grid_bar_init (self);
  stree_grid_editor_init (self);
  stree_grid_menu_init (self);
  stree_grid_keys_init (self);
  stree_grid_pointer_init (self);
  stree_grid_find_init (self);
}
