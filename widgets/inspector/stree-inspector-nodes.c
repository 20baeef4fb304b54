/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "inspector/stree-inspector-nodes-private.h"

#include "core/stree-session-private.h"

/* --- a node --- */

struct _StreeInspectorNode
{
  GObject    parent_instance;
  StreeNode *node; /* held: it says when it is dead */
};

G_DEFINE_FINAL_TYPE (StreeInspectorNode, stree_inspector_node, G_TYPE_OBJECT)

static void
stree_inspector_node_finalize (GObject *object)
{
  stree_node_unref (STREE_INSPECTOR_NODE (object)->node);
  G_OBJECT_CLASS (stree_inspector_node_parent_class)->finalize (object);
}

static void
stree_inspector_node_class_init (StreeInspectorNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_inspector_node_finalize;
}

static void
stree_inspector_node_init (StreeInspectorNode *self)
{
  (void) self;
}

StreeNode *
stree_inspector_node_get (StreeInspectorNode *self)
{
  return self->node->flags & STREE_NODE_DEAD ? NULL : self->node;
}

/* --- nodes side by side --- */

struct _StreeInspectorNodes
{
  GObject       parent_instance;
  GPtrArray    *all;     /* held; of models, borrowed */
  StreeSession *session; /* owned; of the roots, else NULL */
  StreeNode    *parent;  /* held; NULL: the roots */
  GPtrArray    *nodes;   /* StreeNode, held */
  GPtrArray    *items;   /* StreeInspectorNode, owned; NULL: nobody has asked for it */
};

static void stree_inspector_nodes_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeInspectorNodes,
                               stree_inspector_nodes,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, stree_inspector_nodes_list_model_init))

static void
object_free (gpointer object)
{
  if (object)
    g_object_unref (object);
}

static void
node_free (gpointer node)
{
  stree_node_unref (node);
}

static void
stree_inspector_nodes_finalize (GObject *object)
{
  StreeInspectorNodes *self = STREE_INSPECTOR_NODES (object);

  g_ptr_array_remove (self->all, self);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->items);
  g_clear_object (&self->session);
  g_clear_pointer (&self->parent, stree_node_unref);
  G_OBJECT_CLASS (stree_inspector_nodes_parent_class)->finalize (object);
}

static void
stree_inspector_nodes_class_init (StreeInspectorNodesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_inspector_nodes_finalize;
}

static void
stree_inspector_nodes_init (StreeInspectorNodes *self)
{
  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->items = g_ptr_array_new_with_free_func (object_free);
}

static GType
get_item_type (GListModel *model)
{
  (void) model;
  return STREE_TYPE_INSPECTOR_NODE;
}

static guint
get_n_items (GListModel *model)
{
  return STREE_INSPECTOR_NODES (model)->nodes->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  StreeInspectorNodes *self = STREE_INSPECTOR_NODES (model);
  StreeInspectorNode  *item;

  if (position >= self->nodes->len)
    return NULL;
  item = self->items->pdata[position];
  if (!item)
    {
      item = g_object_new (STREE_TYPE_INSPECTOR_NODE, NULL);
      item->node = stree_node_ref (self->nodes->pdata[position]);
      self->items->pdata[position] = item;
    }
  return g_object_ref (item);
}

static void
stree_inspector_nodes_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
add_children (GPtrArray *nodes, StreeNode *parent)
{
  for (StreeNode *child = parent->first; child; child = child->next)
    g_ptr_array_add (nodes, child);
}

/* What there is now; borrowed. */
static GPtrArray *
list_now (StreeInspectorNodes *self)
{
  GPtrArray *nodes = g_ptr_array_new ();

  if (self->session)
    for (guint i = 0; i < self->session->mounts->len; i++)
      add_children (nodes, ((StreeMount *) self->session->mounts->pdata[i])->root);
  else if (!(self->parent->flags & STREE_NODE_DEAD))
    add_children (nodes, self->parent);
  return nodes;
}

/* What is the same at both ends stays: rows keep what is opened below them. */
static void
refresh (StreeInspectorNodes *self)
{
  g_autoptr (GPtrArray) now = list_now (self);
  guint                 start = 0, old_end = self->nodes->len, new_end = now->len;

  while (start < old_end && start < new_end && self->nodes->pdata[start] == now->pdata[start])
    start++;
  while (old_end > start && new_end > start && self->nodes->pdata[old_end - 1] == now->pdata[new_end - 1])
    old_end--, new_end--;
  if (start == old_end && start == new_end)
    return;
  if (old_end > start)
    {
      g_ptr_array_remove_range (self->nodes, start, old_end - start);
      g_ptr_array_remove_range (self->items, start, old_end - start);
    }
  for (guint i = start; i < new_end; i++)
    {
      g_ptr_array_insert (self->nodes, (int) i, stree_node_ref (now->pdata[i]));
      g_ptr_array_insert (self->items, (int) i, NULL);
    }
  g_list_model_items_changed (G_LIST_MODEL (self), start, old_end - start, new_end - start);
}

StreeInspectorNodes *
stree_inspector_nodes_new (GPtrArray *all, StreeSession *session, StreeNode *parent)
{
  StreeInspectorNodes *self = g_object_new (STREE_TYPE_INSPECTOR_NODES, NULL);

  self->all = g_ptr_array_ref (all);
  if (parent)
    self->parent = stree_node_ref (parent);
  else
    self->session = g_object_ref (session);
  g_ptr_array_add (all, self);
  refresh (self);
  return self;
}

void
stree_inspector_nodes_refresh (GPtrArray *all)
{
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_object_unref);

  /* A model goes when its row does, which may be now. */
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (models, g_object_ref (all->pdata[i]));
  for (guint i = 0; i < models->len; i++)
    refresh (models->pdata[i]);
}

guint
stree_inspector_nodes_find (StreeInspectorNodes *self, StreeNode *node)
{
  guint index;

  return g_ptr_array_find (self->nodes, node, &index) ? index : G_MAXUINT;
}
