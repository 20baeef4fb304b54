/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A server on this machine that has one picture, at any path. What the path ends with says more:
 *
 *   none.png   there is nothing: 404
 *   page.png   a page in HTML
 *   bomb.png   a head that claims 60000 × 60000 pixels
 *   /slow…     is held until picture_server_let_go ()
 */

#include <gio/gio.h>

extern guint picture_n_requests, picture_n_aborted;
extern GIOStream *picture_held; /* the last request that is held; NULL: none */

/* Returns what URLs begin with. */
const char *picture_server_start  (GBytes *picture);
void        picture_server_stop   (void);
/* Nothing was asked for yet. */
void        picture_server_reset  (void);
/* Answers the request that is held. */
void        picture_server_let_go (void);
/* The head of a picture of that size, and nothing behind it that would be one. */
GBytes     *picture_bomb          (guint32 width, guint32 height);
