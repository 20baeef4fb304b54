/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-dump.h"
#include "core/stree-node-private.h"

G_BEGIN_DECLS

/* The same of mounted nodes: components are expanded, and inputs show what is in them. */
JsonNode *stree_node_dump_json    (StreeNode *node, StreeRenderer *renderer);
char     *stree_node_dump_text    (StreeNode *node);
char     *stree_node_dump_mermaid (StreeNode *node);
/* Not @expand: what is in a component below the topmost one is left out. */
char     *stree_node_dump            (StreeNode *node, StreeRenderer *renderer, StreeDumpFormat format, gboolean expand);
GVariant *stree_node_summarize_kinds (StreeNode *node, gboolean expand);

G_END_DECLS
