/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Questions on GTK, by real keys: where the focus goes and comes back to, what Escape, Tab and Enter do; and the dialogs that
 * files are chosen in. */

#include <streamtree-gtk.h>

#include <glib/gstdio.h>

#include "stree-question-dialog-private.h"
#include "xtest.h"

static StreeState *answer;

static void
ask_cb (StreeEvent *event, gpointer data)
{
  static const char *const buttons[] = { "_Keep", "_Move", "_Delete", NULL };
  StreeContext            *cx = stree_event_get_context (event);

  if (data)
    stree_ask_destructive (cx, answer, "Delete it?", "It is gone then.", buttons);
  else
    stree_ask (cx, answer, "Move it?", NULL, buttons);
}

static StreeElement *
component (StreeContext *cx, gpointer props)
{
  (void) props;
  answer = stree_state_int (cx, "answer", -1);
  return stree_vstack (stree_text_input ("Before", .key = "before"),
                       stree_button ("Ask", .key = "ask", .on_click = stree_call (ask_cb, NULL)),
                       stree_button ("Delete", .key = "delete", .on_click = stree_call (ask_cb, &answer)));
}

static GtkWindow *
question_over (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (one) == GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (one)))
        return one;
    }
  return NULL;
}

static GtkWidget *
wait_question (GtkWidget *window)
{
  GtkWindow *question;

  xtest_wait (question_over (window));
  question = question_over (window);
  g_assert_true (gtk_window_get_modal (question));
  xtest_wait (gtk_window_is_active (question));
  xtest_settle (GTK_WIDGET (question));
  return GTK_WIDGET (question);
}

static const char *
focused (GtkWidget *window)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return GTK_IS_BUTTON (focus) ? gtk_button_get_label (GTK_BUTTON (focus)) : NULL;
}

static void
wait_answer (GtkWidget *window, GtkWidget *button, int expected)
{
  xtest_wait (!question_over (window));
  g_assert_cmpint (stree_state_get_int (answer), ==, expected);
  xtest_wait (gtk_window_is_active (GTK_WINDOW (window)) && gtk_window_get_focus (GTK_WINDOW (window)) == button);
  stree_state_set_int (answer, -1);
}

static void
test_keys (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", component, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);
  GtkWidget *ask = xtest_widget (view, "ask");
  GtkWidget *question;

  gtk_widget_grab_focus (ask);
  xtest_key (window, GDK_KEY_Return, 0);
  question = wait_question (window);
  g_assert_nonnull (xtest_label (question, "Move it?"));
  g_assert_cmpint (stree_state_get_int (answer), ==, -1);
  xtest_wait (g_strcmp0 (focused (question), "_Delete") == 0); /* what Enter does */
  xtest_key (question, GDK_KEY_Escape, 0);
  wait_answer (window, ask, 0);

  xtest_key (window, GDK_KEY_space, 0);
  question = wait_question (window);
  xtest_key (question, GDK_KEY_Return, 0);
  wait_answer (window, ask, 2);

  /* Tab goes from button to button, in their order. */
  xtest_key (window, GDK_KEY_space, 0);
  question = wait_question (window);
  xtest_wait (g_strcmp0 (focused (question), "_Delete") == 0);
  xtest_key (question, GDK_KEY_Tab, GDK_SHIFT_MASK);
  xtest_wait (g_strcmp0 (focused (question), "_Move") == 0);
  xtest_key (question, GDK_KEY_Tab, GDK_SHIFT_MASK);
  xtest_wait (g_strcmp0 (focused (question), "_Keep") == 0);
  xtest_key (question, GDK_KEY_Tab, 0);
  xtest_wait (g_strcmp0 (focused (question), "_Move") == 0);
  xtest_key (question, GDK_KEY_Return, 0);
  wait_answer (window, ask, 1);

  /* The letter of a button. */
  xtest_key (window, GDK_KEY_space, 0);
  question = wait_question (window);
  xtest_key (question, GDK_KEY_m, GDK_ALT_MASK);
  wait_answer (window, ask, 1);
  xtest_close (window);
}

