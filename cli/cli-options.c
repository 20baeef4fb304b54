/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli-private.h"

int
cli_parse (int *argc, char ***argv, const char *command, const char *usage, const char *summary, const GOptionEntry *entries)
{
  g_autofree char           *title = g_strconcat (command, " ", usage, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (title);
  g_autoptr (GError)         error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  if (g_option_context_parse (context, argc, argv, &error))
    return -1;
  cli_fail (error);
  return CLI_USAGE;
}

int
cli_fail (const GError *error)
{
  g_printerr ("streamtree: %s\n", error->message);
  return CLI_FAILED;
}
