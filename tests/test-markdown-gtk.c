/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Markdown as widgets: every example of the specification, a text that changes, links, copying, pictures, the wheel. */

#include <streamtree-gtk.h>

#include <glib/gstdio.h>

#include "markdown-spec.h"
#include "picture-server.h"
#include "network/stree-picture-load-private.h"
#include "stree-picture-private.h"
#include "xtest.h"

typedef struct
{
  const char *body;
  gboolean    remote_images;
} Data;

static StreeElement *
page (StreeContext *cx, gpointer props)
{
  const Data *data = props;

  (void) cx;
  return stree_page (stree_markdown (data->body, .remote_images = data->remote_images, .key = "text"), stree_button ("After", .key = "after"));
}

typedef struct
{
  Data       data;
  StreeView *view;
  GtkWidget *window;
} Fixture;

static void
show (Fixture *fixture, const char *body)
{
  fixture->data.body = body;
  fixture->view = STREE_VIEW (stree_view_new (NULL, "app", page, &fixture->data));
  fixture->window = xtest_window (GTK_WIDGET (fixture->view), 500, 400);
}

static void
change (Fixture *fixture, const char *body)
{
  fixture->data.body = body;
  stree_view_rerun (fixture->view);
  stree_view_flush (fixture->view);
}

static GtkWidget *
text_of (Fixture *fixture)
{
  return xtest_widget (GTK_WIDGET (fixture->view), "text");
}

static GtkWidget *
nth_child (GtkWidget *widget, guint n)
{
  for (widget = gtk_widget_get_first_child (widget); n--;)
    widget = gtk_widget_get_next_sibling (widget);
  return widget;
}

/* The widgets, as far as a user can tell them apart. */
static void
describe (GString *text, GtkWidget *widget, guint depth)
{
  if (GTK_IS_SCROLLBAR (widget))
    return;
  g_string_append_printf (text, "%*s%s %d", (int) depth * 2, "", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_visible (widget));
  g_string_append_printf (text, " %d", gtk_widget_get_direction (widget));
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, " '%s' %g %d", gtk_label_get_label (GTK_LABEL (widget)), gtk_label_get_xalign (GTK_LABEL (widget)),
                            gtk_label_get_width_chars (GTK_LABEL (widget)));
  if (GTK_IS_CHECK_BUTTON (widget))
    g_string_append_printf (text, " %d", gtk_check_button_get_active (GTK_CHECK_BUTTON (widget)));
  if (GTK_IS_BOX (widget))
    g_string_append_printf (text, " %d", gtk_box_get_spacing (GTK_BOX (widget)));
  g_string_append_c (text, '\n');
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    describe (text, child, depth + 1);
}

static char *
dup_description (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  describe (text, text_of (fixture), 0);
  return g_string_free (text, FALSE);
}

/* --- the specification --- */

/* Each example as it follows on the one before, and the same from nothing: in both ways it is the same to see. */
static void
test_spec (void)
{
  g_autoptr (GPtrArray) examples = spec_load ();
  Fixture               changed = { 0 }, fresh = { 0 };
  guint                 n = 0;

  show (&changed, "");
  show (&fresh, "");
  for (guint i = 0; i < examples->len; i++)
    {
      const SpecExample *example = examples->pdata[i];
      g_autofree char   *one = NULL;
      g_autofree char   *two = NULL;

      change (&changed, example->markdown);
      change (&fresh, "");
      change (&fresh, example->markdown);
      one = dup_description (&changed);
      two = dup_description (&fresh);
      g_assert_cmpstr (one, ==, two);
      /* Drawn, some at a time. */
      if (i % 10 == 0)
        xtest_settle (changed.window);
      n += gtk_widget_get_first_child (text_of (&changed)) != NULL;
    }
  g_assert_cmpuint (n, >, 600);
  xtest_close (fresh.window);
  xtest_close (changed.window);
}

