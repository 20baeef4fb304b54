/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-types.h"
#include "theme/stree-theme.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
gboolean stree_theme_check (StreeTheme *theme, GError **error);

G_END_DECLS
