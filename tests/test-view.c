/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* StreeView as others use it: in a .ui file, twice on one session, closed from inside, and with code that was reloaded. */

#include "streamtree-gtk.h"
#include "stree-theme-sheet-private.h"
#include "xtest.h"

static StreeElement *
counter (StreeContext *cx, gpointer props)
{
  StreeState *mine = stree_state_int (cx, "mine", 0);
  StreeState *shared = stree_global_int (cx, "shared", 0);

  return stree_vstack (stree_text_with (stree_str ("%s mine %d", props ? (const char *) props : "first",
                                                   stree_state_get_int (mine)),
                                        .key = "mine"),
                       stree_text_with (stree_str ("shared %d", stree_state_get_int (shared)), .key = "shared"),
                       stree_button ("Mine", .on_click = stree_add (mine, 1), .key = "add-mine"),
                       stree_button ("Shared", .on_click = stree_add (shared, 1), .key = "add-shared"),
                       stree_text_input ("Name", .key = "name"));
}

static const char *
text_of (GtkWidget *view, const char *key)
{
  return gtk_label_get_text (GTK_LABEL (xtest_widget (view, key)));
}

static void
press (GtkWidget *view, const char *key)
{
  g_signal_emit_by_name (xtest_widget (view, key), "clicked");
}

