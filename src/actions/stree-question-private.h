/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-arena-private.h"
#include "core/stree-handler.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

/* A question that waits for its answer: what a renderer shows. It outlives the component that asked; nobody is called
 * then. */
typedef struct
{
  gatomicrefcount     ref_count;
  StreeContext       *cx;        /* held: who asked */
  StreeState         *answer;    /* owned: an int; NULL: none */
  const StreeHandler *on_answer; /* lives in arenas[0]; NULL: none */
  StreeArena         *arenas[2]; /* owned: the second has what the handler's data may point to; NULL: none */
  char               *title;     /* owned */
  char               *detail;    /* owned; NULL: none */
  char              **buttons;   /* owned, at least one: labels, an underscore before the letter that is the key */
  gboolean            destructive; /* the last one loses something: Enter is the first one then, else the last */
} StreeQuestion;

StreeQuestion *stree_question_new    (StreeContext *cx, StreeState *answer, const char *title, const StreeHandler *on_answer);
StreeQuestion *stree_question_ref    (StreeQuestion *question);
void           stree_question_unref  (StreeQuestion *question);

/* The user chose a button: that of the place. */
void           stree_question_answer (StreeQuestion *question, guint button);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeQuestion, stree_question_unref)

G_END_DECLS
