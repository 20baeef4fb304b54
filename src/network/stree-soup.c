/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "network/stree-soup-private.h"

#include <gmodule.h>

/* Behind a # a name is not replaced by the pointer of the table. */
#define STREE_SOUP_NAME(name) #name,
static const char *const names[] = { STREE_SOUP_FUNCTIONS (STREE_SOUP_NAME) };
#undef STREE_SOUP_NAME

static gpointer
load_once (gpointer data)
{
  GModule  *module = g_module_open (STREE_SOUP_SONAME, G_MODULE_BIND_LAZY);
  gpointer *table;

  (void) data;
  if (!module)
    g_error ("%s is needed for what comes over the network: %s", STREE_SOUP_SONAME, g_module_error ());
  g_module_make_resident (module); /* its types stay */
  table = g_new (gpointer, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!g_module_symbol (module, names[i], &table[i]))
      g_error ("%s has no function %s: a newer one is needed", STREE_SOUP_SONAME, names[i]);
  return table;
}

const StreeSoup *
stree_soup (void)
{
  static GOnce once = G_ONCE_INIT;

  G_STATIC_ASSERT (sizeof (StreeSoup) == sizeof (gpointer) * G_N_ELEMENTS (names));
  return g_once (&once, load_once, NULL);
}
