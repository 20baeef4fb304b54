/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE /* dladdr () */
#include "core/stree-handler-private.h"

#include <dlfcn.h>

#include "core/stree-element-private.h"
#include "core/stree-event-private.h"
#include "core/stree-reuse-private.h"
#include "core/stree-state.h"

typedef struct
{
  StreeState *state;
  StreeValue  value;
} StateAction;

static StreeHandler *
handler_new (StreeHandlerFunc func, gpointer data)
{
  StreeArena   *arena = stree_element_arena ();
  StreeHandler *handler = stree_arena_alloc (arena, sizeof *handler);

  handler->func = func;
  handler->data = data;
  handler->arena = arena;
  handler->size = 0;
  handler->reusable = FALSE;
  return handler;
}

/* What the next run may take, if its data is the same. */
static const StreeHandler *
note (StreeHandler *handler, guint size)
{
  handler->size = size;
  handler->reusable = TRUE;
  if (handler->arena->reuse)
    stree_reuse_note_handler (handler->arena->reuse, handler);
  return handler;
}

/* Most are a pointer or two: not worth a call of memcmp (). */
static inline gboolean
same_bytes (gconstpointer a, gconstpointer b, gsize size)
{
  const char *ca = a;
  const char *cb = b;

  for (; size >= sizeof (guint64); size -= sizeof (guint64), ca += sizeof (guint64), cb += sizeof (guint64))
    {
      guint64 wa, wb;

      memcpy (&wa, ca, sizeof wa);
      memcpy (&wb, cb, sizeof wb);
      if (wa != wb)
        return FALSE;
    }
  for (; size > 0; size--)
    if (*ca++ != *cb++)
      return FALSE;
  return TRUE;
}

/* The handler that stands at this place in the last run. */
static StreeHandler *
peek (StreeArena *arena, StreeHandlerFunc func, gsize size)
{
  return arena->reuse ? stree_reuse_peek_handler (arena->reuse, func, size) : NULL;
}

gboolean
stree_handler_hold (StreeArena *arena, const StreeHandler *handler)
{
  if (handler->arena == arena)
    return handler->reusable;
  if (handler->reusable && stree_arena_builds_on (arena, handler->arena))
    {
      stree_arena_mark (handler->arena);
      return TRUE;
    }
  stree_arena_adopt (arena, handler->arena);
  return FALSE;
}

/**
 * stree_call: (skip)
 * @func: the function
 * @data: (nullable): its data; borrowed: it must live as long as the element is on screen
 *
 * A handler that calls a function.
 *
 * Returns: (transfer none): the handler; lives as long as the run
 *
 * Since: 1.0
 */
const StreeHandler *
stree_call (StreeHandlerFunc func, gpointer data)
{
  StreeArena   *arena = stree_element_arena ();
  StreeHandler *old = peek (arena, func, 0);

  g_return_val_if_fail (func != NULL, NULL);
  if (old && old->data == data)
    return stree_reuse_take_handler (arena->reuse, old);
  return note (handler_new (func, data), 0);
}

/**
 * stree_call_full: (skip)
 * @func: the function
 * @data: (transfer full) (nullable): its data
 * @destroy: (nullable): how to free @data
 *
 * A handler that owns its data.
 *
 * Returns: (transfer none): the handler
 *
 * Since: 1.0
 */
const StreeHandler *
stree_call_full (StreeHandlerFunc func, gpointer data, GDestroyNotify destroy)
{
  StreeHandler *handler;

  g_return_val_if_fail (func != NULL, NULL);
  handler = handler_new (func, data);
  if (data && destroy && !stree_arena_on_free (handler->arena, data, destroy))
    destroy (data);
  return handler;
}

/* One that the last run did not make. Kept out of stree_call_copy (), which nearly always has nothing to make. */
static G_NO_INLINE const StreeHandler *
copy_new (StreeHandlerFunc func, gconstpointer data, gsize size)
{
  gpointer copy;

  g_return_val_if_fail (func != NULL, NULL);
  copy = stree_arena_alloc (stree_element_arena (), size);
  memcpy (copy, data, size);
  return note (handler_new (func, copy), size);
}

