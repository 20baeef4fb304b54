/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-view-private.h"

#include <glib/gi18n-lib.h>

#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-filter-private.h"
#include "grid/stree-grid-format.h"
#include "stree-gtk-private.h"

/* Values to choose from, at most; and how high their list is, in pixels. */
#define MAX_VALUES 200
#define VALUES_HEIGHT 220
#define WIDTH 260

/* Owned by its popover. */
typedef struct
{
  StreeGridView   *grid; /* borrowed: the popover is in it */
  StreeGridColumn *column; /* held */
  GtkWidget       *popover; /* borrowed, as all widgets */
  GtkWidget       *values;
  GtkWidget       *note;
  const char      *about_values; /* static: what there is to say of them; NULL: nothing */
  StreeGridFilter  filter;
  GCancellable    *asking; /* owned: for the values */
} FilterPopover;

static void
popover_free (gpointer data)
{
  FilterPopover *self = data;

  g_cancellable_cancel (self->asking);
  g_object_unref (self->asking);
  stree_grid_column_unref (self->column);
  stree_grid_filter_clear (&self->filter);
  g_free (self);
}

static void
apply (FilterPopover *self)
{
  const char              *name = stree_grid_column_get_name (self->column);
  g_autoptr (StreeFilter) filter = stree_grid_filter_make (&self->filter, name);

  stree_grid_view_set_filter (self->grid, name, filter);
}

/* --- what is typed --- */

/* NULL: none. */
static void
show_note (FilterPopover *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->note), text ? text : "");
  gtk_widget_set_visible (self->note, text != NULL);
}

static void
text_cb (GtkEditable *entry, FilterPopover *self)
{
  const char *text = gtk_editable_get_text (entry);

  g_clear_pointer (&self->filter.text, g_free);
  self->filter.text = *text ? g_strdup (text) : NULL;
  apply (self);
}

static void
end_cb (GtkEditable *entry, FilterPopover *self)
{
  StreeCell        **end = g_object_get_data (G_OBJECT (entry), "stree-end");
  const char        *text = gtk_editable_get_text (entry);
  g_autoptr (GError) error = NULL;
  StreeCell         *cell = *text ? stree_grid_filter_parse_end (self->column, text, end == &self->filter.to, &error) : NULL;

  if (error)
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      show_note (self, error->message);
      return; /* the last range that could be read stays */
    }
  gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  show_note (self, self->about_values);
  g_clear_pointer (end, stree_cell_unref);
  if (cell && !stree_cell_is_null (cell))
    *end = cell;
  else
    g_clear_pointer (&cell, stree_cell_unref);
  apply (self);
}

static void
value_cb (GtkCheckButton *check, FilterPopover *self)
{
  StreeCell *cell = g_object_get_data (G_OBJECT (check), "stree-cell");

  if (gtk_check_button_get_active (check))
    {
      if (!self->filter.values)
        self->filter.values = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_cell_unref);
      g_ptr_array_add (self->filter.values, stree_cell_ref (cell));
    }
  else
    for (guint i = 0; self->filter.values && i < self->filter.values->len; i++)
      if (stree_cell_equal (self->filter.values->pdata[i], cell))
        {
          g_ptr_array_remove_index (self->filter.values, i);
          break;
        }
  if (self->filter.values && self->filter.values->len == 0)
    g_clear_pointer (&self->filter.values, g_ptr_array_unref);
  apply (self);
}

static void
clear_cb (GtkButton *button, FilterPopover *self)
{
  (void) button;
  stree_grid_filter_clear (&self->filter);
  apply (self);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* GtkSearchEntry keeps Escape for itself. */
static void
stop_cb (GtkSearchEntry *entry, FilterPopover *self)
{
  (void) entry;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* --- the values --- */

static void
add_value (FilterPopover *self, StreeFrame *values, guint row)
{
  g_autoptr (StreeCell) cell = stree_frame_get_cell (values, row, 0);
  g_autofree char      *text = stree_cell_is_null (cell) ? g_strdup (_ ("(empty)")) : stree_grid_column_format_cell (self->column, cell);
  GtkWidget            *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget            *check = gtk_check_button_new ();
  GtkWidget            *label = gtk_label_new (text);
  GtkWidget            *times = gtk_label_new (NULL);
  char                  count[STREE_GRID_COUNT_SIZE];

  gtk_label_set_text (GTK_LABEL (times), stree_grid_count_text ((guint64) stree_frame_get_int64 (values, row, 1), count, sizeof count));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (times, "dim-label");
  gtk_widget_add_css_class (times, "stree-number");
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), times);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), line);
  gtk_widget_set_hexpand (line, TRUE);
  stree_gtk_set_name (check, text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->filter.values && stree_grid_filter_has (&self->filter, cell));
  g_object_set_data_full (G_OBJECT (check), "stree-cell", stree_cell_ref (cell), (GDestroyNotify) stree_cell_unref);
  g_signal_connect (check, "toggled", G_CALLBACK (value_cb), self);
  gtk_box_append (GTK_BOX (self->values), check);
}

