/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the tests of streams share: a view whose component does what the test says, a server on this machine, and a timer that
 * notes how long it was to wait, and does not. */

#include "body-fixture.h"

#include <libsoup/soup.h>

typedef struct
{
  StreeHeadless *view;
  StreeSession  *session;
  SoupServer    *server;
  char          *base;   /* "127.0.0.1:PORT" */
} Fixture;

extern GArray       *delays;  /* guint: what the timer was asked for */
extern gboolean      hold_timer; /* it fires never */
extern guint         held_timer; /* the source of the last one that does not */

void set_up (Fixture *fixture, gconstpointer data);
void tear_down (Fixture *fixture, gconstpointer data);
