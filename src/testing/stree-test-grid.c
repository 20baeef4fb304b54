/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a script does to a DataGrid, and what it finds there; whatever shows it. */

#include "testing/stree-test-grid.h"

#include "core/stree-error.h"
#include "elements/stree-data-grid.h"
#include "grid/stree-grid-column-private.h"
#include "grid/stree-grid-result-private.h"
#include "grid/stree-grid-shown-private.h"
#include "sources/stree-frame-source.h"
#include "testing/stree-test-private.h"
#include "testing/stree-user-private.h"

extern StreeKind stree_data_grid_kind;

static gboolean
get_grid (StreeMount *mount, StreeNode *node, StreeGridShown *shown)
{
  const StreeRendererClass *klass = mount->renderer->klass;

  /* A DataFrame has a table of the same kind in a window, and none without. */
  return klass->get_grid && node->element->kind == &stree_data_grid_kind && klass->get_grid (mount->renderer, node, shown);
}

/* --- waiting --- */

static gboolean
is_busy (const StreeGridShown *shown)
{
  return shown->seeking || stree_grid_model_is_busy (shown->model);
}

gboolean
stree_test_has_busy_grid (StreeTest *self)
{
  StreeMount    *mount = stree_test_get_mount (self);
  StreeGridShown shown;

  for (StreeNode *node = mount ? stree_user_next (mount, mount->root) : NULL; node; node = stree_user_next (mount, node))
    if (get_grid (mount, node, &shown) && is_busy (&shown) &&
        STREE_IS_FRAME_SOURCE (stree_grid_model_get_source (shown.model)))
      return TRUE;
  return FALSE;
}

typedef struct
{
  StreeTestLocator *locator; /* borrowed */
  guint             row;     /* one that must have come; G_MAXUINT: any */
} Awaited;

/* What is not there at all is not waited for: that is told. */
static gboolean
is_quiet (StreeTest *test, gpointer data)
{
  Awaited              *awaited = data;
  g_autoptr (GPtrArray) nodes = stree_test_locator_list (awaited->locator);
  StreeGridShown        shown;

  if (nodes->len != 1 || !get_grid (stree_test_get_mount (test), nodes->pdata[0], &shown))
    return TRUE;
  if (stree_grid_model_get_error (shown.model))
    return TRUE;
  return !is_busy (&shown) && (!shown.edits || !stree_grid_edits_is_committing (shown.edits)) &&
         (awaited->row >= g_list_model_get_n_items (G_LIST_MODEL (shown.model)) || stree_grid_shown_has_row (&shown, awaited->row));
}

/* --- finding --- */

static StreeNode *
refuse (StreeNode *node, const char *why, GError **error)
{
  g_autofree char *what = stree_element_describe (node->element);

  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s %s", what, why);
  return NULL;
}

/* The one grid, with the rows it is to show. @row: as Awaited has it. */
static StreeNode *
find_grid (StreeTestLocator *self, guint row, StreeGridShown *shown, GError **error)
{
  Awaited    awaited = { self, row };
  StreeNode *node = stree_test_locator_find (self, error);

  if (!node)
    return NULL;
  if (!get_grid (stree_test_get_mount (self->test), node, shown))
    return refuse (node, "is no DataGrid", error);
  if (!stree_test_wait_until (self->test, is_quiet, &awaited))
    return refuse (node, "is still waiting for its rows", error);
  node = stree_test_locator_find (self, error);
  if (!node)
    return NULL;
  if (!get_grid (stree_test_get_mount (self->test), node, shown))
    return refuse (node, "is no DataGrid", error);
  if (shown->problem)
    return refuse (node, shown->problem, error);
  if (stree_grid_model_get_error (shown->model))
    return refuse (node, stree_grid_model_get_error (shown->model)->message, error);
  if (!shown->resolved)
    return refuse (node, "has nothing to show", error);
  return node;
}

/* The same, if a user can reach it. */
static StreeNode *
reach_grid (StreeTestLocator *self, guint row, StreeGridShown *shown, GError **error)
{
  StreeNode       *node = find_grid (self, row, shown, error);
  StreeTestDriver *driver;

  if (!node)
    return NULL;
  driver = stree_test_get_driver (self->test);
  return stree_user_check_obstacle (node, driver->klass->dup_obstacle (driver, node), error) ? node : NULL;
}

static gboolean
check_row (StreeNode *node, const StreeGridShown *shown, guint row, GError **error)
{
  guint            n = g_list_model_get_n_items (G_LIST_MODEL (shown->model));
  g_autofree char *what = NULL;

  if (row < n)
    return TRUE;
  what = stree_element_describe (node->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "%s has %u rows: there is no number %u", what, n, row);
  return FALSE;
}

/* A column that is shown, by its name. */
static StreeGridColumn *
find_column (StreeNode *node, const StreeGridShown *shown, const char *name, GError **error)
{
  g_autoptr (GPtrArray) columns = stree_grid_shown_list_columns (shown);
  g_autoptr (GString)   all = g_string_new (NULL);
  g_autofree char      *what = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const char *it = stree_grid_column_get_name (columns->pdata[i]);

      if (g_strcmp0 (it, name) == 0)
        return columns->pdata[i];
      if (it)
        g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", it);
    }
  what = stree_element_describe (node->element);
  g_set_error (error, STREE_ERROR, STREE_ERROR_NOT_FOUND, "%s shows no column '%s'. It shows: %s", what, name, all->str);
  return NULL;
}

