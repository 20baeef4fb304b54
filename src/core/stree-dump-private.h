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

/* A value as it stands in a dump. */
void      stree_dump_add_value    (JsonBuilder *builder, const GValue *value);
/* Whether what it shows is a password: its value is in no dump. */
gboolean  stree_element_is_secret (const StreeElement *element);

/* How many there are of each kind: in a table of name (static) -> count; and that as an `a{su}`, sorted by name, floating. */
void      stree_kinds_count     (GHashTable *counts, const char *name);
GVariant *stree_kinds_summarize (GHashTable *counts);

G_END_DECLS
