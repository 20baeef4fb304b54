/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A program of a Meson project as a module: what build.ninja says of the program is said once more, with the flags of a module, in a
 * file of its own that includes it. ninja builds by that what has changed, and what it is made of: no tests, and no other programs. */

#include "cli/stree-cli-private.h"

#include <string.h>

/* Where it is put, below the folder of the build. */
#define PREFIX "streamtree/"

typedef struct
{
  char      **lines;    /* owned: of build.ninja */
  GHashTable *blocks;   /* what is built, or "rule NAME" (owned) -> index of its line + 1 */
  GHashTable *done;     /* names (owned) of what the recipe has already */
  GString    *recipe;
  const char *build;    /* borrowed: the folder */
  char       *args;     /* owned: of the first C source; NULL: none came yet */
  char       *header;   /* owned: words that find the precompiled header; NULL: there is none */
  char      **words;    /* owned: of the compiler, to make that header; NULL: there is none */
} Ninja;

/* --- reading --- */

/* What stands before the first colon that is not escaped. */
static char *
name_of (const char *line)
{
  const char *end = line;

  while (*end && *end != ':')
    end += *end == '$' && end[1] ? 2 : 1;
  return g_strndup (line, (gsize) (end - line));
}

static void
read_lines (Ninja *self, const char *text)
{
  self->lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; self->lines[i]; i++)
    if (g_str_has_prefix (self->lines[i], "build "))
      g_hash_table_insert (self->blocks, name_of (self->lines[i] + strlen ("build ")), GUINT_TO_POINTER (i + 1));
    else if (g_str_has_prefix (self->lines[i], "rule "))
      g_hash_table_insert (self->blocks, g_strdup (self->lines[i]), GUINT_TO_POINTER (i + 1));
}

/* The words of a line: a space may be escaped. Owned. */
static char **
split (const char *line)
{
  GPtrArray *words = g_ptr_array_new ();

  while (*line)
    {
      const char *end = line;

      while (*end && *end != ' ')
        end += *end == '$' && end[1] ? 2 : 1;
      if (end > line)
        g_ptr_array_add (words, g_strndup (line, (gsize) (end - line)));
      line = *end ? end + 1 : end;
    }
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

static char *
unescape (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (; *text; text++)
    {
      text += *text == '$' && text[1];
      g_string_append_c (plain, *text);
    }
  return g_string_free (plain, FALSE);
}

static char *
escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text; text++)
    {
      if (strchr ("$ :", *text))
        g_string_append_c (escaped, '$');
      g_string_append_c (escaped, *text);
    }
  return g_string_free (escaped, FALSE);
}

/* As a word of a command that ninja gives to the shell. */
static char *
quote (const char *prefix, const char *text)
{
  g_autofree char *word = g_strconcat (prefix, text, NULL);
  g_autofree char *quoted = g_shell_quote (word);
  g_auto (GStrv)   parts = g_strsplit (quoted, "$", -1);

  return g_strjoinv ("$$", parts);
}

/* Of a build line: the index of what builds something; 0: nothing does. */
static guint
find_block (Ninja *self, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->blocks, name));
}

/* What comes behind the colon: the rule, and what it takes. Owned. */
static char **
inputs_of (Ninja *self, guint block)
{
  const char      *line = self->lines[block - 1] + strlen ("build ");
  g_autofree char *name = name_of (line);

  line += strlen (name);
  return split (*line == ':' ? line + 1 : line);
}

static const char *
variable_of (Ninja *self, guint block, const char *name)
{
  for (char **line = self->lines + block; *line && **line == ' '; line++)
    if (g_str_has_prefix (*line + 1, name) && g_str_has_prefix (*line + 1 + strlen (name), " = "))
      return *line + 1 + strlen (name) + 3;
  return NULL;
}

static gboolean
is_compiler (const char *rule)
{
  return strstr (rule, "_COMPILER") != NULL;
}

/* --- writing --- */

/* Without a cache of objects in front of it: it has nothing to gain from what is edited, and no use for a precompiled header. */
static const char *
command_of (Ninja *self, const char *rule)
{
  g_autofree char *name = g_strconcat ("rule ", rule, NULL);
  guint            block = find_block (self, name);
  const char      *command = block ? variable_of (self, block, "command") : NULL;
  g_auto (GStrv)   words = command ? split (command) : NULL;
  g_autofree char *first = words && words[0] ? g_path_get_basename (words[0]) : NULL;

  return first && (g_str_equal (first, "ccache") || g_str_equal (first, "sccache")) ? command + strlen (words[0]) + 1 : command;
}

