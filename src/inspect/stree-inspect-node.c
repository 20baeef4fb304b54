/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspect/stree-inspect-private.h"

#include "core/stree-component-private.h"
#include "core/stree-handler-private.h"
#include "core/stree-session-private.h"
#include "inspect/stree-inspect-value-private.h"

static void
add_text (GVariantBuilder *row, const char *name, const char *text)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;

  g_variant_builder_add (row, "{sv}", name, g_variant_new_string (valid ? valid : ""));
}

/* --- what it is --- */

const char *
stree_inspect_node_kind (StreeNode *node)
{
  return node->element ? node->element->kind->name : "";
}

char *
stree_inspect_node_dup_label (StreeNode *node)
{
  const StreeElement *element = node->element;
  const char         *label;

  if (!element)
    return NULL;
  if (element->kind->dup_text)
    return element->kind->dup_text (stree_element_get_args (element));
  if (!element->kind->label)
    return NULL;
  label = STREE_PROP_CFIELD (char *, stree_element_get_args (element), element->kind->label->offset);
  return g_strdup (label);
}

/* --- props and handlers --- */

static void
add_prop (GVariantBuilder *rows, const StreeProp *prop, gconstpointer args, gboolean secret)
{
  g_autofree char *value = stree_inspect_prop_dup_text (prop, args, secret);
  gboolean         handler = prop->type == STREE_PROP_HANDLER;

  if (!value)
    return;
  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  add_text (rows, "name", prop->name);
  if (!handler)
    add_text (rows, "type", stree_prop_type_name (prop));
  add_text (rows, handler ? "where" : "value", value);
  add_text (rows, "about", prop->blurb);
  g_variant_builder_close (rows);
}

static void
add_plan (GVariantBuilder *rows, const StreeProp *props, guint n_props, gconstpointer args, gboolean secret, gboolean handlers)
{
  for (guint i = 0; i < n_props; i++)
    if ((props[i].type == STREE_PROP_HANDLER) == handlers)
      add_prop (rows, &props[i], args, secret);
}

static GVariant *
list_props (const StreeElement *element, gboolean handlers)
{
  GVariantBuilder rows;
  gboolean        secret = stree_element_is_secret (element);

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  if (element->kind->flags & STREE_KIND_COMPONENT)
    {
      const StreeComponentCall *call = stree_component_call (element);

      if (call->type && call->props)
        add_plan (&rows, call->type->props, call->type->n_props, call->props, FALSE, handlers);
    }
  add_plan (&rows, element->kind->props, element->kind->n_props, stree_element_get_args (element), secret, handlers);
  if (element->common)
    add_plan (&rows, stree_common_plan ()->props, stree_common_plan ()->n_props, element->common, FALSE, handlers);
  return g_variant_builder_end (&rows);
}

/* --- states --- */

static void
add_state (GVariantBuilder *rows, StreeState *state)
{
  g_autofree char *value = stree_inspect_state_dup_text (state);
  g_autofree char *edit = stree_inspect_state_dup_edit (state);

  g_variant_builder_open (rows, G_VARIANT_TYPE_VARDICT);
  add_text (rows, "name", state->name);
  add_text (rows, "type", G_VALUE_TYPE_NAME (&state->value));
  add_text (rows, "value", value);
  add_text (rows, "edit", edit);
  g_variant_builder_add (rows, "{sv}", "editable", g_variant_new_boolean (!state->read_only && (edit || state->transient)));
  g_variant_builder_add (rows, "{sv}", "reads", g_variant_new_uint32 (state->readers ? state->readers->len : 0));
  g_variant_builder_close (rows);
}

static GVariant *
list_states (StreeNode *node)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new ();
  GVariantBuilder       rows;

  for (StreeState *state = node->extra ? node->extra->states : NULL; state; state = state->next)
    g_ptr_array_insert (states, 0, state); /* in the order in which they were asked for first */
  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < states->len; i++)
    add_state (&rows, states->pdata[i]);
  return g_variant_builder_end (&rows);
}

GVariant *
stree_inspect_globals (StreeSession *session)
{
  g_auto (GStrv)  keys = stree_session_list_keys (session);
  GVariantBuilder rows;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; keys[i]; i++)
    add_state (&rows, g_hash_table_lookup (session->globals, keys[i]));
  return g_variant_builder_end (&rows);
}

StreeState *
stree_inspect_find_state (StreeNode *node, const char *name)
{
  for (StreeState *state = node->extra ? node->extra->states : NULL; state; state = state->next)
    if (strcmp (state->name, name) == 0)
      return state;
  return NULL;
}

/* --- why, and how long --- */

