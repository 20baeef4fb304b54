/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "testing/stree-headless-actions.h"

#include "actions/stree-actions-private.h"
#include "actions/stree-shortcut-private.h"
#include "core/stree-error.h"
#include "testing/stree-headless-actions-private.h"

static gboolean
has_focus (StreeNode *host, gpointer data)
{
  const StreeHeadless *self = data;
  g_autofree char     *path = stree_node_dup_path (host);
  gsize                n = strlen (path);

  return self->user->focus && strncmp (self->user->focus, path, n) == 0 &&
         (self->user->focus[n] == '\0' || self->user->focus[n] == '.');
}

static char **
names_of (GPtrArray *actions)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < actions->len; i++)
    g_ptr_array_add (names, g_strdup (stree_action_args (actions->pdata[i])->name));
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/**
 * stree_headless_list_actions:
 * @self: a headless view
 *
 * The names of the actions that are declared, each once, in the order of the tree.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
stree_headless_list_actions (StreeHeadless *self)
{
  g_autoptr (GPtrArray) actions = NULL;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  actions = stree_actions_choices (self->mount, has_focus, self);
  return names_of (actions);
}

/**
 * stree_headless_search_actions:
 * @self: a headless view
 * @typed: what is typed into the palette
 *
 * The names of the actions that the palette shows, the best match first.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 *
 * Since: 1.0
 */
char **
stree_headless_search_actions (StreeHeadless *self, const char *typed)
{
  g_autoptr (GPtrArray) actions = NULL;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  g_return_val_if_fail (typed != NULL, NULL);
  actions = stree_actions_search (self->mount, typed, has_focus, self);
  return names_of (actions);
}

static gboolean
activate (StreeHeadless *self, StreeNode *node, GError **error)
{
  if (!stree_action_is_enabled (node))
    {
      g_autofree char *what = stree_element_describe (node->element);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is disabled: a user could not do that", what);
      return FALSE;
    }
  g_object_ref (self);
  stree_action_activate (node);
  if (self->mount)
    stree_mount_flush (self->mount);
  g_object_unref (self);
  return TRUE;
}

/**
 * stree_headless_activate_action:
 * @self: a headless view
 * @name: the name of an action
 * @error: return location for an error
 *
 * Does what an action says, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND, or %STREE_ERROR_BAD_VALUE if it is disabled
 *
 * Since: 1.0
 */
gboolean
stree_headless_activate_action (StreeHeadless *self, const char *name, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  node = stree_actions_pick (self->mount, name, has_focus, self);
  if (!node)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no action '%s'", name);
  return node && activate (self, node, error);
}

/**
 * stree_headless_press_shortcut:
 * @self: a headless view
 * @shortcut: keys, such as `<Control>s`
 * @error: return location for an error
 *
 * Presses a shortcut, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if it is nobody's, or %STREE_ERROR_BAD_VALUE if its action is disabled, or
 *   if it is no shortcut
 *
 * Since: 1.0
 */
gboolean
stree_headless_press_shortcut (StreeHeadless *self, const char *shortcut, GError **error)
{
  g_autofree char *canonical = NULL;
  StreeNode       *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (shortcut != NULL, FALSE);
  canonical = stree_shortcut_canonical (shortcut, error);
  if (!canonical)
    return FALSE;
  node = stree_actions_pick_key (self->mount, canonical, has_focus, self);
  if (!node)
    g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "No action has the shortcut '%s'", canonical);
  return node && activate (self, node, error);
}

/* --- the user --- */

void
stree_headless_user_clear (StreeHeadlessUser *user)
{
  g_free (user->focus);
  g_free (user->scrolled);
  g_free (user->selected);
  g_free (user->clipboard);
  g_queue_clear_full (&user->questions, (GDestroyNotify) stree_question_unref);
  g_free (user);
}

static void
take (char **place, char *text)
{
  g_free (*place);
  *place = text;
}

void
stree_headless_handle (StreeRenderer *renderer, StreeNode *node, StreeHandle what, const char *text)
{
  StreeHeadlessUser *user =
    ((StreeHeadless *) (gpointer) ((char *) renderer - G_STRUCT_OFFSET (StreeHeadless, renderer)))->user;
  char              *path = node ? stree_node_dup_path (node) : g_strdup ("");

  switch (what)
    {
    case STREE_HANDLE_FOCUS:
      take (&user->focus, path);
      break;
    case STREE_HANDLE_SCROLL_INTO_VIEW:
    case STREE_HANDLE_SCROLL_TO_TOP:
      take (&user->scrolled, path);
      break;
    case STREE_HANDLE_SELECT_ALL:
      take (&user->selected, path);
      take (&user->focus, g_strdup (path));
      break;
    case STREE_HANDLE_COPY:
    default:
      take (&user->clipboard, g_strdup (text));
      g_free (path);
      break;
    }
}

void
stree_headless_focus_node (StreeHeadless *self, StreeNode *node)
{
  take (&self->user->focus, stree_node_dup_path (node));
}

/**
 * stree_headless_set_focus:
 * @self: a headless view
 * @key: the key of an element
 * @error: return location for an error
 *
 * Gives the focus to an element, as a click or the Tab key would.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
gboolean
stree_headless_set_focus (StreeHeadless *self, const char *key, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  node = stree_headless_find (self, key);
  if (!node)
    {
      g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no element with the key '%s'", key);
      return FALSE;
    }
  stree_headless_focus_node (self, node);
  return TRUE;
}

/**
 * stree_headless_dup_focus:
 * @self: a headless view
 *
 * Where the focus is.
 *
 * Returns: (transfer full) (nullable): a render path; %NULL if nobody has set it
 *
 * Since: 1.0
 */
char *
stree_headless_dup_focus (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return g_strdup (self->user->focus);
}

/**
 * stree_headless_dup_scrolled:
 * @self: a headless view
 *
 * What was scrolled last: an element into view, or to its top.
 *
 * Returns: (transfer full) (nullable): a render path; empty for the whole view; %NULL if nothing was
 *
 * Since: 1.0
 */
char *
stree_headless_dup_scrolled (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return g_strdup (self->user->scrolled);
}

/**
 * stree_headless_dup_selected:
 * @self: a headless view
 *
 * What everything was selected in last.
 *
 * Returns: (transfer full) (nullable): a render path; %NULL if nothing was
 *
 * Since: 1.0
 */
char *
stree_headless_dup_selected (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return g_strdup (self->user->selected);
}

/**
 * stree_headless_dup_clipboard:
 * @self: a headless view
 *
 * What was copied last.
 *
 * Returns: (transfer full) (nullable): the text; %NULL if nothing was
 *
 * Since: 1.0
 */
char *
stree_headless_dup_clipboard (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return g_strdup (self->user->clipboard);
}
