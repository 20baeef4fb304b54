/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"
#include "core/stree-value.h"

G_BEGIN_DECLS

#define STREE_TYPE_VALUES (stree_values_get_type ())

typedef struct _StreeValues StreeValues;

STREE_AVAILABLE_IN_1_0
GType stree_values_get_type (void) G_GNUC_CONST;
STREE_AVAILABLE_IN_1_0
StreeValues *stree_values_new (void) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeValues *stree_values_ref (StreeValues *values);
STREE_AVAILABLE_IN_1_0
void stree_values_unref (StreeValues *values);

STREE_AVAILABLE_IN_1_0
gboolean stree_values_set (StreeValues *values, const char *name, const GValue *value, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_values_get (StreeValues *values, const char *name, GValue *value);
STREE_AVAILABLE_IN_1_0
char **stree_values_list_names (StreeValues *values);
STREE_AVAILABLE_IN_1_0
GVariant *stree_values_to_variant (StreeValues *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeValues, stree_values_unref)

#ifndef __GI_SCANNER__

/* A value and its name, for C: stree_named ("tenant_id", "acme"). What it points to is copied or held when it is used. */
typedef struct
{
  const char *name;    /* NULL ends a list */
  GType       type;    /* of pointer; 0: it is in value */
  StreeValue  value;   /* a number, a boolean, a text or a state */
  gpointer    pointer; /* an object, a boxed value, or any pointer */
} StreeNamed;

static inline StreeNamed
stree_named_value (const char *name, StreeValue value)
{
  StreeNamed named = { .name = name ? name : "", .value = value };
  return named;
}

static inline StreeNamed
stree_named_typed (const char *name, GType type, gconstpointer pointer)
{
  StreeNamed named = { .name = name ? name : "", .type = type, .pointer = (gpointer) pointer };
  return named;
}

/* A number, a boolean, a text or a state. Whoever reads a state by its name reads what it holds. */
#define stree_named(name, x) stree_named_value ((name), stree_value (x))
/* A GObject; held. */
#define stree_named_object(name, object) stree_named_typed ((name), G_TYPE_OBJECT, (object))
/* A boxed value of a GType; copied. */
#define stree_named_boxed(name, type, boxed) stree_named_typed ((name), (type), (boxed))
/* Any pointer. Compared as it is and never followed: what it points to has to live for as long as it is provided. */
#define stree_named_pointer(name, pointer) stree_named_typed ((name), G_TYPE_POINTER, (pointer))

#define STREE_NAMED(...) ((const StreeNamed[]){ __VA_ARGS__, { .name = NULL } })

STREE_AVAILABLE_IN_1_0
StreeValues *stree_values_new_named (const StreeNamed *named, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif /* __GI_SCANNER__ */

G_END_DECLS
