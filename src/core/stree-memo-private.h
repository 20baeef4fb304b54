/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-memo.h"

G_BEGIN_DECLS

typedef struct _StreeMemo StreeMemo;

void stree_memo_list_free  (StreeMemo *memos);
void stree_memo_list_sweep (StreeMemo **memos, guint run);
void stree_memo_value_free (gpointer value);
/* Whether a memoised subtree of the component at @node is being made. */
gboolean stree_memo_is_building (StreeNode *node);
/* The component at @node read a provided value while a subtree of its was made. @name NULL: it read them all. */
void stree_memo_note_lookup (StreeNode *node, const char *name, const GValue *value);

G_END_DECLS
