/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A program for check-live.py: with a password, and a text that is typed and not told yet. With --private it does not let others
 * look; with --large it has many rows; with --empty a further window has a view without a component. */

#include "streamtree-gtk.h"

static gboolean large, empty;

static StreeElement *
app (StreeContext *cx, gpointer props)
{
  StreeState   *secret = stree_state_string (cx, "secret", "hunter2");
  StreeState   *draft = stree_state_string (cx, "draft", "");
  StreeBuilder *rows = stree_builder_new ();

  (void) props;
  for (guint i = 0; large && i < 5000; i++)
    stree_builder_add (rows, stree_text ("row %u", i));
  return stree_vstack (stree_text_input ("Password", .key = "secret", .value = stree_bind (secret), .password = TRUE),
                       stree_text_input ("Draft", .key = "draft", .value = stree_bind (draft), .commit = STREE_COMMIT_ENTER),
                       stree_builder_end (rows));
}

static gboolean
type (GtkWidget *widget)
{
  gboolean done = FALSE;

  if (GTK_IS_ENTRY (widget))
    {
      gtk_editable_set_text (GTK_EDITABLE (widget), "typed, and not told");
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !done; child = gtk_widget_get_next_sibling (child))
    done = type (child);
  return done;
}

/* In each window that there is, until there is one. */
static gboolean
type_cb (gpointer data)
{
  GList   *windows = gtk_window_list_toplevels ();
  gboolean done = FALSE;

  (void) data;
  if (empty && windows)
    {
      GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (g_application_get_default ()));

      gtk_window_set_child (GTK_WINDOW (window), g_object_new (STREE_TYPE_VIEW, NULL));
      gtk_window_present (GTK_WINDOW (window));
      empty = FALSE;
    }
  for (GList *l = windows; l; l = l->next)
    done = type (l->data) || done;
  g_list_free (windows);
  return !done;
}

int
main (int argc, char **argv)
{
  gboolean closed = argc > 1 && g_str_equal (argv[1], "--private");

  large = argc > 1 && g_str_equal (argv[1], "--large");
  empty = argc > 1 && g_str_equal (argv[1], "--empty");
  g_idle_add_full (G_PRIORITY_LOW, type_cb, NULL, NULL);
  return stree_run_with ("org.streamtree.LiveTest", app, 1, argv, .page_title = "Live */ --> test", .not_inspectable = closed);
}
