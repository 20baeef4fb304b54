/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "core/stree-dispatch-private.h"

#include "core/stree-event-private.h"
#include "core/stree-handler-private.h"
#include "core/stree-scope-private.h"
#include "core/stree-optional-private.h"
#include "core/stree-session-private.h"
#include "core/stree-state-private.h"
#include "forms/stree-form-private.h"
#include "history/stree-history-private.h"

static gboolean
may_speak (StreeNode *node, StreeMount **mount)
{
  if (node->flags & STREE_NODE_DEAD)
    return FALSE;
  *mount = stree_node_get_mount (node);
  return *mount && (*mount)->applying == 0;
}

void
stree_node_emit (StreeNode *node, const StreeHandler *handler, StreeEvent *event)
{
  StreeMount *mount = stree_node_get_mount (node);
  /* The handler may close the window it is in. */
  g_autoptr (StreeArena) arena = stree_arena_ref (handler->arena);
  g_autoptr (StreeScope) scope = stree_scope_new ();

  (void) arena;
  (void) scope; /* what the handler makes is freed with it */
  if (mount)
    stree_scope_touch (mount, node);
  handler->func (event, handler->data);
}

static const StreeHandler *
find_handler (StreeNode *node, const char *name)
{
  const StreeProp *prop = stree_kind_find_prop (node->element->kind, name);

  return prop && prop->type == STREE_PROP_HANDLER
           ? STREE_PROP_CFIELD (StreeHandler *, stree_node_args (node), prop->offset)
           : NULL;
}

static gboolean
is_on (StreeNode *node, const char *name)
{
  const StreeProp *prop = stree_kind_find_prop (node->element->kind, name);

  return prop && prop->type == STREE_PROP_BOOL && STREE_PROP_CFIELD (gboolean, stree_node_args (node), prop->offset);
}

/* The user does something. To be ended with stree_history_end (), also if it is NULL: most sessions have no history. */
static StreeHistory *
begin (StreeMount *mount, StreeNode *node, StreeDeed deed, const char *name, const GValue *value)
{
  StreeHistory *history = mount->session->history;

  return G_UNLIKELY (history) ? stree_history_begin (history, node, deed, name, value) : NULL;
}

gboolean
stree_node_activate (StreeNode *node, const char *prop)
{
  StreeMount            *mount;
  const StreeHandler    *handler;
  g_autoptr (StreeEvent) event = NULL;
  StreeNode             *form;
  StreeHistory          *history;

  if (!may_speak (node, &mount) || is_on (node, "disabled"))
    return FALSE;
  form = is_on (node, "submit") ? stree_node_find_form (node) : NULL;
  handler = find_handler (node, prop);
  if (!handler && !form && !node->element->kind->activated)
    return FALSE;

  stree_node_ref (node);
  event = stree_event_new (stree_kind_find_prop (node->element->kind, prop)->name, node);
  history = begin (mount, node, strcmp (prop, "on_submit") == 0 ? STREE_DEED_SUBMIT : STREE_DEED_ACTIVATE, event->name, NULL);
  if (form)
    stree_form_submit (form, node, handler, event);
  else if (handler)
    stree_node_emit (node, handler, event);
  if (!(node->flags & STREE_NODE_DEAD) && node->element->kind->activated)
    node->element->kind->activated (node);
  stree_history_end (history);
  stree_node_unref (node);
  return TRUE;
}

gboolean
stree_declared_value (const StreeValue *declared, StreeValue *plain)
{
  *plain = *declared;
  if (declared->type != STREE_VALUE_STATE)
    return declared->type != STREE_VALUE_NONE;
  return stree_value_from_gvalue (plain, &declared->v.state->value) && plain->type != STREE_VALUE_NONE;
}

/* A number that may be missing is set to nothing, too. */
static void
set_state (StreeState *state, const StreeValue *value, const GValue *gvalue)
{
  StreeValueType optional = stree_optional_type (&state->value);

  if (optional != STREE_VALUE_NONE)
    stree_state_set_variant (state, stree_optional_variant (optional, value));
  else if (G_IS_VALUE (gvalue))
    stree_state_set (state, gvalue);
}

void
stree_node_deliver (StreeNode *node, const StreeValue *value)
{
  const StreeKind       *kind = node->element->kind;
  const StreeValue      *declared = &STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset);
  const StreeHandler    *handler =
    kind->change ? STREE_PROP_CFIELD (StreeHandler *, stree_node_args (node), kind->change->offset) : NULL;
  g_autoptr (StreeEvent) event = stree_event_new (kind->change ? kind->change->name : kind->value->name, node);

  stree_value_to_gvalue (value, &event->value);
  if (declared->type == STREE_VALUE_STATE)
    {
      if ((kind->flags & STREE_KIND_SECRET) && is_on (node, "password"))
        declared->v.state->transient = TRUE;
      set_state (declared->v.state, value, &event->value);
    }
  if (handler)
    stree_node_emit (node, handler, event);
}

