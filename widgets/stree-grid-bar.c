/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-format-private.h"
#include "stree-gtk-private.h"

/* Selected cells are added up at once up to so many. */
#define MAX_SUMMED 200000
/* The same where something is edited: each row is looked for among what is. */
#define MAX_SUMMED_EDITED 4000
/* What chips have beside the search at least, in pixels. */
#define CHIPS_WIDTH 84
/* What of a chip's text is seen at least, in characters. */
#define CHIP_CHARS 6

/* --- above the rows: the search, and what narrows them --- */

static void
search_cb (GtkSearchEntry *entry, StreeGridView *self)
{
  stree_grid_view_set_search (self, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

/* Escape: out of it, back to the rows. */
static void
stop_search_cb (GtkSearchEntry *entry, StreeGridView *self)
{
  (void) entry;
  stree_grid_view_grab (self);
}

void
stree_grid_view_set_search (StreeGridView *self, const char *text)
{
  stree_grid_view_take_options (self, stree_grid_options_with_search (self->options, text && *text ? text : NULL), STREE_GRID_REASON_FILTER);
}

/* Not now: the chip that was clicked goes. */
static gboolean
remove_cb (gpointer data)
{
  StreeGridView *self = data;

  if (self->model && self->removed < stree_grid_options_get_n_parts (self->options))
    {
      StreeGridPart part = stree_grid_options_get_part (self->options, self->removed, NULL);

      stree_grid_view_take_options (self, stree_grid_options_without (self->options, self->removed),
                                    part == STREE_GRID_PART_SORT ? STREE_GRID_REASON_SORT : STREE_GRID_REASON_FILTER);
    }
  return G_SOURCE_REMOVE;
}

static void
chip_cb (GtkButton *button, StreeGridView *self)
{
  guint source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, remove_cb, g_object_ref (self), g_object_unref);

  g_source_set_name_by_id (source, "[streamtree] chip");
  self->removed = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "stree-part"));
}

static void
add_chip (StreeGridView *self, const char *text, guint part)
{
  GtkWidget       *button = gtk_button_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *label = gtk_label_new (text);
  g_autofree char *name = g_strdup_printf (_ ("Remove: %s"), text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (text, -1), CHIP_CHARS)); /* rather out of sight than unreadable */
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), stree_gtk_icon_new ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "stree-chip");
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  stree_gtk_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "stree-part", GUINT_TO_POINTER (part));
  g_signal_connect (button, "clicked", G_CALLBACK (chip_cb), self);
  gtk_box_append (GTK_BOX (self->chips), button);
}

/* What is searched for stands in its entry. */
static void
show_chips (StreeGridView *self)
{
  StreeSource *source = stree_grid_model_get_source (self->model);
  GtkWidget   *child;

  while ((child = gtk_widget_get_first_child (self->chips)))
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; source && i < stree_grid_options_get_n_parts (self->options); i++)
    {
      g_autofree char *text = stree_grid_options_describe (self->options, i, stree_source_get_schema (source));

      if (stree_grid_options_get_part (self->options, i, NULL) != STREE_GRID_PART_SEARCH)
        add_chip (self, text, i);
    }
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (self->chips, GTK_TYPE_SCROLLED_WINDOW)),
                                             gtk_widget_get_first_child (self->chips) ? CHIPS_WIDTH : -1);
}

/* --- below the rows: how many there are, and what the selected ones add up to --- */

const char *
stree_grid_count_text (guint64 n, char *buffer, gsize size)
{
  StreeGridMarks  marks = stree_grid_marks ();
  StreeGridWriter writer = stree_grid_writer (buffer, size);
  char            plain[24];

  g_snprintf (plain, sizeof plain, "%" G_GUINT64_FORMAT, n);
  stree_grid_write_digits (&writer, plain, TRUE, &marks);
  return stree_grid_written (&writer);
}

