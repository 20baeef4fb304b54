/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A server on this computer alone, so that there is something to download: it makes its files up, from a table, in a thread of
 * its own. What is not in the table is not there, whatever its path looks like. */

#include <gio/gio.h>

typedef enum
{
  DOWNLOAD_WHOLE,
  DOWNLOAD_DROPS,   /* the first time, the connection ends in the middle */
  DOWNLOAD_MISSING, /* the server does not have it */
} DownloadWay;

typedef struct
{
  const char *name;  /* of the file */
  const char *title; /* for people; to be translated */
  gint64      size;  /* bytes */
  guint       rate;  /* bytes a second; 0: as fast as it goes */
  DownloadWay way;
} DownloadFile;

/* A list of them. It is never freed. */
typedef struct
{
  const DownloadFile *files;
  guint               n_files;
} DownloadList;

typedef struct _DownloadServer DownloadServer;

/* @port: where to listen if that is free; 0: anywhere. What was fetched in part is gone on with only at the same place. */
DownloadServer *download_server_new      (const DownloadList *list, guint port, GError **error);
void            download_server_free     (DownloadServer *self);
/* Ends with a slash: the name of a file follows. */
const char     *download_server_get_url  (DownloadServer *self);
/* The byte of a file at @offset. */
guint8          download_file_get_byte   (const DownloadFile *file, gint64 offset);

/* For tests, in any thread: while it is held, what is sent ends after the first piece of each answer. */
void            download_server_hold     (DownloadServer *self, gboolean hold);
/* How many requests there were, how many answers are under way, and how many there were of a part of a file. */
guint           download_server_count    (DownloadServer *self);
guint           download_server_count_open (DownloadServer *self);
guint           download_server_count_parts (DownloadServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DownloadServer, download_server_free)
