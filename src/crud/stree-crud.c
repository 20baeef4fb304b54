/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "crud/stree-crud-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-thread-private.h"
#include "routing/stree-routing.h"
#include "routing/stree-work.h"

/* Records of the list. */
#define MAX_RECORDS 1000

/**
 * StreeCrud:
 *
 * The records of a source, with one of them open: read, saved and deleted.
 *
 * Since: 1.0
 */
G_DEFINE_FINAL_TYPE (StreeCrud, stree_crud, G_TYPE_OBJECT)

enum
{
  PROP_REVISION = 1
};

static void read_records (StreeCrud *self);
static void find_missing (StreeCrud *self);

static void
draft_free (gpointer data)
{
  StreeCrudDraft *draft = data;

  g_clear_pointer (&draft->seen, stree_frame_unref);
  g_clear_pointer (&draft->saved_in, stree_frame_unref);
  g_free (draft);
}

static void
changed (StreeCrud *self)
{
  self->revision++;
  g_object_notify (G_OBJECT (self), "revision");
}

static void
stree_crud_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  (void) id;
  (void) pspec;
  g_value_set_uint (value, STREE_CRUD (object)->revision);
}

static void
stree_crud_dispose (GObject *object)
{
  StreeCrud *self = STREE_CRUD (object);

  if (self->source)
    g_clear_signal_handler (&self->changed_id, self->source);
  if (self->edits)
    g_clear_signal_handler (&self->rekeyed_id, self->edits);
  g_clear_object (&self->edits);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (stree_crud_parent_class)->dispose (object);
}

static void
stree_crud_finalize (GObject *object)
{
  StreeCrud *self = STREE_CRUD (object);

  g_clear_pointer (&self->model, stree_model_unref);
  g_array_unref (self->fields);
  g_free (self->keys);
  g_free (self->prefix);
  g_clear_pointer (&self->records, stree_frame_unref);
  g_hash_table_unref (self->drafts);
  g_clear_pointer (&self->at_work, stree_row_key_unref);
  g_free (self->problem);
  g_free (self->id);
  g_free (self->missing);
  g_free (self->message);
  g_weak_ref_clear (&self->session);
  G_OBJECT_CLASS (stree_crud_parent_class)->finalize (object);
}

