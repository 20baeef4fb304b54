/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Marks the widgets of a node on the screen, wherever they are: in the page, a list, a dialog, a popover. */

#include "stree-gtk-private.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *widgets; /* owned; of weak pointers (gpointer *, owned) */
} StreeInspectorHighlight;

/* NULL: none. */
void stree_inspector_highlight_set (StreeInspectorHighlight *self, StreeNode *node);

G_END_DECLS
