/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

/* Where the translations are, told before anybody can ask for one: there is no call that all programs begin with.
   What runs from a build directory finds its own in STREE_LOCALEDIR. */
__attribute__ ((constructor)) static void
bind_translations (void)
{
  const char *folder = g_getenv ("STREE_LOCALEDIR");

  bindtextdomain (GETTEXT_PACKAGE, folder && *folder ? folder : STREE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}
