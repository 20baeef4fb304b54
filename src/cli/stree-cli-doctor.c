/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is there, and what is not: as far as that can be seen without GTK. */

#include "cli/stree-cli-private.h"

#include <config.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gmodule.h>
#include <locale.h>
#include <string.h>

/* How long somebody on the bus may take, in milliseconds. */
#define BUS_TIMEOUT 2000

static void
finding_free (gpointer data)
{
  StreeFinding *self = data;

  g_free (self->name);
  g_free (self->detail);
  g_free (self->more);
  g_free (self->advice);
  g_free (self);
}

GPtrArray *
stree_findings_new (void)
{
  return g_ptr_array_new_with_free_func (finding_free);
}

void
stree_findings_add (GPtrArray *findings, StreeFindingStatus status, const char *name, char *detail, char *more, const char *advice)
{
  StreeFinding *self = g_new0 (StreeFinding, 1);

  self->status = status;
  self->name = g_strdup (name);
  self->detail = detail;
  self->more = more;
  self->advice = status == STREE_FINDING_OK ? NULL : g_strdup (advice);
  g_ptr_array_add (findings, self);
}

/* --- what is needed to build --- */

static char *
first_line (const char *text)
{
  return g_strndup (text ? text : "", text ? strcspn (text, "\n") : 0);
}

/* A program that is there and fails needs other advice than one that is not. */
static void
add_failed (GPtrArray *findings, StreeFindingStatus status, const char *name, const char *program, const GError *error, const char *said,
            const char *advice)
{
  g_autofree char *path = stree_command_find (program);

  stree_findings_add (findings, status, name, g_strdup (error->message), g_strdup (said),
                      path ? _ ("It is installed, but does not run here: --verbose shows what it says.") : advice);
}

/* Whether a program runs; what it says of itself. @advice is for where it is not there. */
static gboolean
add_program (GPtrArray *findings, const char *name, const char *const *argv, StreeFindingStatus otherwise, const char *advice)
{
  g_autofree char    *said = NULL;
  g_autoptr (GError)  error = NULL;

  if (stree_command_run (argv, NULL, NULL, &said, &error))
    {
      stree_findings_add (findings, STREE_FINDING_OK, name, first_line (said), stree_command_find (argv[0]), NULL);
      return TRUE;
    }
  add_failed (findings, otherwise, name, argv[0], error, said, advice);
  return FALSE;
}

/* A file of one line that includes the library is compiled, as an app is. */
static void
check_headers (GPtrArray *findings, char **compiler, char **flags)
{
  static const char unit[] = "#include <streamtree-gtk.h>\nint main (void) { return 0; }\n";

  g_autoptr (GError)    error = NULL;
  g_autofree char      *folder = g_dir_make_tmp ("streamtree-XXXXXX", &error);
  g_autofree char      *file = folder ? g_build_filename (folder, "unit.c", NULL) : NULL;
  g_autofree char      *said = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  if (file && g_file_set_contents (file, unit, -1, &error))
    {
      for (char **word = compiler; *word; word++)
        g_ptr_array_add (argv, *word);
      g_ptr_array_add (argv, (gpointer) "-fsyntax-only");
      g_ptr_array_add (argv, file);
      for (char **word = flags; *word; word++)
        g_ptr_array_add (argv, *word);
      g_ptr_array_add (argv, NULL);
      stree_command_run ((const char *const *) argv->pdata, NULL, NULL, &said, &error);
    }
  if (error)
    stree_findings_add (findings, STREE_FINDING_FAIL, _ ("headers"), first_line (said && *said ? said : error->message), g_strdup (said),
                        _ ("Install the development packages of GTK 4 and json-glib; --verbose shows all that the compiler says."));
  else
    stree_findings_add (findings, STREE_FINDING_OK, _ ("headers"), g_strdup (_ ("<streamtree-gtk.h> compiles")), NULL, NULL);
  if (file)
    g_unlink (file);
  if (folder)
    g_rmdir (folder);
}

