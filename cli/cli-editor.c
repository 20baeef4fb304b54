/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Opens a file at a line: each editor is told that in its own way. */

#include "cli-private.h"


/* @words: what comes behind the name; %f: the file, %l: the line, %c: the column. Those that need a terminal are not among them: there
 * is none to give. */
static const struct
{
  const char *name;
  const char *words[4];
} editors[] = {
  { "gedit", { "+%l:%c", "%f" } },
  { "pluma", { "+%l", "%f" } },
  { "xed", { "+%l", "%f" } },
  { "mousepad", { "--line=%l", "--column=%c", "%f" } },
  { "kate", { "--line=%l", "--column=%c", "%f" } },
  { "kwrite", { "--line=%l", "--column=%c", "%f" } },
  { "code", { "--goto", "%f:%l:%c" } },
  { "codium", { "--goto", "%f:%l:%c" } },
  { "code-oss", { "--goto", "%f:%l:%c" } },
  { "subl", { "%f:%l:%c" } },
  { "zed", { "%f:%l:%c" } },
  { "geany", { "--line=%l", "--column=%c", "%f" } },
  { "gvim", { "+%l", "%f" } },
};

static char *
fill_in (const char *word, const char *path, const char *line, const char *column)
{
  GString *all = g_string_new (NULL);

  for (; *word; word++)
    if (*word != '%')
      g_string_append_c (all, *word);
    else
      switch (*++word)
        {
        case 'f':
          g_string_append (all, path);
          break;
        case 'l':
          g_string_append (all, line);
          break;
        default:
          g_string_append (all, column);
        }
  return g_string_free (all, FALSE);
}

/* FALSE: it is not known how that one is told, or it does not start. */
static gboolean
start (const char *command, const char *path, const char *line, const char *column)
{
  g_auto (GStrv)        words = NULL;
  g_autofree char      *name = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);

  if (!command || !g_shell_parse_argv (command, NULL, &words, NULL))
    return FALSE;
  name = g_path_get_basename (words[0]);
  for (guint i = 0; i < G_N_ELEMENTS (editors); i++)
    if (g_str_equal (name, editors[i].name))
      {
        for (char **word = words; *word; word++)
          if (**word != '%') /* where a desktop file says that files stand */
            g_ptr_array_add (argv, g_strdup (*word));
        for (const char *const *word = editors[i].words; *word; word++)
          g_ptr_array_add (argv, fill_in (*word, path, line, column));
        g_ptr_array_add (argv, NULL);
        return g_spawn_async (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL);
      }
  return FALSE;
}

void
cli_edit (const char *path, const char *line, const char *column)
{
  g_autofree char     *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char     *type = g_content_type_guess (path, NULL, 0, NULL);
  g_autoptr (GAppInfo) app = g_app_info_get_default_for_type (type, FALSE);
  g_autoptr (GError)   error = NULL;

  if (!column)
    column = "1";
  if (start (g_getenv ("VISUAL"), path, line, column) || start (g_getenv ("EDITOR"), path, line, column) ||
      (app && start (g_app_info_get_commandline (app), path, line, column)))
    return;
  if (!uri || !g_app_info_launch_default_for_uri (uri, NULL, &error))
    g_printerr ("streamtree: %s: %s\n", path, error ? error->message : "?");
}
