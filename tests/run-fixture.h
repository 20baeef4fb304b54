/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of "streamtree run" share, which run it in their own process: what is on the screen. */

#include <streamtree-gtk.h>

typedef gboolean (*RunIsIt) (GtkWidget *widget, const char *text);

/* The first one below a widget, or itself; NULL: none. */
GtkWidget *run_find          (GtkWidget *widget, RunIsIt is_it, const char *text);
gboolean   run_is_label      (GtkWidget *widget, const char *text);
/* Its text begins with this. */
gboolean   run_is_label_with (GtkWidget *widget, const char *text);
gboolean   run_is_button     (GtkWidget *widget, const char *text);
/* Whatever its text is. */
gboolean   run_is_entry      (GtkWidget *widget, const char *text);
/* The app's window, its dialogs aside; NULL: there is none yet. */
GtkWidget *run_window        (void);
/* Whether a label of the window has this text. */
gboolean   run_shows         (const char *text);
GtkWidget *run_banner        (void);