void
stree_findings_build (GPtrArray *findings)
{
  g_auto (GStrv)        compiler = stree_command_compiler ();
  g_auto (GStrv)        flags = NULL;
  g_auto (GStrv)        version = NULL;
  g_autofree char      *words = NULL;
  g_autoptr (GError)    error = NULL;
  gboolean              compiles;

  compiles = add_program (findings, _ ("compiler"), (const char *const[]) { compiler[0], "--version", NULL }, STREE_FINDING_FAIL,
                          _ ("Install a C compiler (gcc or clang), or name yours in the environment variable CC."));
  version = stree_command_flags ((const char *const[]) { "streamtree-1", NULL }, "--modversion", &error);
  if (version)
    flags = stree_command_flags ((const char *const[]) { "streamtree-1", NULL }, "--cflags", &error);
  if (flags)
    {
      words = g_strjoinv (" ", flags);
      stree_findings_add (findings, g_strcmp0 (version[0], STREE_PACKAGE_VERSION) == 0 ? STREE_FINDING_OK : STREE_FINDING_WARN,
                          "pkg-config", g_strdup_printf ("streamtree-1 %s", version[0] ? version[0] : "?"), g_steal_pointer (&words),
                          _ ("Apps are built with another version than this command is of: set PKG_CONFIG_PATH, or install one of them anew."));
    }
  else
    {
      stree_findings_add (findings, STREE_FINDING_FAIL, "pkg-config", first_line (error->message), g_strdup (error->message),
                          _ ("Install pkg-config, and set PKG_CONFIG_PATH to the folder that has streamtree-1.pc."));
    }
  if (compiles && flags)
    check_headers (findings, compiler, flags);
  add_program (findings, "meson", (const char *const[]) { "meson", "--version", NULL }, STREE_FINDING_WARN,
               _ ("Install Meson and ninja: projects that “streamtree init” makes are built with them."));
  add_program (findings, "ninja", (const char *const[]) { "ninja", "--version", NULL }, STREE_FINDING_WARN,
               _ ("Install ninja (ninja-build): Meson builds with it."));
  add_program (findings, "addr2line", (const char *const[]) { "addr2line", "--version", NULL }, STREE_FINDING_WARN,
               _ ("Install it (binutils): “streamtree run” says with it in which line an app has crashed."));
}

/* --- what the desktop gives --- */

static GVariant *
ask (GDBusConnection *bus, const char *name, const char *path, const char *interface, const char *method, GVariant *arguments,
     const GVariantType *answer, GError **error)
{
  return g_dbus_connection_call_sync (bus, name, path, interface, method, arguments, answer, G_DBUS_CALL_FLAGS_NONE, BUS_TIMEOUT,
                                      NULL, error);
}

static gboolean
can_be_started (GDBusConnection *bus, const char *wanted)
{
  g_autoptr (GVariant) answer = ask (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                     "ListActivatableNames", NULL, G_VARIANT_TYPE ("(as)"), NULL);
  g_autofree const char **names = NULL;

  if (answer)
    g_variant_get (answer, "(^a&s)", &names);
  return names && g_strv_contains (names, wanted);
}

static gboolean
is_there (GDBusConnection *bus, const char *name)
{
  g_autoptr (GVariant) answer = ask (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                     g_variant_new ("(s)", name), G_VARIANT_TYPE ("(b)"), NULL);
  gboolean             owned = FALSE;

  if (answer)
    g_variant_get (answer, "(b)", &owned);
  return owned || can_be_started (bus, name);
}

static void
check_accessibility (GPtrArray *findings, GDBusConnection *bus)
{
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) answer = ask (bus, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL,
                                     G_VARIANT_TYPE ("(s)"), &error);
  const char          *address = NULL;

  if (answer)
    g_variant_get (answer, "(&s)", &address);
  if (address && *address)
    stree_findings_add (findings, STREE_FINDING_OK, _ ("accessibility"), g_strdup (_ ("the bus of AT-SPI answers")), g_strdup (address), NULL);
  else
    stree_findings_add (findings, STREE_FINDING_WARN, _ ("accessibility"), g_strdup (_ ("there is no bus of AT-SPI")),
                        error ? g_strdup (error->message) : NULL,
                        _ ("Install at-spi2-core: without it screen readers do not see any app."));
}