typedef struct
{
  FilterPopover *self; /* borrowed: gone when it was cancelled */
  GCancellable  *cancellable; /* owned */
} Asking;

static void
values_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autofree Asking        *asking = data;
  g_autoptr (GCancellable)  cancellable = asking->cancellable;
  FilterPopover            *self = asking->self;
  g_autoptr (GError)        error = NULL;
  g_autoptr (StreeFrame)    values = stree_source_distinct_finish (STREE_SOURCE (object), result, &error);
  guint                     n = values ? stree_frame_get_n_rows (values) : 0;

  if (g_cancellable_is_cancelled (cancellable))
    return;
  if (!values)
    {
      show_note (self, error->message);
      return;
    }
  for (guint i = 0; i < MIN (n, MAX_VALUES); i++)
    add_value (self, values, i);
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->values, GTK_TYPE_SCROLLED_WINDOW), n > 0);
  if (n > MAX_VALUES)
    self->about_values = _ ("There are more values than these, which are the most frequent ones.");
  else if (n == 0)
    self->about_values = stree_grid_options_get_n_parts (self->grid->options) > 0 ? _ ("No row has all that is asked for") : _ ("No rows");
  show_note (self, self->about_values);
}

static void
ask_values (FilterPopover *self)
{
  Asking                *asking = g_new (Asking, 1);
  g_autoptr (StreeQuery) others = stree_grid_view_make_query (self->grid, stree_grid_column_get_name (self->column));

  asking->self = self;
  asking->cancellable = g_object_ref (self->asking);
  stree_source_distinct_async (stree_grid_model_get_source (self->grid->model), (guint) self->column->index, others, MAX_VALUES + 1,
                               self->asking, values_cb, asking);
}

/* --- the popover --- */

static GtkWidget *
add_end (FilterPopover *self, const char *label, StreeCell **end)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget       *caption = gtk_label_new (label);
  GtkWidget       *entry = gtk_entry_new ();
  g_autofree char *text = *end ? stree_grid_filter_format_end (self->column, *end, end == &self->filter.to) : NULL;

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_editable_set_text (GTK_EDITABLE (entry), text ? text : "");
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  gtk_widget_set_hexpand (entry, TRUE);
  stree_gtk_set_name (entry, label);
  g_object_set_data (G_OBJECT (entry), "stree-end", end);
  g_signal_connect (entry, "changed", G_CALLBACK (end_cb), self);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), entry);
  return box;
}

static gboolean
has_range (const StreeGridColumn *column)
{
  switch (column->type)
    {
    case STREE_COLUMN_INT64:
    case STREE_COLUMN_DOUBLE:
    case STREE_COLUMN_DATE:
    case STREE_COLUMN_TIMESTAMP:
      return TRUE;
    case STREE_COLUMN_BOOL:
    case STREE_COLUMN_TEXT:
    default:
      return FALSE;
    }
}

static void
add_title (FilterPopover *self, GtkBox *box)
{
  const char      *label = stree_grid_column_get_label (self->column);
  g_autofree char *heading = g_strdup_printf (_ ("Filter “%s”"), label ? label : "");
  GtkWidget       *title = gtk_label_new (heading);

  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (box, title);
}

