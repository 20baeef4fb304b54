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
  { "replay", cli_replay, N_ ("Play a report again: what a user did, and whether the same comes of it") },
  { "run", cli_run, N_ ("Run an app in its window, and its code anew when it changes") },
  { "preview", cli_run, N_ ("The same as run") },
  { "serve", cli_run, N_ ("The same as run") },
  { "tree", cli_tree, N_ ("Write down the tree of an app, without a display") },
};

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