/* Blocks that come, go and change at random. */
static void
test_changes (void)
{
  static const char *const blocks[] = {
    "# One", "## Two", "text", "*other* text", "- a\n- b", "- a\n- c\n- d", "1. a\n2. b", "9. a\n10. b\n\n    c", "> a", "> a\n>\n> b\n> - c",
    "```\ncode\n```", "```c\ncode;\n```", "---", "<div>\n</div>", "a|b\n---|---\nc|d", "a|b\n---|---\nc|e", "a|b|c\n---|---:|---\n1|2|3",
    "- [ ] open", "- [x] done", "![alt](http://a.b/c.png)", "مرحبا", "- مرحبا", "[a](http://b)",
  };
  GRand  *rand = g_rand_new_with_seed (88);
  Fixture changed = { 0 }, fresh = { 0 };

  show (&changed, "");
  show (&fresh, "");
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (GString) body = g_string_new (NULL);
      g_autofree char    *one = NULL;
      g_autofree char    *two = NULL;

      for (gint32 n = g_rand_int_range (rand, 0, 8); n--;)
        g_string_append_printf (body, "%s\n\n<!-- -->\n\n", blocks[g_rand_int_range (rand, 0, G_N_ELEMENTS (blocks))]);
      change (&changed, body->str);
      change (&fresh, "");
      change (&fresh, body->str);
      one = dup_description (&changed);
      two = dup_description (&fresh);
      g_assert_cmpstr (one, ==, two);
      if (round % 25 == 0)
        xtest_settle (changed.window);
    }
  g_rand_free (rand);
  xtest_close (fresh.window);
  xtest_close (changed.window);
}

/* --- a text that changes --- */

static void
assert_selected (GtkWidget *label, int start, int end)
{
  int from = -1, to = -1;

  gtk_label_get_selection_bounds (GTK_LABEL (label), &from, &to);
  g_assert_cmpint (from, ==, start);
  g_assert_cmpint (to, ==, end);
}

static void
test_keeps (void)
{
  Fixture    fixture = { 0 };
  GtkWidget *box, *first, *second, *item, *last;

  show (&fixture, "first\n\nsecond\n\n- one\n- two\n\nlast");
  box = text_of (&fixture);
  first = nth_child (box, 0);
  second = nth_child (box, 1);
  item = nth_child (nth_child (nth_child (box, 2), 1), 1); /* the blocks of "two" */
  item = nth_child (item, 0);
  last = nth_child (box, 3);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (item)), ==, "two");
  gtk_label_select_region (GTK_LABEL (item), 0, 2); /* there is one selection at a time */

  /* Before, after and between them. */
  change (&fixture, "new\n\nfirst\n\nsecond\n\nnew too\n\n- zero\n- one\n- two\n- three\n\nlast\n\nnew at last");
  g_assert_true (nth_child (box, 1) == first);
  g_assert_true (nth_child (box, 2) == second);
  g_assert_true (nth_child (nth_child (nth_child (nth_child (box, 4), 2), 1), 0) == item);
  g_assert_true (nth_child (box, 5) == last);
  assert_selected (item, 0, 2);

  /* A paragraph that goes on keeps its label. */
  gtk_label_select_region (GTK_LABEL (second), 1, 4);
  change (&fixture, "first, and more\n\nsecond\n\nlast");
  g_assert_true (nth_child (box, 1) == second);
  assert_selected (second, 1, 4);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nth_child (box, 0))), ==, "first, and more");

  /* A rerun with the same text. */
  change (&fixture, "first, and more\n\nsecond\n\nlast");
  assert_selected (second, 1, 4);
  xtest_close (fixture.window);
}

/* --- links and the keyboard --- */

static gboolean
link_cb (GtkLabel *label, const char *uri, gpointer data)
{
  (void) label;
  g_string_append_printf (data, "%s ", uri);
  return TRUE;
}

