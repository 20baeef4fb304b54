/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sources/stree-sqlite-private.h"
#include "sources/stree-sqlite-source.h"

G_BEGIN_DECLS

/* For tests: the connection that writes (borrowed). */
StreeSqlite *stree_sqlite_source_get_writing (StreeSqliteSource *source);

G_END_DECLS
