/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "data/stree-frame-objects.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/stree-error.h"
#include "data/stree-cell-date-private.h"
#include "data/stree-frame-builder.h"

typedef struct
{
  const char *name; /* of the property; borrowed from the pspec */
  GType type;       /* of its values */
  StreeColumnType column_type;
} Property;

static gboolean
is_unsigned_64 (GType type)
{
  return type == G_TYPE_UINT64 || (type == G_TYPE_ULONG && sizeof (gulong) == 8);
}

/* FALSE: a cell cannot hold such values. */
static gboolean
find_column_type (GType type, StreeColumnType *column_type)
{
  switch (G_TYPE_FUNDAMENTAL (type))
    {
    case G_TYPE_CHAR:
    case G_TYPE_UCHAR:
    case G_TYPE_INT:
    case G_TYPE_UINT:
    case G_TYPE_LONG:
    case G_TYPE_ULONG:
    case G_TYPE_INT64:
    case G_TYPE_UINT64:
      *column_type = STREE_COLUMN_INT64;
      return TRUE;
    case G_TYPE_FLOAT:
    case G_TYPE_DOUBLE:
      *column_type = STREE_COLUMN_DOUBLE;
      return TRUE;
    case G_TYPE_BOOLEAN:
      *column_type = STREE_COLUMN_BOOL;
      return TRUE;
    case G_TYPE_ENUM:
    case G_TYPE_FLAGS:
    case G_TYPE_STRING:
      *column_type = STREE_COLUMN_TEXT;
      return TRUE;
    default:
      *column_type = type == G_TYPE_DATE_TIME ? STREE_COLUMN_TIMESTAMP
                     : type == G_TYPE_DATE    ? STREE_COLUMN_DATE
                                              : STREE_COLUMN_TEXT;
      return *column_type != STREE_COLUMN_TEXT || g_value_type_transformable (type, G_TYPE_STRING);
    }
}

static char *
flags_to_text (GType type, guint flags)
{
  g_autoptr (GFlagsClass) klass = g_type_class_ref (type);
  GString *text = g_string_new (NULL);
  GFlagsValue *value;

  while (flags != 0 && (value = g_flags_get_first_value (klass, flags)) != NULL)
    {
      g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", value->value_nick);
      flags &= ~value->value;
    }
  if (flags != 0)
    g_string_append_printf (text, "%s0x%x", text->len > 0 ? "|" : "", flags);
  return g_string_free (text, FALSE);
}

/* What it shows; NULL is null. */
static char *
value_to_text (const GValue *value)
{
  GType type = G_VALUE_TYPE (value);
  GValue text = G_VALUE_INIT;
  char *result;

  if (G_TYPE_IS_ENUM (type))
    {
      g_autoptr (GEnumClass) klass = g_type_class_ref (type);
      GEnumValue *known = g_enum_get_value (klass, g_value_get_enum (value));

      return known != NULL ? g_strdup (known->value_nick) : g_strdup_printf ("%d", g_value_get_enum (value));
    }
  if (G_TYPE_IS_FLAGS (type))
    return flags_to_text (type, g_value_get_flags (value));
  if (G_TYPE_FUNDAMENTAL (type) == G_TYPE_BOXED && g_value_get_boxed (value) == NULL)
    return NULL;
  g_value_init (&text, G_TYPE_STRING);
  g_value_transform (value, &text);
  result = g_value_dup_string (&text);
  g_value_unset (&text);
  return result;
}

/* The number that is written as the float is: 0.1, not 0.10000000149. */
static double
widen (float value)
{
  for (int digits = 6; digits <= 9; digits++)
    {
      char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE];
      double wide;

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, (double) value);
      wide = g_ascii_strtod (buffer, NULL);
      if (!((float) wide < value) && !((float) wide > value))
        return wide;
    }
  return (double) value;
}

static gint64
to_int64 (const GValue *value)
{
  GValue wide = G_VALUE_INIT;
  gint64 number;

  g_value_init (&wide, G_TYPE_INT64);
  g_value_transform (value, &wide);
  number = g_value_get_int64 (&wide);
  g_value_unset (&wide);
  return number;
}

