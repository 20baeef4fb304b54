/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "testing/stree-headless-private.h"

#include "core/stree-component-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-dump-private.h"
#include "core/stree-error.h"
#include "core/stree-portals-private.h"
#include "core/stree-scope-private.h"
#include "core/stree-virtual-private.h"
#include "testing/stree-headless-actions-private.h"
#include "testing/stree-headless-widgets-private.h"
#include "testing/stree-user-private.h"

/**
 * StreeHeadless:
 *
 * A view without a display: the same components, state and events, with widgets in memory.
 *
 * What is clicked or typed is found by key. The rerun that follows happens before the call returns.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (StreeHeadless, stree_headless, G_TYPE_OBJECT)

static void
stree_headless_dispose (GObject *object)
{
  StreeHeadless *self = STREE_HEADLESS (object);

  g_clear_pointer (&self->mount, stree_mount_free);
  g_clear_pointer (&self->user, stree_headless_user_clear);
  G_OBJECT_CLASS (stree_headless_parent_class)->dispose (object);
}

static void
stree_headless_class_init (StreeHeadlessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = stree_headless_dispose;
}

static void
stree_headless_init (StreeHeadless *self)
{
  self->renderer.klass = &stree_headless_renderer_class;
  self->root.kind = "Root";
  self->user = g_new0 (StreeHeadlessUser, 1);
}

static StreeHeadless *
headless_new (StreeSession *session, const char *name, StreeElement *component)
{
  StreeHeadless           *self = g_object_new (STREE_TYPE_HEADLESS, NULL);
  g_autoptr (StreeSession) own = session ? g_object_ref (session) : stree_session_new ();

  self->mount = stree_mount_new (own, &self->renderer, name, component);
  stree_mount_rerun (self->mount);
  return self;
}

/**
 * stree_headless_new: (skip)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component
 * @props: (nullable): its props; borrowed
 *
 * Makes a view and runs its root component.
 *
 * Returns: (transfer full): the view
 *
 * Since: 1.0
 */
StreeHeadless *
stree_headless_new (StreeSession *session, const char *name, StreeComponentFunc func, gpointer props)
{
  g_autoptr (StreeScope) scope = NULL;
  StreeComponentArgs     args = { .props = props };

  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  scope = stree_scope_new ();
  return headless_new (session, name, stree_component_new (name, func, &args));
}

/**
 * stree_headless_new_for_closure: (constructor) (rename-to stree_headless_new)
 * @session: (nullable): the session; %NULL for one of its own
 * @name: the head of every render path, such as `app`
 * @func: the root component: takes a [struct@StreamTree.Context], returns a [struct@StreamTree.Element]
 *
 * Makes a view and runs its root component.
 *
 * Returns: (transfer full): the view
 *
 * Since: 1.0
 */
StreeHeadless *
stree_headless_new_for_closure (StreeSession *session, const char *name, GClosure *func)
{
  g_autoptr (StreeElement) component = NULL;

  g_return_val_if_fail (session == NULL || STREE_IS_SESSION (session), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);
  component = stree_element_new_component (name, func);
  return headless_new (session, name, component);
}

/**
 * stree_headless_get_session:
 * @self: a headless view
 *
 * Its session.
 *
 * Returns: (transfer none): the session
 *
 * Since: 1.0
 */
StreeSession *
stree_headless_get_session (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return self->mount->session;
}

/**
 * stree_headless_flush:
 * @self: a headless view
 *
 * Reruns, if state has changed.
 *
 * Since: 1.0
 */
void
stree_headless_flush (StreeHeadless *self)
{
  g_return_if_fail (STREE_IS_HEADLESS (self));
  stree_mount_flush (self->mount);
}

/**
 * stree_headless_rerun:
 * @self: a headless view
 *
 * Reruns, whether state has changed or not.
 *
 * Since: 1.0
 */
void
stree_headless_rerun (StreeHeadless *self)
{
  g_return_if_fail (STREE_IS_HEADLESS (self));
  stree_mount_rerun (self->mount);
}

/**
 * stree_headless_build_deferred:
 * @self: a headless view
 *
 * Builds what waits behind a placeholder: what a window does after its first frame.
 *
 * Since: 1.0
 */
void
stree_headless_build_deferred (StreeHeadless *self)
{
  g_return_if_fail (STREE_IS_HEADLESS (self));
  g_object_ref (self);
  while (self->mount && !self->mount->flushing && stree_scope_waits (self->mount))
    stree_scope_build_next (self->mount);
  g_object_unref (self);
}

/* A handler may have closed the view. */
void
stree_headless_settle (StreeHeadless *self)
{
  if (self->mount)
    stree_mount_flush (self->mount);
}

/* --- finding --- */

