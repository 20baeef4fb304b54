/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the desktop prefers, as GTK's settings say it: light or dark, and high contrast. */

#include <gtk/gtk.h>

#include "theme/stree-theme.h"

G_BEGIN_DECLS

StreeThemeScheme stree_appearance_get   (void);
/* @callback (@data) when that may have changed. */
void             stree_appearance_watch (void (*callback) (gpointer data), gpointer data);

G_END_DECLS
