/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A tree as JSON, as text and as a Mermaid flowchart; all of it from the prop tables. */

#include "core/stree-boundary-private.h"
#include "core/stree-dump-private.h"

#include <math.h>

#include "codegen/stree-codegen-private.h"
#include "core/stree-component-private.h"
#include "core/stree-dispatch-private.h"
#include "core/stree-load-private.h"
#include "core/stree-portals-private.h"

/* --- walking: elements as they are, or nodes with components expanded --- */

typedef struct
{
  StreeElement *element;
  StreeNode    *node; /* NULL: elements only */
  gboolean      fold; /* of nodes: what is in a component below this one is left out, as it is of elements */
} Item;

typedef void (*ItemFunc) (Item item, gpointer data);

static void
for_each_child (Item item, ItemFunc func, gpointer data)
{
  if (item.node)
    {
      if (item.fold && item.node->parent && item.node->parent->parent && (item.element->kind->flags & STREE_KIND_COMPONENT))
        return;
      /* What failed is kept, but it is not what is shown. */
      for (StreeNode *child = item.node->first; child; child = child->next)
        if (!(child->flags & STREE_NODE_DETACHED))
          func ((Item){ child->element, child, item.fold }, data);
      return;
    }
  if (item.element->kind->flags & STREE_KIND_BOUNDARY)
    {
      StreeElement *child = stree_boundary_child (item.element);

      if (child)
        func ((Item){ child, NULL, FALSE }, data);
      return;
    }
  for (guint i = 0; i < item.element->n_children; i++)
    if (item.element->children[i])
      func ((Item){ item.element->children[i], NULL, FALSE }, data);
}

/* --- JSON --- */

typedef struct
{
  JsonBuilder   *builder;
  StreeRenderer *renderer; /* NULL: elements only */
} JsonDump;

static void dump_json (Item item, gpointer data);

void
stree_dump_add_value (JsonBuilder *builder, const GValue *value)
{
  if (G_VALUE_HOLDS_STRING (value))
    json_builder_add_string_value (builder, g_value_get_string (value));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    json_builder_add_boolean_value (builder, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_INT (value))
    json_builder_add_int_value (builder, g_value_get_int (value));
  else if (G_VALUE_HOLDS_INT64 (value))
    json_builder_add_int_value (builder, g_value_get_int64 (value));
  else if (G_VALUE_HOLDS_DOUBLE (value) && !isfinite (g_value_get_double (value)))
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE]; /* JSON has no such numbers */

      json_builder_add_string_value (builder, g_ascii_dtostr (number, sizeof number, g_value_get_double (value)));
    }
  else if (G_VALUE_HOLDS_DOUBLE (value))
    json_builder_add_double_value (builder, g_value_get_double (value));
  else if (G_VALUE_HOLDS_ENUM (value))
    {
      g_autoptr (GEnumClass) klass = g_type_class_ref (G_VALUE_TYPE (value));
      GEnumValue            *entry = g_enum_get_value (klass, g_value_get_enum (value));

      json_builder_add_string_value (builder, entry ? entry->value_nick : "?");
    }
  else if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    {
      const char *const *strv = g_value_get_boxed (value);

      json_builder_begin_array (builder);
      for (; strv && *strv; strv++)
        json_builder_add_string_value (builder, *strv);
      json_builder_end_array (builder);
    }
  else if (G_VALUE_HOLDS_VARIANT (value) && g_value_get_variant (value))
    json_builder_add_value (builder, json_gvariant_serialize (g_value_get_variant (value)));
  else if (G_VALUE_HOLDS_BOXED (value) && g_value_get_boxed (value) &&
           g_value_type_transformable (G_VALUE_TYPE (value), G_TYPE_STRING))
    {
      g_auto (GValue) text = G_VALUE_INIT; /* the type says how it is written */

      g_value_init (&text, G_TYPE_STRING);
      g_value_transform (value, &text);
      json_builder_add_string_value (builder, g_value_get_string (&text));
    }
  else
    json_builder_add_string_value (builder, G_VALUE_TYPE_NAME (value)); /* what it is; not what is in it */
}

