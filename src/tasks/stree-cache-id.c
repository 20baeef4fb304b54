/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A key and its deps as one text, in which values are the same if and only if they are written the same: texts with their
 * length, doubles by their bits. A state is written as what it holds, so that those of two sessions can be the same. */

#include "tasks/stree-cache-private.h"

#include <string.h>

#include "core/stree-error.h"
#include "core/stree-state.h"
#include "data/stree-frame-private.h"

static void
add_text (GString *id, char type, const char *text)
{
  g_string_append_printf (id, "%c%" G_GSIZE_FORMAT ":%s;", type, strlen (text), text);
}

static void
add_int (GString *id, gint64 number)
{
  g_string_append_printf (id, "i%" G_GINT64_FORMAT ";", number);
}

static void
add_double (GString *id, double number)
{
  guint64 bits;

  memcpy (&bits, &number, sizeof bits);
  g_string_append_printf (id, "d%" G_GINT64_MODIFIER "x;", bits);
}

static void
add_bool (GString *id, gboolean flag)
{
  g_string_append (id, flag ? "b1;" : "b0;");
}

static void
add_nothing (GString *id)
{
  g_string_append (id, "n;");
}

static void
add_variant (GString *id, GVariant *variant)
{
  g_autoptr (GVariant) normal = NULL;
  g_autofree char     *text = NULL;

  switch (g_variant_classify (variant))
    {
    case G_VARIANT_CLASS_BOOLEAN:
      add_bool (id, g_variant_get_boolean (variant));
      return;
    case G_VARIANT_CLASS_BYTE:
      add_int (id, g_variant_get_byte (variant));
      return;
    case G_VARIANT_CLASS_INT16:
      add_int (id, g_variant_get_int16 (variant));
      return;
    case G_VARIANT_CLASS_UINT16:
      add_int (id, g_variant_get_uint16 (variant));
      return;
    case G_VARIANT_CLASS_INT32:
      add_int (id, g_variant_get_int32 (variant));
      return;
    case G_VARIANT_CLASS_UINT32:
      add_int (id, g_variant_get_uint32 (variant));
      return;
    case G_VARIANT_CLASS_INT64:
      add_int (id, g_variant_get_int64 (variant));
      return;
    case G_VARIANT_CLASS_DOUBLE:
      add_double (id, g_variant_get_double (variant));
      return;
    case G_VARIANT_CLASS_STRING:
      add_text (id, 's', g_variant_get_string (variant, NULL));
      return;
    default:
      break;
    }
  if (g_variant_is_of_type (variant, G_VARIANT_TYPE_UNIT))
    {
      add_nothing (id);
      return;
    }
  normal = g_variant_get_normal_form (variant);
  text = g_variant_print (normal, TRUE);
  add_text (id, 'v', text);
}

static gboolean
add_gvalue (GString *id, const GValue *value)
{
  GVariant   *variant = G_VALUE_HOLDS_VARIANT (value) ? g_value_get_variant (value) : NULL;
  const char *text;

  if (G_VALUE_HOLDS_INT64 (value))
    add_int (id, g_value_get_int64 (value));
  else if (G_VALUE_HOLDS_DOUBLE (value))
    add_double (id, g_value_get_double (value));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    add_bool (id, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_STRING (value))
    {
      text = g_value_get_string (value);
      add_text (id, 's', text ? text : "");
    }
  else if (variant)
    add_variant (id, variant);
  else if (G_VALUE_HOLDS_VARIANT (value))
    add_nothing (id);
  else
    return FALSE;
  return TRUE;
}

static gboolean
add_value (GString *id, const StreeValue *value)
{
  g_auto (GValue) held = G_VALUE_INIT;

  if (!stree_value_to_gvalue (value, &held))
    {
      add_nothing (id);
      return TRUE;
    }
  return add_gvalue (id, &held);
}

static GString *
begin (const char *key)
{
  GString *id = g_string_new ("cached:");

  add_text (id, 'k', key);
  return id;
}

char *
stree_cache_id (const char *key, const StreeDeps *deps, GError **error)
{
  GString *id = begin (key);

  for (guint i = 0; i < deps->n_values; i++)
    if (!add_value (id, &deps->values[i]))
      {
        StreeState *state = deps->values[i].v.state;

        g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                     "cached '%s': the state '%s' among its deps holds a %s; expected a number, a text, a boolean or a variant", key,
                     stree_state_get_name (state), g_type_name (stree_state_get_value_type (state)));
        g_string_free (id, TRUE);
        return NULL;
      }
  return g_string_free (id, FALSE);
}

char *
stree_cache_id_variant (const char *key, GVariant *deps)
{
  GString *id = begin (key);
  gboolean several = deps && (g_variant_is_of_type (deps, G_VARIANT_TYPE ("av")) || g_variant_is_of_type (deps, G_VARIANT_TYPE_TUPLE));

  if (deps && !several)
    add_variant (id, deps);
  for (gsize i = 0; several && i < g_variant_n_children (deps); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (deps, i);
      g_autoptr (GVariant) held = g_variant_is_of_type (child, G_VARIANT_TYPE_VARIANT) ? g_variant_get_variant (child) : NULL;

      add_variant (id, held ? held : child);
    }
  return g_string_free (id, FALSE);
}

/* --- how much it is --- */

static gsize
size_of_texts (char **texts)
{
  gsize bytes = sizeof *texts;

  for (; texts && *texts; texts++)
    bytes += sizeof *texts + strlen (*texts) + 1;
  return bytes;
}

gsize
stree_cache_estimate (StreeTask *task)
{
  const GValue *result = &task->result;
  gpointer      boxed;

  if (!G_IS_VALUE (result))
    return 0;
  if (G_VALUE_HOLDS_VARIANT (result))
    return g_value_get_variant (result) ? g_variant_get_size (g_value_get_variant (result)) : 0;
  if (G_VALUE_HOLDS_STRING (result))
    return g_value_get_string (result) ? strlen (g_value_get_string (result)) + 1 : 0;
  boxed = G_VALUE_HOLDS_BOXED (result) ? g_value_get_boxed (result) : NULL;
  if (boxed && G_VALUE_HOLDS (result, STREE_TYPE_FRAME))
    return stree_frame_get_memory (boxed);
  if (boxed && G_VALUE_HOLDS (result, G_TYPE_BYTES))
    return g_bytes_get_size (boxed);
  if (boxed && G_VALUE_HOLDS (result, G_TYPE_STRV))
    return size_of_texts (boxed);
  return 0;
}