static char *
count_text (StreeGridView *self)
{
  gboolean exact;
  guint    n = stree_grid_model_get_n_rows (self->model, &exact);
  char     count[STREE_GRID_COUNT_SIZE];

  if (!stree_grid_model_get_source (self->model))
    return g_strdup ("");
  return g_strdup_printf (exact ? g_dngettext (GETTEXT_PACKAGE, "%s row", "%s rows", n) : g_dngettext (GETTEXT_PACKAGE, "about %s row", "about %s rows", n),
                          stree_grid_count_text (n, count, sizeof count));
}

typedef struct
{
  double  sum;
  guint64 n;
} Sum;

static void
add_up (Sum *sum, StreeFrame *frame, guint row, guint n_rows, const StreeGridColumn *column)
{
  guint index = (guint) column->index;

  if (stree_frame_get_column_type (frame, index) != column->type)
    return;
  for (guint end = row + n_rows; row < end; row++)
    {
      if (stree_frame_is_null (frame, row, index))
        continue;
      sum->sum += column->type == STREE_COLUMN_INT64 ? (double) stree_frame_get_int64 (frame, row, index)
                                                     : stree_frame_get_double (frame, row, index);
      sum->n++;
    }
}

static gboolean
is_summed (const StreeGridColumn *column)
{
  return column->index >= 0 && (column->type == STREE_COLUMN_INT64 || column->type == STREE_COLUMN_DOUBLE);
}

/* Page by page. FALSE: not all of it is at hand. */
static gboolean
add_up_rows (StreeGridView *self, guint first, guint last, GPtrArray *columns, Sum *sum)
{
  gboolean edited = stree_grid_view_has_edits (self);
  guint64  end = (guint64) last + 1;

  for (guint64 position = first; position < end;)
    {
      g_autoptr (StreeFrame) frame = NULL;
      StreeFrame            *page;
      guint                  row;
      guint                  n = 1;

      /* What is typed counts, and rows that are new. */
      if (edited && stree_grid_cells_get_row (self, (guint) position, &frame, &row))
        page = frame;
      else if (!edited && stree_grid_model_peek_row (self->model, (guint) position, &page, &row))
        n = (guint) MIN (stree_frame_get_n_rows (page) - row, end - position);
      else
        return FALSE;
      for (guint i = 0; i < columns->len; i++)
        add_up (sum, page, row, n, columns->pdata[i]);
      position += n;
    }
  return TRUE;
}

/* Of a range of cells; of rows there is nothing to add up. */
static char *
selection_text (StreeGridView *self)
{
  g_autoptr (GPtrArray) summed = g_ptr_array_new ();
  guint                 first_row, last_row, first_column, last_column;
  guint                 n_columns = 0;
  guint64               n_rows;
  Sum                   sum = { 0, 0 };
  g_autofree char      *text = NULL;
  char                  count[STREE_GRID_COUNT_SIZE], across[STREE_GRID_COUNT_SIZE];
  char                  total[STREE_GRID_TEXT_SIZE], mean[STREE_GRID_TEXT_SIZE];
  const StreeGridColumn *only;

  if (!stree_grid_view_get_range (self, &first_row, &last_row, &first_column, &last_column))
    {
      guint64 n = stree_ranges_count (stree_grid_model_get_selected (self->model));

      return n == 0 ? NULL
                    : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s selected", "%s selected", (gulong) n), stree_grid_count_text (n, count, sizeof count));
    }
  n_rows = (guint64) last_row - first_row + 1;
  for (guint number = first_column; number <= last_column; number++)
    {
      const StreeGridViewColumn *column = stree_grid_view_get_column (self, number);

      n_columns += !column->hidden;
      if (!column->hidden && is_summed (column->column))
        g_ptr_array_add (summed, column->column);
    }
  if (n_rows * n_columns <= 1)
    return NULL;
  text = g_strdup_printf (_ ("%s × %s cells"), stree_grid_count_text (n_rows, count, sizeof count),
                          stree_grid_count_text (n_columns, across, sizeof across));
  if (n_rows * summed->len > (stree_grid_view_has_edits (self) ? MAX_SUMMED_EDITED : MAX_SUMMED) ||
      !add_up_rows (self, first_row, last_row, summed, &sum) || sum.n == 0)
    return g_steal_pointer (&text);
  /* Of several columns there is no way of writing that is that of all. */
  only = summed->len == 1 ? summed->pdata[0] : NULL;
  return g_strdup_printf (_ ("%s   Sum %s   Mean %s"), text, stree_grid_format_figure (only, sum.sum, total, sizeof total),
                          stree_grid_format_figure (only, sum.sum / (double) sum.n, mean, sizeof mean));
}