static void
stree_crud_class_init (StreeCrudClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->get_property = stree_crud_get_property;
  object->dispose = stree_crud_dispose;
  object->finalize = stree_crud_finalize;

  /**
   * StreeCrud:revision:
   *
   * Another number whenever something is not as it was.
   *
   * Since: 1.0
   */
  g_object_class_install_property (object, PROP_REVISION,
                                   g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
stree_crud_init (StreeCrud *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);
  g_weak_ref_init (&self->session, NULL);
}

/* The record that is saved, and with it the location, has another id. */
static void
rekeyed_cb (StreeGridEdits *edits, StreeRowKey *old_key, StreeRowKey *new_key, StreeCrud *self)
{
  (void) edits;
  if (!self->at_work || !stree_row_key_equal (self->at_work, old_key))
    return;
  stree_row_key_unref (self->at_work);
  self->at_work = stree_row_key_ref (new_key);
}

/**
 * stree_crud_new:
 * @source: a table with keys
 *
 * Begins to work with the records of a table.
 *
 * Returns: (transfer full): what goes on with them
 *
 * Since: 1.0
 */
StreeCrud *
stree_crud_new (StreeSource *source)
{
  static guint n_made;
  StreeCrud *self;

  STREE_MAIN_THREAD_ONLY ();
  g_return_val_if_fail (STREE_IS_SOURCE (source), NULL);
  self = g_object_new (STREE_TYPE_CRUD, NULL);
  self->source = g_object_ref (source);
  self->edits = stree_grid_edits_new (source);
  self->keys = stree_source_get_key_columns (source, &self->n_keys);
  self->prefix = g_strdup_printf ("crud %u", ++n_made);
  stree_crud_make_model (self);
  self->changed_id = g_signal_connect_swapped (source, "changed", G_CALLBACK (read_records), self);
  self->rekeyed_id = g_signal_connect (self->edits, "rekeyed", G_CALLBACK (rekeyed_cb), self);
  read_records (self);
  return self;
}

/**
 * stree_crud_get_source:
 * @crud: the records of a source
 *
 * The table.
 *
 * Returns: (transfer none): the source
 *
 * Since: 1.0
 */
StreeSource *
stree_crud_get_source (StreeCrud *crud)
{
  g_return_val_if_fail (STREE_IS_CRUD (crud), NULL);
  return crud->source;
}

/**
 * stree_crud_get_edits:
 * @crud: the records of a source
 *
 * What is not written yet: most of the time nothing, for each save is a commit. A conflict is one of these.
 *
 * Returns: (transfer none): the edits
 *
 * Since: 1.0
 */
StreeGridEdits *
stree_crud_get_edits (StreeCrud *crud)
{
  g_return_val_if_fail (STREE_IS_CRUD (crud), NULL);
  return crud->edits;
}

/**
 * stree_crud_get_model:
 * @crud: the records of a source
 *
 * What the form is made from: a field for each column that can be written. Before the form is shown, labels and validators
 * can be added; see [method@Crud.dup_field].
 *
 * Returns: (transfer none): the model
 *
 * Since: 1.0
 */
StreeModel *
stree_crud_get_model (StreeCrud *crud)
{
  g_return_val_if_fail (STREE_IS_CRUD (crud), NULL);
  return crud->model;
}

/**
 * stree_crud_get_records:
 * @crud: the records of a source
 *
 * The records of the list: the first 1,000.
 *
 * Returns: (transfer none) (nullable): them; %NULL: they are not read yet
 *
 * Since: 1.0
 */
StreeFrame *
stree_crud_get_records (StreeCrud *crud)
{
  g_return_val_if_fail (STREE_IS_CRUD (crud), NULL);
  return crud->records;
}

/**
 * stree_crud_is_busy:
 * @crud: the records of a source
 *
 * Whether it reads or writes.
 *
 * Returns: whether it does
 *
 * Since: 1.0
 */
gboolean
stree_crud_is_busy (StreeCrud *crud)
{
  g_return_val_if_fail (STREE_IS_CRUD (crud), FALSE);
  return crud->reading || crud->at_work || stree_grid_edits_is_committing (crud->edits);
}

/* --- reading --- */

/* Takes @error. */
static void
records_came (StreeCrud *self, StreeFrame *records, GError *error)
{
  self->reading = FALSE;
  g_clear_pointer (&self->problem, g_free);
  if (error)
    self->problem = g_strdup (error->message);
  if (records)
    {
      stree_frame_ref (records);
      g_clear_pointer (&self->records, stree_frame_unref);
      self->records = records;
    }
  g_clear_error (&error);
  if (self->read_again)
    read_records (self);
  changed (self);
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeCrud) self = data;
  GError *error = NULL;
  g_autoptr (StreeFrame) page = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);

  if (self->source)
    records_came (self, page, error);
  else
    g_clear_error (&error);
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeCrud) self = data;
  GError *error = NULL;
  g_autoptr (StreeResultSet) rows = stree_source_query_finish (STREE_SOURCE (object), result, &error);
  gboolean exact;

  if (!self->source)
    {
      g_clear_error (&error);
      return;
    }
  if (!rows)
    {
      records_came (self, NULL, error);
      return;
    }
  self->n_records = stree_result_set_get_n_rows (rows, &exact);
  stree_result_set_page_async (rows, 0, MAX_RECORDS, NULL, page_cb, g_object_ref (self));
}

static void
read_records (StreeCrud *self)
{
  g_autoptr (StreeQuery) query = stree_query_new ();

  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  stree_source_query_async (self->source, query, NULL, queried_cb, g_object_ref (self));
}

/* --- which one is open --- */

static gboolean
is_id (StreeCrud *self, StreeFrame *frame, guint row, const char *id)
{
  g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (frame, row, self->keys, self->n_keys);
  g_autofree char *text = stree_row_key_to_string (key);

  return g_str_equal (text, id);
}

