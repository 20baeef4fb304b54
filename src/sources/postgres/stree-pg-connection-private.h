/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/*
 * One connection to a server, on the main context: nothing here waits. What is asked runs in its order, one after the
 * other; a list of statements is sent at once, and the first that fails ends it.
 *
 * A connection that is kept connects again when it is lost: meanwhile everything that is asked fails at once. One that
 * is not connects when it is first asked something, and again after it was lost.
 */

#include <libpq-fe.h>

#include "streamtree.h"

G_BEGIN_DECLS

typedef struct
{
  void (*lost) (gpointer data, const GError *error);
  void (*back) (gpointer data);
  void (*notified) (gpointer data, const char *payload, int pid); /* @pid: of who tells */
} StreePgEvents;

#define STREE_TYPE_PG_CONNECTION (stree_pg_connection_get_type ())
G_DECLARE_FINAL_TYPE (StreePgConnection, stree_pg_connection, STREE, PG_CONNECTION, GObject)

/* @channel: what it listens to, NULL: nothing. */
StreePgConnection *stree_pg_connection_new (const char *uri, gboolean read_only, const char *channel);
/* Nothing is told any more, and what is asked fails. */
void stree_pg_connection_close (StreePgConnection *self);

/* Connects and, from then on, is kept: @events are told. */
void stree_pg_connection_keep_async (StreePgConnection *self,
                                     const StreePgEvents *events,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean stree_pg_connection_keep_finish (StreePgConnection *self, GAsyncResult *result, GError **error);
gboolean stree_pg_connection_is_lost (StreePgConnection *self);
gboolean stree_pg_connection_is_idle (StreePgConnection *self);

/* A statement and its parameters. */
typedef struct
{
  GString *sql;      /* owned */
  GPtrArray *params; /* owned: of char * (owned) or NULL */
} StreePgStatement;

StreePgStatement *stree_pg_statement_new (const char *sql);
void stree_pg_statement_free (StreePgStatement *statement);
/* Its number, from 1. */
guint stree_pg_statement_bind (StreePgStatement *statement, const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StreePgStatement, stree_pg_statement_free)

/* (transfer full): for statements. */
GPtrArray *stree_pg_statements_new (void);

/* Rows of a long answer, as they come, one in each @result. */
typedef void (*StreePgRowFunc) (PGresult *result, gpointer data);

/* @statements: (transfer full). @row_func: of one statement. */
void stree_pg_connection_run_async (StreePgConnection *self,
                                    GPtrArray *statements,
                                    StreePgRowFunc row_func,
                                    gpointer row_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full): of PGresult, one for each statement. */
GPtrArray *stree_pg_connection_run_finish (StreePgConnection *self, GAsyncResult *result, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Of the process that serves it; 0: none does. */
int stree_pg_connection_get_pid (StreePgConnection *self);
/* While it is connected. */
char *stree_pg_connection_quote (StreePgConnection *self, const char *name);
/* Where it is connected to: the server and the database, without a password. */
char *stree_pg_connection_dup_label (StreePgConnection *self);

/* NULL: there is none. */
void stree_pg_drop_source (GSource **source);

/* --- how it is connected --- */

/* Finds the addresses of the server's names; then connects. Never waits. */
void stree_pg_connect_async (const char *uri, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
PGconn *stree_pg_connect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
