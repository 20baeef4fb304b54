/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* DataFrame: a GtkColumnView over a frame's rows. A row is an object, and its cells are widgets, only near the screen.
 *
 * Sorting is ours: GTK would compare a million row objects in the main loop. A click on a header only says which column;
 * the rows are put in order by a query of the frame, in a thread when there are many.
 */

#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "data/stree-frame-model-private.h"
#include "data/stree-frame-query.h"
#include "elements/stree-data-frame.h"
#include "stree-grid-cell-private.h"

/* Up to so many rows are sorted at once; more in a thread. */
#define SORT_AT_ONCE 20000
/* How many columns a sort looks at: the one clicked last, then those before it. */
#define MAX_SORT_KEYS 3
#define MIN_HEIGHT 240

typedef struct
{
  guint    column;
  gboolean descending;
} SortKey;

typedef struct
{
  GtkWidget          *scroller; /* borrowed: owns this */
  GtkColumnView      *view;     /* borrowed */
  StreeFrameModel    *model;    /* owned */
  GtkSingleSelection *selection; /* owned */
  StreeFrame         *frame;    /* owned: what was declared; NULL: none */
  StreeFrame         *columns;  /* owned: the frame that the columns were made for; NULL: none */
  SortKey             keys[MAX_SORT_KEYS];
  guint               n_keys;
  gboolean            row_numbers;
  GCancellable       *sorting;  /* owned: a sort that is under way */
  gboolean            making;   /* while columns come and go: what their sorters say is not the user */
  double              from_start; /* how far it is scrolled from where a line starts */
  int                 probed;   /* while asking the view how it is sorted: the first column it compared */
} Grid;

static void
stop_sorting (Grid *grid)
{
  if (grid->sorting)
    g_cancellable_cancel (grid->sorting);
  g_clear_object (&grid->sorting);
}

static void
grid_free (gpointer data)
{
  Grid *grid = data;

  stop_sorting (grid);
  g_clear_object (&grid->selection);
  g_clear_object (&grid->model);
  g_clear_pointer (&grid->frame, stree_frame_unref);
  g_clear_pointer (&grid->columns, stree_frame_unref);
  g_free (grid);
}

static Grid *
grid_of (StreeNode *node)
{
  return g_object_get_data (G_OBJECT (node->widget), "stree-grid");
}

/* --- rows --- */

static void
show_rows (Grid *grid, StreeFrame *frame)
{
  if (frame == stree_frame_model_get_frame (grid->model))
    return;
  /* What stands at the selected place is another row now. */
  gtk_single_selection_set_selected (grid->selection, GTK_INVALID_LIST_POSITION);
  stree_frame_model_set_frame (grid->model, frame);
}

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeFrame) sorted = stree_frame_query_finish (result, &error);
  Grid                  *grid = data;

  (void) source;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the grid may be gone */
  g_clear_object (&grid->sorting);
  if (sorted)
    show_rows (grid, sorted);
  else
    g_warning ("The table could not be sorted: %s", error->message);
}

/* Shows what was declared, in the order that the user chose. */
static void
show_sorted (Grid *grid)
{
  g_autoptr (StreeQuery) query = NULL;

  stop_sorting (grid);
  if (!grid->frame || grid->n_keys == 0)
    {
      show_rows (grid, grid->frame);
      return;
    }
  query = stree_query_new ();
  for (guint i = 0; i < grid->n_keys; i++)
    stree_query_add_sort (query, stree_frame_get_column_name (grid->frame, grid->keys[i].column), grid->keys[i].descending);
  if (stree_frame_get_n_rows (grid->frame) <= SORT_AT_ONCE)
    {
      g_autoptr (StreeFrame) sorted = stree_frame_query (grid->frame, query, NULL, NULL);

      show_rows (grid, sorted);
      return;
    }
  grid->sorting = g_cancellable_new ();
  stree_frame_query_async (grid->frame, query, grid->sorting, sorted_cb, grid);
}

/* --- sorting by a click on a header --- */