static void
set_label (GtkWidget *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text ? text : "") != 0)
    gtk_label_set_text (GTK_LABEL (label), text ? text : "");
}

void
stree_grid_bar_show_note (StreeGridView *self, const char *text)
{
  set_label (self->selected_label, text);
  stree_gtk_announce (GTK_WIDGET (self), text);
}

void
stree_grid_bar_show_selection (StreeGridView *self)
{
  g_autofree char *text = selection_text (self);

  set_label (self->selected_label, text);
}


/* What can be done with what was typed. */
static void
show_edits (StreeGridView *self)
{
  guint            n = 0;
  gboolean         busy = FALSE, acting = self->acting != NULL;
  g_autofree char *text = NULL;
  char             count[STREE_GRID_COUNT_SIZE];

  if (self->edits)
    {
      n = stree_grid_edits_get_n_rows (self->edits, 0);
      busy = stree_grid_edits_is_committing (self->edits);
    }
  gtk_widget_set_visible (self->edit_box, self->edits != NULL);
  gtk_widget_set_visible (self->edits_label, n > 0);
  if (!self->edits)
    return;
  if (n > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row not saved", "%s rows not saved", n), stree_grid_count_text (n, count, sizeof count));
  set_label (self->edits_label, text);
  gtk_widget_set_sensitive (self->save_button, n > 0 && !busy && !acting);
  gtk_widget_set_sensitive (self->revert_button, n > 0 && !busy && !acting);
  gtk_widget_set_sensitive (self->undo_button, !acting && stree_grid_edits_get_undo_name (self->edits) != NULL);
  gtk_widget_set_sensitive (self->redo_button, !acting && stree_grid_edits_get_redo_name (self->edits) != NULL);
  gtk_widget_set_sensitive (self->delete_button, !acting && (stree_source_get_capabilities (stree_grid_edits_get_source (self->edits)) & STREE_SOURCE_DELETE) != 0);
  gtk_widget_set_sensitive (self->insert_button, !acting && (stree_source_get_capabilities (stree_grid_edits_get_source (self->edits)) & STREE_SOURCE_INSERT) != 0);
}

static gboolean
is_narrowed (StreeGridView *self)
{
  for (guint i = 0; i < stree_grid_options_get_n_parts (self->options); i++)
    if (stree_grid_options_get_part (self->options, i, NULL) != STREE_GRID_PART_SORT)
      return TRUE;
  return FALSE;
}

/* What there is instead of rows. */
static void
show_message (StreeGridView *self)
{
  const GError *error = stree_grid_model_get_error (self->model);
  const char   *message = self->unusable ? self->unusable : error ? error->message : self->problem;
  gboolean      empty = g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0 && !stree_grid_model_is_busy (self->model);
  gboolean      narrowed = is_narrowed (self);

  gtk_widget_set_visible (self->error_box, message != NULL);
  gtk_widget_set_visible (self->retry_button, error != NULL);
  set_label (self->error_label, message);
  gtk_widget_set_visible (self->empty_label, empty && !error && !self->unusable);
  set_label (self->empty_label, narrowed ? _ ("No row has all that is asked for") : _ ("No rows"));
}

void
stree_grid_bar_show_problem (StreeGridView *self, const char *message)
{
  self->obstructed = FALSE;
  if (!message && !self->problem)
    return;
  g_free (self->problem);
  self->problem = g_strdup (message);
  show_message (self);
  if (message)
    stree_gtk_announce (GTK_WIDGET (self), message);
}

void
stree_grid_bar_forget_problem (StreeGridView *self)
{
  if (!self->obstructed)
    stree_grid_bar_show_problem (self, NULL);
}

void
stree_grid_bar_show (StreeGridView *self)
{
  g_autofree char *count = count_text (self);

  set_label (self->count_label, count);
  gtk_widget_set_visible (self->spinner, stree_grid_model_is_busy (self->model));
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), stree_grid_model_is_busy (self->model));
  stree_grid_bar_show_selection (self);
  show_edits (self);
  show_message (self);
  stree_grid_access_show_size (self);
}

