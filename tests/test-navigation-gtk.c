/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Back and forward as a user does it: keys, mouse buttons, the header bar; the title, the focus, guards, and links that arrive
 * at a program that runs. */

#include <streamtree-gtk.h>

#include "routing/stree-location.h"
#include "routing/stree-work.h"
#include "xtest.h"

#define APP_ID "org.example.Navigated"

static gboolean guarded;

/* --- the program --- */

static StreeElement *
home (StreeContext *cx, gpointer props)
{
  StreeState *text = stree_state_string (cx, "text", "");

  (void) props;
  return stree_vstack (stree_text_input ("Name", .key = "name", .value = stree_bind (text)),
                       stree_text_input ("Town", .key = "town"),
                       stree_button ("Profile", .key = "to-profile", .on_click = stree_route_to ("profile")),
                       guarded ? stree_guard ("The name is not saved.") : NULL);
}

static StreeElement *
profile (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_text ("your profile"), stree_button ("First", .key = "first"), stree_button ("Second", .key = "second"));
}

static StreeElement *
program (StreeContext *cx, gpointer props)
{
  const char *q = stree_sync_query_value (cx, "none", "q");

  (void) props;
  return stree_vstack (stree_text ("q is %s", q),
                       stree_routes ("home", stree_route_with ((.name = "home", .title = "Home"), stree_component (home)),
                                     stree_route_with ((.name = "profile", .title = "Profile"), stree_component (profile)),
                                     stree_route ("plain", stree_text ("without a title"))));
}

typedef struct
{
  void (*act) (GtkWidget *window);
  const char *uri; /* on the command line; NULL: none */
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
  script->act (window);
  return G_SOURCE_REMOVE;
}

static int
run (int argc, char **argv)
{
  return stree_run_with (APP_ID, program, argc, argv, .page_title = "Program", .width = 500, .height = 400, .single_window = TRUE,
                         .about = STREE_ABOUT (.version = "1.2", .comments = "Goes to and fro.", .authors = STREE_STRV ("Ada")));
}

static void
play (void (*act) (GtkWidget *window), const char *uri)
{
  Script script = { act, uri };
  char  *argv[] = { (char *) "program", (char *) uri, NULL };

  g_idle_add (act_cb, &script);
  g_assert_cmpint (run (uri ? 2 : 1, argv), ==, 0);
  g_assert_null (g_application_get_default ());
}

static GtkWidget *
view_of (GtkWidget *window)
{
  return gtk_window_get_child (GTK_WINDOW (window));
}

static StreeSession *
session_of (GtkWidget *window)
{
  return stree_view_get_session (STREE_VIEW (view_of (window)));
}

static StreeLocation *
location_of (GtkWidget *window)
{
  return stree_session_get_location (session_of (window));
}

static gboolean
is_at (GtkWidget *window, const char *rest)
{
  g_autofree char *uri = stree_location_dup_uri (location_of (window));
  g_autofree char *expected = g_strconcat ("org.example.navigated:", rest, NULL);

  return g_str_equal (uri, expected);
}

/* The widget of a key, or something inside it, has the focus. */
static gboolean
focus_in (GtkWidget *window, const char *key)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  GtkWidget *widget = xtest_widget (view_of (window), key);

  return focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static GtkWidget *
find_action (GtkWidget *widget, const char *action)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_action (child, action);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
step_button (GtkWidget *window, const char *action)
{
  GtkWidget *button = find_action (gtk_window_get_titlebar (GTK_WINDOW (window)), action);

  g_assert_nonnull (button);
  return button;
}

static void
quit (void)
{
  g_application_quit (G_APPLICATION (app_now ()));
}

/* --- to and fro --- */

static void
to_profile (GtkWidget *window)
{
  xtest_click (xtest_widget (view_of (window), "to-profile"));
  xtest_wait (xtest_label (window, "your profile"));
  xtest_settle (window);
}

static gulong in_frame;

static void
forward_cb (GdkFrameClock *clock, GtkWidget *window)
{
  g_clear_signal_handler (&in_frame, clock);
  stree_location_forward (location_of (window));
}

