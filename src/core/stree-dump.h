/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <json-glib/json-glib.h>

#include "core/stree-types.h"

G_BEGIN_DECLS

/**
 * StreeDumpFormat:
 * @STREE_DUMP_TEXT: a line for each element, two spaces a level
 * @STREE_DUMP_JSON: objects with all props
 * @STREE_DUMP_MERMAID: a Mermaid flowchart
 * @STREE_DUMP_DOT: a graph in Graphviz' language
 * @STREE_DUMP_C: a C function that builds the same of plain GTK; what plain GTK cannot do is a comment
 * @STREE_DUMP_UI: the same as XML for GtkBuilder
 *
 * How a tree is written down.
 *
 * Since: 1.0
 */
typedef enum
{
  STREE_DUMP_TEXT,
  STREE_DUMP_JSON,
  STREE_DUMP_MERMAID,
  STREE_DUMP_DOT,
  STREE_DUMP_C,
  STREE_DUMP_UI,
} StreeDumpFormat;

#define STREE_TYPE_DUMP_FORMAT (stree_dump_format_get_type ())
STREE_AVAILABLE_IN_1_0
GType stree_dump_format_get_type (void) G_GNUC_CONST;

STREE_AVAILABLE_IN_1_0
JsonNode *stree_element_dump_json (StreeElement *element);
STREE_AVAILABLE_IN_1_0
char *stree_element_dump_text (StreeElement *element);
STREE_AVAILABLE_IN_1_0
char *stree_element_dump_mermaid (StreeElement *element);
STREE_AVAILABLE_IN_1_0
GVariant *stree_element_summarize_kinds (StreeElement *element);

G_END_DECLS
