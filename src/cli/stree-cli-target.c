/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a developer points at, and what it is made of. */

#include "cli/stree-cli-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* "FILE:FUNCTION". A colon in a path is part of it, if there is such a file. */
static char *
split (const char *spec, char **function)
{
  const char *colon = strrchr (spec, ':');

  *function = NULL;
  if (!colon || g_file_test (spec, G_FILE_TEST_EXISTS))
    return g_strdup (spec);
  *function = g_strdup (colon + 1);
  return g_strndup (spec, (gsize) (colon - spec));
}

static gboolean
is_identifier (const char *name)
{
  if (!g_ascii_isalpha (*name) && *name != '_')
    return FALSE;
  for (; *name; name++)
    if (!g_ascii_isalnum (*name) && *name != '_')
      return FALSE;
  return TRUE;
}

static gboolean
find_type (StreeTarget *self, GError **error)
{
  g_autofree char *build = g_build_filename (self->path, "meson.build", NULL);

  if (g_file_test (self->path, G_FILE_TEST_IS_DIR))
    self->type = g_file_test (build, G_FILE_TEST_EXISTS) ? STREE_TARGET_MESON : STREE_TARGET_FOLDER;
  else if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("%s: there is no such file or folder"), self->path);
  else if (g_str_has_suffix (self->path, ".c"))
    self->type = STREE_TARGET_C;
  else if (g_str_has_suffix (self->path, "." G_MODULE_SUFFIX))
    self->type = STREE_TARGET_MODULE;
  else
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 _ ("%s: expected a C file, a folder of C files, a Meson project, or a module (.%s)"), self->path, G_MODULE_SUFFIX);
  return *error == NULL;
}

StreeTarget *
stree_target_new (const char *spec, const char *const *packages, GError **error)
{
  g_autoptr (StreeTarget) self = g_atomic_rc_box_new0 (StreeTarget);
  g_autofree char        *path = split (spec, &self->function);
  GError                 *problem = NULL;

  self->path = g_canonicalize_filename (path, NULL);
  self->packages = g_strdupv ((char **) (gpointer) packages);
  if (self->function && !is_identifier (self->function))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("%s: '%s' is no name of a function"), spec, self->function);
      return NULL;
    }
  if (find_type (self, &problem))
    return g_steal_pointer (&self);
  g_propagate_error (error, problem);
  return NULL;
}

StreeTarget *
stree_target_ref (StreeTarget *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  StreeTarget *self = data;

  g_free (self->path);
  g_free (self->function);
  g_strfreev (self->packages);
}

void
stree_target_unref (StreeTarget *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

char *
stree_target_dup_root (StreeTarget *self)
{
  return self->type == STREE_TARGET_FOLDER || self->type == STREE_TARGET_MESON ? g_strdup (self->path) : g_path_get_dirname (self->path);
}

char *
stree_target_dup_cache (StreeTarget *self, GError **error)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA1, self->path, -1);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "streamtree", "build", name, NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
  return NULL;
}

/* --- sources --- */

typedef struct
{
  GHashTable *seen; /* path (owned) */
  GPtrArray  *all;  /* path (owned), in the order in which they were found */
  const char *root; /* the folder of the target: what is included is looked for there, too */
} Sources;

/* What is included by a file: owned; NULL: it is of some other folder, and the compiler knows it. */
static char *
find_included (Sources *self, const char *name, const char *folder)
{
  g_autofree char *beside = g_canonicalize_filename (name, folder);
  g_autofree char *below = g_canonicalize_filename (name, self->root);

  if (g_file_test (beside, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&beside);
  return g_file_test (below, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&below) : NULL;
}

static void
add (Sources *self, const char *path)
{
  static const char pattern[] = "^[ \\t]*#[ \\t]*include[ \\t]*\"([^\"\\n]+)\"";

  g_autoptr (GRegex)     include = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char       *folder = g_path_get_dirname (path);
  g_autofree char       *text = NULL;

  if (!g_hash_table_add (self->seen, g_strdup (path)))
    return;
  g_ptr_array_add (self->all, g_strdup (path));
  if (g_file_get_contents (path, &text, NULL, NULL))
    for (g_regex_match (include, text, G_REGEX_MATCH_DEFAULT, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
      {
        g_autofree char *name = g_match_info_fetch (match, 1);
        g_autofree char *header = find_included (self, name, folder);
        g_autofree char *file = NULL;

        if (!header)
          continue;
        add (self, header);
        if (!g_str_has_suffix (header, ".h"))
          continue;
        file = g_strdup_printf ("%.*s.c", (int) strlen (header) - 2, header);
        if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
          add (self, file);
      }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Its C files, without its tests. */
static gboolean
add_folder (Sources *self, const char *path, GError **error)
{
  g_autoptr (GDir)      folder = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  const char           *name;

  if (!folder)
    return FALSE;
  while ((name = g_dir_read_name (folder)))
    if (g_str_has_suffix (name, ".c") && !g_str_has_prefix (name, "test-") && !g_str_has_prefix (name, "test_"))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  g_ptr_array_sort (files, compare);
  for (guint i = 0; i < files->len; i++)
    add (self, files->pdata[i]);
  if (files->len == 0)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, _ ("%s: there is no C file in it"), path);
  return files->len > 0;
}

char **
stree_sources_list (StreeTarget *self, gboolean headers, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray)  all = g_ptr_array_new_with_free_func (g_free);
  g_autofree char       *root = stree_target_dup_root (self);
  Sources                sources = { seen, all, root };
  GPtrArray             *list;

  if (self->type == STREE_TARGET_C)
    add (&sources, self->path);
  else if (self->type == STREE_TARGET_MODULE)
    g_ptr_array_add (all, g_strdup (self->path));
  else if (!add_folder (&sources, self->path, error))
    return NULL;
  list = g_ptr_array_new ();
  for (guint i = 0; i < all->len; i++)
    if (headers || g_str_has_suffix (all->pdata[i], ".c"))
      g_ptr_array_add (list, g_strdup (all->pdata[i]));
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}