static void
use_keys (GtkWidget *window)
{
  xtest_wait (is_at (window, "/home?q=none") || is_at (window, "/?q=none&route=home"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Home – Program");
  g_assert_false (gtk_widget_is_sensitive (step_button (window, "app.stree-back")));
  g_assert_false (gtk_widget_is_sensitive (step_button (window, "app.stree-forward")));

  /* What has the focus goes with the page: the first thing on the next one takes it. */
  xtest_click (xtest_widget (view_of (window), "town"));
  xtest_type (window, "Oslo");
  to_profile (window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Profile – Program");
  g_assert_true (gtk_widget_is_sensitive (step_button (window, "app.stree-back")));
  xtest_wait (focus_in (window, "first"));
  xtest_settle (window);
  g_assert_true (focus_in (window, "first"));
  xtest_key (window, GDK_KEY_Tab, 0);
  xtest_wait (focus_in (window, "second"));

  /* And comes back to where it was. */
  xtest_key (window, GDK_KEY_Left, GDK_ALT_MASK);
  xtest_wait (is_at (window, "/home?q=none"));
  xtest_wait (focus_in (window, "to-profile"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (xtest_find (xtest_widget (view_of (window), "town"), GTK_TYPE_TEXT))), ==, "Oslo");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Home – Program");
  g_assert_true (gtk_widget_is_sensitive (step_button (window, "app.stree-forward")));
  xtest_key (window, GDK_KEY_Right, GDK_ALT_MASK);
  xtest_wait (is_at (window, "/profile?q=none"));
  xtest_wait (focus_in (window, "second"));
  xtest_key (window, GDK_KEY_Right, GDK_ALT_MASK); /* there is nothing */
  xtest_settle (window);
  g_assert_true (is_at (window, "/profile?q=none"));

  /* In the middle of typing. */
  xtest_key (window, GDK_KEY_Left, GDK_ALT_MASK);
  xtest_wait (focus_in (window, "to-profile"));
  xtest_click (xtest_widget (view_of (window), "name"));
  xtest_type (window, "Ada L");
  xtest_key (window, GDK_KEY_Right, GDK_ALT_MASK);
  xtest_wait (focus_in (window, "second"));
  xtest_key (window, GDK_KEY_Left, GDK_ALT_MASK);
  xtest_wait (focus_in (window, "name"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (xtest_find (xtest_widget (view_of (window), "name"), GTK_TYPE_TEXT))), ==, "Ada L");

  /* Where the page goes and the next one comes within one frame, as input that a frame brings has it. */
  in_frame = g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (forward_cb), window);
  gtk_widget_queue_draw (window);
  xtest_wait (is_at (window, "/profile?q=none"));
  xtest_wait (focus_in (window, "second"));

  g_assert_true (stree_set_route (session_of (window), "plain", NULL, NULL));
  xtest_wait (xtest_label (window, "without a title"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Program");
  quit ();
}

static void
use_pointer (GtkWidget *window)
{
  GtkWidget *back = step_button (window, "app.stree-back");

  xtest_wait (xtest_label (window, "q is none"));
  xtest_settle (window);
  xtest_click (xtest_widget (view_of (window), "town"));
  to_profile (window);
  xtest_click_at (xtest_widget (view_of (window), "first"), 0.5, 0.5, 8);
  xtest_wait (is_at (window, "/home?q=none"));
  xtest_wait (focus_in (window, "to-profile"));
  xtest_click_at (xtest_widget (view_of (window), "name"), 0.5, 0.5, 9);
  xtest_wait (is_at (window, "/profile?q=none"));
  xtest_settle (window);

  /* The header bar's buttons leave the focus where it was on the page. */
  xtest_wait (focus_in (window, "first"));
  xtest_click (back);
  xtest_wait (is_at (window, "/home?q=none"));
  xtest_wait (focus_in (window, "to-profile"));
  g_assert_false (gtk_widget_is_sensitive (back));
  xtest_click (step_button (window, "app.stree-forward"));
  xtest_wait (is_at (window, "/profile?q=none"));
  xtest_wait (focus_in (window, "first"));

  /* Also where one could go on with them. */
  g_assert_true (stree_set_route (session_of (window), "plain", NULL, NULL));
  xtest_wait (xtest_label (window, "without a title"));
  xtest_settle (window);
  xtest_click (back);
  xtest_wait (is_at (window, "/profile?q=none"));
  xtest_wait (focus_in (window, "first"));
  g_assert_true (gtk_widget_is_sensitive (back));
  quit ();
}

static gboolean
has_tooltip (GtkWidget *window, const char *action, const char *text)
{
  return g_strcmp0 (gtk_widget_get_tooltip_text (step_button (window, action)), text) == 0;
}

/* Text that runs the other way while the program runs: what was left of here is right of here now. */
static void
use_other_direction (GtkWidget *window)
{
  GtkWidget *view = view_of (window);

  /* Not the default: where that changes, GTK 4.8 loses memory of its own. */
  xtest_wait (xtest_label (window, "q is none"));
  g_assert_true (has_tooltip (window, "app.stree-back", "Back (Alt+Left)"));
  g_assert_true (has_tooltip (window, "app.stree-forward", "Forward (Alt+Right)"));
  to_profile (window);
  gtk_widget_set_direction (view, GTK_TEXT_DIR_RTL);
  xtest_settle (window);
  g_assert_true (has_tooltip (window, "app.stree-back", "Back (Alt+Right)"));
  g_assert_true (has_tooltip (window, "app.stree-forward", "Forward (Alt+Left)"));
  xtest_key (window, GDK_KEY_Left, GDK_ALT_MASK); /* there is nothing */
  xtest_settle (window);
  g_assert_true (is_at (window, "/profile?q=none"));
  xtest_key (window, GDK_KEY_Right, GDK_ALT_MASK);
  xtest_wait (is_at (window, "/home?q=none"));
  xtest_key (window, GDK_KEY_Left, GDK_ALT_MASK);
  xtest_wait (is_at (window, "/profile?q=none"));

  gtk_widget_set_direction (view, GTK_TEXT_DIR_NONE);
  xtest_settle (window);
  g_assert_true (has_tooltip (window, "app.stree-back", "Back (Alt+Left)"));
  xtest_key (window, GDK_KEY_Left, GDK_ALT_MASK);
  xtest_wait (is_at (window, "/home?q=none"));
  xtest_key (window, GDK_KEY_Right, GDK_ALT_MASK);
  xtest_wait (is_at (window, "/profile?q=none"));
  quit ();
}

static void
test_direction (void)
{
  guarded = FALSE;
  play (use_other_direction, NULL);
}

static void
test_steps (void)
{
  guarded = FALSE;
  play (use_keys, NULL);
  play (use_pointer, NULL);
}

/* --- guards --- */

static GtkWindow *
dialog_now (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWindow  *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !found; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!GTK_IS_APPLICATION_WINDOW (window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        found = window; /* the list holds it */
    }
  return found;
}

static void
wait_dialog (const char *says)
{
  xtest_wait (dialog_now ());
  xtest_wait (xtest_label (GTK_WIDGET (dialog_now ()), says));
  xtest_focus (GTK_WIDGET (dialog_now ()));
}

static void
use_guard (GtkWidget *window)
{
  xtest_wait (xtest_label (window, "q is none"));
  xtest_settle (window);
  xtest_click (xtest_widget (view_of (window), "to-profile"));
  wait_dialog ("The name is not saved.");
  g_assert_true (gtk_window_get_modal (dialog_now ()));
  g_assert_true (gtk_window_get_transient_for (dialog_now ()) == GTK_WINDOW (window));
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_Escape, 0);
  xtest_wait (!dialog_now ());
  g_assert_true (is_at (window, "/home?q=none"));
  g_assert_null (stree_location_get_held (location_of (window)));

  xtest_focus (window);
  xtest_wait (focus_in (window, "to-profile")); /* the focus is back where it was */
  xtest_key (window, GDK_KEY_space, 0);
  wait_dialog ("The name is not saved.");
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_l, GDK_ALT_MASK); /* _Leave */
  xtest_wait (!dialog_now ());
  xtest_wait (is_at (window, "/profile?q=none"));

  /* Nothing on the screen to lose; but the end of the program would lose what is kept. */
  xtest_focus (window);
  xtest_key (window, GDK_KEY_q, GDK_CONTROL_MASK);
  wait_dialog ("The name is not saved.");
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_q, GDK_CONTROL_MASK); /* no second question */
  xtest_settle (window);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 2);
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_Escape, 0);
  xtest_wait (!dialog_now ());

  xtest_focus (window);
  gtk_window_close (GTK_WINDOW (window));
  wait_dialog ("The name is not saved.");
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_c, GDK_ALT_MASK); /* _Cancel or _Close: moves between them */
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_Escape, 0);
  xtest_wait (!dialog_now ());
  g_assert_true (gtk_widget_get_visible (window));

  xtest_focus (window);
  xtest_key (window, GDK_KEY_q, GDK_CONTROL_MASK);
  wait_dialog ("The name is not saved.");
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_q, GDK_ALT_MASK); /* _Quit */
}

