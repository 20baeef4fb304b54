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

G_END_DECLS
