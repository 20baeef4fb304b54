/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sources/stree-sqlite-table-private.h"

G_BEGIN_DECLS

/* All of the changes or none. NULL and @error; with conflicts nothing is written. */
StreeCommit *stree_sqlite_commit (sqlite3 *handle,
                                  const StreeSqliteTable *table,
                                  StreeChanges *changes,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
