/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A property of an object on D-Bus as a state. */

#include "tasks/stree-watch-private.h"

#include "core/stree-error.h"

/* Lives until its last call has ended, also when the watch does not any more. */
typedef struct
{
  GDBusProxy   *proxy; /* owned; NULL: there is none yet */
  GCancellable *cancellable; /* owned */
  char         *property; /* owned */
  StreeWatch   *watch; /* borrowed; NULL: it has ended */
} Bound;

typedef struct
{
  GBusType    bus;
  const char *bus_name;
  const char *object_path;
  const char *interface_name;
  const char *property;
} Target;

static void show (Bound *bound);

static void
bound_clear (gpointer data)
{
  Bound *bound = data;

  g_clear_object (&bound->proxy);
  g_object_unref (bound->cancellable);
  g_free (bound->property);
}

static void
bound_unref (gpointer data)
{
  g_rc_box_release_full (data, bound_clear);
}

static void
end (gpointer data)
{
  Bound *bound = data;

  bound->watch = NULL;
  g_cancellable_cancel (bound->cancellable);
  if (bound->proxy)
    g_signal_handlers_disconnect_by_data (bound->proxy, bound);
  bound_unref (bound);
}

static void
set (Bound *bound, GVariant *value)
{
  g_auto (GValue) holder = G_VALUE_INIT;

  g_value_init (&holder, G_TYPE_VARIANT);
  g_value_set_variant (&holder, value);
  stree_watch_set (bound->watch, &holder);
}

/* The proxy does not say why it has no value: whoever has it does. */
static void
on_got (GObject *source, GAsyncResult *result, gpointer data)
{
  Bound               *bound = data;
  g_autoptr (GError)   error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (bound->watch && answer && g_variant_is_of_type (answer, G_VARIANT_TYPE ("(v)")))
    {
      g_autoptr (GVariant) value = NULL;

      g_variant_get (answer, "(v)", &value);
      g_dbus_proxy_set_cached_property (bound->proxy, bound->property, value);
      show (bound);
    }
  else if (bound->watch && error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_dbus_error_strip_remote_error (error);
      stree_watch_fail (bound->watch, g_steal_pointer (&error));
    }
  bound_unref (bound);
}

static void
ask (Bound *bound)
{
  g_dbus_proxy_call (bound->proxy, "org.freedesktop.DBus.Properties.Get",
                     g_variant_new ("(ss)", g_dbus_proxy_get_interface_name (bound->proxy), bound->property),
                     G_DBUS_CALL_FLAGS_NONE, -1, bound->cancellable, on_got, g_rc_box_acquire (bound));
}

static void
show (Bound *bound)
{
  g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (bound->proxy, bound->property);

  set (bound, value);
}

static void
on_properties (Bound *bound, GVariant *changed)
{
  g_autoptr (GVariant) value = g_variant_lookup_value (changed, bound->property, NULL);

  if (value)
    set (bound, value);
}

/* Who has the object came, or went: then there is no value. */
static void
on_owner (Bound *bound)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (bound->proxy);

  show (bound);
  if (owner)
    {
      g_autoptr (GVariant) value = g_dbus_proxy_get_cached_property (bound->proxy, bound->property);

      if (!value)
        ask (bound);
    }
}

static void
on_proxy (GObject *source, GAsyncResult *result, gpointer data)
{
  Bound                 *bound = data;
  g_autoptr (GError)     error = NULL;
  g_autoptr (GDBusProxy) proxy = g_dbus_proxy_new_for_bus_finish (result, &error);

  (void) source;
  if (bound->watch && proxy)
    {
      bound->proxy = g_steal_pointer (&proxy);
      g_signal_connect_swapped (bound->proxy, "g-properties-changed", G_CALLBACK (on_properties), bound);
      g_signal_connect_swapped (bound->proxy, "notify::g-name-owner", G_CALLBACK (on_owner), bound);
      on_owner (bound);
    }
  else if (bound->watch && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      stree_watch_fail (bound->watch, g_steal_pointer (&error));
    }
  bound_unref (bound);
}

static void
bind (StreeWatch *watch, gconstpointer data)
{
  const Target *target = data;
  Bound        *bound = g_rc_box_new0 (Bound);

  bound->cancellable = g_cancellable_new ();
  bound->property = g_strdup (target->property);
  bound->watch = watch;
  stree_watch_own (watch, bound, end);
  g_dbus_proxy_new_for_bus (target->bus, G_DBUS_PROXY_FLAGS_GET_INVALIDATED_PROPERTIES, NULL, target->bus_name,
                            target->object_path, target->interface_name, bound->cancellable, on_proxy,
                            g_rc_box_acquire (bound));
}

/* What is wrong with it; NULL: nothing. */
static char *
find_fault (const Target *target)
{
  if (target->bus != G_BUS_TYPE_SESSION && target->bus != G_BUS_TYPE_SYSTEM)
    return g_strdup_printf ("bus %d; expected the session's or the system's", target->bus);
  if (!g_dbus_is_name (target->bus_name))
    return g_strdup_printf ("bus name '%s'; expected one such as org.example.App", target->bus_name);
  if (!g_variant_is_object_path (target->object_path))
    return g_strdup_printf ("object path '%s'; expected one such as /org/example/App", target->object_path);
  if (!g_dbus_is_interface_name (target->interface_name))
    return g_strdup_printf ("interface '%s'; expected one such as org.example.App", target->interface_name);
  if (target->property[0] == '\0')
    return g_strdup ("a property without a name");
  return NULL;
}

/**
 * stree_watch_dbus_property:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @bus: the session's or the system's bus
 * @bus_name: who has the object, such as `org.freedesktop.UPower`; is started if it can be
 * @object_path: where the object is
 * @interface_name: the interface of the property
 * @property: the name of the property
 *
 * What a property of an object on D-Bus holds: a variant, %NULL until it is known and while nobody has the name. Whoever
 * reads it runs again when it changes. With another target it starts anew.
 *
 * A name or path that cannot be is an error of the component; what the bus refuses is a warning, and the value is %NULL.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_dbus_property (StreeContext *cx, const char *name, GBusType bus, const char *bus_name, const char *object_path,
                           const char *interface_name, const char *property)
{
  Target           target = { bus, bus_name, object_path, interface_name, property };
  g_autofree char *identity = NULL;
  g_autofree char *fault = NULL;

  g_return_val_if_fail (cx != NULL && name != NULL && bus_name != NULL && object_path != NULL && interface_name != NULL &&
                          property != NULL,
                        NULL);
  fault = find_fault (&target);
  if (fault)
    return stree_watch_refuse (cx, G_TYPE_VARIANT, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                                                "watch: '%s' asks D-Bus for %s", name, fault));
  identity = g_strdup_printf ("%d %s %s %s.%s", bus, bus_name, object_path, interface_name, property);
  return stree_watch (cx, &(StreeWatchSpec){ .what = "D-Bus property", .name = name, .identity = identity,
                                             .type = G_TYPE_VARIANT, .bind = bind, .target = &target });
}
