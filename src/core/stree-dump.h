/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <json-glib/json-glib.h>

#include "core/stree-types.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
JsonNode *stree_element_dump_json (StreeElement *element);
STREE_AVAILABLE_IN_1_0
char *stree_element_dump_text (StreeElement *element);
STREE_AVAILABLE_IN_1_0
char *stree_element_dump_mermaid (StreeElement *element);
STREE_AVAILABLE_IN_1_0
GVariant *stree_element_summarize_kinds (StreeElement *element);

G_END_DECLS
