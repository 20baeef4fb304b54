/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-prop-private.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-handler-private.h"
#include "core/stree-state-private.h"

gsize
stree_prop_size (StreePropType type)
{
  switch (type)
    {
    case STREE_PROP_BOOL:
    case STREE_PROP_INT:
      return sizeof (int);
    case STREE_PROP_ENUM:
      return sizeof (StreeAlign);
    case STREE_PROP_DOUBLE:
      return sizeof (double);
    case STREE_PROP_VALUE:
      return sizeof (StreeValue);
    case STREE_PROP_DOUBLES:
      return sizeof (StreeDoubles);
    case STREE_PROP_MENU:
      return sizeof (StreeMenu);
    case STREE_PROP_STRING:
    case STREE_PROP_HANDLER:
    case STREE_PROP_STRV:
    case STREE_PROP_OBJECT:
    case STREE_PROP_BOXED:
    case STREE_PROP_ELEMENT:
    case STREE_PROP_POINTER:
      return sizeof (gpointer);
    default:
      g_assert_not_reached ();
    }
}

/* --- by name --- */

gboolean
stree_prop_is_set (const StreeProp *prop, gconstpointer args)
{
  static const char zeros[sizeof (StreeValue)];

  return memcmp ((const char *) args + prop->offset, zeros, stree_prop_size (prop->type)) != 0;
}

const char *
stree_prop_type_name (const StreeProp *prop)
{
  switch (prop->type)
    {
    case STREE_PROP_STRING:
      return "a text";
    case STREE_PROP_BOOL:
      return "a boolean";
    case STREE_PROP_INT:
      return "an integer";
    case STREE_PROP_DOUBLE:
      return "a number";
    case STREE_PROP_ENUM:
      return "one of the names of its enumeration";
    case STREE_PROP_VALUE:
      return "a text, a number, a boolean or a state";
    case STREE_PROP_HANDLER:
      return "a handler: connect it instead";
    case STREE_PROP_STRV:
      return "a list of texts";
    case STREE_PROP_DOUBLES:
      return "a list of numbers";
    case STREE_PROP_OBJECT:
      return prop->get_gtype ? g_type_name (prop->get_gtype ()) : "an object";
    case STREE_PROP_BOXED:
      return g_type_name (prop->get_gtype ());
    case STREE_PROP_ELEMENT:
      return "an element";
    case STREE_PROP_MENU:
      return "a menu, which only C can make";
    case STREE_PROP_POINTER:
      return "a C function, which only C can give";
    default:
      g_return_val_if_reached ("a value");
    }
}

/* Copies a prop into an unset GValue. FALSE: it is unset, or has no GValue form. */
gboolean
stree_prop_get (const StreeProp *prop, gconstpointer args, GValue *value)
{
  switch (prop->type)
    {
    case STREE_PROP_STRING:
      g_value_init (value, G_TYPE_STRING);
      g_value_set_string (value, STREE_PROP_CFIELD (char *, args, prop->offset));
      return TRUE;
    case STREE_PROP_BOOL:
      g_value_init (value, G_TYPE_BOOLEAN);
      g_value_set_boolean (value, STREE_PROP_CFIELD (gboolean, args, prop->offset));
      return TRUE;
    case STREE_PROP_INT:
      g_value_init (value, G_TYPE_INT);
      g_value_set_int (value, STREE_PROP_CFIELD (int, args, prop->offset));
      return TRUE;
    case STREE_PROP_DOUBLE:
      g_value_init (value, G_TYPE_DOUBLE);
      g_value_set_double (value, STREE_PROP_CFIELD (double, args, prop->offset));
      return TRUE;
    case STREE_PROP_ENUM:
      g_value_init (value, prop->get_gtype ());
      g_value_set_enum (value, STREE_PROP_CFIELD (int, args, prop->offset));
      return TRUE;
    case STREE_PROP_VALUE:
      return stree_value_to_gvalue (&STREE_PROP_CFIELD (StreeValue, args, prop->offset), value);
    case STREE_PROP_STRV:
      g_value_init (value, G_TYPE_STRV);
      g_value_set_boxed (value, STREE_PROP_CFIELD (gpointer, args, prop->offset));
      return TRUE;
    case STREE_PROP_DOUBLES:
      {
        const StreeDoubles *doubles = &STREE_PROP_CFIELD (StreeDoubles, args, prop->offset);

        g_value_init (value, G_TYPE_VARIANT);
        g_value_set_variant (value, g_variant_new_fixed_array (G_VARIANT_TYPE_DOUBLE, doubles->values,
                                                               doubles->n_values, sizeof (double)));
      }
      return TRUE;
    case STREE_PROP_OBJECT:
      g_value_init (value, G_TYPE_OBJECT);
      g_value_set_object (value, STREE_PROP_CFIELD (gpointer, args, prop->offset));
      return TRUE;
    case STREE_PROP_BOXED:
      g_value_init (value, prop->get_gtype ());
      g_value_set_boxed (value, STREE_PROP_CFIELD (gpointer, args, prop->offset));
      return TRUE;
    case STREE_PROP_ELEMENT:
      g_value_init (value, STREE_TYPE_ELEMENT);
      g_value_set_boxed (value, STREE_PROP_CFIELD (gpointer, args, prop->offset));
      return TRUE;
    case STREE_PROP_HANDLER:
    case STREE_PROP_MENU:
    case STREE_PROP_POINTER:
    default:
      return FALSE;
    }
}

