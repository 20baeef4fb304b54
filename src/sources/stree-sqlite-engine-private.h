/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sources/stree-source-engine.h"

G_BEGIN_DECLS

/* Opens tables of SQLite files: by a path, and by the schemes "sqlite" and "file". */
#define STREE_TYPE_SQLITE_ENGINE (stree_sqlite_engine_get_type ())
G_DECLARE_FINAL_TYPE (StreeSqliteEngine, stree_sqlite_engine, STREE, SQLITE_ENGINE, GObject)

G_END_DECLS
