/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-prop.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
char **stree_kind_list (void);
STREE_AVAILABLE_IN_1_0
char **stree_kind_list_props (const char *kind);
STREE_AVAILABLE_IN_1_0
const char *stree_kind_get_blurb (const char *kind);
STREE_AVAILABLE_IN_1_0
const char *stree_kind_get_prop_blurb (const char *kind, const char *prop);

G_END_DECLS
