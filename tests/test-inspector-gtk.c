/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The inspector's window, by real keys and the pointer: it opens, shows the tree, sets states, picks on the screen, follows the
 * program, and leaves nothing behind. */

#include <string.h>

#include "core/stree-session-private.h"
#include "inspect/stree-inspect-private.h"
#include "inspector-fixture.h"
#include "inspector/stree-inspector-tree-private.h"
#include "inspector/stree-inspector-window-private.h"
#include "stree-view-private.h"

static const char *
selected_key (Fixture *f)
{
  StreeNode *node = stree_inspector_pane_get_node (pane_of (f));

  return node ? node->element->key : NULL;
}

/* --- */

static void
test_open (Fixture *f, gconstpointer data)
{
  (void) data;
  open_inspector (f);
  g_assert_cmpuint (f->session->n_tracers, ==, 1);
  xtest_wait (shows_text (f->inspector, "Count: 0"));
  /* What is in it follows the program. */
  stree_state_set_int (count_state, 5);
  xtest_wait (shows_text (f->inspector, "Count: 5"));
  /* The same keys bring the same window. */
  gtk_window_present (GTK_WINDOW (f->window));
  xtest_focus (f->window);
  xtest_key (f->window, GDK_KEY_D, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  xtest_settle (f->window);
  g_assert_true (stree_inspector_find_window (f->session) == f->inspector);

  gtk_window_close (GTK_WINDOW (f->inspector));
  xtest_wait (!stree_inspector_find_window (f->session));
  g_assert_cmpuint (f->session->n_tracers, ==, 0);
  g_assert_null (stree_view_get_mount (STREE_VIEW (f->view))->trace);
}

/* It goes with the last window of the program. */
static void
test_goes_along (Fixture *f, gconstpointer data)
{
  (void) data;
  open_inspector (f);
  stree_inspector_pane_select (pane_of (f), xtest_node (f->view, "more"));
  xtest_close (g_steal_pointer (&f->window));
  xtest_wait (!stree_inspector_find_window (f->session));
}

static void
test_switched_off (Fixture *f, gconstpointer data)
{
  (void) data;
  stree_view_set_inspectable (STREE_VIEW (f->view), FALSE);
  xtest_key (f->window, GDK_KEY_D, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  xtest_settle (f->window);
  g_assert_null (stree_inspector_find_window (f->session));
}

/* A program that has these keys keeps them. */
static void
test_keys_taken (Fixture *f, gconstpointer data)
{
  (void) data;
  xtest_key (f->window, GDK_KEY_D, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  xtest_wait (n_taken == 1);
  xtest_settle (f->window);
  g_assert_null (stree_inspector_find_window (f->session));
}

/* --- states --- */

/* The entry of a state: its label is the first thing in its row. */
static GtkWidget *
find_entry (GtkWidget *widget, const char *name)
{
  if (GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget) && shows_text (gtk_widget_get_prev_sibling (widget), name))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *entry = find_entry (child, name);

      if (entry)
        return entry;
    }
  return NULL;
}

static void
test_inspector_edit (Fixture *f, gconstpointer data)
{
  GtkWidget *entry;

  (void) data;
  open_inspector (f);
  stree_inspector_pane_select (pane_of (f), stree_inspect_find (f->session, "app"));
  click_tab (f, "State");
  xtest_wait (find_entry (f->inspector, "count"));
  entry = find_entry (f->inspector, "count");
  xtest_settle (f->inspector);
  xtest_click (entry);
  xtest_key (f->inspector, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (f->inspector, "42");
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  xtest_wait (stree_state_get_int64 (count_state) == 42);
  xtest_wait (shows_text (f->window, "Count: 42"));

  /* What is wrong is said at the entry, what was typed stays, and the program goes on as it was. */
  xtest_key (f->inspector, GDK_KEY_a, GDK_CONTROL_MASK);
  xtest_type (f->inspector, "4x");
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  xtest_wait (shows_text (f->inspector, "takes a whole number"));
  g_assert_cmpint (stree_state_get_int64 (count_state), ==, 42);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "4x");
  stree_state_set_int (count_state, 43);
  xtest_wait (shows_text (f->inspector, "Count: 43"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "4x");
  xtest_key (f->inspector, GDK_KEY_Escape, 0);
  xtest_wait (strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), "4x") != 0);
}

