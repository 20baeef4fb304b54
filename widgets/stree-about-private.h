/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

#include "stree-about.h"

G_BEGIN_DECLS

/* Adds the action stree-about, which shows the about window. What @about points to is copied. */
void stree_about_add (GtkApplication *app, const StreeAbout *about, const char *name, const char *icon);

G_END_DECLS
