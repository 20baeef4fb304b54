/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Whole programs: the window, its menu and its keys, the sidebar, several windows, and the session from one start to the
 * next. Each test runs a program, and in its main loop a function that acts as the user and quits. */

#include <streamtree-gtk.h>

#include <glib/gstdio.h>

#include "xtest.h"

static char *folder;

/* --- running a program --- */

typedef struct
{
  void (*act) (GtkWidget *window, gpointer data);
  gpointer data;
} Script;

static GtkApplication *
app_now (void)
{
  return GTK_APPLICATION (g_application_get_default ());
}

static gboolean
act_cb (gpointer data)
{
  Script    *script = data;
  GtkWidget *window;

  xtest_wait (gtk_application_get_windows (app_now ()));
  window = gtk_application_get_windows (app_now ())->data;
  xtest_focus (window);
  script->act (window, script->data);
  return G_SOURCE_REMOVE;
}

/* The program ends because the script does something that ends it. */
static int
play (StreeComponentFunc func, const StreeAppArgs *args, Script script)
{
  char *argv[] = { (char *) "program", NULL };
  int   status;

  g_idle_add (act_cb, &script);
  status = stree_run_args ("org.example.Program", "program", func, 1, argv, args);
  g_assert_null (g_application_get_default ());
  return status;
}

#define PLAY(func, act, data, ...)                                                                                     \
  g_assert_cmpint (play ((func), &(StreeAppArgs){ __VA_ARGS__ }, (Script){ (act), (data) }), ==, 0)

static void
quit (void)
{
  g_application_quit (G_APPLICATION (app_now ()));
}

static StreeView *
view_of (GtkWidget *window)
{
  return STREE_VIEW (gtk_window_get_child (GTK_WINDOW (window)));
}

static guint
n_windows (void)
{
  return g_list_length (gtk_application_get_windows (app_now ()));
}

/* --- the window --- */

static StreeElement *
simple (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_card_with ((.key = "card"), stree_text ("hello"));
}

static void
look_at_default (GtkWidget *window, gpointer data)
{
  (void) data;
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "program");
  g_assert_null (gtk_window_get_titlebar (GTK_WINDOW (window)));
  g_assert_nonnull (xtest_label (window, "hello"));
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 500);
  xtest_wait (gtk_widget_get_width (GTK_WIDGET (view_of (window))) > 1000);
  xtest_settle (window);
  /* The margin around is not counted. */
  g_assert_cmpint (gtk_widget_get_width (xtest_widget (GTK_WIDGET (view_of (window)), "card")), <=, 760);
  g_assert_cmpint (gtk_widget_get_width (xtest_widget (GTK_WIDGET (view_of (window)), "card")), >, 600);
  gtk_window_close (GTK_WINDOW (window)); /* the last one: that ends the program, too */
}

static void
look_at_wide (GtkWidget *window, gpointer data)
{
  int width, height;

  (void) data;
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "A title – 1");
  g_assert_cmpstr (gtk_window_get_icon_name (GTK_WINDOW (window)), ==, "document-open");
  gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  g_assert_cmpint (width, ==, 1100);
  g_assert_cmpint (height, ==, 500);
  g_assert_cmpint (gtk_widget_get_width (xtest_widget (GTK_WIDGET (view_of (window)), "card")), >, 1000);
  xtest_key (window, GDK_KEY_q, GDK_CONTROL_MASK);
}

static void
test_window (void)
{
  PLAY (simple, look_at_default, NULL, .props = NULL);
  PLAY (simple, look_at_wide, NULL, .page_title = "A title – 1", .icon = "document-open", .layout = STREE_LAYOUT_WIDE,
        .width = 1100, .height = 500);
}

/* --- the menu --- */

static int n_saved;
static int n_off;

static void
save_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  g_assert_nonnull (stree_event_get_session (event));
  g_assert_cmpstr (stree_event_get_name (event), ==, "menu_items");
  n_saved++;
}

static int n_answered;

static void
answered_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  g_assert_cmpint (stree_event_get_int (event), ==, 1);
  n_answered++;
}

static void
ask_cb (StreeEvent *event, gpointer data)
{
  g_autofree char *path = stree_event_dup_path (event);

  (void) data;
  g_assert_cmpstr (path, ==, "program");
  g_assert_nonnull (stree_event_get_session (event));
  stree_ask (stree_event_get_context (event), NULL, "Sure?", NULL, STREE_STRV ("_No", "_Yes"),
             .on_answer = stree_call (answered_cb, NULL));
}

static GtkWidget *
question_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (one) == GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (one)))
        return GTK_WIDGET (one);
    }
  return NULL;
}

