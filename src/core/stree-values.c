/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-blank-private.h"
#include "core/stree-boxed-private.h"
#include "core/stree-values-private.h"

#include <string.h>

#include "core/stree-error.h"
#include "core/stree-state.h"

/**
 * StreeValues:
 *
 * Values by name: what a Provider gives to the components below it, and what a snapshot of all that is.
 *
 * Once an element was made with it, it cannot be changed.
 *
 * Since: 1.0
 */

static void
names_to_string (const GValue *values, GValue *text)
{
  g_auto (GStrv) names = stree_values_list_names (g_value_get_boxed (values));

  /* The names alone: what they hold may be secret. */
  g_value_take_string (text, g_strjoinv (", ", names));
}

GType
stree_values_get_type (void)
{
  static gsize type_id = 0;

  if (g_once_init_enter (&type_id))
    {
      GType type = g_boxed_type_register_static (g_intern_static_string ("StreeValues"), (GBoxedCopyFunc) stree_values_ref,
                                                 (GBoxedFreeFunc) stree_values_unref);

      g_value_register_transform_func (type, G_TYPE_STRING, names_to_string);
      g_once_init_leave (&type_id, type);
    }
  return type_id;
}

/* --- GValues --- */

gboolean
stree_gvalue_equal (const GValue *a, const GValue *b)
{
  GType type = G_VALUE_TYPE (a);

  if (type != G_VALUE_TYPE (b))
    return FALSE;
  if (type == G_TYPE_STRING)
    return g_strcmp0 (g_value_get_string (a), g_value_get_string (b)) == 0;
  if (type == G_TYPE_VARIANT)
    {
      GVariant *va = g_value_get_variant (a);
      GVariant *vb = g_value_get_variant (b);

      return va == vb || (va && vb && g_variant_equal (va, vb));
    }
  if (type == G_TYPE_STRV && g_value_get_boxed (a) && g_value_get_boxed (b))
    return g_strv_equal (g_value_get_boxed (a), g_value_get_boxed (b));
  if (g_value_fits_pointer (a)) /* objects, boxed values and pointers */
    return g_value_peek_pointer (a) == g_value_peek_pointer (b);
  switch (G_TYPE_FUNDAMENTAL (type))
    {
    case G_TYPE_BOOLEAN:
      return g_value_get_boolean (a) == g_value_get_boolean (b);
    case G_TYPE_CHAR:
      return g_value_get_schar (a) == g_value_get_schar (b);
    case G_TYPE_UCHAR:
      return g_value_get_uchar (a) == g_value_get_uchar (b);
    case G_TYPE_INT:
    case G_TYPE_ENUM:
      return a->data[0].v_int == b->data[0].v_int;
    case G_TYPE_UINT:
    case G_TYPE_FLAGS:
      return a->data[0].v_uint == b->data[0].v_uint;
    case G_TYPE_LONG:
      return g_value_get_long (a) == g_value_get_long (b);
    case G_TYPE_ULONG:
      return g_value_get_ulong (a) == g_value_get_ulong (b);
    case G_TYPE_INT64:
      return g_value_get_int64 (a) == g_value_get_int64 (b);
    case G_TYPE_UINT64:
      return g_value_get_uint64 (a) == g_value_get_uint64 (b);
    case G_TYPE_FLOAT:
      return memcmp (&a->data[0].v_float, &b->data[0].v_float, sizeof (float)) == 0;
    case G_TYPE_DOUBLE:
      return memcmp (&a->data[0].v_double, &b->data[0].v_double, sizeof (double)) == 0;
    default:
      return FALSE;
    }
}

GValue *
stree_gvalue_dup (const GValue *value)
{
  GValue *copy = g_new0 (GValue, 1);

  g_value_init (copy, G_VALUE_TYPE (value));
  g_value_copy (value, copy);
  return copy;
}

void
stree_gvalue_free (gpointer value)
{
  if (!value)
    return;
  g_value_unset (value);
  g_free (value);
}

char *
stree_strip_name (const char *name)
{
  char *copy;

  if (stree_is_blank (name))
    return NULL;
  copy = g_strdup (name);
  return g_strstrip (copy);
}