/* What loses something is never what Enter does. */
static void
test_destructive (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", component, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);
  GtkWidget *button = xtest_widget (view, "delete");
  GtkWidget *question;

  gtk_widget_grab_focus (button);
  xtest_key (window, GDK_KEY_Return, 0);
  question = wait_question (window);
  g_assert_nonnull (xtest_label (question, "It is gone then."));
  xtest_wait (g_strcmp0 (focused (question), "_Keep") == 0);
  xtest_key (question, GDK_KEY_Return, 0);
  wait_answer (window, button, 0);

  xtest_key (window, GDK_KEY_Return, 0);
  question = wait_question (window);
  xtest_key (question, GDK_KEY_d, GDK_ALT_MASK);
  wait_answer (window, button, 2);
  xtest_close (window);
}

/* The window goes before there is an answer, and the question with it; or the view does, and the window stays. */
static void
test_gone (gconstpointer key)
{
  GtkWidget *view = stree_view_new (NULL, "app", component, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);
  guint      n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());

  xtest_click (xtest_widget (view, key));
  wait_question (window);
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Nothing"));
  xtest_wait (!question_over (window));
  view = stree_view_new (NULL, "app", component, NULL);
  gtk_window_set_child (GTK_WINDOW (window), view);
  xtest_focus (window);
  xtest_click (xtest_widget (view, key));
  wait_question (window);
  xtest_close (window);
  xtest_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == n_windows - 1);
}

static gpointer
begin (gpointer cx)
{
  stree_focus (cx, "second");
  stree_ask (cx, answer, "Begin?", NULL, STREE_STRV ("_No", "_Yes"));
  return NULL;
}

static StreeElement *
eager (StreeContext *cx, gpointer props)
{
  (void) props;
  answer = stree_state_int (cx, "answer", -1);
  stree_memo (cx, "begin", begin, cx, NULL);
  return stree_vstack (stree_button ("First", .key = "first"), stree_button ("Second", .key = "second"));
}

/* In its first run a view is in no window: what is asked for there waits for one. */
static void
test_first_run (void)
{
  guint      n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  GtkWidget *view = stree_view_new (NULL, "app", eager, NULL);
  GtkWidget *window;
  GtkWidget *question;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n_windows);
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  question = wait_question (window);
  g_assert_nonnull (xtest_label (question, "Begin?"));
  xtest_key (question, GDK_KEY_Return, 0);
  wait_answer (window, xtest_widget (view, "second"), 1);
  xtest_close (window);
}

/* --- files --- */

static char       *folder; /* a path */
static char       *folder_uri;
static StreeState *uri;
static StreeState *uris;
static guint       n_told;

static void
told_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
  n_told++;
}

static void
failed_cb (StreeEvent *event, gpointer data)
{
  (void) data;
  stree_state_set_string (uri, stree_event_get_error (event)->message);
}

static void
ask_files_cb (StreeEvent *event, gpointer data)
{
  StreeContext       *cx = stree_event_get_context (event);
  const char         *key = stree_event_get_key (event);
  const StreeHandler *told = stree_call (told_cb, NULL);

  (void) data;
  if (g_str_equal (key, "open"))
    stree_ask_file (cx, uri, .title = "Open a Table", .accept = "_Import", .type_name = "Tables", .patterns = STREE_STRV ("*.csv", "*.tsv"),
                    .folder = folder_uri, .on_answer = told);
  else if (g_str_equal (key, "several"))
    stree_ask_files (cx, uris, .on_answer = told);
  else if (g_str_equal (key, "save"))
    stree_ask_save_file (cx, uri, .name = "orders.csv", .folder = folder_uri, .on_answer = told);
  else
    stree_ask_folder (cx, uri, .folder = folder_uri, .on_answer = told, .on_error = stree_call (failed_cb, NULL));
}

static StreeElement *
filer (StreeContext *cx, gpointer props)
{
  (void) props;
  uri = stree_state_string (cx, "uri", "none");
  uris = stree_state_variant (cx, "uris", g_variant_new_strv (NULL, 0));
  return stree_vstack (stree_button ("Open", .key = "open", .on_click = stree_call (ask_files_cb, NULL)),
                       stree_button ("Several", .key = "several", .on_click = stree_call (ask_files_cb, NULL)),
                       stree_button ("Save", .key = "save", .on_click = stree_call (ask_files_cb, NULL)),
                       stree_button ("Folder", .key = "folder", .on_click = stree_call (ask_files_cb, NULL)));
}