/* Every column's sorter, for the view to have one: compares nothing, only says that it was asked. */
static int
probe_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  GtkColumnViewColumn *column = data;
  Grid                *grid = g_object_get_data (G_OBJECT (column), "stree-grid");

  (void) a;
  (void) b;
  if (grid->probed < 0)
    grid->probed = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (column), "stree-column"));
  return -1;
}

static void
sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer data)
{
  Grid               *grid = data;
  g_autoptr (GObject) one = NULL;
  g_autoptr (GObject) other = NULL;
  GtkOrdering         order;
  SortKey             keys[MAX_SORT_KEYS];
  guint               n = 0;

  (void) change;
  if (grid->making)
    return;
  /* GTK 4.8 does not tell which column it is, but it asks that column first, about any two objects. */
  one = g_object_new (G_TYPE_OBJECT, NULL);
  other = g_object_new (G_TYPE_OBJECT, NULL);
  grid->probed = -1;
  order = gtk_sorter_compare (sorter, one, other);
  if (grid->probed >= 0)
    {
      keys[n].column = (guint) grid->probed;
      keys[n++].descending = order == GTK_ORDERING_LARGER;
      for (guint i = 0; i < grid->n_keys && n < MAX_SORT_KEYS; i++)
        if (grid->keys[i].column != (guint) grid->probed)
          keys[n++] = grid->keys[i];
    }
  if (n == grid->n_keys && memcmp (keys, grid->keys, n * sizeof *keys) == 0)
    return;
  memcpy (grid->keys, keys, n * sizeof *keys);
  grid->n_keys = n;
  show_sorted (grid);
}

/* --- columns --- */

static void
add_column (Grid *grid, const char *title, int index, int width, gboolean expand)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, stree_grid_cell_factory (grid->model, grid->columns, index));

  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_column_set_expand (column, expand);
  if (index >= 0)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, column, NULL));

      g_object_set_data (G_OBJECT (column), "stree-grid", grid);
      g_object_set_data (G_OBJECT (column), "stree-column", GINT_TO_POINTER (index));
      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_append_column (grid->view, column);
}

static void
remove_columns (Grid *grid)
{
  GListModel *columns = gtk_column_view_get_columns (grid->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (grid->view, column);
    }
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_LABEL (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

/* The title of numbers is above them, at the right. GTK has no way to ask for it: the headers stand in the view's first child. */
static void
align_titles (Grid *grid)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (grid->view));
  GtkWidget *title = header ? gtk_widget_get_first_child (header) : NULL;

  for (int index = grid->row_numbers ? STREE_GRID_ROW_NUMBER : 0; title; index++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = find_label (title);
      GtkWidget *box;

      if (!label || !stree_grid_is_number (grid->columns, index))
        continue;
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_set_hexpand (label, TRUE);
      /* The arrow of what is sorted, which keeps its place when it is not seen, goes before it. */
      box = gtk_widget_get_parent (label);
      if (GTK_IS_BOX (box) && gtk_widget_get_last_child (box) != label)
        gtk_box_reorder_child_after (GTK_BOX (box), label, gtk_widget_get_last_child (box));
    }
}

static void
make_columns (Grid *grid)
{
  guint n = grid->columns ? stree_frame_get_n_columns (grid->columns) : 0;

  if (n > 0 && grid->row_numbers)
    add_column (grid, "#", STREE_GRID_ROW_NUMBER, stree_grid_measure (GTK_WIDGET (grid->view), grid->columns, STREE_GRID_ROW_NUMBER),
                FALSE);
  for (guint i = 0; i < n; i++)
    add_column (grid, stree_frame_get_column_name (grid->columns, i), (int) i,
                stree_grid_measure (GTK_WIDGET (grid->view), grid->columns, (int) i), TRUE);
  align_titles (grid);
}

static gboolean
columns_fit (Grid *grid, const StreeDataFrameArgs *args)
{
  return grid->columns && args->data && grid->row_numbers == !!args->row_numbers &&
         stree_frame_same_columns (grid->columns, args->data);
}