static void
add_props (JsonBuilder *builder, const StreeProp *props, guint n_props, gconstpointer args, gboolean secret)
{
  for (guint i = 0; i < n_props; i++)
    {
      const StreeProp *prop = &props[i];
      g_auto (GValue)  value = G_VALUE_INIT;

      if (!stree_prop_is_set (prop, args) || prop->type == STREE_PROP_POINTER)
        continue;
      if (prop->type == STREE_PROP_HANDLER)
        {
          g_autofree char *name = g_strconcat ("has_", prop->name, NULL);

          json_builder_set_member_name (builder, name);
          json_builder_add_boolean_value (builder, TRUE);
          continue;
        }
      if (prop->type == STREE_PROP_MENU)
        {
          const StreeMenu *menu = &STREE_PROP_CFIELD (StreeMenu, args, prop->offset);

          json_builder_set_member_name (builder, prop->name);
          json_builder_begin_array (builder);
          for (guint k = 0; k < menu->n_items; k++)
            json_builder_add_string_value (builder, menu->items[k].label);
          json_builder_end_array (builder);
          continue;
        }
      if (prop->type == STREE_PROP_ELEMENT) /* shown as a child, where it is one */
        continue;
      if (!stree_prop_get (prop, args, &value))
        continue;
      json_builder_set_member_name (builder, prop->name);
      if (secret && prop->type == STREE_PROP_VALUE)
        json_builder_add_string_value (builder, "[REDACTED]");
      else
        stree_dump_add_value (builder, &value);
    }
}

gboolean
stree_element_is_secret (const StreeElement *element)
{
  const StreeProp *prop;

  if (!(element->kind->flags & STREE_KIND_SECRET))
    return FALSE;
  prop = stree_kind_find_prop (element->kind, "password");
  return prop && STREE_PROP_CFIELD (gboolean, stree_element_get_args (element), prop->offset);
}

static void
count_child (Item item, gpointer data)
{
  (void) item;
  ++*(guint *) data;
}

static void
add_component (JsonBuilder *builder, const StreeElement *element)
{
  const StreeComponentCall *call = stree_component_call (element);

  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, element->kind->name);
  if (call->type && call->props)
    {
      json_builder_set_member_name (builder, "args");
      json_builder_begin_object (builder);
      add_props (builder, call->type->props, call->type->n_props, call->props, FALSE);
      json_builder_end_object (builder);
    }
}

