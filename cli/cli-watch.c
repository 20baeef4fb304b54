/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Watches the folders that the sources are in, and builds when one of them has changed. Folders, since editors write a new
 * file and give it the name of the old one. */

#include "cli-private.h"

#include <string.h>

/* How long nothing must have changed, in milliseconds: editors write in several steps. */
#define QUIET 30
/* Where something changes all the time: after so long, in milliseconds. */
#define MAX_QUIET 500

struct _CliWatch
{
  StreeTarget  *target;   /* borrowed */
  CliBuiltFunc  built;
  gpointer      data;
  GHashTable   *monitors; /* folder (owned) -> GFileMonitor (owned) */
  guint         quiet;    /* source; 0: nothing has changed */
  gint64        since;    /* when the first change was */
  gboolean      building;
  gboolean      again;    /* something has changed while it is being built */
  GCancellable *gone;     /* owned: cancelled when the watch is freed */
};

typedef struct
{
  char   *path; /* owned */
  char   *said; /* owned */
  GError *error; /* owned */
} Result;

static void
result_free (gpointer data)
{
  Result *result = data;

  g_free (result->path);
  g_free (result->said);
  g_clear_error (&result->error);
  g_free (result);
}

/* --- building --- */

static void start (CliWatch *self);
static void watch_folders (CliWatch *self);

static void
build_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Result *result = g_new0 (Result, 1);

  (void) source;
  (void) cancellable;
  result->path = stree_target_build (data, &result->said, &result->error);
  g_task_return_pointer (task, result, result_free);
}

static void
built_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Result  *result = g_task_propagate_pointer (G_TASK (async), NULL);
  CliWatch *self = data;

  (void) source;
  if (!result)
    return; /* the watch has gone */
  self->building = FALSE;
  watch_folders (self); /* it may include others now */
  if (self->again)
    {
      if (result->path)
        stree_target_discard (self->target, result->path);
      self->target->stamp = 0; /* nobody was told of that one */
      start (self);
    }
  else if (result->path || result->error)
    self->built (result->path, result->said, result->error, g_get_monotonic_time () - self->since, self->data);
  result_free (result);
}

static void
start (CliWatch *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->gone, built_cb, self);

  self->building = TRUE;
  self->again = FALSE;
  g_task_set_task_data (task, stree_target_ref (self->target), (GDestroyNotify) stree_target_unref);
  g_task_run_in_thread (task, build_in_thread);
}

/* --- the precompiled header, beside what runs --- */

static void
prepare_in_thread (GTask *task, gpointer source, gpointer target, GCancellable *cancellable)
{
  (void) source;
  (void) cancellable;
  stree_target_prepare (target);
  g_task_return_boolean (task, TRUE);
}

static void
prepare (StreeTarget *target)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, stree_target_ref (target), (GDestroyNotify) stree_target_unref);
  g_task_run_in_thread (task, prepare_in_thread);
}

/* --- watching --- */

static gboolean
quiet_cb (gpointer data)
{
  CliWatch *self = data;

  self->quiet = 0;
  if (self->building)
    self->again = TRUE;
  else
    start (self);
  return G_SOURCE_REMOVE;
}

static gboolean
matters (CliWatch *self, GFile *file)
{
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;

  if (!name)
    return FALSE;
  if (self->target->type == STREE_TARGET_MODULE)
    return g_strcmp0 (g_file_peek_path (file), self->target->path) == 0;
  /* All that may be built from counts; ninja knows whether it is. */
  if (self->target->type == STREE_TARGET_MESON)
    return !strchr (".#", *name) && !g_str_has_suffix (name, "~");
  return *name != '.' &&
         (g_str_has_suffix (name, ".c") || g_str_has_suffix (name, ".h") || g_str_equal (name, "meson.build"));
}

static void
changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, CliWatch *self)
{
  (void) monitor;
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || (!matters (self, file) && !matters (self, other)))
    return;
  /* What is built of it is not missed: something may be in a new folder already. */
  if (event != G_FILE_MONITOR_EVENT_CHANGED && event != G_FILE_MONITOR_EVENT_DELETED && self->target->type == STREE_TARGET_MESON)
    watch_folders (self);
  if (self->quiet && g_get_monotonic_time () - self->since > MAX_QUIET * 1000)
    return; /* it never ends */
  if (self->quiet)
    g_source_remove (self->quiet);
  else if (!self->building)
    self->since = g_get_monotonic_time ();
  self->quiet = g_timeout_add (QUIET, quiet_cb, self);
  g_source_set_name_by_id (self->quiet, "[streamtree] build");
}

static void
watch_folder (CliWatch *self, const char *path)
{
  g_autoptr (GFile) folder = NULL;
  GFileMonitor     *monitor;

  if (g_hash_table_contains (self->monitors, path))
    return;
  folder = g_file_new_for_path (path);
  monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (!monitor)
    return;
  g_file_monitor_set_rate_limit (monitor, QUIET);
  g_signal_connect (monitor, "changed", G_CALLBACK (changed_cb), self);
  g_hash_table_insert (self->monitors, g_strdup (path), monitor);
}

/* Of a folder: what is in it, such as pages/, and so on; not what was built there. */
static void
watch_below (CliWatch *self, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char      *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *below = g_build_filename (path, name, NULL);
      g_autofree char *built = g_build_filename (below, "build.ninja", NULL);

      if (*name != '.' && g_file_test (below, G_FILE_TEST_IS_DIR) && !g_file_test (below, G_FILE_TEST_IS_SYMLINK) &&
          !g_file_test (built, G_FILE_TEST_EXISTS))
        {
          watch_folder (self, below);
          watch_below (self, below);
        }
    }
}

static void
watch_folders (CliWatch *self)
{
  g_auto (GStrv)   sources = stree_sources_list (self->target, TRUE, NULL);
  g_autofree char *root = stree_target_dup_root (self->target);

  watch_folder (self, root);
  if (self->target->type == STREE_TARGET_MESON)
    watch_below (self, root);
  for (char **source = sources; source && *source; source++)
    {
      g_autofree char *folder = g_path_get_dirname (*source);

      watch_folder (self, folder);
    }
}

static void
monitor_free (gpointer monitor)
{
  g_signal_handlers_disconnect_matched (monitor, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, (gpointer) (guintptr) changed_cb, NULL);
  g_file_monitor_cancel (monitor);
  g_object_unref (monitor);
}

CliWatch *
cli_watch_new (StreeTarget *target, CliBuiltFunc built, gpointer data)
{
  CliWatch *self = g_new0 (CliWatch, 1);

  self->target = target;
  self->built = built;
  self->data = data;
  self->gone = g_cancellable_new ();
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, monitor_free);
  watch_folders (self);
  prepare (target);
  return self;
}

void
cli_watch_build (CliWatch *self)
{
  self->since = g_get_monotonic_time ();
  if (self->building)
    self->again = TRUE;
  else
    start (self);
}

void
cli_watch_free (CliWatch *self)
{
  g_cancellable_cancel (self->gone);
  g_object_unref (self->gone);
  g_clear_handle_id (&self->quiet, g_source_remove);
  g_hash_table_unref (self->monitors);
  g_free (self);
}
