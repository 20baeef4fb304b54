/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "core/stree-types.h"

G_BEGIN_DECLS

/* A question that waits for its answer: what a renderer shows. It outlives the component that asked; what is answered then
 * changes nothing. */
typedef struct
{
  gatomicrefcount ref_count;
  StreeState     *answer;  /* owned: an int */
  char           *title;   /* owned */
  char           *detail;  /* owned; NULL: none */
  char          **buttons; /* owned, at least one: labels, an underscore before the letter that is the key */
  gboolean        destructive; /* the last one loses something: Enter is the first one then, else the last */
} StreeQuestion;

StreeQuestion *stree_question_ref    (StreeQuestion *question);
void           stree_question_unref  (StreeQuestion *question);
/* The user chose a button: that of the place. */
void           stree_question_answer (StreeQuestion *question, guint button);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreeQuestion, stree_question_unref)

G_END_DECLS