static void
dump_json (Item item, gpointer data)
{
  JsonDump           *dump = data;
  JsonBuilder        *builder = dump->builder;
  const StreeElement *element = item.element;
  const StreeKind    *kind = element->kind;
  gboolean            secret = stree_element_is_secret (element);
  guint               n_children = 0;
  StreeValue          live;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, kind->flags & STREE_KIND_COMPONENT ? "ComponentCall" : kind->name);
  if (element->key)
    {
      json_builder_set_member_name (builder, "key");
      json_builder_add_string_value (builder, element->key);
    }
  if (kind->flags & STREE_KIND_COMPONENT)
    add_component (builder, element);
  add_props (builder, kind->props, kind->n_props, stree_element_get_args (element), secret);
  if (element->common)
    add_props (builder, stree_common_plan ()->props, stree_common_plan ()->n_props, element->common, FALSE);
  if (kind->dup_text)
    {
      g_autofree char *text = kind->dup_text (stree_element_get_args (element));

      json_builder_set_member_name (builder, "text");
      json_builder_add_string_value (builder, text);
    }
  if (item.node && dump->renderer && kind->value && !secret && dump->renderer->klass->read &&
      dump->renderer->klass->read (dump->renderer, item.node, &live))
    {
      g_auto (GValue) value = G_VALUE_INIT;

      if (stree_value_to_gvalue (&live, &value))
        {
          json_builder_set_member_name (builder, "shown");
          stree_dump_add_value (builder, &value);
        }
    }
  if (item.node && stree_node_get_load (item.node) != STREE_LOAD_NONE)
    {
      json_builder_set_member_name (builder, "status");
      json_builder_add_string_value (builder, stree_load_state_get_nick (stree_node_get_load (item.node)));
      if (stree_node_get_load_message (item.node))
        {
          json_builder_set_member_name (builder, "problem");
          json_builder_add_string_value (builder, stree_node_get_load_message (item.node));
        }
    }
  if (item.node && (kind->flags & (STREE_KIND_PORTAL | STREE_KIND_PORTAL_MOUNT)))
    stree_portal_dump (item.node, builder);
  if (item.node && dump->renderer && kind->dump)
    kind->dump (item.node, dump->renderer, builder);
  for_each_child (item, count_child, &n_children);
  if (n_children > 0 || (kind->flags & STREE_KIND_CONTAINER))
    {
      json_builder_set_member_name (builder, "children");
      json_builder_begin_array (builder);
      for_each_child (item, dump_json, data);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static JsonNode *
to_json (Item item, StreeRenderer *renderer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  JsonDump                dump = { builder, renderer };

  dump_json (item, &dump);
  return json_builder_get_root (builder);
}

/* --- text: a line for each node, two spaces a level --- */

typedef struct
{
  GString *text;
  guint    depth;
} TextDump;

/* On one line, and to be told from what is around it. */
static void
append_quoted (GString *text, const char *value)
{
  g_string_append_c (text, '\'');
  for (const char *p = value; *p; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (text, '\\');
      if (*p == '\n' || *p == '\r')
        g_string_append (text, *p == '\n' ? "\\n" : "\\r");
      else
        g_string_append_c (text, *p);
    }
  g_string_append_c (text, '\'');
}

static void
dump_text (Item item, gpointer data)
{
  TextDump           *dump = data;
  const StreeElement *element = item.element;
  const StreeKind    *kind = element->kind;

  for (guint i = 0; i < dump->depth; i++)
    g_string_append (dump->text, "  ");
  g_string_append (dump->text, kind->name);
  if (element->key)
    {
      g_string_append (dump->text, " key=");
      append_quoted (dump->text, element->key);
    }
  if (kind->dup_text)
    {
      g_autofree char *text = kind->dup_text (stree_element_get_args (element));

      if (text)
        {
          g_string_append (dump->text, ": text=");
          append_quoted (dump->text, text);
        }
    }
  else if (kind->label)
    {
      const char *label = STREE_PROP_CFIELD (char *, stree_element_get_args (element), kind->label->offset);

      if (label)
        {
          g_string_append_printf (dump->text, ": %s=", kind->label->name);
          append_quoted (dump->text, label);
        }
    }
  if (item.node && stree_node_get_load (item.node) != STREE_LOAD_NONE)
    g_string_append_printf (dump->text, " (%s)", stree_load_state_get_nick (stree_node_get_load (item.node)));
  g_string_append_c (dump->text, '\n');
  dump->depth++;
  for_each_child (item, dump_text, dump);
  dump->depth--;
}

static char *
to_text (Item item)
{
  TextDump dump = { g_string_new (NULL), 0 };

  dump_text (item, &dump);
  return g_string_free (dump.text, FALSE);
}

/* --- graphs: Mermaid, and the dot of Graphviz --- */

typedef struct
{
  GString *text;
  guint    n;
  guint    parent;
  gboolean dot;
} GraphDump;

static void
append_mermaid (GString *text, const char *label)
{
  for (const char *p = label; *p; p++)
    if (*p == '"')
      g_string_append (text, "#quot;");
    else if (*p == '#')
      g_string_append (text, "#35;");
    else if (*p == '<' || *p == '>' || *p == '&') /* labels are HTML */
      g_string_append (text, *p == '<' ? "#lt;" : *p == '>' ? "#gt;" : "#amp;");
    else if (*p == '\n' || *p == '\r')
      g_string_append_c (text, ' ');
    else
      g_string_append_c (text, *p);
}

static void
append_dot (GString *text, const char *label)
{
  for (const char *p = label; *p; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *p == '\n' || *p == '\r' ? ' ' : *p);
    }
}

static void
dump_graph (Item item, gpointer data)
{
  GraphDump       *dump = data;
  const char      *kind = item.element->kind->name;
  const char      *key = item.element->key;
  g_autofree char *label = key ? g_strdup_printf ("%s | k='%s'", kind, key) : g_strdup (kind);
  guint            me = dump->n++;
  guint            parent = dump->parent;

  g_string_append_printf (dump->text, dump->dot ? "  n%u [label=\"" : "  n%u[\"", me);
  if (dump->dot)
    append_dot (dump->text, label);
  else
    append_mermaid (dump->text, label);
  g_string_append (dump->text, dump->dot ? "\"];\n" : "\"]\n");
  if (me > 0)
    g_string_append_printf (dump->text, dump->dot ? "  n%u -> n%u;\n" : "  n%u --> n%u\n", parent, me);
  dump->parent = me;
  for_each_child (item, dump_graph, dump);
  dump->parent = parent;
}

static char *
to_mermaid (Item item)
{
  GraphDump dump = { g_string_new ("flowchart TD\n"), 0, 0, FALSE };

  dump_graph (item, &dump);
  return g_string_free (dump.text, FALSE);
}

static char *
to_dot (Item item)
{
  GraphDump dump = { g_string_new ("digraph tree {\n  node [shape=box];\n"), 0, 0, TRUE };

  dump_graph (item, &dump);
  g_string_append (dump.text, "}\n");
  return g_string_free (dump.text, FALSE);
}

