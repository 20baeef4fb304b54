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
  const char         *name;     /* unique in the program: letters, digits, dots and dashes */
  const char         *label;    /* what it says on a button, in a menu and in the palette */
  const StreeHandler *on_activate;
  const char         *shortcut; /* the keys that do it, such as "<Control>s" */
  const char         *icon;     /* a name of the icon theme */
  const char         *group;    /* what it belongs to, in the palette and the list of shortcuts */
  gboolean            disabled; /* it cannot be done at the moment */
  gboolean            in_menu;  /* it is in the main menu of the window */
  gboolean            hidden;   /* it is not in the palette */
  const char         *key;      /* NULL: the name */
  char                stree_end_;
} StreeActionArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_action_new (const StreeActionArgs *args);

/* Something that can be done, as long as the element is in the tree: stree_action ("save", _("Save"),
 * .on_activate = stree_call (save, document), .shortcut = "<Control>s"). It has no widget: it is found by its shortcut, in
 * the palette (Ctrl+K), in the list of shortcuts (Ctrl+?), and by other programs as a GAction on D-Bus. See
 * actions/stree-actions.h for the same declaration as a button and as a line of a menu. */
#define stree_action(...) STREE_HERE (stree_action_new (&(StreeActionArgs){ __VA_ARGS__, .stree_end_ = 0 }))

#endif

G_END_DECLS
