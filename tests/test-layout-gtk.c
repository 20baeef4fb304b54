/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What lays out, in a window: where things are, what a rerun leaves alone, pictures that cannot be shown. */

#include <streamtree-gtk.h>

#include <glib/gstdio.h>

#include "stree-view-private.h"
#include "wait-for.h"

/* --- a window that shows a view --- */

typedef struct
{
  GtkWidget *window;
  StreeView *view;
} Fixture;

static Fixture
show (StreeComponentFunc func, gpointer props, int width)
{
  Fixture fixture = { .window = gtk_window_new (), .view = STREE_VIEW (stree_view_new (NULL, "app", func, props)) };

  gtk_window_set_default_size (GTK_WINDOW (fixture.window), width, 600);
  gtk_window_set_decorated (GTK_WINDOW (fixture.window), FALSE);
  gtk_window_set_child (GTK_WINDOW (fixture.window), GTK_WIDGET (fixture.view));
  gtk_window_present (GTK_WINDOW (fixture.window));
  wait_for (gtk_widget_get_width (GTK_WIDGET (fixture.view)) > 0);
  return fixture;
}

static void
hide (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
}

static void
rerun (Fixture *fixture)
{
  stree_view_rerun (fixture->view);
  stree_view_flush (fixture->view);
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (void) widget;
  (void) clock;
  return --*(int *) data > 0;
}

/* Layout is done in the frame that follows. */
static void
wait_frames (Fixture *fixture)
{
  int left = 2;

  gtk_widget_add_tick_callback (GTK_WIDGET (fixture->view), frame_cb, &left, NULL);
  wait_for (left == 0);
}

static GtkWidget *
widget_of (Fixture *fixture, const char *key)
{
  StreeNode *root = stree_view_get_mount (fixture->view)->root;

  for (StreeNode *node = stree_node_next_in (root, root); node; node = stree_node_next_in (node, root))
    if (g_strcmp0 (stree_node_get_key (node), key) == 0)
      return node->widget;
  g_error ("nothing has the key '%s'", key);
}

static graphene_rect_t
place_of (Fixture *fixture, const char *key)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget_of (fixture, key), GTK_WIDGET (fixture->view), &bounds));
  return bounds;
}

/* --- columns --- */

typedef struct
{
  gboolean narrow_child;
  gboolean without;
} ColumnsData;

static StreeElement *
columns (StreeContext *cx, gpointer props)
{
  const ColumnsData *data = props;

  (void) cx;
  return stree_columns_with ((.weights = STREE_DOUBLES (2, 1, data->without ? 3 : 1), .key = "columns"),
                             stree_with (stree_card_with ((.key = "a"), stree_text ("a")), .min_width = data->narrow_child ? 500 : 0),
                             data->without ? NULL : stree_card_with ((.key = "b"), stree_text ("b")),
                             stree_button ("c", .key = "c"));
}

static void
test_columns (void)
{
  ColumnsData     data = { 0 };
  Fixture         fixture = show (columns, &data, 848);
  graphene_rect_t a = place_of (&fixture, "a"), b = place_of (&fixture, "b"), c = place_of (&fixture, "c");

  /* 848 less two gaps of 12 is 824: 412, 206, 206. */
  g_assert_cmpfloat (a.size.width, ==, 412);
  g_assert_cmpfloat (b.size.width, ==, 206);
  g_assert_cmpfloat (c.size.width, ==, 206);
  g_assert_cmpfloat (b.origin.x, ==, 424);
  g_assert_cmpfloat (c.origin.x, ==, 642);
  g_assert_cmpfloat (b.origin.y, ==, a.origin.y);
  g_assert_cmpfloat (b.size.height, ==, a.size.height);

  /* A column that needs more than its share has that; the others share what is left. */
  data.narrow_child = TRUE;
  rerun (&fixture);
  wait_frames (&fixture);
  g_assert_cmpfloat (place_of (&fixture, "a").size.width, ==, 500);
  g_assert_cmpfloat (place_of (&fixture, "b").size.width, ==, 162);
  g_assert_cmpfloat (place_of (&fixture, "c").size.width, ==, 162);

  /* A weight belongs to its place, also when there is nothing before it. */
  data.narrow_child = FALSE;
  data.without = TRUE;
  rerun (&fixture);
  wait_frames (&fixture);
  g_assert_cmpfloat_with_epsilon (place_of (&fixture, "a").size.width, 836 * 2 / 5., 1);
  g_assert_cmpfloat_with_epsilon (place_of (&fixture, "c").size.width, 836 * 3 / 5., 1);
  hide (&fixture);
}

