/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The widget behind SplitView by itself: how much room its sides take, and where its handle may stand. */

#include "stree-split-private.h"
#include "xtest.h"

#define A_WIDTH  200
#define A_HEIGHT 50
#define B_WIDTH  400
#define B_HEIGHT 80

static guint n_moved;

static void
moved_cb (StreeSplit *split, gpointer data)
{
  (void) split;
  (void) data;
  n_moved++;
}

static GtkWidget *
sized (int width, int height)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (box, width, height);
  return box;
}

/* Takes both; either may be NULL. */
static StreeSplit *
make (GtkWidget *narrow, GtkWidget *main_side)
{
  StreeSplit *split = STREE_SPLIT (g_object_ref_sink (stree_split_new ()));

  n_moved = 0;
  g_signal_connect (split, "moved", G_CALLBACK (moved_cb), NULL);
  if (narrow)
    gtk_box_append (GTK_BOX (stree_split_get_side (split, FALSE)), narrow);
  if (main_side)
    gtk_box_append (GTK_BOX (stree_split_get_side (split, TRUE)), main_side);
  stree_split_arrange (split);
  return split;
}

static GtkPaned *
paned_of (StreeSplit *split)
{
  return GTK_PANED (gtk_widget_get_first_child (GTK_WIDGET (split)));
}

static int
measure (gpointer widget, GtkOrientation orientation, int for_size, gboolean natural)
{
  int result[2];

  gtk_widget_measure (widget, orientation, for_size, &result[0], &result[1], NULL, NULL);
  return result[natural];
}

#define WIDTH(natural)          measure (split, GTK_ORIENTATION_HORIZONTAL, -1, natural)
#define HEIGHT(width, natural)  measure (split, GTK_ORIENTATION_VERTICAL, width, natural)

static void
test_measure (void)
{
  StreeSplit *split = make (sized (A_WIDTH, A_HEIGHT), sized (B_WIDTH, B_HEIGHT));
  int         handle = WIDTH (TRUE) - A_WIDTH - B_WIDTH;
  int         both = A_WIDTH + B_WIDTH + handle;

  g_assert_cmpint (handle, >, 0);
  g_assert_cmpint (WIDTH (FALSE), ==, B_WIDTH);
  for (int natural = 0; natural < 2; natural++)
    {
      g_assert_cmpint (HEIGHT (both, natural), ==, B_HEIGHT);
      g_assert_cmpint (HEIGHT (both - 1, natural), ==, A_HEIGHT + B_HEIGHT + handle); /* there is no room for both */
      g_assert_cmpint (HEIGHT (-1, natural), ==, B_HEIGHT);
    }
  g_object_unref (split);

  /* Room for both, but too narrow to read. */
  split = make (sized (20, A_HEIGHT), sized (20, B_HEIGHT));
  g_assert_cmpint (HEIGHT (479, FALSE), ==, A_HEIGHT + B_HEIGHT + handle);
  g_assert_cmpint (HEIGHT (480, FALSE), ==, B_HEIGHT);
  g_assert_cmpint (HEIGHT (-1, FALSE), ==, B_HEIGHT); /* never more than at some width */
  g_object_unref (split);
}

/* One that is hidden takes nothing, and neither does the handle. */
static void
test_one_side (void)
{
  for (guint main_side = 0; main_side < 2; main_side++)
    {
      GtkWidget  *text = gtk_label_new ("some words that can stand in one line, or in as many lines as there are words");
      StreeSplit *split = make (main_side ? NULL : text, main_side ? text : NULL);

      gtk_label_set_wrap (GTK_LABEL (text), TRUE);
      g_assert_cmpint (WIDTH (FALSE), ==, measure (text, GTK_ORIENTATION_HORIZONTAL, -1, FALSE));
      g_assert_cmpint (WIDTH (TRUE), ==, measure (text, GTK_ORIENTATION_HORIZONTAL, -1, TRUE));
      g_assert_cmpint (WIDTH (TRUE), >, WIDTH (FALSE));
      for (int width = 100; width < 800; width += 100)
        g_assert_cmpint (HEIGHT (width, FALSE), ==, measure (text, GTK_ORIENTATION_VERTICAL, width, FALSE));
      g_object_unref (split);
    }
}

/* A share that leaves one side less than it needs is not taken at its word. */
static void
test_clamped_height (void)
{
  GtkWidget  *text = gtk_label_new ("some words that can stand in one line, or in as many lines as there are words");
  StreeSplit *split = make (text, sized (B_WIDTH, 10));
  int         handle;

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  handle = WIDTH (TRUE) - measure (text, GTK_ORIENTATION_HORIZONTAL, -1, TRUE) - B_WIDTH;
  gtk_widget_set_size_request (text, A_WIDTH, -1);
  stree_split_set_ratio (split, 0.01);
  g_assert_cmpint (HEIGHT (700, FALSE), ==, measure (text, GTK_ORIENTATION_VERTICAL, A_WIDTH, FALSE));
  stree_split_set_ratio (split, 0.99);
  g_assert_cmpint (HEIGHT (700, FALSE), ==, measure (text, GTK_ORIENTATION_VERTICAL, 700 - B_WIDTH - handle, FALSE));
  g_object_unref (split);
}