static void
add_rule (Ninja *self, const char *rule)
{
  g_autofree char *name = g_strconcat ("rule ", rule, NULL);
  guint            block = find_block (self, name);

  if (!block || !g_hash_table_add (self->done, g_strdup (name)))
    return;
  g_string_append_printf (self->recipe, "rule streamtree_%s\n", rule);
  for (char **line = self->lines + block; *line && **line == ' '; line++)
    if (g_str_has_prefix (*line, " command = "))
      g_string_append_printf (self->recipe, " command = %s\n", command_of (self, rule));
    else
      g_string_append_printf (self->recipe, "%s\n", *line);
}

/* The first C source says with which flags the header is precompiled. */
static void
take_args (Ninja *self, const char *rule, const char *args)
{
  const char      *command = command_of (self, rule);
  const char      *end = command ? strstr (command, " $ARGS") : NULL;
  g_autofree char *compiler = end ? g_strndup (command, (gsize) (end - command)) : NULL;
  g_autofree char *defines = g_strjoinv (" ", (char **) (gpointer) stree_build_defines);
  g_autofree char *all = compiler ? g_strconcat (compiler, " ", args, " " STREE_MODULE_FLAGS " ", defines, NULL) : NULL;
  g_autofree char *plain = all ? unescape (all) : NULL;
  g_autofree char *folder = NULL;

  self->args = g_strdup (args);
  if (!plain || !g_shell_parse_argv (plain, NULL, &self->words, NULL))
    return;
  folder = stree_header_folder (self->words, self->build);
  self->header = folder ? quote ("-I", folder) : NULL;
}

static void
add_object (Ninja *self, guint block, const char *name, char **inputs)
{
  const char      *args = variable_of (self, block, "ARGS");
  g_autofree char *source = inputs[1] ? unescape (inputs[1]) : NULL;
  g_autofree char *path = source ? g_canonicalize_filename (source, self->build) : NULL;
  g_autofree char *rest = g_strjoinv (" ", inputs + 1);

  add_rule (self, inputs[0]);
  if (!self->args && args && g_str_has_prefix (inputs[0], "c_"))
    take_args (self, inputs[0], args);
  g_string_append_printf (self->recipe, "build " PREFIX "%s: streamtree_%s %s\n", name, inputs[0], rest);
  for (char **line = self->lines + block; *line && **line == ' '; line++)
    {
      const char *value = strstr (*line, " = ");

      if (!value)
        continue;
      value += 3;
      if (g_str_has_prefix (*line, " ARGS = "))
        {
          gboolean same = self->header && g_strcmp0 (value, self->args) == 0;

          g_autofree char *defines = g_strjoinv (" ", (char **) (gpointer) stree_build_defines);

          g_string_append_printf (self->recipe, " ARGS = %s%s%s%s " STREE_MODULE_FLAGS " %s\n", same ? self->header : "",
                                  same ? " -Wno-invalid-pch " : "", same && path && stree_header_leads (path) ? "-include streamtree-gtk.h " : "",
                                  value, defines);
        }
      else if (g_str_has_prefix (*line, " DEPFILE"))
        {
          g_string_append_len (self->recipe, *line, value - *line);
          g_string_append_printf (self->recipe, "%s" PREFIX "%s\n", *value == '\'' ? "'" : "", value + (*value == '\''));
        }
      else
        {
          g_string_append_printf (self->recipe, "%s\n", *line);
        }
    }
}

static char *add (Ninja *self, const char *name);

/* What is linked, or put into an archive: of what is built anew for that, the new names. Owned. */
static GHashTable *
add_inputs (Ninja *self, char **inputs)
{
  GHashTable *renamed = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (char **word = inputs + 1; *word && !g_str_equal (*word, "||"); word++)
    {
      char *other = add (self, *word);

      if (other)
        g_hash_table_insert (renamed, *word, other);
    }
  return renamed;
}