/* Where it is in the list. */
static gboolean
find (StreeCrud *self, const char *id, guint *row)
{
  for (guint i = 0; self->records && self->n_keys > 0 && i < stree_frame_get_n_rows (self->records); i++)
    if (is_id (self, self->records, i, id))
      {
        *row = i;
        return TRUE;
      }
  return FALSE;
}

static void
set_seen (StreeCrudDraft *draft, StreeFrame *seen, guint row)
{
  if (seen)
    stree_frame_ref (seen);
  g_clear_pointer (&draft->seen, stree_frame_unref);
  g_clear_pointer (&draft->saved_in, stree_frame_unref);
  draft->seen = seen;
  draft->row = row;
  draft->loaded = FALSE;
}

static void
set_open (StreeCrud *self, const char *id)
{
  char *copy = g_strdup (id);

  g_free (self->id);
  self->id = copy;
  self->draft = id ? g_hash_table_lookup (self->drafts, id) : NULL;
}

static void
open_new (StreeCrud *self, const char *id, StreeFrame *seen, guint row)
{
  StreeCrudDraft *draft = g_new0 (StreeCrudDraft, 1);

  set_seen (draft, seen, row);
  g_hash_table_insert (self->drafts, g_strdup (id), draft);
  set_open (self, id);
}

gboolean
stree_crud_open (StreeCrud *self, const char *id)
{
  guint row;

  if (self->id && g_str_equal (self->id, id))
    return TRUE;
  if (g_hash_table_contains (self->drafts, id))
    set_open (self, id);
  else if (g_str_equal (id, STREE_CRUD_NEW_ID))
    open_new (self, id, NULL, 0);
  else if (find (self, id, &row))
    open_new (self, id, self->records, row);
  else
    {
      set_open (self, NULL);
      if (g_strcmp0 (self->missing, id) != 0 && self->records && *id)
        {
          g_free (self->missing);
          self->missing = g_strdup (id);
          find_missing (self);
        }
      return FALSE;
    }
  return TRUE;
}

void
stree_crud_load (StreeCrud *self, StreeBindings *fields)
{
  StreeCrudDraft *draft = self->draft;
  gboolean newer = draft->seen && draft->seen != self->records && self->records != draft->saved_in && !self->at_work;
  gpointer instance;
  guint row;

  if (draft->loaded && newer && find (self, self->id, &row) &&
      (draft->saved_in || !stree_crud_is_modified (self, fields)))
    set_seen (draft, self->records, row);
  if (draft->loaded)
    return;
  instance = stree_crud_make_instance (self, draft->seen, draft->row);
  draft->loaded = stree_bindings_load (fields, self->model, instance, NULL);
  stree_model_free_instance (self->model, instance);
}

/* What is in the form is no draft any more. */
static void
drop_draft (StreeCrud *self)
{
  g_autofree char *id = self->id;

  self->id = NULL;
  self->draft = NULL;
  if (id)
    g_hash_table_remove (self->drafts, id);
  g_clear_pointer (&self->missing, g_free);
}

static void
missing_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeCrud) self = data;
  g_autoptr (StreeResultSet) rows = stree_source_query_finish (STREE_SOURCE (object), result, NULL);
  g_autoptr (StreeFrame) page = rows ? stree_result_set_get_page (rows, 0, 1) : NULL;

  if (!page || stree_frame_get_n_rows (page) == 0 || !self->missing || !is_id (self, page, 0, self->missing))
    return;
  open_new (self, self->missing, page, 0);
  changed (self);
}

