/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Locales that are made for a test, wherever localedef and its sources are: a test need not find them installed. */

#include <locale.h>

#include <gio/gio.h>

/* A folder for LOCPATH with as many of @names (such as de_DE) as can be made; NULL with a skipped test: none. */
static inline char *
make_locales (const char *const *names)
{
  g_autofree char *tool = g_find_program_in_path ("localedef");
  g_autofree char *folder = tool ? g_dir_make_tmp ("stree-locales-XXXXXX", NULL) : NULL;

  if (!folder)
    {
      g_test_message ("localedef is not installed: only the locale C is tested");
      return NULL;
    }
  for (; *names; names++)
    {
      g_autofree char *name = g_strconcat (*names, ".UTF-8", NULL);
      g_autofree char *made = g_build_filename (folder, name, NULL);
      const char      *command[] = { tool, "-f", "UTF-8", "-i", *names, made, NULL };

      g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                    NULL, NULL);
    }
  g_setenv ("LOCPATH", folder, TRUE);
  return g_steal_pointer (&folder);
}

/* Whether the locale is there and in use now. */
static inline gboolean
use_locale (const char *name)
{
  g_autofree char *full = g_str_equal (name, "C") ? g_strdup ("C.UTF-8") : g_strconcat (name, ".UTF-8", NULL);

  if (setlocale (LC_ALL, full))
    return TRUE;
  g_test_message ("the locale %s cannot be made here", name);
  return FALSE;
}

static inline void
remove_locales (const char *folder)
{
  const char *command[] = { "rm", "-rf", folder, NULL };

  setlocale (LC_ALL, "C.UTF-8");
  if (folder)
    g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}