static StreeElement *
shifting (StreeContext *cx, gpointer props)
{
  StreeElement *a = stree_button ("a", .key = "a");

  (void) cx;
  return stree_columns_with ((.weights = STREE_DOUBLES (1, 3, 1), .key = "columns"), *(gboolean *) props ? NULL : a,
                             *(gboolean *) props ? a : NULL, stree_button ("c", .key = "c"));
}

/* One that goes to another place, past nothing but a gap, has that place's weight. */
static void
test_columns_shifted (void)
{
  gboolean shifted = FALSE;
  Fixture  fixture = show (shifting, &shifted, 812);

  g_assert_cmpfloat_with_epsilon (place_of (&fixture, "a").size.width, 400, 1);
  shifted = TRUE;
  rerun (&fixture);
  wait_frames (&fixture);
  g_assert_cmpfloat_with_epsilon (place_of (&fixture, "a").size.width, 600, 1);
  g_assert_cmpfloat_with_epsilon (place_of (&fixture, "c").size.width, 200, 1);
  hide (&fixture);
}

static void
test_columns_narrow (void)
{
  ColumnsData     data = { 0 };
  Fixture         fixture = show (columns, &data, 360);
  graphene_rect_t a = place_of (&fixture, "a"), b = place_of (&fixture, "b"), c = place_of (&fixture, "c");

  g_assert_cmpfloat (a.size.width, ==, 360);
  g_assert_cmpfloat (b.size.width, ==, 360);
  g_assert_cmpfloat (b.origin.y, ==, a.origin.y + a.size.height + 12);
  g_assert_cmpfloat (c.origin.y, ==, b.origin.y + b.size.height + 12);
  hide (&fixture);
}

/* --- grid --- */

typedef struct
{
  const char *order;
  int         columns;
  int         min_width;
} GridData;

static StreeElement *
grid (StreeContext *cx, gpointer props)
{
  const GridData *data = props;
  StreeBuilder   *cells = stree_builder_new ();

  (void) cx;
  for (const char *p = data->order; *p; p++)
    stree_builder_add (cells, stree_with (stree_text_input (stree_str ("%c", *p), .key = stree_str ("%c", *p)), .min_width = data->min_width));
  return stree_grid (data->columns, stree_builder_end (cells));
}

static void
assert_cell (Fixture *fixture, const char *key, int column, int row, int width)
{
  graphene_rect_t place = place_of (fixture, key);
  double          height = place.size.height + 12;

  g_assert_cmpfloat (place.size.width, ==, width);
  g_assert_cmpfloat (place.origin.x, ==, column * (width + 12));
  g_assert_cmpfloat (place.origin.y, ==, row * height);
}

