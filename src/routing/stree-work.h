/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-session.h"

G_BEGIN_DECLS

/* What goes on in a session and would be broken off if the program ended: the user is asked before it does. */

STREE_AVAILABLE_IN_1_0
guint stree_session_begin_work (StreeSession *session, const char *what);
STREE_AVAILABLE_IN_1_0
gboolean stree_session_end_work (StreeSession *session, guint id);
STREE_AVAILABLE_IN_1_0
char **stree_session_list_work (StreeSession *session);

G_END_DECLS