static gboolean
append_value (StreeFrameBuilder *builder, guint column, StreeColumnType type, const GValue *value)
{
  switch (type)
    {
    case STREE_COLUMN_INT64:
      stree_frame_builder_append_int64 (builder, column, to_int64 (value));
      return TRUE;
    case STREE_COLUMN_DOUBLE:
      {
        double number = G_VALUE_HOLDS_FLOAT (value) ? widen (g_value_get_float (value)) : g_value_get_double (value);

        if (isnan (number))
          stree_frame_builder_append_null (builder, column);
        else
          stree_frame_builder_append_double (builder, column, number);
        return TRUE;
      }
    case STREE_COLUMN_BOOL:
      stree_frame_builder_append_bool (builder, column, g_value_get_boolean (value));
      return TRUE;
    case STREE_COLUMN_DATE:
      {
        const GDate *date = g_value_get_boxed (value);
        gint32 days;

        if (date == NULL || !g_date_valid (date))
          {
            stree_frame_builder_append_null (builder, column);
            return TRUE;
          }
        if (!stree_days_from_date (date, &days))
          return FALSE;
        stree_frame_builder_append_date (builder, column, days);
        return TRUE;
      }
    case STREE_COLUMN_TIMESTAMP:
      {
        GDateTime *moment = g_value_get_boxed (value);
        gint64 micros;

        if (moment == NULL)
          {
            stree_frame_builder_append_null (builder, column);
            return TRUE;
          }
        if (!stree_microseconds_from_date_time (moment, &micros))
          return FALSE;
        stree_frame_builder_append_timestamp (builder, column, micros);
        return TRUE;
      }
    case STREE_COLUMN_TEXT:
    default:
      {
        g_autofree char *text = value_to_text (value);

        stree_frame_builder_append_text (builder, column, text);
        return TRUE;
      }
    }
}

/* The property of an object; NULL and @error: it has none that can be read and shown. */
static GParamSpec *
find_property (GObjectClass *klass, const char *name, GError **error)
{
  GParamSpec *pspec = g_object_class_find_property (klass, name);
  StreeColumnType type;

  if (pspec == NULL)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("A %s has no property \"%s\""),
                 G_OBJECT_CLASS_NAME (klass), name);
  else if ((pspec->flags & G_PARAM_READABLE) == 0)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 _ ("The property \"%s\" of a %s cannot be read; expected one that can"), name,
                 G_OBJECT_CLASS_NAME (klass));
  else if (!find_column_type (pspec->value_type, &type))
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 _ ("The property \"%s\" of a %s is a %s; expected a number, a boolean, a date, a text, or what can be "
                    "made into one"),
                 name, G_OBJECT_CLASS_NAME (klass), g_type_name (pspec->value_type));
  else
    return pspec;
  return NULL;
}

/* Those that @names names, or all that can be shown. NULL and @error. */
static GArray *
find_properties (GObjectClass *klass, const char *const *names, GError **error)
{
  g_autoptr (GArray) properties = g_array_new (FALSE, FALSE, sizeof (Property));
  g_autofree GParamSpec **all = NULL;
  guint n_all = 0;

  if (names == NULL)
    all = g_object_class_list_properties (klass, &n_all);
  for (guint i = 0; names != NULL ? names[i] != NULL : i < n_all; i++)
    {
      GParamSpec *pspec = find_property (klass, names != NULL ? names[i] : all[i]->name, names != NULL ? error : NULL);
      Property property;

      if (pspec == NULL && names == NULL)
        continue;
      if (pspec == NULL)
        return NULL;
      property = (Property){ .name = pspec->name, .type = pspec->value_type };
      find_column_type (property.type, &property.column_type);
      for (guint k = 0; k < i && names != NULL; k++)
        if (g_str_equal (g_array_index (properties, Property, k).name, property.name))
          {
            g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                         _ ("The property \"%s\" is there twice; expected each once"), names[i]);
            return NULL;
          }
      g_array_append_val (properties, property);
    }
  return g_steal_pointer (&properties);
}