/* Behind the records of the list: only where an id can be read as a key. */
static void
find_missing (StreeCrud *self)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  g_autoptr (StreeQuery) query = NULL;
  g_autoptr (StreeFilter) filter = NULL;
  g_autoptr (StreeCell) cell = NULL;

  if (self->n_keys != 1 || self->n_records <= stree_frame_get_n_rows (self->records))
    return;
  cell = stree_cell_new_parsed (stree_frame_get_column_type (schema, self->keys[0]), self->missing, NULL);
  if (!cell || stree_cell_is_null (cell))
    return;
  query = stree_query_new ();
  filter = stree_filter_new_compare (stree_frame_get_column_name (schema, self->keys[0]), STREE_FILTER_EQUAL, cell);
  stree_query_set_filter (query, filter);
  stree_source_query_async (self->source, query, NULL, missing_cb, g_object_ref (self));
}

/* --- writing --- */

/* Takes @message. */
static void
tell (StreeCrud *self, StreeCrudOutcome outcome, char *message)
{
  g_free (self->message);
  self->message = message;
  self->outcome = outcome;
}

typedef struct
{
  StreeCrud *crud; /* held */
  StreeCrudOutcome outcome;
  char *message; /* owned: when it is done */
} Work;

/* The location goes where the record is: it may have another id, or be gone. */
static void
follow (StreeCrud *self, StreeCrudOutcome outcome)
{
  g_autoptr (StreeSession) session = g_weak_ref_get (&self->session);
  g_autofree char *id = outcome == STREE_CRUD_CAN_UNDO ? NULL : stree_row_key_to_string (self->at_work);

  if (self->draft && self->records && g_strcmp0 (self->id, id) == 0)
    self->draft->saved_in = stree_frame_ref (self->records);
  else
    drop_draft (self);
  read_records (self);
  if (session)
    stree_set_query_value (session, id ? id : "", "id", NULL);
}

static void
end_work (StreeCrud *self)
{
  g_autoptr (StreeSession) session = g_weak_ref_get (&self->session);

  if (session)
    stree_session_end_work (session, self->work);
  g_clear_pointer (&self->at_work, stree_row_key_unref);
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Work *work = data;
  StreeCrud *self = work->crud;
  g_autoptr (GError) error = NULL;

  if (stree_grid_edits_commit_finish (STREE_GRID_EDITS (object), result, &error))
    {
      tell (self, work->outcome, g_steal_pointer (&work->message));
      follow (self, work->outcome);
      end_work (self);
    }
  else if (g_error_matches (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_CONFLICT))
    {
      self->conflict = TRUE; /* it is at work until somebody says how */
      tell (self, STREE_CRUD_QUIET, NULL);
    }
  else
    {
      /* The form has what was typed. */
      stree_grid_edits_revert_all (self->edits);
      tell (self, STREE_CRUD_FAILED, g_strdup (error->message));
      end_work (self);
    }
  changed (self);
  g_object_unref (self);
  g_free (work->message);
  g_free (work);
}

/* Takes @message. */
static void
commit (StreeCrud *self, StreeCrudOutcome outcome, char *message)
{
  Work *work = g_new0 (Work, 1);

  *work = (Work){ g_object_ref (self), outcome, message };
  tell (self, STREE_CRUD_QUIET, NULL);
  stree_grid_edits_commit_async (self->edits, NULL, committed_cb, work);
  changed (self);
}

/* Takes @key. */
static void
begin_work (StreeCrud *self, StreeSession *session, StreeRowKey *key, const char *what)
{
  g_clear_pointer (&self->at_work, stree_row_key_unref);
  self->at_work = key;
  g_weak_ref_set (&self->session, session);
  self->work = stree_session_begin_work (session, what);
}

static StreeRowKey *
open_key (StreeCrud *self)
{
  return self->draft->seen
             ? stree_row_key_new_of_row (self->draft->seen, self->draft->row, self->keys, self->n_keys)
             : stree_grid_edits_insert_row (self->edits, STREE_GRID_END);
}

