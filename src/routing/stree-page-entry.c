/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "routing/stree-page-entry-private.h"

#include <gio/gio.h>
#include <gmodule.h>

#include "core/stree-blank-private.h"
#include "core/stree-boxed-private.h"
#include "core/stree-context.h"
#include "core/stree-error.h"

/**
 * StreePageEntry:
 *
 * A page that was found: what its name says.
 *
 * `2_Getting_started` is a page with the order 2, the label "Getting started" and the route `Getting_started`.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreePageEntry, stree_page_entry)

/* --- what a name says --- */

/* "12_Title": the length of the digits. 0: it is none of that form. */
static gsize
count_digits (const char *stem)
{
  gsize n = 0;

  while (g_ascii_isdigit (stem[n]))
    n++;
  return n > 0 && stem[n] == '_' && stem[n + 1] ? n : 0;
}

static char *
with_spaces (const char *text)
{
  return g_strstrip (g_strdelimit (g_strdup (text), "_", ' '));
}

static char *
as_route (const char *text)
{
  g_autofree char *stripped = with_spaces (text);

  return g_strdelimit (g_strdup (stripped), " ", '_');
}

StreePageEntry *
stree_page_entry_new (const char *path, const char *stem)
{
  StreePageEntry *entry = g_new0 (StreePageEntry, 1);
  gsize           digits = count_digits (stem);

  g_atomic_ref_count_init (&entry->ref_count);
  entry->path = g_strdup (path);
  entry->stem = g_strdup (stem);
  entry->sort = g_utf8_strdown (stem, -1);
  if (digits)
    {
      entry->prefix = g_strndup (stem, digits);
      entry->order = g_ascii_strtoull (entry->prefix, NULL, 10); /* more than fits is the last */
      stem += digits + 1;
    }
  entry->label = with_spaces (stem);
  if (!*entry->label)
    {
      g_free (entry->label);
      entry->label = g_strdup (entry->stem);
    }
  return entry;
}

/**
 * stree_page_entry_ref: (skip)
 * @entry: a page
 *
 * Returns: (transfer full): @entry, held once more
 *
 * Since: 1.0
 */
StreePageEntry *
stree_page_entry_ref (StreePageEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);
  g_atomic_ref_count_inc (&entry->ref_count);
  return entry;
}

/**
 * stree_page_entry_unref: (skip)
 * @entry: (transfer full): a page
 *
 * Lets go of a page.
 *
 * Since: 1.0
 */
void
stree_page_entry_unref (StreePageEntry *entry)
{
  g_return_if_fail (entry != NULL);
  if (!g_atomic_ref_count_dec (&entry->ref_count))
    return;
  g_free (entry->path);
  g_free (entry->stem);
  g_free (entry->prefix);
  g_free (entry->label);
  g_free (entry->page);
  g_free (entry->sort);
  g_free (entry);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const StreePageEntry *one = *(StreePageEntry *const *) a;
  const StreePageEntry *two = *(StreePageEntry *const *) b;

  if (!one->prefix != !two->prefix)
    return one->prefix ? -1 : 1;
  if (one->order != two->order)
    return one->order < two->order ? -1 : 1;
  return strcmp (one->sort, two->sort);
}

/* Two pages of one title: the second has its number in the route as well. */
static char *
free_route (GHashTable *taken, const StreePageEntry *entry)
{
  g_autofree char *route = as_route (entry->label);

  if (!*route || g_hash_table_contains (taken, route))
    {
      g_free (route);
      route = as_route (entry->stem);
    }
  for (guint n = 2; !*route || g_hash_table_contains (taken, route); n++)
    {
      g_free (route);
      route = g_strdup_printf ("%s_%u", entry->stem, n);
    }
  return g_steal_pointer (&route);
}

void
stree_page_entries_end (GPtrArray *entries)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal); /* route, of the entries */

  g_ptr_array_sort (entries, compare);
  for (guint i = 0; i < entries->len; i++)
    {
      StreePageEntry *entry = entries->pdata[i];

      g_free (entry->page);
      entry->page = free_route (taken, entry);
      g_hash_table_add (taken, entry->page);
    }
}

/* --- what is registered --- */

static GPtrArray *registered; /* const StreePageInfo, borrowed: they are static */

/**
 * stree_page_register: (skip)
 * @info: the page; borrowed: it must live as long as the program
 *
 * Registers a page. In C write `STREE_PAGE (about, "1_About")`. The same stem again replaces the one before.
 *
 * Since: 1.0
 */
