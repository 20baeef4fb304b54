/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sources/stree-sqlite-temporary-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "tasks/stree-task-lock-private.h"

/* Locked as long as its folder is in use. Not the database itself: SQLite loses its locks of a file that others close. */
#define LOCK "lock"
/* A folder has its lock when it has its name. */
#define PREFIX "table-"

struct _StreeSqliteTemporary
{
  char *folder; /* owned */
  char *path;   /* owned */
  int lock;
};

static void
remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

static int
take_lock (const char *folder, int flags)
{
  g_autofree char *path = g_build_filename (folder, LOCK, NULL);
  int fd = g_open (path, flags | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Folders that nobody has locked. */
static void
sweep (const char *parent)
{
  GDir *dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *folder = g_build_filename (parent, name, NULL);
      int lock = g_str_has_prefix (name, PREFIX) ? take_lock (folder, 0) : -1;

      if (lock < 0)
        continue;
      remove_folder (folder);
      close (lock);
    }
  g_clear_pointer (&dir, g_dir_close);
}

StreeSqliteTemporary *
stree_sqlite_temporary_new (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), g_get_prgname () ? g_get_prgname () : "streamtree", "tables", NULL);
  g_autofree char *made = g_build_filename (parent, "new-XXXXXX", NULL);
  g_autofree char *name = NULL;
  StreeSqliteTemporary *self;
  int lock = -1;

  if (g_mkdir_with_parents (parent, 0700) == 0)
    {
      sweep (parent);
      if (g_mkdtemp_full (made, 0700))
        lock = take_lock (made, O_CREAT);
    }
  name = g_strconcat (PREFIX, made + strlen (made) - 6, NULL);
  self = g_atomic_rc_box_new0 (StreeSqliteTemporary);
  self->lock = lock;
  self->folder = g_build_filename (parent, name, NULL);
  self->path = g_build_filename (self->folder, "table.sqlite", NULL);
  if (lock >= 0 && g_rename (made, self->folder) == 0)
    return self;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("%s: no table can be kept in this folder: %s"), parent, g_strerror (errno));
  remove_folder (made);
  stree_sqlite_temporary_unref (self);
  return NULL;
}

StreeSqliteTemporary *
stree_sqlite_temporary_ref (StreeSqliteTemporary *temporary)
{
  return g_atomic_rc_box_acquire (temporary);
}

static void
temporary_clear (gpointer data)
{
  StreeSqliteTemporary *self = data;

  stree_take_over (self);
  remove_folder (self->folder);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self->path);
}

void
stree_sqlite_temporary_unref (StreeSqliteTemporary *temporary)
{
  stree_hand_over (temporary);
  g_atomic_rc_box_release_full (temporary, temporary_clear);
}

const char *
stree_sqlite_temporary_get_path (StreeSqliteTemporary *temporary)
{
  return temporary->path;
}
