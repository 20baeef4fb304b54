/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-color-scheme-private.h"

/* https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html */
#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define NAMESPACE        "org.freedesktop.appearance"
#define KEY              "color-scheme"
#define PREFERS_DARK     1

typedef struct
{
  GDBusConnection *bus; /* held */
  guint            subscription;
  GCancellable    *cancellable;
} Follower;

static void
follower_free (gpointer data)
{
  Follower *follower = data;

  g_cancellable_cancel (follower->cancellable);
  g_object_unref (follower->cancellable);
  g_dbus_connection_signal_unsubscribe (follower->bus, follower->subscription);
  g_object_unref (follower->bus);
  g_free (follower);
}

/* The value comes in one variant, or in two: portals differ. */
static void
take_value (GVariant *value)
{
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *next = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = next;
    }
  if (g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    g_object_set (gtk_settings_get_default (), "gtk-application-prefer-dark-theme",
                  g_variant_get_uint32 (inner) == PREFERS_DARK, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  (void) data;
  if (answer) /* a desktop without a portal says nothing: the theme stays */
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (answer, 0);

      take_value (value);
    }
}

static void
changed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
            GVariant *parameters, gpointer data)
{
  const char          *space, *key;
  g_autoptr (GVariant) value = NULL;

  (void) bus;
  (void) sender;
  (void) path;
  (void) interface;
  (void) signal;
  (void) data;
  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", &space, &key, &value);
  if (g_str_equal (space, NAMESPACE) && g_str_equal (key, KEY))
    take_value (value);
}

void
stree_color_scheme_follow (GObject *owner, GDBusConnection *bus)
{
  GtkSettings *settings = gtk_settings_get_default ();
  Follower    *follower;

  if (!bus || !settings ||
      g_object_class_find_property (G_OBJECT_GET_CLASS (settings), "gtk-interface-color-scheme"))
    return;
  follower = g_new0 (Follower, 1);
  follower->bus = g_object_ref (bus);
  follower->cancellable = g_cancellable_new ();
  follower->subscription =
    g_dbus_connection_signal_subscribe (bus, PORTAL_NAME, PORTAL_INTERFACE, "SettingChanged", PORTAL_PATH, NAMESPACE,
                                        G_DBUS_SIGNAL_FLAGS_NONE, changed_cb, NULL, NULL);
  g_object_set_data_full (owner, "stree-color-scheme", follower, follower_free);
  g_dbus_connection_call (bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "Read",
                          g_variant_new ("(ss)", NAMESPACE, KEY), G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          follower->cancellable, read_cb, NULL);
}
