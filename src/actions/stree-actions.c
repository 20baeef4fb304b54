/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "actions/stree-actions-private.h"

#include "actions/stree-shortcut-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-error.h"
#include "elements/stree-button.h"

/* --- what changed --- */

static void
note (StreeMount *mount)
{
  mount->actions_changed = TRUE;
  if (!mount->flushing)
    stree_mount_schedule (mount); /* a row that came into sight */
}

void
stree_actions_came (StreeMount *mount)
{
  mount->n_actions++;
  note (mount);
}

void
stree_actions_update (StreeMount *mount, StreeNode *node, const StreeElement *old, gboolean equal)
{
  const StreeActionArgs *before = stree_element_get_args (old);

  if (!equal || !before->on_activate != !stree_action_args (node)->on_activate)
    note (mount);
}

void
stree_actions_left (StreeMount *mount)
{
  mount->n_actions--;
  note (mount);
}

void
stree_actions_moved (StreeMount *mount)
{
  if (mount->n_actions > 0)
    note (mount);
}

void
stree_actions_sync (StreeMount *mount)
{
  if (!mount->actions_changed)
    return;
  mount->actions_changed = FALSE;
  if (mount->renderer->klass->actions_changed)
    mount->renderer->klass->actions_changed (mount->renderer, mount);
}

/* --- which there are --- */

gboolean
stree_action_is_enabled (const StreeNode *node)
{
  return !stree_action_args (node)->disabled && stree_action_args (node)->on_activate;
}

static void
collect (StreeNode *node, GPtrArray *actions)
{
  if (node->flags & STREE_NODE_DETACHED)
    return;
  if (node->element->kind->flags & STREE_KIND_ACTION)
    g_ptr_array_add (actions, node);
  for (StreeNode *child = node->first; child; child = child->next)
    collect (child, actions);
}

GPtrArray *
stree_actions_list (StreeMount *mount)
{
  GPtrArray *actions = g_ptr_array_new ();

  if (mount->n_actions > 0)
    collect (mount->root, actions);
  return actions;
}

static guint
depth_of (const StreeNode *node)
{
  guint depth = 0;

  while ((node = node->parent))
    depth++;
  return depth;
}

/* The depth of the place that holds the focus; 0: it holds none. */
static guint
focus_depth (StreeNode *node, StreeFocusFunc has_focus, gpointer data)
{
  for (StreeNode *up = node->parent; up; up = up->parent)
    if (stree_node_is_host (up))
      return has_focus && has_focus (up, data) ? depth_of (up) : 0;
  return 0;
}

typedef gboolean (*MatchFunc) (const StreeNode *node, const char *text);

static gboolean
has_name (const StreeNode *node, const char *name)
{
  return strcmp (stree_action_args (node)->name, name) == 0;
}

static gboolean
has_shortcut (const StreeNode *node, const char *shortcut)
{
  const char      *own = stree_action_args (node)->shortcut;
  g_autofree char *canonical = own && *own ? stree_shortcut_canonical (own, NULL) : NULL;

  return g_strcmp0 (canonical, shortcut) == 0;
}

static StreeNode *
pick (GPtrArray *actions, MatchFunc matches, const char *text, StreeFocusFunc has_focus, gpointer data)
{
  StreeNode *best = NULL;
  guint      best_depth = 0;

  for (guint i = 0; i < actions->len; i++)
    {
      StreeNode *node = actions->pdata[i];
      guint      depth;

      if (!matches (node, text))
        continue;
      depth = focus_depth (node, has_focus, data);
      if (!best || depth > best_depth ||
          (depth == best_depth && !stree_action_is_enabled (best) && stree_action_is_enabled (node)))
        {
          best = node;
          best_depth = depth;
        }
    }
  return best;
}

StreeNode *
stree_actions_pick (StreeMount *mount, const char *name, StreeFocusFunc has_focus, gpointer data)
{
  g_autoptr (GPtrArray) actions = stree_actions_list (mount);

  return pick (actions, has_name, name, has_focus, data);
}

StreeNode *
stree_actions_pick_key (StreeMount *mount, const char *shortcut, StreeFocusFunc has_focus, gpointer data)
{
  g_autoptr (GPtrArray) actions = stree_actions_list (mount);

  return pick (actions, has_shortcut, shortcut, has_focus, data);
}

GPtrArray *
stree_actions_choices (StreeMount *mount, StreeFocusFunc has_focus, gpointer data)
{
  g_autoptr (GPtrArray) actions = stree_actions_list (mount);
  GPtrArray            *choices = g_ptr_array_new ();

  for (guint i = 0; i < actions->len; i++)
    if (pick (actions, has_name, stree_action_args (actions->pdata[i])->name, has_focus, data) == actions->pdata[i])
      g_ptr_array_add (choices, actions->pdata[i]);
  return choices;
}

/* --- doing it --- */

gboolean
stree_action_activate (StreeNode *node)
{
  return stree_node_activate (node, "on_activate");
}

static char *
list_names (StreeMount *mount)
{
  g_autoptr (GPtrArray) actions = stree_actions_list (mount);
  GString              *names = g_string_new (NULL);

  for (guint i = 0; i < actions->len; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", stree_action_args (actions->pdata[i])->name);
  return g_string_free (names, FALSE);
}

/**
 * stree_activate_action:
 * @cx: a context, most often that of an event
 * @name: the name of an action that is declared in the same view
 * @error: where to say why it is not done
 *
 * Does what an Action says, as its shortcut would.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND if nobody declares it, or %STREE_ERROR_BAD_VALUE if it cannot be done
 *
 * Since: 1.0
 */
gboolean
stree_activate_action (StreeContext *cx, const char *name, GError **error)
{
  StreeMount *mount;
  StreeNode  *node;

  g_return_val_if_fail (cx != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  mount = cx->node ? stree_node_get_mount (cx->node) : NULL;
  node = mount ? stree_actions_pick (mount, name, NULL, NULL) : NULL;
  if (!node)
    {
      g_autofree char *names = mount ? list_names (mount) : g_strdup ("");

      g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no action '%s'. There are: %s", name, names);
      return FALSE;
    }
  if (stree_action_activate (node))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Action '%s' %s", name,
               stree_node_get_running ()          ? "cannot be done while the tree is built: do it in a handler"
               : stree_action_args (node)->disabled ? "is disabled"
                                                    : "has no on_activate");
  return FALSE;
}

/* --- the same declaration as something else --- */

/**
 * stree_action_button: (skip)
 * @action: the arguments of an Action
 *
 * A button that does it, with its label, icon and handler.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_action_button (const StreeActionArgs *action)
{
  g_return_val_if_fail (action != NULL, NULL);
  return stree_button (.label = action->label, .icon = action->icon, .on_click = action->on_activate,
                       .disabled = action->disabled || !action->on_activate, .key = action->key ? action->key : action->name);
}

/**
 * stree_action_item: (skip)
 * @action: the arguments of an Action
 *
 * A line of a menu that does it, for `STREE_MENU ()`.
 *
 * Returns: the line
 *
 * Since: 1.0
 */
StreeMenuItem
stree_action_item (const StreeActionArgs *action)
{
  StreeMenuItem item = { 0 };

  g_return_val_if_fail (action != NULL, item);
  item.label = action->label;
  item.on_click = action->on_activate;
  item.disabled = action->disabled || !action->on_activate;
  return item;
}
