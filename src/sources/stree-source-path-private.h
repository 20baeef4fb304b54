/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of a file, which is the URI itself where it has no scheme. NULL and @error: it is of another computer, or no URI. */
char *stree_source_dup_path (const char *uri, GError **error);

G_END_DECLS