/* Without a dialog: what is chosen in advance. */
static void
test_file_seam (void)
{
  GtkWidget       *view = stree_view_new (NULL, "app", filer, NULL);
  GtkWidget       *window = xtest_window (view, 500, 400);
  g_autofree char *both = NULL;

  n_told = 0;
  stree_question_dialog_choose (NULL);
  stree_question_dialog_choose (STREE_STRV ("file:///a.csv"));
  stree_question_dialog_choose (STREE_STRV ("file:///a.csv"));
  xtest_click (xtest_widget (view, "open")); /* cancelled */
  xtest_wait (stree_question_dialog_n_waiting () == 2);
  g_assert_cmpstr (stree_state_get_string (uri), ==, "none");
  g_assert_cmpuint (n_told, ==, 0);
  xtest_click (xtest_widget (view, "open"));
  xtest_wait (n_told == 1);
  g_assert_cmpstr (stree_state_get_string (uri), ==, "file:///a.csv");
  xtest_click (xtest_widget (view, "save")); /* the same again */
  xtest_wait (n_told == 2);
  g_assert_cmpstr (stree_state_get_string (uri), ==, "file:///a.csv");

  stree_question_dialog_choose (STREE_STRV ("file:///b.csv", "file:///c.csv"));
  xtest_click (xtest_widget (view, "several"));
  xtest_wait (n_told == 3);
  both = g_variant_print (stree_state_get_variant (uris), FALSE);
  g_assert_cmpstr (both, ==, "['file:///b.csv', 'file:///c.csv']");
  g_assert_null (question_over (window));

  /* What goes wrong in the dialog is told to who asked. */
  g_test_expect_message ("StreamTree", G_LOG_LEVEL_MESSAGE, "app: ask: 'Choose a Folder': 'Choose a Folder' asks for one, not for 2");
  stree_question_dialog_choose (STREE_STRV ("file:///b", "file:///c"));
  xtest_click (xtest_widget (view, "folder"));
  xtest_wait (stree_question_dialog_n_waiting () == 0);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (n_told, ==, 3);
  g_assert_cmpstr (stree_state_get_string (uri), ==, "'Choose a Folder' asks for one, not for 2");
  xtest_close (window);
}

static GtkFileChooser *
open_by (GtkWidget *window, GtkWidget *view, const char *key)
{
  GtkWidget *dialog;

  xtest_focus (window);
  xtest_click (xtest_widget (view, key));
  xtest_wait (question_over (window));
  dialog = GTK_WIDGET (question_over (window));
  xtest_focus (dialog);
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (dialog)));
  return GTK_FILE_CHOOSER (dialog);
}

static gboolean
is_in_folder (GtkFileChooser *dialog)
{
  g_autoptr (GFile) expected = g_file_new_for_path (folder);
  g_autoptr (GFile) found = gtk_file_chooser_get_current_folder (dialog);

  return found && g_file_equal (found, expected);
}

/* A button on the screen with this label; NULL: none. */
static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found; child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* The dialogs of GTK: what they are told, and that Escape changes nothing. */
static void
test_file_dialogs (void)
{
  static const struct
  {
    const char          *key;
    const char          *title;
    GtkFileChooserAction action;
    gboolean             several;
  } dialogs[] = {
    { "open", "Open a Table", GTK_FILE_CHOOSER_ACTION_OPEN, FALSE },
    { "several", "Open Files", GTK_FILE_CHOOSER_ACTION_OPEN, TRUE },
    { "save", "Save as a File", GTK_FILE_CHOOSER_ACTION_SAVE, FALSE },
    { "folder", "Choose a Folder", GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, FALSE },
  };
  GtkWidget *view = stree_view_new (NULL, "app", filer, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);

  n_told = 0;
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      GtkFileChooser       *dialog = open_by (window, view, dialogs[i].key);
      g_autoptr (GListModel) filters = gtk_file_chooser_get_filters (dialog);

      g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (dialog)), ==, dialogs[i].title);
      g_assert_cmpint (gtk_file_chooser_get_action (dialog), ==, dialogs[i].action);
      g_assert_cmpint (gtk_file_chooser_get_select_multiple (dialog), ==, dialogs[i].several);
      if (i == 0)
        {
          g_assert_nonnull (find_button (GTK_WIDGET (dialog), "_Import"));
          g_assert_cmpuint (g_list_model_get_n_items (filters), ==, 2);
          g_assert_cmpstr (gtk_file_filter_get_name (gtk_file_chooser_get_filter (dialog)), ==, "Tables");
        }
      else
        {
          g_assert_cmpuint (g_list_model_get_n_items (filters), ==, 0);
        }
      if (!dialogs[i].several)
        xtest_wait (is_in_folder (dialog));
      xtest_key (GTK_WIDGET (dialog), GDK_KEY_Escape, 0);
      xtest_wait (!question_over (window));
      xtest_settle (window);
      g_assert_cmpstr (stree_state_get_string (uri), ==, "none");
      g_assert_cmpuint (g_variant_n_children (stree_state_get_variant (uris)), ==, 0);
    }
  g_assert_cmpuint (n_told, ==, 0);
  xtest_close (window);
}

