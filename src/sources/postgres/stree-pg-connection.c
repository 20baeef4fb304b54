/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/postgres/stree-pg-connection-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "sources/postgres/stree-pg-error-private.h"

/* It is tried again after so long, and then twice as long each time. */
#define FIRST_DELAY_MS 100
#define LAST_DELAY_MS 30000

typedef enum
{
  CLOSED,     /* not connected; what is asked connects it */
  CONNECTING, /* what is asked waits */
  READY,
  LOST /* a kept one: it is tried again by and by; what is asked fails */
} State;

/* What runs, or waits for its turn. */
typedef struct
{
  GTask *task;           /* owned */
  GPtrArray *statements; /* owned: of StreePgStatement */
  GPtrArray *results;    /* owned: of PGresult */
  StreePgRowFunc row_func;
  gpointer row_data;
  GSource *cancel; /* owned; NULL: it cannot be cancelled */
  GError *error;   /* owned: the first */
  gboolean cancelled;
} Job;

struct _StreePgConnection
{
  GObject parent_instance;
  char *uri; /* owned */
  gboolean read_only;
  char *channel; /* owned, nullable */
  GMainContext *context;
  const StreePgEvents *events; /* of a kept one; NULL: it is not kept */
  gpointer data;
  GTask *keeping; /* owned: until it is connected for the first time */
  State state;
  GCancellable *connecting; /* owned */
  gulong cancelled_id;      /* of who has it kept: ends the connecting */
  PGconn *conn;             /* owned */
  char *label;              /* owned */
  GSource *watch;           /* owned */
  gboolean watch_out;       /* it waits for room to write as well */
  GQueue jobs;              /* of Job (owned): the first is at work if @at_work */
  gboolean at_work;
  guint n_cancelling; /* requests to cancel on their way: no other job begins, since they would hit it */
  guint delay;
  GSource *retry;      /* owned */
  GError *lost_reason; /* owned */
};

G_DEFINE_FINAL_TYPE (StreePgConnection, stree_pg_connection, G_TYPE_OBJECT)

static void connect_now (StreePgConnection *self);
static void begin_job (StreePgConnection *self);

/* --- sources --- */

void
stree_pg_drop_source (GSource **source)
{
  if (*source)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

/* --- statements --- */

StreePgStatement *
stree_pg_statement_new (const char *sql)
{
  StreePgStatement *statement = g_new0 (StreePgStatement, 1);

  statement->sql = g_string_new (sql);
  statement->params = g_ptr_array_new_with_free_func (g_free);
  return statement;
}

void
stree_pg_statement_free (StreePgStatement *statement)
{
  g_string_free (statement->sql, TRUE);
  g_ptr_array_unref (statement->params);
  g_free (statement);
}

guint
stree_pg_statement_bind (StreePgStatement *statement, const char *value)
{
  g_ptr_array_add (statement->params, g_strdup (value));
  return statement->params->len;
}

GPtrArray *
stree_pg_statements_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) stree_pg_statement_free);
}

/* --- jobs --- */

/* Its task is told, and it is gone. */
static void
job_finish (Job *job, GError *error)
{
  stree_pg_drop_source (&job->cancel);
  if (error)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->results), (GDestroyNotify) g_ptr_array_unref);
  g_object_unref (job->task);
  g_clear_pointer (&job->statements, g_ptr_array_unref);
  g_clear_pointer (&job->results, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_free (job);
}

static void
fail_jobs (StreePgConnection *self, const GError *error)
{
  GQueue jobs = self->jobs;

  g_queue_init (&self->jobs);
  self->at_work = FALSE;
  for (Job *job; (job = g_queue_pop_head (&jobs));)
    job_finish (job, g_error_copy (error));
}

static void
cancel_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  char problem[256];

  (void) source;
  (void) cancellable;
  g_task_return_boolean (task, PQcancel (data, problem, sizeof problem) != 0);
}

