/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * The PostgreSQL engine, a plug-in: it is not linked to the library but loaded when a URI of its schemes is opened.
 *
 *   engine      opens sources by their URI
 *   source      a table; three connections
 *   result      the rows of a query, page by page
 *   commit      what is written
 *   sql, filter queries as statements
 *   table       what the catalog says
 *   connection, connect, error   libpq on the main context
 */

#include <gmodule.h>

#include "streamtree.h"

G_BEGIN_DECLS

G_MODULE_EXPORT void stree_source_engine_load (void);

G_END_DECLS
