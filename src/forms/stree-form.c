/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "forms/stree-form-private.h"

#include "core/stree-dispatch-private.h"
#include "core/stree-event-private.h"
#include "core/stree-scope-private.h"
#include "elements/stree-form-element.h"

struct _StreeForm
{
  GHashTable *held; /* StreeNode (held) -> GValue (owned); not initialized: the input was emptied */
};

static void
free_value (gpointer data)
{
  GValue *value = data;

  if (G_IS_VALUE (value))
    g_value_unset (value);
  g_free (value);
}

static void
unref_node (gpointer node)
{
  stree_node_unref (node);
}

void
stree_form_free (StreeForm *form)
{
  g_hash_table_unref (form->held);
  g_free (form);
}

void
stree_form_hold (StreeNode *node, StreeNode *input, const StreeValue *value)
{
  StreeNodeExtra *extra = stree_node_extra (node);
  GValue         *held = g_new0 (GValue, 1);

  if (!extra->form)
    {
      extra->form = g_new0 (StreeForm, 1);
      extra->form->held = g_hash_table_new_full (NULL, NULL, unref_node, free_value);
    }
  stree_value_to_gvalue (value, held);
  g_hash_table_replace (extra->form->held, stree_node_ref (input), held);
}

gboolean
stree_form_holds (StreeNode *form, StreeNode *input)
{
  return form->extra && form->extra->form && g_hash_table_contains (form->extra->form->held, input);
}

guint
stree_form_n_held (StreeNode *node)
{
  return node->extra && node->extra->form ? g_hash_table_size (node->extra->form->held) : 0;
}

static void
deliver_held (StreeNode *node)
{
  g_autoptr (GHashTable) held = NULL;
  g_autoptr (GPtrArray)  order = g_ptr_array_new_with_free_func (unref_node);

  if (stree_form_n_held (node) == 0)
    return;
  held = g_steal_pointer (&node->extra->form->held);
  g_clear_pointer (&node->extra->form, g_free);

  for (StreeNode *input = stree_node_next_in (node, node); input; input = stree_node_next_in (input, node))
    if (g_hash_table_contains (held, input))
      g_ptr_array_add (order, stree_node_ref (input));
  for (guint i = 0; i < order->len; i++)
    {
      StreeNode *input = order->pdata[i];
      GValue    *entered = g_hash_table_lookup (held, input);
      StreeValue value = { .type = STREE_VALUE_NONE };

      if (!(input->flags & STREE_NODE_DEAD) && (!G_IS_VALUE (entered) || stree_value_from_gvalue (&value, entered)))
        stree_node_deliver (input, &value);
    }
}

/* Sets every input back to what it started from: its state's initial value, or what its element declares. */
static void
clear_inputs (StreeNode *form)
{
  StreeMount *mount = stree_node_get_mount (form);

  if (!mount)
    return;
  for (StreeNode *node = stree_node_next_in (form, form); node; node = stree_node_next_in (node, form))
    {
      const StreeKind  *kind = node->element->kind;
      const StreeValue *declared;

      if (!kind->value || !(kind->flags & STREE_KIND_INPUT))
        continue;
      declared = &STREE_PROP_CFIELD (StreeValue, stree_node_args (node), kind->value->offset);
      if (declared->type == STREE_VALUE_STATE)
        stree_state_reset (declared->v.state);
      mount->applying++;
      if (mount->renderer->klass->write)
        {
          StreeValue plain;

          if (!stree_declared_value (declared, &plain))
            plain = (StreeValue){ .type = STREE_VALUE_NONE };
          mount->renderer->klass->write (mount->renderer, node, &plain);
        }
      mount->applying--;
    }
}

void
stree_form_submit (StreeNode *form, StreeNode *button, const StreeHandler *handler, StreeEvent *event)
{
  const StreeFormArgs   *args = stree_node_args (form);
  gboolean               clear = args->clear_on_submit;
  g_autoptr (StreeArena) arena = stree_arena_ref (form->element->arena);
  StreeMount            *mount = stree_node_get_mount (form);

  (void) arena; /* the handler lives in it */
  stree_node_ref (form);
  deliver_held (form);
  if (handler && !(button->flags & STREE_NODE_DEAD))
    stree_node_emit (button, handler, event);
  if (!(form->flags & STREE_NODE_DEAD))
    {
      if (clear)
        clear_inputs (form);
      stree_scope_touch (mount, form);
    }
  stree_node_unref (form);
}
