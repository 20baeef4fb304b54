/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is wrong with a form while it is edited, from run to run; with the answers of those who take their time. */

#include "forms/stree-model-check.h"

#include <string.h>

#include "core/stree-context.h"
#include "core/stree-element-private.h"
#include "core/stree-state-private.h"
#include "forms/stree-bindings-private.h"
#include "forms/stree-date-private.h"
#include "forms/stree-validation-errors-private.h"

/* --- who was asked what --- */

typedef struct
{
  char         *value;   /* asked about, as text */
  guint         serial;  /* of the question: an answer to an older one is not heard */
  guint         pending; /* answers still to come */
  char         *answer;  /* what is wrong; NULL: nothing so far */
  GCancellable *cancellable;
} Question;

#define STREE_TYPE_ASKER (stree_asker_get_type ())
G_DECLARE_FINAL_TYPE (StreeAsker, stree_asker, STREE, ASKER, GObject)

/* Lives in a state of the component that checks, and goes with it. */
struct _StreeAsker
{
  GObject     parent_instance;
  GHashTable *questions; /* JSON Pointer (owned) -> Question (owned) */
  guint       serial;
};

G_DEFINE_TYPE (StreeAsker, stree_asker, G_TYPE_OBJECT)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_cancellable_cancel (question->cancellable);
  g_clear_object (&question->cancellable);
  g_free (question->value);
  g_free (question->answer);
  g_free (question);
}

static void
stree_asker_finalize (GObject *object)
{
  g_hash_table_unref (STREE_ASKER (object)->questions);
  G_OBJECT_CLASS (stree_asker_parent_class)->finalize (object);
}

static void
stree_asker_class_init (StreeAskerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_asker_finalize;
}

static void
stree_asker_init (StreeAsker *self)
{
  self->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, question_free);
}

typedef struct
{
  GWeakRef    asker;   /* gone with the component: nobody hears the answer */
  char       *pointer;
  guint       serial;
  StreeState *answers; /* counts them: the component runs again */
} Asked;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Asked                  *asked = data;
  g_autoptr (GError)      error = NULL;
  g_autoptr (StreeAsker)  asker = g_weak_ref_get (&asked->asker);
  Question               *question = asker ? g_hash_table_lookup (asker->questions, asked->pointer) : NULL;

  (void) source;
  g_task_propagate_boolean (G_TASK (result), &error);
  if (question && question->serial == asked->serial)
    {
      question->pending--;
      if (error && !question->answer && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        question->answer = g_strdup (error->message);
      stree_state_add (asked->answers, 1);
    }
  g_weak_ref_clear (&asked->asker);
  g_free (asked->pointer);
  stree_state_unref (asked->answers);
  g_free (asked);
}

