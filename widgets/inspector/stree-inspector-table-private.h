/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* Rows of an `aa{sv}` in columns that can be sorted. What stays the same from one time to the next keeps its row. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  STREE_INSPECTOR_TEXT,
  STREE_INSPECTOR_NUMBER,
  STREE_INSPECTOR_DURATION, /* in nanoseconds */
  STREE_INSPECTOR_BYTES,
  STREE_INSPECTOR_TIME,     /* microseconds since 1970 */
  STREE_INSPECTOR_FLAG,     /* a boolean: a mark, or nothing */
  STREE_INSPECTOR_MARK,     /* no member: at the row that stree_inspector_table_mark () says */
} StreeInspectorCell;

typedef struct
{
  const char        *member;
  const char        *title;
  StreeInspectorCell cell;
  gboolean           wide; /* takes the room that is left */
} StreeInspectorColumn;

#define STREE_TYPE_INSPECTOR_TABLE (stree_inspector_table_get_type ())
G_DECLARE_FINAL_TYPE (StreeInspectorTable, stree_inspector_table, STREE, INSPECTOR_TABLE, GtkWidget)

/* @name: for assistive technology. @empty: what is said where there are no rows. @columns are static; titles are translated. Emits
 * "activated" with the row (`a{sv}`) that was, and "selected" when another row is, or none. */
GtkWidget *stree_inspector_table_new      (const char *name, const char *empty, const StreeInspectorColumn *columns, guint n_columns);
/* A floating @rows is taken; NULL: none. */
void       stree_inspector_table_set_rows (StreeInspectorTable *self, GVariant *rows);

/* Rows by their numbers in what was set; G_MAXUINT: none. The selection is lost where the row changes, and the mark with any rows. */
void       stree_inspector_table_mark     (StreeInspectorTable *self, guint i);
/* And scrolls to it. */
void       stree_inspector_table_select   (StreeInspectorTable *self, guint i);
/* The row that is selected, borrowed; NULL: none. */
GVariant  *stree_inspector_table_get_row  (StreeInspectorTable *self);

G_END_DECLS
