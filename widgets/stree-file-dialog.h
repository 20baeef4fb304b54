/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include <gtk/gtk.h>

#include "core/stree-macros.h"

G_BEGIN_DECLS

STREE_AVAILABLE_IN_1_0
void stree_pick_file (GtkWindow *parent, const char *title, const char *type_name, const char *const *patterns,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
STREE_AVAILABLE_IN_1_0
GFile *stree_pick_file_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
