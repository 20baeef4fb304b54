/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-question-private.h"

#include "core/stree-context-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-event-private.h"
#include "core/stree-handler-private.h"
#include "core/stree-state.h"

/* A handler may be one of an earlier run, and what it holds that of the run that is on. */
static void
hold (StreeQuestion *question, const StreeHandler *handler)
{
  StreeArena *current = stree_arena_get_current ();

  question->on_answer = handler;
  question->arenas[0] = stree_arena_ref (handler->arena);
  question->arenas[1] = current ? stree_arena_ref (current) : NULL;
}

StreeQuestion *
stree_question_new (StreeContext *cx, StreeState *answer, const char *title, const StreeHandler *on_answer)
{
  StreeQuestion *question = g_new0 (StreeQuestion, 1);

  g_atomic_ref_count_init (&question->ref_count);
  question->cx = stree_context_ref (cx);
  question->answer = answer ? stree_state_ref (answer) : NULL;
  question->title = g_strdup (title);
  if (on_answer)
    hold (question, on_answer);
  return question;
}

StreeQuestion *
stree_question_ref (StreeQuestion *question)
{
  g_atomic_ref_count_inc (&question->ref_count);
  return question;
}

void
stree_question_unref (StreeQuestion *question)
{
  if (!g_atomic_ref_count_dec (&question->ref_count))
    return;
  g_free (question->detail);
  g_strfreev (question->buttons);
  g_clear_pointer (&question->answer, stree_state_unref);
  stree_context_unref (question->cx);
  g_free (question->title);
  for (guint i = 0; i < G_N_ELEMENTS (question->arenas); i++)
    g_clear_pointer (&question->arenas[i], stree_arena_unref);
  g_free (question);
}

/* The state first: the handler may read it. */
static void
answer (StreeQuestion *question, const GValue *value)
{
  StreeNode             *node = question->cx->node;
  g_autoptr (StreeEvent) event = NULL;

  if (question->answer)
    stree_state_set (question->answer, value);
  if (!question->on_answer || !node)
    return;
  event = stree_event_new_for ("on_answer", question->cx);
  g_value_init (&event->value, G_VALUE_TYPE (value));
  g_value_copy (value, &event->value);
  stree_node_ref (node);
  stree_node_emit (node, question->on_answer, event);
  stree_node_unref (node);
}

void
stree_question_answer (StreeQuestion *question, guint button)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert (button < g_strv_length (question->buttons));
  g_value_init (&value, G_TYPE_INT64);
  g_value_set_int64 (&value, button);
  answer (question, &value);
}
