/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* List: a GtkListView whose rows are nodes, mounted when GTK binds them.
 *
 * A row that GTK unbinds waits in limbo until the main loop is idle, and its widgets stay where they are: GTK (4.8) unbinds
 * and binds whatever changes its position, and a widget that is taken out loses the focus. A row that is bound again is the
 * same node with the same widgets. What is still in limbo when idle goes, and leaves its state behind. */

#include "stree-gtk-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-virtual-private.h"
#include "elements/stree-list.h"
#include "stree-list-model-private.h"

/* The least height of a list that fills what is there, in pixels. */
#define MIN_HEIGHT 200

typedef struct
{
  StreeNode     *node; /* NULL: it failed */
  GtkWidget     *box;  /* owned: what its hosts are in */
  StreeListItem *item; /* owned */
  GtkListItem   *place; /* borrowed: whose child the box is; NULL: nobody's. It knows the row as "stree-row" */
  guint          run;  /* of the mount: when it was built */
} Row;

typedef struct
{
  StreeNode          *node; /* borrowed: it takes this along when it goes */
  StreeRows          *rows;
  StreeListModel     *model;   /* owned */
  GtkListItemFactory *factory; /* owned */
  GtkWidget          *view;    /* borrowed: it is in the node's widget */
  GHashTable         *bound;   /* GtkListItem (borrowed) -> Row (owned) */
  GHashTable         *limbo;   /* key (owned) -> Row (owned) */
  guint               idle;
  gboolean            updating;
} List;

static List *
list_of (StreeNode *node)
{
  return g_object_get_data (G_OBJECT (node->widget), "stree-list");
}

/* --- rows --- */

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->box);
  g_object_unref (row->item);
  g_free (row);
}

/* Takes the row's widgets out of the list. */
static void
row_leave (Row *row)
{
  if (!row->place)
    return;
  g_object_set_data (G_OBJECT (row->place), "stree-row", NULL);
  gtk_list_item_set_child (row->place, NULL);
  row->place = NULL;
}

static void
row_enter (Row *row, GtkListItem *place)
{
  Row *before = g_object_get_data (G_OBJECT (place), "stree-row");

  if (before == row)
    return;
  if (before)
    row_leave (before);
  row_leave (row);
  row->place = place;
  g_object_set_data (G_OBJECT (place), "stree-row", row);
  gtk_list_item_set_child (place, row->box);
}

static guint
current_run (List *list)
{
  return stree_node_get_mount (list->node)->run;
}

/* Puts what the row shows into its box. What left was removed before. */
static void
row_sync (Row *row)
{
  g_autoptr (GPtrArray) hosts = NULL;
  GtkWidget            *prev = NULL;

  if (!row->node)
    return;
  hosts = g_ptr_array_new ();
  stree_virtual_row_hosts (row->node, hosts);
  for (guint i = 0; i < hosts->len; i++)
    {
      GtkWidget *widget = ((StreeNode *) hosts->pdata[i])->widget;

      if (gtk_widget_get_parent (widget) != row->box)
        gtk_box_insert_child_after (GTK_BOX (row->box), widget, prev);
      else if (gtk_widget_get_prev_sibling (widget) != prev)
        gtk_box_reorder_child_after (GTK_BOX (row->box), widget, prev);
      prev = widget;
    }
}

/* Makes the row equal to what the list says about its index. */
static void
row_build (List *list, Row *row)
{
  guint index = stree_list_item_get_index (row->item);

  /* Data changes from run to run, not in between. */
  if (row->node && row->run == current_run (list) && row->node->slot == index)
    return;
  if (row->node && !stree_virtual_update_row (row->node, index))
    {
      stree_virtual_unmount_row (row->node, FALSE);
      row->node = NULL;
    }
  if (!row->node)
    row->node = stree_virtual_mount_row (list->node, index);
  row->run = current_run (list);
  row_sync (row);
}

static void
row_unmount (Row *row)
{
  row_leave (row);
  if (row->node)
    stree_virtual_unmount_row (row->node, stree_list_item_get_index (row->item) != STREE_ROW_NONE);
  row->node = NULL;
}

/* --- limbo --- */

static void
empty_limbo (List *list)
{
  GHashTableIter iter;
  gpointer       row;

  g_clear_handle_id (&list->idle, g_source_remove);
  g_hash_table_iter_init (&iter, list->limbo);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      row_unmount (row);
      g_hash_table_iter_remove (&iter);
    }
}

