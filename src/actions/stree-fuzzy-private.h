/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STREE_FUZZY_NONE (-1)

/* How well what was typed matches a text: each word of it has to be there, its letters in this order though not next to
 * each other. More is better: for the start of a word, for letters in a row, for a short text. Case and accents do not
 * count. Nothing typed matches everything with 0. STREE_FUZZY_NONE: it does not match. */
int stree_fuzzy_score (const char *typed, const char *text);

G_END_DECLS
