/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* While the button is held down it is clicked again and again. To be called before "clicked" is connected. */
void stree_gtk_repeat (GtkButton *button);

G_END_DECLS
