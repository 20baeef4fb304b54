/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-element.h"
#include "theme/stree-theme.h"

G_BEGIN_DECLS

#ifndef __GI_SCANNER__

typedef struct
{
  StreeTheme *theme; /* how what is inside looks; required */
  STREE_ARGS_COMMON
} StreeThemeRootArgs;

STREE_AVAILABLE_IN_1_0
StreeElement *stree_theme_root_new (const StreeThemeRootArgs *args, StreeElement *const *children);

/* Children with a theme of their own: stree_theme_root (stree_theme_use (cx, .mode = STREE_THEME_DARK), a, b). */
#define stree_theme_root(theme_, ...) \
  STREE_HERE (stree_theme_root_new (&(StreeThemeRootArgs){ .theme = (theme_), .stree_end_ = 0 }, STREE_CHILDREN (__VA_ARGS__)))
/* The same with arguments: stree_theme_root_with ((.theme = theme, .key = "k"), a, b). */
#define stree_theme_root_with(args, ...) \
  STREE_HERE (stree_theme_root_new (&(StreeThemeRootArgs){ .stree_end_ = 0, STREE_UNPACK args }, STREE_CHILDREN (__VA_ARGS__)))

#endif

G_END_DECLS
