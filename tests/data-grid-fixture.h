/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A window with a DataGrid between an entry and a button, for its tests. */

#include <string.h>

#include "grid/stree-grid-result.h"
#include "sources/stree-frame-source.h"
#include "stree-data-cell-private.h"
#include "stree-grid-view-private.h"
#include "streamtree-gtk.h"
#include "xtest.h"

typedef struct
{
  StreeFrame        *frame;  /* owned */
  gpointer           source; /* owned: a StreeSource; NULL: the frame is declared */
  StreeSelectionMode mode;
  gboolean           editable;
  gboolean           pins;
  gboolean           read_only; /* the names */
  gboolean           links;     /* the names are */
  gboolean           required;  /* the names */
  StreeGridChoices   choices;   /* for them */
  const char        *extra_column; /* one more that is declared; NULL: none */
  gboolean           no_grid;   /* any more */
  const char *const *more_columns; /* and these; NULL: none */
  const char        *json; /* of options, made anew by each run; NULL: none */
  guint              n_results;
  StreeGridResult   *last; /* owned */
  GtkWidget         *window;
  GtkWidget         *view;
} Fixture;

static inline void
result_cb (StreeEvent *event, gpointer data)
{
  Fixture *f = *(Fixture **) data;

  f->n_results++;
  g_clear_pointer (&f->last, stree_grid_result_unref);
  f->last = stree_grid_result_ref (stree_event_get_grid_result (event));
}

static inline StreeElement *
app (StreeContext *cx, gpointer data)
{
  Fixture          *f = data;
  StreeGridColumns *columns = stree_grid_columns ({ .name = "id", .pinned = f->pins },
                                                  { .name = "name", .read_only = f->read_only, .required = f->required, .choices = f->choices,
                                                    .kind = f->links ? STREE_GRID_COLUMN_LINK : STREE_GRID_COLUMN_AUTO },
                                                  { .name = "price" }, { .name = "on" });

  g_autoptr (StreeGridOptions) options = f->json ? stree_grid_options_new_from_json (f->json, NULL) : NULL;
  g_autoptr (StreeGridColumn)  extra = f->extra_column ? stree_grid_column_new (f->extra_column) : NULL;

  (void) cx;
  if (extra)
    stree_grid_columns_append (columns, extra);
  for (guint i = 0; f->more_columns && f->more_columns[i]; i++)
    {
      g_autoptr (StreeGridColumn) more = stree_grid_column_new (f->more_columns[i]);

      stree_grid_columns_append (columns, more);
    }
  if (f->no_grid)
    return stree_text ("none");
  return stree_vstack (stree_text_input ("Before", .key = "before"),
                       stree_data_grid (.data = f->source ? NULL : f->frame, .source = f->source ? STREE_SOURCE (f->source) : NULL,
                                        .key_columns = f->source ? NULL : STREE_STRV ("id"), .columns = columns, .selection_mode = f->mode,
                                        .editable = f->editable, .grid_options = options, .on_result = stree_call_copy (result_cb, &f, sizeof f), .key = "grid"),
                       stree_button ("After", .key = "after"));
}

/* Without the end of the row. */
static inline void
append_cells (StreeFrameBuilder *builder, guint id, guint n)
{
  g_autofree char *name = g_strdup_printf ("row %u", id);

  stree_frame_builder_append_int64 (builder, 0, id);
  stree_frame_builder_append_text (builder, 1, name);
  stree_frame_builder_append_double (builder, 2, (id * 7919 % n) / 4.0);
  stree_frame_builder_append_bool (builder, 3, id % 3 == 0);
}

static inline void
append_row (StreeFrameBuilder *builder, guint id, guint n)
{
  append_cells (builder, id, n);
  stree_frame_builder_end_row (builder);
}

static inline StreeFrameBuilder *
begin_frame (void)
{
  StreeFrameBuilder *builder = stree_frame_builder_new ();

  stree_frame_builder_add_column (builder, "id", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "name", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "price", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "on", STREE_COLUMN_BOOL);
  return builder;
}

static inline StreeFrame *
make_frame (guint n)
{
  g_autoptr (StreeFrameBuilder) builder = begin_frame ();

  for (guint i = 0; i < n; i++)
    append_row (builder, i, n);
  return stree_frame_builder_finish (builder);
}

static inline StreeGridView *
grid_of (Fixture *f)
{
  return STREE_GRID_VIEW (xtest_find (f->view, STREE_TYPE_GRID_VIEW));
}

static inline void
wait_quiet (Fixture *f)
{
  xtest_settle (f->view);
  xtest_wait (!stree_grid_model_is_busy (grid_of (f)->model));
  xtest_settle (f->view);
}

