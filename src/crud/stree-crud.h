/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

/*
 * crud: the records of a source in a DataGrid, and one of them in a form that is made from the source's columns. StreeCrud
 * is what goes on with them: it reads the one that is open, saves and deletes through StreeGridEdits, so that nothing is
 * lost where somebody else changes the same; stree_crud_view () is what a user sees of it. Which record is open is in the
 * location.
 */

#include "core/stree-element.h"
#include "core/stree-state.h"
#include "forms/stree-model.h"
#include "grid/stree-grid-edits.h"

G_BEGIN_DECLS

/**
 * STREE_CRUD_NEW_ID:
 *
 * The id in the location of a record that is being added.
 *
 * Since: 1.0
 */
#define STREE_CRUD_NEW_ID "+"

/**
 * STREE_TYPE_CRUD:
 *
 * The type of #StreeCrud.
 *
 * Since: 1.0
 */
#define STREE_TYPE_CRUD (stree_crud_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeCrud, stree_crud, STREE, CRUD, GObject)

STREE_AVAILABLE_IN_1_0
StreeCrud *stree_crud_new (StreeSource *source) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
StreeSource *stree_crud_get_source (StreeCrud *crud);

STREE_AVAILABLE_IN_1_0
StreeGridEdits *stree_crud_get_edits (StreeCrud *crud);

STREE_AVAILABLE_IN_1_0
StreeModel *stree_crud_get_model (StreeCrud *crud);

STREE_AVAILABLE_IN_1_0
char *stree_crud_dup_field (StreeCrud *crud, const char *column) G_GNUC_WARN_UNUSED_RESULT;

STREE_AVAILABLE_IN_1_0
gboolean stree_crud_is_busy (StreeCrud *crud);

STREE_AVAILABLE_IN_1_0
StreeElement *stree_crud_view (StreeContext *cx, StreeCrud *crud);

STREE_AVAILABLE_IN_1_0
StreeState *stree_save_intent_counter (StreeContext *cx, const char *name);

G_END_DECLS
