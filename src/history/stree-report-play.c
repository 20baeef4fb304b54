/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Playing a report: each event is done again as a user would do it, and what it sets is compared with what it set then. */

#include <config.h>

#include <glib/gi18n-lib.h>

#include "actions/stree-actions-private.h"
#include "actions/stree-question-private.h"
#include "core/stree-context-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-error.h"
#include "core/stree-session-private.h"
#include "history/stree-report-private.h"
#include "history/stree-secrets-private.h"
#include "testing/stree-test-private.h"
#include "testing/stree-user-private.h"

/* Who waited for longer, in milliseconds, waits no longer here. */
#define MAX_PAUSE 10000

/* A play of one event. */
typedef struct
{
  StreeReport             *report;
  StreeTest               *test;
  StreeHistory            *history; /* of the session it is played in */
  const StreeHistoryEvent *event;
  guint                    number; /* from 1 */
} Play;

/**
 * stree_report_restore_start:
 * @self: a report
 * @session: a session that nothing shows yet
 * @error: return location for an error
 *
 * Puts into a session what it held when the report began, and keeps its history from here on. What the report is played in shows
 * this session.
 *
 * Returns: %FALSE with an error of [method@StreamTree.Session.deserialize]
 *
 * Since: 1.0
 */
gboolean
stree_report_restore_start (StreeReport *self, StreeSession *session, GError **error)
{
  g_return_val_if_fail (STREE_IS_REPORT (self), FALSE);
  g_return_val_if_fail (STREE_IS_SESSION (session), FALSE);
  if (!stree_session_deserialize (session, self->start, error))
    return FALSE;
  (void) stree_session_keep_history (session);
  return TRUE;
}

/* --- what came of it --- */

/* "Event 3 of 10 (on_click of Button 'more')": then what. */
static gboolean diverged (const Play *play, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
diverged (const Play *play, GError **error, const char *format, ...)
{
  g_autofree char *what = stree_report_describe_event (play->report, play->number - 1);
  g_autofree char *why = NULL;
  va_list          args;

  va_start (args, format);
  why = g_strdup_vprintf (format, args);
  va_end (args);
  /* Translators: what was done, in English, and where it went another way */
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, _ ("Event %u of %u (%s): %s"), play->number, play->report->events->len, what,
               why);
  return FALSE;
}

static char *
print (GVariant *value)
{
  return value ? g_variant_print (value, FALSE) : g_strdup (_ ("nothing"));
}

static gboolean
is_compared (const Play *play, const char *place)
{
  return !g_hash_table_contains (play->report->secrets, place);
}

static gboolean
compare_writes (const Play *play, StreeDeltas *now, GError **error)
{
  const StreeDeltas *then = play->event->writes;

  for (guint i = 0; then && i < then->list->len; i++)
    {
      const StreeDelta *expected = then->list->pdata[i];
      const StreeDelta *actual = g_hash_table_lookup (now->index, expected->place);
      g_autofree char  *wanted = NULL;
      g_autofree char  *got = NULL;

      if (!is_compared (play, expected->place) || (actual && stree_variants_equal (actual->now, expected->now)))
        continue;
      wanted = print (expected->now);
      if (!actual)
        return diverged (play, error, _ ("state '%s' was set to %s; here it is not set"), expected->place, wanted);
      got = print (actual->now);
      return diverged (play, error, _ ("state '%s' was set to %s; here it is set to %s"), expected->place, wanted, got);
    }
  for (guint i = 0; i < now->list->len; i++)
    {
      const StreeDelta *actual = now->list->pdata[i];
      g_autofree char  *got = NULL;

      if (!is_compared (play, actual->place) || (then && g_hash_table_contains (then->index, actual->place)))
        continue;
      got = print (actual->now);
      return diverged (play, error, _ ("state '%s' was not set; here it is set to %s"), actual->place, got);
    }
  return TRUE;
}