/* --- asking --- */

/**
 * stree_test_locator_dup_grid:
 * @self: a locator of a DataGrid
 * @error: return location for an error
 *
 * What the user has made of it: which rows are selected, in which order and filtered how, and its edits, which can be undone,
 * and rows added to them, as the grid's own buttons do. Call [method@StreamTree.Test.settle] after that.
 *
 * Returns: (transfer full): the result, as `on_result` gets it; %NULL with %STREE_ERROR_NOT_FOUND, with
 *   %STREE_ERROR_BAD_VALUE if it is no DataGrid or cannot show its rows
 *
 * Since: 1.0
 */
StreeGridResult *
stree_test_locator_dup_grid (StreeTestLocator *self, GError **error)
{
  StreeGridShown       shown;
  StreeGridResultParts parts = { .reason = STREE_GRID_REASON_SELECTION };

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), NULL);
  if (!find_grid (self, G_MAXUINT, &shown, error))
    return NULL;
  parts.selected = stree_grid_model_get_selected (shown.model);
  parts.options = shown.options;
  parts.edits = shown.edits;
  return stree_grid_result_new (shown.model, &parts);
}

/**
 * stree_test_locator_dup_cell:
 * @self: a locator of a DataGrid
 * @row: the number of a row in the grid's order, from 0; new rows are behind the others
 * @column: the name of a column that is shown
 * @error: return location for an error
 *
 * What a cell shows, with what was typed into it.
 *
 * Returns: (transfer full): the text, empty if there is none; %NULL as [method@StreamTree.TestLocator.dup_grid] says, or if
 *   there is no such row or column
 *
 * Since: 1.0
 */
char *
stree_test_locator_dup_cell (StreeTestLocator *self, guint row, const char *column, GError **error)
{
  StreeGridShown   shown;
  StreeNode       *node;
  StreeGridColumn *it;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), NULL);
  g_return_val_if_fail (column != NULL, NULL);
  node = find_grid (self, row, &shown, error);
  if (!node || !check_row (node, &shown, row, error))
    return NULL;
  it = find_column (node, &shown, column, error);
  return it ? stree_grid_shown_dup_text (&shown, row, it) : NULL;
}

/* --- doing --- */

/**
 * stree_test_locator_select_rows:
 * @self: a locator of a DataGrid
 * @first: the number of a row in the grid's order, from 0
 * @n: how many rows from there on; 0: none is selected any more
 * @error: return location for an error
 *
 * Selects rows, and no others.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.dup_grid] says, or with %STREE_ERROR_BAD_VALUE if there are not so many
 *   rows, or so many cannot be selected
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_select_rows (StreeTestLocator *self, guint first, guint n, GError **error)
{
  StreeGridShown     shown;
  StreeNode         *node;
  StreeSelectionMode mode;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (n <= G_MAXUINT - first, FALSE);
  node = reach_grid (self, G_MAXUINT, &shown, error);
  if (!node || (n > 0 && !check_row (node, &shown, first + n - 1, error)))
    return FALSE;
  mode = ((const StreeDataGridArgs *) stree_node_args (node))->selection_mode;
  if (mode == STREE_SELECTION_NONE || mode == STREE_SELECTION_CELLS)
    return refuse (node, "lets no rows be selected", error) != NULL;
  if (mode == STREE_SELECTION_SINGLE && n > 1)
    return refuse (node, "lets one row be selected", error) != NULL;
  stree_grid_model_select (shown.model, first, n, TRUE);
  stree_test_settle (self->test);
  return TRUE;
}

/**
 * stree_test_locator_arrange:
 * @self: a locator of a DataGrid
 * @options: order, filters, search, and where the columns are
 * @error: return location for an error
 *
 * Sorts, filters, searches, and moves or hides columns, as the user does with its titles and menus.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.dup_grid] says
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_arrange (StreeTestLocator *self, StreeGridOptions *options, GError **error)
{
  StreeGridShown shown;
  StreeNode     *node;
  StreeMount    *mount;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (options != NULL, FALSE);
  node = reach_grid (self, G_MAXUINT, &shown, error);
  if (!node)
    return FALSE;
  mount = stree_test_get_mount (self->test);
  mount->renderer->klass->arrange_grid (mount->renderer, node, options);
  stree_test_settle (self->test);
  return TRUE;
}

/**
 * stree_test_locator_edit_cell:
 * @self: a locator of a DataGrid
 * @row: the number of a row in the grid's order, from 0; new rows are behind the others
 * @column: the name of a column that is shown
 * @text: what is typed
 * @error: return location for an error
 *
 * Types into a cell. What cannot be read there stays as it was typed, as it does for a user.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.dup_cell] says, or with %STREE_ERROR_BAD_VALUE if the cell cannot be
 *   edited
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_edit_cell (StreeTestLocator *self, guint row, const char *column, const char *text, GError **error)
{
  StreeGridShown          shown;
  StreeNode              *node;
  StreeGridColumn        *it;
  StreeFrame             *seen = NULL;
  guint                   at = 0;
  g_autoptr (StreeRowKey) key = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (column != NULL && text != NULL, FALSE);
  node = reach_grid (self, row, &shown, error);
  if (!node || !check_row (node, &shown, row, error))
    return FALSE;
  it = find_column (node, &shown, column, error);
  if (!it)
    return FALSE;
  if (shown.edits && it->index >= 0 && !it->args.read_only)
    key = stree_grid_shown_dup_key (&shown, row);
  if (!key || !stree_grid_edits_can_edit (shown.edits, key, (guint) it->index))
    return refuse (node, "does not let that cell be edited", error) != NULL;
  if (row < stree_grid_model_get_n_rows (shown.model, NULL))
    stree_grid_model_peek_row (shown.model, row, &seen, &at);
  stree_grid_edits_set_text (shown.edits, key, seen, at, (guint) it->index, text);
  stree_test_settle (self->test);
  return TRUE;
}

typedef struct
{
  gboolean done;
  GError  *error;
  gboolean told; /* by the source, that it is another one */
} Saving;

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;

  stree_grid_edits_commit_finish (STREE_GRID_EDITS (object), result, &saving->error);
  saving->done = TRUE;
}