static GVariant *
list_changes (const StreeTraceNode *record)
{
  GVariantBuilder rows;

  g_variant_builder_init (&rows, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; record && record->changes && i < record->changes->len; i++)
    {
      const StreeTraceChange *change = record->changes->pdata[i];

      g_variant_builder_open (&rows, G_VARIANT_TYPE_VARDICT);
      add_text (&rows, "what", change->what);
      add_text (&rows, "before", change->before);
      add_text (&rows, "now", change->now);
      g_variant_builder_add (&rows, "{sv}", "has_before", g_variant_new_boolean (change->before != NULL));
      g_variant_builder_close (&rows);
    }
  return g_variant_builder_end (&rows);
}

static void
add_trace (GVariantBuilder *row, StreeNode *node)
{
  StreeMount           *mount = stree_node_get_mount (node);
  const StreeTraceNode *record = mount && mount->trace ? stree_trace_peek (mount->trace, node) : NULL;

  g_variant_builder_add (row, "{sv}", "changes", list_changes (record));
  g_variant_builder_add (row, "{sv}", "run", g_variant_new_uint32 (mount ? mount->run : 0));
  g_variant_builder_add (row, "{sv}", "mounted", g_variant_new_uint32 (record ? record->mounted : 0));
  g_variant_builder_add (row, "{sv}", "updated", g_variant_new_uint32 (record ? record->updated : 0));
  g_variant_builder_add (row, "{sv}", "n_updates", g_variant_new_uint32 (record ? record->n_updates : 0));
  g_variant_builder_add (row, "{sv}", "n_reruns", g_variant_new_uint32 (record ? record->times.n_reruns : 0));
  g_variant_builder_add (row, "{sv}", "rerun", g_variant_new_int64 (record ? record->times.last[STREE_TRACE_RERUN] : 0));
  g_variant_builder_add (row, "{sv}", "diff", g_variant_new_int64 (record ? record->times.last[STREE_TRACE_DIFF] : 0));
  g_variant_builder_add (row, "{sv}", "apply", g_variant_new_int64 (record ? record->times.last[STREE_TRACE_APPLY] : 0));
  g_variant_builder_add (row, "{sv}", "total", g_variant_new_int64 (record ? record->times.total[STREE_TRACE_RERUN] : 0));
}

GVariant *
stree_inspect_node (StreeNode *node)
{
  const StreeElement *element = node->element;
  GVariantBuilder     row;
  g_autofree char    *path = stree_node_dup_path (node);
  g_autofree char    *label = stree_inspect_node_dup_label (node);
  const char         *file = NULL;
  guint               line = 0;

  g_return_val_if_fail (!(node->flags & STREE_NODE_DEAD), NULL);
  stree_element_get_source (element, &file, &line);
  g_variant_builder_init (&row, G_VARIANT_TYPE_VARDICT);
  add_text (&row, "path", path);
  add_text (&row, "kind", element->kind->name);
  g_variant_builder_add (&row, "{sv}", "component",
                         g_variant_new_boolean ((element->kind->flags & STREE_KIND_COMPONENT) != 0));
  add_text (&row, "key", element->key);
  add_text (&row, "label", label);
  add_text (&row, "file", file);
  g_variant_builder_add (&row, "{sv}", "line", g_variant_new_uint32 (line));
  g_variant_builder_add (&row, "{sv}", "props", list_props (element, FALSE));
  g_variant_builder_add (&row, "{sv}", "handlers", list_props (element, TRUE));
  g_variant_builder_add (&row, "{sv}", "states", list_states (node));
  add_trace (&row, node);
  return g_variant_builder_end (&row);
}

/* --- finding --- */

static StreeNode *
find_below (StreeNode *node, const char *path)
{
  for (StreeNode *child = node->first; child; child = child->next)
    {
      g_autofree char *own = stree_node_dup_path (child);
      gsize            length = strlen (own);
      StreeNode       *found;

      if (strncmp (own, path, length) != 0 || (path[length] != '\0' && path[length] != '.'))
        continue;
      if (path[length] == '\0')
        return child;
      found = find_below (child, path);
      if (found)
        return found;
    }
  return NULL;
}

StreeNode *
stree_inspect_find (StreeSession *session, const char *path)
{
  for (guint i = 0; i < session->mounts->len; i++)
    {
      StreeMount *mount = session->mounts->pdata[i];
      StreeNode  *found = find_below (mount->root, path);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
has_text (StreeNode *node, const char *folded)
{
  g_autofree char *label = stree_inspect_node_dup_label (node);
  const char      *texts[] = { node->element->kind->name, node->element->key, label };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *own = texts[i] ? g_utf8_casefold (texts[i], -1) : NULL;

      if (own && strstr (own, folded))
        return TRUE;
    }
  return FALSE;
}

StreeNode *
stree_inspect_search (StreeMount *mount, StreeNode *from, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  StreeNode       *start = from && stree_node_get_mount (from) == mount ? from : mount->root;
  StreeNode       *node = start;

  do
    {
      node = stree_node_next_in (node, mount->root);
      if (!node)
        node = mount->root;
      if (node != mount->root && has_text (node, folded))
        return node;
    }
  while (node != start);
  return NULL;
}