static void
show_frame (Grid *grid, const StreeDataFrameArgs *args)
{
  g_clear_pointer (&grid->frame, stree_frame_unref);
  grid->frame = args->data ? stree_frame_ref (args->data) : NULL;
  if (columns_fit (grid, args))
    {
      show_sorted (grid);
      return;
    }
  /* Another table: no sort, no place to keep. Rows go first, so that no cell asks for a column that is gone. */
  grid->n_keys = 0;
  stop_sorting (grid);
  show_rows (grid, NULL);
  grid->making = TRUE;
  remove_columns (grid);
  g_clear_pointer (&grid->columns, stree_frame_unref);
  grid->columns = args->data ? stree_frame_ref (args->data) : NULL;
  grid->row_numbers = !!args->row_numbers;
  make_columns (grid);
  grid->making = FALSE;
  show_rows (grid, grid->frame);
}

/* --- the keyboard --- */

/* Tab leaves the table: GTK would go on to the next row, through all of a million. The arrow keys do that. Newer GTK (4.12)
 * has a property for it. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType modifiers, gpointer data)
{
  Grid            *grid = data;
  GtkRoot         *root = gtk_widget_get_root (grid->scroller);
  gboolean         back = keyval == GDK_KEY_ISO_Left_Tab || (modifiers & GDK_SHIFT_MASK) != 0;
  GtkWidget       *before = root ? gtk_root_get_focus (root) : NULL;
  GtkDirectionType where = back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD;

  (void) controller;
  (void) keycode;
  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_KP_Tab && keyval != GDK_KEY_ISO_Left_Tab) ||
      (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) || !before)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_set_can_focus (grid->scroller, FALSE);
  g_signal_emit_by_name (root, "move-focus", where);
  gtk_widget_set_can_focus (grid->scroller, TRUE);
  if (!gtk_root_get_focus (root)) /* there is nothing else */
    gtk_widget_grab_focus (before);
  return GDK_EVENT_STOP;
}

static void
let_tab_leave (Grid *grid)
{
  GtkEventController *keys;
  GParamSpec         *behavior = g_object_class_find_property (G_OBJECT_GET_CLASS (grid->view), "tab-behavior");

  if (behavior)
    {
      const GEnumValue *item = g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (behavior)->enum_class, "item");

      g_object_set (grid->view, "tab-behavior", item->value, NULL);
      return;
    }
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), grid);
  gtk_widget_add_controller (GTK_WIDGET (grid->view), keys);
}

/* --- sideways: GtkColumnView 4.8 keeps its distance from the left; what counts is that from where a line starts, and newer
 *     ones keep that by themselves (seen on 4.18 and 4.24) --- */

static gboolean
allocate_again_cb (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  (void) clock;
  (void) data;
  gtk_widget_queue_allocate (view);
  return G_SOURCE_REMOVE;
}

static double
flip (Grid *grid, GtkAdjustment *place, double value)
{
  if (gtk_widget_get_direction (GTK_WIDGET (grid->view)) != GTK_TEXT_DIR_RTL)
    return value;
  return MAX (0, gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place) - value);
}

static void
scrolled_cb (GtkAdjustment *place, Grid *grid)
{
  grid->from_start = flip (grid, place, gtk_adjustment_get_value (place));
}

/* The view says so while it is allocated, when all it asks for is forgotten: it is allocated again in the next frame. */
static void
extent_changed_cb (GtkAdjustment *place, Grid *grid)
{
  double value = flip (grid, place, grid->from_start);

  if (gtk_widget_get_direction (GTK_WIDGET (grid->view)) != GTK_TEXT_DIR_RTL ||
      value == gtk_adjustment_get_value (place))
    return;
  gtk_adjustment_set_value (place, value);
  gtk_widget_add_tick_callback (GTK_WIDGET (grid->view), allocate_again_cb, NULL, NULL);
}

/* The program turns: cells are aligned by which way it runs. */
static void
turned_cb (GtkWidget *view, GtkTextDirection previous, Grid *grid)
{
  (void) view;
  (void) previous;
  stree_frame_model_refresh (grid->model);
}

static void
direction_changed_cb (GtkWidget *view, GtkTextDirection previous, Grid *grid)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (grid->scroller));

  (void) view;
  (void) previous;
  gtk_adjustment_set_value (place, flip (grid, place, grid->from_start));
}