StreeNode *
stree_headless_find (StreeHeadless *self, const char *key)
{
  return stree_user_find (self->mount, key);
}

static void
not_found (StreeHeadless *self, const char *what, GError **error)
{
  g_autofree char *tree = stree_headless_dump_text (self);

  g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "There is no %s. There is:\n%s", what, tree);
}

StreeNode *
stree_headless_find_key (StreeHeadless *self, const char *key, GError **error)
{
  StreeNode *node = stree_headless_find (self, key);

  if (!node)
    {
      g_autofree char *what = g_strdup_printf ("element with the key '%s'", key);

      not_found (self, what, error);
    }
  return node;
}

static StreeNode *
find_named (StreeHeadless *self, const char *role, const char *name, GError **error)
{
  g_autofree char *what = NULL;

  for (StreeNode *node = stree_user_next (self->mount, self->mount->root); node; node = stree_user_next (self->mount, node))
    if (g_strcmp0 (node->element->kind->role, role) == 0 && stree_user_has_label (node, name))
      return node;
  what = g_strdup_printf ("%s named '%s'", role, name);
  not_found (self, what, error);
  return NULL;
}

char *
stree_headless_dup_obstacle (StreeHeadless *self, StreeNode *node)
{
  StreeHeadlessWidget *widget = node->widget;
  char                *why = NULL;

  if (!widget)
    return g_strdup ("not on the screen itself");
  if (!widget->sensitive)
    return g_strdup ("disabled");
  why = stree_user_dup_hidden (node);
  return why ? why : stree_headless_describe_front (self, node);
}

gboolean
stree_headless_check_usable (StreeHeadless *self, StreeNode *node, GError **error)
{
  return stree_user_check_obstacle (node, stree_headless_dup_obstacle (self, node), error);
}

/* --- doing --- */

/* Nodes: what is done to them, and the rerun. The view may have been closed by that. */

void
stree_headless_click_node (StreeHeadless *self, StreeNode *node)
{
  g_object_ref (self);
  stree_node_activate (node, "on_click");
  stree_headless_settle (self);
  g_object_unref (self);
}

/* What the user enters is shown first, then told: as a widget does it. */
void
stree_headless_enter_node (StreeHeadless *self, StreeNode *node, const StreeValue *value)
{
  self->renderer.klass->write (&self->renderer, node, value);
  g_object_ref (self);
  stree_node_input (node, value);
  stree_headless_settle (self);
  g_object_unref (self);
}

void
stree_headless_submit_node (StreeHeadless *self, StreeNode *node)
{
  g_object_ref (self);
  if (!stree_node_submit (node) && stree_kind_find_prop (node->element->kind, "on_submit"))
    stree_node_activate (node, "on_submit");
  stree_headless_settle (self);
  g_object_unref (self);
}

/* As in GTK: whoever is asked first is the element itself, then what it sits in. */
void
stree_headless_press_node (StreeHeadless *self, StreeNode *node, guint keyval, guint modifiers)
{
  gboolean handled = FALSE;

  g_object_ref (self);
  while (node && !handled)
    {
      StreeNode *pressed = stree_node_ref (node);

      handled = stree_node_key_press (node, keyval, modifiers);
      node = pressed->flags & STREE_NODE_DEAD ? NULL : stree_portal_up (node);
      stree_node_unref (pressed);
    }
  stree_headless_settle (self);
  g_object_unref (self);
}

static gboolean
click_node (StreeHeadless *self, StreeNode *node, GError **error)
{
  if (!stree_headless_check_usable (self, node, error) || !stree_user_check_click (node, error))
    return FALSE;
  stree_headless_click_node (self, node);
  return TRUE;
}

/**
 * stree_headless_click:
 * @self: a headless view
 * @key: the key of an element
 * @error: return location for an error
 *
 * Clicks, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND, or %STREE_ERROR_BAD_VALUE if a user could not do that
 *
 * Since: 1.0
 */
gboolean
stree_headless_click (StreeHeadless *self, const char *key, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  node = stree_headless_find_key (self, key, error);
  return node && click_node (self, node, error);
}

/**
 * stree_headless_click_named:
 * @self: a headless view
 * @role: an ARIA role, such as `button`
 * @name: the accessible name
 * @error: return location for an error
 *
 * Clicks what has this role and name, and reruns.
 *
 * Returns: %FALSE as [method@StreamTree.Headless.click] does
 *
 * Since: 1.0
 */
gboolean
stree_headless_click_named (StreeHeadless *self, const char *role, const char *name, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (role != NULL && name != NULL, FALSE);
  node = find_named (self, role, name, error);
  return node && click_node (self, node, error);
}

