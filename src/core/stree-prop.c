/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-prop-private.h"

#include "core/stree-element-private.h"
#include "core/stree-error.h"
#include "core/stree-handler-private.h"
#include "core/stree-state-private.h"

static gsize
prop_size (StreePropType type)
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

void
stree_prop_plan_init (StreePropPlan *plan, const StreeProp *props, guint n_props, gsize size)
{
  g_assert (n_props <= STREE_MAX_PROPS);
  memset (plan, 0, sizeof *plan);
  plan->props = props;
  plan->n_props = n_props;
  plan->size = size;
  for (guint i = 0; i < n_props; i++)
    {
      const StreeProp *prop = &props[i];
      guint16          offset = prop->offset;
      guint16          bytes = prop_size (prop->type);

      g_assert (prop->offset + bytes <= size);
      switch (prop->type)
        {
        case STREE_PROP_STRING:
          plan->strings[plan->n_strings++] = offset;
          break;
        case STREE_PROP_HANDLER: /* the new one is simply in place: nothing to compare */
          plan->owning[plan->n_owning++] = i;
          break;
        case STREE_PROP_VALUE:
        case STREE_PROP_STRV:
        case STREE_PROP_DOUBLES:
        case STREE_PROP_MENU:
          plan->owning[plan->n_owning++] = i;
          plan->complex[plan->n_complex++] = i;
          break;
        case STREE_PROP_OBJECT:
        case STREE_PROP_BOXED:
        case STREE_PROP_ELEMENT:
          plan->owning[plan->n_owning++] = i;
          plan->complex[plan->n_complex++] = i;
          break;
        case STREE_PROP_BOOL:
        case STREE_PROP_INT:
        case STREE_PROP_ENUM:
        case STREE_PROP_DOUBLE:
        case STREE_PROP_POINTER:
        default:
          if (plan->n_ranges > 0 &&
              plan->ranges[plan->n_ranges - 1].offset + plan->ranges[plan->n_ranges - 1].size == offset)
            {
              plan->ranges[plan->n_ranges - 1].size += bytes;
            }
          else
            {
              plan->ranges[plan->n_ranges].offset = offset;
              plan->ranges[plan->n_ranges].size = bytes;
              plan->n_ranges++;
            }
          break;
        }
    }
}

/* --- copying --- */

static void
unref_object (gpointer object)
{
  g_object_unref (object);
}

static void
unref_state (gpointer state)
{
  stree_state_unref (state);
}

typedef struct
{
  GType    type;
  gpointer boxed;
} HeldBoxed;

static void
free_boxed (gpointer data)
{
  HeldBoxed *held = data;

  g_boxed_free (held->type, held->boxed);
}

static const char *const *
copy_strv (StreeArena *arena, const char *const *strv)
{
  guint        n = g_strv_length ((char **) (gpointer) strv);
  const char **copy = stree_arena_alloc (arena, (n + 1) * sizeof *copy);

  for (guint i = 0; i < n; i++)
    copy[i] = stree_arena_strndup (arena, strv[i], strlen (strv[i]));
  copy[n] = NULL;
  return copy;
}

void
stree_menu_copy (StreeArena *arena, StreeMenu *menu)
{
  StreeMenuItem *items;

  if (menu->n_items == 0)
    return;
  items = stree_arena_alloc (arena, menu->n_items * sizeof *items);
  for (guint i = 0; i < menu->n_items; i++)
    {
      const char *label = menu->items[i].label ? menu->items[i].label : "";

      items[i] = menu->items[i];
      items[i].label = stree_arena_strndup (arena, label, strlen (label));
      if (items[i].accel)
        items[i].accel = stree_arena_strndup (arena, items[i].accel, strlen (items[i].accel));
      if (items[i].on_click)
        stree_arena_adopt (arena, items[i].on_click->arena);
    }
  menu->items = items;
}

