/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "crud_pattern_demo.h"

#include <glib/gi18n-lib.h>

enum
{
  ITEM,
  STOCK,
  PRICE,
  SINCE,
  ORGANIC
};

static void
add (StreeFrameBuilder *rows, const char *item, gint64 stock, double price, gint32 since, gboolean organic)
{
  stree_frame_builder_append_text (rows, ITEM, item);
  stree_frame_builder_append_int64 (rows, STOCK, stock);
  stree_frame_builder_append_double (rows, PRICE, price);
  stree_frame_builder_append_date (rows, SINCE, since);
  stree_frame_builder_append_bool (rows, ORGANIC, organic);
  stree_frame_builder_end_row (rows);
}

StreeSource *
crud_pattern_make_source (void)
{
  g_autoptr (StreeFrameBuilder) rows = stree_frame_builder_new ();
  g_autoptr (StreeFrame) frame = NULL;

  stree_frame_builder_add_column (rows, "item", STREE_COLUMN_TEXT);
  stree_frame_builder_add_column (rows, "stock", STREE_COLUMN_INT64);
  stree_frame_builder_add_column (rows, "price", STREE_COLUMN_DOUBLE);
  stree_frame_builder_add_column (rows, "since", STREE_COLUMN_DATE);
  stree_frame_builder_add_column (rows, "organic", STREE_COLUMN_BOOL);
  add (rows, "Apples", 120, 2.4, 19783, TRUE);
  add (rows, "Bread", 14, 3.2, 20089, FALSE);
  add (rows, "Cheese", 32, 18.5, 20120, TRUE);
  add (rows, "Dates", 8, 9.9, 20210, FALSE);
  add (rows, "Eggs", 240, 0.35, 19802, TRUE);
  frame = stree_frame_builder_finish (rows);
  return STREE_SOURCE (stree_frame_source_new (frame, NULL, NULL));
}

/* --- what the columns do not say --- */

static char *
check_stock (const GValue *value, gpointer data)
{
  (void) data;
  return g_value_get_int64 (value) < 0 ? g_strdup (_ ("There cannot be less than none")) : NULL;
}

StreeCrud *
crud_pattern_make_crud (StreeSource *source)
{
  StreeCrud *crud = stree_crud_new (source);
  StreeModel *model = stree_crud_get_model (crud);
  g_autofree char *item = stree_crud_dup_field (crud, "item"), *stock = stree_crud_dup_field (crud, "stock");
  g_autofree char *price = stree_crud_dup_field (crud, "price"), *since = stree_crud_dup_field (crud, "since");
  g_autofree char *organic = stree_crud_dup_field (crud, "organic");

  stree_model_set_label (model, item, _ ("Item"), NULL);
  stree_model_set_label (model, stock, _ ("Stock"), NULL);
  stree_model_set_label (model, price, _ ("Price"), NULL);
  stree_model_set_label (model, since, _ ("In the store since"), NULL);
  stree_model_set_label (model, organic, _ ("Organic"), NULL);
  stree_model_set_required (model, item, NULL);
  stree_model_add_validator (model, stock, check_stock, NULL, NULL, NULL);
  return crud;
}

/* --- somebody else, who works in the same table --- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeResultSet) rows = stree_source_query_finish (STREE_SOURCE (source), result, NULL);
  g_autoptr (StreeFrame) records = rows ? stree_result_set_get_page (rows, 0, G_MAXUINT) : NULL; /* all is in memory */
  g_autoptr (StreeChanges) changes = stree_changes_new ();

  (void) data;
  for (guint row = 0; records && row < stree_frame_get_n_rows (records); row++)
    {
      gint64 stock = stree_frame_is_null (records, row, STOCK) ? 0 : stree_frame_get_int64 (records, row, STOCK);
      g_autoptr (StreeCell) cell = stree_cell_new_int64 (stock - 1);

      if (stock > 0)
        stree_changes_set_cell (changes, stree_changes_add_update (changes, records, row), STOCK, cell);
    }
  stree_source_commit_async (STREE_SOURCE (source), changes, NULL, NULL, NULL);
}

static void
sold_cb (StreeEvent *event, gpointer crud)
{
  g_autoptr (StreeQuery) all = stree_query_new ();

  (void) event;
  stree_source_query_async (stree_crud_get_source (crud), all, NULL, read_cb, NULL);
}

StreeElement *
crud_pattern_demo (StreeContext *cx, gpointer crud)
{
  return stree_page (stree_hstack (stree_with (stree_title (_ ("Store")), .hexpand = TRUE),
                                   stree_button (_ ("Sell One of Each"), .key = "sold",
                                                 .help = _ ("What somebody else does with the same table"),
                                                 .on_click = stree_call (sold_cb, crud))),
                     stree_crud_view (cx, crud));
}