void
stree_crud_save (StreeCrud *self, StreeSession *session, gpointer instance)
{
  gpointer loaded;
  StreeRowKey *key;
  gboolean taken = TRUE;

  if (self->at_work || !self->draft)
    return;
  loaded = stree_crud_make_instance (self, self->draft->seen, self->draft->row);
  stree_grid_edits_begin_step (self->edits, _ ("Save"));
  key = open_key (self);
  for (guint i = 0; key && i < self->fields->len; i++)
    {
      const StreeCrudField *field = &g_array_index (self->fields, StreeCrudField, i);
      g_autoptr (StreeCell) typed = stree_crud_get_cell (self, instance, field);
      g_autoptr (StreeCell) was = stree_crud_get_cell (self, loaded, field);

      /* What a form cannot tell apart, such as a null from an empty text, stays as it is. */
      if (!stree_cell_equal (typed, was))
        taken = stree_grid_edits_set_cell (self->edits, key, self->draft->seen, self->draft->row, field->column, typed) &&
                taken;
    }
  stree_grid_edits_end_step (self->edits);
  stree_model_free_instance (self->model, loaded);
  if (!key || !taken)
    {
      g_clear_pointer (&key, stree_row_key_unref);
      stree_grid_edits_revert_all (self->edits);
      tell (self, STREE_CRUD_FAILED,
            g_strdup (self->draft->seen ? _ ("The cells of this table cannot be changed")
                                        : _ ("No rows can be added to this table")));
      changed (self);
      return;
    }
  begin_work (self, session, key, _ ("A record is being saved"));
  commit (self, STREE_CRUD_DONE, g_strdup (_ ("Saved.")));
}

void
stree_crud_delete (StreeCrud *self, StreeSession *session)
{
  StreeRowKey *key;

  if (self->at_work || !self->draft || !self->draft->seen)
    return;
  key = open_key (self);
  if (!stree_grid_edits_delete_row (self->edits, key, self->draft->seen, self->draft->row))
    {
      stree_row_key_unref (key);
      tell (self, STREE_CRUD_FAILED, g_strdup (_ ("No rows of this table can be deleted")));
      changed (self);
      return;
    }
  begin_work (self, session, key, _ ("A record is being deleted"));
  commit (self, STREE_CRUD_CAN_UNDO, g_strdup_printf (_ ("Record %s is deleted."), self->id));
}

/* The row comes again as a new one. */
void
stree_crud_undo (StreeCrud *self, StreeSession *session)
{
  g_autoptr (GPtrArray) keys = NULL;

  if (self->at_work || self->outcome != STREE_CRUD_CAN_UNDO || !stree_grid_edits_undo (self->edits))
    return;
  keys = stree_grid_edits_list_rows (self->edits, STREE_GRID_EDIT_INSERTED);
  if (keys->len == 0)
    return;
  begin_work (self, session, stree_row_key_ref (g_ptr_array_index (keys, 0)), _ ("A record is being brought back"));
  commit (self, STREE_CRUD_DONE, g_strdup (_ ("The record is back.")));
}

void
stree_crud_resolve (StreeCrud *self, StreeSession *session, StreeGridResolution resolution)
{
  gboolean deletes;

  if (!self->conflict)
    return;
  self->conflict = FALSE;
  deletes = stree_grid_edits_get_row_state (self->edits, self->at_work) & STREE_GRID_EDIT_DELETED;
  stree_grid_edits_resolve_row (self->edits, self->at_work, resolution);
  g_weak_ref_set (&self->session, session);
  if (resolution == STREE_GRID_KEEP_MINE)
    {
      commit (self, deletes ? STREE_CRUD_CAN_UNDO : STREE_CRUD_DONE, g_strdup (deletes ? _ ("Deleted.") : _ ("Saved.")));
      return;
    }
  /* What somebody else has written is what is open now. */
  stree_grid_edits_revert_all (self->edits);
  end_work (self);
  drop_draft (self);
  read_records (self);
  tell (self, STREE_CRUD_DONE, g_strdup (_ ("The record is as somebody else has saved it.")));
  changed (self);
}

void
stree_crud_put_off (StreeCrud *self)
{
  if (!self->conflict)
    return;
  self->conflict = FALSE;
  stree_grid_edits_revert_all (self->edits);
  end_work (self);
  changed (self);
}

void
stree_crud_dismiss (StreeCrud *self)
{
  tell (self, STREE_CRUD_QUIET, NULL);
  changed (self);
}
