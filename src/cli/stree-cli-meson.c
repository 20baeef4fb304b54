/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A Meson project: it is set up and built in the cache folder as it says, and the program in it is built once more as a
 * module, with the flags that Meson has for it. */

#include "cli/stree-cli-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

static void
append (GPtrArray *argv, JsonArray *words)
{
  for (guint i = 0; words && i < json_array_get_length (words); i++)
    g_ptr_array_add (argv, g_strdup (json_array_get_string_element (words, i)));
}

static JsonArray *
array_of (JsonObject *object, const char *name)
{
  return json_object_has_member (object, name) ? json_object_get_array_member (object, name) : NULL;
}

/* What an executable is made of: its flags, its sources, and what Meson has generated for it. */
static void
take_sources (JsonArray *list, GPtrArray *argv)
{
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *group = json_array_get_object_element (list, i);
      JsonArray  *generated;
      const char *language = json_object_get_string_member_with_default (group, "language", "");

      if (!g_str_equal (language, "c"))
        continue;
      append (argv, array_of (group, "parameters"));
      append (argv, array_of (group, "sources"));
      generated = array_of (group, "generated_sources");
      for (guint k = 0; generated && k < json_array_get_length (generated); k++)
        if (g_str_has_suffix (json_array_get_string_element (generated, k), ".c")) /* headers are for others to include */
          g_ptr_array_add (argv, g_strdup (json_array_get_string_element (generated, k)));
    }
}

static gboolean
introspect (const char *build, const char *what, JsonParser *parser, GError **error)
{
  g_autofree char *out = NULL;
  g_autofree char *said = NULL;

  return stree_command_run ((const char *const[]) { "meson", "introspect", what, build, NULL }, NULL, &out, &said, error) &&
         json_parser_load_from_data (parser, out, -1, error);
}

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

static gboolean
add_libraries (const char *build, GPtrArray *argv, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray             *dependencies;

  if (!introspect (build, "--dependencies", parser, error))
    return FALSE;
  dependencies = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (dependencies); i++)
    append (argv, array_of (json_array_get_object_element (dependencies, i), "link_args"));
  return TRUE;
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

/* What the compiler says, and not what Meson and ninja say of what they do; files by their whole names, as they can be opened. All
 * of it, if there is nothing else. */
static char *
tidy (const char *said, const char *build)
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
  return g_strdup (*g_strstrip (kept->str) ? kept->str : said);
}

static gboolean
set_up (StreeTarget *self, const char *build, char **said, GError **error)
{
  g_autofree char *ninja = g_build_filename (build, "build.ninja", NULL);
  g_autofree char *all = NULL;

  if (!g_file_test (ninja, G_FILE_TEST_EXISTS) &&
      !stree_command_run ((const char *const[]) { "meson", "setup", build, self->path, NULL }, NULL, NULL, said, error))
    return FALSE;
  g_clear_pointer (said, g_free);
  if (stree_command_run ((const char *const[]) { "meson", "compile", "-C", build, NULL }, NULL, NULL, &all, error))
    return TRUE;
  *said = all ? tidy (all, build) : NULL;
  return FALSE;
}

gboolean
stree_meson_build (StreeTarget *self, const char *module, char **said, GError **error)
{
  g_autofree char       *folder = stree_target_dup_cache (self, error);
  g_autofree char       *build = folder ? g_build_filename (folder, "meson", NULL) : NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray)  argv = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString)    names = g_string_new (NULL);
  g_auto (GStrv)         compiler = stree_command_compiler ();
  JsonObject            *program;

  if (!build || !set_up (self, build, said, error))
    return FALSE;
  g_clear_pointer (said, g_free); /* which files it has built */
  if (!introspect (build, "--targets", parser, error))
    return FALSE;
  program = find_program (json_node_get_array (json_parser_get_root (parser)), names);
  if (!program)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, _ ("%s: expected one program that is installed; there is: %s"),
                   self->path, names->len ? names->str : "-");
      return FALSE;
    }
  for (char **word = compiler; *word; word++)
    g_ptr_array_add (argv, g_strdup (*word));
  take_sources (json_object_get_array_member (program, "target_sources"), argv);
  for (const char *const *word = stree_build_defines; *word; word++)
    g_ptr_array_add (argv, g_strdup (*word));
  g_ptr_array_add (argv, g_strdup ("-shared"));
  g_ptr_array_add (argv, g_strdup ("-fPIC"));
  g_ptr_array_add (argv, g_strdup ("-fvisibility=default"));
  g_ptr_array_add (argv, g_strdup ("-o"));
  g_ptr_array_add (argv, g_strdup (module));
  if (!add_libraries (build, argv, error))
    return FALSE;
  g_ptr_array_add (argv, NULL);
  /* Meson's flags are relative to where it builds. */
  return stree_command_run ((const char *const *) argv->pdata, build, NULL, said, error);
}
