/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <streamtree.h>

#include "downloads/download-server.h"

typedef struct
{
  const DownloadList *list;
  const char         *url;    /* where the files are; ends with a slash */
  const char         *folder; /* where they go, unless the user chooses another one */
} DownloadsProps;

/* Where a file of the list is. */
typedef enum
{
  DOWNLOAD_IDLE,   /* nobody asked for it yet */
  DOWNLOAD_THERE,  /* nor that, but there is a file of its name already */
  DOWNLOAD_WAITS,  /* for its turn */
  DOWNLOAD_COMES,
  DOWNLOAD_BROKEN, /* cancelled, or it failed */
  DOWNLOAD_SAVED,
} DownloadPlace;

/* It waits, or comes. */
#define DOWNLOAD_IS_BUSY(place) ((place) == DOWNLOAD_WAITS || (place) == DOWNLOAD_COMES)

DownloadPlace download_get_place (StreeContext *cx, const DownloadFile *file);
/* Begins, or begins again: where the last time left off. */
void          download_begin     (StreeContext *cx, const DownloadFile *file);
void          download_cancel    (StreeContext *cx, const DownloadFile *file);
/* As if nobody had asked for it. */
void          download_reset     (StreeContext *cx, const DownloadFile *file);
/* What is shown of it, with its buttons; it also is what does it. @url is the file's own. */
StreeElement *download_row       (const DownloadFile *file, const char *url, const char *folder);

/* The root component; @props is a DownloadsProps. It knows no GTK, so that a test can run it without a window. */
StreeElement *downloads (StreeContext *cx, gpointer props);
