/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-question-private.h"

#include "core/stree-context-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-error.h"
#include "core/stree-event-private.h"
#include "core/stree-handler-private.h"
#include "core/stree-session-private.h"
#include "core/stree-state.h"
#include "history/stree-history-private.h"

/* A handler may be one of an earlier run, and what it holds that of the run that is on. */
static void
hold (StreeQuestion *question)
{
  StreeArena *arenas[] = { question->on_answer ? question->on_answer->arena : NULL, question->on_error ? question->on_error->arena : NULL,
                           stree_arena_get_current () };

  G_STATIC_ASSERT (G_N_ELEMENTS (arenas) == G_N_ELEMENTS (question->arenas));
  for (guint i = 0; i < G_N_ELEMENTS (arenas); i++)
    question->arenas[i] = arenas[i] ? stree_arena_ref (arenas[i]) : NULL;
}

StreeQuestion *
stree_question_new (StreeQuestionType type, StreeContext *cx, StreeState *answer, const char *title, const StreeHandler *on_answer,
                    const StreeHandler *on_error)
{
  StreeQuestion *question = g_new0 (StreeQuestion, 1);

  g_atomic_ref_count_init (&question->ref_count);
  question->type = type;
  question->cx = cx ? stree_context_ref (cx) : NULL;
  question->answer = answer ? stree_state_ref (answer) : NULL;
  question->title = g_strdup (title);
  question->on_answer = on_answer;
  question->on_error = on_error;
  if (on_answer || on_error)
    hold (question);
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
  switch (question->type)
    {
    case STREE_QUESTION_MESSAGE:
      g_free (question->u.message.detail);
      g_strfreev (question->u.message.buttons);
      break;
    case STREE_QUESTION_FILE:
      g_free (question->u.file.accept);
      g_free (question->u.file.type_name);
      g_strfreev (question->u.file.patterns);
      g_free (question->u.file.name);
      g_free (question->u.file.folder);
      break;
    default:
      g_assert_not_reached ();
    }
  g_clear_pointer (&question->answer, stree_state_unref);
  g_clear_pointer (&question->cx, stree_context_unref);
  g_free (question->title);
  for (guint i = 0; i < G_N_ELEMENTS (question->arenas); i++)
    g_clear_pointer (&question->arenas[i], stree_arena_unref);
  g_free (question);
}

/* Calls a handler of who asked, who is still there. */
static void
emit (StreeQuestion *question, const StreeHandler *handler, StreeEvent *event)
{
  StreeNode *node = stree_node_ref (question->cx->node);

  stree_node_emit (node, handler, event);
  stree_node_unref (node);
}

/* The state first: the handler may read it. */
static void
answer (StreeQuestion *question, const GValue *value)
{
  g_autoptr (StreeEvent) event = NULL;
  StreeNode             *node = question->cx ? question->cx->node : NULL;
  StreeMount            *mount = node ? stree_node_get_mount (node) : NULL;
  StreeHistory          *history = mount ? mount->session->history : NULL;

  if (history)
    history = stree_history_begin (history, node, STREE_DEED_ANSWER, "on_answer", value);
  if (question->answer)
    stree_state_set (question->answer, value);
  if (question->on_answer && question->cx->node)
    {
      event = stree_event_new_for ("on_answer", question->cx);
      g_value_init (&event->value, G_VALUE_TYPE (value));
      g_value_copy (value, &event->value);
      emit (question, question->on_answer, event);
    }
  stree_history_end (history);
}

void
stree_question_answer (StreeQuestion *question, guint button)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert (question->type == STREE_QUESTION_MESSAGE);
  g_assert (button < g_strv_length (question->u.message.buttons));
  g_value_init (&value, G_TYPE_INT64);
  g_value_set_int64 (&value, button);
  answer (question, &value);
}

gboolean
stree_question_fits_files (StreeQuestion *question, const char *const *uris, GError **error)
{
  guint n_uris = uris ? g_strv_length ((char **) uris) : 0;

  g_assert (question->type == STREE_QUESTION_FILE);
  if (n_uris > 1 && question->u.file.what != STREE_FILE_CHOICE_OPEN_SEVERAL)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "'%s' asks for one, not for %u", question->title, n_uris);
      return FALSE;
    }
  for (guint i = 0; i < n_uris; i++)
    if (!g_uri_peek_scheme (uris[i]))
      {
        g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "'%s' is no URI; expected one such as file:///tmp/a.csv", uris[i]);
        return FALSE;
      }
  return TRUE;
}

void
stree_question_answer_files (StreeQuestion *question, const char *const *uris)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert (stree_question_fits_files (question, uris, NULL));
  if (!uris || !uris[0])
    return;
  if (question->u.file.what == STREE_FILE_CHOICE_OPEN_SEVERAL)
    {
      g_value_init (&value, G_TYPE_VARIANT);
      g_value_set_variant (&value, g_variant_new_strv (uris, -1));
    }
  else
    {
      g_value_init (&value, G_TYPE_STRING);
      g_value_set_string (&value, uris[0]);
    }
  answer (question, &value);
}

void
stree_question_fail (StreeQuestion *question, GError *error)
{
  g_autoptr (StreeEvent) event = NULL;

  if (!question->on_error || !question->cx->node)
    {
      stree_question_complain (question, error);
      return;
    }
  event = stree_event_new_for ("on_error", question->cx);
  g_message ("%s: ask: '%s': %s", event->path, question->title, error->message);
  g_value_init (&event->value, G_TYPE_STRING);
  g_value_set_string (&event->value, error->message);
  event->error = error;
  emit (question, question->on_error, event);
}

void
stree_question_complain (StreeQuestion *question, GError *error)
{
  g_prefix_error (&error, "ask: '%s': ", question->title);
  stree_context_complain (question->cx, error);
}
