/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* streamtree doctor: whether everything is there. */

#include "cli-private.h"

#include <config.h>
#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <pango/pangocairo.h>

/* What it was built with, and what runs. */
static void
add_version (GPtrArray *findings, const char *name, guint major, guint minor, guint micro, guint built_major, guint built_minor,
             guint built_micro)
{
  gboolean older = major != built_major || minor < built_minor;

  stree_findings_add (findings, older ? STREE_FINDING_WARN : STREE_FINDING_OK, name,
                      g_strdup_printf (_ ("%u.%u.%u, built with %u.%u.%u"), major, minor, micro, built_major, built_minor, built_micro),
                      NULL, _ ("An older one runs than it was built with: update it, or build anew."));
}

static void
check_versions (GPtrArray *findings)
{
  stree_findings_add (findings, STREE_FINDING_OK, "StreamTree", g_strdup (STREE_PACKAGE_VERSION), NULL, NULL);
  add_version (findings, "GTK", gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (), GTK_MAJOR_VERSION,
               GTK_MINOR_VERSION, GTK_MICRO_VERSION);
  add_version (findings, "GLib", glib_major_version, glib_minor_version, glib_micro_version, GLIB_MAJOR_VERSION, GLIB_MINOR_VERSION,
               GLIB_MICRO_VERSION);
  stree_findings_add (findings, STREE_FINDING_OK, "json-glib", g_strdup_printf (_ ("built with %s"), JSON_VERSION_S), NULL, NULL);
}

/* The library loads these when they are first needed; nobody else has to have them. */
static void
check_library (GPtrArray *findings, const char *name, const char *file, const char *advice)
{
  GModule *module = g_module_open (file, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module)
    stree_findings_add (findings, STREE_FINDING_OK, name, g_strdup (file), g_strdup (g_module_name (module)), NULL);
  else
    stree_findings_add (findings, STREE_FINDING_WARN, name, g_strdup (g_module_error ()), NULL, advice);
  if (module)
    g_module_close (module);
}

static void
check_renderer (GPtrArray *findings, GdkDisplay *display)
{
  g_autoptr (GdkSurface)  surface = gdk_surface_new_toplevel (display);
  g_autoptr (GskRenderer) renderer = gsk_renderer_new_for_surface (surface);

  if (renderer)
    stree_findings_add (findings, STREE_FINDING_OK, _ ("renderer"), g_strdup (G_OBJECT_TYPE_NAME (renderer)), g_strdup (g_getenv ("GSK_RENDERER")),
                        NULL);
  else
    stree_findings_add (findings, STREE_FINDING_FAIL, _ ("renderer"), g_strdup (_ ("there is none")), NULL,
                        _ ("Try GSK_RENDERER=cairo in the environment."));
  if (renderer)
    gsk_renderer_unrealize (renderer);
  gdk_surface_destroy (surface);
}

static void
check_display (GPtrArray *findings)
{
  GdkDisplay *display = gtk_init_check () ? gdk_display_get_default () : NULL;

  if (!display)
    {
      stree_findings_add (findings, STREE_FINDING_WARN, _ ("display"), g_strdup (_ ("there is none")), NULL,
                          _ ("Windows need WAYLAND_DISPLAY or DISPLAY; tests and “streamtree tree” do not."));
      return;
    }
  stree_findings_add (findings, STREE_FINDING_OK, _ ("display"),
                      g_strdup_printf ("%s (%s)", gdk_display_get_name (display), G_OBJECT_TYPE_NAME (display)), NULL, NULL);
  check_renderer (findings, display);
}

static void
check_pictures (GPtrArray *findings)
{
  g_autoptr (GSList)  formats = gdk_pixbuf_get_formats ();
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean            svg = FALSE;

  for (GSList *l = formats; l; l = l->next)
    {
      g_autofree char *name = gdk_pixbuf_format_get_name (l->data);

      g_string_append_printf (names, "%s%s", names->len ? " " : "", name);
      svg = svg || g_str_equal (name, "svg");
    }
  stree_findings_add (findings, svg ? STREE_FINDING_OK : STREE_FINDING_WARN, _ ("pictures"), g_strdup (names->str), NULL,
                      _ ("There is no loader for SVG: install librsvg (librsvg2-common), or icons stay empty."));
}

static void
check_fonts (GPtrArray *findings)
{
  PangoFontMap     *map = pango_cairo_font_map_get_default ();
  PangoFontFamily **families = NULL;
  int               n = 0;

  pango_font_map_list_families (map, &families, &n);
  stree_findings_add (findings, n > 0 ? STREE_FINDING_OK : STREE_FINDING_FAIL, _ ("fonts"),
                      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d family", "%d families", (gulong) n), n), NULL,
                      _ ("Install a font, such as DejaVu (fonts-dejavu-core)."));
  g_free (families);
}

static void
print_finding (const StreeFinding *finding, gboolean verbose)
{
  const char *status = finding->status == STREE_FINDING_OK ? _ ("ok") : finding->status == STREE_FINDING_WARN ? _ ("warn") : _ ("fail");

  /* By letters and not by bytes, as printf () would. */
  g_print ("%s%*s %s: %s\n", status, MAX (0, 5 - (int) g_utf8_strlen (status, -1)), "", finding->name, finding->detail);
  if (verbose && finding->more && *finding->more)
    {
      g_auto (GStrv) lines = g_strsplit (g_strchomp (finding->more), "\n", -1);

      for (char **line = lines; *line; line++)
        g_print ("        %s\n", *line);
    }
  if (finding->advice)
    g_print ("      → %s\n", finding->advice);
}

int
cli_doctor (int argc, char **argv)
{
  gboolean              verbose = FALSE;
  g_autoptr (GPtrArray) findings = stree_findings_new ();
  guint                 counts[3] = { 0, 0, 0 };
  int                   status;
  const GOptionEntry    entries[] = {
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, N_ ("Where things are, and all that was said"), NULL },
    G_OPTION_ENTRY_NULL
  };

  status = cli_parse (&argc, &argv, "doctor", "",
                      _ ("Looks whether everything is there that apps need to be built and to run. Each line is ok, a warning, or a "
                         "failure, with what to do. The exit status is 1 if something failed."),
                      entries);
  if (status >= 0)
    return status;
  check_versions (findings);
  check_library (findings, "libsoup", STREE_SOUP_SONAME, _ ("Install libsoup 3: apps fetch nothing from the network without it."));
  check_library (findings, "SQLite", STREE_SQLITE_SONAME, _ ("Install SQLite 3.37 or newer: apps open no file of SQLite without it."));
  check_display (findings);
  check_pictures (findings);
  check_fonts (findings);
  stree_findings_build (findings);
  stree_findings_desktop (findings);
  stree_findings_system (findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const StreeFinding *finding = findings->pdata[i];

      print_finding (finding, verbose);
      counts[finding->status]++;
    }
  g_print ("\n");
  g_print (_ ("%u ok, %u warnings, %u failures"), counts[0], counts[1], counts[2]);
  g_print ("\n");
  return counts[STREE_FINDING_FAIL] > 0 ? CLI_FAILED : CLI_OK;
}
