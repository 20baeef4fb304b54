/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Other programs: the compiler, pkg-config, Meson. */

#include "cli/stree-cli-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
stree_command_find (const char *name)
{
  return g_find_program_in_path (name);
}

gboolean
stree_command_run (const char *const *argv, const char *folder, char **out, char **said, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess)         process = NULL;
  g_autofree char                *output = NULL;
  g_autofree char                *errors = NULL;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        (out ? G_SUBPROCESS_FLAGS_STDERR_PIPE : G_SUBPROCESS_FLAGS_STDERR_MERGE));
  if (folder)
    g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, argv, error);
  if (!process || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, error))
    return FALSE;
  if (out)
    *out = g_steal_pointer (&output);
  if (said)
    *said = out ? g_steal_pointer (&errors) : g_steal_pointer (&output);
  if (g_subprocess_get_successful (process))
    return TRUE;
  if (g_subprocess_get_if_exited (process))
    g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, _ ("%s failed with exit status %d"), argv[0],
                 g_subprocess_get_exit_status (process));
  else
    g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, _ ("%s was ended by a signal"), argv[0]);
  return FALSE;
}

/* The words of an environment variable; of @fallback if it is not set, or cannot be read as words. */
static char **
words_of (const char *variable, const char *fallback)
{
  const char *value = g_getenv (variable);
  char      **words = NULL;

  if (!value || !*value || !g_shell_parse_argv (value, NULL, &words, NULL))
    words = fallback ? g_strsplit (fallback, " ", -1) : g_new0 (char *, 1);
  return words;
}

static void
append (GPtrArray *all, char **words)
{
  for (char **word = words; *word; word++)
    g_ptr_array_add (all, *word);
  g_free (words);
}

char **
stree_command_compiler (void)
{
  GPtrArray *all = g_ptr_array_new ();

  append (all, words_of ("CC", "cc"));
  append (all, words_of ("CFLAGS", NULL));
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (all, FALSE);
}

char **
stree_command_flags (const char *const *packages, const char *what, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv)        tool = words_of ("PKG_CONFIG", "pkg-config");
  g_auto (GStrv)        options = g_strsplit (what, " ", -1);
  g_autofree char      *out = NULL;
  g_autofree char      *said = NULL;
  char                **words = NULL;

  for (char **word = tool; *word; word++)
    g_ptr_array_add (argv, *word);
  for (char **option = options; *option; option++)
    g_ptr_array_add (argv, *option);
  for (; packages && *packages; packages++)
    g_ptr_array_add (argv, (gpointer) *packages);
  g_ptr_array_add (argv, NULL);
  if (!stree_command_run ((const char *const *) argv->pdata, NULL, &out, &said, error))
    {
      if (said && *said)
        g_prefix_error (error, "%s", said);
      return NULL;
    }
  g_strstrip (out);
  if (!*out)
    return g_new0 (char *, 1);
  return g_shell_parse_argv (out, NULL, &words, error) ? words : NULL;
}
