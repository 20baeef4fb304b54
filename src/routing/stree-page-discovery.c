/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pages in pages/ beside the program, by the Python package's rules. What is a script there is a module here: a shared library
 * that is built from pages/N_Title.c and registers its page by STREE_PAGE. Only names are looked at; a module is loaded when its
 * page is shown for the first time, or tried out. */

#include "routing/stree-page-entry-private.h"

#include <gmodule.h>
#include <stdlib.h>

#include "testing/stree-headless-private.h"

#define SUFFIX "." G_MODULE_SUFFIX

static void
entry_unref (gpointer entry)
{
  stree_page_entry_unref (entry);
}

static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real);

  free (real);
  return copy;
}

static gboolean
is_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return g_str_has_prefix (path, folder) && (path[length] == G_DIR_SEPARATOR || g_str_equal (folder, G_DIR_SEPARATOR_S));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names in a folder, sorted byte by byte: entries that are equal in all else keep that order. */
static GPtrArray *
list_names (const char *folder)
{
  GPtrArray       *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char      *name;

  while (dir && (name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* NULL: it is no page. */
static StreePageEntry *
look_at (const char *folder, const char *program_folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *real = NULL;
  g_autofree char *shown = g_filename_display_name (name);
  gsize            length = strlen (shown);

  if (name[0] == '_' || length <= strlen (SUFFIX) || !g_str_has_suffix (shown, SUFFIX) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  real = resolve (path);
  if (!real || !is_below (real, program_folder))
    {
      g_debug ("Page %s is a link that leaves the program's folder: it is skipped", path);
      return NULL;
    }
  shown[length - strlen (SUFFIX)] = '\0';
  return stree_page_entry_new (real, shown);
}

/**
 * stree_pages_dir_next_to:
 * @program: (nullable) (type filename): the file of a program; %NULL for the one that runs
 *
 * Where its pages are: in `pages` beside it. The folder need not exist.
 *
 * Returns: (transfer full) (type filename): the folder
 *
 * Since: 1.0
 */
char *
stree_pages_dir_next_to (const char *program)
{
  g_autofree char *real = resolve (program ? program : "/proc/self/exe");
  g_autofree char *absolute = real ? NULL : g_canonicalize_filename (program ? program : ".", NULL);
  g_autofree char *folder = g_path_get_dirname (real ? real : absolute);

  return g_build_filename (folder, "pages", NULL);
}

/**
 * stree_list_page_entries:
 * @pages_dir: (type filename): a folder
 *
 * The pages in a folder, in their order: by number, then by name; those without a number last.
 *
 * A page is a loadable module with a name such as `1_About.so`. Skipped are names that begin with `_`, other files, and links
 * that leave the folder that @pages_dir is in.
 *
 * Returns: (transfer container) (element-type StreePageEntry): the pages; none if there is no such folder
 *
 * Since: 1.0
 */
GPtrArray *
stree_list_page_entries (const char *pages_dir)
{
  GPtrArray            *entries = g_ptr_array_new_with_free_func (entry_unref);
  g_autofree char      *folder = NULL;
  g_autofree char      *program_folder = NULL;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (pages_dir != NULL, entries);
  folder = resolve (pages_dir);
  if (!folder)
    return entries;
  program_folder = g_path_get_dirname (folder);
  names = list_names (folder);
  for (guint i = 0; i < names->len; i++)
    {
      StreePageEntry *entry = look_at (folder, program_folder, names->pdata[i]);

      if (entry)
        g_ptr_array_add (entries, entry);
    }
  stree_page_entries_end (entries);
  return entries;
}

/**
 * stree_discover_pages:
 * @program: (nullable) (type filename): the file of a program; %NULL for the one that runs
 *
 * The pages in `pages` beside a program.
 *
 * Returns: (transfer container) (element-type StreePageEntry): the pages; none if there is no such folder
 *
 * Since: 1.0
 */
GPtrArray *
stree_discover_pages (const char *program)
{
  g_autofree char *folder = stree_pages_dir_next_to (program);

  return stree_list_page_entries (folder);
}

/**
 * stree_page_iter_init: (skip)
 * @iter: an iterator
 * @pages_dir: (type filename): a folder
 *
 * Begins with the first page of a folder. It is cleared by itself at the end, else by stree_page_iter_clear ().
 *
 * Since: 1.0
 */
void
stree_page_iter_init (StreePageIter *iter, const char *pages_dir)
{
  g_return_if_fail (iter != NULL);
  iter->entries = stree_list_page_entries (pages_dir);
  iter->next = 0;
}

/**
 * stree_page_iter_next: (skip)
 * @iter: an iterator
 * @entry: where to put the next page; good until the next call
 *
 * Goes on to the next page.
 *
 * Returns: %FALSE at the end
 *
 * Since: 1.0
 */
gboolean
stree_page_iter_next (StreePageIter *iter, StreePageEntry **entry)
{
  g_return_val_if_fail (iter != NULL && entry != NULL, FALSE);
  if (!iter->entries || iter->next >= iter->entries->len)
    {
      stree_page_iter_clear (iter);
      return FALSE;
    }
  *entry = iter->entries->pdata[iter->next++];
  return TRUE;
}

/**
 * stree_page_iter_clear: (skip)
 * @iter: an iterator
 *
 * Ends it before the end.
 *
 * Since: 1.0
 */
void
stree_page_iter_clear (StreePageIter *iter)
{
  g_return_if_fail (iter != NULL);
  g_clear_pointer (&iter->entries, g_ptr_array_unref);
}

/* What a page fails with when it is built off the screen, in a session of its own. NULL: nothing. */
static char *
try_out (StreePageEntry *entry)
{
  g_autoptr (GError)        error = NULL;
  g_autoptr (StreeHeadless) view = NULL;
  StreeNodeExtra           *root;

  if (!stree_page_entry_load (entry, &error))
    return g_strdup (error->message);
  view = stree_headless_new (NULL, entry->page, stree_page_entry_show, entry);
  root = view->mount->root->extra;
  return root->error ? g_strdup_printf ("%s: %s", root->error_path, root->error->message) : NULL;
}

/**
 * stree_prefetch_pages:
 * @entries: (element-type StreePageEntry): pages
 *
 * Loads pages and builds each once, off the screen and in a session of its own: what fails is known before somebody goes there.
 * Components run, handlers do not.
 *
 * Returns: (transfer floating): an `a(sms)`: each page's route, and what it fails with or nothing; in the order of @entries
 *
 * Since: 1.0
 */
GVariant *
stree_prefetch_pages (GPtrArray *entries)
{
  GVariantBuilder builder;

  g_return_val_if_fail (entries != NULL, NULL);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sms)"));
  for (guint i = 0; i < entries->len; i++)
    {
      StreePageEntry  *entry = entries->pdata[i];
      g_autofree char *failure = try_out (entry);

      g_variant_builder_add (&builder, "(sms)", entry->page, failure);
    }
  return g_variant_builder_end (&builder);
}
