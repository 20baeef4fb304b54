/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "overlay_demo.h"

#include <glib/gi18n-lib.h>
#include <stdbool.h>
#include <string.h>

/* The words are a state, and so is the draft of them: what is in a dialog goes when it closes, so what is to be kept or
 * asked about belongs to whoever declares the dialog. */
typedef struct
{
  StreeState *note;
  StreeState *draft;
  StreeState *editing; /* the dialog is open */
  StreeState *asking;  /* the one over it is */
} Editor;

static gboolean
is_changed (const Editor *editor)
{
  return strcmp (stree_state_get_string (editor->draft), stree_state_get_string (editor->note)) != 0;
}

static void
edit (StreeEvent *event, gpointer data)
{
  const Editor *editor = data;

  (void) event;
  stree_state_set_string (editor->draft, stree_state_get_string (editor->note));
  stree_state_set_bool (editor->editing, TRUE);
}

static void
save (StreeEvent *event, gpointer data)
{
  const Editor *editor = data;

  (void) event;
  stree_state_set_string (editor->note, stree_state_get_string (editor->draft));
  stree_state_set_bool (editor->editing, FALSE);
}

/* The user closes the dialog: with words in it that are not saved it stays open, and the question comes up. */
static void
closing (StreeEvent *event, gpointer data)
{
  const Editor *editor = data;

  (void) event;
  if (!is_changed (editor))
    return;
  stree_state_set_bool (editor->editing, TRUE);
  stree_state_set_bool (editor->asking, TRUE);
}

static void
discard (StreeEvent *event, gpointer data)
{
  const Editor *editor = data;

  (void) event;
  stree_state_set_bool (editor->asking, FALSE);
  stree_state_set_bool (editor->editing, FALSE);
}

#define ON(func) stree_call_copy ((func), &editor, sizeof editor)

static StreeElement *
question (Editor editor)
{
  return stree_dialog_with (
    (.title = _ ("Discard the changes?"), .open = stree_bind (editor.asking), .key = "question"),
    stree_text ("%s", _ ("The words in the dialog are not saved.")),
    stree_hstack (stree_spacer (),
                  stree_button (_ ("Keep Editing"), .key = "keep", .on_click = stree_set (editor.asking, false)),
                  stree_with (stree_button (_ ("Discard"), .key = "discard", .on_click = ON (discard)), .css = "destructive-action")));
}

StreeElement *
overlay_demo (StreeContext *cx, gpointer props)
{
  Editor editor = {
    .note = stree_state_string (cx, "note", _ ("Water the plants")),
    .draft = stree_state_string (cx, "draft", ""),
    .editing = stree_toggle_state (cx, "editing", FALSE),
    .asking = stree_toggle_state (cx, "asking", FALSE),
  };
  StreeState *large = stree_state_bool (cx, "large", FALSE);
  const char *note = stree_state_get_string (editor.note);
  glong       n = g_utf8_strlen (note, -1);

  (void) props;
  return stree_page (
    stree_card (stree_state_get_bool (large) ? stree_title (note) : stree_text ("%s", note)),
    stree_hstack (stree_button (_ ("Edit…"), .key = "edit", .primary = TRUE, .on_click = ON (edit)),
                  stree_popover_with ((.label = _ ("Details"), .key = "details"),
                                      stree_text (g_dngettext (GETTEXT_PACKAGE, "%ld letter", "%ld letters", (gulong) n), n),
                                      stree_checkbox (_ ("Large text"), .key = "large", .value = stree_bind (large)))),
    stree_dialog_with ((.title = _ ("Edit the Note"), .open = stree_bind (editor.editing), .key = "editor", .on_close = ON (closing)),
                       stree_text_input (_ ("Note"), .key = "draft", .value = stree_bind (editor.draft), .on_submit = ON (save)),
                       stree_hstack (stree_spacer (),
                                     stree_button (_ ("Save"), .key = "save", .primary = TRUE, .disabled = !is_changed (&editor),
                                                   .on_click = ON (save))),
                       question (editor)));
}
