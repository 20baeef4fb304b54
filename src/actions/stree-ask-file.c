/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-ask-file.h"

#include <glib/gi18n-lib.h>

#include "actions/stree-handles-private.h"
#include "actions/stree-question-private.h"
#include "core/stree-context-private.h"
#include "core/stree-element.h"
#include "core/stree-error.h"
#include "core/stree-state.h"

GType
stree_file_choice_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_FILE_CHOICE_OPEN, "STREE_FILE_CHOICE_OPEN", "open" },
    { STREE_FILE_CHOICE_OPEN_SEVERAL, "STREE_FILE_CHOICE_OPEN_SEVERAL", "open-several" },
    { STREE_FILE_CHOICE_SAVE, "STREE_FILE_CHOICE_SAVE", "save" },
    { STREE_FILE_CHOICE_FOLDER, "STREE_FILE_CHOICE_FOLDER", "folder" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeFileChoice", values));
  return type;
}

static const char *
default_title (StreeFileChoice what)
{
  switch (what)
    {
    case STREE_FILE_CHOICE_OPEN:
      return _ ("Open a File");
    case STREE_FILE_CHOICE_OPEN_SEVERAL:
      return _ ("Open Files");
    case STREE_FILE_CHOICE_SAVE:
      return _ ("Save as a File");
    case STREE_FILE_CHOICE_FOLDER:
      return _ ("Choose a Folder");
    default:
      g_assert_not_reached ();
    }
}

/* What the state is wrong for; NULL: it is right. */
static GError *
check_answer (StreeFileChoice what, StreeState *answer)
{
  gboolean    several = what == STREE_FILE_CHOICE_OPEN_SEVERAL;
  GType       type = stree_state_get_value_type (answer);
  const char *found = g_type_name (type);

  if (!several && type == G_TYPE_STRING)
    return NULL;
  if (several && type == G_TYPE_VARIANT)
    {
      GVariant *value = stree_state_get_variant (answer);

      if (!value || g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
        return NULL;
      found = g_variant_get_type_string (value);
    }
  return g_error_new (STREE_ERROR, STREE_ERROR_BAD_STATE, "ask: the answer is %s; expected a %s for the state '%s', not a %s",
                      several ? "a list of URIs" : "a URI", several ? "variant of type as" : "string", stree_state_get_name (answer),
                      found);
}

static GError *
check (StreeFileChoice what, const StreeAskFileArgs *args, const char *title)
{
  if (!args->answer && !args->on_answer)
    return g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "ask: '%s' has nowhere to put the answer; expected a state, or on_answer", title);
  if (args->folder && !g_uri_peek_scheme (args->folder))
    return g_error_new (STREE_ERROR, STREE_ERROR_BAD_VALUE, "ask: '%s' begins in '%s'; expected the URI of a folder, such as file:///tmp",
                        title, args->folder);
  return args->answer ? check_answer (what, args->answer) : NULL;
}

/**
 * stree_ask_file_args: (skip)
 * @cx: a context, most often that of an event
 * @what: what the user is to choose
 * @args: how to ask for it
 *
 * Asks the user for a file, in the dialog of the desktop: what stree_ask_file (), stree_ask_files (), stree_ask_save_file ()
 * and stree_ask_folder () stand on.
 *
 * The dialog comes after the rerun that is due. If the user cancels, or the window goes, the state stays as it is and the
 * handler is not called. If the dialog fails, on_error is called, and it is logged. A name is for a file to save, patterns are
 * for files.
 *
 * A state of another type, or a folder that is no URI, is an error of the component, or is logged if a handler asks.
 *
 * Since: 1.0
 */
void
stree_ask_file_args (StreeContext *cx, StreeFileChoice what, const StreeAskFileArgs *args)
{
  g_autoptr (StreeQuestion) question = NULL;
  const char               *title;
  GError                   *error;

  g_return_if_fail (cx != NULL && args != NULL);
  g_return_if_fail (what >= STREE_FILE_CHOICE_OPEN && what <= STREE_FILE_CHOICE_FOLDER);
  title = args->title ? args->title : default_title (what);
  error = check (what, args, title);
  if (error)
    {
      stree_context_complain (cx, error);
      return;
    }
  question = stree_question_new (STREE_QUESTION_FILE, cx, args->answer, title, args->on_answer, args->on_error);
  question->u.file.what = what;
  question->u.file.accept = g_strdup (args->accept);
  question->u.file.type_name = g_strdup (args->type_name);
  if (what != STREE_FILE_CHOICE_FOLDER && args->patterns && args->patterns[0])
    question->u.file.patterns = g_strdupv ((char **) args->patterns);
  if (what == STREE_FILE_CHOICE_SAVE)
    question->u.file.name = g_strdup (args->name);
  question->u.file.folder = g_strdup (args->folder);
  stree_handles_ask (cx, question);
}

/**
 * stree_context_ask_for_file:
 * @cx: a context, most often that of an event
 * @what: what the user is to choose
 * @answer: (nullable): a state that holds a string: gets the URI; for several files, one that holds a variant of type `as`
 * @title: (nullable): the dialog's title
 * @accept: (nullable): the label of the button that takes the file; an underscore stands before the letter that is its key
 * @type_name: (nullable): what the files of @patterns are called, such as "Tables"
 * @patterns: (nullable) (array zero-terminated=1): which files to show at first, such as `*.csv`; %NULL for all
 * @name: (nullable): what to call a file to save, if the user has no better name
 * @folder: (nullable): the URI of the folder to begin in
 * @on_answer: (nullable): a closure that takes a [struct@StreamTree.Event], called with each answer; the event has the URI
 *   as its text, or for several files a variant of type `as` as its value
 * @on_error: (nullable): a closure that takes a [struct@StreamTree.Event], called if the dialog fails; the event has the
 *   error, and its message as its text
 *
 * Asks the user for a file, in the dialog of the desktop. In C write `stree_ask_file ()`, `stree_ask_files ()`,
 * `stree_ask_save_file ()` or `stree_ask_folder ()`.
 *
 * The dialog comes after the rerun that is due. If the user cancels, or the window goes, @answer stays as it is and
 * @on_answer is not called. If the dialog fails, @on_error is called, and it is logged.
 *
 * A state of another type, or a folder that is no URI, is an error of the component, or is logged if a handler asks.
 *
 * Since: 1.0
 */
void
stree_context_ask_for_file (StreeContext *cx, StreeFileChoice what, StreeState *answer, const char *title, const char *accept,
                            const char *type_name, const char *const *patterns, const char *name, const char *folder,
                            GClosure *on_answer, GClosure *on_error)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();

  (void) scope; /* the question holds the handler */
  stree_ask_file_ (cx, what, answer, title, accept, type_name, patterns, name, folder,
                   on_answer ? stree_call_closure (on_answer) : NULL, on_error ? stree_call_closure (on_error) : NULL,
                  .stree_end_ = 0);
}
