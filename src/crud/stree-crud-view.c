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

/* The first text that people read, else the id. */
static const char *
name_of (StreeCrud *self, guint row, const char *id)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      guint column = g_array_index (self->fields, StreeCrudField, i).column;

      if (stree_frame_get_column_type (self->records, column) == STREE_COLUMN_TEXT &&
          !stree_frame_is_null (self->records, row, column) && *stree_frame_get_text (self->records, row, column))
        return stree_frame_get_text (self->records, row, column);
    }
  return id;
}

static const char *
id_of (StreeCrud *self, guint row)
{
  g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (self->records, row, self->keys, self->n_keys);
  g_autofree char *text = stree_row_key_to_string (key);

  return stree_str ("%s", text);
}

static StreeElement *
make_row (guint index, gpointer data)
{
  StreeCrud *self = data;
  const char *id = id_of (self, index);
  gboolean is_open = self->id && g_str_equal (id, self->id);

  return stree_button (name_of (self, index, id), .key = stree_str ("record %s", id), .primary = is_open,
                       .on_click = stree_query_to ("id", id), .common = stree_common (.hexpand = TRUE));
}

static const char *
row_key (guint index, gpointer data)
{
  return id_of (data, index);
}

static StreeElement *
list (StreeCrud *self)
{
  guint n = stree_frame_get_n_rows (self->records);

  return stree_vstack (stree_button (_ ("New Record"), .key = "new",
                                     .disabled = !(stree_source_get_capabilities (self->source) & STREE_SOURCE_INSERT),
                                     .on_click = stree_query_to ("id", STREE_CRUD_NEW_ID)),
                       stree_list ((int) n, make_row, row_key, self, .key = "records",
                                   .common = stree_common (.vexpand = TRUE)),
                       self->n_records > n ? stree_with (stree_text_with (stree_str (_ ("The first %u of %s records."), n,
                                                                                     stree_str ("%" G_GUINT64_FORMAT,
                                                                                                self->n_records))),
                                                         .css = "dim-label")
                                           : NULL);
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
      self->outcome == STREE_CRUD_CAN_UNDO
          ? stree_button (_ ("Undo"), .key = "undo", .primary = TRUE, .on_click = stree_call (undo_cb, self))
          : NULL,
      stree_button (_ ("Dismiss"), .key = "dismiss", .on_click = stree_call (dismiss_cb, self)));
}

/* --- two wrote the same --- */

static StreeElement *
values_row (const char *what, const char *mine, const char *theirs, const char *key)
{
  return stree_columns_with ((.key = key), stree_with (stree_text ("%s", what), .css = "dim-label"),
                             stree_text ("%s", *mine ? mine : "—"), stree_text ("%s", *theirs ? theirs : "—"));
}

static void
add_values (StreeBuilder *rows, StreeCrud *self, guint column)
{
  guint row = 0;
  StreeFrame *now = stree_grid_edits_get_now (self->edits, self->at_work, &row);
  g_autoptr (StreeCell) cell = stree_grid_edits_get_cell (self->edits, self->at_work, column);
  g_autofree char *mine = cell ? stree_cell_to_string (cell) : g_strdup ("");
  g_autofree char *theirs = now ? stree_frame_dup_cell_text (now, row, column) : g_strdup ("");

  stree_builder_add (rows, values_row (stree_frame_get_column_name (stree_source_get_schema (self->source), column), mine,
                                       theirs, stree_str ("conflict %u", column)));
}

