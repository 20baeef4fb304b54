/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a view shows, written as C and as XML for GtkBuilder: the C is compiled and entered, the XML is loaded, and what comes of
 * both is compared with each other, and with the widgets of the view.
 *
 * Both must be the same to the last widget and property. With the view they are compared as follows:
 *
 *   a widget class of StreamTree counts as the plain one that stands for it, its own parts do not count, and neither does what
 *     its layout manager does in place of properties of the children
 *   what the view keeps for later, and does not show, does not count: an empty label, an error, the parts of a picture
 *   a character that XML cannot hold counts as U+FFFD
 *   in Markdown, what scrolls what is too wide does not count, and neither does the button that copies code; one with pictures
 *     is not looked into
 *   rows, tables and what a program makes by itself are not looked into
 */

#include "streamtree-gtk.h"

/* @view: a StreeView; @code and @ui: what it wrote, with all components expanded. */
void codegen_compare (GtkWidget *view, const char *name, const char *code, const char *ui);
/* The same of the two texts alone. */
void codegen_compare_texts (const char *name, const char *code, const char *ui);
/* Windows that stand over that of the view. */
guint codegen_count_dialogs (GtkWidget *view);
