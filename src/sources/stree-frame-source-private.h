/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "sources/stree-frame-source.h"

G_BEGIN_DECLS

/* The data as it is now, with the columns of the schema: with the rows' numbers where they are the key. Transfer none. */
StreeFrame *stree_frame_source_get_rows (StreeFrameSource *source);

G_END_DECLS
