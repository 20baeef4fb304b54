/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "run-fixture.h"

#include <string.h>

GtkWidget *
run_find (GtkWidget *widget, RunIsIt is_it, const char *text)
{
  if (is_it (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = run_find (child, is_it, text);

      if (found)
        return found;
    }
  return NULL;
}

gboolean
run_is_label (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;
}

gboolean
run_is_label_with (GtkWidget *widget, const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text);
}

gboolean
run_is_button (GtkWidget *widget, const char *text)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0;
}

gboolean
run_is_entry (GtkWidget *widget, const char *text)
{
  (void) text;
  return GTK_IS_TEXT (widget) && !GTK_IS_TEXT_VIEW (widget);
}

GtkWidget *
run_window (void)
{
  GApplication *application = g_application_get_default ();
  GList        *windows = application ? gtk_application_get_windows (GTK_APPLICATION (application)) : NULL;

  for (; windows; windows = windows->next)
    if (STREE_IS_VIEW (gtk_window_get_child (windows->data)))
      return windows->data;
  return NULL;
}

gboolean
run_shows (const char *text)
{
  return run_find (run_window (), run_is_label, text) != NULL;
}

GtkWidget *
run_banner (void)
{
  return stree_view_get_banner (STREE_VIEW (gtk_window_get_child (GTK_WINDOW (run_window ()))));
}