static void
ask_in (GtkWidget *window, GtkWidget *other)
{
  GtkWidget *question;
  int        before = n_answered;

  xtest_focus (window);
  xtest_wait (gtk_application_get_active_window (app_now ()) == GTK_WINDOW (window));
  xtest_key (window, GDK_KEY_y, GDK_CONTROL_MASK);
  xtest_wait (question_over (window));
  g_assert_null (question_over (other));
  question = question_over (window);
  xtest_focus (question);
  xtest_key (question, GDK_KEY_Return, 0);
  xtest_wait (n_answered == before + 1);
  xtest_wait (!question_over (window));
}

/* Of two windows, in the active one. */
static void
ask_by_menu (GtkWidget *window, gpointer data)
{
  GList *windows;

  (void) data;
  xtest_key (window, GDK_KEY_n, GDK_CONTROL_MASK);
  xtest_wait (n_windows () == 2);
  windows = gtk_application_get_windows (app_now ());
  if (windows->data == (gpointer) window)
    windows = windows->next;
  data = windows->data;
  ask_in (window, data);
  ask_in (data, window);
  quit ();
}

static void
off_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_off++;
}

static StreeElement *
counts (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("saved %d", n_saved);
}

static void
use_menu (GtkWidget *window, gpointer data)
{
  GtkWidget *button = xtest_find (gtk_window_get_titlebar (GTK_WINDOW (window)), GTK_TYPE_MENU_BUTTON);
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));

  (void) data;
  xtest_click (button);
  xtest_wait (xtest_label (popover, "Save it"));
  g_assert_nonnull (xtest_label (popover, "Never"));
  g_assert_nonnull (xtest_label (popover, "New Window"));
  xtest_settle (window);
  xtest_click (xtest_label (popover, "Never"));
  xtest_settle (window);
  xtest_click (xtest_label (popover, "Save it"));
  xtest_wait (n_saved == 1);
  xtest_wait (xtest_label (window, "saved 1")); /* it is a rerun */
  xtest_wait (!gtk_widget_get_mapped (popover));

  xtest_focus (window);
  xtest_key (window, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (xtest_label (window, "saved 2"));
  xtest_key (window, GDK_KEY_o, GDK_CONTROL_MASK); /* of what is disabled */
  xtest_key (window, GDK_KEY_s, GDK_CONTROL_MASK);
  xtest_wait (xtest_label (window, "saved 3"));
  g_assert_cmpint (n_off, ==, 0);

  xtest_key (window, GDK_KEY_n, GDK_CONTROL_MASK);
  xtest_wait (n_windows () == 2);
  quit ();
}

static void
test_menu (void)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();

  g_assert_nonnull (scope);
  n_saved = n_off = 0;
  PLAY (counts, use_menu, NULL,
        .menu_items = STREE_MENU ({ .label = "_Save it", .accel = "<Control>s", .on_click = stree_call (save_cb, NULL) },
                                  { .label = "Never", .accel = "<Control>o", .disabled = TRUE, .on_click = stree_call (off_cb, NULL) },
                                  { .label = "Says nothing" }));
}

/* A line of the menu asks like a button of the root component. */
static void
test_menu_asks (void)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();

  g_assert_nonnull (scope);
  PLAY (simple, ask_by_menu, NULL, .menu_items = STREE_MENU ({ .label = "_Ask", .accel = "<Control>y", .on_click = stree_call (ask_cb, NULL) }));
}

/* --- the sidebar --- */

static StreeElement *
with_count (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_global_int (cx, "count", 0);

  (void) props;
  return stree_vstack (stree_text ("count %d", stree_state_get_int (count)),
                       stree_button ("More", .key = "more", .on_click = stree_add (count, 1)));
}

static StreeElement *
side (StreeContext *cx, gpointer props)
{
  StreeState *count = stree_global_int (cx, "count", 0);

  return stree_vstack (stree_text ("%s %d", (const char *) props, stree_state_get_int (count)),
                       stree_button ("Less", .key = "less", .on_click = stree_add (count, -1)));
}

static GtkWidget *
toggle_of (GtkWidget *window)
{
  return xtest_find (gtk_window_get_titlebar (GTK_WINDOW (window)), GTK_TYPE_TOGGLE_BUTTON);
}

/* Until the window is as wide, and what follows from it has happened. */
static void
resize (GtkWidget *window, int width)
{
  GtkWidget *view = GTK_WIDGET (view_of (window));

  gtk_window_set_default_size (GTK_WINDOW (window), width, 480);
  xtest_wait (ABS (gtk_widget_get_width (view) - width) < 40);
  xtest_settle (window);
  xtest_settle (window);
}

