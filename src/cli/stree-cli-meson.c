/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A Meson project: it is set up in the cache folder as it says, and the program in it is built as a module, with the flags that Meson
 * has for it: see stree-cli-ninja.c. */

#include "cli/stree-cli-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

#define RECIPE "streamtree.ninja"

/* The one program of the project that is built by default and is no test; of several, the one that is installed. */
static JsonObject *
find_program (JsonArray *targets, GString *names)
{
  JsonObject *found[2] = { NULL, NULL };
  guint       n[2] = { 0, 0 };

  for (guint i = 0; i < json_array_get_length (targets); i++)
    {
      JsonObject *target = json_array_get_object_element (targets, i);
      const char *name = json_object_get_string_member (target, "name");
      gboolean    installed = json_object_get_boolean_member_with_default (target, "installed", FALSE);

      if (!g_str_equal (json_object_get_string_member (target, "type"), "executable") || g_str_has_prefix (name, "test-") || g_str_has_prefix (name, "test_"))
        continue;
      g_string_append_printf (names, "%s%s", names->len ? ", " : "", name);
      found[installed] = target;
      n[installed]++;
    }
  return n[TRUE] == 1 ? found[TRUE] : n[TRUE] == 0 && n[FALSE] == 1 ? found[FALSE] : NULL;
}

/* Where the compiler is at: "../app.c:3: ", as seen from the build directory. */
static gboolean
whole_path_cb (const GMatchInfo *match, GString *text, gpointer build)
{
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *path = g_match_info_fetch (match, 2);
  g_autofree char *whole = g_canonicalize_filename (path, build);

  g_string_append_printf (text, "%s%s:", before, whole);
  return FALSE;
}

/* What the compiler says, and not what Meson and ninja say of what they do; files by their whole names, as they can be opened. @all: all
 * of it, if there is nothing else. */
static char *
tidy (const char *said, const char *build, gboolean all)
{
  g_autoptr (GRegex) place = g_regex_new ("^((?:In file included|[ ]+) from |)([^:\\n ]+):(?=[0-9]+[:,])", G_REGEX_MULTILINE, 0, NULL);
  g_autofree char   *named = g_regex_replace_eval (place, said, -1, 0, 0, whole_path_cb, (gpointer) build, NULL);
  g_auto (GStrv)     lines = g_strsplit (named ? named : said, "\n", -1);
  g_autoptr (GString) kept = g_string_new (NULL);
  gboolean           command = FALSE; /* this line is the one that failed */

  for (char **line = lines; *line; line++)
    {
      gboolean noise = command || **line == '[' || g_str_has_prefix (*line, "INFO: ") || g_str_has_prefix (*line, "ninja: ") ||
                       g_str_has_prefix (*line, "FAILED: ");

      command = g_str_has_prefix (*line, "FAILED: ");
      if (!noise && (**line || kept->len))
        g_string_append_printf (kept, "%s\n", *line);
    }
  return g_strdup (*g_strstrip (kept->str) || !all ? kept->str : said);
}

/* ninja, as it is called here. Owned. */
static char *
find_ninja (void)
{
  for (const char *const *name = (const char *const[]) { "ninja", "ninja-build", "samu", NULL }; *name; name++)
    {
      g_autofree char *path = stree_command_find (*name);

      if (path)
        return g_strdup (*name);
    }
  return g_strdup ("ninja");
}

/* Builds one thing, by a file with recipes. @all: what ninja says itself counts, if there is nothing else. */
static gboolean
make (const char *build, const char *file, const char *what, gboolean all, char **said, GError **error)
{
  g_autofree char *ninja = find_ninja ();
  g_autofree char *text = NULL;
  gboolean         good = stree_command_run ((const char *const[]) { ninja, "-C", build, "-f", file, what, NULL }, NULL, NULL, &text, error);

  g_clear_pointer (said, g_free);
  *said = text ? tidy (text, build, all && !good) : NULL;
  return good;
}

