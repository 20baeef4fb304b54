/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a grid's columns are, beside a source and beside those of the run before. */

#include <math.h>

#include "core/stree-error.h"
#include "core/stree-handler-private.h"
#include "frames.h"
#include "grid/stree-grid-column-private.h"

static void
on_click_cb (StreeEvent *event, gpointer data)
{
  (void) event;
  (void) data;
}

static StreeElement *
cell_cb (StreeFrame *frame, guint row, gpointer data)
{
  (void) frame;
  (void) row;
  (void) data;
  return NULL;
}

static void
test_kinds (void)
{
  static const StreeGridColumnKind expected[] = {
    STREE_GRID_COLUMN_NUMBER,   STREE_GRID_COLUMN_NUMBER, STREE_GRID_COLUMN_CHECKBOX,
    STREE_GRID_COLUMN_DATE,     STREE_GRID_COLUMN_DATETIME, STREE_GRID_COLUMN_TEXT,
  };
  g_autoptr (StreeFrame)       schema = make_schema ();
  g_autoptr (GError)           error = NULL;
  g_autoptr (StreeGridColumns) all = stree_grid_columns_resolve (NULL, schema, &error);
  guint                        place;

  g_assert_no_error (error);
  g_assert_cmpuint (stree_grid_columns_get_n_columns (all), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      StreeGridColumn *column = stree_grid_columns_get (all, i);

      g_assert_cmpint (stree_grid_column_get_kind (column), ==, expected[i]);
      g_assert_cmpint (stree_grid_column_get_index (column), ==, (int) i);
      g_assert_cmpstr (stree_grid_column_get_label (column), ==, stree_frame_get_column_name (schema, i));
    }
  g_assert_true (stree_grid_columns_find (all, "date", &place) == stree_grid_columns_get (all, 3));
  g_assert_cmpuint (place, ==, 3);
  g_assert_null (stree_grid_columns_find (all, "other", NULL));
}

