/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* BottomDock and FloatingActionButton in a window: where they stand, and that they work from there. */

#include "streamtree-gtk.h"
#include "stree-gtk-private.h"
#include "xtest.h"

typedef struct
{
  gboolean without; /* neither docks nor buttons */
  gboolean swapped;
  gboolean disabled;
  gboolean short_page;
  gboolean high_dock;
  guint    clicks;
} Setup;

static void
click_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  ((Setup *) data)->clicks++;
}

static StreeElement *
page (Setup *setup)
{
  StreeBuilder *lines = stree_builder_new ();

  for (guint i = 0; i < (setup->short_page ? 1 : 60); i++)
    stree_builder_add (lines, stree_text ("line %u", i));
  return stree_vstack (stree_builder_end (lines), stree_button ("last", .key = "last"));
}

static StreeElement *
docks (Setup *setup)
{
  StreeElement *a = stree_bottom_dock_with ((.key = "a"), stree_text_input ("Words", .key = "words"));
  StreeElement *b = stree_bottom_dock_with ((.key = "b"), stree_text ("below"),
                                            stree_with (stree_text (" "), .min_height = setup->high_dock ? 900 : 0));

  return setup->swapped ? stree_fragment (b, a) : stree_fragment (a, b);
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  Setup *setup = props;

  (void) cx;
  return stree_vstack (
    setup->without ? NULL : stree_card (docks (setup)),
    setup->without ? NULL
                   : stree_fragment (
                       stree_floating_action_button ("First", .key = "one", .help = "Says so", .on_click = stree_call (click_cb, setup),
                                                     .disabled = setup->disabled),
                       stree_floating_action_button ("A second one, whose label does not fit into a narrow window, since it is long", .key = "two",
                                                     .button_type = STREE_BUTTON_PRIMARY, .icon = "list-add-symbolic")),
    page (setup));
}

static void
rerun (GtkWidget *view)
{
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
}

static graphene_rect_t
place_of (GtkWidget *view, const char *key)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (xtest_widget (view, key), view, &place));
  return place;
}

static double
end_of (graphene_rect_t place)
{
  return place.origin.y + place.size.height;
}

static GtkAdjustment *
scroll_of (GtkWidget *view)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (xtest_widget (view, "last"), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static void
scroll_to_end (GtkWidget *view)
{
  GtkAdjustment *scroll = scroll_of (view);

  gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll));
  xtest_settle (view);
}

/* --- docks --- */

static void
test_stays (void)
{
  Setup           setup = { 0 };
  GtkWidget      *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget      *window = xtest_window (view, 600, 500);
  graphene_rect_t before = place_of (view, "b");
  GtkWidget      *bar;

  g_assert_cmpfloat (end_of (before), ==, gtk_widget_get_height (view));
  g_assert_cmpfloat (place_of (view, "a").origin.y, <, before.origin.y);
  scroll_to_end (view);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll_of (view)), >, 100);
  g_assert_cmpfloat (place_of (view, "b").origin.y, ==, before.origin.y);
  /* the page ends above it, and has its end */
  g_assert_cmpfloat (end_of (place_of (view, "last")), <, place_of (view, "a").origin.y);

  /* in a tree that says otherwise they change places */
  setup.swapped = TRUE;
  rerun (view);
  g_assert_cmpfloat (place_of (view, "b").origin.y, <, place_of (view, "a").origin.y);

  /* one that is too high leaves something of the page, and scrolls */
  setup.high_dock = TRUE;
  rerun (view);
  xtest_settle (view);
  g_assert_cmpint (gtk_widget_get_height (window), ==, 500);
  bar = gtk_widget_get_ancestor (xtest_widget (view, "a"), GTK_TYPE_SCROLLED_WINDOW);
  g_assert_true (gtk_widget_compute_bounds (bar, view, &before));
  g_assert_cmpfloat (end_of (before), ==, 500);
  g_assert_cmpfloat (before.origin.y, >, 160);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (scroll_of (view)), >, 100);
  xtest_close (window);
}

static void
test_rerun (void)
{
  Setup        setup = { 0 };
  GtkWidget   *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget   *window = xtest_window (view, 600, 500);
  GtkEditable *words = GTK_EDITABLE (stree_gtk_labelled_get (xtest_widget (view, "words")));
  GtkWidget   *focus;

  xtest_click (GTK_WIDGET (words));
  xtest_type (view, "abc");
  xtest_wait (g_str_equal (gtk_editable_get_text (words), "abc"));
  gtk_editable_set_position (words, 1);
  focus = gtk_root_get_focus (GTK_ROOT (window));
  for (int i = 0; i < 3; i++)
    {
      setup.swapped = !setup.swapped;
      rerun (view);
      g_assert_cmpstr (gtk_editable_get_text (words), ==, "abc");
      g_assert_cmpint (gtk_editable_get_position (words), ==, 1);
      g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == focus);
    }

  /* the whole height is the page's when they have gone; and they come back */
  setup.without = TRUE;
  rerun (view);
  xtest_settle (view);
  g_assert_cmpfloat (gtk_adjustment_get_page_size (scroll_of (view)), ==, gtk_widget_get_height (view));
  scroll_to_end (view);
  g_assert_cmpfloat (end_of (place_of (view, "last")), ==, gtk_widget_get_height (view));
  setup.without = FALSE;
  rerun (view);
  xtest_settle (view);
  g_assert_cmpfloat (end_of (place_of (view, "a")), ==, gtk_widget_get_height (view));
  xtest_close (window);
}

/* One that comes while something has the focus takes nothing from it. */
static void
test_comes (void)
{
  Setup      setup = { .without = TRUE };
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *window = xtest_window (view, 600, 500);

  gtk_widget_grab_focus (xtest_widget (view, "last"));
  setup.without = FALSE;
  rerun (view);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == xtest_widget (view, "last"));
  xtest_close (window);
}