static void
use_sidebar (GtkWidget *window, gpointer data)
{
  StreeView *view = view_of (window);
  GtkWidget *toggle = toggle_of (window);

  (void) data;
  g_assert_true (stree_view_get_has_sidebar (view));
  g_assert_true (stree_view_get_show_sidebar (view));
  xtest_wait (xtest_label (window, "of the side 0"));
  xtest_settle (window);
  xtest_click (xtest_widget (GTK_WIDGET (view), "more"));
  xtest_wait (xtest_label (window, "of the side 1"));
  xtest_click (xtest_widget (GTK_WIDGET (view), "less"));
  xtest_wait (xtest_label (window, "count 0"));

  /* F9 and the button. */
  xtest_key (window, GDK_KEY_F9, 0);
  xtest_wait (!stree_view_get_show_sidebar (view) && !xtest_label (window, "of the side 0"));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  xtest_click (toggle);
  xtest_wait (stree_view_get_show_sidebar (view) && xtest_label (window, "of the side 0"));
  quit ();
}

static void
narrow_sidebar (GtkWidget *window, gpointer data)
{
  StreeView *view = view_of (window);

  (void) data;
  g_assert_true (stree_view_get_show_sidebar (view));

  /* By itself, both ways. */
  resize (window, 500);
  xtest_wait (!stree_view_get_show_sidebar (view));
  xtest_wait (!xtest_label (window, "of the side 0"));
  resize (window, 540);
  g_assert_false (stree_view_get_show_sidebar (view));
  resize (window, 800);
  xtest_wait (stree_view_get_show_sidebar (view));
  xtest_wait (xtest_label (window, "of the side 0"));

  /* Opened by the user while it is narrow: it stays, and then closes again. */
  resize (window, 500);
  xtest_wait (!stree_view_get_show_sidebar (view));
  xtest_key (window, GDK_KEY_F9, 0);
  xtest_wait (stree_view_get_show_sidebar (view));
  resize (window, 450);
  g_assert_true (stree_view_get_show_sidebar (view));
  resize (window, 800);
  g_assert_true (stree_view_get_show_sidebar (view));

  /* Closed by the user while it is wide: it stays so. */
  xtest_key (window, GDK_KEY_F9, 0);
  xtest_wait (!stree_view_get_show_sidebar (view));
  resize (window, 500);
  resize (window, 800);
  g_assert_false (stree_view_get_show_sidebar (view));

  /* Opened and closed again in between: that was the user, too. */
  xtest_key (window, GDK_KEY_F9, 0);
  xtest_wait (stree_view_get_show_sidebar (view));
  resize (window, 500);
  xtest_wait (!stree_view_get_show_sidebar (view));
  xtest_key (window, GDK_KEY_F9, 0);
  xtest_wait (stree_view_get_show_sidebar (view));
  xtest_key (window, GDK_KEY_F9, 0);
  xtest_wait (!stree_view_get_show_sidebar (view));
  resize (window, 800);
  g_assert_false (stree_view_get_show_sidebar (view));
  quit ();
}

/* It starts narrow. */
static void
widen_sidebar (GtkWidget *window, gpointer data)
{
  (void) data;
  g_assert_false (stree_view_get_show_sidebar (view_of (window)));
  resize (window, 800);
  xtest_wait (stree_view_get_show_sidebar (view_of (window)));
  quit ();
}

/* What the program says is not changed by itself. */
static void
fixed_sidebar (GtkWidget *window, gpointer data)
{
  gboolean shown = *(const gboolean *) data;

  g_assert_cmpint (stree_view_get_show_sidebar (view_of (window)), ==, shown);
  resize (window, 500);
  g_assert_cmpint (stree_view_get_show_sidebar (view_of (window)), ==, shown);
  resize (window, 800);
  g_assert_cmpint (stree_view_get_show_sidebar (view_of (window)), ==, shown);
  quit ();
}

static void
test_sidebar (void)
{
  PLAY (with_count, use_sidebar, NULL, .sidebar = side, .props = (gpointer) "of the side", .width = 800, .height = 480);
}

static void
test_narrow (void)
{
  gboolean shown = TRUE;

  PLAY (with_count, narrow_sidebar, NULL, .sidebar = side, .props = (gpointer) "of the side", .width = 800, .height = 480);
  PLAY (with_count, widen_sidebar, NULL, .sidebar = side, .props = (gpointer) "of the side", .width = 500, .height = 480);
  PLAY (with_count, fixed_sidebar, &shown, .sidebar = side, .props = (gpointer) "of the side", .width = 500, .height = 480,
        .initial_sidebar_state = STREE_SIDEBAR_EXPANDED);
  shown = FALSE;
  PLAY (with_count, fixed_sidebar, &shown, .sidebar = side, .props = (gpointer) "of the side", .width = 800, .height = 480,
        .initial_sidebar_state = STREE_SIDEBAR_COLLAPSED);
}

/* --- the session --- */

