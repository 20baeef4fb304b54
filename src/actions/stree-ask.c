/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-ask.h"

#include "actions/stree-handles-private.h"
#include "actions/stree-question-private.h"
#include "core/stree-context-private.h"
#include "core/stree-element.h"
#include "core/stree-error.h"
#include "core/stree-state.h"

/**
 * stree_ask_args: (skip)
 * @cx: a context, most often that of an event
 * @args: what to ask
 *
 * Asks the user something, in a dialog over the window: what stree_ask () stands on.
 *
 * The first button is the one that leaves things as they are: Escape and closing the dialog choose it, and give 0. The last
 * one is what Enter does, or the first if the last is destructive. The dialog comes after the rerun that is due. If the
 * window goes without an answer, the state stays as it is; if the component is gone, the handler is not called.
 *
 * A state of another type, or no button, is an error of the component, or is logged if a handler asks.
 *
 * Since: 1.0
 */
void
stree_ask_args (StreeContext *cx, const StreeAskArgs *args)
{
  g_autoptr (StreeQuestion) question = NULL;

  g_return_if_fail (cx != NULL && args != NULL);
  g_return_if_fail (args->title != NULL && args->buttons != NULL);
  if (args->answer && stree_state_get_value_type (args->answer) != G_TYPE_INT64)
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE,
                                               "ask: the answer is the place of a button; expected an int for the state '%s', not a %s",
                                               stree_state_get_name (args->answer),
                                               g_type_name (stree_state_get_value_type (args->answer))));
      return;
    }
  if (!args->buttons[0])
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "ask: '%s' has no buttons; expected at least one",
                                               args->title));
      return;
    }
  question = stree_question_new (STREE_QUESTION_MESSAGE, cx, args->answer, args->title, args->on_answer, NULL);
  question->u.message.detail = g_strdup (args->detail);
  question->u.message.buttons = g_strdupv ((char **) args->buttons);
  question->u.message.destructive = args->destructive;
  stree_handles_ask (cx, question);
}

/**
 * stree_context_ask:
 * @cx: a context, most often that of an event
 * @answer: (nullable): a state that holds an int: gets the place of the button that was chosen
 * @title: the question, in a few words
 * @detail: (nullable): more about it
 * @buttons: (array zero-terminated=1): labels, at least one; an underscore stands before the letter that is its key
 * @destructive: whether the last button loses something: it looks like that, and Enter chooses the first
 * @on_answer: (nullable): a closure that takes a [struct@StreamTree.Event], called with each answer; the event has the
 *   place of the button as its value
 *
 * Asks the user something, in a dialog over the window. In C write `stree_ask ()`.
 *
 * The first button is the one that leaves things as they are: Escape and closing the dialog choose it, and give 0. The last
 * one is what Enter does. The dialog comes after the rerun that is due. If the window goes without an answer, @answer stays
 * as it is; if the component is gone, @on_answer is not called.
 *
 * A state of another type, or no button, is an error of the component, or is logged if a handler asks.
 *
 * Since: 1.0
 */
void
stree_context_ask (StreeContext *cx, StreeState *answer, const char *title, const char *detail, const char *const *buttons,
                   gboolean destructive, GClosure *on_answer)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();

  (void) scope; /* the question holds the handler */
  stree_ask (cx, answer, title, detail, buttons, destructive, on_answer ? stree_call_closure (on_answer) : NULL);
}