static void
test_guard (void)
{
  guarded = TRUE;
  play (use_guard, NULL);
  guarded = FALSE;
}

static void
use_work (GtkWidget *window)
{
  guint id = stree_session_begin_work (session_of (window), "the export");

  xtest_key (window, GDK_KEY_q, GDK_CONTROL_MASK);
  wait_dialog ("Not finished yet: the export");
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_Escape, 0);
  xtest_wait (!dialog_now ());
  xtest_focus (window);
  gtk_window_close (GTK_WINDOW (window)); /* the last one: that is the end */
  wait_dialog ("Not finished yet: the export");
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_Escape, 0);
  xtest_wait (!dialog_now ());
  stree_session_end_work (session_of (window), id);
  xtest_focus (window);
  xtest_key (window, GDK_KEY_q, GDK_CONTROL_MASK);
}

static void
test_work (void)
{
  play (use_work, NULL);
}

/* --- links --- */

static void
look_at_link (GtkWidget *window)
{
  xtest_wait (xtest_label (window, "your profile"));
  xtest_wait (xtest_label (window, "q is a b"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Profile – Program");
  g_assert_false (stree_location_get_can_go_back (location_of (window))); /* there was nothing before */
  quit ();
}

static int second_status;

static void
second_done_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
  second_status = g_subprocess_get_exit_status (G_SUBPROCESS (process));
  *(gboolean *) data = TRUE;
}

/* The program is started once more, as a desktop does it. */
static void
start_second (const char *argument)
{
  g_autoptr (GError)      error = NULL;
  g_autofree char        *self = g_file_read_link ("/proc/self/exe", &error);
  g_autoptr (GSubprocess) process = NULL;
  gboolean                done = FALSE;

  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, self, "--second", argument, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, second_done_cb, &done);
  xtest_wait (done);
}