static void
fill (FilterPopover *self, GtkBox *box)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clear = gtk_button_new_with_mnemonic (_ ("_Clear Filter"));

  if (has_range (self->column))
    {
      GtkWidget *range = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      gtk_box_set_homogeneous (GTK_BOX (range), TRUE);
      gtk_box_append (GTK_BOX (range), add_end (self, _ ("From"), &self->filter.from));
      gtk_box_append (GTK_BOX (range), add_end (self, _ ("To"), &self->filter.to));
      gtk_box_append (box, range);
    }
  if (self->column->type == STREE_COLUMN_TEXT)
    {
      GtkWidget *entry = gtk_search_entry_new ();

      g_object_set (entry, "placeholder-text", _ ("Contains"), NULL);
      gtk_editable_set_text (GTK_EDITABLE (entry), self->filter.text ? self->filter.text : "");
      stree_gtk_set_name (entry, _ ("Contains"));
      g_signal_connect (entry, "changed", G_CALLBACK (text_cb), self);
      g_signal_connect (entry, "stop-search", G_CALLBACK (stop_cb), self);
      gtk_box_append (box, entry);
    }
  self->values = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), VALUES_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->values);
  gtk_box_append (box, scroller);
  self->note = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->note), 30);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dim-label");
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (box, self->note);
  g_signal_connect (clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_box_append (box, clear);
}

/* --- a filter of the program that is none of this kind --- */

/* The column's filter in words; NULL: it has none. */
static char *
describe (FilterPopover *self)
{
  StreeGridOptions *options = self->grid->options;

  for (guint i = 0; i < stree_grid_options_get_n_parts (options); i++)
    {
      const char *column;

      if (stree_grid_options_get_part (options, i, &column) == STREE_GRID_PART_COLUMN_FILTER &&
          g_str_equal (column, stree_grid_column_get_name (self->column)))
        return stree_grid_options_describe (options, i, stree_source_get_schema (stree_grid_model_get_source (self->grid->model)));
    }
  return NULL;
}

/* The usual parts, which begin empty. What is there stays until something is chosen in them. */
static void
replace_cb (GtkButton *button, FilterPopover *self)
{
  GtkWidget *box = gtk_popover_get_child (GTK_POPOVER (self->popover));
  GtkWidget *child;

  (void) button;
  while ((child = gtk_widget_get_last_child (box)) != gtk_widget_get_first_child (box))
    gtk_box_remove (GTK_BOX (box), child);
  fill (self, GTK_BOX (box));
  ask_values (self);
  gtk_widget_child_focus (self->popover, GTK_DIR_TAB_FORWARD);
}

static void
fill_foreign (FilterPopover *self, GtkBox *box)
{
  g_autofree char *words = describe (self);
  GtkWidget       *label = gtk_label_new (words);
  GtkWidget       *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget       *clear = gtk_button_new_with_mnemonic (_ ("_Remove"));
  GtkWidget       *replace = gtk_button_new_with_mnemonic (_ ("Re_place…"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (box, label);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  g_signal_connect (clear, "clicked", G_CALLBACK (clear_cb), self);
  g_signal_connect (replace, "clicked", G_CALLBACK (replace_cb), self);
  gtk_box_append (GTK_BOX (buttons), clear);
  gtk_box_append (GTK_BOX (buttons), replace);
  gtk_box_append (box, buttons);
}

void
stree_grid_filter_popup (StreeGridViewColumn *column)
{
  StreeGridView *grid = column->pane->grid;
  FilterPopover *self = g_new0 (FilterPopover, 1);
  GtkWidget     *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  StreeFilter   *filter = stree_grid_view_get_filter (grid, stree_grid_column_get_name (column->column));
  gboolean       foreign;
  GdkRectangle   place;

  self->grid = grid;
  self->column = stree_grid_column_ref (column->column);
  self->asking = g_cancellable_new ();
  foreign = filter && !stree_grid_filter_read (&self->filter, filter);
  self->popover = gtk_popover_new ();
  gtk_widget_add_css_class (self->popover, "stree-grid-filter");
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  g_object_set_data_full (G_OBJECT (self->popover), "stree-filter", self, popover_free);
  add_title (self, GTK_BOX (box));
  if (foreign)
    fill_foreign (self, GTK_BOX (box));
  else
    fill (self, GTK_BOX (box));
  stree_grid_popover_open (grid, self->popover, stree_grid_view_get_title_place (grid, column->number, &place) ? &place : NULL);
  if (!foreign)
    ask_values (self);
}
