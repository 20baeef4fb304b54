/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#if !defined (STREE_H_INSIDE) && !defined (STREE_COMPILATION)
#error "Only <streamtree.h> and <streamtree-gtk.h> are included directly."
#endif

#include "enterprise/stree-event-sink.h"

G_BEGIN_DECLS

#define STREE_TYPE_JOURNAL_SINK (stree_journal_sink_get_type ())

STREE_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (StreeJournalSink, stree_journal_sink, STREE, JOURNAL_SINK, GObject)

STREE_AVAILABLE_IN_1_0
StreeJournalSink *stree_journal_sink_new (const char *socket_path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