void
stree_page_register (const StreePageInfo *info)
{
  g_return_if_fail (info != NULL && info->func != NULL);
  g_return_if_fail (!stree_is_blank (info->stem));
  if (!registered)
    registered = g_ptr_array_new ();
  for (guint i = 0; i < registered->len; i++)
    if (g_str_equal (((const StreePageInfo *) registered->pdata[i])->stem, info->stem))
      g_ptr_array_remove_index (registered, i--);
  g_ptr_array_add (registered, (gpointer) info);
}

const StreePageInfo *
stree_page_entry_info (StreePageEntry *entry)
{
  for (guint i = 0; registered && i < registered->len; i++)
    {
      const StreePageInfo *info = registered->pdata[i];

      if (g_str_equal (info->stem, entry->stem))
        return info;
    }
  return NULL;
}

const StreePageInfo *
stree_page_entry_load (StreePageEntry *entry, GError **error)
{
  const StreePageInfo *info = stree_page_entry_info (entry);
  g_autoptr (GError)   problem = NULL;
  GModule             *module;

  if (info || !entry->path)
    {
      if (!info)
        g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "No page is registered as '%s'", entry->stem);
      return info;
    }
  module = g_module_open_full (entry->path, G_MODULE_BIND_LOCAL, &problem);
  if (!module)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_FAILED, "Page '%s' cannot be loaded: %s", entry->stem, problem->message);
      return NULL;
    }
  info = stree_page_entry_info (entry);
  if (info)
    {
      g_module_make_resident (module); /* its functions are in trees from now on */
      return info;
    }
  g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "%s registers no page '%s': write STREE_PAGE (function, \"%s\") in it",
               entry->path, entry->stem, entry->stem);
  g_module_close (module);
  return NULL;
}

StreeElement *
stree_page_entry_show (StreeContext *cx, gpointer entry)
{
  GError              *error = NULL;
  const StreePageInfo *info = stree_page_entry_load (entry, &error);

  return info ? info->func (cx, NULL) : stree_fail (cx, error);
}

/* --- public --- */

/**
 * stree_page_entry_get_path:
 * @entry: a page
 *
 * The file of its module, without links.
 *
 * Returns: (transfer none) (nullable) (type filename): the path; %NULL if it is part of the program
 *
 * Since: 1.0
 */
const char *
stree_page_entry_get_path (StreePageEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);
  return entry->path;
}

/**
 * stree_page_entry_get_stem:
 * @entry: a page
 *
 * The name it was found by, such as `1_About`.
 *
 * Returns: (transfer none): the stem
 *
 * Since: 1.0
 */
const char *
stree_page_entry_get_stem (StreePageEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);
  return entry->stem;
}

/**
 * stree_page_entry_get_label:
 * @entry: a page
 *
 * What it is called, in the user's language: the label that it is registered with, else its stem without the number, with
 * spaces for underscores.
 *
 * A page in a module is registered when it is loaded, as it is shown or prefetched. Until then it is what the program's own
 * catalog, that of `textdomain ()`, has for what its stem says.
 *
 * Returns: (transfer none): the label
 *
 * Since: 1.0
 */
const char *
stree_page_entry_get_label (StreePageEntry *entry)
{
  const StreePageInfo *info;

  g_return_val_if_fail (entry != NULL, NULL);
  info = stree_page_entry_info (entry);
  if (info && info->label && *info->label)
    return g_dgettext (info->domain, info->label);
  return g_dgettext (info ? info->domain : NULL, entry->label);
}

/**
 * stree_page_entry_get_page:
 * @entry: a page
 *
 * The route it is shown for: its title, with underscores. Of two pages with one title, the second has its number too.
 *
 * Returns: (transfer none): the route
 *
 * Since: 1.0
 */
const char *
stree_page_entry_get_page (StreePageEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);
  return entry->page;
}

/**
 * stree_page_entry_get_prefix:
 * @entry: a page
 *
 * The digits before its title, as they are: `01` of `01_About`.
 *
 * Returns: (transfer none) (nullable): the digits; %NULL if there are none
 *
 * Since: 1.0
 */
const char *
stree_page_entry_get_prefix (StreePageEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);
  return entry->prefix;
}

static void
entry_unref (gpointer entry)
{
  stree_page_entry_unref (entry);
}

/**
 * stree_registered_pages:
 *
 * The pages that the program registered, in their order: by number, then by name; those without a number last.
 *
 * Returns: (transfer container) (element-type StreePageEntry): the pages
 *
 * Since: 1.0
 */
GPtrArray *
stree_registered_pages (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_unref);

  for (guint i = 0; registered && i < registered->len; i++)
    g_ptr_array_add (entries, stree_page_entry_new (NULL, ((const StreePageInfo *) registered->pdata[i])->stem));
  stree_page_entries_end (entries);
  return entries;
}
