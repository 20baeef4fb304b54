/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-boxed-private.h"
#include "core/stree-event-private.h"

#include "core/stree-context-private.h"
#include "core/stree-element-private.h"
#include "core/stree-mount-private.h"
#include "core/stree-node-private.h"
#include "core/stree-session.h"

/**
 * StreeEvent:
 *
 * What the user did: which node, which value. Handlers get one.
 *
 * Since: 1.0
 */
STREE_DEFINE_BOXED_TYPE (StreeEvent, stree_event)

/* Of the component that declared @node. */
static StreeContext *
find_context (StreeNode *node)
{
  for (node = node->parent; node; node = node->parent)
    if (node->extra && node->extra->cx)
      return stree_context_ref (node->extra->cx);
  return NULL;
}

StreeEvent *
stree_event_new (const char *name, StreeNode *node)
{
  StreeEvent *event = g_new0 (StreeEvent, 1);
  StreeMount *mount = node ? stree_node_get_mount (node) : NULL;

  g_atomic_ref_count_init (&event->ref_count);
  event->name = name;
  if (mount)
    event->session = g_object_ref (stree_mount_get_session (mount));
  if (node)
    {
      event->path = stree_node_dup_path (node);
      event->key = g_strdup (stree_node_get_key (node));
      event->cx = find_context (node);
    }
  return event;
}

StreeEvent *
stree_event_new_for (const char *name, StreeContext *cx)
{
  StreeEvent *event = stree_event_new (name, cx->node);

  g_clear_pointer (&event->cx, stree_context_unref);
  event->cx = stree_context_ref (cx);
  return event;
}

/**
 * stree_event_ref: (skip)
 * @event: an event
 *
 * Returns: (transfer full): @event, held once more
 *
 * Since: 1.0
 */
StreeEvent *
stree_event_ref (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  g_atomic_ref_count_inc (&event->ref_count);
  return event;
}

/**
 * stree_event_unref: (skip)
 * @event: (transfer full): an event
 *
 * Lets go of an event.
 *
 * Since: 1.0
 */
void
stree_event_unref (StreeEvent *event)
{
  g_return_if_fail (event != NULL);
  if (!g_atomic_ref_count_dec (&event->ref_count))
    return;
  g_clear_object (&event->session);
  g_clear_pointer (&event->cx, stree_context_unref);
  g_free (event->path);
  g_free (event->key);
  if (G_IS_VALUE (&event->value))
    g_value_unset (&event->value);
  g_clear_error (&event->error);
  g_free (event);
}

/**
 * stree_event_get_name:
 * @event: an event
 *
 * The prop whose handler is called, such as `on_click`.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
stree_event_get_name (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return event->name;
}

/**
 * stree_event_get_session:
 * @event: an event
 *
 * The session the event happened in.
 *
 * Returns: (transfer none) (nullable): the session
 *
 * Since: 1.0
 */
StreeSession *
stree_event_get_session (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return event->session;
}

/**
 * stree_event_get_context:
 * @event: an event
 *
 * The context of the component whose element the event happened on: to look up what is provided there, or to emit an event.
 *
 * Returns: (transfer none) (nullable): the context
 *
 * Since: 1.0
 */
StreeContext *
stree_event_get_context (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return event->cx;
}

/**
 * stree_event_dup_path:
 * @event: an event
 *
 * The render path of the node the event happened on, such as `app.Page.Counter[inc]`.
 *
 * Returns: (transfer full) (nullable): the path
 *
 * Since: 1.0
 */
char *
stree_event_dup_path (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return g_strdup (event->path);
}

/**
 * stree_event_get_key:
 * @event: an event
 *
 * The key of the element the event happened on.
 *
 * Returns: (transfer none) (nullable): the key
 *
 * Since: 1.0
 */
const char *
stree_event_get_key (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return event->key;
}

/**
 * stree_event_get_text:
 * @event: an event
 *
 * The text that was entered or dropped.
 *
 * Returns: (transfer none) (nullable): the text, %NULL if the event carries none
 *
 * Since: 1.0
 */
