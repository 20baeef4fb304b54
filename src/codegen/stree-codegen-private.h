/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A tree that stands still, as a program without this library: plain GTK 4, in C or as XML for GtkBuilder.
 *
 * The tree becomes a description of GTK objects first (stree-code-private.h), by one function for each kind of element; both
 * texts are written from that. What plain GTK cannot do is a comment that names the element and says why. No GTK here. */

#include "core/stree-node-private.h"

G_BEGIN_DECLS

/* Not @expand: what is in a component below the topmost one is left out. */
char *stree_codegen_c  (StreeNode *node, StreeRenderer *renderer, gboolean expand);
char *stree_codegen_ui (StreeNode *node, StreeRenderer *renderer, gboolean expand);

G_END_DECLS
