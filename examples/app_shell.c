/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The shell of a program: a wide window with a title, a sidebar, a menu, and a theme for all of it. */

#include <streamtree-gtk.h>

#include <glib/gi18n-lib.h>

#include "app_shell/app_shell.h"

int
main (int argc, char **argv)
{
  g_autoptr (GError)     error = NULL;
  g_autoptr (StreeTheme) theme = stree_theme_make (&error, .primary_color = "#2a7d6f", .radius = 10);

  if (!theme)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return stree_run_with ("org.streamtree.AppShell", app_shell_body, argc, argv, .page_title = _ ("App shell demo"),
                         .layout = STREE_LAYOUT_WIDE, .sidebar = app_shell_sidebar, .theme = theme);
}
