/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-application.h"

GType
stree_layout_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_LAYOUT_CENTERED, "STREE_LAYOUT_CENTERED", "centered" },
    { STREE_LAYOUT_WIDE, "STREE_LAYOUT_WIDE", "wide" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeLayout", values));
  return type;
}

GType
stree_sidebar_state_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_SIDEBAR_AUTO, "STREE_SIDEBAR_AUTO", "auto" },
    { STREE_SIDEBAR_EXPANDED, "STREE_SIDEBAR_EXPANDED", "expanded" },
    { STREE_SIDEBAR_COLLAPSED, "STREE_SIDEBAR_COLLAPSED", "collapsed" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeSidebarState", values));
  return type;
}
