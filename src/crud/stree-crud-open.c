/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

/* Which record is open, and what was typed into others. What is open is read by its key, and again when the source says
 * that it has changed. */

#include "crud/stree-crud-private.h"

#include <string.h>

/* Keys of more than one column may read the same: so many of them are looked through. */
#define MAX_ALIKE 16

void
stree_crud_draft_free (gpointer data)
{
  StreeCrudDraft *draft = data;

  g_clear_pointer (&draft->seen, stree_frame_unref);
  g_clear_pointer (&draft->now, stree_frame_unref);
  g_clear_pointer (&draft->sent, stree_frame_unref);
  g_free (draft);
}

/* Takes @record. */
static void
set_seen (StreeCrudDraft *draft, StreeFrame *record)
{
  g_clear_pointer (&draft->seen, stree_frame_unref);
  g_clear_pointer (&draft->now, stree_frame_unref);
  draft->seen = record;
  draft->gone = FALSE;
}

/* Takes @record; NULL: a new one. */
static StreeCrudDraft *
add_draft (StreeCrud *self, const char *id, StreeFrame *record)
{
  StreeCrudDraft *draft = g_new0 (StreeCrudDraft, 1);

  draft->form = ++self->n_forms;
  draft->seen = record;
  g_hash_table_insert (self->drafts, g_strdup (id), draft);
  return draft;
}

/* --- ids and keys --- */

static gboolean
is_id (StreeCrud *self, StreeFrame *frame, guint row, const char *id)
{
  g_autoptr (StreeRowKey) key = stree_row_key_new_of_row (frame, row, self->keys, self->n_keys);
  g_autofree char *text = stree_row_key_to_string (key);

  return g_str_equal (text, id);
}

/* NULL: a column cannot have it. */
static StreeFilter *
match_column (StreeCrud *self, guint key, const char *text)
{
  StreeFrame *schema = stree_source_get_schema (self->source);
  StreeColumnType type = stree_frame_get_column_type (schema, self->keys[key]);
  const char *name = stree_frame_get_column_name (schema, self->keys[key]);
  g_autoptr (StreeCell) cell =
      type == STREE_COLUMN_TEXT ? stree_cell_new_text (text) : stree_cell_new_parsed (type, text, NULL);

  return cell && !stree_cell_is_null (cell) ? stree_filter_new_compare (name, STREE_FILTER_EQUAL, cell) : NULL;
}

/* The rows whose key reads so, from one of its columns on: a comma may be between two of them, or in one. NULL: none
 * can. */
static StreeFilter *
match_key (StreeCrud *self, guint key, const char *text)
{
  g_autoptr (GPtrArray) any = NULL;

  if (key + 1 == self->n_keys)
    return match_column (self, key, text);
  any = g_ptr_array_new_with_free_func ((GDestroyNotify) stree_filter_unref);
  for (const char *comma = strstr (text, ", "); comma; comma = strstr (comma + 1, ", "))
    {
      g_autofree char *head = g_strndup (text, (gsize) (comma - text));
      g_autoptr (StreeFilter) first = match_column (self, key, head);
      g_autoptr (StreeFilter) rest = first ? match_key (self, key + 1, comma + 2) : NULL;

      if (rest)
        g_ptr_array_add (any, stree_filter_new_all ((StreeFilter *[]){ first, rest }, 2));
    }
  return any->len > 0 ? stree_filter_new_any ((StreeFilter **) any->pdata, any->len) : NULL;
}

/* --- reading --- */

static void
take_record (StreeCrud *self, StreeFrame *rows)
{
  g_autoptr (StreeFrame) record = NULL;

  for (guint i = 0; !record && i < stree_frame_get_n_rows (rows); i++)
    if (is_id (self, rows, i, self->id))
      record = stree_frame_slice (rows, i, 1);
  self->absent = !record;
  if (!self->draft)
    {
      if (record)
        self->draft = add_draft (self, self->id, g_steal_pointer (&record));
      return;
    }
  self->draft->gone = !record;
  g_clear_pointer (&self->draft->now, stree_frame_unref);
  if (record && !stree_frame_equal (record, self->draft->seen))
    self->draft->now = g_steal_pointer (&record);
}

/* Takes @error; @rows: NULL with it. */
static void
end_read (StreeCrud *self, StreeFrame *rows, GError *error)
{
  g_autofree char *id = g_steal_pointer (&self->read_id);
  gboolean again = self->read_again;

  self->reading = FALSE;
  self->read_again = FALSE;
  if (!self->read_void && g_strcmp0 (id, self->id) == 0)
    {
      g_clear_pointer (&self->problem, g_free);
      if (rows)
        take_record (self, rows);
      else
        self->problem = g_strdup (error->message);
    }
  g_clear_error (&error);
  if (again)
    stree_crud_read (self);
  stree_crud_changed (self);
}

static void
page_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeCrud) self = data;
  GError *error = NULL;
  g_autoptr (StreeFrame) page = stree_result_set_page_finish (STREE_RESULT_SET (object), result, &error);

  if (self->source)
    end_read (self, page, error);
  else
    g_clear_error (&error);
}

