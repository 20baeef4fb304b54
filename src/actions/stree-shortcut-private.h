/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A shortcut in one way of writing: "<Ctrl>S" and "<primary>s" are both "<Control>s", and modifiers have one order. NULL
 * with %STREE_ERROR_BAD_VALUE: it is none. Whether there is a key of that name, only the renderer knows. */
char *stree_shortcut_canonical (const char *shortcut, GError **error);

G_END_DECLS