void
stree_grid_bar_show_query (StreeGridView *self)
{
  const char *search = stree_grid_options_get_search (self->options);

  show_chips (self);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), search ? search : "") == 0)
    return;
  /* What the entry says meanwhile, that it is empty, is not the user. */
  g_signal_handler_block (self->search_entry, self->search_changed);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), search ? search : "");
  g_signal_handler_unblock (self->search_entry, self->search_changed);
}

static void
retry_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  stree_grid_model_reload (self->model);
}

/* --- which columns are shown --- */

static void
toggled_cb (GtkCheckButton *check, StreeGridView *self)
{
  guint id = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "stree-id"));

  for (guint i = 0; i < self->columns->len; i++)
    if (stree_grid_view_get_column (self, i)->id == id)
      stree_grid_view_show_column (self, i, gtk_check_button_get_active (check));
}

static void
fill_columns (GtkMenuButton *button, gpointer data)
{
  StreeGridView *self = data;
  GtkWidget     *popover = gtk_popover_new ();
  GtkWidget     *scroller = gtk_scrolled_window_new ();
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const StreeGridViewColumn *column = stree_grid_view_get_column (self, i);
      GtkWidget                 *check = gtk_check_button_new_with_label (stree_grid_column_get_label (column->column));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !column->hidden);
      g_object_set_data (G_OBJECT (check), "stree-id", GUINT_TO_POINTER (column->id));
      g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 300);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

/* --- the parts --- */

GtkWidget *
stree_grid_progress_new (StreeGridView *self, const char *name, GCallback cancelled, GtkWidget **bar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  *bar = gtk_progress_bar_new ();
  gtk_widget_set_hexpand (*bar, TRUE);
  gtk_widget_set_valign (*bar, GTK_ALIGN_CENTER);
  stree_gtk_set_name (*bar, name);
  g_signal_connect (cancel, "clicked", cancelled, self);
  gtk_box_append (GTK_BOX (box), *bar);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_widget_set_visible (box, FALSE);
  gtk_box_append (GTK_BOX (self->bottom), box);
  return box;
}

static void
make_top (StreeGridView *self)
{
  GtkWidget             *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget             *button = gtk_menu_button_new ();
  GtkWidget             *export = gtk_menu_button_new ();
  GtkWidget             *scroller = gtk_scrolled_window_new ();
  g_autoptr (GMenuModel) exports = stree_grid_export_menu_new ();

  self->search_entry = gtk_search_entry_new ();
  g_object_set (self->search_entry, "placeholder-text", _ ("Search"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search_entry), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->search_entry), 30);
  stree_gtk_set_name (self->search_entry, _ ("Search"));
  self->search_changed = g_signal_connect (self->search_entry, "search-changed", G_CALLBACK (search_cb), self);
  g_signal_connect (self->search_entry, "stop-search", G_CALLBACK (stop_search_cb), self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Columns"));
  stree_gtk_set_name (button, _ ("Columns"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_columns, self, NULL);
  /* Beside the search, so that the rows stay where they are when there are some. */
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (self->chips, "stree-grid-chips");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->chips);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (export), "document-save-as-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (export), exports);
  gtk_widget_set_tooltip_text (export, _ ("Export"));
  stree_gtk_set_name (export, _ ("Export"));
  gtk_box_append (GTK_BOX (line), self->search_entry);
  gtk_box_append (GTK_BOX (line), scroller);
  gtk_box_append (GTK_BOX (line), export);
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_add_css_class (line, "stree-grid-bar");
  gtk_box_append (GTK_BOX (self->top), line);

  self->error_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->error_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->error_label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->error_label), 0);
  gtk_widget_set_hexpand (self->error_label, TRUE);
  self->retry_button = gtk_button_new_with_mnemonic (_ ("_Try Again"));
  g_signal_connect (self->retry_button, "clicked", G_CALLBACK (retry_cb), self);
  gtk_widget_set_valign (self->retry_button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->error_box), self->error_label);
  gtk_box_append (GTK_BOX (self->error_box), self->retry_button);
  gtk_widget_add_css_class (self->error_box, "stree-grid-error");
  gtk_widget_set_visible (self->error_box, FALSE);
  gtk_box_append (GTK_BOX (self->top), self->error_box);
}