/* --- life --- */

/**
 * stree_values_new:
 *
 * Makes an empty set.
 *
 * Returns: (transfer full): the set
 *
 * Since: 1.0
 */
StreeValues *
stree_values_new (void)
{
  StreeValues *values = g_new0 (StreeValues, 1);

  g_atomic_ref_count_init (&values->ref_count);
  values->table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stree_gvalue_free);
  return values;
}

/**
 * stree_values_ref: (skip)
 * @values: a set
 *
 * Returns: (transfer full): @values, held once more
 *
 * Since: 1.0
 */
StreeValues *
stree_values_ref (StreeValues *values)
{
  g_return_val_if_fail (values != NULL, NULL);
  g_atomic_ref_count_inc (&values->ref_count);
  return values;
}

/**
 * stree_values_unref: (skip)
 * @values: (transfer full): a set
 *
 * Lets go of a set.
 *
 * Since: 1.0
 */
void
stree_values_unref (StreeValues *values)
{
  g_return_if_fail (values != NULL);
  if (!g_atomic_ref_count_dec (&values->ref_count))
    return;
  g_hash_table_unref (values->table);
  g_clear_error (&values->error);
  g_free (values);
}

/* --- what is in it --- */

void
stree_values_add (StreeValues *values, const char *name, const GValue *value)
{
  g_hash_table_replace (values->table, g_strdup (name), stree_gvalue_dup (value));
}

/**
 * stree_values_set:
 * @values: a set that no element was made with yet
 * @name: the name; blanks around it do not count
 * @value: the value, of any type; copied. A [struct@StreamTree.State] stands for what it holds
 * @error: where to say that @name is blank, or that @values is in use
 *
 * Gives a name a value, in place of the one it had.
 *
 * Returns: %FALSE if @error is set
 *
 * Since: 1.0
 */
gboolean
stree_values_set (StreeValues *values, const char *name, const GValue *value, GError **error)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (values != NULL, FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);
  stripped = stree_strip_name (name);
  if (!stripped)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "A %s was given a blank name: expected one that says what it is",
                   G_VALUE_TYPE_NAME (value));
      return FALSE;
    }
  if (values->frozen)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_FROZEN, "'%s' cannot be set: an element was made with these values; make new ones",
                   stripped);
      return FALSE;
    }
  stree_values_add (values, stripped, value);
  return TRUE;
}

const GValue *
stree_values_peek (const StreeValues *values, const char *name)
{
  return g_hash_table_lookup (values->table, name);
}

gboolean
stree_values_equal (const StreeValues *a, const StreeValues *b)
{
  GHashTableIter iter;
  gpointer       name, value;

  if (g_hash_table_size (a->table) != g_hash_table_size (b->table))
    return FALSE;
  g_hash_table_iter_init (&iter, a->table);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const GValue *other = stree_values_peek (b, name);

      if (!other || !stree_gvalue_equal (value, other))
        return FALSE;
    }
  return TRUE;
}

/**
 * stree_values_get:
 * @values: a set
 * @name: a name
 * @value: (out): where to put a copy of its value
 *
 * Reads a value.
 *
 * Returns: %FALSE if there is none of that name; @value is left unset then
 *
 * Since: 1.0
 */
