/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A virtual list without a screen: as if its first rows were in sight, and never scrolled. */

#include "core/stree-rows-private.h"
#include "core/stree-virtual-private.h"
#include "testing/stree-headless-private.h"
#include "testing/stree-headless-widgets-private.h"

static guint
n_shown (StreeNode *list)
{
  return MIN (stree_virtual_n_rows (list), STREE_HEADLESS_ROWS);
}

/* The row's widgets behind @prev; returns the last. */
static StreeHeadlessWidget *
show_row (StreeHeadless *self, StreeHeadlessWidget *widget, StreeNode *row, StreeHeadlessWidget *prev)
{
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();

  stree_virtual_row_hosts (row, hosts);
  for (guint i = 0; i < hosts->len; i++)
    {
      StreeHeadlessWidget *child = ((StreeNode *) hosts->pdata[i])->widget;

      if (!child->parent)
        {
          self->stats.inserted++;
          stree_headless_link_widget (widget, child, prev);
        }
      else if (child->prev != prev)
        {
          self->stats.moved++;
          stree_headless_unlink_widget (child);
          stree_headless_link_widget (widget, child, prev);
        }
      prev = child;
    }
  return prev;
}

void
stree_headless_list_arrange (StreeHeadless *self, StreeNode *list)
{
  StreeHeadlessWidget *prev = NULL;

  for (StreeNode *row = list->first; row; row = row->next)
    prev = show_row (self, list->widget, row, prev);
}

void
stree_headless_list_create (StreeHeadless *self, StreeNode *list)
{
  StreeHeadlessWidget      *widget = list->widget;
  g_auto (StreeRowsChange)  change = { 0 };

  widget->rows = stree_rows_new ();
  stree_rows_update (widget->rows, list, &change);
  for (guint i = 0; i < n_shown (list); i++)
    stree_virtual_mount_row (list, i);
  stree_headless_list_arrange (self, list);
}

/* The rows that were shown before: those still in sight move to their places, the others go. */
static void
keep_rows (StreeNode *list, const StreeRowsChange *change, StreeNode **shown)
{
  for (StreeNode *row = list->first, *next; row; row = next)
    {
      guint index = change ? stree_rows_change_target (change, row->slot) : row->slot;

      next = row->next;
      if (index < n_shown (list))
        shown[index] = row;
      else
        stree_virtual_unmount_row (row, index != STREE_ROW_NONE);
    }
}

void
stree_headless_list_update (StreeHeadless *self, StreeNode *list)
{
  StreeHeadlessWidget     *widget = list->widget;
  StreeNode               *shown[STREE_HEADLESS_ROWS] = { NULL };
  g_auto (StreeRowsChange) change = { 0 };
  gboolean                 changed = stree_rows_update (widget->rows, list, &change);

  keep_rows (list, changed ? &change : NULL, shown);
  for (guint i = 0; i < n_shown (list); i++)
    if (shown[i] && !stree_virtual_update_row (shown[i], i))
      {
        stree_virtual_unmount_row (shown[i], FALSE);
        shown[i] = NULL;
      }
  for (guint i = 0; i < n_shown (list); i++)
    if (!shown[i])
      stree_virtual_mount_row (list, i);
  stree_virtual_sort_rows (list);
  stree_headless_list_arrange (self, list);
}
