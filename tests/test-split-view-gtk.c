/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The handle of a SplitView, by real pointer and keys; narrow windows. */

#include "streamtree-gtk.h"
#include "stree-gtk-private.h"
#include "stree-split-private.h"
#include "xtest.h"

typedef struct
{
  StreeValue ratio;
  guint      runs;
  gboolean   without_narrow;
  gboolean   entries;
  double     told; /* by on_change */
} Setup;

static void
changed_cb (StreeEvent *event, gpointer data)
{
  ((Setup *) data)->told = stree_event_get_double (event);
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  Setup *setup = props;

  (void) cx;
  setup->runs++;
  if (setup->entries)
    return stree_split_view_with ((.key = "split"), stree_text_input ("Narrow", .key = "first"), stree_text_input ("Main", .key = "second"));
  return stree_split_view_with ((.key = "split", .narrow_ratio = setup->ratio, .on_change = stree_call (changed_cb, setup)),
                                setup->without_narrow ? NULL : stree_text_with ("narrow", .key = "narrow"),
                                stree_fragment (stree_button ("main", .key = "main"), stree_text ("run %u", setup->runs)));
}

static StreeSplit *
split_in (GtkWidget *view)
{
  return STREE_SPLIT (xtest_widget (view, "split"));
}

static GtkPaned *
paned_in (GtkWidget *view)
{
  return GTK_PANED (gtk_widget_get_first_child (GTK_WIDGET (split_in (view))));
}

static void
rerun (GtkWidget *view)
{
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
}

/* How much of the width the narrow side has, as it is on the screen. */
static double
share (GtkWidget *view)
{
  GtkWidget *paned = GTK_WIDGET (paned_in (view));

  return (double) gtk_paned_get_position (GTK_PANED (paned)) / gtk_widget_get_width (paned);
}

static void
drag (GtkWidget *view, double from, double to)
{
  GtkWidget *paned = GTK_WIDGET (paned_in (view));

  xtest_move (paned, from, 0.5);
  xtest_button (paned, GDK_BUTTON_PRIMARY, TRUE);
  xtest_settle (view);
  for (int i = 1; i <= 8; i++)
    {
      xtest_move (paned, from + (to - from) * i / 8, 0.5);
      xtest_settle (view);
    }
  xtest_button (paned, GDK_BUTTON_PRIMARY, FALSE);
  xtest_settle (view);
}

static void
test_drag (void)
{
  Setup                    setup = { .ratio = { .type = STREE_VALUE_NONE } };
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeSession) next = stree_session_new ();
  g_autoptr (GVariant)     saved = NULL;
  GtkWidget               *view = stree_view_new (session, "app", app, &setup);
  GtkWidget               *window = xtest_window (view, 800, 300);
  GtkWidget               *paned = GTK_WIDGET (paned_in (view));

  g_assert_cmpfloat_with_epsilon (share (view), 0.28, 0.01);
  drag (view, (gtk_paned_get_position (paned_in (view)) + 2.5) / gtk_widget_get_width (paned), 0.6);
  xtest_wait (share (view) > 0.55);
  g_assert_cmpfloat_with_epsilon (share (view), 0.6, 0.02);
  g_assert_cmpfloat_with_epsilon (setup.told, 0.6, 0.02);
  rerun (view);
  rerun (view);
  g_assert_true (GTK_WIDGET (paned_in (view)) == paned);
  g_assert_cmpfloat_with_epsilon (share (view), 0.6, 0.02);

  /* another width, the same share */
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 300);
  xtest_wait (gtk_widget_get_width (view) >= 990);
  xtest_settle (view);
  g_assert_cmpfloat_with_epsilon (share (view), 0.6, 0.02);

  saved = g_variant_ref_sink (stree_session_serialize (session));
  xtest_close (window);
  stree_session_deserialize (next, saved, NULL);
  view = stree_view_new (next, "app", app, &setup);
  window = xtest_window (view, 700, 300);
  g_assert_cmpfloat_with_epsilon (share (view), 0.6, 0.02);

  /* what the program declares anew goes before it */
  setup.ratio = stree_value (0.4);
  rerun (view);
  g_assert_cmpfloat_with_epsilon (share (view), 0.4, 0.02);
  xtest_close (window);
}

