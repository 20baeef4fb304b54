/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Images by URL, from a server on this machine: what shows while they come, when they are there and when they cannot be. */

#include "streamtree-gtk.h"
#include "stree-picture-box-private.h"
#include "stree-picture-decode-private.h"
#include "picture-server.h"
#include "stree-view-private.h"
#include "xtest.h"

static const char *base;

/* --- what a box shows --- */

static GtkWidget *
child_of_type (GtkWidget *box, const char *type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child; child = gtk_widget_get_next_sibling (child))
    if (strcmp (G_OBJECT_TYPE_NAME (child), type) == 0)
      return child;
  g_assert_not_reached ();
}

static gboolean
is_loading (GtkWidget *box)
{
  return gtk_widget_get_visible (child_of_type (box, "GtkSpinner"));
}

static gboolean
is_shown (GtkWidget *box)
{
  int width;

  gtk_widget_measure (child_of_type (box, "StreePicture"), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return gtk_widget_get_visible (child_of_type (box, "StreePicture")) && width > 0;
}

static const char *
problem (GtkWidget *box)
{
  GtkWidget *part = child_of_type (box, "GtkBox");

  return gtk_widget_get_visible (part) ? gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (part))) : NULL;
}

static GtkWidget *
box_of (const char *path)
{
  g_autofree char *url = g_strconcat (base, path, NULL);
  GtkWidget       *box = g_object_ref_sink (stree_picture_box_new ());

  stree_picture_box_show (box, &(StreePictureSource){ .file = url }, NULL);
  return box;
}

static void
begin (void)
{
  stree_picture_forget ();
  picture_server_reset ();
}

static void
test_loads (void)
{
  GtkWidget *box;

  begin ();
  box = box_of ("/slow.png");
  g_assert_true (is_loading (box));
  g_assert_false (is_shown (box));
  g_assert_null (problem (box));
  xtest_wait (picture_held != NULL);
  g_assert_true (is_loading (box));
  picture_server_let_go ();
  xtest_wait (is_shown (box));
  g_assert_false (is_loading (box));
  g_assert_null (problem (box));
  g_object_unref (box);
}

static void
test_missing (void)
{
  GtkWidget *box;

  begin ();
  box = box_of ("/a/none.png");
  xtest_wait (problem (box) != NULL);
  g_assert_nonnull (strstr (problem (box), "none.png"));
  g_assert_nonnull (strstr (problem (box), "404"));
  g_assert_false (is_loading (box));
  g_assert_false (is_shown (box));
  g_object_unref (box);
}

/* A file of a few bytes that asks for 14 GB. */
static void
test_bomb (void)
{
  GtkWidget         *box;
  g_autoptr (GBytes) most = picture_bomb (8192, 8192 + 1);
  g_autoptr (GError) error = NULL;

  begin ();
  box = box_of ("/bomb.png");
  xtest_wait (problem (box) != NULL);
  g_assert_nonnull (strstr (problem (box), "60000"));
  g_object_unref (box);
  g_assert_null (stree_picture_decode (most, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
}

/* Several that wait for one URL make one request, and one that comes later makes none. */
static void
test_once (void)
{
  GtkWidget *first, *second, *third;

  begin ();
  first = box_of ("/slow.png");
  second = box_of ("/slow.png");
  xtest_wait (picture_held != NULL);
  g_object_unref (second);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 1);
  second = box_of ("/slow.png");
  picture_server_let_go ();
  xtest_wait (is_shown (first) && is_shown (second));
  third = box_of ("/slow.png");
  g_assert_true (is_shown (third));
  g_assert_false (is_loading (third));
  g_assert_cmpuint (picture_n_requests, ==, 1);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  g_object_unref (first);
  g_object_unref (second);
  g_object_unref (third);
}

/* What was asked for last is what shows, and nothing goes on for what nobody waits for. */
static void
test_superseded (void)
{
  GtkWidget       *box;
  g_autofree char *url = g_strconcat (base, "/quick.png", NULL);

  begin ();
  box = box_of ("/slow.png");
  xtest_wait (picture_held != NULL);
  stree_picture_box_show (box, &(StreePictureSource){ .file = url }, NULL);
  xtest_wait (picture_n_aborted == 1);
  xtest_wait (is_shown (box));
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  g_object_unref (box);

  box = box_of ("/slow/2.png");
  xtest_wait (picture_held != NULL);
  g_object_unref (box);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  xtest_wait (picture_n_aborted == 2);
}

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_image (base, .alt = "A dot", .key = "i");
}

