/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A scroller for what may be too wide: its child is as wide as there is room, but never narrower than it must be; the rest
 * scrolls sideways. A GtkScrolledWindow does not do: its height does not follow from its width, so that nothing that wraps
 * can stand in it, and it keeps the wheel from what is around it. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define STREE_TYPE_WIDE (stree_wide_get_type ())
G_DECLARE_FINAL_TYPE (StreeWide, stree_wide, STREE, WIDE, GtkWidget)

GtkWidget *stree_wide_new (GtkWidget *child);

G_END_DECLS
