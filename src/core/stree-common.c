/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-common.h"

#include "core/stree-kind-private.h"

GType
stree_align_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_ALIGN_DEFAULT, "STREE_ALIGN_DEFAULT", "default" },
    { STREE_ALIGN_FILL, "STREE_ALIGN_FILL", "fill" },
    { STREE_ALIGN_START, "STREE_ALIGN_START", "start" },
    { STREE_ALIGN_CENTER, "STREE_ALIGN_CENTER", "center" },
    { STREE_ALIGN_END, "STREE_ALIGN_END", "end" },
    { STREE_ALIGN_BASELINE, "STREE_ALIGN_BASELINE", "baseline" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeAlign", values));
  return type;
}

/* In the order of the enumeration in the header. */
static const StreeProp common_props[] = {
  STREE_PROP (StreeCommon, tooltip, STRING, "What a pointer that rests on it shows"),
  STREE_PROP (StreeCommon, hidden, BOOL, "Keeps its place in the tree, but is not shown"),
  STREE_PROP (StreeCommon, css, STRING, "CSS classes, separated by spaces"),
  STREE_PROP_FULL (StreeCommon, halign, ENUM, stree_align_get_type, "Where it sits across"),
  STREE_PROP_FULL (StreeCommon, valign, ENUM, stree_align_get_type, "Where it sits up and down"),
  STREE_PROP (StreeCommon, hexpand, BOOL, "Takes the width that is left"),
  STREE_PROP (StreeCommon, vexpand, BOOL, "Takes the height that is left"),
  STREE_PROP (StreeCommon, margin, INT, "Space on all sides, in pixels"),
  STREE_PROP (StreeCommon, margin_top, INT, "Further space above"),
  STREE_PROP (StreeCommon, margin_bottom, INT, "Further space below"),
  STREE_PROP (StreeCommon, margin_start, INT, "Further space at the start"),
  STREE_PROP (StreeCommon, margin_end, INT, "Further space at the end"),
  STREE_PROP (StreeCommon, min_width, INT, "Width it has at least, in pixels"),
  STREE_PROP (StreeCommon, min_height, INT, "Height it has at least, in pixels"),
  STREE_PROP (StreeCommon, opacity, VALUE, "From 0, not to be seen, to 1"),
  STREE_PROP (StreeCommon, accessible_label, STRING, "The name that assistive technology tells"),
  STREE_PROP (StreeCommon, accessible_description, STRING, "A description that assistive technology tells"),
  STREE_PROP (StreeCommon, cursor, STRING, "The pointer's shape over it, a CSS cursor name"),
  STREE_PROP (StreeCommon, on_key, HANDLER, "Called for each key press inside it"),
  STREE_PROP (StreeCommon, context_menu, MENU, "What the secondary button and the menu key open"),
  STREE_PROP (StreeCommon, drag_text, STRING, "The text that dragging it gives"),
  STREE_PROP (StreeCommon, drag_files, STRV, "The files that dragging it gives"),
  STREE_PROP (StreeCommon, drop, INT, "What may be dropped on it"),
  STREE_PROP (StreeCommon, on_drop, HANDLER, "Called when something was dropped on it"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (common_props) == STREE_COMMON_N_PROPS);

static StreePropPlan common_plan;

const StreePropPlan *
stree_common_plan (void)
{
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      stree_prop_plan_init (&common_plan, common_props, G_N_ELEMENTS (common_props), sizeof (StreeCommon));
      g_once_init_leave (&ready, 1);
    }
  return &common_plan;
}
