/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

/* What the program gives its root component. */
typedef struct
{
  const char *default_uri; /* what to open when there is no file; NULL: nothing */
} ExplorerProps;

/* The root component: takes ExplorerProps. It knows no GTK, so that a test can run it without a window. */
StreeElement *explorer (StreeContext *cx, gpointer props);

/* Shows a file; one that is shown already is read again. */
void explorer_open_uri (StreeSession *session, const char *uri);
/* A handler: asks for a file, and shows it. Its data is the root component's context: the table may be gone when there is an
 * answer. NULL: the event is one of the root component. */
void explorer_ask (StreeEvent *event, gpointer root);

/* A number as the user's language writes it, with its thousands apart; lives as long as the run. */
const char *explorer_number (double number);

/* Parts of it. The table takes the root component's context. */
StreeElement *explorer_database (StreeContext *cx, gpointer root);
StreeElement *explorer_table   (StreeContext *cx, gpointer props);
/* @rows, beside a page of what is in the columns of @source. */
StreeElement *explorer_pages (StreeContext *cx, StreeSource *source, StreeElement *rows);
/* A handler of a grid: its rows are those that the columns are looked at of. Its data is the profile. */
void          explorer_show_result (StreeEvent *event, gpointer profile);
StreeElement *explorer_summary (StreeContext *cx, gpointer props);
