/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-library-private.h"

#include <gmodule.h>
#include <glib/gi18n-lib.h>

#include "sources/stree-source.h"

/* The first that has pragma_table_list. */
#define OLDEST 3037000

/* Behind a # a name is not replaced by the pointer of the table. */
#define STREE_SQLITE_NAME(name) #name,
static const char *const names[] = { STREE_SQLITE_FUNCTIONS (STREE_SQLITE_NAME) };
#undef STREE_SQLITE_NAME

static const StreeSqliteLibrary *library; /* set once */

/* The text of what is wrong, or NULL. */
static gpointer
load_once (gpointer data)
{
  GModule *module = g_module_open (STREE_SQLITE_SONAME, G_MODULE_BIND_LAZY);
  gpointer *table;

  (void) data;
  if (!module)
    return g_strdup (g_module_error ());
  g_module_make_resident (module);
  table = g_new (gpointer, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!g_module_symbol (module, names[i], &table[i]))
      {
        g_free (table);
        return g_strdup_printf (_ ("%s has no function %s: a newer one is needed"), STREE_SQLITE_SONAME, names[i]);
      }
  library = (const StreeSqliteLibrary *) table;
  if (sqlite3_libversion_number () < OLDEST)
    {
      return g_strdup_printf (_ ("%s is older than 3.37"), STREE_SQLITE_SONAME);
    }
  return NULL;
}

gboolean
stree_sqlite_load (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const char *wrong = g_once (&once, load_once, NULL);

  G_STATIC_ASSERT (sizeof (StreeSqliteLibrary) == sizeof (gpointer) * G_N_ELEMENTS (names));
  if (!wrong)
    return TRUE;
  g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_FAILED, _ ("SQLite cannot be used: %s"), wrong);
  return FALSE;
}

const StreeSqliteLibrary *
stree_sqlite_library (void)
{
  return library;
}