/* Among other widgets of a program's window, it is the view's bottom. */
static void
test_embedded (void)
{
  Setup      setup = { 0 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *foot = gtk_label_new ("the program's own");
  GtkWidget *window;

  gtk_box_append (GTK_BOX (box), view);
  gtk_box_append (GTK_BOX (box), foot);
  window = xtest_window (box, 600, 500);
  g_assert_cmpint (gtk_widget_get_height (view), ==, 500 - gtk_widget_get_height (foot));
  g_assert_cmpfloat (end_of (place_of (view, "b")), ==, gtk_widget_get_height (view));
  xtest_close (window);
}

/* --- floating buttons --- */

static void
test_pressed (void)
{
  Setup      setup = { 0 };
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *window = xtest_window (view, 600, 500);
  GtkWidget *one = xtest_widget (view, "one");

  xtest_click (one);
  xtest_wait (setup.clicks == 1);
  gtk_widget_grab_focus (xtest_widget (view, "last"));
  xtest_key (view, GDK_KEY_Tab, 0);
  xtest_wait (gtk_root_get_focus (GTK_ROOT (window)) == one);
  xtest_key (view, GDK_KEY_space, 0);
  xtest_wait (setup.clicks == 2);
  xtest_key (view, GDK_KEY_Tab, 0);
  xtest_wait (gtk_root_get_focus (GTK_ROOT (window)) == xtest_widget (view, "two"));
  xtest_key (view, GDK_KEY_Tab, 0); /* and then what is below the page */
  xtest_wait (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)), xtest_widget (view, "a")));

  setup.disabled = TRUE;
  rerun (view);
  g_assert_false (gtk_widget_get_sensitive (one));
  xtest_click (one);
  xtest_settle (view);
  g_assert_cmpuint (setup.clicks, ==, 2);
  gtk_test_accessible_assert_property (one, GTK_ACCESSIBLE_PROPERTY_LABEL, "First");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (one), ==, "Says so");
  g_assert_true (gtk_widget_has_css_class (xtest_widget (view, "two"), "suggested-action"));
  xtest_close (window);
}

/* The wheel over them turns the page, as far as it goes; it presses nothing. */
static void
test_wheel (void)
{
  Setup          setup = { 0 };
  GtkWidget     *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget     *window = xtest_window (view, 600, 500);
  GtkAdjustment *scroll = scroll_of (view);
  double         over_page;

  xtest_scroll (xtest_widget (view, "one"), TRUE);
  xtest_wait (gtk_adjustment_get_value (scroll) > 0);
  over_page = gtk_adjustment_get_value (scroll);
  xtest_scroll (xtest_widget (view, "two"), FALSE);
  xtest_wait (gtk_adjustment_get_value (scroll) == 0);
  xtest_scroll (gtk_widget_get_ancestor (xtest_widget (view, "last"), GTK_TYPE_SCROLLED_WINDOW), TRUE);
  xtest_wait (gtk_adjustment_get_value (scroll) == over_page); /* by as much as over the page */
  xtest_scroll (xtest_widget (view, "one"), FALSE);
  xtest_scroll (xtest_widget (view, "one"), FALSE);
  xtest_wait (gtk_adjustment_get_value (scroll) == 0);

  /* not what is beside them: the dock has nothing to scroll */
  xtest_scroll (xtest_widget (view, "words"), TRUE);
  xtest_settle (view);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), ==, 0);

  setup.disabled = TRUE;
  rerun (view);
  xtest_scroll (xtest_widget (view, "one"), TRUE);
  xtest_wait (gtk_adjustment_get_value (scroll) > 0);
  g_assert_cmpuint (setup.clicks, ==, 0);
  xtest_close (window);
}

static void
assert_corner (int width, gboolean rtl)
{
  Setup           setup = { 0 };
  GtkWidget      *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget      *window;
  graphene_rect_t one, two;

  gtk_widget_set_direction (view, rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  window = xtest_window (view, width, 500);
  one = place_of (view, "one");
  two = place_of (view, "two");
  g_assert_cmpint (gtk_widget_get_width (view), ==, width);
  g_assert_cmpfloat (end_of (one), <, two.origin.y);
  g_assert_cmpfloat (end_of (two), <, place_of (view, "a").origin.y);
  if (rtl)
    g_assert_cmpfloat (one.origin.x, ==, two.origin.x);
  else
    g_assert_cmpfloat (one.origin.x + one.size.width, ==, two.origin.x + two.size.width);
  g_assert_cmpfloat (rtl ? one.origin.x : width - one.origin.x - one.size.width, ==, 18);
  g_assert_cmpfloat (two.origin.x, >=, 18);
  g_assert_cmpfloat (two.origin.x + two.size.width, <=, width - 18);

  /* the last line is not under them */
  scroll_to_end (view);
  g_assert_cmpfloat (end_of (place_of (view, "last")), <=, one.origin.y);
  g_assert_cmpfloat (place_of (view, "one").origin.y, ==, one.origin.y);
  xtest_close (window);
}

static void
test_corner (void)
{
  assert_corner (800, FALSE);
  assert_corner (360, FALSE);
  assert_corner (800, TRUE);
  assert_corner (360, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/dock-gtk/stays", test_stays);
  g_test_add_func ("/dock-gtk/rerun", test_rerun);
  g_test_add_func ("/dock-gtk/comes", test_comes);
  g_test_add_func ("/dock-gtk/embedded", test_embedded);
  g_test_add_func ("/dock-gtk/pressed", test_pressed);
  g_test_add_func ("/dock-gtk/wheel", test_wheel);
  g_test_add_func ("/dock-gtk/corner", test_corner);
  return g_test_run ();
}
