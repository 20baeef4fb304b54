/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What something was made from, kept to see later whether it would be made the same again: of a memoised subtree, of a task.
 * A state stands for the value that it holds.
 */

#include "core/stree-arena-private.h"
#include "core/stree-memo.h"

G_BEGIN_DECLS

/* Copies @deps, in @arena. */
StreeDeps stree_deps_keep  (const StreeDeps *deps, StreeArena *arena);
gboolean  stree_deps_equal (const StreeDeps *kept, const StreeDeps *deps);

G_END_DECLS
