/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Real input for tests: key presses and pointer events that the X server makes (XTEST), aimed at the process's own
 * window. Nothing sleeps: a test waits for what it expects, and fails if that does not come. */

#include <gtk/gtk.h>

#ifdef STREE_COMPILATION /* a test that may look into the library */
#include "core/stree-node-private.h"
#endif

/* Runs the main loop until an expression is true. Not in a fixed time: the test fails. */
#define xtest_wait(expression)                                                                                         \
  do                                                                                                                   \
    {                                                                                                                  \
      gint64 xtest_deadline_ = xtest_deadline ();                                                                      \
      while (!(expression))                                                                                            \
        xtest_iterate (xtest_deadline_, __FILE__, __LINE__, #expression);                                              \
    }                                                                                                                  \
  while (0)

gint64     xtest_deadline (void);
void       xtest_iterate  (gint64 deadline, const char *file, int line, const char *expression);
/* Runs the main loop until everything sent so far has arrived and is drawn. */
void       xtest_settle   (GtkWidget *widget);

/* A window that shows a view, mapped, drawn and with the keyboard's focus: there is no window manager. */
GtkWidget *xtest_window   (GtkWidget *view, int width, int height);
/* The same for a window that a program has opened. */
void       xtest_focus    (GtkWidget *window);
void       xtest_close    (GtkWidget *window);

#ifdef STREE_COMPILATION
/* The node and the widget of the element with a key; they must exist. In xtest-node.c. */
StreeNode *xtest_node     (GtkWidget *view, const char *key);
GtkWidget *xtest_widget   (GtkWidget *view, const char *key);
#endif
/* The first descendant, itself included, of a type; NULL: none. */
GtkWidget *xtest_find     (GtkWidget *widget, GType type);
/* A label that is on the screen with this text. */
GtkWidget *xtest_label    (GtkWidget *widget, const char *text);

/* At a place of a widget, as fractions of its size. */
void       xtest_move     (GtkWidget *widget, double fx, double fy);
void       xtest_button   (GtkWidget *widget, guint button, gboolean down);
void       xtest_click_at (GtkWidget *widget, double fx, double fy, guint button);
void       xtest_click    (GtkWidget *widget);
/* Into a GtkText, which has the focus then. */
void       xtest_enter    (GtkWidget *text);
/* Turns the wheel over a widget: one click of it, up or down. */
void       xtest_scroll   (GtkWidget *widget, gboolean down);

/* Modifiers alone: while the pointer clicks. */
void       xtest_hold     (GtkWidget *widget, GdkModifierType modifiers, gboolean down);
/* One key, or all of a text in ASCII. @modifiers are those of GDK: shift, control, alt. */
void       xtest_key      (GtkWidget *widget, guint keyval, GdkModifierType modifiers);
void       xtest_type     (GtkWidget *widget, const char *text);
