/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "numeric_nav_demo.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  int    quantity;
  double unit_price;
} LineItem;

STREE_DEFINE_MODEL (LineItem, line_item_model, STREE_FIELD (LineItem, quantity, .initial = 1, STREE_LIMITS (0, 1000)),
                    STREE_FIELD (LineItem, unit_price, STREE_LIMITS (0, 1e6)))

/* The names of the fields are English: their labels are what the user reads. */
static StreeModel *
line_item (void)
{
  static gboolean labelled;

  if (!labelled)
    {
      stree_model_set_label (line_item_model (), "quantity", _ ("Quantity"), NULL);
      stree_model_set_label (line_item_model (), "unit_price", _ ("Unit price"), NULL);
      labelled = TRUE;
    }
  return line_item_model ();
}

static StreeElement *
mini_form (StreeContext *cx, gpointer props)
{
  StreeBindings *bindings = stree_bind_numeric_fields (cx, line_item (), "line_item");
  double         total = stree_state_get_double (stree_bindings_get (bindings, "quantity")) *
                 stree_state_get_double (stree_bindings_get (bindings, "unit_price"));

  (void) props;
  return stree_vstack (stree_title (_ ("A line item")),
                       stree_text ("%s", _ ("The inputs are made from the fields of a struct. Go to another page: they stay as they are.")),
                       stree_number_inputs (cx, line_item (), bindings, NULL),
                       stree_text_with (stree_str (_ ("Total: %.2f"), total), .key = "total"));
}

StreeElement *
numeric_nav_demo (StreeContext *cx, gpointer props)
{
  GPtrArray    *pages = props;
  StreeBuilder *routes = stree_builder_new ();

  (void) cx;
  stree_builder_add (routes, stree_route_with ((.name = "form", .title = _ ("Line item")), stree_component (mini_form)));
  for (guint i = 0; i < pages->len; i++)
    stree_builder_add (routes, stree_page_route (pages->pdata[i]));
  return stree_page (stree_sidebar (stree_page_link (_ ("Line item"), .page = "form", .icon = "accessories-calculator-symbolic", .key = "form"),
                                    stree_multipage_sidebar_nav (pages, .flat = TRUE)),
                     stree_routes ("form", stree_builder_end (routes)));
}