/* Reads the value of item @number, whose class may be another than that of the first. */
static gboolean
read_value (GObject *item, guint number, const Property *property, GValue *value, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GParamSpec *pspec = find_property (G_OBJECT_GET_CLASS (item), property->name, &cause);

  if (pspec != NULL && pspec->value_type == property->type)
    {
      g_value_init (value, property->type);
      g_object_get_property (item, property->name, value);
      return TRUE;
    }
  if (cause != NULL)
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("Item %u: %s"), number, cause->message);
  else
    g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                 _ ("Item %u: The property \"%s\" of a %s is a %s; expected a %s, as in the first item"), number,
                 property->name, G_OBJECT_TYPE_NAME (item), g_type_name (pspec->value_type),
                 g_type_name (property->type));
  return FALSE;
}

/* Those of 64 bits that have one beyond what a whole number of a frame can be are text. */
static gboolean
widen_unsigned (GListModel *model, GArray *properties, GError **error)
{
  for (guint k = 0; k < properties->len; k++)
    {
      Property *property = &g_array_index (properties, Property, k);

      if (!is_unsigned_64 (property->type))
        continue;
      for (guint i = 0; i < g_list_model_get_n_items (model) && property->column_type != STREE_COLUMN_TEXT; i++)
        {
          g_autoptr (GObject) item = g_list_model_get_item (model, i);
          g_auto (GValue) value = G_VALUE_INIT;

          if (!read_value (item, i, property, &value, error))
            return FALSE;
          if ((G_VALUE_HOLDS_UINT64 (&value) ? g_value_get_uint64 (&value) : g_value_get_ulong (&value)) > G_MAXINT64)
            property->column_type = STREE_COLUMN_TEXT;
        }
    }
  return TRUE;
}

/* What the items are: what the model says, if that is more than an object; else what the first is. */
static GObjectClass *
item_class (GListModel *model)
{
  GType type = g_list_model_get_item_type (model);
  g_autoptr (GObject) first = g_list_model_get_item (model, 0);

  if (first != NULL && (type == G_TYPE_OBJECT || !g_type_is_a (type, G_TYPE_OBJECT)))
    type = G_OBJECT_TYPE (first);
  return g_type_class_ref (g_type_is_a (type, G_TYPE_OBJECT) ? type : G_TYPE_OBJECT);
}

/**
 * stree_frame_new_from_model: (constructor)
 * @model: a list of objects
 * @properties: (nullable) (array zero-terminated=1): names of properties, the columns; %NULL: all that can be shown
 * @error: where to put an error
 *
 * Makes a frame of what objects say of themselves: a row for each, a column for each property.
 *
 * Whole numbers, numbers with decimals, booleans, texts, #GDate (a date) and #GDateTime (a moment, of which the time zone
 * is not kept) stay what they are. Enumerations and flags are their nicks. Where a whole number is larger than 64 bits
 * with a sign can hold, its column is text. Others are the text that #GValue makes of them. What changes in the
 * objects later does not change the frame.
 *
 * Fails with %STREE_ERROR_BAD_VALUE where an item has no such property, or it cannot be read or shown; the message
 * names the property and its type.
 *
 * Returns: (transfer full): the frame, or %NULL with @error set
 *
 * Since: 1.0
 */
StreeFrame *
stree_frame_new_from_model (GListModel *model, const char *const *properties, GError **error)
{
  g_autoptr (StreeFrameBuilder) builder = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GTypeClass) klass = NULL;
  guint n_items;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  n_items = g_list_model_get_n_items (model);
  klass = (GTypeClass *) item_class (model);
  found = find_properties ((GObjectClass *) klass, properties, error);
  if (found == NULL || !widen_unsigned (model, found, error))
    return NULL;

  builder = stree_frame_builder_new ();
  for (guint k = 0; k < found->len; k++)
    stree_frame_builder_add_column (builder, g_array_index (found, Property, k).name,
                                    g_array_index (found, Property, k).column_type);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      for (guint k = 0; k < found->len; k++)
        {
          const Property *property = &g_array_index (found, Property, k);
          g_auto (GValue) value = G_VALUE_INIT;

          if (!read_value (item, i, property, &value, error))
            return NULL;
          if (append_value (builder, k, property->column_type, &value))
            continue;
          g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE,
                       _ ("Item %u: the property \"%s\" is of a year that is not from 1 to 9999"), i, property->name);
          return NULL;
        }
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}