/* What is said leads to a kind, where none was said. */
static void
test_kinds_by_what_is_said (void)
{
  g_autoptr (StreeScope)       scope = stree_scope_new ();
  g_autoptr (StreeFrame)       schema = make_schema ();
  g_autoptr (GError)           error = NULL;
  g_autoptr (StreeGridColumns) columns = NULL;
  static const StreeGridColumnKind expected[] = { STREE_GRID_COLUMN_CHOICE, STREE_GRID_COLUMN_CURRENCY,
                                                  STREE_GRID_COLUMN_BUTTON, STREE_GRID_COLUMN_COMPONENT };

  columns = stree_grid_columns_resolve (
    stree_grid_columns ({ .name = "text", .choices = STREE_GRID_CHOICES ({ .value = "a" }, { .value = "b" }) },
                        { .name = "double", .currency = "EUR" },
                        { .button_label = "Go", .on_click = stree_call (on_click_cb, NULL) }, { .cell = cell_cb }),
    schema, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (stree_grid_column_get_kind (stree_grid_columns_get (columns, i)), ==, expected[i]);
  g_assert_cmpint (stree_grid_column_get_index (stree_grid_columns_get (columns, 2)), ==, -1);
  (void) scope;
}

/* Each kind on each type: it resolves exactly where it fits. */
static void
test_fits (void)
{
  g_autoptr (StreeFrame) schema = make_schema ();
  guint                  n_fits = 0;

  for (int kind = STREE_GRID_COLUMN_TEXT; kind <= STREE_GRID_COLUMN_COMPONENT; kind++)
    for (guint type = 0; type <= STREE_COLUMN_TEXT; type++)
      {
        g_autoptr (GError)           error = NULL;
        g_autoptr (StreeGridColumns) columns = stree_grid_columns_new ();
        g_autoptr (StreeGridColumns) resolved = NULL;
        g_autoptr (StreeGridColumn)  column = stree_grid_column_new_args (&(StreeGridColumnArgs){
          .name = stree_frame_get_column_name (schema, type), .kind = (StreeGridColumnKind) kind, .icon = "i", .cell = cell_cb });

        stree_grid_columns_append (columns, column);
        resolved = stree_grid_columns_resolve (columns, schema, &error);
        if (stree_grid_column_kind_fits ((StreeGridColumnKind) kind, (StreeColumnType) type))
          {
            g_assert_no_error (error);
            n_fits++;
          }
        else
          {
            g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
            g_assert_nonnull (strstr (error->message, stree_grid_column_kind_get_nick ((StreeGridColumnKind) kind)));
            g_assert_nonnull (strstr (error->message, stree_column_type_get_nick ((StreeColumnType) type)));
          }
      }
  g_assert_cmpuint (n_fits, ==, 4 * 6 + 5 * 2 + 2 + 1 + 2 + 2 + 4);
}

typedef struct
{
  StreeGridColumnArgs args;
  const char         *words;
} Wrong;

static void
test_wrong (void)
{
  const Wrong wrong[] = {
    { { .name = "price" }, "no column 'price'" },
    { { .name = "price" }, "int, double, bool" },
    { { .name = "int", .tooltip_column = "note" }, "no column 'note', which is its 'tooltip_column'" },
    { { .name = "text", .kind = STREE_GRID_COLUMN_PERCENT }, "takes integer, number; the table's column is text" },
    { { .kind = STREE_GRID_COLUMN_PERCENT }, "'name' is missing" },
    { { .label = "L" }, "it shows nothing" },
    { { .kind = STREE_GRID_COLUMN_BUTTON }, "a button has a 'button_label' or an 'icon'" },
    { { .kind = STREE_GRID_COLUMN_COMPONENT }, "'cell' is missing" },
    { { .name = "int", .min_width = -1 }, "a width is -1" },
    { { .name = "int", .min_width = 20, .max_width = 10 }, "'max_width' only 10" },
    { { .name = "double", .decimals = { .type = STREE_VALUE_INT, .v.i = 16 } }, "from 0 to 15" },
    { { .name = "double", .decimals = { .type = STREE_VALUE_STRING, .v.s = "2" } }, "from 0 to 15" },
    { { .name = "double", .minimum = { .type = STREE_VALUE_INT, .v.i = 2 }, .maximum = { .type = STREE_VALUE_INT, .v.i = 1 } },
      "minimum 2 is not below" },
    { { .name = "double", .kind = STREE_GRID_COLUMN_PROGRESS, .minimum = { .type = STREE_VALUE_INT, .v.i = 1 } },
      "minimum 1 is not below its maximum 1" },
    { { .name = "double", .currency = "euro" }, "ISO 4217" },
  };
  g_autoptr (StreeFrame) schema = make_schema ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (StreeGridColumns) columns = stree_grid_columns_new ();
      g_autoptr (StreeGridColumn)  column = stree_grid_column_new_args (&wrong[i].args);
      g_autoptr (GError)           error = NULL;

      stree_grid_columns_append (columns, column);
      g_assert_null (stree_grid_columns_resolve (columns, schema, &error));
      g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
      if (!strstr (error->message, wrong[i].words))
        g_error ("'%s' is not in: %s", wrong[i].words, error->message);
    }
}

