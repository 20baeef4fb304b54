/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "crud/stree-crud-private.h"

#include <glib/gi18n-lib.h>

#include "core/stree-thread-private.h"
#include "routing/stree-location.h"
#include "routing/stree-routing.h"
#include "routing/stree-work.h"

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

void
stree_crud_changed (StreeCrud *self)
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
  g_hash_table_unref (self->drafts);
  g_clear_pointer (&self->at_work, stree_row_key_unref);
  g_free (self->problem);
  g_free (self->id);
  g_free (self->read_id);
  g_free (self->work_id);
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
  g_object_class_install_property (
      object, PROP_REVISION,
      g_param_spec_uint ("revision", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
stree_crud_init (StreeCrud *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, stree_crud_draft_free);
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
  self->changed_id = g_signal_connect_swapped (source, "changed", G_CALLBACK (stree_crud_read), self);
  self->rekeyed_id = g_signal_connect (self->edits, "rekeyed", G_CALLBACK (rekeyed_cb), self);
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
 * What the form is made from: a field for each column that can be written. Before it is shown, labels, which the
 * columns of the list have as well, and validators can be added; see [method@Crud.dup_field].
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

/* --- what a user is told --- */

/* Takes @message. */
static void
tell (StreeCrud *self, StreeCrudOutcome outcome, char *message)
{
  g_free (self->message);
  self->message = message;
  self->outcome = outcome;
}

/* Transfer full; NULL: the window is gone, or nothing is open in it. */
static char *
dup_open_id (StreeSession *session)
{
  return session ? stree_location_dup_param (stree_session_get_location (session), "id") : NULL;
}

/* Whether the record at work is the one that the user sees. */
static gboolean
sees_work (StreeCrud *self)
{
  g_autoptr (StreeSession) session = g_weak_ref_get (&self->session);
  g_autofree char *open = dup_open_id (session);

  return !self->work_id || g_strcmp0 (open, self->work_id) == 0;
}

/* Where another record is open, which one it is. */
static char *
make_failure (StreeCrud *self, const char *reason)
{
  if (sees_work (self))
    return g_strdup (reason);
  if (g_str_equal (self->work_id, STREE_CRUD_NEW_ID))
    /* Translators: why it could not be saved */
    return g_strdup_printf (_ ("New record: %s"), reason);
  /* Translators: its id, and why it could not be saved or deleted */
  return g_strdup_printf (_ ("Record %s: %s"), self->work_id, reason);
}

static char *
make_success (StreeCrud *self)
{
  g_autofree char *id = NULL;

  if (self->work == STREE_CRUD_UNDO)
    return g_strdup (_ ("The record is back."));
  if (self->work == STREE_CRUD_DELETE)
    return g_strdup_printf (_ ("Record %s is deleted."), self->work_id);
  if (sees_work (self))
    return g_strdup (_ ("Saved."));
  id = stree_row_key_to_string (self->at_work);
  return g_strdup_printf (_ ("Record %s is saved."), id);
}

/* --- writing --- */

static StreeCrudDraft *
draft_at_work (StreeCrud *self)
{
  return self->work_id ? g_hash_table_lookup (self->drafts, self->work_id) : NULL;
}

static void
end_work (StreeCrud *self)
{
  g_autoptr (StreeSession) session = g_weak_ref_get (&self->session);
  StreeCrudDraft *draft = draft_at_work (self);

  if (session)
    stree_session_end_work (session, self->work_number);
  if (draft)
    g_clear_pointer (&draft->sent, stree_frame_unref);
  g_clear_pointer (&self->at_work, stree_row_key_unref);
  g_clear_pointer (&self->work_id, g_free);
}

/* The location goes where the record is, if that is open: it may have another id, or be gone. */
static void
follow (StreeCrud *self)
{
  g_autoptr (StreeSession) session = g_weak_ref_get (&self->session);
  g_autofree char *open = dup_open_id (session);
  g_autofree char *id = self->work == STREE_CRUD_DELETE ? g_strdup ("") : stree_row_key_to_string (self->at_work);
  gboolean goes = self->work_id ? g_strcmp0 (open, self->work_id) == 0 : !open || !*open;

  if (self->work == STREE_CRUD_DELETE)
    stree_crud_drop (self, self->work_id);
  else if (self->work == STREE_CRUD_SAVE)
    stree_crud_saved (self, self->work_id, self->at_work);
  stree_crud_read_anew (self);
  if (session && goes && g_strcmp0 (open, id) != 0)
    stree_set_query_value (session, id, "id", NULL);
}

/* Nothing was written. The form has what was typed, and a deletion can still be undone. */
static void
take_back (StreeCrud *self)
{
  if (self->work == STREE_CRUD_UNDO)
    self->can_undo = stree_grid_edits_redo (self->edits);
  else
    stree_grid_edits_revert_all (self->edits);
  end_work (self);
}

static void
committed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeCrud) self = data;
  g_autoptr (GError) error = NULL;

  if (stree_grid_edits_commit_finish (STREE_GRID_EDITS (object), result, &error))
    {
      tell (self, STREE_CRUD_DONE, make_success (self));
      self->can_undo = self->work == STREE_CRUD_DELETE;
      follow (self);
      end_work (self);
    }
  else if (g_error_matches (error, STREE_GRID_EDITS_ERROR, STREE_GRID_EDITS_ERROR_CONFLICT))
    self->conflict = TRUE; /* it is at work until somebody says how */
  else
    {
      tell (self, STREE_CRUD_FAILED, make_failure (self, error->message));
      take_back (self);
    }
  stree_crud_changed (self);
}

