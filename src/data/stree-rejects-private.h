/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What a reader set aside: see stree_frame_get_rejects (). */

#include "data/stree-frame-builder.h"
#include "data/stree-text-file-private.h"

G_BEGIN_DECLS

typedef struct
{
  StreeFrameBuilder *builder; /* NULL: none so far */
  guint n;
  gsize length; /* of their texts */
  guint first_line;
} StreeRejects;

/* @text: what stands there, @length bytes of UTF-8. FALSE: there is no room for more. */
gboolean stree_rejects_add (StreeRejects *rejects, StreeTextPlace place, const char *message, const char *text, gsize length);
/* What a note says of them; NULL where there are none. */
char *stree_rejects_describe (const StreeRejects *rejects);
/* Moves them into a frame that nobody else has yet. */
void stree_rejects_finish (StreeRejects *rejects, StreeFrame *frame);
void stree_rejects_clear (StreeRejects *rejects);

G_END_DECLS