/**
 * stree_call_copy: (skip)
 * @func: the function
 * @data: what to copy
 * @size: how many bytes
 *
 * A handler whose data is copied, byte by byte.
 *
 * Returns: (transfer none): the handler
 *
 * Since: 1.0
 */
const StreeHandler *
stree_call_copy (StreeHandlerFunc func, gconstpointer data, gsize size)
{
  StreeArena   *arena = stree_arena_get_current ();
  StreeHandler *old;

  g_return_val_if_fail (data != NULL && size > 0, NULL);
  old = arena ? peek (arena, func, size) : NULL;
  if (old && same_bytes (old->data, data, size))
    return stree_reuse_take_handler (arena->reuse, old);
  return copy_new (func, data, size);
}

static void
call_closure (StreeEvent *event, gpointer data)
{
  GValue param = G_VALUE_INIT;

  g_value_init (&param, STREE_TYPE_EVENT);
  g_value_set_boxed (&param, event);
  g_closure_invoke (data, NULL, 1, &param, NULL);
  g_value_unset (&param);
}

/**
 * stree_call_closure: (skip)
 * @closure: a closure that takes an event
 *
 * A handler that invokes a closure: what bindings use.
 *
 * Returns: (transfer none): the handler
 *
 * Since: 1.0
 */
const StreeHandler *
stree_call_closure (GClosure *closure)
{
  StreeArena *arena = stree_element_arena ();

  g_return_val_if_fail (closure != NULL, NULL);
  stree_arena_hold_closure (arena, closure, g_cclosure_marshal_VOID__BOXED);
  return handler_new (call_closure, closure);
}

/* --- handlers that change a state --- */

static void
state_unref (gpointer state)
{
  stree_state_unref (state);
}

static const StreeHandler *
state_handler (StreeHandlerFunc func, StreeState *state, StreeValue value)
{
  StreeArena   *arena = stree_element_arena ();
  StreeHandler *old = peek (arena, func, sizeof (StateAction));
  StateAction  *action;

  /* Taken or made: this run holds the state. */
  if (stree_arena_on_free (arena, state, state_unref))
    stree_state_ref (state);
  if (old)
    {
      action = old->data;
      if (action->state == state && action->value.serial == value.serial && stree_value_equal (&action->value, &value))
        return stree_reuse_take_handler (arena->reuse, old);
    }
  action = stree_arena_alloc (arena, sizeof *action);
  action->state = state;
  action->value = value;
  if (value.type == STREE_VALUE_STRING)
    action->value.v.s = stree_arena_strndup (arena, value.v.s, strlen (value.v.s));
  return note (handler_new (func, action), sizeof *action);
}

static void
do_add (StreeEvent *event, gpointer data)
{
  StateAction *action = data;

  (void) event;
  stree_state_add (action->state, action->value.v.d);
}

static void
do_toggle (StreeEvent *event, gpointer data)
{
  StateAction *action = data;

  (void) event;
  stree_state_toggle (action->state);
}

static void
do_commit (StreeEvent *event, gpointer data)
{
  StateAction *action = data;

  (void) event;
  stree_state_commit (action->state);
}

static void
do_set (StreeEvent *event, gpointer data)
{
  StateAction    *action = data;
  g_auto (GValue) value = G_VALUE_INIT;

  (void) event;
  if (stree_value_to_gvalue (&action->value, &value))
    stree_state_set (action->state, &value);
}

/**
 * stree_add: (skip)
 * @state: a number
 * @delta: how much to add
 *
 * A handler that adds to a state.
 *
 * Returns: (transfer none): the handler
 *
 * Since: 1.0
 */
const StreeHandler *
stree_add (StreeState *state, double delta)
{
  g_return_val_if_fail (state != NULL, NULL);
  return state_handler (do_add, state, stree_value_of_double (delta));
}

