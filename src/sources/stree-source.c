/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-source.h"

#include <glib/gi18n-lib.h>

#include "core/stree-thread-private.h"
#include "data/stree-frame-private.h"

/**
 * StreeSource:
 *
 * A table that can be asked for the rows of a query, page by page, and perhaps written.
 *
 * Since: 1.0
 */
G_DEFINE_INTERFACE (StreeSource, stree_source, G_TYPE_OBJECT)

G_DEFINE_QUARK (stree-source-error-quark, stree_source_error)

static guint changed_signal;

static void
stree_source_default_init (StreeSourceInterface *iface)
{
  /**
   * StreeSource::changed:
   * @source: a source
   *
   * The table is not what it was: by a commit of this source, or by another program where the source can tell. Rows
   * that were asked for before are good for finding out where the user was, and should be asked for again.
   *
   * Since: 1.0
   */
  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * stree_source_get_schema:
 * @source: a source
 *
 * Its columns.
 *
 * Returns: (transfer none): a frame with these columns and without rows
 *
 * Since: 1.0
 */
StreeFrame *
stree_source_get_schema (StreeSource *source)
{
  g_return_val_if_fail (STREE_IS_SOURCE (source), NULL);
  return STREE_SOURCE_GET_IFACE (source)->get_schema (source);
}

/**
 * stree_source_get_column_flags:
 * @source: a source
 * @column: a column's number
 *
 * What is so about a column.
 *
 * Returns: the flags
 *
 * Since: 1.0
 */
StreeColumnFlags
stree_source_get_column_flags (StreeSource *source, guint column)
{
  g_return_val_if_fail (STREE_IS_SOURCE (source), 0);
  g_return_val_if_fail (column < stree_frame_get_n_columns (stree_source_get_schema (source)), 0);
  return STREE_SOURCE_GET_IFACE (source)->get_column_flags (source, column);
}

/**
 * stree_source_get_key_columns:
 * @source: a source
 * @n_columns: (out): how many there are
 *
 * The columns whose cells tell one row from another, and find it again. A source without any cannot be written.
 *
 * Returns: (transfer full) (array length=n_columns): the numbers of the columns
 *
 * Since: 1.0
 */
guint *
stree_source_get_key_columns (StreeSource *source, guint *n_columns)
{
  guint n, n_keys = 0;
  guint *keys;

  g_return_val_if_fail (STREE_IS_SOURCE (source) && n_columns != NULL, NULL);
  n = stree_frame_get_n_columns (stree_source_get_schema (source));
  keys = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    if (stree_source_get_column_flags (source, i) & STREE_COLUMN_KEY)
      keys[n_keys++] = i;
  *n_columns = n_keys;
  return keys;
}

/**
 * stree_source_get_capabilities:
 * @source: a source
 *
 * What can be done with it besides reading it.
 *
 * Returns: the capabilities
 *
 * Since: 1.0
 */
StreeSourceCapabilities
stree_source_get_capabilities (StreeSource *source)
{
  g_return_val_if_fail (STREE_IS_SOURCE (source), 0);
  return STREE_SOURCE_GET_IFACE (source)->get_capabilities (source);
}

/* What was wrong already with what was asked has its answer here, for every engine alike: a task of this file with an
 * error. */
static gboolean
refuse (StreeSource *source,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data,
        gpointer tag,
        GError *error)
{
  g_autoptr (GTask) task = NULL;

  if (!error)
    return FALSE;
  task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_return_error (task, error);
  return TRUE;
}

static gboolean
was_refused (StreeSource *source, GAsyncResult *result, gpointer tag)
{
  return g_task_is_valid (result, source) && g_async_result_is_tagged (result, tag);
}

/**
 * stree_source_query_async:
 * @source: a source
 * @query: which rows, in which order
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when the rows are found
 * @user_data: for @callback
 *
 * Asks for rows. A search looks in the columns that are not %STREE_COLUMN_HIDDEN.
 *
 * Since: 1.0
 */
void
stree_source_query_async (StreeSource *source,
                          StreeQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GError *error = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SOURCE (source) && query != NULL);
  stree_query_validate (query, stree_source_get_schema (source), &error);
  if (!refuse (source, cancellable, callback, user_data, (gpointer) (guintptr) stree_source_query_async, error))
    STREE_SOURCE_GET_IFACE (source)->query_async (source, query, cancellable, callback, user_data);
}

