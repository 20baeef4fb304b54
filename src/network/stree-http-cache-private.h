/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Answers to GETs on disk, a file each, for this user alone: kept with their ETag or date, asked about when they may be stale.
 *
 * Not SoupCache: that is of the one thread that made it and blocks there while it reads, writes its index only when it is
 * told to and so loses it with a crash, takes any file of its folder for what it should be, and two processes in one folder
 * overwrite each other's index. Here there is no index: each file has its own checksum and is replaced as a whole.
 */

#include "network/stree-request-private.h"

G_BEGIN_DECLS

/* In a worker. NULL: there is none. @fresh: it may be used without asking. */
StreeResponse *stree_http_cache_lookup     (const StreeRequest *request, gboolean *fresh);
/* Keeps an answer, if its headers allow that. */
void           stree_http_cache_store      (const StreeRequest *request, const StreeResponse *response);
/* The server says that @kept still holds, with @news: what it says anew. */
void           stree_http_cache_refresh    (const StreeRequest *request, StreeResponse *kept, SoupMessageHeaders *news);
/* The URL was written to: what is kept of it is of before. */
void           stree_http_cache_invalidate (const StreeRequest *request);

/* For tests. NULL and 0: as ever. */
void           stree_http_cache_configure  (const char *folder, guint64 max_size);

G_END_DECLS
