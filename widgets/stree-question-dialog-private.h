/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gtk/gtk.h>

#include "actions/stree-question-private.h"

G_BEGIN_DECLS

/* Asks over the window that @view is in: something, or for files. The dialog goes with the view. */
void stree_question_dialog_ask (GtkWidget *view, StreeQuestion *question);

/* @uri: what was chosen; NULL: nothing, or the dialog failed with @error. Called once. */
typedef void (*StreeFileFunc) (const char *uri, const GError *error, gpointer data);

/* Asks over the window that @widget is in where to save a file: of a thing of the library, which no component asks for. The dialog
 * goes with the widget. @name: what to call it at first. */
void stree_question_dialog_save (GtkWidget *widget, const char *title, const char *type_name, const char *const *patterns, const char *name,
                                 StreeFileFunc func, gpointer data);

/* For tests: the next question for files opens no dialog, but is answered soon as if the user had chosen these, by their
 * URIs. NULL, or none: had cancelled. What does not fit the question is told as an error of the dialog is. */
void  stree_question_dialog_choose    (const char *const *uris);
/* And how many of these are still to be answered with. */
guint stree_question_dialog_n_waiting (void);

G_END_DECLS