static gboolean
idle_cb (gpointer data)
{
  List *list = data;

  list->idle = 0;
  empty_limbo (list);
  return G_SOURCE_REMOVE;
}

static void
send_to_limbo (List *list, Row *row)
{
  const char *key = row->node->element->key;
  Row        *other = g_hash_table_lookup (list->limbo, key);

  if (other)
    row_unmount (other); /* two rows with one key */
  g_hash_table_replace (list->limbo, g_strdup (key), row);
  if (list->idle)
    return;
  list->idle = g_idle_add (idle_cb, list);
  g_source_set_name_by_id (list->idle, "[streamtree] rows out of sight");
}

static void
let_go (List *list, Row *row)
{
  if (row->node)
    {
      send_to_limbo (list, row);
      return;
    }
  row_leave (row);
  row_free (row);
}

static Row *
take_from_limbo (List *list, StreeListItem *item)
{
  char     buffer[16];
  gpointer key, data;
  Row     *row;

  if (!g_hash_table_steal_extended (list->limbo,
                                    stree_virtual_row_key (list->node, stree_list_item_get_index (item), buffer, sizeof buffer),
                                    &key, &data))
    return NULL;
  g_free (key);
  row = data;
  g_set_object (&row->item, item);
  return row;
}

/* GTK (4.8) does not always unbind what it throws away: rows of a change that it finds no use for. They may come again in
 * the same change, or are gone. */
static Row *
take_from_bound (List *list, StreeListItem *item)
{
  GHashTableIter iter;
  gpointer       data;

  g_hash_table_iter_init (&iter, list->bound);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (((Row *) data)->item == item)
      {
        g_hash_table_iter_steal (&iter);
        return data;
      }
  return NULL;
}

static void
drop_unbound (List *list)
{
  GHashTableIter iter;
  gpointer       data;

  g_hash_table_iter_init (&iter, list->bound);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      Row *row = data;

      if (stree_list_item_get_index (row->item) != STREE_ROW_NONE && gtk_widget_is_ancestor (row->box, list->view))
        continue;
      g_hash_table_iter_steal (&iter);
      let_go (list, row);
    }
}

/* --- the factory --- */

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  (void) factory;
  (void) data;
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_activatable (item, FALSE);
  /* From 4.12 on a row has the focus before what is in it does, unless it is told not to. */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (item), "focusable"))
    g_object_set (item, "focusable", FALSE, NULL);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  List          *list = data;
  StreeListItem *item = gtk_list_item_get_item (list_item);
  Row           *row;

  (void) factory;
  if (stree_list_item_get_index (item) == STREE_ROW_NONE)
    return;
  row = take_from_limbo (list, item);
  if (!row)
    row = take_from_bound (list, item);
  if (!row)
    {
      row = g_new0 (Row, 1);
      row->box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, STREE_GTK_SPACING));
      row->item = g_object_ref (item);
    }
  /* Registered first: what is built may lead to what looks at the rows. */
  g_hash_table_replace (list->bound, list_item, row);
  row_build (list, row);
  row_enter (row, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  List    *list = data;
  gpointer stolen;

  (void) factory;
  if (!g_hash_table_steal_extended (list->bound, list_item, NULL, &stolen))
    return;
  let_go (list, stolen);
}

static void
teardown_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  Row *row;

  unbind_cb (factory, list_item, data);
  row = g_object_get_data (G_OBJECT (list_item), "stree-row");
  if (row)
    row_leave (row);
}

/* --- the kind --- */

static void
set_height (StreeNode *node)
{
  const StreeListArgs *args = stree_node_args (node);
  GtkScrolledWindow   *scroller = GTK_SCROLLED_WINDOW (node->widget);
  int                  least = args->height > 0 ? args->height : MIN_HEIGHT;
  int                  most = args->height > 0 ? args->height : -1;

  /* The least may not be more than the most, at no time. */
  gtk_scrolled_window_set_max_content_height (scroller, -1);
  gtk_scrolled_window_set_min_content_height (scroller, least);
  gtk_scrolled_window_set_max_content_height (scroller, most);
  if (!node->element->common || !node->element->common->vexpand)
    gtk_widget_set_vexpand (node->widget, args->height == 0);
}

static void
set_name (List *list)
{
  const StreeCommon *common = list->node->element->common;

  stree_gtk_set_name (list->view, common && common->accessible_label ? common->accessible_label : _ ("List"));
}

static void
list_free (gpointer data)
{
  List *list = data;

  stree_rows_free (list->rows);
  g_hash_table_unref (list->bound);
  g_hash_table_unref (list->limbo);
  g_object_unref (list->model);
  g_object_unref (list->factory);
  g_free (list);
}

