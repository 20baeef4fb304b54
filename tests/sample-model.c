/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sample-model.h"

#include <math.h>

GType
sample_colour_get_type (void)
{
  static const GEnumValue values[] = {
    { SAMPLE_RED, "SAMPLE_RED", "red" },
    { SAMPLE_GREEN, "SAMPLE_GREEN", "green" },
    { SAMPLE_LIGHT_BLUE, "SAMPLE_LIGHT_BLUE", "light-blue" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("SampleColour", values));
  return type;
}

GType
sample_days_get_type (void)
{
  static const GFlagsValue values[] = {
    { SAMPLE_NO_DAY, "SAMPLE_NO_DAY", "no-day" },
    { SAMPLE_MONDAY, "SAMPLE_MONDAY", "monday" },
    { SAMPLE_FRIDAY, "SAMPLE_FRIDAY", "friday" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_flags_register_static ("SampleDays", values));
  return type;
}

/* --- an object that keeps what it is given: one GValue for each property --- */

#define DEFINE_KEEPER(Type, type_, n_props)                                                                            \
  struct _##Type                                                                                                       \
  {                                                                                                                    \
    GObject parent_instance;                                                                                           \
    GValue  values[n_props + 1];                                                                                       \
  };                                                                                                                   \
                                                                                                                       \
  G_DEFINE_TYPE (Type, type_, G_TYPE_OBJECT)                                                                           \
                                                                                                                       \
  static void type_##_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)                 \
  {                                                                                                                    \
    GValue *kept = &((Type *) object)->values[id];                                                                     \
                                                                                                                       \
    (void) pspec;                                                                                                      \
    if (G_IS_VALUE (kept))                                                                                             \
      g_value_unset (kept);                                                                                            \
    g_value_init (kept, G_VALUE_TYPE (value));                                                                         \
    g_value_copy (value, kept);                                                                                        \
  }                                                                                                                    \
                                                                                                                       \
  static void type_##_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)                       \
  {                                                                                                                    \
    GValue *kept = &((Type *) object)->values[id];                                                                     \
                                                                                                                       \
    if (G_IS_VALUE (kept))                                                                                             \
      g_value_copy (kept, value);                                                                                      \
    else                                                                                                               \
      g_value_copy (g_param_spec_get_default_value (pspec), value);                                                    \
  }                                                                                                                    \
                                                                                                                       \
  static void type_##_finalize (GObject *object)                                                                       \
  {                                                                                                                    \
    for (guint i = 0; i <= n_props; i++)                                                                               \
      if (G_IS_VALUE (&((Type *) object)->values[i]))                                                                  \
        g_value_unset (&((Type *) object)->values[i]);                                                                 \
    G_OBJECT_CLASS (type_##_parent_class)->finalize (object);                                                          \
  }                                                                                                                    \
                                                                                                                       \
  static void type_##_init (Type *self)                                                                                \
  {                                                                                                                    \
    (void) self;                                                                                                       \
  }                                                                                                                    \
                                                                                                                       \
  static void install (GObjectClass *object_class)                                                                     \
  {                                                                                                                    \
    object_class->set_property = type_##_set_property;                                                                 \
    object_class->get_property = type_##_get_property;                                                                 \
    object_class->finalize = type_##_finalize;                                                                         \
  }

#define RW (G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS)

#define install install_address
DEFINE_KEEPER (SampleAddress, sample_address, 2)
#undef install

static void
sample_address_class_init (SampleAddressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  install_address (object_class);
  g_object_class_install_property (object_class, 1, g_param_spec_string ("city", NULL, NULL, NULL, RW));
  g_object_class_install_property (object_class, 2, g_param_spec_uint ("number", "House number", NULL, 0, 9999, 1, RW));
}

#define install install_person
DEFINE_KEEPER (SamplePerson, sample_person, 20)
#undef install

static void
sample_person_class_init (SamplePersonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  guint         id = 0;

  install_person (object_class);
#define ADD(pspec) g_object_class_install_property (object_class, ++id, pspec)
  ADD (g_param_spec_string ("first-name", NULL, NULL, NULL, RW));
  ADD (g_param_spec_string ("email", "E-mail", "Where to write to", "nobody@example.org", RW));
  ADD (g_param_spec_int ("age", "Age", "In years", -1, 150, -1, RW));
  ADD (g_param_spec_int64 ("big", NULL, NULL, G_MININT64, G_MAXINT64, 5, RW));
  ADD (g_param_spec_uchar ("tiny", NULL, NULL, 1, 200, 7, RW));
  ADD (g_param_spec_uint64 ("huge", NULL, NULL, 0, G_MAXUINT64, 0, RW));
  ADD (g_param_spec_double ("height", NULL, NULL, 0, 3, 1.7, RW));
  ADD (g_param_spec_double ("score", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, RW | G_PARAM_LAX_VALIDATION));
  ADD (g_param_spec_float ("weight", NULL, NULL, -G_MAXFLOAT, G_MAXFLOAT, 0.1f, RW));
  ADD (g_param_spec_boolean ("member", NULL, NULL, TRUE, RW));
  ADD (g_param_spec_enum ("colour", NULL, NULL, SAMPLE_TYPE_COLOUR, SAMPLE_GREEN, RW));
  ADD (g_param_spec_flags ("days", NULL, NULL, SAMPLE_TYPE_DAYS, SAMPLE_FRIDAY, RW));
  ADD (g_param_spec_boxed ("born", NULL, NULL, G_TYPE_DATE, RW));
  ADD (g_param_spec_boxed ("seen", NULL, NULL, G_TYPE_DATE_TIME, RW));
  ADD (g_param_spec_object ("address", NULL, NULL, SAMPLE_TYPE_ADDRESS, RW));
  ADD (g_param_spec_object ("parent", NULL, NULL, SAMPLE_TYPE_PERSON, RW));
  ADD (g_param_spec_pointer ("opaque", NULL, NULL, RW));
  ADD (g_param_spec_string ("read-only", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
#undef ADD
}

StreeModel *
sample_person_model (void)
{
  GError     *error = NULL;
  StreeModel *model = stree_model_new (SAMPLE_TYPE_PERSON, &error);

  g_assert_no_error (error);
  stree_model_set_optional (model, "age", -1, &error);
  g_assert_no_error (error);
  stree_model_set_optional (model, "score", NAN, &error);
  g_assert_no_error (error);
  return model;
}

STREE_DEFINE_MODEL (SamplePlace, place_model, STREE_FIELD (SamplePlace, city, .text = "Ulm"), STREE_FIELD (SamplePlace, number))

STREE_DEFINE_MODEL (SampleRecord, record_model,
                    STREE_FIELD (SampleRecord, name, .required = TRUE),
                    STREE_FIELD (SampleRecord, age, STREE_LIMITS (0, 150), STREE_OPTIONAL (-1), .label = "Years"),
                    STREE_FIELD (SampleRecord, big),
                    STREE_FIELD (SampleRecord, tiny, .initial = 7),
                    STREE_FIELD (SampleRecord, height, STREE_LIMITS (0, 3), .initial = 1.7),
                    STREE_FIELD (SampleRecord, weight),
                    STREE_FIELD (SampleRecord, member, .boolean = TRUE, .initial = TRUE),
                    STREE_FIELD (SampleRecord, quiet),
                    STREE_FIELD (SampleRecord, colour, .enum_type = sample_colour_get_type, .initial = SAMPLE_GREEN),
                    STREE_FIELD (SampleRecord, days, .enum_type = sample_days_get_type),
                    STREE_FIELD (SampleRecord, born),
                    STREE_FIELD (SampleRecord, seen),
                    STREE_FIELD (SampleRecord, place, .model = place_model),
                    STREE_FIELD (SampleRecord, unsupported))

StreeModel *
sample_record_model (void)
{
  return record_model ();
}
