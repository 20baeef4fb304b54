/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Newer GTK is used where it is there: this file is not held to the API of the oldest. */
#undef GDK_VERSION_MAX_ALLOWED

#include <string.h>

#include "stree-gtk-private.h"

#if GTK_CHECK_VERSION(4, 14, 0)
/* GTK's context for tests (GTK_A11Y=test) has no function that announces, and GTK calls it unasked: a crash. */
static gboolean
can_announce (GtkWidget *widget)
{
  g_autoptr (GtkATContext) context = gtk_accessible_get_at_context (GTK_ACCESSIBLE (widget));

  return context && strcmp (G_OBJECT_TYPE_NAME (context), "GtkTestATContext") != 0;
}
#endif

void
stree_gtk_announce (GtkWidget *widget, const char *message)
{
#if GTK_CHECK_VERSION(4, 14, 0)
  if (gtk_widget_get_mapped (widget) && can_announce (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (widget), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#else
  /* Before 4.14 the description and the state that change with it are all that can be told. */
  (void) widget;
  (void) message;
#endif
}