static void
test_grid (void)
{
  GridData     data = { .order = "abcde", .columns = 3 };
  Fixture      fixture = show (grid, &data, 924); /* three cells of 300 */
  GtkWidget   *entry = stree_gtk_labelled_get (widget_of (&fixture, "e"));
  GtkWidget   *focus;

  assert_cell (&fixture, "a", 0, 0, 300);
  assert_cell (&fixture, "c", 2, 0, 300);
  assert_cell (&fixture, "e", 1, 1, 300);

  gtk_widget_grab_focus (entry);
  focus = gtk_root_get_focus (GTK_ROOT (fixture.window));
  g_assert_true (gtk_widget_is_ancestor (focus, entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "typed");
  gtk_editable_set_position (GTK_EDITABLE (entry), 3);

  data.order = "eabcd";
  rerun (&fixture);
  wait_frames (&fixture);
  assert_cell (&fixture, "e", 0, 0, 300);
  assert_cell (&fixture, "d", 1, 1, 300);
  g_assert_true (stree_gtk_labelled_get (widget_of (&fixture, "e")) == entry);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture.window)) == focus);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "typed");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 3);

  /* Cells that need more width than there is: fewer of them in a row. */
  data.min_width = 400;
  rerun (&fixture);
  wait_frames (&fixture);
  assert_cell (&fixture, "a", 1, 0, 456);
  assert_cell (&fixture, "b", 0, 1, 456);
  hide (&fixture);
}

/* --- rows --- */

typedef struct
{
  const char *gap;
  StreeAlign  align;
} RowData;

static StreeElement *
row (StreeContext *cx, gpointer props)
{
  const RowData *data = props;

  (void) cx;
  return stree_vstack (
    stree_hstack_with ((.gap = data->gap, .align = data->align, .key = "row"), stree_button ("a", .key = "a"),
                       stree_with (stree_button ("b", .key = "b"), .min_height = 100), stree_spacer (.key = "space"), stree_divider (.key = "line"),
                       stree_button ("c", .key = "c")),
    stree_hstack (stree_text_input ("Label", .key = "input"), stree_button ("Go", .key = "go")));
}

static double
gap_of (Fixture *fixture)
{
  graphene_rect_t a = place_of (fixture, "a");

  wait_frames (fixture);
  a = place_of (fixture, "a");
  return place_of (fixture, "b").origin.x - a.origin.x - a.size.width;
}

static void
test_row (void)
{
  RowData         data = { 0 };
  Fixture         fixture = show (row, &data, 800);
  graphene_rect_t whole = place_of (&fixture, "row"), a = place_of (&fixture, "a"), c = place_of (&fixture, "c");
  graphene_rect_t input, go;

  g_assert_cmpfloat (gap_of (&fixture), ==, 12);
  g_assert_cmpfloat_with_epsilon (a.origin.y + a.size.height / 2, whole.size.height / 2, 1);
  g_assert_cmpfloat (a.size.height, <, 60);
  g_assert_cmpfloat (c.origin.x + c.size.width, ==, 800); /* pushed there by the spacer */
  g_assert_cmpfloat (place_of (&fixture, "line").size.height, ==, whole.size.height);
  g_assert_cmpfloat (place_of (&fixture, "line").size.width, <, 4);

  input = place_of (&fixture, "input");
  go = place_of (&fixture, "go");
  g_assert_cmpfloat (input.size.width, ==, 800 - 12 - go.size.width); /* what is left over */
  g_assert_cmpfloat (go.origin.y + go.size.height, ==, input.origin.y + input.size.height);

  data = (RowData){ .gap = "5%", .align = STREE_ALIGN_START };
  rerun (&fixture);
  g_assert_cmpfloat (gap_of (&fixture), ==, 40);
  g_assert_cmpfloat (place_of (&fixture, "a").origin.y, ==, 0);
  data = (RowData){ .gap = "0", .align = STREE_ALIGN_FILL };
  rerun (&fixture);
  g_assert_cmpfloat (gap_of (&fixture), ==, 0);
  g_assert_cmpfloat (place_of (&fixture, "a").size.height, ==, 100);
  data.gap = "2em";
  rerun (&fixture);
  g_assert_cmpfloat_with_epsilon (gap_of (&fixture), 2 * 10 * 96 / 72., 1.01); /* the font has 10 points */
  data.gap = "90%"; /* gives way before something is cut off */
  rerun (&fixture);
  wait_frames (&fixture);
  c = place_of (&fixture, "c");
  g_assert_cmpfloat (c.origin.x + c.size.width, <=, 800);
  hide (&fixture);
}

