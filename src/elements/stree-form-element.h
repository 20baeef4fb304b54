/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  const char *form_key;        /* names it among its siblings; the same as key */
  gboolean    clear_on_submit; /* every input starts again from its initial value */
  int         spacing;         /* pixels between children; 0: the theme's */
  STREE_ARGS_COMMON
} StreeFormArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_form_new (const StreeFormArgs *args, StreeElement *const *children);

/* Inputs whose edits wait for a submit button: stree_form (name, age, stree_button ("Save", .submit = TRUE)). */
#define stree_form(...) STREE_HERE (stree_form_new (&(StreeFormArgs){ .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_form_with ((.clear_on_submit = TRUE), a, b). */
#define stree_form_with(args, ...)                                                                                     \
  STREE_HERE (stree_form_new (&(StreeFormArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