static void
commit (StreeCrud *self)
{
  tell (self, STREE_CRUD_QUIET, NULL);
  self->can_undo = FALSE;
  stree_grid_edits_commit_async (self->edits, NULL, committed_cb, g_object_ref (self));
  stree_crud_changed (self);
}

/* Takes @key. @id: of a record that is open; NULL: of none. */
static void
begin_work (StreeCrud *self,
            StreeSession *session,
            StreeRowKey *key,
            StreeCrudWork work,
            const char *id,
            const char *what)
{
  g_clear_pointer (&self->at_work, stree_row_key_unref);
  self->at_work = key;
  self->work = work;
  g_free (self->work_id);
  self->work_id = g_strdup (id);
  g_weak_ref_set (&self->session, session);
  self->work_number = stree_session_begin_work (session, what);
}

static void
refuse (StreeCrud *self, const char *reason)
{
  tell (self, STREE_CRUD_FAILED, g_strdup (reason));
  self->can_undo = FALSE;
  stree_crud_changed (self);
}

StreeRowKey *
stree_crud_dup_seen_key (StreeCrud *self)
{
  return self->draft && self->draft->seen ? stree_row_key_new_of_row (self->draft->seen, 0, self->keys, self->n_keys) : NULL;
}

static void
cell_free (gpointer cell)
{
  if (cell)
    stree_cell_unref (cell);
}

/* What a form cannot tell apart, such as a null from an empty text, stays as it is. */
static gboolean
write_fields (StreeCrud *self, StreeRowKey *key, gpointer instance)
{
  StreeCrudDraft *draft = self->draft;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (cell_free);
  gpointer loaded = stree_crud_make_instance (self, draft->seen);
  gboolean taken = TRUE;

  g_ptr_array_set_size (cells, (int) stree_frame_get_n_columns (stree_source_get_schema (self->source)));
  for (guint i = 0; i < self->fields->len; i++)
    {
      const StreeCrudField *field = &g_array_index (self->fields, StreeCrudField, i);
      g_autoptr (StreeCell) typed = stree_crud_get_cell (self, instance, field);
      g_autoptr (StreeCell) was = stree_crud_get_cell (self, loaded, field);

      if (stree_cell_equal (typed, was))
        continue;
      taken = stree_grid_edits_set_cell (self->edits, key, draft->seen, 0, field->column, typed) && taken;
      g_ptr_array_index (cells, field->column) = g_steal_pointer (&typed);
    }
  stree_model_free_instance (self->model, loaded);
  g_clear_pointer (&draft->sent, stree_frame_unref);
  if (taken)
    draft->sent = stree_crud_make_record (self, draft->seen, (StreeCell *const *) cells->pdata);
  return taken;
}

