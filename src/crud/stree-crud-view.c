/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "crud/stree-crud-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-common.h"
#include "core/stree-component.h"
#include "core/stree-context.h"
#include "core/stree-event.h"
#include "core/stree-handler.h"
#include "elements/stree-elements.h"
#include "forms/stree-model-check.h"
#include "forms/stree-model-inputs.h"
#include "routing/stree-routing.h"
#include "tasks/stree-watch.h"

/* The component runs again when something is not as it was. */
static void
watch (StreeContext *cx, StreeCrud *self)
{
  stree_state_get_int64 (stree_watch_property (cx, "crud", G_OBJECT (self), "revision"));
}

/* --- what a user does --- */

typedef struct
{
  StreeCrud *crud;
  StreeBindings *fields;
  StreeState *intents; /* how often somebody wanted to save this record: from the first time on every field tells what it
                          lacks */
} Form;

static StreeSession *
session_of (StreeEvent *event)
{
  return stree_context_get_session (stree_event_get_context (event));
}

static void
save_cb (StreeEvent *event, gpointer data)
{
  const Form *form = data;
  gpointer instance = stree_build_model_from_bindings (form->crud->model, form->fields, NULL, NULL);

  stree_state_add (form->intents, 1);
  if (!instance)
    return;
  stree_crud_save (form->crud, session_of (event), instance);
  stree_model_free_instance (form->crud->model, instance);
}

static void
delete_cb (StreeEvent *event, gpointer crud)
{
  stree_crud_delete (crud, session_of (event));
}

static void
undo_cb (StreeEvent *event, gpointer crud)
{
  stree_crud_undo (crud, session_of (event));
}

static void
dismiss_cb (StreeEvent *event, gpointer crud)
{
  (void) event;
  stree_crud_dismiss (crud);
}

static void
read_cb (StreeEvent *event, gpointer crud)
{
  (void) event;
  stree_crud_read (crud);
}

static void
keep_cb (StreeEvent *event, gpointer crud)
{
  stree_crud_resolve (crud, session_of (event), STREE_GRID_KEEP_MINE);
}

static void
take_cb (StreeEvent *event, gpointer crud)
{
  stree_crud_resolve (crud, session_of (event), STREE_GRID_TAKE_THEIRS);
}

static void
put_off_cb (StreeEvent *event, gpointer crud)
{
  (void) event;
  stree_crud_put_off (crud);
}

/* --- the list --- */

/* As the form calls it. */
static const char *
label_of (StreeCrud *self, guint column)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (g_array_index (self->fields, StreeCrudField, i).column == column)
      return stree_model_get_field_label (self->model, g_array_index (self->fields, StreeCrudField, i).name);
  return stree_frame_get_column_name (stree_source_get_schema (self->source), column);
}

/* Where its cells have come: the selected row, or the one that was activated. Transfer full; NULL: none. */
static StreeRowKey *
chosen_key (StreeCrud *self, StreeGridResult *result)
{
  StreeFrame *selected = stree_grid_result_get_selected (result);
  StreeRowKey *cursor = stree_grid_result_get_cursor (result, NULL, NULL);

  switch (stree_grid_result_get_reason (result))
    {
    case STREE_GRID_REASON_SELECTION:
      if (self->n_keys > 0 && selected && stree_frame_get_n_rows (selected) == 1)
        return stree_row_key_new_of_row (selected, 0, self->keys, self->n_keys);
      return NULL;
    case STREE_GRID_REASON_ACTIVATE:
      return cursor ? stree_row_key_ref (cursor) : NULL;
    case STREE_GRID_REASON_SORT: /* opens nothing */
    case STREE_GRID_REASON_FILTER:
    case STREE_GRID_REASON_EDIT:
    case STREE_GRID_REASON_COLUMNS:
    default:
      return NULL;
    }
}

static void
chosen_cb (StreeEvent *event, gpointer data)
{
  StreeCrud *self = data;
  StreeGridResult *result = stree_event_get_grid_result (event);
  g_autoptr (StreeRowKey) key = chosen_key (self, result);
  g_autofree char *id = key ? stree_row_key_to_string (key) : NULL;

  if (!id || !*id)
    return;
  if (stree_grid_result_get_reason (result) == STREE_GRID_REASON_SELECTION)
    stree_crud_offer (self, id, stree_grid_result_get_selected (result), 0);
  stree_set_query_value (stree_event_get_session (event), id, "id", NULL);
}

/* Those that people read. */
static StreeGridColumns *
columns_of (StreeCrud *self)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  guint n = stree_frame_get_n_columns (schema), n_shown = 0;
  g_autofree StreeGridColumnArgs *args = g_new0 (StreeGridColumnArgs, n + 1);

  for (guint i = 0; i < n; i++)
    {
      if (stree_source_get_column_flags (self->source, i) & STREE_COLUMN_HIDDEN)
        continue;
      args[n_shown].name = stree_frame_get_column_name (schema, i);
      args[n_shown++].label = label_of (self, i);
    }
  args[n_shown].stree_end_ = 1;
  return stree_grid_columns_new_for_run (args);
}

