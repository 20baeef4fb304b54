/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the server says, as errors of sources. */

#include <libpq-fe.h>

#include "streamtree.h"

G_BEGIN_DECLS

/* The code for a SQLSTATE; NULL: the connection broke. */
StreeSourceError stree_pg_error_code (const char *sqlstate);
/* Whether @result is none; then @error is set. */
gboolean stree_pg_result_failed (PGresult *result, GError **error);
/* Why there is no connection; its message tells no password. */
GError *stree_pg_connect_error (PGconn *conn);
/* What is wrong with a URI that libpq cannot read, without what stands in it. */
GError *stree_pg_uri_error (const char *uri, const char *reason);

G_END_DECLS
