/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspect/stree-inspect-value-private.h"

#include <errno.h>
#include <math.h>

#include "core/stree-error.h"
#include "core/stree-handler-private.h"

#define MAX_CHARS 400
#define MAX_BYTES 65536 /* of what a history has: more is not written out to be cut off */
#define REDACTED  "[REDACTED]"

/* --- to text --- */

static char *
shorten (char *text)
{
  char *end;

  if (g_utf8_strlen (text, -1) <= MAX_CHARS)
    return text;
  end = g_utf8_offset_to_pointer (text, MAX_CHARS);
  *end = '\0';
  end = g_strconcat (text, "…", NULL);
  g_free (text);
  return end;
}

static char *
gvalue_dup_text (const GValue *value)
{
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode)    node = NULL;

  /* What JSON would make of it shows the types no more. */
  if (G_VALUE_HOLDS_VARIANT (value))
    return g_value_get_variant (value) ? shorten (g_variant_print (g_value_get_variant (value), FALSE)) : g_strdup ("null");
  if (G_VALUE_HOLDS_STRING (value) && !(g_value_get_string (value) && g_utf8_validate (g_value_get_string (value), -1, NULL)))
    {
      g_autofree char *escaped = g_strescape (g_value_get_string (value) ? g_value_get_string (value) : "", NULL);

      return shorten (g_strdup_printf ("\"%s\"", escaped));
    }
  if (G_VALUE_HOLDS_OBJECT (value))
    return g_strdup (g_value_get_object (value) ? G_OBJECT_TYPE_NAME (g_value_get_object (value)) : "null");
  builder = json_builder_new ();
  json_builder_begin_array (builder);
  stree_dump_add_value (builder, value);
  json_builder_end_array (builder);
  node = json_builder_get_root (builder);
  return shorten (json_to_string (json_array_get_element (json_node_get_array (node), 0), FALSE));
}

static char *
menu_dup_text (const StreeMenu *menu)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < menu->n_items; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "", menu->items[i].label);
  return shorten (g_string_free (text, FALSE));
}

char *
stree_inspect_bound_dup_text (const StreeState *state, const char *held)
{
  return g_strdup_printf ("%s (state %s)", state->transient ? REDACTED : held, state->name);
}

char *
stree_inspect_prop_dup_text (const StreeProp *prop, gconstpointer args, gboolean secret)
{
  const StreeValue *declared;
  g_auto (GValue)   value = G_VALUE_INIT;

  if (!stree_prop_is_set (prop, args))
    return NULL;
  switch (prop->type)
    {
    case STREE_PROP_HANDLER:
      return stree_handler_describe (STREE_PROP_CFIELD (StreeHandler *, args, prop->offset));
    case STREE_PROP_MENU:
      return menu_dup_text (&STREE_PROP_CFIELD (StreeMenu, args, prop->offset));
    case STREE_PROP_POINTER:
      return g_strdup ("a C function");
    case STREE_PROP_ELEMENT:
      return stree_element_describe (STREE_PROP_CFIELD (StreeElement *, args, prop->offset));
    case STREE_PROP_VALUE:
      if (secret)
        return g_strdup (REDACTED);
      declared = &STREE_PROP_CFIELD (StreeValue, args, prop->offset);
      if (declared->type == STREE_VALUE_STATE)
        {
          g_autofree char *held = stree_inspect_state_dup_text (declared->v.state);

          return stree_inspect_bound_dup_text (declared->v.state, held);
        }
      break;
    case STREE_PROP_STRING:
    case STREE_PROP_BOOL:
    case STREE_PROP_INT:
    case STREE_PROP_DOUBLE:
    case STREE_PROP_ENUM:
    case STREE_PROP_STRV:
    case STREE_PROP_DOUBLES:
    case STREE_PROP_OBJECT:
    case STREE_PROP_BOXED:
    default:
      break;
    }
  return stree_prop_get (prop, args, &value) ? gvalue_dup_text (&value) : NULL;
}

/* One of the two that a form state has. */
static char *
recorded_dup_text (GVariant *recorded)
{
  g_autoptr (GVariant) held = NULL;
  g_auto (GValue)      value = G_VALUE_INIT;

  if (g_variant_get_size (recorded) > MAX_BYTES)
    {
      g_autofree char *size = g_format_size (g_variant_get_size (recorded));

      return g_strdup_printf ("%s (%s)", g_variant_get_type_string (recorded), size);
    }
  if (g_variant_is_of_type (recorded, G_VARIANT_TYPE ("mv")))
    return g_strdup ("null");
  if (!g_variant_is_of_type (recorded, G_VARIANT_TYPE_VARIANT))
    {
      g_dbus_gvariant_to_gvalue (recorded, &value);
      return gvalue_dup_text (&value);
    }
  held = g_variant_get_variant (recorded);
  g_value_init (&value, G_TYPE_VARIANT);
  g_value_set_variant (&value, held);
  return gvalue_dup_text (&value);
}