static void
assert_label (Fixture *fixture, guint block, const char *markup)
{
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (nth_child (text_of (fixture), block))), ==, markup);
}

static void
press (Fixture *fixture, guint keyval)
{
  xtest_key (fixture->window, keyval, 0);
  xtest_settle (fixture->window);
}

static void
test_links (void)
{
  Fixture             fixture = { 0 };
  g_autoptr (GString) opened = g_string_new (NULL);
  GtkWidget          *label;

  show (&fixture, "[a](http://x.y/?a=1&b=2 \"t < u\") b\n\n[js](javascript:alert(1)) [file](file:///etc/passwd) [rel](a.md)\n\n"
                  "[![badge *one*](http://x.y/b.png)](https://z)\n\n![pic](https://x.y/p.png)");
  assert_label (&fixture, 0, "<a href=\"http://x.y/?a=1&amp;b=2\" title=\"t &amp;lt; u\nhttp://x.y/?a=1&amp;amp;b=2\">a</a> b");
  assert_label (&fixture, 1, "js file rel");
  assert_label (&fixture, 2, "<a href=\"https://z\" title=\"https://z\">badge one</a>");
  assert_label (&fixture, 3, "<a href=\"https://x.y/p.png\" title=\"https://x.y/p.png\">pic</a>");

  change (&fixture, "Go [here](https://one) or [there](mailto:two@three.org).");
  label = nth_child (text_of (&fixture), 0);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), opened);
  gtk_widget_grab_focus (xtest_widget (GTK_WIDGET (fixture.view), "after"));
  press (&fixture, GDK_KEY_Tab);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == label);
  assert_selected (label, 0, 0);
  press (&fixture, GDK_KEY_Tab);
  press (&fixture, GDK_KEY_Return);
  g_assert_cmpstr (opened->str, ==, "https://one ");
  press (&fixture, GDK_KEY_Tab);
  press (&fixture, GDK_KEY_Return);
  g_assert_cmpstr (opened->str, ==, "https://one mailto:two@three.org ");
  press (&fixture, GDK_KEY_Tab);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == xtest_widget (GTK_WIDGET (fixture.view), "after"));
  xtest_close (fixture.window);
}

/* From one text to the next, and to the button that copies; at first there is no focus in a text. */
static void
test_focus (void)
{
  static const char *const order[] = { "A", "b", "c", "d", "e", "f", NULL, "g" };
  Fixture                  fixture = { 0 };
  GtkWidget               *focus;

  show (&fixture, "# A\n\nb\n\n> c\n>\n> > d\n\n- [ ] e\n\n```\nf\n```\n\ng");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  g_assert_true (focus == xtest_widget (GTK_WIDGET (fixture.view), "after"));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      press (&fixture, GDK_KEY_Tab);
      focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
      if (order[i])
        g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (focus)), ==, order[i]);
      else
        g_assert_cmpstr (gtk_widget_get_tooltip_text (focus), ==, "Copy the code");
      if (order[i])
        assert_selected (focus, 0, 0);
    }
  /* What the user has selected stays when the focus comes back. */
  gtk_label_select_region (GTK_LABEL (focus), 0, 1);
  press (&fixture, GDK_KEY_Tab);
  xtest_key (fixture.window, GDK_KEY_Tab, GDK_SHIFT_MASK);
  xtest_settle (fixture.window);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture.window)) == focus);
  assert_selected (focus, 0, 1);
  xtest_close (fixture.window);
}

/* --- code --- */

typedef struct
{
  char    *text;
  gboolean done;
} Clip;

static void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Clip *clip = data;

  clip->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
  clip->done = TRUE;
}