gboolean
stree_values_get (StreeValues *values, const char *name, GValue *value)
{
  g_autofree char *stripped = NULL;
  const GValue    *found;

  g_return_val_if_fail (values != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  stripped = stree_strip_name (name);
  found = stripped ? stree_values_peek (values, stripped) : NULL;
  *value = (GValue) G_VALUE_INIT;
  if (!found)
    return FALSE;
  g_value_init (value, G_VALUE_TYPE (found));
  g_value_copy (found, value);
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * stree_values_list_names:
 * @values: a set
 *
 * The names.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names, sorted
 *
 * Since: 1.0
 */
char **
stree_values_list_names (StreeValues *values)
{
  GHashTableIter        iter;
  gpointer              name;
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (values != NULL, NULL);
  names = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, values->table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

static GVariant *
to_variant (const GValue *value)
{
  switch (G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (value)))
    {
    case G_TYPE_BOOLEAN:
      return g_variant_new_boolean (g_value_get_boolean (value));
    case G_TYPE_STRING:
      return g_variant_new_string (g_value_get_string (value) ? g_value_get_string (value) : "");
    case G_TYPE_FLOAT:
      return g_variant_new_double (g_value_get_float (value));
    case G_TYPE_DOUBLE:
      return g_variant_new_double (g_value_get_double (value));
    case G_TYPE_UINT64:
      return g_variant_new_uint64 (g_value_get_uint64 (value));
    case G_TYPE_VARIANT:
      return g_value_get_variant (value);
    case G_TYPE_ENUM:
      return g_variant_new_int64 (g_value_get_enum (value));
    case G_TYPE_FLAGS:
      return g_variant_new_int64 (g_value_get_flags (value));
    default:
      break;
    }
  if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    return g_value_get_boxed (value) ? g_variant_new_strv (g_value_get_boxed (value), -1) : NULL;
  if (g_value_type_transformable (G_VALUE_TYPE (value), G_TYPE_INT64))
    {
      g_auto (GValue) number = G_VALUE_INIT;

      g_value_init (&number, G_TYPE_INT64);
      g_value_transform (value, &number);
      return g_variant_new_int64 (g_value_get_int64 (&number));
    }
  return NULL;
}

/**
 * stree_values_to_variant:
 * @values: a set
 *
 * The values as data, to be written down. A state gives what it holds; objects, pointers and other boxed values are left
 * out.
 *
 * Returns: (transfer floating): an `a{sv}`, sorted by name
 *
 * Since: 1.0
 */
GVariant *
stree_values_to_variant (StreeValues *values)
{
  g_auto (GStrv)  names = NULL;
  GVariantBuilder builder;

  g_return_val_if_fail (values != NULL, NULL);
  names = stree_values_list_names (values);
  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; names[i]; i++)
    {
      const GValue   *value = stree_values_peek (values, names[i]);
      g_auto (GValue) held = G_VALUE_INIT;
      GVariant       *variant;

      if (G_VALUE_HOLDS (value, STREE_TYPE_STATE) && g_value_get_boxed (value))
        {
          stree_state_get (g_value_get_boxed (value), &held);
          value = &held;
        }
      variant = to_variant (value);
      if (variant)
        g_variant_builder_add (&builder, "{sv}", names[i], variant);
    }
  return g_variant_builder_end (&builder);
}

/* --- from C --- */

static void
named_to_gvalue (const StreeNamed *named, GValue *value)
{
  if (named->type == G_TYPE_OBJECT)
    {
      g_value_init (value, named->pointer ? G_OBJECT_TYPE (named->pointer) : G_TYPE_OBJECT);
      g_value_set_object (value, named->pointer);
    }
  else if (named->type == G_TYPE_POINTER)
    {
      g_value_init (value, G_TYPE_POINTER);
      g_value_set_pointer (value, named->pointer);
    }
  else if (named->type)
    {
      g_value_init (value, named->type);
      g_value_set_boxed (value, named->pointer);
    }
  else if (named->value.type == STREE_VALUE_STATE)
    {
      g_value_init (value, STREE_TYPE_STATE);
      g_value_set_boxed (value, named->value.v.state);
    }
  else if (!stree_value_to_gvalue (&named->value, value))
    {
      g_value_init (value, G_TYPE_STRING); /* a text that is NULL */
    }
}

/**
 * stree_values_new_named: (skip)
 * @named: values and their names; ends with a name that is %NULL
 * @error: where to say that a name is blank
 *
 * Makes a set from a list: `stree_values_new_named (STREE_NAMED (stree_named ("tenant_id", "acme")), &error)`.
 *
 * Returns: (transfer full) (nullable): the set; %NULL if @error is set
 *
 * Since: 1.0
 */
StreeValues *
stree_values_new_named (const StreeNamed *named, GError **error)
{
  g_autoptr (StreeValues) values = stree_values_new ();

  g_return_val_if_fail (named != NULL, NULL);
  for (; named->name; named++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      named_to_gvalue (named, &value);
      if (!stree_values_set (values, named->name, &value, error))
        return NULL;
    }
  return g_steal_pointer (&values);
}