static void
start_where_lines_start (Grid *grid)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (grid->scroller));

  if (!gtk_check_version (4, 10, 0))
    return;
  g_signal_connect (place, "value-changed", G_CALLBACK (scrolled_cb), grid);
  g_signal_connect (place, "changed", G_CALLBACK (extent_changed_cb), grid);
  g_signal_connect (grid->view, "direction-changed", G_CALLBACK (direction_changed_cb), grid);
}

/* --- the kind --- */

static void
set_size (Grid *grid, const StreeDataFrameArgs *args)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (grid->scroller);

  gtk_scrolled_window_set_max_content_height (scroller, -1);
  gtk_scrolled_window_set_min_content_height (scroller, args->height ? args->height : MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (scroller, args->height ? args->height : -1);
  gtk_scrolled_window_set_max_content_width (scroller, -1);
  gtk_scrolled_window_set_min_content_width (scroller, args->width ? args->width : -1);
  gtk_scrolled_window_set_max_content_width (scroller, args->width ? args->width : -1);
  gtk_widget_set_halign (grid->scroller, args->width ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (grid->scroller, args->width == 0);
  gtk_widget_set_vexpand (grid->scroller, args->height == 0);
}

static void
set_name (Grid *grid, const StreeDataFrameArgs *args)
{
  const char *name = args->label;

  if (!name && args->data)
    name = stree_frame_get_label (args->data);
  if (!name || !*name)
    name = _ ("Table");
  stree_gtk_set_name (GTK_WIDGET (grid->view), name);
  /* The focus is in a part of it. */
  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (grid->view)); part; part = gtk_widget_get_next_sibling (part))
    if (g_str_equal (gtk_widget_get_css_name (part), "listview"))
      stree_gtk_set_name (part, name);
}

static GtkWidget *
data_frame_create (StreeNode *node)
{
  const StreeDataFrameArgs *args = stree_node_args (node);
  Grid                     *grid = g_new0 (Grid, 1);
  GtkWidget                *scroller = gtk_scrolled_window_new ();
  GtkWidget                *view = gtk_column_view_new (NULL);

  grid->scroller = scroller;
  grid->view = GTK_COLUMN_VIEW (view);
  grid->model = stree_frame_model_new ();
  grid->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (grid->model)));
  gtk_single_selection_set_autoselect (grid->selection, FALSE);
  gtk_single_selection_set_can_unselect (grid->selection, TRUE);
  gtk_single_selection_set_selected (grid->selection, GTK_INVALID_LIST_POSITION);
  gtk_column_view_set_model (grid->view, GTK_SELECTION_MODEL (grid->selection));
  gtk_widget_add_css_class (view, "data-table");
  let_tab_leave (grid);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  start_where_lines_start (grid);
  g_signal_connect (view, "direction-changed", G_CALLBACK (turned_cb), grid);
  g_object_set_data_full (G_OBJECT (scroller), "stree-grid", grid, grid_free);
  /* Closed before the grid goes: both go with the scroller. */
  g_signal_connect (gtk_column_view_get_sorter (grid->view), "changed", G_CALLBACK (sorter_changed_cb), grid);
  set_size (grid, args);
  set_name (grid, args);
  show_frame (grid, args);
  return scroller;
}

static void
data_frame_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  const StreeDataFrameArgs *args = stree_node_args (node);
  Grid                     *grid = grid_of (node);

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, width) ||
      STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, height))
    set_size (grid, args);
  if (STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, data) ||
      STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, label))
    set_name (grid, args);
  if (STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, data) ||
      STREE_GTK_CHANGED (changed, node, StreeDataFrameArgs, row_numbers))
    show_frame (grid, args);
}

/* The widget may outlive the node for a moment; no sort may come back to it. */
static void
data_frame_destroy (StreeNode *node)
{
  Grid *grid = grid_of (node);

  stop_sorting (grid);
  g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (grid->view), grid);
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (grid->scroller)), grid);
  g_signal_handlers_disconnect_by_data (grid->view, grid);
}

extern const StreeGtkKind stree_gtk_data_frame;
const StreeGtkKind stree_gtk_data_frame = {
  .kind = "DataFrame",
  .create = data_frame_create,
  .update = data_frame_update,
  .destroy = data_frame_destroy,
};
