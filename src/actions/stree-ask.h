/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "core/stree-handler.h"
#include "core/stree-types.h"

G_BEGIN_DECLS

/* Questions to the user that finish as state: a handler asks, goes on at once, and the component that reads the state runs
 * again when there is an answer. What is to be done once for each answer, also for the same one again, is a handler. */

#ifndef __GI_SCANNER__

/* The arguments of stree_ask (). */
typedef struct
{
  StreeState         *answer;      /* an int: gets the place of the button that was chosen; NULL: on_answer is enough */
  const char         *title;       /* the question, in a few words */
  const char         *detail;      /* more about it; NULL: nothing */
  const char *const  *buttons;     /* labels, at least one; an underscore stands before the letter that is its key */
  gboolean            destructive; /* the last one loses something */
  const StreeHandler *on_answer;   /* called with each answer: the event has the place of the button, as an int */
  char                stree_end_;
} StreeAskArgs;

STREE_AVAILABLE_IN_1_0
void stree_ask_args (StreeContext *cx, const StreeAskArgs *args);

/* Asks: stree_ask (cx, answer, _("Move it?"), NULL, STREE_STRV (_("_Keep"), _("_Move"))). See stree_ask_args (). */
#define stree_ask(cx, ...) stree_ask_args ((cx), &(StreeAskArgs){ __VA_ARGS__, .stree_end_ = 0 })
/* The same before something is lost: the last button is the one that loses it. */
#define stree_ask_destructive(cx, ...)                                                                                 \
  stree_ask_args ((cx), &(StreeAskArgs){ __VA_ARGS__, .destructive = TRUE, .stree_end_ = 0 })

#endif /* __GI_SCANNER__ */

STREE_AVAILABLE_IN_1_0
void stree_context_ask (StreeContext *cx, StreeState *answer, const char *title, const char *detail, const char *const *buttons,
                        gboolean destructive, GClosure *on_answer);

G_END_DECLS