static gboolean
compare_travel (const Play *play, GVariant *now, GError **error)
{
  GVariantIter iter;
  const char  *place;
  GVariant    *expected;

  if (!now)
    return diverged (play, error, _ ("it went through the history; here there was nothing to go to"));
  g_variant_iter_init (&iter, play->event->travel);
  while (g_variant_iter_next (&iter, "{&sv}", &place, &expected))
    {
      g_autoptr (GVariant) wanted = expected;
      g_autoptr (GVariant) got = g_variant_lookup_value (now, place, NULL);
      g_autofree char     *wanted_text = NULL;
      g_autofree char     *got_text = NULL;

      if (!is_compared (play, place) || stree_variants_equal (wanted, got))
        continue;
      wanted_text = print (wanted);
      got_text = print (got);
      return diverged (play, error, _ ("state '%s' went back to %s; here to %s"), place, wanted_text, got_text);
    }
  return TRUE;
}

/* What the session was told since @from, which is no event of these; NULL: since the beginning. */
static gboolean
compare (const Play *play, GList *from, GError **error)
{
  g_autoptr (StreeDeltas) now = stree_deltas_new ();
  GVariant               *travel = NULL;

  for (GList *l = from ? from->next : play->history->log.head; l; l = l->next)
    {
      const StreeHistoryEvent *event = l->data;

      travel = event->travel ? event->travel : travel;
      for (guint i = 0; event->writes && i < event->writes->list->len; i++)
        {
          const StreeDelta *delta = event->writes->list->pdata[i];

          stree_deltas_add (now, delta->place, delta->old ? g_variant_ref (delta->old) : NULL,
                            delta->now ? g_variant_ref (delta->now) : NULL);
        }
    }
  if (play->event->travel)
    return compare_travel (play, travel, error);
  return compare_writes (play, now, error);
}

/* --- doing it --- */

static StreeNode *
find_node (const Play *play, GError **error)
{
  StreeMount *mount = stree_test_get_mount (play->test);

  for (StreeNode *node = mount ? mount->root : NULL; node; node = stree_node_next_in (node, mount->root))
    {
      g_autofree char *path = NULL;

      if (!g_str_equal (node->element->kind->name, play->event->kind))
        continue;
      path = stree_node_dup_path (node);
      if (g_str_equal (path, play->event->path) && !(node->flags & STREE_NODE_DETACHED))
        return node;
    }
  diverged (play, error, mount ? _ ("there is no such element at %s") : _ ("the app was closed; there is no %s"), play->event->path);
  return NULL;
}

/* What a user could not do, nobody did. */
static gboolean
check_reach (const Play *play, StreeNode *node, GError **error)
{
  StreeTestDriver *driver = stree_test_get_driver (play->test);
  g_autofree char *why = driver->klass->dup_obstacle (driver, node);

  return why ? diverged (play, error, _ ("it is %s: a user could not do that"), why) : TRUE;
}

static StreeValue
value_of (const StreeHistoryEvent *event)
{
  StreeValue value = { .type = STREE_VALUE_NONE };

  if (event->secret)
    return stree_value_of_string (STREE_SECRET_TEXT);
  if (!event->value)
    return value;
  if (g_variant_is_of_type (event->value, G_VARIANT_TYPE_STRING))
    return stree_value_of_string (g_variant_get_string (event->value, NULL));
  if (g_variant_is_of_type (event->value, G_VARIANT_TYPE_BOOLEAN))
    return stree_value_of_bool (g_variant_get_boolean (event->value));
  if (g_variant_is_of_type (event->value, G_VARIANT_TYPE_INT64))
    return stree_value_of_int (g_variant_get_int64 (event->value));
  if (g_variant_is_of_type (event->value, G_VARIANT_TYPE_DOUBLE))
    return stree_value_of_double (g_variant_get_double (event->value));
  return value;
}

