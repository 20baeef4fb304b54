/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree tree: the tree of an app, without a display. */

#include "cli-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  StreeDumpFormat format;
  gboolean        summarize;
  gboolean        expand;
} Options;

static void
print_summary (StreeHeadless *view, const Options *options)
{
  g_autoptr (GVariant) kinds = g_variant_ref_sink (stree_headless_summarize_kinds (view, options->expand));
  g_autoptr (JsonNode) json = NULL;
  g_autofree char     *text = NULL;

  if (options->format == STREE_DUMP_JSON)
    {
      json = json_gvariant_serialize (kinds);
      text = json_to_string (json, TRUE);
      g_print ("%s\n", text);
      return;
    }
  cli_print_kinds (kinds);
}

static int
show (const char *application_id, const char *name, StreeComponentFunc func, int argc, char **argv, const StreeAppArgs *args,
      gpointer data)
{
  const Options            *options = data;
  StreeRunRoot              root = { name, func, args->sidebar, args->props };
  gpointer                  props;
  StreeComponentFunc        shown = stree_run_root_choose (&root, &props);
  g_autoptr (StreeSession)  session = stree_session_new ();
  g_autoptr (StreeHeadless) view = NULL;
  g_autofree char          *text = NULL;

  (void) argc;
  (void) argv;
  stree_location_set_application_id (stree_session_get_location (session), application_id);
  if (args->theme)
    stree_session_set_theme (session, args->theme);
  view = stree_headless_new (session, name, shown, props);
  stree_headless_build_deferred (view);
  if (options->summarize)
    {
      print_summary (view, options);
      return CLI_OK;
    }
  text = stree_headless_dump (view, options->format, options->expand);
  g_print ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  return CLI_OK;
}

int
cli_tree (int argc, char **argv)
{
  g_autofree char        *format = NULL;
  g_autofree char        *live = NULL;
  g_auto (GStrv)          packages = NULL;
  Options                 options = { STREE_DUMP_TEXT, FALSE, FALSE };
  g_autoptr (StreeTarget) target = NULL;
  g_autoptr (GError)      error = NULL;
  CliModule               module;
  int                     status;
  const GOptionEntry      entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_ ("How: text (if none is given), json, mermaid, dot, c or ui"), N_ ("FORMAT") },
    { "summarize", 's', 0, G_OPTION_ARG_NONE, &options.summarize, N_ ("How many elements of each kind there are, and no more"), NULL },
    { "expand-components", 'e', 0, G_OPTION_ARG_NONE, &options.expand, N_ ("With what is in the components below the topmost"), NULL },
    { "live", 'l', 0, G_OPTION_ARG_STRING, &live, N_ ("The tree of an app that is running, in place of a TARGET"), N_ ("APP-ID") },
    { "pkg", 'p', 0, G_OPTION_ARG_STRING_ARRAY, &packages, N_ ("Build with a further package of pkg-config"), N_ ("PACKAGE") },
    G_OPTION_ENTRY_NULL
  };

  status = cli_parse (&argc, &argv, "tree", _ ("TARGET [-- ARGUMENT…]"),
                      _ ("Writes down the tree of an app, without a display.\n\n"
                         "TARGET is a C file, a folder of C files, a Meson project or a built module; with :FUNCTION behind it, a "
                         "component in it. Without one, main () is entered, up to where it calls stree_run ().\n\n"
                         "With --live it is what the windows of an app show that is running in this session."),
                      entries);
  if (status >= 0)
    return status;
  if (live && (argc > 1 || packages))
    {
      g_printerr ("streamtree: %s\n", _ ("tree: with --live there is nothing to build: expected neither TARGET nor --pkg"));
      return CLI_USAGE;
    }
  if (argc < 2 && !live)
    {
      g_printerr ("streamtree: %s\n", _ ("tree: which TARGET? See “streamtree tree --help”"));
      return CLI_USAGE;
    }
  if (format && !cli_parse_format (format, &options.format, &error))
    return cli_fail (error);
  if (live)
    return cli_live (live, options.format, options.summarize, options.expand);
  target = stree_target_new (argv[1], (const char *const *) packages, &error);
  if (!target || !cli_load (target, &module, &error))
    return cli_fail (error);
  if (argc > 2 && g_str_equal (argv[2], "--"))
    argv++;
  if (cli_enter (target, &module, argv + 2, show, &options, &status))
    return status;
  g_printerr (_ ("streamtree: %s did not come to stree_run (); main () returned %d. A component can be named: %s:FUNCTION"),
              target->path, status, argv[1]);
  g_printerr ("\n");
  return CLI_FAILED;
}
