/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-node-private.h"
#include "core/stree-provided.h"

G_BEGIN_DECLS

/* What is known of a name that somebody has looked up: one for each name and session, which owns it. */
typedef struct
{
  char      *name;    /* owned; "": whoever took a snapshot, and so read them all */
  GPtrArray *readers; /* StreeNode, borrowed: they leave when they unmount */
} StreeLookup;

void stree_lookup_free (gpointer lookup);

/* The value that @name has at @node; NULL: none. Borrowed: good until something is provided again. */
const GValue *stree_provided_find   (StreeNode *node, const char *name);
/* All that is provided at @node: a copy. */
StreeValues  *stree_provided_all    (StreeNode *node);
/* A Provider has a new element: whoever read what differs below it must run. */
void          stree_provided_update (StreeMount *mount, StreeNode *provider, const StreeElement *old);
/* A component goes. */
void          stree_provided_forget (StreeNode *node);

G_END_DECLS