static void
test_ui_file (void)
{
  static const char ui[] = "<interface><object class='GtkWindow' id='window'><child><object class='GtkBox'><child>"
                           "<object class='StreeView' id='view'><property name='max-width'>300</property>"
                           "<property name='hexpand'>1</property></object>"
                           "</child></object></child></object></interface>";
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget             *window, *view;

  g_type_ensure (STREE_TYPE_VIEW);
  builder = gtk_builder_new_from_string (ui, -1);
  window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  view = GTK_WIDGET (gtk_builder_get_object (builder, "view"));
  g_assert_true (STREE_IS_VIEW (view));
  g_assert_cmpint (stree_view_get_max_width (STREE_VIEW (view)), ==, 300);
  stree_view_set_component (STREE_VIEW (view), "app", counter, NULL);
  gtk_window_set_default_size (GTK_WINDOW (window), 700, 300);
  gtk_window_present (GTK_WINDOW (window));
  xtest_wait (gtk_widget_get_mapped (view) && gtk_widget_get_width (xtest_widget (view, "name")) > 0);
  g_assert_cmpint (gtk_widget_get_width (xtest_widget (view, "name")), <=, 300);
  press (view, "add-mine");
  xtest_wait (g_str_equal (text_of (view, "mine"), "first mine 1"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  (void) object;
  (void) pspec;
  ++*(guint *) data;
}

static void
test_max_width (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", counter, NULL);
  GtkWidget *window = xtest_window (view, 700, 300);
  guint      n = 0;
  int        width;

  g_signal_connect (view, "notify::max-width", G_CALLBACK (notify_cb), &n);
  stree_view_set_max_width (STREE_VIEW (view), 250);
  g_assert_cmpuint (n, ==, 1);
  xtest_wait (gtk_widget_get_width (xtest_widget (view, "name")) <= 250);
  stree_view_set_max_width (STREE_VIEW (view), 250); /* nothing new */
  g_assert_cmpuint (n, ==, 1);
  g_object_set (view, "max-width", 0, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_object_get (view, "max-width", &width, NULL);
  g_assert_cmpint (width, ==, 0);
  xtest_wait (gtk_widget_get_width (xtest_widget (view, "name")) > 600);
  xtest_close (window);
}

/* With another session it has that one's theme, and hears nothing of the one that it left. */
static void
test_session_theme (void)
{
  g_autoptr (StreeSession) one = stree_session_new ();
  g_autoptr (StreeSession) two = stree_session_new ();
  g_autoptr (StreeTheme)   red = stree_theme_new ("#c00000", STREE_THEME_LIGHT, NULL);
  g_autoptr (StreeTheme)   blue = stree_theme_new ("#0000c0", STREE_THEME_LIGHT, NULL);
  GtkWidget               *view = g_object_ref_sink (stree_view_new (one, "app", counter, NULL));
  gpointer                 gone;
  guint                    n = 0;

  g_signal_connect (view, "notify::session", G_CALLBACK (notify_cb), &n);
  stree_session_set_theme (one, red);
  g_assert_true (stree_gtk_theme_applied (view) == red);
  stree_view_set_session (STREE_VIEW (view), two);
  g_assert_cmpuint (n, ==, 1);
  g_assert_null (stree_gtk_theme_applied (view));
  stree_session_set_theme (one, blue);
  g_assert_null (stree_gtk_theme_applied (view));
  stree_session_set_theme (two, blue);
  g_assert_true (stree_gtk_theme_applied (view) == blue);
  stree_view_set_session (STREE_VIEW (view), one);
  g_assert_true (stree_gtk_theme_applied (view) == blue);
  stree_session_set_theme (two, red);
  g_assert_true (stree_gtk_theme_applied (view) == blue);

  g_object_unref (view);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);

  /* A session that goes with the change. */
  view = g_object_ref_sink (stree_view_new (NULL, "app", counter, NULL));
  stree_session_set_theme (stree_view_get_session (STREE_VIEW (view)), red);
  g_object_add_weak_pointer (G_OBJECT (stree_view_get_session (STREE_VIEW (view))), &gone);
  gone = stree_view_get_session (STREE_VIEW (view));
  stree_view_set_session (STREE_VIEW (view), two);
  g_assert_null (gone);
  g_assert_true (stree_gtk_theme_applied (view) == red); /* that of the other one */
  g_object_unref (view);
  g_assert_cmpuint (stree_gtk_theme_count (), ==, 0);
}

static void
test_shared_session (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  GtkWidget               *one = stree_view_new (session, "one", counter, NULL);
  GtkWidget               *two = stree_view_new (session, "two", counter, NULL);
  GtkWidget               *own = stree_view_new (NULL, "own", counter, NULL);
  GtkWidget               *windows[] = { xtest_window (one, 300, 300), xtest_window (two, 300, 300), xtest_window (own, 300, 300) };

  g_assert_true (stree_view_get_session (STREE_VIEW (one)) == session);
  g_assert_true (stree_view_get_session (STREE_VIEW (own)) != session);
  press (one, "add-shared");
  press (one, "add-mine");
  xtest_wait (g_str_equal (text_of (two, "shared"), "shared 1") && g_str_equal (text_of (one, "shared"), "shared 1"));
  g_assert_cmpstr (text_of (one, "mine"), ==, "first mine 1");
  g_assert_cmpstr (text_of (two, "mine"), ==, "first mine 0");
  stree_view_flush (STREE_VIEW (own));
  g_assert_cmpstr (text_of (own, "shared"), ==, "shared 0");

  /* A window that goes leaves the others and the session as they are. */
  gtk_window_destroy (GTK_WINDOW (windows[0]));
  press (two, "add-shared");
  xtest_wait (g_str_equal (text_of (two, "shared"), "shared 2"));
  gtk_window_destroy (GTK_WINDOW (windows[1]));
  gtk_window_destroy (GTK_WINDOW (windows[2]));
  g_assert_cmpint (stree_state_get_int (stree_session_lookup (session, "shared")), ==, 2);
}

/* The same place, other code: state and widgets stay. */
static void
test_reloaded (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", counter, NULL);
  GtkWidget *window = xtest_window (view, 300, 300);
  GtkWidget *entry = xtest_find (xtest_widget (view, "name"), GTK_TYPE_TEXT);

  press (view, "add-mine");
  gtk_editable_set_text (GTK_EDITABLE (entry), "half typed");
  gtk_widget_grab_focus (entry);
  gtk_editable_set_position (GTK_EDITABLE (entry), 4);
  stree_view_flush (STREE_VIEW (view));
  stree_view_set_component (STREE_VIEW (view), "app", counter, (gpointer) "second");
  stree_view_flush (STREE_VIEW (view));
  g_assert_cmpstr (text_of (view, "mine"), ==, "second mine 1");
  g_assert_true (xtest_find (xtest_widget (view, "name"), GTK_TYPE_TEXT) == entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "half typed");
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 4);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == entry);

  /* Another name is another program: it starts afresh. */
  stree_view_set_component (STREE_VIEW (view), "other", counter, (gpointer) "third");
  g_assert_cmpstr (text_of (view, "mine"), ==, "third mine 0");
  xtest_close (window);
}

