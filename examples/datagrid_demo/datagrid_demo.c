/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "datagrid_demo.h"

#include <glib/gi18n-lib.h>

/* What a bookshop has: the table, which the program owns. */
static const struct
{
  const char *title;
  const char *subject;
  double      price;
  gint64      stock;
  const char *printed;
  gboolean    signed_copy;
  double      sold; /* of the edition, 0 to 1 */
  const char *weeks;
  const char *tags;
} books[] = {
  { "The Sea at Night", "Poetry", 18.5, 4, "2019-03-14", TRUE, 0.82, "3, 5, 2, 8, 6, 9", "verse, small press" },
  { "A Field Guide to Lichens", "Nature", 34, 11, "2021-09-02", FALSE, 0.4, "1, 1, 2, 1, 3, 2", "reference" },
  { "Bread, Slowly", "Cooking", 27.95, 0, "2020-11-20", FALSE, 1, "9, 8, 9, 7, 4, 0", "reference, gift" },
  { "Eleven Bridges", "Engineering", 49, 2, "2017-05-30", TRUE, 0.64, "0, 1, 0, 2, 1, 1", "gift" },
  { "Letters Never Sent", "Fiction", 21, 7, "2022-02-11", FALSE, 0.33, "2, 4, 4, 3, 5, 6", "small press" },
  { "The Clockmaker's Atlas", "History", 38.5, 3, "2018-10-08", FALSE, 0.71, "1, 3, 2, 2, 4, 2", "gift, maps" },
  { "Small Engines", "Engineering", 31.2, 9, "2016-01-25", FALSE, 0.2, "1, 0, 1, 1, 0, 1", "reference" },
  { "Night Trains of Europe", "Travel", 24, 5, "2023-06-17", TRUE, 0.57, "4, 6, 7, 5, 8, 9", "maps" },
};

static gpointer
make_books (gpointer data)
{
  g_autoptr (StreeFrameBuilder) builder = stree_frame_builder_new ();

  (void) data;
  stree_frame_builder_add_column (builder, "title", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "subject", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "price", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "stock", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (builder, "printed", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (builder, "signed", STREE_COLUMN_BOOL);
  stree_frame_builder_add_column (builder, "sold", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (builder, "weeks", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (builder, "tags", STREE_COLUMN_TEXT);
  for (gsize i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (StreeCell) printed = stree_cell_new_parsed (STREE_COLUMN_DATE, books[i].printed, NULL);

      stree_frame_builder_append_text (builder, 0, books[i].title);
      stree_frame_builder_append_text (builder, 1, books[i].subject);
      stree_frame_builder_append_double (builder, 2, books[i].price);
      stree_frame_builder_append_int64 (builder, 3, books[i].stock);
      stree_frame_builder_append_cell (builder, 4, printed);
      stree_frame_builder_append_bool (builder, 5, books[i].signed_copy);
      stree_frame_builder_append_double (builder, 6, books[i].sold);
      stree_frame_builder_append_text (builder, 7, books[i].weeks);
      stree_frame_builder_append_text (builder, 8, books[i].tags);
      stree_frame_builder_end_row (builder);
    }
  return stree_frame_builder_finish (builder);
}

static void
free_books (gpointer data)
{
  stree_frame_unref (data);
}

static char *
check_stock (StreeCell *cell, gpointer data)
{
  (void) data;
  return stree_cell_get_int64 (cell) < 0 ? g_strdup (_ ("There cannot be fewer than none")) : NULL;
}

static const char *
reason_text (StreeGridResult *result)
{
  switch (stree_grid_result_get_reason (result))
    {
    case STREE_GRID_REASON_SELECTION:
      return _ ("Something else is selected.");
    case STREE_GRID_REASON_SORT:
      return _ ("The order is another one.");
    case STREE_GRID_REASON_FILTER:
      return _ ("Other rows are shown.");
    case STREE_GRID_REASON_EDIT:
      return _ ("Something was edited.");
    case STREE_GRID_REASON_COLUMNS:
      return _ ("The columns stand differently.");
    case STREE_GRID_REASON_ACTIVATE:
    default:
      return _ ("A row was activated.");
    }
}

static void
result_cb (StreeEvent *event, gpointer data)
{
  stree_state_set_string (data, reason_text (stree_event_get_grid_result (event)));
}

StreeElement *
datagrid_demo (StreeContext *cx, gpointer data)
{
  StreeFrame *frame = stree_memo (cx, "books", make_books, NULL, free_books);
  StreeState *last = stree_state_string (cx, "last", "");

  (void) data;
  return stree_vstack (
    stree_title (_ ("Books"), .key = "title"),
    stree_text_with (_ ("Click a title to sort, type in a cell to edit it, press the Menu key for more."), .key = "help"),
    stree_data_grid (
      .data = frame, .editable = TRUE, .selection_mode = STREE_SELECTION_CELLS, .label = _ ("Books"),
      .columns = stree_grid_columns (
        { .name = "title", .label = _ ("Title"), .pinned = TRUE, .required = TRUE }, { .name = "subject", .label = _ ("Subject") },
        { .name = "price", .label = _ ("Price"), .kind = STREE_GRID_COLUMN_CURRENCY, .currency = "EUR" },
        { .name = "stock", .label = _ ("In Stock"), .validate = check_stock }, { .name = "printed", .label = _ ("Printed") },
        { .name = "signed", .label = _ ("Signed") }, { .name = "sold", .label = _ ("Sold"), .kind = STREE_GRID_COLUMN_PROGRESS },
        { .name = "weeks", .label = _ ("By Week"), .kind = STREE_GRID_COLUMN_SPARKLINE },
        { .name = "tags", .label = _ ("Tags"), .kind = STREE_GRID_COLUMN_TAGS }),
      .on_result = stree_call (result_cb, last), .key = "grid"),
    stree_with (stree_text_with (stree_state_get_string (last), .key = "last"), .css = "dim-label"));
}