static char *
text_of (const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    return g_strdup (g_value_get_string (value) ? g_value_get_string (value) : "");
  if (G_VALUE_HOLDS_INT64 (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_value_get_int64 (value));
  if (G_VALUE_HOLDS_DOUBLE (value))
    return g_strdup_printf ("%.17g", g_value_get_double (value));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_strdup (g_value_get_boolean (value) ? "true" : "false");
  return stree_date_format (value);
}

/* Asks about a value that is good so far, unless that was done; adds what is known, and returns how many answers are not. */
static guint
ask (StreeAsker *asker, StreeState *answers, StreeField *field, const GValue *value, const char *pointer,
     StreeValidationErrors *errors)
{
  g_autofree char *text = text_of (value);
  Question        *question = g_hash_table_lookup (asker->questions, pointer);

  if (!question || strcmp (question->value, text) != 0)
    {
      guint serial = ++asker->serial;

      question = g_new0 (Question, 1);
      question->value = g_steal_pointer (&text);
      question->serial = serial;
      question->pending = field->askers->len;
      question->cancellable = g_cancellable_new ();
      g_hash_table_replace (asker->questions, g_strdup (pointer), question); /* cancels the one before */
      for (guint i = 0; i < field->askers->len; i++)
        {
          StreeFieldCheck  *check = field->askers->pdata[i];
          Asked            *asked = g_new0 (Asked, 1);
          g_autoptr (GTask) task = NULL;

          g_weak_ref_init (&asked->asker, asker);
          asked->pointer = g_strdup (pointer);
          asked->serial = serial;
          asked->answers = stree_state_ref (answers);
          task = g_task_new (NULL, question->cancellable, answered_cb, asked);
          g_task_set_name (task, "[streamtree] validator");
          ((StreeFieldAskFunc) check->func) (task, value, check->data);
        }
    }
  if (question->answer)
    stree_validation_errors_add (errors, pointer, question->answer);
  return question->pending;
}

typedef struct
{
  StreeAsker            *asker;
  StreeState            *answers;
  StreeValidationErrors *errors;
  guint                  n_pending;
} Round;

static void
ask_all (StreeModelValues *values, const char *parent, Round *round)
{
  for (guint i = 0; i < values->model->fields->len; i++)
    {
      StreeField      *field = values->model->fields->pdata[i];
      StreeModelValue *value = &values->values[i];
      g_autofree char *pointer = stree_json_pointer_join (parent, field->name);

      if (value->nested)
        ask_all (value->nested, pointer, round);
      else if (!field->askers)
        continue;
      else if (!G_IS_VALUE (&value->value) || stree_validation_errors_lookup (round->errors, pointer))
        g_hash_table_remove (round->asker->questions, pointer);
      else
        round->n_pending += ask (round->asker, round->answers, field, &value->value, pointer, round->errors);
    }
}

static StreeValidationErrors *
keep (StreeValidationErrors *errors)
{
  stree_arena_on_free (stree_element_arena (), errors, (GDestroyNotify) stree_validation_errors_unref);
  return errors;
}

static gboolean
has_askers (StreeModel *model)
{
  for (guint i = 0; i < model->fields->len; i++)
    {
      StreeField *field = model->fields->pdata[i];

      if (field->askers || (field->type == STREE_FIELD_OBJECT && has_askers (stree_field_get_nested (field))))
        return TRUE;
    }
  return FALSE;
}

/**
 * stree_validate_bindings:
 * @cx: a context
 * @model: a model
 * @bindings: a state for each field
 *
 * What is wrong with what the states hold at the moment: a hook, to be called in a component.
 *
 * Asynchronous validators are asked about each value that is good otherwise, once; the component runs again when they have
 * answered. [method@StreamTree.ValidationErrors.get_n_pending] says how many have not. A value that is edited meanwhile
 * cancels the question about the older one, whose answer is not heard. A field without a binding lets the component fail.
 *
 * Returns: (transfer none): the errors; they live as long as the run
 *
 * Since: 1.0
 */
StreeValidationErrors *
stree_validate_bindings (StreeContext *cx, StreeModel *model, StreeBindings *bindings)
{
  StreeValidationErrors       *errors;
  g_autoptr (StreeModelValues) values = NULL;
  GError                      *error = NULL;
  gpointer                     instance;

  g_return_val_if_fail (cx != NULL && model != NULL && bindings != NULL, NULL);
  errors = keep (stree_validation_errors_new ());
  values = stree_bindings_read (bindings, model, errors, &error);
  if (!values)
    {
      stree_context_take_error (cx, error);
      return errors;
    }
  instance = stree_model_values_make (values, errors);
  stree_model_free_instance (model, instance);
  if (has_askers (model))
    {
      const char            *prefix = stree_bindings_get_prefix (bindings) ? stree_bindings_get_prefix (bindings) : model->name;
      g_autofree char       *asker_name = g_strconcat (prefix, " validators", NULL);
      g_autofree char       *answers_name = g_strconcat (prefix, " answers", NULL);
      g_autoptr (StreeAsker) fresh = g_object_new (STREE_TYPE_ASKER, NULL);
      StreeState            *kept = stree_state_object (cx, asker_name, G_OBJECT (fresh));
      Round                  round = { STREE_ASKER (stree_state_get_object (kept)), NULL, errors, 0 };

      round.answers = stree_state_int (cx, answers_name, 0);
      stree_state_set_transient (round.answers, TRUE);
      ask_all (values, "", &round);
      stree_validation_errors_set_pending (errors, round.n_pending);
    }
  return errors;
}

/**
 * stree_validate_edited:
 * @cx: a context
 * @model: a model
 * @bindings: a state for each field
 *
 * The same as [func@StreamTree.validate_bindings], but only what is wrong with fields whose state was set since it was made:
 * a form does not complain about what nobody has come to yet. What is wrong with the whole is left out, too.
 *
 * Returns: (transfer none): the errors; they live as long as the run
 *
 * Since: 1.0
 */
StreeValidationErrors *
stree_validate_edited (StreeContext *cx, StreeModel *model, StreeBindings *bindings)
{
  StreeValidationErrors *all = stree_validate_bindings (cx, model, bindings);
  StreeValidationErrors *edited;

  g_return_val_if_fail (all != NULL, NULL);
  edited = keep (stree_validation_errors_new ());
  for (guint i = 0; i < stree_validation_errors_get_n_errors (all); i++)
    {
      const char *path = stree_validation_errors_get_path (all, i);

      if (stree_bindings_is_edited (bindings, path))
        stree_validation_errors_add (edited, path, stree_validation_errors_get_message (all, i));
    }
  stree_validation_errors_set_pending (edited, stree_validation_errors_get_n_pending (all));
  return edited;
}
