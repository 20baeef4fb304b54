/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Writes the page of the reference manual that lists the element kinds, from their prop tables. */

#include <string.h>

#include "core/stree-kind-private.h"

static void
write_props (GString *page, const StreeProp *props, guint n_props)
{
  g_string_append (page, "| prop | takes | what it is |\n|---|---|---|\n");
  for (guint i = 0; i < n_props; i++)
    {
      const StreeProp *prop = &props[i];
      const char      *type = prop->type == STREE_PROP_HANDLER ? "a handler" : stree_prop_type_name (prop);

      g_string_append_printf (page, "| `%s` | %s | %s |\n", prop->name, type, prop->blurb ? prop->blurb : "");
    }
  g_string_append (page, "\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) page = g_string_new ("Title: Element kinds\nSlug: kinds\n\n# Element kinds\n\n");
  g_autoptr (GError)  error = NULL;
  g_auto (GStrv)      names = stree_kind_list ();

  if (argc != 2)
    {
      g_printerr ("usage: list-kinds FILE\n");
      return 2;
    }
  for (char **name = names; *name; name++)
    {
      const StreeKind *kind = stree_kind_lookup (*name);

      g_string_append_printf (page, "## %s\n\n%s.%s\n\n", kind->name, kind->blurb,
                              kind->flags & STREE_KIND_CONTAINER ? " It takes children." : "");
      if (kind->n_props)
        write_props (page, kind->props, kind->n_props);
    }
  g_string_append (page, "## What every kind has\n\nBesides these, every kind takes a `key`, which names it among its siblings. "
                         "Kinds without a widget of their own take nothing else of this table.\n\n");
  write_props (page, stree_common_plan ()->props, stree_common_plan ()->n_props);
  if (!g_file_set_contents (argv[1], page->str, (gssize) page->len, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