static void
cancel_sent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreePgConnection *self = STREE_PG_CONNECTION (object);

  (void) data;
  g_task_propagate_boolean (G_TASK (result), NULL);
  self->n_cancelling--;
  begin_job (self);
}

/* libpq asks the server in another connection, and waits for it. */
static void
send_cancel (StreePgConnection *self)
{
  PGcancel *cancel = PQgetCancel (self->conn);
  g_autoptr (GTask) task = NULL;

  if (!cancel)
    return;
  self->n_cancelling++;
  task = g_task_new (self, NULL, cancel_sent_cb, NULL);
  g_task_set_name (task, "[streamtree] postgresql: cancel");
  g_task_set_task_data (task, cancel, (GDestroyNotify) PQfreeCancel);
  g_task_run_in_thread (task, cancel_thread);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  Job *job = data;
  StreePgConnection *self = g_task_get_source_object (job->task);
  GError *error = NULL;

  if (self->at_work && g_queue_peek_head (&self->jobs) == job)
    {
      job->cancelled = TRUE;
      send_cancel (self);
      return G_SOURCE_REMOVE;
    }
  g_queue_remove (&self->jobs, job);
  g_cancellable_set_error_if_cancelled (cancellable, &error);
  job_finish (job, error);
  return G_SOURCE_REMOVE;
}

/* --- the wire --- */

static gboolean ready_cb (gint fd, GIOCondition condition, gpointer data);

/* Waits for what comes, and for room for what goes. */
static void
watch (StreePgConnection *self, gboolean out)
{
  if (self->watch && self->watch_out == out)
    return;
  stree_pg_drop_source (&self->watch);
  self->watch_out = out;
  self->watch = g_unix_fd_source_new (PQsocket (self->conn), out ? G_IO_IN | G_IO_OUT : G_IO_IN);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (ready_cb), self, NULL);
  g_source_set_static_name (self->watch, "[streamtree] postgresql");
  g_source_attach (self->watch, self->context);
}

static gboolean
retry_cb (gpointer data)
{
  StreePgConnection *self = data;

  stree_pg_drop_source (&self->retry);
  connect_now (self);
  return G_SOURCE_REMOVE;
}

static void
retry_later (StreePgConnection *self)
{
  self->state = LOST;
  stree_pg_drop_source (&self->retry);
  self->retry = g_timeout_source_new (self->delay);
  self->delay = MIN (self->delay * 2, LAST_DELAY_MS);
  g_source_set_callback (self->retry, retry_cb, self, NULL);
  g_source_set_static_name (self->retry, "[streamtree] postgresql: again");
  g_source_attach (self->retry, self->context);
}

/* There is no connection (any more). What was asked fails; a kept one is tried again. @reason: (transfer full). */
static void
lose (StreePgConnection *self, GError *reason)
{
  gboolean was_ready = self->state == READY;

  g_object_ref (self);
  stree_pg_drop_source (&self->watch);
  g_clear_pointer (&self->conn, PQfinish);
  g_clear_error (&self->lost_reason);
  self->lost_reason = g_error_copy (reason); /* whoever is told may close the connection, which has another one then */
  self->state = CLOSED;
  if (self->events)
    retry_later (self);
  fail_jobs (self, reason);
  if (was_ready && self->events)
    self->events->lost (self->data, reason);
  g_error_free (reason);
  g_object_unref (self);
}

static void
lose_server (StreePgConnection *self)
{
  g_autofree char *words = g_strchomp (g_utf8_make_valid (PQerrorMessage (self->conn), -1));

  lose (self, g_error_new (STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_LOST,
                           /* Translators: what the system says, in its words */
                           _ ("The server is not there any more; it is being tried again. %s"), words));
}

static void
flush (StreePgConnection *self)
{
  int left = PQflush (self->conn);

  if (left < 0)
    lose_server (self);
  else
    watch (self, left > 0);
}