/* What is chosen in the dialog of GTK. */
static void
test_file_save (void)
{
  GtkWidget       *view = stree_view_new (NULL, "app", filer, NULL);
  GtkWidget       *window = xtest_window (view, 500, 400);
  g_autofree char *expected = g_strconcat (folder_uri, "/orders.csv", NULL);
  GtkFileChooser  *dialog = open_by (window, view, "save");
  g_autofree char *name = NULL;

  n_told = 0;
  xtest_wait (is_in_folder (dialog));
  name = gtk_file_chooser_get_current_name (dialog);
  g_assert_cmpstr (name, ==, "orders.csv");
  xtest_settle (GTK_WIDGET (dialog));
  xtest_click (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  xtest_wait (n_told == 1);
  g_assert_cmpstr (stree_state_get_string (uri), ==, expected);
  xtest_wait (!question_over (window));

  dialog = open_by (window, view, "folder");
  xtest_wait (is_in_folder (dialog));
  xtest_settle (GTK_WIDGET (dialog));
  xtest_click (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  xtest_wait (n_told == 2);
  g_assert_cmpstr (stree_state_get_string (uri), ==, folder_uri);
  xtest_close (window);
}

/* The window goes before there is an answer, and the dialog with it; or the view does, and the window stays. */
static void
test_file_gone (void)
{
  GtkWidget *view = stree_view_new (NULL, "app", filer, NULL);
  GtkWidget *window = xtest_window (view, 500, 400);
  guint      n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());

  n_told = 0;
  open_by (window, view, "open");
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Nothing"));
  xtest_wait (!question_over (window));
  view = stree_view_new (NULL, "app", filer, NULL);
  gtk_window_set_child (GTK_WINDOW (window), view);
  open_by (window, view, "open");
  xtest_close (window);
  xtest_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) == n_windows - 1);
  g_assert_cmpuint (n_told, ==, 0);
}

/* GTK's file chooser leaves listings of folders behind when it closes: no place to search for leaks of ours. */
#ifdef __SANITIZE_ADDRESS__
static void
test_skipped (void)
{
  g_test_skip ("the file chooser of GTK leaks");
}

#define LEAKY(test) ((void) (test), test_skipped)
#else
#define LEAKY(test) (test)
#endif

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *recent = NULL;
  int                status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("stree-ask-XXXXXX", &error);
  g_assert_no_error (error);
  folder_uri = g_filename_to_uri (folder, NULL, NULL);
  g_setenv ("XDG_DATA_HOME", folder, TRUE); /* where GTK remembers the files that were opened */
  gtk_init ();
  g_test_add_func ("/ask/gtk/keys", test_keys);
  g_test_add_func ("/ask/gtk/destructive", test_destructive);
  g_test_add_data_func ("/ask/gtk/gone", "ask", test_gone);
  g_test_add_data_func ("/ask/gtk/gone/destructive", "delete", test_gone);
  g_test_add_func ("/ask/gtk/first-run", test_first_run);
  g_test_add_func ("/ask/gtk/file/seam", test_file_seam);
  g_test_add_func ("/ask/gtk/file/dialogs", LEAKY (test_file_dialogs));
  g_test_add_func ("/ask/gtk/file/save", LEAKY (test_file_save));
  g_test_add_func ("/ask/gtk/file/gone", LEAKY (test_file_gone));
  status = g_test_run ();
  recent = g_build_filename (folder, "recently-used.xbel", NULL);
  g_remove (recent);
  g_rmdir (folder);
  g_free (folder);
  g_free (folder_uri);
  return status;
}