static void
test_globals (Fixture *f, gconstpointer data)
{
  GtkWidget *entry;

  (void) data;
  open_inspector (f);
  click_tab (f, "Session");
  xtest_wait ((entry = find_entry (f->inspector, "unit")) != NULL);
  xtest_settle (f->inspector);
  xtest_click (entry);
  xtest_key (f->inspector, GDK_KEY_Home, 0);
  xtest_key (f->inspector, GDK_KEY_Delete, 0);
  xtest_type (f->inspector, "k");
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  xtest_wait (strcmp (stree_state_get_string (unit_state), "km") == 0);
  /* And it follows the program. */
  stree_state_set_string (unit_state, "mm");
  stree_state_set_int (count_state, 1);
  xtest_wait (strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), "mm") == 0);
}

/* --- picking --- */

static GtkWidget *
pick_button (Fixture *f)
{
  return gtk_widget_get_first_child (stree_inspector_pane_get_bar (pane_of (f)));
}

static void
test_pick (Fixture *f, gconstpointer data)
{
  GtkWidget *more = xtest_widget (f->view, "more");

  (void) data;
  open_inspector (f);
  xtest_click (pick_button (f));
  gtk_window_present (GTK_WINDOW (f->window));
  xtest_focus (f->window);
  xtest_move (more, 0.5, 0.5);
  xtest_wait (gtk_widget_has_css_class (more, "stree-inspected"));
  xtest_click (more);
  xtest_wait (g_strcmp0 (selected_key (f), "more") == 0);
  xtest_settle (f->window);
  g_assert_cmpuint (n_clicked, ==, 0); /* it was not the program's click */
  g_assert_true (gtk_widget_has_css_class (more, "stree-inspected"));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pick_button (f))));

  /* The next one is. */
  gtk_window_present (GTK_WINDOW (f->window));
  xtest_focus (f->window);
  xtest_click (more);
  xtest_wait (n_clicked == 1);

  gtk_window_close (GTK_WINDOW (f->inspector));
  xtest_wait (!gtk_widget_has_css_class (more, "stree-inspected"));
}

static void
test_pick_escape (Fixture *f, gconstpointer data)
{
  GtkWidget *more = xtest_widget (f->view, "more");

  (void) data;
  open_inspector (f);
  xtest_click (pick_button (f));
  xtest_wait (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pick_button (f))));
  gtk_window_present (GTK_WINDOW (f->window));
  xtest_focus (f->window);
  xtest_move (more, 0.5, 0.5);
  xtest_wait (gtk_widget_has_css_class (more, "stree-inspected"));
  xtest_key (f->window, GDK_KEY_Escape, 0);
  xtest_wait (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pick_button (f))));
  g_assert_false (gtk_widget_has_css_class (more, "stree-inspected"));
  xtest_click (more);
  xtest_wait (n_clicked == 1);
}

static void
test_pick_in_popover (Fixture *f, gconstpointer data)
{
  GtkWidget *inside;

  (void) data;
  open_inspector (f);
  gtk_window_present (GTK_WINDOW (f->window));
  xtest_focus (f->window);
  xtest_click (xtest_widget (f->view, "popover"));
  inside = xtest_widget (f->view, "inside");
  xtest_wait (gtk_widget_get_mapped (inside));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pick_button (f)), TRUE);
  xtest_settle (inside);
  xtest_click (inside);
  xtest_wait (g_strcmp0 (selected_key (f), "inside") == 0);
  xtest_focus (f->window);
  xtest_key (f->window, GDK_KEY_Escape, 0);
  xtest_wait (!gtk_widget_get_mapped (inside));
}

