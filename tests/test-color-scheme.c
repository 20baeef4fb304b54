/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dark and light, and high contrast, follow the settings portal: here one of our own, on the suite's bus. */

#include "streamtree-gtk.h"
#include "xtest.h"

#include "stree-appearance-private.h"
#include "stree-color-scheme-private.h"

static const char portal_xml[] = "<node><interface name='org.freedesktop.portal.Settings'>"
                                 "<method name='Read'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
                                 "<arg type='v' direction='out'/></method>"
                                 "<signal name='SettingChanged'><arg type='s'/><arg type='s'/><arg type='v'/></signal>"
                                 "</interface></node>";

static gboolean
is_dark (void)
{
  gboolean dark;

  g_object_get (gtk_settings_get_default (), "gtk-application-prefer-dark-theme", &dark, NULL);
  return dark;
}

static gboolean
theme_is (const char *expected)
{
  g_autofree char *name = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &name, NULL);
  return g_strcmp0 (name, expected) == 0;
}

static void
on_name (GDBusConnection *bus, const char *name, gpointer data)
{
  (void) bus;
  (void) name;
  *(gboolean *) data = TRUE;
}

static void
change_to (GDBusConnection *bus, const char *space, const char *key, GVariant *value)
{
  g_dbus_connection_emit_signal (bus, NULL, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings",
                                 "SettingChanged", g_variant_new ("(ssv)", space, key, value), NULL);
}

static void
change (GDBusConnection *bus, const char *space, const char *key, guint value)
{
  change_to (bus, space, key, g_variant_new_uint32 (value));
}

/* A desktop's portal, which says 1 to whatever is asked, and a program's own connection. */
typedef struct
{
  GDBusConnection *portal;
  GDBusConnection *bus;
  GObject         *owner;
  char            *theme; /* before the test */
  guint            name;
  guint            object;
  guint            asked;
  guint            heard; /* signals for the test that have come to the program's connection */
  guint            subscription;
} Desktop;

static void
on_call (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  const char *space, *key;

  (void) bus;
  (void) sender;
  (void) path;
  (void) interface;
  ((Desktop *) data)->asked++;
  g_assert_cmpstr (method, ==, "Read");
  g_variant_get (parameters, "(&s&s)", &space, &key);
  g_assert_cmpstr (space, ==, "org.freedesktop.appearance");
  g_assert_true (g_str_equal (key, "color-scheme") || g_str_equal (key, "contrast"));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(v)", g_variant_new_variant (g_variant_new_uint32 (1))));
}

static void
heard_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
          GVariant *parameters, gpointer data)
{
  const char *key;

  (void) bus;
  (void) sender;
  (void) path;
  (void) interface;
  (void) signal;
  g_variant_get (parameters, "(s&sv)", NULL, &key, NULL);
  if (g_str_equal (key, "test"))
    ((Desktop *) data)->heard++;
}

/* Two signals: when the second has been heard, all who listen have got what came before it. */
static void
wait_for_signals (Desktop *desktop)
{
  guint heard = desktop->heard;

  change (desktop->portal, "org.freedesktop.appearance", "test", 0);
  change (desktop->portal, "org.freedesktop.appearance", "test", 0);
  xtest_wait (desktop->heard >= heard + 2);
}

static gboolean
desktop_start (Desktop *desktop)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call };
  g_autoptr (GDBusNodeInfo)   info = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autofree char            *address = NULL;
  gboolean                    owned = FALSE;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (gtk_settings_get_default ()), "gtk-interface-color-scheme"))
    {
      g_test_skip ("this GTK follows the desktop by itself");
      return FALSE;
    }
  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (!desktop->bus)
    {
      g_test_skip ("there is no session bus");
      return FALSE;
    }
  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  desktop->portal = g_dbus_connection_new_for_address_sync (address,
                                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                            NULL, NULL, NULL);
  g_assert_nonnull (desktop->portal);
  desktop->object = g_dbus_connection_register_object (desktop->portal, "/org/freedesktop/portal/desktop",
                                                       info->interfaces[0], &vtable, desktop, NULL, NULL);
  desktop->name = g_bus_own_name_on_connection (desktop->portal, "org.freedesktop.portal.Desktop",
                                                G_BUS_NAME_OWNER_FLAGS_REPLACE, on_name, NULL, &owned, NULL);
  xtest_wait (owned);
  desktop->subscription =
    g_dbus_connection_signal_subscribe (desktop->bus, NULL, "org.freedesktop.portal.Settings", "SettingChanged", NULL, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, heard_cb, desktop, NULL);
  g_assert_false (is_dark ());
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &desktop->theme, NULL);
  desktop->owner = g_object_new (G_TYPE_OBJECT, NULL);
  return TRUE;
}