static GtkWidget *
find_box (GtkWidget *widget)
{
  GtkWidget *found = strcmp (G_OBJECT_TYPE_NAME (widget), "StreePicture") == 0 ? gtk_widget_get_parent (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_box (child);
  return found;
}

/* The kind takes the same road. */
static void
test_kind (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box;

  begin ();
  gtk_window_set_child (GTK_WINDOW (window), stree_view_new (NULL, "app", app, NULL));
  gtk_window_present (GTK_WINDOW (window));
  xtest_wait (picture_n_requests == 1 && stree_picture_n_loading () == 0);
  box = find_box (window);
  g_assert_nonnull (box);
  g_assert_true (is_shown (box));
  g_assert_null (problem (box));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* --- what the program shows in its place --- */

static const char *path;
static gboolean    with_error = TRUE;

static StreeElement *
custom (StreeContext *cx, gpointer props)
{
  g_autofree char *url = g_strconcat (base, path, NULL);

  (void) cx;
  (void) props;
  return stree_vstack (stree_image (url, .alt = "A dot", .key = "i", .loading = stree_text_with ("Wait for it", .key = "wait"),
                                    .error = with_error ? stree_button ("Ask again", .key = "again") : NULL));
}

static GtkWidget *
widget_of (GtkWidget *view, const char *key)
{
  StreeNode *root = stree_view_get_mount (STREE_VIEW (view))->root;

  for (StreeNode *node = stree_node_next_in (root, root); node; node = stree_node_next_in (node, root))
    if (g_strcmp0 (stree_node_get_key (node), key) == 0)
      return node->widget;
  return NULL;
}

static void
rerun (GtkWidget *view)
{
  stree_view_rerun (STREE_VIEW (view));
  stree_view_flush (STREE_VIEW (view));
}

static gboolean
is_seen (GtkWidget *view, const char *key)
{
  GtkWidget *widget = widget_of (view, key);

  return widget && gtk_widget_get_mapped (widget);
}

static void
test_stand_ins (void)
{
  GtkWidget  *window = gtk_window_new ();
  GtkWidget  *view;
  GtkWidget  *box, *stand_in;
  const char *message;

  begin ();
  path = "/slow.png";
  view = stree_view_new (NULL, "app", custom, NULL);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  xtest_wait (is_seen (view, "wait"));
  box = widget_of (view, "i");
  g_assert_false (is_loading (box)); /* no spinner besides */
  g_assert_false (is_shown (box));
  xtest_wait (picture_held != NULL);
  picture_server_let_go ();
  xtest_wait (is_shown (box));
  xtest_wait (!widget_of (view, "wait"));

  /* One that was shown goes while another one is loaded. */
  path = "/none.png";
  rerun (view);
  g_assert_true (widget_of (view, "i") == box);
  g_assert_false (is_shown (box));
  xtest_wait (is_seen (view, "again"));
  g_assert_null (widget_of (view, "wait"));
  g_assert_null (problem (box));
  stand_in = gtk_widget_get_parent (widget_of (view, "again"));
  message = gtk_widget_get_tooltip_text (stand_in);
  g_assert_nonnull (strstr (message, "404"));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (stand_in), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stand_in), GTK_ACCESSIBLE_PROPERTY_LABEL, "A dot");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (stand_in), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_STATE_BUSY, FALSE);

  /* Without one, the message shows itself. */
  with_error = FALSE;
  rerun (view);
  g_assert_null (widget_of (view, "again"));
  g_assert_nonnull (strstr (problem (box), "404"));
  g_assert_false (gtk_widget_get_visible (stand_in));
  with_error = TRUE;
  rerun (view);
  xtest_wait (is_seen (view, "again"));

  path = "/page.png";
  rerun (view);
  xtest_wait (is_seen (view, "again"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (stand_in), "page.png"));

  /* What is kept is there at once. */
  path = "/slow.png";
  rerun (view);
  g_assert_true (is_shown (box));
  g_assert_null (widget_of (view, "again"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A late answer to an earlier question is not shown; and one that goes asks no more. */
static void
test_changed_while_loading (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view;

  begin ();
  path = "/slow/1.png";
  view = stree_view_new (NULL, "app", custom, NULL);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  xtest_wait (picture_held != NULL);
  path = "/none.png";
  rerun (view);
  xtest_wait (picture_n_aborted == 1 && is_seen (view, "again"));
  path = "/slow/2.png";
  rerun (view);
  xtest_wait (picture_held != NULL && is_seen (view, "wait"));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  xtest_wait (picture_n_aborted == 2);
}

int
main (int argc, char **argv)
{
  g_autoptr (GdkPixbuf)  pixbuf = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes)     png = NULL;
  int                    status;

  gtk_test_init (&argc, &argv, NULL);
  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 40, 30);
  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  texture = gdk_texture_new_for_pixbuf (pixbuf);
  png = gdk_texture_save_to_png_bytes (texture);
  base = picture_server_start (png);

  g_test_add_func ("/image/loads", test_loads);
  g_test_add_func ("/image/missing", test_missing);
  g_test_add_func ("/image/bomb", test_bomb);
  g_test_add_func ("/image/once", test_once);
  g_test_add_func ("/image/superseded", test_superseded);
  g_test_add_func ("/image/kind", test_kind);
  g_test_add_func ("/image/stand-ins", test_stand_ins);
  g_test_add_func ("/image/changed-while-loading", test_changed_while_loading);
  status = g_test_run ();
  stree_picture_forget ();
  picture_server_stop ();
  return status;
}
