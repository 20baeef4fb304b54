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

static void
on_call (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *method,
         GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data)
{
  const char *space, *key;

  (void) bus;
  (void) sender;
  (void) path;
  (void) interface;
  (void) data;
  g_assert_cmpstr (method, ==, "Read");
  g_variant_get (parameters, "(&s&s)", &space, &key);
  g_assert_cmpstr (space, ==, "org.freedesktop.appearance");
  g_assert_true (g_str_equal (key, "color-scheme") || g_str_equal (key, "contrast"));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(v)", g_variant_new_variant (g_variant_new_uint32 (1))));
}

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
change (GDBusConnection *bus, const char *space, const char *key, guint value)
{
  g_dbus_connection_emit_signal (bus, NULL, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings",
                                 "SettingChanged",
                                 g_variant_new ("(ssv)", space, key, g_variant_new_uint32 (value)), NULL);
}

static void
test_follows (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_call };
  g_autoptr (GDBusNodeInfo)   info = g_dbus_node_info_new_for_xml (portal_xml, NULL);
  g_autoptr (GDBusConnection) portal = NULL;
  g_autoptr (GDBusConnection) bus = NULL;
  g_autofree char            *address = NULL;
  g_autofree char            *theme = NULL;
  GObject                    *owner = g_object_new (G_TYPE_OBJECT, NULL);
  gboolean                    owned = FALSE;
  guint                       name, object;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (gtk_settings_get_default ()), "gtk-interface-color-scheme"))
    {
      g_object_unref (owner);
      g_test_skip ("this GTK follows the desktop by itself");
      return;
    }
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (!bus)
    {
      g_object_unref (owner);
      g_test_skip ("there is no session bus");
      return;
    }
  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  portal = g_dbus_connection_new_for_address_sync (address,
                                                   G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                     G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                   NULL, NULL, NULL);
  g_assert_nonnull (portal);
  object = g_dbus_connection_register_object (portal, "/org/freedesktop/portal/desktop", info->interfaces[0], &vtable,
                                              NULL, NULL, NULL);
  name = g_bus_own_name_on_connection (portal, "org.freedesktop.portal.Desktop", G_BUS_NAME_OWNER_FLAGS_REPLACE, on_name,
                                       NULL, &owned, NULL);
  xtest_wait (owned);

  g_assert_false (is_dark ());
  g_object_get (gtk_settings_get_default (), "gtk-theme-name", &theme, NULL);
  stree_color_scheme_follow (owner, bus);
  xtest_wait (is_dark () && theme_is ("HighContrast"));
  g_assert_cmpint (stree_appearance_get (), ==, STREE_SCHEME_DARK | STREE_SCHEME_HIGH_CONTRAST);
  change (portal, "org.freedesktop.appearance", "contrast", 0);
  xtest_wait (theme_is (theme));
  g_assert_cmpint (stree_appearance_get (), ==, STREE_SCHEME_DARK);
  change (portal, "org.freedesktop.appearance", "color-scheme", 2);
  xtest_wait (!is_dark ());
  change (portal, "org.freedesktop.appearance", "color-scheme", 1);
  xtest_wait (is_dark ());
  change (portal, "org.freedesktop.appearance", "color-scheme", 0);
  xtest_wait (!is_dark ());

  g_object_unref (owner);
  g_bus_unown_name (name);
  g_dbus_connection_unregister_object (portal, object);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  g_test_add_func ("/color-scheme/follows", test_follows);
  return g_test_run ();
}
