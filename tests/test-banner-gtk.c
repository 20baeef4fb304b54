/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What streamtree run tells above an app: in each window, also in one that is opened later; and its buttons, which open an editor. */

#include <glib/gstdio.h>
#include <string.h>

#include "cli-private.h"
#include "wait-for.h"

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  (void) cx;
  (void) props;
  return stree_text ("app");
}

static GtkWidget *
open_window (void)
{
  g_autoptr (StreeSession) session = stree_session_new ();
  GtkWidget               *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), stree_view_new (session, "app", app, NULL));
  return window;
}

static GtkWidget *
banner_of (GtkWidget *window)
{
  return stree_view_get_banner (STREE_VIEW (gtk_window_get_child (GTK_WINDOW (window))));
}

/* All buttons below a widget, from the top down. */
static void
add_buttons (GPtrArray *buttons, GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    g_ptr_array_add (buttons, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    add_buttons (buttons, child);
}

static void
test_windows (void)
{
  GtkWidget            *first = open_window ();
  GtkWidget            *second;
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  g_assert_null (banner_of (first));
  cli_tell ("Broken", "why");
  g_assert_nonnull (banner_of (first));
  second = open_window ();
  g_assert_nonnull (banner_of (second));
  add_buttons (buttons, banner_of (second));
  g_assert_cmpuint (buttons->len, ==, 1); /* that closes it */
  g_signal_emit_by_name (buttons->pdata[0], "clicked");
  g_assert_null (banner_of (first));
  g_assert_null (banner_of (second));
  gtk_window_destroy (GTK_WINDOW (first));
  gtk_window_destroy (GTK_WINDOW (second));
}

static void
assert_label (gpointer button, const char *label)
{
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, label);
}

/* Wakes who looks for a file. */
static gboolean
look_cb (gpointer data)
{
  (void) data;
  return G_SOURCE_CONTINUE;
}

/* The compiler speaks German. Each mistake can be opened, at its line and column, in an editor that knows them. */
static void
test_places (void)
{
  g_autofree char      *folder = g_dir_make_tmp ("streamtree-banner-XXXXXX", NULL);
  g_autofree char      *source = g_build_filename (folder, "app.c", NULL);
  g_autofree char      *editor = g_build_filename (folder, "gedit", NULL);
  g_autofree char      *opened = g_build_filename (folder, "opened", NULL);
  g_autofree char      *made = g_build_filename (folder, "made", NULL);
  g_autofree char      *script = g_strdup_printf ("#!/bin/sh\necho \"$@\" > '%s' && mv '%s' '%s'\n", made, made, opened);
  g_autofree char      *said = g_strdup_printf ("In file included from /nowhere.c:1:\n%s:2:5: Fehler: eins\n%s:7:1: Fehler: zwei\n/nowhere.c:1:1: x\n"
                                                "%s:9:1: Fehler: drei\n%s:10:1: Fehler: vier\n", source, source, source, source);
  g_autofree char      *english = g_strdup_printf ("%s:1:1: warning: none\n%s:3:4: error: one\n", source, source);
  g_autofree char      *command = g_strconcat (editor, " --wait", NULL);
  g_autofree char      *wanted = g_strconcat ("--wait +7:1 ", source, "\n", NULL);
  g_autofree char      *text = NULL;
  GtkWidget            *banner;
  guint                 look;
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  g_assert_true (g_file_set_contents (source, "", 0, NULL) && g_file_set_contents (editor, script, -1, NULL));
  g_assert_cmpint (g_chmod (editor, 0700), ==, 0);
  banner = g_object_ref_sink (cli_banner_new ("Broken", said));
  add_buttons (buttons, banner);
  g_assert_cmpuint (buttons->len, ==, 4);
  assert_label (buttons->pdata[1], "Open app.c, line 2");
  assert_label (buttons->pdata[2], "Open app.c, line 7");
  assert_label (buttons->pdata[3], "Open app.c, line 9");
  g_setenv ("VISUAL", "no-such-editor", TRUE);
  g_setenv ("EDITOR", command, TRUE);
  g_signal_emit_by_name (buttons->pdata[2], "clicked");
  look = g_timeout_add (10, look_cb, NULL);
  wait_for (g_file_test (opened, G_FILE_TEST_EXISTS));
  g_source_remove (look);
  g_assert_true (g_file_get_contents (opened, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, wanted);
  g_object_unref (banner);

  /* What is called an error comes first. */
  banner = g_object_ref_sink (cli_banner_new ("Broken", english));
  g_ptr_array_set_size (buttons, 0);
  add_buttons (buttons, banner);
  g_assert_cmpuint (buttons->len, ==, 2);
  assert_label (buttons->pdata[1], "Open app.c, line 3");
  g_object_unref (banner);
  g_unlink (source);
  g_unlink (editor);
  g_unlink (opened);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_log_set_fatal_mask (NULL, G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/banner/windows", test_windows);
  g_test_add_func ("/banner/places", test_places);
  return g_test_run ();
}
