/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "stree-file-dialog.h"

G_BEGIN_DECLS

/* For tests: the next stree_pick_file () opens no dialog, but ends as if the user had chosen this; NULL: chose nothing. */
void stree_pick_file_answer (GFile *file);

G_END_DECLS
