/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli-private.h"

#include <glib/gi18n-lib.h>

int
cli_parse (int *argc, char ***argv, const char *command, const char *usage, const char *summary, const GOptionEntry *entries)
{
  g_autofree char           *title = g_strconcat ("streamtree ", command, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GError)         error = NULL;
  gboolean                   understood;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  /* In the help, options stand behind all of this. */
  g_set_prgname (title);
  understood = g_option_context_parse (context, argc, argv, &error);
  g_set_prgname ("streamtree");
  if (understood)
    return -1;
  cli_fail (error);
  return CLI_USAGE;
}

int
cli_fail (const GError *error)
{
  g_printerr ("streamtree: %s\n", error->message);
  return CLI_FAILED;
}

gboolean
cli_parse_format (const char *name, StreeDumpFormat *format, GError **error)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (STREE_TYPE_DUMP_FORMAT);
  GEnumValue            *value = g_enum_get_value_by_nick (klass, name);

  if (value)
    *format = (StreeDumpFormat) value->value;
  else
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("“%s” is no format: expected %s"), name, "text, json, mermaid, dot, c, ui");
  return value != NULL;
}

void
cli_print_kinds (GVariant *kinds)
{
  GVariantIter iter;
  const char  *kind;
  guint        n;

  g_variant_iter_init (&iter, kinds);
  while (g_variant_iter_next (&iter, "{&su}", &kind, &n))
    g_print ("%s %u\n", kind, n);
}
