/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A table as the catalog describes it: its columns and how each is read, compared and written. */

#include "sources/postgres/stree-pg-connection-private.h"

G_BEGIN_DECLS

/* How the server holds a column. */
typedef enum
{
  STREE_PG_INTEGER,
  STREE_PG_FLOAT4,
  STREE_PG_FLOAT8,
  STREE_PG_NUMERIC,
  STREE_PG_BOOL,
  STREE_PG_DATE,
  STREE_PG_TIMESTAMP,
  STREE_PG_TEXT,
  STREE_PG_OTHER /* shown as text */
} StreePgKind;

typedef struct
{
  char *name;      /* owned */
  char *quoted;    /* owned: as an identifier */
  char *ref;       /* owned: of the table "t", as every statement calls it; the bare name may be that of an output */
  char *type_name; /* owned: for casts, without a length */
  char *text;      /* owned: of TEXT and OTHER: the expression that is its text */
  StreePgKind kind;
  StreeColumnType type;
  StreeColumnFlags flags;
  guint decimals;
  gboolean indexed; /* an index begins with it */
} StreePgColumn;

/* What tells rows apart and orders those that are equal otherwise. */
typedef enum
{
  STREE_PG_BY_KEY,    /* its key columns */
  STREE_PG_BY_PLACE,  /* where they are stored: a table without a key */
  STREE_PG_BY_NOTHING /* a view: all columns */
} StreePgIdentity;

typedef struct
{
  gatomicrefcount refs;
  char *oid;      /* owned */
  char *name;     /* owned: as in list_tables */
  char *quoted;   /* owned: with its schema */
  char *label;    /* owned */
  GArray *columns; /* owned: of StreePgColumn */
  guint *keys;      /* owned: as the source tells them: in the order of the columns */
  guint *key_order; /* owned: the same as their index has them */
  guint n_keys;
  StreePgIdentity identity;
  StreeSourceCapabilities capabilities;
  StreeFrame *schema; /* owned */
  char *locale;       /* owned: as an identifier, the collation of the user's language, or what comes next to it */
  char *select_list;  /* owned: all columns, as they are read */
} StreePgTable;

StreePgTable *stree_pg_table_ref (StreePgTable *self);
void stree_pg_table_unref (StreePgTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreePgTable, stree_pg_table_unref)

static inline const StreePgColumn *
stree_pg_table_column (const StreePgTable *self, guint column)
{
  return &g_array_index (self->columns, StreePgColumn, column);
}

/* @name: NULL: the only one. */
void stree_pg_table_load_async (StreePgConnection *connection,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
StreePgTable *stree_pg_table_load_finish (GAsyncResult *result, GError **error);

void stree_pg_list_tables_async (StreePgConnection *connection,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char **stree_pg_list_tables_finish (GAsyncResult *result, GError **error);

/* Appends the rows of an answer that begins with the columns of the select list. */
StreeFrame *stree_pg_table_make_frame (const StreePgTable *self, PGresult *result);
/* A value as the server writes it, which is not null. */
void stree_pg_table_append_value (StreeFrameBuilder *builder, guint number, StreeColumnType type, const char *text);
/* A cell for a parameter; NULL: it is null. */
char *stree_pg_cell_to_param (StreeCell *cell);
/* The statements that make the server tell of changes. */
char *stree_pg_table_notify_sql (const StreePgTable *self);

/* Where changes are told, with the table's oid. */
#define STREE_PG_CHANNEL "streamtree"

G_END_DECLS