static GtkWidget *
show (StreeSplit *split, int width, int height)
{
  return xtest_window (GTK_WIDGET (split), width, height);
}

static void
test_handle (void)
{
  StreeSplit *split = make (sized (A_WIDTH, A_HEIGHT), sized (B_WIDTH, B_HEIGHT));
  GtkPaned   *paned = paned_of (split);
  int         handle = WIDTH (TRUE) - A_WIDTH - B_WIDTH;
  GtkWidget  *window;
  int         least, most;

  gtk_paned_set_position (paned, 100); /* nothing has a size yet */
  g_assert_cmpuint (n_moved, ==, 0);
  window = show (split, 800, 300);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, (int) ((800 - handle) * 0.5 + 0.5) > 800 - handle - B_WIDTH
                                                        ? 800 - handle - B_WIDTH
                                                        : (int) ((800 - handle) * 0.5 + 0.5));
  stree_split_set_ratio (split, 0.01);
  xtest_settle (window);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, A_WIDTH);
  stree_split_set_ratio (split, 0.99);
  xtest_settle (window);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, 800 - handle - B_WIDTH);
  stree_split_set_ratio (split, 0.3);
  xtest_settle (window);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, (int) ((800 - handle) * 0.3 + 0.5));
  g_assert_cmpuint (n_moved, ==, 0);

  /* The user cannot push either side under what it needs. */
  g_object_get (paned, "min-position", &least, "max-position", &most, NULL);
  g_assert_cmpint (least, ==, A_WIDTH);
  g_assert_cmpint (most, ==, 800 - handle - B_WIDTH);
  gtk_paned_set_position (paned, 300);
  g_assert_cmpuint (n_moved, ==, 1);
  g_assert_cmpfloat_with_epsilon (stree_split_get_ratio (split), 300.0 / (800 - handle), 1e-9);
  xtest_settle (window);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, 300);
  xtest_close (window);
  g_object_unref (split);
}

/* Who moves the handle makes one side narrower, and its text higher. */
static void
test_moved_height (void)
{
  GtkWidget  *text = gtk_label_new ("some words that can stand in one line, or in as many lines as there are words");
  StreeSplit *split = make (text, sized (20, 10));
  GtkWidget  *window = show (split, 800, 300);
  int         before;

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  stree_split_set_ratio (split, 0.9);
  xtest_settle (window);
  before = HEIGHT (800, FALSE);
  gtk_paned_set_position (paned_of (split), 120);
  g_assert_cmpint (HEIGHT (800, FALSE), >, before);
  xtest_settle (window);
  g_assert_cmpint (gtk_paned_get_position (paned_of (split)), ==, 120);
  xtest_close (window);
  g_object_unref (split);
}

/* To either end: still a share of the width. */
static void
test_ends (void)
{
  StreeSplit *split = make (sized (0, 10), sized (0, 10));
  GtkWidget  *window = show (split, 800, 300);

  gtk_paned_set_position (paned_of (split), 0);
  g_assert_cmpfloat (stree_split_get_ratio (split), >, 0);
  g_assert_cmpfloat (stree_split_get_ratio (split), <, 0.01);
  gtk_paned_set_position (paned_of (split), 800);
  g_assert_cmpfloat (stree_split_get_ratio (split), <, 1);
  g_assert_cmpfloat (stree_split_get_ratio (split), >, 0.99);
  g_assert_cmpuint (n_moved, ==, 2);
  xtest_close (window);
  g_object_unref (split);
}

/* One below the other: the first has its own height, and its handle says nothing of the width. */
static void
test_upright (void)
{
  StreeSplit *split = make (sized (20, A_HEIGHT), sized (20, B_HEIGHT));
  GtkPaned   *paned = paned_of (split);
  GtkWidget  *window = show (split, 360, 600);

  g_assert_cmpint (gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)), ==, GTK_ORIENTATION_VERTICAL);
  g_assert_cmpint (gtk_paned_get_position (paned), ==, A_HEIGHT);
  gtk_paned_set_position (paned, 200);
  g_assert_cmpuint (n_moved, ==, 0);
  g_assert_cmpfloat (stree_split_get_ratio (split), ==, 0.5);
  xtest_close (window);
  g_object_unref (split);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/split-gtk/measure", test_measure);
  g_test_add_func ("/split-gtk/one-side", test_one_side);
  g_test_add_func ("/split-gtk/clamped-height", test_clamped_height);
  g_test_add_func ("/split-gtk/handle", test_handle);
  g_test_add_func ("/split-gtk/moved-height", test_moved_height);
  g_test_add_func ("/split-gtk/ends", test_ends);
  g_test_add_func ("/split-gtk/upright", test_upright);
  return g_test_run ();
}
