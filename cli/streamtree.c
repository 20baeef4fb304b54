/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli-private.h"

#include <config.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  const char *name;
  int (*run) (int argc, char **argv);
  const char *summary;
} Command;

static const Command commands[] = {
  { "doctor", cli_doctor, N_ ("Look whether everything is there that is needed") },
  { "init", cli_init, N_ ("Write a new project that builds and passes its test") },
  { "tree", cli_tree, N_ ("Write down the tree of an app, without a display") },
};

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

static void
print_usage (void)
{
  g_print (_ ("Usage: %s COMMAND [OPTION…]"), "streamtree");
  g_print ("\n\n%s\n", _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n");
  g_print (_ ("“%s” says more about one."), "streamtree COMMAND --help");
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : NULL;

  setlocale (LC_ALL, "");
  g_set_prgname ("streamtree");
  if (!name || g_str_equal (name, "--help") || g_str_equal (name, "-h") || g_str_equal (name, "help"))
    {
      print_usage ();
      return name ? CLI_OK : CLI_USAGE;
    }
  if (g_str_equal (name, "--version"))
    {
      g_print ("streamtree " STREE_PACKAGE_VERSION "\n");
      return CLI_OK;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      return commands[i].run (argc - 1, argv + 1);
  g_printerr ("streamtree: ");
  g_printerr (_ ("there is no command “%s”; see “%s”"), name, "streamtree --help");
  g_printerr ("\n");
  return CLI_USAGE;
}
