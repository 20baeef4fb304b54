/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A property of an object, and a key of settings, as a state. */

#include "tasks/stree-watch-private.h"

#include "core/stree-error.h"

typedef struct
{
  GObject    *object; /* owned */
  const char *name;   /* owned: the property or the key */
  GType       type;   /* of the state */
  StreeWatch *watch;  /* borrowed */
  gulong      handler;
} Bound;

typedef struct
{
  GObject    *object;
  const char *name;
  GType       type;
} Target;

static void
end (gpointer data)
{
  Bound *bound = data;

  g_signal_handler_disconnect (bound->object, bound->handler);
  g_object_unref (bound->object);
  g_free ((char *) bound->name);
  g_free (bound);
}

static Bound *
bound_new (StreeWatch *watch, const Target *target)
{
  Bound *bound = g_new (Bound, 1);

  bound->object = g_object_ref (target->object);
  bound->name = g_strdup (target->name);
  bound->type = target->type;
  bound->watch = watch;
  stree_watch_own (watch, bound, end);
  return bound;
}

/* --- properties --- */

static void
read_property (Bound *bound, GValue *value)
{
  g_auto (GValue) raw = G_VALUE_INIT;

  g_object_get_property (bound->object, bound->name, &raw);
  g_value_init (value, bound->type);
  g_value_transform (&raw, value);
}

static void
on_notify (Bound *bound)
{
  g_auto (GValue) value = G_VALUE_INIT;

  read_property (bound, &value);
  stree_watch_set (bound->watch, &value);
}

static void
bind_property (StreeWatch *watch, gconstpointer target)
{
  Bound           *bound = bound_new (watch, target);
  g_autofree char *signal = g_strconcat ("notify::", bound->name, NULL);
  g_auto (GValue)  value = G_VALUE_INIT;

  read_property (bound, &value);
  stree_watch_begin (watch, &value);
  bound->handler = g_signal_connect_swapped (bound->object, signal, G_CALLBACK (on_notify), bound);
}

/* What a state holds such a property as; G_TYPE_INVALID: it cannot. */
static GType
state_type (GType type)
{
  switch (G_TYPE_FUNDAMENTAL (type))
    {
    case G_TYPE_INT:
    case G_TYPE_UINT:
    case G_TYPE_LONG:
    case G_TYPE_ULONG:
    case G_TYPE_INT64:
    case G_TYPE_UINT64:
    case G_TYPE_CHAR:
    case G_TYPE_UCHAR:
    case G_TYPE_ENUM:
    case G_TYPE_FLAGS:
      return G_TYPE_INT64;
    case G_TYPE_FLOAT:
    case G_TYPE_DOUBLE:
      return G_TYPE_DOUBLE;
    case G_TYPE_BOOLEAN:
    case G_TYPE_STRING:
    case G_TYPE_VARIANT:
      return G_TYPE_FUNDAMENTAL (type);
    case G_TYPE_OBJECT:
    case G_TYPE_INTERFACE:
      return G_TYPE_OBJECT;
    case G_TYPE_BOXED:
      return type;
    default:
      return G_TYPE_INVALID;
    }
}

/**
 * stree_watch_property:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @object: an object, which is changed in the main thread only
 * @property: the name of one of its properties that can be read
 *
 * What a property of an object holds. Whoever reads it runs again when it is notified with another value. Whole numbers,
 * enumerations and flags are 64-bit integers, other numbers are doubles, interfaces are objects. With another object or
 * property it starts anew.
 *
 * A property that there is not, or that cannot be read, is an error of the component.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_property (StreeContext *cx, const char *name, GObject *object, const char *property)
{
  g_autofree char *identity = NULL;
  GParamSpec      *pspec;
  GType            type;

  g_return_val_if_fail (cx != NULL && name != NULL && property != NULL, NULL);
  g_return_val_if_fail (G_IS_OBJECT (object), NULL);
  pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  if (!pspec)
    return stree_watch_refuse (cx, G_TYPE_INT64, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                                              "watch: '%s' asks for property '%s', which a %s does not have",
                                                              name, property, G_OBJECT_TYPE_NAME (object)));
  type = state_type (pspec->value_type);
  if (type == G_TYPE_INVALID || !(pspec->flags & G_PARAM_READABLE))
    return stree_watch_refuse (cx, G_TYPE_INT64,
                               g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                            "watch: '%s' asks for property '%s' of a %s, which is a %s that cannot be %s", name,
                                            property, G_OBJECT_TYPE_NAME (object), g_type_name (pspec->value_type),
                                            type == G_TYPE_INVALID ? "held by a state" : "read"));
  identity = g_strdup_printf ("%s of %p", pspec->name, (gpointer) object);
  return stree_watch (cx, &(StreeWatchSpec){ .what = "property", .name = name, .identity = identity, .type = type,
                                             .bind = bind_property,
                                             .target = &(Target){ object, pspec->name, type } });
}

/* --- settings --- */

static void
read_setting (Bound *bound, GValue *value)
{
  g_value_init (value, G_TYPE_VARIANT);
  g_value_take_variant (value, g_settings_get_value (G_SETTINGS (bound->object), bound->name));
}

static void
on_setting (Bound *bound)
{
  g_auto (GValue) value = G_VALUE_INIT;

  read_setting (bound, &value);
  stree_watch_set (bound->watch, &value);
}

static void
bind_setting (StreeWatch *watch, gconstpointer target)
{
  Bound           *bound = bound_new (watch, target);
  g_autofree char *signal = g_strconcat ("changed::", bound->name, NULL);
  g_auto (GValue)  value = G_VALUE_INIT;

  /* Connected first: the backend tells of the keys that were read. */
  bound->handler = g_signal_connect_swapped (bound->object, signal, G_CALLBACK (on_setting), bound);
  read_setting (bound, &value);
  stree_watch_begin (watch, &value);
}

/**
 * stree_watch_setting:
 * @cx: the context of a component
 * @name: its name; unique in the component, not blank
 * @settings: settings
 * @key: one of their keys
 *
 * What a key of settings holds: a variant. Whoever reads it runs again when it changes, whoever changed it. With other
 * settings or another key it starts anew.
 *
 * A key that the schema does not have is an error of the component.
 *
 * Returns: (transfer none): a read-only state, never saved; good as long as the component asks for it in each run
 *
 * Since: 1.0
 */
StreeState *
stree_watch_setting (StreeContext *cx, const char *name, GSettings *settings, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autofree char            *identity = NULL;

  g_return_val_if_fail (cx != NULL && name != NULL && key != NULL, NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_object_get (settings, "settings-schema", &schema, NULL);
  if (!g_settings_schema_has_key (schema, key))
    return stree_watch_refuse (cx, G_TYPE_VARIANT, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE,
                                                                "watch: '%s' asks for key '%s', which schema '%s' does not have",
                                                                name, key, g_settings_schema_get_id (schema)));
  identity = g_strdup_printf ("%s of %p", key, (gpointer) settings);
  return stree_watch (cx, &(StreeWatchSpec){ .what = "setting", .name = name, .identity = identity, .type = G_TYPE_VARIANT,
                                             .bind = bind_setting,
                                             .target = &(Target){ G_OBJECT (settings), key, G_TYPE_VARIANT } });
}
