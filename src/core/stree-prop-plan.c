/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The hot side of prop tables: a plan says where the texts, the plain words and the rest are. */

#include "core/stree-prop-private.h"

#include "core/stree-element-private.h"
#include "core/stree-handler-private.h"
#include "core/stree-state-private.h"

void
stree_prop_plan_init (StreePropPlan *plan, const StreeProp *props, guint n_props, gsize size)
{
  gboolean by_word = size % sizeof (guint64) == 0 && size / sizeof (guint64) <= 64;

  g_assert (n_props <= STREE_MAX_PROPS);
  memset (plan, 0, sizeof *plan);
  plan->props = props;
  plan->n_props = n_props;
  plan->size = size;
  for (guint i = 0; i < n_props; i++)
    {
      const StreeProp *prop = &props[i];
      guint16          offset = prop->offset;
      guint16          bytes = stree_prop_size (prop->type);

      g_assert (prop->offset + bytes <= size);
      switch (prop->type)
        {
        case STREE_PROP_STRING:
          plan->strings[plan->n_strings++] = offset;
          plan->text_words |= G_GUINT64_CONSTANT (1) << (offset / sizeof (guint64) % 64);
          break;
        case STREE_PROP_HANDLER: /* the new one is simply in place: nothing to compare */
          plan->owning[plan->n_owning++] = i;
          break;
        case STREE_PROP_VALUE:
        case STREE_PROP_OBJECT:
          plan->n_held++;
          G_GNUC_FALLTHROUGH;
        case STREE_PROP_STRV:
        case STREE_PROP_DOUBLES:
        case STREE_PROP_MENU:
        case STREE_PROP_BOXED:
        case STREE_PROP_ELEMENT:
          plan->owning[plan->n_owning++] = i;
          plan->complex[plan->n_complex++] = i;
          by_word = FALSE;
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
  if (by_word)
    plan->n_words = size / sizeof (guint64);
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
hold_state (StreeArena *arena, StreeState *state)
{
  if (stree_arena_on_free (arena, state, unref_state))
    stree_state_ref (state);
}

static void
hold_object (StreeArena *arena, GObject *object)
{
  if (stree_arena_on_free (arena, object, unref_object))
    g_object_ref_sink (object);
}

gboolean
stree_prop_copy (const StreeProp *prop, StreeArena *arena, gpointer dst)
{
  switch (prop->type)
    {
    case STREE_PROP_HANDLER:
      {
        const StreeHandler *handler = STREE_PROP_FIELD (const StreeHandler *, dst, prop->offset);

        return !handler || stree_handler_hold (arena, handler);
      }
    case STREE_PROP_VALUE:
      {
        StreeValue *value = &STREE_PROP_FIELD (StreeValue, dst, prop->offset);

        if (value->type == STREE_VALUE_STRING)
          value->v.s = stree_arena_strndup (arena, value->v.s, strlen (value->v.s));
        else if (value->type == STREE_VALUE_STATE)
          {
            stree_state_track (value->v.state); /* the element shows it: who made it has read it */
            value->serial = stree_state_get_serial (value->v.state);
            hold_state (arena, value->v.state);
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
      return STREE_PROP_FIELD (StreeMenu, dst, prop->offset).n_items == 0;
    case STREE_PROP_OBJECT:
      {
        GObject *object = STREE_PROP_FIELD (GObject *, dst, prop->offset);

        if (object)
          hold_object (arena, object);
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
            return FALSE;
          }
      }
      break;
    case STREE_PROP_ELEMENT:
      {
        StreeElement *element = STREE_PROP_FIELD (StreeElement *, dst, prop->offset);

        if (element)
          {
            stree_element_freeze (element);
            return stree_element_hold (arena, element);
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
  return TRUE;
}

/* Copies an argument struct: the bytes, then what they point to. */
gboolean
stree_prop_plan_copy (const StreePropPlan *plan, StreeArena *arena, gpointer dst, gconstpointer src)
{
  gboolean reusable = TRUE;

  if (plan->size == 0)
    return TRUE;
  memcpy (dst, src, plan->size);
  for (guint i = 0; i < plan->n_strings; i++)
    {
      const char **text = &STREE_PROP_FIELD (const char *, dst, plan->strings[i]);

      if (*text)
        *text = stree_arena_strndup (arena, *text, strlen (*text));
    }
  for (guint i = 0; i < plan->n_owning; i++)
    reusable &= stree_prop_copy (&plan->props[plan->owning[i]], arena, dst);
  return reusable;
}

void
stree_prop_plan_hold (const StreePropPlan *plan, StreeArena *arena, gconstpointer args)
{
  for (guint i = 0; i < plan->n_owning; i++)
    {
      const StreeProp *prop = &plan->props[plan->owning[i]];

      if (prop->type == STREE_PROP_VALUE)
        {
          const StreeValue *value = &STREE_PROP_CFIELD (StreeValue, args, prop->offset);

          if (value->type == STREE_VALUE_STATE)
            hold_state (arena, value->v.state);
        }
      else if (prop->type == STREE_PROP_OBJECT)
        {
          GObject *object = STREE_PROP_CFIELD (gpointer, args, prop->offset);

          if (object)
            hold_object (arena, object);
        }
    }
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
      return memcmp ((const char *) a + prop->offset, (const char *) b + prop->offset, stree_prop_size (prop->type)) == 0;
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

  for (guint i = 0; i < plan->n_props; i++)
    if (!equal_one (&plan->props[i], a, b))
      changed |= G_GUINT64_CONSTANT (1) << i;
  return changed;
}

/* --- is a copy what it would be if it were made now? --- */

static inline gboolean
text_matches (const char *stored, const char *raw)
{
  return stored ? raw && strcmp (stored, raw) == 0 : !raw;
}

static gboolean
matches_one (const StreeProp *prop, gconstpointer stored, gconstpointer raw)
{
  switch (prop->type)
    {
    case STREE_PROP_HANDLER:
    case STREE_PROP_OBJECT:
    case STREE_PROP_BOXED:
    case STREE_PROP_ELEMENT:
      return STREE_PROP_CFIELD (gpointer, stored, prop->offset) == STREE_PROP_CFIELD (gpointer, raw, prop->offset);
    case STREE_PROP_VALUE:
      {
        const StreeValue *va = &STREE_PROP_CFIELD (StreeValue, stored, prop->offset);
        const StreeValue *vb = &STREE_PROP_CFIELD (StreeValue, raw, prop->offset);

        if (vb->type == STREE_VALUE_STATE)
          {
            stree_state_track (vb->v.state);
            return va->type == STREE_VALUE_STATE && va->v.state == vb->v.state &&
                   va->serial == stree_state_get_serial (vb->v.state);
          }
        return va->type != STREE_VALUE_STATE && va->serial == vb->serial && stree_value_equal (va, vb);
      }
    case STREE_PROP_STRV:
      {
        const char *const *sa = STREE_PROP_CFIELD (char *const *, stored, prop->offset);
        const char *const *sb = STREE_PROP_CFIELD (char *const *, raw, prop->offset);

        if (!sa || !sb)
          return sa == sb;
        for (; *sa && *sb; sa++, sb++)
          if (strcmp (*sa, *sb) != 0)
            return FALSE;
        return *sa == *sb;
      }
    case STREE_PROP_MENU:
      return STREE_PROP_CFIELD (StreeMenu, stored, prop->offset).n_items == 0 &&
             STREE_PROP_CFIELD (StreeMenu, raw, prop->offset).n_items == 0;
    case STREE_PROP_STRING:
      return text_matches (STREE_PROP_CFIELD (char *, stored, prop->offset), STREE_PROP_CFIELD (char *, raw, prop->offset));
    case STREE_PROP_DOUBLES:
    case STREE_PROP_BOOL:
    case STREE_PROP_INT:
    case STREE_PROP_DOUBLE:
    case STREE_PROP_ENUM:
    case STREE_PROP_POINTER:
    default:
      return equal_one (prop, stored, raw);
    }
}

gboolean
stree_prop_plan_matches_by_rule (const StreePropPlan *plan, gconstpointer stored, gconstpointer raw)
{
  gboolean same = TRUE;

  if (plan->size == 0)
    return TRUE;
  for (guint i = 0; i < plan->n_strings; i++)
    if (!text_matches (STREE_PROP_CFIELD (char *, stored, plan->strings[i]),
                       STREE_PROP_CFIELD (char *, raw, plan->strings[i])))
      return FALSE;
  for (guint i = 0; i < plan->n_ranges; i++)
    if (!words_equal ((const char *) stored + plan->ranges[i].offset, (const char *) raw + plan->ranges[i].offset,
                      plan->ranges[i].size))
      return FALSE;
  for (guint i = 0; i < plan->n_owning && same; i++)
    same = matches_one (&plan->props[plan->owning[i]], stored, raw);
  return same;
}

/* What a comparison of props leaves out. */
gboolean
stree_prop_plan_same_handlers (const StreePropPlan *plan, gconstpointer a, gconstpointer b)
{
  for (guint i = 0; i < plan->n_owning; i++)
    {
      const StreeProp *prop = &plan->props[plan->owning[i]];

      if (prop->type == STREE_PROP_HANDLER &&
          STREE_PROP_CFIELD (gpointer, a, prop->offset) != STREE_PROP_CFIELD (gpointer, b, prop->offset))
        return FALSE;
    }
  return TRUE;
}