/* --- what a rerun leaves alone --- */

typedef struct
{
  gboolean extra;
  gboolean bound;
} FoldData;

static StreeElement *
folds (StreeContext *cx, gpointer props)
{
  const FoldData *data = props;
  StreeState     *page = stree_global_int (cx, "page", 1);
  StreeState     *open = stree_global_bool (cx, "open", FALSE);

  return stree_page (
    stree_expander_with ((.label = data->extra ? "More" : "Less", .key = "free"), stree_text ("inside")),
    stree_expander_with ((.label = "Bound", .expanded = stree_bind (open), .key = "bound"), stree_text ("inside")),
    stree_tabs_with ((.index = data->bound ? stree_bind (page) : (StreeValue){ .type = STREE_VALUE_NONE }, .key = "tabs"),
                     data->extra ? stree_keyed ("x", stree_tab ("X", stree_text ("x"))) : NULL,
                     stree_keyed ("a", stree_tab (data->extra ? "A!" : "A", stree_text ("a"))),
                     stree_keyed ("b", stree_tab ("B", stree_text ("b"))), stree_keyed ("c", stree_tab ("C", stree_text ("c")))),
    stree_text_with (stree_str ("page %d, open %d", stree_state_get_int (page), stree_state_get_bool (open)), .key = "says"));
}

static void
assert_says (Fixture *fixture, const char *text)
{
  stree_view_flush (fixture->view);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (widget_of (fixture, "says"))), ==, text);
}

static void
test_expander (void)
{
  FoldData     data = { 0 };
  Fixture      fixture = show (folds, &data, 500);
  GtkExpander *free_one = GTK_EXPANDER (widget_of (&fixture, "free"));
  GtkExpander *bound = GTK_EXPANDER (widget_of (&fixture, "bound"));
  StreeState  *open = stree_session_lookup (stree_view_get_session (fixture.view), "open");

  g_assert_true (gtk_widget_activate (GTK_WIDGET (free_one)));
  wait_for (gtk_expander_get_expanded (free_one));
  data.extra = TRUE;
  rerun (&fixture);
  g_assert_true (gtk_expander_get_expanded (free_one));
  g_assert_cmpstr (gtk_expander_get_label (free_one), ==, "More");

  gtk_expander_set_expanded (bound, TRUE);
  assert_says (&fixture, "page 1, open 1");
  stree_state_set_bool (open, FALSE);
  stree_view_flush (fixture.view);
  g_assert_false (gtk_expander_get_expanded (bound));
  hide (&fixture);
}

static void
test_tabs (void)
{
  FoldData     data = { 0 };
  Fixture      fixture = show (folds, &data, 500);
  GtkNotebook *tabs = GTK_NOTEBOOK (widget_of (&fixture, "tabs"));
  GtkWidget   *b = widget_of (&fixture, "b");

  g_assert_cmpint (gtk_notebook_get_n_pages (tabs), ==, 3);
  g_assert_cmpint (gtk_notebook_get_current_page (tabs), ==, 0);
  /* The focus is on all of it: it is called as the page that shows. */
  gtk_test_accessible_assert_property (tabs, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       gtk_notebook_get_tab_label_text (tabs, gtk_notebook_get_nth_page (tabs, 0)));
  gtk_notebook_set_current_page (tabs, 1);
  gtk_test_accessible_assert_property (tabs, GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_notebook_get_tab_label_text (tabs, b));
  stree_view_flush (fixture.view);
  data.extra = TRUE;
  rerun (&fixture);
  g_assert_cmpint (gtk_notebook_get_current_page (tabs), ==, 2);
  g_assert_true (gtk_notebook_get_nth_page (tabs, 2) == b);
  g_assert_cmpstr (gtk_notebook_get_tab_label_text (tabs, widget_of (&fixture, "x")), ==, "X");
  g_assert_cmpstr (gtk_notebook_get_tab_label_text (tabs, widget_of (&fixture, "a")), ==, "A!");
  data.extra = FALSE;
  rerun (&fixture);
  g_assert_cmpint (gtk_notebook_get_current_page (tabs), ==, 1);
  g_assert_true (widget_of (&fixture, "b") == b);
  hide (&fixture);
}