char *
stree_inspect_variant_dup_text (GVariant *recorded)
{
  g_autoptr (GVariant) edited = NULL, committed = NULL;
  g_autofree char     *one = NULL, *other = NULL;

  if (!g_variant_is_of_type (recorded, G_VARIANT_TYPE_TUPLE) || g_variant_n_children (recorded) != 2)
    return recorded_dup_text (recorded);
  edited = g_variant_get_child_value (recorded, 0);
  committed = g_variant_get_child_value (recorded, 1);
  one = recorded_dup_text (edited);
  other = recorded_dup_text (committed);
  return strcmp (one, other) == 0 ? g_steal_pointer (&one) : g_strdup_printf ("%s (committed %s)", one, other);
}

char *
stree_inspect_state_dup_text (StreeState *state)
{
  return state->transient ? g_strdup (REDACTED) : gvalue_dup_text (&state->value);
}

char *
stree_inspect_state_dup_edit (StreeState *state)
{
  const GValue *value = &state->value;
  char          number[G_ASCII_DTOSTR_BUF_SIZE];

  if (state->transient)
    return NULL;
  if (G_VALUE_HOLDS_INT64 (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (value));
  if (G_VALUE_HOLDS_DOUBLE (value))
    return g_strdup (g_ascii_dtostr (number, sizeof number, g_value_get_double (value)));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_strdup (g_value_get_boolean (value) ? "true" : "false");
  if (G_VALUE_HOLDS_STRING (value))
    {
      const char *text = g_value_get_string (value);

      return !text || g_utf8_validate (text, -1, NULL) ? g_strdup (text ? text : "") : NULL;
    }
  if (G_VALUE_HOLDS_VARIANT (value))
    return g_value_get_variant (value) ? g_variant_print (g_value_get_variant (value), TRUE) : g_strdup ("");
  return NULL;
}

/* --- from text --- */

static gboolean
parse_int (const char *text, GValue *value)
{
  gint64 number;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return FALSE;
  g_value_set_int64 (value, number);
  return TRUE;
}

static gboolean
parse_double (const char *text, GValue *value)
{
  char  *end;
  double number;

  errno = 0;
  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || (errno == ERANGE && isinf (number)))
    return FALSE;
  g_value_set_double (value, number);
  return TRUE;
}

static gboolean
parse_bool (const char *text, GValue *value)
{
  if (strcmp (text, "true") != 0 && strcmp (text, "false") != 0)
    return FALSE;
  g_value_set_boolean (value, *text == 't');
  return TRUE;
}

static gboolean
parse_variant (StreeState *state, const char *text, GValue *value, GError **error)
{
  GVariant            *held = g_value_get_variant (&state->value);
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (GError)   problem = NULL;

  /* With the type of what it holds, a lone [] is enough. */
  variant = g_variant_parse (held ? g_variant_get_type (held) : NULL, text, NULL, NULL, &problem);
  if (!variant)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "State '%s' takes a GVariant%s%s in its text format: %s", state->name,
                   held ? " of type " : "", held ? g_variant_get_type_string (held) : "", problem->message);
      return FALSE;
    }
  g_value_set_variant (value, variant);
  return TRUE;
}

gboolean
stree_inspect_state_set_text (StreeState *state, const char *text, GError **error)
{
  const char      *takes = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_auto (GValue)  value = G_VALUE_INIT;

  if (state->read_only)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "State '%s' is read-only", state->name);
      return FALSE;
    }
  g_value_init (&value, G_VALUE_TYPE (&state->value));
  if (G_VALUE_HOLDS_INT64 (&value))
    takes = parse_int (stripped, &value) ? NULL : "a whole number, such as 42";
  else if (G_VALUE_HOLDS_DOUBLE (&value))
    takes = parse_double (stripped, &value) ? NULL : "a number, such as 1.5";
  else if (G_VALUE_HOLDS_BOOLEAN (&value))
    takes = parse_bool (stripped, &value) ? NULL : "true or false";
  else if (G_VALUE_HOLDS_STRING (&value))
    g_value_set_string (&value, text);
  else if (!G_VALUE_HOLDS_VARIANT (&value))
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "State '%s' holds a %s, which cannot be written as text", state->name,
                   G_VALUE_TYPE_NAME (&value));
      return FALSE;
    }
  else if (!parse_variant (state, stripped, &value, error))
    return FALSE;
  if (takes)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "State '%s' takes %s, not '%s'", state->name, takes, text);
      return FALSE;
    }
  return stree_state_set (state, &value);
}
