/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "data/stree-frame-model-private.h"

/* --- a row --- */

struct _StreeFrameRow
{
  GObject parent_instance;
  guint   index;
};

G_DEFINE_FINAL_TYPE (StreeFrameRow, stree_frame_row, G_TYPE_OBJECT)

static guint n_rows_alive;

static void
stree_frame_row_finalize (GObject *object)
{
  n_rows_alive--;
  G_OBJECT_CLASS (stree_frame_row_parent_class)->finalize (object);
}

static void
stree_frame_row_class_init (StreeFrameRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_frame_row_finalize;
}

static void
stree_frame_row_init (StreeFrameRow *self)
{
  (void) self;
  n_rows_alive++;
}

guint
stree_frame_row_get_index (StreeFrameRow *self)
{
  return self->index;
}

guint
stree_frame_row_count (void)
{
  return n_rows_alive;
}

/* --- the list --- */

struct _StreeFrameModel
{
  GObject     parent_instance;
  StreeFrame *frame;  /* owned; NULL: no rows */
  guint       n_rows; /* those of the frame, but for the middle of a change */
};

static guint replaced_signal;

static GType
stree_frame_model_get_item_type (GListModel *list)
{
  (void) list;
  return STREE_TYPE_FRAME_ROW;
}

static guint
stree_frame_model_get_n_items (GListModel *list)
{
  return STREE_FRAME_MODEL (list)->n_rows;
}

static gpointer
stree_frame_model_get_item (GListModel *list, guint position)
{
  StreeFrameModel *self = STREE_FRAME_MODEL (list);
  StreeFrameRow   *row;

  if (position >= self->n_rows)
    return NULL;
  row = g_object_new (STREE_TYPE_FRAME_ROW, NULL);
  row->index = position;
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = stree_frame_model_get_item_type;
  iface->get_n_items = stree_frame_model_get_n_items;
  iface->get_item = stree_frame_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeFrameModel, stree_frame_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
stree_frame_model_finalize (GObject *object)
{
  g_clear_pointer (&STREE_FRAME_MODEL (object)->frame, stree_frame_unref);
  G_OBJECT_CLASS (stree_frame_model_parent_class)->finalize (object);
}

static void
stree_frame_model_class_init (StreeFrameModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_frame_model_finalize;
  replaced_signal = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
stree_frame_model_init (StreeFrameModel *self)
{
  (void) self;
}

StreeFrameModel *
stree_frame_model_new (void)
{
  return g_object_new (STREE_TYPE_FRAME_MODEL, NULL);
}

StreeFrame *
stree_frame_model_get_frame (StreeFrameModel *self)
{
  g_return_val_if_fail (STREE_IS_FRAME_MODEL (self), NULL);
  return self->frame;
}

void
stree_frame_model_refresh (StreeFrameModel *self)
{
  g_return_if_fail (STREE_IS_FRAME_MODEL (self));
  if (self->n_rows > 0)
    g_signal_emit (self, replaced_signal, 0);
}

void
stree_frame_model_set_frame (StreeFrameModel *self, StreeFrame *frame)
{
  g_autoptr (StreeFrame) old = NULL;
  guint                  before, after, common;

  g_return_if_fail (STREE_IS_FRAME_MODEL (self));
  if (self->frame == frame)
    return;
  before = self->n_rows;
  after = frame ? stree_frame_get_n_rows (frame) : 0;
  common = MIN (before, after);

  /* At each signal the list is as long as it says, and has the frame for it. */
  self->n_rows = common;
  if (before > common)
    g_list_model_items_changed (G_LIST_MODEL (self), common, before - common, 0);
  old = g_steal_pointer (&self->frame);
  self->frame = frame ? stree_frame_ref (frame) : NULL;
  if (common > 0)
    g_signal_emit (self, replaced_signal, 0);
  self->n_rows = after;
  if (after > common)
    g_list_model_items_changed (G_LIST_MODEL (self), common, 0, after - common);
}

gboolean
stree_frame_same_columns (StreeFrame *a, StreeFrame *b)
{
  guint n = stree_frame_get_n_columns (a);

  if (n != stree_frame_get_n_columns (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (stree_frame_get_column_type (a, i) != stree_frame_get_column_type (b, i) ||
        stree_frame_get_column_decimals (a, i) != stree_frame_get_column_decimals (b, i) ||
        g_strcmp0 (stree_frame_get_column_name (a, i), stree_frame_get_column_name (b, i)) != 0)
      return FALSE;
  return TRUE;
}
