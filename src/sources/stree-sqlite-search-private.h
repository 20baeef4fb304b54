/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * An index that a quick search of an SQLite table can ask first. It is a table of FTS5 with the three letters that
 * follow one another in what each row shows; a view says what that is, and triggers keep it so, whoever writes:
 *
 *   stree_searched_T   a view: of each row its key and its text
 *   stree_search_T_text   the FTS5 table, with the key as its number
 *   stree_insert_T, stree_update_T, stree_delete_T
 *
 * It only narrows: a search tests each row that it names, as it does without it. So it must name all rows that there
 * are. Of letters with accents the text has those without; a row with what cannot be told so, such as a lone accent,
 * has a mark instead, and is always named. What is shown otherwise than SQL shows it, such as decimal numbers, is not
 * in it: a search that these can answer does without.
 *
 * It is used where it is exactly what would be made now: any other column, type or trigger, and it is not.
 *
 * Rows are named by a key that is an INTEGER PRIMARY KEY: VACUUM may give other rows other numbers.
 */

#include "sources/stree-sqlite-source.h"
#include "sources/stree-sqlite-table-private.h"

G_BEGIN_DECLS

/* In the thread. Whether it is there, and right. */
gboolean stree_sqlite_search_is_indexed (sqlite3 *handle, const StreeSqliteTable *table);
/* What to ask the index for; NULL: it is not there, does not know, or names so many rows that it does not help. */
char *stree_sqlite_search_ask (sqlite3 *handle, const StreeSqliteTable *table, const char *search);
/* "rowid IN (SELECT ... MATCH ": what follows is what stree_sqlite_search_ask () gave, and "))". */
void stree_sqlite_search_append (GString *sql, const StreeSqliteTable *table);
/* In the thread. Whether any table of the file has such an index, right or not: triggers write into it. */
gboolean stree_sqlite_search_is_used (sqlite3 *handle);

/* In the thread, in a transaction of their own: TRUE: it is there; it is not. */
gboolean stree_sqlite_search_make (sqlite3 *handle, const StreeSqliteTable *table, GCancellable *cancellable, GError **error);
gboolean stree_sqlite_search_drop (sqlite3 *handle, const StreeSqliteTable *table, GCancellable *cancellable, GError **error);
StreeSearchIndex stree_sqlite_search_check (sqlite3 *handle, const StreeSqliteTable *table, GError **error);

/* For tests. Whether a search for letters of ASCII is right of a text with this letter. */
gboolean stree_sqlite_search_knows (gunichar letter);

G_END_DECLS
