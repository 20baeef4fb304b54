/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-grid-selection-private.h"

struct _StreeGridSelection
{
  GObject           parent_instance;
  StreeGridModel   *model; /* owned */
  StreeGridRowsMode mode;
  guint             near_first;
  guint             near_end;
  guint             told_first; /* outside of these, rows may not look as they are */
  guint             told_end;
};

static guint
selection_get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (STREE_GRID_SELECTION (list)->model));
}

static gpointer
selection_get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (STREE_GRID_SELECTION (list)->model), position);
}

static GType
selection_get_item_type (GListModel *list)
{
  (void) list;
  return STREE_TYPE_GRID_ROW;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = selection_get_item_type;
  iface->get_n_items = selection_get_n_items;
  iface->get_item = selection_get_item;
}

static gboolean
selection_is_selected (GtkSelectionModel *model, guint position)
{
  return stree_ranges_contains (stree_grid_model_get_selected (STREE_GRID_SELECTION (model)->model), position);
}

static GtkBitset *
selection_get_in_range (GtkSelectionModel *model, guint position, guint n)
{
  const StreeRanges *selected = stree_grid_model_get_selected (STREE_GRID_SELECTION (model)->model);
  GtkBitset         *bits = gtk_bitset_new_empty ();
  guint64            end = (guint64) position + n;
  StreeRange         range;

  for (guint64 at = position; stree_ranges_find (selected, at, &range) && range.first < end; at = range.end)
    {
      guint64 first = MAX (range.first, position);

      gtk_bitset_add_range (bits, (guint) first, (guint) (MIN (range.end, end) - first));
    }
  return bits;
}

static gboolean
selection_select_range (GtkSelectionModel *model, guint position, guint n, gboolean unselect_rest)
{
  StreeGridSelection *self = STREE_GRID_SELECTION (model);

  switch (self->mode)
    {
    case STREE_GRID_ROWS_SINGLE:
      /* The last of them, as GtkSingleSelection has it. */
      if (n > 0)
        stree_grid_model_select (self->model, position + n - 1, 1, TRUE);
      return TRUE;
    case STREE_GRID_ROWS_MULTIPLE:
      stree_grid_model_select (self->model, position, n, unselect_rest);
      return TRUE;
    case STREE_GRID_ROWS_NONE:
    default:
      return FALSE;
    }
}

static gboolean
selection_unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  StreeGridSelection *self = STREE_GRID_SELECTION (model);

  if (self->mode == STREE_GRID_ROWS_NONE)
    return FALSE;
  stree_grid_model_unselect (self->model, position, n);
  return TRUE;
}

static gboolean
selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return selection_select_range (model, position, 1, unselect_rest);
}

static gboolean
selection_unselect_item (GtkSelectionModel *model, guint position)
{
  return selection_unselect_range (model, position, 1);
}

static gboolean
selection_select_all (GtkSelectionModel *model)
{
  StreeGridSelection *self = STREE_GRID_SELECTION (model);

  if (self->mode != STREE_GRID_ROWS_MULTIPLE)
    return FALSE;
  stree_grid_model_select (self->model, 0, G_MAXUINT, TRUE);
  return TRUE;
}

static gboolean
selection_unselect_all (GtkSelectionModel *model)
{
  return selection_unselect_range (model, 0, G_MAXUINT);
}

static gboolean
selection_set (GtkSelectionModel *model, GtkBitset *bits, GtkBitset *mask)
{
  StreeGridSelection *self = STREE_GRID_SELECTION (model);
  StreeRanges         selected;
  GtkBitsetIter       iter;
  guint               position;

  if (self->mode == STREE_GRID_ROWS_NONE)
    return FALSE;
  if (self->mode == STREE_GRID_ROWS_SINGLE)
    {
      g_autoptr (GtkBitset) both = gtk_bitset_copy (bits);

      gtk_bitset_intersect (both, mask);
      if (!gtk_bitset_is_empty (both))
        stree_grid_model_select (self->model, gtk_bitset_get_maximum (both), 1, TRUE);
      return TRUE;
    }
  stree_ranges_init (&selected);
  stree_ranges_copy (&selected, stree_grid_model_get_selected (self->model));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    if (gtk_bitset_contains (bits, position))
      stree_ranges_add (&selected, position, 1);
    else
      stree_ranges_remove (&selected, position, 1);
  stree_grid_model_set_selected (self->model, &selected);
  stree_ranges_clear (&selected);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = selection_is_selected;
  iface->get_selection_in_range = selection_get_in_range;
  iface->select_item = selection_select_item;
  iface->unselect_item = selection_unselect_item;
  iface->select_range = selection_select_range;
  iface->unselect_range = selection_unselect_range;
  iface->select_all = selection_select_all;
  iface->unselect_all = selection_unselect_all;
  iface->set_selection = selection_set;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StreeGridSelection, stree_grid_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
tell (StreeGridSelection *self, guint first, guint end)
{
  if (end > first)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, end - first);
}

/* GTK looks at the rows near the screen that it was not told of since they changed. */
static void
tell_near (StreeGridSelection *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self));
  guint first = MIN (self->near_first, n);
  guint end = MIN (self->near_end, n);
  guint told_first = self->told_first;
  guint told_end = self->told_end;

  if (end <= told_first || first >= told_end)
    {
      self->told_first = first;
      self->told_end = end;
      tell (self, first, end);
      return;
    }
  self->told_first = MIN (first, told_first);
  self->told_end = MAX (end, told_end);
  tell (self, first, told_first);
  tell (self, told_end, end);
}

/* Rows that come and go: the same of this list. Those after them are others than were told of. */
static void
items_changed_cb (StreeGridSelection *self, guint position, guint removed, guint added)
{
  if (self->told_first > 0 || self->told_end < G_MAXUINT)
    self->told_first = self->told_end = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
selection_cb (StreeGridSelection *self)
{
  self->told_first = self->told_end = 0;
  tell_near (self);
}

void
stree_grid_selection_set_near (StreeGridSelection *self, guint first, guint end)
{
  self->near_first = first;
  self->near_end = end;
  tell_near (self);
}

static void
stree_grid_selection_finalize (GObject *object)
{
  g_object_unref (STREE_GRID_SELECTION (object)->model);
  G_OBJECT_CLASS (stree_grid_selection_parent_class)->finalize (object);
}

static void
stree_grid_selection_class_init (StreeGridSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_grid_selection_finalize;
}

static void
stree_grid_selection_init (StreeGridSelection *self)
{
  self->near_end = G_MAXUINT;
  self->told_end = G_MAXUINT;
}

StreeGridSelection *
stree_grid_selection_new (StreeGridModel *model)
{
  StreeGridSelection *self = g_object_new (STREE_TYPE_GRID_SELECTION, NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "selection", G_CALLBACK (selection_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
stree_grid_selection_set_mode (StreeGridSelection *self, StreeGridRowsMode mode)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self));

  if (self->mode == mode)
    return;
  self->mode = mode;
  if (mode == STREE_GRID_ROWS_NONE)
    stree_grid_model_unselect (self->model, 0, G_MAXUINT);
  else if (mode == STREE_GRID_ROWS_SINGLE && stree_ranges_count (stree_grid_model_get_selected (self->model)) > 1)
    stree_grid_model_unselect (self->model, 0, n_rows);
}