void
stree_crud_save (StreeCrud *self, StreeSession *session, gpointer instance)
{
  StreeRowKey *key;
  gboolean taken;

  if (self->at_work || !self->draft)
    return;
  stree_grid_edits_begin_step (self->edits, _ ("Save"));
  key = self->draft->seen ? stree_crud_dup_seen_key (self) : stree_grid_edits_insert_row (self->edits, STREE_GRID_END);
  taken = key && write_fields (self, key, instance);
  stree_grid_edits_end_step (self->edits);
  if (!taken)
    {
      g_clear_pointer (&key, stree_row_key_unref);
      stree_grid_edits_revert_all (self->edits);
      refuse (self, self->draft->seen ? _ ("The cells of this table cannot be changed")
                                      : _ ("No rows can be added to this table"));
      return;
    }
  begin_work (self, session, key, STREE_CRUD_SAVE, self->id, _ ("A record is being saved"));
  commit (self);
}

void
stree_crud_delete (StreeCrud *self, StreeSession *session)
{
  StreeRowKey *key;

  if (self->at_work || !self->draft || !self->draft->seen)
    return;
  key = stree_crud_dup_seen_key (self);
  if (!stree_grid_edits_delete_row (self->edits, key, self->draft->seen, 0))
    {
      stree_row_key_unref (key);
      refuse (self, _ ("No rows of this table can be deleted"));
      return;
    }
  begin_work (self, session, key, STREE_CRUD_DELETE, self->id, _ ("A record is being deleted"));
  commit (self);
}

/* The row comes again as a new one. */
void
stree_crud_undo (StreeCrud *self, StreeSession *session)
{
  g_autoptr (GPtrArray) keys = NULL;

  if (self->at_work || !self->can_undo || !stree_grid_edits_undo (self->edits))
    return;
  keys = stree_grid_edits_list_rows (self->edits, STREE_GRID_EDIT_INSERTED);
  if (keys->len == 0)
    return;
  begin_work (self, session, stree_row_key_ref (g_ptr_array_index (keys, 0)), STREE_CRUD_UNDO, NULL,
              _ ("A record is being brought back"));
  commit (self);
}

/* What somebody else has written is what the record is now. */
static void
take_theirs (StreeCrud *self)
{
  guint row = 0;
  StreeFrame *now = stree_grid_edits_get_now (self->edits, self->at_work, &row);
  g_autoptr (StreeFrame) theirs = now ? stree_frame_slice (now, row, 1) : NULL;

  stree_grid_edits_resolve_row (self->edits, self->at_work, STREE_GRID_TAKE_THEIRS);
  if (self->work_id && theirs)
    stree_crud_replace (self, self->work_id, stree_frame_ref (theirs));
  else if (self->work_id)
    stree_crud_drop (self, self->work_id);
  tell (self, STREE_CRUD_DONE,
        g_strdup (theirs ? _ ("The record is as somebody else has saved it.")
                         : _ ("Somebody else has deleted this record meanwhile.")));
  take_back (self);
  stree_crud_read_anew (self);
  stree_crud_changed (self);
}

void
stree_crud_resolve (StreeCrud *self, StreeSession *session, StreeGridResolution resolution)
{
  if (!self->conflict)
    return;
  self->conflict = FALSE;
  g_weak_ref_set (&self->session, session);
  if (resolution == STREE_GRID_TAKE_THEIRS)
    {
      take_theirs (self);
      return;
    }
  stree_grid_edits_resolve_row (self->edits, self->at_work, STREE_GRID_KEEP_MINE);
  commit (self);
}

void
stree_crud_put_off (StreeCrud *self)
{
  if (!self->conflict)
    return;
  self->conflict = FALSE;
  take_back (self);
  stree_crud_changed (self);
}

void
stree_crud_dismiss (StreeCrud *self)
{
  tell (self, STREE_CRUD_QUIET, NULL);
  self->can_undo = FALSE;
  stree_crud_changed (self);
}