static gboolean
set_enum (const StreeProp *prop, gpointer args, const GValue *value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (prop->get_gtype ());
  GEnumValue            *entry = NULL;

  if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value))
    entry = g_enum_get_value_by_nick (klass, g_value_get_string (value));
  else if (G_VALUE_HOLDS_ENUM (value))
    entry = g_enum_get_value (klass, g_value_get_enum (value));
  else if (G_VALUE_HOLDS_INT (value))
    entry = g_enum_get_value (klass, g_value_get_int (value));
  else if (G_VALUE_HOLDS_INT64 (value) && g_value_get_int64 (value) == (int) g_value_get_int64 (value))
    entry = g_enum_get_value (klass, (int) g_value_get_int64 (value));
  if (!entry)
    return FALSE;
  STREE_PROP_FIELD (int, args, prop->offset) = entry->value;
  return TRUE;
}

static gboolean
set_doubles (const StreeProp *prop, StreeArena *arena, gpointer args, const GValue *value)
{
  g_autoptr (GVariant) variant = G_VALUE_HOLDS_VARIANT (value) ? g_value_dup_variant (value) : NULL;
  StreeDoubles        *doubles = &STREE_PROP_FIELD (StreeDoubles, args, prop->offset);
  gconstpointer        values;
  gsize                n;

  if (!variant || !g_variant_is_of_type (variant, G_VARIANT_TYPE ("ad")))
    return FALSE;
  values = g_variant_get_fixed_array (variant, &n, sizeof (double));
  doubles->values = n ? memcpy (stree_arena_alloc (arena, n * sizeof (double)), values, n * sizeof (double)) : NULL;
  doubles->n_values = n;
  return TRUE;
}

static gboolean
set_number (const StreeProp *prop, gpointer args, const GValue *value)
{
  GType           type = prop->type == STREE_PROP_BOOL     ? G_TYPE_BOOLEAN
                         : prop->type == STREE_PROP_DOUBLE ? G_TYPE_DOUBLE
                                                           : G_TYPE_INT;
  g_auto (GValue) number = G_VALUE_INIT;

  if ((type == G_TYPE_BOOLEAN) != G_VALUE_HOLDS_BOOLEAN (value) || G_VALUE_HOLDS_STRING (value) ||
      !g_value_type_transformable (G_VALUE_TYPE (value), type))
    return FALSE;
  if (type == G_TYPE_INT)
    {
      g_auto (GValue) exact = G_VALUE_INIT;
      double          d;

      /* A number that an int cannot hold is not cut to size. */
      g_value_init (&exact, G_TYPE_DOUBLE);
      if (!g_value_transform (value, &exact))
        return FALSE;
      d = g_value_get_double (&exact);
      if (!(d >= G_MININT && d <= G_MAXINT) || d != (double) (int) d)
        return FALSE;
    }
  g_value_init (&number, type);
  if (!g_value_transform (value, &number))
    return FALSE;
  if (type == G_TYPE_BOOLEAN)
    STREE_PROP_FIELD (gboolean, args, prop->offset) = g_value_get_boolean (&number);
  else if (type == G_TYPE_DOUBLE)
    STREE_PROP_FIELD (double, args, prop->offset) = g_value_get_double (&number);
  else
    STREE_PROP_FIELD (int, args, prop->offset) = g_value_get_int (&number);
  return TRUE;
}

