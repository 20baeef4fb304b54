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

char *
stree_header_folder (char **words, const char *where)
{
  g_autofree char *flags = g_strjoinv ("\n", words);
  g_autofree char *all = g_strconcat (flags, where ? "\n" : NULL, where, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA1, all, -1);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "streamtree", "headers", name, NULL);

  return g_mkdir_with_parents (folder, 0700) == 0 ? g_steal_pointer (&folder) : NULL;
}

/* Whether all that it was made of is older than it is. @rule is what make would read: "it: header header \". */
static gboolean
is_newer (const char *file, const char *rule)
{
  g_autofree char *text = NULL;
  const char      *at;
  GStatBuf         mine, other;

  if (g_stat (file, &mine) != 0 || !g_file_get_contents (rule, &text, NULL, NULL) || !(at = strstr (text, ": ")))
    return FALSE;
  for (at += 2; *at;)
    {
      g_autoptr (GString) word = g_string_new (NULL);

      for (; *at && !strchr (" \n", *at); at++)
        {
          if (*at == '\\' && at[1] == '\n')
            break; /* the line goes on */
          if ((*at == '\\' && strchr (" #\\", at[1])) || (*at == '$' && at[1] == '$'))
            at++;
          g_string_append_c (word, *at);
        }
      at += *at == '\\' ? 2 : *at != '\0';
      if (*word->str == '/' && (g_stat (word->str, &other) != 0 || other.st_mtime > mine.st_mtime))
        return FALSE;
    }
  return TRUE;
}

char *
stree_header_find (char **words, const char *where)
{
  g_autofree char *folder = stree_header_folder (words, where);
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
stree_header_build (char **words, const char *where)
{
  g_autofree char      *found = stree_header_find (words, where);
  g_autofree char      *folder = stree_header_folder (words, where);
  g_autofree char      *source = NULL;
  g_autofree char      *beside = NULL;
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
  /* Included from within another header, gcc does not take the precompiled one, and looks for the header itself beside it. */
  beside = g_build_filename (folder, "streamtree-gtk.h", NULL);
  good = g_file_set_contents (source, "#include <streamtree-gtk.h>\n", -1, NULL) &&
         g_file_set_contents (beside, "#pragma GCC system_header\n#include_next <streamtree-gtk.h>\n", -1, NULL) &&
         stree_command_run ((const char *const *) argv->pdata, where, NULL, NULL, NULL) && g_rename (made, file) == 0;
  if (!good)
    g_unlink (made);
  return good;
}

/* Behind blanks and comments. */
static const char *
skip (const char *at)
{
  for (;;)
    if (g_ascii_isspace (*at))
      at++;
    else if (g_str_has_prefix (at, "//"))
      at += strcspn (at, "\n");
    else if (g_str_has_prefix (at, "/*"))
      at = strstr (at, "*/") ? strstr (at, "*/") + 2 : at + strlen (at);
    else
      return at;
}

/* @depth: how many headers may stand in between. */
static gboolean
leads (const char *path, int depth)
{
  g_autoptr (GRegex)     regex = g_regex_new ("^#[ \t]*include[ \t]*(?:<(streamtree-gtk\\.h)>|\"([^\"\n]+)\")", G_REGEX_ANCHORED, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char       *text = NULL;
  g_autofree char       *whole = NULL;
  g_autofree char       *own = NULL;
  g_autofree char       *folder = NULL;
  g_autofree char       *next = NULL;
  const char            *at;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return FALSE;
  at = skip (text);
  if (g_str_has_prefix (at, "#pragma once"))
    at = skip (at + strlen ("#pragma once"));
  if (!g_regex_match (regex, at, 0, &match))
    return FALSE;
  whole = g_match_info_fetch (match, 1);
  if (*whole)
    return TRUE;
  own = g_match_info_fetch (match, 2);
  folder = g_path_get_dirname (path);
  next = g_canonicalize_filename (own, folder);
  return depth > 0 && leads (next, depth - 1);
}

gboolean
stree_header_leads (const char *path)
{
  return leads (path, 3);
}
