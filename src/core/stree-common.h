/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-handler.h"
#include "core/stree-prop.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

/**
 * StreeDropTypes:
 * @STREE_DROP_NONE: nothing is accepted
 * @STREE_DROP_TEXT: text
 * @STREE_DROP_FILES: files, as a text with one URI a line
 *
 * What may be dropped on an element.
 *
 * Since: 1.0
 */
typedef enum /*< flags >*/
{
  STREE_DROP_NONE = 0,
  STREE_DROP_TEXT = 1 << 0,
  STREE_DROP_FILES = 1 << 1,
} StreeDropTypes;

#ifndef __GI_SCANNER__

/* What every kind has, besides its key. Most elements have none of it, so it is a block of its own:
 *
 *   stree_button ("Save", .common = stree_common (.tooltip = "Write the file", .halign = STREE_ALIGN_END))
 *   stree_with (stree_text ("hello"), .css = "dim-label")
 */
typedef struct
{
  const char         *tooltip;
  gboolean            hidden;
  const char         *css; /* CSS classes, separated by spaces */
  StreeAlign          halign;
  StreeAlign          valign;
  gboolean            hexpand;
  gboolean            vexpand;
  int                 margin; /* on all sides, in pixels; the sides below add to it */
  int                 margin_top;
  int                 margin_bottom;
  int                 margin_start;
  int                 margin_end;
  int                 min_width;
  int                 min_height;
  StreeValue          opacity; /* stree_value (0.5); none: opaque */
  const char         *accessible_label;
  const char         *accessible_description;
  const char         *cursor;   /* a CSS cursor name */
  const StreeHandler *on_key;   /* the event has the key press */
  StreeMenu           context_menu;
  const char         *drag_text;  /* what dragging the element gives */
  const char *const  *drag_files; /* the same, file names or URIs */
  int                 drop;       /* StreeDropTypes */
  const StreeHandler *on_drop;    /* the event has the text, or the URIs one a line */
} StreeCommon;

enum
{
  STREE_COMMON_TOOLTIP,
  STREE_COMMON_HIDDEN,
  STREE_COMMON_CSS,
  STREE_COMMON_HALIGN,
  STREE_COMMON_VALIGN,
  STREE_COMMON_HEXPAND,
  STREE_COMMON_VEXPAND,
  STREE_COMMON_MARGIN,
  STREE_COMMON_MARGIN_TOP,
  STREE_COMMON_MARGIN_BOTTOM,
  STREE_COMMON_MARGIN_START,
  STREE_COMMON_MARGIN_END,
  STREE_COMMON_MIN_WIDTH,
  STREE_COMMON_MIN_HEIGHT,
  STREE_COMMON_OPACITY,
  STREE_COMMON_ACCESSIBLE_LABEL,
  STREE_COMMON_ACCESSIBLE_DESCRIPTION,
  STREE_COMMON_CURSOR,
  STREE_COMMON_ON_KEY,
  STREE_COMMON_CONTEXT_MENU,
  STREE_COMMON_DRAG_TEXT,
  STREE_COMMON_DRAG_FILES,
  STREE_COMMON_DROP,
  STREE_COMMON_ON_DROP,
  STREE_COMMON_N_PROPS
};

/* The common props as an argument: .common = stree_common (.tooltip = "...") */
#define stree_common(...) (&(StreeCommon){ __VA_ARGS__ })

/* Gives common props to an element that was just made, and returns it. */
#define stree_with(element, ...) stree_element_set_common ((element), &(StreeCommon){ __VA_ARGS__ })

/* What ends each argument struct. The last member is set by name by the macros, so that a lone label draws no warning. */
#define STREE_ARGS_COMMON                                                                                              \
  const char        *key;                                                                                              \
  const StreeCommon *common;                                                                                           \
  char               stree_end_;

#endif /* __GI_SCANNER__ */

STREE_AVAILABLE_IN_1_0
GType stree_align_get_type (void) G_GNUC_CONST;
#define STREE_TYPE_ALIGN (stree_align_get_type ())

G_END_DECLS
