/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/* What goes on outside the tree, as a state: time that passes, a file, a setting. A component asks for it in each run, by
 * name; whoever reads it runs again when it changes; it is unbound when it is not asked for, and on unmount.
 */

#include <gio/gio.h>

#include "core/stree-state.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_interval (StreeContext *cx, const char *name, int milliseconds);
STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_timeout (StreeContext *cx, const char *name, int milliseconds);
STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_list (StreeContext *cx, const char *name, GListModel *list);
STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_file (StreeContext *cx, const char *name, GFile *file);
STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_source (StreeContext *cx, const char *name, GSource *source);
STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_property (StreeContext *cx, const char *name, GObject *object, const char *property);
STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_setting (StreeContext *cx, const char *name, GSettings *settings, const char *key);
STREE_AVAILABLE_IN_1_0
StreeState *stree_watch_dbus_property (StreeContext *cx, const char *name, GBusType bus, const char *bus_name,
                                       const char *object_path, const char *interface_name, const char *property);

G_END_DECLS