static gboolean
enter (StreeHeadless *self, const char *key, StreeValue value, GError **error)
{
  StreeNode *node = stree_headless_find_key (self, key, error);

  if (!node || !stree_headless_check_usable (self, node, error))
    return FALSE;
  if (!stree_user_check_value (node, error))
    return FALSE;
  if (node->element->kind->flags & STREE_KIND_OVERLAY)
    {
      g_autofree char *what = stree_element_describe (node->element);

      g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s is a dialog: it is closed, see stree_headless_close ()", what);
      return FALSE;
    }
  stree_headless_enter_node (self, node, &value);
  return TRUE;
}

/**
 * stree_headless_type:
 * @self: a headless view
 * @key: the key of an input
 * @text: the text
 * @error: return location for an error
 *
 * Replaces the text of an input, and reruns.
 *
 * Returns: %FALSE as [method@StreamTree.Headless.click] does
 *
 * Since: 1.0
 */
gboolean
stree_headless_type (StreeHeadless *self, const char *key, const char *text, GError **error)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL && text != NULL, FALSE);
  return enter (self, key, stree_value_of_string (text), error);
}

/**
 * stree_headless_submit:
 * @self: a headless view
 * @key: the key of an input
 * @error: return location for an error
 *
 * Presses Enter in an input, and reruns: submits the form around it, or calls its on_submit.
 *
 * Returns: %FALSE as [method@StreamTree.Headless.click] does
 *
 * Since: 1.0
 */
gboolean
stree_headless_submit (StreeHeadless *self, const char *key, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  node = stree_headless_find_key (self, key, error);
  if (!node || !stree_headless_check_usable (self, node, error))
    return FALSE;
  stree_headless_submit_node (self, node);
  return TRUE;
}

/**
 * stree_headless_select:
 * @self: a headless view
 * @key: the key of an element that has a choice
 * @index: which one, from 0
 * @error: return location for an error
 *
 * Chooses, and reruns.
 *
 * Returns: %FALSE as [method@StreamTree.Headless.click] does, or if there is no such choice
 *
 * Since: 1.0
 */
gboolean
stree_headless_select (StreeHeadless *self, const char *key, int index, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  node = stree_headless_find_key (self, key, error);
  if (!node || !stree_user_check_choice (node, index, error))
    return FALSE;
  return enter (self, key, stree_value_of_int (index), error);
}

/**
 * stree_headless_toggle:
 * @self: a headless view
 * @key: the key of a check box or the like
 * @error: return location for an error
 *
 * Turns it over, and reruns.
 *
 * Returns: %FALSE as [method@StreamTree.Headless.click] does
 *
 * Since: 1.0
 */
gboolean
stree_headless_toggle (StreeHeadless *self, const char *key, GError **error)
{
  StreeNode *node;
  StreeValue value = { .type = STREE_VALUE_NONE };

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  node = stree_headless_find_key (self, key, error);
  if (!node)
    return FALSE;
  self->renderer.klass->read (&self->renderer, node, &value);
  return enter (self, key, stree_value_of_bool (!(value.type == STREE_VALUE_BOOL && value.v.b)), error);
}

/**
 * stree_headless_set_number:
 * @self: a headless view
 * @key: the key of an input
 * @value: the number
 * @error: return location for an error
 *
 * Enters a number, and reruns.
 *
 * Returns: %FALSE as [method@StreamTree.Headless.click] does
 *
 * Since: 1.0
 */
gboolean
stree_headless_set_number (StreeHeadless *self, const char *key, double value, GError **error)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  return enter (self, key, stree_value_of_double (value), error);
}

/**
 * stree_headless_press_key:
 * @self: a headless view
 * @key: the key of an element
 * @keyval: which key of the keyboard, as in GDK
 * @modifiers: the modifiers, as in GDK
 * @error: return location for an error
 *
 * Presses a key while the element has the focus, and reruns.
 *
 * Returns: %FALSE with %STREE_ERROR_NOT_FOUND
 *
 * Since: 1.0
 */
gboolean
stree_headless_press_key (StreeHeadless *self, const char *key, guint keyval, guint modifiers, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  node = stree_headless_find_key (self, key, error);
  if (!node)
    return FALSE;
  stree_headless_press_node (self, node, keyval, modifiers);
  return TRUE;
}

/* --- asking --- */

/**
 * stree_headless_has:
 * @self: a headless view
 * @key: a key
 *
 * Whether an element with this key is shown.
 *
 * Returns: %TRUE if there is one
 *
 * Since: 1.0
 */
gboolean
stree_headless_has (StreeHeadless *self, const char *key)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);
  return stree_headless_find (self, key) != NULL;
}

/**
 * stree_headless_has_text:
 * @self: a headless view
 * @text: a text
 *
 * Whether some element is labelled with exactly this text, or shows it beside its label as a ProgressBar does.
 *
 * Returns: %TRUE if there is one
 *
 * Since: 1.0
 */
