/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the windows of an application show, for other programs of the same session: the interface org.streamtree.Tree1 at the
 * application's path on its session bus. streamtree tree --live asks there. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In dbus_register () and dbus_unregister () of an application. */
gboolean stree_live_export   (GApplication *application, GDBusConnection *connection, const char *path, GError **error);
void     stree_live_unexport (GApplication *application, GDBusConnection *connection);

G_END_DECLS
