/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "grid/stree-grid-result.h"
#include "testing/stree-test-locator.h"

G_BEGIN_DECLS

/* --- a DataGrid: each waits until its rows are there; sorting, filtering and the like are options, undo is of its edits --- */

STREE_AVAILABLE_IN_1_0
StreeGridResult *stree_test_locator_dup_grid (StreeTestLocator *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
STREE_AVAILABLE_IN_1_0
char *stree_test_locator_dup_cell (StreeTestLocator *self, guint row, const char *column, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_select_rows (StreeTestLocator *self, guint first, guint n, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_arrange (StreeTestLocator *self, StreeGridOptions *options, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean
stree_test_locator_edit_cell (StreeTestLocator *self, guint row, const char *column, const char *text, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_save (StreeTestLocator *self, GError **error);

STREE_AVAILABLE_IN_1_0
gboolean
stree_test_locator_expect_cell (StreeTestLocator *self, guint row, const char *column, const char *text, GError **error);
STREE_AVAILABLE_IN_1_0
gboolean stree_test_locator_expect_rows (StreeTestLocator *self, guint n, GError **error);

#ifndef __GI_SCANNER__

#define stree_test_select_rows(what, first, n)                                                                         \
  stree_test_do (stree_test_locator_select_rows ((what), (first), (n), &stree_error))
#define stree_test_arrange(what, options) stree_test_do (stree_test_locator_arrange ((what), (options), &stree_error))
#define stree_test_edit_cell(what, row, column, text)                                                                  \
  stree_test_do (stree_test_locator_edit_cell ((what), (row), (column), (text), &stree_error))
#define stree_test_save(what) stree_test_do (stree_test_locator_save ((what), &stree_error))
#define stree_test_assert_cell(what, row, column, text)                                                                \
  stree_test_do (stree_test_locator_expect_cell ((what), (row), (column), (text), &stree_error))
#define stree_test_assert_rows(what, n) stree_test_do (stree_test_locator_expect_rows ((what), (n), &stree_error))

#endif /* __GI_SCANNER__ */

G_END_DECLS
