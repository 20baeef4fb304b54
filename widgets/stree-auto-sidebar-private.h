/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "stree-view.h"

G_BEGIN_DECLS

/* From now on the sidebar of a view closes when there is little room, and opens again when there is: unless the user
 * has opened or closed it in between. @width: of the view before it is in a window, in pixels. */
void stree_auto_sidebar (StreeView *view, int width);

G_END_DECLS
