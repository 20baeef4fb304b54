/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "data/stree-frame.h"

G_BEGIN_DECLS

/* The type of a prop that holds a frame: in dumps it is shown as its size. */
GType stree_frame_prop_get_type (void);

G_END_DECLS
