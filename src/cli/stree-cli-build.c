/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From sources to a module. Each build has a name of its own: what is loaded stays as it is. */

#include "cli/stree-cli-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gmodule.h>
#include <unistd.h>

static char *
dup_module_name (StreeTarget *self, GError **error)
{
  static guint     n_built;
  g_autofree char *folder = stree_target_dup_cache (self, error);
  g_autofree char *name = g_strdup_printf ("module-%d-%u." G_MODULE_SUFFIX, (int) getpid (), ++n_built);

  return folder ? g_build_filename (folder, name, NULL) : NULL;
}

static void
append (GPtrArray *argv, char **words)
{
  for (char **word = words; word && *word; word++)
    g_ptr_array_add (argv, g_strdup (*word));
}

/* What pkg-config is asked for: the library, and what the user has named. */
static char **
list_packages (StreeTarget *self)
{
  GPtrArray *all = g_ptr_array_new ();

  g_ptr_array_add (all, g_strdup ("streamtree-1"));
  append (all, self->packages);
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (all, FALSE);
}

/* By core/stree-reload-private.h. */
#define IN_PLACE_OF(name) "-Dg_" name "=stree_reload_" name

const char *const stree_build_defines[] = {
  IN_PLACE_OF ("type_register_static"),
  IN_PLACE_OF ("type_register_static_simple"),
  IN_PLACE_OF ("boxed_type_register_static"),
  IN_PLACE_OF ("pointer_type_register_static"),
  IN_PLACE_OF ("enum_register_static"),
  IN_PLACE_OF ("flags_register_static"),
  NULL,
};

char **
stree_target_dup_words (StreeTarget *self, GError **error)
{
  GPtrArray       *words;
  g_auto (GStrv)   compiler = stree_command_compiler ();
  g_auto (GStrv)   options = NULL;
  g_auto (GStrv)   packages = list_packages (self);
  g_auto (GStrv)   flags = NULL;
  g_autofree char *root = stree_target_dup_root (self);

  if (self->type == STREE_TARGET_MESON || self->type == STREE_TARGET_MODULE)
    return NULL;
  flags = stree_command_flags ((const char *const *) packages, "--cflags", error);
  if (!flags)
    return NULL;
  words = g_ptr_array_new ();
  append (words, compiler);
  /* What is not declared would only be missed when it is loaded, and nobody could say where. */
  options = g_strsplit ("-g " STREE_MODULE_FLAGS " -DSTREE_SOURCE_LINES -Werror=implicit-function-declaration -Werror=int-conversion", " ", -1);
  append (words, options);
  append (words, (char **) (gpointer) stree_build_defines);
  g_ptr_array_add (words, g_strconcat ("-I", root, NULL));
  append (words, flags);
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

static gboolean
compile (StreeTarget *self, const char *module, char **said, GError **error)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv)        sources = stree_sources_list (self, FALSE, error);
  g_auto (GStrv)        packages = list_packages (self);
  g_auto (GStrv)        words = sources ? stree_target_dup_words (self, error) : NULL;
  g_auto (GStrv)        libraries = words ? stree_command_flags ((const char *const *) packages, "--libs", error) : NULL;
  g_autofree char      *header = NULL;
  gboolean              lead = TRUE;

  if (!libraries)
    return FALSE;
  header = stree_header_find (words, NULL);
  g_ptr_array_add (argv, g_strdup (words[0]));
  if (header)
    g_ptr_array_add (argv, g_strconcat ("-I", header, NULL));
  append (argv, words + 1);
  for (char **source = sources; *source; source++)
    lead = lead && stree_header_leads (*source);
  if (header && lead)
    append (argv, (char *[]) { (char *) "-include", (char *) "streamtree-gtk.h", NULL });
  if (isatty (STDERR_FILENO))
    g_ptr_array_add (argv, g_strdup ("-fdiagnostics-color=always"));
  g_ptr_array_add (argv, g_strdup ("-shared"));
  g_ptr_array_add (argv, g_strdup ("-o"));
  g_ptr_array_add (argv, g_strdup (module));
  append (argv, sources);
  append (argv, libraries);
  g_ptr_array_add (argv, NULL);
  return stree_command_run ((const char *const *) argv->pdata, NULL, NULL, said, error);
}

gboolean
stree_target_copy (const char *path, const char *module, GError **error)
{
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (module);

  return g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error);
}

char *
stree_target_build (StreeTarget *self, char **said, GError **error)
{
  g_autofree char *module = NULL;
  gboolean         good = FALSE;
  gboolean         same = FALSE;

  *said = NULL;
  module = dup_module_name (self, error);
  if (!module)
    return NULL;
  switch (self->type)
    {
    case STREE_TARGET_MESON:
      good = stree_meson_build (self, module, &same, said, error);
      break;
    case STREE_TARGET_MODULE:
      good = stree_target_copy (self->path, module, error);
      break;
    case STREE_TARGET_C:
    case STREE_TARGET_FOLDER:
      good = compile (self, module, said, error);
      break;
    }
  return good && !same ? g_steal_pointer (&module) : NULL;
}

void
stree_target_prepare (StreeTarget *self)
{
  g_auto (GStrv) words = NULL;

  if (self->type == STREE_TARGET_MESON)
    {
      stree_meson_prepare (self);
      return;
    }
  words = stree_target_dup_words (self, NULL);
  if (words)
    stree_header_build (words, NULL);
}

void
stree_target_discard (StreeTarget *self, const char *module)
{
  if (!g_str_equal (module, self->path))
    g_unlink (module);
}