/* What is closed by the user is closed as the Escape key does it. */
static gboolean
enter (const Play *play, StreeNode *node, GError **error)
{
  StreeTestDriver *driver = stree_test_get_driver (play->test);
  const StreeKind *kind = node->element->kind;
  StreeValue       value = value_of (play->event);

  if (!kind->value)
    return diverged (play, error, _ ("it has no value to change"));
  if ((kind->flags & STREE_KIND_OVERLAY) && value.type == STREE_VALUE_BOOL && !value.v.b)
    driver->klass->close (driver, node);
  else
    driver->klass->enter (driver, node, &value);
  return TRUE;
}

static gboolean
activate (const Play *play, StreeNode *node, GError **error)
{
  StreeTestDriver *driver = stree_test_get_driver (play->test);

  if (node->element->kind->flags & STREE_KIND_ACTION)
    return stree_action_is_enabled (node) && stree_action_activate (node) ? TRUE : diverged (play, error, _ ("the action cannot be done"));
  if (!check_reach (play, node, error))
    return FALSE;
  if (g_str_equal (play->event->name, "on_click"))
    driver->klass->click (driver, node);
  else
    stree_node_activate (node, play->event->name);
  return TRUE;
}

static gboolean
press (const Play *play, StreeNode *node)
{
  guint keyval, modifiers;

  if (play->event->secret)
    return TRUE;
  g_variant_get (play->event->value, "(uu)", &keyval, &modifiers);
  stree_node_key_press (node, keyval, modifiers);
  return TRUE;
}

/* What is asked by the component that asked then; the newest. Owned. */
static StreeQuestion *
take_question (const Play *play)
{
  GQueue *questions = stree_test_get_session (play->test)->questions;

  for (GList *l = questions->head; l; l = l->next)
    {
      StreeQuestion   *question = l->data;
      g_autofree char *path = question->cx && question->cx->node ? stree_node_dup_path (question->cx->node) : NULL;

      if (g_strcmp0 (path, play->event->path) != 0)
        continue;
      g_queue_delete_link (questions, l);
      return question;
    }
  return NULL;
}

static gboolean
answer (const Play *play, GError **error)
{
  g_autoptr (StreeQuestion) question = take_question (play);
  GVariant                 *value = play->event->value;
  g_autofree const char   **uris = NULL;
  g_autoptr (GError)        unfit = NULL;

  if (!question)
    return diverged (play, error, _ ("nothing is asked at %s"), play->event->path);
  if (play->event->secret)
    return TRUE;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    {
      gint64 button = g_variant_get_int64 (value);

      if (question->type != STREE_QUESTION_MESSAGE || button < 0 || button >= (gint64) g_strv_length (question->u.message.buttons))
        return diverged (play, error, _ ("the question '%s' has no such button"), question->title);
      stree_question_answer (question, (guint) button);
      return TRUE;
    }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      uris = g_new0 (const char *, 2);
      uris[0] = g_variant_get_string (value, NULL);
    }
  else
    {
      uris = g_variant_get_strv (value, NULL);
    }
  if (question->type != STREE_QUESTION_FILE || !stree_question_fits_files (question, uris, &unfit))
    return diverged (play, error, _ ("the question '%s' asks for something else"), question->title);
  stree_question_answer_files (question, uris);
  return TRUE;
}

static gboolean
do_to (const Play *play, StreeNode *node, GError **error)
{
  StreeTestDriver *driver = stree_test_get_driver (play->test);

  switch (play->event->deed)
    {
    case STREE_DEED_ACTIVATE:
      return activate (play, node, error);
    case STREE_DEED_INPUT:
      return enter (play, node, error);
    case STREE_DEED_SUBMIT:
      driver->klass->submit (driver, node);
      return TRUE;
    case STREE_DEED_KEY:
      return press (play, node);
    case STREE_DEED_DROP:
      stree_node_drop (node, play->event->secret ? STREE_SECRET_TEXT : g_variant_get_string (play->event->value, NULL));
      return TRUE;
    case STREE_DEED_MENU:
      stree_node_menu (node, (guint) g_variant_get_int64 (play->event->value));
      return TRUE;
    case STREE_DEED_PROGRAM:
    case STREE_DEED_REPORT:
    case STREE_DEED_ANSWER:
    case STREE_DEED_TRAVEL:
    default:
      g_assert_not_reached ();
    }
}