/**
 * stree_source_query_finish:
 * @source: a source
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [method@Source.query_async].
 *
 * Returns: (transfer full): the rows
 *
 * Since: 1.0
 */
StreeResultSet *
stree_source_query_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STREE_IS_SOURCE (source) && G_IS_ASYNC_RESULT (result), NULL);
  if (was_refused (source, result, (gpointer) (guintptr) stree_source_query_async))
    return g_task_propagate_pointer (G_TASK (result), error);
  return STREE_SOURCE_GET_IFACE (source)->query_finish (source, result, error);
}

/**
 * stree_source_distinct_async:
 * @source: a source
 * @column: a column's number
 * @query: (nullable): among which rows; its order does not count. %NULL: all
 * @max: how many values at most; 0: all
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when they are found
 * @user_data: for @callback
 *
 * Asks which values a column has, and how often.
 *
 * Since: 1.0
 */
void
stree_source_distinct_async (StreeSource *source,
                             guint column,
                             StreeQuery *query,
                             guint max,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GError *error = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SOURCE (source));
  g_return_if_fail (column < stree_frame_get_n_columns (stree_source_get_schema (source)));
  if (query)
    stree_query_validate (query, stree_source_get_schema (source), &error);
  if (!refuse (source, cancellable, callback, user_data, (gpointer) (guintptr) stree_source_distinct_async, error))
    STREE_SOURCE_GET_IFACE (source)->distinct_async (source, column, query, max, cancellable, callback, user_data);
}

/**
 * stree_source_distinct_finish:
 * @source: a source
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [method@Source.distinct_async].
 *
 * Returns: (transfer full): a frame with the columns "value", of the column's type, and "count"; the most frequent
 * values first, equally frequent ones in their order; nulls count as a value
 *
 * Since: 1.0
 */
StreeFrame *
stree_source_distinct_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STREE_IS_SOURCE (source) && G_IS_ASYNC_RESULT (result), NULL);
  if (was_refused (source, result, (gpointer) (guintptr) stree_source_distinct_async))
    return g_task_propagate_pointer (G_TASK (result), error);
  return STREE_SOURCE_GET_IFACE (source)->distinct_finish (source, result, error);
}

/* --- writing --- */

static gboolean
check_kind (StreeSource *source, StreeChangeKind kind, GError **error)
{
  static const StreeSourceCapabilities needed[] = { STREE_SOURCE_INSERT, STREE_SOURCE_UPDATE, STREE_SOURCE_DELETE };

  if (stree_source_get_capabilities (source) & needed[kind])
    return TRUE;
  g_set_error_literal (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_READ_ONLY,
                       kind == STREE_CHANGE_INSERT   ? _ ("No rows can be added to this table")
                       : kind == STREE_CHANGE_UPDATE ? _ ("The cells of this table cannot be changed")
                                                     : _ ("No rows of this table can be deleted"));
  return FALSE;
}

/* What the column itself does not allow. */
static gboolean
check_cell (StreeSource *source, StreeFrame *schema, guint column, StreeCell *cell, GError **error)
{
  StreeColumnFlags flags = stree_source_get_column_flags (source, column);

  if (flags & STREE_COLUMN_READ_ONLY)
    g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_READ_ONLY, _ ("The column “%s” cannot be written"),
                 stree_frame_get_column_name (schema, column));
  else if ((flags & STREE_COLUMN_REQUIRED) && stree_cell_is_null (cell))
    g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT, _ ("The column “%s” cannot be empty"),
                 stree_frame_get_column_name (schema, column));
  else
    return TRUE;
  return FALSE;
}

