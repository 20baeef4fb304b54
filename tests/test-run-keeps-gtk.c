/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree run, from the inside: what stays over a reload, what starts again, and what is said of it. The app has most of what
 * one can have: types of its own, components in components, a memoised subtree, a list, pages, a dialog, a task. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli-private.h"
#include "run-fixture.h"

#define LIMIT_SECONDS 60

static char      *file;
static char      *door;
static GString   *said; /* what is said on the terminal */
static gint64     deadline;
static const char *failed;

/* What must still be there: of before the first edit. */
static GtkWidget     *dialog;
static GtkAdjustment *page, *rows;
static double         page_at, rows_at;

static void
printerr_cb (const char *text)
{
  g_string_append (said, text);
  fputs (text, stderr);
}

static void
log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  (void) data;
  g_string_append_printf (said, "%s\n", message);
  g_log_default_handler (domain, level, message, NULL);
}

static void
expect (gboolean good, const char *what)
{
  if (!good && !failed)
    failed = what;
}

#define EXPECT(expression) expect (!!(expression), #expression)

/* --- the source --- */

/* Each word of the app that is to be replaced, and what stands for it; NULL: the end. */
static void
write_app (const char *word, ...)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "run-keeps.c.in", NULL);
  g_autofree char *given = NULL;
  GString         *text;
  va_list          args;

  g_assert_true (g_file_get_contents (path, &given, NULL, NULL));
  text = g_string_new (given);
  va_start (args, word);
  for (; word; word = va_arg (args, const char *))
    g_string_replace (text, word, va_arg (args, const char *), 0);
  va_end (args);
  g_string_replace (text, "@DOOR@", door, 0);
  g_string_truncate (said, 0);
  g_assert_true (g_file_set_contents (file, text->str, -1, NULL));
  g_string_free (text, TRUE);
}

#define NUMBERS "@TYPE@", "int", "@INITIAL@", "0", "@FORMAT@", "%d", "@CHANGE@", "add", "@BY@", "1", "@PARTS@"
#define TEXTS "@TYPE@", "string", "@INITIAL@", "\"new\"", "@FORMAT@", "%s", "@CHANGE@", "set", "@BY@", "\"newer\"", "@PARTS@"

/* --- what is on the screen --- */

static gboolean
is_scrolled (GtkWidget *widget, const char *text)
{
  (void) text;
  return GTK_IS_SCROLLED_WINDOW (widget);
}

static gboolean
is_list (GtkWidget *widget, const char *text)
{
  (void) text;
  return GTK_IS_LIST_VIEW (widget);
}

static gboolean
is_dialog_label (GtkWindow *window, const char *text)
{
  return GTK_WIDGET (window) != run_window () && run_find (GTK_WIDGET (window), run_is_label, text);
}

/* A window besides that of the app with this label in it; NULL: none. */
static GtkWidget *
find_dialog (const char *text)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) one = g_list_model_get_item (windows, i);

      if (is_dialog_label (one, text))
        return GTK_WIDGET (one);
    }
  return NULL;
}

static void
press (const char *label)
{
  GtkWidget *button = run_find (run_window (), run_is_button, label);

  expect (button != NULL, label);
  if (button)
    g_signal_emit_by_name (button, "clicked");
}

static gboolean
has_button (const char *label)
{
  return run_find (run_window (), run_is_button, label) != NULL;
}

static GtkEditable *
note (void)
{
  return GTK_EDITABLE (run_find (dialog, run_is_entry, NULL));
}

static StreeLocation *
location (void)
{
  return stree_session_get_location (stree_application_get_session (STREE_APPLICATION (g_application_get_default ())));
}

/* --- the script: what is waited for, and what is done and looked at then --- */

static gboolean
is_begun (void)
{
  return run_window () && gtk_widget_get_mapped (run_window ()) && run_shows ("v0 first");
}

