/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-ask.h"

#include "actions/stree-handles-private.h"
#include "actions/stree-question-private.h"
#include "core/stree-context-private.h"
#include "core/stree-error.h"
#include "core/stree-state.h"

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
  stree_state_unref (question->answer);
  g_free (question->title);
  g_free (question->detail);
  g_strfreev (question->buttons);
  g_free (question);
}

void
stree_question_answer (StreeQuestion *question, guint button)
{
  g_assert (button < g_strv_length (question->buttons));
  stree_state_set_int (question->answer, button);
}

static void
ask (StreeContext *cx, StreeState *answer, const char *title, const char *detail, const char *const *buttons, gboolean destructive)
{
  g_autoptr (StreeQuestion) question = NULL;

  if (stree_state_get_value_type (answer) != G_TYPE_INT64)
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE,
                                               "ask: the answer is the place of a button; expected an int for the state '%s', not a %s",
                                               stree_state_get_name (answer), g_type_name (stree_state_get_value_type (answer))));
      return;
    }
  if (!buttons[0])
    {
      stree_context_complain (cx, g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "ask: '%s' has no buttons; expected at least one", title));
      return;
    }
  question = g_new0 (StreeQuestion, 1);
  g_atomic_ref_count_init (&question->ref_count);
  question->answer = stree_state_ref (answer);
  question->title = g_strdup (title);
  question->detail = g_strdup (detail);
  question->buttons = g_strdupv ((char **) buttons);
  question->destructive = destructive;
  stree_handles_ask (cx, question);
}

/**
 * stree_ask:
 * @cx: a context, most often that of an event
 * @answer: a state that holds an int: gets the place of the button that was chosen
 * @title: the question, in a few words
 * @detail: (nullable): more about it
 * @buttons: (array zero-terminated=1): labels, at least one; an underscore stands before the letter that is its key
 *
 * Asks the user something, in a dialog over the window. The first button is the one that leaves things as they are: Escape
 * and closing the dialog choose it, and give 0. The last one is what Enter does. The dialog comes after the rerun that is
 * due. If the window goes without an answer, @answer stays as it is.
 *
 * A state of another type, or no button, is an error of the component, or is logged if a handler asks.
 *
 * Since: 1.0
 */
void
stree_ask (StreeContext *cx, StreeState *answer, const char *title, const char *detail, const char *const *buttons)
{
  g_return_if_fail (cx != NULL && answer != NULL);
  g_return_if_fail (title != NULL && buttons != NULL);
  ask (cx, answer, title, detail, buttons, FALSE);
}

/**
 * stree_ask_destructive:
 * @cx: a context, most often that of an event
 * @answer: a state that holds an int: gets the place of the button that was chosen
 * @title: the question, in a few words
 * @detail: (nullable): what would be lost
 * @buttons: (array zero-terminated=1): labels, at least one; an underscore stands before the letter that is its key
 *
 * Asks as [func@ask] does, before something is lost: the last button is the one that loses it, and looks like that; Enter
 * chooses the first.
 *
 * Since: 1.0
 */
void
stree_ask_destructive (StreeContext *cx, StreeState *answer, const char *title, const char *detail, const char *const *buttons)
{
  g_return_if_fail (cx != NULL && answer != NULL);
  g_return_if_fail (title != NULL && buttons != NULL);
  ask (cx, answer, title, detail, buttons, TRUE);
}
