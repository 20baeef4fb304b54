/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "actions/stree-handles.h"
#include "actions/stree-question-private.h"
#include "core/stree-mount-private.h"

G_BEGIN_DECLS

/* After a run: does what was asked for. */
void stree_handles_run   (StreeMount *mount);
void stree_handles_clear (StreeMount *mount);
/* Has a question shown after the run that is due. */
void stree_handles_ask   (StreeContext *cx, StreeQuestion *question);

G_END_DECLS