static GtkWidget *
list_create (StreeNode *node)
{
  List                    *list = g_new0 (List, 1);
  g_auto (StreeRowsChange) change = { 0 };

  list->node = node;
  list->rows = stree_rows_new ();
  stree_rows_update (list->rows, node, &change);
  list->bound = g_hash_table_new_full (NULL, NULL, NULL, row_free);
  list->limbo = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free);
  list->model = stree_list_model_new (stree_virtual_n_rows (node));
  list->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (list->factory, "setup", G_CALLBACK (setup_cb), list);
  g_signal_connect (list->factory, "bind", G_CALLBACK (bind_cb), list);
  g_signal_connect (list->factory, "unbind", G_CALLBACK (unbind_cb), list);
  g_signal_connect (list->factory, "teardown", G_CALLBACK (teardown_cb), list);

  /* GTK binds rows as soon as view and model know each other: everything else is in place by then. */
  list->view = gtk_list_view_new (NULL, g_object_ref (list->factory));
  node->widget = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (node->widget), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (node->widget), list->view);
  g_object_set_data_full (G_OBJECT (node->widget), "stree-list", list, list_free);
  set_height (node);
  set_name (list);
  {
    g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (list->model)));

    gtk_list_view_set_model (GTK_LIST_VIEW (list->view), GTK_SELECTION_MODEL (selection));
  }
  return node->widget;
}

/* The row that has the keyboard focus. */
static guint
focused_row (List *list)
{
  GtkRoot       *root = gtk_widget_get_root (list->view);
  GtkWidget     *focus = root ? gtk_root_get_focus (root) : NULL;
  GHashTableIter iter;
  gpointer       data;

  if (!focus || !gtk_widget_is_ancestor (focus, list->view))
    return STREE_ROW_NONE;
  g_hash_table_iter_init (&iter, list->bound);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (gtk_widget_is_ancestor (focus, ((Row *) data)->box))
      return stree_list_item_get_index (((Row *) data)->item);
  return STREE_ROW_NONE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  guint index_a = stree_list_item_get_index ((*(Row *const *) a)->item);
  guint index_b = stree_list_item_get_index ((*(Row *const *) b)->item);

  return index_a < index_b ? -1 : index_a > index_b;
}

/* Rows that were bound in this run are as they should be. */
static void
build_rows (List *list)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint                 run = current_run (list);
  GHashTableIter        iter;
  gpointer              data;

  g_hash_table_iter_init (&iter, list->bound);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (((Row *) data)->run != run && stree_list_item_get_index (((Row *) data)->item) != STREE_ROW_NONE)
      g_ptr_array_add (rows, data);
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    row_build (list, rows->pdata[i]);
}

static void
list_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  List                    *list = list_of (node);
  g_auto (StreeRowsChange) change = { 0 };

  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeListArgs, height))
    set_height (node);
  set_name (list);
  empty_limbo (list);
  list->updating = TRUE;
  if (stree_rows_update (list->rows, node, &change))
    {
      guint pinned = focused_row (list);

      stree_list_model_change (list->model, &change, pinned);
    }
  drop_unbound (list);
  build_rows (list);
  stree_virtual_sort_rows (node);
  list->updating = FALSE;
}

static void
list_remove (StreeNode *node, StreeNode *child)
{
  GtkWidget *box = gtk_widget_get_parent (child->widget);

  (void) node;
  if (box)
    gtk_box_remove (GTK_BOX (box), child->widget);
}

static void
list_arrange (StreeNode *node)
{
  List          *list = list_of (node);
  GHashTableIter iter;
  gpointer       row;

  if (!list || list->updating)
    return; /* each row is arranged as it is built */
  g_hash_table_iter_init (&iter, list->bound);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    row_sync (row);
}

static void
list_destroy (StreeNode *node)
{
  List *list = list_of (node);

  /* The rows' nodes are gone already: from here on GTK must not ask for rows. */
  g_signal_handlers_disconnect_by_data (list->factory, list);
  g_clear_handle_id (&list->idle, g_source_remove);
  g_object_set_data (G_OBJECT (node->widget), "stree-list", NULL);
}

extern const StreeGtkKind stree_gtk_list;
const StreeGtkKind stree_gtk_list = {
  .kind = "List",
  .create = list_create,
  .update = list_update,
  .remove = list_remove,
  .arrange = list_arrange,
  .destroy = list_destroy,
};