static void
receive_link (GtkWidget *window)
{
  start_second ("org.example.navigated:/profile?q=zoo%20%2B");
  g_assert_cmpint (second_status, ==, 0);
  xtest_wait (xtest_label (window, "your profile"));
  xtest_wait (xtest_label (window, "q is zoo +"));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (app_now ())), ==, 1);
  xtest_key (window, GDK_KEY_Left, GDK_ALT_MASK);
  xtest_wait (is_at (window, "/home?q=none"));

  /* One that is none of this program's, or broken, changes nothing, and who sent it is told. */
  start_second ("org.example.navigated:/%FF");
  g_assert_cmpint (second_status, ==, 1);
  start_second ("org.example.other:/profile");
  g_assert_cmpint (second_status, !=, 0);
  g_assert_true (is_at (window, "/home?q=none"));
  g_assert_true (stree_location_get_can_go_forward (location_of (window)));
  quit ();
}

static void
test_links (void)
{
  g_autofree char *broken_name = g_strdup ("program");
  char            *broken[] = { broken_name, (char *) "org.example.navigated:/%zz", NULL };

  play (look_at_link, "ORG.example.Navigated:/profile?q=a+b");
  if (!g_getenv ("DBUS_SESSION_BUS_ADDRESS"))
    {
      g_test_skip ("there is no session bus");
      return;
    }
  play (receive_link, NULL);
  g_assert_cmpint (run (2, broken), ==, 1);
}

/* --- about, and one window --- */

static void
look_at_about (GtkWidget *window)
{
  g_assert_null (g_action_map_lookup_action (G_ACTION_MAP (app_now ()), "stree-new-window"));
  g_action_group_activate_action (G_ACTION_GROUP (app_now ()), "stree-about", NULL);
  xtest_wait (dialog_now ());
  g_assert_cmpstr (gtk_about_dialog_get_version (GTK_ABOUT_DIALOG (dialog_now ())), ==, "1.2");
  g_assert_cmpstr (gtk_about_dialog_get_program_name (GTK_ABOUT_DIALOG (dialog_now ())), ==, "Program");
  xtest_focus (GTK_WIDGET (dialog_now ()));
  xtest_key (GTK_WIDGET (dialog_now ()), GDK_KEY_Escape, 0);
  xtest_wait (!dialog_now ());
  xtest_focus (window);
  quit ();
}

static void
test_about (void)
{
  play (look_at_about, NULL);
}

int
main (int argc, char **argv)
{
  if (argc > 2 && g_str_equal (argv[1], "--second"))
    {
      char *second[] = { argv[0], argv[2], NULL };

      return run (2, second);
    }
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/navigation/steps", test_steps);
  g_test_add_func ("/navigation/direction", test_direction);
  g_test_add_func ("/navigation/guard", test_guard);
  g_test_add_func ("/navigation/work", test_work);
  g_test_add_func ("/navigation/links", test_links);
  g_test_add_func ("/navigation/about", test_about);
  return g_test_run ();
}