static gboolean
send_statement (StreePgConnection *self, const StreePgStatement *statement)
{
  return PQsendQueryParams (self->conn, statement->sql->str, (int) statement->params->len, NULL,
                            (const char *const *) statement->params->pdata, NULL, NULL, 0) != 0;
}

static gboolean
send_job (StreePgConnection *self, Job *job)
{
  gboolean several = job->statements->len > 1;

  if (several && !PQenterPipelineMode (self->conn))
    return FALSE;
  for (guint i = 0; i < job->statements->len; i++)
    if (!send_statement (self, job->statements->pdata[i]))
      return FALSE;
  if (job->row_func)
    PQsetSingleRowMode (self->conn);
  return !several || PQpipelineSync (self->conn) != 0;
}

static void
begin_job (StreePgConnection *self)
{
  Job *job = g_queue_peek_head (&self->jobs);

  if (!job || self->at_work || self->state != READY || self->n_cancelling > 0)
    return;
  self->at_work = TRUE;
  if (send_job (self, job))
    flush (self);
  else
    lose_server (self);
}

static void
end_job (StreePgConnection *self)
{
  Job *job = g_queue_pop_head (&self->jobs);
  GError *error = g_steal_pointer (&job->error);

  self->at_work = FALSE;
  if (PQpipelineStatus (self->conn) != PQ_PIPELINE_OFF)
    PQexitPipelineMode (self->conn);
  /* It may have been done before that was heard. */
  if (error && job->cancelled)
    {
      g_clear_error (&error);
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
    }
  begin_job (self);
  job_finish (job, error);
}

static void
take_result (Job *job, PGresult *result)
{
  GError *error = NULL;

  if (PQresultStatus (result) == PGRES_SINGLE_TUPLE)
    {
      if (job->row_func)
        job->row_func (result, job->row_data);
      PQclear (result);
      return;
    }
  if (!stree_pg_result_failed (result, &error))
    g_ptr_array_add (job->results, result);
  else
    {
      PQclear (result);
      if (job->error)
        g_error_free (error);
      else
        job->error = error;
    }
}

/* Each statement ends with a NULL, several with a mark behind the last. */
static void
take_results (StreePgConnection *self)
{
  while (self->at_work && !PQisBusy (self->conn))
    {
      Job *job = g_queue_peek_head (&self->jobs);
      PGresult *result = PQgetResult (self->conn);

      if (PQstatus (self->conn) == CONNECTION_BAD)
        {
          PQclear (result);
          lose_server (self);
        }
      else if (!result)
        {
          if (job->statements->len == 1)
            end_job (self);
        }
      else if (PQresultStatus (result) == PGRES_PIPELINE_SYNC)
        {
          PQclear (result);
          end_job (self);
        }
      else
        take_result (job, result);
    }
}

static void
take_notifications (StreePgConnection *self)
{
  for (PGnotify *notify; self->conn && (notify = PQnotifies (self->conn)); PQfreemem (notify))
    if (self->events)
      self->events->notified (self->data, notify->extra, notify->be_pid);
}

static gboolean
ready_cb (gint fd, GIOCondition condition, gpointer data)
{
  StreePgConnection *self = data;

  (void) fd;
  (void) condition;
  g_object_ref (self);
  if (!PQconsumeInput (self->conn))
    lose_server (self);
  if (self->conn && self->watch_out)
    flush (self);
  if (self->conn)
    take_results (self);
  if (self->conn)
    take_notifications (self);
  g_object_unref (self);
  return G_SOURCE_CONTINUE;
}

/* --- connecting --- */

static void
set_up_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  StreePgConnection *self = STREE_PG_CONNECTION (object);
  g_autoptr (GPtrArray) results = stree_pg_connection_run_finish (self, result, NULL);

  (void) results; /* a server that is only read does not let listen */
  (void) data;
}

