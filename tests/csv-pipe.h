/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A file that is written while it is read: its reader waits where a test wants it to. */

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *path;
  GThread *thread;
  GString *text;
  gsize first; /* so many bytes are written at once */
  GMutex lock;
  GCond cond;
  gboolean open; /* the others, too */
  gboolean unread; /* nobody read all of it */
} Pipe;

static inline void
write_part (Pipe *pipe, int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      pipe->unread = n < 0;
      if (n < 0)
        return;
      text += n;
      length -= (gsize) n;
    }
}

static inline gpointer
pipe_thread (gpointer data)
{
  Pipe *pipe = data;
  int fd = g_open (pipe->path, O_WRONLY, 0);

  write_part (pipe, fd, pipe->text->str, pipe->first);
  g_mutex_lock (&pipe->lock);
  while (!pipe->open)
    g_cond_wait (&pipe->cond, &pipe->lock);
  g_mutex_unlock (&pipe->lock);
  write_part (pipe, fd, pipe->text->str + pipe->first, pipe->text->len - pipe->first);
  close (fd);
  return NULL;
}

/* Takes @text. Before pipe_open () more of it is there than a source begins with, and no end. */
static inline Pipe *
pipe_new (const char *folder, GString *text)
{
  Pipe *pipe = g_new0 (Pipe, 1);

  signal (SIGPIPE, SIG_IGN);
  pipe->path = g_build_filename (folder, "pipe.csv", NULL);
  pipe->text = text;
  pipe->first = 300 * 1024;
  g_assert_cmpuint (text->len, >, pipe->first + 90000);
  g_assert_cmpint (mkfifo (pipe->path, 0600), ==, 0);
  pipe->thread = g_thread_new ("pipe", pipe_thread, pipe);
  return pipe;
}

static inline void
pipe_open (Pipe *pipe)
{
  g_mutex_lock (&pipe->lock);
  pipe->open = TRUE;
  g_cond_signal (&pipe->cond);
  g_mutex_unlock (&pipe->lock);
}

/* Waits until all is written, or nobody reads any more. */
static inline void
pipe_end (Pipe *pipe)
{
  pipe_open (pipe);
  if (pipe->thread)
    g_thread_join (pipe->thread);
  pipe->thread = NULL;
}

static inline void
pipe_free (Pipe *pipe)
{
  pipe_end (pipe);
  g_unlink (pipe->path);
  g_string_free (pipe->text, TRUE);
  g_free (pipe->path);
  g_free (pipe);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pipe, pipe_free)
