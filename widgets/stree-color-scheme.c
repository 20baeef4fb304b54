/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-color-scheme-private.h"

/* https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html */
#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define PORTAL_INTERFACE "org.freedesktop.portal.Settings"
#define NAMESPACE        "org.freedesktop.appearance"
#define SCHEME           "color-scheme"
#define PREFERS_DARK     1
#define CONTRAST         "contrast"
#define PREFERS_CONTRAST 1

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

/* A theme that is called so is GTK's own with high contrast, light or dark as the other setting says. */
#define HIGH_CONTRAST "HighContrast"

static void
take_contrast (GtkSettings *settings, gboolean wanted)
{
  g_autofree char *theme = NULL;
  gboolean         is_ours = g_object_get_data (G_OBJECT (settings), "stree-contrast") != NULL;

  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  if (wanted && !(theme && g_str_has_prefix (theme, HIGH_CONTRAST)))
    {
      g_object_set_data_full (G_OBJECT (settings), "stree-contrast", g_strdup (theme ? theme : "Default"), g_free);
      g_object_set (settings, "gtk-theme-name", HIGH_CONTRAST, NULL);
    }
  else if (!wanted && is_ours)
    {
      g_autofree char *before = g_object_steal_data (G_OBJECT (settings), "stree-contrast");

      g_object_set (settings, "gtk-theme-name", before, NULL);
    }
}

/* The value comes in one variant, or in two: portals differ. */
static void
take_value (const char *key, GVariant *value)
{
  GtkSettings         *settings = gtk_settings_get_default ();
  g_autoptr (GVariant) inner = g_variant_ref (value);

  while (g_variant_is_of_type (inner, G_VARIANT_TYPE_VARIANT))
    {
      GVariant *next = g_variant_get_variant (inner);

      g_variant_unref (inner);
      inner = next;
    }
  if (!g_variant_is_of_type (inner, G_VARIANT_TYPE_UINT32))
    return;
  if (g_str_equal (key, SCHEME))
    g_object_set (settings, "gtk-application-prefer-dark-theme", g_variant_get_uint32 (inner) == PREFERS_DARK, NULL);
  else if (g_str_equal (key, CONTRAST))
    take_contrast (settings, g_variant_get_uint32 (inner) == PREFERS_CONTRAST);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer) /* a desktop without a portal says nothing: the theme stays */
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (answer, 0);

      take_value (data, value);
    }
}

static void
changed_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal,
            GVariant *parameters, gpointer data)
{
  const char          *key;
  g_autoptr (GVariant) value = NULL;

  (void) bus;
  (void) sender;
  (void) path;
  (void) interface;
  (void) signal;
  (void) data;
  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ssv)")))
    return;
  g_variant_get (parameters, "(&s&sv)", NULL, &key, &value); /* the subscription is for our namespace alone */
  take_value (key, value);
}

static void
ask (Follower *follower, const char *key)
{
  g_dbus_connection_call (follower->bus, PORTAL_NAME, PORTAL_PATH, PORTAL_INTERFACE, "Read",
                          g_variant_new ("(ss)", NAMESPACE, key), G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, -1,
                          follower->cancellable, read_cb, (gpointer) key);
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
  ask (follower, SCHEME);
  ask (follower, CONTRAST);
}
