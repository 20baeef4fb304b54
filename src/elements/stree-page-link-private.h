/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-node-private.h"
#include "elements/stree-page-link.h"

G_BEGIN_DECLS

/* Whether it leads to where one is. */
gboolean stree_page_link_is_current (StreeNode *node);

G_END_DECLS
