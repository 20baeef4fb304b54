/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stree-gtk-private.h"

#include "elements/stree-tab.h"
#include "elements/stree-tabs.h"

extern StreeKind stree_tab_kind;

/* What a notebook remembers besides its pages. */
typedef struct
{
  int      wanted;  /* the page that was declared and may still be on its way; -1: none */
  guint    run;     /* in this run of the mount */
  gboolean waiting; /* it is for when there is a window: a notebook without one cannot turn to a page */
  gboolean silent;  /* it is the program that turns to a page */
} Turn;

static GQuark
turn_quark (void)
{
  return g_quark_from_static_string ("stree-turn");
}

static Turn *
turn_of (StreeNode *node)
{
  return g_object_get_qdata (G_OBJECT (node->widget), turn_quark ());
}

static GtkNotebook *
notebook_of (StreeNode *node)
{
  return GTK_NOTEBOOK (node->widget);
}

static guint
run_of (StreeNode *node)
{
  StreeMount *mount = stree_node_get_mount (node);

  return mount ? (guint) mount->run : 0;
}

static void
turn_to (StreeNode *node, int index)
{
  Turn *turn = turn_of (node);
  int   last = gtk_notebook_get_n_pages (notebook_of (node)) - 1;

  turn->waiting = gtk_widget_get_root (node->widget) == NULL;
  if (turn->waiting)
    {
      turn->wanted = index;
      return;
    }
  index = CLAMP (index, 0, MAX (last, 0));
  if (last < 0 || gtk_notebook_get_current_page (notebook_of (node)) == index)
    return;
  turn->silent = TRUE;
  gtk_notebook_set_current_page (notebook_of (node), index);
  turn->silent = FALSE;
}

static void
rooted_cb (GtkWidget *notebook, GParamSpec *pspec, StreeNode *node)
{
  (void) pspec;
  if (!(node->flags & STREE_NODE_DEAD) && gtk_widget_get_root (notebook) && turn_of (node)->waiting)
    turn_to (node, turn_of (node)->wanted);
}

static void
show_value (StreeNode *node, const StreeValue *value)
{
  turn_to (node, value->type == STREE_VALUE_INT ? (int) CLAMP (value->v.i, 0, G_MAXINT) : 0);
}

static void
show_declared (StreeNode *node)
{
  const StreeTabsArgs *args = stree_node_args (node);
  Turn                *turn = turn_of (node);
  StreeValue           value;

  if (!stree_declared_value (&args->index, &value) || value.type != STREE_VALUE_INT)
    return;
  turn->wanted = (int) CLAMP (value.v.i, 0, G_MAXINT);
  turn->run = run_of (node);
  turn_to (node, turn->wanted);
}

void
stree_gtk_tabs_set_name (StreeNode *node, GtkWidget *page)
{
  const StreeCommon *common = node->element->common;

  if (!page)
    page = gtk_notebook_get_nth_page (notebook_of (node), gtk_notebook_get_current_page (notebook_of (node)));
  if (page && (!common || !common->accessible_label))
    stree_gtk_set_name (node->widget, gtk_notebook_get_tab_label_text (notebook_of (node), page));
}

static void
switched_cb (GtkNotebook *notebook, GtkWidget *page, guint number, StreeNode *node)
{
  StreeValue value = stree_value_of_int (number);

  if (!(node->flags & STREE_NODE_DEAD))
    stree_gtk_tabs_set_name (node, page);
  if (!((Turn *) g_object_get_qdata (G_OBJECT (notebook), turn_quark ()))->silent)
    stree_node_input (node, &value);
}

static GtkWidget *
tabs_create (StreeNode *node)
{
  Turn *turn = g_new0 (Turn, 1);

  turn->wanted = -1;
  node->widget = gtk_notebook_new ();
  g_object_set_qdata_full (G_OBJECT (node->widget), turn_quark (), turn, g_free);
  gtk_notebook_set_scrollable (notebook_of (node), TRUE);
  show_declared (node);
  stree_gtk_connect (node->widget, "switch-page", G_CALLBACK (switched_cb), node);
  stree_gtk_connect (node->widget, "notify::root", G_CALLBACK (rooted_cb), node);
  return node->widget;
}

static void
tabs_update (StreeNode *node, const StreeElement *old, guint64 changed)
{
  (void) old;
  if (STREE_GTK_CHANGED (changed, node, StreeTabsArgs, index))
    show_declared (node);
}

/* --- pages --- */

static void
tabs_insert (StreeNode *node, StreeNode *child, GtkWidget *prev)
{
  const StreeTabArgs *args = child->element->kind == &stree_tab_kind ? stree_node_args (child) : NULL;
  GtkWidget          *label = gtk_label_new (args && args->title ? args->title : "");

  gtk_notebook_insert_page (notebook_of (node), child->widget, label,
                            prev ? gtk_notebook_page_num (notebook_of (node), prev) + 1 : 0);
}

static void
tabs_move (StreeNode *node, StreeNode *child, GtkWidget *prev)
{
  int from = gtk_notebook_page_num (notebook_of (node), child->widget);
  int to = prev ? gtk_notebook_page_num (notebook_of (node), prev) + 1 : 0;

  gtk_notebook_reorder_child (notebook_of (node), child->widget, to > from ? to - 1 : to);
}

static void
tabs_remove (StreeNode *node, StreeNode *child)
{
  gtk_notebook_remove_page (notebook_of (node), gtk_notebook_page_num (notebook_of (node), child->widget));
}

static gboolean
tabs_read (StreeNode *node, StreeValue *value)
{
  const Turn *turn = turn_of (node);

  *value = stree_value_of_int (turn->waiting ? turn->wanted : gtk_notebook_get_current_page (notebook_of (node)));
  return TRUE;
}

/* A page that was declared together with new pages can be turned to only now. Otherwise the page that shows may have
 * another number than before. */
static void
tabs_arrange (StreeNode *node)
{
  Turn      *turn = turn_of (node);
  StreeValue live;

  if (turn->wanted >= 0 && turn->run == run_of (node))
    turn_to (node, turn->wanted);
  else if (tabs_read (node, &live) && live.v.i >= 0)
    stree_node_follow (node, &live);
}

extern const StreeGtkKind stree_gtk_tabs;
const StreeGtkKind stree_gtk_tabs = {
  .kind = "Tabs",
  .create = tabs_create,
  .update = tabs_update,
  .insert = tabs_insert,
  .move = tabs_move,
  .remove = tabs_remove,
  .arrange = tabs_arrange,
  .read = tabs_read,
  .write = show_value,
};
