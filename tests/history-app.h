/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* An app with something of everything, to be recorded and played again; and a user who works with it at random. */

#include "streamtree.h"

/* What is typed into its password input. */
#define HISTORY_APP_SECRET "hunter-zwei"

StreeElement *history_app (StreeContext *cx, gpointer props);

/* Does something that a user could do at the moment, or nothing. */
void history_app_do (StreeTest *app, GRand *rand);

/* Plays the report in a new headless view: its tree. Fails if it goes another way. Owned. */
char *history_app_replay (const char *filename);
