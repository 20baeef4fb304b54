/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A field of a model: made of a GParamSpec or of a line of a struct's table; and how its value is stored there. */

#include "forms/stree-model-private.h"

#include <math.h>
#include <string.h>

GType
stree_field_value_type (StreeFieldType type)
{
  switch (type)
    {
    case STREE_FIELD_STRING:
      return G_TYPE_STRING;
    case STREE_FIELD_INT:
    case STREE_FIELD_ENUM:
    case STREE_FIELD_FLAGS:
      return G_TYPE_INT64;
    case STREE_FIELD_DOUBLE:
      return G_TYPE_DOUBLE;
    case STREE_FIELD_BOOL:
      return G_TYPE_BOOLEAN;
    case STREE_FIELD_DATE:
      return G_TYPE_DATE;
    case STREE_FIELD_DATE_TIME:
      return G_TYPE_DATE_TIME;
    case STREE_FIELD_UNSUPPORTED:
    case STREE_FIELD_OBJECT:
    default:
      return G_TYPE_INVALID;
    }
}

void
stree_field_check_free (gpointer data)
{
  StreeFieldCheck *check = data;

  if (check->destroy)
    check->destroy (check->data);
  g_free (check);
}

void
stree_field_free (gpointer data)
{
  StreeField *field = data;

  g_free (field->name);
  g_free (field->label);
  g_free (field->help);
  if (G_IS_VALUE (&field->initial))
    g_value_unset (&field->initial);
  g_clear_pointer (&field->values, g_type_class_unref);
  g_clear_pointer (&field->value_labels, g_hash_table_unref);
  g_clear_pointer (&field->nested, stree_model_unref);
  g_clear_pointer (&field->validators, g_ptr_array_unref);
  g_clear_pointer (&field->askers, g_ptr_array_unref);
  g_clear_pointer (&field->pspec, g_param_spec_unref);
  g_free (field);
}

/* "first-name" as "First Name". */
char *
stree_field_title (const char *name)
{
  GString *text = g_string_new (NULL);
  gboolean first = TRUE;

  for (const char *p = name; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '_' || c == '-')
        c = ' ';
      g_string_append_unichar (text, first ? g_unichar_totitle (c) : g_unichar_tolower (c));
      first = !g_unichar_isalpha (c);
    }
  return g_string_free (text, FALSE);
}

char *
stree_field_value_label (const StreeField *field, const char *nick)
{
  const char *label = field->value_labels ? g_hash_table_lookup (field->value_labels, nick) : NULL;

  return label ? g_strdup (label) : stree_field_title (nick);
}

/* --- numbers --- */

/* As an integer; what is beyond it is cut. */
static gint64
to_int (double number)
{
  if (isnan (number))
    return 0;
  return number >= 9223372036854775808.0   ? G_MAXINT64
         : number <= -9223372036854775808.0 ? G_MININT64
                                            : (gint64) number;
}

/* 0.1f as 0.1: the shortest number that is the same float. */
static double
widen (float number)
{
  char buffer[32];

  if (!isfinite (number))
    return number;
  for (int digits = 6; digits < 9; digits++)
    {
      char format[] = { '%', '.', (char) ('0' + digits), 'g', '\0' };

      g_ascii_formatd (buffer, sizeof buffer, format, number);
      if ((float) g_ascii_strtod (buffer, NULL) == number)
        return g_ascii_strtod (buffer, NULL);
    }
  return number;
}

static gboolean
is_empty (const StreeField *field, double number)
{
  return field->optional && (number == field->empty || (isnan (number) && isnan (field->empty)));
}

static void
set_int (const StreeField *field, GValue *value, gint64 number)
{
  if (field->type == STREE_FIELD_INT && is_empty (field, (double) number))
    return;
  g_value_init (value, G_TYPE_INT64);
  g_value_set_int64 (value, number);
}

static void
set_double (const StreeField *field, GValue *value, double number)
{
  if (is_empty (field, number))
    return;
  g_value_init (value, G_TYPE_DOUBLE);
  g_value_set_double (value, number);
}

/* --- a property --- */