static void
use (void)
{
  EXPECT (run_shows ("types Item Pair Sayer Grip Level Right Plain"));
  press ("Local");
  press ("Global");
  press ("v0 part 0");
  press ("v0 inner 0");
  EXPECT (stree_location_navigate (location (), "/second", NULL));
}

static gboolean
is_second (void)
{
  return run_shows ("v0 task: it waits") && has_button ("v0 row 0") && has_button ("v0 part 1") && has_button ("v0 inner 1") &&
         run_shows ("local 1 global 1");
}

static void
open_dialog (void)
{
  press ("v0 row 0");
  press ("Open");
}

static gboolean
is_open (void)
{
  GtkWidget *list;

  dialog = find_dialog ("v0 details");
  if (!dialog || !gtk_widget_get_mapped (dialog) || !has_button ("v0 row 1"))
    return FALSE;
  page = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (run_find (run_window (), is_scrolled, NULL)));
  list = run_find (run_window (), is_list, NULL);
  rows = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  return gtk_adjustment_get_upper (page) > gtk_adjustment_get_page_size (page) &&
         gtk_adjustment_get_upper (rows) > gtk_adjustment_get_page_size (rows);
}

static void
scroll (void)
{
  gtk_adjustment_set_value (page, 40);
  gtk_adjustment_set_value (rows, 25);
  page_at = gtk_adjustment_get_value (page);
  rows_at = gtk_adjustment_get_value (rows);
  EXPECT (page_at > 0 && rows_at > 0);
  gtk_editable_set_text (note (), "half typed");
  gtk_editable_set_position (note (), 4);
  write_app ("@VERSION@", "v1", "@NUMBER@", "1", "@MEMBERS@", "int more[100];", NUMBERS, "stree_component (part),", NULL);
}

static gboolean
is_v1 (void)
{
  return run_shows ("v1 app") && strstr (said->str, "loaded anew");
}

static void
look_at_v1 (void)
{
  g_autofree char *at = stree_location_dup_uri (location ());

  /* The code of each part is new, and its state what it was. */
  EXPECT (has_button ("v1 part 1"));
  EXPECT (has_button ("v1 memo"));
  EXPECT (has_button ("v1 inner 1"));
  EXPECT (has_button ("v1 row 1"));
  EXPECT (run_shows ("v1 second"));
  EXPECT (run_shows ("v1 task: it waits"));
  EXPECT (run_shows ("local 1 global 1"));
  EXPECT (!strstr (said->str, "is lost"));
  /* What is open, where one is, and what was typed. */
  EXPECT (find_dialog ("v1 details") == dialog && gtk_widget_get_mapped (dialog));
  EXPECT (strcmp (gtk_editable_get_text (note ()), "half typed") == 0);
  EXPECT (gtk_editable_get_position (note ()) == 4);
  EXPECT (g_str_has_suffix (at, ":/second"));
  EXPECT (gtk_adjustment_get_value (page) == page_at);
  EXPECT (gtk_adjustment_get_value (rows) == rows_at);
  /* Types are others, and what was of the ones before starts again. */
  EXPECT (run_shows ("types Item-2 Pair-2 Sayer-2 Grip-2 Level-2 Right-2 Plain-2"));
  EXPECT (run_shows ("held 1 1"));
  EXPECT (strstr (said->str, "State 'held' of app holds a Item of the code before: it starts again"));
  EXPECT (strstr (said->str, "State 'boxed' of app was a Pair and is a Pair-2 now: it starts again"));
  press ("v1 memo");
}

static gboolean
has_said (void)
{
  return run_shows ("said v1 said");
}

/* The task that the code before began ends. */
static void
open_door (void)
{
  int fd = g_open (door, O_WRONLY | O_NONBLOCK, 0);

  if (fd < 0)
    return;
  g_assert_cmpint (write (fd, "opened", 6), ==, 6);
  close (fd);
}

static gboolean
is_done (void)
{
  return run_shows ("v1 task: opened");
}

