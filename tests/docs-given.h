/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What pieces of code in the documentation take as given: see check-docs.py. They are compiled, and not linked. */
#pragma once

#include <glib-unix.h>

/* Values, by the names that they have in the text. */
extern gboolean          changed;
extern GString          *messages;
extern GListModel       *rows;
extern GObject          *object;
extern GSettings        *settings;
extern StreeEvent       *event;
extern StreeGridOptions *sorted;
extern StreeSource      *source;
extern StreeState       *answer, *state, *status, *tries, *uri;
extern StreeTask        *task;
extern StreeTestLocator *grid;
extern StreeWebSocket   *chat;
extern GError           *error;
extern GFile            *file;
extern char             *path, *text, *token, *url;
extern gpointer          document, order;
extern int               fd;

/* What is done elsewhere. */
StreeElement *orders      (StreeContext *cx, gpointer props);
StreeElement *show_lines  (StreeContext *cx, StreeTask *task, gpointer data);
StreeElement *show_orders (StreeContext *cx, StreeTask *task, gpointer data);
StreeElement *show_table  (StreeContext *cx, StreeTask *task, gpointer data);
guint64       count       (const char *path, GCancellable *cancellable, GError **error);
void          load_table  (StreeTask *task, gpointer data);
void          opened      (GObject *object, GAsyncResult *result, gpointer data);
void          order_delete (gpointer order);
void          result_cb     (StreeEvent *event, gpointer data);
void          save_document (StreeEvent *event, gpointer data);
void          save_to       (StreeEvent *event, gpointer data);