static void
test_tabs_bound (void)
{
  FoldData     data = { .bound = TRUE };
  Fixture      fixture = show (folds, &data, 500);
  GtkNotebook *tabs = GTK_NOTEBOOK (widget_of (&fixture, "tabs"));
  StreeState  *page = stree_session_lookup (stree_view_get_session (fixture.view), "page");

  g_assert_cmpint (gtk_notebook_get_current_page (tabs), ==, 1);
  gtk_notebook_set_current_page (tabs, 2);
  assert_says (&fixture, "page 2, open 0");
  data.extra = TRUE;
  rerun (&fixture);
  g_assert_cmpint (gtk_notebook_get_current_page (tabs), ==, 3);
  assert_says (&fixture, "page 3, open 0");
  stree_state_set_int (page, 0);
  stree_view_flush (fixture.view);
  g_assert_cmpint (gtk_notebook_get_current_page (tabs), ==, 0);
  hide (&fixture);
}

/* --- sidebars --- */

static StreeElement *
sides (StreeContext *cx, gpointer props)
{
  const gboolean *shown = props;

  (void) cx;
  return stree_vstack (*shown ? stree_page (stree_sidebar_with ((.key = "side"), stree_text ("side"))) : NULL, stree_text ("main"));
}

static void
test_sidebar (void)
{
  gboolean shown = TRUE;
  Fixture  fixture = show (sides, &shown, 700);

  g_assert_true (stree_view_get_has_sidebar (fixture.view));
  g_assert_false (gtk_widget_is_ancestor (widget_of (&fixture, "side"), stree_view_get_root (fixture.view)));
  g_assert_true (gtk_widget_is_ancestor (widget_of (&fixture, "side"), GTK_WIDGET (fixture.view)));
  shown = FALSE;
  rerun (&fixture); /* with the container that it stands in */
  g_assert_false (stree_view_get_has_sidebar (fixture.view));
  shown = TRUE;
  rerun (&fixture);
  g_assert_true (stree_view_get_has_sidebar (fixture.view));
  hide (&fixture);
}

/* --- pictures --- */

typedef struct
{
  const char *file;
  const char *resource;
  GObject    *paintable;
  GBytes     *bytes;
  int         width;
} ImageData;

static StreeElement *
image (StreeContext *cx, gpointer props)
{
  const ImageData *data = props;

  (void) cx;
  return stree_vstack (stree_image (data->file, .resource = data->resource, .paintable = data->paintable, .bytes = data->bytes,
                                    .width = data->width, .alt = "A picture", .key = "image"));
}

/* What is said in place of the picture; empty: nothing. */
static const char *
problem_of (Fixture *fixture)
{
  GtkWidget *problem = gtk_widget_get_next_sibling (gtk_widget_get_first_child (widget_of (fixture, "image")));

  return gtk_widget_get_visible (problem) ? gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (problem))) : "";
}

static int
picture_height (Fixture *fixture)
{
  return gtk_widget_get_height (gtk_widget_get_first_child (widget_of (fixture, "image")));
}

static GBytes *
make_png (int width, int height)
{
  g_autofree guint32    *pixels = g_new (guint32, width * height);
  g_autoptr (GBytes)     bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  for (int i = 0; i < width * height; i++)
    pixels[i] = 0xff336699;
  bytes = g_bytes_new (pixels, (gsize) width * height * 4);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) width * 4);
  return gdk_texture_save_to_png_bytes (texture);
}

