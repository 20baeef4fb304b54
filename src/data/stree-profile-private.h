/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "data/stree-profile.h"

G_BEGIN_DECLS

/* Takes @columns: of StreeColumnSummary, which it frees. */
StreeProfile *stree_profile_new_take (guint n_rows, GPtrArray *columns);

G_END_DECLS