static inline void
set_up (Fixture *f, guint n_rows)
{
  if (!f->frame)
    f->frame = make_frame (n_rows);
  f->view = stree_view_new (NULL, "app", app, f);
  f->window = xtest_window (f->view, 700, 500);
  xtest_wait (stree_grid_model_get_n_rows (grid_of (f)->model, NULL) == n_rows);
  wait_quiet (f);
}

static inline void
tear_down (Fixture *f)
{
  xtest_close (f->window);
  g_clear_pointer (&f->frame, stree_frame_unref);
  g_clear_pointer (&f->last, stree_grid_result_unref);
  g_clear_object (&f->source);
}

static inline gint64
id_at (Fixture *f, guint position)
{
  StreeFrame *frame;
  guint       row;

  xtest_wait (stree_grid_model_get_row (grid_of (f)->model, position, &frame, &row));
  g_assert_true (stree_grid_model_peek_row (grid_of (f)->model, position, &frame, &row));
  return stree_frame_get_int64 (frame, row, 0);
}

static inline GtkWidget *
cell_at (Fixture *f, guint position, guint column)
{
  StreeGridCell *cell = stree_grid_cells_find (grid_of (f), position, column);

  g_assert_nonnull (cell);
  return cell->widget;
}

static inline GtkWidget *
title_of (Fixture *f, guint column)
{
  GtkWidget *title = stree_grid_view_get_column (grid_of (f), column)->title;

  g_assert_nonnull (title);
  return title;
}

static inline void
click_cell (Fixture *f, guint position, guint column)
{
  guint row, number;

  xtest_click (cell_at (f, position, column));
  xtest_settle (f->view);
  g_assert_true (stree_grid_view_get_cursor (grid_of (f), &row, &number));
  g_assert_cmpuint (row, ==, position);
  g_assert_cmpuint (number, ==, column);
}

static inline void
assert_cursor (Fixture *f, guint position, guint column)
{
  guint row, number;

  g_assert_true (stree_grid_view_get_cursor (grid_of (f), &row, &number));
  g_assert_cmpuint (row, ==, position);
  g_assert_cmpuint (number, ==, column);
  /* It is on the screen, and has the focus. */
  xtest_wait (stree_grid_cells_find (grid_of (f), position, column) &&
              gtk_widget_has_focus (stree_grid_cells_find (grid_of (f), position, column)->widget));
}

static inline void
key (Fixture *f, guint keyval, GdkModifierType modifiers)
{
  xtest_key (f->window, keyval, modifiers);
  xtest_settle (f->view);
}

static inline void
type (Fixture *f, const char *text)
{
  xtest_type (f->window, text);
  xtest_settle (f->view);
}

/* Rows in another order, with the same cells. */
static inline void
shuffle (Fixture *f)
{
  StreeFrame                   *now = stree_frame_source_get_frame (f->source);
  guint                         n = stree_frame_get_n_rows (now);
  g_autofree guint32           *rows = g_new (guint32, n);
  g_autoptr (StreeFrame)        other = NULL;

  for (guint i = 0; i < n; i++)
    rows[i] = i;
  for (guint i = n; i-- > 1;)
    {
      guint   with = (guint) g_test_rand_int_range (0, (int) i + 1);
      guint32 row = rows[i];

      rows[i] = rows[with];
      rows[with] = row;
    }
  other = stree_frame_select (now, rows, n);
  g_assert_true (stree_frame_source_set_frame (f->source, other, NULL));
}

static inline void
rerun (Fixture *f)
{
  stree_view_rerun (STREE_VIEW (f->view));
  stree_view_flush (STREE_VIEW (f->view));
  wait_quiet (f);
}

/* Somebody else writes into a row of the source. */
static inline void
write_name (Fixture *f, guint position, const char *name)
{
  g_autoptr (StreeChanges) changes = stree_changes_new ();
  g_autoptr (StreeCell)    cell = stree_cell_new_text (name);
  StreeFrame              *frame;
  guint                    row;

  g_assert_true (stree_grid_model_peek_row (grid_of (f)->model, position, &frame, &row));
  stree_changes_set_cell (changes, stree_changes_add_update (changes, frame, row), 1, cell);
  stree_source_commit_async (STREE_SOURCE (f->source), changes, NULL, NULL, NULL);
}

static inline void
read_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

/* What is in the clipboard as text (transfer full). */
static inline char *
read_clipboard (Fixture *f)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (f->view), NULL, read_cb, &text);
  xtest_wait (text != NULL);
  return text;
}
