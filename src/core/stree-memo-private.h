/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-memo.h"

G_BEGIN_DECLS

typedef struct _StreeMemo StreeMemo;

void stree_memo_list_free  (StreeMemo *memos);
void stree_memo_list_sweep (StreeMemo **memos, guint run);
void stree_memo_value_free (gpointer value);

G_END_DECLS