/* A modal dialog of the program stops the program's window, and not the inspector; what is in it can be picked. */
static void
test_modal (Fixture *f, gconstpointer data)
{
  StreeNode *within;

  (void) data;
  open_inspector (f);
  stree_state_set_bool (dialog_state, TRUE);
  xtest_wait ((within = stree_inspect_find (f->session, "app.VStack.Dialog[dialog].Button[within]")) != NULL &&
              gtk_widget_get_mapped (within->widget));
  gtk_window_present (GTK_WINDOW (f->inspector));
  xtest_focus (f->inspector);
  xtest_settle (f->inspector);
  click_tab (f, "Session");
  xtest_wait (shows_text (f->inspector, "Category"));
  click_tab (f, "Elements");
  xtest_click (pick_button (f));
  xtest_wait (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pick_button (f))));
  gtk_window_present (GTK_WINDOW (gtk_widget_get_root (within->widget)));
  xtest_focus (GTK_WIDGET (gtk_widget_get_root (within->widget)));
  xtest_click (within->widget);
  xtest_wait (g_strcmp0 (selected_key (f), "within") == 0);
}

/* --- a program --- */

static gboolean
quit_cb (gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);
  GtkWidget *view = window ? gtk_window_get_child (window) : NULL;

  if (!view || !gtk_widget_get_mapped (view))
    return G_SOURCE_CONTINUE;
  stree_inspector_open (STREE_VIEW (view));
  g_assert_nonnull (stree_inspector_find_window (stree_application_get_session (data)));
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

/* One that quits takes its inspector along, and nothing of the session stays. */
static void
test_application (void)
{
  StreeApplication *program = stree_application_new (NULL, "app", app, NULL);
  StreeSession     *session = stree_application_get_session (program);

  takes_keys = FALSE;
  g_object_add_weak_pointer (G_OBJECT (session), (gpointer *) &session);
  g_timeout_add (10, quit_cb, program);
  g_assert_cmpint (g_application_run (G_APPLICATION (program), 0, NULL), ==, 0);
  g_assert_null (stree_inspector_find_window (session));
  g_object_unref (program);
  xtest_wait (session == NULL);
}

static gboolean
look_cb (gpointer inspectable)
{
  GtkApplication *program = GTK_APPLICATION (g_application_get_default ());
  GtkWindow      *window = gtk_application_get_active_window (program);

  if (!window)
    return G_SOURCE_CONTINUE;
  *(gboolean *) inspectable = stree_view_get_inspectable (STREE_VIEW (gtk_window_get_child (window)));
  g_application_quit (G_APPLICATION (program));
  return G_SOURCE_REMOVE;
}

static void
test_not_inspectable (void)
{
  char *argv[] = { (char *) "program", NULL };

  for (gboolean off = FALSE; off <= TRUE; off++)
    {
      gboolean inspectable = off;

      g_timeout_add (10, look_cb, &inspectable);
      g_assert_cmpint (stree_run_with (NULL, app, 1, argv, .not_inspectable = off), ==, 0);
      g_assert_cmpint (inspectable, ==, !off);
    }
}

/* --- searching --- */

static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *search;

  (void) data;
  open_inspector (f);
  search = gtk_widget_get_next_sibling (pick_button (f));
  xtest_click (search);
  xtest_type (f->inspector, "inside");
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  xtest_wait (g_strcmp0 (selected_key (f), "own") == 0); /* by its text */
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  xtest_wait (g_strcmp0 (selected_key (f), "inside") == 0);
  xtest_key (f->inspector, GDK_KEY_Return, 0);
  xtest_wait (g_strcmp0 (selected_key (f), "own") == 0); /* round again */
}

/* --- it stays sound --- */

static void
test_reruns (Fixture *f, gconstpointer data)
{
  StreeNode *gone;

  (void) data;
  open_inspector (f);
  for (guint i = 0; i < 200; i++)
    {
      StreeNode *inner_node = stree_inspect_find (f->session, "app.VStack.inner[inner]");

      if (inner_node)
        stree_inspector_pane_select (pane_of (f), inner_node);
      stree_state_set_bool (shown_state, i % 2 != 0);
      stree_state_set_int (count_state, i);
      stree_view_flush (STREE_VIEW (f->view));
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
    }
  stree_state_set_bool (shown_state, TRUE);
  stree_view_flush (STREE_VIEW (f->view));
  gone = stree_node_ref (stree_inspect_find (f->session, "app.VStack.inner[inner]"));
  stree_inspector_pane_select (pane_of (f), gone);
  g_assert_true (stree_inspector_pane_get_node (pane_of (f)) == gone);
  stree_state_set_bool (shown_state, FALSE);
  stree_view_flush (STREE_VIEW (f->view));
  g_assert_null (stree_inspector_pane_get_node (pane_of (f)));
  /* Nobody but the test holds it. */
  xtest_wait (gone->ref_count == 1);
  stree_node_unref (gone);
  xtest_wait (shows_text (f->inspector, "Count: 199"));
}

