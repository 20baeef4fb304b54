/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A source whose rows come in pages, when the main loop is idle. */

#include "sources/stree-source.h"

extern guint slow_n_pages_asked;
extern guint slow_n_pages_failing; /* so many of the next ones */
extern guint slow_n_rows_at_hand;  /* of the first ones so many need no page */
extern guint slow_n_rows_claimed;  /* 0: as many as there are */

/* With the rows of another one. */
StreeSource *slow_new (StreeSource *inner) G_GNUC_WARN_UNUSED_RESULT;