/* The first job: however the database is set up, what comes looks the same. */
static void
set_up (StreePgConnection *self)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT set_config ('TimeZone', 'UTC', false), set_config ('DateStyle', 'ISO, YMD', false), "
                       "set_config ('extra_float_digits', '1', false), set_config ('bytea_output', 'hex', false), "
                       "set_config ('synchronize_seqscans', 'off', false), "
                       "set_config ('default_transaction_read_only', '%s', false)",
                       self->read_only ? "on" : "off");
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  GPtrArray *statements = stree_pg_statements_new ();

  for (gpointer job; (job = g_queue_pop_head (&self->jobs));)
    g_ptr_array_add (waiting, job);
  g_ptr_array_add (statements, stree_pg_statement_new (sql));
  stree_pg_connection_run_async (self, statements, NULL, NULL, NULL, set_up_cb, NULL);
  if (self->channel)
    {
      g_autofree char *channel = stree_pg_connection_quote (self, self->channel);
      g_autofree char *listen = g_strconcat ("LISTEN ", channel, NULL);

      statements = stree_pg_statements_new ();
      g_ptr_array_add (statements, stree_pg_statement_new (listen));
      stree_pg_connection_run_async (self, statements, NULL, NULL, NULL, set_up_cb, NULL);
    }
  for (guint i = 0; i < waiting->len; i++)
    g_queue_push_tail (&self->jobs, waiting->pdata[i]);
}

static void
take_label (StreePgConnection *self)
{
  const char *host = PQhost (self->conn);
  gboolean local = !host || !*host || *host == '/' || *host == '@';

  g_free (self->label);
  self->label = local ? g_strdup (PQdb (self->conn)) : g_strconcat (host, "/", PQdb (self->conn), NULL);
}

static void
connected_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (StreePgConnection) self = data;
  GError *error = NULL;
  PGconn *conn = stree_pg_connect_finish (result, &error);
  g_autoptr (GTask) keeping = g_steal_pointer (&self->keeping);
  gboolean was_lost;

  (void) object;
  if (keeping)
    g_cancellable_disconnect (g_task_get_cancellable (keeping), self->cancelled_id);
  g_clear_object (&self->connecting);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (keeping)
        g_task_return_error (keeping, error);
      else
        g_error_free (error);
      return;
    }
  if (!conn)
    {
      if (keeping)
        self->events = NULL; /* it never was there */
      if (keeping)
        g_task_return_error (keeping, g_error_copy (error));
      lose (self, error);
      return;
    }
  self->conn = conn;
  PQsetnonblocking (conn, 1);
  take_label (self);
  self->state = READY;
  self->delay = FIRST_DELAY_MS;
  watch (self, FALSE);
  set_up (self);
  was_lost = self->lost_reason != NULL;
  g_clear_error (&self->lost_reason);
  if (keeping)
    g_task_return_boolean (keeping, TRUE);
  else if (self->events && was_lost)
    self->events->back (self->data);
}

static void
connect_now (StreePgConnection *self)
{
  if (self->state == CLOSED)
    self->state = CONNECTING;
  if (!self->connecting)
    self->connecting = g_cancellable_new ();
  stree_pg_connect_async (self->uri, self->connecting, connected_cb, g_object_ref (self));
}

/* --- asking --- */

void
stree_pg_connection_run_async (StreePgConnection *self,
                               GPtrArray *statements,
                               StreePgRowFunc row_func,
                               gpointer row_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job;

  g_assert (statements->len > 0 && (!row_func || statements->len == 1));
  g_task_set_check_cancellable (task, FALSE); /* what was written is told */
  if (self->state == LOST || g_cancellable_is_cancelled (cancellable))
    {
      GError *error = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
        error = g_error_copy (self->lost_reason);
      g_task_return_error (task, error);
      g_object_unref (task);
      g_ptr_array_unref (statements);
      return;
    }
  job = g_new0 (Job, 1);
  job->task = task;
  job->statements = statements;
  job->results = g_ptr_array_new_with_free_func ((GDestroyNotify) PQclear);
  job->row_func = row_func;
  job->row_data = row_data;
  if (cancellable)
    {
      job->cancel = g_cancellable_source_new (cancellable);
      g_source_set_callback (job->cancel, G_SOURCE_FUNC (cancelled_cb), job, NULL);
      g_source_attach (job->cancel, self->context);
    }
  g_queue_push_tail (&self->jobs, job);
  if (self->state == CLOSED)
    connect_now (self);
  else
    begin_job (self);
}