static void
copy_one (const StreeProp *prop, StreeArena *arena, gpointer dst)
{
  switch (prop->type)
    {
    case STREE_PROP_HANDLER:
      {
        const StreeHandler *handler = STREE_PROP_FIELD (const StreeHandler *, dst, prop->offset);

        if (handler && handler->arena != arena)
          stree_arena_adopt (arena, handler->arena);
      }
      break;
    case STREE_PROP_VALUE:
      {
        StreeValue *value = &STREE_PROP_FIELD (StreeValue, dst, prop->offset);

        if (value->type == STREE_VALUE_STRING)
          value->v.s = stree_arena_strndup (arena, value->v.s, strlen (value->v.s));
        else if (value->type == STREE_VALUE_STATE)
          {
            stree_state_track (value->v.state); /* the element shows it: who made it has read it */
            value->serial = stree_state_get_serial (value->v.state);
            if (stree_arena_on_free (arena, value->v.state, unref_state))
              stree_state_ref (value->v.state);
          }
      }
      break;
    case STREE_PROP_STRV:
      {
        const char *const **strv = &STREE_PROP_FIELD (const char *const *, dst, prop->offset);

        if (*strv)
          *strv = copy_strv (arena, *strv);
      }
      break;
    case STREE_PROP_DOUBLES:
      {
        StreeDoubles *doubles = &STREE_PROP_FIELD (StreeDoubles, dst, prop->offset);

        if (doubles->n_values > 0)
          {
            double *copy = stree_arena_alloc (arena, doubles->n_values * sizeof *copy);

            memcpy (copy, doubles->values, doubles->n_values * sizeof *copy);
            doubles->values = copy;
          }
      }
      break;
    case STREE_PROP_MENU:
      stree_menu_copy (arena, &STREE_PROP_FIELD (StreeMenu, dst, prop->offset));
      break;
    case STREE_PROP_OBJECT:
      {
        GObject *object = STREE_PROP_FIELD (GObject *, dst, prop->offset);

        if (object && stree_arena_on_free (arena, object, unref_object))
          g_object_ref_sink (object);
      }
      break;
    case STREE_PROP_BOXED:
      {
        gpointer *boxed = &STREE_PROP_FIELD (gpointer, dst, prop->offset);

        if (*boxed)
          {
            HeldBoxed *held = stree_arena_alloc (arena, sizeof *held);

            held->type = prop->get_gtype ();
            held->boxed = g_boxed_copy (held->type, *boxed);
            stree_arena_on_free (arena, held, free_boxed);
            *boxed = held->boxed;
          }
      }
      break;
    case STREE_PROP_ELEMENT:
      {
        StreeElement *element = STREE_PROP_FIELD (StreeElement *, dst, prop->offset);

        if (element)
          {
            element->flags |= STREE_ELEMENT_FROZEN;
            stree_element_hold (arena, element);
          }
      }
      break;
    case STREE_PROP_STRING:
    case STREE_PROP_BOOL:
    case STREE_PROP_INT:
    case STREE_PROP_DOUBLE:
    case STREE_PROP_ENUM:
    case STREE_PROP_POINTER:
    default:
      break;
    }
}

/* Copies an argument struct: the bytes, then what they point to. */
void
stree_prop_plan_copy (const StreePropPlan *plan, StreeArena *arena, gpointer dst, gconstpointer src)
{
  if (plan->size == 0)
    return;
  memcpy (dst, src, plan->size);
  for (guint i = 0; i < plan->n_strings; i++)
    {
      const char **text = &STREE_PROP_FIELD (const char *, dst, plan->strings[i]);

      if (*text)
        *text = stree_arena_strndup (arena, *text, strlen (*text));
    }
  for (guint i = 0; i < plan->n_owning; i++)
    copy_one (&plan->props[plan->owning[i]], arena, dst);
}

/* --- comparing --- */

