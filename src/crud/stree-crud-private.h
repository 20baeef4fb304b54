/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "crud/stree-crud.h"
#include "forms/stree-bindings.h"

G_BEGIN_DECLS

/* What a user is told about what was done last. */
typedef enum
{
  STREE_CRUD_QUIET,
  STREE_CRUD_DONE,
  STREE_CRUD_FAILED
} StreeCrudOutcome;

typedef enum
{
  STREE_CRUD_SAVE,
  STREE_CRUD_DELETE,
  STREE_CRUD_UNDO /* of a deletion */
} StreeCrudWork;

/* A column that has a field in the form. */
typedef struct
{
  guint column;
  char *name; /* owned: of the field; columns have names that a field cannot have */
  gsize offset;
} StreeCrudField;

/* A record that was opened. What was typed into it stays until it is saved, whatever else is opened. Each frame has one row:
 * the record, with all columns of the source. */
typedef struct
{
  guint form;       /* the number of its form, which it keeps when the record gets another id */
  StreeFrame *seen; /* held: the record as the form was told it; NULL: a new one */
  StreeFrame *now;  /* held: what was read since then; NULL: nothing else */
  StreeFrame *sent; /* held: what it is when it is saved; NULL: it is not being saved */
  gboolean loaded;  /* the form has it */
  gboolean gone;    /* the source has it no more */
} StreeCrudDraft;

struct _StreeCrud
{
  GObject parent_instance;
  StreeSource *source;   /* owned */
  StreeGridEdits *edits; /* owned */
  StreeModel *model;     /* owned */
  GArray *fields;        /* owned: of StreeCrudField */
  gsize size;            /* of a record of the model */
  guint *keys;           /* owned */
  guint n_keys;
  char *prefix; /* owned: of the states of the forms */
  guint n_forms;
  guint revision;
  gulong changed_id;
  gulong rekeyed_id;

  GHashTable *drafts;    /* id (owned) -> StreeCrudDraft (owned) */
  char *id;              /* owned: of the record that is asked for; NULL: none is */
  StreeCrudDraft *draft; /* of that one; NULL: it is not there, or not yet */
  gboolean absent;       /* the source has none with that id */

  gboolean reading;
  char *read_id;       /* owned: while it reads: which one */
  gboolean read_again; /* the source is another one since then */
  gboolean read_void;  /* what comes is from before something was written */
  char *problem;       /* owned: why it could not be read; NULL: it could */

  StreeRowKey *at_work; /* owned: the row that is written; NULL: none */
  StreeCrudWork work;
  char *work_id; /* owned: of the record that is saved or deleted, which need not be open any more; NULL: of none */
  gboolean conflict;
  StreeCrudOutcome outcome;
  gboolean can_undo; /* a deletion */
  char *message;     /* owned */
  GWeakRef session;  /* whose location follows a record that gets another id */
  guint work_number; /* in the session */
};

/* --- the record that is open --- */

/* Its key; transfer full. NULL: there is none, or it is a new one. */
StreeRowKey *stree_crud_dup_seen_key (StreeCrud *self) G_GNUC_WARN_UNUSED_RESULT;

/* --- -record: the model, and records of it --- */

/* Fills in the model and its fields. */
void stree_crud_make_model (StreeCrud *self);
/* Of a frame with one row; NULL: a new one. stree_model_free_instance () */
gpointer stree_crud_make_instance (StreeCrud *self, StreeFrame *record);
/* What a field of it is in its column. Transfer full. */
StreeCell *stree_crud_get_cell (StreeCrud *self, gpointer instance, const StreeCrudField *field);
/* A frame with one row. @cells: one for each column; NULL: as it is in @record, which may be NULL. */
StreeFrame *stree_crud_make_record (StreeCrud *self, StreeFrame *record, StreeCell *const *cells) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the form has other values than the record it was loaded from. */
gboolean stree_crud_is_modified (StreeCrud *self, StreeBindings *fields);

/* --- -open: which one is open, and what of it is read --- */

void stree_crud_draft_free (gpointer data);
/* Opens the record with an id if it is another one; an empty id: none. TRUE: it is there, or a new one. FALSE: it is read, or
 * there is none, or a problem. */
gboolean stree_crud_open (StreeCrud *self, const char *id);
/* What a record is, where somebody has it at hand and it is going to be opened. */
void stree_crud_offer (StreeCrud *self, const char *id, StreeFrame *frame, guint row);
/* Puts what is open into the form, unless it is there. Where nobody has typed anything, that is what the source has now. */
void stree_crud_load (StreeCrud *self, StreeBindings *fields);
/* What is open, once more. */
void stree_crud_read (StreeCrud *self);
/* What was read before now does not count any more. */
void stree_crud_read_anew (StreeCrud *self);
/* What was typed into it is not needed any more. */
void stree_crud_drop (StreeCrud *self, const char *id);
/* The same, but it is there: takes @record. */
void stree_crud_replace (StreeCrud *self, const char *id, StreeFrame *record);
/* It is saved as it was sent, and known by a key from now on. What was typed since then stays. */
void stree_crud_saved (StreeCrud *self, const char *id, StreeRowKey *key);

/* --- what is done --- */

void stree_crud_changed (StreeCrud *self);
void stree_crud_save (StreeCrud *self, StreeSession *session, gpointer instance);
void stree_crud_delete (StreeCrud *self, StreeSession *session);
void stree_crud_undo (StreeCrud *self, StreeSession *session);
void stree_crud_resolve (StreeCrud *self, StreeSession *session, StreeGridResolution resolution);
/* Back to the form, which has what was typed. */
void stree_crud_put_off (StreeCrud *self);
void stree_crud_dismiss (StreeCrud *self);

G_END_DECLS