void
stree_node_input (StreeNode *node, const StreeValue *value)
{
  const StreeKind *kind;
  StreeMount      *mount;
  StreeNode       *form;
  StreeHistory    *history;
  StreeValue       good = *value;
  g_auto (GValue)  entered = G_VALUE_INIT;

  if (!may_speak (node, &mount))
    return;
  kind = node->element->kind;
  if (!kind->value || (kind->normalize && !kind->normalize (stree_node_args (node), &good)))
    return;
  stree_node_ref (node);
  stree_value_to_gvalue (&good, &entered);
  history = begin (mount, node, STREE_DEED_INPUT, kind->value->name, &entered);
  /* What only shows and hides, such as an Expander, is no edit that waits for a submit button. */
  form = kind->flags & STREE_KIND_INPUT ? stree_node_find_form (node) : NULL;
  if (form)
    stree_form_hold (form, node, &good);
  else
    stree_node_deliver (node, &good);
  stree_history_end (history);
  stree_node_unref (node);
}

void
stree_node_follow (StreeNode *node, const StreeValue *value)
{
  const StreeKind  *kind = node->element->kind;
  const StreeValue *declared = &STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset);
  GValue            live = G_VALUE_INIT;

  if (declared->type != STREE_VALUE_STATE || !stree_value_to_gvalue (value, &live))
    return;
  stree_state_set (declared->v.state, &live);
  g_value_unset (&live);
}

gboolean
stree_node_submit (StreeNode *node)
{
  StreeMount   *mount;
  StreeNode    *form;
  StreeHistory *history;
  gboolean      done;

  if (!may_speak (node, &mount))
    return FALSE;
  form = stree_node_find_form (node);
  if (!form)
    return FALSE;
  for (StreeNode *button = stree_node_next_in (form, form); button; button = stree_node_next_in (button, form))
    if (is_on (button, "submit") && !is_on (button, "disabled"))
      {
        history = begin (mount, node, STREE_DEED_SUBMIT, "on_submit", NULL);
        done = stree_node_activate (button, "on_click");
        stree_history_end (history);
        return done;
      }
  return FALSE;
}

gboolean
stree_node_key_press (StreeNode *node, guint keyval, guint modifiers)
{
  StreeMount            *mount;
  g_autoptr (StreeEvent) event = NULL;
  g_auto (GValue)        pressed = G_VALUE_INIT;
  StreeHistory          *history;

  if (!may_speak (node, &mount) || !node->element->common || !node->element->common->on_key)
    return FALSE;
  event = stree_event_new ("on_key", node);
  event->keyval = keyval;
  event->modifiers = modifiers;
  g_value_init (&pressed, G_TYPE_VARIANT);
  g_value_set_variant (&pressed, g_variant_new ("(uu)", keyval, modifiers));
  history = begin (mount, node, STREE_DEED_KEY, event->name, &pressed);
  stree_node_ref (node);
  stree_node_emit (node, node->element->common->on_key, event);
  stree_history_end (history);
  stree_node_unref (node);
  return event->handled;
}

void
stree_node_drop (StreeNode *node, const char *text)
{
  StreeMount            *mount;
  g_autoptr (StreeEvent) event = NULL;
  StreeHistory          *history;

  if (!may_speak (node, &mount) || !node->element->common || !node->element->common->on_drop)
    return;
  event = stree_event_new ("on_drop", node);
  g_value_init (&event->value, G_TYPE_STRING);
  g_value_set_string (&event->value, text);
  history = begin (mount, node, STREE_DEED_DROP, event->name, &event->value);
  stree_node_ref (node);
  stree_node_emit (node, node->element->common->on_drop, event);
  stree_history_end (history);
  stree_node_unref (node);
}

void
stree_node_tell (StreeNode *node, const char *name, const StreeHandler *handler, const GValue *value)
{
  StreeMount            *mount;
  g_autoptr (StreeEvent) event = NULL;
  StreeHistory          *history;

  if (!may_speak (node, &mount))
    return;
  event = stree_event_new (name, node);
  g_value_init (&event->value, G_VALUE_TYPE (value));
  g_value_copy (value, &event->value);
  history = begin (mount, node, STREE_DEED_REPORT, name, value);
  stree_node_ref (node);
  stree_node_emit (node, handler, event);
  stree_history_end (history);
  stree_node_unref (node);
}

gboolean
stree_node_report (StreeNode *node, const char *prop, const GValue *value)
{
  StreeMount         *mount;
  const StreeHandler *handler;

  if (!may_speak (node, &mount))
    return FALSE;
  handler = find_handler (node, prop);
  if (!handler)
    return FALSE;
  stree_node_tell (node, stree_kind_find_prop (node->element->kind, prop)->name, handler, value);
  return TRUE;
}

void
stree_node_menu (StreeNode *node, guint item)
{
  StreeMount            *mount;
  const StreeMenu       *menu;
  g_autoptr (StreeEvent) event = NULL;
  StreeHistory          *history;

  if (!may_speak (node, &mount) || !node->element->common)
    return;
  menu = &node->element->common->context_menu;
  if (item >= menu->n_items || menu->items[item].disabled || !menu->items[item].on_click)
    return;
  event = stree_event_new ("context_menu", node);
  g_value_init (&event->value, G_TYPE_INT64);
  g_value_set_int64 (&event->value, item);
  history = begin (mount, node, STREE_DEED_MENU, event->name, &event->value);
  stree_node_ref (node);
  stree_node_emit (node, menu->items[item].on_click, event);
  stree_history_end (history);
  stree_node_unref (node);
}
