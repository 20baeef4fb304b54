/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-handler.h"
#include "core/stree-types.h"
#include "core/stree-value.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

/**
 * StreePropType: (skip)
 *
 * How a prop is stored in a kind's argument struct.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_PROP_STRING,  /* const char *                  copied */
  STREE_PROP_BOOL,    /* gboolean */
  STREE_PROP_INT,     /* int */
  STREE_PROP_DOUBLE,  /* double */
  STREE_PROP_ENUM,    /* an enum with a GType */
  STREE_PROP_VALUE,   /* StreeValue                    text copied, state held */
  STREE_PROP_HANDLER, /* const StreeHandler * */
  STREE_PROP_STRV,    /* const char *const *, ends with NULL   copied */
  STREE_PROP_DOUBLES, /* StreeDoubles                  copied */
  STREE_PROP_OBJECT,  /* GObject *                     held */
  STREE_PROP_BOXED,   /* a boxed type with a GType, reference counted  held by g_boxed_copy */
  STREE_PROP_ELEMENT, /* StreeElement *, a single child that is no ordinary one */
  STREE_PROP_MENU,    /* StreeMenu                     copied */
  STREE_PROP_POINTER, /* a function or other pointer: compared, never followed */
} StreePropType;

/* An array of numbers: STREE_DOUBLES (1, 2, 1). */
typedef struct
{
  const double *values;
  guint         n_values;
} StreeDoubles;

/* One line of a menu. */
typedef struct
{
  const char         *label;
  const StreeHandler *on_click;
  gboolean            disabled;
  const char         *accel; /* of the main menu: the keys that do the same, such as "<Control>o" */
} StreeMenuItem;

/* A menu: STREE_MENU ({ .label = "Copy", .on_click = copy }, { .label = "Delete", .on_click = del }). */
typedef struct
{
  const StreeMenuItem *items;
  guint                n_items;
} StreeMenu;

#define STREE_DOUBLES(...)                                                                                             \
  ((StreeDoubles){ (const double[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const double[]){ __VA_ARGS__ })) })
#define STREE_STRV(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define STREE_MENU(...)                                                                                                \
  ((StreeMenu){ (const StreeMenuItem[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const StreeMenuItem[]){ __VA_ARGS__ })) })

/* One line of a prop table. */
struct _StreeProp
{
  const char   *name;
  StreePropType type;
  guint         offset;
  GType (*get_gtype) (void); /* of ENUM, OBJECT, BOXED */
  const char *blurb;
};

#define STREE_PROP_FULL(Args, field, TYPE, gtype, blurb_)                                                              \
  {                                                                                                                    \
    .name = #field, .type = STREE_PROP_##TYPE, .offset = G_STRUCT_OFFSET (Args, field), .get_gtype = gtype,            \
    .blurb = blurb_                                                                                                    \
  }
#define STREE_PROP(Args, field, TYPE, blurb) STREE_PROP_FULL (Args, field, TYPE, NULL, blurb)

#endif /* __GI_SCANNER__ */

G_END_DECLS
