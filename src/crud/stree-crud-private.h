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
  STREE_CRUD_CAN_UNDO, /* with a way back */
  STREE_CRUD_FAILED
} StreeCrudOutcome;

/* A column that has a field in the form. */
typedef struct
{
  guint column;
  char *name; /* owned: of the field; columns have names that a field cannot have */
  gsize offset;
} StreeCrudField;

/* A record that was opened. What was typed into it stays until it is saved, whatever else is opened. */
typedef struct
{
  StreeFrame *seen; /* held: the record as it was loaded into the form; NULL: a new one */
  guint row;
  gboolean loaded;      /* the form has it */
  StreeFrame *saved_in; /* held: it is saved, and the records that show it are not these; NULL: it is not */
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
  char *prefix; /* owned: of the states of the form */
  guint revision;
  gulong changed_id;
  gulong rekeyed_id;

  StreeFrame *records; /* owned: those of the list; NULL: not read yet */
  guint64 n_records;   /* in the source */
  gboolean reading;
  gboolean read_again;
  char *problem; /* owned: why they could not be read; NULL: they could */

  GHashTable *drafts;    /* id (owned) -> StreeCrudDraft (owned) */
  char *id;              /* owned: which one is open; NULL: none */
  StreeCrudDraft *draft; /* of that one */
  char *missing;         /* owned: an id that is asked for, or there is none of */

  StreeRowKey *at_work; /* owned: the row that is saved or deleted; NULL: none */
  gboolean conflict;
  StreeCrudOutcome outcome;
  char *message;     /* owned */
  GWeakRef session;  /* whose location follows a record that gets another id */
  guint work;        /* of the session */
};

/* Fills in the model and its fields. */
void stree_crud_make_model (StreeCrud *self);
/* A record of the model; NULL: a new one. stree_model_free_instance () */
gpointer stree_crud_make_instance (StreeCrud *self, StreeFrame *frame, guint row);
/* What a field of it is in its column. Transfer full. */
StreeCell *stree_crud_get_cell (StreeCrud *self, gpointer instance, const StreeCrudField *field);
/* Whether the form has other values than the record it was loaded from. */
gboolean stree_crud_is_modified (StreeCrud *self, StreeBindings *fields);

/* Opens the record with an id if it is another one. TRUE: it is there, or a new one. */
gboolean stree_crud_open (StreeCrud *self, const char *id);
/* Puts what is open into the form, unless it is there. Where nobody has typed anything, that is what the source has now. */
void stree_crud_load (StreeCrud *self, StreeBindings *fields);
void stree_crud_save (StreeCrud *self, StreeSession *session, gpointer instance);
void stree_crud_delete (StreeCrud *self, StreeSession *session);
void stree_crud_undo (StreeCrud *self, StreeSession *session);
void stree_crud_resolve (StreeCrud *self, StreeSession *session, StreeGridResolution resolution);
/* Back to the form, which has what was typed. */
void stree_crud_put_off (StreeCrud *self);
void stree_crud_dismiss (StreeCrud *self);

G_END_DECLS