/**
 * stree_toggle: (skip)
 * @state: a boolean
 *
 * A handler that turns a state over.
 *
 * Returns: (transfer none): the handler
 *
 * Since: 1.0
 */
const StreeHandler *
stree_toggle (StreeState *state)
{
  g_return_val_if_fail (state != NULL, NULL);
  return state_handler (do_toggle, state, (StreeValue){ .type = STREE_VALUE_NONE });
}

/**
 * stree_set_value: (skip)
 * @state: a state
 * @value: what to set it to; text is copied
 *
 * A handler that sets a state. In C write `stree_set (state, x)`.
 *
 * Returns: (transfer none): the handler
 *
 * Since: 1.0
 */
const StreeHandler *
stree_set_value (StreeState *state, StreeValue value)
{
  g_return_val_if_fail (state != NULL, NULL);
  g_return_val_if_fail (value.type != STREE_VALUE_STATE, NULL);
  return state_handler (do_set, state, value);
}

/**
 * stree_commit: (skip)
 * @state: a form state
 *
 * A handler that commits what was edited.
 *
 * Returns: (transfer none): the handler
 *
 * Since: 1.0
 */
const StreeHandler *
stree_commit (StreeState *state)
{
  g_return_val_if_fail (state != NULL, NULL);
  return state_handler (do_commit, state, (StreeValue){ .type = STREE_VALUE_NONE });
}

static void
do_both (StreeEvent *event, gpointer data)
{
  const StreeHandler **pair = data;

  pair[0]->func (event, pair[0]->data);
  pair[1]->func (event, pair[1]->data);
}

/**
 * stree_call_both: (skip)
 * @first: (nullable): a handler
 * @second: (nullable): another
 *
 * A handler that calls two, in order.
 *
 * Returns: (transfer none) (nullable): the handler; %NULL if both are
 *
 * Since: 1.0
 */
const StreeHandler *
stree_call_both (const StreeHandler *first, const StreeHandler *second)
{
  const StreeHandler **pair;
  StreeHandler        *both;

  if (!first || !second)
    return first ? first : second;
  pair = stree_arena_alloc (stree_element_arena (), 2 * sizeof *pair);
  pair[0] = first;
  pair[1] = second;
  both = handler_new (do_both, pair);
  (void) stree_handler_hold (both->arena, first);
  (void) stree_handler_hold (both->arena, second);
  return both;
}

/* --- what it does --- */

/* A function that is not exported has no name: the module and the offset are what addr2line takes. */
static char *
describe_func (StreeHandlerFunc func)
{
  Dl_info  info;
  gpointer address;

  memcpy (&address, &func, sizeof address);
  if (!dladdr (address, &info) || !info.dli_fname)
    return g_strdup_printf ("%p", address);
  if (info.dli_sname && info.dli_saddr == address)
    return g_strdup (info.dli_sname);
  else
    {
      g_autofree char *module = g_path_get_basename (info.dli_fname);

      return g_strdup_printf ("%s+0x%" G_GSIZE_MODIFIER "x", module, GPOINTER_TO_SIZE (address) - GPOINTER_TO_SIZE (info.dli_fbase));
    }
}

char *
stree_handler_describe (const StreeHandler *handler)
{
  const StateAction *action = handler->data;

  if (handler->func == do_add)
    return g_strdup_printf ("stree_add (%s, %g)", stree_state_get_name (action->state), action->value.v.d);
  if (handler->func == do_toggle)
    return g_strdup_printf ("stree_toggle (%s)", stree_state_get_name (action->state));
  if (handler->func == do_commit)
    return g_strdup_printf ("stree_commit (%s)", stree_state_get_name (action->state));
  if (handler->func == do_set)
    return g_strdup_printf ("stree_set (%s, …)", stree_state_get_name (action->state));
  if (handler->func == call_closure)
    return g_strdup ("a closure");
  return describe_func (handler->func);
}
