/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Questions to the user, without a display: what is asked, and answering it. */

#include "testing/stree-headless-actions.h"

#include "core/stree-error.h"
#include "testing/stree-headless-actions-private.h"

void
stree_headless_ask (StreeRenderer *renderer, StreeQuestion *question)
{
  StreeHeadless *self = (StreeHeadless *) (gpointer) ((char *) renderer - G_STRUCT_OFFSET (StreeHeadless, renderer));

  g_queue_push_head (&self->user->questions, stree_question_ref (question));
}

static char *
without_underscores (const char *label)
{
  GString *text = g_string_new (label);

  g_string_replace (text, "_", "", 0);
  return g_string_free (text, FALSE);
}

/**
 * stree_headless_dup_question:
 * @self: a headless view
 *
 * What the user is asked at the moment: of several questions, the newest.
 *
 * Returns: (transfer full) (nullable): its title, and its detail in a second line if there is one; %NULL: nothing
 *
 * Since: 1.0
 */
char *
stree_headless_dup_question (StreeHeadless *self)
{
  StreeQuestion *question;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  stree_headless_settle (self);
  question = g_queue_peek_head (&self->user->questions);
  if (!question)
    return NULL;
  return question->detail ? g_strconcat (question->title, "\n", question->detail, NULL) : g_strdup (question->title);
}

/**
 * stree_headless_list_answers:
 * @self: a headless view
 *
 * The buttons of the question that is asked at the moment, the first of which is what Escape does.
 *
 * Returns: (transfer full) (array zero-terminated=1): their labels, without underscores; none if nothing is asked
 *
 * Since: 1.0
 */
char **
stree_headless_list_answers (StreeHeadless *self)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  StreeQuestion        *question;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  stree_headless_settle (self);
  question = g_queue_peek_head (&self->user->questions);
  for (guint i = 0; question && question->buttons[i]; i++)
    g_ptr_array_add (labels, without_underscores (question->buttons[i]));
  g_ptr_array_add (labels, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
}

/**
 * stree_headless_answer:
 * @self: a headless view
 * @button: (nullable): the label of a button, without its underscore; %NULL presses Escape
 * @error: return location for an error
 *
 * Answers the question that is asked at the moment, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if nothing is asked, or the question has no such button
 *
 * Since: 1.0
 */
gboolean
stree_headless_answer (StreeHeadless *self, const char *button, GError **error)
{
  g_auto (GStrv)            labels = NULL;
  g_autoptr (StreeQuestion) question = NULL;
  guint                     at = 0;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  labels = stree_headless_list_answers (self);
  if (!labels[0])
    {
      g_set_error_literal (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "The user is not asked anything");
      return FALSE;
    }
  while (button && labels[at] && strcmp (labels[at], button) != 0)
    at++;
  if (!labels[at])
    {
      g_autofree char *all = g_strjoinv ("', '", labels);

      g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "The question has no button '%s'; it has '%s'", button, all);
      return FALSE;
    }
  question = g_queue_pop_head (&self->user->questions);
  stree_question_answer (question, at);
  stree_headless_settle (self);
  return TRUE;
}
