/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "forms/stree-model.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* A C struct as a model:
 *
 *   typedef struct
 *   {
 *     char  *name;
 *     int    age;
 *     double height;
 *   } Person;
 *
 *   STREE_DEFINE_MODEL (Person, person_model,
 *                       STREE_FIELD (Person, name, .required = TRUE, .validate = check_name),
 *                       STREE_FIELD (Person, age, STREE_LIMITS (0, 150), STREE_OPTIONAL (-1)),
 *                       STREE_FIELD (Person, height, .label = "Height in m", .initial = 1.7))
 *
 * person_model () is the StreeModel. Its instances are structs from g_new0 (); they own their texts and dates, and are freed
 * with stree_model_free_instance ().
 */

/* How a member is stored. STREE_FIELD finds it out. */
typedef enum
{
  STREE_MEMBER_STRUCT, /* of another model */
  STREE_MEMBER_STRING, /* char *, owned */
  STREE_MEMBER_BOOL,   /* _Bool; a gboolean is an int with .boolean = TRUE */
  STREE_MEMBER_INT8,
  STREE_MEMBER_UINT8,
  STREE_MEMBER_INT16,
  STREE_MEMBER_UINT16,
  STREE_MEMBER_INT32,
  STREE_MEMBER_UINT32,
  STREE_MEMBER_INT64,
  STREE_MEMBER_UINT64,
  STREE_MEMBER_FLOAT,
  STREE_MEMBER_DOUBLE,
  STREE_MEMBER_DATE,      /* GDate *, owned; NULL: none */
  STREE_MEMBER_DATE_TIME, /* GDateTime *, owned; NULL: none */
} StreeMemberType;

/* One line of a model's table. Numbers are doubles here: exact up to 2^53. */
typedef struct
{
  const char     *name;
  gsize           offset;
  StreeMemberType type;
  const char     *label; /* NULL: the name with spaces, in title case */
  const char     *help;
  double          initial; /* of a number, a boolean, an enumeration or flags; 0 of an optional number: empty */
  const char     *text;    /* the same of a text */
  gboolean        limited; /* STREE_LIMITS (min, max) */
  double          min;
  double          max;
  gboolean        optional; /* STREE_OPTIONAL (empty): an empty input stores this number */
  double          empty;
  gboolean        required; /* a text must not be blank, an optional number or a date not empty, a member of JSON be there */
  gboolean        boolean;  /* an int that is a gboolean */
  GType (*enum_type) (void); /* an int that is one of an enumeration, or flags */
  StreeModel *(*model) (void); /* of a struct in the struct */
  StreeFieldValidateFunc validate;
  StreeFieldAskFunc      ask;
  gpointer               data; /* for both */
  char                   stree_end_;
} StreeFieldDecl;

#define STREE_MEMBER_TYPE(Type, member)                                                                                \
  _Generic (((Type *) 0)->member,                                                                                      \
            char *: STREE_MEMBER_STRING,                                                                               \
            _Bool: STREE_MEMBER_BOOL,                                                                                  \
            signed char: STREE_MEMBER_INT8,                                                                            \
            unsigned char: STREE_MEMBER_UINT8,                                                                         \
            short: STREE_MEMBER_INT16,                                                                                 \
            unsigned short: STREE_MEMBER_UINT16,                                                                       \
            int: STREE_MEMBER_INT32,                                                                                   \
            unsigned int: STREE_MEMBER_UINT32,                                                                         \
            long: sizeof (long) == 8 ? STREE_MEMBER_INT64 : STREE_MEMBER_INT32,                                        \
            unsigned long: sizeof (long) == 8 ? STREE_MEMBER_UINT64 : STREE_MEMBER_UINT32,                             \
            long long: STREE_MEMBER_INT64,                                                                             \
            unsigned long long: STREE_MEMBER_UINT64,                                                                   \
            float: STREE_MEMBER_FLOAT,                                                                                 \
            double: STREE_MEMBER_DOUBLE,                                                                               \
            GDate *: STREE_MEMBER_DATE,                                                                                \
            GDateTime *: STREE_MEMBER_DATE_TIME,                                                                       \
            default: STREE_MEMBER_STRUCT)

#define STREE_FIELD(...) STREE_FIELD_ (__VA_ARGS__, .stree_end_ = 0)
#define STREE_FIELD_(Type, member, ...)                                                                                \
  {                                                                                                                    \
    .name = #member, .offset = G_STRUCT_OFFSET (Type, member), .type = STREE_MEMBER_TYPE (Type, member), __VA_ARGS__   \
  }
#define STREE_LIMITS(least, greatest) .limited = TRUE, .min = (least), .max = (greatest)
#define STREE_OPTIONAL(nothing) .optional = TRUE, .empty = (nothing)

STREE_AVAILABLE_IN_1_0
StreeModel *stree_model_new_for_table (const char *name, gsize size, const StreeFieldDecl *fields,
                                       guint n_fields) G_GNUC_WARN_UNUSED_RESULT;

/* Defines a function of no arguments that returns the model; it lives as long as the program. */
#define STREE_DEFINE_MODEL(Type, function, ...)                                                                        \
  static const StreeFieldDecl function##_fields[] = { __VA_ARGS__ };                                                   \
                                                                                                                       \
  static StreeModel *function (void)                                                                                   \
  {                                                                                                                    \
    static gsize model;                                                                                                \
                                                                                                                       \
    if (g_once_init_enter (&model))                                                                                    \
      g_once_init_leave (&model, (gsize) stree_model_new_for_table (#Type, sizeof (Type), function##_fields,           \
                                                                    G_N_ELEMENTS (function##_fields)));                \
    return (StreeModel *) model;                                                                                       \
  }

#endif /* __GI_SCANNER__ */

G_END_DECLS
