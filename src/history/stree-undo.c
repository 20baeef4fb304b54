/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <config.h>

#include "history/stree-undo.h"

#include <glib/gi18n-lib.h>

#include "core/stree-context.h"
#include "core/stree-event.h"
#include "core/stree-handler.h"
#include "core/stree-thread-private.h"
#include "elements/stree-fragment.h"

static void
undo_cb (StreeEvent *event, gpointer data)
{
  StreeHistory *history = stree_session_get_history (stree_event_get_session (event));

  (void) data;
  if (history)
    stree_history_undo (history);
}

static void
redo_cb (StreeEvent *event, gpointer data)
{
  StreeHistory *history = stree_session_get_history (stree_event_get_session (event));

  (void) data;
  if (history)
    stree_history_redo (history);
}

/**
 * stree_undo_action: (skip)
 * @cx: a context
 *
 * Undo, as an Action: `undo`, by Ctrl+Z. It is disabled while there is nothing to undo. The history of the session is kept from now
 * on.
 *
 * Returns: the arguments of an Action
 *
 * Since: 1.0
 */
StreeActionArgs
stree_undo_action (StreeContext *cx)
{
  StreeActionArgs args = { .name = "undo" };

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, args);
  args.label = _ ("Undo");
  args.icon = "edit-undo-symbolic";
  args.shortcut = "<Control>z";
  args.group = _ ("Edit");
  args.in_menu = TRUE;
  args.on_activate = stree_call (undo_cb, NULL);
  args.disabled = !stree_history_get_can_undo (stree_session_keep_history (stree_context_get_session (cx)));
  return args;
}

/**
 * stree_redo_action: (skip)
 * @cx: a context
 *
 * Redo, as an Action: `redo`, by Ctrl+Shift+Z. See [func@StreamTree.undo_action].
 *
 * Returns: the arguments of an Action
 *
 * Since: 1.0
 */
StreeActionArgs
stree_redo_action (StreeContext *cx)
{
  StreeActionArgs args = { .name = "redo" };

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (cx != NULL, args);
  args.label = _ ("Redo");
  args.icon = "edit-redo-symbolic";
  args.shortcut = "<Control><Shift>z";
  args.group = _ ("Edit");
  args.in_menu = TRUE;
  args.on_activate = stree_call (redo_cb, NULL);
  args.disabled = !stree_history_get_can_redo (stree_session_keep_history (stree_context_get_session (cx)));
  return args;
}

/**
 * stree_history_actions:
 * @cx: a context
 *
 * Undo and redo, to be put anywhere into the tree: they have no widget. By Ctrl+Z and Ctrl+Shift+Z, in the main menu and in the
 * palette; each is disabled while there is nothing to do. In a text input the keys are the input's own.
 *
 * The history of the session is kept from now on: see [method@StreamTree.Session.keep_history].
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_history_actions (StreeContext *cx)
{
  StreeActionArgs undo, redo;

  g_return_val_if_fail (cx != NULL, NULL);
  undo = stree_undo_action (cx);
  redo = stree_redo_action (cx);
  return stree_fragment (stree_action_new (&undo), stree_action_new (&redo));
}