static void
change_types (void)
{
  write_app ("@VERSION@", "v2", "@NUMBER@", "2", "@MEMBERS@", "", TEXTS, "NULL,", NULL);
}

static gboolean
is_v2 (void)
{
  return run_shows ("v2 app") && strstr (said->str, "loaded anew");
}

static void
look_at_v2 (void)
{
  EXPECT (run_shows ("local new global new"));
  EXPECT (strstr (said->str, "State 'local' of app was a gint64 and is a gchararray now: it starts again"));
  EXPECT (strstr (said->str, "Global state 'global' was a gint64 and is a gchararray now: it starts again"));
  EXPECT (strstr (said->str, "streamtree: the state app.Page.part:6/n is lost: what it belonged to is no longer there\n"));
  EXPECT (strstr (strstr (said->str, "is lost") + 1, "is lost") == NULL);
  EXPECT (has_button ("v2 inner 1"));
  EXPECT (find_dialog ("v2 details") == dialog);
  /* What comes after it moves up, and has no key. */
  write_app ("@VERSION@", "v3", "@NUMBER@", "3", "@MEMBERS@", "", TEXTS, "", NULL);
}

static gboolean
is_v3 (void)
{
  return run_shows ("v3 app") && strstr (said->str, "loaded anew");
}

/* That is said, and not of each row. */
static void
look_at_v3 (void)
{
  g_auto (GStrv) lines = g_strsplit (said->str, " is lost: ", -1);

  EXPECT (g_strv_length (lines) == 11);
  EXPECT (strstr (said->str, "streamtree: and so are "));
}

static const struct
{
  gboolean (*is_due) (void);
  void (*act) (void);
} script[] = {
  { is_begun, use }, { is_second, open_dialog }, { is_open, scroll }, { is_v1, look_at_v1 }, { has_said, open_door },
  { is_done, change_types }, { is_v2, look_at_v2 },
  { is_v3, look_at_v3 },
};

static gboolean
script_cb (gpointer data)
{
  static guint step;

  (void) data;
  if (g_get_monotonic_time () > deadline)
    expect (FALSE, "patience");
  else if (script[step].is_due ())
    script[step++].act ();
  if (!failed && step < G_N_ELEMENTS (script))
    return G_SOURCE_CONTINUE;
  if (failed)
    g_test_message ("at step %u, in %s", step, run_window () ? G_OBJECT_TYPE_NAME (run_window ()) : "no window");
  open_door (); /* or the task would wait for ever */
  g_application_quit (g_application_get_default ());
  return G_SOURCE_REMOVE;
}

static void
test_keeps (void)
{
  g_autofree char *folder = g_dir_make_tmp ("stree-run-XXXXXX", NULL);
  char            *argv[] = { (char *) "run", (char *) "--no-restart", NULL, NULL };

  file = g_build_filename (folder, "app.c", NULL);
  door = g_build_filename (folder, "door", NULL);
  g_assert_cmpint (mkfifo (door, 0600), ==, 0);
  argv[2] = file;
  said = g_string_new (NULL);
  deadline = g_get_monotonic_time () + (gint64) LIMIT_SECONDS * G_USEC_PER_SEC;
  write_app ("@VERSION@", "v0", "@NUMBER@", "0", "@MEMBERS@", "", NUMBERS, "stree_component (part),", NULL);
  g_set_printerr_handler (printerr_cb);
  g_log_set_handler ("StreamTree", G_LOG_LEVEL_MESSAGE, log_cb, NULL);
  g_timeout_add (5, script_cb, NULL);
  g_assert_cmpint (cli_run (3, argv), ==, 0);
  g_set_printerr_handler (NULL);
  g_assert_cmpstr (failed, ==, NULL);
  g_string_free (said, TRUE);
  g_remove (door);
  g_remove (file);
  g_rmdir (folder);
  g_free (door);
  g_free (file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/keeps", test_keeps);
  return g_test_run ();
}