static gboolean
set_up (StreeTarget *self, const char *build, char **said, GError **error)
{
  g_autofree char *file = g_build_filename (build, "build.ninja", NULL);
  gboolean         good;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      if (!stree_command_run ((const char *const[]) { "meson", "setup", build, self->path, NULL }, NULL, NULL, said, error))
        return FALSE;
    }
  /* As Meson has it after a change of meson.build. */
  good = make (build, "build.ninja", "build.ninja", TRUE, said, error);
  if (good)
    g_clear_pointer (said, g_free);
  return good;
}

static char *
dup_build (StreeTarget *self, GError **error)
{
  g_autofree char *folder = stree_target_dup_cache (self, error);

  return folder ? g_build_filename (folder, "meson", NULL) : NULL;
}

/* The program that is meant, as ninja calls it. Owned. */
static char *
dup_program (StreeTarget *self, const char *build, GError **error)
{
  g_autofree char       *file = g_build_filename (build, "meson-info", "intro-targets.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString)    names = g_string_new (NULL);
  JsonObject            *program;
  const char            *path;

  if (!json_parser_load_from_file (parser, file, error))
    return NULL;
  program = find_program (json_node_get_array (json_parser_get_root (parser)), names);
  if (!program)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, _ ("%s: expected one program that is installed; there is: %s"),
                   self->path, names->len ? names->str : "-");
      return NULL;
    }
  path = json_array_get_string_element (json_object_get_array_member (program, "filename"), 0);
  return g_strdup (g_str_has_prefix (path, build) ? path + strlen (build) + 1 : path);
}

/* Writes how the module is built, if that is another way than before. @words: of the compiler, for the precompiled header; owned. */
static gboolean
write_recipe (StreeTarget *self, const char *build, char ***words, GError **error)
{
  g_autofree char *program = dup_program (self, build, error);
  g_autofree char *recipe = program ? stree_ninja_dup_recipe (build, program, words, error) : NULL;
  g_autofree char *file = g_build_filename (build, RECIPE, NULL);
  g_autofree char *before = NULL;

  if (!recipe)
    return FALSE;
  g_file_get_contents (file, &before, NULL, NULL);
  return g_strcmp0 (before, recipe) == 0 || g_file_set_contents (file, recipe, -1, error);
}

/* When the module was linked; 0: it was not. */
static gint64
stamp_of (const char *build)
{
  g_autofree char *file = g_build_filename (build, STREE_NINJA_MODULE, NULL);
  struct stat      about;

  return stat (file, &about) == 0 ? (gint64) about.st_mtim.tv_sec * 1000000000 + about.st_mtim.tv_nsec : 0;
}

void
stree_meson_take_built (StreeTarget *self)
{
  g_autofree char *build = dup_build (self, NULL);

  self->stamp = build ? stamp_of (build) : 0;
}

gboolean
stree_meson_build (StreeTarget *self, const char *module, gboolean *same, char **said, GError **error)
{
  g_autofree char   *build = dup_build (self, error);
  g_autofree char   *file = build ? g_build_filename (build, STREE_NINJA_MODULE, NULL) : NULL;
  g_autofree char   *header = NULL;
  g_auto (GStrv)     words = NULL;
  gint64             last = self->stamp;

  self->stamp = 0; /* after a failure the next one counts, whatever it has built */
  if (!build || !set_up (self, build, said, error) || !write_recipe (self, build, &words, error))
    return FALSE;
  if (words)
    header = stree_header_find (words, build); /* removes one that is too old */
  if (!make (build, RECIPE, STREE_NINJA_MODULE, TRUE, said, error))
    return FALSE;
  self->stamp = stamp_of (build);
  *same = last != 0 && last == self->stamp;
  return *same || stree_target_copy (file, module, error);
}

void
stree_meson_prepare (StreeTarget *self)
{
  g_autofree char *build = dup_build (self, NULL);
  g_auto (GStrv)   words = NULL;

  if (build && write_recipe (self, build, &words, NULL) && words)
    stree_header_build (words, build);
}