/* What the user did not do in the tree, or what cannot be done again: its effect is put into the session. */
static void
put (const Play *play, const StreeDeltas *deltas, GVariant *values)
{
  StreeSession        *session = stree_test_get_session (play->test);
  g_autoptr (GVariant) all = NULL;
  GVariantDict         dict;

  g_variant_dict_init (&dict, values);
  for (guint i = 0; deltas && i < deltas->list->len; i++)
    {
      const StreeDelta *delta = deltas->list->pdata[i];

      if (delta->now)
        g_variant_dict_insert_value (&dict, delta->place, delta->now);
      else if (delta->place[0] == '/')
        stree_session_remove (session, delta->place + 1);
    }
  all = g_variant_ref_sink (g_variant_dict_end (&dict));
  if (g_variant_n_children (all) > 0)
    stree_session_deserialize (session, all, NULL);
}

static gboolean
travels_here (const Play *play)
{
  return play->report->forgotten == 0 && stree_history_get_n_steps (play->history) == play->event->n_steps;
}

static gboolean
play_event (const Play *play, GError **error)
{
  const StreeHistoryEvent *event = play->event;
  GList                   *from = play->history->log.tail;
  StreeNode               *node;

  if (event->deed == STREE_DEED_PROGRAM || event->deed == STREE_DEED_REPORT || (event->travel && !travels_here (play)))
    {
      put (play, event->writes, event->travel);
      stree_test_settle (play->test);
      return TRUE;
    }
  if (event->deed == STREE_DEED_TRAVEL)
    {
      stree_history_go_to (play->history, event->position);
    }
  else if (event->deed == STREE_DEED_ANSWER)
    {
      if (!answer (play, error))
        return FALSE;
    }
  else
    {
      node = find_node (play, error);
      if (!node || !do_to (play, node, error))
        return FALSE;
    }
  stree_test_settle (play->test);
  return compare (play, from, error);
}

static gboolean
play_all (StreeReport *self, StreeTest *test, StreeHistory *history, GError **error)
{
  gint64 before = 0;

  stree_test_settle (test);
  for (guint i = 0; i < self->events->len; i++)
    {
      const StreeHistoryEvent *event = self->events->pdata[i];
      Play                     play = { self, test, history, event, i + 1 };

      stree_test_advance (test, CLAMP ((event->time - before) / 1000, 0, MAX_PAUSE));
      before = event->time;
      if (!play_event (&play, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * stree_report_play:
 * @self: a report
 * @test: the app, just begun, in a session that [method@StreamTree.Report.restore_start] has prepared
 * @error: return location for an error
 *
 * Does again what the user did, and lets the same time pass in between, though never more than ten seconds. What each event sets is
 * compared with what it set then.
 *
 * A question is answered as it was, and not shown. What came from elsewhere (a task, a timer, another program) is set as it was set then, and so is what the user did inside of a
 * widget such as a DataGrid. Where a secret was left out, "[REDACTED]" is typed.
 *
 * Returns: %FALSE with an error that says at which event it went another way, what was expected, and what there was
 *
 * Since: 1.0
 */
gboolean
stree_report_play (StreeReport *self, StreeTest *test, GError **error)
{
  g_autoptr (StreeHistory) history = NULL;
  g_autoptr (StreeSession) session = NULL;
  GQueue                   questions = G_QUEUE_INIT;
  gboolean                 same;

  g_return_val_if_fail (STREE_IS_REPORT (self), FALSE);
  g_return_val_if_fail (STREE_IS_TEST (test), FALSE);
  session = g_object_ref (stree_test_get_session (test));
  history = g_object_ref (stree_session_keep_history (session));
  session->questions = &questions;
  same = play_all (self, test, history, error);
  session->questions = NULL;
  g_queue_clear_full (&questions, (GDestroyNotify) stree_question_unref);
  return same;
}