static char *
rename_words (GHashTable *renamed, char **words)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (; *words; words++)
    {
      gpointer other = g_hash_table_lookup (renamed, *words);

      g_ptr_array_add (all, other ? other : *words);
    }
  g_ptr_array_add (all, NULL);
  return g_strjoinv (" ", (char **) all->pdata);
}

static void
add_archive (Ninja *self, guint block, const char *name, char **inputs)
{
  g_autoptr (GHashTable) renamed = add_inputs (self, inputs);
  g_autofree char       *rest = rename_words (renamed, inputs);

  g_string_append_printf (self->recipe, "build " PREFIX "%s: %s\n", name, rest);
  for (char **line = self->lines + block; *line && **line == ' '; line++)
    g_string_append_printf (self->recipe, "%s\n", *line);
}

/* Says how to build something for a module; its name then, owned. NULL: it is as good for that as it is. */
static char *
add (Ninja *self, const char *name)
{
  guint          block = find_block (self, name);
  g_auto (GStrv) inputs = block ? inputs_of (self, block) : NULL;

  if (!inputs || !inputs[0] || (!is_compiler (inputs[0]) && !g_str_has_prefix (inputs[0], "STATIC_LINKER")))
    return NULL;
  if (g_hash_table_add (self->done, g_strdup (name)))
    {
      if (is_compiler (inputs[0]))
        add_object (self, block, name, inputs);
      else
        add_archive (self, block, name, inputs);
    }
  return g_strconcat (PREFIX, name, NULL);
}

/* Libraries that the program finds beside itself are found where they are: the module is elsewhere. */
static char *
link_args (Ninja *self, const char *args, GHashTable *renamed)
{
  g_auto (GStrv)      words = split (args);
  g_auto (GStrv)      parts = g_strsplit (self->build, "'", -1);
  g_autofree char    *quoted = g_strjoinv ("'\\''", parts);
  g_auto (GStrv)      dollars = g_strsplit (quoted, "$", -1);
  g_autofree char    *folder = g_strjoinv ("$$", dollars);
  g_autoptr (GString) all = g_string_new (NULL);

  for (char **word = words; *word; word++)
    {
      const char *other = g_hash_table_lookup (renamed, *word);

      if (!g_str_equal (*word, "-pie") && !g_str_equal (*word, "-no-pie"))
        g_string_append_printf (all, "%s ", other ? other : *word);
    }
  g_string_replace (all, "$$ORIGIN", folder, 0);
  g_string_append (all, "-shared");
  return g_strdup (all->str);
}

static gboolean
add_module (Ninja *self, const char *program)
{
  guint                  block = find_block (self, program);
  g_auto (GStrv)         inputs = block ? inputs_of (self, block) : NULL;
  g_autoptr (GHashTable) renamed = NULL;
  g_autofree char       *rest = NULL;

  if (!inputs || !inputs[0])
    return FALSE;
  renamed = add_inputs (self, inputs);
  rest = rename_words (renamed, inputs);
  g_string_append_printf (self->recipe, "build " STREE_NINJA_MODULE ": %s\n", rest);
  for (char **line = self->lines + block; *line && **line == ' '; line++)
    if (g_str_has_prefix (*line, " LINK_ARGS = "))
      {
        g_autofree char *args = link_args (self, *line + strlen (" LINK_ARGS = "), renamed);

        g_string_append_printf (self->recipe, " LINK_ARGS = %s\n", args);
      }
    else
      {
        g_string_append_printf (self->recipe, "%s\n", *line);
      }
  return TRUE;
}

char *
stree_ninja_dup_recipe (const char *build, const char *program, char ***words, GError **error)
{
  g_autoptr (GHashTable) blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString)    recipe = g_string_new ("include build.ninja\n");
  g_autofree char       *file = g_build_filename (build, "build.ninja", NULL);
  g_autofree char       *name = escape (program);
  g_autofree char       *text = NULL;
  Ninja                  self = { .blocks = blocks, .done = done, .recipe = recipe, .build = build };
  gboolean               good;

  if (!g_file_get_contents (file, &text, NULL, error))
    return NULL;
  read_lines (&self, text);
  good = add_module (&self, name);
  if (!good)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "%s: %s", file, program);
  g_strfreev (self.lines);
  g_free (self.args);
  g_free (self.header);
  if (words)
    *words = g_steal_pointer (&self.words);
  g_strfreev (self.words);
  return good ? g_strdup (recipe->str) : NULL;
}