static void
desktop_stop (Desktop *desktop)
{
  g_clear_object (&desktop->owner);
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", desktop->theme, "gtk-application-prefer-dark-theme", FALSE,
                NULL);
  g_dbus_connection_signal_unsubscribe (desktop->bus, desktop->subscription);
  g_bus_unown_name (desktop->name);
  g_dbus_connection_unregister_object (desktop->portal, desktop->object);
  g_dbus_connection_close_sync (desktop->portal, NULL, NULL);
  g_clear_object (&desktop->portal);
  g_clear_object (&desktop->bus);
  g_free (desktop->theme);
}

static void
test_follows (void)
{
  Desktop desktop = { 0 };

  if (!desktop_start (&desktop))
    return;
  stree_color_scheme_follow (desktop.owner, desktop.bus);
  xtest_wait (is_dark () && theme_is ("HighContrast"));
  g_assert_cmpint (stree_appearance_get (), ==, STREE_SCHEME_DARK | STREE_SCHEME_HIGH_CONTRAST);
  change (desktop.portal, "org.freedesktop.appearance", "contrast", 0);
  xtest_wait (theme_is (desktop.theme));
  g_assert_cmpint (stree_appearance_get (), ==, STREE_SCHEME_DARK);
  change (desktop.portal, "org.freedesktop.appearance", "color-scheme", 2);
  xtest_wait (!is_dark ());
  change (desktop.portal, "org.freedesktop.appearance", "color-scheme", 1);
  xtest_wait (is_dark ());
  change (desktop.portal, "org.freedesktop.appearance", "color-scheme", 0);
  xtest_wait (!is_dark ());
  desktop_stop (&desktop);
}

/* Other settings, and values that are no number as the portal has it, change nothing. */
static void
test_others (void)
{
  Desktop desktop = { 0 };

  if (!desktop_start (&desktop))
    return;
  stree_color_scheme_follow (desktop.owner, desktop.bus);
  xtest_wait (is_dark () && theme_is ("HighContrast"));
  change (desktop.portal, "org.freedesktop.other", "color-scheme", 0);
  change (desktop.portal, "org.freedesktop.other", "contrast", 0);
  change_to (desktop.portal, "org.freedesktop.appearance", "color-scheme", g_variant_new_string ("light"));
  change_to (desktop.portal, "org.freedesktop.appearance", "contrast", g_variant_new_int32 (0));
  change_to (desktop.portal, "org.freedesktop.appearance", "contrast", g_variant_new_boolean (FALSE));
  wait_for_signals (&desktop);
  g_assert_true (is_dark ());
  g_assert_true (theme_is ("HighContrast"));
  desktop_stop (&desktop);
}

/* High contrast gives back the theme that was there before it, and takes none that the person has chosen. */
static void
test_theme (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  Desktop      desktop = { 0 };

  if (!desktop_start (&desktop))
    return;
  g_object_set (settings, "gtk-theme-name", "Chosen", NULL);
  stree_color_scheme_follow (desktop.owner, desktop.bus);
  xtest_wait (theme_is ("HighContrast"));
  change (desktop.portal, "org.freedesktop.appearance", "contrast", 1); /* again: it does not take its own for theirs */
  change (desktop.portal, "org.freedesktop.appearance", "contrast", 0);
  wait_for_signals (&desktop);
  g_assert_true (theme_is ("Chosen"));

  g_object_set (settings, "gtk-theme-name", "Later", NULL);
  change (desktop.portal, "org.freedesktop.appearance", "contrast", 0);
  wait_for_signals (&desktop);
  g_assert_true (theme_is ("Later"));

  g_object_set (settings, "gtk-theme-name", "HighContrastInverse", NULL);
  change (desktop.portal, "org.freedesktop.appearance", "contrast", 1);
  wait_for_signals (&desktop);
  g_assert_true (theme_is ("HighContrastInverse"));
  change (desktop.portal, "org.freedesktop.appearance", "contrast", 0);
  wait_for_signals (&desktop);
  g_assert_true (theme_is ("HighContrastInverse"));
  desktop_stop (&desktop);
}

/* Who has gone hears nothing more: neither a signal nor the answer that was on its way. */
static void
test_gone (void)
{
  Desktop desktop = { 0 };

  if (!desktop_start (&desktop))
    return;
  stree_color_scheme_follow (desktop.owner, desktop.bus);
  g_clear_object (&desktop.owner);
  xtest_wait (desktop.asked == 2);
  wait_for_signals (&desktop); /* the answers went before them */
  g_assert_false (is_dark ());
  change (desktop.portal, "org.freedesktop.appearance", "color-scheme", 1);
  change (desktop.portal, "org.freedesktop.appearance", "contrast", 1);
  wait_for_signals (&desktop);
  g_assert_false (is_dark ());
  g_assert_true (theme_is (desktop.theme));
  desktop_stop (&desktop);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/color-scheme/follows", test_follows);
  g_test_add_func ("/color-scheme/others", test_others);
  g_test_add_func ("/color-scheme/theme", test_theme);
  g_test_add_func ("/color-scheme/gone", test_gone);
  return g_test_run ();
}
