/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A view whose component does what the test says, and says something else whenever it likes. */

#include "support.h"

#include "core/stree-session-private.h"

extern StreeContext *context; /* of the component */
extern guint         n_runs;

/* A view that shows nothing yet. */
StreeHeadless *body_new (StreeSession *session);
/* From now on the component is @func. */
void           show     (StreeElement *(*func) (StreeContext *cx));