GPtrArray *
stree_pg_connection_run_finish (StreePgConnection *self, GAsyncResult *result, GError **error)
{
  (void) self;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keeping_cancelled_cb (GCancellable *cancellable, gpointer connecting)
{
  (void) cancellable;
  g_cancellable_cancel (connecting);
}

void
stree_pg_connection_keep_async (StreePgConnection *self,
                                const StreePgEvents *events,
                                gpointer data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_assert (self->state == CLOSED);
  self->events = events;
  self->data = data;
  self->keeping = g_task_new (self, cancellable, callback, user_data);
  /* One of its own: who closes the connection ends what is under way, and nothing else that has the caller's. */
  self->connecting = g_cancellable_new ();
  self->cancelled_id = cancellable ? g_cancellable_connect (cancellable, G_CALLBACK (keeping_cancelled_cb),
                                                            g_object_ref (self->connecting), g_object_unref)
                                   : 0;
  connect_now (self);
}

gboolean
stree_pg_connection_keep_finish (StreePgConnection *self, GAsyncResult *result, GError **error)
{
  (void) self;
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
stree_pg_connection_is_lost (StreePgConnection *self)
{
  return self->state == LOST;
}

gboolean
stree_pg_connection_is_idle (StreePgConnection *self)
{
  return self->jobs.length == 0;
}

int
stree_pg_connection_get_pid (StreePgConnection *self)
{
  return self->conn ? PQbackendPID (self->conn) : 0;
}

char *
stree_pg_connection_quote (StreePgConnection *self, const char *name)
{
  char *quoted = PQescapeIdentifier (self->conn, name, strlen (name));
  char *copy = g_strdup (quoted);

  PQfreemem (quoted);
  return copy;
}

char *
stree_pg_connection_dup_label (StreePgConnection *self)
{
  return g_strdup (self->label);
}

/* --- the object --- */

StreePgConnection *
stree_pg_connection_new (const char *uri, gboolean read_only, const char *channel)
{
  StreePgConnection *self = g_object_new (STREE_TYPE_PG_CONNECTION, NULL);

  self->uri = g_strdup (uri);
  self->read_only = read_only;
  self->channel = g_strdup (channel);
  return self;
}

void
stree_pg_connection_close (StreePgConnection *self)
{
  g_autoptr (GError) closed = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The source is closed"));

  self->events = NULL;
  if (self->connecting)
    g_cancellable_cancel (self->connecting);
  stree_pg_drop_source (&self->retry);
  stree_pg_drop_source (&self->watch);
  if (self->at_work && self->conn)
    send_cancel (self); /* the server need not go on with it */
  fail_jobs (self, closed);
  g_clear_pointer (&self->conn, PQfinish);
  g_clear_error (&self->lost_reason);
  self->lost_reason = g_steal_pointer (&closed);
  self->state = LOST;
}

static void
stree_pg_connection_finalize (GObject *object)
{
  StreePgConnection *self = STREE_PG_CONNECTION (object);

  g_assert (self->jobs.length == 0);
  stree_pg_drop_source (&self->retry);
  stree_pg_drop_source (&self->watch);
  g_clear_pointer (&self->conn, PQfinish);
  g_clear_error (&self->lost_reason);
  g_clear_object (&self->connecting);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->uri);
  g_free (self->channel);
  g_free (self->label);
  G_OBJECT_CLASS (stree_pg_connection_parent_class)->finalize (object);
}

static void
stree_pg_connection_class_init (StreePgConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stree_pg_connection_finalize;
}

static void
stree_pg_connection_init (StreePgConnection *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->delay = FIRST_DELAY_MS;
  g_queue_init (&self->jobs);
}