static void
test_copy (void)
{
  Fixture    fixture = { 0 };
  Clip       clip = { 0 };
  GtkWidget *code, *button;

  show (&fixture, "```c\nint i;\n\n  <&>\n```");
  code = nth_child (text_of (&fixture), 0);
  button = xtest_find (code, GTK_TYPE_BUTTON);
  xtest_click (button);
  xtest_wait (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "object-select-symbolic") == 0);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (button), NULL, read_cb, &clip);
  xtest_wait (clip.done);
  g_assert_cmpstr (clip.text, ==, "int i;\n\n  <&>");
  xtest_wait (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "edit-copy-symbolic") == 0);
  g_free (clip.text);
  /* It may go while it says so. */
  xtest_click (button);
  xtest_wait (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (button)), "object-select-symbolic") == 0);
  change (&fixture, "none"); /* and the focus with it: it goes to that text */
  xtest_settle (fixture.window);
  xtest_close (fixture.window);
}

/* --- what is too wide --- */

static GtkAdjustment *
page_adjustment (Fixture *fixture)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (text_of (fixture), GTK_TYPE_SCROLLED_WINDOW);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

/* The wheel over code and tables moves the page, not them. */
static void
test_wheel (void)
{
  Fixture             fixture = { 0 };
  g_autoptr (GString) body = g_string_new ("a|b\n---|---\nc|d\n\n```\n");
  GtkWidget          *box;
  double              place;

  for (int i = 0; i < 60; i++)
    g_string_append (body, "a line of code that is longer than the window is wide, so that it scrolls sideways if it must\n");
  show (&fixture, body->str);
  box = text_of (&fixture);
  xtest_scroll (nth_child (box, 0), TRUE);
  xtest_wait (gtk_adjustment_get_value (page_adjustment (&fixture)) > 0);
  place = gtk_adjustment_get_value (page_adjustment (&fixture));
  xtest_click_at (nth_child (box, 1), 0.5, 0.2, 5); /* what is on the screen of it */
  xtest_wait (gtk_adjustment_get_value (page_adjustment (&fixture)) > place);
  xtest_close (fixture.window);
}

/* A table is as high as its text needs in the width it has, and scrolls where its words do not fit. */
static void
test_wide (void)
{
  Fixture        fixture = { 0 };
  GtkWidget     *table, *grid, *bar;
  GtkAdjustment *place;

  show (&fixture, "a|b\n---|---\nshort|This is a long text that does not fit on one line of a window of 500 pixels, so that it is wrapped\n");
  table = nth_child (text_of (&fixture), 0);
  grid = xtest_find (table, GTK_TYPE_GRID);
  bar = xtest_find (table, GTK_TYPE_SCROLLBAR);
  /* And its border. */
  g_assert_cmpint (gtk_widget_get_height (grid) + 2, ==, gtk_widget_get_height (table));
  g_assert_cmpint (gtk_widget_get_width (grid) + 2, ==, gtk_widget_get_width (table));
  g_assert_cmpint (gtk_widget_get_width (grid), <, 500);
  g_assert_cmpint (gtk_widget_get_height (gtk_grid_get_child_at (GTK_GRID (grid), 1, 1)), >,
                   gtk_widget_get_height (gtk_grid_get_child_at (GTK_GRID (grid), 1, 0)) * 3 / 2);
  g_assert_false (gtk_widget_get_mapped (bar));

  change (&fixture, "a_long_word_that_is_not_broken|another_long_word_that_is_not_broken|and_yet_another_long_word\n---|---|---\n1|2|3\n");
  table = nth_child (text_of (&fixture), 0);
  grid = xtest_find (table, GTK_TYPE_GRID);
  bar = xtest_find (table, GTK_TYPE_SCROLLBAR);
  xtest_wait (gtk_widget_get_width (grid) > gtk_widget_get_width (table));
  xtest_settle (fixture.window);
  g_assert_cmpint (gtk_widget_get_width (table), <=, 500);
  g_assert_true (gtk_widget_get_mapped (bar));
  g_assert_cmpint (gtk_widget_get_height (table), ==, gtk_widget_get_height (grid) + 2 + gtk_widget_get_height (bar));

  /* With the keyboard. */
  place = gtk_scrollbar_get_adjustment (GTK_SCROLLBAR (bar));
  g_assert_true (gtk_widget_grab_focus (gtk_widget_get_first_child (bar)));
  press (&fixture, GDK_KEY_End);
  xtest_wait (gtk_adjustment_get_value (place) + gtk_adjustment_get_page_size (place) == gtk_adjustment_get_upper (place));
  press (&fixture, GDK_KEY_Home);
  xtest_wait (gtk_adjustment_get_value (place) == 0);
  xtest_close (fixture.window);
}