static void
source_changed_cb (StreeSource *source, Saving *saving)
{
  (void) source;
  saving->told = TRUE;
}

static gboolean
is_told (StreeTest *test, gpointer saving)
{
  (void) test;
  return ((Saving *) saving)->told;
}

/**
 * stree_test_locator_save:
 * @self: a locator of a DataGrid
 * @error: return location for an error
 *
 * Writes everything that was typed, as its Save button does, and waits until that is done and the source has told of it.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.dup_grid] says, or with an error of #StreeGridEditsError or
 *   #StreeSourceError
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_save (StreeTestLocator *self, GError **error)
{
  StreeGridShown shown;
  StreeNode     *node;
  Saving         saving = { .told = FALSE };
  StreeSource   *source;
  gulong         changed;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  node = reach_grid (self, G_MAXUINT, &shown, error);
  if (!node)
    return FALSE;
  if (!shown.edits)
    return refuse (node, "cannot be edited", error) != NULL;
  saving.told = stree_grid_edits_get_n_rows (shown.edits, 0) == 0;
  source = g_object_ref (stree_grid_edits_get_source (shown.edits));
  changed = g_signal_connect (source, "changed", G_CALLBACK (source_changed_cb), &saving);
  stree_grid_edits_commit_async (shown.edits, NULL, saved_cb, &saving);
  /* It answers in the end, whatever the source does: nothing may go before that. */
  while (!saving.done)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  /* The rows come anew when the source tells: before that the grid shows what was there. */
  if (!saving.error)
    stree_test_wait_until (self->test, is_told, &saving);
  g_signal_handler_disconnect (source, changed);
  g_object_unref (source);
  stree_test_settle (self->test);
  if (!saving.error)
    return TRUE;
  g_propagate_error (error, saving.error);
  return FALSE;
}

/* --- expecting --- */

/**
 * stree_test_locator_expect_cell:
 * @self: a locator of a DataGrid
 * @row: the number of a row in the grid's order, from 0
 * @column: the name of a column that is shown
 * @text: what the cell should show
 * @error: return location for an error
 *
 * A cell shows this text.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.dup_cell] says, or with %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_cell (StreeTestLocator *self, guint row, const char *column, const char *text, GError **error)
{
  g_autofree char *shown = NULL;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  g_return_val_if_fail (column != NULL && text != NULL, FALSE);
  shown = stree_test_locator_dup_cell (self, row, column, error);
  if (!shown)
    return FALSE;
  if (g_str_equal (shown, text))
    return TRUE;
  what = stree_test_locator_describe (self);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "Row %u of the %s should show '%s' in '%s'; it shows '%s'", row, what, text,
               column, shown);
  return FALSE;
}

/**
 * stree_test_locator_expect_rows:
 * @self: a locator of a DataGrid
 * @n: how many
 * @error: return location for an error
 *
 * It shows so many rows, with the new ones.
 *
 * Returns: %FALSE as [method@StreamTree.TestLocator.dup_grid] says, or with %STREE_ERROR_BAD_VALUE
 *
 * Since: 1.0
 */
gboolean
stree_test_locator_expect_rows (StreeTestLocator *self, guint n, GError **error)
{
  StreeGridShown   shown;
  guint            n_rows;
  g_autofree char *what = NULL;

  g_return_val_if_fail (STREE_IS_TEST_LOCATOR (self), FALSE);
  if (!find_grid (self, G_MAXUINT, &shown, error))
    return FALSE;
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (shown.model));
  if (n_rows == n)
    return TRUE;
  what = stree_test_locator_describe (self);
  g_set_error (error, STREE_ERROR, STREE_ERROR_BAD_VALUE, "The %s should show %u rows; it shows %u", what, n, n_rows);
  return FALSE;
}
