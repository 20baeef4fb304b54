/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What is in each column of the rows that are shown, wherever they are: read when somebody looks, as a table with a row for each column. */

#include <streamtree.h>

typedef struct _Profile Profile;

/* The session's profile. */
Profile *profile_get (StreeContext *cx);

/* --- asking; the same again does nothing --- */

/* Somebody looks: reads all rows of @source. */
void profile_look   (Profile *self, StreeSource *source);
/* Nobody looks any more: what is under way ends. */
void profile_stop   (Profile *self, StreeSource *source);
/* What the rows are that are shown; NULL: all. */
void profile_narrow (Profile *self, StreeQuery *query);
/* After an error. */
void profile_again  (Profile *self);

/* --- answers; reading one in a component makes it rerun when there is a new one --- */

/* NULL: not there yet. */
StreeFrame *profile_get_table (Profile *self);
/* From 0 to 1: how much of the rows was read. */
double      profile_get_share (Profile *self);
/* What went wrong; NULL: nothing. */
const char *profile_get_error (Profile *self);