static gboolean
set_pointer (const StreeProp *prop, StreeArena *arena, gpointer args, const GValue *value)
{
  gpointer pointer = NULL;

  switch (prop->type)
    {
    case STREE_PROP_STRV:
      if (!G_VALUE_HOLDS (value, G_TYPE_STRV))
        return FALSE;
      pointer = g_value_get_boxed (value);
      break;
    case STREE_PROP_OBJECT:
      if (!G_VALUE_HOLDS_OBJECT (value))
        return FALSE;
      pointer = g_value_get_object (value);
      if (pointer && prop->get_gtype && !g_type_is_a (G_OBJECT_TYPE (pointer), prop->get_gtype ()))
        return FALSE;
      break;
    case STREE_PROP_BOXED:
      if (!G_VALUE_HOLDS (value, prop->get_gtype ()))
        return FALSE;
      pointer = g_value_get_boxed (value);
      break;
    case STREE_PROP_ELEMENT:
      if (!G_VALUE_HOLDS (value, STREE_TYPE_ELEMENT))
        return FALSE;
      pointer = g_value_get_boxed (value);
      break;
    case STREE_PROP_STRING:
    case STREE_PROP_BOOL:
    case STREE_PROP_INT:
    case STREE_PROP_DOUBLE:
    case STREE_PROP_ENUM:
    case STREE_PROP_VALUE:
    case STREE_PROP_HANDLER:
    case STREE_PROP_DOUBLES:
    case STREE_PROP_MENU:
    case STREE_PROP_POINTER:
    default:
      return FALSE;
    }
  STREE_PROP_FIELD (gpointer, args, prop->offset) = pointer;
  stree_prop_copy (prop, arena, args);
  return TRUE;
}

/* Sets a prop from a GValue; what it points to is copied into @arena. */
gboolean
stree_prop_set (const StreeProp *prop, StreeArena *arena, gpointer args, const GValue *value, GError **error)
{
  gboolean ok = FALSE;

  switch (prop->type)
    {
    case STREE_PROP_STRING:
      if (G_VALUE_HOLDS_STRING (value))
        {
          const char *text = g_value_get_string (value);

          STREE_PROP_FIELD (const char *, args, prop->offset) =
            text ? stree_arena_strndup (arena, text, strlen (text)) : NULL;
          ok = TRUE;
        }
      break;
    case STREE_PROP_BOOL:
    case STREE_PROP_INT:
    case STREE_PROP_DOUBLE:
      ok = set_number (prop, args, value);
      break;
    case STREE_PROP_ENUM:
      ok = set_enum (prop, args, value);
      break;
    case STREE_PROP_VALUE:
      ok = stree_value_from_gvalue (&STREE_PROP_FIELD (StreeValue, args, prop->offset), value);
      if (ok)
        stree_prop_copy (prop, arena, args);
      break;
    case STREE_PROP_DOUBLES:
      ok = set_doubles (prop, arena, args, value);
      break;
    case STREE_PROP_STRV:
    case STREE_PROP_OBJECT:
    case STREE_PROP_BOXED:
    case STREE_PROP_ELEMENT:
      ok = set_pointer (prop, arena, args, value);
      break;
    case STREE_PROP_HANDLER:
    case STREE_PROP_MENU:
    case STREE_PROP_POINTER:
    default:
      break;
    }
  if (!ok)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "prop '%s' takes %s, not a %s", prop->name,
                 stree_prop_type_name (prop), G_VALUE_TYPE_NAME (value));
  return ok;
}