static void
save_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  stree_grid_view_save (self);
}

static void
revert_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  stree_grid_editor_cancel (self);
  stree_grid_bar_show_problem (self, NULL);
  stree_grid_edits_revert_all (self->edits);
}

static void
undo_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  stree_grid_view_undo (self);
}

static void
redo_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  stree_grid_view_redo (self);
}

static void
insert_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  stree_grid_view_insert_row (self);
}

static void
delete_cb (GtkButton *button, StreeGridView *self)
{
  (void) button;
  stree_grid_view_delete_rows (self);
}

static GtkWidget *
add_edit_button (StreeGridView *self, const char *icon, const char *name, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  stree_gtk_set_name (button, name);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->edit_box), button);
  return button;
}

static void
make_edit_box (StreeGridView *self)
{
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->edit_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  self->insert_button = add_edit_button (self, "list-add-symbolic", _ ("Add Row"), G_CALLBACK (insert_cb));
  self->delete_button = add_edit_button (self, "list-remove-symbolic", _ ("Delete Rows"), G_CALLBACK (delete_cb));
  self->undo_button = add_edit_button (self, "edit-undo-symbolic", _ ("Undo"), G_CALLBACK (undo_cb));
  self->redo_button = add_edit_button (self, "edit-redo-symbolic", _ ("Redo"), G_CALLBACK (redo_cb));
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (self->edit_box), space);
  self->revert_button = gtk_button_new_with_mnemonic (_ ("_Revert"));
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  g_signal_connect (self->revert_button, "clicked", G_CALLBACK (revert_cb), self);
  g_signal_connect (self->save_button, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (self->edit_box), self->revert_button);
  gtk_box_append (GTK_BOX (self->edit_box), self->save_button);
  gtk_widget_set_visible (self->edit_box, FALSE);
}

void
stree_grid_bar_init (StreeGridView *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  make_top (self);
  self->empty_label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->empty_label, "dim-label");
  gtk_widget_set_halign (self->empty_label, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->empty_label, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->empty_label, FALSE);
  gtk_widget_set_can_target (self->empty_label, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->empty_label);

  self->count_label = gtk_label_new (NULL);
  /* Not beside the buttons: a narrow window has no room for it there. */
  self->edits_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->edits_label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->edits_label, "dim-label");
  self->spinner = gtk_spinner_new ();
  self->selected_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->selected_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->selected_label), 1);
  gtk_widget_set_hexpand (self->selected_label, TRUE);
  gtk_widget_add_css_class (self->bottom, "stree-grid-bar");
  gtk_box_set_spacing (GTK_BOX (self->bottom), 3);
  gtk_box_append (GTK_BOX (line), self->count_label);
  gtk_box_append (GTK_BOX (line), self->edits_label);
  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_box_append (GTK_BOX (line), self->selected_label);
  gtk_box_append (GTK_BOX (self->bottom), line);
  stree_grid_export_init (self);
  stree_grid_block_init (self);
  make_edit_box (self);
  gtk_box_append (GTK_BOX (self->bottom), self->edit_box);
}