/* Transfer full; NULL: which one is not known yet, or rows have no keys. */
static StreeRowKey *
open_key (StreeCrud *self)
{
  StreeRowKey *seen = self->n_keys > 0 ? stree_crud_dup_seen_key (self) : NULL;

  return seen || self->n_keys == 0 || self->reading ? seen : stree_row_key_new (NULL, 0);
}

static StreeElement *
list (StreeCrud *self)
{
  g_autoptr (StreeRowKey) selected = open_key (self);

  return stree_vstack (
      stree_button (_ ("New Record"), .key = "new",
                    .disabled = self->n_keys == 0 || !(stree_source_get_capabilities (self->source) & STREE_SOURCE_INSERT),
                    .on_click = stree_query_to ("id", STREE_CRUD_NEW_ID)),
      stree_data_grid (.source = self->source, .columns = columns_of (self), .selection_mode = STREE_SELECTION_SINGLE,
                       .selected = selected, .label = _ ("Records"), .on_result = stree_call (chosen_cb, self), .key = "records"));
}

/* --- what was done last --- */

static StreeElement *
banner (StreeCrud *self)
{
  if (self->outcome == STREE_CRUD_QUIET)
    return NULL;
  return stree_hstack_with (
      (.key = "banner"),
      stree_with (stree_text ("%s", self->message), .css = self->outcome == STREE_CRUD_FAILED ? "error" : NULL,
                  .hexpand = TRUE),
      self->can_undo ? stree_button (_ ("Undo"), .key = "undo", .primary = TRUE, .disabled = self->at_work != NULL,
                                     .on_click = stree_call (undo_cb, self))
                     : NULL,
      stree_button (_ ("Dismiss"), .key = "dismiss", .on_click = stree_call (dismiss_cb, self)));
}

/* --- two wrote the same --- */

static StreeElement *
value_line (const char *format, StreeCell *cell)
{
  g_autofree char *text = cell ? stree_cell_to_string (cell) : NULL;

  return stree_text_with (stree_str (format, text && *text ? text : "—"));
}

/* What a column has here and there, if somebody else has changed it. */
static void
add_values (StreeBuilder *rows, StreeCrud *self, guint column, gboolean deletes)
{
  guint row = 0;
  StreeFrame *now = stree_grid_edits_get_now (self->edits, self->at_work, &row);
  g_autoptr (StreeCell) mine = stree_grid_edits_get_cell (self->edits, self->at_work, column);
  g_autoptr (StreeCell) seen = stree_grid_edits_get_seen_cell (self->edits, self->at_work, column);
  g_autoptr (StreeCell) theirs = now ? stree_frame_get_cell (now, row, column) : NULL;

  if (!seen || !theirs || stree_cell_equal (seen, theirs) ||
      (!deletes &&
       !(stree_grid_edits_get_cell_state (self->edits, self->at_work, column) & STREE_GRID_EDIT_CONFLICT)))
    return;
  stree_builder_add (rows, stree_vstack_with ((.key = stree_str ("conflict %u", column), .spacing = 0),
                                              stree_with (stree_text ("%s", label_of (self, column)), .css = "dim-label"),
                                              value_line (_ ("Before: %s"), seen), value_line (_ ("Theirs: %s"), theirs),
                                              deletes ? NULL : value_line (_ ("Yours: %s"), mine)));
}

/* @id: NULL: none */
static const char *
title_of (StreeCrud *self, const char *id)
{
  const StreeCrudDraft *draft = id ? g_hash_table_lookup (self->drafts, id) : NULL;

  return !draft || draft->seen ? stree_str (_ ("Record %s"), id ? id : "") : _ ("New Record");
}

static StreeElement *
conflict (StreeCrud *self)
{
  StreeGridEditState state =
      self->conflict ? stree_grid_edits_get_row_state (self->edits, self->at_work) : (StreeGridEditState) 0;
  gboolean deletes = (state & STREE_GRID_EDIT_DELETED) != 0, gone = (state & STREE_GRID_EDIT_GONE) != 0;
  StreeBuilder *rows = stree_builder_new ();
  const char *what = gone      ? _ ("Somebody else has deleted this record meanwhile.")
                     : deletes ? _ ("Somebody else has saved other values since you saw this record.")
                               : _ ("Somebody else has saved other values meanwhile.");

  for (guint column = 0; self->conflict && column < stree_frame_get_n_columns (stree_source_get_schema (self->source));
       column++)
    add_values (rows, self, column, deletes);
  return stree_dialog_with (
      (.title = _ ("Two Changes"), .key = "conflict", .open = stree_value (self->conflict),
       .on_close = stree_call (put_off_cb, self)),
      stree_with (stree_text ("%s", title_of (self, self->work_id)), .css = "heading"), stree_text ("%s", what),
      stree_builder_end (rows),
      /* One below the other: words of any language have room. */
      stree_vstack (stree_button (deletes ? _ ("Cancel") : _ ("Go On Editing"), .key = "put off",
                                  .on_click = stree_call (put_off_cb, self)),
                    stree_button (gone      ? _ ("Let It Go")
                                  : deletes ? _ ("Keep It")
                                            : _ ("Take Theirs"),
                                  .key = "take theirs", .on_click = stree_call (take_cb, self)),
                    stree_button (gone      ? _ ("Save It Again")
                                  : deletes ? _ ("Delete It")
                                            : _ ("Save Mine"),
                                  .key = "keep mine", .primary = TRUE, .on_click = stree_call (keep_cb, self))));
}