void
stree_field_read (const StreeField *field, const GValue *stored, GValue *value)
{
  switch (field->type)
    {
    case STREE_FIELD_ENUM:
      set_int (field, value, g_value_get_enum (stored));
      break;
    case STREE_FIELD_FLAGS:
      set_int (field, value, g_value_get_flags (stored));
      break;
    case STREE_FIELD_INT:
      {
        g_auto (GValue) number = G_VALUE_INIT;

        if (G_VALUE_HOLDS_UINT64 (stored))
          set_int (field, value, (gint64) MIN (g_value_get_uint64 (stored), (guint64) G_MAXINT64));
        else
          {
            g_value_init (&number, G_TYPE_INT64);
            if (G_VALUE_HOLDS_CHAR (stored))
              g_value_set_int64 (&number, g_value_get_schar (stored));
            else if (G_VALUE_HOLDS_UCHAR (stored))
              g_value_set_int64 (&number, g_value_get_uchar (stored));
            else
              g_value_transform (stored, &number);
            set_int (field, value, g_value_get_int64 (&number));
          }
        break;
      }
    case STREE_FIELD_DOUBLE:
      set_double (field, value, G_VALUE_HOLDS_FLOAT (stored) ? widen (g_value_get_float (stored)) : g_value_get_double (stored));
      break;
    case STREE_FIELD_DATE:
    case STREE_FIELD_DATE_TIME:
      {
        gpointer date = g_value_get_boxed (stored);

        if (!date || (field->type == STREE_FIELD_DATE && !g_date_valid (date)))
          break;
        g_value_init (value, stree_field_value_type (field->type));
        g_value_set_boxed (value, date);
        break;
      }
    case STREE_FIELD_STRING:
    case STREE_FIELD_BOOL:
      g_value_init (value, stree_field_value_type (field->type));
      g_value_copy (stored, value);
      break;
    case STREE_FIELD_UNSUPPORTED:
    case STREE_FIELD_OBJECT:
    default:
      g_assert_not_reached ();
    }
}

void
stree_field_write (const StreeField *field, const GValue *value, GValue *stored)
{
  GType    type = G_PARAM_SPEC_VALUE_TYPE (field->pspec);
  gboolean missing = !G_IS_VALUE (value);
  gint64   whole = 0;

  g_value_init (stored, type);
  switch (field->type)
    {
    case STREE_FIELD_INT:
    case STREE_FIELD_ENUM:
    case STREE_FIELD_FLAGS:
      whole = missing ? to_int (field->empty) : g_value_get_int64 (value);
      if (field->type == STREE_FIELD_ENUM)
        g_value_set_enum (stored, (int) whole);
      else if (field->type == STREE_FIELD_FLAGS)
        g_value_set_flags (stored, (guint) whole);
      else if (type == G_TYPE_CHAR)
        g_value_set_schar (stored, (gint8) whole);
      else if (type == G_TYPE_UCHAR)
        g_value_set_uchar (stored, (guchar) whole);
      else if (type == G_TYPE_UINT64)
        g_value_set_uint64 (stored, (guint64) whole);
      else
        {
          g_auto (GValue) number = G_VALUE_INIT;

          g_value_init (&number, G_TYPE_INT64);
          g_value_set_int64 (&number, whole);
          g_value_transform (&number, stored);
        }
      break;
    case STREE_FIELD_DOUBLE:
      if (type == G_TYPE_FLOAT)
        g_value_set_float (stored, (float) (missing ? field->empty : g_value_get_double (value)));
      else
        g_value_set_double (stored, missing ? field->empty : g_value_get_double (value));
      break;
    case STREE_FIELD_STRING:
    case STREE_FIELD_BOOL:
    case STREE_FIELD_DATE:
    case STREE_FIELD_DATE_TIME:
      if (!missing)
        g_value_copy (value, stored);
      break;
    case STREE_FIELD_UNSUPPORTED:
    case STREE_FIELD_OBJECT:
    default:
      g_assert_not_reached ();
    }
}

static void
set_limits (StreeField *field, double min, double max)
{
  field->min = field->type == STREE_FIELD_INT ? stree_value_of_int (to_int (min)) : stree_value_of_double (min);
  field->max = field->type == STREE_FIELD_INT ? stree_value_of_int (to_int (max)) : stree_value_of_double (max);
}

#define INT_LIMITS(SPEC)                                                                                               \
  {                                                                                                                    \
    field->min = stree_value_of_int ((gint64) SPEC (pspec)->minimum);                                                  \
    field->max = stree_value_of_int ((gint64) SPEC (pspec)->maximum);                                                  \
  }

