/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The precompiled header: <streamtree-gtk.h> and all that it includes, read once. It is built while the app runs already; a
 * compiler finds it in a folder that is looked into first. Each set of flags has one of its own, and it is built anew when
 * a header has changed. */

#include "cli/stree-cli-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NAME "streamtree-gtk.h.gch"

/* Where that of these words of a command is. NULL: there is no place for it. */
static char *
folder_of (char **words)
{
  g_autofree char *all = g_strjoinv ("\n", words);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA1, all, -1);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "streamtree", "headers", name, NULL);

  return g_mkdir_with_parents (folder, 0700) == 0 ? g_steal_pointer (&folder) : NULL;
}

/* Whether all that it was made of is older than it is. @rule is what make would read: "it: header header \". */
static gboolean
is_newer (const char *file, const char *rule)
{
  g_autofree char *text = NULL;
  g_auto (GStrv)   words = NULL;
  GStatBuf         mine, other;

  if (g_stat (file, &mine) != 0 || !g_file_get_contents (rule, &text, NULL, NULL))
    return FALSE;
  words = g_strsplit_set (text, " \\\n", -1);
  for (char **word = words; *word; word++)
    if (**word == '/' && !g_str_has_suffix (*word, ":") && (g_stat (*word, &other) != 0 || other.st_mtime > mine.st_mtime))
      return FALSE;
  return TRUE;
}

char *
stree_header_find (char **words)
{
  g_autofree char *folder = folder_of (words);
  g_autofree char *file = folder ? g_build_filename (folder, NAME, NULL) : NULL;
  g_autofree char *rule = folder ? g_build_filename (folder, "rule", NULL) : NULL;

  if (file && is_newer (file, rule))
    return g_steal_pointer (&folder);
  if (file)
    g_unlink (file);
  return NULL;
}

/* Only gcc takes one from a folder; it is no use to others. */
static gboolean
is_gcc (const char *compiler)
{
  g_autofree char *said = NULL;

  return stree_command_run ((const char *const[]) { compiler, "--version", NULL }, NULL, NULL, &said, NULL) &&
         strstr (said, "Free Software Foundation") && !strstr (said, "clang");
}

gboolean
stree_header_build (char **words)
{
  g_autofree char      *found = stree_header_find (words);
  g_autofree char      *folder = folder_of (words);
  g_autofree char      *source = NULL;
  g_autofree char      *made = NULL;
  g_autofree char      *file = NULL;
  g_autofree char      *rule = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  gboolean              good;

  if (found || !folder || !is_gcc (words[0]))
    return found != NULL;
  source = g_build_filename (folder, "all.h", NULL);
  rule = g_build_filename (folder, "rule", NULL);
  file = g_build_filename (folder, NAME, NULL);
  made = g_strdup_printf ("%s.%d", file, (int) getpid ());
  for (char **word = words; *word; word++)
    g_ptr_array_add (argv, *word);
  for (const char *const *word = (const char *const[]) { "-MD", "-MF", rule, "-x", "c-header", "-o", made, source, NULL }; *word; word++)
    g_ptr_array_add (argv, (gpointer) *word);
  g_ptr_array_add (argv, NULL);
  good = g_file_set_contents (source, "#include <streamtree-gtk.h>\n", -1, NULL) &&
         stree_command_run ((const char *const *) argv->pdata, NULL, NULL, NULL, NULL) && g_rename (made, file) == 0;
  if (!good)
    g_unlink (made);
  return good;
}
