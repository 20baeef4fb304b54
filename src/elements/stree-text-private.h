/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-arena-private.h"
#include "elements/stree-text.h"

G_BEGIN_DECLS

/* Text up to so many bytes stays on its line: a word or a number is not broken, and costs less to lay out. */
#define STREE_TEXT_SHORT 24

/* Of the body of an element. */
static inline gboolean
stree_text_wraps (const char *body)
{
  return body && stree_arena_strlen (body) > STREE_TEXT_SHORT;
}

G_END_DECLS
