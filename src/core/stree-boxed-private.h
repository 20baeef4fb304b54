/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

/*
 * As G_DEFINE_BOXED_TYPE() for a type with type_name_ref() and type_name_unref(), but without the transparent union
 * that gcc refuses under -Wpedantic -Werror.
 */
#define STREE_DEFINE_BOXED_TYPE(TypeName, type_name)                                                                   \
  GType type_name##_get_type (void)                                                                                    \
  {                                                                                                                    \
    static gsize type_id = 0;                                                                                          \
                                                                                                                       \
    if (g_once_init_enter (&type_id))                                                                                  \
      {                                                                                                                \
        GType type = g_boxed_type_register_static (g_intern_static_string (#TypeName),                                 \
                                                   (GBoxedCopyFunc) type_name##_ref,                                   \
                                                   (GBoxedFreeFunc) type_name##_unref);                                \
                                                                                                                       \
        g_once_init_leave (&type_id, type);                                                                            \
      }                                                                                                                \
    return type_id;                                                                                                    \
  }
