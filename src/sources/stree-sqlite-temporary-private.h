/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* The path of an SQLite file of this program's own, in a folder of its own in the user's cache, which goes with it. What a program left
 * there that ended too early goes when the next one is made. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* An atomic rc box. */
typedef struct _StreeSqliteTemporary StreeSqliteTemporary;

/* Any thread; blocks. */
StreeSqliteTemporary *stree_sqlite_temporary_new (GError **error);
StreeSqliteTemporary *stree_sqlite_temporary_ref (StreeSqliteTemporary *temporary);
/* The last one removes the file: connections to it may still be open, but not be writing. */
void stree_sqlite_temporary_unref (StreeSqliteTemporary *temporary);
const char *stree_sqlite_temporary_get_path (StreeSqliteTemporary *temporary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeSqliteTemporary, stree_sqlite_temporary_unref)

G_END_DECLS