static void
find_type (StreeField *field, GParamSpec *pspec)
{
  GType type = G_PARAM_SPEC_VALUE_TYPE (pspec);

  field->type = STREE_FIELD_INT;
  if (G_IS_PARAM_SPEC_INT (pspec))
    INT_LIMITS (G_PARAM_SPEC_INT)
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    INT_LIMITS (G_PARAM_SPEC_UINT)
  else if (G_IS_PARAM_SPEC_CHAR (pspec))
    INT_LIMITS (G_PARAM_SPEC_CHAR)
  else if (G_IS_PARAM_SPEC_UCHAR (pspec))
    INT_LIMITS (G_PARAM_SPEC_UCHAR)
  else if (G_IS_PARAM_SPEC_LONG (pspec))
    INT_LIMITS (G_PARAM_SPEC_LONG)
  else if (G_IS_PARAM_SPEC_INT64 (pspec))
    INT_LIMITS (G_PARAM_SPEC_INT64)
  else if (G_IS_PARAM_SPEC_ULONG (pspec))
    {
      field->min = stree_value_of_int ((gint64) MIN (G_PARAM_SPEC_ULONG (pspec)->minimum, (gulong) G_MAXLONG));
      field->max = stree_value_of_int ((gint64) MIN (G_PARAM_SPEC_ULONG (pspec)->maximum, (gulong) G_MAXLONG));
    }
  else if (G_IS_PARAM_SPEC_UINT64 (pspec))
    {
      field->min = stree_value_of_int ((gint64) MIN (G_PARAM_SPEC_UINT64 (pspec)->minimum, (guint64) G_MAXINT64));
      field->max = stree_value_of_int ((gint64) MIN (G_PARAM_SPEC_UINT64 (pspec)->maximum, (guint64) G_MAXINT64));
    }
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    {
      field->type = STREE_FIELD_DOUBLE;
      set_limits (field, G_PARAM_SPEC_DOUBLE (pspec)->minimum, G_PARAM_SPEC_DOUBLE (pspec)->maximum);
    }
  else if (G_IS_PARAM_SPEC_FLOAT (pspec))
    {
      field->type = STREE_FIELD_DOUBLE;
      set_limits (field, widen (G_PARAM_SPEC_FLOAT (pspec)->minimum), widen (G_PARAM_SPEC_FLOAT (pspec)->maximum));
    }
  else if (G_IS_PARAM_SPEC_STRING (pspec))
    field->type = STREE_FIELD_STRING;
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    field->type = STREE_FIELD_BOOL;
  else if (G_IS_PARAM_SPEC_ENUM (pspec))
    field->type = STREE_FIELD_ENUM;
  else if (G_IS_PARAM_SPEC_FLAGS (pspec))
    field->type = STREE_FIELD_FLAGS;
  else if (type == G_TYPE_DATE)
    field->type = STREE_FIELD_DATE;
  else if (type == G_TYPE_DATE_TIME)
    field->type = STREE_FIELD_DATE_TIME;
  else if (G_IS_PARAM_SPEC_OBJECT (pspec) && type != G_TYPE_OBJECT && g_type_is_a (type, G_TYPE_OBJECT) &&
           !G_TYPE_IS_ABSTRACT (type))
    field->type = STREE_FIELD_OBJECT;
  else
    field->type = STREE_FIELD_UNSUPPORTED;

  if (field->type == STREE_FIELD_ENUM || field->type == STREE_FIELD_FLAGS)
    field->values = g_type_class_ref (type);
}

/* The ends of what a type can hold are no limits that somebody set. */
static void
drop_wide_limits (StreeField *field)
{
  if (field->min.type == STREE_VALUE_DOUBLE && field->min.v.d <= -(double) G_MAXFLOAT)
    field->min = (StreeValue){ .type = STREE_VALUE_NONE };
  if (field->max.type == STREE_VALUE_DOUBLE && field->max.v.d >= (double) G_MAXFLOAT)
    field->max = (StreeValue){ .type = STREE_VALUE_NONE };
  if (field->min.type == STREE_VALUE_INT && field->min.v.i == G_MININT64)
    field->min = (StreeValue){ .type = STREE_VALUE_NONE };
  if (field->max.type == STREE_VALUE_INT && field->max.v.i == G_MAXINT64)
    field->max = (StreeValue){ .type = STREE_VALUE_NONE };
}

