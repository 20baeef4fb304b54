/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The handle of a SplitView, by real pointer and keys; narrow windows. */

#include "streamtree-gtk.h"
#include "core/stree-node-own-private.h"
#include "stree-gtk-private.h"
#include "stree-split-private.h"
#include "xtest.h"

typedef struct
{
  StreeValue ratio;
  guint      runs;
  gboolean   without_narrow;
  gboolean   bound; /* to a state, which starts with 0.4 */
  guint      other; /* another handler for each number */
  double     told; /* by on_change */
} Setup;

static StreeState *ratio_state;

static void
changed_cb (StreeEvent *event, gpointer data)
{
  ((Setup *) data)->told = stree_event_get_double (event);
}

static void
other_cb (StreeEvent *event, gpointer data)
{
  changed_cb (event, data);
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  Setup *setup = props;

  setup->runs++;
  ratio_state = stree_state_double (cx, "ratio", 0.4);
  return stree_split_view_with ((.key = "split", .narrow_ratio = setup->bound ? stree_bind (ratio_state) : setup->ratio,
                                 .on_change = stree_call (setup->other ? other_cb : changed_cb, setup)),
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

static StreeElement *
entries (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_split_view_with ((.key = "split"), stree_text_input ("Narrow", .key = "first"),
                                              stree_text_input ("Main", .key = "second")),
                       stree_text_input ("After", .key = "after"));
}

static void
test_focus (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", entries, NULL);
  GtkWidget *window = xtest_window (view, 800, 300);

  g_assert_true (has_focus (view, "first"));
  xtest_key (view, GDK_KEY_Tab, 0);
  xtest_wait (has_focus (view, "second"));
  xtest_key (view, GDK_KEY_Tab, 0);
  xtest_wait (has_focus (view, "after"));
  xtest_key (view, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  xtest_wait (has_focus (view, "second"));
  xtest_key (view, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
  xtest_wait (has_focus (view, "first"));
  xtest_key (view, GDK_KEY_F6, 0);
  xtest_wait (has_focus (view, "second"));
  xtest_close (window);
}

/* --- a state, and what a session has kept --- */

/* As the user does. */
static void
move_handle (GtkWidget *view, double to)
{
  int room = gtk_widget_get_width (GTK_WIDGET (paned_in (view)));

  gtk_paned_set_position (paned_in (view), (int) (room * to));
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
}

static void
test_bound (void)
{
  Setup      setup = { .bound = TRUE };
  GtkWidget *view = stree_view_new (NULL, "app", app, &setup);
  GtkWidget *window = xtest_window (view, 800, 300);
  StreeValue value = { .type = STREE_VALUE_NONE };
  double     kept;

  gtk_test_accessible_assert_property (GTK_WIDGET (split_in (view)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Split view");
  g_assert_cmpfloat_with_epsilon (share (view), 0.4, 0.01);
  move_handle (view, 0.6);
  g_assert_cmpfloat_with_epsilon (stree_state_get_double (ratio_state), 0.6, 0.02);
  g_assert_false (stree_node_get_own (xtest_node (view, "split"), "handle", &kept));
  g_assert_true (stree_gtk_renderer_class.read (NULL, xtest_node (view, "split"), &value));
  g_assert_cmpfloat (value.v.d, ==, stree_state_get_double (ratio_state));
  stree_state_set_double (ratio_state, 0.3);
  stree_view_flush (STREE_VIEW (view));
  xtest_settle (view);
  g_assert_cmpfloat_with_epsilon (share (view), 0.3, 0.01);
  xtest_close (window);
}

/* The share on the screen in a new view of a session that kept @handle (NaN: nothing) for one that was not bound. */
static double
share_after (double handle, Setup *setup)
{
  Setup                    plain = { .ratio = { .type = STREE_VALUE_NONE } };
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeSession) next = stree_session_new ();
  g_autoptr (GVariant)     saved = NULL;
  GtkWidget               *view = stree_view_new (session, "app", app, &plain);
  GtkWidget               *window = xtest_window (view, 800, 300);
  double                   result;

  stree_node_set_own (xtest_node (view, "split"), "handle", handle);
  saved = g_variant_ref_sink (stree_session_serialize (session));
  xtest_close (window);
  stree_session_deserialize (next, saved, NULL);
  view = stree_view_new (next, "app", app, setup);
  window = xtest_window (view, 800, 300);
  result = share (view);
  xtest_close (window);
  return result;
}

static void
test_kept (void)
{
  Setup                    plain = { .ratio = { .type = STREE_VALUE_NONE } };
  Setup                    bound = { .bound = TRUE };
  g_autoptr (StreeSession) session = stree_session_new ();
  GtkWidget               *view;
  GtkWidget               *window;
  double                   kept;

  g_assert_cmpfloat_with_epsilon (share_after (0.6, &plain), 0.6, 0.01);
  g_assert_cmpfloat_with_epsilon (share_after (0.6, &bound), 0.4, 0.01);
  g_assert_cmpfloat_with_epsilon (share_after (0, &plain), 0.28, 0.01);
  g_assert_cmpfloat_with_epsilon (share_after (1, &plain), 0.28, 0.01);

  /* Another handler leaves it; another share lets go of it. */
  view = stree_view_new (session, "app", app, &plain);
  window = xtest_window (view, 800, 300);
  move_handle (view, 0.6);
  plain.other = 1;
  rerun (view);
  g_assert_cmpfloat_with_epsilon (share (view), 0.6, 0.01);
  g_assert_true (stree_node_get_own (xtest_node (view, "split"), "handle", &kept));
  plain.ratio = stree_value (0.5);
  rerun (view);
  g_assert_cmpfloat_with_epsilon (share (view), 0.5, 0.01);
  g_assert_false (stree_node_get_own (xtest_node (view, "split"), "handle", &kept));
  xtest_close (window);
}

/* --- children that change places --- */

static StreeElement *
swapping (StreeContext *cx, gpointer props)
{
  StreeElement *a = stree_button ("A", .key = "a");
  StreeElement *b = stree_button ("B", .key = "b");

  (void) cx;
  switch (*(int *) props)
    {
    case 0:
      return stree_split_view_with ((.key = "split"), stree_text ("n"), stree_fragment (stree_fragment (a, b)));
    case 1:
      return stree_split_view_with ((.key = "split"), stree_text ("n"), stree_fragment (stree_fragment (b, a)));
    case 2:
      return stree_split_view_with ((.key = "split"), a, b);
    case 3:
      return stree_split_view_with ((.key = "split"), b, a);
    case 4:
      return stree_split_view_with ((.key = "split"), b, NULL);
    case 5:
      return stree_split_view_with ((.key = "split"), stree_fragment_with ((.key = "both"), a, b), NULL);
    case 6:
      return stree_split_view_with ((.key = "split"), NULL, stree_fragment_with ((.key = "both"), a, b));
    case 7:
      return stree_split_view_with ((.key = "split"), stree_text ("n"), b);
    default:
      return stree_split_view_with ((.key = "split"), NULL, b);
    }
}

static gboolean
on_side (GtkWidget *view, const char *key, gboolean main_side)
{
  return gtk_widget_is_ancestor (xtest_widget (view, key), stree_split_get_side (split_in (view), main_side));
}

static gboolean
is_below (GtkWidget *view, const char *key, const char *above)
{
  double x, y;

  g_assert_true (gtk_widget_translate_coordinates (xtest_widget (view, key), xtest_widget (view, above), 0, 0, &x, &y));
  return y > 0;
}

static void
test_swap (void)
{
  int        step = 0;
  GtkWidget *view = stree_view_new (NULL, "app", swapping, &step);
  GtkWidget *window = xtest_window (view, 800, 300);
  GtkWidget *a = xtest_widget (view, "a");
  GtkWidget *b;

  g_assert_true (on_side (view, "a", TRUE) && on_side (view, "b", TRUE));
  g_assert_true (is_below (view, "b", "a"));
  step = 1;
  rerun (view);
  g_assert_true (xtest_widget (view, "a") == a);
  g_assert_true (is_below (view, "a", "b"));

  step = 2;
  rerun (view);
  a = xtest_widget (view, "a");
  b = xtest_widget (view, "b");
  g_assert_true (on_side (view, "a", FALSE) && on_side (view, "b", TRUE));
  step = 3;
  rerun (view);
  g_assert_true (xtest_widget (view, "a") == a && xtest_widget (view, "b") == b);
  g_assert_true (on_side (view, "a", TRUE) && on_side (view, "b", FALSE));
  step = 4;
  rerun (view);
  g_assert_cmpint (gtk_widget_get_width (b), >, 700);
  step = 8;
  rerun (view);
  g_assert_true (xtest_widget (view, "b") == b && on_side (view, "b", TRUE));
  g_assert_cmpint (gtk_widget_get_width (b), >, 700);

  step = 7;
  rerun (view);
  g_assert_true (xtest_widget (view, "b") == b && on_side (view, "b", TRUE));
  step = 4;
  rerun (view);
  g_assert_true (xtest_widget (view, "b") == b && on_side (view, "b", FALSE));

  step = 5;
  rerun (view);
  step = 6;
  rerun (view);
  g_assert_true (on_side (view, "a", TRUE) && on_side (view, "b", TRUE));
  g_assert_true (is_below (view, "b", "a"));
  xtest_close (window);
}

/* What comes from elsewhere is on the side where its place is. */
static StreeElement *
with_portal (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_portal ("there", stree_button ("A", .key = "a")),
                       stree_split_view_with ((.key = "split"),
                                              *(gboolean *) props ? stree_portal_mount ("there") : stree_text ("n"),
                                              *(gboolean *) props ? stree_text ("m")
                                                                  : stree_fragment (stree_text ("m"), stree_portal_mount ("there"))));
}

static void
test_portal (void)
{
  gboolean   narrow = FALSE;
  GtkWidget *view = stree_view_new (NULL, "app", with_portal, &narrow);
  GtkWidget *window = xtest_window (view, 800, 300);

  g_assert_true (on_side (view, "a", TRUE));
  narrow = TRUE;
  rerun (view);
  g_assert_true (on_side (view, "a", FALSE));
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
  g_test_add_func ("/split-view-gtk/bound", test_bound);
  g_test_add_func ("/split-view-gtk/kept", test_kept);
  g_test_add_func ("/split-view-gtk/swap", test_swap);
  g_test_add_func ("/split-view-gtk/portal", test_portal);
  return g_test_run ();
}
