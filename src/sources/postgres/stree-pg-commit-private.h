/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Changes, written in one transaction. */

#include "sources/postgres/stree-pg-sql-private.h"

G_BEGIN_DECLS

/* The connection is its own until it is finished: there is one commit at a time. */
void stree_pg_commit_async (StreePgTable *table,
                            StreePgConnection *connection,
                            StreeChanges *changes,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
StreeCommit *stree_pg_commit_finish (GAsyncResult *result, GError **error);

G_END_DECLS