/* Above the view: what is in it keeps its place, its widgets and the focus. */
static void
test_banner (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", counter, NULL);
  GtkWidget *window = xtest_window (view, 300, 300);
  GtkWidget *entry = xtest_find (xtest_widget (view, "name"), GTK_TYPE_TEXT);
  GtkWidget *banner = gtk_label_new ("news");
  GtkWidget *watched = banner;
  graphene_rect_t bounds;

  g_object_add_weak_pointer (G_OBJECT (banner), (gpointer *) &watched);
  gtk_widget_grab_focus (entry);
  g_assert_null (stree_view_get_banner (STREE_VIEW (view)));
  stree_view_set_banner (STREE_VIEW (view), banner);
  g_assert_true (stree_view_get_banner (STREE_VIEW (view)) == banner);
  xtest_wait (gtk_widget_get_height (banner) > 0);
  g_assert_cmpint (gtk_widget_get_width (banner), ==, gtk_widget_get_width (view));
  g_assert_true (gtk_widget_compute_bounds (xtest_widget (view, "mine"), view, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, gtk_widget_get_height (banner));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == entry);
  stree_view_set_banner (STREE_VIEW (view), gtk_label_new ("other"));
  g_assert_null (watched);
  stree_view_set_banner (STREE_VIEW (view), NULL);
  g_assert_null (stree_view_get_banner (STREE_VIEW (view)));
  xtest_settle (view);
  g_assert_true (gtk_widget_compute_bounds (xtest_widget (view, "mine"), view, &bounds));
  g_assert_cmpfloat (bounds.origin.y, <, 1);
  stree_view_set_banner (STREE_VIEW (view), gtk_label_new ("goes with the view"));
  xtest_close (window);
}

static void
close_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  gtk_window_destroy (data);
}

static StreeElement *
closing (StreeContext *cx, gpointer props)
{
  (void) cx;
  return stree_vstack (stree_text ("open"), stree_button ("Close", .on_click = stree_call (close_cb, *(gpointer *) props), .key = "close"));
}

static void
test_closed_from_inside (void)
{
  gpointer   window = gtk_window_new ();
  GtkWidget *view;
  GtkWidget *watched;

  view = stree_view_new (NULL, "app", closing, &window);
  watched = view;
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &watched);
  gtk_window_set_child (window, view);
  gtk_window_present (window);
  xtest_wait (gtk_widget_get_mapped (view));
  press (view, "close");
  xtest_wait (watched == NULL);
}

static StreeElement *
boxes (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_checkbox ("Same words", .key = "inside");
}

static int
width_of (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

/* The library's style sheet is on the display, and yet for its own widgets only: here, room between a check and its words. */
static void
test_styles_its_own (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = stree_view_new (NULL, "app", boxes, NULL);
  GtkWidget *outside = gtk_check_button_new_with_label ("Same words");

  gtk_box_append (GTK_BOX (box), outside);
  gtk_box_append (GTK_BOX (box), view);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  xtest_wait (gtk_widget_get_mapped (view));
  g_assert_true (gtk_widget_has_css_class (view, "stree-styled"));
  g_assert_cmpint (width_of (outside), <, width_of (xtest_widget (view, "inside")));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/view/ui-file", test_ui_file);
  g_test_add_func ("/view/max-width", test_max_width);
  g_test_add_func ("/view/session-theme", test_session_theme);
  g_test_add_func ("/view/shared-session", test_shared_session);
  g_test_add_func ("/view/reloaded", test_reloaded);
  g_test_add_func ("/view/banner", test_banner);
  g_test_add_func ("/view/closed-from-inside", test_closed_from_inside);
  g_test_add_func ("/view/styles-its-own", test_styles_its_own);
  return g_test_run ();
}
