/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A program in a window and its inspector, by real keys and the pointer. */

#include <streamtree-gtk.h>

#include "inspector/stree-inspector-pane-private.h"
#include "xtest.h"

typedef struct
{
  GtkWidget    *view;
  GtkWidget    *window;
  StreeSession *session;
  GtkWidget    *inspector; /* the window; NULL before it is opened */
} Fixture;

/* What the program has, and how often it was used. */
extern StreeState *count_state;
extern StreeState *shown_state;
extern StreeState *dialog_state;
extern StreeState *unit_state; /* a global one, that nobody reads */
extern gboolean    takes_keys; /* it has an Action with the keys of the inspector */
extern guint       n_taken;
extern guint       n_clicked;

StreeElement *app (StreeContext *cx, gpointer props);

/* @data: non-NULL for a program that takes the keys. */
void set_up    (Fixture *f, gconstpointer data);
/* Nothing of the session or its inspector may be left. */
void tear_down (Fixture *f, gconstpointer data);

/* By its keys; it is in front then. */
void                open_inspector (Fixture *f);
StreeInspectorPane *pane_of        (Fixture *f);
void                click_tab      (Fixture *f, const char *title);
/* Is there a label on the screen that has this in it? */
gboolean            shows_text     (GtkWidget *widget, const char *part);