/* --- how many of each kind --- */

void
stree_kinds_count (GHashTable *counts, const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name));

  g_hash_table_insert (counts, (char *) name, GUINT_TO_POINTER (n + 1));
}

GVariant *
stree_kinds_summarize (GHashTable *counts)
{
  g_autoptr (GList) names = NULL;
  GVariantBuilder   builder;

  names = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{su}"));
  for (GList *l = names; l; l = l->next)
    g_variant_builder_add (&builder, "{su}", l->data, GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data)));
  return g_variant_builder_end (&builder);
}

static void
count_kinds (Item item, gpointer data)
{
  stree_kinds_count (data, item.element->kind->flags & STREE_KIND_COMPONENT ? "ComponentCall" : item.element->kind->name);
  for_each_child (item, count_kinds, data);
}

static GVariant *
summarize (Item item)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);

  count_kinds (item, counts);
  return stree_kinds_summarize (counts);
}

/* --- public --- */

/**
 * stree_element_dump_json:
 * @element: an element
 *
 * A tree as JSON: objects with `kind`, `key`, the props that are set, and `children`. Handlers show as `has_on_click`;
 * the text of a password is left out; components are not run.
 *
 * Returns: (transfer full): the tree
 *
 * Since: 1.0
 */
JsonNode *
stree_element_dump_json (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, NULL);
  return to_json ((Item){ element, NULL, FALSE }, NULL);
}

/**
 * stree_element_dump_text:
 * @element: an element
 *
 * A tree as text: a line for each element, two spaces a level, `Kind key='k': label='...'`.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
stree_element_dump_text (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, NULL);
  return to_text ((Item){ element, NULL, FALSE });
}

/**
 * stree_element_dump_mermaid:
 * @element: an element
 *
 * A tree as a Mermaid flowchart.
 *
 * Returns: (transfer full): the flowchart
 *
 * Since: 1.0
 */
char *
stree_element_dump_mermaid (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, NULL);
  return to_mermaid ((Item){ element, NULL, FALSE });
}

/**
 * stree_element_summarize_kinds:
 * @element: an element
 *
 * How many elements of each kind a tree has.
 *
 * Returns: (transfer floating): an `a{su}`, sorted by kind
 *
 * Since: 1.0
 */
GVariant *
stree_element_summarize_kinds (StreeElement *element)
{
  g_return_val_if_fail (element != NULL, NULL);
  return summarize ((Item){ element, NULL, FALSE });
}

JsonNode *
stree_node_dump_json (StreeNode *node, StreeRenderer *renderer)
{
  return to_json ((Item){ node->element, node, FALSE }, renderer);
}

char *
stree_node_dump_text (StreeNode *node)
{
  return to_text ((Item){ node->element, node, FALSE });
}

char *
stree_node_dump_mermaid (StreeNode *node)
{
  return to_mermaid ((Item){ node->element, node, FALSE });
}

char *
stree_node_dump (StreeNode *node, StreeRenderer *renderer, StreeDumpFormat format, gboolean expand)
{
  Item                 item = { node->element, node, !expand };
  g_autoptr (JsonNode) json = NULL;

  switch (format)
    {
    case STREE_DUMP_JSON:
      json = to_json (item, renderer);
      return json_to_string (json, TRUE);
    case STREE_DUMP_MERMAID:
      return to_mermaid (item);
    case STREE_DUMP_DOT:
      return to_dot (item);
    case STREE_DUMP_C:
      return stree_codegen_c (node, renderer, expand);
    case STREE_DUMP_UI:
      return stree_codegen_ui (node, renderer, expand);
    case STREE_DUMP_TEXT:
    default:
      return to_text (item);
    }
}

GVariant *
stree_node_summarize_kinds (StreeNode *node, gboolean expand)
{
  return summarize ((Item){ node->element, node, !expand });
}

GType
stree_dump_format_get_type (void)
{
  static const GEnumValue values[] = {
    { STREE_DUMP_TEXT, "STREE_DUMP_TEXT", "text" },
    { STREE_DUMP_JSON, "STREE_DUMP_JSON", "json" },
    { STREE_DUMP_MERMAID, "STREE_DUMP_MERMAID", "mermaid" },
    { STREE_DUMP_DOT, "STREE_DUMP_DOT", "dot" },
    { STREE_DUMP_C, "STREE_DUMP_C", "c" },
    { STREE_DUMP_UI, "STREE_DUMP_UI", "ui" },
    { 0, NULL, NULL },
  };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("StreeDumpFormat", values));
  return type;
}