static void
test_twice (void)
{
  g_autoptr (StreeScope) scope = stree_scope_new ();
  g_autoptr (StreeFrame) schema = make_schema ();
  g_autoptr (GError)     error = NULL;

  g_assert_null (stree_grid_columns_resolve (stree_grid_columns ({ .name = "int" }, { .name = "text" }, { .name = "int" }),
                                             schema, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_assert_nonnull (strstr (error->message, "'int' twice"));
  (void) scope;
}

/* --- two runs --- */

static StreeGridColumns *
run (const char *label, int row, const char *color)
{
  return stree_grid_columns ({ .name = "int", .label = label, .minimum = stree_value (1) },
                             { .name = "text", .choices = STREE_GRID_CHOICES ({ .value = "a", .color = color }) },
                             { .button_label = "Go", .on_click = stree_call_copy (on_click_cb, &row, sizeof row) });
}

static void
test_equal (void)
{
  g_autoptr (StreeFrame) schema = make_schema ();
  StreeScope            *first = stree_scope_new ();
  g_autoptr (StreeGridColumns) a = stree_grid_columns_ref (run ("L", 1, "red"));
  g_autoptr (StreeGridColumns) ra = stree_grid_columns_resolve (a, schema, NULL);
  g_autoptr (StreeScope) second = stree_scope_new ();
  StreeGridColumns      *same = run ("L", 1, "red");
  g_autoptr (StreeGridColumns) rsame = stree_grid_columns_resolve (same, schema, NULL);

  g_assert_true (stree_grid_columns_equal (a, same));
  g_assert_true (stree_grid_columns_equal (ra, rsame));
  g_assert_false (stree_grid_columns_equal (a, ra));
  g_assert_false (stree_grid_columns_equal (a, run ("M", 1, "red")));
  g_assert_false (stree_grid_columns_same_look (a, run ("M", 1, "red")));
  g_assert_false (stree_grid_columns_equal (a, run ("L", 2, "red")));
  g_assert_true (stree_grid_columns_same_look (a, run ("L", 2, "red")));
  g_assert_false (stree_grid_columns_same_look (a, run ("L", 1, "blue")));
  g_assert_false (stree_grid_columns_equal (a, stree_grid_columns ({ .name = "int", .label = "L", .minimum = stree_value (1) })));
  g_assert_false (stree_grid_columns_equal (a, stree_grid_columns_new_for_run (&(StreeGridColumnArgs){ .stree_end_ = 1 })));
  /* Texts are the column's own: they outlive the run. */
  stree_scope_free (second);
  stree_scope_free (first);
  second = NULL;
  g_assert_cmpstr (stree_grid_column_get_label (stree_grid_columns_get (ra, 0)), ==, "L");
}

/* --- filled from a binding --- */

static void
test_set (void)
{
  g_autoptr (StreeGridColumn)  column = stree_grid_column_new ("double");
  g_autoptr (StreeGridColumns) columns = stree_grid_columns_new ();
  g_autoptr (StreeFrame)       schema = make_schema ();
  g_autoptr (StreeGridColumns) resolved = NULL;
  g_autoptr (GError)           error = NULL;
  g_auto (GValue)              text = G_VALUE_INIT;
  g_auto (GValue)              number = G_VALUE_INIT;
  g_auto (GValue)              out = G_VALUE_INIT;
  const char                  *label, *color;

  g_value_init (&text, G_TYPE_STRING);
  g_value_init (&number, G_TYPE_INT);
  g_value_set_static_string (&text, "progress");
  g_value_set_int (&number, 3);
  g_assert_true (stree_grid_column_set (column, "kind", &text, &error));
  g_assert_true (stree_grid_column_set (column, "decimals", &number, &error));
  g_assert_no_error (error);
  g_assert_false (stree_grid_column_set (column, "width", &text, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  g_clear_error (&error);
  g_assert_false (stree_grid_column_set (column, "colour", &text, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_UNKNOWN_PROP);
  g_clear_error (&error);
  for (guint i = 0; i < 9; i++)
    {
      g_autofree char *value = g_strdup_printf ("v%u", i);

      stree_grid_column_add_choice (column, value, i % 2 ? "Odd" : NULL, i == 4 ? "green" : NULL);
    }
  stree_grid_columns_append (columns, column);
  g_assert_false (stree_grid_column_set (column, "kind", &text, &error));
  g_assert_error (error, STREE_ERROR, STREE_ERROR_FROZEN);
  g_clear_error (&error);
  g_assert_true (stree_grid_column_get (column, "decimals", &out, &error));
  g_assert_cmpint (g_value_get_int64 (&out), ==, 3);

  g_assert_cmpuint (stree_grid_column_get_n_choices (column), ==, 9);
  g_assert_cmpstr (stree_grid_column_get_choice (column, 8, &label, &color), ==, "v8");
  g_assert_cmpstr (label, ==, "v8");
  g_assert_null (color);
  g_assert_cmpstr (stree_grid_column_get_choice (column, 3, &label, NULL), ==, "v3");
  g_assert_cmpstr (label, ==, "Odd");
  (void) stree_grid_column_get_choice (column, 4, NULL, &color);
  g_assert_cmpstr (color, ==, "green");

  resolved = stree_grid_columns_resolve (columns, schema, &error);
  g_assert_no_error (error);
  g_assert_cmpint (stree_grid_columns_get (resolved, 0)->decimals, ==, 3);
  g_assert_cmpfloat (stree_grid_columns_get (resolved, 0)->maximum, ==, 1);
}

/* --- what may stand in a column --- */

typedef struct
{
  int calls, destroyed;
} Validator;

static char *
even_cb (StreeCell *cell, gpointer data)
{
  Validator *validator = data;

  validator->calls++;
  return stree_cell_is_null (cell) || stree_cell_get_int64 (cell) % 2 == 0 ? NULL : g_strdup ("Even numbers only");
}

static void
destroyed_cb (gpointer data)
{
  ((Validator *) data)->destroyed++;
}

static void
check (StreeGridColumns *columns, guint index, StreeCell *cell, const char *words)
{
  g_autoptr (StreeCell) owned = cell;
  g_autoptr (GError)    error = NULL;
  gboolean              ok = stree_grid_column_validate (stree_grid_columns_get (columns, index), owned, &error);

  if (!words)
    {
      g_assert_no_error (error);
      g_assert_true (ok);
      return;
    }
  g_assert_false (ok);
  g_assert_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE);
  if (!strstr (error->message, words))
    g_error ("'%s' is not in: %s", words, error->message);
}

static void
test_validate (void)
{
  g_autoptr (StreeScope)       scope = stree_scope_new ();
  g_autoptr (StreeFrame)       schema = make_schema ();
  Validator                    validator = { 0, 0 };
  StreeGridColumns            *columns;
  StreeGridColumns            *resolved;

  columns = stree_grid_columns (
    { .name = "int", .minimum = stree_value (2), .maximum = stree_value (8), .validate = even_cb, .validate_data = &validator },
    { .name = "text", .required = TRUE,
      .choices = STREE_GRID_CHOICES ({ .value = "o", .label = "Open" }, { .value = "c", .label = "Closed" }) },
    { .name = "double", .maximum = stree_value (1.5) });
  resolved = stree_grid_columns_resolve (columns, schema, NULL);
  check (resolved, 0, stree_cell_new_int64 (4), NULL);
  check (resolved, 0, stree_cell_new_null (STREE_COLUMN_INT64), NULL);
  g_assert_cmpint (validator.calls, ==, 2);
  check (resolved, 0, stree_cell_new_int64 (1), "At least 2");
  check (resolved, 0, stree_cell_new_int64 (9), "At most 8");
  check (resolved, 0, stree_cell_new_int64 (5), "Even numbers only");
  check (resolved, 1, stree_cell_new_text ("o"), NULL);
  check (resolved, 1, stree_cell_new_text ("Open"), "Open, Closed");
  check (resolved, 1, stree_cell_new_text (""), "needed");
  check (resolved, 1, stree_cell_new_null (STREE_COLUMN_TEXT), "needed");
  check (resolved, 2, stree_cell_new_double (1.5), NULL);
  check (resolved, 2, stree_cell_new_double (1.6), "At most 1.5");
  check (resolved, 2, stree_cell_new_double (-1e300), NULL);
  stree_grid_columns_unref (resolved);
  (void) scope;
}

static void
test_validator_is_freed (void)
{
  Validator                   validator = { 0, 0 };
  g_autoptr (StreeGridColumn) column = stree_grid_column_new ("int");

  stree_grid_column_set_validator (column, even_cb, &validator, destroyed_cb);
  stree_grid_column_set_validator (column, even_cb, &validator, destroyed_cb);
  g_assert_cmpint (validator.destroyed, ==, 1);
  g_clear_pointer (&column, stree_grid_column_unref);
  g_assert_cmpint (validator.destroyed, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-column/kinds", test_kinds);
  g_test_add_func ("/grid-column/kinds-by-what-is-said", test_kinds_by_what_is_said);
  g_test_add_func ("/grid-column/fits", test_fits);
  g_test_add_func ("/grid-column/wrong", test_wrong);
  g_test_add_func ("/grid-column/twice", test_twice);
  g_test_add_func ("/grid-column/equal", test_equal);
  g_test_add_func ("/grid-column/set", test_set);
  g_test_add_func ("/grid-column/validate", test_validate);
  g_test_add_func ("/grid-column/validator-is-freed", test_validator_is_freed);
  return g_test_run ();
}