void
stree_field_set_optional (StreeField *field, double empty)
{
  field->optional = TRUE;
  field->empty = empty;
  /* Where it is an end of the range, it is none of the numbers that can be entered. */
  if (field->min.type == STREE_VALUE_INT && is_empty (field, (double) field->min.v.i))
    field->min.v.i++;
  if (field->max.type == STREE_VALUE_INT && is_empty (field, (double) field->max.v.i))
    field->max.v.i--;
  if (G_VALUE_HOLDS_INT64 (&field->initial) ? is_empty (field, (double) g_value_get_int64 (&field->initial))
      : G_VALUE_HOLDS_DOUBLE (&field->initial) ? is_empty (field, g_value_get_double (&field->initial))
                                               : FALSE)
    g_value_unset (&field->initial);
}

StreeField *
stree_field_new_for_pspec (GParamSpec *declared)
{
  StreeField *field = g_new0 (StreeField, 1);
  GParamSpec *pspec = g_param_spec_get_redirect_target (declared);
  const char *nick;
  const char *blurb;

  if (!pspec)
    pspec = declared;
  field->pspec = g_param_spec_ref (declared);
  field->name = g_strdup (g_param_spec_get_name (declared));
  nick = g_param_spec_get_nick (declared);
  blurb = g_param_spec_get_blurb (declared);
  field->label = nick && *nick && strcmp (nick, field->name) != 0 ? g_strdup (nick) : stree_field_title (field->name);
  field->help = blurb && *blurb && g_strcmp0 (blurb, nick) != 0 ? g_strdup (blurb) : NULL;
  find_type (field, pspec);
  drop_wide_limits (field);
  if (field->type != STREE_FIELD_UNSUPPORTED && field->type != STREE_FIELD_OBJECT)
    stree_field_read (field, g_param_spec_get_default_value (pspec), &field->initial);
  return field;
}

/* --- a member of a struct --- */

static void
find_member_type (StreeField *field, const StreeFieldDecl *decl)
{
  GType type = decl->enum_type ? decl->enum_type () : G_TYPE_INVALID;

  if (type != G_TYPE_INVALID)
    {
      field->type = G_TYPE_IS_FLAGS (type) ? STREE_FIELD_FLAGS : STREE_FIELD_ENUM;
      field->values = g_type_class_ref (type);
      return;
    }
  switch (decl->type)
    {
    case STREE_MEMBER_STRING:
      field->type = STREE_FIELD_STRING;
      break;
    case STREE_MEMBER_BOOL:
      field->type = STREE_FIELD_BOOL;
      break;
    case STREE_MEMBER_FLOAT:
    case STREE_MEMBER_DOUBLE:
      field->type = STREE_FIELD_DOUBLE;
      break;
    case STREE_MEMBER_DATE:
      field->type = STREE_FIELD_DATE;
      break;
    case STREE_MEMBER_DATE_TIME:
      field->type = STREE_FIELD_DATE_TIME;
      break;
    case STREE_MEMBER_STRUCT:
      field->type = decl->model ? STREE_FIELD_OBJECT : STREE_FIELD_UNSUPPORTED;
      break;
    case STREE_MEMBER_INT8:
    case STREE_MEMBER_UINT8:
    case STREE_MEMBER_INT16:
    case STREE_MEMBER_UINT16:
    case STREE_MEMBER_INT32:
    case STREE_MEMBER_UINT32:
    case STREE_MEMBER_INT64:
    case STREE_MEMBER_UINT64:
    default:
      field->type = decl->boolean ? STREE_FIELD_BOOL : STREE_FIELD_INT;
      break;
    }
}

/* What a member can hold at all. */
static void
set_member_limits (StreeField *field)
{
  static const struct
  {
    gint64 min;
    gint64 max;
  } limits[] = {
    [STREE_MEMBER_INT8] = { G_MININT8, G_MAXINT8 },    [STREE_MEMBER_UINT8] = { 0, G_MAXUINT8 },
    [STREE_MEMBER_INT16] = { G_MININT16, G_MAXINT16 }, [STREE_MEMBER_UINT16] = { 0, G_MAXUINT16 },
    [STREE_MEMBER_INT32] = { G_MININT32, G_MAXINT32 }, [STREE_MEMBER_UINT32] = { 0, G_MAXUINT32 },
    [STREE_MEMBER_INT64] = { G_MININT64, G_MAXINT64 }, [STREE_MEMBER_UINT64] = { 0, G_MAXINT64 },
  };

  if (field->type == STREE_FIELD_INT)
    {
      field->min = stree_value_of_int (limits[field->member].min);
      field->max = stree_value_of_int (limits[field->member].max);
    }
  else if (field->member == STREE_MEMBER_FLOAT)
    set_limits (field, -(double) G_MAXFLOAT, (double) G_MAXFLOAT);
}