static void
test_image_errors (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stree-image-XXXXXX", NULL);
  g_autofree char *broken = g_build_filename (folder, "broken.png", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.png", NULL);
  g_autofree char *good = g_build_filename (folder, "good.png", NULL);
  g_autoptr (GBytes) png = make_png (120, 60);
  GObject         *odd = g_object_new (G_TYPE_OBJECT, NULL);
  ImageData        data = { .file = missing };
  Fixture          fixture;

  g_assert_true (g_file_set_contents (broken, "this is no picture", -1, NULL));
  g_assert_true (g_file_set_contents (good, g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL));
  fixture = show (image, &data, 500);
  wait_for (g_str_has_prefix (problem_of (&fixture), "“missing.png” cannot be shown: "));
  g_assert_nonnull (strstr (problem_of (&fixture), "No such file"));

  data.file = broken;
  rerun (&fixture);
  wait_for (g_str_has_prefix (problem_of (&fixture), "“broken.png” cannot be shown: "));

  data = (ImageData){ .resource = "/org/streamtree/nothing.png" };
  rerun (&fixture);
  g_assert_true (g_str_has_prefix (problem_of (&fixture), "“/org/streamtree/nothing.png” cannot be shown: "));

  data = (ImageData){ .paintable = odd };
  rerun (&fixture);
  g_assert_cmpstr (problem_of (&fixture), ==, "“A picture” cannot be shown: a GObject is no GdkPaintable");

  /* A good one after all: an older load does not come back. */
  data = (ImageData){ .file = missing };
  rerun (&fixture);
  data = (ImageData){ .file = good };
  rerun (&fixture);
  wait_for (picture_height (&fixture) == 60);
  g_assert_cmpstr (problem_of (&fixture), ==, "");
  hide (&fixture);
  g_object_unref (odd);
  g_remove (broken);
  g_remove (good);
  g_rmdir (folder);
}

static void
test_image_sizes (void)
{
  g_autoptr (GBytes)     png = make_png (400, 200);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (png, NULL);
  ImageData              data = { .bytes = png };
  Fixture                fixture = show (image, &data, 300);

  wait_for (picture_height (&fixture) == 150); /* not wider than the window */
  data = (ImageData){ .paintable = G_OBJECT (texture), .width = 100 };
  rerun (&fixture);
  wait_for (picture_height (&fixture) == 50);
  g_assert_cmpstr (problem_of (&fixture), ==, "");
  hide (&fixture);
}

/* The view goes while a picture is on its way. */
static void
test_image_gone (void)
{
  g_autoptr (GBytes) png = make_png (800, 800);
  ImageData          data = { .bytes = png };
  Fixture            fixture = show (image, &data, 300);
  GtkWidget         *widget = widget_of (&fixture, "image");

  data.bytes = NULL;
  data.file = "/dev/null";
  rerun (&fixture);
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *) &widget);
  hide (&fixture);
  wait_for (widget == NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name", "DejaVu Sans 10", "gtk-xft-dpi", 96 * 1024, NULL);
  g_test_add_func ("/layout/gtk/columns", test_columns);
  g_test_add_func ("/layout/gtk/columns-shifted", test_columns_shifted);
  g_test_add_func ("/layout/gtk/columns-narrow", test_columns_narrow);
  g_test_add_func ("/layout/gtk/grid", test_grid);
  g_test_add_func ("/layout/gtk/row", test_row);
  g_test_add_func ("/layout/gtk/expander", test_expander);
  g_test_add_func ("/layout/gtk/tabs", test_tabs);
  g_test_add_func ("/layout/gtk/tabs-bound", test_tabs_bound);
  g_test_add_func ("/layout/gtk/sidebar", test_sidebar);
  g_test_add_func ("/layout/gtk/image-errors", test_image_errors);
  g_test_add_func ("/layout/gtk/image-sizes", test_image_sizes);
  g_test_add_func ("/layout/gtk/image-gone", test_image_gone);
  return g_test_run ();
}
