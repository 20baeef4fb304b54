/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A new project, from the templates in data/templates.
 *
 * Files of common/, then of the template, then of pages/ if there are to be pages. In their names, __ID__ is the
 * application's id, and dot- at the beginning a dot. In their texts,
 *
 *   @NAME@          is replaced by a word; see words_new (). How it is escaped is part of the word's name
 *   @if pages@      on a line of its own, up to @else@ or @end@: only then. Or @if TEMPLATE@
 *   @pages-script@  on a line of its own: the file of this name is put here
 */

#include "cli/stree-cli-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define ROOT "/org/streamtree/templates/"

const char *const stree_init_templates[] = { "default", "crud", "explore", "enterprise", NULL };

/* --- the words --- */

/* In a C string, and in a trigraph. */
static char *
escape_c (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text; text++)
    {
      if (*text == '"' || *text == '\\' || *text == '?')
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *text);
    }
  return g_string_free (escaped, FALSE);
}

/* In a value of a desktop file. */
static char *
escape_desktop (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text; text++)
    {
      if (*text == '\\')
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *text);
    }
  return g_string_free (escaped, FALSE);
}

/* What a program may be called: small letters, digits and hyphens. */
static char *
make_slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString         *slug = g_string_new (NULL);

  for (const char *p = ascii; *p; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, g_ascii_tolower (*p));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-' && *p != '?' && *p != '\'')
      g_string_append_c (slug, '-');
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_append (slug, "app");
  else if (!g_ascii_isalpha (slug->str[0]) || g_str_has_prefix (slug->str, "test-"))
    g_string_prepend (slug, "app-"); /* test-app is the test */
  return g_string_free (slug, FALSE);
}

/* org.example.SalesReport of sales-report. */
static char *
make_id (const char *slug)
{
  GString *id = g_string_new ("org.example.");
  gboolean begins = TRUE;

  for (; *slug; slug++)
    {
      if (*slug != '-')
        g_string_append_c (id, begins ? g_ascii_toupper (*slug) : *slug);
      begins = *slug == '-';
    }
  return g_string_free (id, FALSE);
}

static void
take (GHashTable *words, const char *name, char *value)
{
  g_hash_table_insert (words, (gpointer) name, value);
}

static GHashTable *
words_new (const char *name, const char *id, const char *slug)
{
  GHashTable           *words = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_auto (GStrv)        parts = g_strsplit (id, ".", -1);
  g_autofree char      *path = g_strjoinv ("/", parts);
  const char           *last = strrchr (id, '.');

  take (words, "NAME", g_strdup (name));
  take (words, "NAME_C", escape_c (name));
  take (words, "NAME_XML", g_markup_escape_text (name, -1));
  take (words, "NAME_DESKTOP", escape_desktop (name));
  take (words, "ID", g_strdup (id));
  take (words, "SLUG", g_strdup (slug));
  take (words, "DEVELOPER", last ? g_ascii_strdown (id, last - id) : g_strdup (id));
  take (words, "RESOURCE_PATH", g_strconcat ("/", path, NULL));
  take (words, "DATE", g_date_time_format (now, "%Y-%m-%d"));
  return words;
}

/* A name that people read: no line break, something to see in it, and UTF-8. */
static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *stripped = g_utf8_validate (name, -1, NULL) ? g_strstrip (g_strdup (name)) : NULL;
  gboolean         good = stripped && *stripped && g_str_equal (stripped, name);

  for (const char *p = name; good && *p; p = g_utf8_next_char (p))
    good = !g_unichar_iscntrl (g_utf8_get_char (p));
  if (!good)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 _ ("“%s” is no name of an app: expected a text on one line, without spaces around it"), stripped ? name : "?");
  return good;
}

/* As D-Bus wants it, and everybody who makes files of it. */
static gboolean
check_id (const char *id, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id, ".", -1);
  gboolean       good = g_application_id_is_valid (id) && g_strv_length (parts) >= 3;

  if (!good)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 _ ("“%s” is no id of an app: expected at least three parts, such as org.example.App"), id);
  return good;
}

/* --- the texts --- */

typedef struct
{
  GHashTable *words;
  const char *template;
  gboolean    pages;
} Filler;

