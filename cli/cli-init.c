/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree init: a new project. */

#include "cli-private.h"

#include <glib/gi18n-lib.h>

int
cli_init (int argc, char **argv)
{
  g_autofree char    *template = NULL;
  g_autofree char    *name = NULL;
  g_autofree char    *app_id = NULL;
  StreeInit           init = { .folder = "." };
  g_auto (GStrv)      written = NULL;
  g_autoptr (GError)  error = NULL;
  int                 status;
  const GOptionEntry  entries[] = {
    { "template", 't', 0, G_OPTION_ARG_STRING, &template, N_ ("What to begin with: default, crud, explore or enterprise"), N_ ("TEMPLATE") },
    { "with-pages", 0, 0, G_OPTION_ARG_NONE, &init.pages, N_ ("With a sidebar and pages, a file each"), NULL },
    { "name", 'n', 0, G_OPTION_ARG_STRING, &name, N_ ("What people call it; else as the folder is called"), N_ ("NAME") },
    { "app-id", 0, 0, G_OPTION_ARG_STRING, &app_id, N_ ("Such as org.example.App"), N_ ("ID") },
    { "force", 0, 0, G_OPTION_ARG_NONE, &init.force, N_ ("Overwrite what is there"), NULL },
    G_OPTION_ENTRY_NULL
  };

  status = cli_parse (&argc, &argv, "init", _ ("[FOLDER]"),
                      _ ("Writes a small project that builds and passes its test: the app in C, meson.build, a test, what the desktop wants to "
                         "know of it, and a Flatpak manifest."),
                      entries);
  if (status >= 0)
    return status;
  if (argc > 2)
    {
      g_printerr ("streamtree: %s\n", _ ("init: one FOLDER, please"));
      return CLI_USAGE;
    }
  if (argc > 1)
    init.folder = argv[1];
  init.template = template;
  init.name = name;
  init.app_id = app_id;
  written = stree_init_write (&init, &error);
  if (!written)
    return cli_fail (error);
  for (char **file = written; *file; file++)
    {
      g_autofree char *path = g_build_filename (init.folder, *file, NULL);

      g_print ("%s\n", path);
    }
  return CLI_OK;
}