/* --- one record --- */

static StreeElement *
form (StreeContext *cx, gpointer props)
{
  StreeCrud *self = props;
  StreeCrudDraft *draft = self->draft;
  StreeBindings *fields;
  StreeState *intents;
  StreeValidationErrors *errors;
  gboolean busy = self->at_work != NULL, is_new;
  StreeSourceCapabilities can = stree_source_get_capabilities (self->source);

  watch (cx, self);
  if (!draft)
    return NULL;
  fields = stree_bind_fields (cx, self->model, stree_str ("%s %u", self->prefix, draft->form));
  intents = stree_save_intent_counter (cx, NULL);
  is_new = !draft->seen;
  stree_crud_load (self, fields);
  errors = stree_state_get_int (intents) > 0 ? stree_validate_bindings (cx, self->model, fields)
                                             : stree_validate_edited (cx, self->model, fields);
  return stree_vstack (
      stree_subheader (title_of (self, self->id)),
      draft->gone ? stree_with (stree_text ("%s", _ ("Somebody else has deleted this record. Save it to have it again.")),
                                .css = "warning")
                  : NULL,
      stree_model_inputs (cx, self->model, fields, errors),
      stree_hstack (stree_button (_ ("Save"), .key = "save", .primary = TRUE,
                                  .disabled = busy || !(can & (is_new ? STREE_SOURCE_INSERT : STREE_SOURCE_UPDATE)) ||
                                              stree_validation_errors_get_n_errors (errors) > 0,
                                  .on_click = stree_call_with (save_cb, Form, self, fields, intents)),
                    is_new ? NULL
                           : stree_button (_ ("Delete"), .key = "delete", .disabled = busy || !(can & STREE_SOURCE_DELETE),
                                           .on_click = stree_call (delete_cb, self))));
}

static StreeElement *
problem (StreeCrud *self)
{
  return stree_vstack_with ((.key = "problem"), stree_with (stree_text ("%s", self->problem), .css = "error"),
                            stree_button (_ ("Try Again"), .key = "read", .on_click = stree_call (read_cb, self)));
}

static StreeElement *
detail (StreeCrud *self, const char *id)
{
  gboolean is_there = stree_crud_open (self, id);

  if (self->n_keys == 0)
    return stree_with (stree_text ("%s", _ ("Nothing tells the rows of this table apart: none of them can be opened.")),
                       .css = "dim-label");
  if (!*id)
    return stree_with (stree_text ("%s", _ ("Choose a record, or add one.")), .css = "dim-label");
  if (is_there)
    return stree_vstack (self->problem ? problem (self) : NULL,
                         stree_component (form, .props = self, .key = stree_str ("form %u", self->draft->form)));
  if (self->problem)
    return problem (self);
  if (self->absent)
    return stree_with (stree_text_with (stree_str (_ ("There is no record “%s”."), id)), .css = "dim-label");
  return stree_progress_bar (.indeterminate = TRUE, .text = _ ("Reading the record…"), .label = _ ("Record"));
}

/**
 * stree_crud_view:
 * @cx: a context
 * @crud: the records of a source; it must live as long as the component
 *
 * The records in a DataGrid, and one of them in a form: choosing, adding, changing and deleting them, with what is wrong at
 * each field, a way back from a deletion, and both values where somebody else has saved the same record. Which one is open is
 * the location's parameter `id`. A hook, to be called in a component.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_crud_view (StreeContext *cx, StreeCrud *crud)
{
  StreeElement *shown;

  g_return_val_if_fail (cx != NULL && STREE_IS_CRUD (crud), NULL);
  watch (cx, crud);
  shown = detail (crud, stree_selected_id_from_query (cx, "", NULL));
  return stree_vstack_with ((.common = stree_common (.vexpand = TRUE)), banner (crud),
                            stree_with (stree_split_view_with ((.narrow_ratio = stree_value (0.45)), list (crud),
                                                               stree_vstack (shown)),
                                        .vexpand = TRUE),
                            conflict (crud));
}

/**
 * stree_save_intent_counter:
 * @cx: a context
 * @name: (nullable): the state's name in the component; %NULL: `save_intent`
 *
 * Counts how often somebody wanted to save. In C, `stree_add (counter, 1)` is the handler that counts one more; a binding
 * calls [method@State.add]. What depends on the number runs once for each intent.
 *
 * Returns: (transfer none): the counter, 0 at first
 *
 * Since: 1.0
 */
StreeState *
stree_save_intent_counter (StreeContext *cx, const char *name)
{
  g_return_val_if_fail (cx != NULL, NULL);
  return stree_state_int (cx, name ? name : "save_intent", 0);
}
