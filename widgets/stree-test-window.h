/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "testing/stree-test.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
StreeTest *stree_test_new_in_window (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
StreeTest *stree_test_new_in_window_for_closure (StreeSession *session, const char *name, GClosure *func) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