static void
check_bus (GPtrArray *findings)
{
  g_autoptr (GError)          error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  if (!bus)
    {
      stree_findings_add (findings, STREE_FINDING_WARN, _ ("session bus"), first_line (error->message), g_strdup (error->message),
                          _ ("Log in to a desktop, or run with dbus-run-session: single windows, portals and screen readers need it."));
      return;
    }
  stree_findings_add (findings, STREE_FINDING_OK, _ ("session bus"), g_strdup (_ ("is there")),
                      g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS")), NULL);
  if (is_there (bus, "org.freedesktop.portal.Desktop"))
    stree_findings_add (findings, STREE_FINDING_OK, _ ("portals"), g_strdup ("org.freedesktop.portal.Desktop"), NULL, NULL);
  else
    stree_findings_add (findings, STREE_FINDING_WARN, _ ("portals"), g_strdup (_ ("there are none")), NULL,
                        _ ("Install xdg-desktop-portal and the one of your desktop: apps in Flatpak open files through it."));
  check_accessibility (findings, bus);
}

static void
check_flatpak (GPtrArray *findings)
{
  g_autofree char    *out = NULL;
  g_autofree char    *said = NULL;
  g_autoptr (GError)  error = NULL;
  g_auto (GStrv)      runtimes = NULL;
  guint               n = 0;

  if (!stree_command_run ((const char *const[]) { "flatpak", "list", "--runtime", "--columns=application,branch", NULL }, NULL, &out, &said, &error))
    {
      add_failed (findings, STREE_FINDING_WARN, "flatpak", "flatpak", error, said,
                  _ ("Install flatpak and flatpak-builder, if you want to give apps away as Flatpaks."));
      return;
    }
  runtimes = g_strsplit (g_strstrip (out), "\n", -1);
  for (char **runtime = runtimes; *runtime; runtime++)
    n += g_str_has_prefix (*runtime, "org.gnome.Sdk");
  if (n > 0)
    stree_findings_add (findings, STREE_FINDING_OK, "flatpak", g_strdup_printf (_ ("SDKs of GNOME: %u"), n), g_strdup (out), NULL);
  else
    stree_findings_add (findings, STREE_FINDING_WARN, "flatpak", g_strdup (_ ("there is no SDK of GNOME")), g_strdup (out),
                        _ ("“flatpak install org.gnome.Sdk” brings what Flatpaks are built with."));
}

void
stree_findings_desktop (GPtrArray *findings)
{
  check_bus (findings);
  check_flatpak (findings);
  add_program (findings, "flatpak-builder", (const char *const[]) { "flatpak-builder", "--version", NULL }, STREE_FINDING_WARN,
               _ ("Install flatpak and flatpak-builder, if you want to give apps away as Flatpaks."));
}

/* --- the rest --- */

/* In bytes; links are not followed. */
static guint64
size_of (const char *path)
{
  GStatBuf         about;
  guint64          size = 0;
  g_autoptr (GDir) folder = NULL;
  const char      *name;

  if (g_lstat (path, &about) != 0)
    return 0;
  if (!S_ISDIR (about.st_mode))
    return (guint64) about.st_size;
  folder = g_dir_open (path, 0, NULL);
  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      size += size_of (below);
    }
  return size;
}

/* Whether a file can be made there: the folder above may have to be made first. */
static gboolean
can_write (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "doctor-XXXXXX", NULL);
  int              fd = g_mkdir_with_parents (folder, 0700) == 0 ? g_mkstemp (file) : -1;
  int              problem = errno;

  if (fd >= 0)
    {
      g_close (fd, NULL);
      g_unlink (file);
    }
  errno = problem;
  return fd >= 0;
}

static void
check_cache (GPtrArray *findings)
{
  /* What it is filled with, by those that fill it. */
  static const char *const parts[] = { "build", "headers" };

  g_autofree char    *path = g_build_filename (g_get_user_cache_dir (), "streamtree", NULL);
  g_autofree char    *all = NULL;
  guint64             size = size_of (path);
  g_autoptr (GString) more = g_string_new (path);

  if (!can_write (path))
    {
      stree_findings_add (findings, STREE_FINDING_FAIL, _ ("cache"), g_strdup_printf ("%s: %s", path, g_strerror (errno)), NULL,
                          _ ("Apps are built there: set XDG_CACHE_HOME to a folder that you may write to."));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_build_filename (path, parts[i], NULL);
      g_autofree char *its_size = g_format_size (size_of (part));

      g_string_append_printf (more, "\n%s: %s", parts[i], its_size);
    }
  all = g_format_size (size);
  stree_findings_add (findings, size > 1024 * 1024 * 1024 ? STREE_FINDING_WARN : STREE_FINDING_OK, _ ("cache"), g_steal_pointer (&all),
                      g_strdup (more->str), _ ("Delete that folder: it is filled again as it is needed."));
}

