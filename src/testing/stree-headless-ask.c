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

/* --- what is asked --- */

/* A file dialog in one line: "save, named 'a.csv', Tables (*.csv *.tsv), in file:///tmp, by 'Export'". */
static char *
describe_files (const StreeQuestion *question)
{
  static const char *const names[] = {
    [STREE_FILE_CHOICE_OPEN] = "open",
    [STREE_FILE_CHOICE_OPEN_SEVERAL] = "open several",
    [STREE_FILE_CHOICE_SAVE] = "save",
    [STREE_FILE_CHOICE_FOLDER] = "folder",
  };
  GString *text = g_string_new (names[question->u.file.what]);

  if (question->u.file.name)
    g_string_append_printf (text, ", named '%s'", question->u.file.name);
  if (question->u.file.patterns)
    {
      g_autofree char *patterns = g_strjoinv (" ", question->u.file.patterns);

      g_string_append_printf (text, ", %s (%s)", question->u.file.type_name ? question->u.file.type_name : "files", patterns);
    }
  if (question->u.file.folder)
    g_string_append_printf (text, ", in %s", question->u.file.folder);
  if (question->u.file.accept)
    {
      g_autofree char *label = without_underscores (question->u.file.accept);

      g_string_append_printf (text, ", by '%s'", label);
    }
  return g_string_free (text, FALSE);
}

/**
 * stree_headless_dup_question:
 * @self: a headless view
 *
 * What the user is asked at the moment: of several questions, the newest.
 *
 * The choice of a file has as its second line what is to be chosen: `open`, `open several`, `save` or `folder`, and behind
 * commas what the dialog was told: `save, named 'a.csv', Tables (*.csv *.tsv), in file:///tmp, by 'Export'`.
 *
 * Returns: (transfer full) (nullable): its title, and its detail in a second line if there is one; %NULL: nothing
 *
 * Since: 1.0
 */
char *
stree_headless_dup_question (StreeHeadless *self)
{
  StreeQuestion   *question;
  g_autofree char *detail = NULL;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  stree_headless_settle (self);
  question = g_queue_peek_head (&self->user->questions);
  if (!question)
    return NULL;
  detail = question->type == STREE_QUESTION_FILE ? describe_files (question) : g_strdup (question->u.message.detail);
  return detail ? g_strconcat (question->title, "\n", detail, NULL) : g_strdup (question->title);
}

/**
 * stree_headless_list_answers:
 * @self: a headless view
 *
 * The buttons of the question that is asked at the moment, the first of which is what Escape does.
 *
 * Returns: (transfer full) (array zero-terminated=1): their labels, without underscores; none if nothing is asked, or a file
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
  if (question && question->type == STREE_QUESTION_MESSAGE)
    for (guint i = 0; question->u.message.buttons[i]; i++)
      g_ptr_array_add (labels, without_underscores (question->u.message.buttons[i]));
  g_ptr_array_add (labels, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
}

/* --- answering it --- */

/* The question that is asked at the moment, if it is one of @type. Borrowed. */
static StreeQuestion *
find (StreeHeadless *self, StreeQuestionType type, GError **error)
{
  StreeQuestion *question;

  stree_headless_settle (self);
  question = g_queue_peek_head (&self->user->questions);
  if (!question)
    g_set_error_literal (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "The user is not asked anything");
  else if (question->type != type)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "'%s' asks for %s", question->title,
                 question->type == STREE_QUESTION_FILE ? "a file; answer_files () answers it" : "a button; answer () answers it");
  return question && question->type == type ? question : NULL;
}

/**
 * stree_headless_answer:
 * @self: a headless view
 * @button: (nullable): the label of a button, without its underscore; %NULL presses Escape
 * @error: return location for an error
 *
 * Answers the question that is asked at the moment, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if nothing is asked, or a file, or the question has no such button
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
  if (!find (self, STREE_QUESTION_MESSAGE, error))
    return FALSE;
  labels = stree_headless_list_answers (self);
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

/**
 * stree_headless_answer_files:
 * @self: a headless view
 * @uris: (nullable) (array zero-terminated=1): what the user chooses, one but where several are asked for; none, or %NULL,
 *   cancels
 * @error: return location for an error
 *
 * Answers the question for a file that is asked at the moment, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if nothing is asked, or a message; with %STREE_ERROR_BAD_VALUE, and the
 *   question still asked, if @uris do not fit it
 *
 * Since: 1.0
 */
gboolean
stree_headless_answer_files (StreeHeadless *self, const char *const *uris, GError **error)
{
  StreeQuestion            *asked;
  g_autoptr (StreeQuestion) question = NULL;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  asked = find (self, STREE_QUESTION_FILE, error);
  if (!asked || !stree_question_fits_files (asked, uris, error))
    return FALSE;
  question = g_queue_pop_head (&self->user->questions);
  stree_question_answer_files (question, uris);
  stree_headless_settle (self);
  return TRUE;
}

/**
 * stree_headless_fail_files:
 * @self: a headless view
 * @message: what went wrong
 * @error: return location for an error
 *
 * Lets the dialog fail in which a file is asked for at the moment, with %G_IO_ERROR_FAILED, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if nothing is asked, or a message
 *
 * Since: 1.0
 */
gboolean
stree_headless_fail_files (StreeHeadless *self, const char *message, GError **error)
{
  g_autoptr (StreeQuestion) question = NULL;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);
  if (!find (self, STREE_QUESTION_FILE, error))
    return FALSE;
  question = g_queue_pop_head (&self->user->questions);
  stree_question_fail (question, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message));
  stree_headless_settle (self);
  return TRUE;
}
