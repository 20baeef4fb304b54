/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "core/stree-thread-private.h"
#include "sources/stree-sqlite-search-private.h"
#include "sources/stree-sqlite-source-private.h"
#include "tasks/stree-task-lock-private.h"

/* The index of searches of a source: made, looked for and removed. */

static void
make_func (sqlite3 *handle, GTask *task, gpointer table, GCancellable *cancellable, GError *error)
{
  gboolean made = handle && stree_sqlite_search_make (handle, table, cancellable, &error);

  stree_hand_over (task);
  if (made)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
drop_func (sqlite3 *handle, GTask *task, gpointer table, GCancellable *cancellable, GError *error)
{
  gboolean dropped = handle && stree_sqlite_search_drop (handle, table, cancellable, &error);

  stree_hand_over (task);
  if (dropped)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
check_func (sqlite3 *handle, GTask *task, gpointer table, GCancellable *cancellable, GError *error)
{
  StreeSearchIndex state = handle ? stree_sqlite_search_check (handle, table, &error) : STREE_SEARCH_INDEX_NONE;

  (void) cancellable;
  stree_hand_over (task);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, state);
}

static void
give_table (GTask *task)
{
  StreeSqliteTable *table = stree_sqlite_source_get_info (g_task_get_source_object (task));

  g_task_set_task_data (task, stree_sqlite_table_ref (table), (GDestroyNotify) stree_sqlite_table_unref);
}

/* Takes @task. @refusal: what is said where the table cannot be written. */
static void
write_index (GTask *task, StreeSqliteFunc func, const char *refusal)
{
  StreeSqliteSource *source = g_task_get_source_object (task);

  g_task_set_name (task, "[streamtree] sqlite search index");
  g_task_set_check_cancellable (task, FALSE); /* what is made is told */
  if (stree_source_get_capabilities (STREE_SOURCE (source)) & STREE_SOURCE_INSERT)
    {
      give_table (task);
      stree_sqlite_run (stree_sqlite_source_get_writing (source), task, func);
    }
  else
    g_task_return_new_error (task, STREE_SOURCE_ERROR, STREE_SOURCE_ERROR_READ_ONLY, "%s", refusal);
  g_object_unref (task);
}

/**
 * stree_sqlite_source_index_search_async:
 * @source: a source
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when the index is there
 * @user_data: for @callback
 *
 * Makes an index of the table that quick searches are answered with; see [method@Query.set_search]. They find the same
 * rows with it as without, sooner: where three letters or more are searched for, and they could not stand in a column
 * of decimal numbers or of yes and no. The file keeps it, and keeps it right whoever writes to the table. What the
 * file's other programs write to the table must be able to use FTS5 then. Where it is there already, nothing is done;
 * where the table has other columns since, it is made again.
 *
 * It takes about twice the room that the text of the table takes, and the file cannot be written while it is made.
 *
 * Fails with %STREE_SOURCE_ERROR_READ_ONLY where the table cannot be written, and with %STREE_SOURCE_ERROR_FAILED where
 * it has no INTEGER PRIMARY KEY, or SQLite no FTS5.
 *
 * Since: 1.0
 */
void
stree_sqlite_source_index_search_async (StreeSqliteSource *source,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SQLITE_SOURCE (source));
  task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_sqlite_source_index_search_async);
  write_index (task, make_func, _ ("No index for searches can be made: the table cannot be written"));
}

/**
 * stree_sqlite_source_index_search_finish:
 * @source: a source
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [method@SqliteSource.index_search_async].
 *
 * Returns: whether the index is there
 *
 * Since: 1.0
 */
gboolean
stree_sqlite_source_index_search_finish (StreeSqliteSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_sqlite_source_index_search_async),
                        FALSE);
  stree_take_over (result);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * stree_sqlite_source_check_search_async:
 * @source: a source
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when it is known
 * @user_data: for @callback
 *
 * Asks whether the table has an index for searches, whoever made it, and whether it is good.
 *
 * Since: 1.0
 */
void
stree_sqlite_source_check_search_async (StreeSqliteSource *source,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SQLITE_SOURCE (source));
  task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_sqlite_source_check_search_async);
  g_task_set_name (task, "[streamtree] sqlite search check");
  if (!stree_sqlite_source_get_table (source))
    {
      g_task_return_int (task, STREE_SEARCH_INDEX_NONE);
      return;
    }
  give_table (task);
  stree_sqlite_run (stree_sqlite_source_get_asking (source), task, check_func);
}

/**
 * stree_sqlite_source_check_search_finish:
 * @source: a source
 * @result: what the callback got
 * @index: (out): whether there is one
 * @error: return location for an error
 *
 * The outcome of [method@SqliteSource.check_search_async].
 *
 * Returns: whether @index is set; %FALSE with @error: the file could not be asked
 *
 * Since: 1.0
 */
gboolean
stree_sqlite_source_check_search_finish (StreeSqliteSource *source, GAsyncResult *result, StreeSearchIndex *index, GError **error)
{
  gssize state;

  g_return_val_if_fail (g_task_is_valid (result, source) && index != NULL, FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_sqlite_source_check_search_async),
                        FALSE);
  stree_take_over (result);
  state = g_task_propagate_int (G_TASK (result), error);
  if (state < 0)
    return FALSE;
  *index = (StreeSearchIndex) state;
  return TRUE;
}

/**
 * stree_sqlite_source_drop_search_async:
 * @source: a source
 * @cancellable: (nullable): cancels the work
 * @callback: (scope async) (closure user_data): called when it is gone
 * @user_data: for @callback
 *
 * Removes the index that [method@SqliteSource.index_search_async] makes, whoever made it, and what keeps it right. Searches find the
 * same rows without it. Where there is none, nothing is done. The file does not become smaller: what is written to it next has the room.
 *
 * Fails with %STREE_SOURCE_ERROR_READ_ONLY where the table cannot be written.
 *
 * Since: 1.0
 */
void
stree_sqlite_source_drop_search_async (StreeSqliteSource *source,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task;

  STREE_MAIN_THREAD_ONLY ();
  g_return_if_fail (STREE_IS_SQLITE_SOURCE (source));
  task = g_task_new (source, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) (guintptr) stree_sqlite_source_drop_search_async);
  write_index (task, drop_func, _ ("The index for searches cannot be removed: the table cannot be written"));
}

/**
 * stree_sqlite_source_drop_search_finish:
 * @source: a source
 * @result: what the callback got
 * @error: return location for an error
 *
 * The outcome of [method@SqliteSource.drop_search_async].
 *
 * Returns: whether there is no index any more
 *
 * Since: 1.0
 */
gboolean
stree_sqlite_source_drop_search_finish (StreeSqliteSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) (guintptr) stree_sqlite_source_drop_search_async),
                        FALSE);
  stree_take_over (result);
  return g_task_propagate_boolean (G_TASK (result), error);
}
