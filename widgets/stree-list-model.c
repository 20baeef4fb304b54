/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-list-model-private.h"

#include "core/stree-children-private.h"

/* Rows that go, come or move one by one, at most; what is more is told as one change. GTK keeps the widgets of rows
 * that both sides of one change have, but looks at all rows of the change to find them. */
#define MAX_EDITS 64

struct _StreeListItem
{
  GObject         parent_instance;
  StreeListModel *model; /* borrowed; NULL once the model is gone */
  guint           index;
};

struct _StreeListModel
{
  GObject     parent_instance;
  guint       n;
  GHashTable *live; /* index -> item, borrowed: items leave when they go */

  /* While a change is told in steps: what lies between the common ends at the moment. */
  GArray     *middle; /* guint: the row's index now, or STREE_ROW_NONE. Owned; NULL: rows are where they belong */
  guint       start;
  guint       end; /* the first row behind the middle, by its index now */
};

/* --- items --- */

G_DEFINE_FINAL_TYPE (StreeListItem, stree_list_item, G_TYPE_OBJECT)

static void
stree_list_item_finalize (GObject *object)
{
  StreeListItem *self = STREE_LIST_ITEM (object);

  if (self->model && g_hash_table_lookup (self->model->live, GUINT_TO_POINTER (self->index)) == self)
    g_hash_table_remove (self->model->live, GUINT_TO_POINTER (self->index));
  G_OBJECT_CLASS (stree_list_item_parent_class)->finalize (object);
}

static void
stree_list_item_class_init (StreeListItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_list_item_finalize;
}

static void
stree_list_item_init (StreeListItem *self)
{
  self->index = STREE_ROW_NONE;
}

guint
stree_list_item_get_index (StreeListItem *self)
{
  return self->index;
}

/* --- the model --- */

static GType
get_item_type (GListModel *model)
{
  (void) model;
  return STREE_TYPE_LIST_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return STREE_LIST_MODEL (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  StreeListModel *self = STREE_LIST_MODEL (model);
  StreeListItem  *item;
  guint           index = position;

  if (position >= self->n)
    return NULL;
  if (self->middle && position >= self->start)
    index = position < self->start + self->middle->len ? g_array_index (self->middle, guint, position - self->start)
                                                       : position - self->start - self->middle->len + self->end;

  item = index == STREE_ROW_NONE ? NULL : g_hash_table_lookup (self->live, GUINT_TO_POINTER (index));
  if (item)
    return g_object_ref (item);
  item = g_object_new (STREE_TYPE_LIST_ITEM, NULL);
  item->index = index;
  if (index != STREE_ROW_NONE)
    {
      item->model = self;
      g_hash_table_insert (self->live, GUINT_TO_POINTER (index), item);
    }
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeListModel, stree_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
stree_list_model_finalize (GObject *object)
{
  StreeListModel *self = STREE_LIST_MODEL (object);
  GHashTableIter  iter;
  gpointer        item;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    ((StreeListItem *) item)->model = NULL;
  g_hash_table_unref (self->live);
  G_OBJECT_CLASS (stree_list_model_parent_class)->finalize (object);
}

static void
stree_list_model_class_init (StreeListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_list_model_finalize;
}

static void
stree_list_model_init (StreeListModel *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}

StreeListModel *
stree_list_model_new (guint n_rows)
{
  StreeListModel *self = g_object_new (STREE_TYPE_LIST_MODEL, NULL);

  self->n = n_rows;
  return self;
}

guint
stree_list_model_n_live (StreeListModel *self)
{
  return g_hash_table_size (self->live);
}

/* --- changes --- */

/* Items go with their rows. */
static void
reindex (StreeListModel *self, const StreeRowsChange *change)
{
  GHashTable    *before = self->live;
  GHashTableIter iter;
  gpointer       data;

  self->live = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      StreeListItem *item = data;

      item->index = stree_rows_change_target (change, item->index);
      if (item->index == STREE_ROW_NONE)
        item->model = NULL;
      else
        g_hash_table_insert (self->live, GUINT_TO_POINTER (item->index), item);
    }
  g_hash_table_unref (before);
}

/* Marks the new rows that need not move: as many as there can be, the pinned one among them. */
static guint
find_stable (const StreeRowsChange *change, guint pinned, gboolean *stable)
{
  g_autofree int *source = g_memdup2 (change->source, (change->n_new + 1) * sizeof *source);

  if (pinned >= change->start && pinned - change->start < change->n_old &&
      change->target[pinned - change->start] != STREE_ROW_NONE)
    {
      int   old = (int) (pinned - change->start);
      guint at = change->target[old] - change->start;

      /* What went past it has moved: so that it is in every increasing sequence. */
      for (guint i = 0; i < change->n_new; i++)
        if ((i < at && source[i] > old) || (i > at && source[i] < old))
          source[i] = -1;
    }
  return stree_children_lis (source, change->n_new, stable);
}

static void
tell (StreeListModel *self, guint position, guint removed, guint added)
{
  self->n = self->n - removed + added;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* First what goes or moves is taken out, from the end; then what comes or moved is put in, from the start. In between
 * no row is there twice. */
static void
tell_steps (StreeListModel *self, const StreeRowsChange *change, const gboolean *stable)
{
  g_autoptr (GArray) middle = g_array_sized_new (FALSE, FALSE, sizeof (guint), change->n_old);

  g_array_append_vals (middle, change->target, change->n_old);
  self->start = change->start;
  self->end = change->start + change->n_new;
  self->middle = middle;

  for (guint to = change->n_old; to > 0;)
    {
      guint from = to;

      while (from > 0 && (change->target[from - 1] == STREE_ROW_NONE || !stable[change->target[from - 1] - change->start]))
        from--;
      if (from == to)
        {
          to--;
          continue;
        }
      g_array_remove_range (middle, from, to - from);
      tell (self, change->start + from, to - from, 0);
      to = from;
    }
  for (guint from = 0; from < change->n_new;)
    {
      guint to = from;

      while (to < change->n_new && !stable[to])
        to++;
      if (from == to)
        {
          from++;
          continue;
        }
      for (guint i = from; i < to; i++)
        {
          guint index = change->start + i;

          g_array_insert_val (middle, i, index);
        }
      tell (self, change->start + from, 0, to - from);
      from = to;
    }
  self->middle = NULL;
}

void
stree_list_model_change (StreeListModel *self, const StreeRowsChange *change, guint pinned)
{
  g_autofree gboolean *stable = NULL;
  guint                n_stable;

  reindex (self, change);
  if (change->n_old == 0 || change->n_new == 0)
    {
      tell (self, change->start, change->n_old, change->n_new);
      return;
    }
  stable = g_new (gboolean, change->n_new + 1);
  n_stable = find_stable (change, pinned, stable);
  if (n_stable == 0 || (change->n_old - n_stable) + (change->n_new - n_stable) > MAX_EDITS)
    tell (self, change->start, change->n_old, change->n_new);
  else
    tell_steps (self, change, stable);
}