static void
queried_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreeCrud) self = data;
  GError *error = NULL;
  g_autoptr (StreeResultSet) rows = stree_source_query_finish (STREE_SOURCE (object), result, &error);

  if (!self->source)
    g_clear_error (&error);
  else if (!rows)
    end_read (self, NULL, error);
  else
    stree_result_set_page_async (rows, 0, MAX_ALIKE, NULL, page_cb, g_object_ref (self));
}

void
stree_crud_read (StreeCrud *self)
{
  g_autoptr (StreeQuery) query = NULL;
  g_autoptr (StreeFilter) filter = NULL;

  self->read_again = self->reading;
  if (self->reading || !self->id || g_str_equal (self->id, STREE_CRUD_NEW_ID))
    return;
  filter = self->n_keys > 0 ? match_key (self, 0, self->id) : NULL;
  self->absent = self->absent || (!filter && !self->draft);
  if (!filter)
    return;
  query = stree_query_new ();
  stree_query_set_filter (query, filter);
  self->reading = TRUE;
  self->read_void = FALSE;
  self->read_id = g_strdup (self->id);
  stree_source_query_async (self->source, query, NULL, queried_cb, g_object_ref (self));
}

void
stree_crud_read_anew (StreeCrud *self)
{
  self->read_void = self->reading;
  stree_crud_read (self);
}

/* --- which one is open --- */

static void
set_open (StreeCrud *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
  self->draft = id ? g_hash_table_lookup (self->drafts, id) : NULL;
  self->absent = FALSE;
  g_clear_pointer (&self->problem, g_free);
}

gboolean
stree_crud_open (StreeCrud *self, const char *id)
{
  const char *wanted = *id ? id : NULL;

  if (g_strcmp0 (self->id, wanted) != 0)
    {
      set_open (self, wanted);
      if (wanted && !self->draft && g_str_equal (wanted, STREE_CRUD_NEW_ID))
        self->draft = add_draft (self, wanted, NULL);
      stree_crud_read (self);
    }
  return self->draft != NULL;
}

void
stree_crud_offer (StreeCrud *self, const char *id, StreeFrame *frame, guint row)
{
  g_autofree StreeCell **as_it_is = g_new0 (StreeCell *, stree_frame_get_n_columns (frame));
  g_autoptr (StreeFrame) record = stree_frame_slice (frame, row, 1);

  /* A copy: a slice would hold its whole page. */
  if (!g_hash_table_contains (self->drafts, id))
    add_draft (self, id, stree_crud_make_record (self, record, as_it_is));
}

void
stree_crud_load (StreeCrud *self, StreeBindings *fields)
{
  StreeCrudDraft *draft = self->draft;
  gpointer instance;

  /* Nothing comes between what was sent and what is told of it. */
  if (draft->loaded && draft->now && !draft->sent && !stree_crud_is_modified (self, fields))
    {
      set_seen (draft, g_steal_pointer (&draft->now));
      draft->loaded = FALSE;
    }
  if (draft->loaded)
    return;
  instance = stree_crud_make_instance (self, draft->seen);
  draft->loaded = stree_bindings_load (fields, self->model, instance, NULL);
  stree_model_free_instance (self->model, instance);
}

void
stree_crud_drop (StreeCrud *self, const char *id)
{
  g_autofree char *own = g_strdup (id); /* it may be that of the work, or the one that is open */

  if (g_strcmp0 (self->id, own) == 0)
    set_open (self, NULL);
  g_hash_table_remove (self->drafts, own);
}

void
stree_crud_replace (StreeCrud *self, const char *id, StreeFrame *record)
{
  StreeCrudDraft *draft = g_hash_table_lookup (self->drafts, id);

  if (draft)
    {
      set_seen (draft, record);
      draft->loaded = FALSE;
    }
  else
    stree_frame_unref (record);
}

/* With the cells of a key in their columns. */
static StreeFrame *
with_key (StreeCrud *self, StreeFrame *record, StreeRowKey *key)
{
  g_autofree StreeCell **cells = g_new0 (StreeCell *, stree_frame_get_n_columns (record));

  for (guint i = 0; i < self->n_keys; i++)
    cells[self->keys[i]] = stree_row_key_get_cell (key, i);
  return stree_crud_make_record (self, record, cells);
}

void
stree_crud_saved (StreeCrud *self, const char *id, StreeRowKey *key)
{
  StreeCrudDraft *draft = g_hash_table_lookup (self->drafts, id);
  g_autofree char *new_id = stree_row_key_to_string (key);
  g_autoptr (StreeFrame) sent = draft ? g_steal_pointer (&draft->sent) : NULL;
  gpointer old_id;

  if (!sent)
    return;
  set_seen (draft, with_key (self, sent, key));
  if (g_str_equal (id, new_id))
    return;
  g_hash_table_steal_extended (self->drafts, id, &old_id, NULL);
  if (g_strcmp0 (self->id, old_id) == 0)
    {
      g_free (self->id);
      self->id = g_strdup (new_id);
    }
  g_free (old_id);
  g_hash_table_replace (self->drafts, g_steal_pointer (&new_id), draft);
  self->draft = self->id ? g_hash_table_lookup (self->drafts, self->id) : NULL;
}
