/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Images by URL, from a server on this machine: what shows while they come, when they are there and when they cannot be. */

#include "streamtree-gtk.h"
#include "stree-picture-box-private.h"
#include "stree-picture-load-private.h"
#include "xtest.h"

#include <libsoup/soup.h>

static SoupServer        *server;
static char              *base;
static GBytes            *png;
static guint              n_requests, n_aborted;
static GIOStream         *held; /* the last request for /slow: it waits for an answer */
static guint8             rest[16];

/* A head that claims a size, and nothing behind it that would be one. */
static GBytes *
bomb (guint32 width, guint32 height)
{
  guint8  head[] = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR----____\x08\x02\0\0\0....\0\0\0\x10IDAT\x78\x9c\x63\x60";
  guint32 crc = 0xFFFFFFFF;

  width = GUINT32_TO_BE (width);
  height = GUINT32_TO_BE (height);
  memcpy (head + 16, &width, 4);
  memcpy (head + 20, &height, 4);
  for (guint i = 12; i < 29; i++)
    {
      crc ^= head[i];
      for (guint bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
  crc = GUINT32_TO_BE (~crc);
  memcpy (head + 29, &crc, 4);
  return g_bytes_new (head, sizeof head - 1);
}

static void
gone_cb (GObject *input, GAsyncResult *result, gpointer data)
{
  GIOStream *stream = data;

  g_input_stream_read_finish (G_INPUT_STREAM (input), result, NULL);
  if (stream == held)
    {
      held = NULL;
      n_aborted++;
    }
  g_object_unref (stream);
}

static void
answer_cb (SoupServer *self, SoupServerMessage *message, const char *path, GHashTable *query, gpointer data)
{
  g_autoptr (GBytes) huge = bomb (60000, 60000);
  GBytes            *body = g_str_has_suffix (path, "bomb.png") ? huge : png;

  (void) self;
  (void) query;
  (void) data;
  n_requests++;
  if (g_str_has_suffix (path, "none.png"))
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  if (!strstr (path, "slow"))
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
      return;
    }
  held = soup_server_message_steal_connection (message);
  g_input_stream_read_async (g_io_stream_get_input_stream (held), rest, sizeof rest, G_PRIORITY_DEFAULT, NULL, gone_cb, held);
}

static void
let_go (void)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n",
                                           g_bytes_get_size (png));
  GIOStream       *stream = g_steal_pointer (&held);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), g_bytes_get_data (png, NULL), g_bytes_get_size (png), NULL,
                             NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

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

  stree_picture_box_show_file (box, url);
  return box;
}

static void
begin (void)
{
  stree_picture_forget ();
  n_requests = n_aborted = 0;
  held = NULL;
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
  xtest_wait (held != NULL);
  g_assert_true (is_loading (box));
  let_go ();
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
  g_autoptr (GBytes) most = bomb (8192, 8192 + 1);
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
  xtest_wait (held != NULL);
  g_object_unref (second);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 1);
  second = box_of ("/slow.png");
  let_go ();
  xtest_wait (is_shown (first) && is_shown (second));
  third = box_of ("/slow.png");
  g_assert_true (is_shown (third));
  g_assert_false (is_loading (third));
  g_assert_cmpuint (n_requests, ==, 1);
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
  xtest_wait (held != NULL);
  stree_picture_box_show_file (box, url);
  xtest_wait (n_aborted == 1);
  xtest_wait (is_shown (box));
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  g_object_unref (box);

  box = box_of ("/slow/2.png");
  xtest_wait (held != NULL);
  g_object_unref (box);
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  xtest_wait (n_aborted == 2);
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
  xtest_wait (n_requests == 1 && stree_picture_n_loading () == 0);
  box = find_box (window);
  g_assert_nonnull (box);
  g_assert_true (is_shown (box));
  g_assert_null (problem (box));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GdkPixbuf)  pixbuf = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GSList                *uris;
  int                    status;

  gtk_test_init (&argc, &argv, NULL);
  pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 40, 30);
  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  texture = gdk_texture_new_for_pixbuf (pixbuf);
  png = gdk_texture_save_to_png_bytes (texture);
  server = soup_server_new (NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  uris = soup_server_get_uris (server);
  base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_test_add_func ("/image/loads", test_loads);
  g_test_add_func ("/image/missing", test_missing);
  g_test_add_func ("/image/bomb", test_bomb);
  g_test_add_func ("/image/once", test_once);
  g_test_add_func ("/image/superseded", test_superseded);
  g_test_add_func ("/image/kind", test_kind);
  status = g_test_run ();
  stree_picture_forget ();
  g_object_unref (server);
  g_bytes_unref (png);
  g_free (base);
  return status;
}
