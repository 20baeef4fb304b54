/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A database: which tables it has, and the one that is shown. Asking is done in the background, and what comes of it is state,
 * as with a Document. */

#include <streamtree.h>

typedef struct _Database Database;

/* Whether it is one, and no file with a table: a URI of an engine, or an SQLite file. */
gboolean     database_is        (const char *uri);

/* The session's database. */
Database    *database_get       (StreeContext *cx);

/* --- asking; the same again does nothing --- */

void         database_open      (Database *self, const char *uri, int revision);
/* One of its tables. */
void         database_open_table (Database *self, const char *table);

/* --- answers --- */

/* Ends with NULL; NULL: not known yet. */
const char **database_dup_tables (Database *self);
/* NULL: not open yet. */
StreeSource *database_get_source (Database *self);
const char  *database_get_error  (Database *self);