/* Other code under the same name, as a reload brings it. */
static StreeElement *
other (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_vstack (stree_text_with ("Other", .key = "count"), stree_title ("New"));
}

static void
test_reload (Fixture *f, gconstpointer data)
{
  (void) data;
  open_inspector (f);
  stree_inspector_pane_select (pane_of (f), xtest_node (f->view, "more"));
  stree_view_set_component (STREE_VIEW (f->view), "app", other, NULL);
  stree_view_flush (STREE_VIEW (f->view));
  xtest_wait (shows_text (f->inspector, "New"));
  stree_view_set_component (STREE_VIEW (f->view), "another", app, NULL); /* a tree of its own */
  stree_view_flush (STREE_VIEW (f->view));
  xtest_wait (shows_text (f->inspector, "Count: "));
}

/* --- the tables --- */

static void
test_tables (Fixture *f, gconstpointer data)
{
  static const char *const titles[] = { "Components", "Runs", "Warnings", "Session", "Tasks", "Cache", "Routes", "Counters" };

  (void) data;
  open_inspector (f);
  stree_state_set_int (count_state, 1);
  stree_view_flush (STREE_VIEW (f->view));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      click_tab (f, titles[i]);
      xtest_settle (f->inspector);
    }
  click_tab (f, "Components");
  xtest_wait (shows_text (f->inspector, "inner"));
  click_tab (f, "Runs");
  xtest_wait (shows_text (f->inspector, "count: 0 → 1"));
}

/* --- GTK's inspector --- */

static void
test_page (Fixture *f, gconstpointer data)
{
  GIOExtensionPoint *point = g_io_extension_point_lookup ("gtk-inspector-page");
  GIOExtension      *extension;
  GtkWidget         *page, *window;
  g_autofree char   *title = NULL;

  (void) data;
  if (!point)
    {
      g_test_skip ("the GTK that runs takes no pages");
      return;
    }
  extension = g_io_extension_point_get_extension_by_name (point, "streamtree");
  g_assert_nonnull (extension);
  page = g_object_new (g_io_extension_get_type (extension), NULL);
  g_object_get (page, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "StreamTree");
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (window), page);
  g_object_set (page, "object", f->view, NULL);
  g_assert_cmpuint (f->session->n_tracers, ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  xtest_focus (window);
  xtest_wait (shows_text (window, "Count: 0"));
  g_assert_cmpuint (f->session->n_tracers, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  xtest_wait (f->session->n_tracers == 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, func, data) g_test_add ("/inspector/" name, Fixture, data, set_up, func, tear_down)
  ADD ("open", test_open, NULL);
  ADD ("goes-along", test_goes_along, NULL);
  ADD ("switched-off", test_switched_off, NULL);
  ADD ("keys-taken", test_keys_taken, "takes");
  ADD ("edit", test_inspector_edit, NULL);
  ADD ("globals", test_globals, NULL);
  ADD ("pick", test_pick, NULL);
  ADD ("pick-escape", test_pick_escape, NULL);
  ADD ("pick-in-popover", test_pick_in_popover, NULL);
  ADD ("modal", test_modal, NULL);
  ADD ("search", test_search, NULL);
  ADD ("reruns", test_reruns, NULL);
  ADD ("reload", test_reload, NULL);
  ADD ("tables", test_tables, NULL);
  ADD ("page", test_page, NULL);
  g_test_add_func ("/inspector/application", test_application);
  g_test_add_func ("/inspector/not-inspectable", test_not_inspectable);
  return g_test_run ();
}