/* --- pictures --- */

static void
test_pictures (void)
{
  Fixture          fixture = { 0 };
  g_autofree char *folder = g_dir_make_tmp ("stree-markdown-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "a picture.png", NULL);
  g_autofree char *body = g_strdup_printf ("before\n![a *red* dot](<%s> \"A title\")\nafter ![](http://a.b/c.png)", file);
  g_autofree char *uri_body = g_strdup_printf ("![dot](file://%s/a%%20picture.png)", folder);
  guchar           pixel[] = { 255, 0, 0 };
  g_autoptr (GBytes)     bytes = g_bytes_new_static (pixel, sizeof pixel);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8, bytes, 3);
  GtkWidget             *box, *picture;

  g_assert_true (gdk_texture_save_to_png (texture, file));
  show (&fixture, body);
  box = nth_child (text_of (&fixture), 0);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nth_child (box, 0))), ==, "before");
  picture = nth_child (box, 1);
  xtest_wait (gtk_widget_get_height (gtk_widget_get_first_child (picture)) > 0);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (picture))), ==, "A title");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nth_child (box, 2))), ==, "after http://a.b/c.png");
  g_assert_null (nth_child (box, 3));

  change (&fixture, uri_body);
  picture = nth_child (nth_child (text_of (&fixture), 0), 0);
  xtest_wait (gtk_widget_get_height (gtk_widget_get_first_child (picture)) > 0);

  /* What has no end is not read. */
  change (&fixture, "![nothing](/dev/zero)");
  picture = nth_child (nth_child (nth_child (text_of (&fixture), 0), 0), 1);
  xtest_wait (gtk_widget_get_visible (picture));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (picture))), ==,
                   "“zero” cannot be shown: it is not a regular file");

  change (&fixture, "![nothing](resource:///org/streamtree/none.png)");
  picture = nth_child (nth_child (nth_child (text_of (&fixture), 0), 0), 1);
  g_assert_true (gtk_widget_get_visible (picture));
  xtest_close (fixture.window);
  g_unlink (file);
  g_rmdir (folder);
}

static const char *
problem_of (GtkWidget *picture)
{
  GtkWidget *problem = nth_child (picture, 1);

  return gtk_widget_get_visible (problem) ? gtk_label_get_text (GTK_LABEL (gtk_widget_get_last_child (problem))) : "";
}

static gboolean
is_drawn (GtkWidget *picture)
{
  return gtk_widget_get_visible (nth_child (picture, 0)) && gtk_widget_get_height (nth_child (picture, 0)) > 0;
}

