/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the library's own CSS sets on one side of something is on the other side where text runs from right to left. */

#include <streamtree-gtk.h>

#include "xtest.h"

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_expander_with ((.label = "More", .expanded = stree_value (TRUE), .key = "expander"),
                                            stree_with (stree_button ("Inside", .key = "inside"), .halign = STREE_ALIGN_FILL)),
                       stree_number_input ("Number", .value = stree_value (3), .key = "number"));
}

static GtkWidget *
find_css (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (strcmp (gtk_widget_get_css_name (widget), name) == 0 && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_css (child, name);
  return found;
}

/* Between two widgets' edges: of the inner one to that of the outer one, on either side. */
static void
edges_of (GtkWidget *inner, GtkWidget *outer, double *left, double *right)
{
  graphene_rect_t bounds;

  g_assert_nonnull (inner);
  g_assert_true (gtk_widget_compute_bounds (inner, outer, &bounds));
  *left = bounds.origin.x;
  *right = gtk_widget_get_width (outer) - bounds.origin.x - bounds.size.width;
}

/* What is in an expander begins further in; the arrow stands off from its words. */
static void
look_at_expander (GtkWidget *view, gboolean rtl)
{
  GtkWidget      *expander = xtest_widget (view, "expander");
  GtkWidget      *title = find_css (expander, "title");
  GtkWidget      *arrow = find_css (title, "expander");
  GtkWidget      *label = find_css (title, "label");
  graphene_rect_t sign, words;
  double          left, right;

  edges_of (xtest_widget (view, "inside"), expander, &left, &right);
  g_assert_cmpfloat (rtl ? right : left, ==, 18);
  g_assert_cmpfloat (rtl ? left : right, ==, 0);
  g_assert_true (gtk_widget_compute_bounds (arrow, title, &sign));
  g_assert_true (gtk_widget_compute_bounds (label, title, &words));
  if (rtl)
    g_assert_cmpfloat (sign.origin.x - words.origin.x - words.size.width, >=, 6);
  else
    g_assert_cmpfloat (words.origin.x - sign.origin.x - sign.size.width, >=, 6);
}

/* The colour at the middle of the left and of the right edge of a widget. */
static void
colours_at_edges (GtkWidget *widget, guint32 *left, guint32 *right)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot             *snapshot = gtk_snapshot_new ();
  int                      width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GskRenderNode           *node;
  g_autoptr (GdkTexture)   texture = NULL;
  g_autofree guint32      *pixels = g_new0 (guint32, (gsize) width * (gsize) height);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gsk_render_node_unref (node);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  *left = pixels[height / 2 * width];
  *right = pixels[height / 2 * width + width - 1];
}

/* The line between a button and what is before it, in a theme of ours. */
static void
look_at_spin_button (GtkWidget *view, gboolean rtl)
{
  GtkWidget *button = find_css (find_css (xtest_widget (view, "number"), "spinbutton"), "button");
  guint32    left, right;

  colours_at_edges (button, &left, &right);
  g_assert_cmphex (rtl ? left : right, ==, 0);
  g_assert_cmphex (rtl ? right : left, !=, 0);
}

static void
test_edges (gconstpointer data)
{
  gboolean                 rtl = GPOINTER_TO_INT (data);
  GtkTextDirection         before = gtk_widget_get_default_direction ();
  g_autoptr (StreeSession) session = stree_session_new ();
  g_autoptr (StreeTheme)   theme = stree_theme_new (NULL, STREE_THEME_LIGHT, NULL);
  GtkWidget               *view, *window;

  gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  stree_session_set_theme (session, theme);
  view = stree_view_new (session, "app", app, NULL);
  window = xtest_window (view, 500, 400);
  look_at_expander (view, rtl);
  look_at_spin_button (view, rtl);
  xtest_close (window);
  gtk_widget_set_default_direction (before);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_data_func ("/direction-gtk/left-to-right", GINT_TO_POINTER (FALSE), test_edges);
  g_test_add_data_func ("/direction-gtk/right-to-left", GINT_TO_POINTER (TRUE), test_edges);
  return g_test_run ();
}