static void
test_keys (void)
{
  Setup      setup = { .ratio = stree_value (0.4) };
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *window = xtest_window (view, 800, 300);
  int        before = gtk_paned_get_position (paned_in (view));

  gtk_widget_grab_focus (xtest_widget (view, "main"));
  xtest_key (view, GDK_KEY_F8, 0);
  for (guint i = 0; i < 5; i++)
    xtest_key (view, GDK_KEY_Right, 0);
  xtest_key (view, GDK_KEY_Return, 0);
  xtest_wait (gtk_paned_get_position (paned_in (view)) > before);
  xtest_settle (view);
  g_assert_cmpfloat (setup.told, >, 0.4);
  rerun (view);
  g_assert_cmpfloat_with_epsilon (share (view), setup.told, 0.02);
  xtest_close (window);
}

static void
test_narrow (void)
{
  Setup      setup = { .ratio = stree_value (0.5) };
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *window = xtest_window (view, 360, 500);
  GtkWidget *narrow = xtest_widget (view, "narrow");
  GtkWidget *main_side = xtest_widget (view, "main");
  double     x, y;

  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (paned_in (view))), ==, GTK_ORIENTATION_VERTICAL);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (split_in (view))), <=, 360);
  gtk_widget_translate_coordinates (main_side, narrow, 0, 0, &x, &y);
  g_assert_cmpfloat (y, >=, gtk_widget_get_height (narrow));
  g_assert_cmpfloat_with_epsilon (stree_split_get_ratio (split_in (view)), 0.5, 1e-9);

  gtk_window_set_default_size (GTK_WINDOW (window), 800, 500);
  xtest_wait (gtk_widget_get_width (view) >= 790);
  xtest_settle (view);
  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (paned_in (view))), ==, GTK_ORIENTATION_HORIZONTAL);
  g_assert_cmpfloat_with_epsilon (share (view), 0.5, 0.02);
  g_assert_cmpfloat (setup.told, ==, 0); /* nobody has moved it */
  xtest_close (window);
}

/* A side that comes and goes leaves the other one alone. */
static void
test_sides (void)
{
  Setup      setup = { .ratio = stree_value (0.5), .without_narrow = TRUE };
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *window = xtest_window (view, 800, 300);
  GtkWidget *button = xtest_widget (view, "main");

  g_assert_cmpint (gtk_widget_get_width (button), >, 700);
  setup.without_narrow = FALSE;
  rerun (view);
  g_assert_true (xtest_widget (view, "main") == button);
  g_assert_true (gtk_widget_is_ancestor (button, stree_split_get_side (split_in (view), TRUE)));
  g_assert_true (gtk_widget_is_ancestor (xtest_widget (view, "narrow"), stree_split_get_side (split_in (view), FALSE)));
  g_assert_cmpint (gtk_widget_get_width (button), <, 420);
  setup.without_narrow = TRUE;
  rerun (view);
  g_assert_cmpint (gtk_widget_get_width (button), >, 700);
  g_assert_cmpfloat (setup.told, ==, 0);
  xtest_close (window);
}

static gboolean
has_focus (GtkWidget *view, const char *key)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (view));

  return focus && gtk_widget_is_ancestor (focus, xtest_widget (view, key));
}

static void
test_focus (void)
{
  Setup      setup = { .entries = TRUE };
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *window = xtest_window (view, 800, 300);

  g_assert_true (has_focus (view, "first"));
  xtest_key (view, GDK_KEY_Tab, 0);
  xtest_wait (has_focus (view, "second"));
  xtest_key (view, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  xtest_wait (has_focus (view, "first"));
  xtest_key (view, GDK_KEY_F6, 0);
  xtest_wait (has_focus (view, "second"));
  xtest_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/split-view-gtk/drag", test_drag);
  g_test_add_func ("/split-view-gtk/keys", test_keys);
  g_test_add_func ("/split-view-gtk/narrow", test_narrow);
  g_test_add_func ("/split-view-gtk/sides", test_sides);
  g_test_add_func ("/split-view-gtk/focus", test_focus);
  return g_test_run ();
}