/* --- plug-ins for sources --- */

static void
check_plugin (GPtrArray *findings, const char *folder, const char *name, GString *schemes, GString *more)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError)   error = NULL;
  g_autofree char     *path = g_build_filename (folder, name, NULL);
  g_autofree char     *module = NULL;
  g_autofree char     *module_path = NULL;
  g_auto (GStrv)       its_schemes = NULL;
  GModule             *loaded = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    its_schemes = g_key_file_get_string_list (file, "Source Engine", "Schemes", NULL, &error);
  if (its_schemes)
    module = g_key_file_get_string (file, "Source Engine", "Module", &error);
  if (module)
    {
      module_path = g_canonicalize_filename (module, folder);
      loaded = g_module_open_full (module_path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL, &error);
    }
  if (error)
    {
      stree_findings_add (findings, STREE_FINDING_WARN, _ ("plug-in"), g_strdup_printf ("%s: %s", name, error->message), g_strdup (path),
                          _ ("Install what it needs, or take it away: what it opens cannot be opened."));
      return;
    }
  for (char **scheme = its_schemes; *scheme; scheme++)
    g_string_append_printf (schemes, "%s%s:", schemes->len ? " " : "", *scheme);
  g_string_append_printf (more, "\n%s", module_path);
  g_module_close (loaded);
}

static void
check_plugins (GPtrArray *findings)
{
  const char         *named = g_getenv ("STREE_PLUGIN_PATH");
  const char         *path = named && *named ? named : STREE_PLUGINDIR;
  g_autoptr (GDir)    folder = g_dir_open (path, 0, NULL);
  g_autoptr (GString) schemes = g_string_new (NULL);
  g_autoptr (GString) more = g_string_new (path);
  guint               n = findings->len;
  const char         *name;

  while (folder && (name = g_dir_read_name (folder)))
    if (g_str_has_suffix (name, ".engine"))
      check_plugin (findings, path, name, schemes, more);
  if (schemes->len > 0 || findings->len == n)
    stree_findings_add (findings, STREE_FINDING_OK, _ ("plug-ins"), g_strdup (schemes->len ? schemes->str : _ ("there are none")),
                        g_strdup (more->str), NULL);
}

/* --- the locale --- */

/* What the environment asks for: the first of these that says something counts. */
static const char *
wanted_locale (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]);

      if (value && *value)
        return value;
    }
  return NULL;
}

static void
check_locale (GPtrArray *findings)
{
  const char *charset = NULL;
  gboolean    utf8 = g_get_charset (&charset);
  const char *locale = setlocale (LC_MESSAGES, NULL);
  const char *wanted = wanted_locale ();
  gboolean    plain = !locale || g_str_equal (locale, "C");

  if (plain && wanted && !g_str_equal (wanted, "C") && !g_str_equal (wanted, "POSIX"))
    stree_findings_add (findings, STREE_FINDING_WARN, _ ("locale"), g_strdup_printf (_ ("%s is not installed"), wanted), g_strdup (charset),
                        _ ("Install it, or set LC_ALL and LANG to one that “locale -a” lists: apps speak the language of the locale."));
  else
    stree_findings_add (findings, utf8 && !plain ? STREE_FINDING_OK : STREE_FINDING_WARN, _ ("locale"),
                        g_strdup_printf ("%s, %s", locale ? locale : "?", charset), g_strdup (wanted),
                        _ ("Set LANG to a locale with UTF-8 that is installed (see “locale -a”): apps speak the language of the locale."));
}

void
stree_findings_system (GPtrArray *findings)
{
  check_locale (findings);
  check_plugins (findings);
  check_cache (findings);
}
