/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sources/stree-changes.h"

G_BEGIN_DECLS

/* Whether what was seen of a row of an update, in the cells that are set, or of a delete, in all of them, is what stands
 * in row @now_row of @now. Any thread. */
gboolean stree_changes_stand_as_seen (StreeChanges *changes, guint change, StreeFrame *now, guint now_row);

G_END_DECLS