gboolean
stree_headless_has_text (StreeHeadless *self, const char *text)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  for (StreeNode *node = stree_user_next (self->mount, self->mount->root); node; node = stree_user_next (self->mount, node))
    if (stree_user_has_label (node, text) || stree_user_has_text (node, text))
      return TRUE;
  return FALSE;
}

/**
 * stree_headless_dup_text:
 * @self: a headless view
 * @key: the key of an element
 * @error: return location for an error
 *
 * What an element is labelled with.
 *
 * Returns: (transfer full) (nullable): the text; %NULL with %STREE_ERROR_NOT_FOUND, or if it has none
 *
 * Since: 1.0
 */
char *
stree_headless_dup_text (StreeHeadless *self, const char *key, GError **error)
{
  StreeNode *node;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);
  node = stree_headless_find_key (self, key, error);
  return node ? stree_user_dup_label (node) : NULL;
}

/**
 * stree_headless_get_value:
 * @self: a headless view
 * @key: the key of an input
 * @value: (out): where to put a copy of what it shows
 * @error: return location for an error
 *
 * What an input shows.
 *
 * Returns: (skip): %FALSE with %STREE_ERROR_NOT_FOUND, or %STREE_ERROR_BAD_VALUE if it shows nothing
 *
 * Since: 1.0
 */
gboolean
stree_headless_get_value (StreeHeadless *self, const char *key, GValue *value, GError **error)
{
  StreeNode *node;
  StreeValue live;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), FALSE);
  g_return_val_if_fail (key != NULL && value != NULL, FALSE);
  *value = (GValue) G_VALUE_INIT;
  node = stree_headless_find_key (self, key, error);
  if (!node)
    return FALSE;
  if (self->renderer.klass->read (&self->renderer, node, &live) && stree_value_to_gvalue (&live, value))
    return TRUE;
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "'%s' shows no value", key);
  return FALSE;
}

/**
 * stree_headless_dump_json:
 * @self: a headless view
 *
 * The mounted tree as JSON, with components expanded and what inputs show.
 *
 * Returns: (transfer full): the tree
 *
 * Since: 1.0
 */
JsonNode *
stree_headless_dump_json (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return stree_node_dump_json (stree_user_shown (self->mount), &self->renderer);
}

/**
 * stree_headless_dump_text:
 * @self: a headless view
 *
 * The mounted tree as text.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
stree_headless_dump_text (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return stree_node_dump_text (stree_user_shown (self->mount));
}

/**
 * stree_headless_dump_mermaid:
 * @self: a headless view
 *
 * The mounted tree as a Mermaid flowchart.
 *
 * Returns: (transfer full): the flowchart
 *
 * Since: 1.0
 */
char *
stree_headless_dump_mermaid (StreeHeadless *self)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return stree_node_dump_mermaid (stree_user_shown (self->mount));
}

/**
 * stree_headless_dump:
 * @self: a headless view
 * @format: how
 * @expand_components: whether what is in the components below the root component is written down, too
 *
 * The mounted tree as text of some kind.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
stree_headless_dump (StreeHeadless *self, StreeDumpFormat format, gboolean expand_components)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return stree_node_dump (stree_user_shown (self->mount), &self->renderer, format, expand_components);
}

/**
 * stree_headless_summarize_kinds:
 * @self: a headless view
 * @expand_components: whether what is in the components below the root component counts, too
 *
 * How many elements of each kind the mounted tree has.
 *
 * Returns: (transfer floating): an `a{su}`, sorted by kind
 *
 * Since: 1.0
 */
GVariant *
stree_headless_summarize_kinds (StreeHeadless *self, gboolean expand_components)
{
  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  return stree_node_summarize_kinds (stree_user_shown (self->mount), expand_components);
}

/**
 * stree_headless_dump_widgets:
 * @self: a headless view
 *
 * The widgets as text: what is on the screen, in its order, a line each.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
stree_headless_dump_widgets (StreeHeadless *self)
{
  GString *text;

  g_return_val_if_fail (STREE_IS_HEADLESS (self), NULL);
  text = g_string_new (NULL);
  stree_headless_dump_widget_tree (text, &self->root);
  return g_string_free (text, FALSE);
}

/**
 * stree_headless_get_stats:
 * @self: a headless view
 * @stats: (out): where to put them
 *
 * How much it has been told to do.
 *
 * Since: 1.0
 */
void
stree_headless_get_stats (StreeHeadless *self, StreeHeadlessStats *stats)
{
  g_return_if_fail (STREE_IS_HEADLESS (self));
  g_return_if_fail (stats != NULL);
  *stats = self->stats;
  stats->reruns = self->mount->n_reruns;
}