static void
count_up (GtkWidget *window, gpointer data)
{
  const char *begin = data;
  GtkWidget  *second;

  xtest_wait (xtest_label (window, begin));
  xtest_settle (window);
  xtest_click (xtest_widget (GTK_WIDGET (view_of (window)), "more"));
  xtest_wait (!xtest_label (window, begin));

  /* Both windows show the same. */
  xtest_key (window, GDK_KEY_n, GDK_CONTROL_MASK);
  xtest_wait (n_windows () == 2);
  second = gtk_application_get_windows (app_now ())->data;
  if (second == window)
    second = gtk_application_get_windows (app_now ())->next->data;
  g_assert_true (stree_view_get_session (view_of (second)) == stree_view_get_session (view_of (window)));
  xtest_focus (second);
  g_assert_null (xtest_label (second, begin));
  xtest_key (second, GDK_KEY_Tab, 0); /* one window lies above the other: by key */
  xtest_wait (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (second))));
  xtest_key (second, GDK_KEY_space, 0);
  xtest_wait (xtest_label (second, g_str_equal (begin, "count 0") ? "count 2" : "count 4"));
  xtest_wait (xtest_label (window, g_str_equal (begin, "count 0") ? "count 2" : "count 4"));

  /* The one goes, the program goes on. */
  gtk_window_close (GTK_WINDOW (second));
  xtest_wait (n_windows () == 1);
  g_assert_true (gtk_application_get_windows (app_now ())->data == window);
  quit ();
}

static void
test_session (void)
{
  g_autofree char *file = g_build_filename (folder, "deep", "session.json", NULL);

  PLAY (with_count, count_up, (gpointer) "count 0", .session_file = file);
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  PLAY (with_count, count_up, (gpointer) "count 2", .session_file = file);
  g_remove (file);
  PLAY (with_count, count_up, (gpointer) "count 0", .session_file = file);
  g_remove (file);
}

static void
look_at_fresh (GtkWidget *window, gpointer data)
{
  (void) data;
  xtest_wait (xtest_label (window, "count 0"));
  quit ();
}

static void
test_corrupt (void)
{
  g_autofree char   *file = g_build_filename (folder, "corrupt.json", NULL);
  g_autofree char   *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, "{ \"streamtree-session\": 1, \"states\": { \"/count\": {", -1, &error);
  g_assert_no_error (error);
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_WARNING, "The last session could not be restored, the program starts afresh: *corrupt.json*");
  PLAY (with_count, look_at_fresh, NULL, .session_file = file);
  g_test_assert_expected_messages ();

  /* It is written anew. */
  g_file_get_contents (file, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (content, "\"/count\""));
  PLAY (with_count, look_at_fresh, NULL, .session_file = file);
  g_remove (file);
}

/* --- files --- */

#define SECRET_URI "postgresql://me:very-s3cret@localhost/shop"

static StreeElement *
with_files (StreeContext *cx, gpointer props)
{
  StreeState *files = stree_global_variant (cx, "files", g_variant_new_strv (NULL, 0));
  const char *uri = "nothing";

  (void) props;
  if (g_variant_n_children (stree_state_get_variant (files)) > 0)
    g_variant_get_child (stree_state_get_variant (files), 0, "&s", &uri);
  return stree_text_with (uri, .key = "uri");
}

static void
open_files (GtkWidget *window, gpointer data)
{
  const char *const *uris = data;

  for (guint i = 0; uris[i]; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_uri (uris[i]);

      g_application_open (G_APPLICATION (app_now ()), &file, 1, "");
      xtest_wait (xtest_label (window, uris[i]));
    }
  quit ();
}

/* What is opened is kept with the session, but not a password. */
static void
test_files (void)
{
  g_autofree char *file = g_build_filename (folder, "files.json", NULL);
  g_autofree char *content = NULL;

  PLAY (with_files, open_files, (gpointer) STREE_STRV ("file:///a.csv", "file:///b.csv"), .session_file = file, .opens_files = TRUE);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "file:///b.csv"));
  g_clear_pointer (&content, g_free);
  PLAY (with_files, open_files, (gpointer) STREE_STRV ("file:///a.csv", SECRET_URI), .session_file = file, .opens_files = TRUE);
  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  g_assert_null (strstr (content, "very-s3cret"));
  g_remove (file);
}

int
main (int argc, char **argv)
{
  g_autofree char *deep = NULL;
  int              status;

  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("stree-application-XXXXXX", NULL);
  deep = g_build_filename (folder, "deep", NULL);
  g_test_add_func ("/application/window", test_window);
  g_test_add_func ("/application/menu", test_menu);
  g_test_add_func ("/application/menu/asks", test_menu_asks);
  g_test_add_func ("/application/sidebar", test_sidebar);
  g_test_add_func ("/application/narrow", test_narrow);
  g_test_add_func ("/application/session", test_session);
  g_test_add_func ("/application/corrupt", test_corrupt);
  g_test_add_func ("/application/files", test_files);
  status = g_test_run ();
  g_rmdir (deep);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