const char *
stree_event_get_text (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return G_VALUE_HOLDS_STRING (&event->value) ? g_value_get_string (&event->value) : NULL;
}

static gboolean
event_number (StreeEvent *event, GType type, GValue *out)
{
  if (!G_IS_VALUE (&event->value) || !g_value_type_transformable (G_VALUE_TYPE (&event->value), type))
    return FALSE;
  g_value_init (out, type);
  return g_value_transform (&event->value, out);
}

/**
 * stree_event_get_int:
 * @event: an event
 *
 * The integer that was entered, or the index that was chosen.
 *
 * Returns: the number, 0 if the event carries none
 *
 * Since: 1.0
 */
gint64
stree_event_get_int (StreeEvent *event)
{
  g_auto (GValue) number = G_VALUE_INIT;

  g_return_val_if_fail (event != NULL, 0);
  return event_number (event, G_TYPE_INT64, &number) ? g_value_get_int64 (&number) : 0;
}

/**
 * stree_event_get_double:
 * @event: an event
 *
 * The number that was entered.
 *
 * Returns: the number, 0 if the event carries none
 *
 * Since: 1.0
 */
double
stree_event_get_double (StreeEvent *event)
{
  g_auto (GValue) number = G_VALUE_INIT;

  g_return_val_if_fail (event != NULL, 0);
  return event_number (event, G_TYPE_DOUBLE, &number) ? g_value_get_double (&number) : 0;
}

/**
 * stree_event_get_bool:
 * @event: an event
 *
 * Whether something was switched on.
 *
 * Returns: the boolean, %FALSE if the event carries none
 *
 * Since: 1.0
 */
gboolean
stree_event_get_bool (StreeEvent *event)
{
  g_auto (GValue) flag = G_VALUE_INIT;

  g_return_val_if_fail (event != NULL, FALSE);
  return event_number (event, G_TYPE_BOOLEAN, &flag) ? g_value_get_boolean (&flag) : FALSE;
}

/**
 * stree_event_get_value:
 * @event: an event
 * @value: (out): where to put a copy of the value
 *
 * What the user entered, as it is.
 *
 * Returns: %FALSE if the event carries nothing; @value is left unset then
 *
 * Since: 1.0
 */
gboolean
stree_event_get_value (StreeEvent *event, GValue *value)
{
  g_return_val_if_fail (event != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  if (!G_IS_VALUE (&event->value))
    return FALSE;
  *value = (GValue) G_VALUE_INIT;
  g_value_init (value, G_VALUE_TYPE (&event->value));
  g_value_copy (&event->value, value);
  return TRUE;
}

/**
 * stree_event_get_error: (skip)
 * @event: an event
 *
 * What failed: for `on_error`.
 *
 * Returns: (transfer none) (nullable): the error
 *
 * Since: 1.0
 */
const GError *
stree_event_get_error (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, NULL);
  return event->error;
}

/**
 * stree_event_get_key_press:
 * @event: an event
 * @keyval: (out) (optional): the key value, as in GDK (0x20 to 0x7e are ASCII)
 * @modifiers: (out) (optional): the modifiers, as in GDK (1 shift, 4 control, 8 alt)
 *
 * Which key was pressed: for `on_key`.
 *
 * Since: 1.0
 */
void
stree_event_get_key_press (StreeEvent *event, guint *keyval, guint *modifiers)
{
  g_return_if_fail (event != NULL);
  if (keyval)
    *keyval = event->keyval;
  if (modifiers)
    *modifiers = event->modifiers;
}

/**
 * stree_event_set_handled:
 * @event: an event
 * @handled: whether nobody else should see it
 *
 * For `on_key`: %TRUE keeps the key press from the widget that would get it next.
 *
 * Since: 1.0
 */
void
stree_event_set_handled (StreeEvent *event, gboolean handled)
{
  g_return_if_fail (event != NULL);
  event->handled = handled;
}

/**
 * stree_event_get_handled:
 * @event: an event
 *
 * Whether a handler has called [method@StreamTree.Event.set_handled].
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
stree_event_get_handled (StreeEvent *event)
{
  g_return_val_if_fail (event != NULL, FALSE);
  return event->handled;
}
