/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"

G_BEGIN_DECLS

/**
 * StreeButtonType:
 * @STREE_BUTTON_SECONDARY: one among others
 * @STREE_BUTTON_PRIMARY: the one that is suggested
 *
 * How much a button stands out.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_BUTTON_SECONDARY,
  STREE_BUTTON_PRIMARY,
} StreeButtonType;

#define STREE_TYPE_BUTTON_TYPE (stree_button_type_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_button_type_get_type (void) G_GNUC_CONST;

#ifndef __GI_SCANNER__

typedef struct
{
  const char         *label;
  const StreeHandler *on_click;
  gboolean            disabled;
  StreeButtonType     button_type;
  const char         *help; /* shown when the pointer rests on it; without a label, its accessible name */
  const char         *icon; /* a name of the icon theme */
  STREE_ARGS_COMMON
} StreeFloatingActionButtonArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_floating_action_button_new (const StreeFloatingActionButtonArgs *args);

/* A button over the page: stree_floating_action_button ("New", .icon = "list-add-symbolic", .on_click = stree_call (add, list)). */
#define stree_floating_action_button(...) \
  STREE_HERE (stree_floating_action_button_new (&(StreeFloatingActionButtonArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
