/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Dark and light, and high contrast, as the desktop says. GTK follows the desktop by itself from 4.20 on; before that, this does. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks the settings portal, and listens to it as long as @owner lives. Nothing waits for the answer. */
void stree_color_scheme_follow (GObject *owner, GDBusConnection *bus);

G_END_DECLS
