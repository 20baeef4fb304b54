/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* A report in memory, and what its file is made of:
 *
 *   { "streamtree-report": 1,
 *     "component": "todo",
 *     "versions": { "StreamTree": "1.0.0", "GTK": "4.8.3", "GLib": "2.74.6", "OS": "Debian 12", "locale": "de_DE.UTF-8" },
 *     "start": { "/todos": { "type": "a(xsb)", "value": [] } },
 *     "secrets": [ "todo/password" ],
 *     "forgotten": 0,
 *     "events": [
 *       { "at": 1250, "deed": "input", "name": "value", "kind": "TextInput", "path": "todo.…", "key": "draft",
 *         "value": { "type": "s", "value": "milk" },
 *         "writes": { "todo/draft": { "old": { … }, "new": { … } } } } ] }
 *
 * "at" is in milliseconds. What an event set stands in "writes", what was set, made and dropped in the rerun in "follows"; null is
 * where there is no state. What an undo put into the session is in "travel", and where the history was then in "steps" and
 * "position". { "secret": true } stands for what must not be written down.
 */

#include "history/stree-history-private.h"
#include "history/stree-report.h"

G_BEGIN_DECLS

#define STREE_REPORT_FORMAT  "streamtree-report"
#define STREE_REPORT_VERSION 1

struct _StreeReport
{
  GObject     parent_instance;
  char       *component; /* owned */
  GVariant   *versions;  /* owned: a{ss} */
  GVariant   *start;     /* owned: a{sv} */
  GHashTable *secrets;   /* place (owned) */
  guint64     forgotten; /* events before the start */
  GPtrArray  *events;    /* StreeHistoryEvent, owned; times in microseconds from the start */
};

const char *stree_deed_get_name (StreeDeed deed);
gboolean    stree_deed_parse    (const char *name, StreeDeed *deed);

/* What shows windows says its name and version here; both static or interned. */
void        stree_report_set_toolkit (const char *name, const char *version);

G_END_DECLS
