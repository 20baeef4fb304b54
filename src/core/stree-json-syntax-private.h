/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Levels of arrays and objects. */
#define STREE_JSON_MAX_DEPTH 256

/* Whether a text is JSON as RFC 8259 has it, before a parser sees it: that of json-glib takes more, such as comments, wraps
 * integers that are too large, recurses as deep as the text goes, and leaks what it has read of a broken one.
 *
 * The error says line and column, from 1. */
gboolean stree_json_check_syntax (const char *json, GError **error);

/* A walk over a text that NUL ends and that is known to be UTF-8. Each function moves behind what it reads; FALSE: @p is where
 * something else is. */
typedef struct
{
  const char *p;
  const char *expected;    /* what is missing at @p, to be translated; NULL: nothing so far */
  gboolean    any_integer; /* those of more than 64 bits, too */
} StreeJsonScan;

void     stree_json_scan_space (StreeJsonScan *scan);
/* With its quotes. */
gboolean stree_json_scan_text  (StreeJsonScan *scan);
/* Whatever value; space before it is passed by, not that behind it. */
gboolean stree_json_scan_value (StreeJsonScan *scan);

G_END_DECLS
