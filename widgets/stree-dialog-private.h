/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a message dialog takes from GTK's class of dialogs. That is deprecated from 4.10 on: its name is in one file. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *stree_dialog_add_button  (GtkWidget *dialog, const char *label, int response);
/* What Enter does, wherever the focus is. */
void       stree_dialog_set_default (GtkWidget *dialog, int response);

G_END_DECLS