static gboolean
equal_one (const StreeProp *prop, gconstpointer a, gconstpointer b)
{
  switch (prop->type)
    {
    case STREE_PROP_STRING:
      return stree_arena_str_equal (STREE_PROP_CFIELD (char *, a, prop->offset),
                                    STREE_PROP_CFIELD (char *, b, prop->offset));
    case STREE_PROP_HANDLER:
      return TRUE;
    case STREE_PROP_VALUE:
      {
        const StreeValue *va = &STREE_PROP_CFIELD (StreeValue, a, prop->offset);
        const StreeValue *vb = &STREE_PROP_CFIELD (StreeValue, b, prop->offset);

        return va->serial == vb->serial && stree_value_equal (va, vb);
      }
    case STREE_PROP_STRV:
      {
        const char *const *sa = STREE_PROP_CFIELD (char *const *, a, prop->offset);
        const char *const *sb = STREE_PROP_CFIELD (char *const *, b, prop->offset);

        if (!sa || !sb)
          return sa == sb;
        for (; *sa && *sb; sa++, sb++)
          if (!stree_arena_str_equal (*sa, *sb))
            return FALSE;
        return *sa == *sb;
      }
    case STREE_PROP_DOUBLES:
      {
        const StreeDoubles *da = &STREE_PROP_CFIELD (StreeDoubles, a, prop->offset);
        const StreeDoubles *db = &STREE_PROP_CFIELD (StreeDoubles, b, prop->offset);

        return da->n_values == db->n_values &&
               (da->n_values == 0 || memcmp (da->values, db->values, da->n_values * sizeof (double)) == 0);
      }
    case STREE_PROP_MENU:
      {
        const StreeMenu *ma = &STREE_PROP_CFIELD (StreeMenu, a, prop->offset);
        const StreeMenu *mb = &STREE_PROP_CFIELD (StreeMenu, b, prop->offset);

        if (ma->n_items != mb->n_items)
          return FALSE;
        for (guint i = 0; i < ma->n_items; i++)
          if (!stree_arena_str_equal (ma->items[i].label, mb->items[i].label) ||
              ma->items[i].disabled != mb->items[i].disabled || g_strcmp0 (ma->items[i].accel, mb->items[i].accel) != 0)
            return FALSE;
        return TRUE;
      }
    case STREE_PROP_OBJECT:
    case STREE_PROP_BOXED:
    case STREE_PROP_ELEMENT:
    case STREE_PROP_POINTER:
      return STREE_PROP_CFIELD (gpointer, a, prop->offset) == STREE_PROP_CFIELD (gpointer, b, prop->offset);
    case STREE_PROP_BOOL:
    case STREE_PROP_INT:
    case STREE_PROP_ENUM:
    case STREE_PROP_DOUBLE:
    default:
      return memcmp ((const char *) a + prop->offset, (const char *) b + prop->offset, prop_size (prop->type)) == 0;
    }
}

/* Most ranges are a word or two: not worth a call of memcmp (). Sizes are multiples of four. */
static inline gboolean
words_equal (const char *a, const char *b, gsize size)
{
  const guint32 *wa = (const guint32 *) (gconstpointer) a;
  const guint32 *wb = (const guint32 *) (gconstpointer) b;

  for (size /= sizeof *wa; size > 0; size--)
    if (*wa++ != *wb++)
      return FALSE;
  return TRUE;
}

gboolean
stree_prop_plan_equal (const StreePropPlan *plan, gconstpointer a, gconstpointer b)
{
  for (guint i = 0; i < plan->n_strings; i++)
    if (!stree_arena_str_equal (STREE_PROP_CFIELD (char *, a, plan->strings[i]),
                                STREE_PROP_CFIELD (char *, b, plan->strings[i])))
      return FALSE;
  for (guint i = 0; i < plan->n_ranges; i++)
    if (!words_equal ((const char *) a + plan->ranges[i].offset, (const char *) b + plan->ranges[i].offset,
                      plan->ranges[i].size))
      return FALSE;
  for (guint i = 0; i < plan->n_complex; i++)
    if (!equal_one (&plan->props[plan->complex[i]], a, b))
      return FALSE;
  return TRUE;
}

/* A bit for each prop that differs, in the order of the table. */
guint64
stree_prop_plan_diff (const StreePropPlan *plan, gconstpointer a, gconstpointer b)
{
  guint64 changed = 0;

  if (stree_prop_plan_equal (plan, a, b))
    return 0;
  for (guint i = 0; i < plan->n_props; i++)
    if (!equal_one (&plan->props[i], a, b))
      changed |= G_GUINT64_CONSTANT (1) << i;
  return changed;
}

/* --- by name --- */

gboolean
stree_prop_is_set (const StreeProp *prop, gconstpointer args)
{
  static const char zeros[sizeof (StreeValue)];

  return memcmp ((const char *) args + prop->offset, zeros, prop_size (prop->type)) != 0;
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
  copy_one (prop, arena, args);
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
        copy_one (prop, arena, args);
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
