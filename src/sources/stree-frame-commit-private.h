/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Changes written into a frame, which gives another one. */

#include "sources/stree-changes.h"

G_BEGIN_DECLS

typedef struct
{
  const guint *keys; /* the key columns */
  guint n_keys;
  gboolean counted; /* there is one key column, of numbers that new rows get by themselves */
  gint64 next;      /* and which one the next has */
} StreeFrameKeys;

/* NULL without an error: @commit has conflicts, and nothing is written. Any thread. */
StreeFrame *stree_frame_commit (StreeFrame *frame,
                                const StreeFrameKeys *keys,
                                StreeChanges *changes,
                                StreeCommit *commit,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