/* A new row has something in each column that needs it. */
static gboolean
check_insert (StreeSource *source, StreeFrame *schema, StreeChanges *changes, guint change, GError **error)
{
  guint n_columns = stree_frame_get_n_columns (schema);

  for (guint column = 0; column < n_columns; column++)
    {
      StreeColumnFlags flags = stree_source_get_column_flags (source, column);
      gboolean is_set = (flags & (STREE_COLUMN_REQUIRED | STREE_COLUMN_DEFAULT)) != STREE_COLUMN_REQUIRED;

      for (guint i = 0; !is_set && i < stree_changes_get_n_cells (changes, change); i++)
        {
          guint has;

          stree_changes_get_cell (changes, change, i, &has);
          is_set = has == column;
        }
      if (is_set)
        continue;
      g_set_error (error, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_CONSTRAINT, _ ("The column “%s” cannot be empty"),
                   stree_frame_get_column_name (schema, column));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_cells (StreeSource *source, StreeFrame *schema, StreeChanges *changes, guint change, GError **error)
{
  for (guint i = 0; i < stree_changes_get_n_cells (changes, change); i++)
    {
      guint column;
      StreeCell *cell = stree_changes_get_cell (changes, change, i, &column);

      if (column >= stree_frame_get_n_columns (schema))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("Change %u is about column %u; expected a column below %u, which is what the table has"),
                       change, column, stree_frame_get_n_columns (schema));
          return FALSE;
        }
      if (!check_cell (source, schema, column, cell, error))
        return FALSE;
      if (stree_cell_get_column_type (cell) != stree_frame_get_column_type (schema, column))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       /* Translators: the name of a column, and of types such as int64 or text */
                       _ ("Change %u sets “%s” to a cell of the type %s; expected %s, which is what the column has"),
                       change, stree_frame_get_column_name (schema, column),
                       stree_column_type_get_nick (stree_cell_get_column_type (cell)),
                       stree_column_type_get_nick (stree_frame_get_column_type (schema, column)));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_seen (StreeFrame *schema, StreeFrame *seen, guint change, GError **error)
{
  if (stree_frame_same_schema (schema, seen))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _ ("The row of change %u is not of this table: other columns were expected"), change);
  return FALSE;
}

static gboolean
check_changes (StreeSource *source, StreeChanges *changes, GError **error)
{
  StreeFrame *schema = stree_source_get_schema (source);

  for (guint i = 0; i < stree_changes_get_n_changes (changes); i++)
    {
      StreeFrame *seen = stree_changes_get_seen (changes, i, NULL);

      if (!check_kind (source, stree_changes_get_kind (changes, i), error) ||
          !check_cells (source, schema, changes, i, error) ||
          (seen ? !check_seen (schema, seen, i, error) : !check_insert (source, schema, changes, i, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * stree_source_commit_async:
 * @source: a source
 * @changes: what is to be written; it must not be added to before this is finished
 * @cancellable: (nullable): cancels the work, if it is not done yet
 * @callback: (scope async) (closure user_data): called when it is written, or not
 * @user_data: for @callback
 *
 * Writes into the table: all of the changes or none of them. Rows go before others change, and new ones come last, so that
 * a key which one gives up can be taken, wherever in @changes that is said; of the same kind they are in their order. Rows
 * may exchange their keys. What is not as it was seen is told before anything else that would not go.
 *
 * Since: 1.0
 */
void
stree_source_commit_async (StreeSource *source,
                           StreeChanges *changes,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GError *error = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SOURCE (source) && changes != NULL);
  check_changes (source, changes, &error);
  if (!refuse (source, cancellable, callback, user_data, (gpointer) (guintptr) stree_source_commit_async, error))
    STREE_SOURCE_GET_IFACE (source)->commit_async (source, changes, cancellable, callback, user_data);
}

/**
 * stree_source_commit_finish:
 * @source: a source
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [method@Source.commit_async].
 *
 * Returns: (transfer full): what came of it: everything is written, or there are conflicts and nothing is. %NULL with
 * an error, such as those of #StreeSourceError: nothing is written
 *
 * Since: 1.0
 */
StreeCommit *
stree_source_commit_finish (StreeSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (STREE_IS_SOURCE (source) && G_IS_ASYNC_RESULT (result), NULL);
  if (was_refused (source, result, (gpointer) (guintptr) stree_source_commit_async))
    return g_task_propagate_pointer (G_TASK (result), error);
  return STREE_SOURCE_GET_IFACE (source)->commit_finish (source, result, error);
}

/**
 * stree_source_changed:
 * @source: a source
 *
 * Tells that the table is not what it was. For those who implement a source.
 *
 * Since: 1.0
 */
void
stree_source_changed (StreeSource *source)
{
  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SOURCE (source));
  g_signal_emit (source, changed_signal, 0);
}