/* Nothing is asked for before the program says so. */
static void
test_remote_pictures (void)
{
  Fixture          fixture = { 0 };
  guchar           pixel[] = { 255, 0, 0 };
  g_autoptr (GBytes)     bytes = g_bytes_new_static (pixel, sizeof pixel);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8, bytes, 3);
  g_autoptr (GBytes)     png = gdk_texture_save_to_png_bytes (texture);
  const char      *base = picture_server_start (png);
  g_autofree char *body = g_strdup_printf ("before ![a dot](%s/a.png)", base);
  g_autofree char *list = g_strdup_printf ("- > ![a dot](%s/none.png)\n\n[![in a link](%s/b.png)](http://a.b)", base, base);
  g_autofree char *slow = g_strdup_printf ("![a dot](%s/slow.png)", base);
  g_autofree char *link = g_strdup_printf ("href=\"%s/a.png\"", base);
  GtkWidget       *box, *quote;

  show (&fixture, body);
  box = nth_child (text_of (&fixture), 0);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (box)), ==, "before a dot");
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (box)), link));
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);

  fixture.data.remote_images = TRUE;
  change (&fixture, body);
  box = nth_child (text_of (&fixture), 0);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (nth_child (box, 0))), ==, "before");
  xtest_wait (is_drawn (nth_child (box, 1)));
  gtk_test_accessible_assert_property (nth_child (nth_child (box, 1), 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "a dot");
  g_assert_cmpuint (picture_n_requests, ==, 1);

  /* Inside of lists and quotes; and one in a link is the link. */
  change (&fixture, list);
  quote = xtest_find (text_of (&fixture), STREE_TYPE_PICTURE);
  xtest_wait (*problem_of (gtk_widget_get_parent (quote)));
  g_assert_nonnull (strstr (problem_of (gtk_widget_get_parent (quote)), "404"));
  g_assert_cmpuint (picture_n_requests, ==, 2);

  /* One that is on its way when its text goes. */
  change (&fixture, slow);
  xtest_wait (picture_held != NULL);
  fixture.data.remote_images = FALSE;
  change (&fixture, slow);
  g_assert_true (GTK_IS_LABEL (nth_child (text_of (&fixture), 0)));
  g_assert_cmpuint (stree_picture_n_loading (), ==, 0);
  xtest_wait (picture_n_aborted == 1);
  xtest_close (fixture.window);
  picture_server_stop ();
  stree_picture_forget ();
}

/* --- what assistive technology meets --- */

static void
test_accessible (void)
{
  Fixture    fixture = { 0 };
  GtkWidget *box, *list, *grid;

  show (&fixture, "### Heading\n\n- [x] done\n- b\n\na|b\n---|---\nc|d\n\n```\ncode\n```");
  box = text_of (&fixture);
  gtk_test_accessible_assert_role (nth_child (box, 0), GTK_ACCESSIBLE_ROLE_HEADING);
  gtk_test_accessible_assert_property (nth_child (box, 0), GTK_ACCESSIBLE_PROPERTY_LEVEL, 3);
  list = nth_child (box, 1);
  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (nth_child (list, 0), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_role (nth_child (nth_child (list, 0), 0), GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_property (nth_child (nth_child (list, 0), 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "done");
  grid = xtest_find (nth_child (box, 2), GTK_TYPE_GRID);
  gtk_test_accessible_assert_role (grid, GTK_ACCESSIBLE_ROLE_TABLE);
  gtk_test_accessible_assert_role (gtk_grid_get_child_at (GTK_GRID (grid), 0, 0), GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
  gtk_test_accessible_assert_role (gtk_grid_get_child_at (GTK_GRID (grid), 1, 1), GTK_ACCESSIBLE_ROLE_CELL);
  gtk_test_accessible_assert_property (xtest_find (nth_child (box, 3), GTK_TYPE_BUTTON), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Copy the code");
  xtest_close (fixture.window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  g_test_add_func ("/markdown/gtk/spec", test_spec);
  g_test_add_func ("/markdown/gtk/changes", test_changes);
  g_test_add_func ("/markdown/gtk/keeps", test_keeps);
  g_test_add_func ("/markdown/gtk/links", test_links);
  g_test_add_func ("/markdown/gtk/focus", test_focus);
  g_test_add_func ("/markdown/gtk/copy", test_copy);
  g_test_add_func ("/markdown/gtk/wheel", test_wheel);
  g_test_add_func ("/markdown/gtk/wide", test_wide);
  g_test_add_func ("/markdown/gtk/pictures", test_pictures);
  g_test_add_func ("/markdown/gtk/remote-pictures", test_remote_pictures);
  g_test_add_func ("/markdown/gtk/accessible", test_accessible);
  return g_test_run ();
}
