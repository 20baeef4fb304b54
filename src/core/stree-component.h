/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/* The type of a component's props: what to copy, and what to show in a dump. */
typedef struct
{
  const char      *name;
  const StreeProp *props;
  guint            n_props;
  gsize            size;
  gpointer         plan; /* filled by the runtime */
} StreePropsType;

/* Says what a component's props are made of. Text in them is copied, objects are held.
 *
 *   typedef struct { int id; const char *title; } RowProps;
 *   STREE_DEFINE_PROPS (RowProps, STREE_PROP (RowProps, id, INT, NULL), STREE_PROP (RowProps, title, STRING, NULL))
 */
#define STREE_DEFINE_PROPS(Type, ...)                                                                                  \
  static const StreeProp Type##_table[] = { __VA_ARGS__ };                                                             \
  static StreePropsType  Type##_type = { #Type, Type##_table, G_N_ELEMENTS (Type##_table), sizeof (Type), NULL };

/* Props for stree_component (): stree_component (row, STREE_PROPS (RowProps, .id = 3), .key = "k") */
#define STREE_PROPS(Type, ...) .type = &Type##_type, .props = &(Type){ __VA_ARGS__ }

typedef struct
{
  StreePropsType *type;  /* NULL: props is passed on as it is, and must outlive the run */
  gconstpointer   props;
  const char     *key;
  char            stree_end_;
} StreeComponentArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_component_new (const char *name, StreeComponentFunc func, const StreeComponentArgs *args);

/* A call of a component, run by the reconciler. Its identity is the function's name. */
#define stree_component(...) stree_component_ (__VA_ARGS__, .stree_end_ = 0)
#define stree_component_(func, ...) \
  STREE_HERE (stree_component_new (#func, (func), &(StreeComponentArgs){ __VA_ARGS__ }))

#endif /* __GI_SCANNER__ */

STREE_AVAILABLE_IN_1_0
StreeElement *stree_element_new_component (const char *name, GClosure *func) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