static GBytes *
open_template (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (ROOT, name, NULL);

  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static gboolean
holds (const Filler *self, const char *condition)
{
  return g_str_equal (condition, "pages") ? self->pages : g_str_equal (condition, self->template);
}

static void
fill_line (const Filler *self, GString *text, const char *line)
{
  while (*line)
    {
      const char      *end = *line == '@' ? strchr (line + 1, '@') : NULL;
      g_autofree char *name = end ? g_strndup (line + 1, (gsize) (end - line) - 1) : NULL;
      const char      *word = name ? g_hash_table_lookup (self->words, name) : NULL;

      if (word)
        {
          g_string_append (text, word);
          line = end + 1;
        }
      else
        g_string_append_c (text, *line++);
    }
}

static void
fill (const Filler *self, GString *text, const char *template)
{
  g_auto (GStrv) lines = g_strsplit (template, "\n", -1);
  gboolean       wanted = TRUE;

  for (char **line = lines; *line; line++)
    {
      gsize n = strlen (*line);

      if (g_str_has_prefix (*line, "@if ") && (*line)[n - 1] == '@')
        {
          (*line)[n - 1] = '\0';
          wanted = holds (self, *line + strlen ("@if "));
        }
      else if (g_str_equal (*line, "@else@"))
        wanted = !wanted;
      else if (g_str_equal (*line, "@end@"))
        wanted = TRUE;
      else if (!wanted)
        continue;
      else if (g_str_equal (*line, "@pages-script@"))
        {
          g_autoptr (GBytes) script = open_template ("pages-script", NULL);
          g_autofree char   *plain = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));

          fill (self, text, plain);
        }
      else if (line[1] || n > 0)
        {
          fill_line (self, text, *line);
          g_string_append_c (text, '\n');
        }
    }
}

/* --- the files --- */

typedef struct
{
  GPtrArray *names; /* owned: relative to the project */
  GPtrArray *texts; /* owned */
} Project;

static char *
make_file_name (const Filler *self, const char *name)
{
  const char         *id = g_hash_table_lookup (self->words, "ID");
  g_auto (GStrv)      parts = g_strsplit (name, "__ID__", -1);
  g_autofree char    *filled = g_strjoinv (id, parts);

  return g_str_has_prefix (filled, "dot-") ? g_strconcat (".", filled + strlen ("dot-"), NULL) : g_steal_pointer (&filled);
}

static gboolean
add_folder (const Filler *self, Project *project, const char *folder, const char *below, GError **error)
{
  g_autofree char *path = g_strconcat (ROOT, folder, "/", below, NULL);
  g_auto (GStrv)   names = g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  for (char **name = names; name && *name; name++)
    {
      g_autofree char   *place = g_strconcat (below, *name, NULL);
      g_autofree char   *resource = g_strconcat (folder, "/", place, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char   *template = NULL;
      GString           *text;

      if (g_str_has_suffix (*name, "/"))
        {
          if (!add_folder (self, project, folder, place, error))
            return FALSE;
          continue;
        }
      bytes = open_template (resource, error);
      if (!bytes)
        return FALSE;
      template = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      text = g_string_new (NULL);
      fill (self, text, template);
      g_ptr_array_add (project->names, make_file_name (self, place));
      g_ptr_array_add (project->texts, g_string_free (text, FALSE));
    }
  return names != NULL;
}

/* Nothing that is there is lost unless that was asked for. */
static gboolean
check_free (const StreeInit *init, Project *project, GError **error)
{
  g_autoptr (GString) taken = g_string_new (NULL);

  for (guint i = 0; i < project->names->len && !init->force; i++)
    {
      g_autofree char *path = g_build_filename (init->folder, project->names->pdata[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        g_string_append_printf (taken, "%s%s", taken->len ? ", " : "", (const char *) project->names->pdata[i]);
    }
  if (taken->len > 0)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST, _ ("%s: there is something already, and --force was not given: %s"),
                 init->folder, taken->str);
  return taken->len == 0;
}

static gboolean
write_file (const char *folder, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir_with_parents (parent, 0777) == 0)
    return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, error);
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s: %s", parent, g_strerror (errno));
  return FALSE;
}

static char **
write_project (const StreeInit *init, const Filler *filler, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Project               project = { names, texts };

  if (!add_folder (filler, &project, "common", "", error) || !add_folder (filler, &project, filler->template, "", error) ||
      (filler->pages && !add_folder (filler, &project, "pages", "", error)) || !check_free (init, &project, error))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    if (!write_file (init->folder, names->pdata[i], texts->pdata[i], error))
      return NULL;
  g_ptr_array_add (names, NULL);
  return g_strdupv ((char **) names->pdata);
}

char **
stree_init_write (const StreeInit *init, GError **error)
{
  g_autofree char        *path = g_canonicalize_filename (init->folder, NULL);
  g_autofree char        *base = g_path_get_basename (path);
  const char             *name = init->name ? init->name : base;
  g_autofree char        *slug = NULL;
  g_autofree char        *made = NULL;
  const char             *id = init->app_id;
  g_autoptr (GHashTable)  words = NULL;
  Filler                  filler = { NULL, init->template ? init->template : "default", init->pages };

  if (!g_strv_contains (stree_init_templates, filler.template))
    {
      g_autofree char *all = g_strjoinv (", ", (char **) (gpointer) stree_init_templates);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("“%s” is no template: expected %s"), filler.template, all);
      return NULL;
    }
  if (!check_name (name, error) || (id && !check_id (id, error)))
    return NULL;
  slug = make_slug (name);
  made = make_id (slug);
  words = words_new (name, id ? id : made, slug);
  filler.words = words;
  return write_project (init, &filler, error);
}