StreeField *
stree_field_new_for_decl (const StreeFieldDecl *decl)
{
  StreeField *field = g_new0 (StreeField, 1);

  field->name = g_strdup (decl->name);
  field->label = decl->label ? g_strdup (decl->label) : stree_field_title (decl->name);
  field->help = g_strdup (decl->help);
  field->offset = decl->offset;
  field->member = decl->type;
  field->get_nested = decl->model;
  field->required = decl->required;
  find_member_type (field, decl);
  set_member_limits (field);
  if (decl->limited)
    set_limits (field, decl->min, decl->max);
  drop_wide_limits (field);
  if (decl->optional && (field->type == STREE_FIELD_INT || field->type == STREE_FIELD_DOUBLE))
    stree_field_set_optional (field, decl->empty);
  if (field->type == STREE_FIELD_STRING)
    {
      g_value_init (&field->initial, G_TYPE_STRING);
      g_value_set_string (&field->initial, decl->text);
    }
  else if (field->type == STREE_FIELD_BOOL)
    {
      g_value_init (&field->initial, G_TYPE_BOOLEAN);
      g_value_set_boolean (&field->initial, decl->initial != 0);
    }
  else if (field->type == STREE_FIELD_DOUBLE && !(field->optional && decl->initial == 0))
    set_double (field, &field->initial, decl->initial);
  else if (stree_field_value_type (field->type) == G_TYPE_INT64 && !(field->optional && decl->initial == 0))
    set_int (field, &field->initial, to_int (decl->initial));
  if (decl->validate)
    {
      StreeFieldCheck *check = g_new0 (StreeFieldCheck, 1);

      *check = (StreeFieldCheck){ G_CALLBACK (decl->validate), decl->data, NULL };
      field->validators = g_ptr_array_new_with_free_func (stree_field_check_free);
      g_ptr_array_add (field->validators, check);
    }
  if (decl->ask)
    {
      StreeFieldCheck *check = g_new0 (StreeFieldCheck, 1);

      *check = (StreeFieldCheck){ G_CALLBACK (decl->ask), decl->data, NULL };
      field->askers = g_ptr_array_new_with_free_func (stree_field_check_free);
      g_ptr_array_add (field->askers, check);
    }
  return field;
}

#define MEMBER(type) (*(type *) ((char *) instance + field->offset))
#define CMEMBER(type) (*(const type *) (gconstpointer) ((const char *) instance + field->offset))

static gint64
read_whole (const StreeField *field, gconstpointer instance)
{
  switch (field->member)
    {
    case STREE_MEMBER_BOOL:
      return CMEMBER (_Bool);
    case STREE_MEMBER_INT8:
      return CMEMBER (gint8);
    case STREE_MEMBER_UINT8:
      return CMEMBER (guint8);
    case STREE_MEMBER_INT16:
      return CMEMBER (gint16);
    case STREE_MEMBER_UINT16:
      return CMEMBER (guint16);
    case STREE_MEMBER_INT32:
      return CMEMBER (gint32);
    case STREE_MEMBER_UINT32:
      return CMEMBER (guint32);
    case STREE_MEMBER_INT64:
      return CMEMBER (gint64);
    case STREE_MEMBER_UINT64:
      return (gint64) MIN (CMEMBER (guint64), (guint64) G_MAXINT64);
    case STREE_MEMBER_STRUCT:
    case STREE_MEMBER_STRING:
    case STREE_MEMBER_FLOAT:
    case STREE_MEMBER_DOUBLE:
    case STREE_MEMBER_DATE:
    case STREE_MEMBER_DATE_TIME:
    default:
      g_assert_not_reached ();
    }
}