static StreeElement *
conflict (StreeCrud *self)
{
  StreeGridEditState state =
      self->conflict ? stree_grid_edits_get_row_state (self->edits, self->at_work) : (StreeGridEditState) 0;
  StreeBuilder *rows = stree_builder_new ();
  const char *what = _ ("Somebody else has saved other values meanwhile.");
  const char *mine = _ ("Save Mine"), *theirs = _ ("Take Theirs");

  if (state & STREE_GRID_EDIT_GONE)
    {
      what = _ ("Somebody else has deleted this record meanwhile.");
      mine = _ ("Save It Again");
      theirs = _ ("Let It Go");
    }
  else if (state & STREE_GRID_EDIT_DELETED)
    {
      what = _ ("Somebody else has saved other values since you saw this record.");
      mine = _ ("Delete It");
      theirs = _ ("Keep It");
    }
  else if (self->conflict)
    {
      stree_builder_add (rows, values_row ("", _ ("Yours"), _ ("Theirs"), "conflict head"));
      for (guint column = 0; column < stree_frame_get_n_columns (stree_source_get_schema (self->source)); column++)
        if (stree_grid_edits_get_cell_state (self->edits, self->at_work, column) & STREE_GRID_EDIT_CONFLICT)
          add_values (rows, self, column);
    }
  return stree_dialog_with (
      (.title = _ ("Two Changes"), .key = "conflict", .open = stree_value (self->conflict),
       .on_close = stree_call (put_off_cb, self)),
      stree_text ("%s", what), stree_builder_end (rows),
      stree_hstack (stree_button (_ ("Go On Editing"), .key = "put off", .on_click = stree_call (put_off_cb, self)),
                    stree_button (theirs, .key = "take theirs", .on_click = stree_call (take_cb, self)),
                    stree_button (mine, .key = "keep mine", .primary = TRUE, .on_click = stree_call (keep_cb, self))));
}

/* --- one record --- */

static StreeElement *
form (StreeContext *cx, gpointer props)
{
  StreeCrud *self = props;
  StreeBindings *fields = stree_bind_fields (cx, self->model, stree_str ("%s %s", self->prefix, self->id));
  StreeState *intents = stree_save_intent_counter (cx, NULL);
  StreeValidationErrors *errors;
  gboolean busy = self->at_work != NULL, is_new = !self->draft->seen;
  StreeSourceCapabilities can = stree_source_get_capabilities (self->source);

  stree_crud_load (self, fields);
  errors = stree_state_get_int (intents) > 0 ? stree_validate_bindings (cx, self->model, fields)
                                             : stree_validate_edited (cx, self->model, fields);
  return stree_vstack (
      stree_subheader (is_new ? _ ("New Record") : stree_str (_ ("Record %s"), self->id)),
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
detail (StreeCrud *self, const char *id)
{
  if (!*id)
    return stree_with (stree_text ("%s", _ ("Choose a record, or add one.")), .css = "dim-label");
  if (stree_crud_open (self, id))
    return stree_component (form, .props = self, .key = stree_str ("form %s", id));
  if (self->reading)
    return stree_progress_bar (.indeterminate = TRUE, .text = _ ("Reading the records…"), .label = _ ("Records"));
  return stree_with (stree_text_with (stree_str (_ ("There is no record “%s”."), id)), .css = "dim-label");
}

/**
 * stree_crud_view:
 * @cx: a context
 * @crud: the records of a source; it must live as long as the component
 *
 * A list of records, and one of them in a form: choosing, adding, changing and deleting them, with what is wrong at each
 * field, a way back from a deletion, and both values where somebody else has saved the same record. Which one is open is
 * the location's parameter `id`. A hook, to be called in a component.
 *
 * Returns: (transfer none): the element
 *
 * Since: 1.0
 */
StreeElement *
stree_crud_view (StreeContext *cx, StreeCrud *crud)
{
  const char *id;
  StreeElement *shown;

  g_return_val_if_fail (cx != NULL && STREE_IS_CRUD (crud), NULL);
  id = stree_selected_id_from_query (cx, "", NULL);
  stree_watch_property (cx, "crud", G_OBJECT (crud), "revision");
  if (!crud->records)
    return crud->problem ? stree_with (stree_text ("%s", crud->problem), .css = "error")
                         : stree_progress_bar (.indeterminate = TRUE, .text = _ ("Reading the records…"),
                                               .label = _ ("Records"));
  shown = detail (crud, id);
  return stree_vstack (banner (crud), stree_split_view (list (crud), stree_vstack (shown)), conflict (crud));
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
