/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Headless pages: as in a notebook, the page that shows is one of the children, and its number follows from where that
 * child is. */

#include "core/stree-dispatch-private.h"
#include "testing/stree-headless-widgets-private.h"

/* The child that shows when number @index is asked for: the last one, if there are fewer. */
static StreeHeadlessWidget *
nth_page (StreeHeadlessWidget *widget, gint64 index)
{
  StreeHeadlessWidget *page = widget->first;

  while (page && page->next && index-- > 0)
    page = page->next;
  return page;
}

static guint
run_of (StreeNode *node)
{
  StreeMount *mount = stree_node_get_mount (node);

  return mount ? mount->run : 0;
}

void
stree_headless_pages_show (StreeNode *node)
{
  StreeHeadlessWidget *widget = node->widget;

  widget->page = nth_page (widget, g_value_get_int64 (&widget->value));
  widget->page_run = run_of (node);
}

void
stree_headless_pages_remove (StreeHeadlessWidget *page)
{
  if (page->parent && page->parent->page == page)
    page->parent->page = page->next ? page->next : page->prev;
}

void
stree_headless_pages_arrange (StreeNode *node)
{
  StreeHeadlessWidget *widget = node->widget;
  StreeValue           live = stree_value_of_int (0);
  gboolean             declared = widget->page_run == run_of (node);

  /* What was declared in this run may have been on its way until now. */
  if (declared || !widget->page)
    widget->page = nth_page (widget, g_value_get_int64 (&widget->value));
  for (StreeHeadlessWidget *page = widget->first; page && page != widget->page; page = page->next)
    live.v.i++;
  g_value_set_int64 (&widget->value, live.v.i);
  if (!declared)
    stree_node_follow (node, &live);
}