void
stree_field_read_member (const StreeField *field, gconstpointer instance, GValue *value)
{
  switch (field->member)
    {
    case STREE_MEMBER_STRING:
      g_value_init (value, G_TYPE_STRING);
      g_value_set_string (value, CMEMBER (char *const));
      break;
    case STREE_MEMBER_FLOAT:
      set_double (field, value, widen (CMEMBER (float)));
      break;
    case STREE_MEMBER_DOUBLE:
      set_double (field, value, CMEMBER (double));
      break;
    case STREE_MEMBER_DATE:
      if (CMEMBER (GDate *const) && g_date_valid (CMEMBER (GDate *const)))
        {
          g_value_init (value, G_TYPE_DATE);
          g_value_set_boxed (value, CMEMBER (GDate *const));
        }
      break;
    case STREE_MEMBER_DATE_TIME:
      if (CMEMBER (GDateTime *const))
        {
          g_value_init (value, G_TYPE_DATE_TIME);
          g_value_set_boxed (value, CMEMBER (GDateTime *const));
        }
      break;
    case STREE_MEMBER_STRUCT:
      g_assert_not_reached ();
    case STREE_MEMBER_BOOL:
    case STREE_MEMBER_INT8:
    case STREE_MEMBER_UINT8:
    case STREE_MEMBER_INT16:
    case STREE_MEMBER_UINT16:
    case STREE_MEMBER_INT32:
    case STREE_MEMBER_UINT32:
    case STREE_MEMBER_INT64:
    case STREE_MEMBER_UINT64:
    default:
      if (field->type == STREE_FIELD_BOOL)
        {
          g_value_init (value, G_TYPE_BOOLEAN);
          g_value_set_boolean (value, read_whole (field, instance) != 0);
        }
      else
        set_int (field, value, read_whole (field, instance));
      break;
    }
}

static void
write_whole (const StreeField *field, gpointer instance, gint64 number)
{
  switch (field->member)
    {
    case STREE_MEMBER_BOOL:
      MEMBER (_Bool) = number != 0;
      break;
    case STREE_MEMBER_INT8:
    case STREE_MEMBER_UINT8:
      MEMBER (guint8) = (guint8) number;
      break;
    case STREE_MEMBER_INT16:
    case STREE_MEMBER_UINT16:
      MEMBER (guint16) = (guint16) number;
      break;
    case STREE_MEMBER_INT32:
    case STREE_MEMBER_UINT32:
      MEMBER (guint32) = (guint32) number;
      break;
    case STREE_MEMBER_INT64:
    case STREE_MEMBER_UINT64:
      MEMBER (guint64) = (guint64) number;
      break;
    case STREE_MEMBER_STRUCT:
    case STREE_MEMBER_STRING:
    case STREE_MEMBER_FLOAT:
    case STREE_MEMBER_DOUBLE:
    case STREE_MEMBER_DATE:
    case STREE_MEMBER_DATE_TIME:
    default:
      g_assert_not_reached ();
    }
}

void
stree_field_write_member (const StreeField *field, gpointer instance, const GValue *value)
{
  gboolean missing = !G_IS_VALUE (value);

  switch (field->member)
    {
    case STREE_MEMBER_STRING:
      g_free (MEMBER (char *));
      MEMBER (char *) = missing ? NULL : g_value_dup_string (value);
      break;
    case STREE_MEMBER_FLOAT:
      MEMBER (float) = (float) (missing ? field->empty : g_value_get_double (value));
      break;
    case STREE_MEMBER_DOUBLE:
      MEMBER (double) = missing ? field->empty : g_value_get_double (value);
      break;
    case STREE_MEMBER_DATE:
      g_clear_pointer (&MEMBER (GDate *), g_date_free);
      MEMBER (GDate *) = missing ? NULL : g_value_dup_boxed (value);
      break;
    case STREE_MEMBER_DATE_TIME:
      g_clear_pointer (&MEMBER (GDateTime *), g_date_time_unref);
      MEMBER (GDateTime *) = missing ? NULL : g_value_dup_boxed (value);
      break;
    case STREE_MEMBER_STRUCT:
      g_assert_not_reached ();
    case STREE_MEMBER_BOOL:
    case STREE_MEMBER_INT8:
    case STREE_MEMBER_UINT8:
    case STREE_MEMBER_INT16:
    case STREE_MEMBER_UINT16:
    case STREE_MEMBER_INT32:
    case STREE_MEMBER_UINT32:
    case STREE_MEMBER_INT64:
    case STREE_MEMBER_UINT64:
    default:
      write_whole (field, instance,
                   missing                           ? to_int (field->empty)
                   : field->type == STREE_FIELD_BOOL ? g_value_get_boolean (value)
                                                     : g_value_get_int64 (value));
      break;
    }
}
